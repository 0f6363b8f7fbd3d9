// Decomposition and case folding are utf8proc's; before it stand the characters for which the
// compatibility decomposition of Unicode is no help (a trademark sign would read "tm").
#include "classifier/text/fold.h"

#include <algorithm>
#include <tuple>

#include <utf8proc.h>

namespace cxo {
namespace {

// Scripts in which every code point of the range is its own fold: CJK ideographs, composed kana and
// Hangul syllables. They make up most text beyond Latin, and looking them up is slow.
bool IsOwnFold(char32_t code) {
  return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) ||
         (code >= 0x3041 && code <= 0x3096) || (code >= 0x30A1 && code <= 0x30FA);
}

bool Vanishes(char32_t code) {
  switch (code) {
    case 0xA9:    // (C)
    case 0xAE:    // (R)
    case 0x2117:  // sound recording
    case 0x2120:  // service mark
    case 0x2122:  // trademark
    case 0xFFF9:  // interlinear annotation
    case 0xFFFA:
    case 0xFFFB: return true;
    default: return false;
  }
}

// The ASCII sign that a punctuation mark or space reads as; 0 if it is none.
char32_t AsciiSign(char32_t code) {
  switch (code) {
    case '\n':
    case '\r':
    case '\v':
    case '\f':
    case 0x85:
    case 0x2028:
    case 0x2029: return '\n';
    case 0xB4:   // an acute accent standing alone
    case 0x2B9:  // modifier primes and apostrophes
    case 0x2BB:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:  // prime
    case 0x2039:  // angle quotes
    case 0x203A: return '\'';
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x301D:
    case 0x301E:
    case 0x301F: return '"';
    case 0x2044:  // fraction slash
    case 0x2215: return '/';
    case 0x2212: return '-';
    default: return 0;
  }
}

// A code point without decomposition, in its final shape; 0 if it vanishes.
char32_t Settle(char32_t code) {
  if (IsAccent(code)) return 0;
  if (const char32_t sign = AsciiSign(code)) return sign;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_PD: return '-';
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC: return ' ';
    default: return code;
  }
}

// Case, compatibility and canonical decomposition in full, as utf8proc writes them.
size_t Decompose(char32_t code, Folded* out) {
  constexpr int kOptions =
      UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
  std::array<utf8proc_int32_t, std::tuple_size_v<Folded>> parts = {};
  int boundary = 0;
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code), parts.data(), parts.size(),
                              static_cast<utf8proc_option_t>(kOptions), &boundary);
  if (count < 0 || static_cast<size_t>(count) > parts.size()) {
    (*out)[0] = code;
    return 1;
  }
  for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
    (*out)[i] = static_cast<char32_t>(parts[i]);
  }
  return static_cast<size_t>(count);
}

size_t FoldAscii(char32_t code, Folded* out) {
  const bool upper = code >= 'A' && code <= 'Z';
  const bool control = code < 0x20 || code == 0x7F;
  const char32_t sign = AsciiSign(code);
  (*out)[0] = upper ? code + ('a' - 'A') : sign != 0 ? sign : control ? U' ' : code;
  return 1;
}

bool IsJamoTail(char32_t code) {
  return (code >= 0x1161 && code <= 0x1175) || (code >= 0x11A8 && code <= 0x11C2);
}

}  // namespace

size_t Fold(char32_t code, Folded* out) {
  if (code < 0x80) return FoldAscii(code, out);
  if (IsOwnFold(code)) {
    (*out)[0] = code;
    return 1;
  }
  if (Vanishes(code)) return 0;
  if (const char32_t sign = AsciiSign(code)) {
    (*out)[0] = sign;
    return 1;
  }
  if (code == 0x2014 || code == 0x2015) {
    (*out)[0] = (*out)[2] = ' ';
    (*out)[1] = '-';
    return 3;
  }
  const size_t count = Decompose(code, out);
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    if (const char32_t settled = Settle((*out)[i])) (*out)[kept++] = settled;
  }
  return kept;
}

size_t FoldMemo::Fold(char32_t code, Folded* out) {
  Entry& entry = entries_[code % kEntries];
  if (code != 0 && entry.code == code) {
    std::copy_n(entry.parts.begin(), kLongest, out->begin());
    return entry.count;
  }
  const size_t count = cxo::Fold(code, out);
  if (count <= kLongest) {
    entry.code = code;
    entry.count = static_cast<uint32_t>(count);
    std::copy_n(out->begin(), count, entry.parts.begin());
  }
  return count;
}

char32_t Compose(char32_t first, char32_t second) {
  // Below this there are only accents and Latin, which do not meet here.
  if (second < 0x483 || IsOwnFold(second)) return 0;
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(second));
  const bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
  if (!mark && !IsJamoTail(second)) return 0;
  utf8proc_int32_t pair[] = {static_cast<utf8proc_int32_t>(first),
                             static_cast<utf8proc_int32_t>(second)};
  constexpr int kOptions = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
  const utf8proc_ssize_t length =
      utf8proc_normalize_utf32(pair, 2, static_cast<utf8proc_option_t>(kOptions));
  return length == 1 ? static_cast<char32_t>(pair[0]) : 0;
}

}  // namespace cxo
