// The loops of every kind of processor that this one can play, against one another.
#include "classifier/match/word_spans.h"

#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/seed.h"

namespace cxo {
namespace {

using testing::ElementsAre;

std::vector<Span> WordsBy(const WordsLoop& loop, std::string_view text) {
  std::vector<Span> words;
  words.resize(FindWords(loop, text, &words));
  return words;
}

TEST(WordSpans, AreTheSameForEveryLoop) {
  std::mt19937 random(Seed(11));
  std::vector<std::string> texts = {"", "a", std::string(64, 'z'), std::string(65, '.')};
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  texts.push_back(all);
  texts.emplace_back(std::string(63, ' ') + "ab" + std::string(62, ' ') + "c");
  std::string most;
  for (int i = 0; i < 500; ++i) most += "a ";
  texts.push_back(most);
  for (size_t i = 0; i < 300; ++i) {
    std::string text;
    for (size_t n = random() % 400; n > 0; --n) text += static_cast<char>(random() % 256);
    texts.push_back(text);
  }
  ASSERT_GE(WordsLoops().size(), 2U);
  EXPECT_EQ(WordsLoops().back().name, "scalar");
  for (const WordsLoop& loop : WordsLoops()) {
    for (const std::string& text : texts) {
      EXPECT_EQ(WordsBy(loop, text), WordsBy(WordsLoops().back(), text))
          << loop.name << " " << text;
    }
  }
}

TEST(WordSpans, AreRunsOfLettersDigitsAndTheUnderscore) {
  for (const WordsLoop& loop : WordsLoops()) {
    EXPECT_THAT(WordsBy(loop,
                        "a_Z9 -@[`{/:\xC3\xA9\x7F"
                        "b"),
                ElementsAre(Span{0, 4}, Span{15, 16}))
        << loop.name;
    EXPECT_THAT(WordsBy(loop, "end"), ElementsAre(Span{0, 3})) << loop.name;
    EXPECT_THAT(WordsBy(loop, std::string(64, 'x')), ElementsAre(Span{0, 64})) << loop.name;
    EXPECT_THAT(WordsBy(loop, ""), ElementsAre()) << loop.name;
  }
}

}  // namespace
}  // namespace cxo
