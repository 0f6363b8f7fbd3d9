// Promises 17, 24 and 27: memory does not grow with the input, the same bytes come out of every run
// in every locale, and nothing of the input drives a terminal or a spreadsheet. CXO_SOAK=1 makes
// the long inputs 1 GiB instead of 300 MiB.
#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/processor_time.h"
#include "tests/program.h"
#include "tests/seed.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

constexpr size_t kMebibyte = size_t{1} << 20;

size_t LongSize() { return (std::getenv("CXO_SOAK") != nullptr ? 1024 : 300) * kMebibyte; }

// What came out of a run, counted and not kept, but for the beginning and the end.
struct Counted {
  size_t bytes = 0;
  std::string begin;
  std::string end;
  std::string err;
  int code = -1;
};

void Count(int fd, Counted* counted) {
  std::string buffer(kMebibyte, '\0');
  for (ssize_t got = 1; got > 0;) {
    got = ::read(fd, buffer.data(), buffer.size());
    const std::string_view piece(buffer.data(), got > 0 ? static_cast<size_t>(got) : 0);
    if (counted->bytes < 100) counted->begin += piece.substr(0, 100);
    counted->bytes += piece.size();
    counted->end = (counted->end +
                    std::string(piece.substr(piece.size() - std::min<size_t>(piece.size(), 200))));
    counted->end.erase(0, counted->end.size() - std::min<size_t>(counted->end.size(), 200));
  }
}

// Feeds `before`, then `size` bytes of `filler` over and over, then `after`, under a limit of
// address space far below the input.
Counted RunLong(const std::vector<std::string>& words, const std::string& before, size_t size,
                const std::string& after) {
  ProcessSetup setup = Program(words);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  setup.in_child = [] {  // sanitizers need more address space than the machine has memory
    const rlimit limit = {512 * kMebibyte, 512 * kMebibyte};
    ::setrlimit(RLIMIT_AS, &limit);
  };
#endif
  Process process(setup);
  std::thread feeder([&] {
    const std::string filler(kMebibyte, 'x');
    process.Write(before);
    for (size_t left = size; left > 0; left -= std::min(left, filler.size())) {
      if (!process.Write(std::string_view{filler}.substr(0, left))) break;
    }
    process.Write(after);
    process.CloseIn();
  });
  Counted counted;
  Count(process.out(), &counted);
  counted.err.resize(4096);
  const ssize_t said = ::read(process.err(), counted.err.data(), counted.err.size());
  counted.err.resize(said > 0 ? static_cast<size_t>(said) : 0);
  feeder.join();
  counted.code = process.Wait();
  return counted;
}

TEST(Memory, DoesNotGrowWithALine) {
  for (const char* threads : {"1", "2"}) {
    const Counted run =
        RunLong({"--threads", threads}, "packaging ", LongSize(), "\nclinical trials\n");
    EXPECT_EQ(run.code, 0) << run.err;
    const std::string first = "CMO\t0.439\t";
    const std::string second = "CRO\t0.778\tclinical trials\n";
    EXPECT_EQ(run.begin.substr(0, 23), first + "packaging xxx");
    EXPECT_EQ(run.bytes, first.size() + 10 + LongSize() + 1 + second.size());
    EXPECT_TRUE(run.end.ends_with("x\n" + second)) << run.end;
    EXPECT_EQ(
        run.err,
        "standard input:1: record 1, byte 0: only the beginning of the text was read\n"
        "cxo: 1 row holds bytes that are not UTF-8 or could be read only in part; `--to csv --add "
        "status` marks it\n");
  }
}

TEST(Memory, DoesNotGrowWithAnUnclosedQuote) {
  const std::vector<std::string> words = {"--from",   "csv", "--delimiter", ",",    "--header",
                                          "--column", "t",   "--add",       "label"};
  const Counted run = RunLong(words, "n,t\n1,\"packaging\n2,", LongSize(), "\n3,testing\n");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.begin.substr(0, 36), "n,t,cxo_label\n1,\"packaging,CMO\n2,xxx");
  EXPECT_TRUE(run.end.ends_with("xx,\n3,testing,CRO\n")) << run.end;
  EXPECT_EQ(run.err,
            "standard input:2:3: record 2, byte 4: a quote opens here and its record does not "
            "end within 16 MiB; the lines below are read as rows\n"
            "standard input:3: record 3, byte 17: the record is longer than 16 MiB\n"
            "cxo: 2 of 3 rows malformed; kept, 1 of them without a label\n");
}

// With the shipped rules, whose conditions look around each hit: here a million bytes around each
// of seventy thousand hits.
TEST(Time, IsFoundForAClauseFullOfHits) {
  std::string text = "Services for sponsors: ";
  while (text.size() < 1'100'000) text += "clinical trials ";
  const Finished ran = RunProcess({.words = {CXO_PROGRAM, "--to", "label", "-q"}}, text);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "CRO\n");
}

// With the shipped rules: where every word may begin a pattern that goes on as far as there is no
// blank, or no letter.
TEST(Time, IsFoundForAMegabyteThatAnyWordMayBegin) {
  for (const char* word : {"no-", "a/", "of'", "a&", "1.", "12.05.2020 ", "1, 2, ", "1 ..... "}) {
    std::string line;
    while (line.size() < (size_t{1} << 20)) line += word;
    const Finished ran =
        RunProcess({.words = {CXO_PROGRAM, "--to", "label", "-q"}}, line + "\npackaging\n");
    EXPECT_EQ(ran.out, "NONE\nCMO\n") << word;
  }
}

// The same for words that begin regular expressions, each of which looks ahead.
TEST(Time, IsFoundForAMegabyteThatExpressionsLookAlong) {
  for (const char* words : {"we i our my ", "we left and ", "sold the contract line, ",
                            "licence no ", "; but we pack; "}) {
    std::string line;
    while (line.size() < (size_t{1} << 20)) line += words;
    const ProcessorTime time;
    const Finished ran =
        RunProcess({.words = {CXO_PROGRAM, "--to", "label", "-q"}}, line + "\npackaging\n");
    EXPECT_TRUE(ran.out.ends_with("\nCMO\n")) << words;
    EXPECT_LT(time.OfProcesses(), kMostSeconds) << words;
  }
}

TEST(Memory, HoldsAMillionColumns) {
  std::string row = "testing";
  std::string header = "t";
  for (int i = 0; i < 1000000; ++i) {
    row += ",x";
    header += ",c";
  }
  const Finished ran = RunProgram(
      {"--from", "csv", "--delimiter", ",", "--header", "-c", "t", "-q", "--add", "label"},
      header + "\n" + row + "\n" + row + "\n");
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(ran.out == header + ",cxo_label\n" + row + ",CRO\n" + row + ",CRO\n");
}

std::string MixedLines() {
  static const std::vector<std::string> kWords = {
      "packaging",          "testing", "clinical trials", "no",           "but", "caf\xC3\xA9",
      "\xC4\xB0I\xC4\xB1i", "\xFF",    "TESTING",         "sales forces", ". "};
  std::mt19937 random(Seed(24));
  std::string lines;
  for (int i = 0; i < 20000; ++i) {
    for (size_t words = random() % 12; words > 0; --words) {
      lines += kWords[random() % kWords.size()] + " ";
    }
    lines += random() % 5 == 0 ? "\r\n" : "\n";
  }
  return lines;
}

TEST(Output, IsTheSameForEveryThreadCountRunAndLocale) {
  const TempFolder folder;
  const std::string lines = MixedLines();
  WriteFile(folder / "in.txt", lines);
  const std::vector<std::string> all = {
      "--encoding", "utf-8",
      "--to",       "csv",
      "--add",      "label,confidence,margin,runner_up,subtype,also,review,rules,spans,status"};
  const auto run = [&](const std::string& threads, const std::string& locale) {
    std::vector<std::string> words = all;
    words.insert(words.end(), {"--threads", threads, folder / "in.txt"});
    ProcessSetup setup = Program(words);
    setup.environment = {"LC_ALL=" + locale};
    return RunProcess(setup);
  };
  const Finished first = run("1", "C");
  EXPECT_EQ(first.code, 0);
  EXPECT_GT(first.out.size(), lines.size());
  for (const char* threads : {"1", "2", "3", "8"}) {
    for (const char* locale : {"C", "tr_TR.UTF-8", "de_DE.UTF-8"}) {
      const Finished again = run(threads, locale);
      EXPECT_TRUE(again.out == first.out) << threads << " threads, " << locale;
      EXPECT_EQ(again.err, first.err) << threads << " threads, " << locale;
    }
  }
}

// What terminals and spreadsheets would obey.
const std::vector<std::string>& Payloads() {
  static const std::vector<std::string> kPayloads = {"=1+1",
                                                     "+1",
                                                     "-1",
                                                     "@SUM(A1)",
                                                     "\x1b[31m",
                                                     "\x1b]0;title\x07",
                                                     "\xE2\x80\xAE",
                                                     ("\xC2\x9B"
                                                      "31m"),
                                                     "\rover",
                                                     "\x08\x08",
                                                     "\xE2\x81\xA6x",
                                                     "\x7F"};
  return kPayloads;
}

bool IsSafe(const std::string& words) {
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return false;
  }
  return words.find("\xE2\x80\xAE") == std::string::npos &&
         words.find("\xC2\x9B") == std::string::npos &&
         words.find("\xE2\x81\xA6") == std::string::npos;
}

TEST(Payload, IsShownEscapedInEveryMessage) {
  const TempFolder folder;
  for (const std::string& payload : Payloads()) {
    const std::string file = folder / ("f" + payload + ".csv");
    WriteFile(file, "a" + payload + ",b" + payload + "\n1,2\n3\n4,5\n6,7\n8,9\n");
    const std::vector<std::vector<std::string>> runs = {
        {"--from", payload},
        {"--" + payload},
        {"--add", payload},
        {"--delimiter", payload + "x"},
        {"--encoding", payload},
        {"--threads", payload},
        {"--profile", payload},
        {folder / payload},
        {"-o", folder / (payload + "/x"), file, "-c", "1"},
        {"-o", file, file, "-c", "1", "--delimiter", ","},
        {file},
        {file, "-c", payload},
        {file, "-c", "2", "--delimiter", ",", "--header"}};
    for (const std::vector<std::string>& words : runs) {
      const Finished ran = RunProgram(words);
      EXPECT_TRUE(IsSafe(ran.err)) << words[0] << ": " << ran.err;
      EXPECT_NE(ran.err, "") << words[0];
    }
  }
}

TEST(Payload, IsShownEscapedInExplanations) {
  for (const std::string& payload : Payloads()) {
    const Finished ran = RunProcess(
        {.words = {CXO_PROGRAM, "explain", "--rules", (CXO_SOURCE_DIR "/tests/golden/pack"), "--",
                   payload + "packaging" + payload}});
    EXPECT_EQ(ran.code, 0);
    EXPECT_TRUE(IsSafe(ran.out)) << ran.out;
  }
}

// Cells that are added never begin a formula, whatever the prefix is.
TEST(Payload, BeginsNoAddedCell) {
  for (const std::string start : {"=", "+", "-", "@"}) {
    const Finished ran =
        RunProgram({"--to", "csv", "--prefix", start + "x_", "--add", "label,status,rules,also"},
                   "packaging and testing\n\xFF\n");
    EXPECT_EQ(ran.code, 0) << ran.err;
    for (size_t at = ran.out.find(','); at != std::string::npos; at = ran.out.find(',', at + 1)) {
      EXPECT_EQ(std::string("=+-@").find(ran.out[at + 1]), std::string::npos) << ran.out;
    }
  }
}

}  // namespace
}  // namespace cxo
