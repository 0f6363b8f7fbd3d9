// Finds where one record ends, given its bytes so far. Can be called again when more bytes have
// arrived and then goes on where it stopped, so that slow pipes do not cost more than files.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "classifier/io/dialect.h"
#include "classifier/io/record.h"

namespace cxo {

// A record found: its length with line end, and what is wrong with it.
struct ScanEnd {
  size_t size = 0;
  RecordFault fault = RecordFault::kNone;
  size_t fault_at = 0;
  bool spans_lines = false;
};

// One thread.
class RecordScanner {
 public:
  // Without `dialect`, and with one without quotes, records are lines.
  explicit RecordScanner(const std::optional<Dialect>& dialect);

  // Looks for the end of the record at the start of `bytes`; `mark` bytes of byte order mark are
  // not part of its first field. Nothing if the end is not among `bytes`. Until a record is found,
  // calls must give the same bytes and perhaps more.
  std::optional<ScanEnd> Scan(std::string_view bytes, size_t mark);

  // What to make of bytes in which Scan found no end, if no more of them are looked at: because
  // the input ends (`limit` false), or because the record is too long (`limit` true; then nothing
  // is returned for a record that must be cut into pieces).
  std::optional<ScanEnd> GiveUp(std::string_view bytes, bool limit);

  // Forgets the record begun.
  void Reset() { progress_ = Progress(); }

 private:
  enum class State { kOutside, kInside, kSpoiled };

  // How far the record at hand has been read.
  struct Progress {
    State state = State::kOutside;
    size_t at = 0;              // bytes before it are done with
    size_t line_feed = 0;       // no LF from `at` up to here
    size_t first_line_end = 0;  // after the first LF; 0 while the record is on one line
    size_t open = 0;            // the quote that opened the field in which the first line ends
    bool stray = false;         // saw a quote inside an unquoted field
    bool stalled = false;       // a closing quote waits for the bytes after it
    RecordFault fault = RecordFault::kNone;
    size_t fault_at = 0;
  };

  size_t NextLineFeed(std::string_view bytes);
  std::optional<ScanEnd> ScanLine(std::string_view bytes);
  std::optional<ScanEnd> ScanOutside(std::string_view bytes, size_t mark);
  std::optional<ScanEnd> ScanInside(std::string_view bytes);
  std::optional<ScanEnd> LeaveQuote(std::string_view bytes, size_t quote);
  std::optional<ScanEnd> MeetTextAfterQuote(size_t at);
  bool OpensField(std::string_view bytes, size_t quote, size_t mark) const;
  ScanEnd Finish(size_t size);
  ScanEnd FinishFirstLine(RecordFault fault = RecordFault::kUnclosedQuote);

  bool csv_;  // a record may go over several lines
  Dialect dialect_;
  Progress progress_;
};

}  // namespace cxo
