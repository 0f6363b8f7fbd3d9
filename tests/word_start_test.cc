// Adapting the words that a pack has to texts of another kind.
#include "classifier/eval/word_start.h"

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/word_tuning.h"
#include "classifier/eval/words_file.h"
#include "tests/one_word_rows.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kRules = R"(
[decision]
bias = { CRO = -0.5 }
[[rule]]
id = "cro.study"
label = "CRO"
any = ["study"]
weight = 2.0
[[rule]]
id = "cro.new"
label = "CRO"
any = ["assay"]
[[rule]]
id = "sig"
any = ["our own"]
)";

constexpr std::string_view kWords = R"(
corpus = "abc"
labels = ["NONE", "CRO"]
bias = { CRO = -1.0 }
voice = 0.25
signal = '''
sig: 150 -150
gone: 10 20
'''
pair = '''
cro.new + cro.study: 30 -70
gone + sig: 1 2
'''
word = '''
sponsors: -90 120
never*: 80 -80
in Turin: 65 0
'''
[heard]
"cro.study" = 2.0
[subtype]
names = ["CRO.clinical"]
bias = { "CRO.clinical" = -1.5 }
word = '''
patients: 200
'''
)";

// A classifier of the rules, and the words that were taken out of its pack.
struct Split {
  std::unique_ptr<const Classifier> classifier;
  WordStart start;
};

Split SplitPack() {
  std::vector<PackFile> files = PackFilesOf(kRules);
  files.push_back({"words.toml", std::string(kWords)});
  LoadedPack loaded = ParsePack(std::move(files), "pack");
  EXPECT_EQ(Formatted(loaded.errors), "");
  Split split;
  split.start = TakeWords(&*loaded.pack);
  split.classifier = BuildClassifier(*std::move(loaded.pack), {.reference = true}).classifier;
  return split;
}

// Texts in which "for sponsors" means nothing, other than the words have it.
GoldFile Gold() {
  GoldFile gold{.name = "gold.csv"};
  const char* const cities[] = {"lyon", "basel", "turin", "leeds", "ghent"};
  for (int i = 0; i < 60; ++i) {
    const std::string in = std::string(" in ") + cities[i % 5];
    gold.rows.push_back({.text = "a study of markets for sponsors" + in, .label = kNone});
    gold.rows.push_back({.text = "a study for sponsors" + in, .label = 1});
    gold.rows.push_back({.text = "weather" + in, .label = kNone});
  }
  return gold;
}

TEST(WordStart, ScoresAsThePackWithItsWords) {
  const auto with = ClassifierOf(kRules, kWords);
  const Split split = SplitPack();
  GoldFile gold = Gold();
  gold.rows.push_back({.text = "our own study and assay for sponsors in Turin", .label = 1});
  WordRows rows = ReadWordRows(*split.classifier, MatchedCorpus(*split.classifier, gold.rows, 1),
                               &split.start.words.pairs);
  EXPECT_EQ(rows.pairs, std::vector<std::string>{"cro.new + cro.study"});
  AddNames(split.start, &rows);
  const FittedWords start = LabelStart(split.start, rows);
  Classifier::Session session(*with);
  for (size_t i = 0; i < gold.rows.size(); ++i) {
    const std::vector<double> scores = ScoresWith(start, 1.0, rows.rows[i]);
    const Verdict& verdict = session.Classify(gold.rows[i].text);
    for (size_t l = 0; l < 2; ++l) {
      EXPECT_NEAR(scores[l], verdict.scores[l], 1e-9) << gold.rows[i].text;
    }
  }
}

TEST(WordStart, MovesWeightsToWhatTheTextsSay) {
  const Split split = SplitPack();
  const GoldFile gold = Gold();
  const auto tuning = TuneWords(*split.classifier, gold, {}, &split.start);
  ASSERT_TRUE(tuning.ok());
  EXPECT_TRUE(tuning->adapted);
  EXPECT_TRUE(tuning->helps());
  EXPECT_EQ(tuning->methods[0].name, "standing");
  EXPECT_EQ(tuning->methods[1].name, "adapted");
  EXPECT_EQ(tuning->methods[1].metrics.accuracy, 1.0);
}

// What the texts say nothing of stays: words that they lack, subtypes, what was heard and how loud.
TEST(WordStart, ItsFileKeepsWhatTheTextsSayNothingOf) {
  const Split split = SplitPack();
  const GoldFile gold = Gold();
  const auto tuning = TuneWords(*split.classifier, gold, {}, &split.start);
  ASSERT_TRUE(tuning.ok());
  const std::string words = WordsToml(*tuning, {.gold = "gold.csv", .corpus = "def"});
  const char* const kept[] = {
      "\ncorpus = \"def abc\"\n",    "\nnever*: 80 -80 0 0 0\n",
      "\ngone: 10 20 0 0 0\n",       "\nvoice = 0.25\n",
      "\ngone + sig: 1 2 0 0 0\n",   "\ncro.new + cro.study: 30 -70 0 0 0\n",
      "\nCRO.\"cro.study\" = 2.0\n", "\npatients: 200\n",
      "\"CRO.clinical\" = -1.5",     "\nnames = [\"CRO.clinical\"]\n"};
  for (const char* const line : kept) EXPECT_NE(words.find(line), std::string::npos) << line;
  EXPECT_EQ(words.find("\"cro.new\""), std::string::npos);  // a rule that was not heard is not now
  EXPECT_NE(words.find("# Written by `cxo tune --adapt` from gold.csv"), std::string::npos);

  const auto with = ClassifierOf(kRules, words);
  Classifier::Session session(*with);
  for (size_t i = 0; i < gold.rows.size(); ++i) {
    const std::vector<double> want = ScoresWith(tuning->fitted, 1.0, tuning->rows.rows[i]);
    const Verdict& verdict = session.Classify(gold.rows[i].text);
    EXPECT_EQ(verdict.label, gold.rows[i].label);
    for (size_t l = 0; l < want.size(); ++l) EXPECT_NEAR(verdict.scores[l], want[l], 1e-9);
  }
}

// By hand: one word in half of the rows, which starts at 1.5 for CRO. Its weight w and bias b stand
// where both derivatives of the objective are 0.
TEST(WordStart, HoldsWeightsToWhereTheyStart) {
  const WordRows rows = OneWordRows();
  const std::vector<size_t> train = All(rows);
  const FittedWords start{.bias = {0, 0}, .term_weights = {-150, 150}};
  const WordFitOptions options{.term_reach = 1.0, .least_weight = 1, .start = &start};
  const FittedWords fitted = FitWords(rows, train, options);
  const double w = fitted.term_weights[1] / 100.0;
  const double b = fitted.bias[1];
  EXPECT_EQ(fitted.term_weights[0], -fitted.term_weights[1]);
  const auto p = [](double x) { return 1 / (1 + std::exp(-2 * x)); };
  EXPECT_NEAR(8 * p(b + w) - 6 + (w - 1.5), 0, 0.05);     // d/dw
  EXPECT_NEAR(8 * p(b + w) - 6 + 8 * p(b) - 2, 0, 0.05);  // d/db
}

// The same without a word: 2 of 8 rows are of CRO, and the biases are held to 0.
TEST(WordStart, HoldsBiasesToNothing) {
  WordRows rows{.labels = {"NONE", "CRO"}, .bias = {0, 0}};
  for (int i = 0; i < 8; ++i) {
    rows.rows.push_back({.scores = {0, 0}, .heard = {0, 0}, .gold = i < 2 ? 1 : 0});
  }
  const std::vector<size_t> train = All(rows);
  const double b = FitWords(rows, train, {.bias_reach = 0.5}).bias[1];
  EXPECT_NEAR(8 / (1 + std::exp(-2 * b)) - 2 + 4 * b, 0, 0.05);  // d/db
  EXPECT_NEAR(FitWords(rows, train, {}).bias[1], -std::log(3) / 2, 0.01);
}

// 6 of 8 rows without a word are of CRO, which would take its bias above that of NONE.
TEST(WordFit, TiesBiasesToThatOfTheAbstainingLabel) {
  const struct {
    std::vector<double> own;  // of the pack
    double above;             // what CRO may gain on NONE
  } cases[] = {{{0, 0}, 0}, {{0.5, 0}, 0.5}, {{0, 0.25}, 0}};
  for (const auto& one : cases) {
    WordRows rows{.labels = {"NONE", "CRO"}, .bias = one.own};
    for (int i = 0; i < 8; ++i) {
      rows.rows.push_back({.scores = one.own, .heard = {0, 0}, .gold = i < 6 ? 1 : 0});
    }
    const FittedWords fitted = FitWords(rows, All(rows), {});
    EXPECT_NEAR(fitted.bias[1] - fitted.bias[0], one.above, 0.011) << one.above;
  }
}

// Of a label that no row has the bias stays, unless that of NONE has fallen below it.
TEST(WordFit, KeepsLabelsWithoutRowsBelowTheAbstainingLabel) {
  WordRows rows{.labels = {"NONE", "CRO", "CMO"}, .bias = {0, -1, -1}};
  for (int i = 0; i < 8; ++i) {
    rows.rows.push_back({.scores = rows.bias, .heard = {0, 0, 0}, .gold = i < 6 ? 1 : 0});
  }
  const FittedWords fitted = FitWords(rows, All(rows), {});
  EXPECT_NEAR(fitted.bias[1] - fitted.bias[0], 1, 0.011);
  EXPECT_LE(fitted.bias[2] - fitted.bias[0], 1.011);
  EXPECT_LE(fitted.bias[2], 0);
}

TEST(WasFittedOn, LooksForOneDigestAmongAll) {
  const struct {
    const char* corpus;
    const char* digest;
    bool want;
  } cases[] = {{"abc", "abc", true},   {"abc def", "def", true}, {"abc def", "abc", true},
               {"abcd", "abc", false}, {"abc def", "bc", false}, {"", "", false},
               {"", "abc", false}};
  for (const auto& one : cases) {
    EXPECT_EQ(WasFittedOn(one.corpus, one.digest), one.want) << one.corpus << " " << one.digest;
  }
}

TEST(WordStart, IsNothingWithoutWords) {
  Pack pack = PackOf(kRules);
  const WordStart start = TakeWords(&pack);
  EXPECT_TRUE(start.words.empty());
  EXPECT_TRUE(start.source.words.empty());
  EXPECT_TRUE(start.source.heard.empty());
}

}  // namespace
}  // namespace cxo
