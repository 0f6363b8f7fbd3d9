// fork, exec, pipes and poll.
#include "tests/process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cxo {
namespace {

using Clock = std::chrono::steady_clock;

struct Ends {
  int mine = -1;
  int its = -1;
};

// `to_child`: the test writes and the program reads.
Ends MakePipe(bool to_child) {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  return to_child ? Ends{ends[1], ends[0]} : Ends{ends[0], ends[1]};
}

void CloseOne(int* fd) {
  if (*fd >= 0) ::close(*fd);
  *fd = -1;
}

int Milliseconds(Clock::time_point until) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  return left > 0 ? static_cast<int>(left) : 0;
}

Clock::time_point After(double seconds) {
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

// In the child: takes over the streams, and becomes the program. Signals are as a shell gives them.
[[noreturn]] void Become(const ProcessSetup& setup, const std::array<int, 3>& streams) {
  for (int target = 0; target < 3; ++target) {
    const int fd = streams[static_cast<size_t>(target)];
    if (fd == target) {
      ::fcntl(fd, F_SETFD, 0);
    } else {
      ::dup2(fd, target);
    }
  }
  std::signal(SIGPIPE, SIG_DFL);
  if (!setup.folder.empty() && ::chdir(setup.folder.c_str()) != 0) ::_exit(126);
  for (const std::string& entry : setup.environment) {
    ::putenv(const_cast<char*>(entry.c_str()));  // NOLINT(*-const-cast)
  }
  std::vector<char*> words;
  for (const std::string& word : setup.words) {
    words.push_back(const_cast<char*>(word.c_str()));  // NOLINT(*-const-cast)
  }
  words.push_back(nullptr);
  if (setup.in_child) setup.in_child();
  ::execvp(words[0], words.data());
  ::_exit(127);
}

// The states of the threads of a process, a letter each as in proc(5): S of one that waits.
std::string StatesOf(pid_t pid) {
  std::string states;
  std::error_code failed;
  std::filesystem::directory_iterator task("/proc/" + std::to_string(pid) + "/task", failed);
  for (; !failed && task != std::filesystem::directory_iterator(); task.increment(failed)) {
    std::ifstream file(task->path() / "stat");
    const std::string line{std::istreambuf_iterator<char>(file), {}};
    const size_t name_end = line.rfind(") ");  // of the program, which may hold anything
    states += name_end == std::string::npos ? '?' : line[name_end + 2];
  }
  return states;
}

int StatusOf(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// Appends what is there; closes the descriptor at the end of the stream.
void ReadSome(int* fd, std::string* to) {
  std::array<char, 65536> buffer{};
  const ssize_t count = ::read(*fd, buffer.data(), buffer.size());
  if (count > 0) {
    to->append(buffer.data(), static_cast<size_t>(count));
  } else if (count == 0 || errno != EINTR) {
    CloseOne(fd);
  }
}

// Writes what the pipe takes now; closes the descriptor when all is written or nobody reads.
void WriteSome(int* fd, std::string_view* bytes) {
  const ssize_t count = bytes->empty() ? 0 : ::write(*fd, bytes->data(), bytes->size());
  if (count > 0) bytes->remove_prefix(static_cast<size_t>(count));
  const bool later = count < 0 && (errno == EAGAIN || errno == EINTR);
  if (bytes->empty() || (count < 0 && !later)) CloseOne(fd);
}

}  // namespace

Process::Process(const ProcessSetup& setup) {
  std::signal(SIGPIPE, SIG_IGN);
  Ends in{-1, setup.in.value_or(-1)};
  Ends out{-1, setup.out.value_or(-1)};
  Ends err{-1, setup.err.value_or(-1)};
  if (!setup.in) in = MakePipe(true);
  if (!setup.out) out = MakePipe(false);
  if (!setup.err) err = MakePipe(false);
  pid_ = ::fork();
  if (pid_ == 0) Become(setup, {in.its, out.its, err.its});
  in_ = in.mine;
  out_ = out.mine;
  err_ = err.mine;
  if (!setup.in) ::close(in.its);
  if (!setup.out) ::close(out.its);
  if (!setup.err) ::close(err.its);
}

Process::~Process() {
  CloseOne(&in_);
  CloseOne(&out_);
  CloseOne(&err_);
  if (pid_ > 0) Wait(0);
}

bool Process::Write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(in_, bytes.data(), bytes.size());
    if (count > 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

void Process::CloseIn() { CloseOne(&in_); }
void Process::CloseOut() { CloseOne(&out_); }

std::string Process::ReadLine(double seconds) {
  const Clock::time_point until = After(seconds);
  size_t end = held_.find('\n');
  while (end == std::string::npos && out_ >= 0) {
    pollfd waiting = {out_, POLLIN, 0};
    if (::poll(&waiting, 1, Milliseconds(until)) <= 0) break;
    ReadSome(&out_, &held_);
    end = held_.find('\n');
  }
  if (end == std::string::npos) return std::exchange(held_, std::string());
  std::string line = held_.substr(0, end + 1);
  held_.erase(0, end + 1);
  return line;
}

bool Process::AwaitIdle(double seconds) const {
  // One look may fall between two threads that hand work to each other.
  constexpr int kLooks = 5;
  const Clock::time_point until = After(seconds);
  int idle = 0;
  while (idle < kLooks && Clock::now() < until) {
    const std::string states = StatesOf(pid_);
    const bool all_wait = !states.empty() && states.find_first_not_of('S') == std::string::npos;
    idle = all_wait ? idle + 1 : 0;
    ::usleep(10000);
  }
  return idle == kLooks;
}

int Process::Wait(double seconds) {
  const Clock::time_point until = After(seconds);
  int status = 0;
  bool killed = false;
  while (true) {
    const pid_t ended = ::waitpid(pid_, &status, killed ? 0 : WNOHANG);
    if (ended == pid_) break;
    if (ended < 0 && errno != EINTR) return -1;
    if (Clock::now() >= until) {
      ::kill(pid_, SIGKILL);
      killed = true;
    } else {
      ::usleep(1000);
    }
  }
  pid_ = -1;
  return killed ? -1 : StatusOf(status);
}

Finished RunProcess(const ProcessSetup& setup, std::string_view input, double seconds) {
  Finished finished;
  Process process(setup);
  int in = process.in() >= 0 ? ::dup(process.in()) : -1;
  int out = process.out() >= 0 ? ::dup(process.out()) : -1;
  int err = process.err() >= 0 ? ::dup(process.err()) : -1;
  for (const int fd : {in, out, err}) {
    if (fd >= 0) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
  if (in >= 0) ::fcntl(in, F_SETFL, O_NONBLOCK);
  process.CloseIn();
  const Clock::time_point until = After(seconds);
  while (in >= 0 || out >= 0 || err >= 0) {
    std::array<pollfd, 3> waiting = {{{in, POLLOUT, 0}, {out, POLLIN, 0}, {err, POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), Milliseconds(until)) <= 0) break;
    if (waiting[0].revents != 0) WriteSome(&in, &input);
    if (waiting[1].revents != 0) ReadSome(&out, &finished.out);
    if (waiting[2].revents != 0) ReadSome(&err, &finished.err);
  }
  for (int* fd : {&in, &out, &err}) CloseOne(fd);
  finished.code = process.Wait(std::chrono::duration<double>(until - Clock::now()).count());
  return finished;
}

}  // namespace cxo
