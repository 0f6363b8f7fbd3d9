// What was read and what is written are told by file, not by name.
#include "classifier/cli/kept_files.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FilesAt, FollowsLinksAndLeavesOutWhatIsNoFile) {
  const TempFolder folder;
  WriteFile(folder / "a", "a");
  fs::create_symlink("a", folder / "link");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const FileId id = *RegularFileAt(folder / "a");
  EXPECT_THAT(FilesAt({folder / "a", folder / "link"}, 0), ElementsAre(id, id));
  const Result<Descriptor> open = Descriptor::Open(folder / "a", O_RDONLY);
  ASSERT_TRUE(open.ok());
  EXPECT_THAT(FilesAt({"-"}, open->fd()), ElementsAre(id));
  // A pipe that nobody writes is not waited for.
  EXPECT_THAT(FilesAt({folder / "pipe", folder / "none", folder / "", "/dev/null"}, 0), IsEmpty());
}

TEST(PackPaths, AreThoseThatWereRead) {
  Pack pack;
  pack.files = {{"pack.toml", ""}, {"weights.toml", ""}};
  EXPECT_THAT(PackPaths({}, pack), IsEmpty());
  EXPECT_THAT(PackPaths({.rules = "rules"}, pack),
              ElementsAre("rules/pack.toml", "rules/weights.toml"));
  EXPECT_THAT(PackPaths({.rules = "rules", .weights = WeightsOf("w.toml")}, pack),
              ElementsAre("w.toml", "rules/pack.toml"));
  EXPECT_THAT(PackPaths({.weights = WeightsOf("w.toml")}, pack), ElementsAre("w.toml"));
  pack.files = {{"pack.toml", ""}};  // its weights.toml is not read
  EXPECT_THAT(PackPaths({.rules = "rules", .weights = WeightsOf("none")}, pack),
              ElementsAre("rules/pack.toml"));
}

// As `--base-weights` has them.
TEST(WeightsChoice, IsWrittenInOneWord) {
  using Source = WeightsChoice::Source;
  const struct {
    std::string word;
    Source source;
    std::optional<std::string> file;
  } kCases[] = {{"", Source::kPack, std::nullopt},
                {"none", Source::kNone, std::nullopt},
                {"./none", Source::kFile, "./none"},
                {"w.toml", Source::kFile, "w.toml"}};
  for (const auto& one : kCases) {
    const WeightsChoice weights = WeightsOf(one.word);
    EXPECT_EQ(weights.source, one.source) << one.word;
    EXPECT_EQ(OtherFile(weights), one.file) << one.word;
    EXPECT_EQ(WordOf(weights), one.word);
  }
}

TEST(AreOneFile, HoldsForEveryNameOfAFile) {
  const TempFolder folder;
  for (const char* name : {"old", "other", "out"}) WriteFile(folder / name, "x");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_symlink("old", folder / "link");
  fs::create_hard_link(folder / "old", folder / "hard");
  fs::create_directory(folder / "sub");
  fs::create_symlink("new", folder / "to-new");  // that is not there yet
  fs::create_symlink("../to-new", folder / "sub/to-new");
  fs::create_symlink("round", folder / "round");
  const Result<Descriptor> out = Descriptor::Open(folder / "out", O_WRONLY);
  const Result<Descriptor> device = Descriptor::Open("/dev/null", O_WRONLY);
  ASSERT_TRUE(out.ok() && device.ok());
  const struct {
    std::string one, other;
    bool want;
  } kCases[] = {
      {folder / "old", folder / "old", true},
      {folder / "old", folder / "link", true},
      {folder / "old", folder / "hard", true},
      {folder / "old", folder / "other", false},
      {folder / "old", folder / "new", false},
      {folder / "new", folder / "new", true},
      {folder / "new", folder / "./new", true},
      {folder / "new", folder / "newer", false},
      {"not-there-yet", "./not-there-yet", true},
      {folder / "to-new", folder / "new", true},
      {folder / "to-new", folder / "sub/to-new", true},
      {folder / "sub/to-new", folder / "new", true},
      {folder / "to-new", folder / "newer", false},
      {folder / "to-new", folder / "sub/new", false},
      {folder / "to-new", folder / "old", false},
      {folder / "round", folder / "new", false},
      {folder / "pipe", folder / "pipe", true},
      {folder / "pipe", folder / "old", false},
      {folder / "pipe", folder / "new", false},
      {"/dev/null", "/dev/null", false},
      {"-", "-", true},
      {"-", folder / "out", true},
      {"-", folder / "old", false},
      {"-", folder / "new", false},
  };
  for (const auto& [one, other, want] : kCases) {
    SCOPED_TRACE(one + " and " + other);
    EXPECT_EQ(AreOneFile(one, other, out->fd()), want);
    EXPECT_EQ(AreOneFile(other, one, out->fd()), want);
  }
  EXPECT_FALSE(AreOneFile("-", folder / "out", device->fd()));
  EXPECT_FALSE(AreOneFile("-", "./-", device->fd()));
}

TEST(AreOneFile, HoldsForEveryNameOfAPipe) {
  std::array<int, 2> ends = {-1, -1};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const std::string name = "/dev/fd/" + std::to_string(ends[1]);
  EXPECT_TRUE(AreOneFile("-", name, ends[1]));
  EXPECT_TRUE(AreOneFile("/proc/self/fd/" + std::to_string(ends[1]), name, ends[1]));
  EXPECT_FALSE(AreOneFile("-", "/dev/null", ends[1]));
  const Streams streams({.out = ends[1]});
  EXPECT_TRUE(CheckBesideFigures("--errors", "", streams).ok());
  EXPECT_TRUE(CheckBesideFigures("--errors", "/dev/null", streams).ok());
  const Status refused = CheckBesideFigures("--errors", name, streams);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(Format(refused.error()),
            "--errors: " + name +
                " is where standard output goes, which has the figures; give another file");
  EXPECT_TRUE(refused.error().wrong_use);
  for (const int end : ends) ::close(end);
}

}  // namespace
}  // namespace cxo
