// Promises 3 and 11: exit 0 means that everything is on disk, and the target is the old file or the
// whole new one. strace makes the n-th call of a kind fail, for every n that there is. Skipped
// where strace is absent or may not trace.
#include <algorithm>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/program.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

// About five blocks.
std::string LinesBeyondBuffers() {
  std::string lines;
  while (lines.size() < (size_t{1} << 20)) lines += "packaging of tablets\nnothing of the kind\n";
  return lines;
}

std::string Expected(const std::string& lines) { return RunProgram({"-"}, lines).out; }

bool CanTrace() {
  return RunProcess({.words = {"strace", "-f", "-o", "/dev/null", "true"}}).code == 0;
}

// Why `call` cannot be made to fail here; empty if it can.
std::string WhyNotFailing([[maybe_unused]] const std::string& call) {
  if (!CanTrace()) return "strace is absent or may not trace here";
#ifdef __SANITIZE_ADDRESS__
  if (call == "write") return "the sanitizer asks by write(2) which memory may be read";
#endif
  return "";
}

// The program under strace with further options of strace.
ProcessSetup Traced(const std::vector<std::string>& options,
                    const std::vector<std::string>& words) {
  ProcessSetup setup = Program(words);
  std::vector<std::string> all = {"strace", "-f", "-qq"};
  all.insert(all.end(), options.begin(), options.end());
  all.insert(all.end(), setup.words.begin(), setup.words.end());
  setup.words = all;
  setup.environment.emplace_back("ASAN_OPTIONS=detect_leaks=0");  // which cannot look while traced
  return setup;
}

size_t CountCalls(const std::string& call, const std::vector<std::string>& words,
                  const TempFolder& folder) {
  RunProcess(Traced({"-e", "trace=" + call, "-o", folder / "trace"}, words));
  const std::string trace = ReadFile(folder / "trace");
  return static_cast<size_t>(std::count(trace.begin(), trace.end(), '\n'));
}

ProcessSetup Failing(const std::string& call, const std::string& error, size_t n,
                     const std::vector<std::string>& words) {
  return Traced(
      {"-e", "trace=" + call, "-e",
       "inject=" + call + ":error=" + error + ":when=" + std::to_string(n), "-o", "/dev/null"},
      words);
}

struct Failure {
  std::string call;
  std::string error;
};

// By which ctest names the case; without it, by bytes that differ from build to build.
void PrintTo(const Failure& failure, std::ostream* out) {
  *out << failure.call << ' ' << failure.error;
}

class FailingCall : public ::testing::TestWithParam<Failure> {
 protected:
  void SetUp() override {
    const std::string why = WhyNotFailing(GetParam().call);
    if (!why.empty()) GTEST_SKIP() << why;
  }
};

TEST_P(FailingCall, LeavesTheOldFileOrTheWholeNewOne) {
  const auto& [call, error] = GetParam();
  const std::string lines = LinesBeyondBuffers();
  const std::string whole = Expected(lines);
  const TempFolder folder;
  const std::string target = folder / "out.txt";
  WriteFile(folder / "in.txt", lines);
  const std::vector<std::string> words = {"-q", "--threads", "2", "-o", target, folder / "in.txt"};
  const size_t calls = CountCalls(call, words, folder);
  ASSERT_EQ(ReadFile(target), whole);
  size_t failures = 0;
  for (size_t n = 1; n <= calls; ++n) {
    WriteFile(target, "old");
    const Finished ran = RunProcess(Failing(call, error, n, words));
    const std::string found = ReadFile(target);
    const std::string what = call + " " + std::to_string(n) + " said " + ran.err;
    ASSERT_TRUE(found == whole || (found == "old" && ran.code != 0)) << what;
    const bool loaded =
        ran.code != 127;  // else the loader's own call failed before the program began
    ASSERT_TRUE(!loaded || ran.code == 0 || ran.code == 5) << what << ran.code;
    ASSERT_TRUE(ran.code != 5 || ran.err.starts_with("cxo: " + target + ": ")) << what;
    ASSERT_EQ(folder.Names().size(), 3) << "a temporary file is left behind: " << what;
    failures += ran.code == 5 ? 1 : 0;
  }
  EXPECT_EQ(failures > 0, calls > 0) << call;
}

// The rejects are put into place before the output, which may fail then.
TEST_P(FailingCall, SaysWhatBecameOfTheRejects) {
  const auto& [call, error] = GetParam();
  const TempFolder folder;
  const std::string rejects = folder / "out.csv.rejects";
  WriteFile(folder / "in.csv", "id,text\n1,packaging\n2\n");
  const std::vector<std::string> words = {
      "--threads", "1",    "--delimiter",      ",",
      "-c",        "text", "--header",         "--bad-rows",
      "reject",    "-o",   folder / "out.csv", folder / "in.csv"};
  const size_t calls = CountCalls(call, words, folder);
  const std::string whole = ReadFile(rejects);
  ASSERT_NE(whole, "");
  for (size_t n = 1; n <= calls; ++n) {
    WriteFile(rejects, "old");
    const Finished ran = RunProcess(Failing(call, error, n, words));
    const std::string what = call + " " + std::to_string(n) + " said " + ran.err;
    const bool said_written = ran.err.find("; written to " + rejects) != std::string::npos;
    const bool said_not_written = ran.err.find("; not written to " + rejects) != std::string::npos;
    if (said_written || said_not_written) {
      EXPECT_EQ(ReadFile(rejects), said_written ? whole : "old") << what;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, FailingCall,
                         ::testing::Values(Failure{"write", "ENOSPC"}, Failure{"write", "EIO"},
                                           Failure{"fsync", "EIO"}, Failure{"rename", "ENOSPC"},
                                           Failure{"close", "EIO"}, Failure{"close", "ENOSPC"}),
                         [](const auto& it) { return it.param.call + "_" + it.param.error; });

TEST(FailingWrite, OfStandardOutputIsNeverSuccess) {
  const std::string why = WhyNotFailing("write");
  if (!why.empty()) GTEST_SKIP() << why;
  const std::string lines = LinesBeyondBuffers();
  const TempFolder folder;
  WriteFile(folder / "in.txt", lines);
  const std::vector<std::string> words = {"-q", "--threads", "2", folder / "in.txt"};
  const size_t calls = CountCalls("write", words, folder);
  ASSERT_GT(calls, 3);
  for (size_t n = 1; n <= calls; ++n) {
    const Finished ran = RunProcess(Failing("write", "ENOSPC", n, words));
    EXPECT_EQ(ran.code, 5) << n;
    EXPECT_EQ(ran.err, "cxo: standard output: write failed: No space left on device\n") << n;
  }
}

// Between the opening of a part and its lock there is time for the run that held it to put it into
// place. strace makes that time long.
TEST(Resume, LeavesAloneWhatWasPutIntoPlaceBeforeItsLock) {
  if (!CanTrace()) GTEST_SKIP() << "strace is absent or may not trace here";
  const TempFolder folder;
  const std::string lines = "packaging\nnothing of the kind\n";
  const std::string part = folder / ".out.txt.cxo-part";
  WriteFile(folder / "in.txt", lines);
  Process second(Traced(
      {"-e", "trace=flock", "-e", "inject=flock:delay_enter=2000000:when=1", "-o", "/dev/null"},
      {"-q", "--resume", "-o", folder / "out.txt", folder / "in.txt"}));
  for (int i = 0; i < 20000 && !std::filesystem::exists(part); ++i) ::usleep(500);
  WriteFile(part, "what the first run has written\n");
  ASSERT_EQ(::link(part.c_str(), (folder / "first.txt").c_str()), 0);
  ASSERT_EQ(::rename(part.c_str(), (folder / "out.txt").c_str()), 0);
  EXPECT_EQ(second.Wait(), 0);
  EXPECT_EQ(ReadFile(folder / "first.txt"), "what the first run has written\n");
  EXPECT_EQ(ReadFile(folder / "out.txt"), Expected(lines));
}

TEST(FullDevice, IsNeverSuccess) {
  const std::string full = "No space left on device\n";
  const Finished named = RunProgram({"-o", "/dev/full"}, "packaging\n");
  EXPECT_EQ(named.code, 5);
  EXPECT_EQ(named.err, "cxo: /dev/full: write failed: " + full);
  ProcessSetup setup = Program({"-"});
  setup.out = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  const Finished redirected = RunProcess(setup, "packaging\n");
  ::close(*setup.out);
  EXPECT_EQ(redirected.code, 5);
  EXPECT_EQ(redirected.err, "cxo: standard output: write failed: " + full);
}

// A run with these options, where no file may grow beyond 4 KB, says so and leaves nothing beside
// its input.
void ExpectNoRoom(const std::vector<std::string>& options) {
  const TempFolder folder;
  WriteFile(folder / "in.txt", LinesBeyondBuffers());
  ProcessSetup setup = Program(options);
  setup.words.insert(setup.words.end(), {"-o", folder / "out.txt", folder / "in.txt"});
  setup.in_child = [] {
    const struct rlimit limit = {4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  };
  const Finished ran = RunProcess(setup);
  EXPECT_EQ(ran.code, 5);
  EXPECT_EQ(ran.err, "cxo: " + (folder / "out.txt") + ": write failed: File too large\n");
  EXPECT_EQ(folder.Names().size(), 1);
}

TEST(LimitOfFileSize, IsAnErrorAndLeavesNoFile) { ExpectNoRoom({}); }

// Nobody could go on with what no journal speaks of, and the disk is full already.
TEST(LimitOfFileSize, LeavesNoPartWithoutAJournal) { ExpectNoRoom({"-q", "--resume"}); }

TEST(ManyInputs, AreNotOpenAllAtOnce) {
  const TempFolder folder;
  WriteFile(folder / "a.txt", "packaging\n");
  ProcessSetup setup = Program({"-q"});
  for (int i = 0; i < 100; ++i) setup.words.push_back(folder / "a.txt");
  setup.in_child = [] {
    struct rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max = 50;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  };
  const Finished finished = RunProcess(setup);
  EXPECT_EQ(finished.err, "");
  EXPECT_EQ(std::count(finished.out.begin(), finished.out.end(), '\n'), 100);
}

// The eventfd behind signals must not become the standard stream that is closed: 8 bytes of output
// would vanish in it.
TEST(ClosedStream, IsAnError) {
  ProcessSetup setup = Program({"--to", "label"});
  setup.in_child = [] { ::close(1); };
  const Finished no_output = RunProcess(setup, "packaging\npackaging\n");
  EXPECT_EQ(no_output.code, 5);
  EXPECT_EQ(no_output.err, "cxo: standard output: cannot open: Bad file descriptor\n");
  setup.in_child = [] { ::close(0); };
  const Finished no_input = RunProcess(setup, "packaging\n");
  EXPECT_EQ(no_input.code, 4);
  EXPECT_EQ(no_input.err, "cxo: standard input: cannot open: Bad file descriptor\n");
  setup.in_child = [] { ::close(2); };
  const Finished no_words = RunProcess(setup, "packaging\n");
  EXPECT_EQ(no_words.code, 0);
  EXPECT_EQ(no_words.out, "CMO\n");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// With the shipped rules, under limits from what does not load the program to what is enough for
// it. Where exactly memory runs out differs from run to run.
TEST(ShortOfMemory, SaysSoAndLeavesOnlyCompleteRows) {
  const TempFolder folder;
  const std::string in = folder / "in.txt";
  WriteFile(in, LinesBeyondBuffers().substr(0, size_t{200} << 10) + "\n");
  const std::vector<std::string> words = {CXO_PROGRAM, "-q", "--threads", "2", in};
  const std::string whole = RunProcess({.words = words}).out;
  int failures = 0;
  // Where not even the program itself finds room, the system's loader crashes before it is there.
  const rlim_t least = (std::filesystem::file_size(CXO_PROGRAM) >> 20) + 2;
  for (rlim_t mebibytes = least; mebibytes <= least + 64; mebibytes += 4) {
    ProcessSetup setup{.words = words};
    setup.in_child = [mebibytes] {
      const rlimit space = {mebibytes << 20, mebibytes << 20};
      ::setrlimit(RLIMIT_AS, &space);
    };
    const Finished ran = RunProcess(setup);
    if (ran.err.find("error while loading shared libraries") != std::string::npos) {
      EXPECT_EQ(ran.code, 127);  // said by the loader: there is no program yet
      continue;
    }
    const auto rows = std::count(ran.out.begin(), ran.out.end(), '\n');
    const std::string after = rows == 0 ? "" : " after " + std::to_string(rows) + " row";
    EXPECT_TRUE(ran.code == 0 ? ran.out == whole : whole.starts_with(ran.out)) << mebibytes;
    EXPECT_TRUE(ran.out.empty() || ran.out.ends_with('\n')) << mebibytes;
    EXPECT_TRUE(ran.code == 0 || ran.code == 5) << mebibytes << ": " << ran.code;
    EXPECT_EQ(ran.err.find("cxo: out of memory" + after) != ran.err.npos, ran.code == 5) << ran.err;
    setup.words.insert(setup.words.end(), {"-o", folder / "out.txt"});
    const Finished wrote = RunProcess(setup);
    EXPECT_TRUE(wrote.code == 0 || wrote.code == 5) << mebibytes << ": " << wrote.code << wrote.err;
    EXPECT_EQ(folder.Names().size(), wrote.code == 0 ? 2 : 1) << mebibytes << ": " << wrote.err;
    std::filesystem::remove(folder / "out.txt");
    failures += ran.code == 5 ? 1 : 0;
  }
  EXPECT_GT(failures, 0);
}
#endif

TEST(Target, IsTheOldFileOrTheWholeNewOneForWhoReadsIt) {
  const std::string lines = LinesBeyondBuffers();
  const std::string whole = Expected(lines);
  const TempFolder folder;
  const std::string target = folder / "out.txt";
  WriteFile(target, "old");
  WriteFile(folder / "in.txt", lines);
  for (int i = 0; i < 3; ++i) {
    Process process(Program({"-q", "-o", target, folder / "in.txt"}));
    int looks = 0;
    while (ReadFile(target) == "old") ++looks;
    EXPECT_EQ(ReadFile(target), whole);
    EXPECT_GT(looks, 0);
    EXPECT_EQ(process.Wait(), 0);
    ::unlink(target.c_str());
    WriteFile(target, "old");
  }
}

}  // namespace
}  // namespace cxo
