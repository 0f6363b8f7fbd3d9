// The first record of a table: its header, or a row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/framer.h"
#include "classifier/io/record.h"
#include "classifier/io/source.h"

namespace cxo {

struct FirstRecord {
  std::vector<std::string> fields;  // empty: no record holds any
  bool complete = false;            // its line end was seen
  uint64_t blank_lines = 0;         // before it
  RecordFault fault = RecordFault::kNone;
  uint64_t line = 1;
  uint64_t column = 1;  // of the fault, in bytes
};

// Looks far enough ahead in `source` to see the whole first record that holds fields, at most
// framing.max_record bytes, and no further: who writes a header into a pipe and waits for the
// answer gets it. Nothing is taken from the source. Fails if it cannot be read, or begins with
// nothing but blank lines as far as is looked; `name` is that of the input in errors.
Result<FirstRecord> PeekFirstRecord(PeekSource* source, const FramerOptions& framing,
                                    const std::string& name);

}  // namespace cxo
