// What stands between two words of an expression: runs of neighbouring nodes that take no byte of a
// word.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "classifier/match/regex_tree.h"
#include "classifier/match/separators.h"

namespace cxo {

// True for a set whose every member is a sign of ASCII.
bool IsSignSet(const ByteSet& set);

// True if `node` can be a part of a run: it stands for few texts, all without a byte of a word, or
// for the words of a gap.
bool IsInRun(const RegexNode& node);

// What a run says.
struct SeparatorRun {
  std::optional<Joint> joint;  // nothing if the run stands for the empty text alone
  bool may_be_absent = false;  // there may be nothing at all instead

  friend bool operator==(const SeparatorRun&, const SeparatorRun&) = default;
};

// Reads runs. The patterns of a pack have the same few of them by the thousand, so what a run says
// is worked out once.
class SeparatorRuns {
 public:
  // What `parts`, each of which IsInRun, say together, with its joint in *separators; nothing if
  // that is too varied. Every call must be with the same *separators.
  std::optional<SeparatorRun> Read(std::span<const RegexNode> parts, Separators* separators);

 private:
  struct Known {
    std::vector<RegexNode> parts;
    SeparatorRun run;
  };

  std::vector<Known> known_;
};

}  // namespace cxo
