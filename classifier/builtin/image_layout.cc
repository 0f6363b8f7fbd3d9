// Sizes come first; each part is aligned for what it holds.
#include "classifier/builtin/image_layout.h"

#include <cstdint>
#include <cstring>

namespace cxo {
namespace {

struct Head {
  uint64_t pack_size = 0;
  uint64_t lean_size = 0;
  uint64_t patterns_size = 0;
  uint64_t plan_size = 0;
};
constexpr size_t kAlignment = 64;

size_t Aligned(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

std::string JoinImage(const ImageParts& parts) {
  const Head head{parts.pack.size(), parts.lean.size(), parts.patterns.size(), parts.plan.size()};
  std::string image(reinterpret_cast<const char*>(&head), sizeof head);
  for (const std::string_view part : {parts.pack, parts.lean, parts.patterns, parts.plan}) {
    image.resize(Aligned(image.size()));
    image += part;
  }
  return image;
}

ImageParts SplitImage(std::string_view image) {
  Head head;
  if (image.size() < sizeof head) return {};
  std::memcpy(&head, image.data(), sizeof head);
  ImageParts parts;
  size_t end = sizeof head;
  const auto take = [&](uint64_t size, std::string_view* part) {
    const size_t begin = Aligned(end);
    if (begin > image.size() || size > image.size() - begin) return false;
    *part = image.substr(begin, size);
    end = begin + size;
    return true;
  };
  const bool whole = take(head.pack_size, &parts.pack) && take(head.lean_size, &parts.lean) &&
                     take(head.patterns_size, &parts.patterns) &&
                     take(head.plan_size, &parts.plan) && end == image.size();
  return whole ? parts : ImageParts();
}

}  // namespace cxo
