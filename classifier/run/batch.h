// A run over files: every record in, every record out, in order, with the same bytes for every
// number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "classifier/classifier.h"
#include "classifier/error/result.h"
#include "classifier/io/interrupt.h"
#include "classifier/run/batch_options.h"
#include "classifier/run/tally.h"

namespace cxo {

// How far a run is, for a progress line.
struct BatchProgress {
  uint64_t rows = 0;
  uint64_t bytes_taken = 0;  // of the current file, before decompression
  uint64_t bytes_whole = 0;  // its size; 0 if not known
};

// What a run tells while it goes on. Called on the thread that runs the batch.
struct BatchListener {
  std::function<void(const std::string&)> note;        // something was found out
  std::function<void(const BatchProgress&)> progress;  // after each block
};

struct BatchOutcome {
  enum class End : uint8_t {
    kComplete,      // everything is read, written and on disk
    kBadRow,        // stopped at a malformed row (BadRows::kStop); the last of tally.bad_rows
    kInterrupted,   // the interrupt was raised; complete rows up to there are written
    kReaderGone,    // whoever reads the output went away
    kInputFailed,   // `error` says how
    kOutputFailed,  // `error` says how; the target is untouched, unless it failed after the rename
    kOutOfMemory,   // complete rows up to there are written
  };
  End end = End::kComplete;
  std::optional<Error> error;
  Tally tally;
  std::optional<RecordJob> first_job;  // how the first input was read; nothing if none was opened
};

// Runs. An output file is replaced only by a complete one (End::kComplete); whatever else happens
// it stays as it was. With `resume`, what is written so far and a journal stay beside the output,
// for a later run with the same input and options to go on with. Rows already written to a pipe or
// terminal stay written.
BatchOutcome RunBatch(const Classifier& classifier, const BatchOptions& options,
                      const BatchListener& listener, Interrupt* interrupt);

}  // namespace cxo
