// The nearest known name, and the distance that says which is nearest.
#include "classifier/error/nearest.h"

#include <gtest/gtest.h>

#include "classifier/error/edit_distance.h"

namespace cxo {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  struct Case {
    const char *a, *b;
    size_t limit, want;
  };
  const Case cases[] = {
      {"", "", 3, 0},
      {"weight", "weight", 3, 0},
      {"weigth", "weight", 3, 1},
      {"wight", "weight", 3, 1},
      {"weeight", "weight", 3, 1},
      {"waight", "weight", 3, 1},
      {"CRO", "cro", 3, 0},
      {"abc", "xyz", 3, 3},
      {"abcd", "wxyz", 3, 4},
      {"abcdefgh", "a", 3, 4},
      {"kitten", "sitting", 3, 3},
      {"kitten", "sitting", 2, 3},
      {"", "ab", 3, 2},
      {"ab", "", 0, 1},
      {"abcd", "badc", 3, 2},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(EditDistance(c.a, c.b, c.limit), c.want) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a, c.limit), c.want) << c.b << " " << c.a;
  }
}

TEST(Nearest, IsTheFirstOfTheLeastDistantNames) {
  EXPECT_EQ(Nearest("weigth", {"width", "weight", "height"}), "weight");
  EXPECT_EQ(Nearest("hits", {"hit", "bits", "hot"}), "hit");
  EXPECT_EQ(Nearest("cro", {"CMO", "CRO"}), "CRO");
}

TEST(Nearest, IsNothingIfNoNameIsNear) {
  EXPECT_EQ(Nearest("zebra", {"weight", "label"}), "");
  EXPECT_EQ(Nearest("id", {"is"}), "");
  EXPECT_EQ(Nearest("", {"is"}), "");
  EXPECT_EQ(Nearest("weight", {}), "");
}

TEST(DidYouMean, NamesAllThatAreEquallyNear) {
  EXPECT_EQ(DidYouMean("weigth", {"width", "weight"}), "; did you mean `weight`?");
  EXPECT_EQ(DidYouMean("CDO", {"NONE", "CRO", "CDMO"}), "; did you mean `CRO` or `CDMO`?");
  EXPECT_EQ(DidYouMean("CDO", {"CRO", "CMO", "CDMO"}), "; did you mean `CRO`, `CMO` or `CDMO`?");
  EXPECT_EQ(DidYouMean("CDO", {"CAO", "CBO", "CCO", "CEO", "CFO"}),
            "; did you mean `CAO`, `CBO`, `CCO` or `CEO`?");
  EXPECT_EQ(DidYouMean("weigth", {"weighty", "weight", "weight"}), "; did you mean `weight`?");
  EXPECT_EQ(DidYouMean("CDO", {"CRO", "CDO"}), "; did you mean `CDO`?");
  EXPECT_EQ(DidYouMean("zebra", {"width", "weight"}), "");
}

TEST(DidYouMean, NamesThoseThatGoOnWhereNoneIsNear) {
  EXPECT_EQ(DidYouMean("cmo.white-room", {"cmo.packaging", "cmo.white-room-hours"}),
            "; did you mean `cmo.white-room-hours`?");
  EXPECT_EQ(DidYouMean("cmo.white", {"cmo.white-room.*", "cmo.white-room.hours"}),
            "; did you mean `cmo.white-room.*` or `cmo.white-room.hours`?");
  EXPECT_EQ(DidYouMean("cmo.pack", {"cmo.pick", "cmo.packaging"}), "; did you mean `cmo.pick`?");
  EXPECT_EQ(DidYouMean("cm", {"cmo.packaging"}), "");
}

TEST(NearestWithin, IsThePlaceOfTheFirstOfTheLeastDistantNames) {
  EXPECT_EQ(NearestWithin("hits", {"bits", "hit", "HITS", "hits"}, 1), 2U);
  EXPECT_EQ(NearestWithin("id", {"text", "is"}, 1), 1U);
  EXPECT_EQ(NearestWithin("id", {"is", ""}, 0), std::nullopt);
  EXPECT_EQ(NearestWithin("a", {"", "b"}, 1), 0U);
  EXPECT_EQ(NearestWithin("kitten", {"sitting"}, 2), std::nullopt);
}

}  // namespace
}  // namespace cxo
