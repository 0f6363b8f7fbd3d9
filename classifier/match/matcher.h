// From a pack's patterns to a matcher, and from a text to hits. The only folder that knows RE2.
//
// There are two matchers behind one interface. The reference runs each pattern alone; it is slow
// and defines what is right. The production matcher must give the same hits on every text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/match/hit.h"
#include "classifier/pack/pack.h"
#include "classifier/text/span.h"

namespace cxo {

struct MatchWorkspace;  // classifier/match/workspace.h

enum class MatchStatus : uint8_t {
  kOk,
  kOutOfMemory,  // a budget was too small to give a complete answer; hits are not to be used
};

// Immutable after construction; Match may be called by any number of threads at once.
class Matcher {
 public:
  Matcher() = default;
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;
  virtual ~Matcher() = default;

  // Replaces *hits by every hit in `normal`, a valid UTF-8 text in normal form: for each pattern
  // its leftmost-longest matches, from left to right, not overlapping one another; empty matches do
  // not count. Sorted by begin, then the longer first, then by pattern.
  // The workspace is the calling thread's own. Throws std::bad_alloc where the system gives no more
  // memory; kOutOfMemory is about the budgets below.
  virtual MatchStatus Match(std::string_view normal, MatchWorkspace* workspace,
                            std::vector<Hit>* hits) const = 0;

  // The same for many texts, which lie in `block` as texts[i] says: in ascending order,
  // with at least one byte that belongs to no word between one and the next, such as a line break.
  // Faster than Match for each of them, above all for short ones and where few have hits. If the
  // status is not kOk, *hits is not to be used.
  virtual MatchStatus MatchAll(std::string_view block, std::span<const Span> texts,
                               MatchWorkspace* workspace, TextHits* hits) const;

  // The same for one text, with a workspace of its own, which costs more than the matching.
  MatchStatus MatchOnce(std::string_view normal, std::vector<Hit>* hits) const;
};

// Budgets in bytes, handed to RE2.
struct MatchLimits {
  int64_t pattern_memory = 4 << 20;  // program and automaton of one pattern alone
  int64_t set_memory = 16 << 20;     // program and automaton of one set of patterns
  int program_size = 20'000;         // instructions of one regular expression
};

// A matcher, or every pattern that RE2 refuses, with its place in the pack: matcher is set if and
// only if errors is empty.
struct BuiltMatcher {
  std::unique_ptr<Matcher> matcher;
  std::vector<Error> errors;
};

// Each pattern alone, one RE2 after the other.
BuiltMatcher BuildReferenceMatcher(const Pack& pack, const MatchLimits& limits = {});

// All patterns at once: nearly all of them as one automaton over words, the others by RE2 where a
// text has what they cannot match without. Where RE2 runs out of its budget for a set of patterns,
// these are run one by one for that text, so that the answer stays complete.
//
// `compiled` may be what WriteCompiledPatterns wrote of these very patterns (aligned to 8 bytes; it
// must outlive the matcher): then nothing is compiled, and expressions count as checked. Anything
// else is passed over.
BuiltMatcher BuildFastMatcher(const Pack& pack, const MatchLimits& limits = {},
                              std::string_view compiled = {});

// The same of compiled patterns alone, of whatever pack they are. Null if they are not whole, or
// not `patterns` in number.
std::unique_ptr<Matcher> ReadFastMatcher(std::string_view compiled, size_t patterns,
                                         const MatchLimits& limits = {});

// The compiled patterns of a pack that BuildFastMatcher does not refuse, as bytes.
std::string WriteCompiledPatterns(const Pack& pack);

}  // namespace cxo
