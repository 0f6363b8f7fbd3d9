// What the first line of lines says about their format.
#include "classifier/run/format_doubt.h"

#include <optional>
#include <string_view>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(FormatOfFirstLine, IsThatOfAHeaderOrAnObject) {
  const struct {
    std::string_view head;
    std::optional<InputFormat> want;
  } cases[] = {
      {"id,text\n1,packaging\n", InputFormat::kCsv},
      {"Company Name;Description\r\n", InputFormat::kCsv},
      {"\"id\",\"text\"\n", InputFormat::kCsv},
      {"id|services\n", InputFormat::kCsv},
      {"id\ttext\n", InputFormat::kTsv},
      {"{\"id\": 1, \"text\": \"packaging\"}\n", InputFormat::kJsonl},
      {" { \"text\": \"\" } \r\n", InputFormat::kJsonl},
      {"packaging,labelling\n", std::nullopt},
      {"packaging, services\n", std::nullopt},
      {"text\n", std::nullopt},
      {"id,text", std::nullopt},
      {"{packaging}\n", std::nullopt},
      {"{}\n", std::nullopt},
      {"about,\n", std::nullopt},
      {"\n", std::nullopt},
      {"\r\n", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& one : cases) EXPECT_EQ(FormatOfFirstLine(one.head), one.want) << one.head;
}

}  // namespace
}  // namespace cxo
