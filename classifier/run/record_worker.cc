// What becomes of each record: header, blank line, piece of an over-long record, malformed row, or
// a text to classify.
#include "classifier/run/record_worker.h"

#include <functional>
#include <string>

#include <fmt/core.h>

#include "classifier/error/counted.h"

namespace cxo {
namespace {

// Why a text was not read in full, in words.
std::string WordsFor(TextStatus status) {
  switch (status) {
    case TextStatus::kInvalidUtf8: return "the text holds bytes that are not UTF-8";
    case TextStatus::kTruncated: return "only the beginning of the text was read";
    case TextStatus::kOutOfMemory: return "the text could not be matched within its memory";
    case TextStatus::kOk: break;
  }
  return "";
}

bool Holds(const Block& block, std::string_view text) {
  const std::less<> before;
  return !before(text.data(), block.bytes.data()) &&
         !before(block.bytes.data() + block.bytes.size(), text.data() + text.size());
}

}  // namespace

RecordWorker::RecordWorker(const RecordJob& job)
    : job_(job),
      columns_(AnswerColumns(job)),
      session_(*job.classifier, DetailFor(columns_)),
      reader_(job),
      writer_(job) {
  if (session_.CanScreen()) {
    MakeAnswer(job.classifier->pack(), session_.silence(), columns_, &silence_);
  }
}

void RecordWorker::Work(const Block& block, BlockResult* result) {
  result->Clear();
  result->tally.labels.resize(job_.classifier->pack().labels.size());
  result->tally.bytes = block.bytes.size();
  if (session_.CanScreen() && job_.from != InputFormat::kJsonl) Screen(block);
  for (size_t i = 0; i < block.records.size(); ++i) {
    const Record& record = block.records[i];
    if (record.kind != RecordKind::kData) {
      if (job_.begins_output) writer_.AppendHeader(&block, &record, &result->output);
    } else if (record.piece == RecordPiece::kMiddle || record.piece == RecordPiece::kLast) {
      PassOn(block, record, result);
    } else if (i < silent_.size() && silent_[i]) {
      WorkOn(block, record, texts_[i], &silence_, result);
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

// `known` is the answer, or null if it is still to be found.
void RecordWorker::WorkOn(const Block& block, const Record& record, const RecordText& text,
                          const Answer* known, BlockResult* result) {
  if (text.blank) {
    writer_.AppendPassing(block, record, &result->output);
    return;
  }
  ++result->tally.read;
  if (text.rows_inside > 0) NoteSwallowing(block, record, text.rows_inside, &result->tally);
  if (text.status != "ok") {
    NoteMalformed(block, record, text, &result->tally);
    if (EndsRun(record, text)) {
      ++result->tally.bad;
      result->stopped = true;
      return;
    }
    if (job_.bad_rows == BadRows::kReject) {
      ++result->tally.bad;
      ++result->tally.rejected;
      result->rejects += writer_.OwnBytes(block, record);
      return;
    }
  }
  Conclude(block, record, text, known, result);
}

void RecordWorker::Conclude(const Block& block, const Record& record, const RecordText& text,
                            const Answer* known, BlockResult* result) {
  const Answer* answer = nullptr;
  bool review = text.status != "ok";
  if (text.text) {
    answer = known != nullptr ? known : &Ask(text);
    ++result->tally.labelled;
    ++result->tally.labels[static_cast<size_t>(answer->label)];
    review = review || answer->review != Review::kNo;
    if (answer->status != TextStatus::kOk) {
      NoteStatus(block, record, answer->status, &result->tally);
    }
  } else {
    ++result->tally.bad;
  }
  if (review) ++result->tally.review;
  writer_.Append(block, record, text, answer, &result->output);
  if (writer_.replaced()) ++result->tally.replaced;
}

// The answer depends on the text alone, so one that was given before is as good as a new one.
const Answer& RecordWorker::Ask(const RecordText& text) {
  if (!text.truncated && recent_.Find(*text.text, &answer_)) return answer_;
  const Verdict& verdict = session_.Classify(*text.text, text.truncated);
  MakeAnswer(job_.classifier->pack(), verdict, columns_, &answer_);
  // Memory may be there the next time.
  const bool is_lasting = !text.truncated && verdict.status != TextStatus::kOutOfMemory;
  if (is_lasting) recent_.Keep(*text.text, answer_);
  return answer_;
}

// Later pieces of a record that is too long follow its first piece.
void RecordWorker::PassOn(const Block& block, const Record& record, BlockResult* result) {
  if (job_.bad_rows == BadRows::kReject && job_.from != InputFormat::kLines) {
    result->rejects += writer_.OwnBytes(block, record);
  } else {
    writer_.AppendPassing(block, record, &result->output);
  }
}

void RecordWorker::NoteSwallowing(const Block& block, const Record& record, size_t rows,
                                  Tally* tally) const {
  ++tally->swallowing;
  if (tally->first_swallowing) return;
  tally->first_swallowing = PlaceOf(block, record);
  tally->first_swallowing->message =
      fmt::format("{} lines of this record are rows of {} by themselves", rows,
                  Counted(job_.header.size(), "field"));
}

void RecordWorker::NoteMalformed(const Block& block, const Record& record, const RecordText& text,
                                 Tally* tally) const {
  ++tally->malformed;
  const bool ends = EndsRun(record, text);
  if (tally->bad_rows.size() == Tally::kBadRowsKept && !ends) return;
  BadRow row = PlaceOf(block, record);
  row.column = text.column;
  row.message = text.message;
  row.ends = ends;
  if (IsUnguarded(record)) row.message += ", which --excel-safe cannot guard";
  tally->bad_rows.push_back(row);
}

void RecordWorker::NoteStatus(const Block& block, const Record& record, TextStatus status,
                              Tally* tally) const {
  ++tally->statuses;
  if (status == TextStatus::kInvalidUtf8) ++tally->not_utf8;
  if (tally->first_status) return;
  tally->first_status = PlaceOf(block, record);
  tally->first_status->message = WordsFor(status);
}

BadRow RecordWorker::PlaceOf(const Block& block, const Record& record) const {
  BadRow row;
  row.file = job_.file;
  row.record = block.NumberOf(record);
  row.line = block.LineOf(record);
  row.byte = block.ByteOf(record);
  return row;
}

// Rows in pieces pass as they are, where they are kept: nobody has looked at their cells.
bool RecordWorker::IsUnguarded(const Record& record) const {
  return job_.excel_safe && job_.bad_rows == BadRows::kKeep && IsTable(job_.from) &&
         KeepsFormat(job_) && record.piece == RecordPiece::kFirst;
}

// A malformed record. Kept as it is, what another run has put into an object would be taken for
// this run's answer.
bool RecordWorker::EndsRun(const Record& record, const RecordText& text) const {
  const bool is_kept = job_.bad_rows == BadRows::kKeep;
  return job_.bad_rows == BadRows::kStop || (is_kept && text.has_names) || IsUnguarded(record);
}

}  // namespace cxo
