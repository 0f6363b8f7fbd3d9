// Words with their letters spaced apart: which runs are joined, which are lists, initials or codes,
// and where the letters came from.
#include "classifier/text/spaced_letters.h"

#include <string>

#include <gtest/gtest.h>

#include "classifier/text/normal_form.h"

namespace cxo {
namespace {

struct SpacedCase {
  const char* name;
  std::string in;
  std::string want;
};

TEST(SpacedLetters, AreJoinedToWords) {
  const SpacedCase cases[] = {
      {"a word", "P A C K A G I N G", "packaging"},
      {"five letters", "t r i a l", "trial"},
      {"wide spaces", "T A B L E T   M A N U F A C T U R I N G   S E R V I C E S",
       "tablet manufacturing services"},
      {"two words", "S t e r i l e   f i l l i n g", "sterile filling"},
      {"short words", "C L I N I C A L  T R I A L S  F O R  S P O N S O R S",
       "clinical trials for sponsors"},
      {"hyphens", "C-O-N-T-R-A-C-T S-A-L-E-S F-O-R-C-E", "contract sales force"},
      {"one word with hyphens", "p-a-c-k-a-g-i-n-g.", "packaging."},
      {"within a text",
       "our  P A C K A G I N G, and (F I L L I N G):", "our packaging, and (filling):"},
      {"lines", "T A B L E T\nF I L L I N G", "tablet\nfilling"},
      {"tags between words", "T A B L E T <b> F I L L I N G</b>", "tablet filling"},
      {"entities", "T&nbsp;A&nbsp;B&nbsp;L&nbsp;E&nbsp;T", "tablet"},
      {"entities between words", "T A B L E T&nbsp;&nbsp;F I L L I N G", "tablet filling"},
      {"no-break spaces", "T\u00A0A\u00A0B\u00A0L\u00A0E\u00A0T", "tablet"},
      {"full width", "\uFF34 \uFF21 \uFF22 \uFF2C \uFF25 \uFF34", "tablet"},
      {"all wide", "T  A  B  L  E  T", "tablet"},
      {"a single letter as a word", "W E  A R E  A  T E A M  O F  P E O P L E",
       "we are a team of people"},
      {"beside words of one letter", "T A B L E T   a  b  o  x", "tabletabox"},
      {"after another kind", "t-a-b-l-e-t f i l l i n g", "tablet filling"},
  };
  for (const SpacedCase& c : cases) {
    EXPECT_EQ(Normalize(c.in), c.want) << c.name;
    EXPECT_EQ(Normalize(c.want), c.want) << c.name;
  }
}

TEST(SpacedLetters, OfOtherKindsStay) {
  const char* const texts[] = {
      "we make a b",           // too few letters
      "t e s t",               //
      "s-e s-a f-o",           // no word of five
      "vitamins a b c d e",    // lists
      "vitamins a c d e k",    //
      "vitamins k a b c d e",  //
      "grades a-b-c-d-e",      //
      "x x x x x",             // no word has so few vowels or consonants
      "a a a a a",             //
      "t n s a l",             //
      "1 2 3 4 5 6",           // digits, and what touches them
      "a-b-o-u-t1",            //
      "1a-b-o-u-t",            //
      "a b o u t1",            //
      "j. r. r. t. a. o.",     // initials
      "a/b/o/u/t",             // other signs between letters
      "a b/o u t e",           //
      "r&d a b o",             //
      "a, b, o, u, t",         //
      "a - b - o - u - t",     //
      "a\nb\no\nu\nt",         //
      "-t-a-b-l-e-t",          // parts of something longer
      "t-a-b-l-e-t-",          //
      "t-a-b-l-e-tten",        //
      "t'a b o u",             //
      "\u5408-t-a-b-l-e",      //
      "a b o u \u5408",        //
  };
  for (const char* text : texts) EXPECT_EQ(Normalize(text), text);
}

TEST(SpacedLetters, KnowWhereTheyCameFrom) {
  const std::string in = "\u00C9t\u00E9:  T A B L E T   F I L L I N G &amp; more";
  NormalText normal;
  normal.Assign(in);
  ASSERT_EQ(normal.text(), "ete: tablet filling & more");
  const auto original = [&](uint32_t begin, uint32_t end) {
    const Span span = normal.Original({begin, end});
    return in.substr(span.begin, span.size());
  };
  EXPECT_EQ(original(0, 3), "\u00C9t\u00E9");
  EXPECT_EQ(original(5, 11), "T A B L E T");
  EXPECT_EQ(original(6, 8), "A B");
  EXPECT_EQ(original(11, 12), "   ");
  EXPECT_EQ(original(5, 19), "T A B L E T   F I L L I N G");
  EXPECT_EQ(original(12, 19), "F I L L I N G");
  EXPECT_EQ(original(20, 21), "&amp;");
  EXPECT_EQ(original(22, 26), "more");
}

TEST(SpacedLetters, MakeATextOneThatIsNotPlain) {
  for (size_t before = 0; before < 70; ++before) {
    const std::string text = std::string(before, 'x') + " t a b l e";
    std::string out(text.size() + kPlainSlack, '?');
    EXPECT_TRUE(MayHoldSpacedLetters(text)) << before;
    EXPECT_FALSE(PutIfPlain(text, out.data())) << before;
  }
  EXPECT_FALSE(MayHoldSpacedLetters("R&D and a b test, e.g. of U.S. firms"));
}

}  // namespace
}  // namespace cxo
