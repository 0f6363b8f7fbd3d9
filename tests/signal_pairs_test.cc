// Pairs of rules in a clause against a look at each of them.
#include "classifier/decide/signal_pairs.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

using Pair = SignalPairs::Pair;

TEST(SignalPairs, AreThoseOfWhichAClauseHasBoth) {
  std::mt19937 random(1);  // NOLINT: the same each time
  for (const uint32_t rules : {2U, 63U, 64U, 65U, 200U, 1000U}) {
    for (const size_t count : {size_t{1}, size_t{5}, size_t{300}}) {
      std::set<Pair> made;
      for (size_t i = 0; i < count; ++i) {
        const auto a = static_cast<uint32_t>(random() % rules);
        const auto b = static_cast<uint32_t>(random() % rules);
        if (a != b) made.insert({std::min(a, b), std::max(a, b)});
      }
      const std::vector<Pair> all(made.begin(), made.end());
      const SignalPairs pairs(rules, all);
      std::vector<uint64_t> clause((rules + 63) / 64);
      for (uint32_t r = 0; r < rules; ++r)
        clause[r / 64] |= uint64_t{random() % 3 == 0} << (r % 64);
      const auto in_clause = [&](uint32_t r) { return (clause[r / 64] >> (r % 64) & 1U) != 0; };
      std::vector<uint32_t> want;
      std::set<uint32_t> members;
      for (uint32_t i = 0; i < all.size(); ++i) {
        members.insert({all[i].first, all[i].second});
        if (in_clause(all[i].first) && in_clause(all[i].second)) want.push_back(i);
      }
      std::vector<uint32_t> got;
      pairs.VisitIn(clause, [&](uint32_t entry, uint32_t first, uint32_t second) {
        got.push_back(entry);
        EXPECT_EQ((Pair{first, second}), all[entry]);
      });
      EXPECT_EQ(got, want) << rules << " rules, " << all.size() << " pairs";
      for (uint32_t r = 0; r < rules; ++r) EXPECT_EQ(pairs.Has(r), members.contains(r)) << r;
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
