// Reading records: framing lines and CSV, and taking the text out of its field.
#include <memory>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include "bench/stages.h"
#include "classifier/io/framer.h"
#include "classifier/io/json_string.h"
#include "classifier/io/source.h"
#include "classifier/run/record_text.h"

namespace cxo::bench {
namespace {

std::string FileOf(const TextSet& texts, InputFormat format) {
  std::string file;
  for (const std::string& record : texts.records) {
    if (format == InputFormat::kLines) {
      file += record + "\n";
    } else if (format == InputFormat::kJsonl) {
      file += "{\"id\": 7, \"text\": ";
      AppendJsonString(record, &file);
      file += "}\n";
    } else {
      file += "7,\"";
      for (const char c : record) file.append(c == '"' ? 2 : 1, c);
      file += "\"\n";
    }
  }
  return file;
}

void Read(benchmark::State& state, const TextSet& texts, InputFormat format) {
  const std::string file = FileOf(texts, format);
  RecordJob job;
  job.from = format;
  job.text_columns = {1};
  job.text_members = {"text"};
  job.header = {"id", "text"};
  job.dialect.has_header = false;
  FramerOptions options;
  options.framing = IsTable(format) ? Framing::kCsv : Framing::kLines;
  options.dialect = job.dialect;
  RecordReader reader(job);
  Block block;
  size_t bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    MemorySource source(file);  // copies the file
    Framer framer(&source, options);
    state.ResumeTiming();
    for (auto more = framer.Next(&block); more.ok() && *more; more = framer.Next(&block)) {
      for (const Record& record : block.records) {
        const RecordText text = reader.Read(block, record);
        bytes += text.text ? text.text->size() : 0;
      }
    }
  }
  benchmark::DoNotOptimize(bytes);
  const auto turns = static_cast<int64_t>(state.iterations());
  state.SetBytesProcessed(turns * static_cast<int64_t>(file.size()));
  state.SetItemsProcessed(turns * static_cast<int64_t>(texts.records.size()));
}

}  // namespace

void RegisterReading(const StageInputs& inputs) {
  const std::pair<const char*, InputFormat> kFormats[] = {
      {"lines", InputFormat::kLines}, {"csv", InputFormat::kCsv}, {"jsonl", InputFormat::kJsonl}};
  for (const auto& one : kFormats) {
    for (const std::string& texts : StageInputs::Names()) {
      const auto run = [&inputs, texts, format = one.second](benchmark::State& state) {
        Read(state, inputs.Named(texts), format);
      };
      const std::string full = std::string("reading ") + one.first + "/" + texts;
      benchmark::RegisterBenchmark(full.c_str(), run)->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace cxo::bench
