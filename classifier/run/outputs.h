// Where the records of a run go: its output, and beside it its rejects if they are wanted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/descriptor.h"
#include "classifier/io/interrupt.h"
#include "classifier/run/batch_options.h"
#include "classifier/run/record_job.h"
#include "classifier/run/sink.h"

namespace cxo {

// One thread. What is not committed leaves no trace, but for parts (BatchOptions::resume).
class Outputs {
 public:
  // `options` and `interrupt` must outlive the outputs.
  Outputs(const BatchOptions& options, const Interrupt* interrupt)
      : options_(options), interrupt_(interrupt) {}

  // Each opens one of the two; neither may be one of `inputs`. To open a pipe is to wait for its
  // reader: then a raised interrupt makes it fail. OpenRejects does nothing if none are wanted.
  Status OpenOutput(const std::vector<FileId>& inputs);
  Status OpenRejects(const std::vector<FileId>& inputs);

  // With parts: what an earlier run has put down stays in them, so many bytes, and nothing else.
  // Fails if there are fewer.
  Status GoOnBehind(uint64_t output_bytes, uint64_t rejects_bytes);

  // What is written next is of the input of `job`.
  void BeginInput(const RecordJob& job);

  // All of both, or an error.
  Status Write(std::string_view output, std::string_view rejects);

  // Both on disk, then the rejects in place, then the output: once that is there, everything that
  // belongs to it is.
  Status Commit();

  // After a call that has failed: whether it was for a reader that went away, or that nobody reads
  // and the interrupt was raised; and whether the rejects are those of this run nevertheless.
  bool reader_is_gone() const;
  bool wait_was_ended() const;
  bool rejects_in_place() const { return rejects_.file().in_place(); }

  // Parts are removed too. Nothing may be written afterwards.
  void Abandon();

  // For who puts down how far they have come; rejects are null if none are wanted.
  Sink* output() { return &output_; }
  Sink* rejects() { return rejecting() ? &rejects_ : nullptr; }

 private:
  bool rejecting() const { return options_.records.bad_rows == BadRows::kReject; }
  Status Open(const std::string& path, const std::vector<FileId>& inputs, Sink* sink);

  const BatchOptions& options_;
  const Interrupt* interrupt_;
  Sink output_;
  Sink rejects_;
};

}  // namespace cxo
