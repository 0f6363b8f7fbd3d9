// What the first lines of lines say about their format.
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

TEST(FormatOfFirstLines, IsThatOfATableInAnyLanguage) {
  const struct {
    std::string_view head;
    std::optional<InputFormat> want;
  } cases[] = {
      {"Firma;Beschreibung\nA;Blister, Abf\xc3\xbcllung\nB;Studien.\n", InputFormat::kCsv},
      {"Firma;Beschreibung\r\nA;x\r\nB;y\r\n", InputFormat::kCsv},
      {"Firma|Ort\nA|x\nB|y\n", InputFormat::kCsv},
      {"Firma\tOrt\nA\tx\nB\ty\n", InputFormat::kTsv},
      {"Company,What they do,Country\nA,\"x, y\",DE\nB,,US\nC,z,FR\nD,z,FR\n", InputFormat::kCsv},
      // Too few, or one that is cut.
      {"Firma;Ort\nA;x\n", std::nullopt},
      {"Firma;Ort\nA;x\nB;y", std::nullopt},
      {"Company,Country\nA,DE\nB,US\nC,FR\n", std::nullopt},
      // Of different lengths.
      {"Firma;Ort\nA;x\nB\n", std::nullopt},
      {"Firma;Ort\nA;x\nB;y;z\n", std::nullopt},
      {"Firma;Ort\n\nB;y\n", std::nullopt},
      // Texts.
      {"packaging; labelling\nfilling; testing\nstorage; supply\n", std::nullopt},
      {"a, b\nc, d\ne, f\ng, h\ni, j\n", std::nullopt},
      {"We pack.;We test\nA;x\nB;y\n", std::nullopt},
      {"We pack tablets and capsules for makers of drugs;b\nA;x\nB;y\n", std::nullopt},
      {"packaging\nlabelling\ntesting\nfilling\nsupply\n", std::nullopt},
      // Values.
      {"1;packaging\n2;labelling\n3;testing\n", std::nullopt},
      {";packaging\n;labelling\n;testing\n", std::nullopt},
      {"", std::nullopt},
      {"\n\n\n\n\n", std::nullopt},
  };
  for (const auto& one : cases) EXPECT_EQ(FormatOfFirstLines(one.head), one.want) << one.head;
}

}  // namespace
}  // namespace cxo
