// One text and all that is known about its verdict, and the two ways of showing it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"

namespace cxo {

// A word that the pack does not know.
struct UnknownWord {
  Span span;               // bytes of the text
  std::string_view meant;  // a word of the pack that is one edit away; empty if none was found
};

// What makes a verdict a guess.
struct Ignorance {
  uint32_t known = 0;  // words that the pack knows
  std::vector<UnknownWord> unknown;
};

// Refers to the session's last text; good until it classifies another.
struct Explanation {
  const Pack* pack = nullptr;
  std::string_view text;
  const Verdict* verdict = nullptr;
  std::vector<WordShare> shares;       // what words and signals add; empty without weights for them
  std::optional<Ignorance> ignorance;  // where too few words are known
  std::optional<WhyNot> why_not;
};

// For people: the label, the text with the words that decided marked in place (in colour, else in
// [brackets]), the evidence with weights, what was set aside and by what, and the scores. Nothing
// of the text can drive the terminal.
std::string ExplanationText(const Explanation& explanation, bool color);

// For programs: one JSON object on one line, with the same content; spans are bytes of the text.
std::string ExplanationJson(const Explanation& it);

// "counts", "signal", "absorbed", "capped", "shadowed", "blocked", "flipped", "unmet".
std::string_view StateWord(Evidence::State state);

// The id of whatever set `one` of a verdict's evidence aside: a rule, composite or guard; empty if
// nothing did.
std::string_view ByWhom(const Pack& pack, const std::vector<Evidence>& evidence,
                        const Evidence& one);

// The ids of all guards that weakened `one` of `evidence`, of which `weakenings` are
// (Verdict::weakenings); views of the pack.
std::vector<std::string_view> Weakeners(const Pack& pack, const std::vector<Evidence>& evidence,
                                        const std::vector<Weakening>& weakenings,
                                        const Evidence& one);

}  // namespace cxo
