// Writing to the standard streams.
#include "classifier/cli/streams.h"

#include "classifier/io/descriptor.h"

namespace cxo {

void Streams::Say(std::string_view words) const {
  if (reader_is_gone_) return;
  Result<Descriptor> stream = Descriptor::Duplicate(ends_.err, "standard error");
  if (!stream.ok()) return;
  std::string line(words);
  line += '\n';
  // One write for the whole line, so that lines of several processes do not mix.
  [[maybe_unused]] const Status ignored = stream->WriteAll(line);
}

Status Streams::Print(std::string_view data) const {
  Result<Descriptor> stream = Descriptor::Duplicate(ends_.out, "standard output");
  if (!stream.ok()) return stream.error();
  Status written = stream->WriteAll(data);
  reader_is_gone_ = reader_is_gone_ || stream->reader_is_gone();
  return written;
}

}  // namespace cxo
