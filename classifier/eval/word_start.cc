// Words are found by their numbers in the pack, signals by their names.
#include "classifier/eval/word_start.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "classifier/text/normal_form.h"
#include "classifier/text/terms.h"

namespace cxo {
namespace {

// Puts the weights that `name` has among `names`, which are ascending, into `row`, each in the
// column that `columns` says; leaves it if there are none.
template <typename Name>
void PutRow(const Name& name, std::span<const Name> names, std::span<const int16_t> weights,
            const std::vector<size_t>& columns, int16_t* row) {
  const auto found = std::lower_bound(names.begin(), names.end(), name);
  if (found == names.end() || *found != name) return;
  const auto entry = static_cast<size_t>(found - names.begin());
  for (size_t c = 0; c < columns.size(); ++c) {
    row[columns[c]] = weights[entry * columns.size() + c];
  }
}

// The weights of `words` by the names of `rows`.
FittedWords ByName(const WordWeights& words, const WordRows& rows,
                   const std::vector<size_t>& columns, size_t width) {
  FittedWords out;
  out.bias.resize(width);
  out.term_weights.resize(rows.terms.size() * width);
  out.signal_weights.resize(rows.signals.size() * width);
  out.pair_weights.resize(rows.pairs.size() * width);
  for (size_t i = 0; i < rows.terms.size(); ++i) {
    PutRow(TermNumber(rows.terms[i]), words.terms.all(), words.term_weights.all(), columns,
           out.term_weights.data() + i * width);
  }
  for (size_t i = 0; i < rows.signals.size(); ++i) {
    PutRow(rows.signals[i], std::span(words.signals), words.signal_weights, columns,
           out.signal_weights.data() + i * width);
  }
  for (size_t i = 0; i < rows.pairs.size(); ++i) {
    PutRow(PairNamed(rows.pairs[i]), std::span(words.pairs), words.pair_weights, columns,
           out.pair_weights.data() + i * width);
  }
  return out;
}

// Adds those of `more` that are not in *names yet; `key` tells what is the same.
template <typename Key>
void AddMissing(const std::vector<std::string>& more, const Key& key,
                std::vector<std::string>* names) {
  std::unordered_set<decltype(key(std::string()))> known;
  for (const std::string& name : *names) known.insert(key(name));
  for (const std::string& name : more) {
    if (known.insert(key(name)).second) names->push_back(name);
  }
}

// Older files do not say for which label a rule was heard: for that which it has in its own file.
void NameLabel(const Pack& pack, HeardRule* heard) {
  if (!heard->label.empty()) return;
  const auto rule = FindRule(pack, heard->id);
  if (!rule || pack.rules[*rule].label == kSignal) return;
  heard->label = pack.labels[static_cast<size_t>(pack.rules[*rule].label)].name;
}

}  // namespace

WordStart TakeWords(Pack* pack) {
  WordStart start;
  start.words = std::exchange(pack->words, {});
  start.subtypes = std::exchange(pack->subtypes, {});
  start.source = WordsSourceOf(pack->files);
  start.corpus = pack->words_corpus;
  for (std::string& word : start.source.words) word = Normalize(word);
  for (HeardRule& heard : start.source.heard) NameLabel(*pack, &heard);
  return start;
}

void AddNames(const WordStart& start, WordRows* rows) {
  AddMissing(
      start.source.words, [](const std::string& name) { return TermNumber(name); }, &rows->terms);
  const auto itself = [](const std::string& name) { return name; };
  AddMissing(start.words.signals, itself, &rows->signals);
  AddMissing(start.subtypes.words.signals, itself, &rows->signals);
  std::vector<std::string> pairs;
  for (const SignalPair& pair : start.words.pairs) pairs.push_back(NameOf(pair));
  AddMissing(pairs, itself, &rows->pairs);
  rows->heard = start.source.heard;
}

FittedWords LabelStart(const WordStart& start, const WordRows& rows) {
  std::vector<size_t> columns(rows.labels.size());
  for (size_t l = 0; l < columns.size(); ++l) columns[l] = l;
  return ByName(start.words, rows, columns, columns.size());
}

FittedSubtypes SubtypeStart(const WordStart& start, const WordRows& rows) {
  std::vector<size_t> which;  // in the order of the file
  for (const SubtypeWeights::Name& name : start.subtypes.names) {
    const auto found = std::find_if(rows.subtypes.begin(), rows.subtypes.end(),
                                    [&](const SubtypeWeights::Name& one) {
                                      return one.label == name.label && one.subtype == name.subtype;
                                    });
    which.push_back(static_cast<size_t>(found - rows.subtypes.begin()));
  }
  FittedSubtypes out{.which = which};
  std::sort(out.which.begin(), out.which.end());
  std::vector<size_t> columns;
  for (const size_t s : which) {
    const auto place = std::lower_bound(out.which.begin(), out.which.end(), s);
    columns.push_back(static_cast<size_t>(place - out.which.begin()));
  }
  out.weights = ByName(start.subtypes.words, rows, columns, columns.size());
  for (size_t c = 0; c < columns.size(); ++c) out.weights.bias[columns[c]] = start.subtypes.bias[c];
  return out;
}

}  // namespace cxo
