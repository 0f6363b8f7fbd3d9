// Guesses a dialect by reading the head once for each possible delimiter and comparing how evenly
// the records fall into fields.
#include "classifier/io/sniff_dialect.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/counted.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"
#include "classifier/error/utf8.h"
#include "classifier/io/csv_fields.h"
#include "classifier/io/csv_scan.h"
#include "classifier/io/csv_writer.h"
#include "classifier/io/record.h"

namespace cxo {
namespace {

constexpr std::string_view kCandidates = ",;\t|";
constexpr size_t kMostRecords = 1000;  // more add time, not certainty
constexpr size_t kLongestCut = size_t{32} << 10;

// A candidate counts if this share of the records has as many fields as the first one.
constexpr double kEven = 0.75;
// In so few records one ragged row is a large share: with only one way to divide them, most do.
constexpr size_t kFew = 20;
// So many records with the same number of fields under a first one with none are no accident.
constexpr size_t kTelling = 3;

// How the head looks under one delimiter.
struct Reading {
  char delimiter = ',';
  size_t first_fields = 1;  // of the first record
  size_t records = 0;       // behind the first, blank ones left out
  size_t like_first = 0;    // of these, well-formed with as many fields as the first
  size_t most_common = 1;   // number of fields
  size_t like_most = 0;     // well-formed records with that number
  double Evenness() const {
    return records == 0 ? 1.0 : static_cast<double>(like_first) / static_cast<double>(records);
  }
};

std::string Show(char delimiter) {
  return delimiter == '\t' ? "tab" : std::string("'") + delimiter + "'";
}

Error RefuseDialect(const std::string& name, std::string message) {
  return Error{.source = name, .message = std::move(message), .excerpt = {}};
}

std::string_view WithoutLineEnd(std::string_view record) {
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

struct HeadRecord {
  std::string_view body;  // a view into the head
  RecordFault fault = RecordFault::kNone;
  size_t fault_at = 0;  // bytes from the start of the record
  bool bad() const { return fault != RecordFault::kNone; }
};

// The first records of `head`, empty lines left out, and blank ones above them; the last only if it
// is complete or the head is the whole file.
std::vector<HeadRecord> CutHead(std::string_view head, const Dialect& dialect, bool whole) {
  std::vector<HeadRecord> records;
  RecordScanner scanner(dialect);
  while (!head.empty() && records.size() < kMostRecords) {
    std::optional<ScanEnd> end = scanner.Scan(head, 0);
    // The last record of a head may be cut off, and is left out if there are others; but much that
    // has no end has a quote too many.
    const bool last = whole || records.empty();
    if (!end && (last || head.size() > kLongestCut)) end = scanner.GiveUp(head, !last);
    if (!end) break;
    const std::string_view body = WithoutLineEnd(head.substr(0, end->size));
    const bool skipped = body.empty() || (records.empty() && AreBlank(body, dialect));
    if (!skipped) records.push_back({body, end->fault, end->fault_at});
    head.remove_prefix(end->size);
  }
  return records;
}

Reading Read(std::string_view head, Dialect dialect, char delimiter, bool whole) {
  dialect.delimiter = delimiter;
  Reading reading;
  reading.delimiter = delimiter;
  FieldPicker picker(dialect, {});
  std::map<size_t, size_t> counts;
  bool first = true;
  for (const HeadRecord& record : CutHead(head, dialect, whole)) {
    const size_t fields = record.bad() ? 0 : picker.Pick(record.body);
    if (!std::exchange(first, false)) {
      ++reading.records;
      if (!record.bad()) ++counts[fields];
    } else {
      reading.first_fields = std::max<size_t>(fields, 1);
    }
  }
  for (const auto& [fields, count] : counts) {
    if (fields == reading.first_fields) reading.like_first = count;
    if (count > reading.like_most) {
      reading.most_common = fields;
      reading.like_most = count;
    }
  }
  return reading;
}

// "'a', 'b' or 'c'"
std::string List(const std::vector<Reading>& readings) {
  std::string list;
  for (size_t i = 0; i < readings.size(); ++i) {
    if (i > 0) list += i + 1 == readings.size() ? " or " : ", ";
    list += Show(readings[i].delimiter);
  }
  return list;
}

// Records of several fields under a first record of one: a title line, or prose in one column.
bool LooksDividedBelow(const Reading& reading) {
  return reading.first_fields == 1 && reading.most_common > 1 && reading.like_most >= kTelling &&
         static_cast<double>(reading.like_most) >= kEven * static_cast<double>(reading.records);
}

bool MostAreLikeFirst(const Reading& reading) {
  return reading.records <= kFew && 2 * reading.like_first > reading.records;
}

Result<char> JudgeUndivided(const std::vector<Reading>& readings, const std::string& name) {
  for (const Reading& reading : readings) {
    if (!LooksDividedBelow(reading)) continue;
    return RefuseDialect(name,
                         "most records have " + std::to_string(reading.most_common) +
                             " fields if divided at " + Show(reading.delimiter) +
                             ", but the first has 1; say --delimiter, or --from lines if every "
                             "line is a text");
  }
  return ',';  // one column: any delimiter that does not occur reads it the same way
}

// Of a record that the end of the head cuts.
constexpr const char* kOpenQuote = "a quote opens here and is not closed as far as is looked ahead";

// Of a head that only one delimiter divides, the first record that has a quote or a field too many
// or too few: more often it is at fault than the delimiter.
Error Uneven(std::string_view head, Dialect dialect, const Reading& reading, bool whole,
             const std::string& name) {
  dialect.delimiter = reading.delimiter;
  FieldPicker picker(dialect, {});
  const std::vector<HeadRecord> records = CutHead(head, dialect, whole);
  const auto at = std::find_if(records.begin(), records.end(), [&](const HeadRecord& record) {
    return record.bad() || picker.Pick(record.body) != reading.first_fields;
  });
  const auto begin = static_cast<size_t>(at->body.data() - head.data());
  const auto line = 1 + std::count(head.begin(), head.begin() + begin, '\n');
  const size_t fields = picker.Pick(at->body);
  const bool goes_on = at->fault == RecordFault::kTooManyLines;  // then so do all lines below it
  const size_t more = goes_on ? 0 : reading.records - reading.like_first - 1;
  const std::string expected = Counted(fields, "field") + ", expected " +
                               std::to_string(reading.first_fields) + " as in the first record";
  Error error = RefuseDialect(name, goes_on     ? kOpenQuote
                                    : at->bad() ? std::string(FaultText(at->fault))
                                                : expected);
  error.message += " (divided at " + Show(reading.delimiter) + "); ";
  if (more > 0) {
    error.message += std::to_string(more) + " more of " + std::to_string(reading.records) +
                     " records " + (more == 1 ? "is" : "are") + " uneven; ";
  }
  error.message += more > 0 ? "mend them, or say --delimiter" : "mend it, or say --delimiter";
  error.line = static_cast<uint32_t>(line);
  error.column = at->bad() ? static_cast<uint32_t>(at->fault_at + 1) : 0;
  return error;
}

Result<char> GuessDelimiter(std::string_view head, const Dialect& dialect, bool whole,
                            const std::string& name) {
  std::vector<Reading> readings;
  std::vector<Reading> divided;
  std::vector<Reading> even;
  for (const char delimiter : kCandidates) {
    if (delimiter == dialect.quote) continue;
    readings.push_back(Read(head, dialect, delimiter, whole));
    if (readings.back().first_fields < 2) continue;
    divided.push_back(readings.back());
    if (readings.back().Evenness() >= kEven) even.push_back(readings.back());
  }
  if (even.size() == 1) return even[0].delimiter;
  if (even.size() > 1) {
    return RefuseDialect(name, "the delimiter could be " + List(even) + "; say --delimiter");
  }
  if (divided.empty()) return JudgeUndivided(readings, name);
  if (divided.size() == 1 && MostAreLikeFirst(divided[0])) return divided[0].delimiter;
  if (divided.size() == 1) return Uneven(head, dialect, divided[0], whole, name);
  return RefuseDialect(name, "the records have different numbers of fields whether divided at " +
                                 List(divided) + " or not at all; say --delimiter");
}

// The delimiter of a first line like "sep=;", which Excel reads and writes.
std::optional<char> SeparatorLine(std::string_view head) {
  const std::string_view line = WithoutLineEnd(head.substr(0, head.find('\n')));
  const bool matches = line.size() == 5 && AsciiLowered(line.substr(0, 4)) == "sep=";
  if (!matches || !ParseDelimiter(line.substr(4))) return std::nullopt;
  return line[4];
}

// Why the first record cannot be taken for a header without asking; "" if it can.
std::string OddHeaderField(std::string_view head, const Dialect& dialect) {
  constexpr size_t kLongestName = 100;
  const std::vector<HeadRecord> records = CutHead(head, dialect, true);
  if (records.empty()) return "";
  const std::vector<std::string> cells = SplitRecord(records[0].body, dialect);
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    if (IsFigure(cells[i])) return "its field " + number + " is a figure";
    if (cells[i].size() > kLongestName) return "its field " + number + " is long";
    if (cells[i].ends_with('.')) return "its field " + number + " ends like a sentence";
  }
  return "";
}

std::string_view SkipLine(std::string_view head) {
  const size_t line_feed = head.find('\n');
  return line_feed == std::string_view::npos ? std::string_view() : head.substr(line_feed + 1);
}

// What was guessed, for the user to see; "" if nothing was.
std::string Note(const Dialect& dialect, const DialectHints& hints) {
  std::string note;
  if (!hints.delimiter) note = "delimiter " + Show(dialect.delimiter);
  if (!hints.delimiter && dialect.has_separator_line) note += " by its first line";
  if (hints.has_header) return note;
  if (!note.empty()) note += ", ";
  return note + "the first record is the header";
}

// Sets dialect->delimiter: as pinned, as the separator line says, or guessed.
Status SettleDelimiter(std::string_view head, const DialectHints& hints,
                       std::optional<char> separator, const std::string& name, Dialect* dialect) {
  const std::optional<char> known = hints.delimiter ? hints.delimiter : separator;
  Result<char> delimiter =
      known ? Result<char>(*known) : GuessDelimiter(head, *dialect, hints.whole, name);
  if (!delimiter) return delimiter.error();
  dialect->delimiter = *delimiter;
  if (dialect->delimiter != dialect->quote) return Done{};
  return RefuseDialect(name,
                       Show(*delimiter) +
                           " cannot be delimiter and quote at once; say another --delimiter or "
                           "--quote");
}

}  // namespace

bool HasOnlyReturns(std::string_view head) {
  return head.find('\n') == std::string_view::npos &&
         std::count(head.begin(), head.end(), '\r') >= 2;
}

Result<Sniffed> SniffDialect(std::string_view head, const DialectHints& hints,
                             const std::string& name) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  if (HasOnlyReturns(head)) {
    return RefuseDialect(name, "its lines end in CR alone (old Macintosh); convert them to LF");
  }
  Sniffed sniffed;
  Dialect& dialect = sniffed.dialect;
  dialect.quote = hints.quote.value_or(dialect.quote);
  const size_t line_feed = head.find('\n');
  dialect.crlf = line_feed != std::string_view::npos && head.substr(0, line_feed).ends_with('\r');
  const std::optional<char> separator = SeparatorLine(head);
  dialect.has_separator_line = separator.has_value();
  if (separator) head = SkipLine(head);
  if (const Status done = SettleDelimiter(head, hints, separator, name, &dialect); !done) {
    return done.error();
  }
  dialect.has_header = hints.has_header.value_or(true);
  const std::string doubt = hints.has_header ? "" : OddHeaderField(head, dialect);
  if (!doubt.empty()) return MayBeNoHeader(name, doubt);
  const std::string note = Note(dialect, hints);
  if (!note.empty()) sniffed.notes.push_back(name + ": " + note);
  return sniffed;
}

Error MayBeNoHeader(const std::string& name, const std::string& doubt) {
  return RefuseDialect(
      name, "the first record may not be a header (" + doubt + "); say --header or --no-header");
}

bool IsFigure(std::string_view cell) {
  bool digit = false;
  for (const char byte : cell) {
    if (IsLetter(byte) || !IsAscii(byte)) return false;
    digit = digit || IsDigit(byte);
  }
  return digit;
}

bool AreBlank(std::string_view lines, const Dialect& dialect) {
  return std::all_of(lines.begin(), lines.end(), [&](char byte) {
    const bool space = byte == ' ' || byte == '\t';
    return byte == '\n' || byte == '\r' || (space && byte != dialect.delimiter);
  });
}

Result<char> ParseDelimiter(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kWords = {
      {{"tab", '\t'}, {"\\t", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}}};
  const std::string lower = AsciiLowered(word);
  for (const auto& [known, delimiter] : kWords) {
    if (lower == known) return delimiter;
  }
  const bool usable = word.size() == 1 && IsAscii(word[0]) && word[0] != '"' && word[0] != '\n' &&
                      word[0] != '\r' && word[0] != '\0';
  if (usable) return word[0];
  return Error{.source = "--delimiter",
               .message = Quoted(word) +
                          " is not a delimiter; give one ASCII character, tab, comma, semicolon "
                          "or pipe" +
                          DidYouMean(word, {"tab", "comma", "semicolon", "pipe"}),
               .excerpt = {}};
}

Result<char> ParseQuote(std::string_view word) {
  if (AsciiLowered(word) == "none") return kNoQuote;
  const char byte = word.size() == 1 ? word[0] : ' ';
  const bool visible = byte > ' ' && byte <= '~';
  // Cells in quotes that are none of a spreadsheet's would begin as formulas do.
  const bool formula = StartsFormula(word);
  if (visible && !formula && !IsLetterOrDigit(byte)) return byte;
  return Error{.source = "--quote",
               .message = Quoted(word) +
                          " is not a quote; give one ASCII character that is no letter, figure, "
                          "space, =, +, - or @, or none" +
                          DidYouMean(word, {"none"}),
               .excerpt = {}};
}

}  // namespace cxo
