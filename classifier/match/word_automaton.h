// All patterns with a graph of words as one automaton: what runs on every text.
//
// A text is a row of words and separators. From each word on, the automaton goes from state to
// state, one word at a time; a state says which patterns are found when it is reached:
//
//   text      ... offers  contract   drug   product  manufacturing  services ...
//   words              \     17 ------ 52 ----- 61 ------- 8            3
//   from 17              root -> s4 -> s90 -> s91 -> s92: "contract (drug|...) product manufactur*"
//   from 52                      root -> s7 -> s95: "drug product"
//   from 61                              root -> (nothing begins with "product")
//
// Most words begin no pattern: a filter (word_filter.h) tells these by vector code, whatever the
// number of patterns, and only the others, and the words behind them, are looked up. Of a state's
// transitions all that are possible are tried: more than one joint may hold, and a gap reaches
// several words. The tables are plain arrays in one block of memory, which can be kept in a file
// and used where it lies.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/word_filter.h"
#include "classifier/match/word_graph.h"
#include "classifier/match/word_tables.h"
#include "classifier/text/word_key.h"

namespace cxo {

class WordAutomaton {
 public:
  static constexpr uint32_t kNowhere = 0;  // no state has this number
  static constexpr int kWordBits = 24;     // of the number of a word

  // A set of words by the lowest bits of their numbers, for asking before a table is.
  template <size_t kNumbers>
  class WordBits {
   public:
    void Add(WordId id) { numbers_[id / 64 % kNumbers] |= uint64_t{1} << (id % 64); }
    void AddAll() { std::memset(numbers_, 0xFF, sizeof numbers_); }
    // True for all that were added, and for some others; kUnknownWord may be one of these.
    bool MayHave(WordId id) const { return (numbers_[id / 64 % kNumbers] >> (id % 64) & 1U) != 0; }

   private:
    uint64_t numbers_[kNumbers] = {};
  };

  struct State {
    WordBits<1> next_words;   // those that lead on
    WordBits<4> gap_words;    // of these, those that a gap may stand before: a walk asks for many
    uint32_t first_find = 0;  // into finds_: what is found here, first what needs no more asking
    uint32_t plain_finds = 0;
    uint32_t other_finds = 0;       // behind these: probes, and what must have a sign behind it
    uint32_t first_transition = 0;  // into transitions_: this state's own table
    uint32_t last_place = 0;        // of that table, whose size is a power of two
    uint32_t longest_gap : 31 = 0;  // in words, of the transitions; 0: all go to the very next word
    uint32_t takes_any : 1 = 0;     // some transition is by kAnyWord

    // False where nothing goes on. A table that holds something has two places at least.
    bool HasTransitions() const { return last_place != 0; }
  };
  static_assert(sizeof(State) == kCacheLine);
  // A pattern that is found when a state is reached.
  struct Find {
    uint32_t pattern = 0;
    uint8_t is_probe = 0;   // only RE2 can tell whether, and how far, it matches
    uint8_t sign_size = 0;  // the text must go on with this sign, which is part of what is found
    char sign[6] = {};

    bool IsPlain() const { return is_probe == 0 && sign_size == 0; }
  };
  // Small, because most of them are waited for: a large pack has more than caches hold.
  struct Transition {
    uint64_t word : kWordBits = kUnknownWord;  // or kAnyWord; kUnknownWord: a free place
    uint64_t to : 32 = kNowhere;
    uint64_t joint : 8 = 0;
  };

  // Takes the tables that WriteWordAutomaton put. Their bytes must outlive the automaton, which is
  // not to be used if the reader says that they are not whole.
  static WordAutomaton Read(WordTableReader* reader);

  // The number of the word text[begin, end), which is not empty.
  WordId IdOf(std::string_view text, uint32_t begin, uint32_t end) const {
    const uint32_t size = end - begin;
    const uint64_t key = WordKeyOf(text, begin, size);
    // Most words are short, known and where they are looked for first: that much without a call.
    const WordSlot& slot = words_[HashOf(key, size) & (words_.size() - 1)];
    if (slot.key == key && slot.size == size && size <= sizeof key) return slot.id;
    return FindWord(key, {text.data() + begin, size});
  }

  // Which words After may know.
  const WordFilter& first_words() const { return first_words_; }

  // The state after a first word.
  uint32_t After(WordId first) const { return first_states_[first]; }

  // Brings a state into the caches before At is asked for it.
  void Prefetch(uint32_t state) const { __builtin_prefetch(&states_[state]); }
  // Brings the place of a state's transitions by `word` into the caches.
  void PrefetchTransitions(const State& state, WordId word) const {
    __builtin_prefetch(transitions_.data() + state.first_transition +
                       (PlaceOf(word) & state.last_place));
  }
  const State& At(uint32_t state) const { return states_[state]; }
  // What is found at a state, by pattern: wherever it is reached, and the rest.
  std::span<const Find> PlainFinds(const State& state) const {
    return {finds_.data() + state.first_find, state.plain_finds};
  }
  std::span<const Find> OtherFinds(const State& state) const {
    return {finds_.data() + state.first_find + state.plain_finds, state.other_finds};
  }

  // Calls visit(transition) for each transition from `state` by `word`; by kUnknownWord is none.
  // Only of a state that has transitions.
  template <typename Visit>
  void VisitTransitions(const State& state, WordId word, Visit visit) const {
    const Transition* table = transitions_.data() + state.first_transition;
    for (uint32_t i = PlaceOf(word);; ++i) {
      const Transition& transition = table[i & state.last_place];
      if (transition.word == kUnknownWord) return;
      if (transition.word == word) visit(transition);
    }
  }

  const Gap& GapOf(uint32_t joint) const { return gaps_[joint - kGapJoint]; }

  // The sets that `separator` is in, one bit for each joint.
  uint64_t SeparatorSets(std::string_view separator) const;

 private:
  friend class WordAutomatonWriter;

  // A word that patterns hold, or the beginning of words.
  struct WordSlot {
    uint64_t key = 0;       // its first bytes, up to 8
    uint32_t tail = 0;      // into tails_: the other bytes
    uint32_t size : 8 = 0;  // in bytes; 0: a free place
    uint32_t id : kWordBits = kUnknownWord;
  };
  static_assert(kLongestWord < 256);
  struct SeparatorSlot {
    uint64_t key = 0;  // 0: a free place
    uint64_t sets = 0;
  };

  // Beginnings of 3 bytes and more are known by a hash of these: which lengths there are.
  static constexpr size_t kStarts = 4096;
  static uint32_t StartOf(uint64_t key) {
    return static_cast<uint32_t>(((key & 0xFFFFFFU) * 0x9E3779B97F4A7C15U) >> 52U);
  }
  // Places are the lowest bits of this. The last bytes of a key and the size, which tell many words
  // apart ("contract", "contracts"), are only in the highest bits of the product.
  static uint32_t HashOf(uint64_t key, uint64_t size) {
    const uint64_t product = (key ^ size << 56U) * 0x9E3779B97F4A7C15U;
    return static_cast<uint32_t>(product >> 32U ^ product >> 48U);
  }
  static uint32_t PlaceOf(WordId word) {
    return static_cast<uint32_t>((word * 0x9E3779B97F4A7C15U) >> 32U);
  }
  // The number of `word`, whose key this is, or of the longest beginning of it that there is.
  WordId FindWord(uint64_t key, std::string_view word) const;
  WordId FindBeginning(uint64_t key, std::string_view word) const;
  WordId FindIn(std::span<const WordSlot> slots, uint64_t key, std::string_view word) const;

  WordFilter first_words_;
  std::span<const uint32_t> first_states_;  // by word id
  std::span<const State> states_;
  std::span<const Find> finds_;
  std::span<const Transition> transitions_;  // open addressing, like the three below
  std::span<const WordSlot> words_;
  std::span<const WordSlot> beginnings_;
  std::span<const SeparatorSlot> separators_;
  std::span<const uint32_t> starts_;  // kStarts, and one for beginnings of less than 3 bytes: bits
  std::span<const Gap> gaps_;
  std::span<const char> tails_;
};

// Puts the tables of the automaton of these graphs. False, and nothing is put, if it would take
// more than `most_steps` steps, or there are more words than numbers for them. A step is an edge of
// a graph in one state for one word: edges by the beginning of a word ("co*") are copied for every
// word of the pack that begins so, in each state, so that n phrases "wN co*" and n words "coN" take
// n * n steps. States, transitions and the memory to find them grow with the steps, some 125 bytes
// for each. The shipped pack takes 0.6 million of them; the bound stands for half a gigabyte.
bool WriteWordAutomaton(const WordGraphs& graphs, WordTableWriter* writer,
                        size_t most_steps = size_t{1} << 22U);

}  // namespace cxo
