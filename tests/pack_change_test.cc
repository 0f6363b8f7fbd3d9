// What counts as a change of a pack, and what does not.
#include "classifier/eval/pack_change.h"

#include <string>
#include <string_view>
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
  if (change.labels) words += "labels ";
  EXPECT_EQ(words.empty(), change.none());
  return words;
}

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

}  // namespace
}  // namespace cxo
