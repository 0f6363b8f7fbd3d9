// Reading a pack from a folder: which files count, and why one cannot be read.
#include "classifier/pack/folder.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/pack/load.h"
#include "tests/small_pack.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, gone afterwards.
class Folder : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& content) const {
    WriteFile(folder_ / name, content);
  }

  void WriteSmallPack() const {
    for (const PackFile& file : SmallPack()) Write(file.name, file.content);
  }

  // The faults of a folder below path_, with path_ written as ".".
  std::string Faults(const std::string& folder = "", const PackLimits& limits = {}) const {
    std::string faults;
    for (const Error& error : LoadPack(path_.string() + folder, limits).errors) {
      faults += (faults.empty() ? "" : "\n") + Format(error);
    }
    for (size_t at = faults.find(path_.string()); at != std::string::npos;
         at = faults.find(path_.string())) {
      faults.replace(at, path_.string().size(), ".");
    }
    return faults;
  }

  TempFolder folder_;
  const fs::path path_ = folder_.path();
};

TEST_F(Folder, WithAPackIsReadLikeItsFilesFromMemory) {
  WriteSmallPack();
  Write("README.md", "no TOML");
  Write(".hidden.toml", "no TOML");
  fs::create_directory(path_ / "sub");
  Write("sub/x.toml", "no TOML");
  EXPECT_EQ(Faults(), "");
  EXPECT_EQ(Faults("/"), "");
  const LoadedPack loaded = LoadPack(path_);
  ASSERT_TRUE(loaded.pack.has_value());
  EXPECT_EQ(loaded.pack->digest, PackDigest(SmallPack()));
}

TEST_F(Folder, IsNamedInFaultsAsTheUserWroteIt) {
  Write("a.toml", "[pack]\nx = 1");
  EXPECT_EQ(Faults("/").substr(0, 73),
            ".: the pack has 0 [[label]], expected at least two, the abstaining one fi");
  EXPECT_NE(Faults("/").find("\n./a.toml:2:1: unknown key `x` in [pack]\n"), std::string::npos);
  EXPECT_NE(Faults("").find("\n./a.toml:2:1: unknown key `x` in [pack]\n"), std::string::npos);
}

TEST_F(Folder, ThatIsNoneIsRefused) {
  Write("file", "");
  EXPECT_EQ(Faults("/none"), "./none: no such folder");
  EXPECT_EQ(Faults("/file"), "./file: not a folder");
  EXPECT_EQ(Faults(), ".: no .toml file in this folder");
  EXPECT_EQ(Format(LoadPack("").errors.at(0)), "no such folder");
}

TEST_F(Folder, WithFilesThatCannotBeReadIsRefused) {
  WriteSmallPack();
  fs::create_directory(path_ / "dir.toml");
  ASSERT_EQ(mkfifo((path_ / "fifo.toml").c_str(), 0600), 0);
  fs::create_symlink("gone.toml", path_ / "dangling.toml");
  EXPECT_EQ(Faults(),
            "./dangling.toml: cannot be read: No such file or directory\n"
            "./dir.toml: not a regular file\n"
            "./fifo.toml: not a regular file");
}

TEST_F(Folder, WithNamesInUpperCaseIsRefused) {
  WriteSmallPack();
  Write("MINE.TOML", "");
  Write(".HIDDEN.TOML", "");
  fs::create_directory(path_ / "x.Toml");
  EXPECT_EQ(Faults(),
            "./MINE.TOML: the name must end in .toml, in lower case\n"
            "./x.Toml: the name must end in .toml, in lower case");
}

TEST_F(Folder, WithNamesThatNotepadMadeIsRefused) {
  WriteSmallPack();
  Write("mine.toml.txt", "");
  Write("YOURS.TOML.TXT", "");
  Write(".hidden.toml.txt", "");
  Write("notes.txt", "");
  Write("old.toml.bak", "");
  Write("toml.txt", "");
  EXPECT_EQ(Faults(),
            "./YOURS.TOML.TXT: the name must end in .toml, without .txt\n"
            "./mine.toml.txt: the name must end in .toml, without .txt");
}

TEST_F(Folder, NamesFoldersWithinThatAreNotRead) {
  WriteSmallPack();
  for (const char* name : {"sub", "old", ".git", "texts", "more/deeper"}) {
    fs::create_directories(path_ / name);
  }
  for (const char* name : {"sub/x.toml", "old/X.TOML", ".git/x.toml", "texts/x.csv",
                           "texts/.x.toml", "more/deeper/x.toml"}) {
    Write(name, "");
  }
  EXPECT_EQ(FoldersNotRead(path_), (std::vector<std::string>{"old", "sub"}));
  EXPECT_EQ(FoldersNotRead(path_ / "none"), std::vector<std::string>());
  EXPECT_TRUE(HoldsPackFiles(path_ / "old"));
  EXPECT_FALSE(HoldsPackFiles(path_ / "texts"));
  EXPECT_FALSE(HoldsPackFiles(path_ / "none"));
}

TEST_F(Folder, WithAFileThatMayNotBeReadIsRefused) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  WriteSmallPack();
  fs::permissions(path_ / "rules.toml", fs::perms::none);
  EXPECT_EQ(Faults(), "./rules.toml: cannot be read: Permission denied");
}

TEST_F(Folder, MayHoldLinksToItsOwnFilesButNotToOthers) {
  WriteSmallPack();
  Write("note.txt", "");
  fs::create_symlink("note.txt", path_ / "inside.toml");
  EXPECT_EQ(Faults(), "");
  fs::create_symlink("/etc/hostname", path_ / "outside.toml");
  fs::create_directory(path_ / "sub");
  fs::create_symlink("../note.txt", path_ / "sub" / "up.toml");
  fs::create_symlink("sub/up.toml", path_ / "through.toml");
  EXPECT_EQ(Faults(), "./outside.toml: a symbolic link that leads out of the folder");
}

TEST_F(Folder, BeyondALimitIsRefused) {
  WriteSmallPack();
  PackLimits limits;
  limits.file_bytes = 600;
  EXPECT_EQ(Faults("", limits), "./rules.toml: the file is longer than 600 bytes");
  limits = {};
  limits.pack_bytes = 1000;
  EXPECT_EQ(Faults("", limits), ".: the pack is longer than 1000 bytes");
  limits = {};
  limits.files = 4;
  EXPECT_EQ(Faults("", limits), ".: the pack has 5 files, at most 4 are allowed");
}

}  // namespace
}  // namespace cxo
