// The target is the old file or the whole new one, never half, and success means that all is there.
#include "classifier/io/atomic_file.h"

#include <array>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/io/signal_hold.h"
#include "tests/error_of.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

FileId IdOf(const std::string& path) { return Descriptor::Open(path, O_RDONLY)->Facts()->id; }

mode_t ModeOf(const std::string& path) {
  struct stat found = {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0);
  return found.st_mode & 07777;
}

TEST(AtomicFile, ShowsNothingBeforeCommitAndAllAfterIt) {
  const TempFolder folder;
  const std::string path = folder / "out.csv";
  Result<AtomicFile> file = AtomicFile::Open(path);
  ASSERT_TRUE(file.ok()) << ErrorOf(file);
  ASSERT_TRUE(file->Write("one\n").ok());
  EXPECT_FALSE(fs::exists(path));
  ASSERT_TRUE(file->Write("two\n").ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(ReadFile(path), "one\ntwo\n");
  EXPECT_THAT(folder.Names(), ElementsAre("out.csv"));
}

TEST(AtomicFile, KeepsTheOldFileUntilCommit) {
  const TempFolder folder;
  const std::string path = folder / "out.csv";
  WriteFile(path, "old");
  Result<AtomicFile> file = AtomicFile::Open(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Write("new").ok());
  EXPECT_EQ(ReadFile(path), "old");
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(ReadFile(path), "new");
}

TEST(AtomicFile, LeavesNothingBehindWithoutCommit) {
  const TempFolder folder;
  WriteFile(folder / "old.csv", "old");
  for (const std::string_view name : {"old.csv", "new.csv"}) {
    Result<AtomicFile> file = AtomicFile::Open(folder / name);
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file->Write("x").ok());
    AtomicFile moved = std::move(*file);
    EXPECT_THAT(folder.Names(), SizeIs(2));
  }
  EXPECT_THAT(folder.Names(), ElementsAre("old.csv"));
  EXPECT_EQ(ReadFile(folder / "old.csv"), "old");
}

TEST(AtomicFile, DiscardsTheOldWorkWhenAssigned) {
  const TempFolder folder;
  AtomicFile file = AtomicFile::Open(folder / "a").value();
  file = AtomicFile::Open(folder / "b").value();
  EXPECT_THAT(folder.Names(), SizeIs(1));
  ASSERT_TRUE(file.Commit().ok());
  EXPECT_THAT(folder.Names(), ElementsAre("b"));
}

TEST(AtomicFile, RefusesAnEmptyName) {
  EXPECT_EQ(ErrorOf(AtomicFile::Open("")), "the file to write has no name");
  EXPECT_EQ(ErrorOf(AtomicFile::OpenPart("")), "the file to write has no name");
}

TEST(AtomicFile, TellsStreamsFromFiles) {
  const TempFolder folder;
  WriteFile(folder / "file", "");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_symlink(folder / "pipe", folder / "link");
  for (const std::string name : {"file", "nothing", "."}) {
    EXPECT_FALSE(IsStream(folder / name)) << name;
  }
  for (const std::string& path :
       {std::string("-"), std::string("/dev/stdin"), std::string("/dev/stdout"),
        std::string("/dev/fd/1"), std::string("/proc/self/fd/63"), std::string("/dev/null"),
        folder / "pipe", folder / "link"}) {
    EXPECT_TRUE(IsStream(path)) << path;
  }
}

TEST(AtomicFile, KeepsPermissionsOfTheOldFile) {
  const TempFolder folder;
  const std::string path = folder / "out.csv";
  WriteFile(path, "old");
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  Result<AtomicFile> file = AtomicFile::Open(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(ModeOf(path), 0640u);
}

TEST(AtomicFile, GivesNewFilesWhatTheUmaskAllows) {
  const TempFolder folder;
  const mode_t before = ::umask(027);
  Result<AtomicFile> file = AtomicFile::Open(folder / "out.csv");
  ::umask(before);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(ModeOf(folder / "out.csv"), 0640u);
}

TEST(AtomicFile, ReplacesTheFileBehindALink) {
  const TempFolder folder;
  ASSERT_TRUE(fs::create_directory(folder / "deep"));
  fs::create_symlink("deep/real.csv", folder / "link.csv");
  for (const std::string_view bytes : {"first", "second"}) {
    Result<AtomicFile> file = AtomicFile::Open(folder / "link.csv");
    ASSERT_TRUE(file.ok()) << ErrorOf(file);
    ASSERT_TRUE(file->Write(bytes).ok());
    ASSERT_TRUE(file->Commit().ok());
    EXPECT_EQ(ReadFile(folder / "deep/real.csv"), bytes);
    EXPECT_TRUE(fs::is_symlink(folder / "link.csv"));
  }
  EXPECT_THAT(folder.Names(), UnorderedElementsAre("deep", "link.csv"));
}

TEST(AtomicFile, RefusesAnInputByAnyName) {
  const TempFolder folder;
  WriteFile(folder / "in.csv", "precious");
  fs::create_symlink(folder / "in.csv", folder / "soft.csv");
  fs::create_hard_link(folder / "in.csv", folder / "hard.csv");
  const std::vector<FileId> inputs = {IdOf(folder / "in.csv")};
  for (const std::string_view name : {"in.csv", "soft.csv", "hard.csv"}) {
    EXPECT_EQ(ErrorOf(AtomicFile::Open(folder / name, inputs)),
              folder / name + ": is both input and output; give the output another name");
  }
  const Descriptor append = Descriptor::Open(folder / "in.csv", O_WRONLY | O_APPEND).value();
  EXPECT_EQ(ErrorOf(AtomicFile::Direct(append.fd(), "standard output", inputs)),
            "standard output: is both input and output; give the output another name");
  EXPECT_TRUE(AtomicFile::Open(folder / "in.csv", inputs).error().wrong_use);
  EXPECT_FALSE(AtomicFile::Open(folder / "no/in.csv", inputs).error().wrong_use);
  EXPECT_TRUE(AtomicFile::Open(folder / "other.csv", inputs).ok());
  EXPECT_EQ(ReadFile(folder / "in.csv"), "precious");
}

TEST(AtomicFile, SaysWhyItCannotOpen) {
  const TempFolder folder;
  WriteFile(folder / "file", "");
  fs::create_symlink(folder / "loop", folder / "loop");
  const std::string missing = folder / "missing/out.csv";
  EXPECT_EQ(ErrorOf(AtomicFile::Open(missing)),
            missing + ": cannot create a file in its folder: No such file or directory");
  EXPECT_EQ(ErrorOf(AtomicFile::Open(folder / "")), folder / "" + ": cannot open: Is a directory");
  EXPECT_EQ(ErrorOf(AtomicFile::Open(folder / "file/out")),
            folder / "file/out" + ": cannot open: Not a directory");
  EXPECT_EQ(ErrorOf(AtomicFile::Open(folder / "loop")),
            folder / "loop" + ": cannot open: Too many levels of symbolic links");
}

TEST(AtomicFile, WritesDevicesDirectlyAndReportsAFullOne) {
  Result<AtomicFile> null = AtomicFile::Open("/dev/null");
  ASSERT_TRUE(null.ok());
  EXPECT_TRUE(null->Write("x").ok());
  EXPECT_TRUE(null->Commit().ok());
  Result<AtomicFile> full = AtomicFile::Open("/dev/full");
  ASSERT_TRUE(full.ok());
  EXPECT_EQ(ErrorOf(full->Write("x")), "/dev/full: write failed: No space left on device");
  EXPECT_EQ(ErrorOf(full->Commit()), "/dev/full: write failed: No space left on device");
}

TEST(AtomicFile, WritesNamedPipesAndOpenDescriptorsDirectly) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  Descriptor read(ends[0], "read end");
  const Descriptor write(ends[1], "write end");
  Result<AtomicFile> file = AtomicFile::Open("/dev/fd/" + std::to_string(write.fd()));
  ASSERT_TRUE(file.ok()) << ErrorOf(file);
  ASSERT_TRUE(file->Write("x").ok());
  std::array<char, 4> got{};
  EXPECT_EQ(*read.Read(got.data(), got.size()), 1u);
  EXPECT_TRUE(file->Commit().ok());
}

TEST(AtomicFile, AppendsToAFileBehindStandardOutput) {
  const TempFolder folder;
  WriteFile(folder / "log", "before\n");
  const Descriptor log = Descriptor::Open(folder / "log", O_WRONLY | O_APPEND).value();
  Result<AtomicFile> file = AtomicFile::Open("/proc/self/fd/" + std::to_string(log.fd()));
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Write("after\n").ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(ReadFile(folder / "log"), "before\nafter\n");
}

TEST(AtomicFile, SaysThatTheStandardOutputIsClosed) {
  EXPECT_EQ(ErrorOf(AtomicFile::Direct(9999, "standard output")),
            "standard output: cannot open: Bad file descriptor");
}

TEST(AtomicFile, KeepsTheOldFileWhenTheRenameFails) {
  const TempFolder folder;
  const std::string path = folder / "out";
  Result<AtomicFile> file = AtomicFile::Open(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(fs::create_directory(path));  // a folder cannot be replaced by a file
  EXPECT_EQ(ErrorOf(file->Commit()), path + ": rename failed: Is a directory");
  EXPECT_THAT(folder.Names(), ElementsAre("out"));
  EXPECT_EQ(ErrorOf(file->Commit()), path + ": rename failed: Is a directory");
}

TEST(AtomicFile, LeavesNoHalfFileOnAFullDisk) {
  const TempFolder folder;
  const std::string path = folder / "out.csv";
  WriteFile(path, "old");
  auto* const before = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit old_limit = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const struct rlimit small = {1000, old_limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  {
    Result<AtomicFile> file = AtomicFile::Open(path);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(ErrorOf(file->Write(std::string(5000, 'x'))),
              path + ": write failed: File too large");
    EXPECT_FALSE(file->Commit().ok());
  }
  ::setrlimit(RLIMIT_FSIZE, &old_limit);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(ReadFile(path), "old");
  EXPECT_THAT(folder.Names(), ElementsAre("out.csv"));
}

TEST(WriteWholeFile, WaitsForNoReaderAfterAnInterrupt) {
  const TempFolder folder;
  const std::string pipe = folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  Interrupt interrupt;
  interrupt.Raise(SIGTERM);
  EXPECT_EQ(ErrorOf(WriteWholeFile(pipe, "x", {}, &interrupt)),
            pipe + ": cannot open: No such device or address");
  Result<Descriptor> reader = Descriptor::Open(pipe, O_RDONLY | O_NONBLOCK);
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE(WriteWholeFile(pipe, "x", {}, &interrupt).ok());
  std::array<char, 4> got{};
  EXPECT_EQ(*reader->Read(got.data(), got.size()), 1u);
  for (const std::string_view content : {"new", "again"}) {
    EXPECT_TRUE(WriteWholeFile(folder / "file", content, {}, &interrupt).ok());
    EXPECT_EQ(ReadFile(folder / "file"), content);
  }
}

TEST(Part, KeepsWhatALaterRunGoesOnWith) {
  const TempFolder folder;
  const std::string path = folder / "out";
  WriteFile(folder / ".out.cxo-part", "one two");
  Result<AtomicFile> part = AtomicFile::OpenPart(path);
  ASSERT_TRUE(part.ok()) << ErrorOf(part);
  EXPECT_EQ(ReadFile(folder / ".out.cxo-part"), "one two");
  EXPECT_EQ(ErrorOf(part->KeepFirst(8)),
            folder / ".out.cxo-part" +
                std::string(": is shorter than its journal says; remove it to start anew"));
  ASSERT_TRUE(part->KeepFirst(4).ok());
  ASSERT_TRUE(part->Write("three").ok());
  ASSERT_TRUE(part->Commit().ok());
  EXPECT_EQ(ReadFile(path), "one three");
  EXPECT_THAT(folder.Names(), ElementsAre("out"));
}

TEST(Part, IsHeldByOneRunAtATime) {
  const TempFolder folder;
  const std::string path = folder / "out";
  {
    Result<AtomicFile> part = AtomicFile::OpenPart(path);
    ASSERT_TRUE(part.ok()) << ErrorOf(part);
    ASSERT_TRUE(part->Write("x").ok());
    EXPECT_EQ(ErrorOf(AtomicFile::OpenPart(path)), path + ": another run is writing it");
  }
  EXPECT_EQ(ReadFile(folder / ".out.cxo-part"), "x");
  EXPECT_TRUE(AtomicFile::OpenPart(path).ok());
}

TEST(AtomicFile, WorksBesideLeftOversOfKilledRuns) {
  const TempFolder folder;
  const std::string left = ".out.cxo-" + std::to_string(::getpid()) + "-0";
  WriteFile(folder / left, "left over");
  Result<AtomicFile> file = AtomicFile::Open(folder / "out");
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_THAT(folder.Names(), UnorderedElementsAre("out", left));
}

// Larger than any process number that Linux gives.
constexpr std::string_view kDead = "1999999999";

TEST(AtomicFile, RemovesLeftOversOfKilledRuns) {
  const TempFolder folder;
  const std::string stem = ".out.cxo-";
  const std::string dead(kDead);
  const std::vector<std::string> kept = {stem + "1-0",
                                         stem + "part",
                                         stem + dead,
                                         stem + dead + "-",
                                         stem + dead + "-0.txt",
                                         stem + dead + "--1",
                                         stem + "-" + dead + "-0",
                                         stem + "0-0",
                                         ".out2.cxo-" + dead + "-0",
                                         stem + dead + "-7"};
  for (const std::string& name : kept) WriteFile(folder / name, "x");
  WriteFile(folder / (stem + dead + "-0"), "x");
  WriteFile(folder / (stem + dead + "-12"), "x");
  Result<Descriptor> held = Descriptor::Open(folder / kept.back(), O_RDONLY);
  ASSERT_TRUE(held.ok());
  ASSERT_EQ(::flock(held->fd(), LOCK_EX | LOCK_NB), 0);
  ASSERT_TRUE(AtomicFile::Open(folder / "out").ok());
  EXPECT_THAT(folder.Names(), testing::UnorderedElementsAreArray(kept));
}

TEST(AtomicFile, HoldsALockAgainstBeingTakenForALeftOver) {
  const TempFolder folder;
  Result<AtomicFile> file = AtomicFile::Open(folder / "out");
  ASSERT_TRUE(file.ok());
  const std::vector<std::string> names = folder.Names();
  ASSERT_EQ(names.size(), 1U);
  // As a process of another container sees it, to which its number says nothing.
  const std::string seen = folder / (".out.cxo-" + std::string(kDead) + "-0");
  ASSERT_EQ(::rename((folder / names[0]).c_str(), seen.c_str()), 0);
  EXPECT_TRUE(AtomicFile::Open(folder / "out").ok());
  EXPECT_THAT(folder.Names(), ElementsAre(".out.cxo-" + std::string(kDead) + "-0"));
}

volatile std::sig_atomic_t signals_seen = 0;

TEST(SignalHold, KeepsASignalWaiting) {
  const auto before = std::signal(SIGTERM, [](int) { signals_seen = signals_seen + 1; });
  {
    const SignalHold hold;
    ::kill(::getpid(), SIGTERM);
    EXPECT_EQ(signals_seen, 0);
  }
  EXPECT_EQ(signals_seen, 1);
  std::signal(SIGTERM, before);
}

}  // namespace
}  // namespace cxo
