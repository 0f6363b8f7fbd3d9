// Sentences, and words, that say nothing of what is offered ("It has 200 employees.", "Skip to main
// content"), set aside before anything is decided.
#pragma once

#include <string>
#include <vector>

#include "classifier/decide/deciding_text.h"
#include "classifier/decide/placed_evidence.h"
#include "classifier/decide/plan.h"
#include "classifier/decide/verdict.h"
#include "classifier/match/matcher.h"
#include "classifier/text/segments.h"

namespace cxo {

// Finds them, and holds a text without them. Reused from text to text without allocating anew.
class Asides {
 public:
  // The plan must outlive it.
  explicit Asides(const Plan& plan) : plan_(plan), nothing_(plan) {}
  Asides(const Asides&) = delete;  // scopes refer to what they are of
  Asides& operator=(const Asides&) = delete;
  ~Asides() = default;

  // Looks for cues of guards of the effect kAside. True if there is something to set aside; then
  // text() and hits() are what is left. A sentence with a cue, or of Scope::kWords the cue alone,
  // stays if a rule of a label other than the abstaining one is found in it, or what the guard's
  // `not` and `until` say; so does all of it if there is nothing else, and where the guard's
  // condition does not hold. A text of one sentence has nothing but cues to set aside.
  bool Find(const DecidingText& text, const std::vector<Hit>& hits);

  // The text with blanks in place of what is set aside, so that every place stays what it is.
  // Until the next Find.
  DecidingText text() const { return {blanked_, &segments_}; }

  // The hits in it, in order.
  const std::vector<Hit>& hits() const { return hits_; }

  // What is set aside, in order of place and apart. Empty if nothing is.
  const std::vector<Aside>& all() const { return asides_; }

 private:
  void FindAsides(const DecidingText& text, const std::vector<Hit>& hits);
  void FindCandidates(const DecidingText& text, const std::vector<Hit>& hits);
  // Takes out of *asides, which are in order of begin and of end, what a hit keeps.
  void LeaveOutKept(const std::vector<Hit>& hits, std::vector<Aside>* asides);

  std::vector<Aside> asides_;
  std::vector<Aside> cues_;  // those that are set aside alone
  std::vector<bool> kept_;
  std::string blanked_;
  Segments segments_;
  std::vector<Hit> hits_;
  // What conditions of these guards are asked of: they look at measures of the text alone.
  struct Nothing {
    explicit Nothing(const Plan& plan);
    Segments segments;
    PlacedEvidence evidence;
    PlacedEvidence::Scope scope;
  };
  const Plan& plan_;
  Nothing nothing_;
};

}  // namespace cxo
