// Reads gold labels through the same openers and framers as every other input.
#include "classifier/eval/gold.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/error/trim.h"
#include "classifier/error/utf8.h"
#include "classifier/io/column.h"
#include "classifier/io/csv_fields.h"
#include "classifier/io/framer.h"
#include "classifier/io/sniff_dialect.h"

namespace cxo {
namespace {

// So many faulty rows are named; of the others, how many there are.
constexpr size_t kFaultsNamed = 10;

enum class Labels { kNeeded, kIfThere, kIgnored };

// Where the fields of a gold row are among the picked columns.
struct Slots {
  static constexpr size_t kText = 0;
  std::optional<size_t> label;
  std::optional<size_t> also_ok;
  std::optional<size_t> subtype;
};

class GoldReader {
 public:
  GoldReader(const GoldColumns& columns, const Pack& pack, Labels labels)
      : columns_(columns), pack_(pack), labels_(labels) {}

  Result<GoldFile> Read(const std::string& path, std::vector<Error>* others) {
    RecordChoices choices = columns_.table;
    choices.from = FormatOfPath(path);
    const bool document = IsJsonDocument(path);
    if (document || *choices.from == InputFormat::kJsonl) return IsJson(path, document);
    if (!IsTable(*choices.from)) choices.from = InputFormat::kCsv;
    choices.prefix = "\n";  // no result columns are added, so no name can be taken
    if (!columns_.text.empty()) choices.columns = {columns_.text};
    for (const std::string& column : {columns_.label, columns_.also_ok, columns_.subtype}) {
      if (!column.empty()) choices.other_columns.push_back(column);
    }
    Result<OpenedJob> opened = OpenJob(path, choices, nullptr);
    if (!opened.ok()) return opened.error();
    gold_.name = opened->input.name;
    gold_.notes = opened->notes;
    if (opened->job.header.empty()) return Fault(0, "is empty: it has no labelled texts");
    if (Status found = FindColumns(opened->job); !found.ok()) return found.error();
    if (Status read = ReadRows(&*opened); !read.ok()) return read.error();
    if (faulty_ > 0) return FirstFault(others);
    if (gold_.rows.empty()) return Fault(0, "has a header and no rows");
    NoteEmptyRows();
    NoteOtherBytes();
    return std::move(gold_);
  }

 private:
  // `document`: one list over many lines.
  static Error IsJson(const std::string& path, bool document) {
    return {
        .source = path,
        .message = fmt::format("labelled texts are read from CSV or TSV, not from JSON; `jq -rn "
                               "'[\"text\", \"label\"], ({} | [.text, .label]) | @csv'` makes "
                               "such a file",
                               document ? "input[]" : "inputs")};
  }

  Error Fault(uint64_t line, std::string message) const {
    return {
        .source = gold_.name, .line = static_cast<uint32_t>(line), .message = std::move(message)};
  }

  Status FindColumns(const RecordJob& job) {
    picked_ = {job.text_columns[0]};
    fields_ = job.header.size();
    if (labels_ == Labels::kIgnored) return LeaveUnlabelled();
    const auto label = FindLabels(job.header);
    if (!label.ok()) return label.error();
    if (!*label && labels_ == Labels::kIfThere) return LeaveUnlabelled();
    if (!*label) {
      return Fault(0,
                   fmt::format("which column holds the gold label? Choose with {}; there are: {}",
                               columns_.label_option, NameList(job.header)));
    }
    if (Status header = CheckHeader(job, **label); !header.ok()) return header;
    slots_.label = Pick(*label);
    const auto also = Find(job.header, columns_.also_ok, "also_ok", "--also-ok");
    if (!also.ok()) return also.error();
    slots_.also_ok = Pick(*also);
    const auto subtype = Find(job.header, columns_.subtype, "subtype", "--subtype");
    if (!subtype.ok()) return subtype.error();
    slots_.subtype = Pick(*subtype);
    return Done{};
  }

  Status LeaveUnlabelled() {
    gold_.labelled = false;
    return Done{};
  }

  // A label above labels is one of them, though the text beside it is called like a column, unless
  // the user has said that there is a header or what one of its columns is called.
  Status CheckHeader(const RecordJob& job, size_t label) const {
    const auto is_name = [](const std::string& column) {
      return !column.empty() && !ColumnNumber(column);
    };
    const bool named = is_name(columns_.text) || is_name(columns_.label) ||
                       is_name(columns_.also_ok) || is_name(columns_.subtype);
    if (columns_.table.has_header || named || !FindTypedLabel(pack_, Trimmed(job.header[label]))) {
      return Done{};
    }
    return MayBeNoHeader(gold_.name, fmt::format("its field {} is a label", label + 1));
  }

  // The column of gold labels that the user named, else the first that has a usual name, else none.
  Result<std::optional<size_t>> FindLabels(const std::vector<std::string>& header) {
    const size_t text = picked_[Slots::kText];
    if (!columns_.label.empty()) {
      auto found = FindNamed(header, columns_.label, columns_.label_option);
      if (!found.ok() || **found != text) return found;
      return Error{.source = columns_.label_option,
                   .message = fmt::format("`{}` is the column with the text; labels are in another",
                                          header[text])};
    }
    std::vector<size_t> usual;
    for (const std::string_view name : {"label", "gold"}) {
      for (size_t i = 0; i < header.size(); ++i) {
        if (FoldedName(header[i]) == name && i != text) usual.push_back(i);
      }
    }
    if (usual.empty()) return std::optional<size_t>();
    NoteLabels(header, usual);
    return std::optional<size_t>(usual[0]);
  }

  // The first of `usual` was taken.
  void NoteLabels(const std::vector<std::string>& header, const std::vector<size_t>& usual) {
    std::string note =
        fmt::format("{}: the gold label is in column `{}`", gold_.name, header[usual[0]]);
    if (usual.size() > 1) {
      note += fmt::format(", not in column {} (`{}`); choose with {}", usual[1] + 1,
                          header[usual[1]], columns_.label_option);
    }
    gold_.notes.push_back(std::move(note));
  }

  // The column that the user named by `option`, else the one of the usual name, else none.
  static Result<std::optional<size_t>> Find(const std::vector<std::string>& header,
                                            const std::string& named, std::string_view usual,
                                            std::string_view option) {
    if (!named.empty()) return FindNamed(header, named, option);
    const auto it = std::find_if(header.begin(), header.end(), [&](const std::string& name) {
      return FoldedName(name) == FoldedName(usual);
    });
    if (it == header.end()) return std::optional<size_t>();
    return std::optional<size_t>(it - header.begin());
  }

  static Result<std::optional<size_t>> FindNamed(const std::vector<std::string>& header,
                                                 const std::string& named,
                                                 std::string_view option) {
    const Result<size_t> found = FindColumn(header, named);
    if (found.ok()) return std::optional<size_t>(*found);
    Error error = found.error();
    error.source = option;
    return error;
  }

  std::optional<size_t> Pick(std::optional<size_t> column) {
    if (!column) return std::nullopt;
    picked_.push_back(*column);
    return picked_.size() - 1;
  }

  Status ReadRows(OpenedJob* opened) {
    Framer framer(opened->input.source.get(), opened->framing);
    dialect_ = opened->job.dialect;
    FieldPicker picker(dialect_, picked_);
    Block block;
    while (true) {
      const Result<bool> more = framer.Next(&block);
      if (!more.ok()) return more.error();
      if (!*more) return Done{};
      for (const Record& record : block.records) {
        if (record.kind != RecordKind::kData || block.Body(record).empty()) continue;
        // Of a row that is too long the first piece has been named.
        if (record.piece == RecordPiece::kMiddle || record.piece == RecordPiece::kLast) continue;
        const uint64_t line = block.LineOf(record);
        const Status read = ReadRow(block.Body(record), record.fault, line, &picker);
        if (!read.ok()) NoteFault(read.error());
      }
    }
  }

  Status ReadRow(std::string_view body, RecordFault fault, uint64_t line, FieldPicker* picker) {
    if (fault != RecordFault::kNone) return Fault(line, std::string(FaultText(fault)));
    const size_t fields = picker->Pick(body);
    if (IsEmpty(body, *picker)) {
      ++empty_;
      return Done{};
    }
    // Labels may stand in the wrong column of a row with more or fewer fields; texts alone are
    // taken where they are.
    if (fields != fields_ && (gold_.labelled || (*picker)[Slots::kText].raw.data() == nullptr)) {
      return Fault(line, fmt::format("{}, expected {}", Counted(fields, "field"), fields_));
    }
    return AddRow(*picker, line);
  }

  // Spreadsheets leave rows of nothing but delimiters below a table.
  bool IsEmpty(std::string_view body, const FieldPicker& picker) const {
    if (!Trimmed(picker[Slots::kText].text).empty()) return false;
    const std::vector<std::string> fields = SplitRecord(body, dialect_);
    return std::all_of(fields.begin(), fields.end(),
                       [](const std::string& field) { return Trimmed(field).empty(); });
  }

  void NoteEmptyRows() {
    if (empty_ == 0) return;
    gold_.notes.push_back(fmt::format("{}: {} left out: all {} fields are empty", gold_.name,
                                      Counted(empty_, "row") + (empty_ == 1 ? " is" : " are"),
                                      empty_ == 1 ? "its" : "their"));
  }

  void NoteFault(const Error& fault) {
    ++faulty_;
    if (faults_.size() < kFaultsNamed) faults_.push_back(fault);
  }

  Error FirstFault(std::vector<Error>* others) const {
    if (others != nullptr) {
      others->assign(faults_.begin() + 1, faults_.end());
      const size_t rest = faulty_ - faults_.size();
      if (rest > 0) {
        others->push_back(Fault(0, rest == 1 ? "1 more row is like that"
                                             : fmt::format("{} more rows are like that", rest)));
      }
    }
    return faults_[0];
  }

  Status AddRow(const FieldPicker& picker, uint64_t line) {
    GoldRow row{.text = std::string(picker[Slots::kText].text), .line = line};
    if (slots_.label) {
      const std::string_view word = Trimmed(picker[*slots_.label].text);
      if (word.empty()) return Fault(line, "the row has no label");
      const Result<LabelIndex> label = ReadLabel(word, line);
      if (!label.ok()) return label.error();
      row.label = *label;
    }
    if (slots_.subtype) row.subtype = Trimmed(picker[*slots_.subtype].text);
    if (slots_.also_ok) {
      const Status added = AddAlsoOk(Trimmed(picker[*slots_.also_ok].text), line, &row);
      if (!added.ok()) return added;
    }
    gold_.rows.push_back(std::move(row));
    return Done{};
  }

  Status AddAlsoOk(std::string_view list, uint64_t line, GoldRow* row) const {
    while (!list.empty()) {
      const size_t bar = std::min(list.find('|'), list.size());
      const std::string_view word = Trimmed(list.substr(0, bar));
      const Result<LabelIndex> also = ReadLabel(word, line);
      if (!also.ok()) {
        Error error = also.error();
        // Names of labels have none of these, so it is a list that is joined otherwise.
        if (word.find_first_of(",;/ ") != word.npos) error.message += "; labels are joined by `|`";
        return error;
      }
      row->also_ok.push_back(*also);
      list.remove_prefix(std::min(bar + 1, list.size()));
    }
    return Done{};
  }

  // Such bytes are read as a mark that matches nothing: figures would suffer without a word.
  void NoteOtherBytes() {
    const auto holds = [](const GoldRow& row) { return !IsValidUtf8(row.text); };
    const auto first = std::find_if(gold_.rows.begin(), gold_.rows.end(), holds);
    const auto count = std::count_if(first, gold_.rows.end(), holds);
    if (count == 0) return;
    gold_.notes.push_back(fmt::format(
        "{}:{}: {}; if the file is Windows-1252, say --encoding windows-1252", gold_.name,
        first->line,
        count == 1
            ? "the text holds bytes that are not UTF-8"
            : fmt::format("this text and {} more hold bytes that are not UTF-8", count - 1)));
  }

  Result<LabelIndex> ReadLabel(std::string_view word, uint64_t line) const {
    Result<LabelIndex> label = ReadTypedLabel(pack_, word);
    if (!label.ok()) return Fault(line, label.error().message);
    return label;
  }

  const GoldColumns& columns_;
  const Pack& pack_;
  Labels labels_;
  GoldFile gold_;
  std::vector<size_t> picked_;
  Slots slots_;
  Dialect dialect_;
  size_t fields_ = 0;  // of the header, and of every row
  size_t empty_ = 0;   // rows left out
  std::vector<Error> faults_;
  size_t faulty_ = 0;  // rows, those in faults_ and further ones
};

}  // namespace

Result<GoldFile> ReadGold(const std::string& path, const GoldColumns& columns, const Pack& pack,
                          std::vector<Error>* others) {
  return GoldReader(columns, pack, Labels::kNeeded).Read(path, others);
}

Result<GoldFile> ReadTexts(const std::string& path, const GoldColumns& columns, const Pack& pack,
                           bool ignore_labels, std::vector<Error>* others) {
  const Labels labels = ignore_labels ? Labels::kIgnored : Labels::kIfThere;
  return GoldReader(columns, pack, labels).Read(path, others);
}

}  // namespace cxo
