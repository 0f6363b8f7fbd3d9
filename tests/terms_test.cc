// Words and pairs of words of a text, and their numbers.
#include "classifier/text/terms.h"

#include <map>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

// The names of the terms joined by "|", pairs in brackets.
std::string TermsOf(std::string_view normal) {
  std::vector<Term> room;
  std::string out;
  for (const Term& term : FindTerms(normal, &room)) {
    const std::string name = TermName(normal, term);
    EXPECT_EQ(TermNumber(name), term.number) << name;
    out += (out.empty() ? "" : "|") + (term.kind == Term::Kind::kPair ? "[" + name + "]" : name);
  }
  return out;
}

TEST(Terms, AreWordsBeginningsAndPairs) {
  const struct {
    std::string_view in;
    std::string_view want;
  } cases[] = {
      {"", ""},
      {" \n\t", ""},
      {"\u3001", ""},
      {"-", ""},
      {"+ &", ""},
      {"1. toll", "toll|[^ toll]"},
      {"(b) toll", "toll|[^ toll]"},
      {"- toll", "toll|[^ toll]"},
      {"\u2022 toll", "toll|[^ toll]"},
      {"annex b: toll", "toll|[^ toll]"},
      {"section 4.2: toll", "toll|[^ toll]"},
      {"no. 7: toll", "toll|[^ toll]"},
      {"1.2.3 toll", "toll|[^ toll]"},
      {"3.1. toll", "toll|[^ toll]"},
      {"3.1 toll", "toll|[^ toll]"},
      {"12.10 toll", "toll|[^ toll]"},
      {"3.1 tons", "3|[^ 3]|.|[3 .]|1|[. 1]|tons|[1 tons]"},
      {"3.1 days", "3|[^ 3]|.|[3 .]|1|[. 1]|days|[1 days]"},
      {"3.1 l", "3|[^ 3]|.|[3 .]|1|[. 1]|l|[1 l]"},
      {"item toll", "item|[^ item]|toll|[item toll]"},
      {"part a", "part|[^ part]|a|[part a]"},
      {"toll.", "toll|[^ toll]"},
      {"toll...;", "toll|[^ toll]"},
      {"toll:", "toll|[^ toll]"},
      {"toll: fill", "toll|[^ toll]|:|[toll :]|fill|[: fill]"},
      {"\"toll!\"", "toll|[^ toll]"},
      {"2) (toll)", "toll|[^ toll]"},
      {"**'toll'**", "toll|[^ toll]"},
      {"toll (fill)", "toll|[^ toll]|(|[toll (]|fill|[( fill]"},
      {"toll?", "toll|[^ toll]|?|[toll ?]"},
      {"1.5 l", "1|[^ 1]|.|[1 .]|5|[. 5]|l|[5 l]"},
      {"1. ;", "1|[^ 1]|.|[1 .]|;|[. ;]"},
      {"toll", "toll|[^ toll]"},
      {"fill & finish", "fill|[^ fill]|&|[fill &]|finish|finis*|[& finis*]"},
      {"r&d, sponsor's", "r&d|[^ r&d]|,|[r&d ,]|sponsor's|spons*|[, spons*]"},
      {"phase 1. next", "phase|[^ phase]|1|[phase 1]|.|[1 .]|next|[. next]"},
      {"l\u00e4uft gut", "l\u00e4uft|[^ l\u00e4uft]|gut|[l\u00e4uft gut]"},
      {"pr\u00e4parate", "pr\u00e4parate|pr\u00e4pa*|[^ pr\u00e4pa*]"},
      {"phases of", "phases|phase*|[^ phase*]|of|[phase* of]"},
      {"a * b*", "a|[^ a]|*|[a *]|b|[* b]"},
      {"\u59d4\u6258\u751f\u4ea7",
       "\u59d4|[^ \u59d4]|\u6258|[\u59d4\u6258]|\u751f|[\u6258\u751f]|\u4ea7|[\u751f\u4ea7]"},
      {"cro\u5706\u94a2", "cro|[^ cro]|\u5706|[cro \u5706]|\u94a2|[\u5706\u94a2]"},
      {"a\u3001b", "a|[^ a]|b|[a b]"},
      {"^ a", "^|[^ ^]|a|[^ a]"},
  };
  for (const auto& one : cases) EXPECT_EQ(TermsOf(one.in), one.want) << one.in;
}

// Bytes are taken eight and sixteen at a time where the text is long enough.
TEST(Terms, AreTheSameWhereverTheyStand) {
  for (size_t size = 1; size <= 40; ++size) {
    std::string word;
    for (size_t i = 0; i < size; ++i) word += static_cast<char>('a' + (i * 7 + size) % 26);
    for (size_t behind = 0; behind <= 20; ++behind) {
      const std::string text = "-" + word + std::string(behind, ' ');
      std::vector<Term> room;
      const std::span<const Term> terms = FindTerms(text, &room);
      ASSERT_GE(terms.size(), 4u);
      EXPECT_EQ(terms[2].number, TermNumber(word)) << text;
      EXPECT_EQ(terms[2].span.end, 1 + size) << text;
    }
  }
}

// Of the last bytes of a long word some are read twice, and short ones are numbers as they are.
TEST(Terms, AlikeHaveNumbersOfTheirOwn) {
  std::vector<std::string> names = {"aaaaa*", "aaaaab*", "baaaa*", "a*", "^ a", "a ^", "^ aaaaa"};
  for (size_t size = 1; size <= 40; ++size) {
    const std::string word(size, 'a');
    names.insert(names.end(), {word, "b" + word, word + "b", word + "\u03BC", "\u03BC" + word});
  }
  for (size_t first = 1; first <= 5; ++first) {
    for (size_t second = 1; second <= 5; ++second) {
      names.push_back(std::string(first, 'a') + " " + std::string(second, 'a'));
    }
  }
  std::map<uint64_t, std::string> names_of;
  for (const std::string& name : names) {
    const uint64_t number = TermNumber(name);
    if (number == 0) continue;  // no term
    EXPECT_EQ(names_of.emplace(number, name).first->second, name);
  }
  EXPECT_GT(names_of.size(), names.size() - 10);
}

TEST(Terms, OfALongTextAreThoseOfItsParts) {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += (i == 0 ? "" : " ") + std::string("packaging, w") + std::to_string(i);
  }
  std::vector<Term> room;
  const std::span<const Term> terms = FindTerms(text, &room);
  // "packaging", its beginning, a comma, a word, and pairs of each with what is before, or with
  // the start.
  ASSERT_EQ(terms.size(), 1000u * 7);
  EXPECT_EQ(terms.back().number, TermNumber(", w999"));
  EXPECT_EQ(terms[terms.size() - 2].number, TermNumber("w999"));
}

TEST(Terms, HaveTheNumberOfTheirWordsWhateverStandsBetween) {
  std::vector<Term> room;
  const std::span<const Term> terms = FindTerms("on\u3001 behalf", &room);
  ASSERT_EQ(terms.size(), 5u);
  EXPECT_EQ(terms[4].number, TermNumber("on behalf"));
  EXPECT_EQ(terms[3].number, TermNumber("behal*"));
  EXPECT_EQ(terms[2].number, TermNumber("behalf"));
  EXPECT_EQ(terms[1].number, TermNumber("^ on"));
  EXPECT_EQ(TermNumber("behalf,"), TermNumber("behalf ,"));
  EXPECT_NE(TermNumber("on behalf"), TermNumber("behalf on"));
  EXPECT_NE(TermNumber("on behalf"), TermNumber("onbehalf"));
}

// What the first pair of a text is called is read again from words.toml.
TEST(Terms, AreNamedByTheirWordsWhateverStandsBeforeThem) {
  for (const std::string_view in :
       {"\u2605\u2605\u2605 top tablets", "\u3002top", "\u2026 \u2026top"}) {
    std::vector<Term> room;
    const std::span<const Term> terms = FindTerms(in, &room);
    ASSERT_GE(terms.size(), 2u);
    EXPECT_EQ(TermName(in, terms[1]), "^ top") << in;
    EXPECT_EQ(TermNumber("^ top"), terms[1].number) << in;
  }
}

TEST(Terms, OfPairsAreThoseOfBeginnings) {
  for (const std::string_view in : {"drug manufacturing", "drug manufactures", "drug manuf*"}) {
    EXPECT_EQ(TermNumber(in), TermNumber("drug manuf")) << in;
  }
  EXPECT_NE(TermNumber("manuf*"), TermNumber("manuf"));
  EXPECT_NE(TermNumber("manuf *"), TermNumber("manuf*"));
}

TEST(Terms, HaveNoNumberUnlessTheyAreOneOrTwoWords) {
  for (const std::string_view in : {"", " ", "on behalf of", "on-behalf", "manu*", "manufa*"}) {
    EXPECT_EQ(TermNumber(in), 0u) << in;
  }
}

}  // namespace
}  // namespace cxo
