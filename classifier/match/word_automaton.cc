// Look-ups in the tables. Hashes are multiplications by the golden ratio (Fibonacci hashing).
#include "classifier/match/word_automaton.h"

#include <algorithm>
#include <cstring>

namespace cxo {

WordAutomaton WordAutomaton::Read(WordTableReader* reader) {
  WordAutomaton automaton;
  std::span<const uint64_t> first_words;
  std::span<const uint64_t> first_pairs;
  std::span<const uint64_t> first_beginnings;
  std::span<const uint64_t> shape;
  reader->Take(&first_words);
  reader->Take(&first_pairs);
  reader->Take(&first_beginnings);
  reader->Take(&shape);
  automaton.first_words_ = WordFilter(first_words, first_pairs, first_beginnings, shape);
  reader->Take(&automaton.first_states_);
  reader->Take(&automaton.states_);
  reader->Take(&automaton.finds_);
  reader->Take(&automaton.transitions_);
  reader->Take(&automaton.words_);
  reader->Take(&automaton.beginnings_);
  reader->Take(&automaton.separators_);
  reader->Take(&automaton.starts_);
  reader->Take(&automaton.gaps_);
  reader->Take(&automaton.tails_);
  return automaton;
}

WordId WordAutomaton::FindIn(std::span<const WordSlot> slots, uint64_t key,
                             std::string_view word) const {
  for (uint32_t i = HashOf(key, word.size());; ++i) {
    const WordSlot& slot = slots[i & (slots.size() - 1)];
    if (slot.size == 0) return kUnknownWord;
    if (slot.key != key || slot.size != word.size()) continue;
    if (slot.size <= 8) return slot.id;
    if (std::memcmp(&tails_[slot.tail], word.data() + 8, slot.size - 8) == 0) return slot.id;
  }
}

WordId WordAutomaton::FindWord(uint64_t key, std::string_view word) const {
  const WordId id = FindIn(words_, key, word);
  return id != kUnknownWord ? id : FindBeginning(key, word);
}

WordId WordAutomaton::FindBeginning(uint64_t key, std::string_view word) const {
  uint32_t lengths = starts_[kStarts] | (word.size() >= 3 ? starts_[StartOf(key)] : 0);
  if (word.size() < 31) lengths &= (2U << word.size()) - 1;
  while (lengths != 0) {
    const auto length = static_cast<uint32_t>(31 - __builtin_clz(lengths));
    lengths ^= 1U << length;
    const uint64_t part = length >= 8 ? key : key & ((uint64_t{1} << (8 * length)) - 1);
    if (const WordId id = FindIn(beginnings_, part, word.substr(0, length))) return id;
  }
  return kUnknownWord;
}

uint64_t WordAutomaton::SeparatorSets(std::string_view separator) const {
  if (separator.size() > kLongestSeparator) return 0;
  const uint64_t key = SeparatorKey(separator);
  for (uint32_t i = HashOf(key, 0);; ++i) {
    const SeparatorSlot& slot = separators_[i & (separators_.size() - 1)];
    if (slot.key == key) return slot.sets;
    if (slot.key == 0) return 0;
  }
}

}  // namespace cxo
