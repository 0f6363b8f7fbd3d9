// The normal form: what becomes of each kind of character and markup, and that every byte of the
// result knows where it came from.
#include "classifier/text/normal_form.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/expect_forms.h"

namespace cxo {
namespace {

TEST(NormalForm, EvensOutCaseWidthAndAccents) {
  ExpectForms({
      {"nothing", "", ""},
      {"plain text", "we make tablets", "we make tablets"},
      {"upper case", "CDMO and CRO", "cdmo and cro"},
      {"signs around the letters of ASCII", "@AZ[`az{", "@az[`az{"},
      {"Turkish dotted I", "\u0130stanbul", "istanbul"},
      {"Turkish dotless i stays", "\u0131", "\u0131"},
      {"Kelvin sign", "5 \u212A", "5 k"},
      {"Angstrom sign", "\u212B", "a"},
      {"long s", "\u017Ftability", "stability"},
      {"ligature fi", "\uFB01lling", "filling"},
      {"ligature ffi", "e\uFB03cacy", "efficacy"},
      {"ligature st", "\uFB06ability", "stability"},
      {"full width", "\uFF23\uFF24\uFF2D\uFF2F", "cdmo"},
      {"low lines", "drug_safety __x__", "drug safety x"},
      {"full-width low line", "drug\uFF3Fsafety", "drug safety"},
      {"low line by name", "drug&lowbar;safety", "drug safety"},
      {"full-width signs", "\uFF08\uFF11\uFF0E\uFF15\uFF09", "(1.5)"},
      {"combining acute", "Pre\u0301clinique", "preclinique"},
      {"composed acute", "Pr\u00E9clinique", "preclinique"},
      {"two accents on a letter", "e\u0302\u0301", "e"},
      {"Vietnamese", "d\u01B0\u1EE3c ph\u1EA9m", "duoc pham"},
      {"diaeresis", "na\u00EFve", "naive"},
      {"German umlaut", "Pr\u00E4klinik \u00DCbersicht", "praklinik ubersicht"},
      {"sharp s", "Stra\u00DFe", "strasse"},
      {"capital sharp s", "STRA\u1E9EE", "strasse"},
      {"letters without decomposition", "\u00D8 \u0141 \u00C6", "\u00F8 \u0142 \u00E6"},
      {"Greek with final sigma", "\u039B\u03CC\u03B3\u03BF\u03C2",
       "\u03BB\u03BF\u03B3\u03BF\u03C3"},
      {"Cyrillic", "\u041A\u041B\u0418\u041D\u0418\u041A\u0410",
       "\u043A\u043B\u0438\u043D\u0438\u043A\u0430"},
      {"superscript", "m\u00B2", "m2"},
      {"subscript", "CO\u2082", "co2"},
      {"half", "\u00BD", "1/2"},
      {"micro sign", "\u00B5g", "\u03BCg"},
      {"unit", "5 \u338E", "5 mg"},
      {"roman numeral", "Phase \u2162", "phase iii"},
      {"circled digit", "\u2460", "1"},
      {"ordinal indicator", "n\u00BA", "no"},
      {"mathematical bold", "\U0001D402\U0001D411\U0001D40E", "cro"},
      {"emoji stay", "\U0001F48A pill", "\U0001F48A pill"},
  });
}

TEST(NormalForm, LeavesEastAsianTextUsable) {
  ExpectForms({
      {"Chinese", "\u5408\u540C\u7814\u7A76", "\u5408\u540C\u7814\u7A76"},
      {"Chinese with full-width comma", "\u7814\u53D1\uFF0C\u751F\u4EA7\u3002",
       "\u7814\u53D1,\u751F\u4EA7\u3002"},
      {"ideographic space", "\u533B\u836F\u3000\u5916\u5305", "\u533B\u836F \u5916\u5305"},
      {"compatibility ideograph", "\uF900", "\u8C48"},
      {"half-width katakana", "\uFF76\uFF80\uFF76\uFF85", "\u30AB\u30BF\u30AB\u30CA"},
      {"half-width voice mark", "\uFF76\uFF9E", "\u30AC"},
      {"half-width semi-voice mark", "\uFF8A\uFF9F", "\u30D1"},
      {"composed kana", "\u30AC", "\u30AC"},
      {"decomposed kana", "\u30AB\u3099", "\u30AC"},
      {"Hangul", "\uD55C\uAE00", "\uD55C\uAE00"},
      {"decomposed Hangul", "\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00"},
      {"half-width Hangul letters", "\uFFA1\uFFC2", "\uAC00"},
      {"Thai", "\u0E22\u0E32", "\u0E22\u0E32"},
      {"decomposed vowel sign of India", "\u09C7\u09BE", "\u09CB"},
  });
}

TEST(NormalForm, EvensOutPunctuation) {
  ExpectForms({
      {"en dash", "2010\u20132020", "2010-2020"},
      {"em dash stands apart", "drugs\u2014not devices", "drugs - not devices"},
      {"em dash between spaces", "drugs \u2014 not devices", "drugs - not devices"},
      {"em dash at the begin", "\u2014 drugs", "- drugs"},
      {"em dash at the end", "drugs\u2014", "drugs -"},
      {"horizontal bar", "a\u2015b", "a - b"},
      {"minus", "\u22125 \u00B0C", "-5 \u00B0c"},
      {"hyphen", "pre\u2010clinical", "pre-clinical"},
      {"non-breaking hyphen", "pre\u2011clinical", "pre-clinical"},
      {"figure dash", "a\u2012b", "a-b"},
      {"full-width hyphen", "a\uFF0Db", "a-b"},
      {"small em dash", "a\uFE58b", "a-b"},
      {"curly double quotes", "\u201Cfull\u201D \u201Eservice\u201F", "\"full\" \"service\""},
      {"curly single quotes", "\u2018full\u2019 \u201Aservice\u201B", "'full' 'service'"},
      {"apostrophe", "client\u2019s", "client's"},
      {"accent as apostrophe", "client\u00B4s", "client's"},
      {"guillemets", "\u00ABa\u00BB \u2039b\u203A", "\"a\" 'b'"},
      {"primes", "5\u2032 3\u2033", "5' 3\""},
      {"ellipsis", "and more\u2026", "and more..."},
      {"fraction slash", "1\u20442", "1/2"},
      {"bullet", "\u2022 drugs", "\u2022 drugs"},
  });
}

TEST(NormalForm, DropsWhatCannotBeSeenOrMeansNothing) {
  ExpectForms({
      {"soft hyphen", "manu\u00ADfacturing", "manufacturing"},
      {"zero-width space", "drug\u200Bs", "drugs"},
      {"zero-width joiner", "a\u200Db", "ab"},
      {"zero-width non-joiner", "a\u200Cb", "ab"},
      {"word joiner", "a\u2060b", "ab"},
      {"byte order mark", "\uFEFFdrugs", "drugs"},
      {"variation selector", "\u2714\uFE0F", "\u2714"},
      {"bidirectional marks", "\u200Ea\u200F\u202Eb\u202C\u2066c\u2069", "abc"},
      {"trademark", "Pharma\u2122", "pharma"},
      {"registered", "Pharma\u00AE GmbH", "pharma gmbh"},
      {"copyright", "\u00A9 2020 Pharma", "2020 pharma"},
      {"service mark", "Pharma\u2120", "pharma"},
      {"nothing else", "\u200B\u00AD\u2122", ""},
      {"accent alone", "\u0301", ""},
  });
}

TEST(NormalForm, EvensOutWhiteSpace) {
  ExpectForms({
      {"run of spaces", "a   b", "a b"},
      {"ends", "  a b \t", "a b"},
      {"nothing but space", " \t\r\n ", ""},
      {"tab", "a\tb", "a b"},
      {"line break", "a\nb", "a\nb"},
      {"line break among spaces", "a  \n  b", "a\nb"},
      {"CRLF", "a\r\nb", "a\nb"},
      {"CR", "a\rb", "a\nb"},
      {"vertical tab", "a\vb", "a\nb"},
      {"form feed", "a\fb", "a\nb"},
      {"next line", "a\u0085b", "a\nb"},
      {"line separator", "a\u2028b", "a\nb"},
      {"paragraph separator", "a\u2029b", "a\nb"},
      {"blank line", "a\n\nb", "a\n\nb"},
      {"blank line with spaces", "a\n \t\nb", "a\n\nb"},
      {"CRLF twice", "a\r\n\r\nb", "a\n\nb"},
      {"many blank lines", "a\n\n\n\n\nb", "a\n\nb"},
      {"no-break space", "a\u00A0b", "a b"},
      {"thin space", "a\u2009b", "a b"},
      {"narrow no-break space", "5\u202Fmg", "5 mg"},
      {"figure space", "5\u2007000", "5 000"},
      {"NUL", std::string("a\0b", 3), "a b"},
      {"controls",
       "a\x01\x1F\x7F"
       "b",
       "a b"},
      {"C1 control", "a\u0086b", "a b"},
      {"space between spaces that are dropped", "a \u200B b", "a b"},
  });
}

TEST(NormalForm, ReplacesInvalidBytesAndSaysSo) {
  NormalText normal;
  normal.Assign("caf\xE9 au lait \xF0\x9F\x98");
  EXPECT_EQ(normal.text(), "caf\uFFFD au lait \uFFFD");
  EXPECT_TRUE(normal.had_invalid());
  EXPECT_EQ(normal.Original({3, 6}), (Span{3, 4}));
  EXPECT_EQ(normal.Original({15, 18}), (Span{13, 16}));
  normal.Assign("caf\u00E9 \uFFFD");
  EXPECT_FALSE(normal.had_invalid());
}

// `piece` of the normal form of `in` came from `want`.
struct SpanCase {
  const char* name;
  std::string in;
  std::string piece;
  std::string want;
};

TEST(NormalForm, KnowsWhereAPieceCameFrom) {
  const SpanCase cases[] = {
      {"same", "We make tablets", "make", "make"},
      {"after leading space", "   We make", "make", "make"},
      {"after a run of spaces", "We     make tablets", "make tablets", "make tablets"},
      {"over a run of spaces", "we  do   it", "we do", "we  do"},
      {"the run itself", "we   do", " ", "   "},
      {"after accents", "\u00E9t\u00E9 make", "make", "make"},
      {"with accents", "un \u00E9t\u00E9 bon", "ete", "\u00E9t\u00E9"},
      {"a combining accent goes with its letter", "ete\u0301 b", "ete", "ete\u0301"},
      {"two combining accents", "ae\u0301\u0302b", "e", "e\u0301\u0302"},
      {"half a ligature is all of it", "o\uFB03ce", "f", "\uFB03"},
      {"after a ligature", "o\uFB03ce", "ce", "ce"},
      {"over a ligature", "an o\uFB03ce", "office", "o\uFB03ce"},
      {"half a fraction", "a \u00BD b", "1", "\u00BD"},
      {"full width", "x \uFF23\uFF24\uFF2D\uFF2F y", "dm", "\uFF24\uFF2D"},
      {"same length in bytes", "\u0416\u0417\u0418", "\u0437", "\u0417"},
      {"Chinese", "a \u5408\u540C b", "\u540C", "\u540C"},
      {"joined kana", "x\uFF76\uFF9Ey", "\u30AC", "\uFF76\uFF9E"},
      {"joined Hangul", "x\u1112\u1161\u11ABy", "\uD55C", "\u1112\u1161\u11AB"},
      {"over a soft hyphen", "a manu\u00ADfacturer", "manufacturer", "manu\u00ADfacturer"},
      {"before a soft hyphen", "manu\u00ADfacturer", "manu", "manu"},
      {"after a soft hyphen", "manu\u00ADfacturer", "facturer", "facturer"},
      {"entity", "a R&amp;D b", "r&d", "R&amp;D"},
      {"entity alone", "a R&amp;D b", "&", "&amp;"},
      {"numeric entity", "x&#233;y", "e", "&#233;"},
      {"within a tag", "a <b>bold</b> c", "bold", "bold"},
      {"over a tag", "manu<i>fact</i>ure it", "manufacture", "manu<i>fact</i>ure"},
      {"paragraph break", "one</p> <p>two", "\n\n", "</p> <p>"},
      {"after a paragraph break", "one</p> <p>two", "two", "two"},
      {"em dash", "a\u2014b", "-", "\u2014"},
      {"after a trademark", "X\u2122 make", "make", "make"},
      {"a word with a trademark", "Acme\u2122 x", "acme", "Acme"},
      {"after CRLF", "one\r\ntwo", "two", "two"},
      {"after a sharp s", "Stra\u00DFe 5", "e 5", "e 5"},
      {"half a sharp s", "Stra\u00DFe 5", "ras", "ra\u00DF"},
  };
  NormalText normal;
  for (const SpanCase& c : cases) {
    normal.Assign(c.in);
    const size_t at = normal.text().find(c.piece);
    ASSERT_NE(at, std::string_view::npos) << c.name;
    const auto begin = static_cast<uint32_t>(at);
    const Span span = normal.Original({begin, begin + static_cast<uint32_t>(c.piece.size())});
    EXPECT_EQ(c.in.substr(span.begin, span.size()), c.want) << c.name;
  }
}

TEST(NormalForm, AnEmptySpanComesFromAnEmptyOne) {
  NormalText normal;
  normal.Assign("  \u00E9a  ");
  EXPECT_EQ(normal.Original({0, 0}), (Span{2, 2}));
  EXPECT_EQ(normal.Original({1, 1}), (Span{4, 4}));
  EXPECT_EQ(normal.Original({2, 2}), (Span{5, 5}));
  EXPECT_EQ(normal.Original({9, 20}), (Span{5, 5}));
  normal.Assign("");
  EXPECT_EQ(normal.Original({0, 0}), (Span{0, 0}));
}

TEST(NormalForm, AsciiInStepComesFromTheSameOffsets) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "We make Tablets & other things, 5 < 6. ";
  text.pop_back();
  NormalText normal;
  normal.Assign(text);
  ASSERT_EQ(normal.text().size(), text.size());
  for (uint32_t begin = 0; begin < text.size(); begin += 7) {
    for (uint32_t end = begin; end <= text.size(); end += 11) {
      ASSERT_EQ(normal.Original({begin, end}), (Span{begin, end}));
    }
  }
}

TEST(NormalForm, ATextOfAnyLengthAndGapIsTheSameAsItsParts) {
  // Puts each kind of gap at every place around the block borders of the fast path.
  for (const std::string gap : {" ", "  ", "\n", " \u00A0", "\t", "<p>", "&nbsp;", " \u200B "}) {
    for (size_t place = 1; place < 70; ++place) {
      const std::string before(place, 'A');
      const std::string after(70, 'B');
      const std::string form = gap == "\n" ? "\n" : gap == "<p>" ? "\n\n" : " ";
      NormalText normal;
      normal.Assign(before + gap + after);
      ASSERT_EQ(normal.text(), std::string(place, 'a') + form + std::string(70, 'b'))
          << place << testing::PrintToString(gap);
      const auto size = static_cast<uint32_t>(normal.text().size());
      const auto end = static_cast<uint32_t>(place + gap.size() + after.size());
      ASSERT_EQ(normal.Original({size - 70, size}), (Span{end - 70, end}));
    }
  }
}

}  // namespace
}  // namespace cxo
