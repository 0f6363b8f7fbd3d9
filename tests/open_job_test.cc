// Which column or member holds the text, and what is said where none does.
#include "classifier/run/open_job.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/temp_folder.h"

namespace cxo {
namespace {

// The members, or columns from 0, that hold the text; or the error.
std::string Settled(const TempFolder& folder, const std::string& name,
                    const std::vector<std::string>& columns, std::string* notes = nullptr) {
  RecordChoices choices;
  choices.columns = columns;
  const Result<OpenedJob> opened = OpenJob(folder / name, choices, nullptr);
  if (!opened.ok()) return Format(opened.error());
  std::string words;
  for (const std::string& member : opened->job.text_members) words += member + "|";
  for (const size_t column : opened->job.text_columns) words += std::to_string(column) + "|";
  if (notes != nullptr) {
    for (const std::string& note : opened->notes) *notes += note + "\n";
  }
  return words;
}

// As columns are: exactly this name first, else the only one that differs in case or `_`.
TEST(Members, AreFoundAsColumnsAre) {
  const TempFolder folder;
  const std::string in = folder / "a.jsonl";
  const struct {
    std::string lines;
    std::vector<std::string> columns;
    std::string want;
  } cases[] = {
      {R"({"id": 1, "beschreibung": "x"})", {"Beschreibung"}, "beschreibung|"},
      {R"({"Company_Text": "x"})", {"company text"}, "Company_Text|"},
      {R"({"TEXT": "x", "text": "y"})", {"text"}, "text|"},
      {R"({"TEXT": "x"})"
       "\n"
       R"({"text": "y"})",
       {"text"},
       "text|"},
      {R"({"TEXT": "x", "Text": "y"})",
       {"text"},
       "--column: no member `text` (did you mean `TEXT`?); the members are `TEXT`, `Text`"},
      {R"({"a": {"text": "x"}, "A.Text": 1})", {"a.text"}, "a.text|"},
      {R"({"text": "x"})", {"Text", "TEXT"}, "text|"},
      {R"({"id": 1, "description": "x"})", {}, "description|"},
      {R"({"id": 1, "Business_Description": "x"})", {}, "Business_Description|"},
      {R"({"id": 1, "about": null, "text": "x"})", {}, "text|"},
      {R"({"about": "x"})"
       "\n"
       R"({"text": "x"})",
       {},
       "text|"},
      {R"({"about": "x", "summary": "y"})",
       {},
       in + ": which member holds the text? Choose with --column; there are: `about`, `summary`"},
      {R"({"id": 1, "note": "x"})",
       {},
       in + ": which member holds the text? Choose with --column; there are: `id`, `note`"},
      {"{}", {}, "text|"},
  };
  for (const auto& one : cases) {
    WriteFile(in, one.lines + "\n");
    EXPECT_EQ(Settled(folder, "a.jsonl", one.columns), one.want) << one.lines;
  }
}

TEST(Members, AreNamedWhereNobodyHasNamedThem) {
  const TempFolder folder;
  WriteFile(folder / "a.jsonl", "{\"id\": 1, \"about\": \"x\"}\n");
  std::string notes;
  Settled(folder, "a.jsonl", {}, &notes);
  EXPECT_EQ(notes, folder / "a.jsonl" + std::string(": the text is in member `about`\n"));
  notes.clear();
  Settled(folder, "a.jsonl", {"About"}, &notes);
  EXPECT_EQ(notes, folder / "a.jsonl" + std::string(": the text is in member `about`\n"));
  WriteFile(folder / "a.jsonl", "{\"text\": \"x\", \"about\": \"y\"}\n");
  notes.clear();
  Settled(folder, "a.jsonl", {}, &notes);
  Settled(folder, "a.jsonl", {"about"}, &notes);
  EXPECT_EQ(notes, "");
}

// What the first object of a pipe tells, a later one may belie.
TEST(Members, OfAPipeAreThoseOfExactlyThisName) {
  const struct {
    std::string object;
    std::vector<std::string> columns;
    std::string want;
  } cases[] = {
      {R"({"id": 1, "about": "x"})", {}, "text"},
      {R"({"TEXT": "x"})", {"text"}, "text"},
      {R"({"text": "x"})", {"TEXT"}, "TEXT"},
  };
  for (const auto& one : cases) {
    std::array<int, 2> ends = {-1, -1};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const std::string line = one.object + "\n";
    ASSERT_EQ(::write(ends[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    RecordChoices choices;
    choices.from = InputFormat::kJsonl;
    choices.columns = one.columns;
    choices.standard_input = ends[0];
    const Result<OpenedJob> opened = OpenJob("-", choices, nullptr);
    ::close(ends[0]);
    ::close(ends[1]);
    ASSERT_TRUE(opened.ok()) << Format(opened.error());
    EXPECT_EQ(opened->job.text_members, std::vector<std::string>{one.want}) << one.object;
    EXPECT_TRUE(opened->notes.empty()) << opened->notes.front();
  }
}

// What was not looked at is not spoken of.
TEST(Members, AreMissedInTheFirstObjectsAlone) {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += "{\"id\": 1}\n";
  WriteFile(folder / "a.jsonl", lines.substr(0, lines.size() - 10));
  EXPECT_EQ(Settled(folder, "a.jsonl", {"t"}), "--column: no member `t`; the members are `id`");
  WriteFile(folder / "a.jsonl", lines + "{\"t\": \"x\"}\n");
  EXPECT_EQ(Settled(folder, "a.jsonl", {"t"}),
            "--column: in the first 1000 objects there is no member `t`; the members are `id`");
}

TEST(Columns, MayBeNamedBelowTitles) {
  const TempFolder folder;
  const std::string titles = "Vendors 2024,,\nas of May,,\n";
  const std::string table = "id,name,Description\n1,Ace,packaging\n2,Bee,testing\n3,Cee,x\n";
  const std::string missed = "the columns are `Vendors 2024`, ``, ``";
  WriteFile(folder / "a.csv", titles + table);
  const std::string no = folder / "a.csv" + std::string(": no column ");
  EXPECT_EQ(Settled(folder, "a.csv", {"description"}),
            no + "`description`; " + missed +
                "; record 3 has it: is the table's header there? Take off the lines above it");
  EXPECT_EQ(Settled(folder, "a.csv", {"remark"}), no + "`remark`; " + missed);
  EXPECT_EQ(Settled(folder, "a.csv", {"7"}), no + "number 7; there are 3: `Vendors 2024`, ``, ``");
  // A row may hold the name among its values.
  EXPECT_EQ(Settled(folder, "a.csv", {"cee"}), no + "`cee`; " + missed);
  WriteFile(folder / "a.csv", table);
  EXPECT_EQ(Settled(folder, "a.csv", {"description"}), "2|");
}

// A row that is taken for the header has no answer.
TEST(Header, MayBeARowUnlessItHasAUsualNameOrStandsAboveFigures) {
  const TempFolder folder;
  const auto doubt = [&](const std::string& why) {
    return folder / "a.csv" + (": the first record may not be a header (" + why) +
           "); say --header or --no-header";
  };
  const std::string below = "\nmonitoring of sites\nsales force outsourcing\n";
  const std::string below_two = "\nBeta,contract manufacturing\nGamma,clinical monitoring\n";
  const struct {
    std::string content;
    std::vector<std::string> columns;
    std::string want;
  } cases[] = {
      {"packaging" + below, {"1"}, doubt("its field 1 could be a text as well")},
      {"packaging" + below, {}, doubt("its field 1 could be a text as well")},
      {"Acme,packaging" + below_two, {"2"}, doubt("its field 2 could be a text as well")},
      {"Acme,packaging" + below_two, {"2", "1"}, doubt("its field 2 could be a text as well")},
      {"life_sciences,packaging" + below_two, {"2"}, doubt("its field 2 could be a text as well")},
      {"text" + below, {"1"}, "0|"},
      {"Leistung" + below, {"1"}, "0|"},
      {"Tätigkeit" + below, {}, "0|"},
      {"firm,offer" + below_two, {"2"}, "1|"},
      {"firm,x" + below_two, {"2"}, "1|"},
      {"x,offer_text" + below_two, {"2"}, "1|"},
      {"x,Vendor_Name" + below_two, {"1"}, "0|"},
      {"x,n\npackaging,1\ntesting,2\n", {"1"}, "0|"},
      {"Acme,packaging" + below_two, {"packaging"}, "1|"},
  };
  for (const auto& one : cases) {
    WriteFile(folder / "a.csv", one.content);
    EXPECT_EQ(Settled(folder, "a.csv", one.columns), one.want) << one.content;
  }
}

}  // namespace
}  // namespace cxo
