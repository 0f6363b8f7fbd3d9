// The patterns that only RE2 can run: which of them are possible in a text, and where they hit.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/compiled_patterns.h"
#include "classifier/match/matcher.h"
#include "classifier/match/regex.h"

namespace cxo {

// Immutable but for what is made on first use; any number of threads may share it.
class RegexTier {
 public:
  // Each pattern's expression is compiled when it is first needed. Of a probed one others know
  // where it may begin: Match leaves it out, MatchAt answers for it. What the anchors view must
  // outlive the tier.
  RegexTier(RegexPatterns patterns, const MatchLimits& limits);
  RegexTier(const RegexTier&) = delete;
  RegexTier& operator=(const RegexTier&) = delete;
  ~RegexTier();

  // True if Match looks for nothing.
  bool empty() const { return looked_for_.empty(); }

  // Appends the hits of all patterns but the probed ones, in no order. The first call builds what
  // tells which of those without anchors are possible.
  MatchStatus Match(std::string_view normal, MatchWorkspace* workspace,
                    std::vector<Hit>* hits) const;

  // Appends the hits of probed patterns that begin where workspace->words has a probe for them.
  MatchStatus MatchAt(std::string_view normal, MatchWorkspace* workspace,
                      std::vector<Hit>* hits) const;

 private:
  // A pattern's own RE2, compiled once on first use by whichever thread comes first.
  struct LazyRegex {
    std::once_flag once;
    std::unique_ptr<const RE2> compiled;
  };

  // What tells which patterns are possible in a text, but for those with anchors.
  struct Filters;

  std::unique_ptr<const Filters> BuildFilters() const;
  const RE2& Regex(uint32_t entry) const;

  MatchLimits limits_;
  AnchorIndex anchors_;
  std::vector<RegexPattern> patterns_;      // by entry, sorted by pattern
  std::vector<uint32_t> probed_;            // by pattern up to the last one: entries
  mutable std::vector<LazyRegex> regexes_;  // by entry
  std::vector<uint32_t> looked_for_;        // entries
  mutable std::once_flag filters_built_;
  mutable std::unique_ptr<const Filters> filters_;
};

}  // namespace cxo
