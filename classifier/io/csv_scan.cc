// One pass over the bytes of a record, from one quote or line feed to the next.
#include "classifier/io/csv_scan.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cxo {
namespace {

// The place of `byte` in `bytes` from `from` on; bytes.size() if there is none. memchr is several
// times faster than a loop here, and all time of framing goes into it.
size_t FindByte(std::string_view bytes, char byte, size_t from) {
  if (from >= bytes.size()) return bytes.size();
  const void* found = std::memchr(bytes.data() + from, byte, bytes.size() - from);
  if (found == nullptr) return bytes.size();
  return static_cast<size_t>(static_cast<const char*>(found) - bytes.data());
}

}  // namespace

RecordScanner::RecordScanner(const std::optional<Dialect>& dialect)
    : csv_(dialect.has_value() && dialect->quote != kNoQuote),
      dialect_(dialect.value_or(Dialect())) {}

std::optional<ScanEnd> RecordScanner::Scan(std::string_view bytes, size_t mark) {
  if (!csv_) return ScanLine(bytes);
  progress_.stalled = false;
  std::optional<ScanEnd> end;
  while (!end && !progress_.stalled && progress_.at < bytes.size()) {
    switch (progress_.state) {
      case State::kOutside: end = ScanOutside(bytes, mark); break;
      case State::kInside: end = ScanInside(bytes); break;
      case State::kSpoiled: end = ScanLine(bytes); break;
    }
  }
  return end;
}

std::optional<ScanEnd> RecordScanner::GiveUp(std::string_view bytes, bool limit) {
  const bool inside = progress_.state == State::kInside;
  // A quote that is the very last byte of the input closes its field.
  const bool closed = inside && progress_.stalled && progress_.at + 1 == bytes.size() && !limit;
  const bool unclosed = inside && !closed;
  if (progress_.first_line_end > 0 && limit) return FinishFirstLine(RecordFault::kTooManyLines);
  if (progress_.first_line_end > 0 && unclosed) return FinishFirstLine();
  if (limit) return std::nullopt;
  if (unclosed && progress_.stalled) {
    MeetTextAfterQuote(progress_.at + 1);
  } else if (unclosed) {
    progress_.fault = RecordFault::kUnclosedQuote;
    progress_.fault_at = progress_.open;
  }
  return Finish(bytes.size());
}

// The next LF at or after `at`; bytes.size() if there is none. Remembered, so that a line with many
// quotes is not searched once for each.
size_t RecordScanner::NextLineFeed(std::string_view bytes) {
  const size_t known = progress_.line_feed;
  if (known >= progress_.at && known < bytes.size() && bytes[known] == '\n') return known;
  progress_.line_feed = FindByte(bytes, '\n', std::max(known, progress_.at));
  return progress_.line_feed;
}

std::optional<ScanEnd> RecordScanner::ScanLine(std::string_view bytes) {
  const size_t line_feed = NextLineFeed(bytes);
  progress_.at = line_feed;
  if (line_feed == bytes.size()) return std::nullopt;
  return Finish(line_feed + 1);
}

std::optional<ScanEnd> RecordScanner::ScanOutside(std::string_view bytes, size_t mark) {
  const size_t line_feed = NextLineFeed(bytes);
  const size_t quote = FindByte(bytes.substr(0, line_feed), dialect_.quote, progress_.at);
  if (quote == line_feed) {
    progress_.at = line_feed;
    if (line_feed == bytes.size()) return std::nullopt;
    return Finish(line_feed + 1);
  }
  progress_.at = quote + 1;
  if (OpensField(bytes, quote, mark)) {
    progress_.state = State::kInside;
    if (progress_.first_line_end == 0) progress_.open = quote;
    return std::nullopt;
  }
  progress_.stray = true;
  if (progress_.first_line_end > 0) return FinishFirstLine();
  return std::nullopt;
}

std::optional<ScanEnd> RecordScanner::ScanInside(std::string_view bytes) {
  const size_t quote = FindByte(bytes, dialect_.quote, progress_.at);
  if (progress_.first_line_end == 0) {
    const size_t line_feed = NextLineFeed(bytes);
    if (line_feed < quote) progress_.first_line_end = line_feed + 1;
    if (line_feed < quote && progress_.stray) return FinishFirstLine();
  }
  progress_.at = quote;
  return quote == bytes.size() ? std::nullopt : LeaveQuote(bytes, quote);
}

// Reads what follows a quote inside a quoted field.
std::optional<ScanEnd> RecordScanner::LeaveQuote(std::string_view bytes, size_t quote) {
  const std::string_view rest = bytes.substr(quote + 1, 2);
  if (rest.empty() || rest == "\r") {
    progress_.stalled = true;
    return std::nullopt;
  }
  if (rest[0] == dialect_.quote) {
    progress_.at = quote + 2;
    return std::nullopt;
  }
  if (rest[0] != dialect_.delimiter && rest[0] != '\n' && rest != "\r\n") {
    return MeetTextAfterQuote(quote + 1);
  }
  if (rest[0] == dialect_.delimiter && rest.ends_with(dialect_.quote)) {
    // The next field is quoted too: the most common case where every field is.
    if (progress_.first_line_end == 0) progress_.open = quote + 2;
    progress_.at = quote + 3;
    return std::nullopt;
  }
  progress_.at = quote + 1;
  progress_.state = State::kOutside;
  return std::nullopt;
}

std::optional<ScanEnd> RecordScanner::MeetTextAfterQuote(size_t at) {
  if (progress_.first_line_end > 0) return FinishFirstLine();
  progress_.at = at;
  progress_.state = State::kSpoiled;
  progress_.fault = RecordFault::kTextAfterQuote;
  progress_.fault_at = at;
  return std::nullopt;
}

bool RecordScanner::OpensField(std::string_view bytes, size_t quote, size_t mark) const {
  return quote == mark || bytes[quote - 1] == dialect_.delimiter;
}

ScanEnd RecordScanner::Finish(size_t size) {
  const ScanEnd end = {size, progress_.fault, progress_.fault_at, progress_.first_line_end > 0};
  Reset();
  return end;
}

ScanEnd RecordScanner::FinishFirstLine(RecordFault fault) {
  const ScanEnd end = {progress_.first_line_end, fault, progress_.open, false};
  Reset();
  return end;
}

}  // namespace cxo
