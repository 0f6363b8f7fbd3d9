// Rules out to a table and back: nothing is lost on the way.
#include "classifier/spreadsheet/rule_table.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/builtin/rule_files.h"
#include "classifier/pack/write_toml.h"
#include "classifier/spreadsheet/rule_import.h"
#include "tests/import_table.h"
#include "tests/small_pack.h"

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
         Number(it.review_confidence), Number(it.review_margin), Number(it.review_known),
         Number(it.also_score)});
  }

  const Pack& pack_;
  std::string text_;
};

std::string ContentOf(const std::vector<PackFile>& files) {
  const LoadedPack loaded = ParsePack(files, "");
  for (const Error& error : loaded.errors) ADD_FAILURE() << Format(error);
  return loaded.pack ? Content(*loaded.pack).text() : "";
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
                {"the shipped pack", BuiltinRuleFiles()}};
  for (const auto& pack : kPacks) {
    const std::string table = Table(pack.files);
    const ImportedRules imported = ImportTable(table, pack.files);
    ASSERT_TRUE(imported.errors.empty()) << pack.name << Format(imported.errors[0]);
    EXPECT_EQ(ContentOf(imported.files), ContentOf(pack.files)) << pack.name;
    EXPECT_EQ(Table(imported.files), table) << pack.name;
  }
}

TEST(RuleTable, MayHaveTabs) {
  const std::string table = RuleTableCsv(SplitPack(OddPack()), '\t');
  EXPECT_TRUE(table.starts_with("id\tkind\tfile\tlabel\t")) << table;
  const ImportedRules imported = ImportTable(table, OddPack());
  ASSERT_TRUE(imported.errors.empty()) << Format(imported.errors[0]);
  EXPECT_EQ(ContentOf(imported.files), ContentOf(OddPack()));
}

TEST(RuleTable, KeepsListsThatAreTooLongForACell) {
  std::string any;
  for (int i = 0; i < 9000; ++i) any += "\"word" + std::to_string(i) + "\", ";
  std::vector<PackFile> files = SmallPack();
  files.push_back({"long.toml", "[[rule]]\nid = \"long\"\nany = [" + any +
                                    "\"end\"]\nhit = [\"word1\"]\nmiss = [\"x\"]\n"});
  const std::string table = Table(files);
  EXPECT_NE(table.find("\nlong,more,,"), std::string::npos);
  const ImportedRules imported = ImportTable(table, files);
  ASSERT_TRUE(imported.errors.empty()) << Format(imported.errors[0]);
  EXPECT_EQ(ContentOf(imported.files), ContentOf(files));
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
