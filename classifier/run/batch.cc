// Opens outputs and inputs, runs the pipeline over each input, and commits what is complete.
#include "classifier/run/batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <utility>

#include <fmt/core.h>

#include "classifier/io/atomic_file.h"
#include "classifier/io/framer.h"
#include "classifier/run/checkpoints.h"
#include "classifier/run/first_objects.h"
#include "classifier/run/ordered.h"
#include "classifier/run/record_worker.h"

namespace cxo {
namespace {

using End = BatchOutcome::End;
using Clock = std::chrono::steady_clock;

// A block of fewer bytes is done before threads would have begun.
constexpr size_t kLight = 8192;

// One block on its way through the pipeline.
struct Passage {
  Block block;
  BlockResult result;
  uint64_t bytes_taken = 0;
};

// A file that records of several inputs go into, one after another.
struct Sink {
  AtomicFile file;
  char last = '\n';        // the last byte that was written
  std::string_view joint;  // to be written before anything else
  uint64_t bytes = 0;      // written, those of an earlier run included; joints need several inputs
};

// True of a table without any record, not even a header.
bool HoldsNoRecords(const RecordJob& job) { return IsTable(job.from) && job.header.empty(); }

class Batch {
 public:
  Batch(const Classifier& classifier, const BatchOptions& options, const BatchListener& listener,
        Interrupt* interrupt)
      : classifier_(classifier), options_(options), listener_(listener), interrupt_(interrupt) {}

  // Memory may run out at any place and on any thread; whatever was begun has been left in order
  // by the time that it is known here.
  BatchOutcome Run() {
    try {
      RunAll();
    } catch (const std::bad_alloc&) {
      outcome_.end = End::kOutOfMemory;
    }
    return std::move(outcome_);
  }

 private:
  void RunAll() {
    outcome_.tally.labels.resize(classifier_.pack().labels.size());
    std::vector<OpenedJob> jobs;
    if (OpenInputs(&jobs) && OpenOutputs(&jobs)) {
      for (OpenedJob& job : jobs) {
        if (!RunJob(&job, &job == &jobs.front())) break;
      }
    }
    if (outcome_.end == End::kComplete) Commit();
    if (!jobs.empty()) outcome_.first_job = std::move(jobs.front().job);
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

  // All inputs are opened before any output exists, so that a wrong name costs nothing. A table
  // that holds no records has no columns to share with the others, and is read only if there is
  // nothing else to read.
  bool OpenInputs(std::vector<OpenedJob>* jobs) {
    MakeRoomForFiles(options_.files.size());
    for (const std::string& file : options_.files) {
      Result<OpenedJob> opened = OpenJob(file, options_.records, interrupt_);
      if (interrupt_->raised()) return Interrupted();  // what was found out is of half an input
      if (!opened.ok()) return Fail(End::kInputFailed, opened.error());
      opened->job.classifier = &classifier_;
      for (const std::string& note : opened->notes) listener_.note(note);
      inputs_.push_back(opened->input.id);
      if (!jobs->empty() && HoldsNoRecords(opened->job)) continue;
      if (!jobs->empty() && HoldsNoRecords(jobs->front().job)) jobs->clear();
      jobs->push_back(std::move(opened).value());
      if (!ShareOutput(*jobs)) return false;
    }
    return true;
  }

  // One output has one format. A table has the same columns throughout, since its header is
  // written once; so has the file of rejects, which are kept as they are.
  bool ShareOutput(const std::vector<OpenedJob>& jobs) {
    const RecordJob& first = jobs.front().job;
    const RecordJob& last = jobs.back().job;
    if (first.to != last.to) {
      return FailShared(fmt::format("its format is not that of {}, so that the two cannot go into "
                                    "one output; --from or --to sets one for both",
                                    first.file),
                        last.file);
    }
    const bool same_output =
        first.header == last.header && WrittenDelimiter(first) == WrittenDelimiter(last);
    if (IsTable(last.to) && !same_output) {
      return FailShared(fmt::format("its columns are not those of {}, so that the two cannot go "
                                    "into one output",
                                    first.file),
                        last.file);
    }
    const bool same_input = first.from == last.from && first.header == last.header &&
                            first.dialect.delimiter == last.dialect.delimiter;
    const bool rejecting = options_.records.bad_rows == BadRows::kReject;
    if (rejecting && (IsTable(first.from) || IsTable(last.from)) && !same_input) {
      return FailShared(fmt::format("it is not written like {}, so that rejected rows of the two "
                                    "cannot go into one file",
                                    first.file),
                        last.file);
    }
    return true;
  }

  bool FailShared(std::string message, const std::string& file) {
    return Fail(End::kInputFailed, {.source = file, .message = std::move(message)});
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
    output_.bytes = entry.output_bytes;
    rejects_.bytes = entry.rejects_bytes;
    journalled_ = entry.next_byte;
    job.framing.first_record = entry.next_record;
    job.framing.first_line = entry.next_line;
    job.framing.first_byte = entry.next_byte;
    listener_.note(fmt::format("{}: goes on at record {}", job.job.file, entry.next_record));
    return Skip(job.input.source.get(), entry.next_byte);
  }

  bool Skip(ByteSource* source, uint64_t bytes) {
    std::string buffer(size_t{1} << 20, '\0');
    while (bytes > 0) {
      const Result<size_t> count =
          source->Read(buffer.data(), std::min<uint64_t>(bytes, buffer.size()));
      if (!count.ok()) return Fail(End::kInputFailed, count.error());
      if (*count == 0) return Interrupted();  // the input has its old size: nothing else ends it
      bytes -= *count;
    }
    return true;
  }

  bool OpenOutputs(std::vector<OpenedJob>* jobs) {
    if (options_.resume && !CanResume()) return false;
    inputs_.insert(inputs_.end(), options_.also_read.begin(), options_.also_read.end());
    if (!OpenSink(options_.output, &output_)) return false;
    // Only the run that holds the output knows that no other one is writing the journal.
    if (options_.resume && !OpenJournal(&jobs->front())) return false;
    const bool rejecting = options_.records.bad_rows == BadRows::kReject;
    if (rejecting && !OpenSink(options_.rejects, &rejects_)) return false;
    return !options_.resume || (KeepWritten(&output_) && (!rejecting || KeepWritten(&rejects_)));
  }

  bool KeepWritten(Sink* sink) {
    const Status kept = sink->file.KeepFirst(sink->bytes);
    return kept.ok() || Fail(End::kOutputFailed, kept.error());
  }

  bool OpenSink(const std::string& path, Sink* sink) {
    const auto open = [&] {
      if (path == "-") return AtomicFile::Direct(options_.output_fd, "standard output", inputs_);
      if (options_.resume) return AtomicFile::OpenPart(path, inputs_);
      return AtomicFile::Open(path, inputs_, interrupt_);
    };
    // To open a pipe is to wait for its reader, also after an interrupt that has ended the input.
    if (interrupt_->raised()) return Interrupted();
    Result<AtomicFile> opened = open();
    if (!opened.ok() && interrupt_->raised()) return Interrupted();
    if (!opened.ok()) return Fail(End::kOutputFailed, opened.error());
    sink->file = std::move(opened).value();
    return true;
  }

  bool RunJob(OpenedJob* opened, bool first) {
    framer_ = std::make_unique<Framer>(opened->input.source.get(), opened->framing);
    source_ = opened->input.source.get();
    read_error_.reset();
    left_off_.reset();
    // Each made by its thread when it first has work.
    std::vector<std::unique_ptr<RecordWorker>> workers(std::max<size_t>(options_.threads, 1));
    opened->job.writes_header = first;
    JoinTo(opened->job);
    if (!WriteOwnHeader(opened->job, first)) return false;
    search_.reset();
    const bool stream = opened->input.size == 0;
    if (stream && opened->job.from == InputFormat::kJsonl) {
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
                 [&](Passage& passage) { return Drain(opened->input, passage); },
                 [&] { interrupt_->Raise(); });
    if (outcome_.end != End::kComplete) return false;
    if (read_error_) return Fail(End::kInputFailed, *read_error_);
    if (!interrupt_->raised()) return FoundMembers(workers);
    // Everything that was filled is written by now.
    if (checkpoints_ && left_off_ && !WriteJournal(*left_off_)) return false;
    return Interrupted();
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

  // The last record of the file before may have no line end; the next one may not go on in its
  // line.
  void JoinTo(const RecordJob& job) {
    const std::string_view line_end = IsTable(job.from) && job.dialect.crlf ? "\r\n" : "\n";
    if (output_.last != '\n') output_.joint = KeepsFormat(job) ? line_end : "\n";
    if (rejects_.last != '\n') rejects_.joint = line_end;
  }

  // Outputs of another format than the input's, and tables without a header record, get a header
  // that no record gives rise to.
  bool WriteOwnHeader(const RecordJob& job, bool first) {
    const bool resumed = checkpoints_ && checkpoints_->found();
    if (!first || resumed || (IsTable(job.from) && job.dialect.has_header)) return true;
    std::string header;
    if (!IsTable(job.from)) RowWriter(job).AppendHeader(nullptr, nullptr, &header);
    return WriteOut(&output_, header);
  }

  // On the filling thread.
  bool Fill(Passage* passage) {
    const FramerPlace place = framer_->place();
    if (interrupt_->raised()) return LeaveOff(place);
    Result<bool> more = framer_->Next(&passage->block);
    if (!more.ok()) {
      read_error_ = more.error();
      return false;
    }
    // An interrupted source ends like a file, so the last record may be half of one.
    if (interrupt_->raised()) return LeaveOff(place);
    passage->bytes_taken = source_->BytesTaken();
    return *more;
  }

  bool LeaveOff(const FramerPlace& place) {
    left_off_ = place;
    return false;
  }

  bool Drain(const Input& input, const Passage& passage) {
    if (!Checkpoint(passage.block)) return false;
    outcome_.tally.Add(passage.result.tally);
    if (!WriteOut(&output_, passage.result.output)) return false;
    if (!WriteOut(&rejects_, passage.result.rejects)) return false;
    if (search_) search_->Take(passage.block);
    if (listener_.progress) {
      listener_.progress({outcome_.tally.read, passage.bytes_taken, input.size});
    }
    if (passage.result.stopped) outcome_.end = End::kBadRow;
    return !passage.result.stopped;
  }

  // Now and then, before a block is written.
  bool Checkpoint(const Block& block) {
    if (!checkpoints_) return true;
    if (block.first_byte < journalled_ + options_.journal_step &&
        Clock::now() < journalled_at_ + options_.journal_time) {
      return true;
    }
    const RecordPiece piece = block.records.front().piece;
    return WriteJournal(
        {.record = block.first_record,
         .line = block.first_line,
         .byte = block.first_byte,
         .in_record = piece == RecordPiece::kMiddle || piece == RecordPiece::kLast});
  }

  // Puts down that everything before `next`, and nothing more, is on disk. Within a record, and
  // where the journal says so already, nothing is done.
  bool WriteJournal(const FramerPlace& next) {
    if (next.in_record || next.byte <= journalled_) return true;
    JournalEntry entry{.next_record = next.record,
                       .next_line = next.line,
                       .next_byte = next.byte,
                       .output_bytes = output_.bytes,
                       .rejects_bytes = rejects_.bytes,
                       .tally = outcome_.tally};
    Status done = output_.file.Sync();
    const bool rejecting = options_.records.bad_rows == BadRows::kReject;
    if (done.ok() && rejecting) done = rejects_.file.Sync();
    if (done.ok()) done = checkpoints_->Write(std::move(entry));
    journalled_ = next.byte;
    journalled_at_ = Clock::now();
    return done.ok() || Fail(End::kOutputFailed, done.error());
  }

  bool WriteOut(Sink* sink, std::string_view bytes) {
    if (bytes.empty()) return true;
    const auto joint = std::exchange(sink->joint, std::string_view());
    Status written = sink->file.Write(joint, interrupt_);
    if (written.ok()) written = sink->file.Write(bytes, interrupt_);
    sink->last = bytes.back();
    sink->bytes += bytes.size();
    if (written.ok()) return true;
    const bool gone = sink->file.reader_is_gone();
    if (!gone && interrupt_->raised()) return Interrupted();  // nobody takes what is left
    return Fail(gone ? End::kReaderGone : End::kOutputFailed, written.error());
  }

  void Commit() {
    // The rejects first: once the output is in place, everything that belongs to it is.
    if (options_.records.bad_rows == BadRows::kReject) {
      if (Status done = rejects_.file.Commit(); !done.ok()) {
        Fail(End::kOutputFailed, done.error());
        return;
      }
    }
    if (Status done = output_.file.Commit(); !done.ok()) {
      Fail(output_.file.reader_is_gone() ? End::kReaderGone : End::kOutputFailed, done.error());
      return;
    }
    if (checkpoints_) checkpoints_->Remove();
  }

  const Classifier& classifier_;
  const BatchOptions& options_;
  const BatchListener& listener_;
  Interrupt* interrupt_;
  BatchOutcome outcome_;
  std::vector<FileId> inputs_;  // what is read, so that no output takes the place of it
  Sink output_;
  Sink rejects_;
  std::optional<Checkpoints> checkpoints_;  // with BatchOptions::resume
  uint64_t journalled_ = 0;                 // offset of the last entry of the journal
  Clock::time_point journalled_at_ = Clock::now();
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
