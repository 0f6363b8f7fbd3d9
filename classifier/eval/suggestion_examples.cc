// Pieces from small to large, each tried on the classifier before it is believed.
#include "classifier/eval/suggestion_examples.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "classifier/error/utf8.h"
#include "classifier/text/words.h"

namespace cxo {
namespace {

constexpr size_t kHits = 2;
constexpr size_t kRowsTried = 12;       // for hits: enough to choose short ones from
constexpr size_t kRowsSearched = 2000;  // for a miss
constexpr size_t kFindsTried = 50;      // in a row, which may hold the phrase 50,000 times
constexpr uint32_t kWordsAround = 6;
constexpr size_t kContext = 8;  // bytes
constexpr size_t kLongestPiece = 400;
constexpr size_t kLongestCut = 4 * kLongestPiece;  // before white space is evened out
constexpr size_t kShortestMiss = 12;
constexpr size_t kLongestMiss = 120;

// On one line, and valid UTF-8.
std::string Evened(std::string_view text) {
  std::string out;
  for (const char c : ReplaceInvalid(text)) {
    const bool space = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool Fits(const std::string& piece, size_t longest) {
  return !piece.empty() && piece.size() <= longest;
}

class ExampleFinder {
 public:
  ExampleFinder(const Classifier& classifier, const MatchedCorpus& corpus, const ExampleWish& wish)
      : classifier_(classifier),
        corpus_(corpus),
        wish_(wish),
        rule_(FindRule(classifier.pack(), wish.rule).value()),
        session_(classifier) {}

  FoundExamples Run() {
    FoundExamples found;
    found.hit = Hits();
    if (const std::string miss = Miss(); !miss.empty()) found.miss.push_back(miss);
    return found;
  }

 private:
  std::vector<std::string> Hits() {
    std::vector<std::string> hits;
    for (size_t i = 0; i < std::min(wish_.hit.size(), kRowsTried); ++i) {
      std::string piece = HitIn(wish_.hit[i]);
      const bool fresh = std::find(hits.begin(), hits.end(), piece) == hits.end();
      if (!piece.empty() && fresh) hits.push_back(std::move(piece));
    }
    // Short ones, but not the phrase alone, which shows nothing.
    const size_t bare = wish_.phrase.size() + kContext;
    std::stable_sort(hits.begin(), hits.end(), [&](const std::string& a, const std::string& b) {
      return std::tuple(a.size() < bare, a.size()) < std::tuple(b.size() < bare, b.size());
    });
    if (hits.size() > kHits) hits.resize(kHits);
    return hits;
  }

  std::string HitIn(uint32_t row) {
    for (const Span find : FindsIn(row)) {
      for (const Span span : PiecesAround(row, find)) {
        std::string piece = Piece(row, span);
        if (Fits(piece, kLongestPiece) && IsAliveIn(piece)) return piece;
      }
    }
    return "";
  }

  // A row that holds the phrase in vain teaches most, one that shares a word with it more than one
  // that has nothing to do with it.
  std::string Miss() {
    for (size_t i = 0; i < std::min(wish_.near.size(), kRowsTried); ++i) {
      const uint32_t row = wish_.near[i];
      for (const Span find : FindsIn(row)) {
        std::string piece = Piece(row, corpus_.segments(row).Clause(find.begin));
        if (Fits(piece, kLongestMiss) && !IsAliveIn(piece)) return piece;
      }
    }
    std::string best;
    size_t most_shared = 0;
    for (size_t i = 0; i < std::min(wish_.miss.size(), kRowsSearched); ++i) {
      LookForMiss(wish_.miss[i], &best, &most_shared);
    }
    return best;
  }

  void LookForMiss(uint32_t row, std::string* best, size_t* most_shared) {
    const std::string_view text = corpus_.normal(row);
    Span clause = corpus_.segments(row).Clause(0);
    while (true) {
      const size_t shared = SharedWords(text.substr(clause.begin, clause.size()));
      if (best->empty() || shared > *most_shared) {
        std::string piece = Piece(row, clause);
        const bool fits = piece.size() >= kShortestMiss && piece.size() <= kLongestMiss;
        if (fits && !IsAliveIn(piece)) {
          *best = std::move(piece);
          *most_shared = shared;
        }
      }
      if (clause.end >= text.size()) return;
      clause = corpus_.segments(row).Clause(clause.end);
    }
  }

  size_t SharedWords(std::string_view clause) const {
    constexpr size_t kTelling = 4;  // shorter words are mostly of no subject
    size_t shared = 0;
    std::string_view rest = wish_.phrase;
    while (!rest.empty()) {
      const size_t space = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, space);
      shared += word.size() >= kTelling && clause.find(word) != std::string_view::npos ? 1 : 0;
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    return shared;
  }

  // The first ones.
  std::vector<Span> FindsIn(uint32_t row) {
    std::vector<Span> finds;
    const std::string_view normal = corpus_.normal(row);
    if (classifier_.matcher().Match(normal, &workspace_, &hits_) != MatchStatus::kOk) return finds;
    for (const Hit& hit : hits_) {
      if (finds.size() == kFindsTried) break;
      const Pattern& pattern = classifier_.pack().patterns[hit.pattern];
      if (pattern.role == PatternRole::kEvidence && pattern.owner == rule_) {
        finds.push_back(hit.span);
      }
    }
    return finds;
  }

  std::vector<Span> PiecesAround(uint32_t row, Span find) const {
    const std::string_view text = corpus_.normal(row);
    const Segments& segments = corpus_.segments(row);
    const Span clause = segments.Clause(find.begin);
    const Span words = {std::max(clause.begin, WordsBefore(text, find.begin, kWordsAround).begin),
                        std::min(clause.end, WordsAfter(text, find.end, kWordsAround).end)};
    return {{words.begin, std::max(words.end, find.end)},
            {clause.begin, std::max(clause.end, find.end)},
            segments.Sentence(find.begin),
            {0, static_cast<uint32_t>(text.size())}};
  }

  // Empty if it would be far too long: clauses and rows may be megabytes, and are asked for with
  // each find in them.
  std::string Piece(uint32_t row, Span normal) const {
    const Span original = corpus_.Original(row, normal);
    if (original.size() > kLongestCut) return "";
    return Evened(std::string_view{corpus_.row(row).text}.substr(original.begin, original.size()));
  }

  bool IsAliveIn(const std::string& text) {
    const Verdict& verdict = session_.Classify(text);
    return std::any_of(verdict.evidence.begin(), verdict.evidence.end(),
                       [&](const Evidence& one) { return one.rule == rule_ && IsAlive(one); });
  }

  const Classifier& classifier_;
  const MatchedCorpus& corpus_;
  const ExampleWish& wish_;
  uint32_t rule_;
  Classifier::Session session_;
  MatchWorkspace workspace_;
  std::vector<Hit> hits_;
};

}  // namespace

FoundExamples FindExamples(const Classifier& classifier, const MatchedCorpus& corpus,
                           const ExampleWish& wish) {
  return ExampleFinder(classifier, corpus, wish).Run();
}

}  // namespace cxo
