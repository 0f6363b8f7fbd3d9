// The set matcher against the reference, with patterns and budgets taken from the input: both
// refuse the pack or both give the same hits, and running out of memory is said.
//
// An input is lines: a byte that picks the budget, then patterns ("/" begins a regular expression,
// anything else is a phrase), an empty line, and the text.
#include <algorithm>
#include <string>
#include <vector>

#include "classifier/error/utf8.h"
#include "classifier/match/matcher.h"
#include "classifier/match/workspace.h"
#include "classifier/pack/phrase.h"
#include "classifier/pack/regex_check.h"
#include "classifier/text/normal_form.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

void AddPattern(std::string_view line, Pack* pack) {
  Pattern pattern;
  pattern.text = line;
  pattern.is_phrase = !line.starts_with('/');
  if (pattern.is_phrase) {
    const Result<std::string> regex = PhraseToRegex(line);
    if (!regex) return;
    pattern.regex = *regex;
  } else {
    pattern.regex = line.substr(1);
    if (CheckRegex(pattern.regex, {})) return;
  }
  pattern.at = {0, 1, 1};
  pack->patterns.push_back(std::move(pattern));
}

// Takes the lines of patterns off the input.
Pack TakePack(std::string_view* input) {
  Pack pack;
  pack.files = {{"fuzz.toml", ""}};
  while (!input->empty() && pack.patterns.size() < 40) {
    const std::string_view line = input->substr(0, input->find('\n'));
    input->remove_prefix(std::min(input->size(), line.size() + 1));
    if (line.empty()) break;
    AddPattern(line, &pack);
  }
  return pack;
}

// From a budget in which hardly anything fits to the one of the program.
MatchLimits LimitsFrom(uint8_t byte) {
  MatchLimits limits;
  limits.set_memory = int64_t{1} << (14 + byte % 11);
  return limits;
}

void CheckHits(const std::vector<Hit>& hits, std::string_view text, const Pack& pack) {
  for (const Hit& hit : hits) {
    Require(hit.pattern < pack.patterns.size(), "a hit is one of a pattern");
    Require(hit.span.begin < hit.span.end && hit.span.end <= text.size(), "a hit is not empty");
  }
}

}  // namespace

void fuzz_matcher(std::string_view input) {
  if (input.empty()) return;
  const MatchLimits limits = LimitsFrom(static_cast<uint8_t>(input[0]));
  const std::string valid = ReplaceInvalid(input.substr(1));
  std::string_view rest = valid;
  const Pack pack = TakePack(&rest);
  const BuiltMatcher reference = BuildReferenceMatcher(pack, {});
  const BuiltMatcher sets = BuildFastMatcher(pack, limits);
  Require(reference.errors.size() == sets.errors.size(), "both refuse the same patterns");
  Require((reference.matcher != nullptr) == reference.errors.empty(), "errors or a matcher");
  if (!reference.matcher) return;
  Require(sets.matcher != nullptr, "errors or a matcher");
  std::vector<Hit> want;
  std::vector<Hit> got = {{7, {7, 7}}};
  for (const std::string& text : {Normalize(rest), Normalize(valid), std::string()}) {
    Require(reference.matcher->MatchOnce(text, &want) == MatchStatus::kOk, "the reference answers");
    CheckHits(want, text, pack);
    for (size_t loop = 0; loop < WordFilter::Loops().size(); ++loop) {
      MatchWorkspace workspace;
      workspace.words.UseLoops(loop);
      Require(sets.matcher->Match(text, &workspace, &got) == MatchStatus::kOk, "the sets answer");
      Require(got == want, "the sets give the hits of the reference, by every loop");
    }
  }
}

}  // namespace cxo
