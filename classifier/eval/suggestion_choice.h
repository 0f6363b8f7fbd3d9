// The last steps of suggesting: from a ranking to a few rules that fit into the pack.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/candidates.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/suggestion.h"

namespace cxo {

// Proposes ids that neither the pack nor an earlier proposal has. The pack must outlive it.
class RuleNames {
 public:
  explicit RuleNames(const Pack& pack);

  // "cro.sample-management": the label and the phrase's letters and digits, with a number behind it
  // if that is taken; "cro.phrase" for a phrase without ASCII letters.
  std::string Fresh(LabelIndex label, const std::string& phrase);

 private:
  const Pack& pack_;
  std::set<std::string> taken_;
};

struct SuggestionChoice {
  std::vector<Suggestion> best;               // at most options.top, each with examples
  std::vector<Contradiction> contradictions;  // of those that would break an example of the pack
};

// Chooses from `ranked` (the best first). With the chosen rules together no example of the pack
// fails that does not fail without them, and each has examples that hold. Suspects are tried alone
// where several have evidence in an example that breaks. Others take the place of what fails, a few
// times; after that fewer are chosen. None is chosen if the pack cannot be compiled with them,
// which does not happen to phrases that TryRules took. A suggestion of whose rows three quarters
// hold a better one's phrase becomes a variant of that one. `rows` are those of the corpus.
SuggestionChoice ChooseSuggestions(const Classifier& classifier, const MatchedCorpus& corpus,
                                   const LabelledRows& rows, std::vector<Suggestion> ranked,
                                   const SuggestOptions& options);

}  // namespace cxo
