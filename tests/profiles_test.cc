// What `cxo compare` lists between the profiles of the shipped pack must be exactly the rows that
// the profile changes. The check knows nothing of comparing: it classifies every file under each
// profile and looks where the labels differ. On corpus/ of the project, and on ../shared/corpus
// where that is present.
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// The records of a CSV file without its header, each with the line on which it begins.
std::vector<std::pair<size_t, std::string>> RecordsOf(const std::string& file) {
  std::vector<std::pair<size_t, std::string>> records;
  bool quoted = false;
  size_t line = 0;
  for (const std::string& piece : Lines(ReadFile(file))) {
    ++line;
    if (quoted) {
      records.back().second += "\n" + piece;
    } else {
      records.emplace_back(line, piece);
    }
    if (std::count(piece.begin(), piece.end(), '"') % 2 != 0) quoted = !quoted;
  }
  if (!records.empty()) records.erase(records.begin());
  return records;
}

std::string Run(std::vector<std::string> words) {
  words.insert(words.begin(), CXO_PROGRAM);
  const Finished ran = RunProcess({.words = std::move(words)});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.out;
}

std::vector<std::string> LabelsUnder(const std::string& profile, const std::string& file) {
  return Lines(Run({"classify", file, "-q", "-c", "text", "--to", "label", "--profile", profile}));
}

// "7 CMO CDMO" for each row whose label the profile changes, by the line on which it stands.
std::vector<std::string> ChangedByProfile(const std::string& file) {
  const std::vector<std::string> base = LabelsUnder("article", file);
  const std::vector<std::string> with = LabelsUnder("industry", file);
  const auto records = RecordsOf(file);
  EXPECT_EQ(base.size(), records.size()) << file;
  EXPECT_EQ(with.size(), records.size()) << file;
  std::vector<std::string> changed;
  for (size_t i = 0; i < std::min(base.size(), records.size()); ++i) {
    if (base[i] == with[i]) continue;
    changed.push_back(std::to_string(records[i].first) + " " + base[i] + " " + with[i]);
  }
  return changed;
}

// The same as compare lists it, in the order of the lines.
std::vector<std::string> ListedByCompare(const std::string& file) {
  const TempFolder folder;
  const std::string flips = folder / "flips.csv";
  Run({"compare", file, "-q", "-c", "text", "--unlabelled", "--base-profile", "article",
       "--with-profile", "industry", "--flips", flips});
  std::vector<std::string> listed;
  for (const auto& [number, record] : RecordsOf(flips)) {
    // line,changed,,base,with,...
    std::vector<std::string> cells;
    for (size_t at = 0; cells.size() < 5; at += cells.back().size() + 1) {
      cells.push_back(record.substr(at, record.find(',', at) - at));
    }
    listed.push_back(cells[0] + " " + cells[3] + " " + cells[4]);
  }
  return listed;
}

size_t ExpectSameRows(const std::string& folder) {
  size_t all = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string file = entry.path().string();
    if (entry.path().extension() != ".csv" || file.ends_with("-unlabelled.csv")) continue;
    const std::vector<std::string> changed = ChangedByProfile(file);
    EXPECT_EQ(ListedByCompare(file), changed) << file;
    all += changed.size();
  }
  return all;
}

TEST(Profiles, CompareListsExactlyTheRowsThatTheProfileChanges) {
  EXPECT_GT(ExpectSameRows(CXO_SOURCE_DIR "/corpus"), 0u);
}

TEST(Profiles, CompareListsExactlyTheRowsThatTheProfileChangesOnSharedTexts) {
  const std::string folder = CXO_SHARED_DIR "/corpus";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  EXPECT_GT(ExpectSameRows(folder), 0u);
}

}  // namespace
}  // namespace cxo
