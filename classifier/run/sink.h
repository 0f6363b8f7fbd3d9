// A file that records of several inputs go into, one after another: the output of a run, or its
// rejects.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "classifier/error/result.h"
#include "classifier/io/atomic_file.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Movable; one thread.
class Sink {
 public:
  Sink() = default;
  explicit Sink(AtomicFile file) : file_(std::move(file)) {}

  // Goes on behind the first `bytes`, which an earlier run has written. Fails if there are fewer.
  Status GoOnBehind(uint64_t bytes);

  // What is written next is of another input. The last record of the one before may have no line
  // end, and no record may go on in its line: then `line_end`, which must outlive the sink, is
  // written in front.
  void BeginInput(std::string_view line_end);

  // All of `bytes`, or an error; see AtomicFile::Write.
  Status Write(std::string_view bytes, const Interrupt* interrupt);

  // How many bytes were written, those of an earlier run included. (Those between inputs are left
  // out: a run that is gone on with has one.)
  uint64_t bytes() const { return bytes_; }

  const AtomicFile& file() const { return file_; }
  Status Sync() { return file_.Sync(); }
  Status Commit() { return file_.Commit(); }
  void Abandon() { file_.Abandon(); }

 private:
  AtomicFile file_;
  char last_ = '\n';        // the last byte that was written
  std::string_view joint_;  // to be written before anything else
  uint64_t bytes_ = 0;
};

}  // namespace cxo
