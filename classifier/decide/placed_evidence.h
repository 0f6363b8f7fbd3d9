// The evidence of a text by the clauses that it lies in: what conditions are asked of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/rule_set.h"
#include "classifier/text/segments.h"
#include "classifier/text/span.h"

namespace cxo {

// Evidence of one text. Scopes are made of clauses, so each clause has a list of the evidence that
// overlaps it and the set of its rules; most questions are answered "no" by the set alone. Reused
// from text to text. Not safe for concurrent use.
class PlacedEvidence {
 public:
  // Forgets everything; the next text has these segments, which must live as long as it is asked
  // of.
  void Start(size_t rules, const Segments& segments);

  // The evidence in the order of Add. Whoever changes a state here keeps to what IsAlive says: what
  // is no longer alive does not come back.
  std::vector<Evidence>& evidence() { return evidence_; }
  const std::vector<Evidence>& evidence() const { return evidence_; }

  // Takes all that evidence() holds beyond what was placed before.
  void Place();

  // A scope with the clauses that it overlaps, by number.
  struct Scope {
    Span span;
    uint32_t first = 0;
    uint32_t last = 0;
  };
  Scope ScopeOf(Span span) const;

  // True if evidence of these rules that is alive overlaps `scope`.
  bool Any(const RuleSet& rules, const Scope& scope) const;
  // How much there is of it.
  size_t Count(const RuleSet& rules, const Scope& scope) const;

  // False only if nothing of these rules that is alive is anywhere in the text.
  bool MayBeAnywhere(const RuleSet& rules) const { return Intersect(rules, somewhere_.data()); }
  // Says that no evidence of `rule` is alive.
  void NoneAlive(uint32_t rule) { somewhere_[rule / 64] &= ~(uint64_t{1} << (rule % 64)); }

  // Calls visit(index) for each evidence that overlaps `span`, in no order, at least once.
  template <typename Visit>
  void VisitOverlapping(Span span, Visit visit) const {
    const Scope scope = ScopeOf(span);
    for (uint32_t clause = scope.first; clause <= scope.last; ++clause) {
      for (uint32_t i = first_entries_[clause]; i != kNone; i = entries_[i].next) {
        if (evidence_[entries_[i].evidence].span.Overlaps(span)) visit(entries_[i].evidence);
      }
    }
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Entry {
    uint32_t evidence;
    uint32_t next;  // of the same clause, or kNone
  };
  const uint64_t* RulesOf(uint32_t clause) const { return rules_.data() + clause * set_words_; }
  template <typename Visit>
  void VisitAlive(const RuleSet& rules, const Scope& scope, Visit visit) const;

  const Segments* segments_ = nullptr;
  std::vector<Evidence> evidence_;
  size_t placed_ = 0;     // of evidence_
  size_t set_words_ = 0;  // in each set of rules
  std::vector<Entry> entries_;
  std::vector<uint32_t> first_entries_;  // by clause
  std::vector<uint64_t> rules_;          // by clause: a set
  std::vector<uint64_t> somewhere_;      // a set
};

}  // namespace cxo
