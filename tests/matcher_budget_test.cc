// A budget that is too small never costs a hit: the answer is complete, or it says that it is not.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/match/matcher.h"
#include "classifier/pack/phrase.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

BuiltMatcher BuildFast(const Pack& pack, const MatchLimits& limits) {
  return BuildFastMatcher(pack, limits);
}

// Gaps and wide classes, whose automata have many states.
Pack HungryPack() {
  const std::vector<std::string> phrases = {
      "drug ..9 product ..9 contract",
      "manufactur* ..8 (drug|client|third part(y|ies)) ..8 offer*",
      "pre-clinical ..6 stud(y|ies)",
      "tox*",
      "(fill|finish) ..9 (vial~|syringe~)",
      "client ..9 (tablet~|capsule~) ..9 batch~ ..9 release~"};
  Pack pack;
  for (const std::string& phrase : phrases) {
    Pattern pattern;
    pattern.text = phrase;
    const Result<std::string> regex = PhraseToRegex(phrase);
    EXPECT_TRUE(regex.ok()) << phrase << ": " << Format(regex.error());
    if (!regex.ok()) continue;
    pattern.regex = *regex;
    pack.patterns.push_back(pattern);
  }
  Pattern regex;
  regex.is_phrase = false;
  regex.text = regex.regex = "\\bdr[^.]{0,30}ct\\b";
  pack.patterns.push_back(regex);
  return pack;
}

std::vector<std::string> HungryTexts() {
  const std::vector<std::string> words = {"drug",    "product", "contract",    "manufacturing",
                                          "client",  "offers",  "preclinical", "studies",
                                          "tox",     "fill",    "vials",       "tablets",
                                          "batches", "release", "of",          "the"};
  std::vector<std::string> texts = {"", "tox"};
  uint32_t state = 1;
  for (const size_t length : {10, 100, 300}) {
    std::string text;
    for (size_t i = 0; i < length; ++i) {
      state = state * 1664525 + 1013904223;
      text += words[(state >> 16) % words.size()] + (i % 13 == 12 ? ". " : " ");
    }
    texts.push_back(text);
  }
  return texts;
}

struct Outcomes {
  int refused = 0;     // while building, by name
  int incomplete = 0;  // kOutOfMemory
  int complete = 0;    // the reference's hits
  int wrong = 0;
};

Outcomes RunUnder(const MatchLimits& limits,
                  BuiltMatcher (*build)(const Pack&, const MatchLimits&)) {
  const Pack pack = HungryPack();
  const BuiltMatcher reference = BuildReferenceMatcher(pack);
  const BuiltMatcher limited = build(pack, limits);
  Outcomes outcomes;
  if (limited.matcher == nullptr) {
    outcomes.refused = limited.errors.empty() ? 0 : 1;
    outcomes.wrong = limited.errors.empty() ? 1 : 0;
    return outcomes;
  }
  std::vector<Hit> want;
  std::vector<Hit> got;
  for (const std::string& text : HungryTexts()) {
    reference.matcher->MatchOnce(text, &want);
    if (limited.matcher->MatchOnce(text, &got) == MatchStatus::kOutOfMemory) {
      ++outcomes.incomplete;
    } else {
      ++(got == want ? outcomes.complete : outcomes.wrong);
    }
  }
  return outcomes;
}

// The smallest budgets hold no set at all; RE2 tries out its automaton when a set is compiled.
TEST(MatcherBudget, ASmallSetBudgetCostsTimeAndNoHit) {
  const int texts = static_cast<int>(HungryTexts().size());
  for (int64_t memory = 2 << 10; memory <= 1 << 20; memory += memory / 2) {
    const Outcomes outcomes = RunUnder({.set_memory = memory}, BuildFast);
    EXPECT_EQ(outcomes.complete, texts) << memory;
  }
}

TEST(MatcherBudget, ASmallPatternBudgetIsSaidOrCostsNoHit) {
  int incomplete_or_refused = 0;
  int complete = 0;
  for (const auto build : {BuildFast, BuildReferenceMatcher}) {
    for (int64_t memory = 1 << 10; memory <= 8 << 20; memory *= 2) {
      const Outcomes outcomes = RunUnder({.pattern_memory = memory}, build);
      EXPECT_EQ(outcomes.wrong, 0) << memory;
      incomplete_or_refused += outcomes.incomplete + outcomes.refused;
      complete += outcomes.complete;
    }
  }
  EXPECT_GT(incomplete_or_refused, 0);  // the smallest budgets are too small
  EXPECT_GT(complete, 0);
}

TEST(MatcherBudget, BothBudgetsTogetherNeverGiveFewerHits) {
  for (int64_t memory = 64 << 10; memory <= 4 << 20; memory += 192 << 10) {
    const MatchLimits limits{.pattern_memory = memory, .set_memory = memory};
    EXPECT_EQ(RunUnder(limits, BuildFast).wrong, 0) << memory;
  }
}

TEST(MatcherBudget, PhrasesTooLargeForTheirBudgetMakeTheTextIncomplete) {
  // Words beyond ASCII: RE2 runs the phrase, and compiles it when a text has them.
  Pattern pattern;
  pattern.text = "研发 ..9 生产 ..9 委托";
  pattern.regex = PhraseToRegex(pattern.text).value();
  Pack pack;
  pack.patterns.push_back(pattern);
  const BuiltMatcher built = BuildFastMatcher(pack, {.pattern_memory = 4 << 10});
  ASSERT_TRUE(built.matcher != nullptr) << Formatted(built.errors);
  std::vector<Hit> hits;
  EXPECT_EQ(built.matcher->MatchOnce("研发 生产 委托", &hits), MatchStatus::kOutOfMemory);
  EXPECT_EQ(built.matcher->MatchOnce("nothing of the kind", &hits), MatchStatus::kOk);
  EXPECT_TRUE(hits.empty());
}

}  // namespace
}  // namespace cxo
