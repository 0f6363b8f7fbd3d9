// Phrases of a label's rules that are nearly there, and what would come of it if they were. What
// they lack is told by their words; what they would change, by deciding the text again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/decide/second_look.h"
#include "classifier/match/matcher.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A phrase of the label of which some words stand in the text and some do not. At least one that
// does has four bytes or more and is no function word (function_words.h): such words alone bring no
// phrase near. Of one with alternatives, the spelling of which most words stand there, and of these
// the one that lacks least.
struct NearPhrase {
  uint32_t pattern = 0;              // index into Pack::patterns
  std::vector<std::string> missing;  // all its words that the text lacks, short ones too
  double weight = 0.0;               // of its rule, log-odds
  // If the missing words stood where the phrase has them, and these guards, which would set it
  // aside or weaken it, did not, and what its rule needs held where it does not (`unmet`): the lead
  // of the label (LeadFor), and whether it would be given. Without any of that where the
  // words alone give the label.
  std::vector<uint32_t> guards;  // indexes into Pack::guards
  bool unmet = false;
  double lead = 0.0;
  bool closes = false;
  // The words that are there lie so that no others make the phrase of them: all of the above is of
  // the rule alone, as if it had found the phrase where the first of its words stands, and leaves
  // out what the missing words say by themselves.
  bool rule_alone = false;

  // Whether something else would have to go for the phrase to count, in full.
  bool is_hindered() const { return unmet || !guards.empty(); }
};

// The 5 nearest phrases of `label` whose rules would change a score of the text of `look`, whose
// normal form is `normal`, one for each rule; `matcher` is that of the pack: those first that
// nothing hinders, then those that would help most. Phrases with lists of words, or with more than
// 128 spellings, are left out, and of long texts (above some tens of kilobytes) only the nearest
// few are tried.
std::vector<NearPhrase> NearPhrases(SecondLook* look, const Matcher& matcher,
                                    std::string_view normal, LabelIndex label);

}  // namespace cxo
