// What is suggested, what is not, and what it is said to win; and that it can be pasted.
#include "classifier/eval/suggest.h"

#include <gtest/gtest.h>

#include "classifier/builtin/rule_files.h"
#include "classifier/cli/suggestion_report.h"
#include "classifier/eval/examples.h"
#include "classifier/eval/suggestion_choice.h"
#include "classifier/pack/fitted_files.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kTables = R"([[rule]]
id = "cro.trial"
label = "CRO"
any = ["clinical trial~"]
weight = 3
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing"]
weight = 2
[[rule]]
id = "cmo.pills"
label = "CMO"
any = ["pills"]
weight = 1
[[guard]]
id = "no"
any = ["no"]
affects = ["*"]
)";

std::vector<GoldRow> RowsOf(LabelIndex label, const std::vector<std::string>& texts) {
  std::vector<GoldRow> rows;
  for (const std::string& text : texts) rows.push_back({.text = text, .label = label});
  return rows;
}

std::vector<GoldRow> operator+(std::vector<GoldRow> a, const std::vector<GoldRow>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<GoldRow> Others() {
  return RowsOf(kNone, {"a bakery in town", "shoes and belts", "lifts for hotels", "old museum",
                        "a theatre", "tea and coffee"});
}

// "CRO ward rounds: 4 rows, won 3, lost 0", one a line.
std::string LinesOf(const Pack& pack, const Suggestions& found) {
  std::string lines;
  for (const Suggestion& one : found.best) {
    lines += pack.labels[static_cast<size_t>(one.rule.label)].name + " " + one.phrase + ": " +
             std::to_string(one.rows.size()) + " rows, won " + std::to_string(one.won.size()) +
             ", lost " + std::to_string(one.lost.size()) + "\n";
  }
  return lines;
}

std::string SuggestedFor(std::string_view tables, const std::vector<GoldRow>& rows,
                         const SuggestOptions& options = {}) {
  const auto classifier = ClassifierOf(tables);
  return LinesOf(classifier->pack(), Suggest(*classifier, rows, options));
}

TEST(Suggest, SaysWhatAPhraseWouldWinAndLose) {
  // One row is right already, one is blocked by the guard, and one of another label is lost.
  const auto rows = RowsOf(kCro, {"ward rounds by night", "we make ward rounds",
                                  "ward rounds and clinical trials", "no ward rounds"}) +
                    RowsOf(kNone, {"ward rounds of a hospital"}) + Others();
  EXPECT_EQ(SuggestedFor(kTables, rows), "CRO ward rounds: 5 rows, won 2, lost 1\n");
}

TEST(Suggest, LeavesOutWhatThePackKnows) {
  struct Case {
    std::string name;
    std::vector<GoldRow> rows;
  };
  const std::vector<Case> cases = {
      {"the phrase of a rule", RowsOf(kCro, {"no clinical trials", "clinical trial here",
                                             "any clinical trial", "four clinical trials"})},
      {"part of it", RowsOf(kCro, {"no clinical trials", "clinical trial here", "clinical trial",
                                   "clinical trials", "clinical trials", "clinical trial"})},
      {"more than it", RowsOf(kCmo, {"no packing halls", "packing halls", "great packing halls",
                                     "old packing halls"})},
  };
  for (const Case& c : cases) EXPECT_EQ(SuggestedFor(kTables, c.rows + Others()), "") << c.name;
}

TEST(Suggest, ShowsPhrasesOfNearlyTheSameRowsOnce) {
  const auto rows = RowsOf(kCro, {"cold ward rounds", "cold ward rounds", "cold ward rounds",
                                  "ward rounds alone"}) +
                    Others();
  const auto classifier = ClassifierOf(kTables);
  const Suggestions found = Suggest(*classifier, rows, {});
  ASSERT_EQ(found.best.size(), 1u);
  EXPECT_EQ(found.best[0].phrase, "ward rounds");
  EXPECT_EQ(found.best[0].variants,
            (std::vector<std::string>{"rounds", "ward", "cold ward rounds"}));
}

TEST(Suggest, GivesARuleTheShapeOfItsLabel) {
  constexpr std::string_view kNeedy = R"([[rule]]
id = "offer"
any = ["we offer", "we do"]
[[rule]]
id = "cro.a"
label = "CRO"
any = ["alpha"]
weight = 1.5
needs = "offer"
[[rule]]
id = "cro.b"
label = "CRO"
any = ["beta"]
weight = 2.5
needs = "offer"
[[rule]]
id = "cro.c"
label = "CRO"
any = ["gamma"]
weight = 9
)";
  const auto rows =
      RowsOf(kCro, {"we offer ward rounds", "we do ward rounds", "of course we do ward rounds"}) +
      RowsOf(kNone, {"ward rounds"}) + Others();
  const auto classifier = ClassifierOf(kNeedy);
  const Suggestions found = Suggest(*classifier, rows, {});
  ASSERT_EQ(found.best.size(), 1u);
  const Rule& rule = found.best[0].rule;
  EXPECT_EQ(rule.id, "cro.ward-rounds");
  EXPECT_EQ(rule.weight, 2.5);
  EXPECT_EQ(ToString(rule.condition), "offer");
  EXPECT_EQ(found.best[0].won.size(), 3u);
  EXPECT_EQ(found.best[0].lost.size(), 0u);
  ASSERT_EQ(rule.miss.size(), 1u);
  EXPECT_EQ(rule.miss[0].text, "ward rounds");
}

TEST(Suggest, LeavesOutWhatWouldBreakAnExampleAndSaysSo) {
  const std::string tables = std::string(kTables) + R"([[example]]
text = "ward rounds by a hospital"
label = "NONE"
)";
  const auto rows =
      RowsOf(kCro, {"ward rounds by night", "we make ward rounds", "our ward rounds"}) + Others();
  const auto classifier = ClassifierOf(tables);
  const Suggestions found = Suggest(*classifier, rows, {});
  EXPECT_EQ(LinesOf(classifier->pack(), found), "");
  ASSERT_EQ(found.contradictions.size(), 1u);
  EXPECT_EQ(found.contradictions[0].phrase, "ward rounds");
  EXPECT_EQ(found.contradictions[0].label, kCro);
  EXPECT_EQ(found.contradictions[0].failure.message,
            "example \"ward rounds by a hospital\": gets CRO, expected NONE");
}

// The words in which a failure is told are no words of its example.
TEST(Suggest, BlamesNoPhraseThatOnlyTheMessageHolds) {
  const std::string tables = std::string(kTables) + R"([[example]]
text = "ward rounds by a hospital"
label = "NONE"
)";
  const auto rows =
      RowsOf(kCro, {"ward rounds by night", "we make ward rounds", "our ward rounds"}) +
      RowsOf(kCmo, {"expected none today", "we expected none", "none expected, expected none"}) +
      Others();
  const auto classifier = ClassifierOf(tables);
  const Suggestions found = Suggest(*classifier, rows, {});
  EXPECT_EQ(LinesOf(classifier->pack(), found), "CMO expected none: 3 rows, won 3, lost 0\n");
  ASSERT_EQ(found.contradictions.size(), 1u);
  EXPECT_EQ(found.contradictions[0].phrase, "ward rounds");
}

// Both phrases stand in the example; one of them does it no harm.
TEST(Suggest, BlamesThePhraseThatBreaksAnExampleAlone) {
  const std::string tables = std::string(kTables) + R"([[example]]
text = "pills, ward rounds and vial lines"
label = "CMO"
)";
  const auto rows = RowsOf(kCro, {"ward rounds", "ward rounds", "ward rounds"}) +
                    RowsOf(kCmo, {"vial lines", "vial lines", "vial lines"}) + Others();
  const auto classifier = ClassifierOf(tables);
  const Suggestions found = Suggest(*classifier, rows, {});
  EXPECT_EQ(LinesOf(classifier->pack(), found), "CMO vial lines: 3 rows, won 3, lost 0\n");
  ASSERT_EQ(found.contradictions.size(), 1u);
  EXPECT_EQ(found.contradictions[0].phrase, "ward rounds");
  EXPECT_TRUE(found.contradictions[0].alone);
}

TEST(Suggest, NamesTheRowsThatARuleWouldWinAndLose) {
  const auto rows = RowsOf(kCro, {"ward rounds by night", "we make ward rounds",
                                  "ward rounds and clinical trials", "no ward rounds"}) +
                    RowsOf(kNone, {"ward rounds of a hospital"}) + Others();
  const auto classifier = ClassifierOf(kTables);
  const SuggestOptions options;
  const Suggestions found = Suggest(*classifier, rows, options);
  ASSERT_EQ(found.best.size(), 1u);
  EXPECT_EQ(found.best[0].won, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(found.best[0].lost, (std::vector<uint32_t>{4}));
  GoldFile file{.name = "rows.csv", .rows = rows};
  for (size_t i = 0; i < file.rows.size(); ++i) file.rows[i].line = i + 2;
  const SuggestionReport report{&classifier->pack(), &file, &options, &found};
  EXPECT_NE(SuggestionToml(report).find("# would win the rows on lines 2, 3\n"
                                        "# would lose the row on line 6\n"),
            std::string::npos)
      << SuggestionToml(report);
  EXPECT_NE(SuggestionJson(report).find(R"("won_lines": [2, 3], "lost_lines": [6])"),
            std::string::npos);
}

TEST(Suggest, PutsWhatWinsMostFirstWhateverTheLabel) {
  const std::string tables = std::string(kTables) + R"([[rule]]
id = "none.bread"
label = "NONE"
any = ["bread"]
weight = 3
)";
  const auto rows =
      RowsOf(kCro, {"clinical trial and ward rounds", "clinical trials, ward rounds",
                    "ward rounds, clinical trials", "ward rounds beside a clinical trial",
                    "clinical trials here", "a clinical trial"}) +
      RowsOf(kCmo, {"packing", "packing", "packing", "packing"}) +
      RowsOf(kNone, {"a bakery", "shoes and belts"});
  // What gains nothing is not proposed, however well it tells a label.
  EXPECT_EQ(SuggestedFor(tables,
                         rows + RowsOf(kNone, {"packing stone saws", "stone saws", "stone saws"})),
            "NONE stone saws: 3 rows, won 1, lost 0\n");
  EXPECT_EQ(SuggestedFor(tables, rows + RowsOf(kCro, {"ward rounds"}) +
                                     RowsOf(kNone, {"packing stone saws", "packing stone saws",
                                                    "stone saws"})),
            "NONE stone saws: 3 rows, won 2, lost 0\n"
            "CRO ward rounds: 5 rows, won 1, lost 0\n");
}

TEST(Suggest, HeedsLabelTopAndLeastRows) {
  const auto rows = RowsOf(kCro, {"ward rounds", "ward rounds", "ward rounds", "ward rounds"}) +
                    RowsOf(kCmo, {"vial lines", "vial lines", "vial lines"}) + Others();
  const std::string cro = "CRO ward rounds: 4 rows, won 4, lost 0\n";
  const std::string cmo = "CMO vial lines: 3 rows, won 3, lost 0\n";
  EXPECT_EQ(SuggestedFor(kTables, rows), cro + cmo);
  EXPECT_EQ(SuggestedFor(kTables, rows, {.top = 1}), cro);
  EXPECT_EQ(SuggestedFor(kTables, rows, {.min_rows = 4}), cro);
  EXPECT_EQ(SuggestedFor(kTables, rows, {.label = kCmo}), cmo);
  EXPECT_EQ(SuggestedFor(kTables, rows, {.threads = 3}), cro + cmo);
}

TEST(Suggest, WithoutGoldFindsPhrasesBesideTheWordsOfRulesAndSilentRules) {
  const auto rows = RowsOf(kNone, {"clinical trials, ward rounds", "ward rounds, clinical trials",
                                   "clinical trial and ward rounds", "ward rounds"}) +
                    Others();
  const auto classifier = ClassifierOf(kTables);
  const Suggestions found = Suggest(*classifier, rows, {.gold = false});
  ASSERT_EQ(found.best.size(), 1u);
  EXPECT_EQ(found.best[0].phrase, "ward rounds");
  EXPECT_EQ(found.best[0].rule.label, kCro);
  EXPECT_EQ(found.best[0].of_label, 3u);
  EXPECT_EQ(found.best[0].changed, 1u);
  EXPECT_EQ(found.best[0].won.size() + found.best[0].lost.size() + found.right, 0u);
  ASSERT_EQ(found.silent.size(), 2u);
  EXPECT_EQ(classifier->pack().rules[found.silent[0]].id, "cmo.pack");
  EXPECT_EQ(classifier->pack().rules[found.silent[1]].id, "cmo.pills");
}

// The comments above the rules, without the first one.
std::string CommentsOn(const Classifier& classifier, const std::vector<GoldRow>& rows,
                       const SuggestOptions& options) {
  const GoldFile texts{.name = "gold.csv", .rows = rows};
  const Suggestions found = Suggest(classifier, rows, options);
  const std::string toml = SuggestionToml({&classifier.pack(), &texts, &options, &found});
  return toml.substr(toml.find('\n') + 1);
}

TEST(Suggest, NamesPhrasesThatItHoldsBackSinceTheyMayBeChance) {
  const auto classifier = ClassifierOf(kTables);
  const auto rows = RowsOf(kCmo, {"freezing of alpha", "freezing of beta", "freezing of gamma",
                                  "freezing of delta", "freezing of eta"}) +
                    RowsOf(kCro, {"clinical trials"}) + Others();
  const Suggestions found = Suggest(*classifier, rows, {});
  EXPECT_TRUE(found.best.empty());
  ASSERT_EQ(found.held_back.size(), 1u);
  EXPECT_EQ(found.held_back[0].phrase, "freezing");
  EXPECT_EQ(found.held_back[0].label, kCmo);
  EXPECT_EQ(found.held_back[0].rows, 5u);
  EXPECT_EQ(found.held_back[0].of_label, 5u);
  EXPECT_EQ(found.held_back[0].tried_from, 2u);
  EXPECT_EQ(
      CommentsOn(*classifier, rows, {}),
      "# Nothing to suggest: no phrase of at least 3 rows that is news to the pack surely "
      "separates a label and would turn more rows right than wrong.\n"
      "# Held back, since so few rows may be chance: \"freezing\" (5 rows, 5 CMO).\n"
      "# A word alone must stand in twice as many rows as several words. More texts like these "
      "tell; or\n#   `--min-rows 2` tries it.\n");
  EXPECT_EQ(SuggestedFor(kTables, rows, {.min_rows = 2}), "CMO freezing: 5 rows, won 5, lost 0\n");
  EXPECT_TRUE(Suggest(*classifier, rows, {.min_rows = 2}).held_back.empty());
}

TEST(Suggest, HoldsNothingBackThatWouldWinNothing) {
  const auto classifier = ClassifierOf(kTables);
  // Right already, or as often of another label.
  const auto rows =
      RowsOf(kCmo, {"packing freezers", "packing of freezers", "packing and freezers", "wards"}) +
      RowsOf(kCro, {"clinical trials", "wards", "wards"}) + RowsOf(kNone, {"wards"}) + Others();
  const Suggestions found = Suggest(*classifier, rows, {});
  EXPECT_EQ(LinesOf(classifier->pack(), found), "");
  for (const HeldBackPhrase& one : found.held_back) EXPECT_NE(one.phrase, "freezers");
  EXPECT_EQ(CommentsOn(*classifier, RowsOf(kCro, {"clinical trials"}) + Others(), {}),
            "# Nothing to suggest: no phrase of at least 3 rows that is news to the pack surely "
            "separates a label and would turn more rows right than wrong.\n");
}

TEST(RuleNames, AreValidAndNeverTaken) {
  const Pack pack = PackOf(kTables);
  RuleNames names(pack);
  EXPECT_EQ(names.Fresh(kCro, "trial"), "cro.trial-2");
  EXPECT_EQ(names.Fresh(kCro, "trial"), "cro.trial-3");
  EXPECT_EQ(names.Fresh(kCro, "r&d  for c++"), "cro.r-d-for-c");
  EXPECT_EQ(names.Fresh(kCmo, "\xE8\xAF\x95"), "cmo.phrase");
  EXPECT_EQ(names.Fresh(kCmo, std::string(200, 'a')), "cmo." + std::string(80, 'a'));
}

// A profile of the shipped pack in which the rules of one file are off.
PackFile WithoutFamily(const Pack& pack, std::string_view file) {
  std::string ids;
  for (const Rule& rule : pack.rules) {
    if (pack.files[rule.at.file].name == file) ids += "\"" + rule.id + "\", ";
  }
  return {"without.toml", "[profile.without]\noff = [" + ids + "]\n"};
}

// The rules of the shipped pack without one family, and the project's own texts: much to suggest.
// Its words know most of that family as well.
TEST(Suggest, PrintsRulesThatPassTheCheckWhenPasted) {
  std::vector<PackFile> files = BuiltinRuleFiles();
  std::erase_if(files, [](const PackFile& file) { return file.name == kWordsFile; });
  files.push_back(WithoutFamily(ParsePack(files, "").pack.value(), "cro-preclinical.toml"));
  LoadedPack loaded = ParsePack(files, "");
  ASSERT_TRUE(loaded.pack) << Formatted(loaded.errors);
  const ClassifierOptions without{.profile = "without"};
  const BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), without);
  ASSERT_TRUE(built.classifier) << Formatted(built.errors);
  const Pack& pack = built.classifier->pack();
  const auto texts = ReadGold(CXO_SOURCE_DIR "/corpus/phrases.csv", {}, pack);
  ASSERT_TRUE(texts.ok());
  const SuggestOptions options{.profile = "without", .threads = 2, .top = 30};
  const Suggestions found = Suggest(*built.classifier, texts->rows, options);
  EXPECT_GT(found.best.size(), 3u);
  const std::string toml = SuggestionToml({&pack, &*texts, &options, &found});
  const Suggestions alone =
      Suggest(*built.classifier, texts->rows, {.profile = "without", .top = 30});
  EXPECT_EQ(toml, SuggestionToml({&pack, &*texts, &options, &alone}));
  files.push_back({"suggested.toml", toml});
  LoadedPack pasted = ParsePack(files, "");
  ASSERT_TRUE(pasted.pack) << Formatted(pasted.errors);
  const BuiltClassifier with = BuildClassifier(*std::move(pasted.pack), without);
  ASSERT_TRUE(with.classifier) << Formatted(with.errors);
  // Examples that failed without the family may pass now; none may fail that passed.
  const auto failures = [](const Classifier& classifier) {
    std::vector<Error> errors = ErrorsOf(RunRuleExamples(classifier).failures);
    for (Error& one : ErrorsOf(RunPackExamples(classifier, "without").failures)) {
      errors.push_back(std::move(one));
    }
    return errors;
  };
  const std::vector<Error> before = failures(*built.classifier);
  std::vector<Error> after = failures(*with.classifier);
  std::erase_if(after, [&](const Error& one) { return HasSameExample(before, one); });
  EXPECT_EQ(Formatted(after), "");
}

}  // namespace
}  // namespace cxo
