// Loading: what every key of a pack turns into, and that all faults are found in one run.
#include "classifier/pack/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/builtin/rule_files.h"
#include "tests/small_pack.h"

namespace cxo {
namespace {

using ::testing::ElementsAre;

Pack Loaded() {
  LoadedPack loaded = ParsePack(SmallPack(), "rules");
  EXPECT_EQ(FaultsOf(SmallPack()), "");
  return loaded.pack.value_or(Pack());
}

TEST(Load, KeepsWhatThePackSaysAboutItself) {
  const Pack pack = Loaded();
  EXPECT_EQ(pack.name, "small");
  EXPECT_EQ(pack.version, "0.1.0");
  EXPECT_EQ(pack.licence, "Apache-2.0");
  EXPECT_EQ(pack.note, "for tests");
  EXPECT_EQ(pack.group, "CXO");
  EXPECT_THAT(pack.languages, ElementsAre("en"));
  ASSERT_EQ(pack.labels.size(), 3u);
  EXPECT_EQ(pack.labels[1].name, "CRO");
  EXPECT_EQ(pack.labels[1].title, "research");
  EXPECT_THAT(pack.labels[1].subtypes, ElementsAre("preclinical", "clinical"));
  EXPECT_EQ(pack.digest, PackDigest(SmallPack()));
  EXPECT_EQ(pack.files.size(), 5u);
}

TEST(Load, SortsRulesByIdAndKeepsEveryKeyOfThem) {
  const Pack pack = Loaded();
  std::vector<std::string> ids;
  for (const Rule& rule : pack.rules) ids.push_back(rule.id);
  EXPECT_THAT(ids, ElementsAre("both", "cmo.make", "cro.tox", "offer"));
  const Rule& rule = pack.rules[2];
  EXPECT_FALSE(rule.composite);
  EXPECT_EQ(rule.label, 1);
  EXPECT_EQ(rule.facet, "lab");
  EXPECT_EQ(rule.subtype, "preclinical+clinical");
  EXPECT_EQ(rule.weight, 1.5);
  EXPECT_TRUE(rule.locked);
  EXPECT_EQ(rule.cap, 2u);
  EXPECT_EQ(ToString(rule.condition), "offer or count(cmo.*) >= 2");
  EXPECT_EQ(rule.scope, Scope::kSentence);
  EXPECT_THAT(rule.unless, ElementsAre("negation"));
  EXPECT_TRUE(rule.nests);
  EXPECT_EQ(rule.note, "n");
  EXPECT_EQ(rule.at.line, 7u);
  EXPECT_EQ(rule.at.column, 1u);
  EXPECT_EQ(pack.files[rule.at.file].name, "rules.toml");
}

TEST(Load, GivesRulesTheirDefaults) {
  const Pack pack = Loaded();
  const Rule& offer = pack.rules[3];
  EXPECT_EQ(offer.label, kSignal);
  EXPECT_FALSE(offer.nests);
  EXPECT_EQ(offer.weight, 1.0);
  EXPECT_EQ(offer.cap, 1u);
  EXPECT_EQ(offer.scope, Scope::kClause);
  EXPECT_TRUE(offer.condition.always());
  const Rule& make = pack.rules[1];
  EXPECT_FALSE(make.nests);
  EXPECT_THAT(make.despite, ElementsAre("negation"));
  const Rule& both = pack.rules[0];
  EXPECT_TRUE(both.composite);
  EXPECT_THAT(both.absorbs, ElementsAre("CRO", "cmo.make"));
  EXPECT_EQ(ToString(both.condition), "CRO.lab and cmo.make");
}

TEST(Load, KeepsExamplesAndMarksTheKnownFailuresAmongThem) {
  const Pack pack = Loaded();
  const Rule& rule = pack.rules[2];
  ASSERT_EQ(rule.hit.size(), 2u);
  EXPECT_EQ(rule.hit[0].text, "glp tox");
  EXPECT_FALSE(rule.hit[0].todo);
  EXPECT_EQ(rule.hit[0].at.line, 20u);
  EXPECT_EQ(rule.hit[0].at.column, 8u);
  EXPECT_EQ(rule.hit[1].text, "x");
  EXPECT_TRUE(rule.hit[1].todo);
  ASSERT_EQ(rule.miss.size(), 2u);
  EXPECT_TRUE(rule.miss[1].todo);
  ASSERT_EQ(pack.examples.size(), 1u);
  EXPECT_EQ(pack.examples[0].text, "we make it");
  EXPECT_EQ(pack.examples[0].label, "CMO");
  EXPECT_EQ(pack.examples[0].profile, "all-cro");
  EXPECT_TRUE(pack.examples[0].todo);
}

TEST(Load, KeepsEveryKeyOfAGuard) {
  const Pack pack = Loaded();
  ASSERT_EQ(pack.guards.size(), 1u);
  const Guard& guard = pack.guards[0];
  EXPECT_EQ(guard.id, "negation");
  EXPECT_EQ(guard.scope, Scope::kWords);
  EXPECT_EQ(guard.words, 5u);
  EXPECT_EQ(guard.side, Guard::Side::kAfter);
  EXPECT_EQ(guard.effect, Guard::Effect::kScale);
  EXPECT_EQ(guard.factor, 0.3);
  EXPECT_THAT(guard.affects, ElementsAre("*"));
  EXPECT_EQ(ToString(guard.condition), "not offer");
  EXPECT_EQ(guard.hit.size(), 2u);
  EXPECT_EQ(guard.miss.size(), 2u);
}

TEST(Load, PutsPatternsInTheOrderOfTheirOwnersRulesFirst) {
  std::vector<std::string> patterns;
  for (const Pattern& pattern : Loaded().patterns) {
    patterns.push_back(
        std::to_string(static_cast<int>(pattern.role)) + " " + std::to_string(pattern.owner) +
        (pattern.is_phrase ? " phrase " : " regex ") + pattern.text + " => " + pattern.regex);
  }
  EXPECT_THAT(patterns, ElementsAre(R"(0 1 phrase make => \bmake\b)",
                                    R"(0 2 phrase glp tox* => \bglp ?[-/ \n] ?tox\w*\b)",
                                    R"(0 2 phrase toxicology stud(y|ies) => )"
                                    R"(\btoxicology ?[-/ \n] ?stud(?:y|ies)\b)",
                                    R"(0 2 regex \btk/?pd\b => \btk/?pd\b)",
                                    R"(0 3 phrase we offer => \bwe ?[-/ \n] ?offer\b)",
                                    R"(1 0 phrase do not => \bdo ?[-/ \n] ?not\b)",
                                    R"(1 0 phrase no longer => \bno ?[-/ \n] ?longer\b)",
                                    R"(1 0 regex never\b => never\b)",
                                    R"(2 0 phrase not only => \bnot ?[-/ \n] ?only\b)",
                                    R"(3 0 phrase but => \bbut\b)"));
}

TEST(Load, LetsWeightsTomlStandAboveTheHandWeights) {
  const Pack pack = Loaded();
  const Decision& decision = pack.decision;
  EXPECT_EQ(pack.weights_corpus, "abc");
  EXPECT_EQ(pack.rules[1].weight, 1.75);
  EXPECT_EQ(decision.temperature, 2.0);
  EXPECT_THAT(decision.bias, ElementsAre(0.0, -1.0, -3.0));
  EXPECT_THAT(decision.threshold, ElementsAre(-std::numeric_limits<double>::infinity(), 0.5, 0.75));
  EXPECT_EQ(decision.slope, 1.1);
  EXPECT_EQ(decision.intercept, 0.1);
  EXPECT_EQ(decision.review_confidence, 0.6);
  EXPECT_EQ(decision.review_margin, 0.2);
  EXPECT_EQ(decision.review_known, 0.4);
  EXPECT_EQ(decision.also_score, 1.25);
}

TEST(Load, PutsTheDefaultProfileFirst) {
  const Change change = {"", "pack.toml", R"(default_profile = "article")",
                         R"(default_profile = "all-cro")", ""};
  const LoadedPack loaded = ParsePack(Changed(change), "rules");
  ASSERT_TRUE(loaded.pack.has_value());
  ASSERT_EQ(loaded.pack->profiles.size(), 2u);
  EXPECT_EQ(loaded.pack->profiles[0].name, "all-cro");
  EXPECT_EQ(loaded.pack->profiles[0].bias, (std::map<LabelIndex, double>{{1, 0.25}}));
  EXPECT_EQ(loaded.pack->profiles[0].changes.size(), 3u);
  EXPECT_EQ(loaded.pack->profiles[1].name, "article");
  EXPECT_EQ(loaded.pack->profiles[1].note, "as written");
}

TEST(Load, FindsTheFaultsOfAllFilesInOneRun) {
  std::vector<PackFile> files = SmallPack();
  files[1].content.replace(files[1].content.find("\"do not\""), 8, "\"do (not\"");
  files[2].content += "[";
  files[3].content.replace(files[3].content.find("weight"), 6, "weigth");
  files[3].content.replace(files[3].content.find("cap = 2"), 7, "cap = 0");
  files[4].content.insert(0, "corpse = 1\n");
  EXPECT_EQ(FaultsOf(files),
            R"(rules/guards.toml:3:12: `(` is not closed
  any = ["do (not", "no longer"]
             ^
rules/pack.toml:37:2: not valid TOML: Error while parsing table header: encountered end-of-file
  [
   ^
rules/rules.toml:13:1: unknown key `weigth` in [[rule]]; did you mean `weight`?
  weigth = 1.5
  ^^^^^^
rules/rules.toml:15:7: `cap` is out of range, expected a number from 1 to 1000
  cap = 0
        ^
rules/weights.toml:1:1: unknown key `corpse` in weights.toml; did you mean `corpus`?
  corpse = 1
  ^^^^^^)");
}

TEST(Load, NamesFilesAloneWithoutASource) {
  const LoadedPack loaded = ParsePack({{"a.toml", "x = 1\n"}}, "");
  ASSERT_EQ(loaded.errors.size(), 3u);
  EXPECT_EQ(Format(loaded.errors[0]), "the pack has no [pack]");
  EXPECT_EQ(Format(loaded.errors[1]),
            "the pack has 0 [[label]], expected at least two, the abstaining one first");
  EXPECT_EQ(Format(loaded.errors[2]), "a.toml:1:1: unknown table `x`\n  x = 1\n  ^");
}

TEST(Load, CountsColumnsInBytesWhateverStandsBefore) {
  const auto files = [](std::string before) {
    return std::vector<PackFile>{{"a.toml", std::move(before) + "x = 1\n"}};
  };
  const auto column = [&](std::string before) {
    return ParsePack(files(std::move(before)), "").errors.back().column;
  };
  EXPECT_EQ(column("# line\n"), 1u);
  EXPECT_EQ(column("\xEF\xBB\xBF"), 4u);
  const LoadedPack loaded =
      ParsePack({{"a.toml", "pack = { note = \"\u00E9\u4E2D\", x = 1 }"}}, "");
  EXPECT_EQ(loaded.errors.back().message, "unknown key `x` in [pack]");
  EXPECT_EQ(loaded.errors.back().column, 26u);
}

TEST(BuiltinRuleFiles, AreTheFolderOfRulesByteForByte) {
  namespace fs = std::filesystem;
  std::vector<PackFile> files;
  for (const auto& entry : fs::directory_iterator(CXO_RULES_DIR)) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename(), {std::istreambuf_iterator<char>(in), {}}});
  }
  std::sort(files.begin(), files.end(),
            [](const PackFile& a, const PackFile& b) { return a.name < b.name; });
  const std::vector<PackFile> builtin = BuiltinRuleFiles();
  ASSERT_EQ(builtin.size(), files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(builtin[i].name, files[i].name);
    EXPECT_EQ(builtin[i].content, files[i].content) << files[i].name;
  }
}

}  // namespace
}  // namespace cxo
