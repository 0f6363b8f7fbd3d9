// Peeks at the head of the input and reads its lines as the run will.
#include "classifier/run/first_objects.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "classifier/io/framer.h"
#include "classifier/io/json.h"
#include "classifier/run/result_columns.h"

namespace cxo {
namespace {

constexpr size_t kHead = size_t{1} << 20;

// The first line, or as much of it as the head has; waits for no byte behind it.
Result<std::string_view> PeekLine(PeekSource* source) {
  for (size_t seen = 0;;) {
    Result<std::string_view> head = source->Peek(seen + 1, kHead);
    if (!head.ok()) return head;
    const size_t line_feed = head->find('\n', seen);
    if (line_feed != std::string_view::npos) return head->substr(0, line_feed + 1);
    if (head->size() == seen || head->size() == kHead) return head;
    seen = head->size();
  }
}

Status CheckNames(const JsonLine& object, const RecordJob& job) {
  if (job.to != OutputFormat::kJsonl) return Done{};
  for (const ResultColumn column : job.add) {
    const std::string name = job.prefix + std::string(NameOf(column));
    if (!object.HasMember(name)) continue;
    return Error{.source = job.file,
                 .message = fmt::format("there is a member `{}` already; choose other names for "
                                        "the new members with --prefix",
                                        name)};
  }
  return Done{};
}

}  // namespace

Status CheckFirstObjects(PeekSource* source, bool is_file, const RecordJob& job) {
  const Result<std::string_view> head = is_file ? source->Peek(kHead, kHead) : PeekLine(source);
  if (!head.ok()) return head.error();
  MemorySource bytes(*head);
  Framer framer(&bytes, {});
  JsonLine line;
  Block block;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok()) return more.error();
    if (!*more) return Done{};
    for (const Record& record : block.records) {
      if (line.Parse(block.Body(record)) == JsonLineState::kObject) return CheckNames(line, job);
    }
  }
}

}  // namespace cxo
