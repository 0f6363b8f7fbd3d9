// Opens, writes and commits the output of a run together with its rejects.
#include "classifier/run/outputs.h"

#include <utility>

#include "classifier/io/atomic_file.h"

namespace cxo {

Status Outputs::OpenOutput(const std::vector<FileId>& inputs) {
  return Open(options_.output, inputs, &output_);
}

Status Outputs::OpenRejects(const std::vector<FileId>& inputs) {
  if (!rejecting()) return Done{};
  return Open(options_.rejects, inputs, &rejects_);
}

Status Outputs::Open(const std::string& path, const std::vector<FileId>& inputs, Sink* sink) {
  const auto open = [&] {
    if (path == "-") return AtomicFile::Direct(options_.output_fd, "standard output", inputs);
    if (options_.resume) return AtomicFile::OpenPart(path, inputs);
    return AtomicFile::Open(path, inputs, interrupt_);
  };
  Result<AtomicFile> opened = open();
  if (!opened.ok()) return opened.error();
  *sink = Sink(std::move(opened).value());
  return Done{};
}

Status Outputs::GoOnBehind(uint64_t output_bytes, uint64_t rejects_bytes) {
  Status kept = output_.GoOnBehind(output_bytes);
  if (kept.ok() && rejecting()) kept = rejects_.GoOnBehind(rejects_bytes);
  return kept;
}

void Outputs::BeginInput(const RecordJob& job) {
  const std::string_view line_end = IsTable(job.from) && job.dialect.crlf ? "\r\n" : "\n";
  output_.BeginInput(KeepsFormat(job) ? line_end : "\n");
  rejects_.BeginInput(line_end);
}

Status Outputs::Write(std::string_view output, std::string_view rejects) {
  Status written = output_.Write(output, interrupt_);
  if (written.ok()) written = rejects_.Write(rejects, interrupt_);
  return written;
}

Status Outputs::Commit() {
  Status done = output_.Sync();
  if (done.ok() && rejecting()) done = rejects_.Commit();
  if (done.ok()) done = output_.Commit();
  return done;
}

bool Outputs::reader_is_gone() const {
  return output_.file().reader_is_gone() || rejects_.file().reader_is_gone();
}

bool Outputs::wait_was_ended() const {
  return output_.file().wait_was_ended() || rejects_.file().wait_was_ended();
}

void Outputs::Abandon() {
  output_.Abandon();
  rejects_.Abandon();
}

}  // namespace cxo
