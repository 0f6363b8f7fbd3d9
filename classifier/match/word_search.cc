// From each word that may begin a pattern on, depth first through all transitions that the text
// allows.
#include "classifier/match/word_search.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace cxo {
namespace {

constexpr WordId kNotAsked = UINT32_MAX;

template <typename T>
void MakeRoom(size_t size, std::vector<T>* items) {
  if (items->size() < size) items->resize(size);
}

// Appends where the bits of block `block` are set.
uint32_t* PutPlaces(uint64_t bits, size_t block, uint32_t* places) {
  const auto first = static_cast<uint32_t>(block * 64);
  for (; bits != 0; bits &= bits - 1) {
    *places++ = first + static_cast<uint32_t>(std::countr_zero(bits));
  }
  return places;
}

}  // namespace

void WordSearch::UseLoops(size_t number) {
  bytes_loop_ = &WordBytesLoops()[std::min(number, WordBytesLoops().size() - 1)];
  filter_loop_ = &WordFilter::Loops()[std::min(number, WordFilter::Loops().size() - 1)];
}

void WordSearch::Find(const WordAutomaton& automaton, size_t patterns, std::string_view normal,
                      std::vector<Hit>* hits) {
  automaton_ = &automaton;
  text_ = normal;
  MakeRoom(patterns, &last_ends_);
  probes_.clear();
  SplitWords();
  const size_t firsts = automaton.first_words().FindFirstWords(
      *filter_loop_, text_, {begins_.data(), words_}, {ends_.data(), words_}, &first_words_);
  MakeRoom(firsts, &first_states_);
  for (size_t i = 0; i < firsts; ++i) {
    first_states_[i] = automaton.After(IdOf(first_words_[i]));
    automaton.Prefetch(first_states_[i]);
  }
  for (size_t i = 0; i < firsts; ++i) {
    if (first_states_[i] == WordAutomaton::kNowhere) continue;
    const uint32_t word = first_words_[i];
    found_.clear();
    GoFrom(first_states_[i], word, word);
    Report(begins_[word], hits);
  }
  for (const Hit& hit : *hits) last_ends_[hit.pattern] = 0;
}

// A word begins where a bit is set behind one that is not, and ends where it is the other way
// round.
void WordSearch::SplitWords() {
  FindWordBytes(*bytes_loop_, text_, &word_bytes_);
  const size_t most = text_.size() / 2 + 1;
  MakeRoom(most, &begins_);
  MakeRoom(most, &ends_);
  uint32_t* begin = begins_.data();
  uint32_t* end = ends_.data();
  uint64_t before = 0;  // the last bit of the block before
  for (size_t block = 0; block < word_bytes_.size(); ++block) {
    const uint64_t bits = word_bytes_[block];
    const uint64_t behind = bits << 1U | before;
    before = bits >> 63U;
    begin = PutPlaces(bits & ~behind, block, begin);
    end = PutPlaces(~bits & behind, block, end);
  }
  words_ = static_cast<size_t>(begin - begins_.data());
  // A text whose last block is full has no bit behind its last word.
  if (static_cast<size_t>(end - ends_.data()) < words_) *end = static_cast<uint32_t>(text_.size());
  MakeRoom(words_, &ids_);
  std::fill_n(ids_.begin(), words_, kNotAsked);
  counted_ = 0;
}

WordId WordSearch::IdOf(size_t word) {
  WordId& id = ids_[word];
  if (id == kNotAsked) id = automaton_->IdOf(text_, begins_[word], ends_[word]);
  return id;
}

void WordSearch::Note(const WordAutomaton::Find& find, size_t first, size_t last) {
  const uint32_t end = ends_[last];
  if (find.is_probe != 0) {
    probes_.push_back({find.pattern, begins_[first]});
  } else if (find.sign_size == 0) {
    found_.push_back({end, find.pattern});
  } else if (text_.substr(end).starts_with({find.sign, find.sign_size})) {
    found_.push_back({end + find.sign_size, find.pattern});
  }
}

// Notes what the state finds, and goes on from it; `word` is the last one taken.
void WordSearch::GoFrom(uint32_t state_number, size_t first, size_t word) {
  const WordAutomaton::State& state = automaton_->At(state_number);
  for (const WordAutomaton::Find& find : automaton_->Finds(state)) Note(find, first, word);
  if (state.next_words == 0) return;
  for (size_t next = word + 1; next < words_; ++next) {
    if (!MayReach(word, next, state.longest_gap)) return;
    const WordId id = IdOf(next);
    if (id == kUnknownWord || (state.next_words >> (id % 64) & 1U) == 0) continue;
    automaton_->VisitTransitions(state, id, [&](const WordAutomaton::Transition& step) {
      if (Follows(step.joint, word, next)) GoFrom(step.to, first, next);
    });
  }
}

// False if no transition with a gap of up to `gap` words can go from `word` to `next` or beyond: a
// gap holds no stop, each of its words has one blank before it, and a joint has at most three.
bool WordSearch::MayReach(size_t word, size_t next, uint32_t gap) {
  if (next == word + 1) return true;
  if (gap == 0) return false;
  CountSeparators(next);
  const Passed& last = passed_[next - 1];
  return last.stops == passed_[word].stops && last.blanks - passed_[word].blanks <= gap + 3;
}

// Makes passed_ known up to word `until`, without it.
void WordSearch::CountSeparators(size_t until) {
  if (until <= counted_) return;
  MakeRoom(words_, &passed_);
  if (counted_ == 0) passed_[counted_++] = {};
  for (; counted_ < until; ++counted_) {
    Passed passed = passed_[counted_ - 1];
    for (const char c : Between(counted_ - 1, counted_)) {
      passed.blanks += c == ' ' || c == '\n' ? 1 : 0;
      passed.stops += c == '.' || c == ';' || c == ':' || c == '!' || c == '?' ? 1 : 0;
    }
    passed_[counted_] = passed;
  }
}

bool WordSearch::Follows(uint32_t joint, size_t word, size_t next) const {
  if (joint >= kGapJoint) return IsGap(automaton_->GapOf(joint), Between(word, next));
  return next == word + 1 && (automaton_->SeparatorSets(Between(word, next)) >> joint & 1U) != 0;
}

std::string_view WordSearch::Between(size_t word, size_t next) const {
  return text_.substr(ends_[word], begins_[next] - ends_[word]);
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
