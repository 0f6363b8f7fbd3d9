// The filter may let words pass in vain, never stop one that begins a pattern; all loops agree.
#include "classifier/match/word_filter.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/match/word_spans.h"
#include "tests/seed.h"

namespace cxo {
namespace {

using testing::IsSupersetOf;

std::vector<Span> WordsOf(std::string_view text) {
  std::vector<Span> words;
  words.resize(FindWords(WordsLoops().back(), text, &words));
  return words;
}

std::vector<uint32_t> Passed(const WordFilterTables& tables, const WordFilter::Loop& loop,
                             std::string_view text) {
  const WordFilter filter(tables.words(), tables.pairs(), tables.beginnings(), tables.shape());
  std::vector<uint32_t> passed;
  passed.resize(filter.FindFirstWords(loop, text, WordsOf(text), &passed));
  return passed;
}

TEST(WordFilter, LetsWordsPassThatBeginPatterns) {
  WordFilterTables tables(9, 9, {"manufactur"});
  tables.AddWord("toll");
  tables.AddWord("pharmacovigilance");
  tables.AddPair("contract", "research");
  tables.AddPair("on", "a");
  const struct {
    std::string_view text;
    std::vector<uint32_t> passed;
  } cases[] = {
      {"", {}},
      {"toll", {0}},
      {"tolls toll. toll", {1, 2}},
      {"we manufacture, manufacturing and manufact", {1, 2, 4}},  // five bytes count
      {"contract research and contract work", {0}},
      {"contract", {}},
      {"contract r", {}},
      {"on a, on an, on", {0}},
      {"pharmacovigilance", {0}},
      {"a longer text of many words whose one word that counts is at the very end: toll", {16}},
  };
  for (const WordFilter::Loop& loop : WordFilter::Loops()) {
    for (const auto& one : cases) {
      EXPECT_EQ(Passed(tables, loop, one.text), one.passed) << loop.name << ": " << one.text;
    }
  }
}

TEST(WordFilter, TakesShortBeginnings) {
  const struct {
    std::vector<std::string> beginnings;
    std::string_view text;
    std::vector<uint32_t> passed;
  } cases[] = {
      {{"api"}, "api apis apiary ap", {0, 1, 2}},
      {{"a", "drug"}, "a an b drugs", {0, 1, 3}},
      {{""}, "what ever", {0, 1}},
      {{}, "what ever", {}},
  };
  for (const WordFilter::Loop& loop : WordFilter::Loops()) {
    for (const auto& one : cases) {
      const WordFilterTables tables(0, 0, one.beginnings);
      EXPECT_THAT(Passed(tables, loop, one.text), IsSupersetOf(one.passed)) << loop.name;
    }
  }
}

// Words of a few letters, so that they share beginnings and turn up again.
std::string RandomWord(std::mt19937* random) {
  std::string word;
  for (size_t n = 1 + (*random)() % 11; n > 0; --n) {
    word += static_cast<char>('a' + (*random)() % 3);
  }
  return word;
}

TEST(WordFilter, StopsNoWordThatBeginsAPatternAndIsTheSameForEveryLoop) {
  std::mt19937 random(Seed(3));
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> beginnings;
    std::vector<std::string> alone;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (size_t n = random() % 4; n > 0; --n) beginnings.push_back(RandomWord(&random));
    for (size_t n = random() % 4; n > 0; --n) alone.push_back(RandomWord(&random));
    for (size_t n = random() % 40; n > 0; --n) {
      pairs.emplace_back(RandomWord(&random), RandomWord(&random));
    }
    WordFilterTables tables(alone.size(), pairs.size(), beginnings);
    for (const std::string& word : alone) tables.AddWord(word);
    for (const auto& [word, next] : pairs) tables.AddPair(word, next);
    std::string text;
    for (size_t n = random() % 60; n > 0; --n) {
      text += RandomWord(&random) + (random() % 9 == 0 ? ". " : " ");
      if (!pairs.empty() && random() % 3 == 0) {
        const auto& [word, next] = pairs[random() % pairs.size()];
        text.append(word).append("-").append(next).append(" ");
      }
    }
    if (random() % 2 == 0 && !text.empty()) text.pop_back();  // the last word at the very end
    const std::vector<Span> words = WordsOf(text);
    const auto word_at = [&](size_t i) {
      return i < words.size() ? text.substr(words[i].begin, words[i].size()) : std::string();
    };
    std::vector<uint32_t> first;
    for (uint32_t i = 0; i < words.size(); ++i) {
      const std::string word = word_at(i);
      bool begins = std::find(alone.begin(), alone.end(), word) != alone.end();
      for (const std::string& one : beginnings) begins = begins || word.starts_with(one);
      for (const auto& pair : pairs) {
        const std::string next = word_at(i + 1);
        const bool same =
            pair.second.size() < 3 ? next == pair.second : next.starts_with(pair.second);
        begins = begins || (word == pair.first && same);
      }
      if (begins) first.push_back(i);
    }
    const std::vector<uint32_t> want = Passed(tables, WordFilter::Loops().back(), text);
    EXPECT_THAT(want, IsSupersetOf(first)) << round;
    for (const WordFilter::Loop& loop : WordFilter::Loops()) {
      EXPECT_EQ(Passed(tables, loop, text), want) << round << " " << loop.name;
    }
  }
}

TEST(WordFilter, HasAPlainLoopAndOneOfTheProcessor) {
  ASSERT_GE(WordFilter::Loops().size(), 2U);
  EXPECT_EQ(WordFilter::Loops().back().name, "scalar");
}

TEST(WordFilter, LetsNothingPassWithoutTables) {
  const std::string text = "what ever";
  std::vector<uint32_t> passed;
  EXPECT_EQ(WordFilter().FindFirstWords(WordFilter::Loops().front(), text, WordsOf(text), &passed),
            0U);
}

}  // namespace
}  // namespace cxo
