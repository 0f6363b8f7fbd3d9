// A pack's patterns compiled for the fast matcher: which tier each is in, the automaton of those
// that are words, and the expressions of the others with what tells in which texts they are
// possible. As bytes they can be kept in a file and used where they lie.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/anchor_index.h"
#include "classifier/match/tier.h"
#include "classifier/match/word_automaton.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A pattern that is more than words, for RE2.
struct RegexPattern {
  uint32_t pattern = 0;
  Tier tier = Tier::kRest;  // any but kWords
  std::string regex;
  char sign = 0;             // FindRequiredSign
  bool is_anchored = false;  // it is possible where RegexPatterns::anchors says so, and only there
  uint64_t most_to_end = 0;  // of a kProbed one: MostBytesToTextEnd
};

struct RegexPatterns {
  std::vector<RegexPattern> list;  // sorted by pattern
  AnchorIndex anchors;             // by place in the list; a view of what they were read from
};

// Immutable; shared by any number of threads.
class CompiledPatterns {
 public:
  // Compiles all patterns of a pack. If the automaton of their words would be too large (see
  // WriteWordAutomaton), all of them are for RE2: the hits are the same, and take longer.
  static CompiledPatterns Of(const Pack& pack);

  // Those that WriteCompiledPatterns wrote, used where they lie: `bytes`, aligned to 8, must
  // outlive the result. Nothing if they are not whole or of another version; beyond that they are
  // trusted.
  static std::optional<CompiledPatterns> Read(std::string_view bytes);

  // True if they are those of this pack's patterns, told by a hash of their expressions.
  bool AreOf(const Pack& pack) const;

  size_t size() const { return tiers_.size(); }
  Tier tier(uint32_t pattern) const { return static_cast<Tier>(tiers_[pattern]); }
  const WordAutomaton& words() const { return words_; }

  // All that are more than words but those of the tier kForeign, and these alone; in order of
  // pattern. They are read at each call.
  RegexPatterns Regexes() const { return regexes_.Read(); }
  RegexPatterns ForeignRegexes() const { return foreign_.Read(); }
  bool has_foreign() const { return !foreign_.image.empty(); }

 private:
  struct RegexTables {
    std::span<const char> image;  // of the list (pack/image_codec.h); of no patterns, nothing
    AnchorIndex anchors;

    static RegexTables Take(WordTableReader* reader);
    RegexPatterns Read() const;
  };

  std::shared_ptr<const WordTables> own_;  // the tables, if they lie nowhere else
  std::span<const uint64_t> identity_;
  std::span<const uint8_t> tiers_;
  RegexTables regexes_;
  RegexTables foreign_;
  WordAutomaton words_;
};

}  // namespace cxo
