// A small valid pack that uses every key once, for tests that change one thing in it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "classifier/pack/load.h"

namespace cxo {

inline constexpr std::string_view kSmallDecision = R"toml([decision]
temperature = 1.5
bias = { CRO = -1.0, CMO = -2 }
threshold = { CRO = 0.5 }
review = { confidence = 0.6, margin = 0.2, known = 0.4 }
also = 1.25
calibration = { slope = 0.9, intercept = 0.1 }
)toml";

inline constexpr std::string_view kSmallGuards = R"toml([[guard]]
id = "negation"
any = ["do not", "no longer"]
regex = 'never\b'
not = ["not only"]
until = ["but"]
scope = "5 words"
side = "after"
effect = "scale"
factor = 0.3
affects = ["*"]
needs = "not offer"
note = "n"
hit = ["we do not make it"]
miss = ["we not only make it"]
todo = ["x"]
todo_miss = ["y"]
)toml";

inline constexpr std::string_view kSmallPack = R"toml([pack]
name = "small"
version = "0.1.0"
licence = "Apache-2.0"
languages = ["en"]
group = "CXO"
note = "for tests"
default_profile = "article"

[[label]]
name = "NONE"
title = "none"

[[label]]
name = "CRO"
title = "research"
subtypes = ["preclinical", "clinical"]

[[label]]
name = "CMO"
title = "manufacturing"

[profile.article]
note = "as written"

[profile.all-cro]
relabel = { "cmo.make" = "CRO.made" }
weight = { "cro.tox" = 0.5 }
off = ["both"]
bias = { CRO = 0.25 }

[[example]]
text = "we make it"
label = "CMO"
profile = "all-cro"
todo = true
)toml";

inline constexpr std::string_view kSmallRules = R"toml([[rule]]
id = "offer"
any = ["we offer"]
hit = ["we offer it"]
miss = ["they offer it"]

[[rule]]
id = "cro.tox"
label = "CRO.lab"
subtype = "preclinical+clinical"
any = ["glp tox*", "toxicology stud(y|ies)"]
regex = '\btk/?pd\b'
weight = 1.5
lock = true
cap = 2
needs = "offer or count(cmo.*) >= 2"
scope = "sentence"
unless = ["negation"]
note = "n"
hit = ["glp tox"]
miss = ["tax"]
todo = ["x"]
todo_miss = ["y"]

[[rule]]
id = "cmo.make"
label = "CMO"
any = ["make"]
despite = ["negation"]
nests = false
hit = ["make"]
miss = ["made"]

[[composite]]
id = "both"
label = "CMO"
when = "CRO.lab and cmo.make"
absorbs = ["CRO", "cmo.make"]
hit = ["glp tox, make"]
miss = ["make"]
)toml";

inline constexpr std::string_view kSmallWeights = R"toml(corpus = "abc"
temperature = 2.0
bias = { CMO = -3.0 }
threshold = { CMO = 0.75 }
calibration = { slope = 1.1 }

[weight]
"cmo.make" = 1.75
)toml";

inline std::vector<PackFile> SmallPack() {
  return {{"decision.toml", std::string(kSmallDecision)},
          {"guards.toml", std::string(kSmallGuards)},
          {"pack.toml", std::string(kSmallPack)},
          {"rules.toml", std::string(kSmallRules)},
          {"weights.toml", std::string(kSmallWeights)}};
}

// A change to SmallPack: in file `file` the first `find` becomes `replace`, or the file is added if
// there is none; and what is wrong then, as users see it.
struct Change {
  std::string_view name, file, find, replace, want;
};

inline std::vector<PackFile> Changed(const Change& change) {
  std::vector<PackFile> files = SmallPack();
  for (PackFile& file : files) {
    if (file.name != change.file) continue;
    const size_t at = file.content.find(change.find);
    if (at == std::string::npos) return {};  // no pack at all, so that the test fails
    file.content.replace(at, change.find.size(), change.replace);
    return files;
  }
  files.push_back({std::string(change.file), std::string(change.replace)});
  return files;
}

// All faults of a pack in the folder "rules", as users see them, joined by line breaks.
inline std::string FaultsOf(std::vector<PackFile> files, const PackLimits& limits = {}) {
  std::string faults;
  for (const Error& error : ParsePack(std::move(files), "rules", limits).errors) {
    faults += (faults.empty() ? "" : "\n") + Format(error);
  }
  return faults;
}

}  // namespace cxo
