// What is wrong with a file as TOML, and with the keys and values of a table, asserted whole.
#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

TEST(Load, NamesFaultsOfTomlAndKeys) {
  const Change changes[] = {
      {"not TOML", "pack.toml", R"~(name = "small")~", "name = small",
       R"~(rules/pack.toml:2:8: not valid TOML: Error while parsing value: could not determine value type; texts stand between quotation marks
  name = small
         ^)~"},
      {"escape of a regular expression", "pack.toml", R"~(name = "small")~", R"~(name = "\d")~",
       R"~(rules/pack.toml:2:10: not valid TOML: Error while parsing string: unknown escape sequence '\d'; between ' and ' a backslash stands for itself
  name = "\d"
           ^)~"},
      {"string not closed on its line", "pack.toml", R"~(name = "small")~", "name = \"small",
       R"~(rules/pack.toml:2:14: not valid TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited; is a quotation mark missing?
  name = "small
               ^)~"},
      {"the same between apostrophes, CR LF", "pack.toml", "name = \"small\"\n",
       "name = 'small\r\n",
       R"~(rules/pack.toml:2:14: not valid TOML: Error while parsing literal string: control characters other than TAB (U+0009) are explicitly prohibited; is a quotation mark missing?
  name = 'small
               ^)~"},
      {"control character", "pack.toml", R"~(name = "small")~", "name = \"sm\x01ll\"",
       R"~(rules/pack.toml:2:11: not valid TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited
  name = "sm\x01ll"
            ^)~"},
      {"string not closed at all", "extra.toml", "", "note = \"\"\"x\ny\"\"",
       R"~(rules/extra.toml:2:4: not valid TOML: Error while parsing string: encountered end-of-file; is a quotation mark missing?
  y""
     ^)~"},
      {"curly quotation marks", "extra.toml", "", R"~(id = “cmo.a”
)~",
       R"~(rules/extra.toml:1:6: not valid TOML: Error while parsing value: could not determine value type; straight quotation marks are needed: "
  id = “cmo.a”
       ^)~"},
      {"a curly mark at the end", "extra.toml", "", R"~(any = ["x“]
)~",
       R"~(rules/extra.toml:1:14: not valid TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited; straight quotation marks are needed: "
  any = ["x“]
             ^)~"},
      {"decimal comma", "extra.toml", "", R"~(weight = -1,5
)~",
       R"~(rules/extra.toml:1:12: not valid TOML: Error while parsing key-value pair: expected a comment or whitespace, saw ','; numbers have a decimal point: -1.5
  weight = -1,5
             ^)~"},
      {"decimal comma between braces", "extra.toml", "", R"~(bias = { CRO = -1,5 , CMO = 2 }
)~",
       R"~(rules/extra.toml:1:21: not valid TOML: Error while parsing key-value pair: expected '=', saw ','; numbers have a decimal point: -1.5
  bias = { CRO = -1,5 , CMO = 2 }
                      ^)~"},
      {"truth in another case", "extra.toml", "", R"~(lock = True
)~",
       R"~(rules/extra.toml:1:8: not valid TOML: Error while parsing boolean: expected 'true', saw 'T'; write `true`, in lower case
  lock = True
         ^)~"},
      {"truth in capitals", "extra.toml", "", R"~(lock = FALSE
)~",
       R"~(rules/extra.toml:1:8: not valid TOML: Error while parsing boolean: expected 'false', saw 'F'; write `false`, in lower case
  lock = FALSE
         ^)~"},
      {"redefined key", "pack.toml", R"~(version = "0.1.0")~", R"~(name = "x")~",
       R"~(rules/pack.toml:3:8: not valid TOML: Error while parsing key-value pair: cannot redefine existing string 'name'
  name = "x"
         ^)~"},
      {"not UTF-8", "rules.toml", R"~("made")~",
       "\"m\xFF"
       "\"",
       R"~(rules/rules.toml:32:11: not valid UTF-8; save the file as UTF-8
  miss = ["m\xff"]
            ^)~"},
      {"deep key", "pack.toml", R"~(note = "for tests")~", "a.b.c.d.e.f.g.h.i.j = 1",
       R"~(rules/pack.toml:7:18: the key has too many parts
  a.b.c.d.e.f.g.h.i.j = 1
                   ^)~"},
      {"unknown table", "rules.toml", "[[composite]]", "[[compsite]]",
       R"~(rules/pack.toml:29:8: there is no rule `both`
  off = ["both"]
         ^^^^^^
rules/rules.toml:34:3: unknown table `compsite`; did you mean `composite`?
  [[compsite]]
    ^^^^^^^^)~"},
      {"unknown table like nothing", "extra.toml", "", "[zebra]",
       R"~(rules/extra.toml:1:2: unknown table `zebra`
  [zebra]
   ^^^^^)~"},
      {"single brackets", "extra.toml", "", "[rule]\nid = \"a\"",
       R"~(rules/extra.toml:1:1: `rule` is a table, expected tables in double brackets
  [rule]
  ^^^^^^)~"},
      {"double brackets", "extra.toml", "", "[[decision]]\nalso = 1.0",
       R"~(rules/extra.toml:1:1: `decision` is a list, expected a table
  [[decision]]
  ^^^^^^^^^^^^)~"},
      {"rule is a list of numbers", "extra.toml", "", "rule = [1]",
       R"~(rules/extra.toml:1:9: `rule` holds a number, expected tables in double brackets
  rule = [1]
          ^)~"},
      {"unknown key near", "rules.toml", "weight = 1.5", "weigth = 1.5",
       R"~(rules/rules.toml:13:1: unknown key `weigth` in [[rule]]; did you mean `weight`?
  weigth = 1.5
  ^^^^^^)~"},
      {"unknown key like nothing", "rules.toml", "weight = 1.5", "zebra = 1.5",
       R"~(rules/rules.toml:13:1: unknown key `zebra` in [[rule]]
  zebra = 1.5
  ^^^^^)~"},
      {"string for number", "rules.toml", "weight = 1.5", R"~(weight = "1.5")~",
       R"~(rules/rules.toml:13:10: `weight` is a string, expected a number
  weight = "1.5"
           ^^^^^)~"},
      {"number for string", "rules.toml", R"~(scope = "sentence")~", "scope = 3",
       R"~(rules/rules.toml:17:9: `scope` is a number, expected a string
  scope = 3
          ^)~"},
      {"string for list", "rules.toml", R"~(["we offer"])~", R"~("we offer")~",
       R"~(rules/rules.toml:3:7: `any` is a string, expected a list of strings
  any = "we offer"
        ^^^^^^^^^^)~"},
      {"number in list", "rules.toml", R"~(["we offer"])~", R"~(["we offer", 3])~",
       R"~(rules/rules.toml:3:20: `any` holds a number, expected strings
  any = ["we offer", 3]
                     ^)~"},
      {"string for flag", "rules.toml", "lock = true", R"~(lock = "true")~",
       R"~(rules/rules.toml:14:8: `lock` is a string, expected true or false
  lock = "true"
         ^^^^^^)~"},
      {"float for whole", "rules.toml", "cap = 2", "cap = 2.5",
       R"~(rules/rules.toml:15:7: `cap` is a number, expected a whole number
  cap = 2.5
        ^^^)~"},
      {"date for number", "rules.toml", "weight = 1.5", "weight = 2020-01-01",
       R"~(rules/rules.toml:13:10: `weight` is a date or time, expected a number
  weight = 2020-01-01
           ^^^^^^^^^^)~"},
      {"list for string", "rules.toml", R"~(note = "n")~", R"~(note = ["n"])~",
       R"~(rules/rules.toml:19:8: `note` is a list, expected a string
  note = ["n"]
         ^^^^^)~"},
      {"table for number", "rules.toml", "weight = 1.5", "weight = { a = 1 }",
       R"~(rules/rules.toml:13:10: `weight` is a table, expected a number
  weight = { a = 1 }
           ^^^^^^^^^)~"},
      {"number for table", "decision.toml",
       "review = { confidence = 0.6, margin = 0.2, known = 0.4 }", "review = 0.6",
       R"~(rules/decision.toml:5:10: `review` is a number, expected a table
  review = 0.6
           ^^^)~"},
      {"string in table of numbers", "decision.toml", "CRO = -1.0", R"~(CRO = "x")~",
       R"~(rules/decision.toml:3:16: `CRO` is a string, expected a number
  bias = { CRO = "x", CMO = -2 }
                 ^^^)~"},
      {"number in table of strings", "pack.toml", R"~("CRO.made")~", "3",
       R"~(rules/pack.toml:27:26: `cmo.make` is a number, expected a string
  relabel = { "cmo.make" = 3 }
                           ^)~"},
      {"dotted key in weights", "weights.toml", R"~("cmo.make" = 1.75)~", "cmo.make = 1.75",
       R"~(rules/weights.toml:8:1: `cmo` is a table, expected a number (write names with dots in quotation marks)
  cmo.make = 1.75
  ^^^)~"},
      {"empty string", "rules.toml", R"~(note = "n")~", R"~(note = " ")~",
       R"~(rules/rules.toml:19:8: `note` is empty
  note = " "
         ^^^)~"},
      {"empty string in list", "rules.toml", R"~(["we offer"])~", R"~(["we offer", ""])~",
       R"~(rules/rules.toml:3:20: `any` holds a string that is empty
  any = ["we offer", ""]
                     ^^)~"},
      {"infinite number", "rules.toml", "weight = 1.5", "weight = inf",
       R"~(rules/rules.toml:13:10: `weight` is out of range, expected a number from -1000 to 1000
  weight = inf
           ^^^)~"},
      {"no number", "rules.toml", "weight = 1.5", "weight = nan",
       R"~(rules/rules.toml:13:10: `weight` is out of range, expected a number from -1000 to 1000
  weight = nan
           ^^^)~"},
      {"table in list of strings", "rules.toml", R"~(["we offer"])~", "[{ a = 1 }]",
       R"~(rules/rules.toml:3:8: `any` holds a table, expected strings
  any = [{ a = 1 }]
         ^^^^^^^^^)~"},
      {"huge number", "rules.toml", "weight = 1.5", "weight = 1e300",
       R"~(rules/rules.toml:13:10: `weight` is out of range, expected a number from -1000 to 1000
  weight = 1e300
           ^^^^^)~"},
      {"cap of none", "rules.toml", "cap = 2", "cap = 0",
       R"~(rules/rules.toml:15:7: `cap` is out of range, expected a number from 1 to 1000
  cap = 0
        ^)~"},
      {"huge cap", "rules.toml", "cap = 2", "cap = 9223372036854775807",
       R"~(rules/rules.toml:15:7: `cap` is out of range, expected a number from 1 to 1000
  cap = 9223372036854775807
        ^^^^^^^^^^^^^^^^^^^)~"},
      {"factor too large", "guards.toml", "factor = 0.3", "factor = 1.5",
       R"~(rules/guards.toml:10:10: `factor` is out of range, expected a number from 0 to 1
  factor = 1.5
           ^^^)~"},
      {"temperature of zero", "decision.toml", "temperature = 1.5", "temperature = 0",
       R"~(rules/decision.toml:2:15: `temperature` is out of range, expected a number from 0.001 to 1000
  temperature = 0
                ^)~"},
  };
  for (const Change& c : changes) EXPECT_EQ(FaultsOf(Changed(c)), c.want) << c.name;
}

TEST(Load, NamesFaultsOfTheOtherFilesIfOneIsNoToml) {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"extra.toml", "[[rule]]\nid = \"extra.rule\"\nany = [\"<extra-list>\n"});
  files.push_back({"more.toml", R"~([[rule]]
id = "more"
label = "CMI.made"
any = ["<extra-list> x", "<zinc>"]
needs = "extra.rule and extra.* and zebra"
unless = ["nobody"]
hit = ["-"]
miss = ["-"]
)~"});
  EXPECT_EQ(
      FaultsOf(files),
      R"~(rules/extra.toml:3:21: not valid TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited; is a quotation mark missing?
  any = ["<extra-list>
                      ^
rules/more.toml:3:9: there is no label `CMI`; did you mean `CMO`?
  label = "CMI.made"
          ^^^^^^^^^^
rules/more.toml:4:27: there is no list `zinc`
  any = ["<extra-list> x", "<zinc>"]
                            ^^^^^^
rules/more.toml:5:37: there is no rule, label, facet or group `zebra`
  needs = "extra.rule and extra.* and zebra"
                                      ^^^^^
rules/more.toml:6:11: there is no guard `nobody`
  unless = ["nobody"]
            ^^^^^^^^)~");
}

TEST(Load, MissesNothingThatABrokenHeadMayDefine) {
  std::vector<PackFile> files = SmallPack();
  for (PackFile& file : files) {
    if (file.name == "pack.toml") file.content.append("[profile.wide\n");
  }
  files.push_back({"more.toml", R"~([[example]]
text = "x"
label = "CRO"
profile = "all-cro"
[[example]]
text = "x"
label = "CRO"
profile = "wide"
)~"});
  EXPECT_EQ(
      FaultsOf(files),
      R"~(rules/pack.toml:37:14: not valid TOML: Error while parsing table header: expected ']', saw '\n'
  [profile.wide
               ^)~");
}

}  // namespace
}  // namespace cxo
