// The vector loop on every kind of processor that this one can play, against the plain loop.
#include "classifier/match/word_bytes.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <hwy/targets.h>

namespace cxo {
namespace {

// Runs check(name of the target) once for each target; restores the choice.
template <typename Check>
void OnEveryTarget(Check check) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().DeInit();
    check(hwy::TargetName(target));
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
}

TEST(WordBytes, AreTheSameOnEveryTarget) {
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
  size_t targets = 0;
  OnEveryTarget([&](const char* target) {
    ++targets;
    std::vector<uint64_t> got;
    std::vector<uint64_t> want;
    for (const std::string& text : texts) {
      FindWordBytes(text, &got);
      FindWordBytesSlowly(text, &want);
      EXPECT_EQ(got, want) << target << " " << text.size();
    }
  });
  EXPECT_GE(targets, 1U);
}

TEST(WordBytes, AreLettersDigitsAndTheUnderscore) {
  std::vector<uint64_t> bits;
  FindWordBytes("a_Z9 -@[`{/:\xC3\xA9\x7F", &bits);
  EXPECT_EQ(bits, std::vector<uint64_t>{0xF});
}

}  // namespace
}  // namespace cxo
