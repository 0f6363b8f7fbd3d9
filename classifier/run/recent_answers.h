// The answers to the last texts of one thread. Columns of tables say the same thing again and again
// ("packaging", one company on forty rows), and what was asked before need not be decided twice.
//
// Texts and answers lie one behind the other in a ring of bytes, in which the newest take the place
// of the oldest; a table of hashes says where:
//
//   slots    [hash, place  hash, place]  [hash, place  hash, place]   place counts all bytes so far
//   ring     ... | sizes, text, answer | sizes, text, answer | <- next place
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/run/answer.h"

namespace cxo {

// Not safe for concurrent use.
class RecentAnswers {
 public:
  static constexpr size_t kFewestBytes = size_t{64} << 10U;
  static constexpr size_t kMostBytes = size_t{4} << 20U;

  // Of at most `fewest` bytes of texts and answers to begin with; as often as they are full and a
  // good part of the texts asked for was there, of eight times as many, up to `most`. They are
  // taken as they fill, and half as much is for where things are.
  explicit RecentAnswers(size_t fewest = kFewestBytes, size_t most = kMostBytes);

  // True, and *answer is replaced, if `text` was kept not long ago.
  bool Find(std::string_view text, Answer* answer);

  // Keeps the answer to a text, which Find has not found. What would take more than a sixteenth of
  // the memory is not kept.
  void Keep(std::string_view text, const Answer& answer);

 private:
  // Empty while place is 0: the ring begins with the place 1.
  struct Slot {
    uint64_t hash = 0;
    uint64_t place = 0;
  };
  struct Sizes {
    uint32_t text = 0;
    uint32_t answer = 0;
  };

  // A text is in one of two slots.
  std::span<Slot, 2> SlotsOf(uint64_t hash) {
    return std::span(slots_).subspan(hash & (slots_.size() - 2)).first<2>();
  }
  bool IsThere(const Slot& slot) const;
  bool Holds(const Slot& slot, std::string_view text, Answer* answer) const;
  void StartOver(size_t bytes);
  size_t RoomFor(size_t size);

  size_t bytes_ = 0;
  size_t most_;
  std::string ring_;  // grows to `bytes_`
  uint64_t next_ = 1;
  // Since the ring was last at its end: how many texts were there and were not.
  uint64_t found_ = 0;
  uint64_t missed_ = 0;
  std::vector<Slot> slots_;  // a power of two
  std::string encoded_;      // the answer at hand
};

}  // namespace cxo
