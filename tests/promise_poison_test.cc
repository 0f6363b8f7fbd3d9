// Promise 6: a bad row is seen, placed and kept, and spoils no other. One poison row is put into
// every position of a good file.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/batch_run.h"

namespace cxo {
namespace {

struct Poison {
  std::string name;
  std::string row;
  std::string added;  // what is written behind it
  std::string message;
  uint64_t column = 1;
};

const std::vector<Poison>& Poisons() {
  static const std::vector<Poison> kPoisons = {
      {"unclosed quote", "9,\"packaging", ",QZMAKE,unclosed-quote",
       "a quote opens here and is not closed", 3},
      {"unclosed quote at the end", "9,packaging\",\"", ",QZMAKE,unclosed-quote",
       "a quote opens here and is not closed", 14},
      {"text after a quote", "9,\"x\" packaging", ",QZMAKE,text-after-quote",
       "text follows a closing quote", 6},
      {"too few fields", "9", ",,ragged", "1 field, expected 2"},
      {"too many fields", "9,x,packaging", ",QZMAKE,ragged", "3 fields, expected 2"},
      {"too many, one in quotes", "9,\"x\",packaging", ",QZNONE,ragged", "3 fields, expected 2"},
      {"bytes that are not UTF-8", "9,packaging \xFF\xC0", ",QZMAKE,invalid-utf8", ""}};
  return kPoisons;
}

// Good rows of every kind, each with what is written behind it. None has a quoted field that begins
// with a line end: behind an unclosed quote it would close that, and no reader could tell.
const std::vector<std::pair<std::string, std::string>>& GoodRows() {
  static const std::vector<std::pair<std::string, std::string>> kRows = {
      {"1,packaging", ",QZMAKE,ok"},
      {"2,\"a, b\"", ",QZNONE,ok"},
      {"3,\"two\nlines, packaging\"", ",QZMAKE,ok"},
      {"4,", ",QZNONE,ok"},
      {"5,\"say \"\"packaging\"\"\"", ",QZMAKE,ok"},
      {"6,\"x\n\n\"", ",QZNONE,ok"},
      {"7,\"quoted\"", ",QZNONE,ok"},
      {"8,packaging", ",QZMAKE,ok"}};
  return kRows;
}

struct Case {
  std::string input;
  std::string output;
  uint64_t line = 1;  // of the poison
  uint64_t byte = 0;
};

void Add(const std::string& row, const std::string& added, Case* made) {
  made->input += row + "\r\n";
  made->output += row + added + "\r\n";
}

Case PutInto(size_t position, const Poison& poison) {
  Case made;
  Add("id,text", ",QZlabel,QZstatus", &made);
  for (size_t i = 0; i <= GoodRows().size(); ++i) {
    if (i == position) {
      made.line = 1 + static_cast<uint64_t>(std::count(made.input.begin(), made.input.end(), '\n'));
      made.byte = made.input.size();
      Add(poison.row, poison.added, &made);
    }
    if (i < GoodRows().size()) Add(GoodRows()[i].first, GoodRows()[i].second, &made);
  }
  return made;
}

BatchOptions PoisonOptions() {
  BatchOptions options;
  options.records.from = InputFormat::kCsv;
  options.records.delimiter = ',';
  options.records.has_header = true;
  options.records.columns = {"text"};
  options.records.encoding = Encoding::kUtf8;
  options.records.prefix = "QZ";
  options.records.add = {ResultColumn::kLabel, ResultColumn::kStatus};
  return options;
}

TEST(BadRow, IsPlacedAndSpoilsNoOther) {
  const auto classifier = MarkedClassifier();
  for (const Poison& poison : Poisons()) {
    for (size_t position = 0; position <= GoodRows().size(); ++position) {
      const Case made = PutInto(position, poison);
      const BatchRun run = RunOver(*classifier, made.input, PoisonOptions());
      const std::string what = poison.name + " at " + std::to_string(position);
      ASSERT_EQ(run.output, made.output) << what;
      const Tally& tally = run.outcome.tally;
      ASSERT_EQ(tally.malformed, poison.message.empty() ? 0 : 1) << what;
      ASSERT_EQ(tally.statuses, poison.message.empty() ? 1 : 0) << what;
      if (poison.message.empty()) {
        const BadRow& row = tally.first_status.value();
        ASSERT_EQ(row.message, "the text holds bytes that are not UTF-8") << what;
        ASSERT_EQ(row.record, position + 2) << what;
        ASSERT_EQ(row.line, made.line) << what;
        ASSERT_EQ(row.byte, made.byte) << what;
        continue;
      }
      const BadRow& row = tally.bad_rows.at(0);
      ASSERT_EQ(row.message, poison.message) << what;
      ASSERT_EQ(row.record, position + 2) << what;
      ASSERT_EQ(row.line, made.line) << what;
      ASSERT_EQ(row.column, poison.column) << what;
      ASSERT_EQ(row.byte, made.byte) << what;
      ASSERT_EQ(row.file, "standard input") << what;
    }
  }
}

// Its cells pass in pieces that nobody has looked at, and may begin a formula.
TEST(BadRow, TooLongToBeMadeSafeEndsTheRun) {
  const auto classifier = MarkedClassifier();
  std::string input = "id,text\n";
  for (int i = 0; i < 11; ++i) input += "x\n";  // so that as many as are kept were bad before
  input += "1,=" + std::string(300, 'x') + "\n2,packaging\n";
  for (const bool safe : {false, true}) {
    BatchOptions options = PoisonOptions();
    options.records.max_record = 100;
    options.records.excel_safe = safe;
    const BatchOutcome outcome = RunOver(*classifier, input, options).outcome;
    EXPECT_EQ(outcome.end, safe ? BatchOutcome::End::kBadRow : BatchOutcome::End::kComplete);
    const BadRow& row = outcome.tally.bad_rows.back();
    EXPECT_EQ(row.line, safe ? 13 : 11);
    EXPECT_EQ(row.message.ends_with(", which --excel-safe cannot guard"), safe) << row.message;
  }
}

// JSON has no place for other bytes.
TEST(BadRow, CountsWhatIsReplacedInJson) {
  const auto classifier = MarkedClassifier();
  BatchOptions options = PoisonOptions();
  options.records.to = OutputFormat::kJsonl;
  const BatchRun run = RunOver(*classifier, "id,text\n\xFF,packaging\n2,packaging\n", options);
  EXPECT_EQ(run.outcome.tally.replaced, 1);
  EXPECT_EQ(run.outcome.tally.statuses, 0);
}

TEST(BadRow, CountsHalvesOfPairsThatAreReplacedOutOfJson) {
  const auto classifier = MarkedClassifier();
  for (const OutputFormat to :
       {OutputFormat::kCsv, OutputFormat::kText, OutputFormat::kLabel, OutputFormat::kJsonl}) {
    BatchOptions options = PoisonOptions();
    options.records.from = InputFormat::kJsonl;
    options.records.to = to;
    const BatchRun run =
        RunOver(*classifier, "{\"text\":\"a\\ud83d\"}\n{\"text\":\"a\\ud83d\\ude00\"}\n", options);
    // Objects that stay as they are keep the escape, and a label alone loses nothing.
    const bool writes = to == OutputFormat::kCsv || to == OutputFormat::kText;
    EXPECT_EQ(run.outcome.tally.replaced, writes ? 1 : 0);
  }
}

// The first row opens a quote that is meant as text, and one below closes it.
TEST(Quote, ThatSwallowsRowsIsFound) {
  const auto classifier = MarkedClassifier();
  const std::string rows = "id,text\n1,\"packaging\n2,packaging\n3,x\n4,packaging\"\n5,x\n";
  BatchOptions options = PoisonOptions();
  options.records.add = {ResultColumn::kLabel};
  const BatchRun swallowed = RunOver(*classifier, rows, options);
  EXPECT_EQ(swallowed.outcome.tally.read, 2);
  EXPECT_EQ(swallowed.outcome.tally.swallowing, 1);
  ASSERT_TRUE(swallowed.outcome.tally.first_swallowing);
  EXPECT_EQ(swallowed.outcome.tally.first_swallowing->line, 2);
  EXPECT_EQ(swallowed.outcome.tally.first_swallowing->message,
            "4 lines of this record are rows of 2 fields by themselves");
  options.records.quote = '"';
  EXPECT_EQ(RunOver(*classifier, rows, options).outcome.tally.swallowing, 0);
  options.records.quote = kNoQuote;
  const BatchRun read = RunOver(*classifier, rows, options);
  EXPECT_EQ(read.outcome.tally.swallowing, 0);
  EXPECT_EQ(read.output,
            "id,text,QZlabel\n1,\"packaging,QZMAKE\n2,packaging,QZMAKE\n3,x,QZNONE\n"
            "4,packaging\",QZMAKE\n5,x,QZNONE\n");
}

}  // namespace
}  // namespace cxo
