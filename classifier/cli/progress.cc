// A bar, rows and rows per second; a count alone where the size of the input is not known. Wiped
// with spaces rather than an escape sequence, which not every terminal knows.
#include "classifier/cli/progress.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>
#include <sys/ioctl.h>

#include "classifier/error/counted.h"
#include "classifier/io/descriptor.h"

namespace cxo {
namespace {

// "[======            ]  33 %" in at most `columns`; without the bar where it would be too short to
// show anything.
std::string Share(double share, size_t columns) {
  constexpr size_t kLongest = 24;
  constexpr size_t kShortest = 4;
  constexpr size_t kBeside = 8;  // "[] 100 %"
  const double within = std::clamp(share, 0.0, 1.0);
  std::string percent = fmt::format("{:3.0f} %", within * 100);
  if (columns < kShortest + kBeside) return percent;
  const size_t width = std::min(columns - kBeside, kLongest);
  const auto full = static_cast<size_t>(within * static_cast<double>(width));
  return fmt::format("[{:=<{}}{: <{}}] {}", "", full, "", width - full, percent);
}

// `line` behind as much of a bar as `columns` have room for.
std::string WithBar(double share, const std::string& line, size_t columns) {
  constexpr size_t kGap = 2;
  const size_t left = columns - std::min(columns, line.size() + kGap);
  return Share(share, left) + std::string(kGap, ' ') + line;
}

// How many columns a line may have; in the last one some terminals go on to the next line.
size_t ColumnsOf(int fd) {
  constexpr size_t kUsual = 80;
  winsize size{};
  const bool known = ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return (known ? size.ws_col : kUsual) - 1;
}

}  // namespace

void ProgressLine::Show(const BatchProgress& progress) {
  constexpr auto kPause = std::chrono::milliseconds(100);
  const Clock::time_point now = Clock::now();
  if (now - drawn_ < kPause) return;
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const size_t columns = ColumnsOf(streams_.err());
  std::string line = fmt::format("{}, {:.0f} rows/s", Counted(progress.rows, "row"),
                                 static_cast<double>(progress.rows) / seconds);
  if (progress.bytes_whole > 0) {
    line = WithBar(
        static_cast<double>(progress.bytes_taken) / static_cast<double>(progress.bytes_whole), line,
        columns);
  }
  Draw(std::move(line), columns);
}

void ProgressLine::ShowCount(size_t done, size_t all, std::string_view unit) {
  const size_t columns = ColumnsOf(streams_.err());
  const double share = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
  Draw(WithBar(share, fmt::format("{} of {}", done, Counted(all, unit)), columns), columns);
}

void ProgressLine::Clear() {
  if (length_ > 0) Draw("", ColumnsOf(streams_.err()));
}

void ProgressLine::Draw(std::string line, size_t columns) {
  Result<Descriptor> terminal = Descriptor::Duplicate(streams_.err(), "standard error");
  if (!terminal.ok()) return;
  line.resize(std::min(line.size(), columns));
  const size_t before = std::exchange(length_, line.size());
  line.resize(std::max(line.size(), std::min(before, columns)), ' ');
  [[maybe_unused]] const Status ignored = terminal->WriteAll("\r" + line + "\r");
}

}  // namespace cxo
