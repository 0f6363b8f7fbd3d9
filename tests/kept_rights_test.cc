// Whose a replaced file is, and who may read it. Most of it needs root, who may give files away and
// become somebody else; a group of one's own needs nobody else.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/io/atomic_file.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

constexpr uid_t kOwner = 54321;
constexpr gid_t kGroup = 54322;
constexpr uid_t kOther = 54326;

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

// Replaces the file at `path`. The error; empty if there is none.
std::string Replace(const std::string& path, bool part = false) {
  Result<AtomicFile> file = part ? AtomicFile::OpenPart(path) : AtomicFile::Open(path);
  if (!file.ok()) return Format(file.error());
  const Status written = file->Write("new");
  if (!written.ok()) return Format(written.error());
  const Status done = file->Commit();
  return done.ok() ? "" : Format(done.error());
}

// Is kOther, whose group is still that of the test, as long as it is there.
class AsOther {
 public:
  AsOther() { EXPECT_EQ(::seteuid(kOther), 0); }
  AsOther(const AsOther&) = delete;
  AsOther& operator=(const AsOther&) = delete;
  ~AsOther() { EXPECT_EQ(::seteuid(0), 0); }
};

// Folders above the test's own may let nobody but root in.
bool OtherReaches(const std::string& path) {
  const AsOther other;
  return ::faccessat(AT_FDCWD, path.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

// A group of the test that new files do not get by themselves; nothing if it has none.
std::optional<gid_t> FurtherGroup() {
  std::vector<gid_t> groups(static_cast<size_t>(std::max(::getgroups(0, nullptr), 0)));
  const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
  groups.resize(static_cast<size_t>(std::max(count, 0)));
  const auto found =
      std::find_if(groups.begin(), groups.end(), [](gid_t group) { return group != ::getegid(); });
  return found == groups.end() ? std::nullopt : std::optional(*found);
}

TEST(KeptRights, AreThoseOfTheOldFile) {
  const TempFolder folder;
  const std::string path = folder / "out";
  if (!MakeOthers(path, 0640)) GTEST_SKIP() << "only root may give files away";
  for (const bool part : {false, true}) {
    ASSERT_EQ(Replace(path, part), "");
    EXPECT_EQ(RightsOf(path), (Rights{kOwner, kGroup, 0640})) << part;
  }
}

// Nobody needs root for a group that one is in.
TEST(KeptRights, AreGivenToAGroupOfOnesOwn) {
  const std::optional<gid_t> group = FurtherGroup();
  if (!group) GTEST_SKIP() << "who runs the test is in one group alone";
  const TempFolder folder;
  const std::string path = folder / "out";
  WriteFile(path, "old");
  ASSERT_EQ(::chmod(path.c_str(), 0664), 0);
  ASSERT_EQ(::chown(path.c_str(), ::geteuid(), *group), 0);
  for (const bool part : {false, true}) {
    ASSERT_EQ(Replace(path, part), "");
    EXPECT_EQ(RightsOf(path), (Rights{::geteuid(), *group, 0664})) << part;
  }
}

// What the old group might do was not meant for the new one.
TEST(KeptRights, AreNotGivenToAnotherGroup) {
  const TempFolder folder;
  const std::string path = folder / "out";
  if (!MakeOthers(path, 0662)) GTEST_SKIP() << "only root may give files away";
  ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
  if (!OtherReaches(folder.path())) GTEST_SKIP() << "another user does not reach " << path;
  {
    const AsOther other;
    ASSERT_EQ(Replace(path), "");
  }
  EXPECT_EQ(RightsOf(path), (Rights{kOther, ::getegid(), 0622}));
}

// A file gets the group of a folder with the set-group-ID bit, where its owner could not give it.
TEST(KeptRights, AreThoseOfTheGroupThatTheFolderGives) {
  const TempFolder folder;
  const std::string path = folder / "out";
  if (!MakeOthers(path, 0662)) GTEST_SKIP() << "only root may give files away";
  ASSERT_EQ(::chown(folder.path().c_str(), 0, kGroup), 0);
  ASSERT_EQ(::chmod(folder.path().c_str(), 02777), 0);
  if (!OtherReaches(folder.path())) GTEST_SKIP() << "another user does not reach " << path;
  {
    const AsOther other;
    ASSERT_EQ(Replace(path), "");
  }
  EXPECT_EQ(RightsOf(path), (Rights{kOther, kGroup, 0662}));
}

}  // namespace
}  // namespace cxo
