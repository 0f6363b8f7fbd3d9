// The loops of every kind of processor that this one can play, against one another.
#include "classifier/match/word_bytes.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(WordBytes, AreTheSameForEveryLoop) {
  std::mt19937 random(11);
  std::vector<std::string> texts = {"", "a", std::string(64, 'z'), std::string(65, '.')};
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  texts.push_back(all);
  for (size_t i = 0; i < 300; ++i) {
    std::string text;
    for (size_t n = random() % 400; n > 0; --n) text += static_cast<char>(random() % 256);
    texts.push_back(text);
  }
  ASSERT_GE(WordBytesLoops().size(), 2U);
  EXPECT_EQ(WordBytesLoops().back().name, "scalar");
  for (const WordBytesLoop& loop : WordBytesLoops()) {
    std::vector<uint64_t> got;
    std::vector<uint64_t> want;
    for (const std::string& text : texts) {
      FindWordBytes(loop, text, &got);
      FindWordBytes(WordBytesLoops().back(), text, &want);
      EXPECT_EQ(got, want) << loop.name << " " << text.size();
    }
  }
}

TEST(WordBytes, AreLettersDigitsAndTheUnderscore) {
  for (const WordBytesLoop& loop : WordBytesLoops()) {
    std::vector<uint64_t> bits;
    FindWordBytes(loop, "a_Z9 -@[`{/:\xC3\xA9\x7F", &bits);
    EXPECT_EQ(bits, std::vector<uint64_t>{0xF}) << loop.name;
  }
}

}  // namespace
}  // namespace cxo
