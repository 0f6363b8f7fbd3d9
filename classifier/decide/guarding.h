// Guards: cues, their scopes, and what they do to the evidence in them.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/decide/deciding_text.h"
#include "classifier/decide/evidence.h"
#include "classifier/decide/plan.h"
#include "classifier/decide/span_index.h"
#include "classifier/match/matcher.h"
#include "classifier/text/span.h"

namespace cxo {

// A stretch of the normal form in which one guard works: the reach of a cue, or of several whose
// reaches overlap or touch.
struct GuardScope {
  uint32_t guard = 0;  // index into Pack::guards
  Span reach;

  friend bool operator==(const GuardScope&, const GuardScope&) = default;
};

// Where the guards of a text work. One thread's workspace, reused from text to text.
class GuardScopes {
 public:
  // The plan must outlive it.
  explicit GuardScopes(const Plan& plan) : plan_(plan) {}

  // Replaces all scopes by those of the cues in `hits` (sorted as a matcher gives them): a cue's
  // reach holds the cue itself, pseudo-cues that cover a cue silence it, terminators cut the reach
  // short on their side.
  void Find(const DecidingText& text, const std::vector<Hit>& hits);

  // Sorted by guard and place; those of one guard are apart.
  const std::vector<GuardScope>& all() const { return scopes_; }

  // Lets the active guards bear on one piece of evidence: blocked, else turned over, and weakened
  // by each guard with a scope that overlaps it. Evidence without a label has nothing to turn over
  // and is blocked. `active` says per guard whether its condition holds; `place` is the index of
  // the piece, which is noted if it is weakened.
  void Apply(const std::vector<bool>& active, uint32_t place, Evidence* evidence) {
    if (!scopes_.empty()) ApplyAll(active, place, evidence);
  }

  // What Apply has weakened since Find: the guards of one piece stand together, in their order.
  const std::vector<Weakening>& weakenings() const { return weakenings_; }

 private:
  // A hit of a guard's pattern, by their numbers.
  struct GuardHit {
    uint32_t guard;
    uint32_t hit;
  };

  // A guard that has scopes: which of them, and from the begin of the first to the end of the last.
  struct Working {
    uint32_t guard;
    uint32_t first;  // in scopes_
    uint32_t end;
    Span reach;
  };

  // What the text says to one guard: its cues, and what silences them or ends their reach.
  class Cues {
   public:
    void Clear();
    // In order of place.
    void Add(PatternRole role, Span span);
    void Finish();

    const std::vector<Span>& all() const { return cues_; }
    bool IsPseudo(Span cue) const;
    // Cuts `reach` at the nearest terminator on either side of the cue.
    void CutAtTerminators(Span cue, Span* reach) const;

   private:
    std::vector<Span> cues_;
    std::vector<Span> pseudo_cues_;
    SpanIndex pseudo_index_;
    std::vector<uint32_t> terminator_begins_;
    std::vector<uint32_t> terminator_ends_;
  };

  void ApplyAll(const std::vector<bool>& active, uint32_t place, Evidence* evidence);
  Span Reach(const Guard& guard, const DecidingText& text, Span cue) const;
  void AppendScopes(const DecidingText& text, uint32_t guard);

  const Plan& plan_;
  std::vector<GuardScope> scopes_;
  std::vector<Working> working_;  // in order of guards
  std::vector<GuardHit> guard_hits_;
  std::vector<Weakening> weakenings_;
  Cues cues_;  // of the guard at hand
  std::vector<Span> reaches_;
};

}  // namespace cxo
