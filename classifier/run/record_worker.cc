// What becomes of each record: header, blank line, piece of an over-long record, malformed row, or
// a text to classify.
#include "classifier/run/record_worker.h"

#include <string>

namespace cxo {

RecordWorker::RecordWorker(const RecordJob& job)
    : job_(job), session_(*job.classifier, Signals::kAskedFor), reader_(job), writer_(job) {}

void RecordWorker::Work(const Block& block, BlockResult* result) {
  result->Clear();
  result->tally.labels.resize(job_.classifier->pack().labels.size());
  result->tally.bytes = block.bytes.size();
  if (session_.CanScreen() && job_.from == InputFormat::kLines) Screen(block);
  for (size_t i = 0; i < block.records.size(); ++i) {
    const Record& record = block.records[i];
    if (record.kind != RecordKind::kData) {
      if (job_.writes_header) writer_.AppendHeader(&block, &record, &result->output);
    } else if (record.piece == RecordPiece::kMiddle || record.piece == RecordPiece::kLast) {
      PassOn(block, record, result);
    } else {
      WorkOn(block, record, i < silent_.size() && silent_[i], result);
    }
    if (result->stopped) return;
  }
}

void RecordWorker::Screen(const Block& block) {
  lines_.clear();
  for (const Record& record : block.records) lines_.push_back(block.Body(record));
  session_.Screen(lines_, &silent_);
}

void RecordWorker::WorkOn(const Block& block, const Record& record, bool silent,
                          BlockResult* result) {
  const RecordText text = reader_.Read(block, record);
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
  Classify(block, record, text, silent, result);
}

void RecordWorker::Classify(const Block& block, const Record& record, const RecordText& text,
                            bool silent, BlockResult* result) {
  const Verdict* verdict = nullptr;
  if (text.text) {
    verdict = silent && !text.truncated ? &session_.silence()
                                        : &session_.Classify(*text.text, text.truncated);
    ++result->tally.labelled;
    ++result->tally.labels[static_cast<size_t>(verdict->label)];
    if (verdict->review != Review::kNo) ++result->tally.review;
    if (verdict->status != TextStatus::kOk) ++result->tally.statuses;
  } else {
    ++result->tally.bad;
  }
  if (record.piece == RecordPiece::kFirst && job_.from != InputFormat::kLines) {
    writer_.AppendPassing(block, record, &result->output);
  } else {
    writer_.Append(block, record, text, verdict, &result->output);
  }
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
