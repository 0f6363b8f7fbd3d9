// Cut where a reader loses nothing: not within a character.
#include "classifier/pack/excerpt.h"

#include <algorithm>

#include "classifier/error/utf8.h"

namespace cxo {
namespace {

// What is shown behind the first byte that is no UTF-8: in a binary file nearly every byte is an
// escape of four characters.
constexpr size_t kExcerptRest = 20;

}  // namespace

std::string Excerpt(std::string_view line) {
  size_t size = std::min(line.size(), kExcerptBytes);
  const size_t valid = ValidPrefix(line.substr(0, size));
  if (valid < size) size = std::min(size, valid + kExcerptRest);
  return std::string(line.substr(0, BorderUpTo(line, size)));
}

}  // namespace cxo
