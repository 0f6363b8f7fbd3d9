// Near phrases are found by their words; what they would change, and what words say, is decided
// again and added up.
#include "classifier/decide/why_not.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "classifier/decide/function_words.h"
#include "classifier/decide/outcome.h"
#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"

namespace cxo {
namespace {

size_t At(LabelIndex label) { return static_cast<size_t>(label); }

double Gap(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  return std::max(0.0, -LeadFor(pack.decision, scores, label));
}

// In hundredths, as weights are written; a tie goes to the earlier label, so the exact gap may be a
// hundredth too little.
double WeightNeeded(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  constexpr double kHundredths = 100;
  const double from = std::ceil(Gap(pack, scores, label) * kHundredths - 1);
  for (double weight = std::max(from, 0.0);; ++weight) {
    std::vector<double> with = scores;
    with[At(label)] += weight / kHundredths;
    if (LabelFor(pack, with) == label) return weight / kHundredths;
  }
}

// Takes away each rule with evidence that speaks for `label` and that words around it would shadow.
std::vector<EvidenceChange> WithoutOwn(const Pack& pack, const Verdict& verdict, LabelIndex label) {
  std::vector<EvidenceChange> changes;
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    const Rule& rule = pack.rules[one.rule];
    if (one.state != Evidence::State::kCounts || rule.label != label) continue;
    if (rule.composite || !rule.nests || rule.weight <= 0) continue;
    const bool is_taken =
        std::any_of(changes.begin(), changes.end(),
                    [&](const EvidenceChange& it) { return it.index == one.rule; });
    if (!is_taken) changes.push_back({EvidenceChange::Kind::kWithout, one.rule, i});
  }
  return changes;
}

LabelIndex BestBut(const std::vector<double>& scores, LabelIndex label) {
  size_t best = At(label) == 0 ? 1 : 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    if (i != At(label) && scores[i] > scores[best]) best = i;
  }
  return static_cast<LabelIndex>(best);
}

// A word of a phrase as it is spelt there.
struct PlainWord {
  std::string text;
  bool goes_on = false;  // it is the beginning of a word ("manufactur*", "study~")
};

// The plain words of a phrase, without its operators; words of fewer than four bytes carry nothing.
std::vector<PlainWord> PlainWords(std::string_view phrase) {
  std::vector<PlainWord> words;
  PlainWord word;
  const auto finish = [&] {
    if (word.text.size() >= 4) words.push_back(word);
    word = {};
  };
  for (const char byte : phrase) {
    const char lower = AsciiLower(byte);
    if (IsTextWordByte(lower)) {
      word.text += lower;
    } else {
      word.goes_on = byte == '*' || byte == '~';
      finish();
    }
  }
  finish();
  return words;
}

// As for \b, ASCII letters and digits alone go on over a border: scripts without spaces have none.
bool IsBorder(std::string_view normal, size_t at) {
  return at == 0 || at >= normal.size() || !IsLetterOrDigit(normal[at - 1]) ||
         !IsLetterOrDigit(normal[at]);
}

// Where the word first stands in `normal` as a word of its own ("ours" does not in "hours").
std::optional<Span> PlaceOf(const PlainWord& word, std::string_view normal) {
  for (size_t at = normal.find(word.text); at != std::string_view::npos;
       at = normal.find(word.text, at + 1)) {
    const size_t end = at + word.text.size();
    if (!IsBorder(normal, at) || (!word.goes_on && !IsBorder(normal, end))) continue;
    return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
  }
  return std::nullopt;
}

// Of phrases with alternatives, which lists of words are too, the words cannot be told apart; these
// are left out.
bool IsPlain(const Pattern& pattern) {
  return pattern.is_phrase && pattern.text.find_first_of("([|<") == std::string::npos;
}

struct Candidate {
  NearPhrase near;
  size_t present = 0;  // words that stand in the text, function words aside: any text has these
  Span at;             // the first of them
};

// More words that are there before fewer, then fewer that are missing.
bool IsNearer(const Candidate& a, const Candidate& b) {
  if (a.present != b.present) return a.present > b.present;
  return a.near.missing.size() < b.near.missing.size();
}

Candidate CandidateOf(uint32_t pattern, std::string_view phrase, std::string_view normal) {
  Candidate candidate{{.pattern = pattern}};
  for (PlainWord& word : PlainWords(phrase)) {
    const std::optional<Span> place = PlaceOf(word, normal);
    if (!place) {
      candidate.near.missing.push_back(std::move(word.text));
    } else if (!IsFunctionWord(word.text) && ++candidate.present == 1) {
      candidate.at = *place;
    }
  }
  return candidate;
}

// The nearest phrases of the label's rules, one for each rule, without their weights.
std::vector<Candidate> NearestOfRules(const Pack& pack, std::string_view normal, LabelIndex label) {
  std::vector<Candidate> nearest;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const Pattern& pattern = pack.patterns[i];
    if (pattern.role != PatternRole::kEvidence || !IsPlain(pattern)) continue;
    if (pack.rules[pattern.owner].label != label) continue;
    Candidate candidate = CandidateOf(i, pattern.text, normal);
    if (candidate.present == 0 || candidate.near.missing.empty()) continue;
    // Patterns of one rule stand side by side.
    const bool same_rule =
        !nearest.empty() && pack.patterns[nearest.back().near.pattern].owner == pattern.owner;
    if (!same_rule) {
      nearest.push_back(std::move(candidate));
    } else if (IsNearer(candidate, nearest.back())) {
      nearest.back() = std::move(candidate);
    }
  }
  return nearest;
}

// What the nearest phrases would change; those that would change nothing are left out, because
// their rules count already.
std::vector<NearPhrase> NearPhrases(SecondLook* look, std::string_view normal,
                                    const std::vector<double>& scores, LabelIndex label) {
  constexpr size_t kMost = 5;
  const Pack& pack = look->pack();
  std::vector<Candidate> nearest = NearestOfRules(pack, normal, label);
  std::stable_sort(nearest.begin(), nearest.end(), IsNearer);
  if (nearest.size() > kMost) nearest.resize(kMost);
  std::vector<NearPhrase> near;
  for (Candidate& candidate : nearest) {
    const uint32_t pattern = candidate.near.pattern;
    const Verdict& with = look->WithHit({pattern, candidate.at});
    if (with.scores == scores) continue;
    near.push_back(std::move(candidate.near));
    near.back().weight = pack.rules[pack.patterns[pattern].owner].weight;
    near.back().lead = LeadFor(pack.decision, with.scores, label);
    near.back().closes = with.label == label;
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const NearPhrase& a, const NearPhrase& b) { return a.lead > b.lead; });
  return near;
}

// The shares of words that speak most against why->label.
void FindWordsAgainst(const Pack& pack, const std::vector<WordShare>& shares,
                      std::vector<double> scores, WhyNot* why) {
  constexpr size_t kMost = 5;
  const auto adds = [&](const WordShare& share) {
    return share.adds[At(why->label)] - share.adds[At(why->rival)];
  };
  std::vector<const WordShare*> against;
  for (const WordShare& share : shares) {
    if (share.rule == WordShare::kNoRule && adds(share) < 0) against.push_back(&share);
  }
  std::stable_sort(against.begin(), against.end(),
                   [&](const WordShare* a, const WordShare* b) { return adds(*a) < adds(*b); });
  if (against.size() > kMost) against.resize(kMost);
  for (const WordShare* share : against) {
    why->against.push_back({share->span, adds(*share)});
    for (size_t l = 0; l < scores.size(); ++l) scores[l] -= share->adds[l];
  }
  why->gap_without_words = Gap(pack, scores, why->label);
}

}  // namespace

WhyNot ExplainWhyNot(const Plan& plan, const DecidingText& text, const std::vector<Hit>& hits,
                     LabelIndex label) {
  const Pack& pack = *plan.pack;
  SecondLook look(plan, text, hits);
  const auto [verdict, shares] = look.Unchanged();
  WhyNot why;
  why.label = label;
  why.given = verdict.label == label;
  if (why.given) return why;
  why.gap = Gap(pack, verdict.scores, label);
  why.weight_needed = WeightNeeded(pack, verdict.scores, label);
  const Verdict& without_own = look.After(WithoutOwn(pack, verdict, label));
  why.weight_needed_most =
      std::max(why.weight_needed, WeightNeeded(pack, without_own.scores, label));
  why.rival = BestBut(verdict.scores, label);
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    const bool counts = one.state == Evidence::State::kCounts;
    if (pack.rules[one.rule].label == label && !counts) why.set_aside.push_back(i);
  }
  why.smallest = SmallestChange(&look, label);
  why.near = NearPhrases(&look, text.normal, verdict.scores, label);
  if (why.smallest.empty()) FindWordsAgainst(pack, shares, verdict.scores, &why);
  return why;
}

}  // namespace cxo
