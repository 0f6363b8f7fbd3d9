// Files of labelled texts: their columns, their faulty rows, and first rows that may be none.
#include "classifier/eval/gold.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

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

const Pack kLabels = PackOfLabels({"NONE", "CRO", "CMO"});

// A file that exists while a test runs.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) : path_(folder_ / "gold.csv") {
    WriteFile(path_, std::string(content));
  }
  const std::string& path() const { return path_; }

 private:
  TempFolder folder_;
  std::string path_;
};

TEST(Gold, ReadsLabelsTextsAndDefensibleLabels) {
  const TemporaryFile file("id,label,also_ok,text\n1,CRO,CMO|NONE,\"a, b\"\n2,NONE,,c\n");
  const auto gold = ReadGold(file.path(), {}, kLabels);
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  ASSERT_EQ(gold->rows.size(), 2u);
  EXPECT_EQ(gold->rows[0].text, "a, b");
  EXPECT_EQ(gold->rows[0].label, 1);
  EXPECT_EQ(gold->rows[0].also_ok, (std::vector<LabelIndex>{2, 0}));
  EXPECT_EQ(gold->rows[1].line, 3u);
}

TEST(Gold, TakesNoSpacesAroundLabels) {
  const TemporaryFile file("label,also_ok,subtype,text\nCRO , CMO | NONE , lab ,a\n\tcmo, ,,b\n");
  const auto gold = ReadGold(file.path(), {}, kLabels);
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  EXPECT_EQ(gold->rows[0].label, 1);
  EXPECT_EQ(gold->rows[0].also_ok, (std::vector<LabelIndex>{2, 0}));
  EXPECT_EQ(gold->rows[0].subtype, "lab");
  EXPECT_EQ(gold->rows[1].label, 2);
  EXPECT_TRUE(gold->rows[1].also_ok.empty());
}

TEST(Gold, FindsUsualNamesInAnyCase) {
  const TemporaryFile file("Text,LABEL,Also_OK,Subtype\na,CRO,CMO,lab\n");
  for (const bool must : {true, false}) {
    const auto gold =
        must ? ReadGold(file.path(), {}, kLabels) : ReadTexts(file.path(), {}, kLabels, false);
    ASSERT_TRUE(gold.ok()) << Format(gold.error());
    EXPECT_TRUE(gold->labelled);
    EXPECT_EQ(gold->rows[0].label, 1);
    EXPECT_EQ(gold->rows[0].also_ok, std::vector<LabelIndex>{2});
    EXPECT_EQ(gold->rows[0].subtype, "lab");
  }
}

TEST(Gold, IsReadAsItsDialectSays) {
  const TemporaryFile file("CRO;\"a, b\"\nNONE;d\xe9p\xf4t\n");
  const GoldColumns columns{
      .text = "2",
      .label = "1",
      .table = {.has_header = false, .delimiter = ';', .encoding = Encoding::kWindows1252}};
  const auto gold = ReadGold(file.path(), columns, kLabels);
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  ASSERT_EQ(gold->rows.size(), 2u);
  EXPECT_EQ(gold->rows[0].text, "a, b");
  EXPECT_EQ(gold->rows[0].label, 1);
  EXPECT_EQ(gold->rows[1].text, "d\u00e9p\u00f4t");
}

TEST(Gold, TellsWhichColumnWasTaken) {
  const auto last_note = [&](std::string_view content, const GoldColumns& columns) {
    const TemporaryFile file(content);
    const auto gold = ReadGold(file.path(), columns, kLabels);
    if (!gold.ok()) return Format(gold.error()).substr(Format(gold.error()).find(": ") + 2);
    return gold->notes.back().substr(file.path().size());
  };
  EXPECT_EQ(last_note("text,label\na,CRO\n", {}), ": the gold label is in column `label`");
  EXPECT_EQ(last_note("gold,text,label\nNONE,a,CRO\n", {}),
            ": the gold label is in column `label`, not in column 1 (`gold`); choose with --gold");
  EXPECT_EQ(last_note("gold,text,label\nNONE,a,CRO\n", {.label = "gold"}),
            ": the text is in column `text`");
  EXPECT_EQ(last_note("Text,Label\na,CRO\n", {}), ": the gold label is in column `Label`");
  EXPECT_EQ(last_note("Text, GOLD\na,CRO\n", {}), ": the gold label is in column ` GOLD`");
  EXPECT_EQ(last_note("gold\nCRO\n", {}),
            "which column holds the gold label? Choose with --gold; there are: `gold`");
  EXPECT_EQ(last_note("class,text\nCRO,a\n", {.text = "Class", .label = "1"}),
            "`class` is the column with the text; labels are in another");
  EXPECT_EQ(last_note("text,label\na,CRO\n", {.label = "kind"}),
            "no column `kind`; the columns are `text`, `label`");
}

TEST(Gold, NamesTenFaultyRowsAndHowManyMore) {
  for (const size_t more : {0, 1, 2}) {
    std::string content = "label,text\nCRO,a\n,b\nCRX,c\nCRO,d\nCRO,e,f\n";
    for (size_t i = 0; i < 7 + more; ++i) content += ",g\n";
    const TemporaryFile file(content);
    std::vector<Error> others;
    const auto gold = ReadGold(file.path(), {}, kLabels, &others);
    ASSERT_FALSE(gold.ok());
    EXPECT_EQ(Format(gold.error()), file.path() + ":3: the row has no label");
    ASSERT_EQ(others.size(), more == 0 ? 9u : 10u);
    EXPECT_EQ(Format(others[0]),
              file.path() + ":4: `CRX` is no label of the pack; did you mean `CRO`?");
    EXPECT_EQ(Format(others[1]), file.path() + ":6: 3 fields, expected 2");
    EXPECT_EQ(Format(others[8]), file.path() + ":13: the row has no label");
    if (more == 0) continue;
    EXPECT_EQ(Format(others[9]), file.path() + (more == 1 ? ": 1 more row is like that"
                                                          : ": 2 more rows are like that"));
  }
}

TEST(Gold, LeavesOutRowsThatAreEmpty) {
  struct Case {
    std::string_view name;
    std::string_view content;
    size_t rows;
    std::string_view want;  // after the file's name
  };
  const std::vector<Case> cases = {
      {"none", "text;label\na;CRO\n", 1, ": the gold label is in column `label`"},
      {"one", "text;label\na;CRO\n;\n", 1, ": 1 row is left out: all its fields are empty"},
      {"several", "text;label\r\na;CRO\r\n;\r\nb;CMO\r\n ;\t\r\n\r\n\"\";\" \"\r\n", 2,
       ": 3 rows are left out: all their fields are empty"},
      {"of another length", "text;label\na;CRO\nb;CMO\nc;CMO\nd;CMO\n;;;\n", 4,
       ": 1 row is left out: all its fields are empty"}};
  for (const Case& c : cases) {
    const TemporaryFile file(c.content);
    for (const bool must : {true, false}) {
      const auto gold =
          must ? ReadGold(file.path(), {}, kLabels) : ReadTexts(file.path(), {}, kLabels, false);
      ASSERT_TRUE(gold.ok()) << c.name << ": " << Format(gold.error());
      EXPECT_EQ(gold->rows.size(), c.rows) << c.name;
      EXPECT_EQ(gold->notes.back(), file.path() + std::string(c.want)) << c.name;
    }
  }
}

TEST(Gold, TextsAloneAreTakenFromRowsOfAnyLength) {
  const TemporaryFile file("text,name\na,x\nb,x,y\nc\nd,x\ne,x\nf,x\n");
  const GoldColumns columns{.text = "text", .table = {.delimiter = ','}};
  const auto texts = ReadTexts(file.path(), columns, kLabels, false);
  ASSERT_TRUE(texts.ok()) << Format(texts.error());
  EXPECT_EQ(texts->rows.size(), 6u);
}

TEST(Gold, TellsOfBytesThatAreNotUtf8) {
  const TemporaryFile file("label,text\nCRO,a\nCMO,d\xe9p\xf4t\nCMO,\xfc\n");
  const auto gold = ReadGold(file.path(), {}, kLabels);
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  EXPECT_EQ(gold->notes.back(),
            file.path() +
                ":3: this text and 1 more hold bytes that are not UTF-8; if the file is "
                "Windows-1252, say --encoding windows-1252");
}

TEST(Gold, RefusesWhatItCannotLearnFrom) {
  struct Case {
    std::string_view name;
    std::string_view content;
    std::string_view want;  // after the file's name
  };
  const std::vector<Case> cases = {
      {"unknown label", "label,text\nCRO,a\nCR0,b\n",
       ":3: `CR0` is no label of the pack; did you mean `CRO`?"},
      {"far label", "label,text\nother,a\n",
       ":2: `other` is no label of the pack; there are NONE, CRO, CMO"},
      {"labels joined by commas", "label,text,also_ok\nCRO,a,CMO|NONE\nCRO,b,\"CMO,NONE\"\n",
       ":3: `CMO,NONE` is no label of the pack; there are NONE, CRO, CMO; labels are joined by "
       "`|`"},
      {"no label column", "name,text\nx,a\n",
       ": which column holds the gold label? Choose with --gold; there are: `name`, `text`"},
      {"too few fields", "text,label\na,CRO\nc,CRO\nd,CRO\nb\n", ":5: 1 field, expected 2"},
      {"too many fields", "text,label\na,CRO\nc,CRO\nd,CRO\nb,CRO,x\n", ":5: 3 fields, expected 2"},
      {"no label", "label,text\nCRO,a\n,b\n", ":3: the row has no label"},
      {"a blank label", "label,text\nCRO,a\n ,b\n", ":3: the row has no label"},
      {"no rows", "label,text\n", ": has a header and no rows"},
      {"empty", "", ": is empty: it has no labelled texts"},
  };
  for (const Case& c : cases) {
    const TemporaryFile file(c.content);
    const auto gold = ReadGold(file.path(), {}, kLabels);
    ASSERT_FALSE(gold.ok()) << c.name;
    EXPECT_EQ(Format(gold.error()), file.path() + std::string(c.want)) << c.name;
  }
}

TEST(GoldHeader, IsDoubtedUnlessItNamesColumns) {
  const TempFolder folder;
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
    const Result<GoldFile> gold = ReadGold(folder / "g.csv", one.columns, kLabels);
    EXPECT_EQ(gold.ok() ? std::to_string(gold->rows.size()) : Format(gold.error()), one.want)
        << one.first;
  }
}

}  // namespace
}  // namespace cxo
