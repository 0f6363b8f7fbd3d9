// Classes of bytes, the same on every machine: what the C library makes of a byte depends on the
// locale. All but IsTextWordByte are of ASCII alone: no byte of a letter beyond it is in them.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace cxo {

// The letters are a-z and A-Z. None of these has a branch, so that loops over bytes become vectors.
constexpr bool IsAscii(char c) { return static_cast<uint8_t>(c) < 0x80; }
constexpr bool IsDigit(char c) { return static_cast<uint8_t>(c - '0') < 10; }
constexpr bool IsLower(char c) { return static_cast<uint8_t>(c - 'a') < 26; }  // a-z
constexpr bool IsUpper(char c) { return static_cast<uint8_t>(c - 'A') < 26; }  // A-Z
constexpr bool IsLetter(char c) { return static_cast<uint8_t>((c | 0x20) - 'a') < 26; }
constexpr bool IsLetterOrDigit(char c) {
  return static_cast<bool>(int{IsLetter(c)} | int{IsDigit(c)});
}

// A byte of no character to be seen: below the space, or DEL.
constexpr bool IsControl(char c) { return static_cast<uint8_t>(c) < 0x20 || c == 0x7F; }

// a, e, i, o and u, in lower case.
constexpr bool IsVowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

// What \w and \b of a regular expression take for part of a word: a letter, a digit, or "_".
constexpr bool IsRegexWordByte(char c) {
  return static_cast<bool>(int{IsLetterOrDigit(c)} | int{c == '_'});
}

// What people take for part of a word, roughly: a letter, a digit, or any byte beyond ASCII.
constexpr bool IsTextWordByte(char c) {
  return static_cast<bool>(int{IsLetterOrDigit(c)} | int{!IsAscii(c)});
}

// True if no byte is above 0x7F. Asked of whole texts, hence eight bytes at a time.
inline bool IsAscii(std::string_view text) {
  uint64_t all = 0;
  for (; text.size() >= sizeof all; text.remove_prefix(sizeof all)) {
    uint64_t some = 0;
    std::memcpy(&some, text.data(), sizeof some);
    all |= some;
  }
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return (all & 0x8080808080808080U) == 0;
}

}  // namespace cxo
