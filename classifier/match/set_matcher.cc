// The production matcher of today: RE2::Set names the patterns that match somewhere, and only these
// are searched for their places. Start-up stays short because a phrase's own RE2, whose size the
// phrase grammar bounds, is compiled when it is first needed; regular expressions are compiled and
// checked at once.
#include <re2/set.h>

#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/match/matcher.h"
#include "classifier/match/regex.h"

namespace cxo {
namespace {

// A pattern's own RE2, compiled once on first use by whichever thread comes first.
struct LazyRegex {
  std::string text;
  std::once_flag once;
  std::unique_ptr<const RE2> compiled;
};

class SetMatcher : public Matcher {
 public:
  SetMatcher(const Pack& pack, const MatchLimits& limits)
      : limits_(limits),
        set_(RegexOptions(limits.set_memory), RE2::UNANCHORED),
        regexes_(pack.patterns.size()) {}

  // Adds every pattern and compiles the set; returns what RE2 refuses.
  std::vector<Error> Build(const Pack& pack) {
    std::vector<Error> errors;
    for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
      std::optional<Error> error = Add(pack, i);
      if (error) errors.push_back(*std::move(error));
    }
    if (errors.empty() && !set_.Compile()) usable_ = false;
    return errors;
  }

  MatchStatus Match(std::string_view normal, std::vector<Hit>* hits) const override {
    hits->clear();
    std::vector<int> matching;
    if (!FindMatching(normal, &matching)) {
      matching.resize(regexes_.size());
      std::iota(matching.begin(), matching.end(), 0);
    }
    for (const int i : matching) {
      const RE2& regex = Regex(static_cast<size_t>(i));
      if (!regex.ok()) return MatchStatus::kOutOfMemory;
      AppendHits(regex, static_cast<uint32_t>(i), normal, hits);
    }
    SortHits(hits);
    return MatchStatus::kOk;
  }

 private:
  std::optional<Error> Add(const Pack& pack, uint32_t index) {
    const Pattern& pattern = pack.patterns[index];
    regexes_[index].text = pattern.regex;
    std::string message;
    if (set_.Add(pattern.regex, &message) < 0) return RegexError(pack, index, message, "");
    if (pattern.is_phrase) return std::nullopt;
    auto compiled = CompileRegex(pack, index, limits_);
    if (!compiled.ok()) return compiled.error();
    std::call_once(regexes_[index].once,
                   [&] { regexes_[index].compiled = std::move(compiled).value(); });
    return std::nullopt;
  }

  // False if the set cannot answer within its budget. RE2::Set reports that as "no match" unless it
  // is asked for the kind of error.
  bool FindMatching(std::string_view normal, std::vector<int>* matching) const {
    if (!usable_) return false;
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    if (set_.Match({normal.data(), normal.size()}, matching, &error)) return true;
    return error.kind == RE2::Set::kNoError;
  }

  const RE2& Regex(size_t index) const {
    LazyRegex& regex = regexes_[index];
    std::call_once(regex.once, [&] {
      regex.compiled =
          std::make_unique<const RE2>(regex.text, RegexOptions(limits_.pattern_memory));
    });
    return *regex.compiled;
  }

  MatchLimits limits_;
  RE2::Set set_;
  mutable std::vector<LazyRegex> regexes_;
  bool usable_ = true;  // false: the set did not fit its budget, every pattern runs alone
};

}  // namespace

BuiltMatcher BuildSetMatcher(const Pack& pack, const MatchLimits& limits) {
  auto matcher = std::make_unique<SetMatcher>(pack, limits);
  BuiltMatcher built;
  built.errors = matcher->Build(pack);
  if (built.errors.empty()) built.matcher = std::move(matcher);
  return built;
}

}  // namespace cxo
