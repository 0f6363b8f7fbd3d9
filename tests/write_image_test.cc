// The build tool that writes the image of the built-in pack.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/builtin/image_layout.h"
#include "tests/pack_text.h"
#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

// What the tool writes of a pack with these tables.
std::string WrittenImage(std::string_view tables) {
  const TempFolder folder;
  const std::string image = folder / "image";
  std::vector<std::string> words = {CXO_WRITE_IMAGE, image};
  for (const PackFile& file : PackFilesOf(tables)) {
    words.push_back(folder / file.name);
    WriteFile(words.back(), file.content);
  }
  const Finished run = RunProcess({.words = words});
  EXPECT_EQ(run.code, 0) << run.err;
  return ReadFile(image);
}

TEST(WriteImage, WritesAGoodPack) {
  const std::string image = WrittenImage("[[rule]]\nid = \"a\"\nlabel = \"CRO\"\nregex = 'a(b)'");
  EXPECT_GT(SplitImage(image).patterns.size(), 0U);
}

// The program then finds the error that the pack has.
TEST(WriteImage, WritesNothingOfAPackWithErrors) {
  for (const std::string_view tables :
       {"[[rule]]\nid = \"a\"\nlabel = \"CRO\"\nregex = 'a(b'",      // RE2 refuses it
        "[[rule]]\nid = \"a\"\nlabel = \"CRO\"\nregex = '(?:ab)?'",  // matches the empty text
        "[[rule]]\nid = \"a\"\nlabel = \"XYZ\"\nany = [\"ab\"]"}) {
    EXPECT_EQ(WrittenImage(tables).size(), 0U) << tables;
  }
}

}  // namespace
}  // namespace cxo
