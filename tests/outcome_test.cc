// From scores to label, confidence, margin, rivals and subtypes. The numbers were worked out apart
// from the code, with more digits than a double holds.
#include "classifier/decide/outcome.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr double kClose = 1e-12;

Verdict Concluded(const Pack& pack, std::vector<double> scores,
                  TextStatus status = TextStatus::kOk) {
  Verdict verdict;
  verdict.status = status;
  verdict.scores = std::move(scores);
  Conclude(pack, &verdict);
  return verdict;
}

std::string Name(const Pack& pack, LabelIndex label) {
  return pack.labels[static_cast<size_t>(label)].name;
}

struct OutcomeCase {
  std::string_view name;
  std::string_view decision;
  std::vector<double> scores;  // NONE, CRO, CMO, CDMO, CSO
  std::string_view label;
  std::string_view runner_up;
  bool abstained;
  double confidence;
  double margin;
};

TEST(Outcome, FollowsItsFormulas) {
  const OutcomeCase cases[] = {
      {"nothing is known",
       "",
       {0, 0, 0, 0, 0},
       "NONE",
       "CRO",
       false,
       0.20000000000000000,
       0.00000000000000000},
      {"one leads",
       "",
       {0, 2.5, -1, 0.25, 1},
       "CRO",
       "CSO",
       false,
       0.69405318798246183,
       0.53918898899640685},
      {"the earlier label on a tie",
       "",
       {0, 1, 2, 2, 1},
       "CMO",
       "CDMO",
       false,
       0.34829926931294554,
       0.00000000000000000},
      {"NONE on a tie",
       "",
       {1, 1, 0, 0, 0},
       "NONE",
       "CRO",
       false,
       0.32220249132240225,
       0.00000000000000000},
      {"a temperature flattens",
       "temperature = 2.5",
       {0.5, 3, 1, 0, 0},
       "CRO",
       "CMO",
       false,
       0.41329199475210168,
       0.22758793087219965},
      {"a low one sharpens",
       "temperature = 0.5",
       {0.5, 3, 1, 0, 0},
       "CRO",
       "CMO",
       false,
       0.97086333290438068,
       0.95308135068859113},
      {"calibrated",
       "calibration = { slope = 0.7, intercept = -0.2 }",
       {0, 2, 1, 0, 0},
       "CRO",
       "CMO",
       false,
       0.49485821465254613,
       0.35634804689908395},
      {"calibrated certainty stays finite",
       "calibration = { slope = 0.5 }",
       {0, 500, 0, 0, 0},
       "CRO",
       "NONE",
       false,
       0.99996837822335088,
       1.00000000000000000},
      {"below its threshold",
       "threshold = { CRO = 3.0 }",
       {0, 2, 1, 0, 0},
       "NONE",
       "CRO",
       true,
       0.07629314247787524,
       0.00000000000000000},
      {"at its threshold",
       "threshold = { CRO = 2.0 }",
       {0, 2, 1, 0, 0},
       "CRO",
       "CMO",
       false,
       0.56373430973272911,
       0.35634804689908395},
      {"the second does not step in",
       "threshold = { CRO = 3.0, CMO = -5.0 }",
       {0, 2, 1, 0, 0},
       "NONE",
       "CRO",
       true,
       0.07629314247787524,
       0.00000000000000000},
      {"all below NONE",
       "threshold = { CRO = 3.0 }",
       {4, 2, 1, 0, 0},
       "NONE",
       "CRO",
       false,
       0.81849562460958296,
       0.70772428742511683},
      {"scores that overflow exp",
       "",
       {0, 900, 899, -900, 0},
       "CRO",
       "CMO",
       false,
       0.73105857863000488,
       0.46211715726000976},
  };
  for (const OutcomeCase& one : cases) {
    const Pack pack = PackOf("[decision]\n" + std::string(one.decision));
    const Verdict verdict = Concluded(pack, one.scores);
    EXPECT_EQ(Name(pack, verdict.label), one.label) << one.name;
    EXPECT_EQ(Name(pack, verdict.runner_up), one.runner_up) << one.name;
    EXPECT_EQ(verdict.abstained, one.abstained) << one.name;
    EXPECT_NEAR(verdict.confidence, one.confidence, kClose) << one.name;
    EXPECT_NEAR(verdict.margin, one.margin, kClose) << one.name;
    EXPECT_EQ(LabelFor(pack, one.scores), verdict.label) << one.name;
  }
}

TEST(Outcome, MixesInDoubtWhereTooFewWordsAreKnown) {
  const Pack pack = PackOf("[decision]\nreview = { confidence = 0.6, known = 0.5 }");
  const Pack without = PackOf("[decision]\nreview = { confidence = 0.6 }");
  const std::vector<double> of_none{0, -3, -3, -3, -3};  // NONE: 0.834
  const std::vector<double> of_cro{0, 4, 0, 0, 0};       // CRO: 0.932
  const struct {
    const Pack& pack;
    const std::vector<double>& scores;
    double known;
    std::string_view label;
    double confidence;
    double margin;
    Review review;
  } cases[] = {
      {pack, of_none, 1.0, "NONE", 0.83392523020115390, 0.79240653775144237, Review::kNo},
      {pack, of_none, 0.5, "NONE", 0.83392523020115390, 0.79240653775144237, Review::kNo},
      {pack, of_none, 0.25, "NONE", 0.75044392265086542, 0.68805490331358178,
       Review::kUnknownWords},
      {pack, of_none, 0.0, "NONE", 0.5, 0.375, Review::kUnknownWords},
      {pack, of_cro, 0.25, "CRO", 0.73005384451892863, 0.59225480564866079, Review::kUnknownWords},
      {pack, of_cro, 0.0, "CRO", 0.125, 0.0, Review::kUnknownWords},  // it stays the label
      {without, of_none, 0.0, "NONE", 0.83392523020115390, 0.79240653775144237, Review::kNo},
  };
  for (const auto& one : cases) {
    Verdict verdict;
    verdict.scores = one.scores;
    verdict.known = one.known;
    Conclude(one.pack, &verdict);
    EXPECT_EQ(Name(one.pack, verdict.label), one.label) << one.known;
    EXPECT_NEAR(verdict.confidence, one.confidence, kClose) << one.known;
    EXPECT_NEAR(verdict.margin, one.margin, kClose) << one.known;
    EXPECT_EQ(verdict.review, one.review) << one.known;
  }
}

TEST(Outcome, AsksForReview) {
  const Pack pack = PackOf("[decision]\nreview = { confidence = 0.6, margin = 0.5 }");
  // Of two labels far above the others, the first's share is 1 / (1 + exp(-difference)).
  const struct {
    std::string_view name;
    double first, second;
    TextStatus status;
    Review want;
  } cases[] = {
      {"sure", 50, 40, TextStatus::kOk, Review::kNo},
      {"0.574, 0.149 ahead", 50, 49.7, TextStatus::kOk, Review::kLowConfidence},
      {"0.668, 0.336 ahead", 50, 49.3, TextStatus::kOk, Review::kLowMargin},
      {"0.769, 0.537 ahead", 50, 48.8, TextStatus::kOk, Review::kNo},
      {"invalid", 50, 40, TextStatus::kInvalidUtf8, Review::kIncomplete},
      {"truncated", 50, 40, TextStatus::kTruncated, Review::kIncomplete},
      {"out of memory", 50, 49.7, TextStatus::kOutOfMemory, Review::kIncomplete},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(Concluded(pack, {0, one.first, one.second, 0, 0}, one.status).review, one.want)
        << one.name;
  }
}

// Word weights may speak for a label although no pattern was looked for.
TEST(Outcome, IsNoneWithoutConfidenceWhereMatchingRanOutOfMemory) {
  const Verdict verdict =
      Concluded(PackOf("[decision]\n"), {0, 50, 49.7, 0, 0}, TextStatus::kOutOfMemory);
  EXPECT_EQ(verdict.label, kNone);
  EXPECT_EQ(verdict.confidence, 0.0);
  EXPECT_EQ(verdict.margin, 0.0);
  EXPECT_FALSE(verdict.abstained);
  EXPECT_TRUE(verdict.subtypes.empty());
}

TEST(Outcome, NamesFurtherLabelsBestFirst) {
  const Pack pack =
      PackOf("[decision]\nalso = 1.5\nbias = { NONE = 3.0, CRO = -1.0, CMO = 2.0, CSO = -1.0 }");
  const struct {
    std::string_view name;
    std::vector<double> scores;
    std::vector<LabelIndex> want;
  } cases[] = {
      {"none", {3, -1, 2, 0, -1}, {}},
      {"from `also` of evidence on", {3, 0.5, 3.4, 9, -1}, {1}},
      {"the bias is no evidence", {3, -1, 3.49, 9, -1}, {}},
      {"best first, by evidence", {3, 1, 4.5, 9, 1.75}, {4, 2, 1}},
      {"equals in order of labels", {3, 1, 9, 2, 1}, {1, 3, 4}},
      {"never NONE", {9, -1, 9.5, 0, -1}, {}},
      {"the label itself is not named", {3, 9, 2, 0, -1}, {}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(Concluded(pack, one.scores).also, one.want) << one.name;
  }
}

TEST(Outcome, NamesSubtypesOfAThirdOfTheStrongest) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.clinical"
label = "CRO"
subtype = "clinical"
any = ["trial"]
weight = 3.0
[[rule]]
id = "cro.both"
label = "CRO"
subtype = "preclinical+clinical"
any = ["pharmacology"]
weight = 1.0
[[rule]]
id = "cro.discovery"
label = "CRO"
subtype = "discovery"
any = ["screening"]
weight = 0.9
[[rule]]
id = "cro.plain"
label = "CRO"
any = ["research"]
weight = 2.0
[[rule]]
id = "cmo.make"
label = "CMO"
any = ["make"]
weight = 9.0
[[guard]]
id = "no"
any = ["no"]
scope = "1 word"
side = "after"
affects = ["*"]
)");
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"research", ""},
      {"trial", "clinical"},
      {"pharmacology", "preclinical+clinical"},
      {"trial, pharmacology", "clinical"},  // 1 of 4
      {"trial, screening", "clinical"},     // 0.9 of 3
      {"pharmacology, screening", "discovery+preclinical+clinical"},
      {"screening, no trial", "discovery"},
      {"trial, make", ""},  // CMO has no subtypes
      {"", ""},
  };
  Classifier::Session session(*classifier);
  for (const auto& one : cases) {
    EXPECT_EQ(SubtypeText(classifier->pack(), session.Classify(one.text)), one.want) << one.text;
  }
}

TEST(Outcome, HasWordsForReviewsAndStatuses) {
  EXPECT_EQ(ToString(Review::kNo), "");
  EXPECT_EQ(ToString(Review::kLowConfidence), "low-confidence");
  EXPECT_EQ(ToString(Review::kLowMargin), "low-margin");
  EXPECT_EQ(ToString(Review::kIncomplete), "incomplete");
  EXPECT_EQ(ToString(Review::kUnknownWords), "unknown-words");
  EXPECT_EQ(ToString(Review::kNoText), "no-text");
  EXPECT_EQ(ToString(TextStatus::kOk), "ok");
  EXPECT_EQ(ToString(TextStatus::kInvalidUtf8), "invalid-utf8");
  EXPECT_EQ(ToString(TextStatus::kTruncated), "truncated");
  EXPECT_EQ(ToString(TextStatus::kOutOfMemory), "out-of-memory");
}

}  // namespace
}  // namespace cxo
