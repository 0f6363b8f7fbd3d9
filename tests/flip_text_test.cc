// The piece of a text that is shown beside a flip: as wide as it may be, and never cut within a
// character. And how likely flips are by chance.
#include "classifier/cli/flip_text.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace cxo {
namespace {

std::string Repeated(std::string_view piece, int times) {
  std::string text;
  for (; times > 0; --times) text += piece;
  return text;
}

TEST(Snippet, FillsItsColumns) {
  const struct {
    const char* name;
    std::string text;
    std::string want;  // in 20 columns, of which marks may take 8
  } kCases[] = {
      {"short", "a text", "a text"},
      {"ASCII", Repeated("a", 20), "aaaaaaaaaaaa..."},
      {"quotes count once", Repeated("\u201C", 20), Repeated("\u201C", 12) + "..."},
      {"CJK counts twice", Repeated("\u4E2D", 20), Repeated("\u4E2D", 6) + "..."},
      {"half of a wide one is none", "a" + Repeated("\u4E2D", 20),
       "a" + Repeated("\u4E2D", 5) + "..."},
      {"marks alone end as well", Repeated("\u0301", 20), Repeated("\u0301", 12) + "..."},
  };
  for (const auto& [name, text, want] : kCases) EXPECT_EQ(Snippet(text, {}, 20), want) << name;
}

TEST(Snippet, StandsAroundItsFocus) {
  const std::string dashes = Repeated("\u2013", 20);
  const auto begin = static_cast<uint32_t>(dashes.size());
  EXPECT_EQ(Snippet(dashes + "focus" + dashes, {begin, begin + 5}, 21),
            "..." + Repeated("\u2013", 4) + "[focus]" + Repeated("\u2013", 4) + "...");
}

TEST(Probability, IsNeverShownAsZero) {
  const struct {
    double p;
    const char* want;
  } kCases[] = {{1.0, "1.000"},      {0.0396, "0.040"},   {0.0005, "0.001"},
                {0.0004, "4.0e-04"}, {2.4e-7, "2.4e-07"}, {0.0, "0.000"}};
  for (const auto& [p, want] : kCases) EXPECT_EQ(Probability(p), want);
}

}  // namespace
}  // namespace cxo
