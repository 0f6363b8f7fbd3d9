// Deciding: hits in, verdict out. Pure arithmetic over a plan; the order of the stages is the order
// of the calls in Decide().
#pragma once

#include <vector>

#include "classifier/decide/guarding.h"
#include "classifier/decide/plan.h"
#include "classifier/decide/span_index.h"
#include "classifier/decide/verdict.h"
#include "classifier/match/matcher.h"

namespace cxo {

// One thread's workspace for deciding text after text. The plan must outlive it.
class Decider {
 public:
  explicit Decider(const Plan& plan)
      : plan_(plan), guard_active_(plan.pack->guards.size()), has_hits_(plan.pack->rules.size()) {}

  // Fills *verdict for a text with these hits (sorted as a matcher gives them). verdict->status is
  // read, not set; evidence spans are of the normal form.
  void Decide(const DecidingText& text, const std::vector<Hit>& hits, Verdict* verdict);

  // Decides from now on as if the pack did not have this rule; kNobody: as if it had all.
  void LeaveOut(uint32_t rule) { left_out_ = rule; }

 private:
  void TakeHits(const std::vector<Hit>& hits);
  void RunStep(const DecidingText& text, Plan::Step step);
  void RunRule(const DecidingText& text, uint32_t rule);
  void RunComposite(const DecidingText& text, uint32_t rule);
  void AddCompositeEvidence(uint32_t rule, Span unit);
  void Absorb(const RuleSet& absorbed, Span unit);
  static Span ScopeAround(const DecidingText& text, Scope scope, uint32_t offset);

  const Plan& plan_;
  std::vector<GuardScope> guard_scopes_;
  std::vector<bool> guard_active_;
  std::vector<bool> has_hits_;  // by rule, for this text: most rules have none
  std::vector<Evidence> evidence_;
  uint32_t left_out_ = Evidence::kNobody;
  SpanIndex index_;  // of evidence_
};

}  // namespace cxo
