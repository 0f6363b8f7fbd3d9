// Answers that are kept for texts that come again: the same bytes, or nothing.
#include "classifier/run/recent_answers.h"

#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/batch_run.h"
#include "tests/seed.h"

namespace cxo {
namespace {

Answer AnswerOf(std::vector<std::string> cells) {
  Answer answer;
  answer.label = 3;
  answer.review = Review::kLowMargin;
  answer.status = TextStatus::kInvalidUtf8;
  answer.cells = std::move(cells);
  return answer;
}

bool Same(const Answer& a, const Answer& b) {
  return a.label == b.label && a.review == b.review && a.status == b.status && a.cells == b.cells;
}

TEST(RecentAnswers, AreGivenBackWhole) {
  const std::string bytes("a\0\xFF\n", 4);
  const struct {
    std::string text;
    std::vector<std::string> cells;
  } cases[] = {
      {"packaging", {"CMO", "0.753"}},
      {"packagin", {"NONE", "0.2"}},
      {"", {"", "", ""}},
      {bytes, {bytes, "", "x"}},
      {"no columns", {}},
  };
  RecentAnswers recent;
  Answer answer = AnswerOf({"of", "another", "text", "before"});
  for (const auto& one : cases) {
    EXPECT_FALSE(recent.Find(one.text, &answer)) << one.text;
    recent.Keep(one.text, AnswerOf(one.cells));
  }
  for (const auto& one : cases) {
    ASSERT_TRUE(recent.Find(one.text, &answer)) << one.text;
    EXPECT_TRUE(Same(answer, AnswerOf(one.cells))) << one.text;
  }
}

TEST(RecentAnswers, OfLongTextsAreNotKept) {
  RecentAnswers recent(1024, 1024);
  Answer answer;
  recent.Keep(std::string(1000, 'a'), AnswerOf({"CRO"}));
  recent.Keep("long answer", AnswerOf({std::string(1000, 'a')}));
  EXPECT_FALSE(recent.Find(std::string(1000, 'a'), &answer));
  EXPECT_FALSE(recent.Find("long answer", &answer));
}

// Whatever is found is what was kept last, however often the ring has gone round.
TEST(RecentAnswers, AreNeverThoseOfAnotherText) {
  std::mt19937_64 random(Seed(5));
  for (const size_t most : {1024, 2048, 8192, 1 << 20}) {
    RecentAnswers recent(1024, most);
    std::map<std::string, Answer> kept;
    Answer answer;
    size_t found = 0;
    for (int i = 0; i < 20'000; ++i) {
      const size_t number = std::min(random() % 300, random() % 300);
      const std::string text = std::string(number % 7, 'x') + std::to_string(number);
      if (recent.Find(text, &answer)) {
        ++found;
        ASSERT_TRUE(Same(answer, kept.at(text))) << text << ", " << most << " bytes";
      } else {
        kept[text] = AnswerOf({std::to_string(i), std::string(random() % 4, '-')});
        recent.Keep(text, kept[text]);
      }
    }
    EXPECT_GT(found, 1000U) << most;
  }
}

// Half of the texts are one that comes all the time, the others one behind the other.
size_t FoundOfALongRow(RecentAnswers* recent) {
  Answer answer;
  size_t found = 0;
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 100; ++i) {
      for (const std::string& text : {std::string("often"), "seldom " + std::to_string(i)}) {
        if (recent->Find(text, &answer)) {
          ++found;
        } else {
          recent->Keep(text, AnswerOf({"CMO"}));
        }
      }
    }
  }
  return found;
}

TEST(RecentAnswers, TakeMoreMemoryWhereItPays) {
  RecentAnswers small(512, 512);
  RecentAnswers growing(512, 65'536);
  EXPECT_LT(FoundOfALongRow(&small), 2100U);
  EXPECT_GT(FoundOfALongRow(&growing), 2800U);
}

// Each line is answered as if it stood alone, with all columns, whatever was asked before.
TEST(RecentAnswers, ChangeNoByteOfARun) {
  const auto classifier = MarkedClassifier();
  BatchOptions options;
  options.records.from = InputFormat::kLines;
  options.records.encoding = Encoding::kUtf8;
  options.records.to = OutputFormat::kCsv;
  options.records.add = {ResultColumn::kLabel, ResultColumn::kRules, ResultColumn::kSpans,
                         ResultColumn::kStatus};
  options.threads = 1;
  std::string input;
  std::string want;
  for (int i = 0; i < 200; ++i) {
    static const std::string kLines[] = {
        "packaging\n", "Packaging\n", "nothing\n", " \xFF packaging\n", "packaging, packaging\n",
        "\n"};
    const std::string& line = kLines[static_cast<size_t>(i * 7 / 3) % std::size(kLines)];
    std::string alone = RunOver(*classifier, line, options).output;
    if (i > 0) alone.erase(0, alone.find('\n') + 1);  // the header
    input += line;
    want += alone;
  }
  EXPECT_EQ(RunOver(*classifier, input, options).output, want);
}

}  // namespace
}  // namespace cxo
