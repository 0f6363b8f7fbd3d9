// Nouns beside their numbers.
#include "classifier/error/counted.h"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(Counted, TakesTheSingularForOneAlone) {
  const struct {
    uint64_t count;
    std::string want;
  } cases[] = {{0, "0 rows"}, {1, "1 row"}, {2, "2 rows"}, {1'000'001, "1000001 rows"}};
  for (const auto& [count, want] : cases) EXPECT_EQ(Counted(count, "row"), want);
}

TEST(Counted, GivesTheNounAloneToWhoWritesTheNumberInAnotherWay) {
  EXPECT_EQ(NounFor(1, "rule"), "rule");
  EXPECT_EQ(NounFor(12'000, "rule"), "rules");
}

}  // namespace
}  // namespace cxo
