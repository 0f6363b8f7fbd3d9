// From each word that may begin a pattern on, depth first through all transitions that the text
// allows.
#include "classifier/match/word_search.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace cxo {
namespace {

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
  known_ = 0;
  MakeRoom(words, &ids_);
  std::fill_n(ids_.begin(), words, kNotAsked);
  FindFirstWords(words);
  MakeRoom(firsts_, &first_states_);
  for (size_t i = 0; i < firsts_; ++i) {
    const uint32_t word = first_words_[i];
    ids_[word] = automaton.IdOf(piece_, words_[word].begin, words_[word].end);
    first_states_[i] = automaton.After(ids_[word]);
    automaton.Prefetch(first_states_[i]);
  }
}

// Finds which of the `words` words of the piece may begin a pattern. Where the filter held back
// next to nothing of some words, it is left out for many words, and then tried again.
void WordSearch::FindFirstWords(size_t words) {
  if (unfiltered_ > 0) {
    unfiltered_ -= std::min(unfiltered_, words);
    MakeRoom(words, &first_words_);
    std::iota(first_words_.begin(), first_words_.begin() + static_cast<ptrdiff_t>(words), 0U);
    firsts_ = static_cast<uint32_t>(words);
    return;
  }
  firsts_ = static_cast<uint32_t>(automaton_->first_words().FindFirstWords(
      *filter_loop_, piece_, {words_.data(), words}, &first_words_));
  tried_ += words;
  passed_filter_ += firsts_;
  if (tried_ < kTriedWords) return;
  if (tried_ - passed_filter_ < tried_ / 8) unfiltered_ = kUnfilteredWords;
  tried_ = passed_filter_ = 0;
}

// Appends the hits of one text of the piece; `first` is the place in first_words_ of the first word
// that is not before it. Returns the place of the first one behind it.
size_t WordSearch::FindIn(Span text, size_t first, std::vector<Hit>* hits) {
  text_ = text;
  furthest_ = 0;
  for (; first < firsts_ && BeginOfFirst(first) < text.end; ++first) {
    const uint32_t word = first_words_[first];
    if (first_states_[first] == WordAutomaton::kNowhere || words_[word].begin < text.begin) {
      continue;
    }
    if (known_ <= word) {
      passed_[word] = 0;
      known_ = word + 1;
    }
    begin_ = words_[word].begin - text.begin;
    found_.clear();
    GoFrom(first_states_[first], word);
    if (found_.size() > 1) {
      Report(word, hits);
    } else if (!found_.empty()) {
      Report(found_[0], word, hits);
    }
  }
  if (furthest_ != 0) {
    for (const Hit& hit : *hits) last_ends_[hit.pattern] = 0;
  }
  return first;
}

WordId WordSearch::AskForId(size_t word) {
  ids_[word] = automaton_->IdOf(piece_, words_[word].begin, words_[word].end);
  return ids_[word];
}

// Notes what the state finds, beside its plain finds; `word` is the last one taken.
void WordSearch::NoteOthers(const WordAutomaton::State& state, size_t word) {
  const uint32_t end = words_[word].end;
  for (const WordAutomaton::Find& find : automaton_->OtherFinds(state)) {
    if (find.is_probe != 0) {
      probes_.push_back({find.pattern, begin_});
    } else {
      NoteIfSigned(find, end);
    }
  }
}

void WordSearch::NoteIfSigned(const WordAutomaton::Find& find, uint32_t end) {
  if (piece_.substr(end, text_.end - end).starts_with({find.sign, find.sign_size})) {
    found_.push_back({end + find.sign_size, 1, &find});
  }
}

// Notes what the state finds, and goes on from it; `word` is the last one taken.
void WordSearch::GoFrom(uint32_t state_number, size_t word) {
  const WordAutomaton::State& state = automaton_->At(state_number);
  if (state.plain_finds != 0) {
    found_.push_back({words_[word].end, state.plain_finds, automaton_->PlainFinds(state).data()});
  }
  if (state.other_finds != 0) NoteOthers(state, word);
  const size_t next = word + 1;
  if (!state.HasTransitions() || words_[next].begin >= text_.end) return;
  const WordId id = IdOf(next);
  if (state.next_words.MayHave(id)) GoTo(state, word, next, id);
  if (state.longest_gap != 0) GoOverGaps(state, word);
}

// Goes on with words that are not the very next one, as far as any gap of the state may reach.
// Between the two, a gap is its sign, if it has one, and then words with one blank before each and
// no stop. The first of these blanks stands before the word behind `word`, so that "a-a-a-a" is not
// gone over from each of its words; the others are counted from that word on, for before it stands
// the sign, which may be a stop or hold one ("inc. ..2 products"): that piece is left to IsGap.
void WordSearch::GoOverGaps(const WordAutomaton::State& state, size_t word) {
  if (known_ <= word + 1) KnowUpTo(word + 1);
  const Passed* const passed = passed_.data();
  const Passed first = passed[word + 1];
  if (static_cast<uint32_t>(first) == static_cast<uint32_t>(passed[word])) return;
  const Passed longest = state.longest_gap;
  // The table of transitions is larger than the caches: it is waited for some words at once.
  std::array<size_t, 8> possible;  // NOLINT: filled as far as it is read
  size_t count = 0;
  const auto go_on = [&] {
    for (size_t i = 0; i < count; ++i) GoTo(state, word, possible[i], ids_[possible[i]]);
    count = 0;
  };
  for (size_t next = word + 2; passed[next - 1] - first < longest; ++next) {
    if (known_ <= next && !KnowUpTo(next)) break;
    if (!state.gap_words.MayHave(ids_[next])) continue;
    automaton_->PrefetchTransitions(state, ids_[next]);
    possible[count++] = next;
    if (count == possible.size()) go_on();
  }
  go_on();
}

// Takes all transitions from the state, which `word` led to, by the word `next` with this id.
void WordSearch::GoTo(const WordAutomaton::State& state, size_t word, size_t next, WordId id) {
  const auto visit = [&](const WordAutomaton::Transition& step) {
    if (Follows(step.joint, word, next)) GoFrom(static_cast<uint32_t>(step.to), next);
  };
  automaton_->VisitTransitions(state, id, visit);
  if (state.takes_any != 0) automaton_->VisitTransitions(state, kAnyWord, visit);
}

// Makes the numbers of words and passed_ known up to a word, and of some more, for a walk asks for
// one word after the other; of one before it, they are. False if the text ends before the word.
bool WordSearch::KnowUpTo(size_t word) {
  size_t known = known_;
  for (; known < word + kKnownAhead && words_[known].begin < text_.end; ++known) {
    const Passed passed = IsSpaceBehind(known - 1) ? 1 : PassedIn(Between(known - 1, known));
    passed_[known] = passed_[known - 1] + passed;
    IdOf(known);
  }
  known_ = static_cast<uint32_t>(known);
  return known > word;
}

// Inside a gap no blank follows another.
WordSearch::Passed WordSearch::PassedIn(std::string_view separator) {
  Passed passed = 0;
  bool after_blank = false;
  for (const char c : separator) {
    const bool is_blank = c == ' ' || c == '\n';
    passed += is_blank ? 1 : 0;
    passed += IsStop(c) || (is_blank && after_blank) ? kBarrier : 0;
    after_blank = is_blank;
  }
  return passed;
}

bool WordSearch::Follows(uint32_t joint, size_t word, size_t next) {
  if (joint < kGapJoint) {
    if (next != word + 1) return false;
    return (automaton_->SeparatorSets(Between(word, next)) >> joint & 1U) != 0;
  }
  const Gap& gap = automaton_->GapOf(joint);
  // With a space behind the first word and one before the last, the blanks are all to be counted.
  if (gap.sign_size == 0 && IsSpaceBehind(word) && IsSpaceBehind(next - 1)) {
    if (known_ < next) KnowUpTo(next - 1);
    return passed_[next - 1] - passed_[word] <= gap.words;
  }
  if (next == word + 1) return IsGap(gap, Between(word, next));
  return IsGapOver(gap, word, next);
}

// IsGap of the text between two words that are not neighbours, in the time that the separators at
// its ends take: of many words in a row ("a-a-a-a") each may end the gap. All that IsGap can see of
// what is between these separators is how many blanks it has, and whether it has a barrier.
bool WordSearch::IsGapOver(const Gap& gap, size_t word, size_t next) {
  if (known_ < next) KnowUpTo(next - 1);
  const Passed middle = passed_[next - 1] - passed_[word + 1];
  if (middle > gap.words) return false;
  stretch_.clear();
  if (!PutBehind(gap, word)) return false;
  PutWords(middle);
  stretch_ += Between(next - 1, next);
  return IsGap(gap, stretch_);
}

// Appends to stretch_ the separator behind a word, or, of a long one, something as good. False if
// it can begin no gap.
bool WordSearch::PutBehind(const Gap& gap, size_t word) {
  constexpr size_t kLong = 64;
  const std::string_view separator = Between(word, word + 1);
  if (separator.size() <= kLong) {
    stretch_ += separator;
    return true;
  }
  const std::string_view head = separator.substr(0, gap.sign_size + 2);  // sign, comma, blank
  const Passed tail = passed_[word + 1] - passed_[word] - PassedIn(head);
  if (tail > gap.words) return false;
  stretch_ += head;
  PutWords(tail);
  return true;
}

// Appends to stretch_ one short word more than `blanks`, and these between them.
void WordSearch::PutWords(Passed blanks) {
  stretch_ += 'x';
  for (; blanks > 0; --blanks) stretch_ += " x";
}

// True if one space and no more stands between a word and the next one.
bool WordSearch::IsSpaceBehind(size_t word) const {
  return words_[word + 1].begin == words_[word].end + 1 && piece_[words_[word].end] == ' ';
}

std::string_view WordSearch::Between(size_t word, size_t next) const {
  return {piece_.data() + words_[word].end, words_[next].begin - words_[word].end};
}

// Appends the hits from `word` on of what was found. The longest find of each
// pattern counts, unless an earlier hit of it reaches beyond the begin of the word.
void WordSearch::Report(size_t word, std::vector<Hit>* hits) {
  std::sort(found_.begin(), found_.end(),
            [](const Found& a, const Found& b) { return a.end > b.end; });
  for (size_t i = 0; i < found_.size();) {
    const size_t before = hits->size();
    const size_t first = i;
    do {
      Report(found_[i], word, hits);
    } while (++i < found_.size() && found_[i].end == found_[first].end);
    if (i - first == 1) continue;
    std::sort(hits->begin() + static_cast<ptrdiff_t>(before), hits->end(),
              [](const Hit& a, const Hit& b) { return a.pattern < b.pattern; });
  }
}

// A hit of one word, the shortest that begins here, hides none, and only longer ones hide it.
void WordSearch::Report(const Found& found, size_t word, std::vector<Hit>* hits) {
  const Span span{begin_, found.end - text_.begin};
  const bool of_one_word = found.end == words_[word].end;
  if (!of_one_word) furthest_ = std::max(furthest_, found.end);
  if (furthest_ <= words_[word].begin) {
    for (uint32_t i = 0; i < found.count; ++i) hits->push_back({found.finds[i].pattern, span});
    return;
  }
  for (uint32_t i = 0; i < found.count; ++i) {
    const uint32_t pattern = found.finds[i].pattern;
    if (last_ends_[pattern] > words_[word].begin) continue;
    if (!of_one_word) last_ends_[pattern] = found.end;
    hits->push_back({pattern, span});
  }
}

}  // namespace cxo
