// The pack as text, the rows as repetitions with a few exceptions.
#include "tests/tuning_pack.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace cxo {
namespace {

constexpr std::string_view kPack = R"(
[pack]
name = "small"
version = "1"
licence = "Apache-2.0"
languages = ["en"]
group = "CXO"
default_profile = "plain"

[[label]]
name = "NONE"
title = "none"

[[label]]
name = "CRO"
title = "research"

[[label]]
name = "CMO"
title = "making"

[[label]]
name = "CDMO"
title = "both"

[decision]
bias = { NONE = 0.0, CRO = -1.0, CMO = -1.0, CDMO = -1.0 }

[[composite]]
id = "cdmo.both"
label = "CDMO"
when = "cmo.pack and cmo.mix"
absorbs = ["CMO"]
weight = 1.0
hit = ["mixing and packing"]
miss = ["x"]

[[guard]]
id = "bought"
any = ["buys"]
effect = "flip"
side = "after"
affects = ["*"]
hit = ["buys trial"]
miss = ["x"]

[[guard]]
id = "past"
any = ["formerly"]
effect = "scale"
factor = 0.25
side = "after"
affects = ["*"]
hit = ["formerly trial"]
miss = ["x"]

[profile.plain]

[profile.light]
bias = { CMO = -2.0 }

[profile.light.weight]
"cro.trial" = 1.0
)";

// A rule with one phrase, which is also its example.
std::string RuleText(const std::string& id, const std::string& phrase, const std::string& more) {
  const std::string label = id.substr(0, 3) == "non"   ? "NONE"
                            : id.substr(0, 3) == "cro" ? "CRO"
                                                       : "CMO";
  return "\n[[rule]]\nid = \"" + id + "\"\nlabel = \"" + label + "\"\nany = [\"" + phrase +
         "\"]\nhit = [\"" + phrase + "\"]\nmiss = [\"x\"]\n" + more + "\n";
}

void Repeat(int times, const std::string& text, LabelIndex label, std::vector<GoldRow>* rows) {
  for (int i = 0; i < times; ++i) {
    rows->push_back({.text = text + " " + std::to_string(rows->size()), .label = label});
  }
}

}  // namespace

std::vector<PackFile> TuningPackFiles() {
  std::string rules = RuleText("cmo.mix", "mixing", "weight = 2.0");
  rules += RuleText("cmo.pack", "packing", "weight = 0.5\ncap = 2");
  rules += RuleText("cro.locked", "study", "weight = 2.0\nlock = true");
  rules += RuleText("cro.rumour", "rumour", "weight = -0.5");
  rules += RuleText("cro.trial", "trial", "weight = 2.0");
  rules += RuleText("cro.unseen", "monitoring", "weight = 2.0");
  rules += RuleText("none.court", "court", "weight = 4.0");
  rules += RuleText("none.zero", "lunch", "weight = 0.0");
  return {{"pack.toml", std::string(kPack)}, {"rules.toml", rules}};
}

std::unique_ptr<const Classifier> TuningClassifier() {
  LoadedPack loaded = ParsePack(TuningPackFiles(), "");
  for (const Error& error : loaded.errors) ADD_FAILURE() << Format(error);
  if (!loaded.pack) return nullptr;
  return std::move(BuildClassifier(*std::move(loaded.pack), {}).classifier);
}

std::vector<GoldRow> TuningRows() {
  std::vector<GoldRow> rows;
  Repeat(20, "trial", 1, &rows);
  Repeat(10, "study", 1, &rows);
  Repeat(3, "trial of rumour", 1, &rows);
  Repeat(3, "rumour", 0, &rows);
  Repeat(30, "packing", 2, &rows);
  Repeat(4, "packing", 0, &rows);
  Repeat(12, "trial in court", 1, &rows);
  Repeat(4, "court", 0, &rows);
  Repeat(4, "formerly trial", 0, &rows);
  Repeat(4, "buys packing", 0, &rows);
  Repeat(6, "mixing and packing", 3, &rows);
  Repeat(4, "mixing", 2, &rows);
  Repeat(16, "lunch", 0, &rows);
  return rows;
}

}  // namespace cxo
