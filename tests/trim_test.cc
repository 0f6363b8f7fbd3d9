// Blanks go from both ends of a text and from nowhere else.
#include "classifier/error/trim.h"

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(Trimmed, TakesBlanksFromBothEnds) {
  EXPECT_EQ(Trimmed(""), "");
  EXPECT_EQ(Trimmed(" \t\r\n"), "");
  EXPECT_EQ(Trimmed("a"), "a");
  EXPECT_EQ(Trimmed(" \ta  b\r\n"), "a  b");
  EXPECT_EQ(Trimmed("\vx\u00A0"), "\vx\u00A0");
}

}  // namespace
}  // namespace cxo
