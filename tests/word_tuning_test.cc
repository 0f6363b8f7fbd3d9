// Fitting weights of words beside rules.
#include "classifier/eval/word_tuning.h"

#include <cmath>
#include <new>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/minimum.h"
#include "classifier/eval/standing_words.h"
#include "classifier/eval/telling_power.h"
#include "classifier/eval/words_file.h"
#include "tests/one_word_rows.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kWordTuningRules = R"(
[decision]
bias = { CRO = -0.5 }
[[rule]]
id = "cro.study"
label = "CRO"
any = ["study"]
weight = 2.0
[[rule]]
id = "sig"
any = ["our own"]
)";

constexpr std::string_view kTwoSignals = R"(
[[rule]]
id = "city"
any = ["lyon", "basel", "turin", "leeds", "ghent"]
[[rule]]
id = "fruit"
any = ["apples", "pears", "plums", "figs", "grapes"]
)";

// A rule that is right in half of its texts; words tell which.
GoldFile WordGold() {
  GoldFile gold{.name = "gold.csv"};
  const char* const cities[] = {"lyon", "basel", "turin", "leeds", "ghent"};
  for (int i = 0; i < 60; ++i) {
    const std::string city = cities[i % 5];
    gold.rows.push_back({.text = "a study for sponsors in " + city, .label = 1});
    gold.rows.push_back({.text = "our own study in " + city, .label = kNone});
    gold.rows.push_back({.text = "weather in " + city, .label = kNone});
  }
  return gold;
}

TEST(WordTuning, LearnsWhatRulesDoNotSay) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  const GoldFile gold = WordGold();
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_TRUE(tuning->helps());
  EXPECT_NEAR(tuning->methods[0].metrics.accuracy, 2.0 / 3, 1e-12);
  EXPECT_EQ(tuning->methods[1].metrics.accuracy, 1.0);
  EXPECT_GT(tuning->difference.macro_f1.low, 0.2);
}

// A pack with the weights answers each row right, with the scores that the fit has for it.
void ExpectAnswersOf(const WordTuning& tuning, const GoldFile& gold, const Classifier& with) {
  Classifier::Session session(with);
  for (size_t i = 0; i < gold.rows.size(); ++i) {
    const std::vector<double> want = ScoresWith(tuning.fitted, tuning.voice, tuning.rows.rows[i]);
    const Verdict& verdict = session.Classify(gold.rows[i].text);
    for (size_t l = 0; l < want.size(); ++l) EXPECT_NEAR(verdict.scores[l], want[l], 1e-9);
    EXPECT_EQ(verdict.label, gold.rows[i].label) << gold.rows[i].text;
  }
}

TEST(WordTuning, ItsFileMakesAPackThatScoresAsItSays) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  const GoldFile gold = WordGold();
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  const std::string words = WordsToml(*tuning, {.gold = "gold.csv", .corpus = "abc"});
  const auto with = ClassifierOf(kWordTuningRules, words);
  EXPECT_EQ(with->pack().decision.temperature, tuning->decision.temperature);
  ExpectAnswersOf(*tuning, gold, *with);
}

// Neither of two signals tells anything, nor does any word; that both stand in one clause does.
TEST(WordTuning, LearnsWhatSignalsSaySideBySide) {
  const auto classifier = ClassifierOf(kTwoSignals);
  const char* const cities[] = {"lyon", "basel", "turin", "leeds", "ghent"};
  const char* const fruit[] = {"apples", "pears", "plums", "figs", "grapes"};
  GoldFile gold{.name = "gold.csv"};
  const auto add = [&](const std::string& text, LabelIndex label) {
    gold.rows.push_back({.text = text, .label = label});
  };
  for (const std::string city : cities) {
    for (const std::string one : fruit) {
      add("the " + city + " way to eat " + one + " there", 1);
      add("the " + city + " way to eat; the " + one + " there", kNone);
      add("the " + one + " there and so on", kNone);
      add("the way to eat there", 1);
    }
  }
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_EQ(tuning->rows.pairs, std::vector<std::string>{"city + fruit"});
  EXPECT_GT(tuning->fitted.pair_weights[1], 0);
  const std::string words = WordsToml(*tuning, {.gold = "gold.csv", .corpus = "abc"});
  EXPECT_NE(words.find("\npair = '''\ncity + fruit: -"), std::string::npos) << words;
  ExpectAnswersOf(*tuning, gold, *ClassifierOf(kTwoSignals, words));
}

TEST(WordTuning, HelpsOnlyByMoreThanChance) {
  const struct {
    double gain, low, high, accuracy_low;
    bool words, adapted;
  } cases[] = {
      {0.0004, 0.0001, 0.01, 0.001, false, true}, {0.01, -0.001, 0.02, 0, false, false},
      {0.01, 0.0, 0.02, -0.01, false, false},     {0.0005, 0.0001, 0.01, -0.01, true, true},
      {0.01, -0.001, 0.02, 0.001, false, true},   {-0.01, -0.02, -0.001, 0.001, false, false}};
  for (const auto& one : cases) {
    WordTuning tuning;
    tuning.difference = {.macro_f1_gain = one.gain,
                         .macro_f1 = {.low = one.low, .high = one.high},
                         .accuracy = {.low = one.accuracy_low}};
    EXPECT_EQ(tuning.helps(), one.words) << one.gain << " from " << one.low;
    tuning.adapted = true;
    EXPECT_EQ(tuning.helps(), one.adapted) << one.gain << " from " << one.low;
  }
}

TEST(WordsReplaced, CountRowsThatOneOfTheTwoAloneHasRight) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  const GoldFile gold = WordGold();
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  const WordsReplaced replaced = CompareWords(*classifier, gold, *tuning);
  EXPECT_EQ(replaced.won, 60U);  // in which the rule is wrong
  EXPECT_EQ(replaced.lost, 0U);
  EXPECT_TRUE(replaced.is_better());
}

TEST(WordsReplaced, AreBetterOnlyByMoreThanChance) {
  const struct {
    WordsReplaced it;
    bool want = false;
  } cases[] = {{{.won = 6, .lost = 0, .p_value = 0.03125}, true},
               {{.won = 5, .lost = 0, .p_value = 0.0625}, false},
               {{.won = 0, .lost = 6, .p_value = 0.03125}, false},
               {{.won = 0, .lost = 0, .p_value = 1}, false}};
  for (const auto& [it, want] : cases) EXPECT_EQ(it.is_better(), want) << it.won;
}

// Words tell the subtypes of a label, one, two or, where they say next to nothing, the likeliest.
TEST(WordTuning, LearnsSubtypes) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  GoldFile gold{.name = "gold.csv"};
  const char* const cities[] = {"lyon", "basel", "turin", "leeds", "ghent"};
  for (int i = 0; i < 60; ++i) {
    const std::string in = std::string(" in ") + cities[i % 5];
    gold.rows.push_back({.text = "a study of rats" + in, .label = 1, .subtype = "preclinical"});
    gold.rows.push_back({.text = "a study of patients" + in, .label = 1, .subtype = "clinical"});
    gold.rows.push_back({.text = "a study of patients and of rats" + in,
                         .label = 1,
                         .subtype = "preclinical+clinical"});
    gold.rows.push_back({.text = "a study" + in, .label = 1});  // of no known subtype
    gold.rows.push_back({.text = "our own study" + in, .label = kNone});
  }
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_EQ(tuning->with_subtype, 180U);
  EXPECT_EQ(tuning->subtype_exact, 180U);
  EXPECT_EQ(tuning->subtype_overlap, 180U);
  const std::string words = WordsToml(*tuning, {.gold = "gold.csv", .corpus = "abc"});
  // No text is of discovery.
  EXPECT_NE(words.find("names = [\"CRO.preclinical\", \"CRO.clinical\"]"), std::string::npos);
  const auto with = ClassifierOf(kWordTuningRules, words);
  Classifier::Session session(*with);
  const auto told = [&](std::string_view text) {
    return SubtypeText(with->pack(), session.Classify(text));
  };
  EXPECT_EQ(told("a study of rats in Rome"), "preclinical");
  EXPECT_EQ(told("a study of patients in Rome"), "clinical");
  EXPECT_EQ(told("a study of rats and of patients"), "preclinical+clinical");
  EXPECT_EQ(told("our own study in Rome"), "");
  EXPECT_EQ(told("study"), "");  // nothing speaks for any of them
  for (const GoldRow& row : gold.rows) {
    if (!row.subtype.empty()) {
      EXPECT_EQ(told(row.text), row.subtype);
    }
  }
}

// What all texts of a label have, or none, no fit can tell: then the rules go on telling it.
TEST(WordTuning, LeavesSubtypesToTheRulesWhereTextsDoNotTellThem) {
  const std::string rules = std::string(kWordTuningRules) + R"([[rule]]
id = "cro.patients"
label = "CRO"
any = ["patients"]
subtype = "clinical"
)";
  const auto classifier = ClassifierOf(rules);
  GoldFile gold = WordGold();
  for (GoldRow& row : gold.rows) {
    if (row.label == 1) row.subtype = "clinical";
  }
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_TRUE(tuning->subtypes.empty());
  EXPECT_EQ(tuning->with_subtype, 0U);
  const std::string words = WordsToml(*tuning, {.gold = "gold.csv", .corpus = "abc"});
  EXPECT_EQ(words.find("[subtype]"), std::string::npos);
  const auto with = ClassifierOf(rules, words);
  Classifier::Session session(*with);
  EXPECT_EQ(SubtypeText(with->pack(), session.Classify("a study of patients for sponsors")),
            "clinical");
}

TEST(WordTuning, IsTheSameForEveryNumberOfThreads) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  const GoldFile gold = WordGold();
  const auto one = TuneWords(*classifier, gold, {.threads = 1});
  const auto three = TuneWords(*classifier, gold, {.threads = 3});
  ASSERT_TRUE(one.ok() && three.ok());
  EXPECT_EQ(WordsToml(*one, {}), WordsToml(*three, {}));
}

TEST(WordTuning, AnswersNoRowByAFitOnItsTwin) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  // Words that say nothing but which text it is: only a twin could tell the label.
  GoldFile gold{.name = "gold.csv"};
  for (int i = 0; i < 40; ++i) {
    const std::string text = "w" + std::to_string(i) + " v" + std::to_string(i);
    for (int copy = 0; copy < 3; ++copy) gold.rows.push_back({.text = text, .label = i % 2});
  }
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_LT(tuning->methods[1].metrics.accuracy, 0.7);
}

// However few texts of NONE the labelled ones have, and whatever words tell these by.
TEST(WordTuning, LeavesTextsWithoutEvidenceToTheAbstainingLabel) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  GoldFile gold{.name = "gold.csv"};
  for (int i = 0; i < 80; ++i) {
    gold.rows.push_back({.text = "w" + std::to_string(i) + " of vials", .label = 2});
    if (i % 4 == 0) gold.rows.push_back({.text = "town no " + std::to_string(i), .label = kNone});
    if (i % 4 == 0) gold.rows.push_back({.text = "study no " + std::to_string(i), .label = 1});
  }
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  const std::vector<double>& bias = tuning->decision.bias;
  for (size_t l = 1; l < bias.size(); ++l) EXPECT_LE(bias[l], bias[kNone]) << l;
  EXPECT_GT(tuning->methods[1].metrics.accuracy, 0.9);
  const auto with =
      ClassifierOf(kWordTuningRules, WordsToml(*tuning, {.gold = "gold.csv", .corpus = "abc"}));
  Classifier::Session session(*with);
  EXPECT_EQ(session.Classify("xyz").label, kNone);
  EXPECT_EQ(session.Classify("").label, kNone);
  EXPECT_EQ(session.Classify("dozens of vials").label, 2);
}

TEST(WordTuning, RefusesTooFewRows) {
  const auto classifier = ClassifierOf(kWordTuningRules);
  GoldFile gold = WordGold();
  gold.rows.resize(9);
  const auto tuning = TuneWords(*classifier, gold, {});
  ASSERT_FALSE(tuning.ok());
  EXPECT_EQ(tuning.error().message,
            "too few rows to fit on: at least two labels with 10 rows each are needed, there are "
            "NONE 6, CRO 3");
}

// The gradient of the objective vanishes where the fit stops: two equations by hand. One word in
// every row of CRO, none elsewhere, so that bias and weight can be solved for.
TEST(WordFit, FindsTheMinimum) {
  const WordRows rows = OneWordRows();
  const std::vector<size_t> train = All(rows);
  const WordFitOptions options{.term_reach = 1.0, .least_weight = 1};
  const FittedWords fitted = FitWords(rows, train, options);
  EXPECT_EQ(fitted.end, SearchEnd::kMinimum);
  // By symmetry weight(CRO) = -weight(NONE) = w and bias(CRO) = -bias(NONE) = b.
  const double w = fitted.term_weights[1] / 100.0;
  const double b = fitted.bias[1];
  EXPECT_EQ(fitted.term_weights[0], -fitted.term_weights[1]);
  const auto p = [](double x) { return 1 / (1 + std::exp(-2 * x)); };
  EXPECT_NEAR(8 * p(b + w) - 6 + w, 0, 0.05);             // d/dw
  EXPECT_NEAR(8 * p(b + w) - 6 + 8 * p(b) - 2, 0, 0.05);  // d/db
  const WordFitOptions hasty{.term_reach = 1.0, .least_weight = 1, .most_steps = 1};
  EXPECT_EQ(FitWords(rows, train, hasty).end, SearchEnd::kOutOfSteps);
}

TEST(Minimum, IsFoundOrItIsSaidWhyNot) {
  const auto bowl = [](const double* at, double* gradient) {
    gradient[0] = 2 * (at[0] - 3);
    gradient[1] = 20 * (at[1] + 1);
    return (at[0] - 3) * (at[0] - 3) + 10 * (at[1] + 1) * (at[1] + 1);
  };
  const Minimum bottom = FindMinimum(2, 100, bowl);
  EXPECT_EQ(bottom.end, SearchEnd::kMinimum);
  EXPECT_NEAR(bottom.at[0], 3, 1e-3);
  EXPECT_NEAR(bottom.at[1], -1, 1e-3);
  EXPECT_EQ(FindMinimum(2, 1, bowl).end, SearchEnd::kOutOfSteps);
  const auto slope = [](const double* at, double* gradient) {
    gradient[0] = 1;
    return at[0];
  };
  EXPECT_EQ(FindMinimum(1, 100, slope).end, SearchEnd::kBrokeOff);
  const auto poor = [](const double*, double*) -> double { throw std::bad_alloc(); };
  EXPECT_THROW(FindMinimum(1, 100, poor), std::bad_alloc);
}

// Two classes of 4 and 6 rows. The first feature is in all of one and none of the other, the second
// in half of both, the third in one row.
TEST(TellingPower, IsTheRootOfTheLogRatioOfShares) {
  const std::vector<double> power = TellingPower({4, 0, 2, 3, 1, 0}, {4, 6});
  const auto raw = [](double in, double out) { return std::sqrt(std::abs(std::log(in / out))); };
  const double first = raw(4.2 / 4.5, 0.3 / 6.5);
  const double second = raw(2.2 / 4.5, 3.3 / 6.5);
  const double third = raw(1.2 / 4.5, 0.3 / 6.5);
  const double mean = (4 * first + 5 * second + 1 * third) / 10;
  const double want[] = {first, first, second, second, third, third};
  for (size_t i = 0; i < 6; ++i) EXPECT_NEAR(power[i], want[i] / mean, 1e-12) << i;
  EXPECT_LT(power[2], 0.25);
  EXPECT_EQ(TellingPower({3, 0}, {5, 0}), (std::vector<double>{0, 0}));  // one class alone
}

TEST(WordFit, LearnsNothingOfALabelThatNoRowHas) {
  WordRows rows{.terms = {"w", "v"}, .labels = {"NONE", "CRO", "CSO"}, .bias = {0, 0, 0}};
  for (int i = 0; i < 10; ++i) {
    rows.rows.push_back({.terms = {static_cast<uint32_t>(i % 2)},
                         .scores = {0, 0, 0},
                         .heard = {0, 0, 0},
                         .gold = i % 2});
  }
  const std::vector<size_t> train = All(rows);
  const FittedWords fitted = FitWords(rows, train, {});
  EXPECT_EQ(fitted.bias[2], 0.0);
  EXPECT_EQ(fitted.term_weights[2], 0);
  EXPECT_GT(fitted.term_weights[4], 0);  // "v" of CRO
}

}  // namespace
}  // namespace cxo
