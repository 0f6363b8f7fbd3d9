// What becomes of each record: header, blank line, piece of an over-long record, malformed row, or
// a text to classify.
#include "classifier/run/record_worker.h"

#include <functional>
#include <string>

namespace cxo {
namespace {

bool Holds(const Block& block, std::string_view text) {
  const std::less<> before;
  return !before(text.data(), block.bytes.data()) &&
         !before(block.bytes.data() + block.bytes.size(), text.data() + text.size());
}

}  // namespace

RecordWorker::RecordWorker(const RecordJob& job)
    : job_(job), session_(*job.classifier, Signals::kAskedFor), reader_(job), writer_(job) {}

void RecordWorker::Work(const Block& block, BlockResult* result) {
  result->Clear();
  result->tally.labels.resize(job_.classifier->pack().labels.size());
  result->tally.bytes = block.bytes.size();
  if (session_.CanScreen() && job_.from != InputFormat::kJsonl) Screen(block);
  for (size_t i = 0; i < block.records.size(); ++i) {
    const Record& record = block.records[i];
    if (record.kind != RecordKind::kData) {
      if (job_.writes_header) writer_.AppendHeader(&block, &record, &result->output);
    } else if (record.piece == RecordPiece::kMiddle || record.piece == RecordPiece::kLast) {
      PassOn(block, record, result);
    } else if (i < silent_.size() && silent_[i]) {
      WorkOn(block, record, texts_[i], &session_.silence(), result);
    } else {
      WorkOn(block, record, reader_.Read(block, record), nullptr, result);
    }
    if (result->stopped) return;
  }
}

// What was read counts for silent texts alone: others may lie in the reader, and are read again.
void RecordWorker::Screen(const Block& block) {
  constexpr std::string_view kNotPlain = "\n";
  texts_.clear();
  views_.clear();
  for (const Record& record : block.records) {
    const bool has_text = record.kind == RecordKind::kData && record.piece == RecordPiece::kWhole;
    texts_.push_back(has_text ? reader_.Read(block, record) : RecordText());
    const RecordText& text = texts_.back();
    const bool counts = text.text && !text.blank && !text.truncated && Holds(block, *text.text);
    views_.push_back(counts ? *text.text : kNotPlain);
  }
  session_.Screen(views_, &silent_);
}

// `verdict` is null if the text is still to be classified.
void RecordWorker::WorkOn(const Block& block, const Record& record, const RecordText& text,
                          const Verdict* verdict, BlockResult* result) {
  if (text.blank) {
    writer_.AppendPassing(block, record, &result->output);
    return;
  }
  ++result->tally.read;
  if (text.status != "ok") {
    NoteMalformed(block, record, text, &result->tally);
    if (job_.bad_rows == BadRows::kStop) {
      ++result->tally.bad;
      result->stopped = true;
      return;
    }
    if (job_.bad_rows == BadRows::kReject) {
      ++result->tally.bad;
      ++result->tally.rejected;
      result->rejects += block.Bytes(record);
      return;
    }
  }
  Conclude(block, record, text, verdict, result);
}

void RecordWorker::Conclude(const Block& block, const Record& record, const RecordText& text,
                            const Verdict* verdict, BlockResult* result) {
  if (text.text) {
    if (verdict == nullptr) verdict = &session_.Classify(*text.text, text.truncated);
    ++result->tally.labelled;
    ++result->tally.labels[static_cast<size_t>(verdict->label)];
    if (verdict->review != Review::kNo) ++result->tally.review;
    if (verdict->status != TextStatus::kOk) ++result->tally.statuses;
    if (verdict->status == TextStatus::kInvalidUtf8) ++result->tally.not_utf8;
  } else {
    ++result->tally.bad;
  }
  writer_.Append(block, record, text, verdict, &result->output);
}

// Later pieces of a record that is too long follow its first piece.
void RecordWorker::PassOn(const Block& block, const Record& record, BlockResult* result) {
  if (job_.bad_rows == BadRows::kReject && job_.from != InputFormat::kLines) {
    result->rejects += block.Bytes(record);
  } else {
    writer_.AppendPassing(block, record, &result->output);
  }
}

void RecordWorker::NoteMalformed(const Block& block, const Record& record, const RecordText& text,
                                 Tally* tally) const {
  ++tally->malformed;
  if (tally->bad_rows.size() == Tally::kBadRowsKept) return;
  BadRow row;
  row.file = job_.file;
  row.record = block.NumberOf(record);
  row.line = block.LineOf(record);
  row.column = text.column;
  row.byte = block.ByteOf(record);
  row.message = text.message;
  tally->bad_rows.push_back(row);
}

}  // namespace cxo
