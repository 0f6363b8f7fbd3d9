// Tables of rules as people hand them in: what spreadsheets make of them is read, and every fault
// names its cell.
#include "classifier/spreadsheet/rule_import.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/import_table.h"
#include "tests/small_pack.h"

namespace cxo {
namespace {

std::string FaultsOfTable(std::string_view table) {
  std::string faults;
  for (const Error& error : ImportTable(table, SmallPack()).errors) {
    faults += (faults.empty() ? "" : "\n") + Format(error);
  }
  return faults;
}

// The small pack with fewer values in its rules.
std::vector<PackFile> PlainPack() {
  std::vector<PackFile> files = SmallPack();
  const auto rules = std::find_if(files.begin(), files.end(),
                                  [](const PackFile& file) { return file.name == "rules.toml"; });
  rules->content = R"toml([[rule]]
id = "offer"
any = ["we offer"]
hit = ["we offer it"]
miss = ["they offer it"]

[[rule]]
id = "cro.tox"
label = "CRO.lab"
any = ["glp tox*"]
weight = 1.5
lock = true
cap = 2
hit = ["glp tox"]
miss = ["tax"]

[[rule]]
id = "cmo.make"
label = "CMO"
any = ["make"]
hit = ["make"]
miss = ["made"]

[[composite]]
id = "both"
label = "CMO"
when = "CRO.lab and cmo.make"
hit = ["glp tox, make"]
miss = ["make"]
)toml";
  return files;
}

// What the rules of the pack say where the table has no column would be lost; rules that are new
// lose nothing, nor does one that has become a rule of another kind.
TEST(ImportRules, MayLackColumnsThatNobodyHasValuesFor) {
  const struct {
    const char* name;
    const char* table;
    const char* want;
  } kCases[] = {
      {"weights",
       "id,label,any,hit,miss,lock\n"
       "offer,,we offer,we offer it,no,\n"
       "cro.tox,CRO,glp tox*,glp tox,tax,\n"
       "cmo.make,CMO,make,make,made,\n"
       "both,CMO,b,both,y,\n",
       "table.csv:1: rules of base have values for columns that are missing here: `cap` "
       "(cro.tox), `kind` (both), `weight` (cro.tox); add them, with empty cells where a value "
       "is to go"},
      {"another kind",
       "id,kind,label,any,hit,miss,lock,cap,weight\n"
       "offer,,,we offer,we offer it,no,,,\n"
       "cro.tox,,CRO,glp tox*,glp tox,tax,,,\n"
       "cmo.make,rule,CMO,make,make,made,,,\n"
       "both,rule,CMO,b,both,y,,,\n",
       ""},
      {"new rules",
       "id,label,any,hit,miss,kind,when,lock,cap,weight\n"
       "offer,,we offer,we offer it,no,,,,,\n"
       "cro.tox,CRO,glp tox*,glp tox,tax,,,,,\n"
       "cmo.make,CMO,make,make,made,,,,,\n"
       "both,CMO,,glp tox make,make,composite,CRO and cmo.make,,,\n"
       "new,CMO,new,new,old,,,,,\n",
       ""}};
  for (const auto& it : kCases) {
    std::string faults;
    for (const Error& error : ImportTable(it.table, PlainPack()).errors) faults += Format(error);
    EXPECT_EQ(faults, it.want) << it.name;
  }
}

// As a spreadsheet of another country writes it: byte order mark, semicolons, CR LF, decimal
// commas, columns in another order.
TEST(ImportRules, IsReadAsSpreadsheetsSaveIt) {
  const ImportedRules imported = ImportTable(
      "\xEF\xBB\xBFweight;any;id;kind;hit;miss;label;lock;cap;file\r\n"
      "1,5;\"glp tox\r\n\r\ntoxicology\";cro.tox;rule;a tox;x;CRO;TRUE;2.0;\r\n"
      ";;;;;;;;;\r\n"
      "-2;make;cmo.make;;make;y;CMO;no;;cmo.toml\r\n"
      ";b;both;;both;y;CMO;;;cmo.toml\r\n"
      ";c;offer;;offer;y;;;;cmo.toml\r\n",
      PlainPack());
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

TEST(ImportRules, TakesDecimalCommasBetweenQuotesAndNamesOfColumnsInAnyCase) {
  const auto weight_of = [](const std::string& weight) {
    const ImportedRules imported = ImportTable(
        "ID,Kind,LABEL,Any,WEIGHT,Lock,Cap,Hit,Miss,When\n"
        "cro.tox,,CRO,glp tox,\"" +
            weight +
            "\",,,glp tox,x,\n"
            "cmo.make,,CMO,make,,,,make,y,\n"
            "both,composite,CMO,,,,,glp tox make,make,CRO and cmo.make\n"
            "offer,,,c,,,,offer c,y,\n",
        PlainPack());
    if (!imported.errors.empty()) return Format(imported.errors[0]);
    return std::to_string(imported.pack.rules[*FindRule(imported.pack, "cro.tox")].weight);
  };
  EXPECT_EQ(weight_of("1,8"), "1.800000");
  EXPECT_EQ(weight_of("-0,125"), "-0.125000");
  EXPECT_EQ(weight_of("12,25"), "12.250000");
  EXPECT_EQ(weight_of("1,250"),
            "table.csv:2: column `weight` (cell E2): `1,250` may mean thousands; write it without "
            "a comma");
  EXPECT_EQ(weight_of("1,2,5"), "table.csv:2: column `weight` (cell E2): `1,2,5` is no number");
}

TEST(ImportRules, TakesWordsInAnyCaseAndTruthValuesOfThreeLanguages) {
  const auto faults_and_lock = [](const std::string& kind, const std::string& lock) {
    const std::string rule_row = "cro.tox ;" + kind + ";CRO;glp tox;1;" + lock + ";;glp tox;x;\n";
    const ImportedRules imported =
        ImportTable("id;kind;label;any;weight;lock;cap;hit;miss;when\n" + rule_row +
                        " cro.tox ; More ;;toxicology;;;;;;\n"
                        "cmo.make;;CMO;make;;;;make;y;\n"
                        "both; COMPOSITE ;CMO;;;;;glp tox make;make;CRO and cmo.make\n"
                        "offer;;;c;;;;offer c;y;\n",
                    PlainPack());
    if (!imported.errors.empty()) return Format(imported.errors[0]);
    const Rule& rule = imported.pack.rules[*FindRule(imported.pack, "cro.tox")];
    return std::string(rule.locked ? "yes" : "no");
  };
  for (const char* const yes : {"yes", "TRUE", "1", "Ja", "WAHR", "oui", "VRAI"}) {
    EXPECT_EQ(faults_and_lock("Rule", yes), "yes") << yes;
  }
  for (const char* const no : {"No", "FALSE", "0", "nein", "FALSCH", "non", "FAUX", ""}) {
    EXPECT_EQ(faults_and_lock("RULE", no), "no") << no;
  }
}

TEST(ImportRules, TellsHowItemsAreDividedWhereSemicolonsStandBetweenThem) {
  std::string faults;
  for (const Error& error :
       ImportTable("id,kind,label,any,weight,lock,cap,hit,miss,when,affects\n"
                   "offer,,,zebra hours; lion hours,,,,zebra hours; lion hours,x,,\n"
                   "cro.tox,,CRO,glp tox,,,,glp tox,x,,\n"
                   "cmo.make,,CMO,make?,,,,make,y,,\n"
                   "both,composite,CMO,,,,,glp tox make,make,CRO and cmo.make,\n"
                   "g,guard,,not,,,,not,y,,cro.tox; cmo.make\n",
                   PlainPack())
           .errors) {
    faults += Format(error) + "\n";
  }
  EXPECT_EQ(faults,
            "table.csv:2: column `any` (cell D2): `;` has no meaning in a phrase; write one item a "
            "line (Alt+Enter in a spreadsheet)\n"
            "  zebra hours; lion hours\n"
            "             ^\n"
            "table.csv:4: column `any` (cell D4): `?` has no meaning in a phrase\n"
            "  make?\n"
            "      ^\n"
            "table.csv:6: column `affects` (cell K6): there is no rule, label, facet or group "
            "`cro.tox; cmo.make`; write one item a line (Alt+Enter in a spreadsheet)\n"
            "  cro.tox; cmo.make\n"
            "  ^^^^^^^^^^^^^^^^^\n");
}

TEST(ImportRules, NamesEveryFaultByItsCell) {
  const struct {
    const char* name;
    const char* table;
    const char* want;
  } kCases[] = {
      {"no column id", "kind,any\nrule,x\n",
       "table.csv:1: there is no column `id`; the first row names the columns: id, kind, file, "
       "label, subtype, any, regex, not, until, when, needs, scope, side, effect, factor, affects, "
       "absorbs, weight, lock, cap, unless, despite, nests, note, hit, miss, todo, todo_miss, "
       "example_profile"},
      {"columns", "id,wieght,owner,id\n",
       "table.csv:1: cell B1: rules have no column `wieght`; did you mean `weight`?\n"
       "table.csv:1: cell C1: rules have no column `owner`; take it out\n"
       "table.csv:1: column `id` (cell D1): there are two columns of this name"},
      {"no rows", "id,any\n", "table.csv: has a header and no rows"},
      {"empty", "", "table.csv: is empty"},
      {"cells",
       "id,kind,file,any,hit,miss,weight,lock,cap\n"
       "a,rul,../a.toml,x,x,y,1.5x,maybe,1.5\n"
       "a,rule,weights.toml,x,x,y,\"-1,500\",,,,z\n"
       "b,rule,words.toml,x,x,y,,,\n",
       "table.csv:2: column `kind` (cell B2): `rul` is none of rule, composite, guard\n"
       "table.csv:2: column `file` (cell C2): `../a.toml` is no name of a file of rules, such as "
       "cmo-packaging.toml\n"
       "table.csv:2: column `weight` (cell G2): `1.5x` is no number\n"
       "table.csv:2: column `lock` (cell H2): `maybe` is neither yes, true, 1, ja, wahr, oui, "
       "vrai nor no, false, 0, nein, falsch, non, faux\n"
       "table.csv:2: column `cap` (cell I2): `1.5` is no whole number\n"
       "table.csv:3: column `id` (cell A3): `a` stands in row 2 as well\n"
       "table.csv:3: column `file` (cell C3): weights.toml holds no rules: `cxo tune` writes it\n"
       "table.csv:3: column `weight` (cell G3): `-1,500` may mean thousands; write it without a "
       "comma\n"
       "table.csv:3: cell K3: the first row names no column here\n"
       "table.csv:4: column `file` (cell C4): words.toml holds no rules: `cxo tune --words` "
       "writes it\n"
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
       "table.csv:1: rules of base have values for columns that are missing here: `absorbs` "
       "(both), `cap` (cro.tox), `despite` (cmo.make), `label` (both), `lock` (cro.tox), "
       "`needs` (cro.tox), `nests` (cmo.make), `note` (cro.tox), `regex` (cro.tox), "
       "`scope` (cro.tox), `subtype` (cro.tox), `todo` (cro.tox), `todo_miss` (cro.tox), "
       "`unless` (cro.tox); add them, with empty cells where a value is to go\n"
       "table.csv:2: column `any` (cell C2): `(` is not closed\n"
       "  (bad\n"
       "  ^\n"
       "table.csv:2: column `weight` (cell G2): `weight` is out of range, expected a number from "
       "-1000 to 1000\n"
       "table.csv:4: column `when` (cell D3): the condition ends here, expected a name, `not` or "
       "`(`\n"
       "  offer and (\n"
       "             ^\n"
       "table.csv:5: row 4: [[rule]] has no `hit` example, expected at least one\n"
       "table.csv:6: column `when` (cell D5): unknown key `when` in [[rule]]\n"
       "table.csv:7: column `affects` (cell H6): there is no rule, label, facet or group "
       "`nobody`\n"
       "  nobody\n"
       "  ^^^^^^\n"
       "table.csv:7: column `weight` (cell G6): unknown key `weight` in [[guard]]"},
      {"rows that go on",
       "\tid ,kind,any,hit,miss,note\n"
       "offer,more,\"two\n(three\",,,\n"
       "nobody,more,x,,,\n"
       "cro.tox,rule,one,x,y,\n"
       " cro.tox\t,more,,,,n\n"
       "both,rule,,x,y,\n"
       "both,more,x,,,\n"
       "cmo.make,rule,x,x,y,\n"
       "offer,rule,one,x,y,\n",
       "table.csv:1: rules of base have values for columns that are missing here: `cap` "
       "(cro.tox), `despite` (cmo.make), `label` (cro.tox), `lock` (cro.tox), `needs` "
       "(cro.tox), `nests` (cmo.make), `regex` (cro.tox), `scope` (cro.tox), `subtype` "
       "(cro.tox), `todo` (cro.tox), `todo_miss` (cro.tox), `unless` (cro.tox), `weight` "
       "(cro.tox); add them, with empty cells where a value is to go\n"
       "table.csv:2: column `any` (cell C2): `(` is not closed\n"
       "  (three\n"
       "  ^\n"
       "table.csv:4: column `id` (cell A3): there is no rule `nobody` for this row to go on "
       "with\n"
       "table.csv:6: column `note` (cell F5): a row of kind more goes on with lists alone\n"
       "table.csv:8: column `any` (cell C7): the list must begin in the row of the rule itself"},
      {"a quote that is not closed", "id,any,hit,miss\noffer,\"x,x,y\n",
       "table.csv:2: row 2: a quote opens here and is not closed"}};
  for (const auto& it : kCases) EXPECT_EQ(FaultsOfTable(it.table), it.want) << it.name;
}

TEST(ImportRules, NamesFilesOfTheBaseWithOneSlash) {
  for (const char* const base : {"rules", "rules/"}) {
    const ImportedRules imported = ImportTable("id,any,hit,miss\noffer,x,x,y\n", SmallPack(), base);
    ASSERT_FALSE(imported.errors.empty());
    EXPECT_EQ(imported.errors.back().source, "rules/weights.toml");
  }
}

}  // namespace
}  // namespace cxo
