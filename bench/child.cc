// posix_spawn and waitpid: no shell in between that would be measured as well.
#include "bench/child.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/rounds.h"

namespace cxo::bench {
namespace {

// Descriptors of a child.
class Streams {
 public:
  Streams(const Command& command, bool loud) {
    posix_spawn_file_actions_init(&actions_);
    Open(0, command.input.c_str(), O_RDONLY);
    Open(1, command.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
    if (!loud) Open(2, "/dev/null", O_WRONLY);
  }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;
  ~Streams() { posix_spawn_file_actions_destroy(&actions_); }

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  void Open(int descriptor, const char* path, int flags) {
    posix_spawn_file_actions_addopen(&actions_, descriptor, path, flags, 0644);
  }

  posix_spawn_file_actions_t actions_{};
};

// The process, or -1.
pid_t Start(const Command& command, bool loud) {
  std::vector<std::string> words = command.words;
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const Streams streams(command, loud);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, arguments[0], streams.get(), nullptr, arguments.data(), environ);
  return failed == 0 ? child : -1;
}

// What was resident at most so far, in megabytes; 0 when the process has ended.
double PeakOf(pid_t process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) * 1024 / 1e6;
  }
  return 0;
}

}  // namespace

Finished RunChild(const Command& command, bool loud) {
  Finished finished;
  const Stopwatch watch;
  const pid_t child = Start(command, loud);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return finished;
  finished.seconds = watch.Seconds();
  if (WIFEXITED(status)) finished.status = WEXITSTATUS(status);
  return finished;
}

Finished PeakMemoryOf(const Command& command) {
  Finished finished;
  const Stopwatch watch;
  const pid_t child = Start(command, false);
  if (child < 0) return finished;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    finished.megabytes = std::max(finished.megabytes, PeakOf(child));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  finished.seconds = watch.Seconds();
  if (WIFEXITED(status)) finished.status = WEXITSTATUS(status);
  return finished;
}

bool IsInstalled(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(':'), rest.size());
    const std::string candidate = std::string(rest.substr(0, end)) + "/" + program;
    if (access(candidate.c_str(), X_OK) == 0) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace cxo::bench
