// Signals, terminals and the end of the process; everything else is RunProgram.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <execinfo.h>
#endif
#include <unistd.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/program.h"
#include "classifier/error/memory_reserve.h"

namespace {

// A signal handler can reach its interrupt only through a global.
cxo::Interrupt* signal_interrupt = nullptr;  // NOLINT(*-non-const-global-variables)

// Most commands have nothing to bring to an end: what they have not written yet they never will.
void RaiseInterrupt(int signal) {
  if (!signal_interrupt->heeded()) _exit(cxo::kExitSignal + signal);
  const int before = errno;  // of whatever the signal came in between
  signal_interrupt->Raise(signal);
  errno = before;
}

void HandleSignals(cxo::Interrupt* interrupt) {
  signal_interrupt = interrupt;
  struct sigaction action {};
  action.sa_handler = RaiseInterrupt;
  // The second signal of a kind ends the process the hard way.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  // SIGHUP is a terminal that closes. What the parent has ignored stays so: nohup does that, and
  // shells do it for what scripts run in the background.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction inherited {};
    sigaction(signal, nullptr, &inherited);
    if (inherited.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
  // A reader that goes away is seen by the write that fails, whatever the parent has set.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a limit to the size of files (`ulimit -f`).
  std::signal(SIGXFSZ, SIG_IGN);
}

// An exception that passes a C function of libc, such as pthread_once, needs what libc loads only
// then. When memory has run out it could not, and would end the process instead.
void LoadUnwinder() {
#ifdef __GLIBC__
  void* frame = nullptr;
  backtrace(&frame, 1);
#endif
}

bool WantsColor() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return false;
  if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
  return isatty(STDOUT_FILENO) == 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (!cxo::InstallMemoryReserve()) {
    std::fputs("cxo: out of memory\n", stderr);
    return cxo::kExitOutput;
  }
  LoadUnwinder();
  static cxo::Interrupt interrupt;  // signals may come until the very end
  HandleSignals(&interrupt);
  const cxo::Streams streams(
      cxo::Streams::Ends{.color = WantsColor(), .err_is_terminal = isatty(STDERR_FILENO) == 1});
  const std::vector<std::string> words(argv + 1, argv + argc);
  return cxo::RunProgram(words, streams, &interrupt);
}
