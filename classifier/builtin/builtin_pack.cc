// The image lies in the program as the assembler put it there: an initialiser of millions of bytes
// would take the compiler minutes.
#include "classifier/builtin/builtin_pack.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "classifier/builtin/image_layout.h"
#include "classifier/builtin/rule_files.h"
#include "classifier/pack/image.h"

__asm__(
    ".pushsection .rodata\n"
    ".balign 64\n"
    "cxo_builtin_image_begin:\n"
    ".incbin \"" CXO_BUILTIN_IMAGE
    "\"\n"
    "cxo_builtin_image_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
extern const char kImageBegin[] __asm__("cxo_builtin_image_begin");
extern const char kImageEnd[] __asm__("cxo_builtin_image_end");
}

namespace cxo {
namespace {

ImageParts Image() {
  return SplitImage({kImageBegin, static_cast<size_t>(kImageEnd - kImageBegin)});
}

}  // namespace

LoadedPack BuiltinPack() {
  std::vector<PackFile> files = BuiltinRuleFiles();
  Result<Pack> pack = ReadPackImage(Image().pack);
  if (!pack.ok()) return ParsePack(std::move(files), "built-in pack");
  pack->files = std::move(files);
  return {std::move(pack).value(), {}};
}

std::optional<Pack> LeanBuiltinPack() {
  Result<Pack> pack = ReadPackImage(Image().lean);
  return pack.ok() ? std::optional(std::move(pack).value()) : std::nullopt;
}

std::string_view BuiltinPatterns() { return Image().patterns; }

std::string_view BuiltinPlan() { return Image().plan; }

}  // namespace cxo
