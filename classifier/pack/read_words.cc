// Reads words.toml: weights of words and signals, which a fit writes.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "classifier/pack/draft.h"
#include "classifier/text/normal_form.h"
#include "classifier/text/terms.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

constexpr double kMostWeight = 30'000;  // hundredths; fits into 16 bits

const std::vector<Key>& WordsKeys() {
  static const std::vector<Key> kKeys = {{"corpus", Kind::kText},  {"labels", Kind::kTexts, true},
                                         {"signal", Kind::kTable}, {"word", Kind::kTable},
                                         kFittedTemperature,       kFittedBias,
                                         kFittedThreshold,         kFittedCalibration};
  return kKeys;
}

// A table of lists of weights, one for each label.
class WeightsReader {
 public:
  // `places[i]` is where the i-th weight of a list belongs.
  WeightsReader(std::vector<size_t> places, Draft* draft)
      : places_(std::move(places)), draft_(*draft) {}

  // The weights of `entry`; nothing if they are at fault, which is then noted.
  std::vector<int16_t> Read(const TomlEntry& entry) {
    const TomlValue& list = entry.value;
    const bool whole = list.kind == TomlValue::Kind::kArray &&
                       list.items.size() == places_.size() &&
                       std::all_of(list.items.begin(), list.items.end(), IsWeight);
    if (!whole) {
      draft_.faults.Add(entry.place, "`" + entry.key + "` needs " + std::to_string(places_.size()) +
                                         " whole numbers from -30000 to 30000, one for each label");
      return {};
    }
    std::vector<int16_t> weights(draft_.pack.labels.size());
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

void ReadTerms(const TomlValue& table, WeightsReader* reader, Draft* draft) {
  std::vector<Row<uint64_t>> rows;
  for (const TomlEntry& entry : table.entries) {
    std::vector<int16_t> weights = reader->Read(entry);
    const uint64_t number = TermNumber(Normalize(entry.key));
    if (number == 0) {
      draft->faults.Add(entry.place, "`" + entry.key + "` is not a word or a pair of words");
    }
    if (number != 0 && !weights.empty()) rows.push_back({number, entry.place, std::move(weights)});
  }
  Flatten(std::move(rows), &draft->pack.words.terms, &draft->pack.words.term_weights, draft);
}

// A signal of a rule that the pack no longer has is kept: it says nothing until the rule is back.
void ReadSignals(const TomlValue& table, WeightsReader* reader, Draft* draft) {
  std::vector<Row<std::string>> rows;
  for (const TomlEntry& entry : table.entries) {
    std::vector<int16_t> weights = reader->Read(entry);
    if (!weights.empty()) rows.push_back({entry.key, entry.place, std::move(weights)});
  }
  Flatten(std::move(rows), &draft->pack.words.signals, &draft->pack.words.signal_weights, draft);
}

}  // namespace

void ReadWords(const TomlValue& root, Draft* draft) {
  draft->Check(root, "words.toml", WordsKeys());
  draft->pack.words_corpus = TextAt(root, "corpus");
  ReadFitted(root, draft);
  std::vector<size_t> places = ReadPlaces(root, draft);
  if (places.empty()) return;
  WeightsReader reader(std::move(places), draft);
  if (const TomlValue* words = TableAt(root, "word")) ReadTerms(*words, &reader, draft);
  if (const TomlValue* signals = TableAt(root, "signal")) ReadSignals(*signals, &reader, draft);
}

}  // namespace cxo
