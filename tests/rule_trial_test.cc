// Which finds of a phrase the pack knows already, and that a row may hold very many of them.
#include "classifier/eval/rule_trial.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"
#include "tests/processor_time.h"

namespace cxo {
namespace {

constexpr std::string_view kTrialTables = R"([[rule]]
id = "cro.rounds"
label = "CRO"
any = ["cold ward rounds", "rounds by night"]
weight = 3
[[rule]]
id = "cmo.rounds"
label = "CMO"
any = ["old ward rounds"]
weight = 3
[[rule]]
id = "offer"
any = ["we do ward rounds"]
[[guard]]
id = "no"
any = ["no ward rounds"]
affects = ["*"]
)";

// Of `phrase` as a rule of CRO on trial in one row, which is not decided.
TrialResult Try(std::string_view tables, const std::string& phrase, const std::string& text) {
  const auto classifier = ClassifierOf(tables);
  const std::vector<GoldRow> rows = {{.text = text}};
  const MatchedCorpus corpus(*classifier, rows, 1);
  const TrialPhrase trial{phrase, {{.id = "cro.fresh", .label = kCro}}};
  return TryRules(*classifier, corpus, {trial}, 0, 1).value().at(0);
}

TEST(RuleTrial, KnowsFindsThatLieInFindsOfThePack) {
  struct Case {
    std::string name, text;
    uint64_t known, known_to_any;
  };
  const std::vector<Case> cases = {
      {"nothing", "ward rounds", 0, 0},
      {"the same label", "cold ward rounds", 1, 1},
      {"another label", "old ward rounds", 0, 1},
      {"a signal", "we do ward rounds", 0, 1},
      {"a guard is no evidence", "no ward rounds", 0, 0},
      {"a part of the find", "ward rounds by night", 0, 0},
      {"each of two", "cold ward rounds, cold ward rounds", 1, 1},
      {"each in a way of its own", "cold ward rounds, old ward rounds", 0, 1},
      {"the first of two", "cold ward rounds, ward rounds", 0, 0},
      {"the second of two", "ward rounds, cold ward rounds", 0, 0},
      {"an earlier one that reaches less far", "rounds by night, cold ward rounds", 1, 1},
  };
  for (const Case& c : cases) {
    const TrialResult result = Try(kTrialTables, "ward rounds", c.text);
    EXPECT_EQ(result.rows, std::vector<uint32_t>{0}) << c.name;
    EXPECT_EQ(result.known, c.known) << c.name;
    EXPECT_EQ(result.known_to_any, c.known_to_any) << c.name;
  }
}

// Were all finds of the pack looked at for each of the phrase, this would take a minute.
TEST(RuleTrial, LooksAtManyFindsInLinearTime) {
  constexpr std::string_view kPair = R"([[rule]]
id = "cro.pair"
label = "CRO"
any = ["x y"]
weight = 3
)";
  std::string text;
  while (text.size() < size_t{1} << 20) text += "x y ";
  const ProcessorTime time;
  const TrialResult result = Try(kPair, "y", text);
  EXPECT_EQ(result.known, 1u);
  EXPECT_EQ(result.known_to_any, 1u);
  EXPECT_LT(time.Taken(), kMostSeconds);
}

}  // namespace
}  // namespace cxo
