// Vector code by Google Highway: one source, compiled for each kind of processor, of which the best
// that there is runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "classifier/match/word_bytes.cc"  // NOLINT: how Highway finds itself
#include "classifier/match/word_bytes.h"

#include <cstring>

#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "classifier/match/processor.h"
#include "classifier/match/regex_tree.h"

HWY_BEFORE_NAMESPACE();
namespace cxo {  // NOLINT(modernize-concat-nested-namespaces): the next one is a macro
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The bits of one vector of bytes, the lowest for the first byte.
template <typename Tag>
uint64_t WordBits(Tag tag, const uint8_t* bytes) {
  const auto text = hn::LoadU(tag, bytes);
  // Setting bit 5 makes upper case lower, and makes no letter of anything else; "_" and digits are
  // told from the bytes themselves. x - low <= high - low, unsigned, is low <= x <= high.
  const auto in_range = [&](auto value, char low, char high) {
    const auto shifted = hn::Sub(value, hn::Set(tag, static_cast<uint8_t>(low)));
    const auto width = hn::Set(tag, static_cast<uint8_t>(high - low));
    return hn::Eq(hn::Min(shifted, width), shifted);
  };
  const auto lower = hn::Or(text, hn::Set(tag, uint8_t{0x20}));
  const auto is_word = hn::Or(hn::Or(in_range(lower, 'a', 'z'), in_range(text, '0', '9')),
                              hn::Eq(text, hn::Set(tag, static_cast<uint8_t>('_'))));
  uint8_t packed[8] = {};
  hn::StoreMaskBits(tag, is_word, packed);
  uint64_t bits = 0;
  std::memcpy(&bits, packed, sizeof bits);
  return bits;
}

// `bits` has a word for each 64 bytes of the text, the last of which may be a part.
void FindWordBytesOnTarget(const uint8_t* text, size_t size, uint64_t* bits) {
  const hn::CappedTag<uint8_t, 64> tag;
  const size_t lanes = hn::Lanes(tag);
  size_t block = 0;
  for (; (block + 1) * 64 <= size; ++block) {
    uint64_t all = 0;
    for (size_t at = 0; at < 64; at += lanes) all |= WordBits(tag, text + block * 64 + at) << at;
    bits[block] = all;
  }
  if (block * 64 == size) return;
  uint8_t last[64] = {};
  std::memcpy(last, text + block * 64, size - block * 64);
  uint64_t all = 0;
  for (size_t at = 0; at < 64; at += lanes) all |= WordBits(tag, last + at) << at;
  bits[block] = all;
}

}  // namespace HWY_NAMESPACE
}  // namespace cxo
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cxo {
namespace {

void FindOneByOne(const uint8_t* text, size_t size, uint64_t* bits) {
  for (size_t i = 0; i < size; ++i) {
    if (i % 64 == 0) bits[i / 64] = 0;
    if (IsWordByte(static_cast<char>(text[i]))) bits[i / 64] |= uint64_t{1} << (i % 64);
  }
}

}  // namespace

const std::vector<WordBytesLoop>& WordBytesLoops() {
  static const std::vector<WordBytesLoop> kLoops = LoopsOfThisMachine<WordBytesLoop>(
      CXO_ON_AVX512(FindWordBytesOnTarget), CXO_ON_AVX2(FindWordBytesOnTarget),
      HWY_STATIC_DISPATCH(FindWordBytesOnTarget), FindOneByOne);
  return kLoops;
}

void FindWordBytes(const WordBytesLoop& loop, std::string_view text, std::vector<uint64_t>* bits) {
  bits->resize((text.size() + 63) / 64);
  if (text.empty()) return;
  loop.run(reinterpret_cast<const uint8_t*>(text.data()), text.size(), bits->data());
}

}  // namespace cxo
#endif
