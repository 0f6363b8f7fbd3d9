// The digest of a pack, against values that coreutils computed.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/pack/load.h"

namespace cxo {
namespace {

TEST(PackDigest, EqualsWhatSha256sumSaysOfTheSameBytes) {
  // printf 'a.toml\0003\000x=1b.toml\0000\000' | sha256sum
  EXPECT_EQ(PackDigest({{"a.toml", "x=1"}, {"b.toml", ""}}),
            "8c870e4b97526ecb95a9170fb467e785b39f3003f6a75a52bc1734c491d6db73");
  // printf '' | sha256sum
  EXPECT_EQ(PackDigest({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(PackDigest, DoesNotDependOnTheOrderOfTheFiles) {
  EXPECT_EQ(PackDigest({{"b.toml", ""}, {"a.toml", "x=1"}}),
            PackDigest({{"a.toml", "x=1"}, {"b.toml", ""}}));
}

TEST(PackDigest, TellsPacksApartWhoseBytesRunTogetherAlike) {
  const std::vector<std::vector<PackFile>> packs = {{{"a", "bc"}},
                                                    {{"ab", "c"}},
                                                    {{"a", "b"}, {"c", ""}},
                                                    {{"a", ""}, {"bc", ""}},
                                                    {{"a", std::string("\0", 1)}}};
  for (size_t i = 0; i < packs.size(); ++i) {
    for (size_t j = 0; j < i; ++j) EXPECT_NE(PackDigest(packs[i]), PackDigest(packs[j])) << i << j;
  }
}

}  // namespace
}  // namespace cxo
