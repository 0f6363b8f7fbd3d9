// A text decided again, with something about it supposed to be otherwise, so that conditions,
// guards, caps and signals follow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/decide/decider.h"
#include "classifier/decide/deciding_text.h"
#include "classifier/decide/supposition.h"
#include "classifier/decide/verdict.h"
#include "classifier/decide/word_score.h"
#include "classifier/match/matcher.h"

namespace cxo {

// One change: all evidence of a rule taken away, all that was set aside of a rule given back, or a
// guard taken away.
struct EvidenceChange {
  enum class Kind : uint8_t { kWithout, kCount, kWithoutGuard };

  Kind kind = Kind::kWithout;
  uint32_t index = 0;     // of the rule in Pack::rules, or of the guard in Pack::guards
  uint32_t evidence = 0;  // the first piece that it is about: index into Verdict::evidence

  friend bool operator==(const EvidenceChange&, const EvidenceChange&) = default;
};

// A text as it is decided without any change, and what its words and signals say, taken apart.
struct AsItIs {
  Verdict verdict;  // spans in the normal form, as in the shares
  std::vector<WordShare> shares;
};

// One text, to be decided as often as need be. What it is made of must outlive it.
class SecondLook {
 public:
  SecondLook(const Plan& plan, const DecidingText& text, const std::vector<Hit>& hits)
      : plan_(plan), text_(text), hits_(hits), decider_(plan) {}

  const Plan& plan() const { return plan_; }
  const Pack& pack() const { return *plan_.pack; }

  // How many looks are taken at most: 8, and more at a text that is shorter than half a megabyte.
  size_t most_looks() const;

  // The verdict and the shares without any change. Both at once: a supposition may bring back a
  // sentence that was set aside, and the words of one text do not explain the verdict on another.
  AsItIs Unchanged();

  // The verdict after these changes, spans in the normal form; good until the next call.
  const Verdict& After(const std::vector<EvidenceChange>& changes);

  // The verdict under `supposed`; likewise.
  const Verdict& Under(const Supposition& supposed);

 private:
  const Verdict& Decide(const std::vector<Hit>& hits, const Supposition& supposed);

  const Plan& plan_;
  const DecidingText& text_;
  const std::vector<Hit>& hits_;
  Decider decider_;
  Verdict verdict_;
};

// What `label` has beyond what it takes to be given, by the best other label and by its own
// threshold; below 0 it is not given, at 0 perhaps.
double LeadFor(const Decision& decision, const std::vector<double>& scores, LabelIndex label);

}  // namespace cxo
