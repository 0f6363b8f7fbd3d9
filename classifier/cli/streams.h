// The three standard streams as commands see them. Passed in, so that tests can run a command in
// process over descriptors of their own.
#pragma once

#include <string_view>

#include "classifier/error/result.h"

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
  };

  explicit Streams(const Ends& ends) : ends_(ends) {}
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
  void Say(std::string_view words) const;

  // Writes all of `data` to standard output, or says what failed. Where the reader is gone, the
  // command ends as after any failure; RunProgram makes the exit status of it.
  Status Print(std::string_view data) const;

 private:
  Ends ends_;
  // Mutable, since commands may use the streams and not change them.
  mutable bool reader_is_gone_ = false;
};

}  // namespace cxo
