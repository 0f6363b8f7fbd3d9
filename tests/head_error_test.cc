// What is wrong with what a pack says about itself, asserted whole.
#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

TEST(Load, NamesFaultsOfPackLabelsProfilesAndExamples) {
  const Change changes[] = {
      {"no pack", "pack.toml",
       "[pack]\nname = \"small\"\nversion = \"0.1.0\"\nlicence = \"Apache-2.0\"\nlanguages = "
       "[\"en\"]\ngroup = \"CXO\"\nnote = \"for tests\"\ndefault_profile = \"article\"\n",
       "", R"~(rules: the pack has no [pack])~"},
      {"two packs", "zoo.toml", "", "[pack]\nname = \"a\"\nversion = \"b\"",
       R"~(rules/zoo.toml:1:1: there is one [pack] already, at rules/pack.toml:1:1
  [pack]
  ^^^^^^)~"},
      {"no name", "pack.toml", "name = \"small\"\n", "",
       R"~(rules/pack.toml:1:1: [pack] has no `name`
  [pack]
  ^^^^^^)~"},
      {"group in lower case", "pack.toml", R"~("CXO")~", R"~("cxo")~",
       R"~(rules/pack.toml:6:9: a group is made of A-Z, 0-9 and "-", begins with a letter and is at most 100 bytes long
  group = "cxo"
          ^^^^^)~"},
      {"group is a label", "pack.toml", R"~("CXO")~", R"~("CMO")~",
       R"~(rules/pack.toml:6:9: the group `CMO` has the name of a label
  group = "CMO"
          ^^^^^)~"},
      {"label without title", "pack.toml", "title = \"none\"\n", "",
       R"~(rules/pack.toml:10:1: [[label]] has no `title`
  [[label]]
  ^^^^^^^^^)~"},
      {"label in lower case", "pack.toml", R"~(name = "CMO")~", R"~(name = "CMo")~",
       R"~(rules/decision.toml:3:22: there is no label `CMO`; did you mean `CMo`?
  bias = { CRO = -1.0, CMO = -2 }
                       ^^^
rules/pack.toml:20:8: a label is made of A-Z, 0-9 and "-", begins with a letter and is at most 100 bytes long
  name = "CMo"
         ^^^^^
rules/pack.toml:34:9: there is no label `CMO`; did you mean `CMo`?
  label = "CMO"
          ^^^^^
rules/rules.toml:27:9: there is no label `CMO`; did you mean `CMo`?
  label = "CMO"
          ^^^^^
rules/rules.toml:36:9: there is no label `CMO`; did you mean `CMo`?
  label = "CMO"
          ^^^^^
rules/weights.toml:3:10: there is no label `CMO`; did you mean `CMo`?
  bias = { CMO = -3.0 }
           ^^^
rules/weights.toml:4:15: there is no label `CMO`; did you mean `CMo`?
  threshold = { CMO = 0.75 }
                ^^^)~"},
      {"label twice", "pack.toml", R"~(name = "CMO")~", R"~(name = "CRO")~",
       R"~(rules/decision.toml:3:22: there is no label `CMO`; did you mean `CRO`?
  bias = { CRO = -1.0, CMO = -2 }
                       ^^^
rules/pack.toml:20:8: there is a label `CRO` already
  name = "CRO"
         ^^^^^
rules/pack.toml:34:9: there is no label `CMO`; did you mean `CRO`?
  label = "CMO"
          ^^^^^
rules/rules.toml:27:9: there is no label `CMO`; did you mean `CRO`?
  label = "CMO"
          ^^^^^
rules/rules.toml:36:9: there is no label `CMO`; did you mean `CRO`?
  label = "CMO"
          ^^^^^
rules/weights.toml:3:10: there is no label `CMO`; did you mean `CRO`?
  bias = { CMO = -3.0 }
           ^^^
rules/weights.toml:4:15: there is no label `CMO`; did you mean `CRO`?
  threshold = { CMO = 0.75 }
                ^^^)~"},
      {"labels in two files", "zoo.toml", "", "[[label]]\nname = \"CSO\"\ntitle = \"sales\"",
       R"~(rules/zoo.toml:1:1: labels stand in one file, because their order counts; the first is in pack.toml
  [[label]]
  ^^^^^^^^^)~"},
      {"NONE is not first", "pack.toml",
       "name = \"NONE\"\ntitle = \"none\"\n\n[[label]]\nname = \"CRO\"",
       "name = \"CRO\"\ntitle = \"none\"\n\n[[label]]\nname = \"NONE\"",
       R"~(rules/pack.toml:15:8: the abstaining label NONE must be the first
  name = "NONE"
         ^^^^^^
rules/rules.toml:10:11: CRO has no subtype `preclinical`
  subtype = "preclinical+clinical"
            ^^^^^^^^^^^^^^^^^^^^^^
rules/rules.toml:10:11: CRO has no subtype `clinical`
  subtype = "preclinical+clinical"
            ^^^^^^^^^^^^^^^^^^^^^^)~"},
      {"bad subtype", "pack.toml", R"~("preclinical", "clinical")~",
       R"~("preclinical", "clinical", "In Vivo")~",
       R"~(rules/pack.toml:17:40: a subtype is made of a-z, 0-9 and "-" and begins with a letter
  subtypes = ["preclinical", "clinical", "In Vivo"]
                                         ^^^^^^^^^)~"},
      {"subtype twice", "pack.toml", R"~("preclinical", "clinical")~",
       R"~("preclinical", "clinical", "clinical")~",
       R"~(rules/pack.toml:17:40: there is a subtype `clinical` already
  subtypes = ["preclinical", "clinical", "clinical"]
                                         ^^^^^^^^^^)~"},
      {"no default profile", "pack.toml", "default_profile = \"article\"\n", "",
       R"~(rules/pack.toml:1:1: [pack] has no `default_profile`, though there are several profiles
  [pack]
  ^^^^^^)~"},
      {"unknown default profile", "pack.toml", R"~(default_profile = "article")~",
       R"~(default_profile = "artikle")~",
       R"~(rules/pack.toml:8:19: there is no profile `artikle`; did you mean `article`?
  default_profile = "artikle"
                    ^^^^^^^^^)~"},
      {"profile is no table", "zoo.toml", "", "[profile]\nx = 1",
       R"~(rules/zoo.toml:2:1: `x` is a number, expected a profile: [profile.x]
  x = 1
  ^)~"},
      {"profile twice", "zoo.toml", "", "[profile.article]\nnote = \"n\"",
       R"~(rules/zoo.toml:1:10: there is a profile `article` already, at rules/pack.toml:23:10
  [profile.article]
           ^^^^^^^)~"},
      {"profile with a bad name", "pack.toml", "[profile.all-cro]", "[profile.All_CRO]",
       R"~(rules/pack.toml:26:10: the name of a profile is made of a-z, 0-9 and "-" and begins with a letter
  [profile.All_CRO]
           ^^^^^^^
rules/pack.toml:35:11: there is no profile `all-cro`; did you mean `All_CRO`?
  profile = "all-cro"
            ^^^^^^^^^)~"},
      {"relabel of unknown rule", "pack.toml", R"~("cmo.make" = "CRO.made")~",
       R"~("cmo.mkae" = "CRO.made")~",
       R"~(rules/pack.toml:27:13: there is no rule `cmo.mkae`; did you mean `cmo.make`?
  relabel = { "cmo.mkae" = "CRO.made" }
              ^^^^^^^^^^)~"},
      {"relabel of a guard", "pack.toml", R"~("cmo.make" = "CRO.made")~",
       R"~("negation" = "CRO.made")~",
       R"~(rules/pack.toml:27:13: `negation` is a guard, expected a rule
  relabel = { "negation" = "CRO.made" }
              ^^^^^^^^^^)~"},
      {"relabel to unknown label", "pack.toml", R"~("CRO.made")~", R"~("CRX.made")~",
       R"~(rules/pack.toml:27:26: there is no label `CRX`; did you mean `CRO`?
  relabel = { "cmo.make" = "CRX.made" }
                           ^^^^^^^^^^)~"},
      {"relabel to bad facet", "pack.toml", R"~("CRO.made")~", R"~("CRO.Made")~",
       R"~(rules/pack.toml:27:26: a facet is made of a-z, 0-9 and "-" and begins with a letter: CRO.clinical
  relabel = { "cmo.make" = "CRO.Made" }
                           ^^^^^^^^^^)~"},
      {"profile weight of unknown rule", "pack.toml", R"~("cro.tox" = 0.5)~",
       R"~("cro.toxx" = 0.5)~",
       R"~(rules/pack.toml:28:12: there is no rule `cro.toxx`; did you mean `cro.tox`?
  weight = { "cro.toxx" = 0.5 }
             ^^^^^^^^^^)~"},
      {"off of unknown rule", "pack.toml", R"~(off = ["both"])~", R"~(off = ["boths"])~",
       R"~(rules/pack.toml:29:8: there is no rule `boths`; did you mean `both`?
  off = ["boths"]
         ^^^^^^^)~"},
      {"off and changed", "pack.toml", R"~(off = ["both"])~", R"~(off = ["cro.tox"])~",
       R"~(rules/pack.toml:29:8: `cro.tox` is off here and changed at rules/pack.toml:28:12
  off = ["cro.tox"]
         ^^^^^^^^^)~"},
      {"off twice", "pack.toml", R"~(off = ["both"])~", R"~(off = ["both", "both"])~",
       R"~(rules/pack.toml:29:16: `both` is off already, at rules/pack.toml:29:8
  off = ["both", "both"]
                 ^^^^^^)~"},
      {"bias of unknown label", "pack.toml", "bias = { CRO = 0.25 }", "bias = { CR = 0.25 }",
       R"~(rules/pack.toml:30:10: there is no label `CR`
  bias = { CR = 0.25 }
           ^^)~"},
      {"example without text", "pack.toml", "text = \"we make it\"\n", "",
       R"~(rules/pack.toml:32:1: [[example]] has no `text`
  [[example]]
  ^^^^^^^^^^^)~"},
      {"example of unknown label", "pack.toml", "label = \"CMO\"\nprofile",
       "label = \"CMP\"\nprofile",
       R"~(rules/pack.toml:34:9: there is no label `CMP`; did you mean `CMO`?
  label = "CMP"
          ^^^^^)~"},
      {"example under unknown profile", "pack.toml", R"~(profile = "all-cro")~",
       R"~(profile = "al-cro")~",
       R"~(rules/pack.toml:35:11: there is no profile `al-cro`; did you mean `all-cro`?
  profile = "al-cro"
            ^^^^^^^^)~"},
      {"examples of a rule under unknown profile", "rules.toml", R"~(todo_miss = ["y"])~",
       "example_profile = \"artikle\"",
       R"~(rules/rules.toml:23:19: there is no profile `artikle`; did you mean `article`?
  example_profile = "artikle"
                    ^^^^^^^^^)~"},
  };
  for (const Change& c : changes) EXPECT_EQ(FaultsOf(Changed(c)), c.want) << c.name;
}

}  // namespace
}  // namespace cxo
