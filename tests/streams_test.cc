// A run whose reader is gone says nothing more; errors are dropped, lines are whole.
#include "classifier/cli/streams.h"

#include <array>
#include <csignal>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace cxo {
namespace {

// A pipe whose reader may go away.
class Pipe {
 public:
  Pipe() : open_(::pipe(ends_.data()) == 0) {}
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    CloseReader();
    if (open_) ::close(ends_[1]);
  }

  int writer() const { return ends_[1]; }

  void CloseReader() {
    if (ends_[0] >= 0) ::close(ends_[0]);
    ends_[0] = -1;
  }

  std::string Read() const {
    std::string bytes(1000, '\0');
    const ssize_t count = ::read(ends_[0], bytes.data(), bytes.size());
    bytes.resize(count > 0 ? static_cast<size_t>(count) : 0);
    return bytes;
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool open_ = false;
};

TEST(Streams, SayNothingOnceTheReaderOfStandardOutputIsGone) {
  std::signal(SIGPIPE, SIG_IGN);
  Pipe out;
  const Pipe err;
  const Streams streams(Streams::Ends{.out = out.writer(), .err = err.writer()});
  EXPECT_TRUE(streams.Print("rows\n").ok());
  EXPECT_FALSE(streams.reader_is_gone());
  EXPECT_EQ(out.Read(), "rows\n");
  streams.Say("cxo: a note");
  EXPECT_EQ(err.Read(), "cxo: a note\n");
  out.CloseReader();
  EXPECT_FALSE(streams.Print("rows\n").ok());
  EXPECT_TRUE(streams.reader_is_gone());
  streams.Say("cxo: not heard");
  EXPECT_TRUE(streams.Print("").ok());
  EXPECT_TRUE(streams.reader_is_gone());
  ASSERT_EQ(::write(err.writer(), "end", 3), 3);
  EXPECT_EQ(err.Read(), "end");
}

}  // namespace
}  // namespace cxo
