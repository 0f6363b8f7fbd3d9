// What a run is to do.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "classifier/io/descriptor.h"
#include "classifier/run/open_job.h"

namespace cxo {

struct BatchOptions {
  std::vector<std::string> files;  // "-": standard input; not empty
  std::string output = "-";        // "-": standard output
  std::string rejects;             // where BadRows::kReject puts rows
  std::vector<FileId> also_read;   // further files that no output may take the place of
  size_t threads = 1;
  RecordChoices records;
  int output_fd = 1;     // what "-" writes to; tests give another
  bool resume = false;   // go on with what an interrupted run has written, and let others do so
  std::string identity;  // what else decides about the output: program, profile; for resuming
  // At most so many bytes of input, or so much time, between two entries of the journal; one more
  // is written when the run is interrupted.
  uint64_t journal_step = uint64_t{64} << 20;
  std::chrono::milliseconds journal_time{2000};
};

}  // namespace cxo
