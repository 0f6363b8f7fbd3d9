// Opens inputs and outputs, runs the pipeline over each input, and commits what is complete.
#include "classifier/run/batch.h"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/sha256.h"
#include "classifier/run/block_feed.h"
#include "classifier/run/checkpoints.h"
#include "classifier/run/first_objects.h"
#include "classifier/run/input_queue.h"
#include "classifier/run/ordered.h"
#include "classifier/run/outputs.h"
#include "classifier/run/record_worker.h"

namespace cxo {
namespace {

using End = BatchOutcome::End;

// A block of fewer bytes is done before threads would have begun.
constexpr size_t kLight = 8192;

// One block on its way through the pipeline.
struct Passage {
  FedBlock fed;
  BlockResult result;
};

class Batch {
 public:
  Batch(const Classifier& classifier, const BatchOptions& options, const BatchListener& listener,
        Interrupt* interrupt)
      : classifier_(classifier),
        options_(options),
        listener_(listener),
        interrupt_(interrupt),
        inputs_(classifier, options, listener.note, interrupt),
        outputs_(options, interrupt) {}

  // Memory may run out at any place and on any thread; whatever was begun has been left in order
  // by the time that it is known here.
  BatchOutcome Run() {
    try {
      RunAll();
    } catch (const std::bad_alloc&) {
      KeepReached();
      outcome_.end = End::kOutOfMemory;
    }
    if (woke_) interrupt_->Withdraw();
    // What no journal speaks of cannot be gone on with, and only takes room.
    outcome_.can_go_on = checkpoints_ && checkpoints_->saved();
    if (checkpoints_ && !outcome_.can_go_on && outcome_.end != End::kComplete) outputs_.Abandon();
    outcome_.rejects_in_place = outputs_.rejects_in_place();
    return std::move(outcome_);
  }

 private:
  // What was written before memory ran out is not done again. If there is too little for this, it
  // is.
  void KeepReached() {
    try {
      if (written_) Save(*written_);
    } catch (const std::bad_alloc&) {
    }
  }

  void RunAll() {
    outcome_.tally.labels.resize(classifier_.pack().labels.size());
    if (OpenInputs() && OpenOutputs()) RunJobs();
    if (outcome_.end == End::kComplete && Output(outputs_.Commit()) && checkpoints_) {
      checkpoints_->Remove();
    }
    if (inputs_.first() != nullptr) outcome_.first_job = std::move(inputs_.first()->job);
  }

  bool Fail(End end, Error error) {
    outcome_.end = end;
    outcome_.error = std::move(error);
    return false;
  }

  bool Interrupted() {
    outcome_.end = End::kInterrupted;
    return false;
  }

  // What has become of the outputs decides how a failure ends the run.
  bool Output(const Status& done) {
    if (done.ok()) return true;
    if (outputs_.wait_was_ended()) return Interrupted();  // nobody takes what is left
    return Fail(outputs_.reader_is_gone() ? End::kReaderGone : End::kOutputFailed, done.error());
  }

  void Note(const std::string& note) const {
    if (listener_.note) listener_.note(note);
  }

  bool OpenInputs() {
    const Status opened = inputs_.Open();
    if (interrupt_->raised()) return Interrupted();  // what was found out is of half an input
    return opened.ok() || Fail(End::kInputFailed, opened.error());
  }

  void RunJobs() {
    while (true) {
      const Result<OpenedJob*> job = inputs_.Next();
      if (interrupt_->raised()) {
        Interrupted();
        return;
      }
      if (!job.ok()) {
        Fail(End::kInputFailed, job.error());
        return;
      }
      if (*job == nullptr || !RunJob(*job)) return;
    }
  }

  bool CanResume() {
    const std::string& file = options_.files[0];
    if (options_.files.size() == 1 && file != "-" && RegularFileAt(file)) return true;
    return Fail(End::kInputFailed, {.source = "--resume",
                                    .message = "needs one input, and that a regular file",
                                    .wrong_use = true});
  }

  // Looks for what an earlier run has left, and brings the input to where it stopped.
  bool OpenJournal(OpenedJob* opened_job) {
    OpenedJob& job = *opened_job;
    Result<Checkpoints> opened = Checkpoints::Open(options_, RunKey(options_, job.job));
    if (!opened.ok()) return Fail(End::kInputFailed, opened.error());
    checkpoints_ = std::move(opened).value();
    if (!checkpoints_->found()) return true;
    const JournalEntry& entry = *checkpoints_->found();
    if (entry.tally.labels.size() != outcome_.tally.labels.size()) {
      return Fail(End::kInputFailed, DamagedJournal(checkpoints_->path()));
    }
    outcome_.tally = entry.tally;
    job.framing.first_record = entry.next_record;
    job.framing.first_line = entry.next_line;
    job.framing.first_byte = entry.next_byte;
    Note(fmt::format("{}: goes on at record {}", job.job.file, entry.next_record));
    if (!Skip(job.input.source.get(), entry.next_byte)) return false;
    if (read_.Digest() == entry.read) return true;
    return Fail(End::kInputFailed,
                {.source = checkpoints_->path(),
                 .message = fmt::format("is the journal of another {}: its first {} bytes are no "
                                        "longer those that were read; remove it to start anew",
                                        job.job.file, entry.next_byte)});
  }

  bool Skip(ByteSource* source, uint64_t bytes) {
    std::string buffer(size_t{1} << 20, '\0');
    while (bytes > 0) {
      const Result<size_t> count =
          source->Read(buffer.data(), std::min<uint64_t>(bytes, buffer.size()));
      if (interrupt_->raised()) return Interrupted();  // which may look like damage
      if (!count.ok()) return Fail(End::kInputFailed, count.error());
      if (*count == 0) return Fail(End::kInputFailed, DamagedJournal(checkpoints_->path()));
      read_.Update({buffer.data(), *count});
      bytes -= *count;
    }
    return true;
  }

  bool OpenOutputs() {
    if (options_.resume && !CanResume()) return false;
    // So that no output takes the place of one.
    std::vector<FileId> inputs = inputs_.ids();
    inputs.insert(inputs.end(), options_.also_read.begin(), options_.also_read.end());
    if (interrupt_->raised()) return Interrupted();  // no reader of a pipe is waited for any more
    if (!Opened(outputs_.OpenOutput(inputs))) return false;
    // Only the run that holds the output knows that no other one is writing the journal.
    if (options_.resume && !OpenJournal(inputs_.first())) return false;
    if (interrupt_->raised()) return Interrupted();
    if (!Opened(outputs_.OpenRejects(inputs))) return false;
    if (!options_.resume) return true;
    const JournalEntry written = checkpoints_->found().value_or(JournalEntry());
    return Output(outputs_.GoOnBehind(written.output_bytes, written.rejects_bytes));
  }

  // Of an output; an interrupt ends the wait for the reader of a pipe.
  bool Opened(const Status& opened) {
    if (!opened.ok() && interrupt_->raised()) return Interrupted();
    return Output(opened);
  }

  bool RunJob(OpenedJob* opened) {
    // Each made by its thread when it first has work.
    std::vector<std::unique_ptr<RecordWorker>> workers(std::max<size_t>(options_.threads, 1));
    outputs_.BeginInput(opened->job);
    if (!WriteOwnHeader(opened->job)) return false;
    search_.reset();
    if (!opened->input.regular && opened->job.from == InputFormat::kJsonl) {
      search_.emplace(opened->job, !options_.records.columns.empty());
    }
    BlockFeed feed(opened->input.source.get(), opened->framing, checkpoints_ ? &read_ : nullptr,
                   interrupt_);
    OrderedPipeline<Passage> pipeline(options_.threads);
    pipeline.Run([&](Passage& passage) { return feed.Next(&passage.fed); },
                 [](const Passage& passage) { return passage.fed.block.bytes.size() < kLight; },
                 [&](Passage& passage, size_t number) {
                   std::unique_ptr<RecordWorker>& worker = workers[number];
                   if (!worker) worker = std::make_unique<RecordWorker>(opened->job);
                   worker->Work(passage.fed.block, &passage.result);
                 },
                 [&](Passage& passage) { return Drain(opened->input, passage); }, [&] { Wake(); });
    if (outcome_.end != End::kComplete) return false;
    NoteReplaced(*opened);
    if (feed.error()) return Fail(End::kInputFailed, *feed.error());
    if (!interrupt_->raised()) return FoundMembers(workers);
    // Everything that was fed is written by now.
    if (feed.left_off() && !Save(*feed.left_off())) return false;
    return Interrupted();
  }

  void NoteReplaced(const OpenedJob& opened) {
    const std::string& file = opened.job.file;
    const uint64_t count = opened.input.source->Replaced();
    outcome_.halves += count;
    if (count == 0) return;
    Note(count == 1 ? fmt::format("{}: half of a surrogate pair, read as U+FFFD", file)
                    : fmt::format("{}: {} halves of surrogate pairs, read as U+FFFD", file, count));
  }

  // A file is refused before it is read if its objects have no text. Of a stream each object was to
  // be answered first.
  bool FoundMembers(const std::vector<std::unique_ptr<RecordWorker>>& workers) {
    if (!search_) return true;
    for (const std::unique_ptr<RecordWorker>& worker : workers) {
      if (worker) search_->Take(worker->members_found());
    }
    const Status found = search_->Check();
    return found.ok() || Fail(End::kInputFailed, found.error());
  }

  // Ends a read that the filling thread waits in. Taken back when that has ended: the interrupt is
  // the caller's.
  void Wake() {
    woke_ = true;
    interrupt_->Raise();
  }

  // A table that is made of what is none gets a header that no record gives rise to.
  bool WriteOwnHeader(const RecordJob& job) {
    const bool resumed = checkpoints_ && checkpoints_->found();
    if (!job.begins_output || resumed || IsTable(job.from)) return true;
    std::string header;
    RowWriter(job).AppendHeader(nullptr, nullptr, &header);
    return Output(outputs_.Write(header, {}));
  }

  bool Drain(const Input& input, const Passage& passage) {
    const std::optional<Reached> before = std::exchange(written_, std::nullopt);
    if (before && checkpoints_->IsDue(before->place.byte) && !Save(*before)) return false;
    // Counted when it is written; memory for that is found before.
    Tally sum = outcome_.tally;
    sum.Add(passage.result.tally);
    if (!Output(outputs_.Write(passage.result.output, passage.result.rejects))) return false;
    outcome_.tally = std::move(sum);
    if (checkpoints_) written_ = passage.fed.behind;
    if (search_) search_->Take(passage.fed.block);
    if (listener_.progress) {
      listener_.progress({outcome_.tally.read, passage.fed.bytes_taken, input.size});
    }
    if (passage.result.stopped) outcome_.end = End::kBadRow;
    return !passage.result.stopped;
  }

  // Puts down what is written, if a later run may go on with it.
  bool Save(const Reached& next) {
    if (!checkpoints_) return true;
    return Output(checkpoints_->Save(next.place, next.read, outcome_.tally, outputs_.output(),
                                     outputs_.rejects()));
  }

  const Classifier& classifier_;
  const BatchOptions& options_;
  const BatchListener& listener_;
  Interrupt* interrupt_;
  BatchOutcome outcome_;
  InputQueue inputs_;
  Outputs outputs_;
  std::optional<Checkpoints> checkpoints_;  // with BatchOptions::resume
  Sha256 read_;                             // of the input, with checkpoints
  std::optional<Reached> written_;          // with checkpoints; nothing while more is being written
  bool woke_ = false;                       // by raising the interrupt
  std::optional<MemberSearch> search_;  // of a stream of JSON lines; its job outlives the pipeline
};

}  // namespace

BatchOutcome RunBatch(const Classifier& classifier, const BatchOptions& options,
                      const BatchListener& listener, Interrupt* interrupt) {
  return Batch(classifier, options, listener, interrupt).Run();
}

}  // namespace cxo
