// Lists of words that phrases share.
#include "classifier/pack/word_list.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/pack/phrase.h"
#include "tests/pack_text.h"
#include "tests/small_pack.h"

namespace cxo {
namespace {

const WordLists& Lists() {
  static const WordLists kLists = {{"company", {"company", "drug makers"}},
                                   {"client", {"sponsor~", "<company>"}},
                                   {"left", {"<right>"}},
                                   {"right", {"x", "<left>"}}};
  return kLists;
}

TEST(WordList, MeansItsWordsInBrackets) {
  const struct {
    std::string_view in;
    std::string_view want;
  } cases[] = {
      {"for <company>", "for (company|drug makers)"},
      {"<company>", "(company|drug makers)"},
      {"[the] <client> ..2 own", "[the] (sponsor~|(company|drug makers)) ..2 own"},
      {"bio<company>", "bio(company|drug makers)"},
  };
  for (const auto& one : cases) {
    const auto regex = PhraseToRegex(one.in, {}, Lists());
    ASSERT_TRUE(regex.ok()) << one.in << ": " << regex.error().message;
    EXPECT_EQ(*regex, PhraseToRegex(one.want).value()) << one.in;
  }
}

TEST(WordList, IsRefusedWithAPlaceInThePhrase) {
  const struct {
    std::string_view in;
    std::string_view message;
    uint32_t column;
    uint32_t width;
  } cases[] = {
      {"for <compny>", "there is no list `compny`", 5, 8},
      {"<left> <compny>", "there is no list `compny`", 8, 8},
      {"for <left>", "lists name each other in a circle, or more than 8 deep", 5, 6},
      {"a < b", "the words of a list are written `<its-name>`", 3, 1},
      {"a <b", "the words of a list are written `<its-name>`", 3, 1},
      {"a b>", "`>` has no meaning in a phrase", 4, 1},
  };
  for (const auto& one : cases) {
    const auto regex = PhraseToRegex(one.in, {}, Lists());
    ASSERT_FALSE(regex.ok()) << one.in;
    EXPECT_EQ(regex.error().message, one.message) << one.in;
    EXPECT_EQ(regex.error().column, one.column) << one.in;
    EXPECT_EQ(regex.error().width, one.width) << one.in;
  }
}

TEST(WordList, ThatThereIsNotIsSaidWithTheOneThatWasMeant) {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"a.toml", R"([[list]]
name = "company"
words = ["firm", "<compani>"]
[[rule]]
id = "r"
any = ["for <compny>", "[the] <zinc>"]
hit = ["-"]
miss = ["-"]
)"});
  EXPECT_EQ(FaultsOf(std::move(files)),
            "rules/a.toml:3:19: there is no list `compani`; did you mean `company`?\n"
            "  words = [\"firm\", \"<compani>\"]\n"
            "                    ^^^^^^^^^\n"
            "rules/a.toml:6:13: there is no list `compny`; did you mean `company`?\n"
            "  any = [\"for <compny>\", \"[the] <zinc>\"]\n"
            "              ^^^^^^^^\n"
            "rules/a.toml:6:31: there is no list `zinc`\n"
            "  any = [\"for <compny>\", \"[the] <zinc>\"]\n"
            "                                ^^^^^^");
}

TEST(WordList, IsRefusedWhereListsOfListsGrowWithoutBound) {
  WordLists lists = {{"l0", {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}}};
  for (int i = 1; i < 8; ++i) {
    const std::string inner = "<l" + std::to_string(i - 1) + ">";
    lists["l" + std::to_string(i)] = std::vector<std::string>(10, inner);
  }
  const auto regex = PhraseToRegex("<l7>", {}, lists);
  ASSERT_FALSE(regex.ok());
  EXPECT_EQ(regex.error().message, "the lists of this phrase have too many words");
}

TEST(WordList, KeepsAWordThatWouldBeWrongWithOtherWordsOfTheListThatItNames) {
  ASSERT_FALSE(PhraseToRegex("b+[(x)]").ok());
  const Pack pack = PackOf(R"([[list]]
name = "sign"
words = ["&"]
[[list]]
name = "sum"
words = ["b+[<sign>]"]
[[rule]]
id = "a"
any = ["<sum>"]
)");
  EXPECT_EQ(pack.patterns.at(0).regex, PhraseToRegex("(b+[(&)])").value());
}

}  // namespace
}  // namespace cxo
