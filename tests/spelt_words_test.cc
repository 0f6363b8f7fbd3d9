// What a spelling's words are, and where those that a text lacks are put.
#include "classifier/decide/spelt_words.h"

#include <gtest/gtest.h>

namespace cxo {
namespace {

// "cro| with| ..." with what parts each word from the one before it.
std::string Read(std::string_view spelling) {
  std::string out;
  for (const SpeltWord& word : SpeltWords(spelling)) {
    out += (out.empty() ? "" : "|") + word.before + word.text + (word.goes_on ? "*" : "");
  }
  return out;
}

TEST(SpeltWords, AreWhatAPhraseIsMadeOf) {
  const struct {
    std::string_view name, spelling, want;
  } cases[] = {
      {"short ones too", "CRO with production", "cro| with| production"},
      {"a gap is none", "one-stop ..6 drug", "one|-stop| drug"},
      {"an optional word that is left out", "contract  ..3 production", "contract| production"},
      {"beginnings", "manufactur* stud~", "manufactur*| stud*"},
      {"signs inside and at the end", "r&d, i/o c++ x", "r&d|, i/o| c++| x"},
      {"a sign alone parts", "research & development", "research| & development"},
      {"nothing", " ..2 ", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(Read(one.spelling), one.want) << one.name;
}

TEST(SpeltWords, ThatAreMissingArePutBesideTheOthers) {
  using Side = MissingSide;
  const struct {
    std::string_view name, normal, spelling;
    Side side;
    std::string_view want;
  } cases[] = {
      {"behind", "phase iii, also", "phase iii trials", Side::kBehind, "phase iii trials, also"},
      {"before", "tablet making", "cro with making", Side::kBehind, "tablet cro with making"},
      {"on both sides", "a phase", "late-phase cro", Side::kBehind, "a late-phase cro"},
      {"behind the one before", "early big design", "early study design", Side::kBehind,
       "early study big design"},
      {"before the one behind", "early big design", "early study design", Side::kBefore,
       "early big study design"},
      {"behind the whole of a word", "manufacturing", "manufactur* site", Side::kBehind,
       "manufacturing site"},
      {"with a comma", "testing", "testing, filling", Side::kBehind, "testing, filling"},
  };
  for (const auto& one : cases) {
    WordPlaces places(one.normal);
    std::vector<SpeltWord> words = SpeltWords(one.spelling);
    for (SpeltWord& word : words) word.at = places.Find(word);
    EXPECT_EQ(WithMissing(one.normal, words, one.side).text, one.want) << one.name;
  }
}

TEST(SpeltWords, SaysWhereTheyWerePut) {
  WordPlaces places("a phase of it");
  std::vector<SpeltWord> words = SpeltWords("late-phase cro");
  for (SpeltWord& word : words) word.at = places.Find(word);
  const CompletedText completed = WithMissing("a phase of it", words, MissingSide::kBehind);
  EXPECT_EQ(completed.text, "a late-phase cro of it");
  EXPECT_EQ(completed.added, (Span{2, 16}));
}

}  // namespace
}  // namespace cxo
