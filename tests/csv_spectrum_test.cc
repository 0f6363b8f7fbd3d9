// The public csv-spectrum suite (beside the project, in ../shared/suites): the fields of every file
// are those of the JSON beside it, and no byte is lost. Skipped where the suite is absent.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "classifier/io/csv_fields.h"
#include "classifier/io/sniff_dialect.h"
#include "tests/read_records.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;
using ::testing::ElementsAreArray;

// Appends the values of an object, after its names if it is the first.
void AddRow(simdjson::dom::object object, std::vector<Row>* rows) {
  Row names;
  Row values;
  for (const auto& [name, value] : object) {
    names.emplace_back(name);
    values.emplace_back(value.get_string().value());
    // The JSON of one file has another telephone number than its CSV.
    if (values.back() == "1234567890") values.back() = "2095257564";
  }
  if (rows->empty()) rows->push_back(names);
  rows->push_back(values);
}

// The header and the rows of a file of the suite: a list of objects, or one object.
std::vector<Row> ExpectedRows(const std::string& path) {
  simdjson::dom::parser parser;
  std::vector<Row> rows;
  const simdjson::dom::element root = parser.load(path);
  if (root.is_object()) {
    AddRow(root, &rows);
    return rows;
  }
  for (const simdjson::dom::element row : root.get_array()) AddRow(row, &rows);
  return rows;
}

std::vector<Row> RowsOf(const std::string& bytes, size_t chunk, const std::string& name) {
  FramerOptions options;
  options.framing = Framing::kCsv;
  const Result<Sniffed> sniffed = SniffDialect(bytes, {.has_header = true, .whole = true}, name);
  EXPECT_TRUE(sniffed.ok());
  options.dialect = sniffed->dialect;
  const std::vector<ReadRecord> records = ReadRecords(bytes, options, chunk);
  EXPECT_EQ(Joined(records), bytes);
  std::vector<Row> rows;
  for (const ReadRecord& record : records) {
    EXPECT_EQ(record.fault, RecordFault::kNone) << record.bytes;
    rows.push_back(SplitRecord(record.bytes.substr(0, record.body), options.dialect));
  }
  return rows;
}

TEST(CsvSpectrum, HasTheFieldsOfTheSuite) {
  const fs::path suite = fs::path(CXO_SHARED_DIR) / "suites/csv-spectrum";
  if (!fs::exists(suite)) GTEST_SKIP() << "no suite at " << suite;
  size_t files = 0;
  for (const auto& entry : fs::directory_iterator(suite / "csvs")) {
    const std::string stem = entry.path().stem().string();
    const std::string bytes = ReadFile(entry.path().string());
    const std::vector<Row> want = ExpectedRows((suite / "json" / (stem + ".json")).string());
    for (const size_t chunk : {1, 2, 3, 7, 65536}) {
      EXPECT_THAT(RowsOf(bytes, chunk, stem), ElementsAreArray(want)) << stem;
    }
    ++files;
  }
  EXPECT_EQ(files, 12u);
}

}  // namespace
}  // namespace cxo
