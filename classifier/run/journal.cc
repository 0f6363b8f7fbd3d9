// Words and numbers between single spaces; strings have their length in front.
#include "classifier/run/journal.h"

#include <charconv>
#include <iterator>
#include <optional>

#include <fmt/core.h>

namespace cxo {
namespace {

constexpr std::string_view kFirstLine = "cxo-journal 5\n";
constexpr std::string_view kEnd = "end\n";

void AddString(std::string_view word, std::string_view value, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "{} {} {}\n", word, value.size(), value);
}

// Reads items off the front; after a fault nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  void Word(std::string_view word) {
    if (!text_.starts_with(word)) Fail();
    if (!failed_) text_.remove_prefix(word.size());
  }

  bool Sees(std::string_view word) const { return !failed_ && text_.starts_with(word); }

  uint64_t Number() {
    uint64_t value = 0;
    Word(" ");
    const auto [end, failure] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (failure != std::errc()) Fail();
    if (!failed_) text_.remove_prefix(static_cast<size_t>(end - text_.data()));
    return failed_ ? 0 : value;
  }

  std::string String() {
    const uint64_t size = Number();
    Word(" ");
    if (size > text_.size()) Fail();
    if (failed_) return "";
    std::string value(text_.substr(0, size));
    text_.remove_prefix(size);
    return value;
  }

  bool Finished() const { return !failed_ && text_.empty(); }

 private:
  void Fail() { failed_ = true; }

  std::string_view text_;
  bool failed_ = false;
};

void AddRow(std::string_view word, const BadRow& row, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "{} {} {} {} {} file {} {} message {} {}\n", word,
                 row.record, row.line, row.column, row.byte, row.file.size(), row.file,
                 row.message.size(), row.message);
}

BadRow ReadRow(std::string_view word, Reader* reader) {
  BadRow row;
  reader->Word(word);
  for (uint64_t* count : {&row.record, &row.line, &row.column, &row.byte}) {
    *count = reader->Number();
  }
  reader->Word(" file");
  row.file = reader->String();
  reader->Word(" message");
  row.message = reader->String();
  reader->Word("\n");
  return row;
}

void ReadTally(Reader* reader, Tally* tally) {
  reader->Word("tally");
  for (uint64_t* count : {&tally->read, &tally->labelled, &tally->bad, &tally->malformed,
                          &tally->rejected, &tally->review, &tally->statuses, &tally->not_utf8,
                          &tally->replaced, &tally->swallowing, &tally->bytes}) {
    *count = reader->Number();
  }
  reader->Word("\nlabels");
  while (reader->Sees(" ")) tally->labels.push_back(reader->Number());
  reader->Word("\n");
  while (reader->Sees("bad ") && tally->bad_rows.size() < Tally::kBadRowsKept) {
    tally->bad_rows.push_back(ReadRow("bad", reader));
  }
  if (reader->Sees("status ")) tally->first_status = ReadRow("status", reader);
  if (reader->Sees("swallowing ")) tally->first_swallowing = ReadRow("swallowing", reader);
}

}  // namespace

std::string JournalText(const JournalEntry& entry) {
  const Tally& tally = entry.tally;
  std::string out(kFirstLine);
  AddString("key", entry.key, &out);
  out += fmt::format("next {} {} {}\n", entry.next_record, entry.next_line, entry.next_byte);
  AddString("read", entry.read, &out);
  out += fmt::format("written {} {}\n", entry.output_bytes, entry.rejects_bytes);
  out += fmt::format("tally {} {} {} {} {} {} {} {} {} {} {}\nlabels", tally.read, tally.labelled,
                     tally.bad, tally.malformed, tally.rejected, tally.review, tally.statuses,
                     tally.not_utf8, tally.replaced, tally.swallowing, tally.bytes);
  for (const uint64_t count : tally.labels) out += fmt::format(" {}", count);
  out += "\n";
  for (const BadRow& row : tally.bad_rows) AddRow("bad", row, &out);
  if (tally.first_status) AddRow("status", *tally.first_status, &out);
  if (tally.first_swallowing) AddRow("swallowing", *tally.first_swallowing, &out);
  return out.append(kEnd);
}

Error DamagedJournal(const std::string& name) {
  return {.source = name, .message = "is damaged; remove it to start anew"};
}

Result<JournalEntry> ParseJournal(std::string_view text, const std::string& name) {
  JournalEntry entry;
  Reader reader(text);
  reader.Word(kFirstLine);
  reader.Word("key");
  entry.key = reader.String();
  reader.Word("\nnext");
  for (uint64_t* number : {&entry.next_record, &entry.next_line, &entry.next_byte}) {
    *number = reader.Number();
  }
  reader.Word("\nread");
  entry.read = reader.String();
  reader.Word("\nwritten");
  entry.output_bytes = reader.Number();
  entry.rejects_bytes = reader.Number();
  reader.Word("\n");
  ReadTally(&reader, &entry.tally);
  reader.Word(kEnd);
  if (reader.Finished()) return entry;
  return DamagedJournal(name);
}

}  // namespace cxo
