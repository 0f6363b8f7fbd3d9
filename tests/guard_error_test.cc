// What is wrong with guards, decisions, weights, and with conditions that run in a circle.
#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

TEST(Load, NamesFaultsOfGuards) {
  const Change changes[] = {
      {"guard without cue", "guards.toml",
       "any = [\"do not\", \"no longer\"]\nregex = 'never\\b'\n", "",
       R"~(rules/guards.toml:1:1: [[guard]] has no pattern, expected `any` or `regex`
  [[guard]]
  ^^^^^^^^^)~"},
      {"guard with unknown scope", "guards.toml", R"~("5 words")~", R"~("5 word")~",
       R"~(rules/guards.toml:7:9: unknown scope `5 word`, expected clause, sentence, text or a number of words from 1 to 100: 5 words
  scope = "5 word"
          ^^^^^^^^)~"},
      {"guard with words unbounded", "guards.toml", R"~("5 words")~", R"~("500 words")~",
       R"~(rules/guards.toml:7:9: unknown scope `500 words`, expected clause, sentence, text or a number of words from 1 to 100: 5 words
  scope = "500 words"
          ^^^^^^^^^^^)~"},
      {"guard with unknown side", "guards.toml", R"~("after")~", R"~("aftr")~",
       R"~(rules/guards.toml:8:8: unknown side `aftr`, expected after, before or both; did you mean `after`?
  side = "aftr"
         ^^^^^^)~"},
      {"guard with unknown effect", "guards.toml", R"~("scale")~", R"~("scales")~",
       R"~(rules/guards.toml:9:10: unknown effect `scales`, expected block, flip, scale or aside; did you mean `scale`?
  effect = "scales"
           ^^^^^^^^)~"},
      {"effect is no string", "guards.toml", R"~(effect = "scale")~", "effect = 3",
       R"~(rules/guards.toml:9:10: `effect` is a number, expected a string
  effect = 3
           ^)~"},
      {"scale without factor", "guards.toml", "factor = 0.3\n", "",
       R"~(rules/guards.toml:9:10: the effect scale needs a `factor` from 0 to 1
  effect = "scale"
           ^^^^^^^)~"},
      {"scale by one", "guards.toml", "factor = 0.3", "factor = 1.0",
       R"~(rules/guards.toml:10:10: a factor of 1 weakens nothing, expected one below
  factor = 1.0
           ^^^)~"},
      {"factor without scale", "guards.toml", R"~("scale")~", R"~("block")~",
       R"~(rules/guards.toml:10:10: `factor` belongs to the effect scale
  factor = 0.3
           ^^^)~"},
      {"aside with a scope and what it affects", "guards.toml",
       "side = \"after\"\neffect = \"scale\"\nfactor = 0.3\n", "effect = \"aside\"\n",
       R"~(rules/guards.toml:7:9: unknown scope `5 words`, expected sentence or cue
  scope = "5 words"
          ^^^^^^^^^
rules/guards.toml:9:11: `affects` does not belong to the effect aside, which takes all that is in a sentence or a cue
  affects = ["*"]
            ^^^^^
rules/guards.toml:10:9: `needs` of the effect aside can only ask for words, clauses and sentences: it is settled before any rule is heard
  needs = "not offer"
          ^^^^^^^^^^^)~"},
      {"guard affects nothing known", "guards.toml", R"~(affects = ["*"])~",
       R"~(affects = ["CROS"])~",
       R"~(rules/guards.toml:11:12: there is no rule, label, facet or group `CROS`; did you mean `CRO`?
  affects = ["CROS"]
             ^^^^^^)~"},
      {"guard needs a guard", "guards.toml", R"~("not offer")~", R"~("not negation")~",
       R"~(rules/guards.toml:12:14: `negation` is a guard, expected a rule, label, facet or group
  needs = "not negation"
               ^^^^^^^^)~"},
      {"guard affects a subtype", "guards.toml", R"~(affects = ["*"])~",
       R"~(affects = ["CRO.clinical"])~",
       R"~(rules/guards.toml:11:12: `CRO.clinical` is a subtype, expected a rule, label, facet or group; rules with `label = "CRO.clinical"` make a facet of it
  affects = ["CRO.clinical"]
             ^^^^^^^^^^^^^^)~"},
      {"guard needs unknown", "guards.toml", R"~("not offer")~", R"~("not offers")~",
       R"~(rules/guards.toml:12:14: there is no rule, label, facet or group `offers`; did you mean `offer`?
  needs = "not offers"
               ^^^^^^)~"},
      {"guard with a bad pseudo-cue", "guards.toml", R"~("not only")~", R"~("not only*y")~",
       R"~(rules/guards.toml:5:17: `*` follows a letter or digit and ends a word
  not = ["not only*y"]
                  ^)~"},
  };
  for (const Change& c : changes) EXPECT_EQ(FaultsOf(Changed(c)), c.want) << c.name;
}

TEST(Load, NamesFaultsOfDecisionAndWeights) {
  const Change changes[] = {
      {"unknown key in review", "decision.toml", "margin", "margins",
       R"~(rules/decision.toml:5:30: unknown key `margins` in `review`; did you mean `margin`?
  review = { confidence = 0.6, margins = 0.2, known = 0.4 }
                               ^^^^^^^)~"},
      {"more than all words", "decision.toml", "known = 0.4", "known = 40",
       R"~(rules/decision.toml:5:52: `known` is out of range, expected a number from 0 to 1
  review = { confidence = 0.6, margin = 0.2, known = 40 }
                                                     ^^)~"},
      {"more than the whole lead", "decision.toml", "margin = 0.2", "margin = 20",
       R"~(rules/decision.toml:5:39: `margin` is out of range, expected a number from 0 to 1
  review = { confidence = 0.6, margin = 20, known = 0.4 }
                                        ^^)~"},
      {"unknown key in calibration", "decision.toml", "slope", "slop",
       R"~(rules/decision.toml:7:17: unknown key `slop` in `calibration`; did you mean `slope`?
  calibration = { slop = 0.9, intercept = 0.1 }
                  ^^^^)~"},
      {"bias of unknown label in decision", "decision.toml", "CMO = -2", "CNO = -2",
       R"~(rules/decision.toml:3:22: there is no label `CNO`; did you mean `CRO` or `CMO`?
  bias = { CRO = -1.0, CNO = -2 }
                       ^^^)~"},
      {"two decisions", "zoo.toml", "", "[decision]\nalso = 1.0",
       R"~(rules/zoo.toml:1:1: there is one [decision] already, at rules/decision.toml:1:1
  [decision]
  ^^^^^^^^^^)~"},
      {"weights hold a rule", "weights.toml", "[weight]", "[[rule]]\nid = \"x\"\n[weight]",
       R"~(rules/weights.toml:7:3: unknown key `rule` in weights.toml
  [[rule]]
    ^^^^)~"},
      {"weight of unknown rule", "weights.toml", R"~("cmo.make")~", R"~("cmo.maker")~",
       R"~(rules/weights.toml:8:1: there is no rule `cmo.maker`; did you mean `cmo.make`?
  "cmo.maker" = 1.75
  ^^^^^^^^^^^)~"},
      {"weight of locked rule", "weights.toml", R"~("cmo.make")~", R"~("cro.tox")~",
       R"~(rules/weights.toml:8:1: the weight of `cro.tox` is locked, at rules/rules.toml:7:1
  "cro.tox" = 1.75
  ^^^^^^^^^)~"},
      {"threshold of unknown label", "weights.toml", "threshold = { CMO", "threshold = { CMX",
       R"~(rules/weights.toml:4:15: there is no label `CMX`; did you mean `CMO`?
  threshold = { CMX = 0.75 }
                ^^^)~"},
  };
  for (const Change& c : changes) EXPECT_EQ(FaultsOf(Changed(c)), c.want) << c.name;
}

TEST(Load, NamesConditionsInACircle) {
  const Change changes[] = {
      {"rule needs itself", "rules.toml", R"~(id = "offer")~", "id = \"offer\"\nneeds = \"offer\"",
       R"~(rules/rules.toml:3:10: conditions depend on each other in a circle: `offer` -> `offer`
  needs = "offer"
           ^^^^^)~"},
      {"rule needs its label", "rules.toml", R"~(id = "cmo.make")~",
       "id = \"cmo.make\"\nneeds = \"CMO\"",
       R"~(rules/rules.toml:38:9: conditions depend on each other in a circle: `both` -> `CRO.lab` -> `cro.tox` -> `cmo.*` -> `cmo.make` -> `CMO` -> `both`
  when = "CRO.lab and cmo.make"
          ^^^^^^^)~"},
      {"circle of two", "rules.toml", R"~(id = "cmo.make")~",
       "id = \"cmo.make\"\nneeds = \"cro.*\"",
       R"~(rules/rules.toml:16:25: conditions depend on each other in a circle: `cro.tox` -> `cmo.*` -> `cmo.make` -> `cro.*` -> `cro.tox`
  needs = "offer or count(cmo.*) >= 2"
                          ^^^^^)~"},
      {"circle through a guard", "guards.toml", R"~("not offer")~", R"~("not CRO")~",
       R"~(rules/guards.toml:12:14: conditions depend on each other in a circle: `negation` -> `CRO` -> `cro.tox` -> `negation`
  needs = "not CRO"
               ^^^)~"},
      {"circle under a profile", "pack.toml",
       "relabel = { \"cmo.make\" = \"CRO.made\" }\nweight = { \"cro.tox\" = 0.5 }\noff = "
       "[\"both\"]\n",
       "relabel = { \"both\" = \"CRO.lab\" }\n",
       R"~(rules/pack.toml:26:10: under this profile conditions depend on each other in a circle: `both` -> `CRO.lab` -> `both`
  [profile.all-cro]
           ^^^^^^^)~"},
  };
  for (const Change& c : changes) EXPECT_EQ(FaultsOf(Changed(c)), c.want) << c.name;
}

// "*" and labels mean rules with patterns: such a guard looks at a composite and does not bear on
// it.
TEST(Load, TakesAGuardThatLooksAtACompositeOfALabelThatItAffects) {
  std::vector<PackFile> files =
      Changed({"guard looks at a composite", "guards.toml", R"~("not offer")~", R"~("told")~", ""});
  files.push_back({"told.toml", R"~([[composite]]
id = "told"
label = "CMO"
when = "offer"
hit = ["services"]
miss = ["make"]
)~"});
  EXPECT_EQ(FaultsOf(std::move(files)), "");
}

}  // namespace
}  // namespace cxo
