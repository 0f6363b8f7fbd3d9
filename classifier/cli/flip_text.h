// Rows that changed their label, for people: where, from what to what, because of what.
#pragma once

#include <string>
#include <string_view>

#include "classifier/eval/comparison.h"
#include "classifier/eval/gold.h"

namespace cxo {

// "lost", "won" or "changed".
std::string_view ToString(FlipKind kind);

// How likely as great a difference is by chance: three decimals, or what it is where these would
// say 0.000 ("2.4e-05").
std::string Probability(double p);

// Three lines of at most 100 columns, if the name of the file is not long: the row with its labels,
// the causes, and the text around the first cause, whose words stand in brackets. `head` comes
// first ("won").
std::string FlipText(std::string_view head, const Flip& flip, const Comparison& comparison,
                     const GoldFile& gold);

// The piece of `text` around `focus`, at most `columns` wide, with "..." where it is cut and the
// bytes of `focus`, if there are any, in brackets. Nothing in it can drive a terminal.
std::string Snippet(std::string_view text, Span focus, size_t columns);

}  // namespace cxo
