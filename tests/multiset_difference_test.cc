// Items go one for one with their equals, the first ones first.
#include "classifier/cli/multiset_difference.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(MultisetDifference, LeavesWhatStandsOftenerThanInTheOther) {
  using Names = std::vector<std::string>;
  const struct {
    const char* name;
    Names items;
    Names others;
    Names want;
  } kCases[] = {
      {"nothing", {}, {"a"}, {}},
      {"no others", {"b", "a"}, {}, {"b", "a"}},
      {"in its order", {"c", "b", "a"}, {"b"}, {"c", "a"}},
      {"once for each", {"a", "a", "a"}, {"a", "a"}, {"a"}},
      {"oftener among the others", {"a", "b"}, {"a", "a"}, {"b"}},
  };
  const auto itself = [](const std::string& item) { return item; };
  for (const auto& [name, items, others, want] : kCases) {
    SCOPED_TRACE(name);
    Names rest;
    for (const std::string* item : MultisetDifference(items, itself, others, itself)) {
      rest.push_back(*item);
    }
    EXPECT_EQ(rest, want);
  }
}

TEST(MultisetDifference, ComparesByTheIdentityOfEachSide) {
  using Numbered = std::pair<int, char>;
  const std::vector<Numbered> items = {{1, 'a'}, {2, 'b'}, {3, 'a'}};
  const std::vector<Numbered> others = {{0, 'A'}};
  const auto rest = MultisetDifference(
      items, [](const Numbered& item) { return item.second; }, others,
      [](const Numbered& item) { return static_cast<char>(item.second - 'A' + 'a'); });
  EXPECT_EQ(rest, (std::vector<const Numbered*>{&items[1], &items[2]}));
}

}  // namespace
}  // namespace cxo
