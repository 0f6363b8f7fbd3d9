// Runs the program as a user does: each folder of tests/golden with a file `cmd` is a case. `cmd`
// is run by sh in a copy of the folder (beside a copy of golden/pack, so that it is ../pack), with
// `in` as standard input; `out`, `err`, `code` and NAME.expected for each file that it writes are
// compared byte for byte, and a file that is not expected is a failure. Absent out and err are
// empty, an absent code is 0. CXO_UPDATE_GOLDEN=1 writes what is found instead: read the difference
// before it is committed.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;  // name, content

fs::path GoldenFolder() { return fs::path(CXO_SOURCE_DIR) / "tests/golden"; }

std::vector<std::string> CaseNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(GoldenFolder())) {
    if (fs::exists(entry.path() / "cmd")) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// What differs from run to run, or with every change of the shipped rules.
std::string Masked(std::string text) {
  text = std::regex_replace(text, std::regex("sha256:[0-9a-f]{64}"), "sha256:DIGEST");
  text = std::regex_replace(text, std::regex("\"digest\": \"[0-9a-f]{64}\""),
                            "\"digest\": \"DIGEST\"");
  return std::regex_replace(text, std::regex("\"seconds\": [0-9.]+"), "\"seconds\": SECONDS");
}

bool IsExpectation(const std::string& name) {
  return name == "cmd" || name == "out" || name == "err" || name == "code" ||
         name.ends_with(".expected");
}

Files ReadFolder(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[fs::relative(entry.path(), folder).string()] = ReadFile(entry.path().string());
  }
  return files;
}

// Everything a case can say, under the names of the files that expect it.
Files RunCase(const fs::path& source) {
  TempFolder temporary;
  const fs::path folder = fs::path(temporary / "case");
  fs::copy(GoldenFolder() / "pack", temporary / "pack", fs::copy_options::recursive);
  fs::copy(source, folder, fs::copy_options::recursive);
  const Files before = ReadFolder(folder);
  for (const auto& [name, content] : before) {
    if (IsExpectation(name) && name != "cmd") fs::remove(folder / name);
  }
  const std::string in = fs::exists(folder / "in") ? (folder / "in").string() : "/dev/null";
  const int input = ::open(in.c_str(), O_RDONLY | O_CLOEXEC);
  const std::string path = std::string("PATH=") + fs::path(CXO_PROGRAM).parent_path().string() +
                           ":" + std::getenv("PATH");
  const Finished ran = RunProcess({.words = {"sh", "cmd"},
                                   .folder = folder.string(),
                                   .environment = {path, "LC_ALL=C", "TERM=dumb"},
                                   .in = input});
  ::close(input);
  Files found = {{"out", Masked(ran.out)}, {"err", Masked(ran.err)}};
  found["code"] = std::to_string(ran.code) + "\n";
  for (auto& [name, content] : ReadFolder(folder)) {
    const auto old = before.find(name);
    if (old != before.end() && old->second == content && (name == "cmd" || !IsExpectation(name))) {
      continue;
    }
    found[name + ".expected"] = Masked(content);
  }
  return found;
}

Files ReadExpected(const fs::path& source) {
  Files expected = {{"out", ""}, {"err", ""}, {"code", "0\n"}};
  for (const auto& [name, content] : ReadFolder(source)) {
    if (IsExpectation(name) && name != "cmd") expected[name] = content;
  }
  return expected;
}

void WriteExpected(const fs::path& source, const Files& found) {
  for (const auto& [name, content] : ReadFolder(source)) {
    if (IsExpectation(name) && name != "cmd") fs::remove(source / name);
  }
  for (const auto& [name, content] : found) {
    const bool absent = name == "code" ? content == "0\n" : content.empty();
    if (!absent || name.ends_with(".expected")) WriteFile((source / name).string(), content);
  }
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, SaysAndWritesWhatIsExpected) {
  const fs::path source = GoldenFolder() / GetParam();
  const Files found = RunCase(source);
  if (std::getenv("CXO_UPDATE_GOLDEN") != nullptr) {
    WriteExpected(source, found);
    return;
  }
  const Files expected = ReadExpected(source);
  for (const auto& [name, content] : expected) {
    const auto it = found.find(name);
    ASSERT_NE(it, found.end()) << name << " was not written";
    EXPECT_EQ(it->second, content) << name;
  }
  for (const auto& [name, content] : found) {
    EXPECT_TRUE(expected.contains(name)) << name << " is not expected:\n" << content;
  }
}

std::string TestName(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(, Golden, ::testing::ValuesIn(CaseNames()), TestName);

}  // namespace
}  // namespace cxo
