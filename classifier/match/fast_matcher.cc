// The matcher of every run. Each pattern is in one of the tiers of tier.h; all but the first of
// them go through RE2 (regex_tier.h).
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/match/compiled_patterns.h"
#include "classifier/match/matcher.h"
#include "classifier/match/regex.h"
#include "classifier/match/regex_tier.h"
#include "classifier/match/workspace.h"

namespace cxo {
namespace {

class FastMatcher : public Matcher {
 public:
  FastMatcher(CompiledPatterns compiled, const MatchLimits& limits)
      : compiled_(std::move(compiled)),
        patterns_(compiled_.size()),
        limits_(limits),
        regexes_(compiled_.Regexes(), limits) {}

  MatchStatus Match(std::string_view normal, MatchWorkspace* workspace,
                    std::vector<Hit>* hits) const override {
    hits->clear();
    workspace->words.Find(compiled_.words(), patterns_, normal, hits);
    return AddOthers(normal, workspace, hits);
  }

  // Patterns that only RE2 can look for are looked for text by text.
  MatchStatus MatchAll(std::string_view block, std::span<const Span> texts,
                       MatchWorkspace* workspace, TextHits* hits) const override {
    const bool by_words = regexes_.empty() && (!compiled_.has_foreign() || IsAscii(block));
    if (!by_words) return Matcher::MatchAll(block, texts, workspace, hits);
    hits->texts.clear();
    hits->hits.clear();
    MatchStatus status = MatchStatus::kOk;
    const auto found = [&](size_t number, std::vector<Hit>* of_text) {
      if (status != MatchStatus::kOk) return;
      if (!workspace->words.probes().empty()) {
        const Span text = texts[number];
        status = AddOthers(block.substr(text.begin, text.size()), workspace, of_text);
      }
      hits->Add(static_cast<uint32_t>(number), *of_text);
    };
    workspace->words.FindAll(compiled_.words(), patterns_, block, texts, found);
    return status;
  }

 private:
  // Adds the hits of all other tiers to those of the words.
  MatchStatus AddOthers(std::string_view normal, MatchWorkspace* workspace,
                        std::vector<Hit>* hits) const {
    const size_t in_order = hits->size();
    MatchStatus status = regexes_.MatchAt(normal, workspace, hits);
    if (status == MatchStatus::kOk) status = regexes_.Match(normal, workspace, hits);
    if (status == MatchStatus::kOk && compiled_.has_foreign() && !IsAscii(normal)) {
      status = Foreign().Match(normal, workspace, hits);
    }
    if (hits->size() > in_order) SortHits(hits, in_order);
    return status;
  }

  // A pack may have hundreds for other scripts, and many a run meets none of these.
  const RegexTier& Foreign() const {
    std::call_once(foreign_once_, [&] { foreign_.emplace(compiled_.ForeignRegexes(), limits_); });
    return *foreign_;
  }

  CompiledPatterns compiled_;
  size_t patterns_;
  MatchLimits limits_;
  RegexTier regexes_;
  mutable std::once_flag foreign_once_;
  mutable std::optional<RegexTier> foreign_;
};

}  // namespace

BuiltMatcher BuildFastMatcher(const Pack& pack, const MatchLimits& limits,
                              std::string_view compiled) {
  std::optional<CompiledPatterns> patterns = CompiledPatterns::Read(compiled);
  if (!patterns || !patterns->AreOf(pack)) {
    std::vector<Error> errors = CheckRegexes(pack, limits);
    if (!errors.empty()) return {nullptr, std::move(errors)};
    patterns = CompiledPatterns::Of(pack);
  }
  return {std::make_unique<FastMatcher>(*std::move(patterns), limits), {}};
}

std::unique_ptr<Matcher> ReadFastMatcher(std::string_view compiled, size_t patterns,
                                         const MatchLimits& limits) {
  std::optional<CompiledPatterns> read = CompiledPatterns::Read(compiled);
  if (!read || read->size() != patterns) return nullptr;
  return std::make_unique<FastMatcher>(*std::move(read), limits);
}

}  // namespace cxo
