// The journal of a run with --resume as a file: found, checked, replaced now and then, removed.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "classifier/error/result.h"
#include "classifier/io/framer.h"
#include "classifier/run/batch_options.h"
#include "classifier/run/journal.h"
#include "classifier/run/record_job.h"
#include "classifier/run/sink.h"
#include "classifier/run/tally.h"

namespace cxo {

// Everything that decides about the bytes of the output but for the input's content, of which the
// name and size are among it: a run may go on with what an earlier one has written only if both
// have the same key, and if what that one has read is still there (JournalEntry::read).
std::string RunKey(const BatchOptions& options, const RecordJob& job);

// Movable; one thread.
class Checkpoints {
 public:
  // Looks for a journal beside the output. The run must hold the part of the output by then
  // (AtomicFile::OpenPart), else the journal could be that of a run that still goes on, and must
  // not yet have opened that of the rejects. Fails on one that is damaged or of another key. One
  // whose output is empty or whose rejects are gone (the run was ended while it put them into
  // place) is removed.
  static Result<Checkpoints> Open(const BatchOptions& options, std::string key);

  // The name of the journal.
  const std::string& path() const { return path_; }

  // Where the earlier run had come to; nothing if there was none.
  const std::optional<JournalEntry>& found() const { return found_; }

  // Whether so many bytes or so much time lie between the last entry and the record at `byte` that
  // there should be another one (BatchOptions).
  bool IsDue(uint64_t byte) const;

  // Puts down that everything before `next`, and nothing more, is on disk, to which it brings what
  // the sinks were given (`rejects`: null if there are none). `read` is the SHA-256 of the input up
  // to there, `tally` that of the records. Within a record, and where the journal says so already,
  // nothing is done.
  Status Save(const FramerPlace& next, const std::string& read, const Tally& tally, Sink* output,
              Sink* rejects);

  // Whether there is a journal, so that a later run can go on with what is written.
  bool saved() const { return saved_; }

  // After the output is in place.
  void Remove() const;

 private:
  using Clock = std::chrono::steady_clock;

  Status Write(const JournalEntry& entry) const;

  std::string key_;
  std::string path_;
  uint64_t step_ = 0;
  std::chrono::milliseconds time_{0};
  std::optional<JournalEntry> found_;
  bool saved_ = false;
  uint64_t last_byte_ = 0;  // of the last entry
  Clock::time_point last_time_ = Clock::now();
};

}  // namespace cxo
