// What the name of a file says about its format.
#include "classifier/run/format.h"

#include <string_view>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(FormatOfPath, GoesByTheExtension) {
  const struct {
    std::string_view path;
    InputFormat want;
  } cases[] = {
      {"a.csv", InputFormat::kCsv},        {"A.CSV", InputFormat::kCsv},
      {"A.Csv", InputFormat::kCsv},        {"a.tsv", InputFormat::kTsv},
      {"A.TSV", InputFormat::kTsv},        {"A.TAB", InputFormat::kTsv},
      {"A.JSONL", InputFormat::kJsonl},    {"a.NDJson", InputFormat::kJsonl},
      {"a.csv.gz", InputFormat::kCsv},     {"A.CSV.GZ", InputFormat::kCsv},
      {"A.CSV.ZST", InputFormat::kCsv},    {"a.csv.gzip", InputFormat::kCsv},
      {"a.tsv.Zstd", InputFormat::kTsv},   {"in.folder/a.jsonl.gz", InputFormat::kJsonl},
      {"a.csv.xz", InputFormat::kCsv},     {"a.JSONL.BZ2", InputFormat::kJsonl},
      {"a.zip", InputFormat::kLines},      {"a.tsv.zip", InputFormat::kTsv},
      {"a.txt", InputFormat::kLines},      {"a.csv.bak", InputFormat::kLines},
      {"list.csv/a", InputFormat::kLines}, {"csv", InputFormat::kLines},
      {"a.gz", InputFormat::kLines},       {"a.json", InputFormat::kLines},
      {"-", InputFormat::kLines},          {"", InputFormat::kLines},
  };
  for (const auto& one : cases) EXPECT_EQ(FormatOfPath(one.path), one.want) << one.path;
}

TEST(PackerOf, GoesByTheLastExtension) {
  EXPECT_EQ(PackerOf("a.csv.gz"), "gzip");
  EXPECT_EQ(PackerOf("A.CSV.GZIP"), "gzip");
  EXPECT_EQ(PackerOf("a.zst"), "zstd");
  EXPECT_EQ(PackerOf("a.zstd"), "zstd");
  EXPECT_EQ(PackerOf("in.folder/a.xz"), "xz");
  EXPECT_EQ(PackerOf("a.bz2"), "bzip2");
  EXPECT_EQ(PackerOf("a.zip"), "zip");
  EXPECT_EQ(PackerOf("a.gz.csv"), "");
  EXPECT_EQ(PackerOf("a.gz/out"), "");
  EXPECT_EQ(PackerOf("gz"), "");
  EXPECT_EQ(PackerOf("-"), "");
}

TEST(FormatOfPath, KnowsDocumentsThatAreNotLines) {
  EXPECT_TRUE(IsJsonDocument("a.json"));
  EXPECT_TRUE(IsJsonDocument("A.JSON.gz"));
  EXPECT_FALSE(IsJsonDocument("a.jsonl"));
  EXPECT_FALSE(IsJsonDocument("json"));
  EXPECT_FALSE(IsJsonDocument("a.json.txt"));
}

}  // namespace
}  // namespace cxo
