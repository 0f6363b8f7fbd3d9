// The three standard streams as commands see them. Passed in, so that tests can run a command in
// process over descriptors of their own.
#pragma once

#include <string>
#include <string_view>

#include "classifier/error/result.h"

namespace cxo {

struct Streams {
  int in = 0;
  int out = 1;
  int err = 2;
  bool color = false;                   // standard output is a terminal that wants colour
  bool err_is_terminal = false;         // a progress line makes sense
  mutable bool reader_is_gone = false;  // set by a Print that found standard output closed

  // Writes words and a line end to standard error. A reader that is gone or slow to the point of
  // failure is no reason to fail, so errors are dropped. Says nothing after a Print that found the
  // reader of standard output gone: who closes a pipe has seen enough, and is told nothing of it.
  void Say(std::string_view words) const;

  // Writes all of `data` to standard output, or says what failed. Where the reader is gone, the
  // command ends as after any failure; RunProgram makes the exit status of it.
  Status Print(std::string_view data) const;
};

}  // namespace cxo
