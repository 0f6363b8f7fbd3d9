// Lists of texts and of whole numbers.
#include "classifier/error/joined.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(Joined, HasTheSeparatorBetweenAnyTwo) {
  EXPECT_EQ(Joined(std::vector<std::string>{}, ", "), "");
  EXPECT_EQ(Joined(std::vector<std::string>{"a"}, ", "), "a");
  EXPECT_EQ(Joined(std::vector<std::string>{"a", "", "c"}, ", "), "a, , c");
  EXPECT_EQ(Joined(std::vector<const char*>{"a", "b"}, ""), "ab");
  EXPECT_EQ(Joined(std::vector<int16_t>{-3, 0, 120}, " "), "-3 0 120");
}

}  // namespace
}  // namespace cxo
