// Phrases: the expression of each shape, what it matches, and every way of getting one wrong.
#include "classifier/pack/phrase.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "classifier/pack/inflect.h"

namespace cxo {
namespace {

TEST(Phrase, MeansItsExpression) {
  struct Case {
    std::string_view in, want;
  };
  const Case cases[] = {
      // Words.
      {"assay", R"(\bassay\b)"},
      {"Process Development", R"(\bprocess ?[-/ \n] ?development\b)"},
      {"  a \t b ", R"(\ba ?[-/ \n] ?b\b)"},
      {"préclinique", R"(\bpreclinique\b)"},
      {"ＧＭＰ", R"(\bgmp\b)"},
      {"contract\u00A0research", R"(\bcontract ?[-/ \n] ?research\b)"},
      {"contract_research", R"(\bcontract ?[-/ \n] ?research\b)"},
      {"_fill _ finish_", R"(\bfill ?[-/ \n] ?finish\b)"},
      {"21 cfr", R"(\b21 ?[-/ \n] ?cfr\b)"},
      // Hyphens, slashes and other signs.
      {"pre-clinical", R"(\bpre ?[-/ \n]? ?clinical\b)"},
      {"pre–clinical", R"(\bpre ?[-/ \n]? ?clinical\b)"},
      {"state-of-the-art", R"(\bstate ?[-/ \n]? ?of ?[-/ \n]? ?the ?[-/ \n]? ?art\b)"},
      {"fill / finish", R"(\bfill ?[-/ \n] ?finish\b)"},
      {"fill - finish", R"(\bfill ?[-/ \n] ?finish\b)"},
      {"i/o", R"(\bi/o\b)"},
      {"r&d", R"(\br&d\b)"},
      {"research & development", R"(\bresearch[ \n]?&[ \n]?development\b)"},
      {"c++", R"(\bc\+\+)"},
      {"client's", R"(\bclient's\b)"},
      {"#1", R"(#1\b)"},
      {"99.5%", R"(\b99\.5%)"},
      {"drug, biologic", R"(\bdrug,[ \n]?biologic\b)"},
      {"a,b , c", R"(\ba,[ \n]?b,[ \n]?c\b)"},
      {"日本 語", R"(日本 ?[-/ \n] ?語)"},
      {R"(\(api\))", R"(\(api\))"},
      {R"(a\*b \~ \\)", R"(\ba\*b[ \n]?~[ \n]?\\)"},
      // Endings.
      {"manufactur*", R"(\bmanufactur\w*\b)"},
      {"develop*-manufactur*", R"(\bdevelop\w* ?[-/ \n]? ?manufactur\w*\b)"},
      {"(manufactur|produc)*", R"(\b(?:manufactur|produc)\w*\b)"},
      {"日本*", R"(日本\w*)"},
      {"study~", R"(\bstud(?:y|ies|ied|ying)\b)"},
      {"pre-study~", R"(\bpre ?[-/ \n]? ?stud(?:y|ies|ied|ying)\b)"},
      {"clinical trial~", R"(\bclinical ?[-/ \n] ?trial(?:s|ed|ing)?\b)"},
      // Alternatives and optional parts.
      {"(contract|custom|toll) manufactur*",
       R"(\b(?:contract|custom|toll) ?[-/ \n] ?manufactur\w*\b)"},
      {"(a b|c (d|e))", R"(\b(?:a ?[-/ \n] ?b|c ?[-/ \n] ?(?:d|e))\b)"},
      {"toxicology stud(y|ies)", R"(\btoxicology ?[-/ \n] ?stud(?:y|ies)\b)"},
      {"(pre|non)-clinical", R"(\b(?:pre|non) ?[-/ \n]? ?clinical\b)"},
      {"(c++|java) code", R"(\b(?:c\+\+|java) ?[-/ \n] ?code\b)"},
      {"code (c++|java)", R"(\bcode ?[-/ \n] ?(?:c\+\+|java\b))"},
      {"(日本|japan) office", R"((?:日本|\bjapan) ?[-/ \n] ?office\b)"},
      {"[drug] product", R"(\b(?:drug ?[-/ \n] ?)?product\b)"},
      {"product [development]", R"(\bproduct(?: ?[-/ \n] ?development)?\b)"},
      {"drug [substance] plant", R"(\bdrug(?: ?[-/ \n] ?substance)? ?[-/ \n] ?plant\b)"},
      {"[a|b] [c] d", R"(\b(?:(?:a|b) ?[-/ \n] ?)?(?:c ?[-/ \n] ?)?d\b)"},
      {"a [b|c]", R"(\ba(?: ?[-/ \n] ?(?:b|c))?\b)"},
      {"a [b] [c]", R"(\ba(?: ?[-/ \n] ?b)?(?: ?[-/ \n] ?c)?\b)"},
      {"colo[u]r", R"(\bcolo(?:u)?r\b)"},
      {"[pre-]clinical", R"(\b(?:pre ?[-/ \n]? ?)?clinical\b)"},
      {"[pre-|non-]clinical", R"(\b(?:pre ?[-/ \n]? ?|non ?[-/ \n]? ?)?clinical\b)"},
      {"clinical[-grade]", R"(\bclinical(?: ?[-/ \n]? ?grade)?\b)"},
      {"[日本] java", R"((?:日本 ?[-/ \n] ?)?\bjava\b)"},
      {"java [日本]", R"(\bjava\b(?: ?[-/ \n] ?日本)?)"},
      // Gaps.
      {"a ..1 b", R"(\ba,?(?:[ \n][^ \n.;:!?]+){0,1} ?[-/ \n] ?b\b)"},
      {"a, ..10 b", R"(\ba,?(?:[ \n][^ \n.;:!?]+){0,10} ?[-/ \n] ?b\b)"},
      {"a ..2 [b] c", R"(\ba,?(?:[ \n][^ \n.;:!?]+){0,2} ?[-/ \n] ?(?:b ?[-/ \n] ?)?c\b)"},
      {"a ..2 [b]", R"(\ba(?:,?(?:[ \n][^ \n.;:!?]+){0,2} ?[-/ \n] ?b)?\b)"},
      {"[a] ..2 b", R"(\b(?:a,?(?:[ \n][^ \n.;:!?]+){0,2} ?[-/ \n] ?)?b\b)"},
      {"(a ..2 b|c) d", R"(\b(?:a,?(?:[ \n][^ \n.;:!?]+){0,2} ?[-/ \n] ?b|c) ?[-/ \n] ?d\b)"},
  };
  for (const Case& c : cases) {
    const auto regex = PhraseToRegex(c.in);
    ASSERT_TRUE(regex.ok()) << c.in << ": " << regex.error().message;
    EXPECT_EQ(*regex, c.want) << c.in;
    EXPECT_TRUE(RE2(*regex).ok()) << c.in;
  }
}

// The longest match of `phrase` in `text`, or "(none)".
std::string Found(std::string_view phrase, std::string_view text) {
  const auto regex = PhraseToRegex(phrase);
  if (!regex) return regex.error().message;
  RE2::Options options;
  options.set_longest_match(true);
  const RE2 compiled(*regex, options);
  re2::StringPiece match;
  const re2::StringPiece whole(text.data(), text.size());
  if (!compiled.Match(whole, 0, whole.size(), RE2::UNANCHORED, &match, 1)) return "(none)";
  return {match.data(), match.size()};
}

TEST(Phrase, MatchesWhatPeopleMeanByIt) {
  struct Case {
    std::string_view phrase, text, want;
  };
  const Case cases[] = {
      {"process development", "our process development team", "process development"},
      {"process development", "process\ndevelopment", "process\ndevelopment"},
      {"process development", "process-development", "process-development"},
      {"process development", "process / development", "process / development"},
      {"process development", "processdevelopment", "(none)"},
      {"process development", "process. development", "(none)"},
      {"process development", "process\n\ndevelopment", "(none)"},
      {"process development", "subprocess development", "(none)"},
      {"pre-clinical", "preclinical", "preclinical"},
      {"pre-clinical", "pre clinical", "pre clinical"},
      {"pre-clinical", "pre/clinical", "pre/clinical"},
      {"pre-clinical", "pre - clinical", "pre - clinical"},
      {"pre-clinical", "pre, clinical", "(none)"},
      {"manufactur*", "remanufacturing", "(none)"},
      {"manufactur*", "manufacturing2 x", "manufacturing2"},
      {"study~", "studies", "studies"},
      {"study~", "studyings", "(none)"},
      {"drug, biologic", "drug,\nbiologic", "drug,\nbiologic"},
      {"drug, biologic", "drug biologic", "(none)"},
      {"c++", "in c++11", "c++"},
      {"r & d", "r&d", "r&d"},
      {"[drug|device] product", "a drug product", "drug product"},
      {"[drug|device] product", "drugproduct", "(none)"},
      {"[drug] product", "a drug product", "drug product"},
      {"[drug] product", "a drugproduct", "(none)"},
      {"[drug] product", "the product", "product"},
      {"code (c++|java)", "code javascript", "(none)"},
      {"develop* ..3 manufactur*", "development and manufacturing",
       "development and manufacturing"},
      {"develop* ..3 manufactur*", "development/manufacture", "development/manufacture"},
      {"develop* ..3 manufactur*", "development, fill-finish and manufacture",
       "development, fill-finish and manufacture"},
      {"develop* ..3 manufactur*", "develop a b c manufacture", "develop a b c manufacture"},
      {"develop* ..3 manufactur*", "develop a b c d manufacture", "(none)"},
      {"develop* ..3 manufactur*", "we develop. we manufacture", "(none)"},
      {"develop* ..3 manufactur*", "develop; manufacture", "(none)"},
      {"develop* ..3 manufactur*", "develop it: manufacture", "(none)"},
      {"develop* ..3 manufactur*", "develop\n\nmanufacture", "(none)"},
      {"develop ..1 manufacture", "develop,\nmanufacture", "develop,\nmanufacture"},
      {"develop_..1_manufacture", "develop and manufacture", "develop and manufacture"},
      {"日本 語", "日本語", "(none)"},
      {"日本", "我在日本国", "日本"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Found(c.phrase, c.text), c.want) << c.phrase << ": " << c.text;
  }
}

TEST(Inflection, FollowsTheSpellingOfRegularEnglish) {
  struct Case {
    std::string_view base, want;
  };
  const Case cases[] = {
      {"study", "stud(?:y|ies|ied|ying)"},
      {"assay", "assay(?:s|ed|ing)?"},
      {"package", "packag(?:e|es|ed|ing)"},
      {"agree", "agree(?:s|d|ing)?"},
      {"dye", "dye(?:s|d|ing)?"},
      {"tie", "t(?:ie|ies|ied|ying)"},
      {"process", "process(?:es|ed|ing)?"},
      {"box", "box(?:es|ed|ing)?"},
      {"batch", "batch(?:s|es|ed|ing)?"},
      {"biotech", "biotech(?:s|es|ed|ing)?"},
      {"finish", "finish(?:es|ed|ing)?"},
      {"veto", "veto(?:s|es|ed|ing)?"},
      {"plan", "plan(?:s|ned|ning)?"},
      {"ship", "ship(?:s|ped|ping)?"},
      {"quit", "quit(?:s|ted|ting)?"},
      {"trial", "trial(?:s|ed|ing)?"},
      {"test", "test(?:s|ed|ing)?"},
      {"clean", "clean(?:s|ed|ing)?"},
      {"show", "show(?:s|ed|ing)?"},
      {"label", "label(?:s|l?ed|l?ing)?"},
      {"submit", "submit(?:s|t?ed|t?ing)?"},
      {"develop", "develop(?:s|p?ed|p?ing)?"},
  };
  for (const Case& c : cases) EXPECT_EQ(InflectionRegex(c.base), c.want) << c.base;
}

TEST(Phrase, NamesEveryFaultWithItsPlace) {
  struct Case {
    std::string_view in, message;
    uint32_t column;
  };
  constexpr std::string_view kGap = "a gap is written `..3`: two dots and a number from 1 to 10";
  constexpr std::string_view kGapPlace = "a gap stands between two words";
  constexpr std::string_view kHyphen = "a hyphen stands between two parts of a word";
  constexpr std::string_view kComma = "a comma stands between two words";
  constexpr std::string_view kStar = "`*` follows a letter or digit and ends a word";
  constexpr std::string_view kTilde = "`~` follows a word of at least three letters and ends it";
  constexpr std::string_view kOptional = "every part is optional; something must always be there";
  constexpr std::string_view kBackslash = "a backslash stands before one of ( ) [ ] | * ~ \\";
  constexpr std::string_view kMixed =
      "with and without this part the phrase begins or ends differently, in a letter or digit and "
      "in another sign; write the two out: (one|another)";
  const Case cases[] = {
      {"", "the phrase is empty", 1},
      {" \t", "the phrase is empty", 1},
      {"\u00AD", "the phrase is empty", 1},
      {"a\xFF", "the phrase is not valid UTF-8", 2},
      {"(a", "`(` is not closed", 1},
      {"a (b|", "`(` is not closed", 3},
      {"a [b", "`[` is not closed", 3},
      {"a)", "`)` without `(`", 2},
      {")", "`)` without `(`", 1},
      {"a]", "`]` without `[`", 2},
      {"(a]", "found `]`, expected `)`", 3},
      {"[a)", "found `)`, expected `]`", 3},
      {"a|b", "`|` stands inside brackets: (one|another)", 2},
      {"(a|)", "an alternative is empty", 4},
      {"(|a)", "an alternative is empty", 2},
      {"a ()", "an alternative is empty", 4},
      {"*", kStar, 1},
      {"a *", kStar, 3},
      {"a*b", kStar, 2},
      {"a**", kStar, 2},
      {"a&*", kStar, 3},
      {"[a]*", kStar, 4},
      {"~", kTilde, 1},
      {"ab~", kTilde, 3},
      {"r&d~", kTilde, 4},
      {"abc~d", kTilde, 4},
      {"(abc|def)~", kTilde, 10},
      {"..3 a", kGapPlace, 1},
      {"a ..3", kGapPlace, 3},
      {"a (..3 b)", kGapPlace, 4},
      {"a ..3 ..2 b", kGapPlace, 7},
      {"a ..0 b", kGap, 3},
      {"a ..11 b", kGap, 3},
      {"a ..x b", kGap, 3},
      {"a ... b", kGap, 3},
      {"a..3 b", kGap, 2},
      {"a ..99999999999999999999 b", kGap, 3},
      {"-a", kHyphen, 1},
      {"a-", kHyphen, 2},
      {"a--b", kHyphen, 3},
      {"(a-) b", kHyphen, 3},
      {"a (-b)", kHyphen, 4},
      {",a", kComma, 1},
      {"a,", kComma, 2},
      {"a,,b", kComma, 3},
      {"a ..2, b", kGap, 3},
      {"[a]", kOptional, 1},
      {"[a] [b]", kOptional, 1},
      {"c [a][b]", kOptional, 3},
      {"(a|[b])", kOptional, 4},
      {"a, [b], c", "an optional part needs a plain space on one side", 4},
      {"a ..1 [b] ..1 c", "an optional part needs a plain space on one side", 7},
      {"c[++]", kMixed, 2},
      {"[++]c", kMixed, 1},
      {"\\a", kBackslash, 1},
      {"a\\", kBackslash, 2},
      {"studies?", "`?` has no meaning in a phrase", 8},
      {"a{2}", "`{` has no meaning in a phrase", 2},
      {"a\x01", "`\\x01` has no meaning in a phrase", 2},
  };
  for (const Case& c : cases) {
    const auto regex = PhraseToRegex(c.in);
    ASSERT_FALSE(regex.ok()) << c.in << " => " << *regex;
    EXPECT_EQ(regex.error().message, c.message) << c.in;
    EXPECT_EQ(regex.error().column, c.column) << c.in;
  }
}

TEST(Phrase, IsRefusedBeyondTheLimits) {
  const auto message = [](const std::string& phrase) {
    const auto regex = PhraseToRegex(phrase);
    return regex ? "(none)" : regex.error().message;
  };
  const std::string ten = "(a|b|c|d|e|f|g|h|i|j) ";
  EXPECT_EQ(message(ten + ten + ten + ten + "[k] l"), "(none)");
  EXPECT_EQ(message(ten + ten + ten + ten + "(k|l|m)"),
            "the phrase has more than 20000 alternatives");
  EXPECT_EQ(message(std::string(16377, 'a')), "(none)");
  EXPECT_EQ(message(std::string(16385, 'a')),
            "the phrase is 16385 bytes long, at most 16384 are allowed");
  EXPECT_EQ(message(std::string(16381, 'a')),
            "the phrase's expression is 16385 bytes long, at most 16384 are allowed");
  EXPECT_EQ(message(std::string(32, '(') + "a" + std::string(32, ')')), "(none)");
  EXPECT_EQ(message(std::string(33, '(') + "a" + std::string(33, ')')),
            "brackets are nested more than 32 deep");
  EXPECT_EQ(message(std::string(4096, '(')), "brackets are nested more than 32 deep");
  std::string doubled = "a";
  for (int i = 0; i < 200; ++i) doubled += " [b]";
  EXPECT_EQ(message(doubled), "the phrase has more than 20000 alternatives");
}

}  // namespace
}  // namespace cxo
