// Why a label was not given: what spoke for it and was set aside, what is nearly there, what speaks
// against it, and the smallest change that would have given it.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/decide/near_phrases.h"
#include "classifier/decide/plan.h"
#include "classifier/decide/second_look.h"
#include "classifier/match/matcher.h"
#include "classifier/text/span.h"

namespace cxo {

// A word or pair of words that speaks against the label.
struct WordAgainst {
  Span span;                 // where it stands first
  bool begins_text = false;  // it is that the text begins with the word (WordShare)
  double adds = 0.0;         // to the label's score less that of the rival; below 0
};

struct WhyNot {
  LabelIndex label = kNone;
  bool given = false;  // it is the label of the verdict; nothing else but `unread` is set then
  // The text ran out of memory (TextStatus::kOutOfMemory) and is NONE for that alone, whatever it
  // says: nothing else but `given` is set then.
  bool unread = false;
  // Log-odds of evidence that the label lacks to be given: to overtake the best label, and to reach
  // its own threshold.
  double gap = 0.0;
  // What a rule of this label that is new to the pack, and so counts in full, would have to weigh
  // for the label to be given if it counted here and all else stayed as it is: in hundredths,
  // rounded up. Where its words hold those of other rules, which it then shadows, less is needed if
  // these speak for other labels, and more if for this one; which words it has is not known, so
  // that this is for a rule that shadows nothing, and below for one that shadows whatever counts
  // for this label and nothing else (decided again without it). That is its weight by itself:
  // conditions that name the label (`CMO`, `cmo.*`) see the new rule as well, and what follows from
  // them may make less do, or more needed.
  double weight_needed = 0.0;
  double weight_needed_most = 0.0;       // at least weight_needed
  std::vector<uint32_t> set_aside;       // evidence of the label's rules that does not count
  std::vector<EvidenceChange> smallest;  // see SmallestChange
  std::vector<NearPhrase> near;          // see NearPhrases
  // If there is no smallest change and the pack has weights for words: at most 5 words that speak
  // most against the label and for its rival, and the gap if they said nothing at all.
  LabelIndex rival = kNone;  // the best other label
  std::vector<WordAgainst> against;
  double gap_without_words = 0.0;
};

// Explains why `text`, in which `matcher`, that of the pack, finds these hits, is not given
// `label`. Indexes of evidence are those of a verdict with Detail::kAll; spans are of the normal
// form. The text is decided again some hundred times.
WhyNot ExplainWhyNot(const Plan& plan, const Matcher& matcher, const DecidingText& text,
                     const std::vector<Hit>& hits, LabelIndex label);

}  // namespace cxo
