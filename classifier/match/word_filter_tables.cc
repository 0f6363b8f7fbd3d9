// Building a filter's tables: each word and pair sets the bits that the loops ask for.
#include <algorithm>
#include <bit>

#include "classifier/match/word_filter.h"
#include "classifier/match/word_filter_hash.h"
#include "classifier/text/word_key.h"

namespace cxo {

namespace {

void SetBit(uint64_t key, std::vector<uint64_t>* table) {
  const uint64_t place = (key * word_filter::kGolden) >> word_filter::ShiftFor(table->size());
  (*table)[place / 64] |= uint64_t{1} << (place % 64);
}

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
  SetBit(word_filter::PairOf(key, 0), &pairs_);
}

void WordFilterTables::AddPair(std::string_view word, std::string_view next) {
  const uint64_t key = WordKeyOf(word, 0, static_cast<uint32_t>(word.size()));
  SetBit(key, &words_);
  SetBit(word_filter::PairOf(key, WordKeyOf(next, 0, static_cast<uint32_t>(next.size()))), &pairs_);
}

void WordFilterTables::AddBeginning(const std::string& beginning) {
  const uint64_t key = WordKeyOf(beginning, 0, static_cast<uint32_t>(beginning.size())) & shape_[0];
  SetBit(key, &beginnings_);
  const bool counts_on = beginning.size() < 8 && (shape_[0] >> (8 * beginning.size())) != 0;
  if (!counts_on) return;
  for (const char c : kWordBytes) AddBeginning(beginning + c);
}

}  // namespace cxo
