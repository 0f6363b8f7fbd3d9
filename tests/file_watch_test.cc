// Saves as editors make them, each in a folder of its own.
#include "classifier/io/file_watch.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/temp_folder.h"

namespace cxo {
namespace {

using Wake = FileWatch::Wake;

// Two saves within one tick of the file system's clock may leave the same time: what is there at
// first is made older than that.
void Age(const std::string& path) {
  const timespec old = {1'000'000'000, 0};
  const timespec times[2] = {old, old};
  ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

struct Save {
  std::string name;
  std::function<void(const TempFolder&)> save;
  std::vector<std::string> want;  // names in the folder
};

TEST(FileWatch, SeesEveryWayOfSaving) {
  const auto rename = [](const std::string& from, const std::string& to) {
    std::filesystem::rename(from, to);
  };
  const std::vector<Save> saves = {
      {"write over", [](const auto& f) { WriteFile(f / "a.toml", "new"); }, {"a.toml"}},
      {"same size", [](const auto& f) { WriteFile(f / "a.toml", "OLD"); }, {"a.toml"}},
      {"rename over",
       [&](const auto& f) {
         WriteFile(f / "a.toml.tmp", "old");
         Age(f / "a.toml.tmp");
         rename(f / "a.toml.tmp", f / "a.toml");
       },
       {"a.toml"}},
      {"backup and new",
       [&](const auto& f) {
         rename(f / "a.toml", f / "a.toml~");
         WriteFile(f / "a.toml", "old");
       },
       {"a.toml"}},
      {"create", [](const auto& f) { WriteFile(f / "c.toml", ""); }, {"c.toml"}},
      {"delete", [](const auto& f) { std::filesystem::remove(f / "b.toml"); }, {"b.toml"}},
      {"rename away",
       [&](const auto& f) { rename(f / "a.toml", f / "c.toml"); },
       {"a.toml", "c.toml"}},
      {"swap",
       [&](const auto& f) {
         rename(f / "a.toml", f / "x");
         rename(f / "b.toml", f / "a.toml");
         rename(f / "x", f / "b.toml");
       },
       {"a.toml", "b.toml"}},
      {"lone file", [](const auto& f) { WriteFile(f / "gold.csv", "new"); }, {"gold.csv"}},
  };
  for (const Save& one : saves) {
    const TempFolder folder;
    for (const char* name : {"a.toml", "b.toml", "gold.csv", "other"}) {
      WriteFile(folder / name, "old");
      Age(folder / name);
    }
    const std::string home = folder / "";
    FileWatch watch({.files = {folder / "gold.csv"}, .folders = {home}, .ending = ".toml"});
    one.save(folder);
    std::vector<std::string> saved;
    ASSERT_EQ(watch.Await(STDOUT_FILENO, &saved), Wake::kSaved) << one.name;
    std::vector<std::string> want;
    for (const std::string& name : one.want) want.push_back(folder / name);
    EXPECT_EQ(saved, want) << one.name;
  }
}

// The save that follows is the one that is told.
TEST(FileWatch, SleepsThroughWhatIsNoSave) {
  const TempFolder folder;
  WriteFile(folder / "a.toml", "old");
  FileWatch watch({.folders = {folder / ""}, .ending = ".toml"});
  std::vector<std::string> saved;
  WriteFile(folder / ".a.toml", "");
  WriteFile(folder / "a.toml.swp", "");
  std::thread later([&] {
    ::usleep(250'000);
    WriteFile(folder / "b.toml", "");
  });
  EXPECT_EQ(watch.Await(STDOUT_FILENO, &saved), Wake::kSaved);
  later.join();
  EXPECT_EQ(saved, std::vector<std::string>{folder / "b.toml"});
}

TEST(FileWatch, ForgetsNoSaveBetweenTwoWaits) {
  const TempFolder folder;
  FileWatch watch({.folders = {folder / "rules"}, .ending = ".toml"});
  std::vector<std::string> saved;
  std::filesystem::create_directory(folder / "rules");
  for (const std::string name : {"a.toml", "b.toml", "c.toml"}) {
    WriteFile(folder / ("rules/" + name), "");
    ASSERT_EQ(watch.Await(STDOUT_FILENO, &saved), Wake::kSaved);
    EXPECT_EQ(saved, std::vector<std::string>{folder / ("rules/" + name)});
  }
}

TEST(FileWatch, AnswersWhereAFileNeverRests) {
  const TempFolder folder;
  FileWatch watch({.files = {folder / "log"}});
  std::vector<std::string> saved;
  std::atomic<bool> done = false;
  std::thread writer([&] {
    std::string text;
    while (!done) WriteFile(folder / "log", text += "x");
  });
  EXPECT_EQ(watch.Await(STDOUT_FILENO, &saved), Wake::kSaved);
  done = true;
  writer.join();
  EXPECT_EQ(saved, std::vector<std::string>{folder / "log"});
}

TEST(FileWatch, EndsWhenNobodyReads) {
  FileWatch watch({.files = {"/nowhere"}});
  std::vector<std::string> saved;
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  EXPECT_EQ(watch.Await(ends[1], &saved), Wake::kReaderGone);
  ::close(ends[1]);
}

}  // namespace
}  // namespace cxo
