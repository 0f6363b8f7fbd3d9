// The loop, and the lines around each answer.
#include "classifier/cli/watch.h"

#include <chrono>
#include <csignal>
#include <ctime>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"

namespace cxo {
namespace {

constexpr size_t kColumns = 100;

std::string ClockTime() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

// "-- 09:41:07  rules/cmo.toml, rules/guards.toml ------", bold on a terminal.
std::string OpeningLine(const std::vector<std::string>& saved, bool color) {
  constexpr size_t kMostNamed = 3;
  std::string line = "-- " + ClockTime() + "  ";
  for (size_t i = 0; i < saved.size() && i < kMostNamed; ++i) {
    line += (i == 0 ? "" : ", ") + Printable(saved[i]);
  }
  if (saved.size() > kMostNamed) line += fmt::format(" and {} more", saved.size() - kMostNamed);
  line += saved.empty() ? "" : " ";
  if (line.size() < kColumns) line.append(kColumns - line.size(), '-');
  return color ? "\x1b[1m" + line + "\x1b[0m\n" : line + "\n";
}

std::string ClosingLine(double seconds, bool color) {
  const std::string line =
      fmt::format("answered in {:.2f} s; waiting for a save, Ctrl-C ends", seconds);
  return color ? "\x1b[2m" + line + "\x1b[0m\n\n" : line + "\n\n";
}

Status AnswerOnce(const Streams& streams, const WatchAnswer& answer,
                  const std::vector<std::string>& saved) {
  const auto start = std::chrono::steady_clock::now();
  // Before the work, so that what the answer says by itself stands under it.
  Status printed = streams.Print(OpeningLine(saved, streams.color()));
  if (!printed.ok()) return printed;
  const Result<std::string> text = answer(saved);
  if (!text.ok()) return text.error();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return streams.Print(*text + ClosingLine(took.count(), streams.color()));
}

}  // namespace

std::string RefusedAnswer(bool before) {
  return before ? "refused; the next save is compared with the last that was not\n" : "refused\n";
}

int Watch(const WatchedPlaces& places, const Streams& streams, const WatchAnswer& answer) {
  FileWatch watch(places);
  std::vector<std::string> saved;
  while (true) {
    const Status done = AnswerOnce(streams, answer, saved);
    if (!done.ok()) return FailOutput(streams, done.error());
    const FileWatch::Wake wake = watch.Await(streams.out(), &saved);
    if (wake == FileWatch::Wake::kReaderGone) return kExitSignal + SIGPIPE;
  }
}

}  // namespace cxo
