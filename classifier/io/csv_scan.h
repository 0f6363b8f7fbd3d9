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
};

// One thread.
class RecordScanner {
 public:
  // Without `dialect`, records are lines.
  explicit RecordScanner(const std::optional<Dialect>& dialect);

  // Looks for the end of the record at the start of `bytes`; `mark` bytes of byte order mark are
  // not part of its first field. Nothing if the end is not among `bytes`. Until a record is found,
  // calls must give the same bytes and perhaps more.
  std::optional<ScanEnd> Scan(std::string_view bytes, size_t mark);

  // What to make of bytes in which Scan found no end, if no more of them are looked at: because
  // the input ends (`limit` false), or because the record is too long (`limit` true; then nothing
  // is returned for a record that must be cut into pieces).
  std::optional<ScanEnd> GiveUp(std::string_view bytes, bool limit);

 private:
  enum class State { kOutside, kInside, kSpoiled };

  std::optional<ScanEnd> ScanOutside(std::string_view bytes, size_t mark);
  std::optional<ScanEnd> ScanInside(std::string_view bytes);
  std::optional<ScanEnd> LeaveQuote(std::string_view bytes, size_t quote);
  bool OpensField(std::string_view bytes, size_t quote, size_t mark) const;
  std::optional<ScanEnd> Finish(const ScanEnd& end);
  std::optional<ScanEnd> FinishFirstLine();
  std::optional<ScanEnd> Spoil(RecordFault fault, size_t at);

  bool csv_;
  Dialect dialect_;
  State state_ = State::kOutside;
  size_t at_ = 0;              // bytes before it are done with
  size_t first_line_end_ = 0;  // after the first LF; 0 while the record is on one line
  size_t open_ = 0;            // the quote that opened the field in which the first line ends
  bool stray_ = false;         // a quote inside an unquoted field
  bool stalled_ = false;       // a closing quote waits for the byte after it
  RecordFault fault_ = RecordFault::kNone;
  size_t fault_at_ = 0;
};

}  // namespace cxo
