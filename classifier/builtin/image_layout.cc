// Sizes come first; the last part is aligned for what it holds.
#include "classifier/builtin/image_layout.h"

#include <cstdint>
#include <cstring>

namespace cxo {
namespace {

struct Head {
  uint64_t pack_size = 0;
  uint64_t lean_size = 0;
  uint64_t patterns_size = 0;
};
constexpr size_t kAlignment = 64;

size_t Aligned(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

std::string JoinImage(const ImageParts& parts) {
  const Head head{parts.pack.size(), parts.lean.size(), parts.patterns.size()};
  std::string image(reinterpret_cast<const char*>(&head), sizeof head);
  image += parts.pack;
  image += parts.lean;
  image.resize(Aligned(image.size()));
  image += parts.patterns;
  return image;
}

ImageParts SplitImage(std::string_view image) {
  Head head;
  if (image.size() < sizeof head) return {};
  std::memcpy(&head, image.data(), sizeof head);
  const size_t rest = image.size() - sizeof head;
  if (head.pack_size > rest || head.lean_size > rest - head.pack_size) return {};
  const size_t patterns = Aligned(sizeof head + head.pack_size + head.lean_size);
  if (patterns > image.size() || head.patterns_size != image.size() - patterns) return {};
  return {image.substr(sizeof head, head.pack_size),
          image.substr(sizeof head + head.pack_size, head.lean_size), image.substr(patterns)};
}

}  // namespace cxo
