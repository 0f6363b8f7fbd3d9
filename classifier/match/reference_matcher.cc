// The reference: each pattern alone, one RE2 after the other, on the calling thread. It is the
// definition that every faster matcher is measured against, so nothing here is clever.
#include <memory>
#include <utility>
#include <vector>

#include "classifier/match/matcher.h"
#include "classifier/match/regex.h"

namespace cxo {
namespace {

class ReferenceMatcher : public Matcher {
 public:
  explicit ReferenceMatcher(std::vector<std::unique_ptr<const RE2>> regexes)
      : regexes_(std::move(regexes)) {}

  MatchStatus Match(std::string_view normal, MatchWorkspace* /*workspace*/,
                    std::vector<Hit>* hits) const override {
    hits->clear();
    for (uint32_t i = 0; i < regexes_.size(); ++i) AppendHits(*regexes_[i], i, normal, hits);
    SortHits(hits);
    return MatchStatus::kOk;
  }

 private:
  std::vector<std::unique_ptr<const RE2>> regexes_;
};

}  // namespace

BuiltMatcher BuildReferenceMatcher(const Pack& pack, const MatchLimits& limits) {
  std::vector<std::unique_ptr<const RE2>> regexes;
  BuiltMatcher built;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    auto regex = CompileRegex(pack, i, limits);
    if (regex.ok()) {
      regexes.push_back(std::move(regex).value());
    } else {
      built.errors.push_back(regex.error());
    }
  }
  if (built.errors.empty()) {
    built.matcher = std::make_unique<ReferenceMatcher>(std::move(regexes));
  }
  return built;
}

}  // namespace cxo
