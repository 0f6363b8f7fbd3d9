// Compiled patterns are taken for those of the pack that they were made of, and of no other.
#include "classifier/match/compiled_patterns.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/match/matcher.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

// A pack of two rules of one phrase each, and a profile without the one and one without the other.
Pack TwoProfiles() {
  Pack pack = PackOf(R"toml(
[[rule]]
id = "a"
label = "CRO"
any = ["alpha"]
[[rule]]
id = "b"
label = "CRO"
any = ["beta"]
)toml");
  pack.profiles = {{.name = "no-a", .changes = {{.rule = "a", .off = true}}},
                   {.name = "no-b", .changes = {{.rule = "b", .off = true}}}};
  return pack;
}

std::string Found(const Matcher& matcher, std::string_view text) {
  std::vector<Hit> hits;
  EXPECT_EQ(matcher.MatchOnce(text, &hits), MatchStatus::kOk);
  std::string found;
  for (const Hit& hit : hits) found += std::string(text.substr(hit.span.begin, hit.span.size()));
  return found;
}

TEST(CompiledPatterns, AreNotThoseOfAnotherProfile) {
  const Pack no_a = *ApplyProfile(TwoProfiles(), "no-a");
  const Pack no_b = *ApplyProfile(TwoProfiles(), "no-b");
  ASSERT_EQ(no_a.patterns.size(), no_b.patterns.size());
  ASSERT_EQ(no_a.patterns[0].owner, no_b.patterns[0].owner);
  const CompiledPatterns compiled = CompiledPatterns::Of(no_a);
  EXPECT_TRUE(compiled.AreOf(no_a));
  EXPECT_FALSE(compiled.AreOf(no_b));
  const std::string bytes = WriteCompiledPatterns(no_a);
  EXPECT_EQ(Found(*BuildFastMatcher(no_a, {}, bytes).matcher, "alpha beta"), "beta");
  EXPECT_EQ(Found(*BuildFastMatcher(no_b, {}, bytes).matcher, "alpha beta"), "alpha");
}

TEST(CompiledPatterns, AreThoseOfPatternsThatSayTheSameInTheSameOrder) {
  const Pack pack = PackOf("[[rule]]\nid = \"a\"\nlabel = \"CRO\"\nany = [\"alpha\", \"beta\"]");
  const CompiledPatterns compiled = CompiledPatterns::Of(pack);
  const auto changed = [&](auto change) {
    Pack other = pack;
    change(&other);
    return other;
  };
  EXPECT_TRUE(compiled.AreOf(changed([](Pack* other) { other->digest = "0"; })));
  const Pack others[] = {
      changed([](Pack* other) { other->patterns.pop_back(); }),
      changed([](Pack* other) { other->patterns.push_back(other->patterns[0]); }),
      changed([](Pack* other) { other->patterns[1].regex += "x"; }),
      changed([](Pack* other) { std::swap(other->patterns[0], other->patterns[1]); }),
      changed([](Pack* other) {
        other->patterns[1].regex.insert(0, 1, other->patterns[0].regex.back());
        other->patterns[0].regex.pop_back();
      }),
  };
  for (const Pack& other : others) EXPECT_FALSE(compiled.AreOf(other));
}

}  // namespace
}  // namespace cxo
