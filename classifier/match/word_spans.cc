// Vector code by Google Highway: one source, compiled for each kind of processor, of which the best
// that there is runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "classifier/match/word_spans.cc"  // NOLINT: how Highway finds itself
#include "classifier/match/word_spans.h"

#include <bit>
#include <cstring>

#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "classifier/error/ascii.h"
#include "classifier/match/bits_of_bytes.h"
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

// Of 64 bytes.
uint64_t WordBitsOfBlock(const uint8_t* bytes) {
  const hn::CappedTag<uint8_t, 64> tag;
  const size_t lanes = hn::Lanes(tag);
  uint64_t bits = 0;
  for (size_t at = 0; at < 64; at += lanes) bits |= WordBits(tag, bytes + at) << at;
  return bits;
}

// Writes where bits are set, without a branch that depends on the text.
class PlaceWriter {
 public:
  explicit PlaceWriter(uint32_t* out) : out_(out) {}

  // Writes `first` plus the place of each bit, and up to 16 numbers beyond.
  void Put(uint64_t bits, uint32_t first) {
#if HWY_TARGET == HWY_AVX3_DL
    // All places that have a bit moved together: an instruction for which Highway has no word yet.
    const __m512i places = _mm512_maskz_compress_epi8(bits, numbers_.raw);
    const int count = std::popcount(bits);
    Widen(_mm512_castsi512_si128(places), first, out_);
    Widen(_mm512_extracti32x4_epi32(places, 1), first, out_ + 16);
    if (count > 32) {
      Widen(_mm512_extracti32x4_epi32(places, 2), first, out_ + 32);
      Widen(_mm512_extracti32x4_epi32(places, 3), first, out_ + 48);
    }
    out_ += count;
#else
    for (uint32_t at = 0; at < 64; at += 8, bits >>= 8U) {
      const BitsOfByte& byte = kBitsOfBytes[bits & 0xFFU];
      for (size_t lane = 0; lane < 8; lane += hn::Lanes(tag_)) {
        const auto place = hn::PromoteTo(tag_, hn::LoadU(Narrow(), byte.places + lane));
        hn::StoreU(hn::Add(place, hn::Set(tag_, first + at)), tag_, out_ + lane);
      }
      out_ += byte.count;
    }
#endif
  }

  uint32_t* end() const { return out_; }

 private:
#if HWY_TARGET == HWY_AVX3_DL
  void Widen(__m128i places, uint32_t first, uint32_t* out) const {
    _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(first)),
                                              _mm512_cvtepu8_epi32(places)));
  }

  hn::Vec<hn::ScalableTag<uint8_t>> numbers_ = hn::Iota(hn::ScalableTag<uint8_t>(), 0);
#else
  using Tag = hn::CappedTag<uint32_t, 8>;
  using Narrow = hn::Rebind<uint8_t, Tag>;

  Tag tag_;
#endif
  uint32_t* out_;
};

size_t FindWordsOnTarget(const uint8_t* text, size_t size, Span* words) {
  static_assert(sizeof(Span) == 2 * sizeof(uint32_t));
  auto* const edges = reinterpret_cast<uint32_t*>(words);
  PlaceWriter writer(edges);
  uint64_t before = 0;  // the last bit of the block before
  size_t at = 0;
  for (; at + 64 <= size; at += 64) {
    const uint64_t bits = WordBitsOfBlock(text + at);
    writer.Put(bits ^ (bits << 1U | before), static_cast<uint32_t>(at));
    before = bits >> 63U;
  }
  if (at < size) {
    uint8_t last[64] = {};
    std::memcpy(last, text + at, size - at);
    const uint64_t bits = WordBitsOfBlock(last);
    writer.Put(bits ^ (bits << 1U | before), static_cast<uint32_t>(at));
  }
  uint32_t* end = writer.end();
  // A text whose last block is full has no edge behind its last word.
  if ((end - edges) % 2 != 0) *end++ = static_cast<uint32_t>(size);
  return static_cast<size_t>(end - edges) / 2;
}

}  // namespace HWY_NAMESPACE
}  // namespace cxo
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cxo {
namespace {

size_t FindOneByOne(const uint8_t* text, size_t size, Span* words) {
  size_t count = 0;
  bool inside = false;
  for (uint32_t i = 0; i < size; ++i) {
    const bool is_word = IsRegexWordByte(static_cast<char>(text[i]));
    if (is_word && !inside) words[count].begin = i;
    if (!is_word && inside) words[count++].end = i;
    inside = is_word;
  }
  if (inside) words[count++].end = static_cast<uint32_t>(size);
  return count;
}

}  // namespace

const std::vector<WordsLoop>& WordsLoops() {
  static const std::vector<WordsLoop> kLoops =
      CXO_LOOPS_OF_THIS_MACHINE(WordsLoop, FindWordsOnTarget, FindOneByOne);
  return kLoops;
}

size_t FindWords(const WordsLoop& loop, std::string_view text, std::vector<Span>* words) {
  const size_t most = text.size() / 2 + 1 + kWordsSlack;
  if (words->size() < most) words->resize(most);
  if (text.empty()) return 0;
  return loop.run(reinterpret_cast<const uint8_t*>(text.data()), text.size(), words->data());
}

}  // namespace cxo
#endif
