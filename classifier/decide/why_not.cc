// Changes are tried by adding up the scores anew. Rules count at most `cap` times, so what can be
// changed is bounded by the pack, however long the text.
#include "classifier/decide/why_not.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "classifier/decide/outcome.h"
#include "classifier/decide/scoring.h"

namespace cxo {
namespace {

size_t At(LabelIndex label) { return static_cast<size_t>(label); }

// What `label` needs beyond its score to be given.
double Gap(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  double rival = label == kNone ? -HUGE_VAL : pack.decision.threshold[At(label)];
  for (size_t other = 0; other < scores.size(); ++other) {
    if (other != At(label)) rival = std::max(rival, scores[other]);
  }
  return std::max(0.0, rival - scores[At(label)]);
}

bool IsSetAside(const Pack& pack, const Evidence& one, LabelIndex label) {
  return pack.rules[one.rule].label == label && one.state != Evidence::State::kCounts;
}

bool Has(const std::vector<EvidenceChange>& changes, uint32_t evidence) {
  return std::any_of(changes.begin(), changes.end(), [evidence](const EvidenceChange& change) {
    return change.evidence == evidence;
  });
}

// Whose score piece `index` adds to when the pieces in `changes` no longer take part.
LabelIndex LabelAfter(const Verdict& verdict, const std::vector<EvidenceChange>& changes,
                      uint32_t index) {
  const Evidence* last = &verdict.evidence[index];
  while (last->state == Evidence::State::kAbsorbed && !Has(changes, last->by)) {
    last = &verdict.evidence[last->by];
  }
  return last->label;
}

// The search for changes that give one label.
class ChangeFinder {
 public:
  ChangeFinder(const Pack& pack, const Verdict& verdict, LabelIndex label)
      : pack_(pack), verdict_(verdict), label_(label), room_(pack.rules.size()) {
    for (size_t r = 0; r < room_.size(); ++r) room_[r] = pack.rules[r].cap;
    for (const Evidence& one : verdict.evidence) {
      if (AddsToScore(one)) --room_[one.rule];
    }
    FindCandidates();
  }

  std::vector<EvidenceChange> Find() const {
    constexpr size_t kMost = 5;
    std::vector<EvidenceChange> changes;
    while (changes.size() < kMost) {
      if (const EvidenceChange* last = LeastThatGives(changes)) {
        changes.push_back(*last);
        return changes;
      }
      const EvidenceChange* heaviest = Heaviest(changes);
      if (heaviest == nullptr) break;
      changes.push_back(*heaviest);
    }
    return {};
  }

 private:
  void FindCandidates() {
    for (uint32_t i = 0; i < verdict_.evidence.size(); ++i) {
      const Evidence& one = verdict_.evidence[i];
      if (pack_.rules[one.rule].label == kSignal) continue;
      if (IsSetAside(pack_, one, label_)) {
        if (TakesRoom(one)) candidates_.push_back({i, true});
      } else if (AddsToScore(one)) {
        candidates_.push_back({i, false});
      }
    }
  }

  // What counted in another way has its place already; the rest finds one below the rule's cap.
  bool TakesRoom(const Evidence& one) {
    if (AddsToScore(one)) return true;
    if (one.state == Evidence::State::kCapped || room_[one.rule] == 0) return false;
    --room_[one.rule];
    return true;
  }

  double Size(const EvidenceChange& change) const {
    return std::abs(verdict_.evidence[change.evidence].weight);
  }

  // The least weighty change that gives the label after `before`.
  const EvidenceChange* LeastThatGives(const std::vector<EvidenceChange>& before) const {
    const EvidenceChange* least = nullptr;
    for (const EvidenceChange& candidate : candidates_) {
      if (Has(before, candidate.evidence)) continue;
      if (least != nullptr && Size(candidate) >= Size(*least)) continue;
      std::vector<EvidenceChange> changes = before;
      changes.push_back(candidate);
      if (LabelFor(pack_, ScoresAfter(pack_, verdict_, changes)) == label_) least = &candidate;
    }
    return least;
  }

  // The weightiest change that helps: evidence of the leading label removed, or its own restored.
  const EvidenceChange* Heaviest(const std::vector<EvidenceChange>& before) const {
    const std::vector<double> scores = ScoresAfter(pack_, verdict_, before);
    size_t leader = At(label_) == 0 ? 1 : 0;
    for (size_t i = 0; i < scores.size(); ++i) {
      if (i != At(label_) && scores[i] > scores[leader]) leader = i;
    }
    const EvidenceChange* heaviest = nullptr;
    for (const EvidenceChange& candidate : candidates_) {
      const Evidence& one = verdict_.evidence[candidate.evidence];
      if (Has(before, candidate.evidence) || one.weight <= 0) continue;
      const LabelIndex speaks_for = LabelAfter(verdict_, before, candidate.evidence);
      if (!candidate.restore && At(speaks_for) != leader) continue;
      if (heaviest == nullptr || Size(candidate) > Size(*heaviest)) heaviest = &candidate;
    }
    return heaviest;
  }

  const Pack& pack_;
  const Verdict& verdict_;
  LabelIndex label_;
  std::vector<uint32_t> room_;  // by rule: how often it may still count
  std::vector<EvidenceChange> candidates_;
};

bool IsWordByte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         static_cast<unsigned char>(byte) >= 0x80;
}

// The plain words of a phrase, without its operators; words of fewer than four bytes carry nothing.
std::vector<std::string> PlainWords(std::string_view phrase) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (word.size() >= 4) words.push_back(word);
    word.clear();
  };
  for (const char byte : phrase) {
    const char lower = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
    if (IsWordByte(lower)) {
      word += lower;
    } else {
      finish();
    }
  }
  finish();
  return words;
}

// Of phrases with alternatives, which lists of words are too, the words cannot be told apart; these
// are left out.
bool IsPlain(const Pattern& pattern) {
  return pattern.is_phrase && pattern.text.find_first_of("([|<") == std::string::npos;
}

struct Candidate {
  NearPhrase near;
  size_t present = 0;  // words that stand in the text
};

// More words that are there before fewer, then fewer that are missing.
bool IsNearer(const Candidate& a, const Candidate& b) {
  if (a.present != b.present) return a.present > b.present;
  return a.near.missing.size() < b.near.missing.size();
}

// The nearest phrases of the label's rules, one for each rule, without their weights.
std::vector<Candidate> NearestOfRules(const Pack& pack, std::string_view normal, LabelIndex label) {
  std::vector<Candidate> nearest;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const Pattern& pattern = pack.patterns[i];
    if (pattern.role != PatternRole::kEvidence || !IsPlain(pattern)) continue;
    if (pack.rules[pattern.owner].label != label) continue;
    Candidate candidate{{.pattern = i}};
    for (std::string& word : PlainWords(pattern.text)) {
      if (normal.find(word) != std::string_view::npos) {
        ++candidate.present;
      } else {
        candidate.near.missing.push_back(std::move(word));
      }
    }
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

std::vector<NearPhrase> NearPhrases(const Pack& pack, const Verdict& verdict,
                                    std::string_view normal, LabelIndex label) {
  constexpr size_t kMost = 5;
  std::vector<Candidate> nearest = NearestOfRules(pack, normal, label);
  std::stable_sort(nearest.begin(), nearest.end(), IsNearer);
  if (nearest.size() > kMost) nearest.resize(kMost);
  std::vector<NearPhrase> near;
  for (Candidate& candidate : nearest) {
    near.push_back(std::move(candidate.near));
    near.back().weight = pack.rules[pack.patterns[near.back().pattern].owner].weight;
    std::vector<double> scores = verdict.scores;
    scores[At(label)] += near.back().weight;
    near.back().closes = LabelFor(pack, scores) == label;
  }
  return near;
}

}  // namespace

std::vector<double> ScoresAfter(const Pack& pack, const Verdict& verdict,
                                const std::vector<EvidenceChange>& changes) {
  std::vector<double> scores = BaseScores(pack, verdict.leaning);
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    if (Has(changes, i) || !AddsToScore(one)) continue;
    const LabelIndex label = LabelAfter(verdict, changes, i);
    if (label != kSignal) scores[At(label)] += one.weight;
  }
  for (const EvidenceChange& change : changes) {
    if (!change.restore) continue;
    const Evidence& one = verdict.evidence[change.evidence];
    const Rule& rule = pack.rules[one.rule];
    // What is turned over has lost its sign.
    scores[At(rule.label)] += std::copysign(one.weight, rule.weight);
  }
  return scores;
}

WhyNot ExplainWhyNot(const Pack& pack, const Verdict& verdict, std::string_view normal,
                     LabelIndex label) {
  WhyNot why;
  why.label = label;
  why.given = verdict.label == label;
  if (why.given) return why;
  why.gap = Gap(pack, verdict.scores, label);
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    if (IsSetAside(pack, verdict.evidence[i], label)) why.set_aside.push_back(i);
  }
  why.smallest = ChangeFinder(pack, verdict, label).Find();
  why.near = NearPhrases(pack, verdict, normal, label);
  return why;
}

}  // namespace cxo
