// From each word that may begin a pattern on, depth first through all transitions that the text
// allows.
#include "classifier/match/word_search.h"

#include <algorithm>
#include <tuple>

namespace cxo {
namespace {

constexpr WordId kNotAsked = UINT32_MAX;

template <typename T>
void MakeRoom(size_t size, std::vector<T>* items) {
  if (items->size() < size) items->resize(size);
}

}  // namespace

void WordSearch::UseLoops(size_t number) {
  words_loop_ = &WordsLoops()[std::min(number, WordsLoops().size() - 1)];
  filter_loop_ = &WordFilter::Loops()[std::min(number, WordFilter::Loops().size() - 1)];
}

void WordSearch::Find(const WordAutomaton& automaton, size_t patterns, std::string_view normal,
                      std::vector<Hit>* hits) {
  Start(automaton, patterns, normal);
  probes_.clear();
  FindIn({0, static_cast<uint32_t>(normal.size())}, 0, hits);
}

// The first text behind the piece that begins with text `first`.
size_t WordSearch::EndOfPiece(std::span<const Span> texts, size_t first) {
  size_t end = first + 1;
  while (end < texts.size() && texts[end - 1].end - texts[first].begin < kPiece) ++end;
  return end;
}

// Finds the words of a piece, and which of them may begin a pattern.
void WordSearch::Start(const WordAutomaton& automaton, size_t patterns, std::string_view piece) {
  automaton_ = &automaton;
  piece_ = piece;
  MakeRoom(patterns, &last_ends_);
  const size_t words = FindWords(*words_loop_, piece_, &words_);
  words_[words] = {UINT32_MAX, UINT32_MAX};
  MakeRoom(words, &passed_);
  counted_ = 0;
  MakeRoom(words, &ids_);
  std::fill_n(ids_.begin(), words, kNotAsked);
  firsts_ = automaton.first_words().FindFirstWords(*filter_loop_, piece_, {words_.data(), words},
                                                   &first_words_);
  MakeRoom(firsts_, &first_states_);
  for (size_t i = 0; i < firsts_; ++i) {
    first_states_[i] = automaton.After(IdOf(first_words_[i]));
    automaton.Prefetch(first_states_[i]);
  }
}

// Appends the hits of one text of the piece; `first` is the place in first_words_ of the first word
// that is not before it. Returns the place of the first one behind it.
size_t WordSearch::FindIn(Span text, size_t first, std::vector<Hit>* hits) {
  text_ = text;
  for (; first < firsts_ && BeginOfFirst(first) < text.end; ++first) {
    const uint32_t word = first_words_[first];
    if (first_states_[first] == WordAutomaton::kNowhere || words_[word].begin < text.begin) {
      continue;
    }
    if (counted_ <= word) {
      passed_[word] = {};
      counted_ = word + 1;
    }
    found_.clear();
    GoFrom(first_states_[first], word, word);
    Report(words_[word].begin, hits);
  }
  for (Hit& hit : *hits) {
    last_ends_[hit.pattern] = 0;
    hit.span.begin -= text.begin;
    hit.span.end -= text.begin;
  }
  return first;
}

WordId WordSearch::IdOf(size_t word) {
  WordId& id = ids_[word];
  if (id == kNotAsked) id = automaton_->IdOf(piece_, words_[word].begin, words_[word].end);
  return id;
}

void WordSearch::Note(const WordAutomaton::Find& find, size_t first, size_t last) {
  const uint32_t end = words_[last].end;
  if (find.is_probe != 0) {
    probes_.push_back({find.pattern, words_[first].begin - text_.begin});
  } else if (find.sign_size == 0) {
    found_.push_back({end, find.pattern});
  } else if (piece_.substr(end, text_.end - end).starts_with({find.sign, find.sign_size})) {
    found_.push_back({end + find.sign_size, find.pattern});
  }
}

// Notes what the state finds, and goes on from it; `word` is the last one taken.
void WordSearch::GoFrom(uint32_t state_number, size_t first, size_t word) {
  const WordAutomaton::State& state = automaton_->At(state_number);
  for (const WordAutomaton::Find& find : automaton_->Finds(state)) Note(find, first, word);
  if (state.next_words == 0) return;
  for (size_t next = word + 1; words_[next].begin < text_.end; ++next) {
    if (!MayReach(word, next, state.longest_gap)) return;
    const auto visit = [&](const WordAutomaton::Transition& step) {
      if (Follows(step.joint, word, next)) GoFrom(static_cast<uint32_t>(step.to), first, next);
    };
    const WordId id = IdOf(next);
    if (id != kUnknownWord && (state.next_words >> (id % 64) & 1U) != 0) {
      automaton_->VisitTransitions(state, id, visit);
    }
    if (state.takes_any != 0) automaton_->VisitTransitions(state, kAnyWord, visit);
  }
}

// False if no transition with a gap of up to `gap` words can go from `word` to `next` or beyond.
// Between the two, a gap is its sign, if it has one, and then words with one blank before each and
// no stop. The first of these blanks stands before the word behind `word`, so that "a-a-a-a" is not
// gone over from each of its words; the others are counted from that word on, for before it stands
// the sign, which may be a stop or hold one ("inc. ..2 products"): that piece is left to IsGap.
bool WordSearch::MayReach(size_t word, size_t next, uint32_t gap) {
  if (next == word + 1) return true;
  if (gap == 0) return false;
  CountSeparators(next);
  const Passed& first = passed_[word + 1];
  if (first.blanks == passed_[word].blanks) return false;
  const Passed& last = passed_[next - 1];
  return last.stops == first.stops && last.blanks - first.blanks < gap;
}

// Makes passed_ known up to word `until`, without it.
void WordSearch::CountSeparators(size_t until) {
  for (; counted_ < until; ++counted_) {
    Passed passed = passed_[counted_ - 1];
    for (const char c : Between(counted_ - 1, counted_)) {
      passed.blanks += c == ' ' || c == '\n' ? 1 : 0;
      passed.stops += IsStop(c) ? 1 : 0;
    }
    passed_[counted_] = passed;
  }
}

bool WordSearch::Follows(uint32_t joint, size_t word, size_t next) const {
  if (joint >= kGapJoint) return IsGap(automaton_->GapOf(joint), Between(word, next));
  return next == word + 1 && (automaton_->SeparatorSets(Between(word, next)) >> joint & 1U) != 0;
}

std::string_view WordSearch::Between(size_t word, size_t next) const {
  return piece_.substr(words_[word].end, words_[next].begin - words_[word].end);
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
