// From each word on, depth first through all transitions that the text allows.
#include "classifier/match/word_search.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "classifier/match/word_bytes.h"

namespace cxo {

void WordSearch::Find(const WordAutomaton& automaton, size_t patterns, std::string_view normal,
                      std::vector<Hit>* hits) {
  automaton_ = &automaton;
  text_ = normal;
  if (last_ends_.size() < patterns) last_ends_.resize(patterns);
  probes_.clear();
  SplitWords();
  for (size_t i = 0; i < words_.size(); ++i) {
    const uint32_t state = automaton.After(words_[i].id);
    if (state == WordAutomaton::kNowhere) continue;
    found_.clear();
    GoFrom(state, i, i);
    Report(words_[i].begin, hits);
  }
  for (const Hit& hit : *hits) last_ends_[hit.pattern] = 0;
}

// Words begin and end where the bits change.
void WordSearch::SplitWords() {
  words_.clear();
  FindWordBytes(text_, &word_bytes_);
  uint64_t before = 0;  // the last bit of the block before
  bool inside = false;
  for (size_t block = 0; block < word_bytes_.size(); ++block) {
    const uint64_t bits = word_bytes_[block];
    uint64_t changes = bits ^ (bits << 1U | before);
    before = bits >> 63U;
    for (; changes != 0; changes &= changes - 1) {
      const auto at =
          static_cast<uint32_t>(block * 64) + static_cast<uint32_t>(std::countr_zero(changes));
      if (inside) {
        words_.back().end = at;
      } else {
        words_.push_back({.begin = at});
      }
      inside = !inside;
    }
  }
  if (inside) words_.back().end = static_cast<uint32_t>(text_.size());
  for (TextWord& word : words_) word.id = automaton_->IdOf(text_, word.begin, word.end);
  CountSeparators();
}

void WordSearch::CountSeparators() {
  for (size_t i = 1; i < words_.size(); ++i) {
    TextWord& word = words_[i];
    word.blanks = words_[i - 1].blanks;
    word.stops = words_[i - 1].stops;
    for (const char c : Between(i - 1, i)) {
      word.blanks += c == ' ' || c == '\n' ? 1 : 0;
      word.stops += c == '.' || c == ';' || c == ':' || c == '!' || c == '?' ? 1 : 0;
    }
  }
}

void WordSearch::Note(const WordAutomaton::Find& find, const TextWord& first,
                      const TextWord& last) {
  if (find.is_probe != 0) {
    probes_.push_back({find.pattern, first.begin});
  } else if (find.sign_size == 0) {
    found_.push_back({last.end, find.pattern});
  } else if (text_.substr(last.end).starts_with({find.sign, find.sign_size})) {
    found_.push_back({last.end + find.sign_size, find.pattern});
  }
}

// Notes what the state finds, and goes on from it; `word` is the last one taken.
void WordSearch::GoFrom(uint32_t state_number, size_t first, size_t word) {
  const WordAutomaton::State& state = automaton_->At(state_number);
  for (const WordAutomaton::Find& find : automaton_->Finds(state)) {
    Note(find, words_[first], words_[word]);
  }
  if (state.next_words == 0) return;
  for (size_t next = word + 1; next < words_.size(); ++next) {
    if (!MayReach(word, next, state.longest_gap)) return;
    const WordId id = words_[next].id;
    if (id == kUnknownWord || (state.next_words >> (id % 64) & 1U) == 0) continue;
    automaton_->VisitTransitions(state_number, id, [&](const WordAutomaton::Transition& step) {
      if (Follows(step.joint, word, next)) GoFrom(step.to, first, next);
    });
  }
}

// False if no transition with a gap of up to `gap` words can go from `word` to `next` or beyond: a
// gap holds no stop, each of its words has one blank before it, and a joint has at most three.
bool WordSearch::MayReach(size_t word, size_t next, uint32_t gap) const {
  if (next == word + 1) return true;
  const TextWord& last = words_[next - 1];
  return gap != 0 && last.stops == words_[word].stops &&
         last.blanks - words_[word].blanks <= gap + 3;
}

bool WordSearch::Follows(uint32_t joint, size_t word, size_t next) const {
  if (joint >= kGapJoint) return IsGap(automaton_->GapOf(joint), Between(word, next));
  return next == word + 1 && (automaton_->SeparatorSets(Between(word, next)) >> joint & 1U) != 0;
}

std::string_view WordSearch::Between(size_t word, size_t next) const {
  return text_.substr(words_[word].end, words_[next].begin - words_[word].end);
}

// The longest find of each pattern counts, unless an earlier hit of it reaches beyond `begin`.
void WordSearch::Report(uint32_t begin, std::vector<Hit>* hits) {
  if (found_.size() > 1) {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tuple(b.end, a.pattern) < std::tuple(a.end, b.pattern);
    });
  }
  for (const Found& one : found_) {
    uint32_t& last_end = last_ends_[one.pattern];
    if (last_end > begin) continue;
    last_end = one.end;
    hits->push_back({one.pattern, {begin, one.end}});
  }
}

}  // namespace cxo
