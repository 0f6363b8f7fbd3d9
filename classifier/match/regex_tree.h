// A regular expression as a tree, for everything that must understand one without running it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// A set of ASCII bytes; `beyond` says that it holds code points beyond ASCII as well, some or all.
struct ByteSet {
  std::array<uint64_t, 2> bits = {};
  bool beyond = false;

  void Add(unsigned char byte) { bits[byte >> 6U] |= uint64_t{1} << (byte & 63U); }
  bool Has(unsigned char byte) const {
    return byte < 0x80 ? ((bits[byte >> 6U] >> (byte & 63U)) & 1U) != 0 : beyond;
  }
  friend bool operator==(const ByteSet&, const ByteSet&) = default;
};

struct RegexNode {
  enum class Kind : uint8_t {
    kLiteral,     // bytes, never empty
    kSet,         // one code point of a set
    kWordBorder,  // \b
    kTextBegin,   // ^ \A
    kTextEnd,     // $ \z
    kNoBorder,    // \B; like the three above, it says something of a place and takes nothing
    kSequence,    // of parts, one after the other; the empty text if there are none
    kChoice,      // of parts
    kRepeat,      // parts[0], min to max times
  };
  static constexpr uint32_t kUnbounded = UINT32_MAX;

  Kind kind = Kind::kSequence;
  std::string literal;
  ByteSet set;
  std::vector<RegexNode> parts;
  uint32_t min = 1;
  uint32_t max = 1;

  friend bool operator==(const RegexNode&, const RegexNode&) = default;
};

// An expression, parsed once for all that ask about it; nothing where ParseRegex knows nothing of
// it.
using ParsedRegex = std::optional<RegexNode>;

// The tree of an expression that RE2 accepts: literals, sets, groups, choices, repetitions, \b, ^,
// $ and the escapes of classes. Nothing for anything else (flags, \Q, \x, \p, [[:alpha:]], nesting
// beyond 64), which is not an error: nothing is known of such an expression, that is all.
ParsedRegex ParseRegex(std::string_view regex);

}  // namespace cxo
