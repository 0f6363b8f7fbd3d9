// Pairs of rules in a clause against a look at each of them.
#include "classifier/decide/signal_pairs.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

using Pair = SignalPairs::Pair;

std::vector<uint64_t> RandomSet(uint32_t rules, std::mt19937* random) {
  std::vector<uint64_t> set((rules + 63) / 64);
  for (uint32_t r = 0; r < rules; ++r) set[r / 64] |= uint64_t{(*random)() % 3 == 0} << (r % 64);
  return set;
}

bool Both(const std::vector<uint64_t>& set, const Pair& pair) {
  const auto has = [&](uint32_t r) { return (set[r / 64] >> (r % 64) & 1U) != 0; };
  return has(pair.first) && has(pair.second);
}

TEST(SignalPairs, AreThoseOfWhichAClauseHasBoth) {
  std::mt19937 random(1);  // NOLINT: the same each time
  for (const uint32_t rules : {2U, 63U, 64U, 65U, 200U, 1000U}) {
    for (const size_t count : {size_t{1}, size_t{5}, size_t{300}}) {
      std::set<std::pair<uint32_t, uint32_t>> made;
      for (size_t i = 0; i < count; ++i) {
        const auto a = static_cast<uint32_t>(random() % rules);
        const auto b = static_cast<uint32_t>(random() % rules);
        if (a != b) made.insert({std::min(a, b), std::max(a, b)});
      }
      std::vector<Pair> all;
      for (const auto& [a, b] : made) {
        all.push_back({random() % 2 == 0 ? a : b, random() % 2 == 0 ? b : a});
        if (all.back().first == all.back().second) all.back() = {a, b};
        all.back().source = static_cast<uint32_t>(all.size() - 1);
      }
      const SignalPairs pairs(rules, all);
      const std::vector<uint64_t> clause = RandomSet(rules, &random);
      std::vector<uint32_t> want;
      for (const Pair& pair : all) {
        if (Both(clause, pair)) want.push_back(pair.source);
      }
      std::vector<uint32_t> got;
      pairs.VisitIn(clause, [&](uint32_t entry) { got.push_back(pairs[entry].source); });
      std::ranges::sort(got);
      EXPECT_EQ(got, want) << rules << " rules, " << all.size() << " pairs";
      for (uint32_t r = 0; r < rules; ++r) {
        EXPECT_EQ(pairs.Has(r),
                  std::ranges::any_of(
                      all, [&](const Pair& pair) { return pair.first == r || pair.second == r; }))
            << r;
      }
    }
  }
}

TEST(SignalPairs, AreNoneWithoutAny) {
  const SignalPairs none(10, {});
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.Has(3));
}

}  // namespace
}  // namespace cxo
