// The evidence of a text by the clauses that it lies in: what conditions are asked of.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/rule_set.h"
#include "classifier/text/segments.h"
#include "classifier/text/span.h"

namespace cxo {

// Evidence of one text. Scopes are made of clauses, so each clause has the set of those rules that
// are alive in it, by which most questions are answered, and the evidence that overlaps it: the
// hits that begin in it, which lie side by side, and a list of what else there is. What is added in
// all clauses at once, as every other composite is, has a list of its own. Reused from text to
// text. Not safe for concurrent use.
class PlacedEvidence {
 public:
  // Forgets everything; the next text has these segments, which must live until the next Start.
  void Start(size_t rules, const Segments& segments);

  // The evidence in the order of Add. Whoever changes a state here says so by Unmark if evidence
  // that was placed is no longer alive; what is not alive does not come back.
  std::vector<Evidence>& evidence() { return evidence_; }
  const std::vector<Evidence>& evidence() const { return evidence_; }

  // Places all that evidence() holds, which is sorted by begin. Once for each text.
  void Place();

  // A scope with the clauses that it overlaps, by number.
  struct Scope {
    Span span;
    uint32_t first = 0;
    uint32_t last = 0;
    const uint64_t* rules = nullptr;  // a set: those that are alive in it
  };
  // Its rules are good until the next ScopeOf or Start, and follow later Mark and Unmark only if it
  // is a whole clause or text.
  Scope ScopeOf(Span span) const;
  Scope WholeText() const { return {whole_, 0, last_, somewhere_.data()}; }
  Scope ScopeOfClause(uint32_t clause) const {
    return {{segments_->BeginOfClause(clause), segments_->EndOfClause(clause)},
            clause,
            clause,
            RulesOf(clause)};
  }

  // Appends evidence whose span is that of `scope`, and places it. Everything else is placed
  // already.
  void Add(const Evidence& one, const Scope& scope);

  // How much evidence of these rules that is alive overlaps `scope`; `most` if it is as much or
  // more.
  size_t Count(const RuleSet& rules, const Scope& scope, size_t most) const;

  // A set: the rules that are alive in the clause, of which there are so many, by number.
  std::span<const uint64_t> RulesInClause(uint32_t clause) const {
    return {RulesOf(clause), set_words_};
  }
  uint32_t clauses() const { return last_ + 1; }

  // A set: the rules that are alive anywhere in the text.
  const uint64_t* RulesAnywhere() const { return somewhere_.data(); }

  // When some of the evidence of a rule that was placed as alive is so no longer: first Unmark for
  // each piece of it that is not alive, then Mark for each that is.
  void Unmark(const Evidence& one);
  void Mark(const Evidence& one) { Mark(one, ClausesOf(one.span)); }

  // Calls visit(index) for each evidence that overlaps `span`, in no order, at least once.
  template <typename Visit>
  void VisitOverlapping(Span span, Visit visit) const {
    const Scope scope = ClausesOf(span);
    const auto visit_overlapping = [&](uint32_t index) {
      if (evidence_[index].span.Overlaps(span)) visit(index);
    };
    std::for_each(everywhere_.begin(), everywhere_.end(), visit_overlapping);
    for (uint32_t clause = scope.first; clause <= scope.last; ++clause) {
      VisitOfClause(clause, visit_overlapping);
    }
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Entry {
    uint32_t evidence;
    uint32_t next;  // of the same clause, or kNone
  };

  // Calls visit(index) for all that overlaps the clause, but for what is in everywhere_.
  template <typename Visit>
  void VisitOfClause(uint32_t clause, Visit visit) const {
    for (uint32_t i = first_hits_[clause]; i < first_hits_[clause + 1]; ++i) visit(i);
    for (uint32_t i = first_entries_[clause]; i != kNone; i = entries_[i].next) {
      visit(entries_[i].evidence);
    }
  }
  const uint64_t* RulesOf(uint32_t clause) const { return rules_.data() + clause * set_words_; }
  void AddEntries(uint32_t evidence, uint32_t first, uint32_t last);
  void Mark(const Evidence& one, const Scope& clauses);
  Scope ClausesOf(Span span) const;  // without rules
  const uint64_t* MergedRules(const Scope& scope) const;
  uint32_t ClauseOf(uint32_t offset) const;

  const Segments* segments_ = nullptr;
  Span whole_;         // the text
  uint32_t last_ = 0;  // clause of it
  std::vector<Evidence> evidence_;
  size_t set_words_ = 0;              // in each set of rules
  mutable uint32_t last_clause_ = 0;  // that was asked for: the next one is near it
  // By clause: the first hit that begins in it or behind it. One more, behind the last hit.
  std::vector<uint32_t> first_hits_;
  std::vector<uint32_t> everywhere_;      // what was added in every one of several clauses
  std::vector<Entry> entries_;            // what else was added, and hits that reach into a clause
  std::vector<uint32_t> first_entries_;   // by clause
  std::vector<uint64_t> rules_;           // by clause: a set
  std::vector<uint64_t> somewhere_;       // a set
  mutable std::vector<uint64_t> merged_;  // the last set that ScopeOf had to put together
};

}  // namespace cxo
