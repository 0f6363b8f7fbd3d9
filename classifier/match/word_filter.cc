// Vector code by Google Highway, as in word_bytes.cc. Places in the tables are the upper bits of a
// product with the golden ratio (Fibonacci hashing).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "classifier/match/word_filter.cc"  // NOLINT: how Highway finds itself
#include "classifier/match/word_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "classifier/match/processor.h"

#ifndef CXO_WORD_FILTER_PLACES
#define CXO_WORD_FILTER_PLACES
namespace cxo::word_filter {

inline constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;

// How far the product is shifted for a table of `numbers` times 64 bits.
inline int ShiftFor(size_t numbers) { return 64 - 6 - std::countr_zero(numbers); }

}  // namespace cxo::word_filter
#endif

HWY_BEFORE_NAMESPACE();
namespace cxo {  // NOLINT(modernize-concat-nested-namespaces): the next one is a macro
namespace HWY_NAMESPACE {

size_t FindFirstWordsOnTarget(const WordFilter& filter, const WordFilter::Words& words,
                              uint32_t* passed) {
  size_t count = 0;
  size_t i = 0;
  [[maybe_unused]] const int shift = word_filter::ShiftFor(filter.words().size());
  [[maybe_unused]] const int beginning_shift = word_filter::ShiftFor(filter.beginnings().size());
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
  namespace hn = hwy::HWY_NAMESPACE;
  const hn::ScalableTag<uint64_t> tag;
  const hn::RebindToSigned<decltype(tag)> signed_tag;
  const hn::Rebind<uint32_t, decltype(tag)> half_tag;
  const size_t lanes = hn::Lanes(tag);
  const auto golden = hn::Set(tag, word_filter::kGolden);
  const auto ones = hn::Set(tag, ~uint64_t{0});
  const auto low_six = hn::Set(tag, 63);
  const auto first_numbers = hn::Iota(tag, 0);
  uint64_t some[8] = {};
  // The bit of each key in a table whose places are the product shifted by `by`.
  const auto bit_of = [&](auto key, const uint64_t* table, int by) HWY_ATTR {
    const auto place = hn::ShiftRightSame(hn::Mul(key, golden), by);
    const auto index = hn::BitCast(signed_tag, hn::ShiftRight<6>(place));
    return hn::Shr(hn::GatherIndex(tag, table, index), hn::And(place, low_six));
  };
  for (; i + lanes <= words.count; i += lanes) {
    const auto begin = hn::PromoteTo(tag, hn::LoadU(half_tag, words.begins + i));
    const auto end = hn::PromoteTo(tag, hn::LoadU(half_tag, words.ends + i));
    const auto size = hn::Min(hn::Sub(end, begin), hn::Set(tag, 8));
    const auto mask = hn::Shr(ones, hn::Sub(hn::Set(tag, 64), hn::ShiftLeft<3>(size)));
    const auto bytes = hn::GatherOffset(tag, reinterpret_cast<const uint64_t*>(words.text),
                                        hn::BitCast(signed_tag, begin));
    const auto key = hn::And(bytes, mask);
    const auto beginning = hn::And(key, hn::Set(tag, filter.beginning_mask()));
    const auto bits = hn::Or(bit_of(key, filter.words().data(), shift),
                             bit_of(beginning, filter.beginnings().data(), beginning_shift));
    const auto may = hn::TestBit(bits, hn::Set(tag, 1));
    const auto number = hn::Add(first_numbers, hn::Set(tag, i));
    const size_t found = hn::CompressStore(number, may, tag, some);
    // More than were found are copied: what is too much is written over, or behind the end.
    for (size_t k = 0; k < lanes; ++k) passed[count + k] = static_cast<uint32_t>(some[k]);
    count += found;
  }
#endif
  for (; i < words.count; ++i) {
    uint64_t key = 0;
    std::memcpy(&key, words.text + words.begins[i], sizeof key);
    const uint32_t size = std::min<uint32_t>(words.ends[i] - words.begins[i], 8);
    key &= ~uint64_t{0} >> (64 - 8 * size);
    passed[count] = static_cast<uint32_t>(i);
    count += filter.MayBegin(key) ? 1 : 0;
  }
  return count;
}

}  // namespace HWY_NAMESPACE
}  // namespace cxo
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cxo {
namespace {

class BitTable {
 public:
  explicit BitTable(std::span<const uint64_t> numbers)
      : numbers_(numbers.data()), shift_(word_filter::ShiftFor(numbers.size())) {}

  // 0 or 1.
  size_t Bit(uint64_t key) const {
    const uint64_t place = (key * word_filter::kGolden) >> shift_;
    return numbers_[place / 64] >> (place % 64) & 1U;
  }

 private:
  const uint64_t* numbers_;
  int shift_;
};

void SetBit(uint64_t key, std::vector<uint64_t>* table) {
  const uint64_t place = (key * word_filter::kGolden) >> word_filter::ShiftFor(table->size());
  (*table)[place / 64] |= uint64_t{1} << (place % 64);
}

// The pair of a word's key and the next word's; of no next word, the word alone.
uint64_t PairOf(uint64_t key, uint64_t next) {
  return std::rotl(key * word_filter::kGolden, 29) ^ (next & 0xFFFFFF);
}

size_t OneByOne(const WordFilter& filter, const WordFilter::Words& words, uint32_t* passed) {
  size_t count = 0;
  for (uint32_t i = 0; i < words.count; ++i) {
    const uint32_t size = words.ends[i] - words.begins[i];
    if (filter.MayBegin(WordKeyOf({words.text + words.begins[i], 8}, 0, size))) passed[count++] = i;
  }
  return count;
}

}  // namespace

uint64_t WordKeyOf(std::string_view text, uint32_t begin, uint32_t size) {
  uint64_t key = 0;
  if (begin + sizeof key <= text.size()) {
    std::memcpy(&key, text.data() + begin, sizeof key);
    return size >= sizeof key ? key : key & ((uint64_t{1} << (8 * size)) - 1);
  }
  std::memcpy(&key, text.data() + begin, std::min<size_t>(size, sizeof key));
  return key;
}

namespace {

constexpr size_t kWordNumbers = 512;  // at least: 4 KiB
constexpr size_t kBeginningNumbers = 512;
constexpr size_t kMostSpelt = 4096;  // an eighth of the bits
constexpr std::string_view kWordBytes = "abcdefghijklmnopqrstuvwxyz0123456789_";

// In how many ways words that begin with `size` bytes go on up to `length` bytes, or end before.
size_t WaysToGoOn(size_t size, size_t length) {
  size_t ways = 1;
  for (; size < length; ++size) ways = ways * kWordBytes.size() + 1;
  return ways;
}

// The more bytes of a beginning count, the fewer words pass in vain, but the shorter ones have to
// be put with all that may follow them.
size_t LengthThatCounts(const std::vector<std::string>& beginnings) {
  size_t length = 5;
  const auto spelt = [&] {
    size_t ways = 0;
    for (const std::string& one : beginnings) ways += WaysToGoOn(one.size(), length);
    return ways;
  };
  while (length > 1 && spelt() > kMostSpelt) --length;
  return length;
}

}  // namespace

WordFilterTables::WordFilterTables(size_t words, size_t pairs,
                                   const std::vector<std::string>& beginnings)
    : words_(std::max(kWordNumbers, std::bit_ceil(words / 4 + 1))),
      pairs_(std::max(kWordNumbers, std::bit_ceil(pairs / 4 + 1))),
      beginnings_(kBeginningNumbers),
      shape_{(uint64_t{1} << (8 * LengthThatCounts(beginnings))) - 1} {
  for (const std::string& one : beginnings) AddBeginning(one);
}

void WordFilterTables::AddWord(std::string_view word) {
  const uint64_t key = WordKeyOf(word, 0, static_cast<uint32_t>(word.size()));
  SetBit(key, &words_);
  SetBit(PairOf(key, 0), &pairs_);
}

void WordFilterTables::AddPair(std::string_view word, std::string_view next) {
  const uint64_t key = WordKeyOf(word, 0, static_cast<uint32_t>(word.size()));
  SetBit(key, &words_);
  SetBit(PairOf(key, WordKeyOf(next, 0, static_cast<uint32_t>(next.size()))), &pairs_);
}

void WordFilterTables::AddBeginning(const std::string& beginning) {
  const uint64_t key = WordKeyOf(beginning, 0, static_cast<uint32_t>(beginning.size())) & shape_[0];
  SetBit(key, &beginnings_);
  const bool counts_on = beginning.size() < 8 && (shape_[0] >> (8 * beginning.size())) != 0;
  if (!counts_on) return;
  for (const char c : kWordBytes) AddBeginning(beginning + c);
}

bool WordFilter::MayBegin(uint64_t key) const {
  return (BitTable(words_).Bit(key) | BitTable(beginnings_).Bit(key & mask_)) != 0;
}

size_t WordFilter::FindFirstWords(const Loop& loop, std::string_view text,
                                  std::span<const uint32_t> begins, std::span<const uint32_t> ends,
                                  std::vector<uint32_t>* passed) const {
  // Loops write whole vectors.
  if (passed->size() < begins.size() + 8) passed->resize(begins.size() + 8);
  if (words_.empty()) return 0;
  // Words near the end of the text, of which eight bytes may not be read.
  size_t inside = begins.size();
  while (inside > 0 && begins[inside - 1] + sizeof(uint64_t) > text.size()) --inside;
  const Words all{text.data(), begins.data(), ends.data(), inside};
  size_t count = loop.run(*this, all, passed->data());
  for (size_t i = inside; i < begins.size(); ++i) {
    const uint64_t key = WordKeyOf(text, begins[i], ends[i] - begins[i]);
    if (MayBegin(key)) (*passed)[count++] = static_cast<uint32_t>(i);
  }
  return KeepPairs(text, begins, ends, passed->data(), count);
}

// Leaves those of the words that need no other, or have one behind them that a pattern goes on
// with.
size_t WordFilter::KeepPairs(std::string_view text, std::span<const uint32_t> begins,
                             std::span<const uint32_t> ends, uint32_t* passed, size_t count) const {
  const BitTable pairs(pairs_);
  const BitTable beginnings(beginnings_);
  const auto key_of = [&](size_t i) { return WordKeyOf(text, begins[i], ends[i] - begins[i]); };
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t word = passed[i];
    const uint64_t key = key_of(word);
    const uint64_t next = word + 1 < begins.size() ? key_of(word + 1) : 0;
    passed[kept] = word;
    kept += pairs.Bit(PairOf(key, 0)) | pairs.Bit(PairOf(key, next)) | beginnings.Bit(key & mask_);
  }
  return kept;
}

const std::vector<WordFilter::Loop>& WordFilter::Loops() {
  static const std::vector<Loop> kLoops = LoopsOfThisMachine<Loop>(
      CXO_ON_AVX512(FindFirstWordsOnTarget), CXO_ON_AVX2(FindFirstWordsOnTarget),
      HWY_STATIC_DISPATCH(FindFirstWordsOnTarget), OneByOne);
  return kLoops;
}

}  // namespace cxo
#endif
