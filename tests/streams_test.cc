// A run whose reader is gone says nothing more; errors are dropped, lines are whole.
#include "classifier/cli/streams.h"

#include <array>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include <fcntl.h>
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

  // Writes until there is no room for another byte; returns how many there was room for.
  size_t Fill() const {
    const int flags = ::fcntl(ends_[1], F_GETFL);
    ::fcntl(ends_[1], F_SETFL, flags | O_NONBLOCK);
    const std::string page(4096, 'x');
    size_t size = 0;
    while (::write(ends_[1], page.data(), page.size()) > 0) size += page.size();
    ::fcntl(ends_[1], F_SETFL, flags);
    return size;
  }

  void CloseReader() {
    if (ends_[0] >= 0) ::close(ends_[0]);
    ends_[0] = -1;
  }

  std::string Read(size_t most = 1000) const {
    std::string bytes(most, '\0');
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

TEST(Streams, NotesWaitForNoReader) {
  const Pipe err;
  const Streams streams(Streams::Ends{.err = err.writer()});
  streams.Note("cxo: first");
  EXPECT_EQ(err.Read(), "cxo: first\n");
  const size_t size = err.Fill();
  for (int i = 0; i < 1000; ++i) streams.Note("cxo: one of many");
  EXPECT_EQ(err.Read(size).size(), size);
  streams.Note("cxo: last");
  EXPECT_EQ(err.Read(), "cxo: 1000 lines left out, since nobody read standard error\ncxo: last\n");
  streams.EndNotes();
  streams.Say("cxo: an error");
  EXPECT_EQ(err.Read(), "cxo: an error\n");
}

// Part of the second note is written, behind the number of those before it.
TEST(Streams, CountWhatWasLeftOutOnce) {
  const Pipe err;
  const Streams streams(Streams::Ends{.err = err.writer()});
  constexpr size_t kPage = 4096;
  const size_t size = err.Fill();
  streams.Note("cxo: a note");
  EXPECT_EQ(err.Read(kPage).size(), kPage);
  streams.Note(std::string(2 * kPage, 'y'));
  EXPECT_EQ(err.Read(size - kPage), std::string(size - kPage, 'x'));
  const std::string said = "cxo: 1 line left out, since nobody read standard error\n";
  EXPECT_EQ(err.Read(size), said + std::string(kPage - said.size(), 'y'));
  streams.Note("cxo: last");
  EXPECT_EQ(err.Read(), "\n" + said + "cxo: last\n");
}

TEST(Streams, SayErrorsToAReaderThatIsPatientlyWaitedFor) {
  const Pipe err;
  const Streams streams(Streams::Ends{.err = err.writer(), .patience = 2000});
  const size_t size = err.Fill();
  streams.Note("cxo: a note");  // gives up after a second
  std::thread reader([&] {
    ::usleep(500000);
    EXPECT_EQ(err.Read(size).size(), size);
  });
  streams.Say("cxo: an error");
  reader.join();
  EXPECT_EQ(err.Read(), "cxo: 1 line left out, since nobody read standard error\ncxo: an error\n");
}

TEST(Streams, SayErrorsToNobodyOnceAlone) {
  const Pipe err;
  const Streams streams(Streams::Ends{.err = err.writer(), .patience = 200});
  const size_t size = err.Fill();
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) streams.Say("cxo: an error");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_EQ(err.Read(size).size(), size);
  streams.Say("cxo: last");
  EXPECT_EQ(err.Read(), "cxo: 100 lines left out, since nobody read standard error\ncxo: last\n");
}

// Whoever reads results and messages from one pipe reads on.
TEST(Streams, SayErrorsWhereResultsAreReadHoweverLongItTakes) {
  const Pipe both;
  const Streams streams(Streams::Ends{.out = both.writer(), .err = both.writer(), .patience = 1});
  const size_t size = both.Fill();
  std::thread reader([&] {
    ::usleep(500000);
    EXPECT_EQ(both.Read(size).size(), size);
  });
  streams.Say("cxo: an error");
  reader.join();
  EXPECT_EQ(both.Read(), "cxo: an error\n");
}

TEST(Streams, SayWhatWasLeftOutAtTheEndOrBeforeAnError) {
  const Pipe err;
  const Streams streams(Streams::Ends{.err = err.writer()});
  for (const bool error : {false, true}) {
    const size_t size = err.Fill();
    streams.Note("cxo: a note");
    streams.EndNotes();
    EXPECT_EQ(err.Read(size).size(), size);
    if (error) streams.Say("cxo: an error");
    streams.EndNotes();
    EXPECT_EQ(err.Read(), std::string("cxo: 1 line left out, since nobody read standard error\n") +
                              (error ? "cxo: an error\n" : ""));
  }
}

}  // namespace
}  // namespace cxo
