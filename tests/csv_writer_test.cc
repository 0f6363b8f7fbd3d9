// Cells as they are added to records.
#include "classifier/io/csv_writer.h"

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/io/csv_fields.h"
#include "tests/read_records.h"
#include "tests/seed.h"

namespace cxo {
namespace {

using std::string_view_literals::operator""sv;  // NOLINT(misc-unused-using-decls): of literals

std::string Cell(std::string_view cell, const Dialect& dialect = Dialect()) {
  std::string out;
  AppendCell(cell, dialect, &out);
  return out;
}

TEST(AppendCell, QuotesOnlyWhatNeedsIt) {
  struct Case {
    std::string_view in;
    std::string_view want;
  };
  for (const Case& c : std::vector<Case>{{"", ""},
                                         {"CDMO", "CDMO"},
                                         {"0.913", "0.913"},
                                         {"a|b", "a|b"},
                                         {"two words", "two words"},
                                         {"a;b", "a;b"},
                                         {"a,b", "\"a,b\""},
                                         {"say \"so\"", "\"say \"\"so\"\"\""},
                                         {"a\nb", "\"a\nb\""},
                                         {"a\rb", "\"a\rb\""},
                                         {" a", "\" a\""},
                                         {"a ", "\"a \""}}) {
    EXPECT_EQ(Cell(c.in), c.want);
  }
  EXPECT_EQ(Cell("a;b", Dialect{.delimiter = ';'}), "\"a;b\"");
  EXPECT_EQ(Cell("a\tb", Dialect{.delimiter = '\t'}), "\"a\tb\"");
}

TEST(AppendCell, IsNotDividedWhereThereAreNoQuotes) {
  const Dialect none{.delimiter = '|', .quote = kNoQuote};
  EXPECT_EQ(Cell("a|b", none), "a b");
  EXPECT_EQ(Cell("a\r\nb", none), "a  b");
  EXPECT_EQ(Cell(" a \"b\" ", none), " a \"b\" ");
  EXPECT_EQ(Cell("=1", none), "'=1");
}

// To a spreadsheet they are quotes, and what is behind them is the cell.
TEST(AppendCell, GuardsQuotesThatAreNoneInTheDialect) {
  EXPECT_EQ(Cell("\"=1", Dialect{.quote = kNoQuote}), "'\"=1");
  EXPECT_EQ(Cell("\"=1", Dialect{.quote = '^'}), "'\"=1");
  EXPECT_EQ(Cell("\"=1", Dialect{.quote = '\''}), "'''\"=1'");
}

TEST(AppendCell, NeverStartsAFormula) {
  for (const std::string_view payload :
       {"=1+1"sv, "+1"sv, "-1"sv, "@SUM(A1)"sv, "\t=1"sv, "\r=1"sv, "\n=1"sv,
        "=HYPERLINK(\"http://x\",\"y\")"sv, "\uFF1D1"sv, "\uFF0B1"sv, "\uFF0D1"sv, "\uFF201"sv}) {
    for (const char delimiter : {',', ';', '\t', '|'}) {
      const Dialect dialect{.delimiter = delimiter};
      const std::vector<std::string> read = SplitRecord(Cell(payload, dialect), dialect);
      ASSERT_EQ(read.size(), 1u);
      EXPECT_EQ(read[0], "'" + std::string(payload));
    }
  }
}

TEST(AppendCell, IsReadBackAsItWas) {
  static constexpr std::string_view kPieces = "ab,;\"\n\r| \t'";
  std::mt19937 random(Seed(3));
  for (int i = 0; i < 5'000; ++i) {
    std::string cell = "x";  // first, so that no guard is added
    for (size_t n = random() % 10; n > 0; --n) cell += kPieces[random() % kPieces.size()];
    const Dialect dialect{.delimiter = ",;\t|"[i % 4]};
    const std::vector<std::string> read = SplitRecord(Cell(cell, dialect), dialect);
    ASSERT_EQ(read.size(), 1u) << cell;
    ASSERT_EQ(read[0], cell);
  }
}

std::string ExcelSafe(std::string_view record, const Dialect& dialect = {}) {
  std::string out;
  AppendExcelSafe(record, dialect, &out);
  return out;
}

TEST(AppendExcelSafe, GuardsCellsThatStartAFormulaOrHaveAnApostrophe) {
  struct Case {
    std::string_view record;
    std::string_view want;
  };
  for (const Case& c : std::vector<Case>{{"", ""},
                                         {"a,b", "a,b"},
                                         {"=1+1,x", "'=1+1,x"},
                                         {"x,-5,+6,@A", "x,'-5,'+6,'@A"},
                                         {"\"=a,b\",\"\"", "\"'=a,b\",\"\""},
                                         {"\"\"\"=a\"\"\"", "\"\"\"=a\"\"\""},
                                         {"'quoted',\"'=\"", "''quoted',\"''=\""},
                                         {"\"\n=1\"", "\"'\n=1\""},
                                         {"=,=", "'=,'="},
                                         {"\"=open", "\"'=open"}}) {
    EXPECT_EQ(ExcelSafe(c.record), c.want);
  }
  EXPECT_EQ(ExcelSafe("=a;-b,=c", Dialect{.delimiter = ';'}), "'=a;'-b,=c");
  EXPECT_EQ(ExcelSafe("\"=a,b\",'c", Dialect{.quote = kNoQuote}), "'\"=a,b\",''c");
  EXPECT_EQ(ExcelSafe("^=a,b^,\"=c", Dialect{.quote = '^'}), "^'=a,b^,'\"=c");
  EXPECT_EQ(ExcelSafe("'=a,b',=c,d", Dialect{.quote = '\''}), "'''=a,b','''=c',d");
}

TEST(AppendExcelSafe, OneApostropheLessGivesTheCellBack) {
  static constexpr std::string_view kPieces = "a,;\"\n\r| \t'=-+@";
  static constexpr char kQuotes[] = {'"', '\'', kNoQuote};
  std::mt19937 random(Seed(5));
  for (int i = 0; i < 20'000; ++i) {
    const Dialect dialect{.delimiter = ",;\t|"[i % 4], .quote = kQuotes[i % 3]};
    std::string record;
    for (size_t n = random() % 12; n > 0; --n) record += kPieces[random() % kPieces.size()];
    std::vector<std::string> safe = SplitRecord(ExcelSafe(record, dialect), dialect);
    for (std::string& cell : safe) {
      ASSERT_TRUE(cell.empty() ||
                  std::string_view("=+-@\t\r\n").find(cell[0]) == std::string::npos);
      if (cell.starts_with("'")) cell.erase(0, 1);
    }
    ASSERT_EQ(safe, SplitRecord(record, dialect)) << record;
  }
}

TEST(AppendRecord, AddsCellsBeforeTheLineEnd) {
  struct Case {
    std::string_view lead;
    std::string_view line_end;
    std::string_view want;
  };
  const std::array<std::string_view, 2> cells = {"CRO", "a,b"};
  for (const Case& c :
       std::vector<Case>{{"1,x", "\n", "1,x,CRO,\"a,b\"\n"},
                         {"1,x", "\r\n", "1,x,CRO,\"a,b\"\r\n"},
                         {"1,x", "", "1,x,CRO,\"a,b\""},
                         {"", "\n", ",CRO,\"a,b\"\n"},
                         {"\xEF\xBB\xBF\"i\"", "\n", "\xEF\xBB\xBF\"i\",CRO,\"a,b\"\n"}}) {
    std::string out = "before|";
    AppendRecord(c.lead, cells, c.line_end, Dialect(), &out);
    EXPECT_EQ(out, "before|" + std::string(c.want));
  }
}

// The promise behind adding cells: without what was added, the output is the input.
TEST(AppendRecord, LeavesTheInputWhenStripped) {
  static constexpr std::string_view kPieces[] = {"\"", ",",   "\n",   "\r\n",
                                                 "\r", "abc", "\"\"", "\xFF"};
  const std::array<std::string_view, 2> cells = {"CRO", "0.9"};
  constexpr std::string_view kAdded = ",CRO,0.9";
  std::mt19937 random(Seed(17));
  for (int i = 0; i < 3'000; ++i) {
    std::string bytes;
    for (size_t n = random() % 20; n > 0; --n) bytes += kPieces[random() % std::size(kPieces)];
    std::string stripped;
    for (const ReadRecord& record : ReadRecords(bytes, CsvOptions())) {
      const std::string_view all = record.bytes;
      const std::string_view lead = all.substr(0, record.body);
      std::string out;
      AppendRecord(lead, cells, all.substr(record.body), Dialect(), &out);
      ASSERT_EQ(out.compare(lead.size(), kAdded.size(), kAdded), 0);
      stripped += out.erase(lead.size(), kAdded.size());
    }
    ASSERT_EQ(stripped, bytes);
  }
}

}  // namespace
}  // namespace cxo
