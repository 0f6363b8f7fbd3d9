// What rules/README.md tells of the shipped pack holds. It is walked through as a reader would:
// files that it shows are written, lines that it adds to a file are added, commands are run, and
// what it prints below a command must come out.
//
// In the section "Walk-through" of that page,
//   - a block of csv or toml belongs to the file that the line above it names last, in `quotes`:
//     written if the line says "Save", added to the end of the file if it says "Add";
//   - in a block of console, a line that begins with "$ " is a command, to be run by sh; the lines
//     below it are of what it prints, in order, and "..." stands for lines that are left out;
//   - a command ends with exit status 0 unless "# exit status N" stands behind it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

struct Block {
  std::string above;  // the line before it
  std::string kind;   // "csv", "toml", "console", ...
  std::vector<std::string> lines;
};

std::vector<Block> WalkthroughBlocks(const std::string& page) {
  std::vector<Block> blocks;
  std::istringstream lines(page);
  bool within = false;
  bool open = false;
  std::string above;
  for (std::string line; std::getline(lines, line);) {
    if (!open && line.starts_with("## ")) within = line.starts_with("## Walk-through");
    if (!within) continue;
    if (line.starts_with("```")) {
      open = !open;
      if (open) blocks.push_back({above, line.substr(3), {}});
    } else if (open) {
      blocks.back().lines.push_back(line);
    } else if (!line.empty()) {
      above = line;
    }
  }
  return blocks;
}

class Reader {
 public:
  Reader() {
    for (const char* name : {"rules", "corpus"}) {
      fs::copy(fs::path(CXO_SOURCE_DIR) / name, folder_ / name, fs::copy_options::recursive);
    }
  }

  void Follow(const Block& block) {
    if (block.kind == "console") return RunCommands(block);
    if (block.kind == "csv" || block.kind == "toml") Write(block);
  }

  size_t commands() const { return commands_; }

 private:
  void Write(const Block& block) {
    std::smatch found;
    const std::regex last_quoted(".*`([^`]+)`[^`]*");
    ASSERT_TRUE(std::regex_match(block.above, found, last_quoted)) << block.above;
    const bool add = block.above.find("Add") != std::string::npos;
    const std::string path = folder_ / found[1].str();
    ASSERT_EQ(fs::exists(path), add) << path << ": " << block.above;
    std::ofstream file(path, add ? std::ios::app : std::ios::out);
    if (add) file << "\n";
    for (const std::string& line : block.lines) file << line << "\n";
  }

  void RunCommands(const Block& block) {
    std::vector<std::string> printed;
    for (const std::string& line : block.lines) {
      if (line.starts_with("$ ")) {
        CheckPrinted();
        Run(line.substr(2));
      } else {
        wanted_.push_back(line);
      }
    }
    CheckPrinted();
  }

  void Run(const std::string& command) {
    command_ = command;
    ++commands_;
    std::smatch found;
    const bool told = std::regex_search(command, found, std::regex("# exit status ([0-9]+)$"));
    const std::string path = std::string("PATH=") + fs::path(CXO_PROGRAM).parent_path().string() +
                             ":" + std::getenv("PATH");
    const Finished ran = RunProcess({.words = {"sh", "-c", "exec 2>&1; " + command},
                                     .folder = folder_ / ".",
                                     .environment = {path, "LC_ALL=C", "TERM=dumb"}});
    EXPECT_EQ(ran.code, told ? std::stoi(found[1]) : 0) << command << "\n" << ran.out;
    out_ = ran.out;
  }

  // Line by line: "..." may stand for any number of lines, and ends the need to follow directly.
  void CheckPrinted() {
    size_t from = 0;
    for (const std::string& line : wanted_) {
      if (line == "..." || line.empty()) continue;
      const size_t found = out_.find(line + "\n", from);
      EXPECT_NE(found, std::string::npos)
          << "$ " << command_ << "\nshould print, after what is before it:\n"
          << line << "\nbut printed:\n"
          << out_;
      if (found != std::string::npos) from = found + line.size();
    }
    wanted_.clear();
  }

  TempFolder folder_;
  std::string command_;
  std::string out_;
  std::vector<std::string> wanted_;
  size_t commands_ = 0;
};

TEST(Walkthrough, OfTheRulesDoesWhatThePageSays) {
  const std::string page = ReadFile(std::string(CXO_SOURCE_DIR) + "/rules/README.md");
  Reader reader;
  for (const Block& block : WalkthroughBlocks(page)) reader.Follow(block);
  EXPECT_GE(reader.commands(), 10U);
}

TEST(RulesPage, TellsWhatIdsBeginWith) {
  const std::string page = ReadFile(std::string(CXO_SOURCE_DIR) + "/rules/README.md");
  const std::regex dotted("^id = \"([a-z-]+)[.]");
  for (const auto& entry : fs::directory_iterator(CXO_SOURCE_DIR "/rules")) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch found;
      if (!std::regex_search(line, found, dotted)) continue;
      const std::string ids = "`" + found[1].str() + ".*`";
      EXPECT_NE(page.find(ids), std::string::npos) << ids << " of " << entry.path();
    }
  }
}

}  // namespace
}  // namespace cxo
