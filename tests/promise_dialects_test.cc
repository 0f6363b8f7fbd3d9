// Promises 7 and 8: what was found out about a file is said, what would be a guess is refused, and
// bytes are UTF-8 or said not to be.
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/program.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

struct DialectFile {
  std::string name;
  std::string content;
  std::vector<std::string> options;
  std::string out;  // of a file that is read
  std::string err;  // without the final line end
  int code = 0;
};

std::string Found(const std::string& what) { return "cxo: f.csv: " + what; }

std::string Doubt(const std::string& why) {
  return Found("the first record may not be a header (" + why + "); say --header or --no-header");
}

std::string CouldBe(const std::string& what) {
  return Found("the delimiter could be " + what + "; say --delimiter");
}

const std::string kComma = "delimiter ',', the first record is the header";
const std::string kSemicolon = "delimiter ';', the first record is the header";

const std::vector<DialectFile> kFiles = {
    {"commas", "t,n\ntesting,1\n", {}, "t,n,cxo_label\ntesting,1,CRO\n", Found(kComma)},
    {"semicolons", "t;n\ntesting;1\n", {}, "t;n;cxo_label\ntesting;1;CRO\n", Found(kSemicolon)},
    {"tabs",
     "t\tn\ntesting\t1\n",
     {},
     "t\tn\tcxo_label\ntesting\t1\tCRO\n",
     Found("delimiter tab, the first record is the header")},
    {"pipes",
     "t|n\ntesting|1\n",
     {},
     "t|n|cxo_label\ntesting|1|CRO\n",
     Found("delimiter '|', the first record is the header")},
    {"semicolons around decimal commas",
     "t;n\ntesting;1,5\ntesting;2,5\n",
     {},
     "t;n;cxo_label\ntesting;1,5;CRO\ntesting;2,5;CRO\n",
     Found(kSemicolon)},
    {"commas in quotes",
     "t;n\n\"testing, a\";1\n",
     {},
     "t;n;cxo_label\n\"testing, a\";1;CRO\n",
     Found(kSemicolon)},
    {"a separator line",
     "sep=|\nt|n\ntesting|1\n",
     {},
     "sep=|\nt|n|cxo_label\ntesting|1|CRO\n",
     Found("delimiter '|' by its first line, the first record is the header")},
    {"one column", "text\ntesting\n", {}, "text,cxo_label\ntesting,CRO\n", Found(kComma)},
    {"one column of words",
     "packaging\ntesting\n",
     {},
     "",
     Doubt("its field 1 could be a text as well"),
     4},
    {"two columns of words, the first again",
     "Ace,packaging\nAce,clinical trials\n",
     {},
     "",
     Doubt("its field 1 comes again below"),
     4},
    {"one column of prose",
     "text\ntesting, a\nno\n",
     {},
     "text,cxo_label\ntesting, a,CRO\nno,NONE\n",
     Found(kComma + "\nf.csv:2:1: record 2, byte 5: 2 fields, expected 1\n"
                    "cxo: 1 of 2 rows malformed; kept and labelled")},
    {"a byte order mark",
     "\xEF\xBB\xBFt,n\ntesting,1\n",
     {},
     "\xEF\xBB\xBFt,n,cxo_label\ntesting,1,CRO\n",
     Found(kComma)},
    {"CR LF", "t,n\r\ntesting,1\r\n", {}, "t,n,cxo_label\r\ntesting,1,CRO\r\n", Found(kComma)},
    {"lines in quotes",
     "t,n\n\"a\ntesting\",1\n",
     {},
     "t,n,cxo_label\n\"a\ntesting\",1,CRO\n",
     Found(kComma)},
    {"two delimiters", "t,n;m\ntesting,1;2\n", {}, "", CouldBe("',' or ';'"), 4},
    {"three delimiters", "t,n;m|k\na,1;2|3\n", {}, "", CouldBe("',', ';' or '|'"), 4},
    {"two delimiters, one pinned",
     "t,n;m\ntesting,1;2\n",
     {"--delimiter", ";"},
     "t,n;m;cxo_label\ntesting,1;2;CRO\n",
     Found("the first record is the header")},
    {"uneven rows",
     "t,n\na\nb\nc\n",
     {},
     "",
     "cxo: f.csv:2: 1 field, expected 2 as in the first record (divided at ','); 2 more of 3 "
     "records are uneven; mend them, or say --delimiter",
     4},
    {"a title above the table",
     "A list\nt,n\na,1\nb,2\nc,3\n",
     {},
     "",
     Found("most records have 2 fields if divided at ',', but the first has 1; say --delimiter, or "
           "--from lines if every line is a text"),
     4},
    {"a figure in the first record",
     "testing,1\nx,2\n",
     {},
     "",
     Doubt("its field 2 is a figure"),
     4},
    {"a sentence in the first record",
     "We offer testing.,a\nx,b\n",
     {},
     "",
     Doubt("its field 1 ends like a sentence"),
     4},
    {"a long first record",
     std::string(101, 'x') + ",a\nx,b\n",
     {},
     "",
     Doubt("its field 1 is long"),
     4},
    {"a figure, pinned as header",
     "t,2020\ntesting,1\n",
     {"--header"},
     "t,2020,cxo_label\ntesting,1,CRO\n",
     Found("delimiter ','")},
    {"a figure, pinned as data",
     "testing,1\nx,2\n",
     {"--no-header"},
     "testing,1,CRO\nx,2,NONE\n",
     Found("delimiter ','")},
    {"one record alone", "packaging\n", {}, "", Doubt("no row below it tells"), 4},
    {"a row below without line end",
     "packaging\ntesting",
     {},
     "",
     Doubt("its field 1 could be a text as well"),
     4},
    {"a usual name alone", "text\n", {}, "text,cxo_label\n", Found(kComma)},
    {"CR alone",
     "t,n\rtesting,1\rx,2\r",
     {},
     "",
     Found("its lines end in CR alone (old Macintosh); convert them to LF"),
     4},
    {"all pinned",
     "t;n\ntesting;1\n",
     {"--header", "--delimiter", "semicolon"},
     "t;n;cxo_label\ntesting;1;CRO\n",
     ""}};

TEST(Dialect, IsSaidOrRefused) {
  const TempFolder folder;
  for (const DialectFile& file : kFiles) {
    WriteFile(folder / "f.csv", file.content);
    std::vector<std::string> words = {"-c", "1", "--add", "label", "f.csv"};
    words.insert(words.begin(), file.options.begin(), file.options.end());
    ProcessSetup setup = Program(words);
    setup.folder = folder / ".";
    const Finished ran = RunProcess(setup);
    EXPECT_EQ(ran.code, file.code) << file.name;
    EXPECT_EQ(ran.out, file.out) << file.name;
    EXPECT_EQ(ran.err, file.err.empty() ? "" : file.err + "\n") << file.name;
  }
}

struct EncodedFile {
  std::string name;
  std::string content;
  std::vector<std::string> options;
  std::string out;
};

// "testing é" in every encoding comes out as the same UTF-8; half a character becomes U+FFFD.
TEST(Encoding, ComesOutAsUtf8) {
  using std::string_literals::operator""s;
  const std::string utf8 = "testing \xC3\xA9\n";
  const std::string little = "t\0e\0s\0t\0i\0n\0g\0 \0\xE9\0\n\0"s;
  const std::string big = "\0t\0e\0s\0t\0i\0n\0g\0 \0\xE9\0\n"s;
  const std::string mark = "\xEF\xBB\xBF";
  const std::vector<EncodedFile> files = {
      {"UTF-8", utf8, {}, utf8},
      {"UTF-8 with a mark", mark + utf8, {}, mark + utf8},
      {"UTF-16 LE with a mark", "\xFF\xFE" + little, {}, mark + utf8},
      {"UTF-16 BE with a mark", "\xFE\xFF" + big, {}, mark + utf8},
      {"UTF-16 LE pinned", little, {"--encoding", "utf-16le"}, utf8},
      {"UTF-16 BE pinned", big, {"--encoding", "utf-16be"}, utf8},
      {"UTF-16 with a mark, pinned", "\xFE\xFF" + big, {"--encoding", "UTF-16"}, mark + utf8},
      {"Windows-1252", "testing \xE9\n", {"--encoding", "windows-1252"}, utf8},
      {"Windows-1252 taken as UTF-8", "testing \xE9\n", {"--encoding", "utf-8"}, "testing \xE9\n"},
      {"pairs of surrogates", "\xFF\xFE\x3D\xD8\x00\xDE\n\0"s, {}, mark + "\xF0\x9F\x98\x80\n"},
      {"half a pair", "\xFF\xFE\x3D\xD8\n\0"s, {}, mark + "\xEF\xBF\xBD\n"}};
  for (const EncodedFile& file : files) {
    std::vector<std::string> words = file.options;
    words.insert(words.end(), {"-q", "-"});
    const Finished ran = RunProgram(words, file.content);
    EXPECT_EQ(ran.code, 0) << file.name << ran.err;
    const size_t text = ran.out.find('\t', 5) + 1;
    EXPECT_EQ(ran.out.substr(text), file.out) << file.name;
  }
}

// The bytes of a sequence as a valid character, by the definition in RFC 3629, section 4.
bool IsCharacter(const std::string& bytes) {
  const auto in = [&](size_t i, int low, int high) {
    const int byte = static_cast<unsigned char>(bytes[i]);
    return byte >= low && byte <= high;
  };
  if (bytes.size() == 2) return in(0, 0xC2, 0xDF) && in(1, 0x80, 0xBF);
  if (bytes.size() != 3) return bytes.size() == 1 && in(0, 0, 0x7F);
  const bool tail = in(2, 0x80, 0xBF);
  if (in(0, 0xE0, 0xE0)) return in(1, 0xA0, 0xBF) && tail;
  if (in(0, 0xED, 0xED)) return in(1, 0x80, 0x9F) && tail;
  return in(0, 0xE1, 0xEF) && in(1, 0x80, 0xBF) && tail;
}

void ExpectStatuses(const std::vector<std::string>& lines, const std::vector<bool>& valid) {
  std::string input;
  for (const std::string& line : lines) input += line + "\n";
  const Finished ran =
      RunProgram({"--to", "csv", "--add", "status", "--encoding", "utf-8", "-q"}, input);
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::string_view out = ran.out;
  out.remove_prefix(out.find('\n') + 1);
  for (size_t i = 0; i < lines.size(); ++i) {
    // A cell that had to be quoted may hold a line end of its own: CR.
    const size_t end = out.find('\n');
    ASSERT_NE(end, out.npos) << i;
    const std::string_view row = out.substr(0, end);
    ASSERT_TRUE(row.ends_with(valid[i] ? ",ok" : ",invalid-utf8")) << i << ": " << row;
    out.remove_prefix(end + 1);
  }
  EXPECT_EQ(out, "");
}

// Every lead byte with every second byte, and where a third belongs, with one of each kind.
TEST(Utf8, IsJudgedAsTheStandardSays) {
  std::vector<std::string> lines;
  std::vector<bool> valid;
  for (int first = 0x80; first < 0x100; ++first) {
    for (int second = 0x80; second < 0x100; ++second) {
      std::string line = {static_cast<char>(first), static_cast<char>(second)};
      if (first >= 0xE0) line += '\x80';
      if (first >= 0xF0) continue;
      lines.push_back(line);
      valid.push_back(IsCharacter(line));
    }
  }
  ExpectStatuses(lines, valid);
}

TEST(Utf8, IsJudgedAsThePublicSuiteSays) {
  const fs::path suite = fs::path(CXO_SHARED_DIR) / "suites/utf8tests/utf8tests.bin";
  if (!fs::exists(suite)) GTEST_SKIP() << suite << " is absent";
  const std::string all = ReadFile(suite.string());
  std::vector<std::string> lines;
  std::vector<bool> valid;
  for (size_t at = 0; at < all.size();) {
    const size_t end = all.find('\n', at);
    lines.push_back(all.substr(at, end - at));
    valid.push_back(lines.back().find(":valid:") != std::string::npos);
    at = end + 1;
  }
  ASSERT_GT(lines.size(), 200);
  ExpectStatuses(lines, valid);
}

}  // namespace
}  // namespace cxo
