// Level by level: a run of n words can only be frequent if the two runs of n - 1 words in it are.
#include "classifier/eval/phrases.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "classifier/eval/stop_words.h"
#include "classifier/text/words.h"

namespace cxo {
namespace {

constexpr uint32_t kMostWords = 4;
constexpr uint32_t kRare = UINT32_MAX;

// A word of a row, and whether the one after it may stand in the same phrase.
struct Token {
  Span span;
  bool goes_on = false;
  uint32_t id = kRare;  // of the run that begins here, on the current level
};

bool IsSign(char c) { return c == '&' || c == '\'' || c == '.' || c == '+' || c == '_'; }

// "in vitro" is one word, or its stop word would be cut off.
bool IsLatinPair(std::string_view text, Span first, Span second) {
  const std::string_view word = text.substr(second.begin, second.size());
  return text.substr(first.begin, first.size()) == "in" &&
         (word == "vitro" || word == "vivo" || word == "silico" || word == "situ");
}

// What stands between two words of one phrase.
bool Joins(std::string_view between) {
  return between.find_first_not_of(" \n-/") == std::string_view::npos &&
         std::count_if(between.begin(), between.end(),
                       [](char c) { return c == '-' || c == '/'; }) <= 1;
}

std::vector<Token> TokensOf(std::string_view text, const Segments& segments) {
  std::vector<Token> tokens;
  uint32_t at = 0;
  while (at < text.size()) {
    const uint32_t end = WordsAfter(text, at, 1).end;
    // Scripts without spaces are cut in pairs from the left: what is left of an odd run is one
    // character, to which WordsBefore would add half of the last pair.
    const Span word = {std::max(at, WordsBefore(text, end, 1).begin), end};
    const bool signs_alone = end == text.size() && CountWords(text.substr(at)) == 0;
    if (signs_alone) break;
    at = end;
    if (!tokens.empty()) {
      Token& last = tokens.back();
      const std::string_view between = text.substr(last.span.end, word.begin - last.span.end);
      const bool latin = between == " " && IsLatinPair(text, last.span, word);
      if (latin || (between.size() == 1 && IsSign(between[0]))) {
        last.span.end = word.end;
        continue;
      }
      last.goes_on =
          Joins(between) && segments.Clause(last.span.begin) == segments.Clause(word.begin);
    }
    tokens.push_back({.span = word});
  }
  return tokens;
}

bool MayBound(std::string_view word) {
  const bool number = word.find_first_not_of("0123456789.") == std::string_view::npos;
  return word.size() > 1 && !number && !IsStopWord(word);
}

class PhraseFinder {
 public:
  PhraseFinder(const MatchedCorpus& corpus, size_t min_rows)
      : corpus_(corpus), min_rows_(std::max<size_t>(min_rows, 1)) {}

  std::vector<PhraseRows> Run() {
    for (size_t i = 0; i < corpus_.size(); ++i) {
      rows_.push_back(TokensOf(corpus_.normal(i), corpus_.segments(i)));
    }
    NumberWords();
    for (uint32_t words = 1; words <= kMostWords; ++words) {
      if (words > 1) NumberRuns(words);
      DropRare();
      Collect(words);
    }
    std::sort(found_.begin(), found_.end(),
              [](const PhraseRows& a, const PhraseRows& b) { return a.text < b.text; });
    return std::move(found_);
  }

 private:
  void NumberWords() {
    std::unordered_map<std::string_view, uint32_t> ids;
    for (size_t i = 0; i < rows_.size(); ++i) {
      for (Token& token : rows_[i]) {
        const std::string_view word = corpus_.normal(i).substr(token.span.begin, token.span.size());
        token.id = ids.try_emplace(word, static_cast<uint32_t>(ids.size())).first->second;
      }
    }
    runs_ = ids.size();
  }

  // A run of n words is named by the two runs of n - 1 words in it.
  void NumberRuns(uint32_t words) {
    std::unordered_map<uint64_t, uint32_t> ids;
    for (std::vector<Token>& row : rows_) {
      for (size_t t = 0; t < row.size(); ++t) {
        const bool whole = t + words <= row.size() && row[t].id != kRare && row[t].goes_on &&
                           row[t + 1].id != kRare;
        if (!whole) {
          row[t].id = kRare;
          continue;
        }
        const uint64_t key = (uint64_t{row[t].id} << 32) | row[t + 1].id;
        row[t].id = ids.try_emplace(key, static_cast<uint32_t>(ids.size())).first->second;
      }
    }
    runs_ = ids.size();
  }

  void DropRare() {
    std::vector<uint32_t> rows_with(runs_);
    std::vector<size_t> last_row(runs_, SIZE_MAX);
    for (size_t i = 0; i < rows_.size(); ++i) {
      for (const Token& token : rows_[i]) {
        if (token.id == kRare || last_row[token.id] == i) continue;
        last_row[token.id] = i;
        ++rows_with[token.id];
      }
    }
    for (std::vector<Token>& row : rows_) {
      for (Token& token : row) {
        if (token.id != kRare && rows_with[token.id] < min_rows_) token.id = kRare;
      }
    }
  }

  void Collect(uint32_t words) {
    std::vector<uint32_t> place(runs_, kRare);
    for (size_t i = 0; i < rows_.size(); ++i) {
      for (size_t t = 0; t < rows_[i].size(); ++t) {
        const uint32_t id = rows_[i][t].id;
        if (id == kRare || !MayBound(Word(i, t)) || !MayBound(Word(i, t + words - 1))) continue;
        if (place[id] == kRare) {
          place[id] = static_cast<uint32_t>(found_.size());
          found_.push_back({.text = Text(i, t, words), .words = words, .rows = {}});
        }
        std::vector<uint32_t>& rows = found_[place[id]].rows;
        if (rows.empty() || rows.back() != i) rows.push_back(static_cast<uint32_t>(i));
      }
    }
  }

  std::string_view Word(size_t i, size_t t) const {
    return corpus_.normal(i).substr(rows_[i][t].span.begin, rows_[i][t].span.size());
  }

  std::string Text(size_t i, size_t first, uint32_t words) const {
    std::string text(Word(i, first));
    for (size_t t = first + 1; t < first + words; ++t) {
      // Words of scripts without spaces stand side by side.
      if (rows_[i][t - 1].span.end < rows_[i][t].span.begin) text += ' ';
      text += Word(i, t);
    }
    return text;
  }

  const MatchedCorpus& corpus_;
  size_t min_rows_;
  std::vector<std::vector<Token>> rows_;
  size_t runs_ = 0;
  std::vector<PhraseRows> found_;
};

}  // namespace

std::vector<PhraseRows> FindPhrases(const MatchedCorpus& corpus, size_t min_rows) {
  return PhraseFinder(corpus, min_rows).Run();
}

std::vector<PhraseGroup> GroupByRows(std::vector<PhraseRows> phrases) {
  std::sort(phrases.begin(), phrases.end(), [](const PhraseRows& a, const PhraseRows& b) {
    return std::tuple(b.words, b.text.size(), std::string_view{a.text}) <
           std::tuple(a.words, a.text.size(), std::string_view{b.text});
  });
  std::map<std::vector<uint32_t>, size_t> places;
  std::vector<PhraseGroup> groups;
  for (PhraseRows& phrase : phrases) {
    const auto [it, fresh] = places.try_emplace(phrase.rows, groups.size());
    if (fresh) {
      groups.push_back({.phrase = std::move(phrase), .variants = {}});
    } else {
      groups[it->second].variants.push_back(std::move(phrase.text));
    }
  }
  for (PhraseGroup& group : groups) std::sort(group.variants.begin(), group.variants.end());
  std::sort(groups.begin(), groups.end(), [](const PhraseGroup& a, const PhraseGroup& b) {
    return a.phrase.text < b.phrase.text;
  });
  return groups;
}

}  // namespace cxo
