// Packs that were made to hurt: refused quickly, with a name, and never a crash. Sizes are such
// that what takes time by their square takes minutes, and each test has some seconds.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/classifier.h"
#include "classifier/pack/excerpt.h"
#include "classifier/pack/faults.h"
#include "tests/processor_time.h"
#include "tests/small_pack.h"

namespace cxo {
namespace {

class HostilePack : public testing::Test {
 protected:
  void TearDown() override { EXPECT_LT(time_.Taken(), kMostSeconds); }

 private:
  ProcessorTime time_;
};

std::string Repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// `before`0`after` to `before``times - 1``after`, one behind the other.
std::string Numbered(std::string_view before, size_t times, std::string_view after) {
  std::string out;
  for (size_t i = 0; i < times; ++i) {
    out += before;
    out += std::to_string(i);
    out += after;
  }
  return out;
}

// The first line of the first fault when file a.toml is added to a good pack.
std::string FirstFault(std::string content, const PackLimits& limits = {}) {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"a.toml", std::move(content)});
  const std::string faults = FaultsOf(std::move(files), limits);
  return faults.substr(0, faults.find('\n'));
}

TEST_F(HostilePack, OfNoUseIsRefused) {
  struct Case {
    std::string_view name, content, want;
  };
  const Case cases[] = {
      {"NUL", std::string_view("a = \"\0\"", 7),
       "rules/a.toml:1:6: not valid TOML: Error while parsing string: unescaped control characters "
       "other than TAB (U+0009) are explicitly prohibited"},
      {"binary",
       "\x7F"
       "ELF\x02\x01",
       "rules/a.toml:1:1: not valid TOML: Error while parsing root "
       "table: expected keys, tables, whitespace or comments, saw '\\u007F'"},
      {"invalid UTF-8", "# ok\n# \xED\xA0\x80",
       "rules/a.toml:2:3: not valid UTF-8; save the file as UTF-8"},
      {"Windows-1252", "note = \"f\xFCr\"",
       "rules/a.toml:1:10: not valid UTF-8; save the file as UTF-8"},
      {"UTF-16 from Notepad", std::string_view("\xFF\xFE[\0", 4),
       "rules/a.toml: the file is in UTF-16; save it as UTF-8"},
      {"UTF-16, the other byte first", std::string_view("\xFE\xFF\0[", 4),
       "rules/a.toml: the file is in UTF-16; save it as UTF-8"},
      {"UTF-16 without a mark", std::string_view("[\0[\0", 4),
       "rules/a.toml: the file is in UTF-16; save it as UTF-8"},
      {"huge integer", "a = 99999999999999999999999",
       "rules/a.toml:1:28: not valid TOML: Error while parsing decimal integer: "
       "'99999999999999999999999' is not representable in 64 bits"},
      {"control characters in a key", "\"\\u001b[31m\" = 1",
       "rules/a.toml:1:1: unknown table `\\x1b[31m`"},
  };
  for (const Case& c : cases) EXPECT_EQ(FirstFault(std::string(c.content)), c.want) << c.name;
  EXPECT_EQ(FirstFault(""), "");
  EXPECT_EQ(FaultsOf({{"a.toml", ""}}),
            "rules: the pack has no [pack]\n"
            "rules: the pack has 0 [[label]], expected at least two, the abstaining one first");
  EXPECT_EQ(FaultsOf({}),
            "rules: the pack has no [pack]\n"
            "rules: the pack has 0 [[label]], expected at least two, the abstaining one first");
}

// The file that holds [pack] and the labels is missing: each rule would be a fault by itself.
TEST_F(HostilePack, WithoutLabelsIsNotReadFurther) {
  EXPECT_EQ(FaultsOf({{"a.toml", "[[rule]]\nid = \"cmo.a\"\nlabel = \"CMO\"\nany = [\"a\"]\n"}}),
            "rules: the pack has no [pack]\n"
            "rules: the pack has 0 [[label]], expected at least two, the abstaining one first");
}

TEST_F(HostilePack, OfDeepNestingIsRefused) {
  constexpr size_t kDeep = 100'000;
  const std::string nested =
      "rules/a.toml:1:261: not valid TOML: Error while parsing value: "
      "exceeded maximum nested value depth of 256 (TOML_MAX_NESTED_VALUES)";
  EXPECT_EQ(FirstFault("a = " + std::string(kDeep, '[')), nested);
  EXPECT_EQ(FirstFault("a = " + std::string(kDeep, '[') + std::string(kDeep, ']')), nested);
  const std::string key = "the key has too many parts";
  EXPECT_EQ(FirstFault("a" + Repeated(".a", kDeep) + " = 1"), "rules/a.toml:1:18: " + key);
  EXPECT_EQ(FirstFault("[a" + Repeated(" . \"a.\"", kDeep) + "]"), "rules/a.toml:1:60: " + key);
  // A string with one quotation mark too many must not hide a key behind it.
  EXPECT_EQ(FirstFault("x = {b = \"\"\"b\"\"\"\", a" + Repeated(".a", kDeep) + " = 1}"),
            "rules/a.toml:1:37: " + key);
  EXPECT_EQ(FirstFault("a = '''" + Repeated(".", kDeep) + "'''  # " + Repeated(".", kDeep)),
            "rules/a.toml:1:1: unknown table `a`");
}

TEST_F(HostilePack, OfManyValuesOnOneLineIsRead) {
  EXPECT_EQ(FirstFault("[pack]\nlanguages = [" + Repeated("\"\u00E9\",", 20'000) + "]"),
            "rules/a.toml:1:1: [pack] has no `name`");
}

TEST_F(HostilePack, OfTooManyValuesIsRefused) {
  EXPECT_EQ(FirstFault("a = [" + Repeated("1,", 2'000'001) + "]"),
            "rules/a.toml: the pack has too many values");
}

TEST_F(HostilePack, ShowsAThousandFaultsAndCountsTheRest) {
  const LoadedPack loaded = ParsePack({{"a.toml", Numbered("x", 100'000, " = 1\n")}}, "rules");
  ASSERT_EQ(loaded.errors.size(), 1003u);
  EXPECT_EQ(loaded.errors.back().message, "99000 more faults are not shown");
}

TEST_F(HostilePack, MayDefineAnythingInMuchThatIsNoToml) {
  const std::string toml =
      "[[composite]]\nid = \"c.x\"\nwhen = \"zebra\"\nhit = [\"a\"]\nmiss = [\"b\"]";
  const auto faults_beside = [&](size_t words) {
    std::vector<PackFile> files = SmallPack();
    files.push_back({"a.toml", toml});
    files.push_back({"b.toml", "= " + Repeated("x-1 ", words)});
    return ParsePack(std::move(files), "rules").errors.size();
  };
  EXPECT_EQ(faults_beside(1'000), 2u);
  EXPECT_EQ(faults_beside(1'000'000), 1u);  // that the file is no TOML
}

TEST_F(HostilePack, WithUnknownNamesEverywhereIsRefused) {
  std::string content;
  for (int i = 0; i < 40'000; ++i) {
    content += "[[composite]]\nid = \"c.x" + std::to_string(i) + "\"\nwhen = \"d.x" +
               std::to_string(i) + "\"\nhit = [\"a\"]\nmiss = [\"b\"]\n";
  }
  EXPECT_EQ(
      FirstFault(content),
      "rules/a.toml:3:9: there is no rule, label, facet or group `d.x0`; did you mean `c.x0`?");
}

TEST_F(HostilePack, WithListsThatAllNameOnesThatThereAreNotIsRefused) {
  constexpr size_t kMany = 30'000;
  PackLimits limits;
  EXPECT_EQ(
      FirstFault(Numbered("[[list]]\nname = \"list-", kMany, "\"\nwords = [\"x\"]\n"), limits),
      "rules: the pack has 30000 lists, at most 10000 are allowed");
  limits.lists = kMany;
  std::string content;
  for (size_t i = 0; i < kMany; ++i) {
    const std::string number = std::to_string(i);
    content += "[[list]]\nname = \"list-" + number + "\"\nwords = [\"<mist-" + number + ">\"]\n";
  }
  EXPECT_EQ(FirstFault(content, limits),
            "rules/a.toml:3:11: there is no list `mist-0`; did you mean `list-0`?");
}

TEST_F(HostilePack, WithLongListsOfNamesIsRefused) {
  constexpr size_t kMany = 100'000;
  EXPECT_EQ(FirstFault("[profile.x]\noff = [" + Numbered("\"r", kMany, "\",") + "]"),
            "rules/a.toml:2:8: there is no rule `r0`");
  EXPECT_EQ(FirstFault("[[rule]]\nid = \"r\"\nany = [\"zinc\"]\nhit = [\"zinc\"]\nmiss = [\"-\"]\n"
                       "unless = [" +
                       Numbered("\"g", kMany, "\",") +
                       "]\n"
                       "despite = [" +
                       Numbered("\"h", kMany, "\",") + "]\n"),
            "rules/a.toml:6:11: there is no guard `g0`");
}

// Entries whose keys are looked up one by one take time by the square of their number.
TEST_F(HostilePack, ThatHasHeardMuchIsRead) {
  constexpr size_t kMany = 200'000;
  for (const std::string& entries :
       {Numbered("r", kMany, " = 1\n"), Numbered("L", kMany, ".\"x.y\" = 1\n")}) {
    std::vector<PackFile> files = SmallPack();
    files.push_back({"words.toml", "labels = [\"CMO\"]\n[heard]\n" + entries});
    EXPECT_EQ(FaultsOf(std::move(files)), "");
  }
}

// The words of lists are read twice, and count once.
TEST_F(HostilePack, WhoseListsAreTooLongIsRefusedAtTheirWord) {
  // With a letter for `signs` each word of `long` would be at fault, which is why it is read twice.
  const std::string content =
      "[[list]]\nname = \"first\"\nwords = [\"zinc\"]\n"
      "[[list]]\nname = \"signs\"\nwords = [\"&\"]\n"
      "[[list]]\nname = \"long\"\nwords = [\n" +
      Numbered("\"b", 5, "+[<signs>]\",\n") + "]\n";
  PackLimits limits;
  const auto fault = [&](size_t bytes) {
    limits.expression_bytes = bytes;
    return FirstFault(content, limits);
  };
  const auto at = [](const std::string& place, const std::string& bytes) {
    return "rules/" + place + ": with this pattern, the expressions of the pack are more than " +
           bytes + " bytes long together; the words of a list count wherever it is named";
  };
  EXPECT_EQ(fault(30), at("a.toml:11:1", "30"));
  EXPECT_EQ(fault(70), at("a.toml:13:1", "70"));
  EXPECT_EQ(fault(100), at("rules.toml:3:8", "100"));
  EXPECT_EQ(fault(300), "");
}

// A list of `words` words, and a rule with `phrases` phrases that name it.
std::string Multiplied(size_t words, size_t phrases) {
  return "[[list]]\nname = \"long\"\nwords = [" + Numbered("\"zinc", words, "\",") +
         "]\n[[rule]]\nid = \"r\"\nhit = [\"-\"]\nmiss = [\"-\"]\nany = [\n" +
         Numbered("\"w", phrases, " <long>\",\n") + "]\n";
}

TEST_F(HostilePack, WhoseListsMultiplyIsRefusedBeforeItTakesMemory) {
  // 180 KB of text would be half a gigabyte of expressions.
  EXPECT_EQ(FirstFault(Multiplied(1'100, 50'000)),
            "rules/a.toml:1911:1: with this pattern, the expressions of the pack are more than "
            "16777216 bytes long together; the words of a list count wherever it is named");
}

TEST_F(HostilePack, WhosePhrasesAreAllTooLongWithTheirListsIsRefused) {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"a.toml", Multiplied(2'500, 20'000)});
  const LoadedPack loaded = ParsePack(std::move(files), "rules");
  ASSERT_EQ(loaded.errors.size(), 1'001u);
  EXPECT_EQ(loaded.errors.back().message, "24 more faults are not shown");
}

TEST_F(HostilePack, WhereAllDependOnAllIsJudged) {
  std::string content;
  for (int i = 0; i < 20'000; ++i) {
    content += "[[composite]]\nid = \"c.x" + std::to_string(i) +
               "\"\nwhen = \"count(CXO) > 2 and cmo.* or CRO\"\nhit = [\"a\"]\nmiss = [\"b\"]\n";
  }
  EXPECT_EQ(FirstFault(content), "");
  EXPECT_EQ(
      FirstFault(content + "label = \"CRO\""),
      "rules/a.toml:99998:15: conditions depend on each other in a circle: `c.x19999` -> `CXO` "
      "-> `c.x19999`");
}

// A rule and `links` composites, each of which needs the one before it. Their ids run forward, so
// that the walk over a pack meets the rule first, or backward, so that it meets the last first.
std::string Chain(size_t links, bool forward) {
  const auto id = [&](size_t i) {
    return "c.x" + std::to_string(10'000 + (forward ? i : links - i));
  };
  std::string content =
      "[[rule]]\nid = \"" + id(0) + "\"\nany = [\"zinc\"]\nhit = [\"zinc\"]\nmiss = [\"-\"]\n";
  for (size_t i = 1; i <= links; ++i) {
    content += "[[composite]]\nid = \"" + id(i) + "\"\nwhen = \"" + id(i - 1) +
               "\"\nhit = [\"zinc\"]\nmiss = [\"-\"]\n";
  }
  return content;
}

TEST_F(HostilePack, OfLongChainsIsRefusedWhenItIsMadeReady) {
  constexpr size_t kLong = kLongestChain - 1;  // with the rule at its end
  const struct {
    std::string_view name;
    size_t links;
    bool forward;
    std::string_view want;
  } cases[] = {
      {"as long as may be", kLong, true, ""},
      {"as long as may be, backward", kLong, false, ""},
      {"one more", kLong + 1, true, "a.toml:5001:1"},
      {"one more, backward", kLong + 1, false, "a.toml:5001:1"},
      {"far more", 30'000, true, "a.toml:5001:1"},
      {"far more, backward", 30'000, false, "a.toml:150001:1"},
  };
  for (const auto& one : cases) {
    std::vector<PackFile> files = SmallPack();
    files.push_back({"a.toml", Chain(one.links, one.forward)});
    LoadedPack loaded = ParsePack(std::move(files), "rules");
    ASSERT_TRUE(loaded.pack) << one.name;
    const BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), {});
    if (one.want.empty()) {
      ASSERT_TRUE(built.classifier) << one.name;
      // All composites hold, whoever asks for them first.
      const size_t pieces = Classifier::Session(*built.classifier).Classify("zinc").evidence.size();
      EXPECT_EQ(pieces, one.links + 1) << one.name;
      continue;
    }
    ASSERT_EQ(built.errors.size(), 1U) << one.name;
    const std::string fault = Format(built.errors[0]);
    EXPECT_EQ(
        fault.substr(0, fault.find('\n')),
        std::string(one.want) +
            ": conditions depend on each other in a chain of more than 1000 rules, composites "
            "and guards")
        << one.name;
  }
}

TEST_F(HostilePack, BeyondALimitIsRefused) {
  struct Case {
    std::string_view name;
    PackLimits limits;
    std::string_view want;
  };
  const auto limits = [](auto change) {
    PackLimits limited;
    change(limited);
    return limited;
  };
  const Case cases[] = {
      {"file", limits([](PackLimits& l) { l.file_bytes = 600; }),
       "rules/rules.toml: the file is 680 bytes long, at most 600 are allowed"},
      {"pack", limits([](PackLimits& l) { l.pack_bytes = 1000; }),
       "rules: the pack is 1886 bytes long, at most 1000 are allowed"},
      {"files", limits([](PackLimits& l) { l.files = 4; }),
       "rules: the pack has 5 files, at most 4 are allowed"},
      {"rules", limits([](PackLimits& l) { l.rules = 4; }),
       "rules: the pack has 5 rules, composites and guards, at most 4 are allowed"},
      {"guards", limits([](PackLimits& l) { l.guards = 0; }),
       "rules: the pack has 1 guards, at most 0 are allowed"},
      {"labels", limits([](PackLimits& l) { l.labels = 2; }),
       "rules: the pack has 3 labels, at most 2 are allowed"},
      {"subtypes", limits([](PackLimits& l) { l.subtypes = 0; }),
       "rules: the pack has 2 subtypes, at most 0 are allowed"},
      {"profiles", limits([](PackLimits& l) { l.profiles = 1; }),
       "rules: the pack has 2 profiles, at most 1 are allowed"},
      {"patterns", limits([](PackLimits& l) { l.patterns = 9; }),
       "rules: the pack has 10 patterns, at most 9 are allowed"},
      {"expressions", limits([](PackLimits& l) { l.expression_bytes = 100; }),
       "rules/rules.toml:28:8: with this pattern, the expressions of the pack are more than 100 "
       "bytes long together; the words of a list count wherever it is named\n"
       "  any = [\"make\"]\n"
       "         ^^^^^^"},
      {"phrase", limits([](PackLimits& l) { l.pattern_bytes = 33; }),
       "rules/rules.toml:11:21: the phrase's expression is 38 bytes long, at most 33 are allowed\n"
       "  any = [\"glp tox*\", \"toxicology stud(y|ies)\"]\n"
       "                      ^"},
      {"note", limits([](PackLimits& l) { l.text_bytes = 22; }),
       "rules/rules.toml:16:9: `needs` is 26 bytes long, at most 22 are allowed\n"
       "  needs = \"offer or count(cmo.*) >= 2\"\n"
       "          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^"},
  };
  for (const Case& c : cases) EXPECT_EQ(FaultsOf(SmallPack(), c.limits), c.want) << c.name;
}

TEST(Excerpt, IsCutBetweenCharacters) {
  EXPECT_EQ(Excerpt("short"), "short");
  EXPECT_EQ(Excerpt(std::string(299, 'a') + "\u00E9"), std::string(299, 'a'));
  EXPECT_EQ(Excerpt(std::string(500, 'a')), std::string(300, 'a'));
  EXPECT_EQ(Excerpt("a" + std::string(100, '\xFF')), "a" + std::string(20, '\xFF'));
}

TEST(ErrorInLine, HasAnExcerptIfThePlaceIsInIt) {
  const std::string wide(400, 'a');
  const struct {
    std::string_view name, text;
    uint32_t column, width;
    std::string_view excerpt;
    uint32_t want_width;
  } cases[] = {
      {"inside", "ab cd\nef", 4, 2, "ab cd", 2},
      {"wider than the line", "ab cd\r\nef", 4, 9, "ab cd", 2},
      {"behind the line", "ab\nef", 3, 5, "ab", 1},
      {"in a line that is cut", wide, 300, 9, std::string_view(wide).substr(0, 300), 1},
      {"behind the cut", wide, 301, 9, "", 1},
      {"behind the cut at a byte that is no text", "\xFF aaaaaaaaaaaaaaaaaaaaaaaaa", 25, 1, "", 1},
      {"without a column", "ab", 0, 1, "ab", 1},
      {"without a line", "", 7, 3, "", 1},
  };
  for (const auto& c : cases) {
    const Error error = ErrorInLine(c.text, {0, 3, c.column}, c.width, "wrong");
    EXPECT_EQ(error.line, 3u) << c.name;
    EXPECT_EQ(error.column, c.column) << c.name;
    EXPECT_EQ(error.message, "wrong") << c.name;
    EXPECT_EQ(error.excerpt, c.excerpt) << c.name;
    EXPECT_EQ(error.width, c.want_width) << c.name;
  }
}

TEST_F(HostilePack, WithAFaultFarToTheRightIsShownWithoutItsLine) {
  const std::string faults = FirstFault("a = 1 # " + std::string(1000, 'x'));
  EXPECT_EQ(faults, "rules/a.toml:1:1: unknown table `a`");
  const LoadedPack loaded =
      ParsePack({{"a.toml", "pack = { name = \"" + std::string(1000, 'x') + "\", x = 1 }"}}, "");
  EXPECT_EQ(loaded.errors.back().message, "unknown key `x` in [pack]");
  EXPECT_EQ(loaded.errors.back().column, 1021u);
  EXPECT_EQ(loaded.errors.back().excerpt, "");
}

}  // namespace
}  // namespace cxo
