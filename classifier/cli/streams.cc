// Writing to the standard streams.
#include "classifier/cli/streams.h"

#include <optional>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include "classifier/error/counted.h"
#include "classifier/io/descriptor.h"

namespace cxo {

Streams::Streams(const Ends& ends) : ends_(ends) {
  const std::optional<FileId> behind = SinkAt(ends_.err);
  pauses_ = isatty(ends_.err) == 1 || (behind && behind == SinkAt(ends_.out));
}

void Streams::Say(std::string_view words) const {
  constexpr int kForEver = -1;
  const int patience = pauses_ ? kForEver : ends_.patience;
  gave_up_ = !Put(words, gave_up_ ? 0 : patience);
}

void Streams::Note(std::string_view words) const {
  constexpr int kPatience = 1000;  // milliseconds, for readers that are slow and no more
  if (Put(words, left_out_ == 0 ? kPatience : 0)) gave_up_ = false;
}

void Streams::NoteIfTyped(std::string_view what) const {
  if (isatty(ends_.in) == 0) return;
  Note(fmt::format("cxo: reading {} from the terminal; end with Ctrl-D", what));
}

void Streams::EndNotes() const {
  if (left_out_ > 0) Put("", 0);
}

// Writes a line, unless `words` are empty, and before it how many were left out. False if it is
// left out, since there was no room for all of it within `patience` milliseconds (-1: however
// long).
bool Streams::Put(std::string_view words, int patience) const {
  if (reader_is_gone_) return true;
  Result<Descriptor> stream = Descriptor::Duplicate(ends_.err, "standard error");
  if (!stream.ok()) return true;
  std::string line = torn_ ? "\n" : "";
  if (left_out_ > 0) {
    line += fmt::format("cxo: {} left out, since nobody read standard error\n",
                        Counted(left_out_, "line"));
  }
  const size_t before = line.size();
  line.append(words);
  if (!words.empty()) line += '\n';
  const size_t written = stream->WriteReady(line, patience);
  if (written >= before) left_out_ = 0;
  if (written > 0) torn_ = line[written - 1] != '\n';
  if (written == line.size()) return true;
  if (!words.empty()) ++left_out_;
  return false;
}

Status Streams::Print(std::string_view data, const Interrupt* interrupt) const {
  Result<Descriptor> stream = Descriptor::Duplicate(ends_.out, "standard output");
  if (!stream.ok()) return stream.error();
  Status written = stream->WriteAll(data, interrupt);
  reader_is_gone_ = reader_is_gone_ || stream->reader_is_gone();
  return written;
}

ExitCode FailOutput(const Streams& streams, const Error& error) {
  streams.Say("cxo: " + Format(error));
  return CodeOfOutput(error);
}

}  // namespace cxo
