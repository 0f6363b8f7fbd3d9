// Deciding: hits in, verdict out. Pure arithmetic over a plan; the order of the stages is the order
// of the calls in Decide().
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/decide/asides.h"
#include "classifier/decide/guarding.h"
#include "classifier/decide/known_words.h"
#include "classifier/decide/placed_evidence.h"
#include "classifier/decide/plan.h"
#include "classifier/decide/supposition.h"
#include "classifier/decide/verdict.h"
#include "classifier/match/matcher.h"

namespace cxo {

// One thread's workspace for deciding text after text. The plan must outlive it. It grows with the
// longest text, and gives nothing back. A call that ends with an exception (std::bad_alloc) leaves
// it half used: then a new one has to take its place.
class Decider {
 public:
  explicit Decider(const Plan& plan, Detail detail = Detail::kAll)
      : plan_(plan),
        detail_(detail),
        done_(plan.steps.size()),
        guard_scopes_(plan),
        guard_speaks_(plan.pack->guards.size()),
        guard_active_(plan.pack->guards.size()),
        first_hits_(plan.pack->rules.size(), Evidence::kNobody),
        counted_(plan.pack->rules.size()),
        asides_(plan) {}

  // Fills *verdict for a text with these hits (sorted as a matcher gives them). verdict->status is
  // read, not set; evidence spans are of the normal form.
  void Decide(const DecidingText& text, const std::vector<Hit>& hits, Verdict* verdict);

  // The last text without what was set aside, and blanks in its place: what its terms are read
  // from. Lives as long as that text, until the next Decide.
  std::string_view decided() const { return decided_; }

  // The evidence of the last text by clauses, until the next Decide.
  const PlacedEvidence& placed() const { return placed_; }

  // The words of the last text as FindKnownWords told them, if its verdict is a guess (IsGuess).
  const KnownWords& known_words() const { return known_words_; }

  // Decides from now on as if the pack did not have this rule; kNobody: as if it had all.
  void LeaveOut(uint32_t rule) { left_out_ = rule; }

  // Decides from now on under this supposition, which must live as long; null: under none.
  void Suppose(const Supposition* supposed) { supposed_ = supposed; }

 private:
  bool IsLeftOut(uint32_t rule) const {
    return rule == left_out_ || (supposed_ != nullptr && supposed_->without[rule]);
  }
  bool CountsAnyway(uint32_t rule) const {
    return supposed_ != nullptr && supposed_->counting[rule];
  }
  bool IsSupposedHit(const Evidence& one) const {
    return supposed_->found == Hit{one.pattern, one.span};
  }
  void DecideWhole(const DecidingText& text, const std::vector<Hit>& hits, Verdict* verdict);
  void TakeHits(const std::vector<Hit>& hits);
  void StartEvidence(uint32_t rule, Span span, Evidence* one) const;
  void ReviveSupposed();
  void LinkHits();
  void RunSteps(const DecidingText& text);
  void RunStep(const DecidingText& text, uint32_t step);
  void RunGuard(const Segments& segments, uint32_t guard);
  void RunRule(const DecidingText& text, uint32_t rule);
  void PlaceAgain(uint32_t rule);
  void RunComposite(const DecidingText& text, uint32_t rule);
  double KnownShare(std::string_view normal);
  void AddCompositeEvidence(uint32_t rule, const PlacedEvidence::Scope& unit);
  void Absorb(const RuleSet& absorbed, Span unit);
  static Span ScopeAround(const DecidingText& text, Scope scope, uint32_t offset);

  const Plan& plan_;
  Detail detail_;
  std::vector<bool> done_;            // by step, of those that are asked for; none between texts
  std::vector<uint32_t> done_steps_;  // the same as a list
  GuardScopes guard_scopes_;
  std::vector<bool> guard_speaks_;    // the text holds a cue of it
  std::vector<bool> guard_active_;    // its condition holds; known of those that speak
  std::vector<uint32_t> first_hits_;  // by rule: the first evidence of its hits, or kNobody
  std::vector<uint32_t> counted_;     // by rule: 0 between texts
  std::vector<uint32_t> next_hits_;   // by evidence: the next of the same rule, or kNobody
  std::vector<uint64_t> awake_;       // see Wakes::Start
  PlacedEvidence placed_;
  Asides asides_;
  std::string_view decided_;
  std::vector<Term> term_room_;
  std::span<const Term> terms_;  // of the text, where the pack has weights for any
  WordScorer::Workspace words_;
  KnownWords known_words_;
  std::vector<double> subtype_scores_;
  uint32_t left_out_ = Evidence::kNobody;
  const Supposition* supposed_ = nullptr;
};

}  // namespace cxo
