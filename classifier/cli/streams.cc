// Writing to the standard streams.
#include "classifier/cli/streams.h"

#include "classifier/io/descriptor.h"

namespace cxo {

void Streams::Say(std::string_view words) const {
  if (reader_is_gone) return;
  Result<Descriptor> stream = Descriptor::Duplicate(err, "standard error");
  if (!stream.ok()) return;
  std::string line(words);
  line += '\n';
  // One write for the whole line, so that lines of several processes do not mix.
  [[maybe_unused]] const Status ignored = stream->WriteAll(line);
}

Status Streams::Print(std::string_view data) const {
  Result<Descriptor> stream = Descriptor::Duplicate(out, "standard output");
  if (!stream.ok()) return stream.error();
  Status written = stream->WriteAll(data);
  reader_is_gone = reader_is_gone || stream->reader_is_gone();
  return written;
}

}  // namespace cxo
