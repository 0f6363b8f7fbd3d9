// JSON lines of any bytes: no byte of a record is lost, what is added is valid JSON with members
// that can be read back, and any text written as a string reads as itself.
#include <string>
#include <vector>

#include "classifier/error/utf8.h"
#include "classifier/io/json.h"
#include "classifier/io/json_string.h"
#include "classifier/run/record_worker.h"
#include "tests/fuzz/read_blocks.h"
#include "tests/fuzz/small_classifier.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

RecordJob MakeJob() {
  RecordJob job;
  job.classifier = &SmallClassifier();
  job.from = InputFormat::kJsonl;
  job.to = OutputFormat::kJsonl;
  job.text_members = {"text"};
  job.header = {"text"};
  job.add = {ResultColumn::kLabel, ResultColumn::kConfidence, ResultColumn::kStatus};
  return job;
}

// `output` is what a block with one record came to.
void CheckJsonRoundTrip(const Block& block, std::string_view output, JsonLine* json) {
  const Record& record = block.records[0];
  const std::string_view bytes = block.Bytes(record);
  const bool is_object = json->Parse(block.Body(record)) == JsonLineState::kObject;
  const bool had_status = json->HasMember("cxo_status");
  if (output == bytes) return;
  Require(is_object && !had_status, "members are added to objects that lack them alone");
  const std::string_view end = block.LineEnd(record);
  Require(output.ends_with(end), "the line end is repeated");
  const size_t brace = block.Lead(record).rfind('}');
  const size_t members_end = bytes.find_last_not_of(" \t\r", brace - 1) + 1;
  Require(output.starts_with(bytes.substr(0, members_end)), "the members are repeated");
  Require(output.ends_with(bytes.substr(members_end)), "nothing else is changed");
  const std::string_view whole =
      output.substr(record.mark, output.size() - record.mark - end.size());
  Require(json->Parse(whole) == JsonLineState::kObject, "the output is an object");
  for (const char* name : {"cxo_label", "cxo_confidence", "cxo_status"}) {
    Require(json->HasMember(name), "the output has the new members");
  }
  Require(json->Find("cxo_status").state == JsonText::State::kFound, "the status is a string");
}

void CheckString(std::string_view input, JsonLine* json) {
  std::string line = "{\"a.b\": {\"c\": ";
  AppendJsonString(input, &line);
  line += "}}";
  Require(IsValidUtf8(line), "a JSON string is UTF-8");
  Require(json->Parse(line) == JsonLineState::kObject, "a string can be written");
  const JsonText found = json->Find("a.b.c");
  Require(found.state == JsonText::State::kFound, "a member with a dot in its name is found");
  Require(IsValidUtf8(found.text), "what is read is UTF-8");
  if (IsValidUtf8(input)) Require(found.text == input, "a string reads as itself");
}

}  // namespace

void fuzz_jsonl(std::string_view input) {
  static const RecordJob kJob = MakeJob();
  FramerOptions options;
  const std::vector<Block> single = SingleRecords(ReadBlocks(input, SIZE_MAX, options));
  const std::vector<std::string> want = Descriptions(input, single);
  RecordWorker worker(kJob);
  JsonLine json;
  BlockResult result;
  std::string output;
  for (const Block& block : single) {
    worker.Work(block, &result);
    if (result.stopped) {
      Require(json.Parse(block.Body(block.records[0])) == JsonLineState::kObject,
              "an object that has new members already ends the run");
      break;
    }
    CheckJsonRoundTrip(block, result.output, &json);
    output += result.output;
  }
  options.block_size = 50;
  std::string same;
  const std::vector<Block> blocks = ReadBlocks(input, 7, options);
  Require(Descriptions(input, blocks) == want, "records do not depend on delivery");
  for (const Block& block : blocks) {
    worker.Work(block, &result);
    same += result.output;
    if (result.stopped) break;
  }
  Require(same == output, "output does not depend on the size of blocks");
  CheckString(input, &json);
}

}  // namespace cxo
