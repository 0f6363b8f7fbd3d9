// Which runs of words are phrases, where they end, and which rows they are said to stand in.
#include "classifier/eval/phrases.h"

#include <gtest/gtest.h>

#include "classifier/eval/stop_words.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

std::vector<GoldRow> UnlabelledRows(const std::vector<std::string>& texts) {
  std::vector<GoldRow> rows;
  for (const std::string& text : texts) rows.push_back({.text = text});
  return rows;
}

std::vector<PhraseRows> PhrasesIn(const std::vector<std::string>& texts, size_t min_rows) {
  const auto classifier = ClassifierOf("");
  const std::vector<GoldRow> rows = UnlabelledRows(texts);
  return FindPhrases(MatchedCorpus(*classifier, rows, 1), min_rows);
}

// "cell line|line"
std::string PhrasesIn(const std::string& text) {
  std::string all;
  for (const PhraseRows& phrase : PhrasesIn({text}, 1))
    all += (all.empty() ? "" : "|") + phrase.text;
  return all;
}

TEST(Phrases, AreRunsOfOneToFourWordsWithinAClause) {
  struct Case {
    std::string name, text, want;
  };
  const std::vector<Case> cases = {
      {"four words at most", "aa bb cc dd ee",
       "aa|aa bb|aa bb cc|aa bb cc dd|bb|bb cc|bb cc dd|bb cc dd ee|cc|cc dd|cc dd ee|dd|dd ee|ee"},
      {"in normal form", "Mass-\nSpectrometry", "mass|mass spectrometry|spectrometry"},
      {"hyphen and slash", "fill-finish/label",
       "fill|fill finish|fill finish label|finish|"
       "finish label|label"},
      {"comma", "tablets, capsules", "capsules|tablets"},
      {"bracket", "tablets (capsules)", "capsules|tablets"},
      {"sentence", "Tablets. Capsules.", "capsules|tablets"},
      {"clause", "tablets; capsules", "capsules|tablets"},
      {"stop words at the ends", "the development of the tablets",
       "development|development of the tablets|tablets"},
      {"numbers and letters at the ends", "phase 2 x trial", "phase|phase 2 x trial|trial"},
      {"signs inside a word", "r&d work at pfizer's u.s site",
       "pfizer's|pfizer's u.s|pfizer's u.s site|r&d|r&d work|r&d work at pfizer's|site|u.s|"
       "u.s site|work|work at pfizer's|work at pfizer's u.s"},
      {"in vitro is one word", "in vitro assays in mice",
       "assays|assays in mice|in vitro|"
       "in vitro assays|in vitro assays in mice|mice"},
      {"scripts without spaces", "\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95\xE9\xAA\x8C",
       "\xE4\xB8\xB4\xE5\xBA\x8A|\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95\xE9\xAA\x8C|"
       "\xE8\xAF\x95\xE9\xAA\x8C"},
      {"three characters of them", "\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95",
       "\xE4\xB8\xB4\xE5\xBA\x8A|\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95|\xE8\xAF\x95"},
      {"five characters of them", "\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95\xE9\xAA\x8C\xE5\xAE\xA4",
       "\xE4\xB8\xB4\xE5\xBA\x8A|\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95\xE9\xAA\x8C|"
       "\xE4\xB8\xB4\xE5\xBA\x8A\xE8\xAF\x95\xE9\xAA\x8C\xE5\xAE\xA4|\xE5\xAE\xA4|"
       "\xE8\xAF\x95\xE9\xAA\x8C|\xE8\xAF\x95\xE9\xAA\x8C\xE5\xAE\xA4"},
      {"nothing", "", ""},
      {"signs alone", "... ;; -- (!)", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(PhrasesIn(c.text), c.want) << c.name;
}

TEST(Phrases, CountRowsAndNotOccurrences) {
  const auto found = PhrasesIn({"oat oat oat", "rye", "oat and rye"}, 2);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, "oat");
  EXPECT_EQ(found[0].rows, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(found[1].text, "rye");
  EXPECT_EQ(found[1].rows, (std::vector<uint32_t>{1, 2}));
}

TEST(Phrases, OfTheSameRowsMakeOneGroupUnderTheLongest) {
  const auto groups = GroupByRows(
      PhrasesIn({"batch release testing", "batch release testing", "release", "xray"}, 1));
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].phrase.text, "batch release testing");
  EXPECT_EQ(groups[0].variants,
            (std::vector<std::string>{"batch", "batch release", "release testing", "testing"}));
  EXPECT_EQ(groups[1].phrase.text, "release");
  EXPECT_EQ(groups[1].phrase.rows, (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_EQ(groups[2].phrase.text, "xray");
}

TEST(StopWords, AreFoundInEachOfTheirLists) {
  for (const char* word : {"a", "your", "among", "africa", "worldwide", "headquartered",
                           "switzerland", "corporation"}) {
    EXPECT_TRUE(IsStopWord(word)) << word;
  }
  for (const char* word : {"", "trial", "contract", "zz", "ab", "nothing"}) {
    EXPECT_FALSE(IsStopWord(word)) << word;
  }
}

}  // namespace
}  // namespace cxo
