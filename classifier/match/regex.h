// One pattern as RE2 runs it, for both matchers: options, compile errors with their place, hits.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <re2/re2.h>

#include "classifier/error/result.h"
#include "classifier/match/matcher.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What the meaning of a pattern rests on: case-sensitive (texts are in lower case),
// leftmost-longest, UTF-8, silent, with this memory budget.
RE2::Options RegexOptions(int64_t max_memory);

// Compiles pattern `index` of the pack alone. Refuses what RE2 refuses, programs beyond
// limits.program_size, and patterns that match the empty text.
Result<std::unique_ptr<const RE2>> CompileRegex(const Pack& pack, uint32_t index,
                                                const MatchLimits& limits);

// What is wrong with the expressions that people wrote, in the order of the patterns; those of
// phrases are known to be good.
std::vector<Error> CheckRegexes(const Pack& pack, const MatchLimits& limits);

// The error that RE2's `message` about `argument`, a piece of the pattern, stands for: at that
// piece where the line holds it as it is, else where the pattern begins.
Error RegexError(const Pack& pack, uint32_t index, std::string_view message,
                 std::string_view argument);

// Appends the hits of one pattern, in order of their place.
void AppendHits(const RE2& regex, uint32_t pattern, std::string_view normal,
                std::vector<Hit>* hits);

// The longest hit that begins at `begin`, if there is one.
std::optional<Span> HitAt(const RE2& regex, std::string_view normal, uint32_t begin);

}  // namespace cxo
