// Rule packs of any bytes: refused with errors that have places, or usable, and soon. A line
// "=== name" begins another file. The head that every pack needs is added where the input has none,
// so that a single file of rules is a whole pack.
#include <ctime>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "tests/fuzz/allocated.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

constexpr const char* kHead = R"([pack]
name = "p"
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
subtypes = ["discovery", "preclinical", "clinical"]
[[label]]
name = "CMO"
title = "manufacturing"
[[label]]
name = "CDMO"
title = "both"
[[label]]
name = "CSO"
title = "sales"
)";

constexpr std::string_view kBorder = "\n=== ";

std::vector<PackFile> SplitIntoFiles(std::string_view input) {
  std::vector<PackFile> files;
  if (input.find("[pack]") == std::string_view::npos) files.push_back({"pack.toml", kHead});
  std::string name = "rules.toml";
  while (true) {
    const size_t border = input.find(kBorder);
    files.push_back({name, std::string(input.substr(0, border))});
    if (border == std::string_view::npos) return files;
    input.remove_prefix(border + kBorder.size());
    name = input.substr(0, input.find('\n'));
    input.remove_prefix(name.size());
  }
}

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// The limit is for the program as it is built for users; sanitizers take several times as long.
double MostSeconds() { return IsSanitized() ? 20 : 2; }

void Use(Pack pack) {
  BuiltClassifier built = BuildClassifier(std::move(pack), {});
  Require((built.classifier != nullptr) == built.errors.empty(), "errors or a classifier");
  if (!built.classifier) return;
  Classifier::Session session(*built.classifier);
  const std::string text =
      "We offer clinical trials, packaging of tablets and process development.";
  const Verdict& verdict = session.Classify(text);
  const size_t labels = built.classifier->pack().labels.size();
  Require(static_cast<size_t>(verdict.label) < labels, "the label is one of the pack");
  Require(verdict.confidence >= 0 && verdict.confidence <= 1, "the confidence is a probability");
  for (const Evidence& one : verdict.evidence) {
    Require(one.span.end <= text.size(), "evidence lies in the text");
  }
}

}  // namespace

void fuzz_pack(std::string_view input) {
  const double start = CpuSeconds();
  LoadedPack loaded = ParsePack(SplitIntoFiles(input), "");
  Require(loaded.pack.has_value() == loaded.errors.empty(), "a pack or errors");
  for (const Error& error : loaded.errors) {
    Require(!error.message.empty() && (error.line > 0 || error.column == 0), "errors have places");
    Require(!Format(error).empty(), "errors can be shown");
  }
  if (loaded.pack) Use(*std::move(loaded.pack));
  Require(CpuSeconds() - start < MostSeconds(), "a pack is refused or works in two seconds");
}

}  // namespace cxo
