// A pack's patterns compiled for the fast matcher: which tier each is in, and the automaton of
// those that are words. As bytes they can be kept in a file and used where they lie.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/match/tier.h"
#include "classifier/match/word_automaton.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Immutable; shared by any number of threads.
class CompiledPatterns {
 public:
  // Compiles all patterns of a pack.
  static CompiledPatterns Of(const Pack& pack);

  // Those that WriteCompiledPatterns wrote, used where they lie: `bytes`, aligned to 8, must
  // outlive the result. Nothing if they are not whole, of another version, or of other patterns.
  static std::optional<CompiledPatterns> Read(std::string_view bytes, const Pack& pack);

  // By pattern.
  Tier tier(uint32_t pattern) const { return static_cast<Tier>(tiers_[pattern]); }
  const WordAutomaton& words() const { return words_; }

 private:
  std::shared_ptr<const std::vector<uint64_t>> own_;  // the tables, if they lie nowhere else
  std::span<const uint8_t> tiers_;
  WordAutomaton words_;
};

}  // namespace cxo
