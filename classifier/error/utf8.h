// UTF-8 as the Unicode standard defines it (table 3-7): no overlong forms, no surrogates, nothing
// beyond U+10FFFF. This check stands before RE2, which lets encoded surrogates through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cxo {

// The number of bytes at the start of `text` that are complete, valid UTF-8; text.size() if all of
// it is valid.
size_t ValidPrefix(std::string_view text);

// True if all of `text` is valid UTF-8.
inline bool IsValidUtf8(std::string_view text) { return ValidPrefix(text) == text.size(); }

// Length in bytes of the invalid piece at the start of `text` (which must not begin with a valid
// sequence): the maximal subpart of an ill-formed sequence, 1 to 3 bytes, as Unicode recommends
// (section 3.9, "substitution of maximal subparts"). At least 1 for a text that is not empty.
size_t InvalidLength(std::string_view text);

// `text` with each maximal invalid subpart replaced by U+FFFD.
std::string ReplaceInvalid(std::string_view text);

// U+FEFF, with which some programs begin a text that is UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The code point U+FFFD, which stands for an invalid piece.
inline constexpr char32_t kReplacement = 0xFFFD;

// The first code point of a text, or U+FFFD for the invalid piece at its start.
struct CodePoint {
  char32_t code = kReplacement;
  uint8_t length = 0;  // in bytes: 1 to 4, of an invalid piece 1 to 3
  bool valid = false;
};

// True for the halves of UTF-16's pairs, which are no characters.
constexpr bool IsSurrogate(char32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

// Reads the start of `text`, which must not be empty.
CodePoint FirstCodePoint(std::string_view text);

// Writes `code` (a code point, no surrogate) to `out`, which has room for four bytes. Returns the
// number of bytes written.
size_t EncodeUtf8(char32_t code, char* out);

// Appends `code` to a text. Most code points are ASCII and take no call.
inline void AppendUtf8(char32_t code, std::string* out) {
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
    return;
  }
  char bytes[4];
  out->append(bytes, EncodeUtf8(code, bytes));
}

// True for the second and further bytes of a sequence: where one stands, a text must not be cut.
constexpr bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The last place up to `at` at which `text` can be cut and no character is: `at` itself, or where
// the character around it begins; text.size() if `at` is behind the end.
inline size_t BorderUpTo(std::string_view text, size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && IsContinuation(text[at])) --at;
  return at;
}

}  // namespace cxo
