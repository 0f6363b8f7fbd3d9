// Writing: from records and their verdicts to output bytes.
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/stages.h"
#include "classifier/run/row_writer.h"

namespace cxo::bench {
namespace {

// A block of all texts as lines or as CSV, and what was decided about them.
struct Decided {
  Block block;
  std::vector<RecordText> texts;
  std::vector<Verdict> verdicts;
};

Decided DecidedOf(const TextSet& texts, const Classifier& classifier, bool csv) {
  Decided decided;
  Classifier::Session session(classifier);
  for (const std::string& text : texts.records) {
    Record record;
    record.offset = static_cast<uint32_t>(decided.block.bytes.size());
    decided.block.bytes += csv ? "7,\"" + text + "\"\n" : text + "\n";
    record.size = static_cast<uint32_t>(decided.block.bytes.size() - record.offset);
    record.lead = record.size - 1;
    decided.block.records.push_back(record);
    decided.texts.push_back({.text = text});
    decided.verdicts.push_back(session.Classify(text));
  }
  return decided;
}

void Write(benchmark::State& state, const TextSet& texts, const RecordJob& job) {
  const Decided decided = DecidedOf(texts, *job.classifier, job.from == InputFormat::kCsv);
  RowWriter writer(job);
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (size_t i = 0; i < decided.texts.size(); ++i) {
      writer.Append(decided.block, decided.block.records[i], decided.texts[i], &decided.verdicts[i],
                    &out);
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
