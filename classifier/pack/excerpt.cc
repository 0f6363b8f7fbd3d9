// Cut where a reader loses nothing: not within a character.
#include "classifier/pack/excerpt.h"

#include <algorithm>
#include <utility>

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

std::string_view FirstLine(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

Error ErrorInLine(std::string_view text, const Position& at, uint32_t width, std::string message) {
  Error error;
  error.line = at.line;
  error.column = at.column;
  error.message = std::move(message);
  const std::string_view line = FirstLine(text);
  error.excerpt = Excerpt(line);
  const bool is_cut = error.excerpt.size() < line.size();
  if (is_cut && error.excerpt.size() < at.column) error.excerpt.clear();
  const size_t before = std::max<size_t>(at.column, 1) - 1;
  const size_t rest = error.excerpt.size() - std::min(error.excerpt.size(), before);
  error.width = std::max<uint32_t>(1, std::min(width, static_cast<uint32_t>(rest)));
  return error;
}

}  // namespace cxo
