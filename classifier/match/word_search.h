// Running the automaton of words over a text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/hit.h"
#include "classifier/match/word_automaton.h"
#include "classifier/match/word_spans.h"
#include "classifier/text/span.h"

namespace cxo {

// One thread's workspace for searching text after text. Reused without allocating anew.
class WordSearch {
 public:
  // A place where RE2 has to be asked for a pattern.
  struct Probe {
    uint32_t pattern;
    uint32_t begin;
  };

  // Appends every hit in `normal` of the patterns of `automaton`, whose numbers are below
  // `patterns`, in the order that Matcher::Match promises. hits is empty before.
  void Find(const WordAutomaton& automaton, size_t patterns, std::string_view normal,
            std::vector<Hit>* hits);

  // The same for many texts in one go, as Matcher::MatchAll takes them. Calls found(number, hits)
  // for each text with hits or probes, in order, with its hits, to which more may be added, and its
  // probes in probes().
  // What a text costs is then that of its words alone: a short one without hits costs next to
  // nothing.
  template <typename Found>
  void FindAll(const WordAutomaton& automaton, size_t patterns, std::string_view block,
               std::span<const Span> texts, Found found) {
    for (size_t text = 0; text < texts.size();) {
      const size_t end = EndOfPiece(texts, text);
      const uint32_t begin = texts[text].begin;
      Start(automaton, patterns, block.substr(begin, texts[end - 1].end - begin));
      for (size_t first = 0; first < firsts_; ++text) {
        while (text < end && texts[text].end - begin <= BeginOfFirst(first)) ++text;
        if (text == end) break;
        of_text_.clear();
        probes_.clear();
        first = FindIn({texts[text].begin - begin, texts[text].end - begin}, first, &of_text_);
        if (!of_text_.empty() || !probes_.empty()) found(text, &of_text_);
      }
      text = end;
    }
  }

  // Takes the loops at place `number` of WordsLoops() and WordFilter::Loops() (the last ones,
  // if these are fewer) from now on; without it the first, which are the fastest. For tests: all
  // give the same.
  void UseLoops(size_t number);

  // Where, in the last text, patterns with a probe may begin; in order of place.
  const std::vector<Probe>& probes() const { return probes_; }

 private:
  // Patterns found with the same words, from the one that is being looked at on; ascending.
  struct Found {
    uint32_t end;
    uint32_t count;
    const WordAutomaton::Find* finds;
  };

  // What stands between the words of a text up to one of them: how many spaces and line breaks,
  // and a kBarrier more for each that no gap reaches over. Of the words of one text, two that have
  // none between them differ by less than a kBarrier.
  using Passed = uint64_t;
  static constexpr Passed kBarrier = Passed{1} << 32U;

  static constexpr WordId kNotAsked = UINT32_MAX;

  // Texts are searched in pieces of at least this many bytes, small enough for what is noted of
  // their words to stay in the first-level cache.
  static constexpr uint32_t kPiece = 8192;

  // How many words behind the one that is asked for are looked at as well.
  static constexpr size_t kKnownAhead = 3;

  // So many words tell whether the filter is worth its time, and do so for so many words behind
  // them.
  static constexpr size_t kTriedWords = 256;
  static constexpr size_t kUnfilteredWords = 8192;

  static size_t EndOfPiece(std::span<const Span> texts, size_t first);

  void Start(const WordAutomaton& automaton, size_t patterns, std::string_view piece);
  void FindFirstWords(size_t words);
  uint32_t BeginOfFirst(size_t first) const { return words_[first_words_[first]].begin; }
  size_t FindIn(Span text, size_t first, std::vector<Hit>* hits);
  WordId IdOf(size_t word) {
    const WordId id = ids_[word];
    return id != kNotAsked ? id : AskForId(word);
  }
  WordId AskForId(size_t word);
  void NoteOthers(const WordAutomaton::State& state, size_t word);
  void NoteIfSigned(const WordAutomaton::Find& find, uint32_t end);
  void GoFrom(uint32_t state_number, size_t word);
  void GoOverGaps(const WordAutomaton::State& state, size_t word);
  void GoTo(const WordAutomaton::State& state, size_t word, size_t next, WordId id);
  bool KnowUpTo(size_t word);
  static Passed PassedIn(std::string_view separator);
  bool Follows(uint32_t joint, size_t word, size_t next);
  bool IsGapOver(const Gap& gap, size_t word, size_t next);
  bool PutBehind(const Gap& gap, size_t word);
  void PutWords(Passed blanks);
  bool IsSpaceBehind(size_t word) const;
  std::string_view Between(size_t word, size_t next) const;
  void Report(size_t word, std::vector<Hit>* hits);
  void Report(const Found& found, size_t word, std::vector<Hit>* hits);

  const WordsLoop* words_loop_ = &WordsLoops().front();
  const WordFilter::Loop* filter_loop_ = &WordFilter::Loops().front();
  const WordAutomaton* automaton_ = nullptr;
  std::string_view piece_;
  Span text_;  // in piece_: the text that is being searched
  // The words of the piece; behind the last one is a word that no text reaches. The arrays are as
  // long as the longest piece needed.
  std::vector<Span> words_;
  std::vector<WordId> ids_;             // kNotAsked until they are needed
  uint32_t begin_ = 0;                  // in text_: of the word from which on patterns are found
  uint32_t firsts_ = 0;                 // how many words may begin a pattern:
  std::vector<uint32_t> first_words_;   // these
  std::vector<uint32_t> first_states_;  // by place in first_words_
  size_t tried_ = 0;            // how many words the filter has looked at since it was last judged,
  size_t passed_filter_ = 0;    // and how many of them it let through
  size_t unfiltered_ = 0;       // how many words on are searched without it
  std::vector<Passed> passed_;  // of words below known_, from some word of the text on
  uint32_t known_ = 0;
  uint32_t furthest_ = 0;  // in piece_: the end of the furthest hit of more than a word
  std::string stretch_;    // of IsGapOver
  std::vector<Found> found_;
  std::vector<Hit> of_text_;  // of FindAll
  std::vector<Probe> probes_;
  // By pattern: where its last hit of more than a word in the text ends, or 0.
  std::vector<uint32_t> last_ends_;
};

}  // namespace cxo
