// Sets that say exactly which rules are alive in a clause; hits by where they begin, and lists
// threaded through one pool for the few that this does not tell.
#include "classifier/decide/placed_evidence.h"

#include <algorithm>

namespace cxo {

void PlacedEvidence::Start(size_t rules, const Segments& segments) {
  segments_ = &segments;
  last_ = static_cast<uint32_t>(segments.clauses() - 1);
  whole_ = {0, segments.EndOfClause(last_)};
  evidence_.clear();
  last_clause_ = 0;
  set_words_ = (rules + 63) / 64;
  everywhere_.clear();
  entries_.clear();
  first_hits_.assign(segments.clauses() + 1, 0);
  first_entries_.assign(segments.clauses(), kNone);
  rules_.assign(segments.clauses() * set_words_, 0);
  somewhere_.assign(set_words_, 0);
}

void PlacedEvidence::Place() {
  uint32_t clause = 0;  // the last one whose first hit is known
  const auto end = static_cast<uint32_t>(evidence_.size());
  for (uint32_t i = 0; i < end; ++i) {
    const Scope clauses = ClausesOf(evidence_[i].span);
    if (IsAlive(evidence_[i])) Mark(evidence_[i], clauses);
    while (clause < clauses.first) first_hits_[++clause] = i;
    if (clauses.first < clauses.last) AddEntries(i, clauses.first + 1, clauses.last);
  }
  while (clause <= last_) first_hits_[++clause] = end;
}

void PlacedEvidence::Add(const Evidence& one, const Scope& scope) {
  if (IsAlive(one)) Mark(one, scope);
  const auto place = static_cast<uint32_t>(evidence_.size());
  evidence_.push_back(one);
  if (last_ > 0 && scope.first == 0 && scope.last == last_) {
    everywhere_.push_back(place);
  } else {
    AddEntries(place, scope.first, scope.last);
  }
}

void PlacedEvidence::AddEntries(uint32_t evidence, uint32_t first, uint32_t last) {
  for (uint32_t clause = first; clause <= last; ++clause) {
    entries_.push_back({evidence, first_entries_[clause]});
    first_entries_[clause] = static_cast<uint32_t>(entries_.size() - 1);
  }
}

void PlacedEvidence::Mark(const Evidence& one, const Scope& clauses) {
  const size_t word = one.rule / 64;
  const uint64_t bit = uint64_t{1} << (one.rule % 64);
  somewhere_[word] |= bit;
  const size_t step = set_words_;
  uint64_t* set = rules_.data() + clauses.first * step + word;
  for (uint32_t n = clauses.last - clauses.first + 1; n > 0; --n, set += step) *set |= bit;
}

void PlacedEvidence::Unmark(const Evidence& one) {
  const size_t word = one.rule / 64;
  const uint64_t others = ~(uint64_t{1} << (one.rule % 64));
  const Scope clauses = ClausesOf(one.span);
  somewhere_[word] &= others;
  for (uint32_t clause = clauses.first; clause <= clauses.last; ++clause) {
    rules_[clause * set_words_ + word] &= others;
  }
}

// Evidence comes in order of place, so the clause is mostly the last one or the next.
uint32_t PlacedEvidence::ClauseOf(uint32_t offset) const {
  const uint32_t next = last_clause_ + 1;
  if (offset < segments_->BeginOfClause(last_clause_)) {
    last_clause_ = segments_->ClauseNumber(offset);
  } else if (next <= last_ && offset >= segments_->BeginOfClause(next)) {
    last_clause_ = offset < segments_->EndOfClause(next) ? next : segments_->ClauseNumber(offset);
  }
  return last_clause_;
}

PlacedEvidence::Scope PlacedEvidence::ClausesOf(Span span) const {
  Scope scope{.span = span, .first = ClauseOf(span.begin)};
  scope.last =
      span.end <= segments_->EndOfClause(scope.first) ? scope.first : ClauseOf(span.end - 1);
  return scope;
}

PlacedEvidence::Scope PlacedEvidence::ScopeOf(Span span) const {
  if (span == whole_) return WholeText();
  Scope scope = ClausesOf(span);
  const bool is_whole = span.begin == segments_->BeginOfClause(scope.first) &&
                        span.end == segments_->EndOfClause(scope.last);
  if (is_whole && scope.first == scope.last) {
    scope.rules = RulesOf(scope.first);
  } else {
    scope.rules = MergedRules(scope);
  }
  return scope;
}

// The sets of its clauses; of a clause that the scope holds in part, the evidence that reaches in.
const uint64_t* PlacedEvidence::MergedRules(const Scope& scope) const {
  merged_.assign(set_words_, 0);
  const auto add = [&](uint32_t index) {
    const Evidence& one = evidence_[index];
    if (!IsAlive(one) || !one.span.Overlaps(scope.span)) return;
    merged_[one.rule / 64] |= uint64_t{1} << (one.rule % 64);
  };
  std::for_each(everywhere_.begin(), everywhere_.end(), add);
  for (uint32_t clause = scope.first; clause <= scope.last; ++clause) {
    if (scope.span.begin <= segments_->BeginOfClause(clause) &&
        segments_->EndOfClause(clause) <= scope.span.end) {
      for (size_t word = 0; word < set_words_; ++word) merged_[word] |= RulesOf(clause)[word];
      continue;
    }
    VisitOfClause(clause, add);
  }
  return merged_.data();
}

// Counts each piece of evidence once: in the clause that it begins in, or in the first one of the
// scope.
size_t PlacedEvidence::Count(const RuleSet& rules, const Scope& scope, size_t most) const {
  if (!Intersect(rules, somewhere_.data())) return 0;
  size_t count = 0;
  const auto take = [&](uint32_t index) {
    const Evidence& one = evidence_[index];
    count += rules[one.rule] && IsAlive(one) && one.span.Overlaps(scope.span) ? 1 : 0;
  };
  std::for_each(everywhere_.begin(), everywhere_.end(), take);
  for (uint32_t clause = scope.first; clause <= scope.last && count < most; ++clause) {
    if (!Intersect(rules, RulesOf(clause))) continue;
    const uint32_t begin = clause == scope.first ? 0 : segments_->BeginOfClause(clause);
    VisitOfClause(clause, [&](uint32_t index) {
      if (evidence_[index].span.begin >= begin) take(index);
    });
  }
  return std::min(count, most);
}

}  // namespace cxo
