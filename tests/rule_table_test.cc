// Rules out to a table and back: nothing is lost on the way, and every fault names its cell.
#include "classifier/cli/rule_table.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/cli/rule_import.h"
#include "classifier/pack/write_toml.h"
#include "tests/small_pack.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

// Everything that a pack says, without places and files.
class Content {
 public:
  explicit Content(const Pack& pack) : pack_(pack) {
    Add({pack.name, pack.version, pack.licence, pack.note, pack.group, pack.weights_corpus});
    Add(pack.languages);
    for (const Label& label : pack.labels) {
      Add({label.name, label.title});
      Add(label.subtypes);
    }
    for (const Rule& rule : pack.rules) AddRule(rule);
    for (const Guard& guard : pack.guards) AddGuard(guard);
    for (const Pattern& pattern : pack.patterns) {
      Add({pattern.text, pattern.regex, Number(pattern.is_phrase), Number(pattern.owner),
           Number(static_cast<int>(pattern.role))});
    }
    for (const Profile& profile : pack.profiles) AddProfile(profile);
    AddExamples(pack.examples);
    AddDecision(pack.decision);
  }

  const std::string& text() const { return text_; }

 private:
  template <typename T>
  static std::string Number(T number) {
    return std::to_string(number);
  }

  void Add(const std::vector<std::string>& parts) {
    for (const std::string& part : parts) text_ += "<" + part + ">";
    text_ += "\n";
  }

  void AddExamples(const std::vector<Example>& examples) {
    for (const Example& one : examples) Add({one.text, Number(one.todo), one.label, one.profile});
  }

  void AddRule(const Rule& rule) {
    Add({rule.id, Number(rule.composite), Number(rule.label), rule.facet, rule.subtype,
         Number(rule.weight), Number(rule.locked), Number(rule.cap), ToString(rule.condition),
         Number(static_cast<int>(rule.scope)), Number(rule.nests), rule.note});
    Add(rule.absorbs);
    Add(rule.unless);
    Add(rule.despite);
    AddExamples(rule.hit);
    AddExamples(rule.miss);
  }

  void AddGuard(const Guard& guard) {
    Add({guard.id, Number(static_cast<int>(guard.scope)), Number(guard.words),
         Number(static_cast<int>(guard.side)), Number(static_cast<int>(guard.effect)),
         Number(guard.factor), ToString(guard.condition), guard.note});
    Add(guard.affects);
    AddExamples(guard.hit);
    AddExamples(guard.miss);
  }

  void AddProfile(const Profile& profile) {
    Add({profile.name, profile.note});
    for (const Profile::Change& change : profile.changes) {
      Add({change.rule, Number(change.label.value_or(-9)), change.facet,
           Number(change.weight.value_or(-9)), Number(change.off)});
    }
    for (const auto& [label, bias] : profile.bias) Add({Number(label), Number(bias)});
  }

  void AddDecision(const Decision& it) {
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      Add({Number(it.bias[l]), Number(it.threshold[l])});
    }
    Add({Number(it.temperature), Number(it.slope), Number(it.intercept),
         Number(it.review_confidence), Number(it.review_margin), Number(it.also_score)});
  }

  const Pack& pack_;
  std::string text_;
};

std::string ContentOf(const std::vector<PackFile>& files) {
  const LoadedPack loaded = ParsePack(files, "");
  for (const Error& error : loaded.errors) ADD_FAILURE() << Format(error);
  return loaded.pack ? Content(*loaded.pack).text() : "";
}

ImportedRules Import(std::string_view table, const std::vector<PackFile>& base) {
  const TempFolder folder;
  WriteFile(folder / "table.csv", table);
  ImportedRules imported = ImportRules({.path = folder / "table.csv"}, base, "base");
  for (Error& error : imported.errors) {
    const size_t at = error.source.find("table.csv");
    if (at != std::string::npos) error.source.erase(0, at);
  }
  return imported;
}

std::string FaultsOfTable(std::string_view table) {
  std::string faults;
  for (const Error& error : Import(table, SmallPack()).errors) {
    faults += (faults.empty() ? "" : "\n") + Format(error);
  }
  return faults;
}

std::string Table(const std::vector<PackFile>& files) { return RuleTableCsv(SplitPack(files)); }

// All files of the small pack in one.
std::vector<PackFile> MixedPack() {
  std::string all = "# lost\n";
  for (const PackFile& file : SmallPack()) {
    if (file.name != "weights.toml") all += file.content + "\n";
  }
  return {{"all.toml", all}, SmallPack().back()};
}

// Values that cells, lists or TOML would change if they were not taken care of.
std::vector<PackFile> OddPack() {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"odd.toml", R"toml([[rule]]
id = "odd"
any = ["a\\(b", "x"]
regex = "-x|'\"|\\b製\\b"
weight = -0.125
needs = """
offer
or not offer"""
lock = false
nests = true
note = "=cmd|' /C calc'!A0"
hit = ["=1\n  two\nlines\r\nand \\n, \\\\ and \\\n", "@x", "'quoted'"]
miss = ["''", "; , \"\t"]
todo = ["\u0001"]
example_profile = "article"

[[rule]]
id = "apostrophe"
any = ["x"]
note = "'=1"
hit = ["''=x"]
miss = ["\\"]
)toml"});
  std::swap(files[2], files.back());  // in order of their names, as a pack is read
  std::swap(files[3], files.back());
  std::swap(files[4], files.back());
  return files;
}

TEST(RuleTable, LosesNothingOnTheWayThereAndBack) {
  const struct {
    const char* name;
    std::vector<PackFile> files;
  } kPacks[] = {{"every key", SmallPack()},
                {"one file", MixedPack()},
                {"odd values", OddPack()},
                {"the shipped pack", BuiltinPackFiles()}};
  for (const auto& pack : kPacks) {
    const std::string table = Table(pack.files);
    const ImportedRules imported = Import(table, pack.files);
    ASSERT_TRUE(imported.errors.empty()) << pack.name << Format(imported.errors[0]);
    EXPECT_EQ(ContentOf(imported.files), ContentOf(pack.files)) << pack.name;
    EXPECT_EQ(Table(imported.files), table) << pack.name;
  }
}

// As a spreadsheet of another country writes it: byte order mark, semicolons, CR LF, decimal
// commas, columns in another order.
TEST(RuleTable, IsReadAsSpreadsheetsSaveIt) {
  const ImportedRules imported = Import(
      "\xEF\xBB\xBFweight;any;id;kind;hit;miss;label;lock;cap;file\r\n"
      "1,5;\"glp tox\r\n\r\ntoxicology\";cro.tox;rule;a tox;x;CRO;TRUE;2.0;\r\n"
      ";;;;;;;;;\r\n"
      "-2;make;cmo.make;;make;y;CMO;no;;cmo.toml\r\n"
      ";b;both;;both;y;CMO;;;cmo.toml\r\n"
      ";c;offer;;offer;y;;;;cmo.toml\r\n",
      SmallPack());
  ASSERT_TRUE(imported.errors.empty()) << Format(imported.errors[0]);
  const Rule& rule = imported.pack.rules[*FindRule(imported.pack, "cro.tox")];
  EXPECT_EQ(rule.weight, 1.5);
  EXPECT_EQ(rule.cap, 2u);
  EXPECT_TRUE(rule.locked);
  EXPECT_EQ(imported.files[0].name, "cmo.toml");
  EXPECT_EQ(imported.files.back().content.substr(0, 4), "corp");
  const auto rules = std::find_if(imported.files.begin(), imported.files.end(),
                                  [](const PackFile& file) { return file.name == "rules.toml"; });
  ASSERT_NE(rules, imported.files.end());
  EXPECT_EQ(rules->content,
            "[[rule]]\nid = \"cro.tox\"\nlabel = \"CRO\"\nany = [\"glp tox\", \"toxicology\"]\n"
            "weight = 1.5\nlock = true\ncap = 2\nhit = [\"a tox\"]\nmiss = [\"x\"]\n");
}

TEST(RuleTable, KeepsListsThatAreTooLongForACell) {
  std::string any;
  for (int i = 0; i < 9000; ++i) any += "\"word" + std::to_string(i) + "\", ";
  std::vector<PackFile> files = SmallPack();
  files.push_back({"long.toml", "[[rule]]\nid = \"long\"\nany = [" + any +
                                    "\"end\"]\nhit = [\"word1\"]\nmiss = [\"x\"]\n"});
  const std::string table = Table(files);
  EXPECT_NE(table.find("\nlong,more,,"), std::string::npos);
  const ImportedRules imported = Import(table, files);
  ASSERT_TRUE(imported.errors.empty()) << Format(imported.errors[0]);
  EXPECT_EQ(ContentOf(imported.files), ContentOf(files));
}

TEST(RuleTable, NamesEveryFaultByItsCell) {
  const struct {
    const char* name;
    const char* table;
    const char* want;
  } kCases[] = {
      {"no column id", "kind,any\nrule,x\n",
       "table.csv:1: there is no column \"id\"; the first row names the columns: id, kind, file, "
       "label, subtype, any, regex, not, until, when, needs, scope, side, effect, factor, affects, "
       "absorbs, weight, lock, cap, unless, despite, nests, note, hit, miss, todo, todo_miss, "
       "example_profile"},
      {"columns", "id,wieght,owner,id\n",
       "table.csv:1: cell B1: rules have no column `wieght`; did you mean `weight`?\n"
       "table.csv:1: cell C1: rules have no column `owner`; take it out\n"
       "table.csv:1: column \"id\" (cell D1): there are two columns of this name"},
      {"no rows", "id,any\n", "table.csv: has a header and no rows"},
      {"empty", "", "table.csv: is empty"},
      {"cells",
       "id,kind,file,any,hit,miss,weight,lock,cap\n"
       "a,rul,../a.toml,x,x,y,1.5x,maybe,1.5\n"
       "a,rule,weights.toml,x,x,y,\"1,5\",,,,z\n",
       "table.csv:2: column \"kind\" (cell B2): `rul` is none of rule, composite, guard\n"
       "table.csv:2: column \"file\" (cell C2): `../a.toml` is no name of a file of rules, such as "
       "cmo-packaging.toml\n"
       "table.csv:2: column \"weight\" (cell G2): `1.5x` is no number\n"
       "table.csv:2: column \"lock\" (cell H2): `maybe` is neither yes nor no\n"
       "table.csv:2: column \"cap\" (cell I2): `1.5` is no whole number\n"
       "table.csv:3: column \"id\" (cell A3): `a` stands in row 2 as well\n"
       "table.csv:3: column \"file\" (cell C3): weights.toml holds no rules: `cxo tune` writes it\n"
       "table.csv:3: column \"weight\" (cell G3): `1,5` is no number\n"
       "table.csv:3: cell K3: the first row names no column here\n"
       "base/pack.toml:27:13: there is no rule `cmo.make`\n"
       "  relabel = { \"cmo.make\" = \"CRO.made\" }\n"
       "              ^^^^^^^^^^\n"
       "base/pack.toml:28:12: there is no rule `cro.tox`\n"
       "  weight = { \"cro.tox\" = 0.5 }\n"
       "             ^^^^^^^^^\n"
       "base/pack.toml:29:8: there is no rule `both`\n"
       "  off = [\"both\"]\n"
       "         ^^^^^^\n"
       "base/weights.toml:8:1: there is no rule `cmo.make`\n"
       "  \"cmo.make\" = 1.75\n"
       "  ^^^^^^^^^^"},
      {"what the pack finds",
       "id,kind,any,when,hit,miss,weight,affects\n"
       "offer,rule,\"good\n(bad\",,x,y,2000,\n"
       "both,composite,,offer and (,x,y,,\n"
       "cro.tox,rule,x,,,y,,\n"
       "cmo.make,rule,x,offer,x,y,,\n"
       "g,guard,x,,x,y,1,nobody\n",
       "table.csv:2: column \"any\" (cell C2): `(` is not closed\n"
       "  (bad\n"
       "  ^\n"
       "table.csv:2: column \"weight\" (cell G2): `weight` is out of range, expected a number from "
       "-1000 to 1000\n"
       "table.csv:4: column \"when\" (cell D3): the condition ends here, expected a name, `not` or "
       "`(`\n"
       "  offer and (\n"
       "             ^\n"
       "table.csv:5: row 4: [[rule]] has no `hit` example, expected at least one\n"
       "table.csv:6: column \"when\" (cell D5): unknown key `when` in [[rule]]\n"
       "table.csv:7: column \"affects\" (cell H6): there is no rule, label, facet or group "
       "`nobody`\n"
       "  nobody\n"
       "  ^^^^^^\n"
       "table.csv:7: column \"weight\" (cell G6): unknown key `weight` in [[guard]]"},
      {"rows that go on",
       "id,kind,any,hit,miss,note\n"
       "offer,more,\"two\n(three\",,,\n"
       "nobody,more,x,,,\n"
       "cro.tox,rule,one,x,y,\n"
       "cro.tox,more,,,,n\n"
       "both,rule,,x,y,\n"
       "both,more,x,,,\n"
       "cmo.make,rule,x,x,y,\n"
       "offer,rule,one,x,y,\n",
       "table.csv:2: column \"any\" (cell C2): `(` is not closed\n"
       "  (three\n"
       "  ^\n"
       "table.csv:4: column \"id\" (cell A3): there is no rule `nobody` for this row to go on "
       "with\n"
       "table.csv:6: column \"note\" (cell F5): a row of kind more goes on with lists alone\n"
       "table.csv:8: column \"any\" (cell C7): the list must begin in the row of the rule itself"},
      {"a quote that is not closed", "id,any,hit,miss\noffer,\"x,x,y\n",
       "table.csv:2: row 2: a quote opens here and is not closed"}};
  for (const auto& it : kCases) EXPECT_EQ(FaultsOfTable(it.table), it.want) << it.name;
}

TEST(RuleTable, KeepsCellsFromBeingFormulas) {
  const struct {
    const char* text;
    const char* cell;
  } kCases[] = {{"", ""},          {"x", "x"},      {"=1", "'=1"},   {"+1", "'+1"}, {"-x", "'-x"},
                {"@x", "'@x"},     {"\tx", "'\tx"}, {"'=1", "''=1"}, {"'x", "'x"},  {"''", "'''"},
                {"''=1", "'''=1"}, {"＝1", "'＝1"}, {"'", "'"},      {"x=1", "x=1"}};
  for (const auto& it : kCases) {
    EXPECT_EQ(Guarded(it.text), it.cell);
    EXPECT_EQ(Unguarded(it.cell), it.text);
  }
  const std::string table = Table(OddPack());
  EXPECT_NE(table.find(",'=cmd|' /C calc'!A0,"), std::string::npos);
  EXPECT_NE(table.find(",-0.125,no,"), std::string::npos);
}

TEST(RuleTable, WritesAnItemInALine) {
  const struct {
    std::vector<std::string_view> items;
    const char* cell;
  } kCases[] = {{{}, ""},
                {{"a", "b c"}, "a\nb c"},
                {{"a\nb", "c\r"}, "a\\nb\nc\\r"},
                {{"a\\(b\\)"}, "a\\(b\\)"},
                {{"a\\nb"}, "a\\\\nb"},
                {{"a\\\n"}, "a\\\\\\n"},
                {{"\\\\", "\\"}, "\\\\\\\n\\"}};
  for (const auto& it : kCases) {
    EXPECT_EQ(JoinLines(it.items), it.cell);
    EXPECT_EQ(SplitLines(it.cell), std::vector<std::string>(it.items.begin(), it.items.end()));
  }
  EXPECT_EQ(SplitLines("a\r\n \n\nb\n"), (std::vector<std::string>{"a", "b"}));
}

TEST(WriteToml, FindsTheByteOfAValue) {
  const struct {
    const char* written;
    size_t raw;
    size_t want;
  } kCases[] = {{"\"abc\"", 0, 0},
                {"\"abc\"", 1, 0},
                {"\"abc\"", 3, 2},
                {"'a\\b' x", 3, 2},
                {"\"a\\\\b\\u0001c\"", 4, 2},
                {"\"a\\\\b\\u0001c\"", 11, 4},
                {"\"ab\", \"c\"", 9, 2}};
  for (const auto& it : kCases) EXPECT_EQ(OffsetInValue(it.written, it.raw), it.want) << it.written;
}

}  // namespace
}  // namespace cxo
