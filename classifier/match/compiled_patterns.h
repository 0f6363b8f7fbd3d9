// A pack's patterns compiled for the fast matcher: which tier each is in, the automaton of those
// that are words, and the expressions of the others with what texts need for them. As bytes they
// can be kept in a file and used where they lie.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/anchors.h"
#include "classifier/match/tier.h"
#include "classifier/match/word_automaton.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A pattern that is more than words, for RE2.
struct RegexPattern {
  uint32_t pattern = 0;
  Tier tier = Tier::kRest;  // any but kWords
  std::string regex;
  TextNeeds needs;           // as FindTier says
  uint64_t most_to_end = 0;  // of a kProbed one: MostBytesToTextEnd
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
  std::vector<RegexPattern> Regexes() const { return ReadRegexes(regexes_); }
  std::vector<RegexPattern> ForeignRegexes() const { return ReadRegexes(foreign_); }
  bool has_foreign() const { return !foreign_.empty(); }

 private:
  static std::vector<RegexPattern> ReadRegexes(std::span<const char> image);

  std::shared_ptr<const std::vector<uint64_t>> own_;  // the tables, if they lie nowhere else
  std::span<const uint64_t> identity_;
  std::span<const uint8_t> tiers_;
  std::span<const char> regexes_;  // images (pack/image_codec.h); of no patterns, nothing
  std::span<const char> foreign_;
  WordAutomaton words_;
};

}  // namespace cxo
