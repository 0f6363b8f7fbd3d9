// Tables that an apostrophe before cells would divide.
#include "classifier/run/excel_safe.h"

#include <string>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(ExcelSafe, IsRefusedWhereTheApostropheDividesOrNoTableIsWritten) {
  const std::string divided =
      "--excel-safe: puts `'` before cells, and a.csv is divided at it; leave it out, or write "
      "another format (--to)";
  const struct {
    InputFormat from;
    OutputFormat to;
    char delimiter;
    bool excel_safe;
    std::string want;
  } cases[] = {
      {InputFormat::kCsv, OutputFormat::kCsv, '\'', true, divided},
      {InputFormat::kTsv, OutputFormat::kTsv, '\'', true, divided},
      {InputFormat::kCsv, OutputFormat::kCsv, '\'', false, ""},
      {InputFormat::kCsv, OutputFormat::kTsv, '\'', true, ""},
      {InputFormat::kCsv, OutputFormat::kCsv, ';', true, ""},
      {InputFormat::kLines, OutputFormat::kCsv, ',', true, ""},
      {InputFormat::kCsv, OutputFormat::kJsonl, ',', true,
       "--excel-safe: a.csv is not written as csv or tsv"},
      {InputFormat::kLines, OutputFormat::kText, ',', false, ""},
  };
  for (const auto& one : cases) {
    RecordJob job;
    job.file = "a.csv";
    job.from = one.from;
    job.to = one.to;
    job.dialect.delimiter = one.delimiter;
    job.excel_safe = one.excel_safe;
    const Status usable = CheckExcelSafe(job);
    EXPECT_EQ(usable.ok() ? "" : Format(usable.error()), one.want);
    EXPECT_EQ(!usable.ok() && usable.error().wrong_use, one.want == divided);
  }
}

}  // namespace
}  // namespace cxo
