// Which files are kept, whatever they are called, which may be replaced, and which may not be made.
#include "classifier/eval/rule_file.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

constexpr auto kNone = PackContent::kNone;
constexpr auto kRules = PackContent::kRules;
constexpr auto kWeights = PackContent::kWeights;
constexpr auto kWords = PackContent::kWords;

// As `--output` is answered; empty if it is not refused.
std::string Refusal(const std::string& file, PackContent written) {
  const Status status = KeepRuleFile("--output", file, written);
  if (status.ok()) return "";
  EXPECT_TRUE(status.error().wrong_use);
  return Format(status.error());
}

// Figures and tables may take their place, as any program writes over its own.
TEST(KeepRuleFile, RefusesToWriteTomlOverWhatIsNone) {
  const TempFolder folder;
  for (const char* name : {"vendors.csv", "notes.txt", "rules"}) {
    const std::string file = folder / name;
    WriteFile(file, "[[rule]]\n");
    EXPECT_EQ(Refusal(file, kNone), "");
    for (const PackContent written : {kRules, kWeights, kWords}) {
      EXPECT_EQ(Refusal(file, written), "--output: " + file +
                                            " is there and no *.toml; give another name, or "
                                            "remove it first");
    }
    EXPECT_EQ(Refusal(folder / "new.csv", kRules), "");
  }
}

TEST(KeepRuleFile, RefusesTomlWithATableThatNoFittedFileHas) {
  const struct {
    std::string name;
    std::string content;
    std::string header;  // that is named; empty: the file may be replaced
  } cases[] = {
      {"rules.toml", "# Mine.\n\n[[rule]]\nid = \"x\"\n", "[[rule]]"},
      {"rules.toml", "  [[guard]]  # cues\r\nid = \"x\"\r\n", "[[guard]]"},
      {"rules.toml", "\xEF\xBB\xBF[[list]]\n", "[[list]]"},
      {"rules.toml", "[[word]]\n", "[[word]]"},
      {"decision.toml", "[decision]\nbias = { CRO = -1.0 }\n", "[decision]"},
      {"pack.toml", "[profile.\"my own\"]\n", "[profile.\"my own\"]"},
      {"head.toml", "pack = { name = \"mine\" }\n", "pack"},
      {"head.toml", "# Mine.\npack.name = \"mine\"\nbias.CRO = 1.0\n", "pack"},
      {"head.toml", "pack.name = \"mine\"\n[[label]]\n", "[[label]]"},
      {"mixed.toml", "corpus = \"ab\"\n[weight]\n[[rule]]\n", "[[rule]]"},
      {"rules.TOML", "[[rule]]\n", "[[rule]]"},
      {"broken.toml", "[[rule\n", ""},
      {"notes.toml", "# corpus = 1\nbiased = 1\nwords\n", ""},
      {"empty.toml", "", ""},
  };
  for (const auto& [name, content, header] : cases) {
    const TempFolder folder;
    const std::string file = folder / name;
    WriteFile(file, content);
    for (const PackContent written : {kNone, kRules, kWeights, kWords}) {
      EXPECT_EQ(Refusal(file, written),
                header.empty()
                    ? ""
                    : "--output: " + file + " is there and has `" + header +
                          "`, which would be lost; give another name, or remove it first")
          << content;
    }
  }
}

TEST(KeepRuleFile, RefusesWeightsAndWordsExceptForTheirOwnKind) {
  const std::string words =
      "bias = { CRO = 1.0 }\nlabels = [\"NONE\"]\nword = '''\n[: -1 2\n[ tabl*: -1 2\n[ ]: -1 "
      "2\n"
      "'''\n";
  const struct {
    std::string content;
    std::string sign;    // that is named
    PackContent itself;  // what may take its place
  } cases[] = {
      {"corpus = \"ab\"\n[weight]\n\"a.b\" = 1.0\n", "corpus", kWeights},
      {"# By hand.\n\n[weight]\n\"a.b\" = 1.0\n", "[weight]", kWeights},
      {"weight.\"a.b\" = 1.0\n", "weight", kWeights},
      {"bias = { CRO = 9.0 }\n", "bias", kWeights},
      {"bias.CRO = 9.0\n", "bias", kWeights},
      {"[ bias ]\nCRO = 9.0\n", "[ bias ]", kWeights},
      {words, "labels", kWords},
      {"corpus = \"ab\"\nword = '''\n'''\n[heard]\n\"a\" = 1\n", "word", kWords},
      {"pair = '''\na + b: 1\n'''\n", "pair", kWords},
      {"[heard]\n\"a\" = 1\n[subtype]\nword = '''\n'''\n", "[heard]", kWords},
  };
  for (const auto& [content, sign, itself] : cases) {
    const TempFolder folder;
    const std::string file = folder / "fitted.toml";
    WriteFile(file, content);
    for (const PackContent written : {kNone, kRules, kWeights, kWords}) {
      EXPECT_EQ(Refusal(file, written),
                written == itself
                    ? ""
                    : "--output: " + file + " is there and has `" + sign +
                          "`, which would be lost; give another name, or remove it first")
          << content;
    }
  }
}

TEST(KeepRuleFile, LeavesTheNamesOfFittedFilesToFits) {
  const TempFolder folder;
  const std::string weights = folder / "weights.toml";
  const std::string words = folder / "words.toml";
  const std::string against_weights =
      "--output: " + weights + " is the name of what `cxo tune` writes; give another name";
  const std::string against_words =
      "--output: " + words + " is the name of what `cxo tune --words` writes; give another name";
  const struct {
    PackContent written;
    std::string of_weights, of_words;
  } cases[] = {{kNone, against_weights, against_words},
               {kRules, against_weights, against_words},
               {kWeights, "", against_words},
               {kWords, against_weights, ""}};
  for (const auto& [written, of_weights, of_words] : cases) {
    EXPECT_EQ(Refusal(weights, written), of_weights);
    EXPECT_EQ(Refusal(words, written), of_words);
  }
}

TEST(KeepRuleFile, RefusesWhatWouldBecomePartOfAPack) {
  const TempFolder folder;
  fs::create_directory(folder / "pack");
  fs::create_directory(folder / "pack/sub");
  WriteFile(folder / "pack/head.toml", "# Mine.\n[pack]\nname = \"x\"\n");
  WriteFile(folder / "pack/empty.toml", "");
  fs::create_symlink("pack/by-link.toml", folder / "link");
  const struct {
    std::string name;
    PackContent written;
    bool refused;
  } cases[] = {
      {"pack/new.toml", kNone, true},         {"pack/new.toml", kWeights, true},
      {"pack/new.toml", kWords, true},        {"pack/new.toml", kRules, false},
      {"pack/new.TOML", kRules, true},        {"pack/new.toml.txt", kNone, true},
      {"pack/empty.toml", kNone, true},       {"pack/./new.toml", kNone, true},
      {"pack/sub/../new.toml", kNone, true},  {"link", kNone, true},
      {"pack/weights.toml", kWeights, false}, {"pack/words.toml", kWords, false},
      {"pack/.new.toml", kNone, false},       {"pack/new.html", kNone, false},
      {"pack/sub/new.toml", kNone, false},    {"new.toml", kNone, false},
      {"none/new.toml", kNone, false},
  };
  for (const auto& [name, written, refused] : cases) {
    const std::string file = folder / name;
    EXPECT_EQ(Refusal(file, written),
              refused ? "--output: " + file +
                            " would be read as rules of the pack in its folder; give another name "
                            "or folder"
                      : "");
  }
  EXPECT_TRUE(IsOfPack(folder / "pack/weights.toml"));
  EXPECT_TRUE(IsOfPack(folder / "link"));
  EXPECT_FALSE(IsOfPack(folder / "weights.toml"));
  EXPECT_FALSE(IsOfPack(folder / "pack/weights.toml.old"));
}

// The table [pack] makes a folder a pack, however it is written.
TEST(IsOfPack, KnowsTheHeadInEverySpelling) {
  const struct {
    std::string content;
    bool is_head;
  } cases[] = {
      {"[pack]\nname = \"x\"\n", true},
      {" [ pack ]  # mine\nname = \"x\"\n", true},
      {"pack = { name = \"x\" }\n", true},
      {"\xEF\xBB\xBFpack={name=\"x\"}\r\n", true},
      {"# Mine.\npack.name = \"x\"\n", true},
      {"pack . \"name\" = \"x\"\n", true},
      {"", false},
      {"pack = 1\n", false},
      {"packs = { name = \"x\" }\n", false},
      {"[weight]\npack.name = 1.5\n", false},
      {"[other]\npack = { name = \"x\" }\n", false},
      {"labels = [\"NONE\"]\nword = '''\npack: 1\npack .: 1\npack =: 1\n'''\n", false},
  };
  for (const auto& [content, is_head] : cases) {
    const TempFolder folder;
    WriteFile(folder / "head.toml", content);
    EXPECT_EQ(IsOfPack(folder / "new.toml"), is_head) << content;
  }
}

TEST(KeepRuleFile, LooksBehindLinksAndLetsThroughWhatIsNoFile) {
  const TempFolder folder;
  WriteFile(folder / "rules.toml", "[[rule]]\n");
  fs::create_symlink("rules.toml", folder / "link");
  fs::create_directory(folder / "folder.toml");
  EXPECT_FALSE(KeepRuleFile("--errors", folder / "link").ok());
  EXPECT_TRUE(KeepRuleFile("--errors", folder / "folder.toml").ok());
  EXPECT_TRUE(KeepRuleFile("--errors", folder / "new.toml").ok());
  EXPECT_TRUE(KeepRuleFile("--errors", "/dev/null").ok());
  EXPECT_TRUE(KeepRuleFile("--errors", "-").ok());
  EXPECT_TRUE(KeepRuleFile("--errors", "").ok());
}

}  // namespace
}  // namespace cxo
