// The journal of a run with --resume as a file: found, checked, replaced, removed.
#pragma once

#include <optional>
#include <string>

#include "classifier/error/result.h"
#include "classifier/run/batch_options.h"
#include "classifier/run/journal.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Everything that decides about the bytes of the output, the input's identity, size and time of
// change among it: a run may go on with what an earlier one has written only if both have the same
// key.
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

  // Replaces the journal by `entry` under this run's key. What it says is written must be on disk.
  Status Write(JournalEntry entry) const;

  // After the output is in place.
  void Remove() const;

 private:
  std::string key_;
  std::string path_;
  std::optional<JournalEntry> found_;
};

}  // namespace cxo
