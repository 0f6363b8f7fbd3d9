// What is said to terminals: the progress line on those of several widths, and what is waited for.
#include "classifier/cli/progress.h"

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "classifier/cli/program.h"

namespace cxo {
namespace {

// A terminal that the test reads.
class Terminal {
 public:
  explicit Terminal(size_t columns) {
    if (::grantpt(master_) != 0 || ::unlockpt(master_) != 0) return;
    slave_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    const winsize size{24, static_cast<decltype(winsize::ws_col)>(columns), 0, 0};
    ::ioctl(master_, TIOCSWINSZ, &size);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    ::close(slave_);
    ::close(master_);
  }

  int fd() const { return slave_; }

  void Type(std::string_view keys) const {
    EXPECT_EQ(::write(master_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

  std::string Read() const {
    std::string shown(1000, '\0');
    const ssize_t count = ::read(master_, shown.data(), shown.size());
    shown.resize(count > 0 ? static_cast<size_t>(count) : 0);
    return shown;
  }

 private:
  int master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  int slave_ = -1;
};

TEST(ProgressLine, FitsItsTerminalAndWipesItselfWithSpaces) {
  constexpr useconds_t kPause = 120000;  // longer than between two drawings
  for (const size_t columns : {100, 57, 40, 30, 20, 10, 2}) {
    const Terminal terminal(columns);
    if (terminal.fd() < 0) GTEST_SKIP() << "this system gives no pseudo-terminals";
    const Streams streams(Streams::Ends{.err = terminal.fd()});
    ProgressLine line(streams);
    line.Clear();  // nothing to wipe, so nothing is written
    ::usleep(kPause);
    line.Show({.rows = 1000, .bytes_taken = 50, .bytes_whole = 100});
    const std::string shown = terminal.Read();
    ASSERT_GE(shown.size(), 2) << columns;
    EXPECT_EQ(shown.front(), '\r');
    EXPECT_EQ(shown.back(), '\r');
    EXPECT_LE(shown.size() - 2, columns - 1) << shown;
    EXPECT_EQ(shown.find('\x1b'), std::string::npos);
    if (columns >= 30) {
      EXPECT_NE(shown.find("50 %  1000 rows, "), std::string::npos) << shown;
    }
    EXPECT_EQ(shown.find('=') != std::string::npos, columns >= 40) << shown;
    line.Clear();
    EXPECT_EQ(terminal.Read(), "\r" + std::string(shown.size() - 2, ' ') + "\r");
  }
}

TEST(ProgressLine, CountsWhereTheSizeIsNotKnown) {
  const Terminal terminal(80);
  if (terminal.fd() < 0) GTEST_SKIP() << "this system gives no pseudo-terminals";
  const Streams streams(Streams::Ends{.err = terminal.fd()});
  ProgressLine line(streams);
  ::usleep(120000);
  line.Show({.rows = 7});
  EXPECT_EQ(terminal.Read().find("\r7 rows, "), 0);
}

TEST(ProgressLine, CountsFits) {
  const Terminal terminal(80);
  if (terminal.fd() < 0) GTEST_SKIP() << "this system gives no pseudo-terminals";
  const Streams streams(Streams::Ends{.err = terminal.fd()});
  ProgressLine line(streams);
  line.ShowCount(0, 6, "fit");
  EXPECT_EQ(terminal.Read(), "\r[" + std::string(24, ' ') + "]   0 %  0 of 6 fits\r");
  line.ShowCount(3, 6, "fit");
  EXPECT_EQ(terminal.Read(),
            "\r[" + std::string(12, '=') + std::string(12, ' ') + "]  50 %  3 of 6 fits\r");
}

// What `cxo` with these words says on standard error to a terminal that ends at once.
std::string SaidTo(const Terminal& terminal, const std::vector<std::string>& words) {
  int err[2] = {-1, -1};
  if (::pipe2(err, O_CLOEXEC) != 0) return "no pipe";
  const int out = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  terminal.Type("\x04");  // Ctrl-D
  Interrupt interrupt;
  const Streams streams(Streams::Ends{.in = terminal.fd(), .out = out, .err = err[1]});
  EXPECT_EQ(RunProgram(words, streams, &interrupt), 0);
  ::close(err[1]);
  std::string said(1000, '\0');
  const ssize_t count = ::read(err[0], said.data(), said.size());
  said.resize(count > 0 ? static_cast<size_t>(count) : 0);
  ::close(err[0]);
  ::close(out);
  return said;
}

TEST(Terminal, IsToldThatItIsRead) {
  const Terminal terminal(80);
  if (terminal.fd() < 0) GTEST_SKIP() << "this system gives no pseudo-terminals";
  EXPECT_EQ(SaidTo(terminal, {}), "cxo: reading lines from the terminal; end with Ctrl-D\n");
  EXPECT_EQ(SaidTo(terminal, {"--from", "jsonl"}),
            "cxo: reading jsonl from the terminal; end with Ctrl-D\n");
  EXPECT_EQ(SaidTo(terminal, {"-q"}), "");
  EXPECT_EQ(SaidTo(terminal, {"explain"}),
            "cxo: reading lines from the terminal; end with Ctrl-D\n");
}

}  // namespace
}  // namespace cxo
