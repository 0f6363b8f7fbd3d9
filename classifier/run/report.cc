// JSON by hand: a handful of fixed keys in a fixed order need no library.
#include "classifier/run/report.h"

#include <fmt/core.h>

#include "classifier/error/joined.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

std::string Rows(const BatchOutcome& outcome) {
  const Tally& tally = outcome.tally;
  return fmt::format(
      R"({{"read": {}, "labelled": {}, "bad": {}, "malformed": {}, "rejected": {}, "review": {}, )"
      R"("not_utf8": {}, "partly_read": {}, "replaced": {}, "swallowing": {}}})",
      tally.read, tally.labelled, tally.bad, tally.malformed, tally.rejected, tally.review,
      tally.not_utf8, tally.statuses - tally.not_utf8, tally.replaced + outcome.halves,
      tally.swallowing);
}

std::string Labels(const Pack& pack, const Tally& tally) {
  std::vector<std::string> counts;
  for (size_t i = 0; i < pack.labels.size(); ++i) {
    counts.push_back(fmt::format("{}: {}", JsonString(pack.labels[i].name), tally.labels[i]));
  }
  return JsonObject(counts);
}

std::string BadRowList(const Tally& tally) {
  std::vector<std::string> rows;
  for (const BadRow& row : tally.bad_rows) {
    rows.push_back(fmt::format(
        R"({{"file": {}, "record": {}, "line": {}, "column": {}, "byte": {}, "message": {}}})",
        JsonString(row.file), row.record, row.line, row.column, row.byte, JsonString(row.message)));
  }
  return fmt::format("[{}]", Joined(rows, ", "));
}

std::string_view WordOf(BadRows what) {
  switch (what) {
    case BadRows::kKeep: return "keep";
    case BadRows::kReject: return "reject";
    case BadRows::kStop: return "stop";
  }
  return "";
}

// The columns or members that held the text.
std::vector<std::string> TextColumns(const RecordJob& job) {
  if (job.from == InputFormat::kJsonl) return job.text_members;
  std::vector<std::string> columns;
  for (const size_t column : job.text_columns) columns.push_back(job.header[column]);
  return columns;
}

// As --quote takes it.
std::string WordOfQuote(char quote) { return quote == kNoQuote ? "none" : std::string(1, quote); }

// What was found out or chosen about the records of the first input.
std::string Records(const RecordJob& job) {
  const bool table = IsTable(job.from);
  return fmt::format(
      R"("from": {}, "to": {}, "encoding": {}, "delimiter": {}, "quote": {}, "header": {}, )"
      R"("columns": {})",
      JsonString(NameOf(job.from)), JsonString(NameOf(job.to)), JsonString(NameOf(job.encoding)),
      table ? JsonString(std::string(1, job.dialect.delimiter)) : "null",
      table ? JsonString(WordOfQuote(job.dialect.quote)) : "null",
      table ? fmt::format("{}", job.dialect.has_header) : "null", JsonStrings(TextColumns(job)));
}

// As they were used: what the user left open is what was found out, or the default.
std::string Options(const Pack& pack, const BatchOptions& options, const BatchOutcome& outcome) {
  const RecordChoices& records = options.records;
  std::vector<std::string> add;
  for (const ResultColumn column : records.add) add.emplace_back(NameOf(column));
  std::string out = "{";
  if (outcome.first_job) out += Records(*outcome.first_job) + ", ";
  out += fmt::format(R"("add": {}, "prefix": {}, "excel_safe": {}, "bad_rows": {}, )",
                     JsonStrings(add), JsonString(records.prefix), records.excel_safe,
                     JsonString(WordOf(records.bad_rows)));
  out += fmt::format(R"("min_confidence": {}, "min_margin": {}, "output": {}, "threads": {}}})",
                     pack.decision.review_confidence, pack.decision.review_margin,
                     JsonString(options.output), options.threads);
  return out;
}

}  // namespace

std::string ReportJson(const Pack& pack, const std::string& profile, const BatchOptions& options,
                       const BatchOutcome& outcome, double seconds) {
  const std::string used = ProfileInForce(pack, profile);
  std::string out = "{\n";
  out += fmt::format(
      "  \"pack\": {{\"name\": {}, \"version\": {}, \"digest\": {}, \"profile\": {}}},\n",
      JsonString(pack.name), JsonString(pack.version), JsonString(pack.digest), JsonString(used));
  out += fmt::format("  \"files\": {},\n", JsonStrings(options.files));
  out += fmt::format("  \"options\": {},\n", Options(pack, options, outcome));
  out += fmt::format("  \"rows\": {},\n", Rows(outcome));
  out += fmt::format("  \"labels\": {},\n", Labels(pack, outcome.tally));
  out += fmt::format("  \"bytes\": {},\n", outcome.tally.bytes);
  out += fmt::format("  \"bad_rows\": {},\n", BadRowList(outcome.tally));
  out += fmt::format("  \"bad_rows_not_listed\": {},\n",
                     outcome.tally.malformed - outcome.tally.bad_rows.size());
  out += fmt::format("  \"complete\": {},\n", outcome.end == BatchOutcome::End::kComplete);
  out += fmt::format("  \"seconds\": {:.3f}\n", seconds);
  return out + "}\n";
}

}  // namespace cxo
