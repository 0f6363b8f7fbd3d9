// The UTF-8 check against a decoder written from the definition (a length, a range of code points
// for it, no surrogates) instead of from the table of byte ranges.
#include <algorithm>
#include <string>

#include "classifier/error/utf8.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

// What the first bytes say: a code point of `length` bytes of which the first `have` are there.
struct Decoded {
  size_t length = 0;
  size_t have = 0;
  char32_t code = 0;
};

uint8_t ByteAt(std::string_view text, size_t at) { return static_cast<uint8_t>(text[at]); }

size_t LengthByFirst(uint8_t byte) {
  if (byte < 0x80) return 1;
  if (byte < 0xC0) return 0;
  if (byte < 0xE0) return 2;
  if (byte < 0xF0) return 3;
  return byte < 0xF8 ? 4 : 0;
}

// True if some code point that takes `length` bytes begins with these `have` bytes.
bool CanBegin(const Decoded& sequence) {
  static constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const size_t missing = 6 * (sequence.length - sequence.have);
  const auto least = std::max<char32_t>(sequence.code << missing, kLeast[sequence.length]);
  const char32_t most = std::min<char32_t>(((sequence.code + 1) << missing) - 1, 0x10FFFF);
  return least <= most && !(least >= 0xD800 && most <= 0xDFFF);
}

// The longest beginning of `text` (not empty) that begins a code point; have = 0 if no byte does.
Decoded Decode(std::string_view text) {
  Decoded best;
  Decoded next;
  next.length = LengthByFirst(ByteAt(text, 0));
  while (next.have < next.length && next.have < text.size()) {
    const uint8_t byte = ByteAt(text, next.have);
    if (next.have == 0) {
      next.code = next.length == 1 ? byte : byte & (0x7FU >> next.length);
    } else if ((byte & 0xC0U) == 0x80) {
      next.code = next.code << 6 | (byte & 0x3FU);
    } else {
      break;
    }
    ++next.have;
    if (!CanBegin(next)) break;
    best = next;
  }
  best.length = next.length;
  return best;
}

}  // namespace

void fuzz_utf8(std::string_view input) {
  std::string replaced;
  size_t first_bad = input.size();
  for (size_t at = 0; at < input.size();) {
    const std::string_view rest = input.substr(at);
    const Decoded want = Decode(rest);
    const CodePoint got = FirstCodePoint(rest);
    const bool valid = want.have > 0 && want.have == want.length;
    const size_t length = std::max<size_t>(want.have, 1);
    Require(got.valid == valid, "FirstCodePoint knows what is valid");
    Require(got.length == length, "FirstCodePoint takes a maximal subpart");
    Require(got.code == (valid ? want.code : kReplacement), "FirstCodePoint decodes");
    if (!valid) {
      Require(InvalidLength(rest) == length, "InvalidLength is that of the maximal subpart");
      first_bad = std::min(first_bad, at);
    }
    char bytes[4];
    replaced.append(bytes, EncodeUtf8(got.code, bytes));
    at += length;
  }
  Require(ValidPrefix(input) == first_bad, "ValidPrefix ends at the first bad byte");
  Require(ReplaceInvalid(input) == replaced, "ReplaceInvalid gives one U+FFFD for each subpart");
  Require(ReplaceInvalid(replaced) == replaced, "ReplaceInvalid is idempotent");
}

}  // namespace cxo
