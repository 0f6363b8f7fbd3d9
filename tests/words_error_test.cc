// What is wrong with lists of words and with words.toml, asserted whole.
#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

constexpr std::string_view kGood = R"(corpus = "abc"
labels = ["NONE", "CMO"]
bias = { CMO = -2.5 }

signal = '''
cmo.make: 10 -20
'''
word = '''

  On Behalf : -30000  30000
'''
pair = '''
cro.tox + cmo.make: 5 6
'''
)";

TEST(Words, AreReadByLabel) {
  std::vector<PackFile> files = SmallPack();
  files.push_back({"words.toml", std::string(kGood)});
  const LoadedPack loaded = ParsePack(files, "rules");
  ASSERT_TRUE(loaded.pack) << FaultsOf(files);
  const WordWeights& words = loaded.pack->words;
  EXPECT_EQ(loaded.pack->words_corpus, "abc");
  EXPECT_EQ(words.signals, std::vector<std::string>{"cmo.make"});
  EXPECT_EQ(words.signal_weights, (std::vector<int16_t>{10, 0, -20}));  // NONE, CRO, CMO
  EXPECT_EQ(words.pairs, (std::vector<SignalPair>{{"cmo.make", "cro.tox"}}));
  EXPECT_EQ(words.pair_weights, (std::vector<int16_t>{5, 0, 6}));
  EXPECT_EQ(words.term_weights, (std::vector<int16_t>{-30000, 0, 30000}));
  // weights.toml stands above it.
  EXPECT_EQ(loaded.pack->decision.bias[2], -3.0);
}

// A fit's words say again what the rules said that it heard; what it has not heard, what a rule has
// got since, and what stands above the weights of the rules, counts in full.
TEST(Words, TurnDownTheRulesThatTheFitHasHeard) {
  std::vector<PackFile> files =
      Changed({"", "pack.toml", "weight = { \"cro.tox\" = 0.5 }\noff = [\"both\"]",
               "weight = { both = 3 }", ""});
  files.push_back({"words.toml",
                   "labels = [\"CMO\"]\nvoice = 0.25\n[heard]\n"
                   "both = 1\n\"cmo.gone\" = 1\n\"cmo.make\" = 1\n\"cro.tox\" = 1\n"});
  LoadedPack loaded = ParsePack(files, "rules");
  ASSERT_TRUE(loaded.pack) << FaultsOf(files);
  const auto rule = [&](std::string_view id) {
    return loaded.pack->rules.at(*FindRule(*loaded.pack, id));
  };
  EXPECT_EQ(rule("both").weight, 0.25);
  EXPECT_EQ(WrittenWeight(rule("both")), 1.0);
  EXPECT_EQ(rule("cmo.make").weight, 1.75);  // of weights.toml
  EXPECT_EQ(rule("cro.tox").weight, 1.5);    // locked
  loaded.pack = ApplyProfile(*std::move(loaded.pack), "all-cro").value();
  EXPECT_EQ(rule("both").weight, 3.0);
}

TEST(Words, TurnDownNoMoreThanTheFitHasHeard) {
  const struct {
    std::string_view name, heard, weight;
    double counts;
  } cases[] = {
      {"as it was", "2", "2", 0.5},      {"raised", "2", "3", 1.5},
      {"lowered", "2", "1", 0.25},       {"taken away", "2", "0", 0.0},
      {"turned round", "2", "-1", -1.0}, {"against its label", "-2", "-3", -1.5},
      {"of no weight", "0", "3", 3.0},
  };
  for (const auto& one : cases) {
    const std::string rule = "[[composite]]\nid = \"new\"\nlabel = \"CMO\"\nwhen = \"both\"\n" +
                             std::string("weight = ") + std::string(one.weight) +
                             "\nhit = [\"make and tox\"]\nmiss = [\"x\"]\n";
    std::vector<PackFile> files = SmallPack();
    files.push_back({"extra.toml", rule});
    files.push_back({"words.toml", "labels = [\"CMO\"]\nvoice = 0.25\n[heard]\nnew = " +
                                       std::string(one.heard) + "\n"});
    const LoadedPack loaded = ParsePack(files, "rules");
    ASSERT_TRUE(loaded.pack) << FaultsOf(files);
    EXPECT_EQ(loaded.pack->rules.at(*FindRule(*loaded.pack, "new")).weight, one.counts) << one.name;
  }
}

// What words say, they say for the label that the rule had then. Older files do not name it; then
// it is that of the rule's own file.
TEST(Words, TurnDownARuleOnlyForTheLabelThatTheFitHasHeard) {
  const struct {
    std::string_view name, heard, profile;
    double counts;
    bool is_other;
  } cases[] = {
      {"none named", "both", "article", 0.25, false},
      {"none named, and changed by a profile", "both", "wide", 1.0, true},
      {"its own", "CMO.both", "article", 0.25, false},
      {"its own, and changed by a profile", "CMO.both", "wide", 1.0, true},
      {"another", "CRO.both", "article", 1.0, true},
      {"that which a profile gives it", "CRO.both", "wide", 0.25, false},
      {"changed, and weighed", "both", "weighed", 1.5, true},
      {"heard as that label, and weighed", "CRO.both", "weighed", 1.5, false},
  };
  for (const auto& one : cases) {
    std::vector<PackFile> files =
        Changed({"", "pack.toml", "[profile.all-cro]",
                 "[profile.wide]\nrelabel = { both = \"CRO\" }\n[profile.weighed]\n"
                 "relabel = { both = \"CRO\" }\nweight = { both = 1.5 }\n[profile.all-cro]",
                 ""});
    files.push_back({"words.toml", "labels = [\"CMO\"]\nvoice = 0.25\n[heard]\n" +
                                       std::string(one.heard) + " = 1\n"});
    LoadedPack loaded = ParsePack(files, "rules");
    ASSERT_TRUE(loaded.pack) << FaultsOf(files);
    const Pack pack = ApplyProfile(*std::move(loaded.pack), one.profile).value();
    const Rule& rule = pack.rules.at(*FindRule(pack, "both"));
    EXPECT_EQ(rule.weight, one.counts) << one.name;
    EXPECT_EQ(WrittenWeight(rule), one.profile == "weighed" ? 1.5 : 1.0) << one.name;
    EXPECT_EQ(IsHeardForOther(rule), one.is_other) << one.name;
  }
}

// What signals say moves with the labels of their rules; a pair of two that move does so once.
TEST(Words, MoveWithTheLabelsOfTheirRules) {
  std::vector<PackFile> files =
      Changed({"", "pack.toml",
               "{ \"cmo.make\" = \"CRO.made\" }\nweight = { \"cro.tox\" = 0.5 }\noff = [\"both\"]",
               "{ \"cmo.make\" = \"CRO.made\", both = \"CRO\" }", ""});
  files.push_back({"words.toml", R"(labels = ["CRO", "CMO"]
signal = '''
cmo.make: 1 2
cmo.make off: 3 4
cro.tox: 5 6
'''
pair = '''
both + cmo.make: 1 2
both + cro.tox: 3 4
cro.tox + offer: 5 6
'''
)"});
  LoadedPack loaded = ParsePack(files, "rules");
  ASSERT_TRUE(loaded.pack) << FaultsOf(files);
  const WordWeights words = ApplyProfile(*std::move(loaded.pack), "all-cro").value().words;
  EXPECT_EQ(words.signal_weights, (std::vector<int16_t>{0, 2, 1, 0, 4, 3, 0, 5, 6}));
  EXPECT_EQ(words.pair_weights, (std::vector<int16_t>{0, 2, 1, 0, 4, 3, 0, 5, 6}));
}

TEST(Words, AreRefusedWithTheirPlace) {
  const struct {
    std::string_view name, find, replace, want;
  } cases[] = {
      {"too few", ": 10 -20", ": 10",
       R"(rules/words.toml:6:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
  cmo.make: 10
  ^^^^^^^^)"},
      {"too many", ": 10 -20", ": 10 -20 3",
       R"(rules/words.toml:6:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
  cmo.make: 10 -20 3
  ^^^^^^^^)"},
      {"no pair", "cro.tox + cmo.make", "cmo.make +cro.tox",
       R"(rules/words.toml:13:1: `cmo.make +cro.tox` is no pair of two rules, `a + b`
  cmo.make +cro.tox: 5 6
  ^^^^^^^^^^^^^^^^^)"},
      {"a pair of one", "cro.tox + cmo.make", "cro.tox + cro.tox",
       R"(rules/words.toml:13:1: `cro.tox + cro.tox` is no pair of two rules, `a + b`
  cro.tox + cro.tox: 5 6
  ^^^^^^^^^^^^^^^^^)"},
      {"a pair twice", "cro.tox + cmo.make: 5 6", "b + a: 5 6\na + b: 1 2",
       R"(rules/words.toml:14:1: `a + b` has weights already
  a + b: 1 2
  ^^^^^)"},
      {"all rows for other labels", "cmo.make: 10 -20", "a: 1\nb: 2\ncmo.make: 3",
       R"(rules/words.toml:6:1: none of these 3 rows is `name: ` and 2 whole numbers from -30000 to 30000, one for each label that is named
  a: 1
  ^)"},
      {"no colon", ": 10 -20", " 10 -20",
       R"(rules/words.toml:6:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
  cmo.make 10 -20
  ^^^^^^^^^^^^^^^)"},
      {"no name", "cmo.make: 10", ": 10",
       R"(rules/words.toml:6:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
  : 10 -20
  ^)"},
      {"no whole number", ": 10 -20", ": 10 0.5",
       R"(rules/words.toml:6:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
  cmo.make: 10 0.5
  ^^^^^^^^)"},
      {"not apart", ": 10 -20", ": 10-20",
       R"(rules/words.toml:6:1: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
  cmo.make: 10-20
  ^^^^^^^^)"},
      {"too large", " 30000", " 30001",
       R"(rules/words.toml:10:3: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
    On Behalf : -30000  30001
    ^^^^^^^^^)"},
      {"too small", ": -30000", ": -30001",
       R"(rules/words.toml:10:3: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
    On Behalf : -30001  30000
    ^^^^^^^^^)"},
      {"the least number of all", ": -30000", ": -2147483648",
       R"(rules/words.toml:10:3: expected `name: ` and 2 whole numbers from -30000 to 30000, one for each label
    On Behalf : -2147483648  30000
    ^^^^^^^^^)"},
      {"three words", "On Behalf", "on behalf of",
       R"(rules/words.toml:10:3: `on behalf of` is no word, no beginning of one and no pair
    on behalf of : -30000  30000
    ^^^^^^^^^^^^)"},
      {"twice", "'''\n\n", "'''\non  behalf: 1 2\n",
       R"(rules/words.toml:10:3: `On Behalf` has weights already
    On Behalf : -30000  30000
    ^^^^^^^^^)"},
      {"no lines", "signal = '''\ncmo.make: 10 -20\n'''", "signal = 'cmo.make: 10 -20'",
       R"(rules/words.toml:5:10: rows of weights are lines between ''' and ''', each of them `name: WEIGHT ...`
  signal = 'cmo.make: 10 -20'
           ^^^^^^^^^^^^^^^^^^)"},
      {"in a line", "'''\ncmo.make", "'''cmo.make",
       R"(rules/words.toml:5:10: rows of weights are lines between ''' and ''', each of them `name: WEIGHT ...`
  signal = '''cmo.make: 10 -20
           ^)"},
      {"no string", "signal = '''\ncmo.make: 10 -20\n'''", "signal = [10]",
       R"(rules/words.toml:5:10: `signal` is a list, expected lines between ''' and '''
  signal = [10]
           ^^^^)"},
      {"a voice too loud", "signal", "voice = 2\nsignal",
       R"(rules/words.toml:5:9: `voice` is out of range, expected a number from 0.001 to 1
  voice = 2
          ^)"},
      {"heard in words", "signal", "heard = { both = \"x\" }\nsignal",
       R"(rules/words.toml:5:18: `both` is a string, expected a number
  heard = { both = "x" }
                   ^^^)"},
      {"heard for no label", "signal", "heard = { CMOO.both = 1 }\nsignal",
       R"(rules/words.toml:5:16: there is no label `CMOO`; did you mean `CMO`?
  heard = { CMOO.both = 1 }
                 ^^^^)"},
      {"heard for no labels", "signal", "heard = { CMOO.both = 1, X.both = 2 }\nsignal",
       R"(rules/words.toml:5:16: there is no label `CMOO`; did you mean `CMO`?
  heard = { CMOO.both = 1, X.both = 2 }
                 ^^^^
rules/words.toml:5:28: there is no label `X`
  heard = { CMOO.both = 1, X.both = 2 }
                             ^^^^)"},
      {"heard for a label in words", "signal", "heard = { CMO.both = \"x\" }\nsignal",
       R"(rules/words.toml:5:22: `both` is a string, expected a number
  heard = { CMO.both = "x" }
                       ^^^)"},
      {"heard twice", "signal", "heard = { both = 1, CMO.both = 2 }\nsignal",
       R"(rules/words.toml:5:25: `both` is heard already
  heard = { both = 1, CMO.both = 2 }
                          ^^^^)"},
      {"heard without quotation marks", "signal", "heard = { cmo.make = 1 }\nsignal",
       R"(rules/words.toml:5:11: `cmo` is a table, expected a number (write names with dots in quotation marks)
  heard = { cmo.make = 1 }
            ^^^)"},
      {"unknown label", "\"CMO\"]", "\"CMOO\"]",
       R"(rules/words.toml:2:19: there is no label `CMOO`; did you mean `CMO`?
  labels = ["NONE", "CMOO"]
                    ^^^^^^)"},
      {"label twice", "\"NONE\"", "\"CMO\"",
       R"(rules/words.toml:2:18: the label `CMO` is named twice
  labels = ["CMO", "CMO"]
                   ^^^^^)"},
      {"labels unknown and twice", "\"NONE\", \"CMO\"", "\"CMOO\", \"CMO\", \"CMO\"",
       R"(rules/words.toml:2:11: there is no label `CMOO`; did you mean `CMO`?
  labels = ["CMOO", "CMO", "CMO"]
            ^^^^^^
rules/words.toml:2:26: the label `CMO` is named twice
  labels = ["CMOO", "CMO", "CMO"]
                           ^^^^^)"},
      {"unknown key", "signal", "signals",
       R"(rules/words.toml:5:1: unknown key `signals` in words.toml; did you mean `signal`?
  signals = '''
  ^^^^^^^)"},
  };
  for (const auto& one : cases) {
    std::string content(kGood);
    content.replace(content.find(one.find), one.find.size(), one.replace);
    std::vector<PackFile> files = SmallPack();
    files.push_back({"words.toml", content});
    EXPECT_EQ(FaultsOf(files), one.want) << one.name;
  }
}

}  // namespace
}  // namespace cxo
