// The text of lines, rows and objects, and the faults that only show once a record is taken apart.
#include "classifier/run/record_text.h"

#include <utility>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/io/json_fault.h"

namespace cxo {
namespace {

constexpr std::string_view kJoint = "\n\n";

std::string_view StatusWord(RecordFault fault) {
  switch (fault) {
    case RecordFault::kNone: return "ok";
    case RecordFault::kUnclosedQuote: return "unclosed-quote";
    case RecordFault::kTextAfterQuote: return "text-after-quote";
    case RecordFault::kTooLong:
    case RecordFault::kTooManyLines: return "too-long";
  }
  return "ok";
}

RecordText FromFault(const Record& record) {
  RecordText text;
  text.status = StatusWord(record.fault);
  text.message = FaultText(record.fault);
  text.column = record.fault == RecordFault::kTooLong ? 0 : Block::ColumnOfFault(record);
  return text;
}

// What is wrong with the member that should hold the text.
struct MemberFault {
  std::string_view status;
  std::string_view words;
};

MemberFault FaultOf(JsonText::State state) {
  switch (state) {
    case JsonText::State::kMissing: return {"no-text", "is missing"};
    case JsonText::State::kNull: return {"no-text", "is null"};
    case JsonText::State::kNotText: return {"not-text", "is not a string"};
    case JsonText::State::kTwice: return {"text-twice", "is there more than once"};
    case JsonText::State::kFound: break;
  }
  return {"ok", ""};
}

bool IsAbsent(JsonText::State state) {
  return state == JsonText::State::kMissing || state == JsonText::State::kNull;
}

}  // namespace

RecordReader::RecordReader(const RecordJob& job)
    : job_(job), picker_(job.dialect, job.text_columns), members_found_(job.text_members.size()) {}

RecordText RecordReader::Read(const Block& block, const Record& record) {
  if (job_.from == InputFormat::kLines) return ReadLine(block, record);
  return IsTable(job_.from) ? ReadRow(block, record) : ReadObject(block, record);
}

RecordText RecordReader::ReadLine(const Block& block, const Record& record) {
  RecordText text;
  text.text = block.Body(record);
  text.truncated = record.fault == RecordFault::kTooLong;
  text.blank = record.mark > 0 && record.size == record.mark;  // a file without any line
  return text;
}

RecordText RecordReader::ReadRow(const Block& block, const Record& record) {
  RecordText text = FromFault(record);
  if (record.fault == RecordFault::kTooLong) return text;
  const std::string_view body = block.Body(record);
  if (body.empty() && job_.header.size() > 1) {
    text.blank = true;
    return text;
  }
  const size_t fields = picker_.Pick(body);
  if (record.fault == RecordFault::kNone) CheckFieldCount(fields, &text);
  const bool may_swallow = record.fault == RecordFault::kNone && !job_.quote_is_pinned;
  if (may_swallow) text.rows_inside = RowsInside(body, job_.dialect, job_.header.size());
  text.text = JoinColumns(record.fault == RecordFault::kNone && fields > job_.header.size(), body);
  return text;
}

void RecordReader::CheckFieldCount(size_t fields, RecordText* text) const {
  if (fields == job_.header.size()) return;
  text->status = "ragged";
  text->message = fmt::format("{}, expected {}", Counted(fields, "field"), job_.header.size());
}

// `runs_on`: the row has more fields than the header.
std::string_view RecordReader::TextAt(size_t slot, bool runs_on, std::string_view body) const {
  const Field& field = picker_[slot];
  const bool last = job_.text_columns[slot] + 1 == job_.header.size();
  if (!runs_on || !last || IsQuoted(field.raw, job_.dialect)) return field.text;
  return body.substr(static_cast<size_t>(field.raw.data() - body.data()));
}

std::optional<std::string_view> RecordReader::JoinColumns(bool runs_on, std::string_view body) {
  for (size_t i = 0; i < picker_.size(); ++i) {
    if (picker_[i].raw.data() == nullptr) return std::nullopt;
  }
  if (picker_.size() == 1) return TextAt(0, runs_on, body);
  joined_.clear();
  for (size_t i = 0; i < picker_.size(); ++i) {
    if (i > 0) joined_ += kJoint;
    joined_ += TextAt(i, runs_on, body);
  }
  return joined_;
}

RecordText RecordReader::ReadObject(const Block& block, const Record& record) {
  RecordText text = FromFault(record);
  text.is_object = false;
  if (record.fault != RecordFault::kNone) return text;
  const JsonLineState state = json_.Parse(block.Body(record));
  text.blank = state == JsonLineState::kBlank;
  if (state != JsonLineState::kObject) {
    if (!text.blank) text.status = "not-an-object";
    text.message = JsonStateText(state);
    if (state != JsonLineState::kInvalid) return text;
    JsonFault fault = FindJsonFault(block.Body(record));
    text.column = fault.column;
    text.message = std::move(fault.message);
    return text;
  }
  text.is_object = true;
  NoteMembers();
  for (const ResultColumn column : job_.add) {
    const std::string name = job_.prefix + std::string(NameOf(column));
    if (job_.to != OutputFormat::kJsonl || !json_.HasMember(name)) continue;
    text.is_object = false;
    text.has_names = true;
    text.status = "name-taken";
    text.message =
        fmt::format("there is a member `{}` already; choose other names with --prefix", name);
    return text;
  }
  JoinMembers(&text);
  return text;
}

void RecordReader::NoteMembers() {
  for (size_t i = 0; i < members_found_.size(); ++i) {
    members_found_[i] = members_found_[i] || json_.HasValue(job_.text_members[i]);
  }
}

// A member that is missing or null is read like an empty cell of a table, as long as another one is
// there.
void RecordReader::JoinMembers(RecordText* text) {
  const auto fail = [&](const std::string& member, JsonText::State state) {
    const MemberFault fault = FaultOf(state);
    text->status = fault.status;
    text->message = fmt::format("member `{}` {}", member, fault.words);
  };
  bool any = false;
  joined_.clear();
  for (size_t i = 0; i < job_.text_members.size(); ++i) {
    const JsonText found = json_.Find(job_.text_members[i]);
    const bool is_there = found.state == JsonText::State::kFound;
    if (!is_there && !IsAbsent(found.state)) return fail(job_.text_members[i], found.state);
    any = any || is_there;
    text->replaced = text->replaced || found.replaced;
    if (i > 0) joined_ += kJoint;
    joined_ += found.text;
  }
  if (!any) return fail(job_.text_members[0], json_.Find(job_.text_members[0]).state);
  text->text = joined_;
}

}  // namespace cxo
