// Labelled texts whose first row may be taken for a header.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/gold.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

Pack PackOfLabels(const std::vector<std::string>& names) {
  Pack pack;
  for (const std::string& name : names) {
    Label label;
    label.name = name;
    pack.labels.push_back(label);
  }
  return pack;
}

TEST(GoldHeader, IsDoubtedUnlessItNamesColumns) {
  const TempFolder folder;
  const Pack pack = PackOfLabels({"NONE", "CRO", "CMO"});
  const auto doubt = [&](const std::string& why) {
    return folder / "g.csv" + (": the first record may not be a header (" + why) +
           "); say --header or --no-header";
  };
  const std::string below = "\nmonitoring of sites,CRO\ntea,NONE\n";
  GoldColumns pinned{.text = "1", .label = "2"};
  pinned.table.has_header = true;
  GoldColumns rows = pinned;
  rows.table.has_header = false;
  const struct {
    std::string first;
    GoldColumns columns;
    std::string want;  // an error, or how many rows
  } cases[] = {
      {"packaging,CMO", {.text = "1", .label = "2"}, doubt("its field 1 could be a text as well")},
      {"service,cmo ", {.text = "1", .label = "2"}, doubt("its field 2 is a label")},
      {"service,CMO", {.label = "2"}, doubt("its field 2 is a label")},
      {"service,CMO", pinned, "2"},
      {"packaging,CMO", rows, "3"},
      {"service,CMO", {.text = "service", .label = "2"}, "2"},
      {"offer,CMO", {.text = "1", .label = "cmo"}, "2"},
      {"unusual,outcome", {.text = "1", .label = "outcome"}, "2"},
      {"text,outcome", {.text = "1", .label = "2"}, "2"},
      {"x,label", {.text = "1"}, "2"},
  };
  for (const auto& one : cases) {
    WriteFile(folder / "g.csv", one.first + below);
    const Result<GoldFile> gold = ReadGold(folder / "g.csv", one.columns, pack);
    EXPECT_EQ(gold.ok() ? std::to_string(gold->rows.size()) : Format(gold.error()), one.want)
        << one.first;
  }
}

}  // namespace
}  // namespace cxo
