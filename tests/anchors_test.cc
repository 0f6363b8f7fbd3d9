// What patterns need, and which patterns a text leaves possible.
#include "classifier/match/anchors.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/match/anchor_index.h"
#include "classifier/match/match_places.h"
#include "classifier/match/regex_tree.h"

namespace cxo {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// "a|b & c": groups joined by " & ", their pieces by "|".
std::string Shown(const std::vector<AnchorGroup>& groups) {
  std::string shown;
  for (const AnchorGroup& group : groups) {
    if (!shown.empty()) shown += " & ";
    for (size_t i = 0; i < group.size(); ++i) shown += (i > 0 ? "|" : "") + group[i];
  }
  return shown;
}

TEST(Anchors, AreWhatEveryMatchHolds) {
  struct Case {
    std::string_view name;
    std::string_view regex;
    std::string_view want;
  };
  const std::vector<Case> cases = {
      {"one word", R"(\bpackaging\b)", "packaging"},
      {"two words, the longer first", R"(\bdrug ?[-/ \n] ?product\b)", "product & drug"},
      {"an ending", R"(\bmanufactur\w*)", "manufactur"},
      {"alternatives", R"(\b(?:contract|toll) packing\b)", " packing & contract|toll"},
      {"an alternative too short", R"((?:ab|toll)x)", ""},
      {"an optional group", R"((?:drug)? product)", " product"},
      {"a starred group", R"((?:drug)*product)", "product"},
      {"an optional letter", R"(colou?rs)", "colo"},
      {"an optional letter of two bytes", "abc\xC3\xA9?def", "abc & def"},
      {"a repeated letter ends the piece", "ab+cde", "cde"},
      {"a counted letter ends the piece", "abcd{2}efg", "abcd & efg"},
      {"a gap", R"(develop,?(?:[ \n][^ \n.;:!?]+){0,3} ?[-/ \n] ?make)", "develop & make"},
      {"a class", "ab[cd]efg", "efg"},
      {"a class with a bracket first", "abc[]x]def", "abc & def"},
      {"quoted signs", R"(r\&d\.x)", "r&d.x"},
      {"nested alternatives", "(?:abc(?:def|ghi)|xyz)", "abc|xyz"},
      {"four groups at most", "abcde.fghi.jklm.nop.qrs", "abcde & fghi & jklm & nop"},
      {"Chinese", "合同研究", "合同研究"},
      {"too short", "ab", ""},
      {"flags", "(?i)packaging", ""},
      {"named groups", "(?P<x>packaging)", ""},
      {"code points by number", R"(\x{41}packaging)", ""},
      {"Unicode classes", R"(\pLpackaging)", ""},
      {"an empty branch", "(?:|packaging)", ""},
      {"an unclosed group", "(?:packaging", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(Shown(FindAnchors(ParseRegex(c.regex))), c.want) << c.name;
}

TEST(MostBytesToTextEnd, IsHowFarBeforeTheEndAMatchMayBegin) {
  const struct {
    std::string_view regex;
    size_t want;
  } cases[] = {{"^sop", 0},
               {"^(?:sop|job) for", 0},
               {"(?:^a|^b)c", 0},
               {"(?:^a)+", 0},
               {"(?:^a|b)c", kAnywhere},
               {"^a|b", kAnywhere},
               {"(?:^a)?b", kAnywhere},
               {"a^b", kAnywhere},
               {R"(\b^a)", kAnywhere},
               {"", kAnywhere},
               {"(?m)^a", kAnywhere},
               {R"(\bkits?$)", 4},
               {R"(\bkits?[.!]?\z)", 8},  // a sign of a set may have four bytes
               {R"(\b(?:kit|reagent)$|^sells)", 7},
               {R"(\bkits$|\breagents)", kAnywhere},
               {R"(\b(?:kit|reagent$))", kAnywhere},
               {R"(\bkits +$)", kAnywhere},
               {R"(\bkit(?:ab){2,3}$)", 9},
               {R"(\bkit\z(?:\b)*)", kAnywhere},
               {R"(\bkit(?:a{200}){200}$)", kAnywhere},
               {R"((?:kit$)?)", kAnywhere},
               {"(?m)kit$", kAnywhere}};
  for (const auto& one : cases) {
    EXPECT_EQ(MostBytesToTextEnd(ParseRegex(one.regex)), one.want) << one.regex;
  }
}

TEST(RequiredSign, IsInEveryMatch) {
  const struct {
    std::string_view regex;
    char want;
  } cases[] = {{R"(\?\s*no\b)", '?'}, {R"(\bno:)", ':'},   {R"((?:a;){1,2})", ';'},
               {R"((?:a;)?b)", 0},    {R"((?:a;|b;))", 0}, {R"(a b_c\n)", 0},
               {R"(是a)", 0},         {R"((?i)a;)", 0}};
  for (const auto& one : cases) {
    EXPECT_EQ(FindRequiredSign(ParseRegex(one.regex)), one.want) << one.regex;
  }
}

TEST(AnchorIndex, LeavesThePatternsWhoseGroupsAllOccur) {
  AnchorIndex index;
  index.Add(7, {{"contract", "toll"}, {"packing"}});
  index.Add(8, {{"packing"}});
  index.Add(9, {{"con"}});
  index.Add(10, {{"contractual"}});  // told from "contract" by what is behind its first eight bytes
  index.Freeze();
  AnchorIndex::Workspace workspace;
  const auto possible = [&](std::string_view text) {
    std::vector<uint32_t> patterns;
    index.FindPossible(text, &workspace, &patterns);
    return patterns;
  };
  EXPECT_THAT(possible("toll packing"), UnorderedElementsAre(7u, 8u));
  EXPECT_THAT(possible("packing"), ElementsAre(8u));
  EXPECT_THAT(possible("contract"), ElementsAre(9u));
  EXPECT_THAT(possible("packing, contract, packing"), UnorderedElementsAre(7u, 8u, 9u));
  EXPECT_THAT(possible("contractua"), ElementsAre(9u));
  EXPECT_THAT(possible("a contractual"), UnorderedElementsAre(9u, 10u));
  EXPECT_THAT(possible("con"), ElementsAre(9u));
  EXPECT_THAT(possible("co"), ElementsAre());
  EXPECT_THAT(possible(""), ElementsAre());
}

TEST(AnchorIndex, LeavesNothingInTheWorkspaceForAnother) {
  AnchorIndex small;
  small.Add(1, {{"toll"}, {"packing"}});
  AnchorIndex large;
  large.Add(2, {{"contract"}, {"packing"}});
  large.Add(3, {{"toll"}});
  small.Freeze();
  large.Freeze();
  AnchorIndex::Workspace workspace;
  std::vector<uint32_t> patterns;
  large.FindPossible("toll, contract", &workspace, &patterns);
  EXPECT_THAT(patterns, ElementsAre(3u));
  small.FindPossible("packing", &workspace, &patterns);
  large.FindPossible("packing", &workspace, &patterns);
  EXPECT_THAT(patterns, ElementsAre(3u));
  small.FindPossible("toll packing", &workspace, &patterns);
  EXPECT_THAT(patterns, ElementsAre(3u, 1u));
}

}  // namespace
}  // namespace cxo
