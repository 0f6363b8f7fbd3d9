// Build tool: write_image OUTPUT FILE.toml... writes the image of the pack in these files. A pack
// with errors gives an empty image, so that the program can still be built, and can say what is
// wrong.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "classifier/builtin/image_layout.h"
#include "classifier/decide/plan_image.h"
#include "classifier/match/matcher.h"
#include "classifier/pack/image.h"
#include "classifier/pack/load.h"

namespace cxo {
namespace {

// What deciding needs of a pack whose profile is applied, whose patterns are compiled and whose
// plan is made.
Pack LeanPack(Pack pack) {
  DropExamples(&pack);
  pack.patterns.clear();
  for (Profile& profile : pack.profiles) {
    profile.changes.clear();
    profile.bias.clear();
  }
  for (Rule& rule : pack.rules) {
    rule.condition = {};
    rule.note.clear();
    for (auto* names : {&rule.absorbs, &rule.unless, &rule.despite}) names->clear();
  }
  for (Guard& guard : pack.guards) {
    guard.condition = {};
    guard.note.clear();
    guard.affects.clear();
  }
  pack.words.signals.clear();
  pack.words.pairs.clear();
  pack.words.pair_weights.clear();  // the plan has its own
  pack.subtypes.words.signals.clear();
  return pack;
}

std::string ImageOf(std::vector<PackFile> files) {
  const LoadedPack loaded = ParsePack(std::move(files), "rules");
  if (!loaded.pack) return "";
  const Result<Pack> profiled = ApplyProfile(*loaded.pack, "");
  if (!profiled.ok()) return "";
  // Compiled patterns count as checked, so that a bad expression would never be found again.
  if (!BuildFastMatcher(*profiled).errors.empty()) return "";
  const Result<Plan> plan = BuildPlan(*profiled);
  if (!plan.ok()) return "";
  const std::string pack = WritePackImage(*loaded.pack);
  const std::string lean = WritePackImage(LeanPack(*profiled));
  return JoinImage({pack, lean, WriteCompiledPatterns(*profiled), WritePlanImage(*plan)});
}

std::string FileName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace
}  // namespace cxo

int main(int argc, char** argv) {
  std::vector<cxo::PackFile> files;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    files.push_back({cxo::FileName(argv[i]), {std::istreambuf_iterator<char>(in), {}}});
    if (!in) {
      std::cerr << "write_image: cannot read " << argv[i] << "\n";
      return 1;
    }
  }
  std::ofstream out(argv[1], std::ios::binary);
  out << cxo::ImageOf(std::move(files));
  return out.flush() ? 0 : 1;
}
