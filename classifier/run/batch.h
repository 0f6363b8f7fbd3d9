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

// What a run tells while it goes on. Called on the thread that runs the batch; what is empty is not
// called.
struct BatchListener {
  std::function<void(const std::string&)> note;        // something was found out
  std::function<void(const BatchProgress&)> progress;  // after each block
};

struct BatchOutcome {
  enum class End : uint8_t {
    kComplete,      // everything is read, written and on disk
    kBadRow,        // stopped at a malformed row (BadRows::kStop); the last of tally.bad_rows
    kInterrupted,   // the interrupt was raised; complete rows up to there are written, and of a
                    // pipe that nobody read any more perhaps a piece of what follows
    kReaderGone,    // whoever reads the output went away
    kInputFailed,   // `error` says how
    kOutputFailed,  // `error` says how; the target is untouched, unless it failed after the rename
    kOutOfMemory,   // complete rows up to there are written
  };
  End end = End::kComplete;
  std::optional<Error> error;
  Tally tally;                         // of the blocks of records that were written whole
  bool can_go_on = false;              // there is a journal, for BatchOptions::resume
  bool rejects_in_place = false;       // BatchOptions::rejects holds those of this run
  uint64_t halves = 0;                 // of surrogate pairs in UTF-16, read as U+FFFD
  std::optional<RecordJob> first_job;  // how the first input was read; nothing if none was opened
};

// Runs. An output file is replaced only by a complete one (End::kComplete); whatever else happens
// it stays as it was. With `resume`, what is written so far and a journal stay beside the output,
// for a later run with the same input and options to go on with; nothing stays of what no journal
// could be written for. Rows already written to a pipe or terminal stay written. Files are opened
// to find out what they are, and again when their turn comes: they must stay where they are, and
// as they are until they are read (FileSource). Pipes behind the first input are opened when their
// turn comes (InputQueue).
// `interrupt` must outlive the run. To end a read that waits, the run may raise it itself, without
// a signal; when it returns, nothing of that is left.
BatchOutcome RunBatch(const Classifier& classifier, const BatchOptions& options,
                      const BatchListener& listener, Interrupt* interrupt);

}  // namespace cxo
