// Examples beside rules and guards: every way to fail says what happened instead.
#include "classifier/eval/examples.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

// A rule "cro.x" that is in the way of every fate, with these examples.
std::string WithExamples(std::string_view examples) {
  return R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
needs = "not stop"
despite = ["idle"]
)" + std::string(examples) +
         R"(
[[rule]]
id = "cro.long"
label = "CRO"
any = ["big xray"]
hit = ["big xray"]
miss = ["-"]
[[rule]]
id = "stop"
any = ["stop"]
hit = ["stop"]
miss = ["-"]
[[guard]]
id = "idle"
any = ["idle"]
affects = ["*"]
hit = ["idle big xray"]
miss = ["-"]
[[guard]]
id = "no"
any = ["no"]
affects = ["cro.x"]
hit = ["no xray"]
miss = ["-"]
[[guard]]
id = "turn"
any = ["turn"]
effect = "flip"
affects = ["cro.x"]
hit = ["turn xray"]
miss = ["-"]
)";
}

struct ExampleCase {
  std::string_view name;
  std::string_view examples;
  std::string_view want;
};

TEST(Examples, SayWhatHappenedInstead) {
  const ExampleCase cases[] = {
      {"a hit that hits", "hit = [\"xray\"]\nmiss = [\"-\"]", ""},
      {"no words of it", "hit = [\"toast\"]\nmiss = [\"-\"]",
       "rules.toml:7:8: example \"toast\": does not hit cro.x\n"
       "  hit = [\"toast\"]\n"
       "         ^"},
      {"shadowed", "hit = [\"big xray\"]\nmiss = [\"-\"]",
       "rules.toml:7:8: example \"big xray\": does not hit cro.x: it is shadowed by cro.long\n"
       "  hit = [\"big xray\"]\n"
       "         ^"},
      {"blocked", "hit = [\"no xray\"]\nmiss = [\"-\"]",
       "rules.toml:7:8: example \"no xray\": does not hit cro.x: it is blocked by no\n"
       "  hit = [\"no xray\"]\n"
       "         ^"},
      {"turned over", "hit = [\"turn xray\"]\nmiss = [\"-\"]",
       "rules.toml:7:8: example \"turn xray\": does not hit cro.x: it is blocked by turn\n"
       "  hit = [\"turn xray\"]\n"
       "         ^"},
      {"turned over again, beyond the cap", "hit = [\"turn xray, turn xray\"]\nmiss = [\"-\"]",
       "rules.toml:7:8: example \"turn xray, turn xray\": does not hit cro.x: it is blocked by "
       "turn\n"
       "  hit = [\"turn xray, turn xray\"]\n"
       "         ^"},
      {"turned over as a miss", "hit = [\"xray\"]\nmiss = [\"turn xray, turn xray\"]", ""},
      {"a condition", "hit = [\"xray stop\"]\nmiss = [\"-\"]",
       "rules.toml:7:8: example \"xray stop\": does not hit cro.x: it needs not stop\n"
       "  hit = [\"xray stop\"]\n"
       "         ^"},
      {"a guard that does not bear on it", "hit = [\"idle xray\"]\nmiss = [\"-\"]", ""},
      {"one of two counts", "hit = [\"no xray; xray\"]\nmiss = [\"-\"]", ""},
      {"a miss that misses", "miss = [\"no xray\"]\nhit = [\"xray\"]", ""},
      {"a miss that hits", "miss = [\"our xray\"]\nhit = [\"xray\"]",
       "rules.toml:7:9: example \"our xray\": hits cro.x, and should not\n"
       "  miss = [\"our xray\"]\n"
       "          ^"},
  };
  for (const ExampleCase& one : cases) {
    const auto classifier = ClassifierOf(WithExamples(one.examples));
    EXPECT_EQ(Formatted(ErrorsOf(RunRuleExamples(*classifier).failures)), one.want) << one.name;
  }
}

TEST(Examples, OfGuardsMustSwitchSomething) {
  const auto classifier = ClassifierOf(R"([[guard]]
id = "no"
any = ["no"]
affects = ["*"]
hit = ["no xray", "no toast"]
miss = ["xray", "no other xray"]
[[guard]]
id = "half"
any = ["half"]
affects = ["*"]
effect = "scale"
factor = 0.5
hit = ["half xray", "half little xray"]
miss = ["half toast"]
[[guard]]
id = "little"
any = ["little"]
affects = ["*"]
effect = "scale"
factor = 0.5
hit = ["little half xray"]
miss = ["half xray"]
[[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
hit = ["xray"]
miss = ["-"]
)");
  const ExampleRun run = RunRuleExamples(*classifier);
  EXPECT_EQ(Formatted(ErrorsOf(run.failures)),
            "rules.toml:5:19: example \"no toast\": no switches nothing here\n"
            "  hit = [\"no xray\", \"no toast\"]\n"
            "                    ^\n"
            "rules.toml:6:17: example \"no other xray\": no switches something here, and should "
            "not\n"
            "  miss = [\"xray\", \"no other xray\"]\n"
            "                  ^");
  EXPECT_EQ(run.run, 11U);
}

TEST(Examples, KnownFailuresAreCountedUntilTheyPass) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
hit = ["xray"]
miss = ["-"]
todo = ["x-ray", "xray too"]
todo_miss = ["xray", "none"]
)");
  const ExampleRun run = RunRuleExamples(*classifier);
  EXPECT_EQ(run.run, 6U);
  EXPECT_EQ(run.todo, 2U);
  ASSERT_EQ(run.failures.size(), 2U);
  EXPECT_EQ(run.failures[0].text, "xray too");
  EXPECT_EQ(run.failures[1].text, "none");
  EXPECT_EQ(Formatted(ErrorsOf(run.failures)),
            "rules.toml:7:18: example \"xray too\": todo passes now: drop its mark\n"
            "  todo = [\"x-ray\", \"xray too\"]\n"
            "                   ^\n"
            "rules.toml:8:22: example \"none\": todo passes now: drop its mark\n"
            "  todo_miss = [\"xray\", \"none\"]\n"
            "                       ^");
}

constexpr std::string_view kWholePack = R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
hit = ["xray"]
miss = ["-"]
[[example]]
text = "xray"
label = "CRO"
[[example]]
text = "toast"
label = "CMO"
[[example]]
text = "tost"
label = "CMO"
todo = true
[[example]]
text = "xray"
label = "CMO"
profile = "other"
)";

TEST(Examples, OfThePackMustGetTheirLabel) {
  std::string tables(kWholePack);
  tables += "[profile.other]\nrelabel = { \"cro.x\" = \"CMO\" }\n[profile.usual]\nnote = \"-\"\n";
  std::vector<PackFile> files = PackFilesOf(tables);
  files[0].content.insert(files[0].content.find("group"), "default_profile = \"usual\"\n");
  LoadedPack loaded = ParsePack(files, "");
  ASSERT_EQ(Formatted(loaded.errors), "");
  const BuiltClassifier usual = BuildClassifier(*loaded.pack, {});
  const ExampleRun run = RunPackExamples(*usual.classifier, "");
  EXPECT_EQ(run.run, 3U);
  EXPECT_EQ(run.todo, 1U);
  EXPECT_EQ(Formatted(ErrorsOf(run.failures)),
            "rules.toml:10:1: example \"toast\": gets NONE, expected CMO\n"
            "  [[example]]\n"
            "  ^");
  EXPECT_EQ(RunPackExamples(*usual.classifier, "usual").run, 3U);
  const BuiltClassifier other = BuildClassifier(*loaded.pack, {.profile = "other"});
  const ExampleRun other_run = RunPackExamples(*other.classifier, "other");
  EXPECT_EQ(other_run.run, 1U);
  EXPECT_EQ(Formatted(ErrorsOf(other_run.failures)), "");
}

TEST(Examples, OfOneProfileAreNotTriedUnderOthers) {
  std::vector<PackFile> files = PackFilesOf(R"([[rule]]
id = "cro.x"
label = "CRO.lab"
any = ["xray"]
hit = ["xray"]
miss = ["-"]
[[composite]]
id = "cro.y"
label = "CRO"
when = "CRO.lab"
hit = ["our xray"]
miss = ["-"]
example_profile = "usual"
[[guard]]
id = "no"
any = ["no"]
affects = ["CRO.lab"]
hit = ["no xray"]
miss = ["-"]
example_profile = "usual"
[profile.other]
relabel = { "cro.x" = "CMO" }
[profile.usual]
note = "-"
)");
  files[0].content.insert(files[0].content.find("group"), "default_profile = \"usual\"\n");
  LoadedPack loaded = ParsePack(files, "");
  ASSERT_EQ(Formatted(loaded.errors), "");
  for (const auto& [profile, run] :
       {std::pair("", 6U), std::pair("usual", 6U), std::pair("other", 2U)}) {
    const BuiltClassifier built = BuildClassifier(*loaded.pack, {.profile = profile});
    const ExampleRun examples = RunRuleExamples(*built.classifier);
    EXPECT_EQ(Formatted(ErrorsOf(examples.failures)), "") << profile;
    EXPECT_EQ(examples.run, run) << profile;
  }
}

TEST(Examples, AreTheSameByTheirPlaceWhateverIsWrongWithThem) {
  const Error failure{.source = "a.toml", .line = 3, .column = 7, .message = "gets CRO"};
  struct ExampleCase {
    std::string name;
    Error other;
    bool want;
  };
  const std::vector<ExampleCase> cases = {
      {"the same", failure, true},
      {"another message",
       {.source = "a.toml", .line = 3, .column = 7, .message = "gets CMO"},
       true},
      {"another file", {.source = "b.toml", .line = 3, .column = 7, .message = "gets CRO"}, false},
      {"another line", {.source = "a.toml", .line = 4, .column = 7, .message = "gets CRO"}, false},
      {"another column",
       {.source = "a.toml", .line = 3, .column = 8, .message = "gets CRO"},
       false},
  };
  for (const ExampleCase& c : cases) {
    EXPECT_EQ(HasSameExample({Error(), c.other}, failure), c.want) << c.name;
  }
  EXPECT_FALSE(HasSameExample({}, failure));
}

}  // namespace
}  // namespace cxo
