// Sentences, clauses and words of any text in normal form: they tile the text, nest, begin at
// characters, and are counted rightly.
#include <string>

#include "classifier/error/utf8.h"
#include "classifier/text/normal_form.h"
#include "classifier/text/segments.h"
#include "classifier/text/words.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

bool BeginsCharacter(std::string_view text, uint32_t at) {
  return at == text.size() || (static_cast<uint8_t>(text[at]) & 0xC0U) != 0x80;
}

void CheckTiles(const Segments& segments, std::string_view text) {
  const auto size = static_cast<uint32_t>(text.size());
  size_t clauses = 0;
  size_t sentences = 0;
  for (uint32_t at = 0; at < size;) {
    const Span clause = segments.Clause(at);
    const Span sentence = segments.Sentence(at);
    Require(clause.begin == at && clause.end > at, "clauses follow one another without a gap");
    Require(sentence.Contains(clause), "a sentence is a whole number of clauses");
    Require(BeginsCharacter(text, at), "segments begin at characters");
    for (uint32_t inside = clause.begin; inside < clause.end; ++inside) {
      Require(segments.Clause(inside) == clause, "every byte belongs to its clause");
      Require(segments.Sentence(inside) == sentence, "every byte belongs to its sentence");
    }
    ++clauses;
    if (sentence.begin == at) ++sentences;
    at = clause.end;
  }
  if (size == 0) return;
  Require(segments.Clause(size - 1).end == size, "the last clause ends with the text");
  Require(segments.Clause(size + 5) == segments.Clause(size - 1),
          "past the end is the last clause");
  Require(clauses == segments.clauses(), "clauses are counted");
  Require(sentences == segments.sentences(), "sentences are counted");
}

void CheckWords(std::string_view text) {
  const auto size = static_cast<uint32_t>(text.size());
  const auto words = static_cast<uint32_t>(CountWords(text));
  Require(WordsAfter(text, 0, words + 1) == Span{0, size}, "more words than there are: all");
  Require(WordsBefore(text, size, words + 1) == Span{0, size}, "and likewise before");
  for (uint32_t at = 0; at <= size; at += 1 + size / 64) {
    const Span after = WordsAfter(text, at, 3);
    const Span before = WordsBefore(text, at, 3);
    Require(after.begin <= after.end && after.end <= size && before.begin <= before.end,
            "spans of words lie in the text");
    Require(after.begin <= at && before.end <= at, "they begin and end at the offset");
    Require(BeginsCharacter(text, after.end) && BeginsCharacter(text, before.begin),
            "they are whole characters");
    Require(WordsAfter(text, at, 2).end <= after.end, "more words, longer span");
    Require(WordsBefore(text, at, 2).begin >= before.begin, "more words, longer span before");
  }
}

}  // namespace

void fuzz_segments(std::string_view input) {
  const std::string normal = Normalize(input);
  Segments segments;
  segments.Assign("one: two; three. Four");
  segments.Assign(normal);
  CheckTiles(segments, normal);
  Require(segments.words() == CountWords(normal), "words are counted");
  CheckWords(normal);
}

}  // namespace cxo
