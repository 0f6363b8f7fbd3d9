// One plan holds all rules on trial; a rule that is given no hits is as good as absent.
#include "classifier/eval/rule_trial.h"

#include <algorithm>
#include <utility>

#include "classifier/eval/each_row.h"

namespace cxo {
namespace {

class Trial {
 public:
  Trial(const Classifier& classifier, const MatchedCorpus& corpus,
        const std::vector<TrialPhrase>& phrases)
      : pack_(classifier.pack()), corpus_(corpus), phrases_(phrases), results_(phrases.size()) {}

  // The extended pack and its plan, and a matcher that knows the new phrases alone.
  Status Prepare() {
    std::vector<NewRule> rules;
    std::vector<NewRule> once;
    for (const TrialPhrase& one : phrases_) {
      first_pattern_.push_back(static_cast<uint32_t>(pack_.patterns.size() + rules.size()));
      for (const Rule& rule : one.rules) rules.push_back({rule, one.phrase});
      once.push_back({one.rules.front(), one.phrase});
    }
    Result<Pack> extended = WithRules(pack_, rules);
    if (!extended.ok()) return extended.error();
    extended_ = std::move(extended).value();
    Result<Plan> plan = BuildPlan(extended_);
    if (!plan.ok()) return plan.error();
    plan_ = std::move(plan).value();
    Result<Pack> phrases = WithRules(Pack(), once);
    if (!phrases.ok()) return phrases.error();
    BuiltMatcher built = BuildFastMatcher(*phrases);
    if (!built.errors.empty()) return built.errors.front();
    matcher_ = std::move(built.matcher);
    return Done{};
  }

  std::vector<TrialResult> Run(size_t most_rows, size_t threads) {
    FindPhrases(threads);
    ForEachRow(phrases_.size(), threads, [&] {
      return [&, decider = Decider(plan_), verdict = Verdict()](size_t p) mutable {
        LookForKnown(p);
        if (results_[p].rows.size() <= most_rows) Decide(p, &decider, &verdict);
      };
    });
    return std::move(results_);
  }

 private:
  void FindPhrases(size_t threads) {
    finds_.resize(corpus_.size());
    ForEachRow(corpus_.size(), threads, [&] {
      return [&, workspace = MatchWorkspace()](size_t i) mutable {
        const MatchStatus status = matcher_->Match(corpus_.normal(i), &workspace, &finds_[i]);
        // Out of memory: the row is taken to hold none of them.
        if (status != MatchStatus::kOk) finds_[i].clear();
      };
    });
    for (uint32_t i = 0; i < finds_.size(); ++i) {
      for (const Hit& find : finds_[i]) {
        std::vector<uint32_t>& rows = results_[find.pattern].rows;
        if (rows.empty() || rows.back() != i) rows.push_back(i);
      }
    }
  }

  void LookForKnown(size_t p) {
    for (const uint32_t row : results_[p].rows) {
      results_[p].known += IsKnown(row, p, phrases_[p].rules.front().label) ? 1 : 0;
      results_[p].known_to_any += IsKnown(row, p, kAnyLabel) ? 1 : 0;
    }
  }

  // Finds and hits are both sorted by begin, so that one pass tells which finds lie in a hit: those
  // that end no later than the farthest of the hits that begin no later.
  bool IsKnown(uint32_t row, size_t p, LabelIndex label) const {
    const std::vector<Hit>& hits = corpus_.hits(row);
    auto hit = hits.begin();
    uint32_t farthest_end = 0;
    for (const Hit& find : finds_[row]) {
      if (find.pattern != p) continue;
      for (; hit != hits.end() && hit->span.begin <= find.span.begin; ++hit) {
        if (SpeaksFor(hit->pattern, label)) farthest_end = std::max(farthest_end, hit->span.end);
      }
      if (find.span.end > farthest_end) return false;
    }
    return true;
  }

  bool SpeaksFor(uint32_t pattern, LabelIndex label) const {
    const Pattern& of = pack_.patterns[pattern];
    if (of.role != PatternRole::kEvidence) return false;
    return label == kAnyLabel || pack_.rules[of.owner].label == label;
  }

  void Decide(size_t p, Decider* decider, Verdict* verdict) {
    std::vector<Hit> hits;
    for (uint32_t r = 0; r < phrases_[p].rules.size(); ++r) {
      const uint32_t pattern = first_pattern_[p] + r;
      std::vector<TrialRow>& with = results_[p].with.emplace_back();
      for (const uint32_t row : results_[p].rows) {
        TakeHits(row, static_cast<uint32_t>(p), pattern, &hits);
        corpus_.DecideWith(row, hits, decider, verdict);
        const uint32_t rule = extended_.patterns[pattern].owner;
        const bool counts =
            std::any_of(verdict->evidence.begin(), verdict->evidence.end(),
                        [&](const Evidence& one) { return one.rule == rule && IsAlive(one); });
        with.push_back({row, counts, verdict->label});
      }
    }
  }

  // The row's own hits and those of the phrase, in the order of a matcher.
  void TakeHits(uint32_t row, uint32_t phrase, uint32_t pattern, std::vector<Hit>* hits) const {
    *hits = corpus_.hits(row);
    for (const Hit& find : finds_[row]) {
      if (find.pattern == phrase) hits->push_back({pattern, find.span});
    }
    SortHits(hits);
  }

  static constexpr LabelIndex kAnyLabel = -2;

  const Pack& pack_;
  const MatchedCorpus& corpus_;
  const std::vector<TrialPhrase>& phrases_;
  std::vector<uint32_t> first_pattern_;  // per phrase, in the extended pack
  Pack extended_;
  Plan plan_;
  std::unique_ptr<Matcher> matcher_;
  std::vector<std::vector<Hit>> finds_;  // per row; patterns are indexes into phrases_
  std::vector<TrialResult> results_;
};

}  // namespace

Result<std::vector<TrialResult>> TryRules(const Classifier& classifier, const MatchedCorpus& corpus,
                                          const std::vector<TrialPhrase>& phrases, size_t most_rows,
                                          size_t threads) {
  if (phrases.empty()) return std::vector<TrialResult>();
  Trial trial(classifier, corpus, phrases);
  if (Status prepared = trial.Prepare(); !prepared.ok()) return prepared.error();
  return trial.Run(most_rows, threads);
}

}  // namespace cxo
