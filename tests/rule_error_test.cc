// What is wrong with rules and composites, asserted whole.
#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

TEST(Load, NamesFaultsOfRulesAndComposites) {
  const Change changes[] = {
      {"no id", "rules.toml", "id = \"offer\"\n", "",
       R"~(rules/guards.toml:12:14: there is no rule, label, facet or group `offer`
  needs = "not offer"
               ^^^^^
rules/rules.toml:1:1: [[rule]] has no `id`
  [[rule]]
  ^^^^^^^^
rules/rules.toml:15:10: there is no rule, label, facet or group `offer`
  needs = "offer or count(cmo.*) >= 2"
           ^^^^^)~"},
      {"bad id", "rules.toml", R"~(id = "offer")~", R"~(id = "Offer")~",
       R"~(rules/guards.toml:12:14: there is no rule, label, facet or group `offer`; did you mean `Offer`?
  needs = "not offer"
               ^^^^^
rules/rules.toml:2:6: an id is made of a-z, 0-9 and "-" in parts joined by ".", begins with a letter and is at most 100 bytes long
  id = "Offer"
       ^^^^^^^
rules/rules.toml:16:10: there is no rule, label, facet or group `offer`; did you mean `Offer`?
  needs = "offer or count(cmo.*) >= 2"
           ^^^^^)~"},
      {"reserved id", "rules.toml", R"~(id = "offer")~", R"~(id = "words")~",
       R"~(rules/guards.toml:12:14: there is no rule, label, facet or group `offer`
  needs = "not offer"
               ^^^^^
rules/rules.toml:2:6: `words` is a word of conditions and cannot be an id
  id = "words"
       ^^^^^^^
rules/rules.toml:16:10: there is no rule, label, facet or group `offer`
  needs = "offer or count(cmo.*) >= 2"
           ^^^^^)~"},
      {"id twice", "rules.toml", R"~(id = "cmo.make")~", R"~(id = "cro.tox")~",
       R"~(rules/pack.toml:27:13: there is no rule `cmo.make`
  relabel = { "cmo.make" = "CRO.made" }
              ^^^^^^^^^^
rules/rules.toml:16:25: there is no rule, label, facet or group `cmo.*`; did you mean `cro.*`?
  needs = "offer or count(cmo.*) >= 2"
                          ^^^^^
rules/rules.toml:26:6: the id `cro.tox` is taken by rules/rules.toml:8:6
  id = "cro.tox"
       ^^^^^^^^^
rules/rules.toml:37:21: there is no rule, label, facet or group `cmo.make`
  when = "CRO.lab and cmo.make"
                      ^^^^^^^^
rules/rules.toml:38:19: there is no rule, label, facet or group `cmo.make`
  absorbs = ["CRO", "cmo.make"]
                    ^^^^^^^^^^
rules/weights.toml:8:1: there is no rule `cmo.make`
  "cmo.make" = 1.75
  ^^^^^^^^^^)~"},
      {"id of a guard", "rules.toml", R"~(id = "both")~", R"~(id = "negation")~",
       R"~(rules/guards.toml:2:6: the id `negation` is taken by rules/rules.toml:35:6
  id = "negation"
       ^^^^^^^^^^
rules/pack.toml:29:8: there is no rule `both`
  off = ["both"]
         ^^^^^^)~"},
      {"unknown label", "rules.toml", R"~(label = "CRO.lab")~", R"~(label = "CRI.lab")~",
       R"~(rules/rules.toml:9:9: there is no label `CRI`; did you mean `CRO`?
  label = "CRI.lab"
          ^^^^^^^^^
rules/rules.toml:37:9: there is no rule, label, facet or group `CRO.lab`
  when = "CRO.lab and cmo.make"
          ^^^^^^^)~"},
      {"bad facet", "rules.toml", R"~(label = "CRO.lab")~", R"~(label = "CRO.lab.x")~",
       R"~(rules/rules.toml:9:9: a facet is made of a-z, 0-9 and "-" and begins with a letter: CRO.clinical
  label = "CRO.lab.x"
          ^^^^^^^^^^^
rules/rules.toml:37:9: there is no rule, label, facet or group `CRO.lab`
  when = "CRO.lab and cmo.make"
          ^^^^^^^)~"},
      {"empty facet", "rules.toml", R"~(label = "CRO.lab")~", R"~(label = "CRO.")~",
       R"~(rules/rules.toml:9:9: a facet is made of a-z, 0-9 and "-" and begins with a letter: CRO.clinical
  label = "CRO."
          ^^^^^^
rules/rules.toml:37:9: there is no rule, label, facet or group `CRO.lab`
  when = "CRO.lab and cmo.make"
          ^^^^^^^)~"},
      {"unknown subtype", "rules.toml", R"~("preclinical+clinical")~", R"~("preclinical+clincal")~",
       R"~(rules/rules.toml:10:11: CRO has no subtype `clincal`; did you mean `clinical`?
  subtype = "preclinical+clincal"
            ^^^^^^^^^^^^^^^^^^^^^)~"},
      {"subtype of a signal", "rules.toml", R"~(id = "offer")~",
       "id = \"offer\"\nsubtype = \"clinical\"",
       R"~(rules/rules.toml:3:11: a subtype needs a label
  subtype = "clinical"
            ^^^^^^^^^^)~"},
      {"unknown scope", "rules.toml", R"~(scope = "sentence")~", R"~(scope = "sentense")~",
       R"~(rules/rules.toml:17:9: unknown scope `sentense`, expected clause, sentence or text; did you mean `sentence`?
  scope = "sentense"
          ^^^^^^^^^^)~"},
      {"no pattern", "rules.toml", R"~(any = ["we offer"])~", "any = []",
       R"~(rules/rules.toml:1:1: [[rule]] has no pattern, expected `any` or `regex`
  [[rule]]
  ^^^^^^^^)~"},
      {"no hit", "rules.toml", "hit = [\"we offer it\"]\n", "",
       R"~(rules/rules.toml:1:1: [[rule]] has no `hit` example, expected at least one
  [[rule]]
  ^^^^^^^^)~"},
      {"empty miss", "rules.toml", R"~(miss = ["they offer it"])~", "miss = []",
       R"~(rules/rules.toml:1:1: [[rule]] has no `miss` example, expected at least one
  [[rule]]
  ^^^^^^^^)~"},
      {"composite without when", "rules.toml", "when = \"CRO.lab and cmo.make\"\n", "",
       R"~(rules/rules.toml:34:1: [[composite]] has no `when`
  [[composite]]
  ^^^^^^^^^^^^^)~"},
      {"composite with phrases", "rules.toml", R"~(when = "CRO)~", "any = [\"x\"]\nwhen = \"CRO",
       R"~(rules/rules.toml:37:1: unknown key `any` in [[composite]]
  any = ["x"]
  ^^^)~"},
      {"bad phrase", "rules.toml", R"~("glp tox*", ")~", R"~("glp tox*", "a (b )~",
       R"~(rules/rules.toml:11:23: `(` is not closed
  any = ["glp tox*", "a (b toxicology stud(y|ies)"]
                        ^)~"},
      {"bad phrase behind escapes", "rules.toml", R"~("glp tox*")~", R"~("\"\u00e9 x(y")~",
       R"~(rules/rules.toml:11:9: `"` has no meaning in a phrase
  any = ["\"\u00e9 x(y", "toxicology stud(y|ies)"]
          ^)~"},
      {"bad phrase in many lines", "rules.toml", R"~(["we offer"])~",
       "[\"\"\"\nwe offer\nand (it\"\"\"]",
       R"~(rules/rules.toml:5:5: `(` is not closed
  and (it"""]
      ^)~"},
      {"same phrase twice", "rules.toml", R"~("toxicology stud(y|ies)")~", R"~("GLP  tox*")~",
       R"~(rules/rules.toml:11:20: this phrase says the same as `glp tox*`
  any = ["glp tox*", "GLP  tox*"]
                     ^^^^^^^^^^^)~"},
      {"bad condition", "rules.toml", "offer or count", "offer or or count",
       R"~(rules/rules.toml:16:19: found `or`, expected a name, `not` or `(`
  needs = "offer or or count(cmo.*) >= 2"
                    ^^)~"},
      {"unknown name", "rules.toml", "offer or count", "ofer or count",
       R"~(rules/rules.toml:16:10: there is no rule, label, facet or group `ofer`; did you mean `offer`?
  needs = "ofer or count(cmo.*) >= 2"
           ^^^^)~"},
      {"unknown name behind count", "rules.toml", "count(cmo.*)", "count(c.*)",
       R"~(rules/rules.toml:16:25: there is no rule, label, facet or group `c.*`
  needs = "offer or count(c.*) >= 2"
                          ^^^)~"},
      {"unknown facet", "rules.toml", R"~("CRO.lab and)~", R"~("CRO.lib and)~",
       R"~(rules/rules.toml:37:9: there is no rule, label, facet or group `CRO.lib`; did you mean `CRO.lab`?
  when = "CRO.lib and cmo.make"
          ^^^^^^^)~"},
      {"unknown absorbed", "rules.toml", R"~(["CRO", )~", R"~(["CRR", )~",
       R"~(rules/rules.toml:38:12: there is no rule, label, facet or group `CRR`; did you mean `CRO`?
  absorbs = ["CRR", "cmo.make"]
             ^^^^^)~"},
      {"unknown guard", "rules.toml", R"~(unless = ["negation"])~", R"~(unless = ["negatoin"])~",
       R"~(rules/rules.toml:18:11: there is no guard `negatoin`; did you mean `negation`?
  unless = ["negatoin"]
            ^^^^^^^^^^)~"},
      {"rule is no guard", "rules.toml", R"~(despite = ["negation"])~", R"~(despite = ["offer"])~",
       R"~(rules/rules.toml:29:12: there is no guard `offer`
  despite = ["offer"]
             ^^^^^^^)~"},
      {"guard both ways", "rules.toml", R"~(unless = ["negation"])~",
       "unless = [\"negation\"]\ndespite = [\"negation\"]",
       R"~(rules/rules.toml:19:12: `negation` stands in `unless` as well
  despite = ["negation"]
             ^^^^^^^^^^)~"},
      {"upper case in regex", "rules.toml", R"~('\btk/?pd\b')~", R"~('\btk/?PD\b')~",
       R"~(rules/rules.toml:12:16: regular expressions see lower-case text; write `PD` in lower case
  regex = '\btk/?PD\b'
                 ^^)~"},
      {"deep regex", "rules.toml", R"~('\btk/?pd\b')~", "'((((((((((((((((((((((((((((((((('",
       R"~(rules/rules.toml:12:42: brackets are nested more than 32 deep
  regex = '((((((((((((((((((((((((((((((((('
                                           ^)~"},
  };
  for (const Change& c : changes) EXPECT_EQ(FaultsOf(Changed(c)), c.want) << c.name;
}

// `\` at the end of a line goes on with the next one; a line end may be CR LF.
TEST(Load, NamesPlacesInStringsOfManyLines) {
  const struct {
    const char* name;
    const char* needs;
    const char* want;
  } kCases[] = {
      {"behind a line that goes on", "\"\"\"offer or \\\n  nobody\"\"\"",
       "17:3: there is no rule, label, facet or group `nobody`\n"
       "    nobody\"\"\"\n"
       "    ^^^^^^"},
      {"behind its first words", "\"\"\"offer or \\\n  offer or nobody\"\"\"",
       "17:12: there is no rule, label, facet or group `nobody`\n"
       "    offer or nobody\"\"\"\n"
       "             ^^^^^^"},
      {"before one", "\"\"\"nobody \\\n or offer\"\"\"",
       "16:12: there is no rule, label, facet or group `nobody`\n"
       "  needs = \"\"\"nobody \\\n"
       "             ^^^^^^"},
      {"at the start, with spaces and a blank line", "\"\"\"\\  \n\n   nobody\"\"\"",
       "18:4: there is no rule, label, facet or group `nobody`\n"
       "     nobody\"\"\"\n"
       "     ^^^^^^"},
      {"two in a row", "\"\"\"\noffer or \\\n \\\nnobody\"\"\"",
       "19:1: there is no rule, label, facet or group `nobody`\n"
       "  nobody\"\"\"\n"
       "  ^^^^^^"},
      {"at the end", "\"\"\"offer or \\\n\"\"\"",
       "17:1: the condition ends here, expected a name, `not` or `(`\n"
       "  \"\"\"\n"
       "  ^"},
      {"CR LF", "\"\"\"\r\noffer or\r\noffer \\\r\n  or\r\n nobody\"\"\"",
       "20:2: there is no rule, label, facet or group `nobody`\n"
       "   nobody\"\"\"\n"
       "   ^^^^^^"},
      {"CR LF between apostrophes", "'''\r\noffer or\r\n nobody'''",
       "18:2: there is no rule, label, facet or group `nobody`\n"
       "   nobody'''\n"
       "   ^^^^^^"},
      {"quotation marks inside", "\"\"\"\\u006fffer or\\u0020\\\n  \"x\"\"\"\"",
       "17:3: found `\"`, expected a name, `not` or `(`\n"
       "    \"x\"\"\"\"\n"
       "    ^"},
  };
  for (const auto& c : kCases) {
    const Change change{c.name, "rules.toml", R"~("offer or count(cmo.*) >= 2")~", c.needs, c.want};
    EXPECT_EQ(FaultsOf(Changed(change)), "rules/rules.toml:" + std::string(c.want)) << c.name;
  }
}

}  // namespace
}  // namespace cxo
