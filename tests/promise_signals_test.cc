// Promise 12: signals and closed pipes end the work quietly and at a row.
#include <algorithm>
#include <array>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/program.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

constexpr int kClosedPipe = 128 + SIGPIPE;

std::string ManyLines(size_t lines) {
  std::string text;
  for (size_t i = 0; i < lines; ++i) text += "packaging of tablets " + std::to_string(i) + "\n";
  return text;
}

TEST(ClosedPipe, EndsTheWorkQuietly) {
  const TempFolder folder;
  WriteFile(folder / "in.txt", ManyLines(30000));
  for (int i = 0; i < 20; ++i) {
    ProcessSetup setup = Program({"--threads", std::to_string(1 + i % 3), folder / "in.txt"});
    // A parent that ignores SIGPIPE (Python's subprocess does) hands that on.
    if (i % 2 == 1) setup.in_child = [] { std::signal(SIGPIPE, SIG_IGN); };
    Process process(setup);
    EXPECT_EQ(process.ReadLine(), "CMO\t0.439\tpackaging of tablets 0\n");
    process.CloseOut();
    EXPECT_EQ(process.Wait(20), kClosedPipe) << i;
    std::string words(100, '\0');
    EXPECT_EQ(::read(process.err(), words.data(), words.size()), 0) << words;
  }
}

TEST(ClosedPipe, IsQuietInEveryCommand) {
  const TempFolder folder;
  const std::string golden = CXO_SOURCE_DIR "/tests/golden/";
  WriteFile(folder / "in.txt", "packaging\n");
  WriteFile(folder / "bad.csv", "id,text\nx\n1,packaging\n");
  const std::vector<std::vector<std::string>> commands = {
      {"--help"},
      {"--version"},
      {"eval", "--help"},
      {"explain", "packaging"},
      {"explain", "--json", "packaging"},
      {"check"},
      {"check", "--json"},
      {"check", "--watch"},
      {"rules"},
      {"rules", "show", "CRO"},
      {"rules", "export"},
      {"eval", "-q", golden + "eval/gold.csv"},
      {"eval", "-q", "--json", golden + "eval/gold.csv"},
      {"compare", "-q", "--with-profile", "industry", golden + "compare/gold.csv"},
      {"suggest", "-q", golden + "suggest/gold.csv"},
      {"suggest", "-q", golden + "suggest/gold.csv", "-o", "-"},
      {"tune", "-q", "--dry-run", golden + "tune/gold.csv"},
      {"-c", "text", "--delimiter", ",", "--header", "-o", folder / "out.csv", "--report", "-",
       "-q", folder / "bad.csv"},
      {"-o", folder / "out.txt", "--report", "-", folder / "in.txt"}};
  for (std::vector<std::string> words : commands) {
    const std::string shown = words[0] + " " + words.back();
    words.insert(words.begin(), CXO_PROGRAM);
    words.insert(words.end(), {"--rules", golden + "pack"});
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    ::close(ends[0]);
    const Finished ran = RunProcess({.words = words, .out = ends[1]});
    ::close(ends[1]);
    EXPECT_EQ(ran.code, kClosedPipe) << shown;
    EXPECT_EQ(ran.err, "") << shown;
  }
}

TEST(ClosedPipe, IsFoundAsSoonAsAnIdleInputGoesOn) {
  for (const char* threads : {"1", "3"}) {
    Process process(Program({"--threads", threads}));
    process.CloseOut();
    ::usleep(50000);
    process.Write("packaging\n");
    EXPECT_EQ(process.Wait(20), kClosedPipe) << threads;  // though the input stays open
  }
}

// The lines that came out are whole, and the first ones that went in.
void ExpectWholeLines(const std::string& out) {
  ASSERT_TRUE(out.ends_with('\n'));
  size_t at = 0;
  for (size_t i = 0; at < out.size(); ++i) {
    const size_t end = out.find('\n', at) + 1;
    ASSERT_EQ(out.substr(at, end - at),
              "CMO\t0.439\tpackaging of tablets " + std::to_string(i) + "\n");
    at = end;
  }
}

TEST(Signal, StopsAPipeAtARow) {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    for (const char* threads : {"1", "3"}) {
      Process process(Program({"--threads", threads}));
      process.Write(ManyLines(1000));
      std::string out = process.ReadLine();
      process.Write("packaging of tab");
      ASSERT_TRUE(process.AwaitIdle());
      ::kill(process.pid(), signal);
      for (std::string line = process.ReadLine(); !line.empty(); line = process.ReadLine()) {
        out += line;
      }
      EXPECT_EQ(process.Wait(20), 128 + signal);
      ExpectWholeLines(out);
    }
  }
}

TEST(Signal, LeavesTheTargetAsItWas) {
  const TempFolder folder;
  WriteFile(folder / "out.txt", "old");
  for (const int signal : {SIGTERM, SIGHUP}) {
    Process process(Program({"-o", folder / "out.txt"}));
    process.Write(ManyLines(1000));
    ASSERT_TRUE(process.AwaitIdle());
    EXPECT_EQ(folder.Names().size(), 2);  // the new one is being written
    ::kill(process.pid(), signal);
    EXPECT_EQ(process.Wait(20), 128 + signal);
    EXPECT_EQ(ReadFile(folder / "out.txt"), "old");
    EXPECT_EQ(folder.Names().size(), 1);
  }
}

// Opening it waits for a writer, or for a reader, who may never come.
TEST(Signal, EndsTheWaitForTheOtherEndOfANamedPipe) {
  const TempFolder folder;
  const std::string pipe = folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::vector<std::string>& words : {std::vector<std::string>{pipe}, {"-o", pipe}}) {
    Process process(Program(words));
    ASSERT_TRUE(process.AwaitIdle());
    ::kill(process.pid(), SIGTERM);
    EXPECT_EQ(process.Wait(20), 128 + SIGTERM) << words.front();
  }
}

// A pipe that nobody reads is full sooner or later.
TEST(Signal, EndsTheWaitForTheReaderOfAFullPipe) {
  const TempFolder folder;
  WriteFile(folder / "in.txt", ManyLines(30000));
  for (const char* threads : {"1", "3"}) {
    Process process(Program({"-q", "--threads", threads, folder / "in.txt"}));
    ASSERT_TRUE(process.AwaitIdle());
    ::kill(process.pid(), SIGTERM);
    EXPECT_EQ(process.Wait(20), 128 + SIGTERM) << threads;
    EXPECT_EQ(process.ReadLine(), "CMO\t0.439\tpackaging of tablets 0\n");
  }
}

// Results are in place by then, and the first signal ends what is left.
TEST(Signal, EndsTheWaitForTheReaderOfAReport) {
  const TempFolder folder;
  const std::string pipe = folder / "report";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  WriteFile(folder / "in.txt", "packaging\n");
  for (const int signal : {SIGTERM, SIGINT}) {
    Process process(Program({"-o", folder / "out.txt", "--report", pipe, folder / "in.txt"}));
    ASSERT_TRUE(process.AwaitIdle());
    ::kill(process.pid(), signal);
    EXPECT_EQ(process.Wait(20), 128 + signal);
    std::string said(4096, '\0');
    const ssize_t count = ::read(process.err(), said.data(), said.size());
    said.resize(count > 0 ? static_cast<size_t>(count) : 0);
    EXPECT_EQ(said, "cxo: interrupted before the report was written to " + pipe + "\n");
    EXPECT_EQ(ReadFile(folder / "out.txt"), "CMO\t0.439\tpackaging\n");
  }
}

// A pipe that is full, and blocks as that of a parent does.
std::array<int, 2> FullPipe() {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK), 0);
  const std::string page(4096, 'x');
  while (::write(ends[1], page.data(), page.size()) > 0) {
  }
  ::fcntl(ends[1], F_SETFL, 0);
  return ends;
}

TEST(Signal, EndsTheWaitForTheReaderOfAnError) {
  const std::array<int, 2> ends = FullPipe();
  ProcessSetup setup = Program({"missing.txt"});
  setup.err = ends[1];
  Process process(setup);
  ASSERT_TRUE(process.AwaitIdle());
  ::kill(process.pid(), SIGTERM);
  EXPECT_EQ(process.Wait(5), 4);
  ::close(ends[0]);
  ::close(ends[1]);
}

// A parent may read nothing of what is said: results do not wait for it, and the exit status waits
// no longer than a reader may pause.
TEST(StandardError, ThatNobodyReadsHoldsNoResultsUp) {
  const TempFolder folder;
  std::vector<std::string> words = {"-c", "text", "--to", "label"};
  for (int i = 0; i < 7; ++i) {
    words.push_back(folder / (std::to_string(i) + ".csv"));
    WriteFile(words.back(), "id,text\n1\n2,packaging\n3,packaging\n4,packaging\n5,packaging\n");
  }
  const std::array<int, 2> ends = FullPipe();
  ProcessSetup setup = Program(words);
  setup.err = ends[1];
  const Finished ran = RunProcess(setup, "", 20);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 35);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(StandardError, HasTheFirstNotesOfAKindAndTheNumberOfOthers) {
  const TempFolder folder;
  std::vector<std::string> words = {"-c", "text", "--to", "label"};
  std::string want;
  for (int i = 0; i < 7; ++i) {
    words.push_back(folder / (std::to_string(i) + ": a.csv"));
    WriteFile(words.back(), "id,text\n1,packaging\n");
    if (i >= 5) continue;
    want += "cxo: " + words.back() + ": delimiter ',', the first record is the header\n";
  }
  const Finished ran = RunProgram(words);
  EXPECT_EQ(ran.err,
            want + "cxo: 2 more notes like this: delimiter ',', the first record is the header\n");
}

// They have nothing to bring to an end. Here each waits for the writer of a pipe, which `tune` does
// not take.
TEST(Signal, EndsCommandsThatMeasureAtOnce) {
  const TempFolder folder;
  const std::string pipe = folder / "pipe.csv";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::vector<std::vector<std::string>> commands = {
      {"eval", pipe},
      {"compare", "--with-profile", "industry", pipe},
      {"check", "--gold", pipe},
      {"suggest", pipe}};
  for (std::vector<std::string> words : commands) {
    const std::string command = words.front();
    words.insert(words.begin(), CXO_PROGRAM);
    words.insert(words.end(), {"--rules", CXO_SOURCE_DIR "/tests/golden/pack"});
    for (const int signal : {SIGINT, SIGTERM}) {
      Process process({.words = words});
      ASSERT_TRUE(process.AwaitIdle());
      ::kill(process.pid(), signal);
      EXPECT_EQ(process.Wait(10), 128 + signal) << command;
    }
  }
  EXPECT_EQ(folder.Names().size(), 1);
}

// What has not come in yet says nothing about the input.
TEST(Signal, IsAllThatIsSaidBeforeAnyInput) {
  Process process(Program({"--from", "csv", "-c", "text"}));
  ASSERT_TRUE(process.AwaitIdle());
  ::kill(process.pid(), SIGTERM);
  EXPECT_EQ(process.Wait(20), 128 + SIGTERM);
  std::string said(4096, '\0');
  const ssize_t count = ::read(process.err(), said.data(), said.size());
  said.resize(count > 0 ? static_cast<size_t>(count) : 0);
  EXPECT_EQ(said, "cxo: interrupted after 0 rows\n");
}

TEST(Signal, IsSaidWithWhatItLeaves) {
  const TempFolder folder;
  struct Case {
    std::vector<std::string> words;
    std::string said;
  };
  const std::string out = folder / "o.csv";
  const std::vector<Case> cases = {
      {{"--bad-rows", "keep"},
       "cxo: 1 of 2 rows malformed; kept, 1 of them without a label\n"
       "cxo: interrupted after 2 rows\n"},
      {{"--bad-rows", "reject", "-o", out},
       "cxo: 1 of 2 rows malformed; not written to " + out + ".rejects\n" +
           "cxo: interrupted after 2 rows; " + out +
           " is not written (started with --resume, one could go on)\n"},
      {{"-q"}, ""}};
  for (const Case& one : cases) {
    std::vector<std::string> words = {"--from",   "csv", "--delimiter", ",",
                                      "--header", "-c",  "text"};
    words.insert(words.end(), one.words.begin(), one.words.end());
    Process process(Program(words));
    process.Write("id,text\n1,packaging\n2\n");
    ASSERT_TRUE(process.AwaitIdle());
    ::kill(process.pid(), SIGINT);
    EXPECT_EQ(process.Wait(20), 128 + SIGINT);
    std::string said(4096, '\0');
    const ssize_t count = ::read(process.err(), said.data(), said.size());
    said.resize(count > 0 ? static_cast<size_t>(count) : 0);
    const size_t end = said.find("cxo: 1 of 2");
    EXPECT_EQ(end == std::string::npos ? "" : said.substr(end), one.said) << said;
  }
}

// As under nohup, or in the background of a script.
TEST(Signal, IsIgnoredIfTheParentHasSaidSo) {
  ProcessSetup setup = Program({});
  setup.in_child = [] {
    for (const int signal : {SIGHUP, SIGINT, SIGTERM}) std::signal(signal, SIG_IGN);
  };
  Process process(setup);
  process.Write("packaging\n");
  EXPECT_EQ(process.ReadLine(), "CMO\t0.439\tpackaging\n");
  for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
    ::kill(process.pid(), signal);
    process.Write("packaging\n");
    EXPECT_EQ(process.ReadLine(), "CMO\t0.439\tpackaging\n") << signal;
  }
  process.CloseIn();
  EXPECT_EQ(process.Wait(20), 0);
}

}  // namespace
}  // namespace cxo
