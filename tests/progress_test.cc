// The progress line on terminals of several widths.
#include "classifier/cli/progress.h"

#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

}  // namespace
}  // namespace cxo
