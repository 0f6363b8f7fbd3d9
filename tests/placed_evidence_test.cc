// Questions to placed evidence against a plain pass over all of it.
#include "classifier/decide/placed_evidence.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/seed.h"

namespace cxo {
namespace {

constexpr size_t kPlacedRules = 130;  // more than two words of bits

uint32_t PlaceBelow(size_t n, std::mt19937* random) {
  return static_cast<uint32_t>((*random)() % n);
}

Evidence RandomEvidence(uint32_t size, std::mt19937* random) {
  const uint32_t begin = PlaceBelow(size, random);
  Evidence one{.rule = PlaceBelow(kPlacedRules, random)};
  one.span = {begin, std::min(size, begin + 1 + PlaceBelow(9, random))};
  one.state = PlaceBelow(3, random) == 0 ? Evidence::State::kBlocked : Evidence::State::kFeeds;
  return one;
}

TEST(PlacedEvidence, AnswersAsAPassOverAllEvidenceDoes) {
  std::mt19937 random(Seed(5));
  Segments segments;
  const std::string text = "one two; three four. five; six seven eight. nine: ten";
  segments.Assign(text);
  ASSERT_GT(segments.clauses(), 4U);
  const auto size = static_cast<uint32_t>(text.size());
  PlacedEvidence placed;
  for (int round = 0; round < 300; ++round) {
    placed.Start(kPlacedRules, segments);
    for (uint32_t n = PlaceBelow(30, &random); n > 0; --n) {
      placed.evidence().push_back(RandomEvidence(size, &random));
    }
    std::ranges::sort(placed.evidence(), {}, [](const Evidence& one) { return one.span.begin; });
    placed.Place();
    for (uint32_t n = PlaceBelow(10, &random); n > 0; --n) {
      Evidence one = RandomEvidence(size, &random);
      const Span units[] = {
          {0, size}, segments.Clause(one.span.begin), segments.Sentence(one.span.begin)};
      one.span = units[PlaceBelow(3, &random)];
      placed.Add(one, placed.ScopeOf(one.span));
    }
    RuleSet rules(kPlacedRules);
    for (size_t n = 0; n < kPlacedRules / 3; ++n)
      rules.Set(PlaceBelow(kPlacedRules, &random), true);
    const uint32_t begin = PlaceBelow(size, &random);
    const Span scope{begin, begin + 1 + PlaceBelow(size - begin, &random)};
    std::set<uint32_t> overlapping;
    size_t count = 0;
    for (uint32_t i = 0; i < placed.evidence().size(); ++i) {
      const Evidence& one = placed.evidence()[i];
      if (!one.span.Overlaps(scope)) continue;
      overlapping.insert(i);
      count += rules[one.rule] && IsAlive(one) ? 1 : 0;
    }
    std::set<uint32_t> visited;
    placed.VisitOverlapping(scope, [&](uint32_t i) { visited.insert(i); });
    EXPECT_EQ(visited, overlapping) << round;
    EXPECT_EQ(placed.Count(rules, placed.ScopeOf(scope), SIZE_MAX), count) << round;
    EXPECT_EQ(placed.Count(rules, placed.ScopeOf(scope), 2), std::min<size_t>(count, 2)) << round;
    EXPECT_EQ(Intersect(rules, placed.ScopeOf(scope).rules), count > 0) << round;
    EXPECT_TRUE(count == 0 || Intersect(rules, placed.RulesAnywhere())) << round;
  }
}

TEST(PlacedEvidence, KnowsWhatIsNowhere) {
  Segments segments;
  segments.Assign("one; two");
  PlacedEvidence placed;
  placed.Start(kPlacedRules, segments);
  placed.evidence().push_back({.rule = 129, .span = {0, 3}, .state = Evidence::State::kFeeds});
  placed.Place();
  RuleSet rules(kPlacedRules);
  rules.Set(129, true);
  EXPECT_TRUE(Intersect(rules, placed.RulesAnywhere()));
  placed.evidence()[0].state = Evidence::State::kUnmet;
  placed.Unmark(placed.evidence()[0]);
  EXPECT_FALSE(Intersect(rules, placed.RulesAnywhere()));
  placed.Start(kPlacedRules, segments);
  EXPECT_FALSE(Intersect(rules, placed.RulesAnywhere()));
}

}  // namespace
}  // namespace cxo
