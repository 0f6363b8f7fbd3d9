// CSV on any bytes: the records are the same however the bytes arrive and however large blocks are,
// fields can always be picked, and the output less the added cells is the input.
#include <string>
#include <vector>

#include "classifier/io/csv_fields.h"
#include "classifier/run/record_worker.h"
#include "tests/fuzz/read_blocks.h"
#include "tests/fuzz/small_classifier.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

// The first byte of an input says how the rest is read: "0" is CSV with a header.
FramerOptions OptionsFrom(uint8_t byte) {
  FramerOptions options;
  options.framing = Framing::kCsv;
  options.dialect.has_header = (byte & 1U) == 0;
  options.dialect.delimiter = ",;\t|"[byte >> 1U & 3U];
  options.dialect.quote = (byte & 8U) == 0 ? '"' : '\'';
  options.max_record = (byte & 64U) == 0 ? size_t{1} << 20 : 16;
  return options;
}

void CheckFields(std::string_view body, const Dialect& dialect) {
  const std::vector<std::string> fields = SplitRecord(body, dialect);
  FieldPicker picker(dialect, {2, 0, 0, 1000});
  Require(picker.Pick(body) == fields.size(), "the picker counts as the splitter does");
  Require(picker[0].text == (fields.size() > 2 ? fields[2] : ""), "the third field is picked");
  Require(picker[1].text == fields.at(0) && picker[2].text == fields[0], "columns may repeat");
  Require(fields.size() > 1000 || picker[3].raw.data() == nullptr, "what is absent is null");
}

// `output` is what a block with one record came to.
void CheckCsvRoundTrip(const Block& block, const RecordJob& job, std::string_view output) {
  const Record& record = block.records[0];
  if (output == block.Bytes(record)) return;  // blank lines, pieces, the separator line
  const std::string_view lead = block.Lead(record);
  const std::string_view end = block.LineEnd(record);
  Require(output.starts_with(lead) && output.ends_with(end), "a record's bytes are repeated");
  Require(output.size() > lead.size() + end.size(), "cells are added");
  const std::string_view cells =
      output.substr(lead.size(), output.size() - lead.size() - end.size());
  const std::vector<std::string> added = SplitRecord(cells, job.dialect);
  Require(added.size() == 1 + job.add.size() && added[0].empty(), "as many cells as asked for");
  if (record.fault != RecordFault::kNone) return;
  std::vector<std::string> want = SplitRecord(block.Body(record), job.dialect);
  want.insert(want.end(), added.begin() + 1, added.end());
  const std::string_view whole =
      output.substr(record.mark, output.size() - record.mark - end.size());
  Require(SplitRecord(whole, job.dialect) == want, "read again it has its fields and the cells");
}

RecordJob JobFor(const FramerOptions& options, const std::vector<Block>& blocks) {
  RecordJob job;
  job.classifier = &SmallClassifier();
  job.from = InputFormat::kCsv;
  job.to = OutputFormat::kCsv;
  job.dialect = options.dialect;
  job.text_columns = {0};
  job.add = {ResultColumn::kLabel, ResultColumn::kStatus};
  const Block& first = blocks.front();
  job.header = SplitRecord(first.Body(first.records.front()), job.dialect);
  return job;
}

}  // namespace

void fuzz_csv(std::string_view input) {
  if (input.size() < 2) return;
  FramerOptions options = OptionsFrom(static_cast<uint8_t>(input[0]));
  input.remove_prefix(1);
  const std::vector<Block> single = SingleRecords(ReadBlocks(input, SIZE_MAX, options));
  const std::vector<std::string> want = Descriptions(input, single);
  const RecordJob job = JobFor(options, single);
  RecordWorker worker(job);
  BlockResult result;
  std::string output;
  for (const Block& block : single) {
    CheckFields(block.Body(block.records[0]), options.dialect);
    worker.Work(block, &result);
    CheckCsvRoundTrip(block, job, result.output);
    output += result.output;
  }
  for (const auto& [chunk, block_size] : {std::pair<int, int>{1, 2}, {3, 20}, {64, 1 << 16}}) {
    options.block_size = static_cast<size_t>(block_size);
    const auto blocks = ReadBlocks(input, static_cast<size_t>(chunk), options);
    Require(Descriptions(input, blocks) == want, "records do not depend on delivery");
    std::string same;
    for (const Block& block : blocks) {
      worker.Work(block, &result);
      same += result.output;
    }
    Require(same == output, "output does not depend on the size of blocks");
  }
}

}  // namespace cxo
