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
#include "classifier/text/word_key.h"

HWY_BEFORE_NAMESPACE();
namespace cxo {  // NOLINT(modernize-concat-nested-namespaces): the next one is a macro
namespace HWY_NAMESPACE {

// Words that are looked at in one go, and those of them that passed by themselves.
// NOLINTNEXTLINE(*-member-init): only what FillBatch has written is read, and zeros take time.
struct Batch {
  static constexpr size_t kWords = 256;
  static constexpr size_t kSlack = 16;           // vectors are written whole
  static constexpr uint32_t kAlone = 1U << 31U;  // begins like a beginning: no next word is needed

  uint64_t keys[kWords + kSlack];  // of all words, and of the next one
  size_t passed = 0;
  uint32_t numbers[kWords + kSlack];  // of those that passed, from 0; with kAlone or without
};

#if HWY_TARGET <= HWY_AVX3
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<uint64_t>;
using Half = hn::Rebind<uint32_t, Tag>;
using Numbers = hn::Vec<Tag>;

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

// One bit for each lane: the lowest bit of its number.
uint32_t LowestBits(Numbers numbers) {
  uint8_t bits[8] = {};
  hn::StoreMaskBits(Tag(), hn::TestBit(numbers, hn::Set(Tag(), 1)), bits);
  return bits[0];
}

// Of 16 numbers.
using Wide = hn::ScalableTag<uint32_t>;
hn::Mask<Wide> MaskOf(uint32_t bits) {
  const uint8_t bytes[8] = {static_cast<uint8_t>(bits), static_cast<uint8_t>(bits >> 8U)};
  return hn::LoadMaskBits(Wide(), bytes);
}

// Looks at words, two vectors of them at a time and as many as fill these.
void FillBatch(const WordFilter& filter, const WordFilter::Words& all, Batch* batch) {
  const Table words(filter.words());
  const Table beginnings(filter.beginnings());
  const auto beginning_mask = hn::Set(Tag(), filter.beginning_mask());
  const size_t lanes = hn::Lanes(Tag());
  const size_t count = all.count;
  auto numbers = hn::Iota(Wide(), 0);
  size_t passed = 0;
  for (size_t i = 0; i < count; i += 2 * lanes) {
    uint32_t may_begin = 0;
    uint32_t alone = 0;
    for (size_t half = 0; half < 2; ++half) {
      const auto key = KeysAt(all.text, all.spans + i + half * lanes);
      hn::StoreU(key, Tag(), batch->keys + i + half * lanes);
      may_begin |= LowestBits(words.Bits(key)) << half * lanes;
      alone |= LowestBits(beginnings.Bits(hn::And(key, beginning_mask))) << half * lanes;
    }
    may_begin |= alone;
    const auto marked =
        hn::IfThenElse(MaskOf(alone), hn::Or(numbers, hn::Set(Wide(), Batch::kAlone)), numbers);
    hn::StoreU(hn::Compress(marked, MaskOf(may_begin)), Wide(), batch->numbers + passed);
    passed += std::popcount(may_begin);
    numbers = hn::Add(numbers, hn::Set(Wide(), static_cast<uint32_t>(2 * lanes)));
  }
  batch->keys[count] = all.Key(count);
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
    const uint32_t chosen = LowestBits(hn::And(bits, is_there));
    const uint8_t chosen_bytes[8] = {static_cast<uint8_t>(chosen)};
    hn::StoreU(hn::Compress(hn::Add(number, hn::Set(Half(), first)),
                            hn::LoadMaskBits(Half(), chosen_bytes)),
               Half(), out);
    out += std::popcount(chosen);
  }
  return static_cast<size_t>(out - kept);
}
#else
// The same without vectors: four lanes gain nothing over plain code without branches, in which the
// processor has several words under way at once.
void FillBatch(const WordFilter& filter, const WordFilter::Words& all, Batch* batch) {
  const word_filter::BitTable words(filter.words());
  const word_filter::BitTable beginnings(filter.beginnings());
  const uint64_t beginning_mask = filter.beginning_mask();
  const size_t count = all.count;
  size_t passed = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t key = all.Key(i);
    batch->keys[i] = key;
    const uint64_t is_beginning = beginnings.Bit(key & beginning_mask);
    batch->numbers[passed] = static_cast<uint32_t>(i | is_beginning << 31U);
    passed += words.Bit(key) | is_beginning;
  }
  batch->keys[count] = all.Key(count);
  batch->passed = passed;
}

size_t KeepPairs(const WordFilter& filter, const Batch& batch, uint32_t first, uint32_t* kept) {
  const word_filter::BitTable pairs(filter.pairs());
  size_t count = 0;
  for (size_t i = 0; i < batch.passed; ++i) {
    const uint32_t number = batch.numbers[i] & (Batch::kAlone - 1);
    const uint64_t key = batch.keys[number];
    kept[count] = first + number;
    count += pairs.Bit(word_filter::PairOf(key, 0)) |
             pairs.Bit(word_filter::PairOf(key, batch.keys[number + 1])) | batch.numbers[i] >> 31U;
  }
  return count;
}
#endif

size_t FindFirstWordsOnTarget(const WordFilter& filter, const WordFilter::Words& words,
                              uint32_t* passed) {
#if HWY_TARGET <= HWY_AVX3
  constexpr size_t kStep = 2 * hn::MaxLanes(Tag());
#else
  constexpr size_t kStep = 1;
#endif
  Batch batch;
  size_t kept = 0;
  size_t i = 0;
  for (const size_t whole = words.count / kStep * kStep; i < whole;) {
    const size_t count = std::min(whole - i, Batch::kWords);
    FillBatch(filter, {words.text, words.spans + i, count}, &batch);
    kept += KeepPairs(filter, batch, static_cast<uint32_t>(i), passed + kept);
    i += count;
  }
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

using word_filter::BitTable;
using word_filter::PairOf;

size_t OneByOne(const WordFilter& filter, const WordFilter::Words& words, uint32_t* passed) {
  size_t count = 0;
  for (uint32_t i = 0; i < words.count; ++i) {
    if (filter.MayBegin(words.Key(i), words.Key(i + 1))) passed[count++] = i;
  }
  return count;
}

}  // namespace

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
  static const std::vector<Loop> kLoops =
      CXO_LOOPS_OF_THIS_MACHINE(Loop, FindFirstWordsOnTarget, OneByOne);
  return kLoops;
}

}  // namespace cxo
#endif
