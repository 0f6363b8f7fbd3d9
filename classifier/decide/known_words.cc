// One walk over words and hits side by side.
#include "classifier/decide/known_words.h"

#include <algorithm>
#include <cstddef>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

// Shorter ones are mostly particles that many languages have ("de", "la") and single letters.
constexpr size_t kShortest = 3;  // bytes

// ASCII signs are terms as well.
bool IsSign(std::string_view word) {
  return IsAscii(word.front()) && !IsLetterOrDigit(word.front());
}

bool SaysSomething(std::string_view word) {
  return word.size() >= kShortest && std::none_of(word.begin(), word.end(), IsDigit);
}

// Whether words, asked for in order, stand in hits.
class HitWalk {
 public:
  explicit HitWalk(const std::vector<Evidence>& evidence) : evidence_(evidence) {}

  bool Covers(Span word) {
    for (; next_ < evidence_.size(); ++next_) {
      const Evidence& one = evidence_[next_];
      // Composites stand for whole clauses, and not for their words.
      if (one.pattern == Evidence::kNobody || one.span.begin >= word.end) break;
      end_ = std::max(end_, one.span.end);
    }
    return end_ > word.begin;
  }

 private:
  const std::vector<Evidence>& evidence_;
  size_t next_ = 0;
  uint32_t end_ = 0;  // of the hits so far
};

}  // namespace

double KnownWords::share() const {
  const double all = known + static_cast<double>(unknown.size());
  return all > 0 ? known / all : 0.0;
}

void FindKnownWords(std::string_view normal, std::span<const Term> terms,
                    const std::vector<Evidence>& evidence, const WordScorer& scorer,
                    KnownWords* words) {
  words->known = 0;
  words->unknown.clear();
  HitWalk hits(evidence);
  for (const Term& term : terms) {
    if (term.kind != Term::Kind::kWord) continue;
    const std::string_view word = normal.substr(term.span.begin, term.span.size());
    const bool covered = hits.Covers(term.span);
    if (covered ? IsSign(word) : !SaysSomething(word)) continue;
    if (covered || scorer.Has(term)) {
      ++words->known;
    } else {
      words->unknown.push_back(term.span);
    }
  }
}

}  // namespace cxo
