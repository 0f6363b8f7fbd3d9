// The three standard streams as commands see them. Passed in, so that tests can run a command in
// process over descriptors of their own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "classifier/cli/exit_code.h"
#include "classifier/error/result.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Remembers for the whole run whether the reader of standard output is gone. One thread.
class Streams {
 public:
  // The descriptors, which stay their owner's, and what is known of them.
  struct Ends {
    int in = 0;
    int out = 1;
    int err = 2;
    bool color = false;            // standard output is a terminal that wants colour
    bool err_is_terminal = false;  // a progress line makes sense
    int patience = 10000;          // how long Say waits for a reader, in milliseconds
  };

  // Looks at what is behind them, to know who pauses: see Say.
  explicit Streams(const Ends& ends);
  Streams(const Streams&) = delete;  // a copy would miss what the other finds out
  Streams& operator=(const Streams&) = delete;
  ~Streams() = default;

  int in() const { return ends_.in; }
  int out() const { return ends_.out; }
  int err() const { return ends_.err; }
  bool color() const { return ends_.color; }
  bool err_is_terminal() const { return ends_.err_is_terminal; }

  // True after a Print that found the reader of standard output gone.
  bool reader_is_gone() const { return reader_is_gone_; }

  // Writes words and a line end to standard error. A reader that is gone or slow to the point of
  // failure is no reason to fail, so errors are dropped. Says nothing after a Print that found the
  // reader of standard output gone: who closes a pipe has seen enough, and is told nothing of it.
  // Where nobody reads a pipe that is full, the line is left out after `patience`, those behind it
  // at once, and the next line that there is room for says how many they were. A terminal, and a
  // pipe that has standard output too, are waited for as long as it takes: somebody reads there,
  // and pauses. A signal ends a wait.
  void Say(std::string_view words) const;

  // The same for what is good to know and no more: it is left out after a second everywhere.
  void Note(std::string_view words) const;

  // Notes that `what` is read from standard input if that is a terminal: whoever has typed the
  // command alone would else wonder what it waits for.
  void NoteIfTyped(std::string_view what) const;

  // Says how many lines were left out, if no other line has done so and there is room.
  void EndNotes() const;

  // Writes all of `data` to standard output, or says what failed. Where the reader is gone, the
  // command ends as after any failure; RunProgram makes the exit status of it. A raised `interrupt`
  // ends the wait for a reader, as in Descriptor::WriteAll.
  Status Print(std::string_view data, const Interrupt* interrupt = nullptr) const;

 private:
  bool Put(std::string_view words, int patience) const;

  Ends ends_;
  bool pauses_ = false;  // whoever does not read standard error will do so yet
  // Mutable, since commands may use the streams and not change them.
  mutable bool reader_is_gone_ = false;
  mutable uint64_t left_out_ = 0;  // lines since the last one that was written
  mutable bool gave_up_ = false;   // one of Say was among them
  mutable bool torn_ = false;      // the last line was written in part
};

// Says what was wrong with an output; what the run ends with for it (CodeOfOutput).
ExitCode FailOutput(const Streams& streams, const Error& error);

}  // namespace cxo
