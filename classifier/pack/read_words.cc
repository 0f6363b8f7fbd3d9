// Reads words.toml: weights of words and signals, which a fit writes.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "classifier/pack/draft.h"
#include "classifier/text/normal_form.h"
#include "classifier/text/terms.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

constexpr double kMostWeight = 30'000;  // hundredths; fits into 16 bits
constexpr double kLeastVoice = 0.001;   // so that what it left of a weight tells the weight

const std::vector<Key>& WordsKeys() {
  static const std::vector<Key> kKeys = {{"corpus", Kind::kText},
                                         {"labels", Kind::kTexts, true},
                                         {"voice", Kind::kNumber, false, kLeastVoice, 1.0},
                                         {"heard", Kind::kTexts},
                                         {"signal", Kind::kTable},
                                         {"word", Kind::kTable},
                                         {"subtype", Kind::kTable},
                                         kFittedTemperature,
                                         kFittedBias,
                                         kFittedThreshold,
                                         kFittedCalibration};
  return kKeys;
}

const std::vector<Key>& SubtypeKeys() {
  static const std::vector<Key> kKeys = {
      {"names", Kind::kTexts, true}, {"signal", Kind::kTable}, {"word", Kind::kTable}, kFittedBias};
  return kKeys;
}

// A table of lists of weights, one for each label or subtype.
class WeightsReader {
 public:
  // `places[i]` is where the i-th weight of a list belongs among `columns`; `what` they are.
  WeightsReader(std::vector<size_t> places, size_t columns, std::string_view what, Draft* draft)
      : places_(std::move(places)), columns_(columns), what_(what), draft_(*draft) {}

  // The weights of `entry`; nothing if they are at fault, which is then noted.
  std::vector<int16_t> Read(const TomlEntry& entry) {
    const TomlValue& list = entry.value;
    const bool whole = list.kind == TomlValue::Kind::kArray &&
                       list.items.size() == places_.size() &&
                       std::all_of(list.items.begin(), list.items.end(), IsWeight);
    if (!whole) {
      draft_.faults.Add(entry.place, "`" + entry.key + "` needs " + std::to_string(places_.size()) +
                                         " whole numbers from -30000 to 30000, one for each " +
                                         std::string(what_));
      return {};
    }
    std::vector<int16_t> weights(columns_);
    for (size_t i = 0; i < places_.size(); ++i) {
      weights[places_[i]] = static_cast<int16_t>(list.items[i].number);
    }
    return weights;
  }

 private:
  static bool IsWeight(const TomlValue& value) {
    return value.kind == TomlValue::Kind::kInteger && std::abs(value.number) <= kMostWeight;
  }

  std::vector<size_t> places_;
  size_t columns_;
  std::string_view what_;
  Draft& draft_;
};

// Where the weights of each label belong, by the list `labels`.
std::vector<size_t> ReadPlaces(const TomlValue& root, Draft* draft) {
  std::vector<size_t> places;
  for (const TomlValue* name : TextsAt(root, "labels")) {
    const auto label = ReadLabelName(name->text, name->place, draft);
    if (!label) return {};
    const auto place = static_cast<size_t>(*label);
    if (std::find(places.begin(), places.end(), place) != places.end()) {
      draft->faults.Add(name->place, "the label `" + name->text + "` is named twice");
      return {};
    }
    places.push_back(place);
  }
  return places;
}

// A name like "CRO.clinical" as a label and one of its subtypes.
std::optional<SubtypeWeights::Name> ReadSubtypeName(const std::string& text, Place place,
                                                    Draft* draft) {
  const size_t dot = std::min(text.find('.'), text.size());
  const auto label = ReadLabelName(text.substr(0, dot), place, draft);
  if (!label) return std::nullopt;
  const std::vector<std::string>& known = draft->pack.labels[static_cast<size_t>(*label)].subtypes;
  const std::string subtype = text.substr(std::min(dot + 1, text.size()));
  const auto found = std::find(known.begin(), known.end(), subtype);
  if (found == known.end()) {
    draft->faults.Add(place, "`" + text + "` is no label with one of its subtypes");
    return std::nullopt;
  }
  return SubtypeWeights::Name{*label, static_cast<uint32_t>(found - known.begin())};
}

// The list `names` of the table [subtype]; false if something is wrong with it.
bool ReadSubtypeNames(const TomlValue& table, std::vector<std::string>* texts, Draft* draft) {
  std::vector<SubtypeWeights::Name>& names = draft->pack.subtypes.names;
  for (const TomlValue* text : TextsAt(table, "names")) {
    if (std::find(texts->begin(), texts->end(), text->text) != texts->end()) {
      draft->faults.Add(text->place, "the subtype `" + text->text + "` is named twice");
      return false;
    }
    const auto name = ReadSubtypeName(text->text, text->place, draft);
    if (!name) return false;
    names.push_back(*name);
    texts->push_back(text->text);
  }
  return !names.empty();
}

template <typename Name>
struct Row {
  Name name;
  Place place;
  std::vector<int16_t> weights;
};

// Sorts rows by name and moves them into the pack's two flat lists. Adds a fault for each name that
// stands twice.
template <typename Name>
void Flatten(std::vector<Row<Name>> rows, std::vector<Name>* names, std::vector<int16_t>* weights,
             Draft* draft) {
  std::sort(rows.begin(), rows.end(),
            [](const Row<Name>& a, const Row<Name>& b) { return a.name < b.name; });
  for (Row<Name>& row : rows) {
    if (!names->empty() && names->back() == row.name) {
      draft->faults.Add(row.place, "these words have weights already");
      continue;
    }
    names->push_back(std::move(row.name));
    weights->insert(weights->end(), row.weights.begin(), row.weights.end());
  }
}

void ReadTerms(const TomlValue& table, WeightsReader* reader, WordWeights* words, Draft* draft) {
  std::vector<Row<uint64_t>> rows;
  for (const TomlEntry& entry : table.entries) {
    std::vector<int16_t> weights = reader->Read(entry);
    const uint64_t number = TermNumber(Normalize(entry.key));
    if (number == 0) {
      draft->faults.Add(entry.place, "`" + entry.key + "` is not a word or a pair of words");
    }
    if (number != 0 && !weights.empty()) rows.push_back({number, entry.place, std::move(weights)});
  }
  Flatten(std::move(rows), &words->terms, &words->term_weights, draft);
}

// A signal of a rule that the pack no longer has is kept: it says nothing until the rule is back.
void ReadSignals(const TomlValue& table, WeightsReader* reader, WordWeights* words, Draft* draft) {
  std::vector<Row<std::string>> rows;
  for (const TomlEntry& entry : table.entries) {
    std::vector<int16_t> weights = reader->Read(entry);
    if (!weights.empty()) rows.push_back({entry.key, entry.place, std::move(weights)});
  }
  Flatten(std::move(rows), &words->signals, &words->signal_weights, draft);
}

// The tables `word` and `signal` of `table`.
void ReadTables(const TomlValue& table, WeightsReader reader, WordWeights* words, Draft* draft) {
  if (const TomlValue* terms = TableAt(table, "word")) ReadTerms(*terms, &reader, words, draft);
  if (const TomlValue* signals = TableAt(table, "signal")) {
    ReadSignals(*signals, &reader, words, draft);
  }
}

// Turns down the rules that the fit has heard: the words say again what they say. One that is gone,
// or that has got a `lock` since, which no fit hears, is passed over.
void ReadVoice(const TomlValue& root, Draft* draft) {
  const double voice = NumberAt(root, "voice", 1.0);
  for (const TomlValue* id : TextsAt(root, "heard")) {
    const auto index = FindRule(draft->pack, id->text);
    if (!index) continue;
    Rule& rule = draft->pack.rules[*index];
    if (rule.voice != 1.0) draft->faults.Add(id->place, "`" + id->text + "` is named twice");
    if (rule.locked) continue;
    rule.weight *= voice;
    rule.voice = voice;
  }
}

void ReadSubtypes(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[subtype]", SubtypeKeys());
  SubtypeWeights& subtypes = draft->pack.subtypes;
  std::vector<std::string> texts;
  if (!ReadSubtypeNames(table, &texts, draft)) return;
  subtypes.bias.resize(texts.size());
  for (const TomlEntry* entry : NumbersAt(table, "bias")) {
    const auto found = std::find(texts.begin(), texts.end(), entry->key);
    if (found == texts.end()) {
      draft->faults.Add(entry->place, "`" + entry->key + "` is not among `names`");
    } else {
      subtypes.bias[static_cast<size_t>(found - texts.begin())] = entry->value.number;
    }
  }
  std::vector<size_t> places(texts.size());
  std::iota(places.begin(), places.end(), 0);
  ReadTables(table, WeightsReader(places, places.size(), "subtype", draft), &subtypes.words, draft);
}

}  // namespace

void ReadWords(const TomlValue& root, Draft* draft) {
  draft->Check(root, "words.toml", WordsKeys());
  draft->pack.words_corpus = TextAt(root, "corpus");
  ReadFitted(root, draft);
  ReadVoice(root, draft);
  std::vector<size_t> places = ReadPlaces(root, draft);
  if (places.empty()) return;
  const size_t labels = draft->pack.labels.size();
  ReadTables(root, WeightsReader(std::move(places), labels, "label", draft), &draft->pack.words,
             draft);
  if (const TomlValue* subtypes = TableAt(root, "subtype")) ReadSubtypes(*subtypes, draft);
}

}  // namespace cxo
