// Lists threaded through one pool, and sets that only ever grow.
#include "classifier/decide/placed_evidence.h"

namespace cxo {

void PlacedEvidence::Start(size_t rules, const Segments& segments) {
  segments_ = &segments;
  evidence_.clear();
  placed_ = 0;
  set_words_ = (rules + 63) / 64;
  entries_.clear();
  first_entries_.assign(segments.clauses(), kNone);
  rules_.assign(segments.clauses() * set_words_, 0);
  somewhere_.assign(set_words_, 0);
}

void PlacedEvidence::Place() {
  for (; placed_ < evidence_.size(); ++placed_) {
    const Evidence& one = evidence_[placed_];
    const Scope clauses = ScopeOf(one.span);
    const size_t word = one.rule / 64;
    const uint64_t bit = IsAlive(one) ? uint64_t{1} << (one.rule % 64) : 0;
    somewhere_[word] |= bit;
    for (uint32_t clause = clauses.first; clause <= clauses.last; ++clause) {
      rules_[clause * set_words_ + word] |= bit;
      entries_.push_back({static_cast<uint32_t>(placed_), first_entries_[clause]});
      first_entries_[clause] = static_cast<uint32_t>(entries_.size() - 1);
    }
  }
}

PlacedEvidence::Scope PlacedEvidence::ScopeOf(Span span) const {
  const uint32_t first = segments_->ClauseNumber(span.begin);
  const bool one_clause = span.end <= segments_->EndOfClause(first);
  return {span, first, one_clause ? first : segments_->ClauseNumber(span.end - 1)};
}

// Visits each piece of evidence once, until one visit returns true: in the clause that it begins
// in, or in the first one of the scope.
template <typename Visit>
void PlacedEvidence::VisitAlive(const RuleSet& rules, const Scope& scope, Visit visit) const {
  for (uint32_t clause = scope.first; clause <= scope.last; ++clause) {
    if (!Intersect(rules, RulesOf(clause))) continue;
    const uint32_t begin = segments_->BeginOfClause(clause);
    for (uint32_t i = first_entries_[clause]; i != kNone; i = entries_[i].next) {
      const Evidence& one = evidence_[entries_[i].evidence];
      if (!rules[one.rule] || !IsAlive(one) || !one.span.Overlaps(scope.span)) continue;
      if (clause != scope.first && one.span.begin < begin) continue;
      if (visit()) return;
    }
  }
}

bool PlacedEvidence::Any(const RuleSet& rules, const Scope& scope) const {
  bool any = false;
  VisitAlive(rules, scope, [&] { return any = true; });
  return any;
}

size_t PlacedEvidence::Count(const RuleSet& rules, const Scope& scope) const {
  size_t count = 0;
  VisitAlive(rules, scope, [&] {
    ++count;
    return false;
  });
  return count;
}

}  // namespace cxo
