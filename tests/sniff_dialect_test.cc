// Files with a label each: the dialect is right or the guess is refused, never wrong in silence.
#include "classifier/io/sniff_dialect.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cxo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct GoodCase {
  std::string name;
  std::string head;
  char delimiter;
};

const std::vector<GoodCase>& KnownDialects() {
  static const std::vector<GoodCase> kCases = {
      {"comma", "id,text\n1,a\n2,b\n", ','},
      {"semicolon", "id;text\n1;a\n2;b\n", ';'},
      {"tab", "id\ttext\n1\ta\n2\tb\n", '\t'},
      {"pipe", "id|text\n1|a\n2|b\n", '|'},
      {"header alone", "id,text\n", ','},
      {"header without line end", "id;text", ';'},
      {"one column", "text\nfirst\nsecond\n", ','},
      {"one column of prose", "text\nWe test, package and ship.\nLabs in Kiel, Ulm, Trier\nNone\n",
       ','},
      {"one column of one row of prose", "text\nWe test, package and ship\n", ','},
      {"commas in semicolon text", "id;text\n1;a, b\n2;c, d, e\n3;f\n", ';'},
      {"decimal commas", "name;price\na;1,5\nb;2,5\nc;3,5\n", ';'},
      {"semicolons in quoted text", "id,text\n1,\"a;b\"\n2,\"c;d\"\n", ','},
      {"commas in quoted header", "\"a,b\";\"c,d\"\n\"1,2\";\"3,4\"\n", ';'},
      {"commas in all quoted cells", "id\ttext\n1\t\"a, b\"\n2\t\"c, d\"\n", '\t'},
      {"line ends in quotes", "id,text\n1,\"a\nb;c\"\n2,\"d\n\ne\"\n", ','},
      {"CR LF", "id;text\r\n1;a\r\n2;b\r\n", ';'},
      {"byte order mark", "\xEF\xBB\xBFid;text\n1;a\n", ';'},
      {"byte order mark and quotes", "\xEF\xBB\xBF\"i,d\";\"text\"\n1;\"a\"\n", ';'},
      {"ragged rows", "a,b,c\n1,2,3\n1,2\n1,2,3\n1,2,3\n1,2,3\n", ','},
      {"a ragged row of three", "a,b,c\n1,2,3\n1,2\n1,2,3\n", ','},
      {"two ragged rows of five", "a;b\n1;2\n3;4;5\n1;2\n3\n1;2\n", ';'},
      {"three ragged rows of ten", "a,b\n1\n1,2\n1\n1,2\n1,2\n1\n1,2\n1,2\n1,2\n1,2\n", ','},
      {"a poison row", "a,b\n1,2\n3,\"open\n5,6\n7,8\n9,0\n", ','},
      {"blank lines", "a;b\n\n1;2\n\n3;4\n", ';'},
      {"blank lines above the header", "\n\r\na;b\n1;2\n3;4\n", ';'},
      {"spaces above the header", "  \n \ta;b\n1;2\n3;4\n5;6\n", ';'},
      {"spaces and tabs above the header", "  \n \t\r\na;b\n1;2\n3;4\n5;6\n", ';'},
      {"spaces above a header of tabs", "  \na\tb\n1\t2\n3\t4\n5\t6\n", '\t'},
      {"spaces alone", " \n  \n", ','},
      {"last record cut off", "a;b\n1;2\n3;4\n5", ';'},
      {"empty cells", "a|b|c\n||\n|x|\n", '|'},
      {"empty header of an index", ",text\n0,a\n1,b\n", ','},
      {"pipes in one column of comma file", "id,tags\n1,a|b\n2,c|d|e\n3,f\n", ','},
      {"times with colons", "when,what\n10:15,a\n11:20,b\n", ','},
      {"text beyond ASCII", "n\xC3\xA4me;t\xC3\xA9xt\n\xC3\xA9;\xC3\xA8\n", ';'},
      {"doubled quotes", "id,text\n1,\"say \"\"a;b\"\"\"\n", ','},
      {"trailing delimiters", "a,b,\n1,2,\n3,4,\n", ','},
      {"empty file", "", ','},
  };
  return kCases;
}

TEST(SniffDialect, FindsTheDelimiterOfEveryLabelledFile) {
  for (const GoodCase& c : KnownDialects()) {
    const Result<Sniffed> sniffed = SniffDialect(c.head, {}, "x");
    ASSERT_TRUE(sniffed.ok()) << c.name << ": " << Format(sniffed.error());
    EXPECT_EQ(sniffed->dialect.delimiter, c.delimiter) << c.name;
    EXPECT_TRUE(sniffed->dialect.has_header) << c.name;
    EXPECT_FALSE(sniffed->dialect.has_separator_line) << c.name;
  }
}

std::string Repeated(std::string_view lines, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += lines;
  return all;
}

struct RefusedCase {
  std::string name;
  std::string head;
  std::string want;
};

TEST(SniffDialect, RefusesWhatCanBeReadInTwoWays) {
  const std::vector<RefusedCase> cases = {
      {"two even delimiters", "a,b;c\n1,2;3\n",
       "x: the delimiter could be ',' or ';'; say --delimiter"},
      {"three even delimiters", "a,b;c\td\n1,2;3\t4\n",
       "x: the delimiter could be ',', ';' or tab; say --delimiter"},
      {"uneven under all", "a,b\nx\ny\nz\nu,v,w\n",
       "x:2: 1 field, expected 2 as in the first record (divided at ','); 3 more of 4 records are "
       "uneven; mend them, or say --delimiter"},
      {"as many rows ragged as not", "a,b\nx\n1,2\n",
       "x:2: 1 field, expected 2 as in the first record (divided at ','); mend it, or say "
       "--delimiter"},
      {"a quote that is not closed", "a,b\n\"x,1\ny,2\n",
       "x:2:1: a quote opens here and is not closed (divided at ','); mend it, or say "
       "--delimiter"},
      {"a quote in a later field", "\xEF\xBB\xBF\n\na;b\nx;1\nz;\"2;3\ny\n",
       "x:5:3: a quote opens here and is not closed (divided at ';'); 1 more of 3 records is "
       "uneven; mend them, or say --delimiter"},
      {"a field too many below a cell of two lines", "a,b\n\"x\ny\",1\nz,2,3\nz,2,3\nz,1\n",
       "x:4: 3 fields, expected 2 as in the first record (divided at ','); 1 more of 4 records is "
       "uneven; mend them, or say --delimiter"},
      {"a third of many rows ragged", "a,b\n" + Repeated("1,2\n1,2\nx\n", 7),
       "x:4: 1 field, expected 2 as in the first record (divided at ','); 6 more of 21 records are "
       "uneven; mend them, or say --delimiter"},
      {"ragged under two delimiters", "a,b;c\n1,2\n1,2\n3;4\n3;4\n5,6;7\n5\n",
       "x: the records have different numbers of fields whether divided at ',' or ';' or not at "
       "all; "
       "say --delimiter"},
      {"title above the table", "Vendors 2024\nid;text\n1;a\n2;b\n",
       "x: most records have 2 fields if divided at ';', but the first has 1; say --delimiter, or "
       "--from lines if every line is a text"},
      {"prose with one comma each", "text\na, b\nc, d\ne, f\n",
       "x: most records have 2 fields if divided at ',', but the first has 1; say --delimiter, or "
       "--from lines if every line is a text"},
      {"old Macintosh", "id,text\r1,a\r2,b\r",
       "x: its lines end in CR alone (old Macintosh); convert them to LF"},
      {"figure in the first record", "1,alpha\n2,beta\n",
       "x: the first record may not be a header (its field 1 is a figure); say --header or "
       "--no-header"},
      {"date in the first record", "alpha,2024-05-01\nbeta,2024-05-02\n",
       "x: the first record may not be a header (its field 2 is a figure); say --header or "
       "--no-header"},
      {"sentence in the first record", "We test drugs.\nWe make drugs.\n",
       "x: the first record may not be a header (its field 1 ends like a sentence); say --header "
       "or --no-header"},
      {"figure below blank lines", "\n\n1,alpha\n2,beta\n",
       "x: the first record may not be a header (its field 1 is a figure); say --header or "
       "--no-header"},
      {"long first record", std::string(101, 'x') + "\nshort\n",
       "x: the first record may not be a header (its field 1 is long); say --header or "
       "--no-header"},
  };
  for (const RefusedCase& c : cases) {
    const Result<Sniffed> sniffed = SniffDialect(c.head, {.whole = true}, "x");
    ASSERT_FALSE(sniffed.ok()) << c.name;
    EXPECT_EQ(Format(sniffed.error()), c.want) << c.name;
  }
}

TEST(SniffDialect, SaysThatAQuoteIsOpenWhereTheHeadEnds) {
  const std::string head = "a,b\n1,2\n3,\"" + Repeated("x\n", 20000);
  EXPECT_EQ(Format(SniffDialect(head, {}, "x").error()),
            "x:3:3: a quote opens here and is not closed as far as is looked ahead (divided at "
            "','); mend it, or say --delimiter");
}

TEST(SniffDialect, TakesWhatIsPinned) {
  const DialectHints all = {.delimiter = ';', .quote = '\'', .has_header = false, .whole = true};
  const Result<Sniffed> sniffed = SniffDialect("1,2\r\n3,4\r\n", all, "x");
  ASSERT_TRUE(sniffed.ok());
  EXPECT_EQ(sniffed->dialect,
            (Dialect{.delimiter = ';', .quote = '\'', .has_header = false, .crlf = true}));
  EXPECT_THAT(sniffed->notes, IsEmpty());
}

TEST(SniffDialect, TakesQuotesForTextWhereThereAreNone) {
  const DialectHints hints = {.quote = kNoQuote, .whole = true};
  const Result<Sniffed> sniffed = SniffDialect("id,text\n1,\"a\n2,b\n3,c\"\n", hints, "x");
  ASSERT_TRUE(sniffed.ok()) << Format(sniffed.error());
  EXPECT_EQ(sniffed->dialect, (Dialect{.delimiter = ',', .quote = kNoQuote}));
}

TEST(SniffDialect, NeverTakesTheQuoteForTheDelimiter) {
  const DialectHints hints = {.quote = '|', .whole = true};
  EXPECT_EQ(SniffDialect("id;|text|\n1;|a|\n2;|b|\n", hints, "x")->dialect.delimiter, ';');
  EXPECT_EQ(Format(SniffDialect("a|b\n", {.delimiter = '|', .quote = '|'}, "x").error()),
            "x: '|' cannot be delimiter and quote at once; say another --delimiter or --quote");
  EXPECT_FALSE(SniffDialect("sep=|\na|b\n", hints, "x").ok());
}

TEST(SniffDialect, SaysWhatItGuessed) {
  EXPECT_THAT(SniffDialect("a\tb\n", {}, "x")->notes,
              ElementsAre("x: delimiter tab, the first record is the header"));
  EXPECT_THAT(SniffDialect("a;b\n", {.has_header = true}, "x")->notes,
              ElementsAre("x: delimiter ';'"));
  EXPECT_THAT(SniffDialect("a;b\n", {.delimiter = ';'}, "x")->notes,
              ElementsAre("x: the first record is the header"));
  EXPECT_THAT(SniffDialect("sep=|\na|b\n", {}, "x")->notes,
              ElementsAre("x: delimiter '|' by its first line, the first record is the header"));
}

TEST(SniffDialect, KnowsTheSeparatorLineOfExcel) {
  for (const std::string_view head :
       {"sep=;\na;b\n1;2,2\n", "SEP=;\r\na;b\r\n", "\xEF\xBB\xBFsep=;\na;b\n"}) {
    const Result<Sniffed> sniffed = SniffDialect(head, {}, "x");
    ASSERT_TRUE(sniffed.ok());
    EXPECT_TRUE(sniffed->dialect.has_separator_line);
    EXPECT_EQ(sniffed->dialect.delimiter, ';');
  }
  const Result<Sniffed> pinned = SniffDialect("sep=;\na,b\n", {.delimiter = ','}, "x");
  EXPECT_TRUE(pinned->dialect.has_separator_line);
  EXPECT_EQ(pinned->dialect.delimiter, ',');
  EXPECT_FALSE(SniffDialect("sep=ab\n", {}, "x")->dialect.has_separator_line);
}

TEST(AreBlank, GoesByWhatDividesFields) {
  EXPECT_TRUE(AreBlank("", {}));
  EXPECT_TRUE(AreBlank(" \t \r\n\n  ", {}));
  EXPECT_FALSE(AreBlank(" ,", {}));
  EXPECT_FALSE(AreBlank("\"\"", {}));
  EXPECT_FALSE(AreBlank("\t\t", {.delimiter = '\t'}));
  EXPECT_TRUE(AreBlank("  ", {.delimiter = '\t'}));
  EXPECT_FALSE(AreBlank("  ", {.delimiter = ' '}));
}

TEST(SniffDialect, KnowsLineEnds) {
  EXPECT_TRUE(SniffDialect("a,b\r\n1,2\n", {}, "x")->dialect.crlf);
  EXPECT_FALSE(SniffDialect("a,b\n1,2\r\n", {}, "x")->dialect.crlf);
  EXPECT_FALSE(SniffDialect("a,b", {}, "x")->dialect.crlf);
}

TEST(ParseDelimiter, KnowsCharactersAndWords) {
  EXPECT_EQ(*ParseDelimiter(","), ',');
  EXPECT_EQ(*ParseDelimiter("\t"), '\t');
  EXPECT_EQ(*ParseDelimiter("\\t"), '\t');
  EXPECT_EQ(*ParseDelimiter("tab"), '\t');
  EXPECT_EQ(*ParseDelimiter("TAB"), '\t');
  EXPECT_EQ(*ParseDelimiter("T"), 'T');
  EXPECT_EQ(*ParseDelimiter("comma"), ',');
  EXPECT_EQ(*ParseDelimiter("semicolon"), ';');
  EXPECT_EQ(*ParseDelimiter("pipe"), '|');
  EXPECT_EQ(*ParseDelimiter("^"), '^');
  for (const std::string bad : {"", "\"", "\n", "\r", "ab", "\xC3\xA9"}) {
    EXPECT_EQ(Format(ParseDelimiter(bad).error()),
              "--delimiter: `" + Printable(bad) +
                  "` is not a delimiter; give one ASCII character, tab, comma, semicolon or pipe");
  }
}

TEST(ParseQuote, KnowsCharactersAndNone) {
  EXPECT_EQ(*ParseQuote("\""), '"');
  EXPECT_EQ(*ParseQuote("'"), '\'');
  EXPECT_EQ(*ParseQuote("^"), '^');
  EXPECT_EQ(*ParseQuote("none"), kNoQuote);
  EXPECT_EQ(*ParseQuote("None"), kNoQuote);
  for (const std::string bad :
       {"", " ", "\t", "a", "Z", "0", "=", "+", "-", "@", "''", "\x7F", "\xC3\xA9"}) {
    EXPECT_EQ(Format(ParseQuote(bad).error()),
              "--quote: `" + Printable(bad) +
                  "` is not a quote; give one ASCII character that is no letter, figure, space, "
                  "=, +, - or @, or none");
  }
  EXPECT_EQ(Format(ParseQuote("non").error()),
            "--quote: `non` is not a quote; give one ASCII character that is no letter, figure, "
            "space, =, +, - or @, or none; did you mean `none`?");
}

}  // namespace
}  // namespace cxo
