// A bar, rows and rows per second; a count alone where the size of the input is not known.
#include "classifier/cli/progress.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "classifier/io/descriptor.h"

namespace cxo {
namespace {

std::string Bar(double share) {
  constexpr int kWidth = 24;
  const int full = std::clamp(static_cast<int>(share * kWidth), 0, kWidth);
  return fmt::format("[{:=<{}}{: <{}}] {:3.0f} %", "", full, "", kWidth - full, share * 100);
}

void Draw(int fd, const std::string& line) {
  Result<Descriptor> terminal = Descriptor::Duplicate(fd, "standard error");
  if (!terminal.ok()) return;
  [[maybe_unused]] const Status ignored = terminal->WriteAll(line);
}

}  // namespace

void ProgressLine::Show(const BatchProgress& progress) {
  constexpr auto kPause = std::chrono::milliseconds(100);
  const Clock::time_point now = Clock::now();
  if (now - drawn_ < kPause) return;
  drawn_ = now;
  visible_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = "\r\x1b[K";
  if (progress.bytes_whole > 0) {
    line +=
        Bar(static_cast<double>(progress.bytes_taken) / static_cast<double>(progress.bytes_whole)) +
        "  ";
  }
  line += fmt::format("{} rows, {:.0f} rows/s", progress.rows,
                      static_cast<double>(progress.rows) / seconds);
  Draw(streams_.err, line);
}

void ProgressLine::Clear() {
  if (visible_) Draw(streams_.err, "\r\x1b[K");
  visible_ = false;
}

}  // namespace cxo
