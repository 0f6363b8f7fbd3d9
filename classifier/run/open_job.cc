// Settling formats, dialects, headers and columns from the choices and the first bytes of the
// input.
#include "classifier/run/open_job.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "classifier/io/csv_fields.h"

namespace cxo {
namespace {

// Names under which a text column is so usual that it need not be asked for.
constexpr std::array<std::string_view, 10> kUsualNames = {
    "text",   "description", "service", "services", "summary",
    "phrase", "about",       "passage", "sentence", "business description"};

std::string Lower(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (c == '_') c = ' ';
  }
  return lower;
}

Error NoColumnChosen(const std::string& name, const std::vector<std::string>& header) {
  return {.source = name,
          .message = fmt::format("which column holds the text? Choose with --column; there are: {}",
                                 fmt::join(header, ", "))};
}

// The column that is obviously the text: the only one there is, or the only one with a usual name.
Result<size_t> ObviousColumn(const std::string& name, const std::vector<std::string>& header,
                             std::vector<std::string>* notes) {
  if (header.size() == 1) return size_t{0};
  std::optional<size_t> found;
  for (size_t i = 0; i < header.size(); ++i) {
    if (std::find(kUsualNames.begin(), kUsualNames.end(), Lower(header[i])) == kUsualNames.end()) {
      continue;
    }
    if (found) return NoColumnChosen(name, header);
    found = i;
  }
  if (!found) return NoColumnChosen(name, header);
  notes->push_back(fmt::format("{}: the text is in column `{}`", name, header[*found]));
  return *found;
}

// The first record that holds fields, among bytes at the start of a table: the header, or a row.
struct FirstRecord {
  std::vector<std::string> fields;
  bool complete = false;  // its line end was seen
};

FirstRecord ReadFirstRecord(std::string_view head, const FramerOptions& framing) {
  MemorySource source(head);
  FramerOptions options = framing;
  options.block_size = 1;
  Framer framer(&source, options);
  Block block;
  size_t used = 0;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok() || !*more) return {};
    for (const Record& record : block.records) {
      used += record.size;
      if (record.kind == RecordKind::kSeparatorLine) continue;
      const bool ends = record.fault == RecordFault::kNone && !block.LineEnd(record).empty();
      return {SplitRecord(block.Body(record), framing.dialect), ends || used < head.size()};
    }
  }
}

// Looks far enough ahead to see the whole first record, at most max_record bytes, and no further:
// who writes a header into a pipe and waits for the answer gets it.
Result<std::vector<std::string>> PeekFirstRecord(PeekSource* source, const FramerOptions& framing) {
  constexpr size_t kStep = size_t{64} << 10;
  for (size_t seen = 0;;) {
    const Result<std::string_view> head = source->Peek(seen + 1, seen + kStep);
    if (!head.ok()) return head.error();
    const bool last = head->size() == seen || head->size() > framing.max_record;
    const bool line_ends = head->substr(seen).find('\n') != std::string_view::npos;
    seen = head->size();
    if (!last && !line_ends) continue;
    FirstRecord first = ReadFirstRecord(*head, framing);
    if (first.complete || last) return std::move(first.fields);
  }
}

class JobOpener {
 public:
  JobOpener(const std::string& path, const RecordChoices& choices)
      : path_(path), choices_(choices) {}

  Result<OpenedJob> Open(const Interrupt* interrupt) {
    RecordJob& job = opened_.job;
    job.from = choices_.from.value_or(FormatOfPath(path_));
    job.to = choices_.to.value_or(NaturalOutput(job.from));
    job.add = choices_.add;
    job.prefix = choices_.prefix;
    job.excel_safe = choices_.excel_safe;
    job.bad_rows = choices_.bad_rows;
    opened_.framing.block_size = choices_.block_size;
    opened_.framing.max_record = choices_.max_record;
    InputOptions options{.encoding = choices_.encoding,
                         .standard_input = choices_.standard_input,
                         .interrupt = interrupt};
    options.wait_for_sample = job.from == InputFormat::kCsv && !choices_.delimiter;
    Result<Input> input = OpenInput(path_, options);
    if (!input.ok()) return input.error();
    opened_.input = std::move(input).value();
    opened_.notes = opened_.input.notes;
    job.file = opened_.input.name;
    job.encoding = opened_.input.encoding;
    if (job.excel_safe && job.to != OutputFormat::kCsv && job.to != OutputFormat::kTsv) {
      return Error{.source = "--excel-safe",
                   .message = fmt::format("{} is not written as csv or tsv", job.file)};
    }
    Status settled = IsTable(job.from) ? SettleTable(options.wait_for_sample) : SettleText();
    if (!settled.ok()) return settled.error();
    return std::move(opened_);
  }

 private:
  Status SettleText() {
    RecordJob& job = opened_.job;
    opened_.framing.framing = Framing::kLines;
    if (job.from == InputFormat::kLines && !choices_.columns.empty()) {
      return Error{.source = "--column",
                   .message = fmt::format("{} is read as lines, which have no columns; say --from "
                                          "csv, tsv or jsonl",
                                          job.file)};
    }
    job.text_members = choices_.columns;
    if (job.text_members.empty()) job.text_members = {"text"};
    job.header =
        job.from == InputFormat::kJsonl ? job.text_members : std::vector<std::string>{"text"};
    if (job.header.size() > 1) job.header = {"text"};
    const bool to_table = job.to == OutputFormat::kCsv || job.to == OutputFormat::kTsv;
    if (job.from == InputFormat::kJsonl && to_table) {
      opened_.notes.push_back(job.file +
                              ": only the text of each object goes into the table; --to "
                              "jsonl keeps all members");
    }
    return Done{};
  }

  Status SettleTable(bool wait) {
    Status sniffed = Sniff(wait);
    if (!sniffed.ok()) return sniffed;
    RecordJob& job = opened_.job;
    job.dialect = opened_.framing.dialect;
    auto first = PeekFirstRecord(opened_.input.source.get(), opened_.framing);
    if (!first.ok()) return first.error();
    job.header = *std::move(first);
    if (!job.dialect.has_header) {
      for (size_t i = 0; i < job.header.size(); ++i) {
        job.header[i] = fmt::format("column {}", i + 1);
      }
    }
    if (job.header.empty()) {  // no record at all: nothing was found out, nothing to choose from
      opened_.notes.push_back(job.file + ": holds no records");
      return Done{};
    }
    opened_.notes.insert(opened_.notes.end(), sniffed_notes_.begin(), sniffed_notes_.end());
    Status taken = CheckNames();
    return taken.ok() ? ChooseColumns() : taken;
  }

  Status Sniff(bool wait) {
    constexpr size_t kSample = size_t{1} << 20;
    const auto head = opened_.input.source->Peek(wait ? kSample : 1, kSample);
    if (!head.ok()) return head.error();
    DialectHints hints{.delimiter = choices_.delimiter, .has_header = choices_.has_header};
    if (opened_.job.from == InputFormat::kTsv && !hints.delimiter) hints.delimiter = '\t';
    hints.whole = wait && head->size() < kSample;
    Result<Sniffed> sniffed = SniffDialect(*head, hints, opened_.job.file);
    if (!sniffed.ok()) return sniffed.error();
    opened_.framing.framing = Framing::kCsv;
    opened_.framing.dialect = sniffed->dialect;
    sniffed_notes_ = std::move(sniffed->notes);
    return Done{};
  }

  // A second column of the same name would hide one of the two from most readers.
  Status CheckNames() const {
    const RecordJob& job = opened_.job;
    for (const ResultColumn column : job.add) {
      const std::string name = job.prefix + std::string(NameOf(column));
      if (std::find(job.header.begin(), job.header.end(), name) == job.header.end()) continue;
      return Error{.source = job.file,
                   .message = fmt::format("there is a column `{}` already; choose other names for "
                                          "the new columns with --prefix",
                                          name)};
    }
    return Done{};
  }

  Status ChooseColumns() {
    RecordJob& job = opened_.job;
    if (choices_.columns.empty()) {
      const Result<size_t> obvious = ObviousColumn(job.file, job.header, &opened_.notes);
      if (!obvious.ok()) return obvious.error();
      job.text_columns = {*obvious};
    }
    for (const std::string& wanted : choices_.columns) {
      const Result<size_t> found = FindColumn(job.header, wanted);
      if (!found.ok()) return found.error();
      job.text_columns.push_back(*found);
    }
    return Done{};
  }

  const std::string& path_;
  const RecordChoices& choices_;
  OpenedJob opened_;
  std::vector<std::string> sniffed_notes_;
};

}  // namespace

Result<OpenedJob> OpenJob(const std::string& path, const RecordChoices& choices,
                          const Interrupt* interrupt) {
  return JobOpener(path, choices).Open(interrupt);
}

}  // namespace cxo
