// What counts as a change of a pack, and what does not.
#include "classifier/eval/pack_change.h"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/small_pack.h"

namespace cxo {
namespace {

std::string Words(const PackChange& change) {
  std::string words;
  for (const std::string& id : change.added) words += "+" + id + " ";
  for (const std::string& id : change.removed) words += "-" + id + " ";
  for (const std::string& id : change.changed) words += "~" + id + " ";
  if (change.decision) words += "decision ";
  if (change.words) words += "words ";
  if (change.labels) words += "labels ";
  EXPECT_EQ(words.empty(), change.none());
  return words;
}

constexpr std::string_view kTwoLabelWords = R"(labels = ["CRO", "NONE"]
word = '''
toll: -50 200
'''
signal = '''
cmo.make: 10 20
'''
)";

TEST(PackChange, NamesWhatDecidesOtherwise) {
  // name, file, find, replace, want
  const std::vector<Change> changes = {
      {"weight", "rules.toml", "weight = 1.5", "weight = 1.25", "~cro.tox "},
      {"phrase added", "rules.toml", "any = [\"make\"]", "any = [\"make\", \"mill\"]",
       "~cmo.make "},
      {"phrase reworded", "rules.toml", "\"glp tox*\"", "\"glp  tox*\"", ""},
      {"phrases in another order", "guards.toml", "\"do not\", \"no longer\"",
       "\"no longer\", \"do not\"", ""},
      {"role", "guards.toml", "not = [\"not only\"]\nuntil = [\"but\"]",
       "not = [\"but\"]\nuntil = [\"not only\"]", "~negation "},
      {"factor", "guards.toml", "factor = 0.3", "factor = 0.4", "~negation "},
      {"condition", "rules.toml", "needs = \"offer or", "needs = \"not offer or", "~cro.tox "},
      {"condition in brackets", "rules.toml", "when = \"CRO.lab and cmo.make\"",
       "when = \"(CRO.lab) and cmo.make\"", ""},
      {"absorbs", "rules.toml", "absorbs = [\"CRO\", \"cmo.make\"]", "absorbs = [\"CRO\"]",
       "~both "},
      {"label", "rules.toml", "id = \"cmo.make\"\nlabel = \"CMO\"",
       "id = \"cmo.make\"\nlabel = \"CRO\"", "~cmo.make "},
      {"note", "rules.toml", "note = \"n\"", "note = \"other\"", ""},
      {"lock", "rules.toml", "lock = true", "lock = false", ""},
      {"example", "rules.toml", "hit = [\"make\"]", "hit = [\"to make\"]", ""},
      {"bias", "decision.toml", "CRO = -1.0", "CRO = -1.5", "decision "},
      {"limit of known words", "decision.toml", "known = 0.4", "known = 0.5", "decision "},
      {"words", "words.toml", "", kTwoLabelWords, "words "},
      {"new rule", "more.toml", "",
       "[[rule]]\nid = \"a\"\nlabel = \"CMO\"\nany = [\"x\"]\nhit = [\"x\"]\nmiss = [\"y\"]\n",
       "+a "},
      {"renamed composite", "rules.toml", "id = \"both\"", "id = \"pair\"", "+pair -both "},
      {"new label, without a bias so far", "pack.toml", "title = \"none\"",
       "title = \"none\"\n\n[[label]]\nname = \"CSO\"\ntitle = \"sales\"", "decision labels "},
  };
  const LoadedPack base = ParsePack(SmallPack(), "");
  ASSERT_TRUE(base.pack.has_value());
  for (const Change& change : changes) {
    std::vector<PackFile> files = Changed(change);
    // A name that is gone must not be looked up any more.
    if (change.name == "renamed composite") {
      for (PackFile& file : files) {
        const size_t at = file.content.find("off = [\"both\"]");
        if (at != std::string::npos) file.content.replace(at, 14, "off = [\"pair\"]");
      }
    }
    const LoadedPack now = ParsePack(std::move(files), "");
    ASSERT_TRUE(now.pack.has_value()) << change.name << ": " << Format(now.errors.at(0));
    EXPECT_EQ(Words(ComparePacks(*base.pack, *now.pack)), change.want) << change.name;
  }
}

TEST(PackChange, SeesWeightsOfWords) {
  const auto with = [](std::string words) {
    std::vector<PackFile> files = SmallPack();
    files.push_back({"words.toml", std::move(words)});
    const LoadedPack loaded = ParsePack(std::move(files), "");
    if (!loaded.pack) throw std::runtime_error(Format(loaded.errors.at(0)));
    return *loaded.pack;
  };
  const std::string subtype =
      "[subtype]\nnames = [\"CRO.clinical\"]\nbias = { \"CRO.clinical\" = -1.0 }\n";
  const std::string before = std::string(kTwoLabelWords) + subtype;
  // find, replace, want
  const std::vector<std::array<std::string, 3>> changes = {
      {"toll: -50", "toll: -51", "words "},     {"toll:", "tolls:", "words "},
      {"make: 10", "make: 11", "words "},       {"cmo.make:", "cmo.make off:", "words "},
      {"= -1.0", "= -1.5", "words "},           {"word = '''", "corpus = \"abc\"\nword = '''", ""},
      {"toll: -50 200", "toll:  -50  200", ""},
  };
  for (const auto& [find, replace, want] : changes) {
    std::string now = before;
    now.replace(now.find(find), find.size(), replace);
    EXPECT_EQ(Words(ComparePacks(with(before), with(now))), want) << find;
  }
}

}  // namespace
}  // namespace cxo
