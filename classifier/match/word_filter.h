// Which words of a text can begin a pattern at all: the one loop that looks at every word.
//
//   text       engages in the development and sale of contract packaging machines ...
//   key        "engages", "in", "the", ...: the first eight bytes of a word as a number
//   bit        words[hash(key)]: may a word that patterns begin with have this key?
//              beginnings[hash(first five bytes)]: may a beginning ("manufactur*") have these?
//   passed                 development             contract packaging
//   pair       pairs[hash("contract" and "pac")]: may a pattern go on with the word behind?
//   passed                                         contract
//
// Two look-ups in small tables for each word and two for each that is left, all without a branch:
// in most texts nearly all words are done with here, and the number of patterns does not matter.
// What passes is looked up for good in the automaton; a word that passes in vain costs that,
// nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// The tables of a filter, for building.
class WordFilterTables {
 public:
  // For patterns that begin with this many words and pairs at most, and with these beginnings of
  // words.
  WordFilterTables(size_t words, size_t pairs, const std::vector<std::string>& beginnings);

  // Patterns may begin with `word`, whatever is behind it.
  void AddWord(std::string_view word);

  // Patterns may begin with `word` and go on with `next`, or with a word that begins with it if it
  // has three bytes, which are those that count.
  void AddPair(std::string_view word, std::string_view next);

  // What WordFilter takes, in this order. `shape` says how many bytes of a beginning count.
  const std::vector<uint64_t>& words() const { return words_; }
  const std::vector<uint64_t>& pairs() const { return pairs_; }
  const std::vector<uint64_t>& beginnings() const { return beginnings_; }
  const std::vector<uint64_t>& shape() const { return shape_; }

 private:
  void AddBeginning(const std::string& beginning);

  std::vector<uint64_t> words_;
  std::vector<uint64_t> pairs_;  // words that need no other as well
  std::vector<uint64_t> beginnings_;
  std::vector<uint64_t> shape_;
};

// The filter. A view of tables, which must outlive it; copied freely.
class WordFilter {
 public:
  // Nothing passes.
  WordFilter() = default;
  WordFilter(std::span<const uint64_t> words, std::span<const uint64_t> pairs,
             std::span<const uint64_t> beginnings, std::span<const uint64_t> shape)
      : words_(words),
        pairs_(pairs),
        beginnings_(beginnings),
        mask_(shape.empty() ? 0 : shape[0]) {}

  // The first `count` words of a text that has another one behind them.
  struct Words {
    const char* text = nullptr;
    const Span* spans = nullptr;
    size_t count = 0;

    // Of any of them, or of the one behind: without a branch.
    uint64_t Key(size_t i) const {
      uint64_t key = 0;
      std::memcpy(&key, text + spans[i].begin, sizeof key);
      const uint32_t size = spans[i].size();
      return key & ~uint64_t{0} >> (64 - 8 * (size < 8 ? size : 8));
    }
  };

  // A loop over words for one kind of processor.
  struct Loop {
    std::string_view name;
    // Writes the numbers of the words that pass, ascending, and returns how many; `passed` has room
    // for all, and eight more. Reads eight bytes from the begin of each word on, and of the one
    // behind the last.
    size_t (*run)(const WordFilter& filter, const Words& words, uint32_t* passed);
  };
  // The loops that this processor can run, the fastest first and the plain one last.
  static const std::vector<Loop>& Loops();

  // Replaces *passed by the numbers of the words of `text` that may begin a pattern, ascending, and
  // returns how many these are: *passed may be left longer than that. `words` are all words of the
  // text, in order.
  size_t FindFirstWords(const Loop& loop, std::string_view text, std::span<const Span> words,
                        std::vector<uint32_t>* passed) const;

  // False if no pattern begins with a word that has the key `key` before one that has `next` (0:
  // before none).
  bool MayBegin(uint64_t key, uint64_t next) const;

  std::span<const uint64_t> words() const { return words_; }
  std::span<const uint64_t> pairs() const { return pairs_; }
  std::span<const uint64_t> beginnings() const { return beginnings_; }
  uint64_t beginning_mask() const { return mask_; }  // of a key: the bytes that beginnings go by

 private:
  std::span<const uint64_t> words_;
  std::span<const uint64_t> pairs_;
  std::span<const uint64_t> beginnings_;
  uint64_t mask_ = 0;
};

}  // namespace cxo
