// Resolves the pack, runs the batch, and says in words and exit status how it went.
#include "classifier/cli/classify.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/options.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/progress.h"
#include "classifier/error/counted.h"
#include "classifier/eval/rule_file.h"
#include "classifier/io/atomic_file.h"
#include "classifier/run/report.h"
#include "classifier/version.h"

namespace cxo {
namespace {

using End = BatchOutcome::End;

std::string Place(const BadRow& row) {
  std::string place = fmt::format("{}:{}", row.file, row.line);
  if (row.column > 0) place += fmt::format(":{}", row.column);
  return place;
}

std::string WordsOf(const BadRow& row) {
  return Printable(
      fmt::format("{}: record {}, byte {}: {}", Place(row), row.record, row.byte, row.message));
}

// The notes of a run. Of many files most are alike: the first few of a kind are said, the others
// counted.
class RunNotes {
 public:
  RunNotes(const ClassifyCommand& command, const Streams& streams)
      : streams_(streams), files_(command.batch.files.begin(), command.batch.files.end()) {
    if (files_.contains("-")) files_.insert("standard input");
  }

  void Take(const std::string& note) {
    if (++counts_[KindOf(note)] <= kSaid) streams_.Note("cxo: " + Printable(note));
  }

  // Says how many of each kind there were besides.
  void End() const {
    for (const auto& [kind, count] : counts_) {
      if (count <= kSaid) continue;
      streams_.Note(fmt::format("cxo: {} like this: {}", Counted(count - kSaid, "more note"),
                                Printable(kind)));
    }
  }

 private:
  static constexpr uint64_t kSaid = 5;

  // What it says of its file. Names may hold colons too.
  std::string KindOf(const std::string& note) const {
    constexpr std::string_view kColon = ": ";
    for (size_t at = note.find(kColon); at != std::string::npos; at = note.find(kColon, at + 1)) {
      if (files_.contains(note.substr(0, at))) return note.substr(at + kColon.size());
    }
    return note;
  }

  const Streams& streams_;
  std::set<std::string> files_;
  std::map<std::string, uint64_t> counts_;
};

// Whether a run that does not end leaves the output as it was, which it does with files; what
// pipes, terminals and devices have taken they keep.
bool IsLeftAlone(const std::string& output) { return !IsStream(output); }

// What became of the bad rows, as the end of a sentence.
std::string FateOfBadRows(const BatchOptions& batch, const BatchOutcome& outcome) {
  const bool stopped = outcome.end == End::kBadRow;
  switch (stopped ? BadRows::kStop : batch.records.bad_rows) {
    case BadRows::kReject:
      return (outcome.rejects_in_place ? "; written to " : "; not written to ") + batch.rejects;
    case BadRows::kKeep:
      return outcome.tally.bad == 0
                 ? "; kept and labelled"
                 : fmt::format("; kept, {} of them without a label", outcome.tally.bad);
    case BadRows::kStop: break;
  }
  const bool nothing = IsLeftAlone(batch.output);
  return "; stopped there" + (nothing ? ", " + batch.output + " is not written" : "");
}

// Says how the run went. Whoever pauses in reading wants to hear it too, but not who has
// interrupted the run.
void SayAtEnd(const Streams& streams, const BatchOutcome& outcome, const std::string& words) {
  if (outcome.end == End::kInterrupted) {
    streams.Note(words);
  } else {
    streams.Say(words);
  }
}

// Bad rows with line, record and byte offset, then how many there were and what became of them.
void SayBadRows(const Streams& streams, const BatchOptions& batch, const BatchOutcome& outcome) {
  const Tally& tally = outcome.tally;
  const bool all_read = outcome.end != End::kBadRow;
  for (const BadRow& row : tally.bad_rows) SayAtEnd(streams, outcome, WordsOf(row));
  if (tally.malformed == 0) return;
  std::string words = fmt::format("cxo: {} of {}{} malformed", tally.malformed,
                                  all_read ? "" : "the first ", Counted(tally.read, "row"));
  if (tally.malformed > tally.bad_rows.size()) {
    words += fmt::format(" (the first {} are shown)", tally.bad_rows.size());
  }
  words += FateOfBadRows(batch, outcome);
  SayAtEnd(streams, outcome, Printable(words));
}

// The end of a sentence about bytes that are not UTF-8: what they may be, where nobody has said it.
std::string HintAtEncoding(const BatchOptions& batch, const BatchOutcome& outcome) {
  const bool as_is = outcome.first_job && outcome.first_job->encoding == Encoding::kUtf8;
  if (!as_is || batch.records.encoding != Encoding::kAuto) return "";
  return "; if the input is Windows-1252, say --encoding windows-1252";
}

void SaySwallowing(const Streams& streams, const BatchOutcome& outcome) {
  const Tally& tally = outcome.tally;
  if (tally.swallowing == 0) return;
  if (tally.first_swallowing) SayAtEnd(streams, outcome, WordsOf(*tally.first_swallowing));
  const std::string words = fmt::format(
      "cxo: {} to have swallowed others behind a quote; if quotes are text in this input, say "
      "--quote none, and if all is well, --quote '\"'",
      tally.swallowing == 1 ? "1 row seems" : fmt::format("{} rows seem", tally.swallowing));
  SayAtEnd(streams, outcome, words);
}

void SayNotRead(const Streams& streams, const BatchOptions& batch, const BatchOutcome& outcome) {
  const Tally& tally = outcome.tally;
  if (tally.replaced > 0) {
    const bool json = outcome.first_job && outcome.first_job->from == InputFormat::kJsonl;
    std::string words = fmt::format(
        "cxo: {} {} {}", Counted(tally.replaced, "row"), tally.replaced == 1 ? "holds" : "hold",
        json ? "halves of surrogate pairs, written as U+FFFD"
             : "bytes that are not UTF-8, written as U+FFFD into the JSON");
    // Said below of texts.
    if (!json && tally.not_utf8 == 0) words += HintAtEncoding(batch, outcome);
    SayAtEnd(streams, outcome, words);
  }
  if (tally.statuses == 0) return;
  if (tally.first_status) SayAtEnd(streams, outcome, WordsOf(*tally.first_status));
  const bool columns = outcome.first_job && HasColumns(outcome.first_job->to);
  std::string words = fmt::format(
      "cxo: {} {} bytes that are not UTF-8 or could be read only in part; `{}--add "
      "status` marks {}",
      Counted(tally.statuses, "row"), tally.statuses == 1 ? "holds" : "hold",
      columns ? "" : "--to csv ", tally.statuses == 1 ? "it" : "them");
  if (tally.not_utf8 > 0) words += HintAtEncoding(batch, outcome);
  SayAtEnd(streams, outcome, words);
}

// Of a run that had to leave off: after how many rows, and what it leaves.
void SayLeftOff(const Streams& streams, const BatchOptions& batch, const BatchOutcome& outcome) {
  const bool interrupted = outcome.end == End::kInterrupted;
  std::string words = fmt::format("cxo: {} after {}", interrupted ? "interrupted" : "out of memory",
                                  Counted(outcome.tally.read, "row"));
  if (outcome.can_go_on) {
    words += "; the same command goes on";
  } else if (IsLeftAlone(batch.output)) {
    words += fmt::format(
        "; {} is not written{}", batch.output,
        interrupted && !batch.resume ? " (started with --resume, one could go on)" : "");
  }
  SayAtEnd(streams, outcome, Printable(words));
}

int ExitCodeOf(const BatchOutcome& outcome, const Interrupt& interrupt) {
  switch (outcome.end) {
    case End::kComplete: return outcome.tally.rejected > 0 ? kExitFound : kExitDone;
    case End::kBadRow: return kExitInput;
    case End::kInputFailed:
      return outcome.error && outcome.error->wrong_use ? kExitUsage : kExitInput;
    case End::kOutputFailed: return outcome.error ? CodeOfOutput(*outcome.error) : kExitOutput;
    case End::kOutOfMemory: return kExitOutput;
    case End::kReaderGone: return kExitSignal + SIGPIPE;
    case End::kInterrupted: return kExitSignal + interrupt.signal();
  }
  return kExitDone;
}

// A file that is not there may be a command, or a text.
std::string HintAtCommand(const ClassifyCommand& command, const Error& error) {
  const std::vector<std::string>& files = command.batch.files;
  if (std::find(files.begin(), files.end(), error.source) == files.end()) return "";
  std::error_code code;
  if (std::filesystem::exists(error.source, code)) return "";
  std::string hint = CommandHint(error.source);
  const bool text = command.batch.records.columns.empty() && error.source == files[0];
  if (hint.empty() && text) hint = TextHint(files);
  return hint.empty() ? "" : "\ncxo: " + hint;
}

// Everything that the run reads.
std::vector<FileId> Inputs(const ClassifyCommand& command, const Pack& pack,
                           const Streams& streams) {
  std::vector<std::string> paths = PackPaths(command.pack, pack);
  paths.insert(paths.end(), command.batch.files.begin(), command.batch.files.end());
  return FilesAt(paths, streams.in());
}

// Refuses a report that would go over what the run reads, or into one file with its results, or
// that cannot be written at all.
Status CheckReport(const ClassifyCommand& command, const Streams& streams,
                   const std::vector<FileId>& inputs) {
  const std::string& report = command.report;
  if (report.empty()) return Done{};
  const std::optional<FileId> there = RegularFileAt(report);
  bool taken = there && std::find(inputs.begin(), inputs.end(), *there) != inputs.end();
  for (const std::string& result : {command.batch.output, command.batch.rejects}) {
    taken = taken || (!result.empty() && AreOneFile(report, result, streams.out()));
  }
  if (taken) {
    return Error{
        .source = "--report",
        .message = fmt::format("this run reads or writes {} already; give the report another name",
                               report == "-" ? "standard output" : report),
        .wrong_use = true};
  }
  if (Status kept = KeepRuleFile("--report", report); !kept.ok()) return kept;
  return TryToOpen(report, inputs);
}

int WriteReport(const ClassifyCommand& command, const Streams& streams, const std::string& content,
                std::vector<FileId> kept, const Interrupt& interrupt) {
  // By now the results are in place, also where a link led to them that led nowhere before.
  for (const std::string& result : {command.batch.output, command.batch.rejects}) {
    const auto file = result == "-" ? std::nullopt : RegularFileAt(result);
    if (file) kept.push_back(*file);
  }
  const Status done = command.report == "-"
                          ? streams.Print(content, &interrupt)
                          : WriteWholeFile(command.report, content, kept, &interrupt);
  if (done.ok()) return kExitDone;
  const bool ended = interrupt.signal() != 0 && IsStream(command.report);
  if (ended && !streams.reader_is_gone()) {
    streams.Note(Printable(
        fmt::format("cxo: interrupted before the report was written to {}", command.report)));
    return kExitSignal + interrupt.signal();
  }
  return FailOutput(streams, done.error());
}

void SayReading(const ClassifyCommand& command, const Streams& streams) {
  const std::vector<std::string>& files = command.batch.files;
  const bool reads = std::find(files.begin(), files.end(), "-") != files.end();
  if (command.quiet || !reads) return;
  streams.NoteIfTyped(NameOf(command.batch.records.from.value_or(InputFormat::kLines)));
}

BatchListener Listen(const ClassifyCommand& command, const Streams& streams, RunNotes* notes,
                     ProgressLine* line) {
  BatchListener listener;
  listener.note = [notes, &command](const std::string& note) {
    if (!command.quiet) notes->Take(note);
  };
  // A bar over a terminal that shows the labels themselves would only get in their way.
  const bool wanted = command.progress || command.batch.output != "-";
  if (wanted && !command.quiet && streams.err_is_terminal()) {
    listener.progress = [line](const BatchProgress& progress) { line->Show(progress); };
  }
  return listener;
}

// Keeps it until the process ends, which is what comes next. The system takes all memory back at
// once; to give back a pack piece by piece is a fifteenth of the time that a short answer takes.
const Classifier* Kept(std::unique_ptr<const Classifier> classifier) {
  static auto* const kept = new std::vector<std::unique_ptr<const Classifier>>;
  return kept->emplace_back(std::move(classifier)).get();
}

}  // namespace

int RunClassify(const ClassifyCommand& command, const Streams& streams, Interrupt* interrupt) {
  const auto adjust = [&](Pack* pack) {
    if (command.min_confidence) pack->decision.review_confidence = *command.min_confidence;
    if (command.min_margin) pack->decision.review_margin = *command.min_margin;
  };
  const Classifier* classifier = Kept(MakeDecidingClassifier(command.pack, streams, adjust));
  if (classifier == nullptr) return kExitPack;
  const std::vector<FileId> inputs = Inputs(command, classifier->pack(), streams);
  // No sooner: nothing looks at it while a pack is read. From here on there are files to take away.
  interrupt->Heed();
  Status usable = KeepRuleFile("--output", command.batch.output);
  if (usable.ok()) usable = CheckReport(command, streams, inputs);
  if (!usable.ok()) return FailOutput(streams, usable.error());
  SayReading(command, streams);
  ProgressLine line(streams);
  RunNotes notes(command, streams);
  BatchOptions batch = command.batch;
  batch.output_fd = streams.out();
  batch.also_read = inputs;
  batch.identity = fmt::format("cxo {}, profile {}, reference {}", kVersion, command.pack.profile,
                               command.pack.reference);
  batch.records.standard_input = streams.in();
  const auto start = std::chrono::steady_clock::now();
  const BatchOutcome outcome =
      RunBatch(*classifier, batch, Listen(command, streams, &notes, &line), interrupt);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  line.Clear();
  if (outcome.end != End::kReaderGone) notes.End();
  // A row at which the run stops is its error, and errors are said to the quiet too.
  if (outcome.end == End::kBadRow || (!command.quiet && outcome.end != End::kReaderGone)) {
    SayBadRows(streams, batch, outcome);
  }
  if (!command.quiet && outcome.end != End::kReaderGone) {
    SaySwallowing(streams, outcome);
    SayNotRead(streams, batch, outcome);
  }
  if (outcome.end == End::kOutOfMemory || (!command.quiet && outcome.end == End::kInterrupted)) {
    SayLeftOff(streams, batch, outcome);
  }
  if (outcome.error && outcome.end != End::kReaderGone) {
    streams.Say("cxo: " + Format(*outcome.error) + HintAtCommand(command, *outcome.error));
  }
  int code = ExitCodeOf(outcome, *interrupt);
  if (!command.report.empty()) {
    const std::string content =
        ReportJson(classifier->pack(), command.pack.profile, command.batch, outcome, took.count());
    const int report = WriteReport(command, streams, content, inputs, *interrupt);
    if (code == kExitDone || code == kExitFound) code = std::max(code, report);
  }
  streams.EndNotes();
  return code;
}

}  // namespace cxo
