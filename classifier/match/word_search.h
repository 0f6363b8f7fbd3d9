// Running the automaton of words over a text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/match/matcher.h"
#include "classifier/match/word_automaton.h"
#include "classifier/match/word_bytes.h"

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

  // Takes the loops at place `number` of WordBytesLoops() and WordFilter::Loops() (the last ones,
  // if these are fewer) from now on; without it the first, which are the fastest. For tests: all
  // give the same.
  void UseLoops(size_t number);

  // Where, in the text of the last Find, patterns with a probe may begin; in order of place.
  const std::vector<Probe>& probes() const { return probes_; }

 private:
  // A pattern found from the word that is being looked at.
  struct Found {
    uint32_t end;
    uint32_t pattern;
  };

  // What stands between the words of a text up to one of them.
  struct Passed {
    uint32_t blanks = 0;  // spaces and line breaks
    uint32_t stops = 0;   // ".", ";", ":", "!", "?"
  };

  void SplitWords();
  WordId IdOf(size_t word);
  void Note(const WordAutomaton::Find& find, size_t first, size_t last);
  void GoFrom(uint32_t state_number, size_t first, size_t word);
  bool MayReach(size_t word, size_t next, uint32_t gap);
  void CountSeparators(size_t until);
  bool Follows(uint32_t joint, size_t word, size_t next) const;
  std::string_view Between(size_t word, size_t next) const;
  void Report(uint32_t begin, std::vector<Hit>* hits);

  const WordBytesLoop* bytes_loop_ = &WordBytesLoops().front();
  const WordFilter::Loop* filter_loop_ = &WordFilter::Loops().front();
  const WordAutomaton* automaton_ = nullptr;
  std::string_view text_;
  std::vector<uint64_t> word_bytes_;  // of the text, one bit for each byte
  // The words: runs of ASCII letters, digits and "_". The arrays are as long as the longest text
  // needed.
  size_t words_ = 0;
  std::vector<uint32_t> begins_;
  std::vector<uint32_t> ends_;
  std::vector<WordId> ids_;  // kNotAsked until they are needed
  std::vector<uint32_t> first_words_;
  std::vector<uint32_t> first_states_;  // by place in first_words_
  std::vector<Passed> passed_;          // of the first counted_ words
  size_t counted_ = 0;
  std::vector<Found> found_;
  std::vector<Probe> probes_;
  std::vector<uint32_t> last_ends_;  // by pattern: where its last hit in this text ends, or 0
};

}  // namespace cxo
