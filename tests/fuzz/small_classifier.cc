// The tiny pack and its classifier.
#include "tests/fuzz/small_classifier.h"

#include <memory>
#include <string>
#include <utility>

#include "tests/fuzz/require.h"

namespace cxo {
namespace {

constexpr const char* kPack = R"(
[pack]
name = "small"
version = "1.0.0"
licence = "Apache-2.0"
languages = ["en"]
group = "CXO"
[[label]]
name = "NONE"
title = "none"
[[label]]
name = "CRO"
title = "research"
[[label]]
name = "CMO"
title = "manufacturing"
[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial~", "a"]
hit = ["trials"]
miss = ["tablets"]
[[rule]]
id = "cmo.make"
label = "CMO"
any = ["manufactur*", "b"]
hit = ["manufacturing"]
miss = ["trials"]
[decision]
bias = { NONE = 0.0 }
)";

std::unique_ptr<const Classifier> Build() {
  LoadedPack loaded = ParsePack({{"small.toml", kPack}}, "");
  for (const Error& error : loaded.errors) std::fprintf(stderr, "%s\n", Format(error).c_str());
  Require(loaded.pack.has_value(), "the small pack has no faults");
  BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), {});
  Require(built.classifier != nullptr, "the small pack compiles");
  return std::move(built.classifier);
}

}  // namespace

const Classifier& SmallClassifier() {
  static const std::unique_ptr<const Classifier> kClassifier = Build();
  return *kClassifier;
}

}  // namespace cxo
