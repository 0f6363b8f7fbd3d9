// Whose a replaced file is, and who may read it. Skipped where nobody may give files away.
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/io/atomic_file.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

constexpr uid_t kOwner = 54321;
constexpr gid_t kGroup = 54322;

struct Rights {
  uid_t owner = 0;
  gid_t group = 0;
  mode_t mode = 0;
  friend bool operator==(const Rights&, const Rights&) = default;
};

Rights RightsOf(const std::string& path) {
  struct stat found = {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0);
  return {found.st_uid, found.st_gid, found.st_mode & 07777};
}

// A file of others; false if it cannot be made.
bool MakeOthers(const std::string& path, mode_t mode) {
  WriteFile(path, "old");
  return ::chmod(path.c_str(), mode) == 0 && ::chown(path.c_str(), kOwner, kGroup) == 0;
}

TEST(KeptRights, AreThoseOfTheOldFile) {
  const TempFolder folder;
  const std::string path = folder / "out";
  if (!MakeOthers(path, 0640)) GTEST_SKIP() << "only root may give files away";
  for (const bool part : {false, true}) {
    Result<AtomicFile> file = part ? AtomicFile::OpenPart(path) : AtomicFile::Open(path);
    ASSERT_TRUE(file.ok()) << Format(file.error());
    ASSERT_TRUE(file->Write("new").ok());
    ASSERT_TRUE(file->Commit().ok());
    EXPECT_EQ(RightsOf(path), (Rights{kOwner, kGroup, 0640})) << part;
  }
}

// What the old group might do was not meant for the new one.
TEST(KeptRights, AreNotGivenToAnotherGroup) {
  const TempFolder folder;
  const std::string path = folder / "out";
  const uid_t other = kOwner + 5;
  if (!MakeOthers(path, 0662)) GTEST_SKIP() << "only root may give files away";
  ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
  ASSERT_EQ(::seteuid(other), 0);
  Result<AtomicFile> file = AtomicFile::Open(path);
  const bool done = file.ok() && file->Commit().ok();
  ASSERT_EQ(::seteuid(0), 0);
  ASSERT_TRUE(done);
  EXPECT_EQ(RightsOf(path), (Rights{other, ::getegid(), 0622}));
}

}  // namespace
}  // namespace cxo
