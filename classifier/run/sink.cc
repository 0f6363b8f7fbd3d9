// Joins what several inputs give.
#include "classifier/run/sink.h"

namespace cxo {

Status Sink::GoOnBehind(uint64_t bytes) {
  bytes_ = bytes;
  return file_.KeepFirst(bytes);
}

void Sink::BeginInput(std::string_view line_end) {
  if (last_ != '\n') joint_ = line_end;
}

Status Sink::Write(std::string_view bytes, const Interrupt* interrupt) {
  if (bytes.empty()) return Done{};
  const auto joint = std::exchange(joint_, std::string_view());
  Status written = file_.Write(joint, interrupt);
  if (written.ok()) written = file_.Write(bytes, interrupt);
  last_ = bytes.back();
  bytes_ += bytes.size();
  return written;
}

}  // namespace cxo
