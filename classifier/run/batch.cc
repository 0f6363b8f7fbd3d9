// Opens inputs and outputs, runs the pipeline over each input, and commits what is complete.
#include "classifier/run/batch.h"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/sha256.h"
#include "classifier/io/atomic_file.h"
#include "classifier/io/framer.h"
#include "classifier/run/checkpoints.h"
#include "classifier/run/first_objects.h"
#include "classifier/run/input_queue.h"
#include "classifier/run/ordered.h"
#include "classifier/run/record_worker.h"
#include "classifier/run/sink.h"

namespace cxo {
namespace {

using End = BatchOutcome::End;

// A block of fewer bytes is done before threads would have begun.
constexpr size_t kLight = 8192;

// How far a run has come, for a later one to go on behind it.
struct Reached {
  FramerPlace place;
  std::string read;  // the SHA-256 of the input up to there
};

// One block on its way through the pipeline.
struct Passage {
  Block block;
  BlockResult result;
  uint64_t bytes_taken = 0;
  Reached behind;  // if there are checkpoints
};

class Batch {
 public:
  Batch(const Classifier& classifier, const BatchOptions& options, const BatchListener& listener,
        Interrupt* interrupt)
      : classifier_(classifier),
        options_(options),
        listener_(listener),
        interrupt_(interrupt),
        inputs_(classifier, options, listener.note, interrupt) {}

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
    if (checkpoints_ && !checkpoints_->saved() && outcome_.end != End::kComplete) {
      output_.Abandon();
      rejects_.Abandon();
    }
    outcome_.can_go_on = checkpoints_ && checkpoints_->saved();
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
    if (outcome_.end == End::kComplete) Commit();
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

  void Note(const std::string& note) const {
    if (listener_.note) listener_.note(note);
  }

  bool rejecting() const { return options_.records.bad_rows == BadRows::kReject; }

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
    inputs_read_ = inputs_.ids();
    inputs_read_.insert(inputs_read_.end(), options_.also_read.begin(), options_.also_read.end());
    if (!OpenSink(options_.output, &output_)) return false;
    // Only the run that holds the output knows that no other one is writing the journal.
    if (options_.resume && !OpenJournal(inputs_.first())) return false;
    if (rejecting() && !OpenSink(options_.rejects, &rejects_)) return false;
    return !options_.resume || KeepWritten();
  }

  // What an earlier run has put down stays in the parts, and nothing else.
  bool KeepWritten() {
    const JournalEntry written = checkpoints_->found().value_or(JournalEntry());
    Status kept = output_.GoOnBehind(written.output_bytes);
    if (kept.ok() && rejecting()) kept = rejects_.GoOnBehind(written.rejects_bytes);
    return kept.ok() || Fail(End::kOutputFailed, kept.error());
  }

  bool OpenSink(const std::string& path, Sink* sink) {
    const auto open = [&] {
      if (path == "-") {
        return AtomicFile::Direct(options_.output_fd, "standard output", inputs_read_);
      }
      if (options_.resume) return AtomicFile::OpenPart(path, inputs_read_);
      return AtomicFile::Open(path, inputs_read_, interrupt_);
    };
    // To open a pipe is to wait for its reader, also after an interrupt that has ended the input.
    if (interrupt_->raised()) return Interrupted();
    Result<AtomicFile> opened = open();
    if (!opened.ok() && interrupt_->raised()) return Interrupted();
    if (!opened.ok()) return Fail(End::kOutputFailed, opened.error());
    *sink = Sink(std::move(opened).value());
    return true;
  }

  bool RunJob(OpenedJob* opened) {
    framer_ = std::make_unique<Framer>(opened->input.source.get(), opened->framing);
    source_ = opened->input.source.get();
    read_error_.reset();
    left_off_.reset();
    // Each made by its thread when it first has work.
    std::vector<std::unique_ptr<RecordWorker>> workers(std::max<size_t>(options_.threads, 1));
    BeginInput(opened->job);
    if (!WriteOwnHeader(opened->job)) return false;
    search_.reset();
    if (!opened->input.regular && opened->job.from == InputFormat::kJsonl) {
      search_.emplace(opened->job, !options_.records.columns.empty());
    }
    OrderedPipeline<Passage> pipeline(options_.threads);
    pipeline.Run([&](Passage& passage) { return Fill(&passage); },
                 [](const Passage& passage) { return passage.block.bytes.size() < kLight; },
                 [&](Passage& passage, size_t number) {
                   std::unique_ptr<RecordWorker>& worker = workers[number];
                   if (!worker) worker = std::make_unique<RecordWorker>(opened->job);
                   worker->Work(passage.block, &passage.result);
                 },
                 [&](Passage& passage) { return Drain(opened->input, passage); }, [&] { Wake(); });
    if (outcome_.end != End::kComplete) return false;
    NoteReplaced(opened->job.file);
    if (read_error_) return Fail(End::kInputFailed, *read_error_);
    if (!interrupt_->raised()) return FoundMembers(workers);
    // Everything that was filled is written by now.
    if (left_off_ && !Save({*left_off_, read_.Digest()})) return false;
    return Interrupted();
  }

  void NoteReplaced(const std::string& file) {
    const uint64_t count = source_->Replaced();
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

  void BeginInput(const RecordJob& job) {
    const std::string_view line_end = IsTable(job.from) && job.dialect.crlf ? "\r\n" : "\n";
    output_.BeginInput(KeepsFormat(job) ? line_end : "\n");
    rejects_.BeginInput(line_end);
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
    return WriteOut(&output_, header);
  }

  // On the filling thread.
  bool Fill(Passage* passage) {
    const FramerPlace place = framer_->place();
    if (interrupt_->raised()) return LeaveOff(place);
    Result<bool> more = framer_->Next(&passage->block);
    // An interrupted source ends like a file, so the last record may be half of one, and what is
    // compressed or UTF-16 seems to be damaged.
    if (interrupt_->raised()) return LeaveOff(place);
    if (!more.ok()) {
      read_error_ = more.error();
      return false;
    }
    if (checkpoints_) {
      read_.Update(passage->block.bytes);
      passage->behind = {framer_->place(), read_.Digest()};
    }
    passage->bytes_taken = source_->BytesTaken();
    return *more;
  }

  bool LeaveOff(const FramerPlace& place) {
    left_off_ = place;
    return false;
  }

  bool Drain(const Input& input, const Passage& passage) {
    const std::optional<Reached> before = std::exchange(written_, std::nullopt);
    if (before && checkpoints_->IsDue(before->place.byte) && !Save(*before)) return false;
    // Counted when it is written; memory for that is found before.
    Tally sum = outcome_.tally;
    sum.Add(passage.result.tally);
    if (!WriteOut(&output_, passage.result.output)) return false;
    if (!WriteOut(&rejects_, passage.result.rejects)) return false;
    outcome_.tally = std::move(sum);
    if (checkpoints_) written_ = passage.behind;
    if (search_) search_->Take(passage.block);
    if (listener_.progress) {
      listener_.progress({outcome_.tally.read, passage.bytes_taken, input.size});
    }
    if (passage.result.stopped) outcome_.end = End::kBadRow;
    return !passage.result.stopped;
  }

  // Puts down what is written, if a later run may go on with it.
  bool Save(const Reached& next) {
    if (!checkpoints_) return true;
    Sink* const rejects = rejecting() ? &rejects_ : nullptr;
    const Status saved =
        checkpoints_->Save(next.place, next.read, outcome_.tally, &output_, rejects);
    return saved.ok() || Fail(End::kOutputFailed, saved.error());
  }

  bool WriteOut(Sink* sink, std::string_view bytes) {
    const Status written = sink->Write(bytes, interrupt_);
    if (written.ok()) return true;
    if (sink->file().wait_was_ended()) return Interrupted();  // nobody takes what is left
    const bool gone = sink->file().reader_is_gone();
    return Fail(gone ? End::kReaderGone : End::kOutputFailed, written.error());
  }

  // Both on disk, then the rejects in place, then the output: once that is there, everything that
  // belongs to it is.
  void Commit() {
    Status done = output_.Sync();
    if (done.ok() && rejecting()) {
      done = rejects_.Commit();
      outcome_.rejects_in_place = rejects_.file().in_place();
    }
    if (done.ok()) done = output_.Commit();
    if (!done.ok()) {
      Fail(output_.file().reader_is_gone() ? End::kReaderGone : End::kOutputFailed, done.error());
    } else if (checkpoints_) {
      checkpoints_->Remove();
    }
  }

  const Classifier& classifier_;
  const BatchOptions& options_;
  const BatchListener& listener_;
  Interrupt* interrupt_;
  BatchOutcome outcome_;
  InputQueue inputs_;
  std::vector<FileId> inputs_read_;  // so that no output takes the place of one
  Sink output_;
  Sink rejects_;
  std::optional<Checkpoints> checkpoints_;  // with BatchOptions::resume
  Sha256 read_;                             // of the input, on the filling thread
  std::optional<Reached> written_;          // with checkpoints; nothing while more is being written
  bool woke_ = false;                       // by raising the interrupt
  std::unique_ptr<Framer> framer_;
  ByteSource* source_ = nullptr;
  std::optional<MemberSearch> search_;  // of a stream of JSON lines; its job outlives the pipeline
  // Set by the filling thread, read after it has ended:
  std::optional<Error> read_error_;
  std::optional<FramerPlace> left_off_;  // where it stopped for the interrupt
};

}  // namespace

BatchOutcome RunBatch(const Classifier& classifier, const BatchOptions& options,
                      const BatchListener& listener, Interrupt* interrupt) {
  return Batch(classifier, options, listener, interrupt).Run();
}

}  // namespace cxo
