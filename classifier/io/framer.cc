// Reads into one buffer, cuts records off its front, and copies them into blocks.
#include "classifier/io/framer.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "classifier/error/utf8.h"

namespace cxo {
namespace {

// A piece of two bytes can always give one and keep back a CR whose LF may follow.
constexpr size_t kSmallestPiece = 2;
constexpr size_t kSmallestRecord = 16;
constexpr size_t kLargestRecord = size_t{1} << 30;

std::optional<Dialect> ScanDialect(const FramerOptions& options) {
  if (options.framing == Framing::kLines) return std::nullopt;
  return options.dialect;
}

FramerOptions Bounded(FramerOptions options) {
  options.block_size = std::clamp(options.block_size, kSmallestPiece, kLargestRecord);
  options.max_record = std::clamp(options.max_record, kSmallestRecord, kLargestRecord);
  return options;
}

size_t LineEndSize(std::string_view record) {
  if (record.ends_with("\r\n")) return 2;
  return record.ends_with('\n') ? 1 : 0;
}

// A piece must not end between CR and LF, or neither half would be known as a line end.
std::string_view KeepBackReturn(std::string_view piece) {
  return piece.ends_with('\r') ? piece.substr(0, piece.size() - 1) : piece;
}

}  // namespace

Framer::Framer(ByteSource* source, const FramerOptions& options)
    : source_(source),
      options_(Bounded(options)),
      scanner_(ScanDialect(options)),
      record_(options.first_record),
      line_(options.first_line),
      byte_(options.first_byte) {}

Result<bool> Framer::Next(Block* block) {
  block->bytes.clear();
  block->records.clear();
  block->first_record = record_;
  block->first_line = line_;
  block->first_byte = byte_;
  while (true) {
    const bool alone = in_long_;
    while (block->bytes.size() < options_.block_size && CutRecord(block)) {
      if (alone || in_long_) return true;
    }
    if (ended_ || block->bytes.size() >= options_.block_size) break;
    if (failed_) {
      // What is complete in front of the fault is handed over first.
      if (block->records.empty()) return *failed_;
      break;
    }
    const bool long_record_next = Pending().size() > options_.max_record;
    if (!block->records.empty() && (long_record_next || !source_->MoreIsWaiting())) break;
    if (const Status filled = Refill(); !filled) failed_ = filled.error();
  }
  return !block->records.empty();
}

// Cuts one record or piece off the front; false if there is none yet, or the block must end here.
bool Framer::CutRecord(Block* block) {
  if (in_long_) return block->records.empty() && CutLongPiece(block);
  if (AwaitsMark() || Pending().empty()) return false;
  const std::string_view bytes = Pending().substr(0, options_.max_record);
  const bool beyond = Pending().size() > options_.max_record;
  std::optional<ScanEnd> end = scanner_.Scan(bytes, MarkSize());
  if (!end && (beyond || ended_)) end = scanner_.GiveUp(bytes, beyond);
  if (end) {
    Take(*end, RecordPiece::kWhole, block);
    return true;
  }
  if (!beyond || !block->records.empty()) return false;
  scanner_.Reset();
  Take({KeepBackReturn(bytes).size(), RecordFault::kTooLong}, RecordPiece::kFirst, block);
  return true;
}

bool Framer::CutLongPiece(Block* block) {
  const std::string_view bytes = Pending().substr(0, options_.block_size);
  const size_t line_feed = bytes.find('\n');
  if (line_feed != std::string_view::npos) {
    Take({line_feed + 1, RecordFault::kTooLong}, RecordPiece::kLast, block);
  } else if (ended_ && bytes.size() == Pending().size()) {
    Take({bytes.size(), RecordFault::kTooLong}, RecordPiece::kLast, block);
  } else if (bytes.size() == options_.block_size) {
    Take({KeepBackReturn(bytes).size(), RecordFault::kTooLong}, RecordPiece::kMiddle, block);
  } else {
    return false;
  }
  return true;
}

// Moves the first end.size bytes that are pending into the block.
void Framer::Take(const ScanEnd& end, RecordPiece piece, Block* block) {
  const std::string_view bytes = Pending().substr(0, end.size);
  Record record;
  record.offset = static_cast<uint32_t>(block->bytes.size());
  record.size = static_cast<uint32_t>(bytes.size());
  record.lead = static_cast<uint32_t>(bytes.size() - LineEndSize(bytes));
  record.line = static_cast<uint32_t>(line_ - block->first_line);
  record.fault_at = static_cast<uint32_t>(end.fault_at);
  record.mark = static_cast<uint8_t>(MarkSize());
  record.piece = piece;
  record.kind = KindOfNext();
  record.fault = end.fault;
  block->bytes.append(bytes);
  block->records.push_back(record);
  Count(end, piece, bytes);
  begin_ += end.size;
}

void Framer::Count(const ScanEnd& end, RecordPiece piece, std::string_view bytes) {
  byte_ += bytes.size();
  in_long_ = piece == RecordPiece::kFirst || piece == RecordPiece::kMiddle;
  if (in_long_) return;
  ++record_;
  if (end.spans_lines) {
    line_ += static_cast<uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  } else {
    line_ += bytes.ends_with('\n') ? 1 : 0;
  }
}

RecordKind Framer::KindOfNext() const {
  if (options_.framing == Framing::kLines) return RecordKind::kData;
  const uint64_t above = options_.blank_lines + (options_.dialect.has_separator_line ? 1 : 0);
  if (record_ <= above) return RecordKind::kPreamble;
  const bool header = options_.dialect.has_header && record_ == above + 1;
  return header ? RecordKind::kHeader : RecordKind::kData;
}

size_t Framer::MarkSize() const {
  return byte_ == 0 && Pending().starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

// True while the first bytes could still become a byte order mark.
bool Framer::AwaitsMark() const {
  return byte_ == 0 && !ended_ && Pending().size() < kByteOrderMark.size() &&
         kByteOrderMark.starts_with(Pending());
}

Status Framer::Refill() {
  MakeRoom();
  const Result<size_t> count = source_->Read(buffer_.data() + end_, buffer_.size() - end_);
  if (!count) return count.error();
  end_ += *count;
  ended_ = *count == 0;
  return Done{};
}

// Frees at least half a block of buffer behind what is pending. Growth doubles, so that a long
// record is copied a bounded number of times.
void Framer::MakeRoom() {
  const size_t pending = end_ - begin_;
  const size_t wanted = std::max<size_t>(options_.block_size / 2, 1);
  if (buffer_.size() - end_ >= wanted) return;
  if (pending > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, pending);
  begin_ = 0;
  end_ = pending;
  if (buffer_.size() - end_ >= wanted) return;
  const size_t limit = options_.max_record + options_.block_size + 1;
  const size_t size = std::max(2 * buffer_.size(), options_.block_size);
  buffer_.resize(std::max(std::min(size, limit), pending + wanted));
}

}  // namespace cxo
