// The check follows table 3-7 of the standard: the first byte says how long a sequence is and which
// range its second byte must lie in; all further bytes are 80..BF.
#include "classifier/error/utf8.h"

#include <cstring>

namespace cxo {
namespace {

struct Lead {
  uint8_t length;  // of the whole sequence; 0 for a byte that starts none
  uint8_t low;     // range of the second byte
  uint8_t high;
};

constexpr Lead LeadOf(uint8_t byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2 || byte > 0xF4) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {4, 0x80, 0xBF};
}

// How far the start of a text follows the table: all of a sequence, or its maximal subpart.
struct Piece {
  uint8_t length;
  bool complete;
};

Piece FirstPiece(std::string_view text) {
  const Lead lead = LeadOf(static_cast<uint8_t>(text[0]));
  if (lead.length == 0) return {1, false};
  for (uint8_t i = 1; i < lead.length; ++i) {
    if (i == text.size()) return {i, false};
    const auto byte = static_cast<uint8_t>(text[i]);
    const uint8_t low = i == 1 ? lead.low : 0x80;
    const uint8_t high = i == 1 ? lead.high : 0xBF;
    if (byte < low || byte > high) return {i, false};
  }
  return {lead.length, true};
}

// Most texts are ASCII nearly throughout: eight bytes at a time.
size_t SkipAscii(std::string_view text, size_t at) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  uint64_t word = 0;
  for (; at + sizeof(word) <= text.size(); at += sizeof(word)) {
    std::memcpy(&word, text.data() + at, sizeof(word));
    if ((word & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<uint8_t>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

size_t ValidPrefix(std::string_view text) {
  size_t at = SkipAscii(text, 0);
  while (at < text.size()) {
    const Piece piece = FirstPiece(text.substr(at));
    if (!piece.complete) break;
    at = SkipAscii(text, at + piece.length);
  }
  return at;
}

size_t InvalidLength(std::string_view text) { return text.empty() ? 0 : FirstPiece(text).length; }

std::string ReplaceInvalid(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const size_t valid = ValidPrefix(text);
    result.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    result.append("\xEF\xBF\xBD");
    text.remove_prefix(InvalidLength(text));
  }
  return result;
}

CodePoint FirstCodePoint(std::string_view text) {
  const Piece piece = FirstPiece(text);
  if (!piece.complete) return {kReplacement, piece.length, false};
  const auto first = static_cast<uint8_t>(text[0]);
  if (piece.length == 1) return {first, 1, true};
  char32_t code = first & (0x7Fu >> piece.length);
  for (uint8_t i = 1; i < piece.length; ++i) {
    code = code << 6 | (static_cast<uint8_t>(text[i]) & 0x3Fu);
  }
  return {code, piece.length, true};
}

size_t EncodeUtf8(char32_t code, char* out) {
  const size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  if (length == 1) {
    out[0] = static_cast<char>(code);
    return length;
  }
  for (size_t i = length - 1; i > 0; --i) {
    out[i] = static_cast<char>(0x80 | (code & 0x3F));
    code >>= 6;
  }
  out[0] = static_cast<char>((0xF00 >> length & 0xFF) | code);
  return length;
}

}  // namespace cxo
