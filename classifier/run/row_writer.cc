// Rows kept as they are with cells added, and rows written anew in another format.
#include "classifier/run/row_writer.h"

#include <algorithm>

#include "classifier/io/csv_fields.h"
#include "classifier/io/csv_writer.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

constexpr std::string_view kNameless = "column ";

// One output line for each text: line breaks and tabs inside it would make more of it.
void AppendOnOneLine(std::string_view text, std::string* out) {
  for (const char byte : text) {
    *out += byte == '\n' || byte == '\r' || byte == '\t' ? ' ' : byte;
  }
}

}  // namespace

RowWriter::RowWriter(const RecordJob& job) : job_(job), cells_(job.add.size()) {
  written_.delimiter = WrittenDelimiter(job);
  for (const ResultColumn column : job.add) {
    names_.push_back(job.prefix + std::string(NameOf(column)));
  }
  for (const std::string& name : job.header) {
    if (name.starts_with(kNameless)) columns_.insert(name);
  }
}

std::string_view RowWriter::OwnBytes(const Block& block, const Record& record) const {
  return block.Bytes(record).substr(job_.begins_output ? 0 : record.mark);
}

std::string_view RowWriter::OwnLead(const Block& block, const Record& record) const {
  return block.Lead(record).substr(job_.begins_output ? 0 : record.mark);
}

void RowWriter::FillCells(const RecordText& text, const Answer* answer) {
  for (size_t i = 0; i < cells_.size(); ++i) {
    cells_[i] = answer == nullptr ? std::string_view() : answer->cells[i];
    if (!cells_[i].empty()) continue;
    if (job_.add[i] == ResultColumn::kStatus) cells_[i] = text.status;
    if (job_.add[i] == ResultColumn::kReview && text.status != "ok") cells_[i] = text.status;
  }
}

void RowWriter::Append(const Block& block, const Record& record, const RecordText& text,
                       const Answer* answer, std::string* out) {
  replaced_ = false;
  if (job_.to == OutputFormat::kText || job_.to == OutputFormat::kLabel) {
    AppendAnswer(answer, out);
    AppendText(block, record, text, out);
    replaced_ = text.replaced && job_.to == OutputFormat::kText;
    return;
  }
  if (record.piece == RecordPiece::kFirst && KeepsFormat(job_) && IsTable(job_.from)) {
    *out += OwnBytes(block, record);
    return;
  }
  FillCells(text, answer);
  if (!KeepsFormat(job_)) {
    AppendConverted(block, record, text, out);
  } else if (job_.from == InputFormat::kJsonl) {
    AppendMembers(block, record, text, out);
  } else {
    AppendTableRecord(block, record, cells_, out);
  }
}

void RowWriter::AppendTableRecord(const Block& block, const Record& record,
                                  const std::vector<std::string_view>& cells,
                                  std::string* out) const {
  const std::string_view lead = OwnLead(block, record);
  if (!job_.excel_safe) {
    AppendRecord(lead, cells, block.LineEnd(record), job_.dialect, out);
    return;
  }
  const std::string_view body = block.Body(record);
  out->append(lead.substr(0, lead.size() - body.size()));  // a byte order mark
  AppendExcelSafe(body, job_.dialect, out);
  AppendRecord("", cells, block.LineEnd(record), job_.dialect, out);
}

// The label, and before a text the confidence behind a tab; both empty for a blank row.
void RowWriter::AppendAnswer(const Answer* answer, std::string* out) const {
  if (answer == nullptr) {
    if (job_.to != OutputFormat::kLabel) *out += '\t';
    return;
  }
  *out += answer->cells[0];
  if (job_.to == OutputFormat::kLabel) return;
  *out += '\t';
  *out += answer->cells[1];
}

void RowWriter::AppendText(const Block& block, const Record& record, const RecordText& text,
                           std::string* out) const {
  if (job_.to == OutputFormat::kLabel) {
    *out += '\n';
    return;
  }
  *out += '\t';
  if (job_.from == InputFormat::kLines) {
    *out += OwnBytes(block, record);
    return;
  }
  AppendOnOneLine(text.text ? *text.text : block.Body(record), out);
  *out += '\n';
}

void RowWriter::AppendPassing(const Block& block, const Record& record, std::string* out) {
  if (job_.to == OutputFormat::kLabel) return;
  const bool last_of_row = record.piece == RecordPiece::kLast && IsTable(job_.from);
  if (!KeepsFormat(job_) || !last_of_row) {
    if (KeepsFormat(job_)) *out += OwnBytes(block, record);
    return;
  }
  RecordText text;
  text.status = "too-long";
  FillCells(text, nullptr);
  AppendTableRecord(block, record, cells_, out);
}

// A JSON line that is no object passes as it is.
void RowWriter::AppendMembers(const Block& block, const Record& record, const RecordText& text,
                              std::string* out) {
  if (!text.is_object) {
    *out += OwnBytes(block, record);
    return;
  }
  std::vector<std::string> values(cells_.size());
  std::vector<JsonMember> members;
  for (size_t i = 0; i < cells_.size(); ++i) {
    values[i] = JsonValue(i);
    members.push_back({names_[i], values[i]});
  }
  AppendObject(OwnLead(block, record), members, block.LineEnd(record), out);
}

std::string RowWriter::JsonValue(size_t cell) const {
  if (cells_[cell].empty() &&
      (IsNumber(job_.add[cell]) || job_.add[cell] == ResultColumn::kLabel)) {
    return "null";
  }
  if (IsNumber(job_.add[cell])) return std::string(cells_[cell]);
  return JsonString(cells_[cell]);
}

std::vector<std::string> RowWriter::Fields(const Block& block, const Record& record,
                                           const RecordText& text) const {
  if (!IsTable(job_.from)) return {std::string(text.text.value_or(block.Body(record)))};
  std::vector<std::string> fields = SplitRecord(block.Body(record), job_.dialect);
  fields.resize(std::max(fields.size(), job_.header.size()));
  return fields;
}

void RowWriter::AppendConverted(const Block& block, const Record& record, const RecordText& text,
                                std::string* out) {
  const std::vector<std::string> fields = Fields(block, record, text);
  if (job_.to == OutputFormat::kJsonl) {
    AppendNewObject(fields, out);
    return;
  }
  replaced_ = text.replaced;
  AppendRecord(LeadOf(fields), cells_, "\n", written_, out);
}

std::string RowWriter::LeadOf(const std::vector<std::string>& fields) const {
  std::string lead;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) lead += written_.delimiter;
    AppendOriginalCell(fields[i], written_, &lead);
  }
  if (!job_.excel_safe) return lead;
  std::string safe;
  AppendExcelSafe(lead, written_, &safe);
  return safe;
}

// No object has two members of a name.
std::string RowWriter::NameOfField(size_t field) const {
  if (field < job_.header.size()) return job_.header[field];
  std::string name = std::string(kNameless) + std::to_string(field + 1);
  while (columns_.contains(name)) name += '_';
  return name;
}

void RowWriter::AppendNewObject(const std::vector<std::string>& fields, std::string* out) {
  *out += '{';
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) *out += ", ";
    AppendJsonString(NameOfField(i), out);
    *out += ": ";
    if (!AppendJsonString(fields[i], out)) replaced_ = true;
  }
  for (size_t i = 0; i < cells_.size(); ++i) {
    *out += ", ";
    AppendJsonString(names_[i], out);
    *out += ": " + JsonValue(i);
  }
  *out += "}\n";
}

void RowWriter::AppendHeader(const Block* block, const Record* record, std::string* out) const {
  if (job_.to == OutputFormat::kText || job_.to == OutputFormat::kLabel ||
      job_.to == OutputFormat::kJsonl) {
    return;
  }
  if (KeepsFormat(job_) && block == nullptr) return;
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  // A header that is too long comes in pieces; the names go behind the last one.
  const RecordPiece piece = record == nullptr ? RecordPiece::kWhole : record->piece;
  const bool begins = piece == RecordPiece::kWhole || piece == RecordPiece::kFirst;
  const bool ends = piece == RecordPiece::kWhole || piece == RecordPiece::kLast;
  if (KeepsFormat(job_) && (record->kind == RecordKind::kPreamble || !ends)) {
    *out += OwnBytes(*block, *record);
  } else if (KeepsFormat(job_)) {
    AppendTableRecord(*block, *record, names, out);
  } else if (begins && (record == nullptr || record->kind == RecordKind::kHeader)) {
    AppendRecord(LeadOf(job_.header), names, "\n", written_, out);
  }
}

}  // namespace cxo
