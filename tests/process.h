// Starts a program with chosen descriptors, feeds it, reads what it says, and never waits for ever:
// whoever does not end in time is killed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace cxo {

// How a program is started. Streams that are not set are pipes to the test.
struct ProcessSetup {
  std::vector<std::string> words;        // the program first; looked up in PATH
  std::string folder;                    // where it runs; empty: where the test runs
  std::vector<std::string> environment;  // "NAME=value", added to that of the test
  std::optional<int> in;                 // descriptors to give it instead of pipes
  std::optional<int> out;
  std::optional<int> err;
  std::function<void()> in_child;  // last thing before exec; only async-signal-safe calls
};

// A program that runs. One thread. Destroyed, it is killed and waited for.
class Process {
 public:
  explicit Process(const ProcessSetup& setup);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  // The test's ends of the pipes; -1 if there is none or it is closed.
  int in() const { return in_; }
  int out() const { return out_; }
  int err() const { return err_; }
  pid_t pid() const { return pid_; }

  // All of `bytes`, or as much as is taken before the reader goes away (false).
  bool Write(std::string_view bytes) const;
  void CloseIn();
  void CloseOut();

  // The next line of standard output with its line end; less at the end of it or after `seconds`.
  std::string ReadLine(double seconds = 20);

  // Waits until it waits itself: for input, a reader or the other end of a named pipe. False if it
  // is still at work after `seconds`, or has ended.
  bool AwaitIdle(double seconds = 20) const;

  // Waits for the end. The exit status as shells count it (128 + signal), or -1 if it had to be
  // killed after `seconds`.
  int Wait(double seconds = 60);

 private:
  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::string held_;  // read from standard output and not yet asked for
};

// What a finished program said.
struct Finished {
  int code = -1;
  std::string out;
  std::string err;
};

// Runs a program to its end with `input` on standard input, reading both its streams as they come.
Finished RunProcess(const ProcessSetup& setup, std::string_view input = "", double seconds = 60);

}  // namespace cxo
