// Scores are sums, so a single change can be tried by adding and subtracting its weight.
#include "classifier/decide/why_not.h"

#include <algorithm>
#include <cmath>

namespace cxo {
namespace {

size_t At(LabelIndex label) { return static_cast<size_t>(label); }

// What `label` needs beyond its score to be given, under these scores.
double Gap(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  double rival = label == kNone ? -HUGE_VAL : pack.decision.threshold[At(label)];
  for (size_t other = 0; other < scores.size(); ++other) {
    if (other == At(label)) continue;
    // NONE need only overtake labels that reach their own threshold.
    if (label == kNone && scores[other] < pack.decision.threshold[other]) continue;
    rival = std::max(rival, scores[other]);
  }
  return rival - scores[At(label)];
}

bool IsGiven(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  const double gap = Gap(pack, scores, label);
  return gap < 0 || (gap == 0 && label == kNone);
}

bool IsSetAside(const Pack& pack, const Evidence& one, LabelIndex label) {
  return pack.rules[one.rule].label == label && one.state != Evidence::State::kCounts;
}

const Evidence& FinalAbsorber(const Verdict& verdict, const Evidence& one) {
  const Evidence* last = &one;
  while (last->state == Evidence::State::kAbsorbed) last = &verdict.evidence[last->by];
  return *last;
}

// The scores if one piece of evidence were given back to its own label.
std::vector<double> Restored(const Pack& pack, const Verdict& verdict, const Evidence& one) {
  std::vector<double> scores = verdict.scores;
  const Rule& rule = pack.rules[one.rule];
  if (one.state == Evidence::State::kFlipped) scores[At(kNone)] -= one.weight;
  if (one.state == Evidence::State::kAbsorbed) {
    scores[At(FinalAbsorber(verdict, one).label)] -= one.weight;
  }
  scores[At(rule.label)] += rule.weight;
  return scores;
}

// The scores if one piece of evidence that counts were not there.
std::vector<double> Removed(const Verdict& verdict, const Evidence& one) {
  std::vector<double> scores = verdict.scores;
  scores[At(FinalAbsorber(verdict, one).label)] -= one.weight;
  return scores;
}

std::optional<SingleChange> SmallestChange(const Pack& pack, const Verdict& verdict,
                                           LabelIndex label) {
  std::optional<SingleChange> smallest;
  double least = HUGE_VAL;
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    const bool restore = IsSetAside(pack, one, label);
    if (pack.rules[one.rule].label == kSignal || (!restore && !AddsToScore(one))) continue;
    const double size = std::abs(one.weight);
    const std::vector<double> scores =
        restore ? Restored(pack, verdict, one) : Removed(verdict, one);
    if (size < least && IsGiven(pack, scores, label)) {
      least = size;
      smallest = SingleChange{i, restore};
    }
  }
  return smallest;
}

bool IsWordByte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         static_cast<unsigned char>(byte) >= 0x80;
}

// The plain words of a phrase, without its operators; words of fewer than three bytes carry nothing.
std::vector<std::string> PlainWords(std::string_view phrase) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (word.size() >= 3) words.push_back(word);
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

// Of phrases with alternatives the words cannot be told apart; these are left out.
bool IsPlain(const Pattern& pattern) {
  return pattern.is_phrase && pattern.text.find_first_of("([|") == std::string::npos;
}

std::vector<NearPhrase> NearPhrases(const Pack& pack, std::string_view normal, LabelIndex label) {
  constexpr size_t kMost = 5;
  std::vector<NearPhrase> near;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const Pattern& pattern = pack.patterns[i];
    if (pattern.role != PatternRole::kEvidence || !IsPlain(pattern)) continue;
    if (pack.rules[pattern.owner].label != label) continue;
    NearPhrase candidate{.pattern = i};
    const std::vector<std::string> words = PlainWords(pattern.text);
    for (const std::string& word : words) {
      if (normal.find(word) == std::string_view::npos) candidate.missing.push_back(word);
    }
    const bool some_are_there = candidate.missing.size() < words.size();
    if (some_are_there && !candidate.missing.empty()) near.push_back(std::move(candidate));
  }
  std::stable_sort(near.begin(), near.end(), [&](const NearPhrase& a, const NearPhrase& b) {
    if (a.missing.size() != b.missing.size()) return a.missing.size() < b.missing.size();
    return pack.patterns[a.pattern].text.size() > pack.patterns[b.pattern].text.size();
  });
  if (near.size() > kMost) near.resize(kMost);
  return near;
}

}  // namespace

WhyNot ExplainWhyNot(const Pack& pack, const Verdict& verdict, std::string_view normal,
                     LabelIndex label) {
  WhyNot why;
  why.label = label;
  why.given = verdict.label == label;
  if (why.given) return why;
  why.gap = std::max(0.0, Gap(pack, verdict.scores, label));
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    if (IsSetAside(pack, verdict.evidence[i], label)) why.set_aside.push_back(i);
  }
  why.smallest = SmallestChange(pack, verdict, label);
  why.near = NearPhrases(pack, normal, label);
  return why;
}

}  // namespace cxo
