// Words with a full stop that ends no sentence, and words that begin one. All in lower case.
#pragma once

#include <string_view>

namespace cxo {

// What a "." after a word says about the end of a sentence.
enum class Stop {
  kEnds,         // an ordinary word: it ends here
  kMayEnd,       // "inc.", "u.s.": it ends if what follows looks like a beginning
  kEndsNoDigit,  // "no.", "fig.": it ends unless a number follows
  kGoesOn,       // "e.g.", "approx.", "dr.": it never ends here
};

// `word` is what stands before the "." since the last white space or bracket ("inc", "e.g", "j").
// Single letters and letters joined by stops ("u.s") may end.
Stop StopAfter(std::string_view word);

// True for words before a single letter that is no initial: "phase i", "vitamin c".
bool TakesLetter(std::string_view word);

// True for words that open a sentence and hardly ever follow an abbreviation within one.
bool OpensSentence(std::string_view word);

}  // namespace cxo
