// The public utf8tests suite (beside the project, in ../shared/suites): bytes that are not UTF-8
// pass through the reader untouched, and become valid JSON where they are written into it. Skipped
// where the suite is absent.
#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "classifier/io/json.h"
#include "classifier/io/json_string.h"
#include "tests/read_records.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

TEST(Utf8Suite, PassesThroughAndBecomesValidJson) {
  const std::filesystem::path suite = std::filesystem::path(CXO_SHARED_DIR) / "suites/utf8tests";
  if (!std::filesystem::exists(suite)) GTEST_SKIP() << "no suite at " << suite;
  const std::string bytes = ReadFile((suite / "utf8tests.bin").string());
  ASSERT_FALSE(bytes.empty());
  for (const size_t chunk : {1, 2, 3, 7, 65536}) {
    EXPECT_TRUE(Joined(ReadRecords(bytes, LineOptions(), chunk)) == bytes);
    EXPECT_TRUE(Joined(ReadRecords(bytes, CsvOptions(), chunk)) == bytes);
  }
  JsonLine line;
  for (const ReadRecord& record : ReadRecords(bytes, LineOptions())) {
    std::string object = "{\"t\":";
    AppendJsonString(std::string_view{record.bytes}.substr(0, record.body), &object);
    EXPECT_EQ(line.Parse(object + "}"), JsonLineState::kObject) << record.bytes;
  }
}

}  // namespace
}  // namespace cxo
