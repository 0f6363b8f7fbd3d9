// The bytes at hand are framed as the whole input will be, again each time more of them are there.
#include "classifier/run/first_record.h"

#include <algorithm>
#include <string_view>

#include "classifier/io/csv_fields.h"
#include "classifier/io/sniff_dialect.h"

namespace cxo {
namespace {

// Among bytes at the start of a table.
FirstRecord ReadFirstRecord(std::string_view head, const FramerOptions& framing) {
  MemorySource source(head);
  FramerOptions options = framing;
  options.block_size = 1;
  Framer framer(&source, options);
  FirstRecord first;
  Block block;
  size_t used = 0;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok() || !*more) return first;
    for (const Record& record : block.records) {
      used += record.size;
      if (record.kind == RecordKind::kPreamble) continue;
      if (AreBlank(block.Body(record), framing.dialect)) {
        ++first.blank_lines;
        continue;
      }
      const bool ends = record.fault == RecordFault::kNone && !block.LineEnd(record).empty();
      first.complete = ends || used < head.size();
      first.fields = SplitRecord(block.Body(record), framing.dialect);
      first.fault = record.fault;
      first.line = block.LineOf(record);
      first.column = uint64_t{record.fault_at} - record.mark + 1;
      return first;
    }
  }
}

}  // namespace

Result<FirstRecord> PeekFirstRecord(PeekSource* source, const FramerOptions& framing,
                                    const std::string& name) {
  constexpr size_t kStep = size_t{64} << 10;
  for (size_t seen = 0;;) {
    // Twice as far each time: a field in quotes may go on for megabytes, and is read anew.
    const Result<std::string_view> head = source->Peek(seen + 1, std::max(2 * seen, kStep));
    if (!head.ok()) return head.error();
    const bool too_long = head->size() > framing.max_record;
    const bool last = head->size() == seen || too_long;
    // What is new and the beginning of its line, which may have come before its end.
    const std::string_view fresh = head->substr(head->substr(0, seen).rfind('\n') + 1);
    const bool line_ends = fresh.find('\n') != std::string_view::npos;
    const bool blank = AreBlank(fresh, framing.dialect);
    seen = head->size();
    if (!last && (!line_ends || blank)) continue;
    FirstRecord first = ReadFirstRecord(*head, framing);
    if (too_long && first.fields.empty()) {
      return Error{.source = name, .message = "begins with too many blank lines"};
    }
    if (first.complete || last) return first;
  }
}

}  // namespace cxo
