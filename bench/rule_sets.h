// Sets of rules of every size, from texts: what packs look like when they grow.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bench/texts.h"
#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo::bench {

// One rule in both ways of writing it. They mean nearly the same: a phrase also allows hyphens,
// slashes and line breaks between its words.
struct MadeRule {
  std::string regex;   // an RE2 expression over texts in normal form: \b(?:...)\b
  std::string phrase;  // empty for rules that were written as expressions
};

struct RuleSet {
  std::string name;  // "10k-rare"
  std::vector<MadeRule> rules;
};

// How often the words that rules are made of occur.
enum class Frequency { kRare, kMixed, kFrequent };

// The 316 rules of hand_rules.txt at `path`, the usual terms of the trade, called "300".
Result<RuleSet> ReadHandRules(const std::string& path);

// Makes rules of the runs of one to four words in given texts: most of them as they stand, some
// with an optional "s", a gap, an open end, a choice of endings.
class RuleMaker {
 public:
  explicit RuleMaker(const std::vector<std::string>& texts);

  // `count` rules (fewer if the texts do not have them), those of `first` at the front. The same
  // for the same texts and arguments.
  RuleSet Make(const std::string& name, size_t count, Frequency frequency,
               const RuleSet& first = {}) const;

 private:
  std::vector<std::string> PoolOf(Frequency frequency) const;

  std::vector<std::string> rare_;  // in random order
  std::vector<std::string> middle_;
  std::vector<std::string> frequent_;  // the most frequent first
};

// The rule set as the files of a pack; `phrases` chooses the way of writing where there are two.
std::vector<PackFile> FilesOf(const RuleSet& rules, bool phrases);

// The same, parsed. Ends the program on a fault: rules are made, so a fault is one of the program.
Pack PackOf(const RuleSet& rules, bool phrases = false);

}  // namespace cxo::bench
