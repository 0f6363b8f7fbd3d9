// Writing: from records and their answers to output bytes.
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/stages.h"
#include "classifier/run/row_writer.h"

namespace cxo::bench {
namespace {

// A block of all texts as lines or as CSV, and the answers to them.
struct Answered {
  Block block;
  std::vector<RecordText> texts;
  std::vector<Answer> answers;
};

Answered AnsweredOf(const TextSet& texts, const RecordJob& job) {
  Answered answered;
  Classifier::Session session(*job.classifier);
  const bool csv = job.from == InputFormat::kCsv;
  for (const std::string& text : texts.records) {
    Record record;
    record.offset = static_cast<uint32_t>(answered.block.bytes.size());
    answered.block.bytes += csv ? "7,\"" + text + "\"\n" : text + "\n";
    record.size = static_cast<uint32_t>(answered.block.bytes.size() - record.offset);
    record.lead = record.size - 1;
    answered.block.records.push_back(record);
    answered.texts.push_back({.text = text});
    MakeAnswer(job.classifier->pack(), session.Classify(text), AnswerColumns(job),
               &answered.answers.emplace_back());
  }
  return answered;
}

void Write(benchmark::State& state, const TextSet& texts, const RecordJob& job) {
  const Answered answered = AnsweredOf(texts, job);
  RowWriter writer(job);
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (size_t i = 0; i < answered.texts.size(); ++i) {
      writer.Append(answered.block, answered.block.records[i], answered.texts[i],
                    &answered.answers[i], &out);
    }
    benchmark::DoNotOptimize(out.data());
  }
  const auto turns = static_cast<int64_t>(state.iterations());
  state.SetBytesProcessed(turns * static_cast<int64_t>(out.size()));
  state.SetItemsProcessed(turns * static_cast<int64_t>(texts.records.size()));
}

}  // namespace

void RegisterWriting(const StageInputs& inputs, const Classifier& classifier) {
  RecordJob lines;
  lines.classifier = &classifier;
  lines.from = InputFormat::kLines;
  lines.to = OutputFormat::kText;
  RecordJob csv = lines;
  csv.from = InputFormat::kCsv;
  csv.to = OutputFormat::kCsv;
  csv.add = {ResultColumn::kLabel, ResultColumn::kConfidence, ResultColumn::kRules};
  RecordJob spans = csv;
  spans.add.push_back(ResultColumn::kSpans);
  const std::pair<const char*, RecordJob> kJobs[] = {
      {"lines", lines}, {"csv", csv}, {"csv with spans", spans}};
  for (const auto& one : kJobs) {
    for (const std::string& texts : StageInputs::Names()) {
      const auto run = [&inputs, texts, job = one.second](benchmark::State& state) {
        Write(state, inputs.Named(texts), job);
      };
      const std::string full = std::string("writing ") + one.first + "/" + texts;
      benchmark::RegisterBenchmark(full.c_str(), run)->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace cxo::bench
