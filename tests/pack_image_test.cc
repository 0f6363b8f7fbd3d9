// The image of a pack, and the pack that the program carries as one.
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/builtin/builtin_pack.h"
#include "classifier/builtin/image_layout.h"
#include "classifier/builtin/rule_files.h"
#include "classifier/classifier.h"
#include "classifier/decide/plan_image.h"
#include "classifier/match/compiled_patterns.h"
#include "classifier/pack/image.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kRules = R"toml(
[[rule]]
id = "cro.x"
label = "CRO.lab"
any = ["xray", "preclinical ..2 study~"]
needs = "not (cro.y or words > 3)"
unless = ["no"]
hit = ["xray"]
miss = ["no xray"]
[[rule]]
id = "cro.y"
label = "CRO.lab"
any = ["yankee"]
weight = 0.5
[[guard]]
id = "no"
any = ["no"]
scope = "1 word"
side = "after"
[[composite]]
id = "z"
when = "cro.x"
absorbs = ["cro.x"]
)toml";

// The hits that the pack's own rules name: texts that are full of evidence.
std::vector<std::string> HitsOf(const Pack& pack) {
  std::vector<std::string> texts;
  for (const Rule& rule : pack.rules) {
    for (const Example& example : rule.hit) texts.push_back(example.text);
  }
  return texts;
}

std::string ImageOf(Pack pack) {
  for (PackFile& file : pack.files) file.content.clear();
  return WritePackImage(pack);
}

TEST(PackImage, GivesThePackBack) {
  const std::string image = WritePackImage(PackOf(kRules));
  const Result<Pack> read = ReadPackImage(image);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(WritePackImage(*read), image);
  EXPECT_EQ(read->rules[0].id, "cro.x");
  EXPECT_EQ(ToString(read->rules[0].condition), "not (cro.y or words > 3)");
  EXPECT_EQ(read->rules[0].miss[0].text, "no xray");
  EXPECT_EQ(read->patterns[1].text, "preclinical ..2 study~");
}

Pack WithWords(Pack pack) {
  pack.words.terms = std::vector<uint64_t>{3, 1'000'000'007};
  pack.words.term_weights = std::vector<int16_t>{10, -20, 30'000, 0, 1, 2, 3, 4, 5, 6};
  pack.words.signals = {"cro.x"};
  pack.words.signal_weights = {7, 0, 0, 0, 0};
  pack.words.pairs = {{"cro.x", "cro.y"}};
  pack.words.pair_weights = {8, 0, 0, 0, 0};
  return pack;
}

TEST(PackImage, LeavesWeightsOfWordsWhereTheyLie) {
  const Pack pack = WithWords(PackOf(kRules));
  const std::string image = WritePackImage(pack);
  const Result<Pack> read = ReadPackImage(image);
  ASSERT_TRUE(read.ok());
  const WordWeights copy = read->words;
  EXPECT_EQ(copy.terms, pack.words.terms);
  EXPECT_EQ(copy.term_weights, pack.words.term_weights);
  EXPECT_EQ(copy.signal_weights, pack.words.signal_weights);
  EXPECT_EQ(copy.pairs, pack.words.pairs);
  EXPECT_EQ(copy.pair_weights, pack.words.pair_weights);
  const auto* at = reinterpret_cast<const char*>(copy.terms.all().data());
  EXPECT_TRUE(image.data() < at && at < image.data() + image.size());
}

TEST(PackImage, RefusesWhatIsNotWhole) {
  const std::string image = WritePackImage(WithWords(PackOf(kRules)));
  for (size_t size = 0; size < image.size(); ++size) {
    EXPECT_FALSE(ReadPackImage(image.substr(0, size)).ok()) << size;
  }
  EXPECT_FALSE(ReadPackImage(image + "x").ok());
}

TEST(PackImage, IsReadInSafetyWhateverItsBytes) {
  const std::string image = WritePackImage(WithWords(PackOf(kRules)));
  size_t refused = 0;
  for (size_t at = 0; at < image.size(); ++at) {
    for (const char flip : {'\x01', '\x40', '\x80'}) {
      std::string damaged = image;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      refused += ReadPackImage(damaged).ok() ? 0 : 1;
    }
  }
  EXPECT_GT(refused, image.size() / 10);
}

TEST(ImageLayout, GivesThePartsBack) {
  const std::string image = JoinImage({"pack", "lean", "patterns", "plan"});
  const ImageParts parts = SplitImage(image);
  EXPECT_EQ(parts.pack, "pack");
  EXPECT_EQ(parts.lean, "lean");
  EXPECT_EQ(parts.patterns, "patterns");
  EXPECT_EQ(parts.plan, "plan");
  EXPECT_EQ(parts.pack.data() - image.data(), 64);
  EXPECT_EQ(parts.lean.data() - image.data(), 128);
  EXPECT_EQ(parts.patterns.data() - image.data(), 192);
  EXPECT_EQ(parts.plan.data() - image.data(), 256);
  for (size_t size = 0; size < image.size(); ++size) {
    EXPECT_EQ(SplitImage(std::string_view(image).substr(0, size)).patterns, "") << size;
  }
}

TEST(BuiltinPack, IsThePackOfTheRulesFolder) {
  const LoadedPack parsed = ParsePack(BuiltinRuleFiles(), "");
  const LoadedPack builtin = BuiltinPack();
  ASSERT_TRUE(parsed.pack && builtin.pack);
  EXPECT_EQ(ImageOf(*builtin.pack), ImageOf(*parsed.pack));
  EXPECT_EQ(builtin.pack->digest, PackDigest(BuiltinRuleFiles()));
  ASSERT_EQ(builtin.pack->files.size(), parsed.pack->files.size());
  for (size_t i = 0; i < parsed.pack->files.size(); ++i) {
    EXPECT_EQ(builtin.pack->files[i].content, parsed.pack->files[i].content);
  }
  EXPECT_EQ(LeanBuiltinPack()->digest, parsed.pack->digest);
}

// A rule that was added, or got more weight, since the words were fitted would count in full,
// several times as much as its neighbours: `cxo tune --words` is due.
TEST(BuiltinPack, HasWordsThatWereFittedBesideAllItsRules) {
  const Pack pack = *BuiltinPack().pack;
  for (const Rule& rule : pack.rules) {
    if (rule.label != kSignal && !rule.locked) {
      EXPECT_LE(std::abs(rule.weight), std::abs(WrittenWeight(rule)) / 2) << rule.id;
    }
  }
}

TEST(BuiltinPack, ComesWithItsPatternsCompiled) {
  const Result<Pack> profiled = ApplyProfile(*BuiltinPack().pack, "");
  ASSERT_TRUE(profiled.ok());
  EXPECT_EQ(BuiltinPatterns(), WriteCompiledPatterns(*profiled));
  const auto compiled = CompiledPatterns::Read(BuiltinPatterns());
  ASSERT_TRUE(compiled.has_value());
  EXPECT_TRUE(compiled->AreOf(*profiled));
  Pack other = *profiled;
  other.patterns.pop_back();
  EXPECT_FALSE(compiled->AreOf(other));
  other = *profiled;
  other.patterns.back().regex += "x";
  EXPECT_FALSE(compiled->AreOf(other));
  EXPECT_FALSE(CompiledPatterns::Read("").has_value());
}

TEST(PlanImage, IsReadForItsOwnPackAlone) {
  const Pack pack = WithWords(PackOf(kRules));
  const std::string image = WritePlanImage(*BuildPlan(pack));
  const std::optional<Plan> plan = ReadPlanImage(image, pack);
  ASSERT_TRUE(plan.has_value());
  EXPECT_EQ(WritePlanImage(*plan), image);
  const auto changed = [&](auto change) {
    Pack other = pack;
    change(&other);
    return other;
  };
  const Pack others[] = {
      changed([](Pack* other) { other->digest = "0"; }),
      changed([](Pack* other) { other->rules.pop_back(); }),
      changed([](Pack* other) { other->rules[0].label = kNone; }),
      changed([](Pack* other) { other->guards.clear(); }),
      changed([](Pack* other) { other->words = {}; }),
  };
  for (const Pack& other : others) EXPECT_FALSE(ReadPlanImage(image, other).has_value());
  for (size_t size = 0; size < image.size(); ++size) {
    EXPECT_FALSE(ReadPlanImage(image.substr(0, size), pack).has_value()) << size;
  }
}

TEST(BuiltinPack, IsNoneWithoutOneOfItsImages) {
  EXPECT_EQ(Classifier::Read(*LeanBuiltinPack(), "", BuiltinPlan()), nullptr);
  EXPECT_EQ(Classifier::Read(*LeanBuiltinPack(), BuiltinPatterns(), ""), nullptr);
}

TEST(BuiltinPack, DecidesAlikeLeanAndWhole) {
  const BuiltClassifier whole = BuildClassifier(*BuiltinPack().pack, {});
  const auto lean = Classifier::Read(*LeanBuiltinPack(), BuiltinPatterns(), BuiltinPlan());
  ASSERT_TRUE(whole.classifier && lean);
  Classifier::Session a(*whole.classifier);
  Classifier::Session b(*lean);
  size_t evidence = 0;
  for (const std::string& text : HitsOf(whole.classifier->pack())) {
    const Verdict& want = a.Classify(text);
    const Verdict& got = b.Classify(text);
    ASSERT_EQ(got.label, want.label) << text;
    ASSERT_EQ(got.scores, want.scores) << text;
    ASSERT_EQ(got.evidence.size(), want.evidence.size()) << text;
    evidence += want.evidence.size();
  }
  EXPECT_GT(evidence, 1000U);
}

}  // namespace
}  // namespace cxo
