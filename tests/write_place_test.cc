// Every spelling of an open descriptor is one, and files are where links lead.
#include "classifier/io/write_place.h"

#include <array>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "classifier/io/atomic_file.h"
#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

// "1" for a descriptor, else the path or the error.
std::string Placed(const std::string& path) {
  const Result<WritePlace> place = FindWritePlace(path);
  if (!place.ok()) return Format(place.error());
  return place->descriptor ? std::to_string(*place->descriptor) : place->path;
}

TEST(WritePlace, KnowsADescriptorByEveryName) {
  const TempFolder folder;
  fs::create_symlink("/dev/stdout", folder / "out.tsv");
  fs::create_symlink(folder / "out.tsv", folder / "link to link");
  fs::create_symlink("/dev", folder / "dev");
  fs::create_symlink("/proc/self/fd", folder / "fds");
  fs::create_symlink("/proc/self/fd/1", folder / "one");
  fs::create_symlink("/dev/stderr", folder / "err");
  const std::string own = "/proc/" + std::to_string(::getpid());
  const struct {
    std::string path;
    std::string want;
  } cases[] = {
      {"/dev/stdin", "0"},
      {"/dev/stdout", "1"},
      {"/dev/stderr", "2"},
      {"/dev//stdout", "1"},
      {"//dev/stdout", "1"},
      {"/dev/./stdout", "1"},
      {"/dev/fd/1", "1"},
      {"/dev/fd/./1", "1"},
      {"/dev/fd/63", "63"},
      {"/proc/self/fd/1", "1"},
      {"/proc/self/../self/fd/1", "1"},
      {"/proc/thread-self/fd/1", "1"},
      {own + "/fd/1", "1"},
      {own + "/task/" + std::to_string(::getpid()) + "/fd/1", "1"},
      {folder / "out.tsv", "1"},
      {folder / "link to link", "1"},
      {folder / "dev/stdout", "1"},
      {folder / "dev/fd/1", "1"},
      {folder / "fds/1", "1"},
      {folder / "one", "1"},
      {folder / "err", "2"},
      {"/dev/null", "/dev/null"},
      {"/dev/fd/x", "/dev/fd/x"},
      {"fd/1", "fd/1"},
      {folder / "no/fd/1", folder / "no/fd/1"},
  };
  for (const auto& [path, want] : cases) {
    EXPECT_EQ(Placed(path), want) << path;
    const bool digits = want.find_first_not_of("0123456789") == std::string::npos;
    EXPECT_EQ(IsStream(path), digits || want == "/dev/null") << path;
  }
}

// Beside a stream nothing can be put.
TEST(WritePlace, OfADescriptorTakesNoPart) {
  const TempFolder folder;
  fs::create_symlink("/dev/stdout", folder / "out");
  const std::string want =
      folder / "out" + std::string(": --resume needs a file to write, not a pipe or device");
  EXPECT_EQ(Format(AtomicFile::OpenPart(folder / "out").error()), want);
  EXPECT_EQ(Format(AtomicFile::NameBeside(folder / "out", AtomicFile::kPart).error()), want);
}

TEST(WritePlace, IsNoFileThatAnotherProcessHasOpen) {
  const TempFolder folder;
  WriteFile(folder / "log", "precious");
  const Descriptor log = Descriptor::Open(folder / "log", O_WRONLY | O_APPEND).value();
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor read(ends[0], "read end");
  const Descriptor write(ends[1], "write end");
  const Process other({.words = {"cat"}, .out = log.fd(), .err = write.fd()});
  ASSERT_TRUE(other.AwaitIdle());  // it has become cat, and waits for its input
  const std::string descriptors = "/proc/" + std::to_string(other.pid()) + "/fd/";
  const std::string of_log = descriptors + "1";
  const std::string of_pipe = descriptors + "2";
  const Result<AtomicFile> file = AtomicFile::Open(of_log);
  const bool stream = IsStream(of_pipe);
  const Status written = WriteWholeFile(of_pipe, "x", {});
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(Format(file.error()),
            of_log + ": is a file that another process has open; give the file's own name");
  EXPECT_TRUE(file.error().wrong_use);
  EXPECT_EQ(ReadFile(folder / "log"), "precious");
  EXPECT_TRUE(stream && written.ok()) << "a pipe is opened by any name";
}

TEST(WritePlace, LeavesWhatIsBehindADescriptorThere) {
  const TempFolder folder;
  WriteFile(folder / "log", "before\n");
  const Descriptor log = Descriptor::Open(folder / "log", O_WRONLY | O_APPEND).value();
  const std::string number = std::to_string(log.fd());
  fs::create_symlink("/proc/self/fd/" + number, folder / "link");
  for (const std::string& path : {folder / "link", "/dev//fd/" + number}) {
    EXPECT_TRUE(WriteWholeFile(path, path + "\n", {}).ok());
  }
  EXPECT_EQ(ReadFile(folder / "log"),
            "before\n" + (folder / "link") + "\n/dev//fd/" + number + "\n");
}

}  // namespace
}  // namespace cxo
