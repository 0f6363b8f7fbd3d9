// Settling formats, dialects, headers and columns from the choices and the first bytes of the
// input.
#include "classifier/run/open_job.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "classifier/io/column.h"
#include "classifier/io/sniff_dialect.h"
#include "classifier/run/first_objects.h"
#include "classifier/run/first_record.h"
#include "classifier/run/format_doubt.h"
#include "classifier/run/header_doubt.h"

namespace cxo {
namespace {

// What encoding and delimiter of a table are found out from. Of what is no regular file it is
// waited for whether the input pauses or not, so that the answer is always the same, and less, so
// that rows sent by a program come back soon.
constexpr size_t kSniffed = size_t{1} << 20;
constexpr size_t kStreamHead = size_t{64} << 10;

Error NoColumnChosen(const std::string& name, const std::vector<std::string>& header) {
  return {.source = name,
          .message = fmt::format("which column holds the text? Choose with --column; there are: {}",
                                 NameList(header))};
}

// The column that is obviously the text: the only one there is, or the only one with a usual name.
Result<size_t> ObviousColumn(const std::string& name, const std::vector<std::string>& header,
                             std::vector<std::string>* notes) {
  if (header.size() == 1) return size_t{0};
  std::optional<size_t> found;
  for (size_t i = 0; i < header.size(); ++i) {
    if (!IsUsualTextName(header[i])) continue;
    if (found) return NoColumnChosen(name, header);
    found = i;
  }
  if (!found) return NoColumnChosen(name, header);
  notes->push_back(fmt::format("{}: the text is in column `{}`", name, header[*found]));
  return *found;
}

InputOptions InputOptionsFor(InputFormat from, const RecordChoices& choices,
                             const Interrupt* interrupt) {
  InputOptions options{.encoding = choices.encoding,
                       .standard_input = choices.standard_input,
                       .interrupt = interrupt};
  options.wait_for_sample = from == InputFormat::kCsv && !choices.delimiter;
  if (options.wait_for_sample) options.stream_sample = kStreamHead;
  return options;
}

class JobOpener {
 public:
  JobOpener(const std::string& path, const RecordChoices& choices)
      : path_(path), choices_(choices) {}

  Result<OpenedJob> Open(const Interrupt* interrupt) {
    RecordJob& job = opened_.job;
    job.from = FormatRead(path_, choices_);
    job.to = FormatWritten(path_, choices_);
    job.add = choices_.add;
    job.prefix = choices_.prefix;
    job.quote_is_pinned = choices_.quote.has_value();
    job.excel_safe = choices_.excel_safe;
    job.bad_rows = choices_.bad_rows;
    opened_.framing.block_size = choices_.block_size;
    opened_.framing.max_record = choices_.max_record;
    const InputOptions options = InputOptionsFor(job.from, choices_, interrupt);
    opened_.path = path_;
    Result<Input> input = OpenInput(path_, options);
    if (!input.ok()) return input.error();
    opened_.input = std::move(input).value();
    opened_.notes = opened_.input.notes;
    job.file = opened_.input.name;
    if (!choices_.from && IsJsonDocument(path_)) {
      return Error{.source = job.file,
                   .message =
                       "a .json file may hold one value over many lines; say --from jsonl if "
                       "each of its lines is an object (`jq -c '.[]'` makes such lines of a "
                       "list), or --from lines to read each line as a text"};
    }
    job.encoding = opened_.input.encoding;
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
    for (const std::string& wanted : choices_.columns) {
      TakeOnce(wanted, wanted, &job.text_members);
    }
    if (job.text_members.empty()) job.text_members = {"text"};
    if (job.from == InputFormat::kJsonl) {
      if (Status found = SettleMembers(); !found.ok()) return found;
    }
    job.header =
        job.from == InputFormat::kJsonl ? job.text_members : std::vector<std::string>{"text"};
    if (job.header.size() > 1) job.header = {"text"};
    const bool to_table = job.to == OutputFormat::kCsv || job.to == OutputFormat::kTsv;
    if (job.from == InputFormat::kJsonl && to_table) {
      opened_.notes.push_back(job.file +
                              ": only the text of each object goes into the table; --to "
                              "jsonl keeps all members");
    }
    return job.from == InputFormat::kLines ? SayWhatElseItMayBe() : Done{};
  }

  Status SettleMembers() {
    RecordJob& job = opened_.job;
    const bool chosen = !choices_.columns.empty();
    const auto found =
        FindTextMembers(opened_.input.source.get(), opened_.input.regular, chosen, job);
    if (!found.ok()) return found.error();
    const std::vector<std::string> wanted = std::exchange(job.text_members, {});
    for (size_t i = 0; i < wanted.size(); ++i) {
      const std::string& member = (*found)[i];
      if (!TakeOnce(member, member, &job.text_members) || member == wanted[i]) continue;
      opened_.notes.push_back(fmt::format("{}: the text is in member `{}`", job.file, member));
    }
    return Done{};
  }

  // Looks no further than what has come in: a text must not wait for the next.
  Status SayWhatElseItMayBe() {
    constexpr size_t kFirstLines = 16384;
    if (choices_.from) return Done{};
    const auto head = opened_.input.source->Peek(1, kFirstLines);
    if (!head.ok()) return head.error();
    if (HasOnlyReturns(*head)) {
      opened_.notes.push_back(opened_.job.file +
                              ": read as lines that end in LF, though it seems to begin with lines "
                              "that end in CR alone (old Macintosh); convert them to LF");
    }
    const auto first = FormatOfFirstLine(*head);
    if (const auto likely = first ? first : FormatOfFirstLines(*head)) {
      opened_.notes.push_back(fmt::format(
          "{0}: read as lines, though the first {1} like {2}; say --from {2}, or --from lines to "
          "leave it at that",
          opened_.job.file, first ? "looks" : "ones look", NameOf(*likely)));
    }
    return Done{};
  }

  Status SettleTable(bool wait) {
    Status sniffed = Sniff(wait);
    if (!sniffed.ok()) return sniffed;
    RecordJob& job = opened_.job;
    job.dialect = opened_.framing.dialect;
    auto first = PeekFirstRecord(opened_.input.source.get(), opened_.framing, job.file);
    if (!first.ok()) return first.error();
    if (job.dialect.has_header && first->fault != RecordFault::kNone) {
      Error fault{.source = job.file,
                  .line = static_cast<uint32_t>(first->line),
                  .column = static_cast<uint32_t>(first->column),
                  .message = "in the header " + std::string(FaultText(first->fault))};
      // Which names it has is anybody's guess then.
      if (first->fault != RecordFault::kTextAfterQuote) return fault;
      opened_.notes.push_back(Format(fault));
    }
    job.header = std::move(first->fields);
    if (job.dialect.has_header) {
      opened_.framing.blank_lines = first->blank_lines;
    } else {
      // Blank lines alone are rows of one column without text.
      if (job.header.empty() && first->blank_lines > 0) job.header.emplace_back();
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
    if (taken.ok()) taken = ChooseColumns();
    return taken.ok() ? CheckHeader(wait) : taken;
  }

  Status Sniff(bool wait) {
    const size_t most = HeadSize();
    const auto head = opened_.input.source->Peek(wait ? most : 1, most);
    if (!head.ok()) return head.error();
    DialectHints hints{.delimiter = choices_.delimiter,
                       .quote = choices_.quote,
                       .has_header = choices_.has_header};
    if (opened_.job.from == InputFormat::kTsv && !hints.delimiter) hints.delimiter = '\t';
    hints.whole = wait && head->size() < most && !opened_.input.source->failed();
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
    if (!HasColumns(job.to)) return Done{};
    for (const ResultColumn column : job.add) {
      const std::string name = job.prefix + std::string(NameOf(column));
      if (std::find(job.header.begin(), job.header.end(), name) == job.header.end()) continue;
      return Error{.source = job.file,
                   .message = fmt::format("there is a column `{}` already; choose other names for "
                                          "the new columns with --prefix",
                                          name)};
    }
    return job.to == OutputFormat::kJsonl ? CheckNamesDiffer() : Done{};
  }

  // Of members with the same name most readers of JSON keep one.
  Status CheckNamesDiffer() const {
    std::vector<std::string> names = opened_.job.header;
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return Done{};
    return Error{.source = opened_.job.file,
                 .message = fmt::format("more than one column is called `{}`, and an object keeps "
                                        "one member of a name; rename them, or write a table",
                                        *twice)};
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
      if (!found.ok()) return WithPlaceOfHeader(found.error(), wanted);
      if (!TakeOnce(*found, job.header[*found], &job.text_columns)) continue;
      const std::optional<size_t> number = ColumnNumber(wanted);
      if (!number || *number == *found + 1) continue;
      opened_.notes.push_back(fmt::format("{}: `{}` is the name of column {}, and is read as that",
                                          job.file, wanted, *found + 1));
    }
    return Done{};
  }

  // Of several inputs this may be any. Spreadsheets have titles above their tables.
  Error WithPlaceOfHeader(Error error, const std::string& wanted) {
    const RecordJob& job = opened_.job;
    const bool absent = std::none_of(job.header.begin(), job.header.end(), [&](const auto& name) {
      return FoldedName(name) == FoldedName(wanted);
    });
    const auto head = opened_.input.source->Peek(1, HeadSize());
    error.source = job.file;
    if (!head.ok() || !absent || !job.dialect.has_header || ColumnNumber(wanted)) return error;
    if (const auto record = RecordThatNames(wanted, *head, opened_.framing)) {
      error.message += fmt::format("; record {} has it: is the table's header there? ", *record);
      error.message += "Take off the lines above it";
    }
    return error;
  }

  // Appends a column that is named for the first time; a text that is read twice would count twice.
  template <typename Column>
  bool TakeOnce(const Column& column, const std::string& name, std::vector<Column>* columns) {
    if (std::find(columns->begin(), columns->end(), column) == columns->end()) {
      columns->push_back(column);
      return true;
    }
    opened_.notes.push_back(
        fmt::format("{}: column `{}` is named twice, and read once", opened_.job.file, name));
    return false;
  }

  // Whether anybody has said what a column is called: not by a number, nor by saying nothing of the
  // only column.
  bool HasNamedColumn() const {
    const auto all_numbers = [](const std::vector<std::string>& columns) {
      return std::all_of(columns.begin(), columns.end(), ColumnNumber);
    };
    const bool obvious = choices_.columns.empty() && opened_.job.header.size() > 1;
    return obvious || !all_numbers(choices_.columns) || !all_numbers(choices_.other_columns);
  }

  // Of a stream that is not waited for it is the first record alone that tells, so that it does not
  // depend on how much has come in.
  Status CheckHeader(bool wait) {
    const RecordJob& job = opened_.job;
    if (choices_.has_header || HasNamedColumn()) return Done{};
    std::vector<std::vector<std::string>> rows;
    bool whole = false;
    if (wait || opened_.input.regular) {
      const size_t most = HeadSize();
      const auto head = opened_.input.source->Peek(most, most);
      if (!head.ok()) return head.error();
      whole = head->size() < most && !opened_.input.source->failed();
      rows = RowsBelow(*head, opened_.framing, whole);
    }
    const std::string doubt = HeaderDoubt(job.header, rows, whole, job.text_columns[0]);
    return doubt.empty() ? Status(Done{}) : MayBeNoHeader(job.file, doubt);
  }

  size_t HeadSize() const { return opened_.input.regular ? kSniffed : kStreamHead; }

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

void LetGo(OpenedJob* opened) {
  if (opened->input.regular && opened->path != "-") opened->input.source.reset();
}

Status TakeUp(const RecordChoices& choices, const Interrupt* interrupt, OpenedJob* opened) {
  if (opened->input.source) return Done{};
  InputOptions options = InputOptionsFor(opened->job.from, choices, interrupt);
  options.encoding = opened->job.encoding;  // as it was found out, and said
  Result<Input> input = OpenInput(opened->path, options);
  if (!input.ok()) return input.error();
  const Input& before = opened->input;
  if (!(input->id == before.id) || input->size != before.size ||
      input->modified != before.modified) {
    return Error{.source = opened->job.file,
                 .message = "is another file than it was when the run began"};
  }
  opened->input.source = std::move(input->source);
  return Done{};
}

}  // namespace cxo
