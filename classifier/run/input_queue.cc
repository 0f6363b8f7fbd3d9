// Opening in advance, letting go, and taking up again.
#include "classifier/run/input_queue.h"

#include <utility>

#include "classifier/error/utf8.h"
#include "classifier/io/atomic_file.h"
#include "classifier/run/excel_safe.h"
#include "classifier/run/shared_output.h"
#include "classifier/run/unquoted_cells.h"

namespace cxo {
namespace {

// True of a table without any record, not even a header.
bool HoldsNoRecords(const RecordJob& job) { return IsTable(job.from) && job.header.empty(); }

// Whether `opened` begins with a byte order mark that would go into an output before its records.
bool BringsMark(const OpenedJob& opened) {
  const RecordJob& job = opened.job;
  const bool in_header = IsTable(job.from) && job.dialect.has_header;  // which is written once
  if (!KeepsFormat(job) || in_header) return false;
  const auto head = opened.input.source->Peek(1, kByteOrderMark.size());
  return head.ok() && *head == kByteOrderMark;
}

}  // namespace

Status InputQueue::Open() {
  for (const std::string& path : options_.files) {
    const bool is_first = turns_.empty() || HoldsNoRecords(first()->job);
    if (!is_first && MustWait(path)) {
      const std::string name = path == "-" ? "standard input" : path;
      Status shared = CheckSharedFormat(first()->job, name, FormatWritten(path, options_.records));
      if (!shared.ok()) return shared;
      turns_.push_back({path, std::nullopt});
      continue;
    }
    Result<OpenedJob> opened = OpenOne(path);
    if (!opened.ok()) return opened.error();
    if (interrupt_->raised()) return Done{};
    if (!turns_.empty() && HoldsNoRecords(opened->job)) continue;
    if (is_first) turns_.clear();
    turns_.push_back({path, std::move(opened).value()});
    if (is_first) continue;
    OpenedJob* const later = &*turns_.back().opened;
    if (Status follows = Follow(later); !follows.ok()) return follows;
    LetGo(later);
  }
  return Done{};
}

Result<OpenedJob*> InputQueue::Next() {
  if (next_ > 0 && turns_[next_ - 1].opened) {
    turns_[next_ - 1].opened->input.source.reset();  // read to its end
  }
  while (next_ < turns_.size() && !interrupt_->raised()) {
    Turn& turn = turns_[next_++];
    if (const Status taken = Take(&turn); !taken.ok()) return taken.error();
    if (turn.opened) return &*turn.opened;
  }
  return nullptr;
}

// What comes once, and perhaps late.
bool InputQueue::MustWait(const std::string& path) const {
  if (path == "-") return !RegularFileAt(options_.records.standard_input);
  return !RegularFileAt(path) && IsStream(path);
}

Result<OpenedJob> InputQueue::OpenOne(const std::string& path) {
  Result<OpenedJob> opened = OpenJob(path, options_.records, interrupt_);
  if (!opened.ok() || interrupt_->raised()) return opened;
  opened->job.classifier = &classifier_;
  Status usable = CheckExcelSafe(opened->job);
  if (usable.ok()) usable = CheckUnquotedCells(opened->job, &opened->notes);
  if (!usable.ok()) return usable.error();
  for (const std::string& note : opened->notes) {
    if (note_) note_(note);
  }
  ids_.push_back(opened->input.id);
  return opened;
}

// Makes `later` an input behind the first.
Status InputQueue::Follow(OpenedJob* later) {
  const bool rejecting = options_.records.bad_rows == BadRows::kReject;
  if (Status shared = CheckShared(first()->job, later->job, rejecting); !shared.ok()) return shared;
  later->job.begins_output = false;
  if (note_ && BringsMark(*later)) {
    note_(later->job.file +
          ": its byte order mark is left out, for it would stand in the middle of the output");
  }
  return Done{};
}

// Leaves a turn empty that holds no records.
Status InputQueue::Take(Turn* turn) {
  if (turn->opened) return TakeUp(options_.records, interrupt_, &*turn->opened);
  Result<OpenedJob> opened = OpenOne(turn->path);
  if (!opened.ok()) return opened.error();
  if (interrupt_->raised() || HoldsNoRecords(opened->job)) return Done{};
  turn->opened = std::move(opened).value();
  return Follow(&*turn->opened);
}

}  // namespace cxo
