// Phrases: any text is refused with a place, or has an expression within the limits that RE2
// compiles within its own and that does not match nothing.
#include <string>

#include <re2/re2.h>

#include "classifier/error/utf8.h"
#include "classifier/match/matcher.h"
#include "classifier/pack/phrase.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {

void fuzz_phrase(std::string_view input) {
  const PackLimits limits;
  const std::string phrase = ReplaceInvalid(input);  // TOML files are UTF-8
  const Result<std::string> regex = PhraseToRegex(phrase, limits);
  if (!regex) {
    Require(!regex.error().message.empty(), "a refusal says why");
    Require(regex.error().column >= 1 && regex.error().column <= phrase.size() + 1,
            "a refusal says where");
    return;
  }
  Require(regex->size() <= limits.pattern_bytes, "the expression is within the limit");
  const MatchLimits match_limits;
  RE2::Options options(RE2::Quiet);
  options.set_longest_match(true);
  options.set_max_mem(match_limits.pattern_memory);
  const RE2 compiled(*regex, options);
  Require(compiled.ok(), "RE2 compiles the expression");
  Require(compiled.ProgramSize() <= match_limits.program_size, "its program is within the limit");
  Require(!RE2::FullMatch("", compiled), "it does not match the empty text");
}

}  // namespace cxo
