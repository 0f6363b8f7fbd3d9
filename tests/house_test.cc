// The source tree keeps the rules of the house, and each check of them can fail.
#include "tests/house.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cxo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

fs::path Root() { return CXO_SOURCE_DIR; }

std::string ContentOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// All sources and CMake files of the project.
std::vector<Source> Tree() {
  static const std::set<std::string> kKinds = {".h", ".cc", ".inc", ".txt"};
  std::vector<Source> tree = {{"CMakeLists.txt", ContentOf(Root() / "CMakeLists.txt")}};
  for (const char* folder : {"classifier", "tests", "bench"}) {
    if (!fs::exists(Root() / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(Root() / folder)) {
      const bool source =
          entry.path().extension() != ".txt" || entry.path().filename() == "CMakeLists.txt";
      if (!source || !kKinds.contains(entry.path().extension())) continue;
      tree.push_back({entry.path().lexically_relative(Root()), ContentOf(entry.path())});
    }
  }
  return tree;
}

// The top level as git knows it, for what lies about uncommitted is its owner's; without git, what
// is there.
std::set<std::string> TopLevel() {
  std::set<std::string> names;
  const std::string command = "git -C '" + Root().string() + "' ls-files 2>/dev/null";
  if (FILE* pipe = popen(command.c_str(), "r")) {
    std::string output;
    for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe)) {
      output.push_back(static_cast<char>(byte));
    }
    pclose(pipe);
    for (const auto line : LinesOf(output)) names.emplace(line.substr(0, line.find('/')));
  }
  if (!names.empty()) return names;
  for (const auto& entry : fs::directory_iterator(Root())) names.insert(entry.path().filename());
  names.erase("build");
  names.erase(".git");
  return names;
}

template <typename Check>
Findings OverTree(Check check) {
  Findings all;
  for (const Source& source : Tree()) std::ranges::copy(check(source), std::back_inserter(all));
  return all;
}

TEST(House, IsReadWhole) {
  const auto tree = Tree();
  const auto has = [&](std::string_view path) {
    return std::ranges::any_of(tree,
                               [&](const Source& s) { return s.path == path && !s.text.empty(); });
  };
  EXPECT_TRUE(has("CMakeLists.txt"));
  EXPECT_TRUE(has("classifier/error/result.h"));
  EXPECT_TRUE(has("tests/house_test.cc"));
}

TEST(House, IncludesOnlyRunDown) { EXPECT_THAT(OverTree(CheckIncludes), IsEmpty()); }
TEST(House, FilesAreShort) { EXPECT_THAT(OverTree(CheckLength), IsEmpty()); }
TEST(House, FilesBeginByExplainingThemselves) { EXPECT_THAT(OverTree(CheckOpening), IsEmpty()); }
TEST(House, NothingIsLeftOver) { EXPECT_THAT(OverTree(CheckLeftovers), IsEmpty()); }
TEST(House, FilesAreNamedAfterConcepts) { EXPECT_THAT(OverTree(CheckName), IsEmpty()); }
TEST(House, TopLevelHoldsOnlyWhatBelongsThere) {
  EXPECT_THAT(CheckTopLevel(TopLevel()), IsEmpty());
}

TEST(CheckIncludes, NamesTheFaultAndItsLine) {
  const struct {
    const char* name;
    const char* path;
    const char* line;
    const char* want;  // "" where the include is fine
  } kCases[] = {
      {"down", "classifier/match/x.cc", "#include \"classifier/text/span.h\"", ""},
      {"own folder", "classifier/match/x.cc", "#include \"classifier/match/y.h\"", ""},
      {"run sees io", "classifier/run/x.cc", "#include \"classifier/io/y.h\"", ""},
      {"run sees the facade", "classifier/run/x.cc", "#include \"classifier/classifier.h\"", ""},
      {"a test sees all", "tests/x_test.cc", "#include \"classifier/cli/y.h\"", ""},
      {"standard library", "classifier/text/x.cc", "#include <string>", ""},
      {"not an include", "classifier/text/x.cc", "// #include \"classifier/cli/y.h\"", ""},
      {"up", "classifier/text/x.cc", "#include \"classifier/pack/y.h\"",
       "classifier/text/x.cc:2: the arrow classifier/text/x.cc -> classifier/pack/y.h runs back"},
      {"io stands alone", "classifier/io/x.h", "#include \"classifier/text/y.h\"",
       "classifier/io/x.h:2: the arrow classifier/io/x.h -> classifier/text/y.h runs back"},
      {"pack knows no io", "classifier/pack/x.cc", "#include \"classifier/io/y.h\"",
       "classifier/pack/x.cc:2: the arrow classifier/pack/x.cc -> classifier/io/y.h runs back"},
      {"rules as a table see io", "classifier/spreadsheet/x.cc", "#include \"classifier/io/y.h\"",
       ""},
      {"rules as a table know no command", "classifier/spreadsheet/x.cc",
       "#include \"classifier/cli/y.h\"",
       "classifier/spreadsheet/x.cc:2: the arrow classifier/spreadsheet/x.cc -> classifier/cli/y.h "
       "runs back"},
      {"facade below run", "classifier/classifier.cc", "  #  include \"classifier/run/y.h\"",
       "classifier/classifier.cc:2: the arrow classifier/classifier.cc -> classifier/run/y.h runs "
       "back"},
      {"tests are not shipped", "classifier/cli/x.cc", "#include \"tests/y.h\"",
       "classifier/cli/x.cc:2: the arrow classifier/cli/x.cc -> tests/y.h runs back"},
      {"unknown folder", "classifier/new/x.cc", "#include \"classifier/error/result.h\"",
       "classifier/new/x.cc:2: classifier/new has no place in the order"},
      {"relative path", "classifier/text/x.cc", "#include \"span.h\"",
       "classifier/text/x.cc:2: \"span.h\" is not a full path from the root"},
      {"RE2 in match", "classifier/match/x.cc", "#include <re2/re2.h>", ""},
      {"RE2 in a test", "tests/x_test.cc", "#include <re2/re2.h>", ""},
      {"RE2 elsewhere", "classifier/pack/x.cc", "#include <re2/re2.h>",
       "classifier/pack/x.cc:2: RE2 is seen by classifier/match alone"},
      {"options", "classifier/cli/options.cc", "#include <boost/program_options.hpp>", ""},
      {"Boost elsewhere", "classifier/cli/main.cc", "#include <boost/program_options.hpp>",
       "classifier/cli/main.cc:2: Boost.Program_options is seen by classifier/cli/options alone"},
      {"toml++ in pack", "classifier/pack/x.cc", "#include <toml++/toml.h>", ""},
      {"toml++ elsewhere", "classifier/cli/x.cc", "#include <toml++/toml.h>",
       "classifier/cli/x.cc:2: toml++ is seen by classifier/pack alone"},
      {"simdjson in io", "classifier/io/x.cc", "#include <simdjson.h>", ""},
      {"simdjson in a header", "classifier/io/x.h", "#include <simdjson.h>",
       "classifier/io/x.h:2: simdjson stays out of headers"},
      {"simdjson elsewhere", "classifier/run/x.cc", "#include <simdjson.h>",
       "classifier/run/x.cc:2: simdjson is seen by classifier/io alone"},
  };
  for (const auto& [name, path, line, want] : kCases) {
    SCOPED_TRACE(name);
    const Findings wanted = *want == '\0' ? Findings{} : Findings{want};
    EXPECT_EQ(CheckIncludes({path, std::string("// Why.\n") + line + "\n"}), wanted);
  }
}

TEST(CheckLength, CountsLines) {
  const auto lines = [](size_t count) { return std::string(count, '\n'); };
  EXPECT_THAT(CheckLength({"classifier/x.cc", lines(399)}), IsEmpty());
  EXPECT_THAT(CheckLength({"classifier/x.cc", lines(400)}),
              ElementsAre("classifier/x.cc: 400 lines; must be under 400"));
  EXPECT_THAT(CheckLength({"CMakeLists.txt", lines(79)}), IsEmpty());
  EXPECT_THAT(CheckLength({"CMakeLists.txt", lines(80)}),
              ElementsAre("CMakeLists.txt: 80 lines; must be under 80"));
}

TEST(CheckOpening, AsksForACommentAndAPragma) {
  EXPECT_THAT(CheckOpening({"x.h", "// Why.\n#pragma once\n"}), IsEmpty());
  EXPECT_THAT(CheckOpening({"x.cc", "// Why.\nint x;\n"}), IsEmpty());
  EXPECT_THAT(CheckOpening({"CMakeLists.txt", "project(x)\n"}), IsEmpty());
  EXPECT_THAT(CheckOpening({"x.cc", "\n// Why.\n"}),
              ElementsAre("x.cc:1: the file does not begin by saying what it is and why"));
  EXPECT_THAT(CheckOpening({"x.h", "// Why.\n#ifndef X\n"}),
              ElementsAre("x.h:1: a header has `#pragma once`, once"));
}

TEST(CheckLeftovers, FindsWholeWords) {
  EXPECT_THAT(CheckLeftovers({"x.cc", "k\124odo; \"cxo.\130\130\130\130\130\130\";\n\043if 01\n"}),
              IsEmpty());
  EXPECT_THAT(CheckLeftovers({"x.cc", "int x;\n// \124ODO: y\n\043if 0\n"}),
              ElementsAre("x.cc:2: \124ODO is left", "x.cc:3: \043if 0 is left"));
  EXPECT_THAT(CheckLeftovers({"x.cc", "// \106IXME\n// \130XX\n"}),
              ElementsAre("x.cc:1: \106IXME is left", "x.cc:2: \130XX is left"));
}

TEST(CheckName, RefusesNamesThatSayNothing) {
  EXPECT_THAT(CheckName({"classifier/text/utility_bill.cc", ""}), IsEmpty());
  EXPECT_THAT(CheckName({"classifier/text/string_util.h", ""}),
              ElementsAre("classifier/text/string_util.h: 'util' names no concept"));
  EXPECT_THAT(CheckName({"classifier/common/x.h", ""}),
              ElementsAre("classifier/common/x.h: 'common' names no concept"));
}

TEST(CheckTopLevel, RefusesWhatHasNoPlace) {
  EXPECT_THAT(CheckTopLevel({"classifier", "dev", "README.md"}), IsEmpty());
  EXPECT_THAT(
      CheckTopLevel({"classifier", "docs", "src"}),
      ElementsAre("docs: has no place in the top level", "src: has no place in the top level"));
}

}  // namespace
}  // namespace cxo
