// The options of `cxo classify`.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"
#include "classifier/error/nearest.h"
#include "classifier/io/atomic_file.h"
#include "classifier/io/sniff_dialect.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup InputGroup() {
  OptionGroup group{"Input", {}};
  group.options.add_options()                                                       //
      ("from", po::value<std::string>()->value_name("FORMAT"),                      //
       "lines, csv, tsv or jsonl; by default by the file's extension, else lines")  //
      ("column,c", po::value<Words>()->composing()->value_name("NAME"),             //
       "CSV column (name, or else number from 1) or JSON member with the text; may be repeated");
  AddTableOptions(&group.options);
  group.options.add_options()                                  //
      ("quote", po::value<std::string>()->value_name("CHAR"),  //
       "of CSV and TSV: what stands around fields that hold delimiters or line ends; one "
       "character, or none for files in which quotes are text; default \"")  //
      ("bad-rows", po::value<std::string>()->value_name("WHAT"),             //
       "malformed rows: keep (default), reject (into FILE.rejects) or stop");
  return group;
}

OptionGroup OutputGroup() {
  OptionGroup group{"Output", {}};
  group.options.add_options()                                     //
      ("output,o", po::value<std::string>()->value_name("FILE"),  //
       "write there, all or nothing, instead of standard output; --to must be given if its "
       "extension says another format than the input's")                                 //
      ("to", po::value<std::string>()->value_name("FORMAT"),                             //
       "text, label, csv, tsv or jsonl; by default that of the input (text for lines)")  //
      ("add", po::value<std::string>()->value_name("LIST"),                              //
       "result columns: label, confidence, margin, runner_up, subtype, also, review, rules, "
       "spans, "                                                //
       "status; default label,confidence,rules")                //
      ("prefix", po::value<std::string>()->value_name("WORD"),  //
       "before the names of result columns; default cxo_")      //
      ("excel-safe",                                            //
       "CSV and TSV: an apostrophe before every cell that a spreadsheet would take for a formula, "
       "original cells included; one more before those that begin with one")  //
      ("min-confidence", po::value<std::string>()->value_name("X"),           //
       "rows below it are flagged in the column review, which is added unless --add is given; "
       "default: that of the pack, 0.7 in the built-in one")     //
      ("min-margin", po::value<std::string>()->value_name("X"),  //
       "rows whose two best labels are closer are flagged in the column review; default: that of "
       "the pack, 0 in the built-in one")  //
      ("report", po::value<std::string>()->value_name("FILE"), "write counts as JSON there");
  return group;
}

OptionGroup RunGroup() {
  OptionGroup group{"Run", {}};
  group.options.add_options()                                                       //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores")  //
      ("progress", "show how far the run is, when standard error is a terminal")    //
      ("resume",
       "with -o: keep a journal beside FILE, and go on where an interrupted run with --resume "
       "was")  //
      ("quiet,q", "say nothing but errors on standard error");
  return group;
}

Result<BadRows> ParseBadRows(std::string_view word) {
  if (word == "keep") return BadRows::kKeep;
  if (word == "reject") return BadRows::kReject;
  if (word == "stop") return BadRows::kStop;
  return Error{.source = "--bad-rows",
               .message = fmt::format("`{}` is not one of keep, reject, stop{}", word,
                                      DidYouMean(word, {"keep", "reject", "stop"}))};
}

void ReadRecordChoices(Values& values, RecordChoices* records) {
  records->from = values.Parsed("from", ParseInputFormat);
  records->to = values.Parsed("to", ParseOutputFormat);
  records->columns = values.List("column");
  ReadTableChoices(values, records);
  records->quote = values.Parsed("quote", ParseQuote);
  if (auto add = values.Parsed("add", ParseResultColumns)) records->add = *std::move(add);
  records->prefix = values.Text("prefix", records->prefix);
  records->bad_rows = values.Parsed("bad-rows", ParseBadRows).value_or(BadRows::kKeep);
  records->excel_safe = values.Has("excel-safe");
  if (records->quote && records->quote == records->delimiter) {
    values.Fail({.source = "--quote",
                 .message = fmt::format("`{}` is the --delimiter too, and cannot be both",
                                        *records->quote)});
  }
}

// Where rejected rows go: beside the output, else beside the input.
void NameRejects(Values& values, BatchOptions* batch) {
  if (batch->records.bad_rows != BadRows::kReject) return;
  const std::string& beside = IsStream(batch->output) ? batch->files.front() : batch->output;
  if (IsStream(beside)) {
    values.Fail({.source = "--bad-rows",
                 .message = "reject needs a file name to put the rejects beside: give FILE or -o"});
  }
  batch->rejects = beside + ".rejects";
}

// A word without extension that names nothing, mostly a mistyped command or name: that it cannot be
// opened is all that is to be said of it.
bool NamesNothing(const std::string& file) {
  std::error_code code;
  return file != "-" && std::filesystem::path(file).extension().empty() &&
         !std::filesystem::exists(file, code);
}

// As what `file` is read; nothing if it is refused with a reason of its own.
std::optional<InputFormat> FormatOfInput(const BatchOptions& batch, const std::string& file) {
  if (!batch.records.from && (IsJsonDocument(file) || NamesNothing(file))) return std::nullopt;
  return batch.records.from.value_or(FormatOfPath(file));
}

std::string_view ShownName(const std::string& file) {
  return file == "-" ? std::string_view("standard input") : file;
}

void RefuseColumnsOfLines(Values& values, const BatchOptions& batch) {
  if (batch.records.columns.empty()) return;
  for (const std::string& file : batch.files) {
    if (FormatOfInput(batch, file) != InputFormat::kLines) continue;
    values.Fail({.source = "--column",
                 .message = fmt::format("{} is read as lines, which have no columns; say --from "
                                        "csv, tsv or jsonl",
                                        ShownName(file))});
  }
}

// Of a name that stands for what is never written: no program that opens it will make sense of it.
void RefuseForeignOutput(Values& values, const BatchOptions& batch) {
  for (const std::string& file : batch.files) {
    const std::optional<InputFormat> from = FormatOfInput(batch, file);
    if (!from) continue;
    const std::string_view written = NameOf(NaturalOutput(*from));
    values.Fail({.source = "--output",
                 .message = fmt::format("{} would hold {}; give it another name, or say --to {} if "
                                        "it is to",
                                        batch.output, written, written)});
  }
}

// Whoever opens the output by its name would find something else in it than the name says.
void RefuseMisnamedOutput(Values& values, const BatchOptions& batch) {
  const InputFormat named = FormatOfPath(batch.output);
  if (batch.records.to) return;
  if (IsForeignDocument(batch.output)) RefuseForeignOutput(values, batch);
  if (named == InputFormat::kLines) return;
  for (const std::string& file : batch.files) {
    const std::optional<InputFormat> from = FormatOfInput(batch, file);
    if (!from || *from == named) continue;
    const std::string_view written = NameOf(NaturalOutput(*from));
    const bool assumed = !batch.records.from && *from == InputFormat::kLines;
    values.Fail(
        {.source = "--output",
         .message = fmt::format(
             "{} would hold {}; say --to {}, or --to {} if it is to{}", batch.output, written,
             NameOf(named), written,
             assumed ? fmt::format("; without --from {} is read as lines", ShownName(file)) : "")});
  }
}

// What the names of the files and the formats asked for tell about a run.
struct RunFormats {
  bool tables = false;   // an input is a table
  bool columns = false;  // the output has result columns
  bool cells = false;    // the output is a table
  bool kept = false;     // a table is written as it is read, in its own quotes
};

RunFormats FormatsOf(const BatchOptions& batch) {
  RunFormats formats;
  for (const std::string& file : batch.files) {
    const InputFormat from = FormatRead(file, batch.records);
    const OutputFormat to = FormatWritten(file, batch.records);
    formats.tables = formats.tables || IsTable(from);
    formats.columns = formats.columns || HasColumns(to);
    formats.cells = formats.cells || IsTable(to);
    formats.kept = formats.kept || (IsTable(from) && to == NaturalOutput(from));
  }
  return formats;
}

// What is guarded as one cell must be one to a spreadsheet.
void RefuseUnsafeQuote(Values& values, const BatchOptions& batch) {
  const char quote = batch.records.quote.value_or('"');
  const bool known = quote == '"' || quote == kNoQuote;
  if (!batch.records.excel_safe || known || !FormatsOf(batch).kept) return;
  values.Fail({.source = "--excel-safe",
               .message = fmt::format("spreadsheets do not know the quote `{}`, and would divide a "
                                      "cell in it at its delimiters",
                                      quote)});
}

// Whoever sets a threshold wants to see what is below it: in the column review, which is added if
// the user does not choose the columns, or else in the counts of the report.
void ShowReview(Values& values, bool has_columns, ClassifyCommand* command) {
  if (!values.Has("min-confidence") && !values.Has("min-margin")) return;
  std::vector<ResultColumn>& add = command->batch.records.add;
  if (has_columns && !values.Has("add")) {
    add.push_back(ResultColumn::kReview);
    return;
  }
  const bool shown =
      has_columns && std::find(add.begin(), add.end(), ResultColumn::kReview) != add.end();
  if (shown || !command->report.empty()) return;
  values.Fail({.source = values.Has("min-confidence") ? "--min-confidence" : "--min-margin",
               .message = has_columns
                              ? "flags rows in the column review, which --add leaves out; add it, "
                                "or have --report FILE count them"
                              : "flags rows in the column review, and the output has no columns; "
                                "say --to csv, tsv or jsonl, or have --report FILE count them"});
}

// An option without any effect is a misunderstanding that the user should hear of.
void RefuseIneffective(Values& values, ClassifyCommand* command) {
  const std::vector<std::string>& files = command->batch.files;
  if (std::any_of(files.begin(), files.end(), NamesNothing)) return;
  const RunFormats formats = FormatsOf(command->batch);
  for (const char* option : {"delimiter", "quote", "header", "no-header"}) {
    if (formats.tables || !values.Has(option)) continue;
    values.Fail({.source = fmt::format("--{}", option),
                 .message = "is about tables, and the input is none; say --from csv or tsv"});
  }
  for (const char* option : {"add", "prefix"}) {
    if (formats.columns || !values.Has(option)) continue;
    values.Fail({.source = fmt::format("--{}", option),
                 .message = "the output has no columns; say --to csv, tsv or jsonl"});
  }
  if (values.Has("excel-safe") && !formats.cells) {
    values.Fail({.source = "--excel-safe",
                 .message = "is about tables, and the output is none; say --to csv or tsv"});
  }
  ShowReview(values, formats.columns, command);
}

}  // namespace

Syntax ClassifySyntax() {
  return {
      "cxo [classify] [OPTIONS] [FILE...]",
      "Reads texts and says which kind of contract organisation offers what they describe: CRO, "
      "CMO, CDMO, CSO or NONE. Each line, row or object gives exactly one answer, in order.",
      "file",
      {InputGroup(), OutputGroup(), PackOptions(), RunGroup()},
      "  echo \"process development\" | cxo\n"
      "  cxo vendors.csv -c description -o labelled.csv\n"
      "  cxo --from jsonl --add label,spans < texts.jsonl\n"};
}

Result<Command> ReadClassify(Values& values) {
  ClassifyCommand command;
  command.pack = ReadPackChoice(values);
  command.batch.files = values.List("file");
  if (command.batch.files.empty()) command.batch.files = {"-"};
  command.batch.output = values.Text("output", "-");
  if (const auto packed = PackedName("--output", command.batch.output, true)) values.Fail(*packed);
  ReadRecordChoices(values, &command.batch.records);
  RefuseColumnsOfLines(values, command.batch);
  RefuseMisnamedOutput(values, command.batch);
  NameRejects(values, &command.batch);
  command.batch.resume = values.Has("resume");
  if (command.batch.resume && command.batch.output == "-") {
    values.Fail({.source = "--resume", .message = "needs -o FILE to go on with"});
  }
  command.batch.threads = values.Threads();
  const auto probability = [](const char* option) {
    return [option](std::string_view word) { return ParseProbability(option, word); };
  };
  command.min_confidence = values.Parsed("min-confidence", probability("--min-confidence"));
  command.min_margin = values.Parsed("min-margin", probability("--min-margin"));
  command.report = values.Text("report");
  if (const auto packed = PackedName("--report", command.report, false)) values.Fail(*packed);
  RefuseIneffective(values, &command);
  RefuseUnsafeQuote(values, command.batch);
  command.progress = values.Has("progress");
  command.quiet = values.Has("quiet");
  if (values.error()) return *values.error();
  return Command(std::move(command));
}

}  // namespace cxo
