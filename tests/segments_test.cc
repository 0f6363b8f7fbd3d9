// Where sentences and clauses end. Borders are drawn into the text: "‖" before a sentence, "|"
// before a clause within one.
#include "classifier/text/segments.h"

#include <array>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/text/normal_form.h"
#include "classifier/text/words.h"
#include "tests/seed.h"

namespace cxo {
namespace {

std::string Draw(std::string_view text) {
  Segments segments;
  segments.Assign(text);
  std::string drawn;
  for (uint32_t at = 0; at < text.size(); ++at) {
    if (at > 0 && segments.Sentence(at).begin == at) {
      drawn += "\u2016";
    } else if (at > 0 && segments.Clause(at).begin == at) {
      drawn += "\u00A6";
    }
    drawn += text[at];
  }
  return drawn;
}

// `want` is the text in normal form with its borders.
struct Case {
  const char* name;
  std::string want;
};

void ExpectBorders(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    std::string text;
    for (size_t at = 0; at < c.want.size();) {
      const std::string_view rest = std::string_view{c.want}.substr(at);
      const size_t mark = rest.starts_with("\u2016") ? 3 : rest.starts_with("\u00A6") ? 2 : 0;
      if (mark == 0) text += c.want[at];
      at += mark == 0 ? 1 : mark;
    }
    EXPECT_EQ(Draw(text), c.want) << c.name;
  }
}

TEST(Segments, SentencesEndAtTerminators) {
  ExpectBorders({
      {"empty", ""},
      {"one sentence", "we make tablets."},
      {"no terminator", "we make tablets"},
      {"two sentences", "we make tablets. ‖they sell."},
      {"question", "need a partner? ‖call us"},
      {"exclamation", "welcome! ‖we make tablets"},
      {"several", "really?! ‖yes!!! ‖fine"},
      {"quotes after", "\"we make it.\" ‖they sell"},
      {"bracket after", "we make it (in basel.) ‖they sell"},
      {"no space after", "foo.bar makes e-mail@foo.com and www.foo.com/x?y=1"},
      {"number inside", "version 2.5 of 3.14 costs 1.000.000"},
      {"number at the end", "it began in 1969. ‖now it is large"},
      {"unit at the end", "a batch of 5 kg. ‖each takes a day"},
      {"terminator at the end", "done. "},
      {"ellipsis goes on", "from bench ... to bedside... and back"},
      {"ellipsis before an opener", "tablets, capsules... ‖we do all"},
      {"state of the art", "it is state of the art. ‖find out more"},
      {"negative answer", "do you sell? ‖no. ‖never"},
      {"a lone terminator", ". ‖a"},
  });
}

TEST(Segments, AbbreviationsEndNoSentence) {
  ExpectBorders({
      {"company, limited", "foo co., ltd. provides services"},
      {"inc. goes on", "foo inc. is a cro"},
      {"inc. before an opener", "x inc. ‖the company makes tablets"},
      {"inc. with commas", "foo, inc. was founded in 1969 and is headquartered in boston."},
      {"inc. before the first word of the text", "acme, a unit of foo inc. ‖acme makes tablets"},
      {"corp. before an opener", "a unit of foo corp. ‖it makes tablets"},
      {"ltd. before we", "at foo ltd. ‖we make tablets"},
      {"pvt. ltd.", "foo pvt. ltd. makes tablets"},
      {"gmbh & co. kg", "foo gmbh & co. kg makes tablets"},
      {"kg at the end", "we are foo gmbh & co. kg. ‖next one"},
      {"s.a.", "foo s.a. and bar s.p.a. merge"},
      {"b.v.", "foo b.v. in leiden"},
      {"approx.", "approx. 3.5 mg"},
      {"approx. before an opener", "approx. the same"},
      {"e.g. and i.e.", "e.g. tablets, i.e. solids"},
      {"e.g. before an opener", "e.g. the tablets, i.e. our solids"},
      {"in brackets", "forms (e.g. tablets) and (incl. the capsules)"},
      {"etc. goes on", "tablets, etc. and more"},
      {"etc. before an opener", "tablets, etc. ‖we also pack"},
      {"u.s. market", "for the u.s. market and u.k. market"},
      {"u.s. before an opener", "we serve the u.s. ‖our plants are new"},
      {"st. louis", "in st. louis, mo"},
      {"street at the end", "12 main st. ‖visit us"},
      {"no. 5", "building no. 5 and nos. 6 and 7"},
      {"fig.", "see fig. 3 or vol. 2"},
      {"ca. before a number", "ca. 50 people"},
      {"california", "in san diego, ca. ‖founded by chemists"},
      {"vs.", "drug vs. placebo, vs. the other"},
      {"dr.", "dr. smith and prof. she li"},
      {"ph.d.", "led by jane roe, ph.d. and others"},
      {"initials", "j. smith and j. r. roe"},
      {"initials joined", "j.r. smith"},
      {"phase i", "in phase i. ‖phase ii follows"},
      {"vitamin c", "we make vitamin c. ‖tablets too"},
      {"german", "z.b. tabletten, d.h. ca. 5 mg bzw. kapseln usw. und mehr"},
      {"dept.", "the dept. of health"},
      {"and others", "smith et al. report"},
      {"months", "since jan. 2020"},
      {"line end after inc.", "foo inc.\n‖makers of tablets"},
      {"line end after approx.", "it holds approx.\n3.5 mg"},
      {"not a known one", "a great lab. ‖more to come"},
  });
}

TEST(Segments, LinesAndListsMakeBorders) {
  ExpectBorders({
      {"wrapped line", "we make\ntablets and\ncapsules"},
      {"line end after a terminator", "we make tablets.\n‖they sell"},
      {"blank line", "services\n\n‖we make tablets"},
      {"blank line after a comma", "services,\n\n‖tablets"},
      {"bullets", "we offer\n‖• tablets\n‖• capsules"},
      {"dashes", "we offer\n‖- tablets\n‖- capsules"},
      {"stars", "we offer\n‖* tablets\n‖* capsules"},
      {"numbers", "we offer\n‖1. tablets\n‖2. capsules\n‖10. vials"},
      {"numbers with brackets", "we offer\n‖1) tablets\n‖(2) capsules"},
      {"letters", "we offer\n‖a) tablets\n‖(b) capsules"},
      {"roman numbers", "we offer\n‖i) tablets\n‖iii) capsules"},
      {"number at the begin", "1. tablets and capsules"},
      {"not a list number", "it was in\n1969. ‖they sold"},
      {"not a bullet", "we make\n-80 degrees\n*only"},
      {"wrapped bullet", "• tablets and\ncapsules\n‖• vials"},
      {"list without bullets", "services:\n¦formulation\n¦packaging\n¦testing"},
      {"end of a list", "services:\n¦formulation\n\n‖we are\nhere"},
      {"list ended by a sentence", "services:\n¦formulation.\n‖we are\nhere"},
      {"bullets after a colon", "services:\n‖- formulation of\nmany forms\n‖- packaging"},
  });
}

TEST(Segments, ClausesEndWithinSentences) {
  ExpectBorders({
      {"semicolon", "services; ¦products"},
      {"semicolon without space", "services;¦products"},
      {"semicolon at the end", "services;"},
      {"colon", "services: ¦a, b"},
      {"time", "open at 10:30 daily"},
      {"colon in a word", "see http://foo.com and a:b"},
      {"colon at the end", "services:"},
      {"lone dash", "we develop - ¦not make - ¦drugs"},
      {"two dashes", "we develop -- ¦not make"},
      {"hyphen", "pre-clinical and 5-10 mg"},
      {"dash at one side", "pre- and post-clinical"},
      {"dash at the begin", "- tablets"},
      {"bar behind a quote", "the \"| maker of tablets"},
      {"pipe", "foo | ¦a cro | ¦basel"},
      {"bullets in a line", "tablets ¦• capsules ¦• vials"},
      {"middle dots in a line", "tablets ¦· capsules"},
      {"but", "we develop, ¦but do not make"},
      {"however", "it is, ¦however, good"},
      {"however opens a sentence", "we develop. ‖however, we sell"},
      {"whereas, although, while", "we develop ¦whereas they make ¦although few ¦while many sell"},
      {"parts of other words", "butter for button whiles howevers albut"},
      {"but after a line break", "we develop\n¦but do not make"},
      {"but at the begin", "but we make"},
      {"comma is no border", "tablets, capsules, and vials"},
      {"clauses of two sentences", "one; ¦two. ‖three: ¦four"},
  });
}

TEST(Segments, EastAsianMarksNeedNoSpace) {
  ExpectBorders({
      {"full stop", "提供服务。‖我们研发"},
      {"full stop at the end", "提供服务。"},
      {"full stop before a space", "提供服务。 ‖我们研发"},
      {"full-width exclamation", "你好!‖我们研发"},
      {"full-width question", "好吗?‖我们研发"},
      {"semicolon", "研发;¦生产"},
      {"colon", "服务:¦研发"},
      {"comma is no border", "研发,生产、包装"},
      {"quote after the full stop", "他说\"好。\"‖我们"},
      {"kana", "開発します。‖製造します。"},
      {"number inside", "2.5毫克"},
  });
}

TEST(Segments, BordersAreFoundAtEveryPlaceOfABlock) {
  // A single letter would be an initial.
  for (size_t place = 2; place < 80; ++place) {
    const std::string before(place, 'a');
    const std::string after(80, 'b');
    for (const std::string mark : {".", "?", ".\"", "!)"}) {
      EXPECT_EQ(Draw(before + mark + " " + after), before + mark + " ‖" + after);
    }
    EXPECT_EQ(Draw(before + "\n\n" + after), before + "\n\n‖" + after);
    EXPECT_EQ(Draw(before + "; " + after), before + "; ¦" + after);
    EXPECT_EQ(Draw(before + " - " + after), before + " - ¦" + after);
    EXPECT_EQ(Draw(before + " but " + after), before + " ¦but " + after);
    EXPECT_EQ(Draw(before + "。" + after), before + "。‖" + after);
    EXPECT_EQ(Draw(before + " e.g. the " + after), before + " e.g. the " + after);
  }
}

// Each "." asks whether the text's first word, perhaps a name, comes again. Looked for anew each
// time, that took a minute for this text.
TEST(Segments, ALongFirstWordCostsNoMoreThanAnother) {
  std::string text(500'000, 'a');
  for (int i = 0; i < 100'000; ++i) text += " xyz.";
  Segments segments;
  segments.Assign(text);
  EXPECT_EQ(segments.sentences(), 100'000U);
}

TEST(Segments, AnEmptyTextHasOneEmptyClauseAndSentence) {
  Segments segments;
  for (const bool assigned : {false, true}) {
    if (assigned) segments.Assign("");
    EXPECT_EQ(segments.clauses(), 1u);
    EXPECT_EQ(segments.sentences(), 1u);
    EXPECT_EQ(segments.words(), 0u);
    EXPECT_EQ(segments.Clause(0), (Span{0, 0}));
    EXPECT_EQ(segments.Sentence(7), (Span{0, 0}));
  }
}

TEST(Segments, AnOffsetPastTheEndBelongsToTheLast) {
  Segments segments;
  segments.Assign("one. two; three");
  EXPECT_EQ(segments.Sentence(4), (Span{0, 5}));
  EXPECT_EQ(segments.Sentence(5), (Span{5, 15}));
  EXPECT_EQ(segments.Clause(9), (Span{5, 10}));
  EXPECT_EQ(segments.Clause(15), (Span{10, 15}));
  EXPECT_EQ(segments.Clause(99), (Span{10, 15}));
  EXPECT_EQ(segments.clauses(), 3u);
  EXPECT_EQ(segments.sentences(), 2u);
  EXPECT_EQ(segments.words(), 3u);
}

std::string RandomSentences(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "word", "inc", "e.g",   "no",      "but",    "5",
      "i",    "the", "phase", "however", ".",      ".",
      "!",    "?",   ";",     ":",       "-",      "|",
      "\"",   ")",   "(",     "\u3002",  "\u2022", "\u5408",
      "1.",   "a)",  " ",     " ",       " ",      " ",
      " ",    "\n",  "\n",    "\n\n",    "...",    "a longer run of plain text in lower case"};
  std::string text;
  const size_t pieces = random() % 40;
  for (size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return Normalize(text);
}

TEST(Segments, CoverEveryTextAndSentencesAreWholeClauses) {
  std::mt19937 random(Seed(20240607));
  Segments segments;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = RandomSentences(random);
    const auto size = static_cast<uint32_t>(text.size());
    segments.Assign(text);
    size_t clauses = 1;
    size_t sentences = 1;
    for (uint32_t at = 0; at < size; ++at) {
      const Span clause = segments.Clause(at);
      const Span sentence = segments.Sentence(at);
      ASSERT_TRUE(clause.begin <= at && at < clause.end && clause.end <= size) << text;
      ASSERT_TRUE(sentence.Contains(clause)) << text;
      if (at == 0) continue;
      const bool new_clause = segments.Clause(at - 1) != clause;
      const bool new_sentence = segments.Sentence(at - 1) != sentence;
      ASSERT_EQ(new_clause, clause.begin == at) << text;
      ASSERT_EQ(new_sentence, sentence.begin == at) << text;
      ASSERT_TRUE(!new_sentence || new_clause) << text;
      ASSERT_TRUE(!new_clause || (text[at] != ' ' && text[at] != '\n')) << text;
      clauses += new_clause;
      sentences += new_sentence;
    }
    ASSERT_EQ(segments.clauses(), clauses) << text;
    ASSERT_EQ(segments.sentences(), sentences) << text;
    ASSERT_EQ(segments.words(), CountWords(text));
  }
}

TEST(Segments, ABulletIsSeenWhereverABlockEnds) {
  for (size_t distance = 1; distance < 40; ++distance) {
    const std::string before = std::string(distance, 'x') + " ";
    ASSERT_EQ(Draw(before + "\u2022 tablets"), before + "¦\u2022 tablets") << distance;
  }
}

// Blocks that are passed over must hide no border: lines are judged the same at all distances from
// the begin of the text.
TEST(Segments, BordersDoNotDependOnWhatComesLongBefore) {
  std::mt19937 random(Seed(7));
  for (int i = 0; i < 3000; ++i) {
    // "the" opens sentences anyway; another first word would do so for being the first.
    const std::string text = Normalize("the " + RandomSentences(random));
    const std::string drawn = Draw(text);
    for (const size_t distance : {1, 13, 31, 32, 33}) {
      const std::string before = std::string(distance, 'x') + "\n\n";
      ASSERT_EQ(Draw(before + text), before + "‖" + drawn);
    }
  }
}

// Where a sentence was set aside, blanks stand in its place, as many as it had bytes.
TEST(Segments, BordersDoNotDependOnHowManyBlanksThereAre) {
  for (size_t blanks = 1; blanks < 40; ++blanks) {
    const std::string gap(blanks, ' ');
    EXPECT_EQ(Draw(gap + "but we pack"), gap + "but we pack");
    EXPECT_EQ(Draw("it is old." + gap + "but we pack"), "it is old." + gap + "‖but we pack");
    EXPECT_EQ(Draw("it is old" + gap + "but we pack"), "it is old" + gap + "¦but we pack");
    EXPECT_EQ(Draw("it is old" + gap + "and we pack"), "it is old" + gap + "and we pack");
  }
}

}  // namespace
}  // namespace cxo
