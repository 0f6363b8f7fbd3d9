// Journals are replaced as outputs are: written beside, synced and renamed.
#include "classifier/run/checkpoints.h"

#include <filesystem>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/joined.h"
#include "classifier/error/whole_file.h"
#include "classifier/io/atomic_file.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

// In bytes. A journal holds counts and names: a longer file is something else.
constexpr size_t kLongestJournal = size_t{64} << 20;

bool PartIsThere(const std::string& path) {
  const Result<std::string> part = AtomicFile::NameBeside(path, AtomicFile::kPart);
  std::error_code ignored;
  return part.ok() && fs::exists(*part, ignored);
}

bool IsEmpty(const std::string& part) {
  std::error_code failure;
  return fs::file_size(part, failure) == 0 || failure;
}

}  // namespace

std::string RunKey(const BatchOptions& options, const RecordJob& job) {
  const RecordChoices& records = options.records;
  std::error_code ignored;
  std::string key =
      fmt::format("{}; {} of {} bytes", options.identity, JsonString(options.files[0]),
                  fs::file_size(options.files[0], ignored));
  const Pack& pack = job.classifier->pack();
  key += fmt::format("; pack {}, review {} {}", pack.digest, pack.decision.review_confidence,
                     pack.decision.review_margin);
  key += fmt::format("; formats {} {}, delimiter {}, quote {}, header {} {}",
                     static_cast<int>(job.from), static_cast<int>(job.to),
                     static_cast<int>(job.dialect.delimiter), static_cast<int>(job.dialect.quote),
                     job.dialect.has_header, job.dialect.has_separator_line);
  key += fmt::format("; encoding {}, longest {}, bad rows {}", static_cast<int>(records.encoding),
                     records.max_record, static_cast<int>(job.bad_rows));
  key += fmt::format("; text {}", Joined(job.text_columns, ","));
  // In quotes, for names may hold anything: "a,b" is one member.
  for (const std::string& member : job.text_members) key += " " + JsonString(member);
  key += fmt::format("; prefix {}; safe {}; add", JsonString(job.prefix), job.excel_safe);
  for (const ResultColumn column : job.add) key += fmt::format(" {}", NameOf(column));
  return key;
}

Result<Checkpoints> Checkpoints::Open(const BatchOptions& options, std::string key) {
  const Result<std::string> part = AtomicFile::NameBeside(options.output, AtomicFile::kPart);
  if (!part.ok()) return part.error();
  Checkpoints checkpoints;
  checkpoints.key_ = std::move(key);
  checkpoints.step_ = options.journal_step;
  checkpoints.time_ = options.journal_time;
  checkpoints.path_ = *AtomicFile::NameBeside(options.output, "journal");
  const bool rejects_there =
      options.records.bad_rows != BadRows::kReject || PartIsThere(options.rejects);
  std::error_code ignored;
  // As with a part: a link of that name leads to a file of somebody else's choice.
  if (fs::is_symlink(fs::symlink_status(checkpoints.path_, ignored))) {
    return Error{.source = checkpoints.path_, .message = "is a link, and no journal; remove it"};
  }
  if (!fs::exists(checkpoints.path_, ignored) || IsEmpty(*part) || !rejects_there) {
    // The parts begin anew; were this run killed then, an old journal would say that they are
    // longer.
    fs::remove(checkpoints.path_, ignored);
    return checkpoints;
  }
  const Result<std::string> text = ReadWholeFile(checkpoints.path_, kLongestJournal);
  if (!text.ok()) return text.error();
  Result<JournalEntry> entry = ParseJournal(*text, checkpoints.path_);
  if (!entry.ok()) return entry.error();
  if (entry->key != checkpoints.key_) {
    return Error{.source = checkpoints.path_,
                 .message =
                     "is the journal of a run with other input, options or rules; remove it to "
                     "start anew"};
  }
  checkpoints.saved_ = true;
  checkpoints.last_byte_ = entry->next_byte;
  checkpoints.found_ = std::move(entry).value();
  return checkpoints;
}

bool Checkpoints::IsDue(uint64_t byte) const {
  return byte >= last_byte_ + step_ || Clock::now() >= last_time_ + time_;
}

Status Checkpoints::Save(const FramerPlace& next, const std::string& read, const Tally& tally,
                         Sink* output, Sink* rejects) {
  if (next.in_record || next.byte <= last_byte_) return Done{};
  const JournalEntry entry{.key = key_,
                           .next_record = next.record,
                           .next_line = next.line,
                           .next_byte = next.byte,
                           .read = read,
                           .output_bytes = output->bytes(),
                           .rejects_bytes = rejects == nullptr ? 0 : rejects->bytes(),
                           .tally = tally};
  Status done = output->Sync();
  if (done.ok() && rejects != nullptr) done = rejects->Sync();
  if (done.ok()) done = Write(entry);
  if (!done.ok()) return done;
  saved_ = true;
  last_byte_ = next.byte;
  last_time_ = Clock::now();
  return Done{};
}

Status Checkpoints::Write(const JournalEntry& entry) const {
  // A part has a name of its own, which the next run uses again: nothing piles up behind kills.
  Result<AtomicFile> file = AtomicFile::OpenPart(path_);
  if (!file.ok()) return file.error();
  Status written = file->KeepFirst(0);
  if (written.ok()) written = file->Write(JournalText(entry));
  if (written.ok()) written = file->Commit();
  if (!written.ok()) file->Abandon();  // an earlier journal is still there
  return written;
}

void Checkpoints::Remove() const {
  std::error_code ignored;
  fs::remove(path_, ignored);
  if (const Result<std::string> part = AtomicFile::NameBeside(path_, AtomicFile::kPart);
      part.ok()) {
    fs::remove(*part, ignored);
  }
}

}  // namespace cxo
