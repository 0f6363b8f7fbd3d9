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
#include "classifier/match/compiled_patterns.h"
#include "classifier/match/matcher.h"
#include "classifier/pack/image.h"
#include "classifier/pack/load.h"

namespace cxo {
namespace {

// What deciding needs of a pack: no examples, no patterns as written, and no expressions that the
// automaton knows.
Pack LeanPack(Pack pack, const Pack& profiled) {
  DropExamples(&pack);
  const CompiledPatterns compiled = CompiledPatterns::Of(profiled);
  const bool same = profiled.patterns.size() == pack.patterns.size();
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    pack.patterns[i].text.clear();
    if (same && compiled.tier(i) == Tier::kWords) pack.patterns[i].regex.clear();
  }
  return pack;
}

std::string ImageOf(std::vector<PackFile> files) {
  const LoadedPack loaded = ParsePack(std::move(files), "rules");
  if (!loaded.pack) return "";
  const Result<Pack> profiled = ApplyProfile(*loaded.pack, "");
  if (!profiled.ok()) return "";
  const std::string pack = WritePackImage(*loaded.pack);
  const std::string lean = WritePackImage(LeanPack(*loaded.pack, *profiled));
  return JoinImage({pack, lean, WriteCompiledPatterns(*profiled)});
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
