// Promise 2: the output without what the run has added is the input, byte for byte, whatever the
// input is: generated files, the same with bytes changed at random, and the public CSV suite
// (beside the project, in ../shared/suites; skipped where it is absent).
#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/batch_run.h"
#include "tests/seed.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

struct Kind {
  std::string name;
  InputFormat format;
  char delimiter;
  std::vector<std::string> pieces;  // what files of the kind are made of
};

const std::vector<Kind>& Kinds() {
  static const std::vector<std::string> kCells = {
      "packaging",   "\"a, b\"", "\"\"", "\"two\nlines\"",     "\"open",       "a \"b\" c", "\r\n",
      "\n",          "\n",       "\xFF", std::string(1, '\0'), "\xEF\xBB\xBF", "\r",        "=1+1",
      "caf\xC3\xA9", " "};
  static const auto kWith = [](const std::string& delimiter) {
    std::vector<std::string> pieces = kCells;
    for (int i = 0; i < 8; ++i) pieces.push_back(delimiter);
    return pieces;
  };
  static const std::vector<Kind> kKinds = {
      {"lines", InputFormat::kLines, '\t', kWith("\t")},
      {"csv", InputFormat::kCsv, ',', kWith(",")},
      {"semicolons", InputFormat::kCsv, ';', kWith(";")},
      {"tsv", InputFormat::kTsv, '\t', kWith("\t")},
      {"jsonl",
       InputFormat::kJsonl,
       ',',
       {"{\"text\": \"packaging\"}\n", "{\"text\":\"x\"}\r\n", "{}\n", "{ }\n", "\n", "[]\n",
        "{\"a\": {\"b\": [1, 2, {}]}, \"text\": \"\\u00e9\"} \n", "{", "}", "\"", "\xFF", "\\",
        "{\"text\": 1}\n", "null\n", "  {\"text\":\"a\"}\n"}}};
  return kKinds;
}

std::string Generate(const Kind& kind, std::mt19937* random) {
  std::string file;
  for (size_t pieces = (*random)() % 80; pieces > 0; --pieces) {
    file += kind.pieces[(*random)() % kind.pieces.size()];
  }
  return file;
}

// Changes, drops and doubles a few bytes.
void Mutate(std::string* file, std::mt19937* random) {
  for (size_t changes = (*random)() % 6; changes > 0 && !file->empty(); --changes) {
    const size_t at = (*random)() % file->size();
    switch ((*random)() % 3) {
      case 0: (*file)[at] = static_cast<char>((*random)() % 256); break;
      case 1: file->erase(at, 1 + (*random)() % 3); break;
      default: file->insert(at, file->substr(at, 1 + (*random)() % 9)); break;
    }
  }
}

BatchOptions OptionsFor(const Kind& kind, bool header) {
  BatchOptions options;
  options.records.from = kind.format;
  options.records.prefix = "QZ";
  options.records.add = {ResultColumn::kLabel};
  options.records.encoding = Encoding::kUtf8;
  if (IsTable(kind.format)) {
    options.records.delimiter = kind.delimiter;
    options.records.has_header = header;
    options.records.columns = {"1"};
  }
  return options;
}

// LABEL, tab, confidence, tab: in front of every line. A byte order mark alone is no line.
std::string StrippedLines(std::string_view output, size_t* cells) {
  std::string stripped;
  *cells = 0;
  if (output == "\xEF\xBB\xBF") return std::string(output);
  while (!output.empty()) {
    const size_t end = std::min(output.find('\n'), output.size() - 1) + 1;
    const std::string_view line = output.substr(0, end);
    const size_t text = line.find('\t', line.find('\t') + 1) + 1;
    EXPECT_TRUE(line.starts_with("QZNONE\t0.") || line.starts_with("QZMAKE\t0."))
        << line;
    stripped += line.substr(text);
    ++*cells;
    output.remove_prefix(end);
  }
  return stripped;
}

// Refused before anything was written, as files of CR alone are.
bool IsRefusal(const BatchRun& run) {
  return run.outcome.end == BatchOutcome::End::kInputFailed && run.output.empty();
}

// The text is in another column than the first, for one is called "1": a row may be too short to have
// it, and then what was added to it is an empty cell, which bears no mark to be found by.
bool IsTextElsewhere(const BatchRun& run) {
  return std::any_of(run.notes.begin(), run.notes.end(), [](const std::string& note) {
    return note.find("`1` is the name of column") != std::string::npos;
  });
}

// Adds one to *survived unless the file is refused.
void ExpectSurvives(const Classifier& classifier, const std::string& input, const Kind& kind,
                    const BatchOptions& options, const std::string& what, int* survived) {
  const BatchRun run = RunOver(classifier, input, options);
  if (IsRefusal(run) || IsTextElsewhere(run)) return;
  ++*survived;
  ASSERT_EQ(run.outcome.end, BatchOutcome::End::kComplete) << what;
  size_t cells = 0;
  const std::string stripped = kind.format == InputFormat::kLines
                                   ? StrippedLines(run.output, &cells)
                                   : Stripped(run.output, kind.format, kind.delimiter, &cells);
  const Tally& tally = run.outcome.tally;
  ASSERT_EQ(stripped, input) << what;
  ASSERT_EQ(cells, tally.labelled) << what;
  ASSERT_EQ(tally.read, tally.labelled + tally.bad) << what;
}

TEST(OriginalBytes, SurviveInGeneratedAndMutatedFiles) {
  const auto classifier = MarkedClassifier();
  std::mt19937 random(Seed(20));
  for (const Kind& kind : Kinds()) {
    int survived = 0;
    for (int i = 0; i < 800; ++i) {
      std::string input = Generate(kind, &random);
      if (i % 2 == 1) Mutate(&input, &random);
      BatchOptions options = OptionsFor(kind, i % 3 != 0);
      options.threads = 1 + static_cast<size_t>(i) % 2;
      options.records.block_size = 1 + random() % 100;
      ExpectSurvives(*classifier, input, kind, options, kind.name + " " + std::to_string(i),
                     &survived);
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(survived, 600) << kind.name;
  }
}

TEST(OriginalBytes, SurviveInLinesThatAreTooLong) {
  const auto classifier = MarkedClassifier();
  std::mt19937 random(Seed(21));
  const Kind& kind = Kinds()[0];
  int survived = 0;
  for (int i = 0; i < 500; ++i) {
    const std::string input = Generate(kind, &random);
    BatchOptions options = OptionsFor(kind, true);
    options.records.max_record = 16 + random() % 40;
    options.records.block_size = 2 + random() % 30;
    ExpectSurvives(*classifier, input, kind, options, std::to_string(i), &survived);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(survived, 400);
}

TEST(OriginalBytes, SurviveInTablesOfRecordsThatAreTooLong) {
  const auto classifier = MarkedClassifier();
  const Kind& kind = Kinds()[1];
  const std::string row(100, 'x');
  const std::string input = "a,b\n1," + row + "\n2,packaging\n" + row + ",\r\n3," + row;
  const std::string output = "a,b,QZstatus\n1," + row + ",too-long\n2,packaging,ok\n" + row +
                             ",,too-long\r\n3," + row + ",too-long";
  for (size_t size = 2; size < 40; ++size) {
    BatchOptions options = OptionsFor(kind, true);
    options.records.add = {ResultColumn::kStatus};
    options.records.max_record = 20;
    options.records.block_size = size;
    EXPECT_EQ(RunOver(*classifier, input, options).output, output) << size;
  }
}

TEST(OriginalBytes, SurviveInThePublicCsvSuite) {
  const fs::path suite = fs::path(CXO_SHARED_DIR) / "suites/csv-spectrum/csvs";
  if (!fs::exists(suite)) GTEST_SKIP() << suite << " is absent";
  const auto classifier = MarkedClassifier();
  int survived = 0;
  for (const auto& entry : fs::directory_iterator(suite)) {
    const Kind& kind = Kinds()[1];
    ExpectSurvives(*classifier, ReadFile(entry.path().string()), kind, OptionsFor(kind, true),
                   entry.path().string(), &survived);
  }
  EXPECT_EQ(survived, 12);
}

}  // namespace
}  // namespace cxo
