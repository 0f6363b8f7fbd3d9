// What patterns need, and which patterns a text leaves possible.
#include "classifier/match/anchors.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/match/anchor_index.h"
#include "classifier/match/match_places.h"
#include "classifier/match/regex_tree.h"
#include "classifier/match/word_tables.h"

namespace cxo {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// "a|b & c, or d <8": ways joined by ", or ", groups by " & ", their pieces by "|"; where they may
// begin behind the beginning and before the end of the text.
std::string Shown(const AnchorGroup& group) {
  std::string shown;
  for (const std::string& piece : group.pieces) shown += (shown.empty() ? "" : "|") + piece;
  if (group.most_before != kAnywhere) shown += " >" + std::to_string(group.most_before);
  if (group.most_after != kAnywhere) shown += " <" + std::to_string(group.most_after);
  return shown;
}

std::string Shown(const std::vector<AnchorWay>& ways) {
  std::string shown;
  for (const AnchorWay& way : ways) {
    shown += shown.empty() ? "" : ", or ";
    for (size_t i = 0; i < way.size(); ++i) shown += (i > 0 ? " & " : "") + Shown(way[i]);
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
      {"two words, the longer first", R"(\bdrug [a-z]+ product\b)", " product & drug "},
      {"two words side by side", R"(\bdrug[- ]product\b)", "drug product|drug-product"},
      {"an ending", R"(\bmanufactur\w*)", "manufactur"},
      {"alternatives", R"(\b(?:contract|toll) packing\b)", "contract packing|toll packing"},
      {"an alternative too short", R"((?:a[^b]|toll)x)", ""},
      {"an optional group", R"((?:drug)? product)", " product|drug product"},
      {"a starred group", R"((?:drug)*product)", "product"},
      {"an optional letter", R"(colou?rs)", "colors|colours"},
      {"an optional letter of two bytes", "abc\xC3\xA9?def",
       "abcdef|abc\xC3\xA9"
       "def"},
      {"a repeated letter ends the piece", "ab+cde", "bcde"},
      {"a counted letter", "abcd{2}efg", "abcddefg"},
      {"a letter counted in several ways", "abcd{2,3}efg", "abcd & defg"},
      {"a gap", R"(develop,?(?:[ \n][^ \n.;:!?]+){0,3} ?make)", "develop &  make|make"},
      {"a class", "ab[cd]efg", "abcefg|abdefg"},
      {"a large class", "ab[a-z]efg", "efg"},
      {"a class of other characters", "ab[^c]efg", "efg"},
      {"too many wordings: the last bytes of some", R"((?:[0-9][0-9]|-) (?:kit|lab)s)",
       " kits| labs"},
      {"a class with a bracket first", "abc[]x]def", "abc]def|abcxdef"},
      {"quoted signs", R"(r\&d\.x)", "r&d.x"},
      {"nested alternatives", "a(?:abc(?:def|ghi)|xyz)", "aabcdef|aabcghi|axyz"},
      {"too many alternatives: how they begin", "(?:cro|contract [0-9]{2}|contract [a-j]{2})x?",
       "contract|cro"},
      {"alternatives are ways", "abc(?:def|[^d]efgh)|xyz", "abc & def|efgh, or xyz"},
      {"a way that needs nothing", "abc|[^d]", ""},
      {"a piece that begins with another", "abc(?:def)?(?:d|e)?x*", "abc"},
      {"the end of the text", R"(kits?(?: [ab]c)?[.!]?\z)", "kit <8"},
      {"a sign beyond ASCII may have four bytes", R"(kit[^.]$)", "kit <7"},
      {"the beginning of the text", R"(^(?:a |the )?[0-9a-z]{0,2}(?:kit|reagent) of)",
       "kit of|reagent of >6"},
      {"both edges", R"(\A[a-z]?kit\z)", "kit >1 <3"},
      {"rounds between both edges", R"(^(?:[^b]kit){2,3}lab$)", "kit >4 <24 & lab >21 <3"},
      {"of a long piece 64 bytes",
       "abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
       "abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
      {"behind a repetition without end", R"(^[a-z]*kit)", "kit"},
      {"one way at an edge", R"(kits$|labs)", "kits <4, or labs"},
      {"four groups at most", "abcde.fghi.jklm.nop.qrs", "abcde & fghi & jklm & nop"},
      {"groups at an edge first", "abcde.fghi.*jklm.nop.qrs$",
       "jklm <18 & nop <10 & qrs <3 & abcde"},
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
               {R"(\bkits?[.!]?\z)", 5},
               {R"(\bkits?[^.]?\z)", 8},  // a character may have four bytes
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

TEST(LooksFarAhead, WhereAnyNumberOfWordsStandsBeforeWhatMayBeMissing) {
  const struct {
    std::string_view regex;
    bool want;
  } cases[] = {{R"(\bwe\b.*kits)", true},
               {R"(\bwe [^.]+ (?:kits|labs)\b)", true},
               {R"(\b(?:we|our .*) kits)", true},
               {R"(\bwe (?:[a-z]+ )*kits)", true},
               {R"(\bwe (?:.|\n)*kits)", true},
               {R"(kits|\bwe .*labs)", true},
               {R"(\bwe (?:(?:and|or) )*kits)", false},
               {R"(\bwe\b.*)", false},  // a match takes the rest
               {R"(\bwe\b.{0,200}kits)", false},
               {R"(\Awe .*kits)", false},
               {R"(^(?:.|\n)*\bwe .*kits)", false},
               {R"(\bwe[a-z]* +kits)", false},
               {R"(\d[\d, ]*kg)", false},
               {"(?i)we .*kits", false}};  // nothing is known of it
  for (const auto& one : cases) {
    EXPECT_EQ(LooksFarAhead(ParseRegex(one.regex)), one.want) << one.regex;
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

// An index with its tables.
class BuiltIndex {
 public:
  explicit BuiltIndex(const std::vector<PatternAnchors>& patterns) {
    WordTableWriter writer;
    WriteAnchorIndex(patterns, &writer);
    tables_ = std::move(writer).Finish();
    WordTableReader reader({reinterpret_cast<const char*>(tables_.data()), tables_.size() * 8});
    index_ = AnchorIndex::Read(&reader);
    EXPECT_TRUE(reader.whole());
  }
  const AnchorIndex* operator->() const { return &index_; }

 private:
  WordTables tables_;
  AnchorIndex index_;
};

TEST(AnchorIndex, LeavesThePatternsWhoseGroupsAllOccur) {
  const BuiltIndex index({
      {7, {{{{"contract", "toll"}}, {{"packing"}}}}},
      {8, {{{{"packing"}}}}},
      {9, {{{{"con"}}}}},
      {10, {{{{"contractual"}}}}},  // told from "contract" by what is behind its first eight bytes
  });
  AnchorIndex::Workspace workspace;
  const auto possible = [&](std::string_view text) {
    std::vector<uint32_t> patterns;
    index->FindPossible(text, &workspace, &patterns);
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

TEST(AnchorIndex, TakesOneOfSeveralWaysAndEachPatternOnce) {
  const BuiltIndex index({{7, {{{{"contract"}}, {{"packing"}}}, {{{"toll"}}}}}});
  AnchorIndex::Workspace workspace;
  const auto is_possible = [&](std::string_view text) {
    std::vector<uint32_t> patterns;
    index->FindPossible(text, &workspace, &patterns);
    EXPECT_LE(patterns.size(), 1) << text;
    return !patterns.empty();
  };
  EXPECT_TRUE(is_possible("contract packing"));
  EXPECT_TRUE(is_possible("toll"));
  EXPECT_TRUE(is_possible("toll, packing, contract"));
  EXPECT_FALSE(is_possible("packing"));
}

TEST(AnchorIndex, TakesPiecesOnlyWhereTheyMayBe) {
  const BuiltIndex index({{1, {{{{"kit"}, 2, kAnywhere}}}}, {2, {{{{"kit"}, kAnywhere, 4}}}}});
  AnchorIndex::Workspace workspace;
  const auto possible = [&](std::string_view text) {
    std::vector<uint32_t> patterns;
    index->FindPossible(text, &workspace, &patterns);
    return patterns;
  };
  EXPECT_THAT(possible("a kit for it"), ElementsAre(1u));
  EXPECT_THAT(possible("we sell kits"), ElementsAre(2u));
  EXPECT_THAT(possible("the kit itself"), ElementsAre());
  EXPECT_THAT(possible("the kit is a kit"), ElementsAre(2u));  // the second place counts
  EXPECT_THAT(possible("kit, kits, kit"), UnorderedElementsAre(1u, 2u));
  EXPECT_THAT(possible("the kit itself"), ElementsAre());  // nothing is left of the text before
}

TEST(AnchorIndex, LeavesNothingInTheWorkspaceForAnother) {
  const BuiltIndex small({{1, {{{{"toll"}}, {{"packing"}}}}}});
  const BuiltIndex large({{2, {{{{"contract"}}, {{"packing"}}}}}, {3, {{{{"toll"}}}}}});
  AnchorIndex::Workspace workspace;
  std::vector<uint32_t> patterns;
  large->FindPossible("toll, contract", &workspace, &patterns);
  EXPECT_THAT(patterns, ElementsAre(3u));
  small->FindPossible("packing", &workspace, &patterns);
  large->FindPossible("packing", &workspace, &patterns);
  EXPECT_THAT(patterns, ElementsAre(3u));
  small->FindPossible("toll packing", &workspace, &patterns);
  EXPECT_THAT(patterns, ElementsAre(3u, 1u));
}

}  // namespace
}  // namespace cxo
