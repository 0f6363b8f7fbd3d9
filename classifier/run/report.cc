// JSON by hand: a handful of fixed keys in a fixed order need no library.
#include "classifier/run/report.h"

#include <fmt/format.h>

#include "classifier/io/json.h"

namespace cxo {
namespace {

std::string StringList(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(JsonString(text));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

std::string Rows(const Tally& tally) {
  return fmt::format(
      R"({{"read": {}, "labelled": {}, "bad": {}, "malformed": {}, "rejected": {}, "review": {}}})",
      tally.read, tally.labelled, tally.bad, tally.malformed, tally.rejected, tally.review);
}

std::string Labels(const Pack& pack, const Tally& tally) {
  std::vector<std::string> counts;
  for (size_t i = 0; i < pack.labels.size(); ++i) {
    counts.push_back(fmt::format("{}: {}", JsonString(pack.labels[i].name), tally.labels[i]));
  }
  return fmt::format("{{{}}}", fmt::join(counts, ", "));
}

std::string BadRowList(const Tally& tally) {
  std::vector<std::string> rows;
  for (const BadRow& row : tally.bad_rows) {
    rows.push_back(fmt::format(
        R"({{"file": {}, "record": {}, "line": {}, "column": {}, "byte": {}, "message": {}}})",
        JsonString(row.file), row.record, row.line, row.column, row.byte, JsonString(row.message)));
  }
  return fmt::format("[{}]", fmt::join(rows, ", "));
}

std::string Options(const BatchOptions& options) {
  std::vector<std::string> add;
  for (const ResultColumn column : options.records.add) add.emplace_back(NameOf(column));
  return fmt::format(R"({{"columns": {}, "add": {}, "output": {}, "threads": {}}})",
                     StringList(options.records.columns), StringList(add),
                     JsonString(options.output), options.threads);
}

}  // namespace

std::string ReportJson(const Pack& pack, const std::string& profile, const BatchOptions& options,
                       const BatchOutcome& outcome, double seconds) {
  const std::string used =
      profile.empty() && !pack.profiles.empty() ? pack.profiles[0].name : profile;
  std::string out = "{\n";
  out += fmt::format(
      "  \"pack\": {{\"name\": {}, \"version\": {}, \"digest\": {}, \"profile\": {}}},\n",
      JsonString(pack.name), JsonString(pack.version), JsonString(pack.digest), JsonString(used));
  out += fmt::format("  \"files\": {},\n", StringList(options.files));
  out += fmt::format("  \"options\": {},\n", Options(options));
  out += fmt::format("  \"rows\": {},\n", Rows(outcome.tally));
  out += fmt::format("  \"labels\": {},\n", Labels(pack, outcome.tally));
  out += fmt::format("  \"bytes\": {},\n", outcome.tally.bytes);
  out += fmt::format("  \"bad_rows\": {},\n", BadRowList(outcome.tally));
  out += fmt::format("  \"complete\": {},\n", outcome.end == BatchOutcome::End::kComplete);
  out += fmt::format("  \"seconds\": {:.3f}\n", seconds);
  return out + "}\n";
}

}  // namespace cxo
