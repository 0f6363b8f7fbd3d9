// The contract of matcher.h, clause by clause, for both matchers.
#include "classifier/match/matcher.h"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/match/workspace.h"
#include "classifier/pack/phrase.h"
#include "tests/pack_text.h"
#include "tests/processor_time.h"

namespace cxo {
namespace {

using Build = BuiltMatcher (*)(const Pack&, const MatchLimits&);

struct Kind {
  std::string_view name;
  Build build;
};

constexpr Kind kKinds[] = {{"reference", BuildReferenceMatcher},
                           {"fast", [](const Pack& pack, const MatchLimits& limits) {
                              return BuildFastMatcher(pack, limits);
                            }}};

// A pack of patterns alone: a phrase each, or after "re:" a regular expression.
Pack PatternsOf(const std::vector<std::string>& texts) {
  Pack pack;
  for (const std::string& text : texts) {
    Pattern pattern;
    pattern.is_phrase = !text.starts_with("re:");
    pattern.text = pattern.is_phrase ? text : text.substr(3);
    pattern.regex = pattern.text;
    if (pattern.is_phrase) {
      const Result<std::string> regex = PhraseToRegex(text);
      EXPECT_TRUE(regex.ok()) << Format(regex.error());
      if (regex.ok()) pattern.regex = *regex;
    }
    pack.patterns.push_back(pattern);
  }
  return pack;
}

std::string Written(const std::vector<Hit>& hits) {
  std::string out;
  for (const Hit& hit : hits) {
    out += (out.empty() ? "" : " ") + std::to_string(hit.pattern) + "@" +
           std::to_string(hit.span.begin) + "-" + std::to_string(hit.span.end);
  }
  return out;
}

struct Case {
  std::string_view name;
  std::vector<std::string> patterns;
  std::string_view text;
  std::string_view want;  // pattern@begin-end
};

TEST(Matcher, FindsEachPatternsLeftmostLongestMatches) {
  const Case cases[] = {
      {"nothing in an empty text", {"a"}, "", ""},
      {"no patterns", {}, "abc", ""},
      {"every place", {"abc"}, "abc, abc abc", "0@0-3 0@5-8 0@9-12"},
      {"the longest alternative", {"(drug|drug product)"}, "drug product", "0@0-12"},
      {"the longest, not the greediest first branch", {"re:(?:a|ab)(?:c|bcd)"}, "abcd", "0@0-4"},
      {"lazy repeats are as long as others", {"re:ab+?"}, "abbb", "0@0-4"},
      {"leftmost before longest", {"re:b|abc|bcdef"}, "abcdef", "0@0-3"},
      {"a pattern's own matches do not overlap", {"re:aa"}, "aaaaa", "0@0-2 0@2-4"},
      {"those of two patterns may", {"re:ab", "re:bc"}, "abc", "0@0-2 1@1-3"},
      {"begin, then the longer, then the pattern",
       {"re:b", "re:ab", "re:abc", "re:ab"},
       "abc",
       "2@0-3 1@0-2 3@0-2 0@1-2"},
      {"the same pattern twice", {"tox", "tox"}, "tox", "0@0-3 1@0-3"},
      {"empty matches do not count", {"re:x*\\b"}, "ab xx", "0@3-5"},
      {"nor stop the search", {"re:\\b(?:ab)?"}, "cd ab", "0@3-5"},
      {"begin and end of the text", {"re:^ab", "re:ab$"}, "ab ab", "0@0-2 1@3-5"},
      {"a first word only at the begin", {"re:^ab |\\bcd$"}, "ab ab cd ab cd", "0@0-3 0@12-14"},
      {"a sign that a match needs, before, between and behind its places",
       {"re:\\bab\\b[^.]{0,9}:"},
       ": ab ab: ab x ab: ab ab",
       "0@2-8 0@9-17"},
      {"a sign that is not there", {"re:\\bab\\b[^.]{0,9}:"}, "ab ab ab", ""},
      {"a dot is a whole character", {"re:x.x"}, "x\xE5\x8E\x9Fx", "0@0-5"},
      {"a dot is no line break", {"re:x.x"}, "x\nx", ""},
      {"case counts", {"re:[A-Z]", "a"}, "a", "1@0-1"},
      {"a gap behind blanks and a stop",
       {"re:\\bab - : - ,?(?:[ \\n][^ \\n.;:!?]+){0,2} ?[-/ \\n] ?cd\\b"},
       "ab - : -  x y - cd ab - : -  x y z cd",
       "0@0-18"},
  };
  for (const Kind& kind : kKinds) {
    for (const Case& one : cases) {
      const BuiltMatcher built = kind.build(PatternsOf(one.patterns), {});
      ASSERT_TRUE(built.matcher != nullptr) << one.name << Formatted(built.errors);
      std::vector<Hit> hits = {{7, {1, 2}}};  // is replaced
      EXPECT_EQ(built.matcher->MatchOnce(one.text, &hits), MatchStatus::kOk);
      EXPECT_EQ(Written(hits), one.want) << kind.name << ": " << one.name;
    }
  }
}

TEST(Matcher, TakesPhrasesAtWordBorders) {
  const Case cases[] = {
      {"not inside a word", {"cro"}, "micro crow cro", "0@11-14"},
      {"beside punctuation", {"cro"}, "(cro) cro. cro's", "0@1-4 0@6-9 0@11-14"},
      {"an underscore and a digit are of the word", {"cro"}, "cro_ cro2", ""},
      {"letters beyond ascii are no word characters",
       {"cro"},
       "\xC3\xA9"
       "cro",
       "0@2-5"},
      {"scripts without borders",
       {"\xE5\x8E\x9F\xE6\x96\x99"},
       "x\xE5\x8E\x9F\xE6\x96\x99x",
       "0@1-7"},
      {"no border after a sign", {"c++"}, "c++x c++", "0@0-3 0@5-8"},
      {"a sign inside", {"r&d"}, "r&d, r & d", "0@0-3"},
      {"any ending", {"tox*"}, "tox toxicity detox", "0@0-3 0@4-12"},
      {"inflection",
       {"study~"},
       "study studies studied studying studyable",
       "0@0-5 0@6-13 0@14-21 0@22-30"},
      {"hyphen",
       {"pre-clinical"},
       "preclinical pre-clinical pre clinical",
       "0@0-11 0@12-24 0@25-37"},
      {"gap",
       {"drug ..2 product"},
       "drug product, drug a b product, drug a b c product",
       "0@0-12 0@14-30"},
      {"not over a full stop", {"drug ..2 product"}, "drug a. b product", ""},
      {"one blank before each word of a gap",
       {"drug ..2 product"},
       "drug a  b product, drug a, b - product",
       "0@19-38"},
      {"words of a gap hang together by signs",
       {"drug ..2 product"},
       "drug a-b-c d product, drug-a b product",
       "0@0-20"},
      {"a gap ends at each word of a row",
       {"drug ..2 kit"},
       "drug a-kit-kit x-kit, drug a b-kit c-kit",
       "0@0-20 0@22-34"},
      {"a gap behind a long row of signs",
       {"drug ..1 kit", "inc. ..2 kit"},
       "drug ----------------------------------------------------------------------a-kit, "
       "inc. ---------------------------------------------------------------------- b/kit/kit",
       "0@0-80 1@82-167"},
      {"by pattern where several ways lead to one end",
       {"drug product", "drug ..2 product", "drug product"},
       "drug product",
       "0@0-12 1@0-12 2@0-12"},
      {"a hit hides words of its pattern alone, and no later ones",
       {"(drug|drug product|product)", "product"},
       "drug product product",
       "0@0-12 1@5-12 0@13-20 1@13-20"},
      {"words with the same first eight bytes",
       {"pharmaceutical", "pharmaceuticals", "pharmaceu*", "pharmaceutists"},
       "pharmaceuticals pharmaceutical pharmaceutists",
       "1@0-15 2@0-15 0@16-30 2@16-30 2@31-45 3@31-45"},
      {"a gap behind a full stop",
       {"inc. ..2 products"},
       "inc. makes products, inc. makes all products, inc. a b c products",
       "0@0-19 0@21-44"},
      {"a gap behind a colon",
       {"market: ..4 size"},
       "market: global size, market: size; market global size",
       "0@0-19 0@21-33"},
      {"a gap behind a sign ends at a stop",
       {"inc. ..2 products"},
       "inc. a. products inc.. a products inc; a products inc.",
       ""},
      {"optional", {"[drug] product"}, "drug product, product", "0@0-12 0@14-21"},
      {"not over a blank line", {"drug product"}, "drug\nproduct drug\n\nproduct", "0@0-12"},
  };
  for (const Kind& kind : kKinds) {
    for (const Case& one : cases) {
      const BuiltMatcher built = kind.build(PatternsOf(one.patterns), {});
      std::vector<Hit> hits;
      EXPECT_EQ(built.matcher->MatchOnce(one.text, &hits), MatchStatus::kOk);
      EXPECT_EQ(Written(hits), one.want) << kind.name << ": " << one.name;
    }
  }
}

// Each of the words of a row ends a gap: were each asked of all between, it would take minutes.
TEST(Matcher, WalksOverRowsOfWordsInLinearTime) {
  const auto matcher = BuildFastMatcher(PatternsOf({"drug ..3 kit"})).matcher;
  for (const std::string& begin : {std::string("drug "), "drug " + std::string(100'000, '-')}) {
    std::string text = begin + "a";
    while (text.size() < 400'000) text += "-kit";
    const ProcessorTime time;
    std::vector<Hit> hits;
    EXPECT_EQ(matcher->MatchOnce(text, &hits), MatchStatus::kOk);
    EXPECT_EQ(hits.size(), 1U);
    EXPECT_LT(time.Taken(), kMostSeconds);
  }
}

struct Fault {
  std::string_view name;
  std::string_view regex;  // as written in TOML
  std::string_view want;
};

TEST(Matcher, RefusesPatternsWithTheirPlace) {
  const Fault faults[] = {
      {"missing bracket", "'tox(icology'",
       "rules.toml:3:10: bad regular expression: missing ): `tox(icology`\n"
       "  regex = 'tox(icology'\n"
       "           ^^^^^^^^^^^"},
      {"a piece of it", "'tox|x**y'",
       "rules.toml:3:15: bad regular expression: bad repetition operator: `**`\n"
       "  regex = 'tox|x**y'\n"
       "                ^^"},
      {"in double quotes", "\"x|a{2000}\"",
       "rules.toml:3:13: bad regular expression: invalid repetition size: `{2000}`\n"
       "  regex = \"x|a{2000}\"\n"
       "              ^^^^^^"},
      {"in double quotes with escapes", "\"\\\\bx|[z-a]\"",
       "rules.toml:3:16: bad regular expression: invalid character class range: `z-a`\n"
       "  regex = \"\\\\bx|[z-a]\"\n"
       "                 ^^^"},
      {"empty text", "'(?:tox)?'",
       "rules.toml:3:9: bad regular expression: it matches the empty text\n"
       "  regex = '(?:tox)?'\n"
       "          ^"},
      {"program too large", "'(?:[^a]{99}){9}x'",
       "rules.toml:3:9: bad regular expression: its program has 7133 instructions, more than 2000\n"
       "  regex = '(?:[^a]{99}){9}x'\n"
       "          ^"},
  };
  MatchLimits limits;
  limits.program_size = 2000;
  for (const Kind& kind : kKinds) {
    for (const Fault& fault : faults) {
      const Pack pack =
          PackOf("[[rule]]\nid = \"x\"\nregex = " + std::string(fault.regex) + "\nlabel = \"CRO\"");
      const BuiltMatcher built = kind.build(pack, limits);
      EXPECT_EQ(built.matcher, nullptr);
      EXPECT_EQ(Formatted(built.errors), fault.want) << kind.name << ": " << fault.name;
    }
  }
}

TEST(Matcher, NamesEveryRefusedPatternInOneRun) {
  const Pack pack = PackOf(R"([[rule]]
id = "a"
regex = '(a'
[[rule]]
id = "b"
any = ["fine"]
[[rule]]
id = "c"
regex = 'c*'
)");
  for (const Kind& kind : kKinds) {
    EXPECT_EQ(Formatted(kind.build(pack, {}).errors),
              "rules.toml:3:10: bad regular expression: missing ): `(a`\n"
              "  regex = '(a'\n"
              "           ^^"
              "\n"
              "rules.toml:13:9: bad regular expression: it matches the empty text\n"
              "  regex = 'c*'\n"
              "          ^")
        << kind.name;
  }
}

// The fast matcher leaves its filter out behind many words that nearly all begin a pattern, and
// takes it up again in time: one workspace sees texts of both kinds, many of each.
TEST(Matcher, AnswersTheSameWhateverItsTextsBeforeBeganWith) {
  const Pack pack = PatternsOf({"drug product", "drug ..3 testing", "drug", "product"});
  const auto matcher = BuildFastMatcher(pack).matcher;
  const auto reference = BuildReferenceMatcher(pack).matcher;
  std::string all_begin;
  std::string none_begins;
  for (int i = 0; i < 300; ++i) {
    all_begin += "drug product ";
    none_begins += "we sell ";
  }
  const std::string texts[] = {all_begin, "old drug for testing", none_begins + "drug product"};
  MatchWorkspace workspace;
  MatchWorkspace fresh;
  std::vector<Hit> hits;
  std::vector<Hit> want;
  for (int round = 0; round < 50; ++round) {
    for (const std::string& text : texts) {
      matcher->Match(text, &workspace, &hits);
      reference->Match(text, &fresh, &want);
      ASSERT_EQ(Written(hits), Written(want)) << "round " << round;
    }
  }
}

TEST(Matcher, CompilesPhrasesOnceForManyThreads) {
  std::vector<std::string> phrases;
  std::string text;
  for (int i = 0; i < 200; ++i) {
    phrases.push_back("word" + std::to_string(i) + " ..2 end*");
    text += "word" + std::to_string(i) + " x ending, ";
  }
  const Pack pack = PatternsOf(phrases);
  std::vector<Hit> want;
  ASSERT_EQ(BuildReferenceMatcher(pack).matcher->MatchOnce(text, &want), MatchStatus::kOk);
  ASSERT_EQ(want.size(), phrases.size());
  for (int round = 0; round < 5; ++round) {
    const BuiltMatcher built = BuildFastMatcher(pack);
    std::vector<std::vector<Hit>> got(4);
    std::vector<std::thread> threads;
    for (std::vector<Hit>& hits : got) {
      threads.emplace_back([&] { built.matcher->MatchOnce(text, &hits); });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::vector<Hit>& hits : got) EXPECT_EQ(hits, want);
  }
}

}  // namespace
}  // namespace cxo
