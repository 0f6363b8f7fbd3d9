// Reads words.toml: weights of words and signals, which a fit writes.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/names.h"
#include "classifier/pack/weight_rows.h"
#include "classifier/pack/words_source.h"
#include "classifier/text/normal_form.h"
#include "classifier/text/terms.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

// A rule of weight 0 is one that a fit has dropped; a rule that was heard still counts.
constexpr double kLeastVoice = 0.001;

const std::vector<Key>& WordsKeys() {
  static const std::vector<Key> kKeys = {{"corpus", Kind::kText},
                                         {"labels", Kind::kTexts, true},
                                         {"voice", Kind::kNumber, false, kLeastVoice, 1.0},
                                         {"heard", Kind::kTable},
                                         {"signal", Kind::kRows},
                                         {"pair", Kind::kRows},
                                         {"word", Kind::kRows},
                                         {"subtype", Kind::kTable},
                                         kFittedTemperature,
                                         kFittedBias,
                                         kFittedThreshold,
                                         kFittedCalibration};
  return kKeys;
}

const std::vector<Key>& SubtypeKeys() {
  static const std::vector<Key> kKeys = {
      {"names", Kind::kTexts, true}, {"signal", Kind::kRows}, {"word", Kind::kRows}, kFittedBias};
  return kKeys;
}

// Where the weights of each label belong, by the list `labels`; none if something is wrong with it.
std::vector<size_t> ReadPlaces(const TomlValue& root, Draft* draft) {
  std::vector<size_t> places;
  bool faulty = false;
  for (const TomlValue* name : TextsAt(root, "labels")) {
    const auto label = ReadLabelName(name->text, name->place, draft);
    const auto place = static_cast<size_t>(label.value_or(kNone));
    const bool again = label && std::find(places.begin(), places.end(), place) != places.end();
    if (again) {
      draft->faults.Add(name->place, "the label " + Quoted(name->text) + " is named twice");
    }
    faulty = faulty || again || !label;
    if (label && !again) places.push_back(place);
  }
  return faulty ? std::vector<size_t>() : places;
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
    draft->faults.Add(place, Quoted(text) + " is no label with one of its subtypes");
    return std::nullopt;
  }
  return SubtypeWeights::Name{*label, static_cast<uint32_t>(found - known.begin())};
}

// The list `names` of the table [subtype]; false if something is wrong with it.
bool ReadSubtypeNames(const TomlValue& table, std::vector<std::string>* texts, Draft* draft) {
  std::vector<SubtypeWeights::Name>& names = draft->pack.subtypes.names;
  bool faulty = false;
  for (const TomlValue* text : TextsAt(table, "names")) {
    const bool again = std::find(texts->begin(), texts->end(), text->text) != texts->end();
    if (again) {
      draft->faults.Add(text->place, "the subtype " + Quoted(text->text) + " is named twice");
    }
    const auto name = again ? std::nullopt : ReadSubtypeName(text->text, text->place, draft);
    faulty = faulty || !name;
    if (name) names.push_back(*name);
    texts->push_back(text->text);
  }
  return !faulty && !names.empty();
}

// Names, each once and in order, with the weights of each.
template <typename Name>
struct FlatRows {
  std::vector<Name> names;
  std::vector<int16_t> weights;
};

// `rows` in the order of their names. `names` has one for each row; a row whose name says nothing
// is passed over. Adds a fault for each name that stands twice.
template <typename Name>
FlatRows<Name> Flatten(const WeightRows& rows, std::vector<Name> names, size_t columns,
                       Draft* draft) {
  FlatRows<Name> flat;
  std::vector<uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return names[a] < names[b]; });
  for (const uint32_t i : order) {
    if (names[i] == Name()) continue;
    if (!flat.names.empty() && flat.names.back() == names[i]) {
      draft->faults.Add(rows.places[i], Quoted(rows.names[i]) + " has weights already");
      continue;
    }
    flat.names.push_back(std::move(names[i]));
    const auto weights = rows.weights.begin() + static_cast<std::ptrdiff_t>(i * columns);
    flat.weights.insert(flat.weights.end(), weights,
                        weights + static_cast<std::ptrdiff_t>(columns));
  }
  return flat;
}

void ReadTerms(const TomlValue& value, const WeightColumns& columns, WordWeights* words,
               Draft* draft) {
  const WeightRows rows = ReadWeightRows(value, columns, draft);
  std::vector<uint64_t> numbers;
  for (size_t i = 0; i < rows.names.size(); ++i) {
    numbers.push_back(TermNumber(Normalize(rows.names[i])));
    if (numbers.back() != 0) continue;
    draft->faults.Add(rows.places[i],
                      Quoted(rows.names[i]) + " is no word, no beginning of one and no pair");
  }
  FlatRows<uint64_t> flat = Flatten(rows, std::move(numbers), columns.count, draft);
  words->terms = std::move(flat.names);
  words->term_weights = std::move(flat.weights);
}

// A signal of a rule that the pack no longer has is kept: it says nothing until the rule is back.
void ReadSignals(const TomlValue& value, const WeightColumns& columns, WordWeights* words,
                 Draft* draft) {
  const WeightRows rows = ReadWeightRows(value, columns, draft);
  std::vector<std::string> names(rows.names.begin(), rows.names.end());
  FlatRows<std::string> flat = Flatten(rows, std::move(names), columns.count, draft);
  words->signals = std::move(flat.names);
  words->signal_weights = std::move(flat.weights);
}

// A pair of rules that the pack no longer has is kept as a signal is.
void ReadPairs(const TomlValue& value, const WeightColumns& columns, WordWeights* words,
               Draft* draft) {
  const WeightRows rows = ReadWeightRows(value, columns, draft);
  std::vector<SignalPair> pairs;
  for (size_t i = 0; i < rows.names.size(); ++i) {
    pairs.push_back(PairNamed(rows.names[i]));
    if (pairs.back() != SignalPair()) continue;
    draft->faults.Add(rows.places[i], Quoted(rows.names[i]) + " is no pair of two rules, `a + b`");
  }
  FlatRows<SignalPair> flat = Flatten(rows, std::move(pairs), columns.count, draft);
  words->pairs = std::move(flat.names);
  words->pair_weights = std::move(flat.weights);
}

// The rows `word` and `signal` of `table`.
void ReadRows(const TomlValue& table, const WeightColumns& columns, WordWeights* words,
              Draft* draft) {
  if (const TomlValue* terms = TextValueAt(table, "word")) ReadTerms(*terms, columns, words, draft);
  if (const TomlValue* signals = TextValueAt(table, "signal")) {
    ReadSignals(*signals, columns, words, draft);
  }
}

// The part of `weight` that was there when the fit heard `heard`: what was added since, it has not
// heard.
double HeardPart(double weight, double heard) {
  return std::clamp(weight, std::min(heard, 0.0), std::max(heard, 0.0));
}

// Checks that the entry is a table of numbers.
void CheckWeights(const TomlEntry& entry, Draft* draft) {
  TomlValue table;
  table.entries.push_back(entry);
  draft->Check(table, "[heard]", {{entry.key, Kind::kNumbers, false, -kMostLogOdds, kMostLogOdds}});
}

// Rules behind a label, and rules without one as older files have them.
void CheckHeard(const TomlValue& root, Draft* draft) {
  const TomlValue* heard = TableAt(root, "heard");
  if (heard == nullptr) return;
  TomlEntry others{"heard", heard->place, {}};
  for (const TomlEntry& entry : heard->entries) {
    if (IsHeardLabel(entry)) {
      CheckWeights(entry, draft);
    } else {
      others.value.entries.push_back(entry);
    }
  }
  CheckWeights(others, draft);
}

// The label for which the fit has heard `rule`, by default its own; nothing if the pack has no such
// label, which has been said then.
std::optional<LabelIndex> HeardFor(const HeardEntry& heard, const Rule& rule, Draft* draft) {
  if (heard.label.empty()) return rule.label;
  return ReadLabelName(heard.label, heard.rule->place, draft);
}

// Turns down the rules that the fit has heard: the words say again what they say, for the label for
// which they said it then. One that is gone, or that has got a `lock` since, which no fit hears, is
// passed over.
void ReadVoice(const TomlValue& root, Draft* draft) {
  CheckHeard(root, draft);
  const double voice = NumberAt(root, "voice", 1.0);
  for (const HeardEntry& heard : HeardAt(root)) {
    const auto index = FindRule(draft->pack, heard.rule->key);
    if (!index || draft->pack.rules[*index].locked) continue;
    Rule& rule = draft->pack.rules[*index];
    if (rule.heard_for != kSignal) {
      draft->faults.Add(heard.rule->place, Quoted(rule.id) + " is heard already");
      continue;
    }
    const auto label = HeardFor(heard, rule, draft);
    if (!label) continue;
    rule.heard_for = *label;
    rule.in_words = (1.0 - voice) * HeardPart(rule.weight, heard.rule->value.number);
    rule.weight -= TurnedDown(rule);
  }
}

void ReadSubtypeWords(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[subtype]", SubtypeKeys());
  SubtypeWeights& subtypes = draft->pack.subtypes;
  std::vector<std::string> texts;
  if (!ReadSubtypeNames(table, &texts, draft)) return;
  subtypes.bias.resize(texts.size());
  for (const TomlEntry* entry : NumbersAt(table, "bias")) {
    const auto found = std::find(texts.begin(), texts.end(), entry->key);
    if (found == texts.end()) {
      draft->faults.Add(entry->place, Quoted(entry->key) + " is not among `names`");
    } else {
      subtypes.bias[static_cast<size_t>(found - texts.begin())] = entry->value.number;
    }
  }
  WeightColumns columns{std::vector<size_t>(texts.size()), texts.size(), "subtype"};
  std::iota(columns.places.begin(), columns.places.end(), 0);
  ReadRows(table, columns, &subtypes.words, draft);
}

}  // namespace

void ReadWords(const TomlValue& root, Draft* draft) {
  draft->Check(root, kWordsFile, WordsKeys());
  draft->pack.words_corpus = TextAt(root, "corpus");
  ReadFitted(root, draft);
  ReadVoice(root, draft);
  const WeightColumns columns{ReadPlaces(root, draft), draft->pack.labels.size(), "label"};
  if (columns.places.empty()) return;
  ReadRows(root, columns, &draft->pack.words, draft);
  if (const TomlValue* pairs = TextValueAt(root, "pair")) {
    ReadPairs(*pairs, columns, &draft->pack.words, draft);
  }
  if (const TomlValue* subtypes = TableAt(root, "subtype")) ReadSubtypeWords(*subtypes, draft);
}

}  // namespace cxo
