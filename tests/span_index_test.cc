// The index against a plain pass over all spans.
#include "classifier/decide/span_index.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/seed.h"

namespace cxo {
namespace {

std::vector<uint32_t> Found(const SpanIndex& index, Span scope) {
  std::vector<uint32_t> found;
  index.VisitOverlapping(scope, [&](uint32_t i) {
    found.push_back(i);
    return false;
  });
  return found;
}

uint32_t Below(uint32_t n, std::mt19937* random) { return static_cast<uint32_t>((*random)() % n); }

TEST(SpanIndex, FindsWhatAPassOverAllSpansFinds) {
  std::mt19937 random(Seed(7));
  for (int round = 0; round < 200; ++round) {
    SpanIndex index;
    std::vector<Span> all(Below(30, &random));
    for (Span& span : all) {
      const uint32_t begin = Below(40, &random);
      span = {begin, begin + Below(15, &random)};
    }
    std::sort(all.begin(), all.end(), [](Span a, Span b) { return a.begin < b.begin; });
    for (const Span span : all) index.Add(span);
    for (uint32_t begin = 0; begin < 50; begin += 3) {
      const Span scope{begin, begin + Below(20, &random)};
      std::vector<uint32_t> want;
      for (uint32_t i = 0; i < all.size(); ++i) {
        if (all[i].Overlaps(scope)) want.push_back(i);
      }
      EXPECT_EQ(Found(index, scope), want) << "round " << round << " from " << begin;
    }
  }
}

TEST(SpanIndex, StopsWhereToldTo) {
  SpanIndex index;
  for (uint32_t i = 0; i < 5; ++i) index.Add({i, i + 1});
  int visited = 0;
  EXPECT_TRUE(index.VisitOverlapping({1, 9}, [&](uint32_t i) { return ++visited, i == 2; }));
  EXPECT_EQ(visited, 2);
  EXPECT_FALSE(index.VisitOverlapping({1, 9}, [](uint32_t) { return false; }));
}

}  // namespace
}  // namespace cxo
