// How many instructions classifying takes, against a recorded number. Time on a shared machine says
// little; instructions under callgrind are the same from run to run, so a few per cent are news.
//
// CXO_RECORD_INSTRUCTIONS=1 ./dev test -R Instructions   records today's numbers
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "bench/sentences.h"
#include "classifier/builtin/builtin_pack.h"
#include "classifier/eval/gold.h"
#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

constexpr double kTolerance = 0.03;
constexpr size_t kTextBytes = 200'000;
constexpr const char* kRecord = CXO_SOURCE_DIR "/bench/instructions.txt";

#ifdef __clang__
constexpr const char* kCompiler = "clang " __VERSION__;
#else
constexpr const char* kCompiler = "g++ " __VERSION__;
#endif

// "key value" lines; what begins with "#" is for readers.
using Numbers = std::map<std::string, std::string>;

Numbers ReadRecord() {
  Numbers numbers;
  std::ifstream in(kRecord);
  for (std::string line; std::getline(in, line);) {
    const size_t space = line.find(' ');
    if (!line.starts_with('#') && space != std::string::npos) {
      numbers[line.substr(0, space)] = line.substr(space + 1);
    }
  }
  return numbers;
}

void WriteRecord(const Numbers& numbers) {
  std::ofstream out(kRecord);
  out << "# Instructions that cxo takes under callgrind; tests/instructions_test.cc says of what.\n"
         "# Written by CXO_RECORD_INSTRUCTIONS=1 ./dev test -R Instructions\n";
  for (const auto& [key, value] : numbers) out << key << ' ' << value << '\n';
}

// Why nothing can be counted here, or nothing.
std::string Hindrance(const Numbers& recorded) {
  const auto compiler = recorded.find("compiler");
  const bool records = std::getenv("CXO_RECORD_INSTRUCTIONS") != nullptr;
  if (!records && compiler != recorded.end() && compiler->second != kCompiler) {
    return "recorded with " + compiler->second + ", built with " + kCompiler;
  }
  if (std::string_view(CXO_BUILD_TYPE) != "Release") return "this build is not the release build";
  if (!std::string_view(CXO_SANITIZERS).empty()) return "sanitizers add instructions of their own";
  const bool counts = RunProcess({.words = {"valgrind", "--version"}}).code == 0;
  return counts ? "" : "valgrind is not installed";
}

// A text for each line: sentences of corpus/, drawn with a fixed seed.
std::string FixedText(const Pack& pack) {
  const auto gold = ReadGold(CXO_SOURCE_DIR "/corpus/descriptions.csv", {}, pack);
  if (!gold.ok()) return "";
  std::vector<std::string> texts;
  for (const GoldRow& row : gold->rows) texts.push_back(row.text);
  std::string lines;
  for (const std::string& text : bench::Recombine(texts, kTextBytes, 1)) lines += text + "\n";
  return lines;
}

// The same texts with a blank behind each: as much work, and none that was done before, for answers
// to the last texts are kept (run/recent_answers.h).
std::string WithBlanks(std::string_view text) {
  std::string changed;
  for (const char byte : text) {
    if (byte == '\n') changed += ' ';
    changed += byte;
  }
  return changed;
}

// Instructions of `cxo` over a file with `input`, which is not a pipe because of those the length
// of each read is a matter of luck. 0 if valgrind does not say.
uint64_t Count(const std::string& input) {
  const TempFolder folder;
  std::ofstream(folder / "texts.txt") << input;
  const Finished run =
      RunProcess({.words = {"valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                            CXO_PROGRAM, "--threads", "1", "--to", "label", folder / "texts.txt"}},
                 "", 240);
  const size_t at = run.err.find("Collected : ");
  if (run.code != 0 || at == std::string::npos) return 0;
  return std::strtoull(run.err.c_str() + at + 12, nullptr, 10);
}

std::string Explain(const Numbers& recorded, const Numbers& now) {
  std::string changed;
  for (const char* key : {"pack", "text"}) {
    const auto found = recorded.find(key);
    if (found != recorded.end() && found->second == now.at(key)) continue;
    changed += std::string(changed.empty() ? "" : " and ") + "the " + key;
  }
  const std::string cause = changed.empty()
                                ? "Pack and text are those of the record: the code did it."
                                : "Since the record " + changed + " changed, which may be all.";
  return cause + "\nIf it is meant to be so: CXO_RECORD_INSTRUCTIONS=1 ./dev test -R Instructions";
}

void ExpectNear(const std::string& what, const Numbers& recorded, const Numbers& now) {
  const double before = std::strtod(recorded.at(what).c_str(), nullptr);
  const double after = std::strtod(now.at(what).c_str(), nullptr);
  EXPECT_LE(after, before * (1 + kTolerance)) << what << ": more work\n" << Explain(recorded, now);
  EXPECT_GE(after, before * (1 - kTolerance))
      << what << ": less work, so that the record guards nothing\n"
      << Explain(recorded, now);
}

TEST(Instructions, AreWhatWasRecorded) {
  const Numbers recorded = ReadRecord();
  const std::string hindrance = Hindrance(recorded);
  if (!hindrance.empty()) GTEST_SKIP() << hindrance;
  const Pack pack = *BuiltinPack().pack;
  const std::string text = FixedText(pack);
  ASSERT_GE(text.size(), kTextBytes);
  Numbers now = {{"compiler", kCompiler},
                 {"pack", pack.digest.substr(0, 16)},
                 {"text", ContentDigest(text).substr(0, 16)}};
  // The first time a text also pays for what is built when it is needed first.
  const uint64_t start = Count("packaging\n");
  const uint64_t once = Count(text);
  const uint64_t twice = Count(text + WithBlanks(text));
  ASSERT_GT(once, start);
  ASSERT_GT(twice, once);
  now["start"] = std::to_string(start);
  now["once"] = std::to_string(once);
  now["again-per-kilobyte"] = std::to_string((twice - once) * 1000 / text.size());
  if (std::getenv("CXO_RECORD_INSTRUCTIONS") != nullptr) {
    WriteRecord(now);
    return;
  }
  for (const char* what : {"start", "once", "again-per-kilobyte"}) {
    ASSERT_TRUE(recorded.contains(what)) << kRecord;
    ExpectNear(what, recorded, now);
  }
}

}  // namespace
}  // namespace cxo
