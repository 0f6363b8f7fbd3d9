// A pattern on its way from a tree to a graph of words: an automaton over word bytes, separators
// and gaps. Not for others; they see AddWordGraph alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/regex_tree.h"
#include "classifier/match/separator_runs.h"
#include "classifier/match/separators.h"

namespace cxo {

struct WordProgram {
  struct State {
    enum class Op : uint8_t {
      kText,       // word bytes, one after the other
      kSet,        // a word byte of a set
      kAnyEnding,  // \w*: the word goes on as it likes
      kJoint,      // what stands between two words
      kBorder,     // \b
      kSplit,      // on to `next` and to `other`
      kTextBegin,  // ^
      kOpaque,     // anything: only RE2 knows
      kAccept,
    };
    static constexpr uint32_t kNowhere = UINT32_MAX;

    Op op = Op::kAccept;
    Joint joint = 0;           // kJoint
    uint32_t next = kNowhere;  // unless kAccept
    uint32_t other = kNowhere;
    std::string_view text = {};  // kText: of the tree; kOpaque, kTextBegin: why RE2 has to be asked
    ByteSet set = {};            // kSet
  };

  std::vector<State> states;
  uint32_t start = 0;
};

// Compiles a tree, which must outlive the program. Returns the empty string, or why it cannot be:
// only what is too large cannot; what is not understood becomes opaque.
std::string_view CompileWordProgram(const RegexNode& tree, Separators* separators,
                                    SeparatorRuns* runs, WordProgram* program);

}  // namespace cxo
