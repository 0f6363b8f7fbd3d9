// What every worker of a run needs to know about the records and what becomes of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/io/dialect.h"
#include "classifier/io/input.h"
#include "classifier/run/format.h"
#include "classifier/run/result_columns.h"
#include "classifier/run/tally.h"

namespace cxo {

// What happens to malformed rows: through with a status, into the rejects, or end of the run.
enum class BadRows : uint8_t { kKeep, kReject, kStop };

// Immutable while a run goes on; shared by its workers.
struct RecordJob {
  const Classifier* classifier = nullptr;
  std::string file;  // the input's name, for the places of bad rows
  InputFormat from = InputFormat::kLines;
  OutputFormat to = OutputFormat::kText;
  Encoding encoding = Encoding::kUtf8;  // of the input, before it was converted to UTF-8
  Dialect dialect;                  // of tables: how they are read, and written if kept as they are
  bool quote_is_pinned = false;     // the user has said how fields are quoted
  std::vector<std::string> header;  // of tables: names of the columns ("column 1" without a header)
  std::vector<size_t> text_columns;       // of tables: where the text is, counted from 0
  std::vector<std::string> text_members;  // of JSONL: names or dotted paths
  std::vector<ResultColumn> add;
  std::string prefix = "cxo_";  // of added columns and members
  bool excel_safe = false;      // no cell of a table may begin a formula, original cells included
  BadRows bad_rows = BadRows::kKeep;
  // False for further inputs of one output, which has its header already and no place for another
  // byte order mark.
  bool begins_output = true;
};

// True if records keep their bytes and get cells or members added; else they are written anew.
inline bool KeepsFormat(const RecordJob& job) { return NaturalOutput(job.from) == job.to; }

// The delimiter of the tables that a job writes.
inline char WrittenDelimiter(const RecordJob& job) {
  if (KeepsFormat(job)) return job.dialect.delimiter;
  return job.to == OutputFormat::kTsv ? '\t' : ',';
}

// What one block came to.
struct BlockResult {
  std::string output;
  std::string rejects;
  Tally tally;
  bool stopped = false;  // at a malformed row, under BadRows::kStop

  void Clear() {
    output.clear();
    rejects.clear();
    tally = {};
    stopped = false;
  }
};

}  // namespace cxo
