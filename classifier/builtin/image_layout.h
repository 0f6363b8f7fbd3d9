// How the parts of the built-in image lie in its bytes.
#pragma once

#include <string>
#include <string_view>

namespace cxo {

// Views into the bytes of an image.
struct ImageParts {
  std::string_view pack;      // by WritePackImage
  std::string_view lean;      // by WritePackImage, of LeanPack
  std::string_view patterns;  // by WriteCompiledPatterns
  std::string_view plan;      // by WritePlanImage
};

// All empty if `image`, aligned to 64 bytes, is not what JoinImage made.
ImageParts SplitImage(std::string_view image);

std::string JoinImage(const ImageParts& parts);

}  // namespace cxo
