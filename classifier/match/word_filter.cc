// Vector code by Google Highway, as in word_spans.cc.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "classifier/match/word_filter.cc"  // NOLINT: how Highway finds itself
#include "classifier/match/word_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "classifier/match/processor.h"
#include "classifier/match/word_filter_hash.h"

HWY_BEFORE_NAMESPACE();
namespace cxo {  // NOLINT(modernize-concat-nested-namespaces): the next one is a macro
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<uint64_t>;
using Half = hn::Rebind<uint32_t, Tag>;
using Numbers = hn::Vec<Tag>;

// Words that are looked at in one go, and those of them that passed by themselves.
struct Batch {
  static constexpr size_t kWords = 256;
  static constexpr size_t kSlack = 8;            // vectors are written whole
  static constexpr uint32_t kAlone = 1U << 31U;  // begins like a beginning: no next word is needed

  uint64_t keys[kWords + kSlack];  // of all words, and of the next one
  size_t passed = 0;
  uint32_t numbers[kWords + kSlack];  // of those that passed, from 0; with kAlone or without
};

hn::Vec<hn::RebindToSigned<Tag>> Signed(Numbers numbers) {
  return hn::BitCast(hn::RebindToSigned<Tag>(), numbers);
}

// A table of bits.
class Table {
 public:
  explicit Table(std::span<const uint64_t> numbers)
      : numbers_(numbers.data()), shift_(word_filter::ShiftFor(numbers.size())) {}

  // The bit of each key, in the lowest place; what stands above it is of no meaning.
  Numbers Bits(Numbers key) const {
    const auto place =
        hn::ShiftRightSame(hn::Mul(key, hn::Set(Tag(), word_filter::kGolden)), shift_);
    const auto number = hn::GatherIndex(Tag(), numbers_, Signed(hn::ShiftRight<6>(place)));
    return hn::Shr(number, hn::And(place, hn::Set(Tag(), 63)));
  }

 private:
  const uint64_t* numbers_;
  int shift_;
};

// The keys of the words spans[i] and those behind it.
Numbers KeysAt(const char* text, const Span* spans) {
  // Begin and end side by side in 64 bits.
  const auto span = hn::LoadU(Tag(), reinterpret_cast<const uint64_t*>(spans));
  const auto begin = hn::And(span, hn::Set(Tag(), 0xFFFFFFFFU));
  const auto size = hn::Min(hn::Sub(hn::ShiftRight<32>(span), begin), hn::Set(Tag(), 8));
  const auto mask =
      hn::Shr(hn::Set(Tag(), ~uint64_t{0}), hn::Sub(hn::Set(Tag(), 64), hn::ShiftLeft<3>(size)));
  const auto* const bytes = reinterpret_cast<const uint64_t*>(text);
  return hn::And(hn::GatherOffset(Tag(), bytes, Signed(begin)), mask);
}

// Writes those numbers whose bit is set in the lowest place of `bits`, and a vector at most;
// returns how many.
size_t PutChosen(hn::Vec<Half> numbers, Numbers bits, uint32_t* out) {
  uint8_t packed[8] = {};
  hn::StoreMaskBits(Tag(), hn::TestBit(bits, hn::Set(Tag(), 1)), packed);
  const auto is_chosen = hn::LoadMaskBits(Half(), packed);
  hn::StoreU(hn::Compress(numbers, is_chosen), Half(), out);
  return hn::CountTrue(Half(), is_chosen);
}

// Fills the batch with words, which are as many as fill vectors.
void FillBatch(const WordFilter& filter, const WordFilter::Words& all, Batch* batch) {
  const Table words(filter.words());
  const Table beginnings(filter.beginnings());
  const auto beginning_mask = hn::Set(Tag(), filter.beginning_mask());
  const auto lowest = hn::Set(Tag(), 1);
  const auto lanes = static_cast<uint32_t>(hn::Lanes(Tag()));
  auto numbers = hn::Iota(Half(), 0);
  size_t passed = 0;
  for (size_t i = 0; i < all.count; i += lanes) {
    const auto key = KeysAt(all.text, all.spans + i);
    hn::StoreU(key, Tag(), batch->keys + i);
    const auto is_word = words.Bits(key);
    const auto is_beginning = beginnings.Bits(hn::And(key, beginning_mask));
    const auto alone = hn::ShiftLeft<31>(hn::And(is_beginning, lowest));
    passed += PutChosen(hn::Or(numbers, hn::TruncateTo(Half(), alone)),
                        hn::Or(is_word, is_beginning), batch->numbers + passed);
    numbers = hn::Add(numbers, hn::Set(Half(), lanes));
  }
  batch->keys[all.count] = all.Key(all.count);
  batch->passed = passed;
  // What fills the last vector must be a word all the same.
  hn::StoreU(hn::Zero(Half()), Half(), batch->numbers + passed);
}

// Writes the numbers of the words, the first of which is number `first`, that need no next word or
// have one behind them that a pattern goes on with.
size_t KeepPairs(const WordFilter& filter, const Batch& batch, uint32_t first, uint32_t* kept) {
  const Table pairs(filter.pairs());
  const size_t lanes = hn::Lanes(Tag());
  uint32_t* out = kept;
  for (size_t i = 0; i < batch.passed; i += lanes) {
    const auto marked = hn::LoadU(Half(), batch.numbers + i);
    const auto number = hn::And(marked, hn::Set(Half(), Batch::kAlone - 1));
    const auto index = Signed(hn::PromoteTo(Tag(), number));
    const auto key = hn::GatherIndex(Tag(), batch.keys, index);
    const auto next = hn::And(hn::GatherIndex(Tag(), batch.keys + 1, index),
                              hn::Set(Tag(), word_filter::kNextBytes));
    const auto alone = hn::RotateRight<64 - word_filter::kPairTurn>(
        hn::Mul(key, hn::Set(Tag(), word_filter::kGolden)));
    const auto bits = hn::Or(hn::Or(pairs.Bits(alone), pairs.Bits(hn::Xor(alone, next))),
                             hn::PromoteTo(Tag(), hn::ShiftRight<31>(marked)));
    const auto is_there = hn::VecFromMask(Tag(), hn::FirstN(Tag(), batch.passed - i));
    out += PutChosen(hn::Add(number, hn::Set(Half(), first)), hn::And(bits, is_there), out);
  }
  return static_cast<size_t>(out - kept);
}
#endif

size_t FindFirstWordsOnTarget(const WordFilter& filter, const WordFilter::Words& words,
                              uint32_t* passed) {
  size_t kept = 0;
  size_t i = 0;
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
  Batch batch;
  const size_t whole = words.count / hn::Lanes(Tag()) * hn::Lanes(Tag());
  while (i < whole) {
    const size_t count = std::min(whole - i, Batch::kWords);
    FillBatch(filter, {words.text, words.spans + i, count}, &batch);
    kept += KeepPairs(filter, batch, static_cast<uint32_t>(i), passed + kept);
    i += count;
  }
#endif
  for (; i < words.count; ++i) {
    passed[kept] = static_cast<uint32_t>(i);
    kept += filter.MayBegin(words.Key(i), words.Key(i + 1)) ? 1 : 0;
  }
  return kept;
}

}  // namespace HWY_NAMESPACE
}  // namespace cxo
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cxo {
namespace {

using word_filter::PairOf;

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

size_t OneByOne(const WordFilter& filter, const WordFilter::Words& words, uint32_t* passed) {
  size_t count = 0;
  for (uint32_t i = 0; i < words.count; ++i) {
    if (filter.MayBegin(words.Key(i), words.Key(i + 1))) passed[count++] = i;
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

bool WordFilter::MayBegin(uint64_t key, uint64_t next) const {
  if (BitTable(beginnings_).Bit(key & mask_) != 0) return true;
  const BitTable pairs(pairs_);
  return BitTable(words_).Bit(key) != 0 &&
         (pairs.Bit(PairOf(key, 0)) | pairs.Bit(PairOf(key, next))) != 0;
}

size_t WordFilter::FindFirstWords(const Loop& loop, std::string_view text,
                                  std::span<const Span> words,
                                  std::vector<uint32_t>* passed) const {
  // Loops write whole vectors.
  if (passed->size() < words.size() + 8) passed->resize(words.size() + 8);
  if (words_.empty()) return 0;
  // Words near the end of the text, of which eight bytes may not be read, and the one before them.
  size_t inside = words.size();
  while (inside > 0 && words[inside - 1].begin + sizeof(uint64_t) > text.size()) --inside;
  if (inside > 0) --inside;
  size_t count = loop.run(*this, {text.data(), words.data(), inside}, passed->data());
  const auto key_of = [&](size_t i) {
    return i < words.size() ? WordKeyOf(text, words[i].begin, words[i].size()) : 0;
  };
  for (size_t i = inside; i < words.size(); ++i) {
    if (MayBegin(key_of(i), key_of(i + 1))) (*passed)[count++] = static_cast<uint32_t>(i);
  }
  return count;
}

const std::vector<WordFilter::Loop>& WordFilter::Loops() {
  static const std::vector<Loop> kLoops = LoopsOfThisMachine<Loop>(
      CXO_ON_AVX512(FindFirstWordsOnTarget), CXO_ON_AVX2(FindFirstWordsOnTarget),
      HWY_STATIC_DISPATCH(FindFirstWordsOnTarget), OneByOne);
  return kLoops;
}

}  // namespace cxo
#endif
