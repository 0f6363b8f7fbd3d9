// Many rules tried one by one on the same rows: what would each change if it were added alone?
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "classifier/eval/extend_pack.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/row_verdicts.h"

namespace cxo {

// One phrase with the rules that it could become: alike but for their ids and conditions.
struct TrialPhrase {
  std::string phrase;
  std::vector<Rule> rules;
};

// What a rule would do to one row.
struct TrialRow {
  uint32_t row = 0;
  bool counts = false;  // its evidence would be alive
  LabelIndex label = kNone;
};

struct TrialResult {
  std::vector<uint32_t> rows;  // that hold the phrase, ascending
  // Of them, those in which each find of it lies in a find of a rule of the same label; of any
  // rule, signals included.
  uint64_t known = 0;
  uint64_t known_to_any = 0;
  std::vector<std::vector<TrialRow>> with;  // per rule, in the order of `rows`
};

// Decides every row that holds a phrase with each of the phrase's rules added to the classifier's
// pack, the others absent: exact, with guards, nesting and composites. `corpus` must have been
// matched by `classifier`. A phrase that more than `most_rows` rows hold is not decided: its `with`
// is empty. Fails if a condition makes the pack circular, or a phrase has no meaning. On up to
// `threads` threads; the result does not depend on their number.
Result<std::vector<TrialResult>> TryRules(const Classifier& classifier, const MatchedCorpus& corpus,
                                          const std::vector<TrialPhrase>& phrases, size_t most_rows,
                                          size_t threads);

}  // namespace cxo
