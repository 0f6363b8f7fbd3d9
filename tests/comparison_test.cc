// Flips, their causes and their counts, over small packs of which one thing differs.
#include "classifier/eval/comparison.h"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "classifier/eval/significance.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kRules = R"(
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing"]
weight = 2.0

[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial"]
weight = 2.0

[[rule]]
id = "none.court"
label = "NONE"
any = ["court"]
weight = 3.0

[decision]
bias = { NONE = 0.0, CRO = -1.0, CMO = -1.0, CDMO = -1.0, CSO = -1.0 }
)";

// The rules with the first `find` replaced.
std::string With(std::string_view find, std::string_view replace) {
  std::string rules(kRules);
  const size_t at = rules.find(find);
  EXPECT_NE(at, std::string::npos) << find;
  return rules.replace(at, find.size(), replace);
}

// "CRO -> CMO: cmo.pack +2.00, bias -0.50".
std::string Written(const Comparison& comparison, const Flip& flip) {
  const auto name = [&](LabelIndex label) {
    return comparison.labels[static_cast<size_t>(label)].name;
  };
  std::string causes;
  for (const FlipCause& cause : flip.causes) {
    causes += fmt::format("{}{} {:+.2f}", causes.empty() ? "" : ", ", cause.name, cause.weight);
  }
  return fmt::format("{} -> {}: {}", name(flip.base), name(flip.with), causes);
}

std::string OnlyFlip(std::string_view base, std::string_view with, const std::string& text) {
  const GoldFile gold{.rows = {{.text = text}}, .labelled = false};
  const Comparison it = Compare(*ClassifierOf(base), *ClassifierOf(with), gold, {});
  if (it.flips.size() != 1) return fmt::format("{} flips", it.flips.size());
  return Written(it, it.flips[0]);
}

TEST(FlipCauses, NameWhatDiffersBiggestFirst) {
  struct Case {
    std::string_view name;
    std::string with;
    std::string text;
    std::string want;
  };
  const std::vector<Case> cases = {
      {"a weight", With("weight = 2.0", "weight = 2.5"), "packing trial",
       "CRO -> CMO: cmo.pack +0.50"},
      {"a rule that is gone", With("any = [\"packing\"]", "any = [\"boxing\"]"), "packing",
       "CMO -> NONE: cmo.pack +2.00"},
      {"a rule under another id",
       With("id = \"cmo.pack\"\nlabel = \"CMO\"", "id = \"cdmo.pack\"\nlabel = \"CDMO\""),
       "packing", "CMO -> CDMO: cdmo.pack +2.00, cmo.pack +2.00"},
      {"another label", With("label = \"CMO\"", "label = \"CDMO\""), "packing",
       "CMO -> CDMO: cmo.pack +4.00"},
      {"a bias", With("CRO = -1.0", "CRO = -2.5"), "trial", "CRO -> NONE: bias +1.50"},
      {"a weight against NONE", With("weight = 2.0", "weight = 4.5"), "court packing",
       "NONE -> CMO: cmo.pack +2.50"},
      {"a threshold", std::string(kRules) + "threshold = { CMO = 1.5 }\n", "packing",
       "CMO -> NONE: threshold +1.50"},
      {"a threshold that a third label missed",
       With("weight = 2.0", "weight = 2.5") + "threshold = { CMO = 2.0 }\n", "packing trial",
       "CRO -> NONE: cmo.pack +0.50"},
      {"nothing", std::string(kRules), "packing trial", "0 flips"},
  };
  for (const Case& c : cases) EXPECT_EQ(OnlyFlip(kRules, c.with, c.text), c.want) << c.name;
}

// What words and signals say is part of the lead: without it the causes would not sum up to it.
TEST(FlipCauses, NameWhatWordsSay) {
  const std::string words = "labels = [\"CRO\", \"CMO\"]\nword = '''\ntrial: 300 0\n'''\n";
  const std::string other = "labels = [\"CRO\", \"CMO\"]\nword = '''\ntrial: 0 200\n'''\n";
  const GoldFile gold{.rows = {{.text = "packing trial"}}, .labelled = false};
  const auto flip = [&](std::string_view before, std::string_view now) {
    const Comparison it =
        Compare(*ClassifierOf(kRules, before), *ClassifierOf(kRules, now), gold, {});
    return it.flips.size() == 1 ? Written(it, it.flips[0]) : std::string("no flip");
  };
  EXPECT_EQ(flip(words, other), "CRO -> CMO: words +5.00");
  EXPECT_EQ(flip(other, words), "CMO -> CRO: words +5.00");
}

TEST(FlipCauses, OfTheWayBackAreTheSameTurnedRound) {
  const std::string other = std::string(kRules) + "threshold = { CMO = 1.5 }\n";
  EXPECT_EQ(OnlyFlip(other, kRules, "packing"), "NONE -> CMO: threshold +1.50");
  EXPECT_EQ(OnlyFlip(With("CRO = -1.0", "CRO = -2.5"), kRules, "trial"), "NONE -> CRO: bias +1.50");
}

TEST(FlipCauses, KnowWhereTheWordsStand) {
  const GoldFile gold{.rows = {{.text = "trial and packing"}}, .labelled = false};
  const Comparison it =
      Compare(*ClassifierOf(kRules), *ClassifierOf(With("weight = 2.0", "weight = 3.0")), gold, {});
  ASSERT_EQ(it.flips.size(), 1u);
  EXPECT_EQ(it.flips[0].causes[0].span, (Span{10, 17}));
}

GoldFile Rows() {
  return {.name = "gold.csv",
          .rows = {{.text = "trial packing", .label = 2},                        // won
                   {.text = "packing trial", .label = 1},                        // lost
                   {.text = "trial packing goods", .label = 4, .also_ok = {2}},  // changed
                   {.text = "trial", .label = 1},
                   {.text = "lunch", .label = 0},
                   {.text = "packing of trial things", .label = 2}}};  // won
}

TEST(Comparison, CountsRowsWonLostAndChanged) {
  const auto base = ClassifierOf(kRules);
  const auto with = ClassifierOf(With("weight = 2.0", "weight = 2.5"));
  const Comparison it = Compare(*base, *with, Rows(), {.rounds = 50});
  ASSERT_TRUE(it.gain.has_value());
  EXPECT_EQ(it.gain->won, 2u);
  EXPECT_EQ(it.gain->lost, 1u);
  EXPECT_EQ(it.changed, 1u);
  EXPECT_EQ(it.unchanged, 2u);
  EXPECT_EQ(it.moves[1][2], 4u);
  EXPECT_EQ(it.gain->p_value, McNemarTest(2, 1));
  EXPECT_EQ(it.gain->telling, 6u);
  EXPECT_FALSE(it.gain->worse());
  EXPECT_NEAR(it.gain->difference.accuracy_gain, 1.0 / 6, 1e-15);
  ASSERT_EQ(it.flips.size(), 4u);  // lost, won, won, changed
  EXPECT_EQ(it.flips[0].row, 1u);
  EXPECT_EQ(it.flips[1].row, 0u);
  EXPECT_EQ(it.flips[2].row, 5u);
  EXPECT_EQ(it.flips[3].kind, FlipKind::kChanged);
  EXPECT_TRUE(it.flips[3].defensible);
}

// About CRO, base is wrong on all flips but the lost one; about CMO it is right on two of four.
// Where two labels change places, macro-F1 stays what it was, if not always to the last bit.
TEST(Comparison, IsNotWorseByRounding) {
  Gain gain;
  gain.difference.macro_f1_gain = -1e-16;
  EXPECT_FALSE(gain.worse());
  gain.difference.macro_f1_gain = -1e-6;
  EXPECT_TRUE(gain.worse());
  gain.difference = {.accuracy_gain = -1e-6};
  EXPECT_TRUE(gain.worse());
}

TEST(Comparison, CountsRowsByLabel) {
  const auto base = ClassifierOf(kRules);
  const auto with = ClassifierOf(With("weight = 2.0", "weight = 2.5"));
  const Comparison it = Compare(*base, *with, Rows(), {.rounds = 50});
  EXPECT_EQ(it.labels[1].name, "CRO");
  EXPECT_EQ(it.labels[1].won, 3u);
  EXPECT_EQ(it.labels[1].lost, 1u);
  EXPECT_EQ(it.labels[2].won, 2u);
  EXPECT_EQ(it.labels[2].lost, 2u);
  EXPECT_EQ(it.labels[4].won + it.labels[4].lost, 0u);
  EXPECT_EQ(it.labels[1].p_value, McNemarTest(3, 1));
  EXPECT_EQ(it.labels[1].p_holm, 1.0);
}

TEST(Comparison, WithoutGoldLabelsOnlySeesChanges) {
  GoldFile texts = Rows();
  texts.labelled = false;
  const Comparison it = Compare(*ClassifierOf(kRules),
                                *ClassifierOf(With("weight = 2.0", "weight = 2.5")), texts, {});
  EXPECT_FALSE(it.gain.has_value());
  EXPECT_EQ(it.changed, 4u);
  for (const Flip& flip : it.flips) EXPECT_EQ(flip.kind, FlipKind::kChanged);
}

// A pack whose labels are others, in another order.
std::unique_ptr<const Classifier> OtherLabels() {
  constexpr std::string_view kPack = R"([pack]
name = "other"
version = "1"
group = "CXO"

[[label]]
name = "NONE"
title = "none"

[[label]]
name = "LAB"
title = "laboratory"

[[label]]
name = "CMO"
title = "making"

[[label]]
name = "CRO"
title = "research"

[[rule]]
id = "lab.trial"
label = "LAB"
any = ["trial"]
weight = 2.0
hit = ["trial"]
miss = ["x"]

[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing"]
weight = 1.0
hit = ["packing"]
miss = ["x"]
)";
  LoadedPack loaded = ParsePack({{"pack.toml", std::string(kPack)}}, "");
  return std::move(BuildClassifier(*std::move(loaded.pack), {}).classifier);
}

TEST(Comparison, TellsLabelsApartByName) {
  const auto base = ClassifierOf(kRules);
  const auto with = OtherLabels();
  const GoldFile gold{.rows = {{.text = "packing", .label = 2}, {.text = "trial", .label = 1}}};
  const Comparison it = Compare(*base, *with, gold, {.rounds = 10});
  ASSERT_EQ(it.labels.size(), 6u);
  EXPECT_EQ(it.labels[5].name, "LAB");
  EXPECT_EQ(it.unchanged, 1u);
  ASSERT_EQ(it.flips.size(), 1u);
  EXPECT_EQ(Written(it, it.flips[0]), "CRO -> LAB: cro.trial +2.00, lab.trial +2.00, bias -1.00");
}

TEST(CheckGoldLabels, NamesTheRowAndTheNearestLabel) {
  const auto base = ClassifierOf(kRules);
  const auto with = OtherLabels();
  const auto check = [&](const GoldRow& row) {
    const Status known =
        CheckGoldLabels({.name = "gold.csv", .rows = {row}}, base->pack(), with->pack());
    return known.ok() ? "" : Format(known.error());
  };
  EXPECT_EQ(check({.label = 2, .line = 2}), "");
  EXPECT_EQ(check({.label = 3, .line = 7}),
            "gold.csv:7: `CDMO` is no label of the pack to compare with; its nearest is `CMO`");
  EXPECT_EQ(check({.label = 2, .also_ok = {4}, .line = 8}),
            "gold.csv:8: `CSO` is no label of the pack to compare with; its nearest is `CMO`");
}

TEST(Comparison, IsTheSameForEveryNumberOfThreads) {
  const auto base = ClassifierOf(kRules);
  const auto with = ClassifierOf(With("weight = 2.0", "weight = 2.5"));
  GoldFile gold = Rows();
  for (int i = 0; i < 6; ++i) gold.rows.insert(gold.rows.end(), gold.rows.begin(), gold.rows.end());
  const auto described = [&](size_t threads) {
    const Comparison it = Compare(*base, *with, gold, {.threads = threads});
    std::string text = fmt::format("{} {}", it.gain->difference.macro_f1.low, it.gain->p_value);
    for (const Flip& flip : it.flips) text += fmt::format("\n{} {}", flip.row, Written(it, flip));
    return text;
  };
  const std::string one = described(1);
  for (const size_t threads : {2, 3, 8}) EXPECT_EQ(described(threads), one);
}

}  // namespace
}  // namespace cxo
