// Which files are kept, whatever they are called, and which may be replaced.
#include "classifier/eval/rule_file.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

TEST(KeepRuleFile, RefusesTomlWithATableThatNoFittedFileHas) {
  const struct {
    std::string name;
    std::string content;
    std::string header;  // that is named; empty: the file may be replaced
  } cases[] = {
      {"rules.toml", "# Mine.\n\n[[rule]]\nid = \"x\"\n", "[[rule]]"},
      {"rules.toml", "  [[guard]]  # cues\r\nid = \"x\"\r\n", "[[guard]]"},
      {"decision.toml", "[decision]\nbias = { CRO = -1.0 }\n", "[decision]"},
      {"pack.toml", "[profile.\"my own\"]\n", "[profile.\"my own\"]"},
      {"weights.toml", "corpus = \"ab\"\n[weight]\n\"a.b\" = 1.0\n", ""},
      {"words.toml",
       "word = '''\n[: -1 2\n[ tabl*: -1 2\n[ ]: -1 2\n'''\n[heard]\n\"a\" = 1\n[subtype]\nword = "
       "'''\n'''\n",
       ""},
      {"rules.TOML", "[[rule]]\n", "[[rule]]"},
      {"notes.txt", "[[rule]]\n", ""},
      {"broken.toml", "[[rule\n", ""},
      {"empty.toml", "", ""},
  };
  for (const auto& [name, content, header] : cases) {
    const TempFolder folder;
    const std::string file = folder / name;
    WriteFile(file, content);
    const Status status = KeepRuleFile("--output", file);
    EXPECT_EQ(status.ok(), header.empty()) << content;
    if (status.ok()) continue;
    EXPECT_EQ(Format(status.error()),
              "--output: " + file + " is there and has `" + header +
                  "`, which would be lost; give another name, or remove it first");
    EXPECT_TRUE(status.error().wrong_use);
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
  EXPECT_TRUE(KeepRuleFile("--errors", "").ok());
}

}  // namespace
}  // namespace cxo
