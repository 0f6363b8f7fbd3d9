// Views into blocks, and the words for faults.
#include "classifier/io/record.h"

namespace cxo {

std::string_view FaultText(RecordFault fault) {
  static_assert(kMaxRecord == size_t{16} << 20, "the words below say so");
  switch (fault) {
    case RecordFault::kNone: return "";
    case RecordFault::kUnclosedQuote: return "a quote opens here and is not closed";
    case RecordFault::kTextAfterQuote: return "text follows a closing quote";
    case RecordFault::kTooLong: return "the record is longer than 16 MiB";
    case RecordFault::kTooManyLines:
      return "a quote opens here and its record does not end within 16 MiB; the lines below are "
             "read as rows";
  }
  return "";
}

std::string_view Block::Bytes(const Record& record) const {
  const std::string_view all = bytes;
  return all.substr(record.offset, record.size);
}

std::string_view Block::Lead(const Record& record) const {
  const std::string_view all = bytes;
  return all.substr(record.offset, record.lead);
}

std::string_view Block::Body(const Record& record) const {
  return Lead(record).substr(record.mark);
}

std::string_view Block::LineEnd(const Record& record) const {
  return Bytes(record).substr(record.lead);
}

uint64_t Block::NumberOf(const Record& record) const {
  return first_record + static_cast<uint64_t>(&record - records.data());
}

}  // namespace cxo
