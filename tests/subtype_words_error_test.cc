// What is wrong with the weights for subtypes in words.toml, asserted whole.
#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

constexpr std::string_view kSubtypes = R"(corpus = "abc"
labels = ["NONE"]

[subtype]
names = ["CRO.clinical", "CRO.preclinical"]
bias = { "CRO.preclinical" = -0.5 }

signal = '''
cmo.make: 10 -20
'''
word = '''
tox: -30 40
'''
)";

TEST(Words, OfSubtypesAreRead) {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"words.toml", std::string(kSubtypes)});
  const LoadedPack loaded = ParsePack(files, "rules");
  ASSERT_TRUE(loaded.pack) << FaultsOf(files);
  const SubtypeWeights& subtypes = loaded.pack->subtypes;
  ASSERT_EQ(subtypes.names.size(), 2U);
  const auto name = [&](size_t i) {
    const Label& label = loaded.pack->labels[static_cast<size_t>(subtypes.names[i].label)];
    return label.name + "." + label.subtypes[subtypes.names[i].subtype];
  };
  EXPECT_EQ(name(0), "CRO.clinical");
  EXPECT_EQ(name(1), "CRO.preclinical");
  EXPECT_EQ(subtypes.bias, (std::vector<double>{0, -0.5}));
  EXPECT_EQ(subtypes.words.signal_weights, (std::vector<int16_t>{10, -20}));
  EXPECT_EQ(subtypes.words.term_weights, (std::vector<int16_t>{-30, 40}));
  EXPECT_TRUE(loaded.pack->words.empty());
}

TEST(Words, OfSubtypesAreRefusedWithTheirPlace) {
  const struct {
    std::string_view name, find, replace, want;
  } cases[] = {
      {"too few", ": 10 -20", ": 10",
       R"(rules/words.toml:9:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each subtype
  cmo.make: 10
  ^^^^^^^^)"},
      {"no such subtype", "\"CRO.clinical\"", "\"CRO.clinic\"",
       R"(rules/words.toml:5:10: `CRO.clinic` is no label with one of its subtypes
  names = ["CRO.clinic", "CRO.preclinical"]
           ^^^^^^^^^^^^)"},
      {"a label alone", "\"CRO.clinical\"", "\"CRO\"",
       R"(rules/words.toml:5:10: `CRO` is no label with one of its subtypes
  names = ["CRO", "CRO.preclinical"]
           ^^^^^)"},
      {"twice", "\"CRO.clinical\"", "\"CRO.preclinical\"",
       R"(rules/words.toml:5:29: the subtype `CRO.preclinical` is named twice
  names = ["CRO.preclinical", "CRO.preclinical"]
                              ^^^^^^^^^^^^^^^^^)"},
      {"two of them", "\"CRO.clinical\", \"CRO.preclinical\"", "\"CRO\", \"CRO.clinic\"",
       R"(rules/words.toml:5:10: `CRO` is no label with one of its subtypes
  names = ["CRO", "CRO.clinic"]
           ^^^^^
rules/words.toml:5:17: `CRO.clinic` is no label with one of its subtypes
  names = ["CRO", "CRO.clinic"]
                  ^^^^^^^^^^^^)"},
      {"bias of another", "{ \"CRO.preclinical\"", "{ \"CRO.discovery\"",
       R"(rules/words.toml:6:10: `CRO.discovery` is not among `names`
  bias = { "CRO.discovery" = -0.5 }
           ^^^^^^^^^^^^^^^)"},
      {"unknown key", "bias", "biass",
       R"(rules/words.toml:6:1: unknown key `biass` in [subtype]; did you mean `bias`?
  biass = { "CRO.preclinical" = -0.5 }
  ^^^^^)"},
  };
  for (const auto& one : cases) {
    std::string content(kSubtypes);
    content.replace(content.find(one.find), one.find.size(), one.replace);
    std::vector<PackFile> files = SmallPack();
    files.push_back({"words.toml", content});
    EXPECT_EQ(FaultsOf(files), one.want) << one.name;
  }
}

TEST(Lists, AreReadAndRefusedWithTheirPlace) {
  const struct {
    std::string_view name, content, want;
  } cases[] = {
      {"good", "[[list]]\nname = \"a\"\nwords = [\"x\", \"y z\"]\nnote = \"n\"", ""},
      {"no name", "[[list]]\nwords = [\"x\"]",
       R"(rules/extra.toml:1:1: [[list]] has no `name`
  [[list]]
  ^^^^^^^^)"},
      {"bad name", "[[list]]\nname = \"A b\"\nwords = [\"x\"]",
       R"(rules/extra.toml:2:8: the name of a list is made of a-z, 0-9 and "-" in parts joined by ".", begins with a letter and is at most 100 bytes long
  name = "A b"
         ^^^^^)"},
      {"no words", "[[list]]\nname = \"a\"\nwords = []",
       R"(rules/extra.toml:3:9: the list `a` has no words
  words = []
          ^^)"},
      {"bad word", "[[list]]\nname = \"a\"\nwords = [\"x\", \"(y\"]",
       R"(rules/extra.toml:3:16: `(` is not closed
  words = ["x", "(y"]
                 ^)"},
      {"bad word of a list that others use",
       "[[list]]\nname = \"b\"\nwords = [\"<a>\"]\n[[list]]\nname = \"a\"\n"
       "words = [\"x\", \"(y\"]\n[[rule]]\nid = \"z\"\nany = [\"for <a>\", \"by <b> now\"]\n"
       "hit = [\"-\"]\nmiss = [\"-\"]",
       R"(rules/extra.toml:6:16: `(` is not closed
  words = ["x", "(y"]
                 ^)"},
      {"no words in a list that is used",
       "[[list]]\nname = \"a\"\nwords = []\n[[rule]]\nid = \"z\"\nany = [\"for <a>\"]\n"
       "hit = [\"-\"]\nmiss = [\"-\"]",
       R"(rules/extra.toml:3:9: the list `a` has no words
  words = []
          ^^)"},
      {"twice", "[[list]]\nname = \"a\"\nwords = [\"x\"]\n[[list]]\nname = \"a\"\nwords = [\"x\"]",
       R"(rules/extra.toml:5:8: there is a list `a` already
  name = "a"
         ^^^)"},
  };
  for (const auto& one : cases) {
    std::vector<PackFile> files = SmallPack();
    files.push_back({"extra.toml", std::string(one.content)});
    EXPECT_EQ(FaultsOf(files), one.want) << one.name;
  }
}

}  // namespace
}  // namespace cxo
