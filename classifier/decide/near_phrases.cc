// The words that a phrase lacks are put into the text, which is decided again: so that what they
// say by themselves is heard too. Where that does not make the phrase stand there, its rule is
// supposed to have found it where the first of its words stands, a guess.
#include "classifier/decide/near_phrases.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "classifier/decide/function_words.h"
#include "classifier/decide/spelt_words.h"
#include "classifier/match/workspace.h"
#include "classifier/pack/spellings.h"
#include "classifier/text/segments.h"

namespace cxo {
namespace {

struct Candidate {
  NearPhrase near;
  std::vector<SpeltWord> words;  // of its spelling
  size_t present = 0;            // how many of them stand in the text and tell something
  Span at;                       // the first of these
};

// Any text has function words, and short ones besides these are all but such.
bool Tells(std::string_view word) {
  constexpr size_t kShortest = 4;
  return word.size() >= kShortest && !IsFunctionWord(word);
}

// More words that are there before fewer, then fewer that are missing.
bool IsNearer(const Candidate& a, const Candidate& b) {
  if (a.present != b.present) return a.present > b.present;
  return a.near.missing.size() < b.near.missing.size();
}

// A word of the text counts once, however often it stands in the spelling.
Candidate CandidateOf(uint32_t pattern, std::string_view spelling, WordPlaces* places) {
  Candidate candidate{{.pattern = pattern}, SpeltWords(spelling)};
  std::vector<Span> present;
  for (SpeltWord& word : candidate.words) {
    word.at = places->Find(word);
    if (!word.at) {
      candidate.near.missing.push_back(word.text);
    } else if (Tells(word.text) &&
               std::find(present.begin(), present.end(), *word.at) == present.end()) {
      present.push_back(*word.at);
    }
  }
  candidate.present = present.size();
  if (!present.empty()) candidate.at = present[0];
  return candidate;
}

// The nearest spelling of a phrase; nothing if none is near, or all words of one stand in the text,
// which is then no nearer by other words.
std::optional<Candidate> NearestSpelling(uint32_t pattern, std::string_view phrase,
                                         WordPlaces* places) {
  constexpr size_t kMostSpellings = 128;
  std::optional<Candidate> nearest;
  for (const std::string& spelling : Spellings(phrase, kMostSpellings)) {
    Candidate candidate = CandidateOf(pattern, spelling, places);
    if (candidate.present == 0) continue;
    if (candidate.near.missing.empty()) return std::nullopt;
    if (!nearest || IsNearer(candidate, *nearest)) nearest = std::move(candidate);
  }
  return nearest;
}

// The nearest phrases of the label's rules, one for each rule, without their weights.
std::vector<Candidate> NearestOfRules(const Pack& pack, std::string_view normal, LabelIndex label) {
  WordPlaces places(normal);
  std::vector<Candidate> nearest;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const Pattern& pattern = pack.patterns[i];
    if (pattern.role != PatternRole::kEvidence || !pattern.is_phrase) continue;
    if (pack.rules[pattern.owner].label != label) continue;
    std::optional<Candidate> candidate = NearestSpelling(i, pattern.text, &places);
    if (!candidate) continue;
    // Patterns of one rule stand side by side.
    const bool same_rule =
        !nearest.empty() && pack.patterns[nearest.back().near.pattern].owner == pattern.owner;
    if (!same_rule) {
      nearest.push_back(*std::move(candidate));
    } else if (IsNearer(*candidate, nearest.back())) {
      nearest.back() = *std::move(candidate);
    }
  }
  return nearest;
}

// What would become of a near phrase if it stood in the text.
class NearTrial {
 public:
  NearTrial(SecondLook* look, const Matcher& matcher, std::string_view normal, LabelIndex label)
      : look_(*look),
        matcher_(matcher),
        normal_(normal),
        label_(label),
        scores_(look->After({}).scores) {}

  // Fills what *candidate lacks. False if the phrase would change nothing: its rule counts already,
  // or would without it.
  bool Try(Candidate* candidate) {
    if (!TryRule(*candidate, &candidate->near)) return false;
    candidate->near.rule_alone = !TryWords(*candidate, MissingSide::kBehind, &candidate->near) &&
                                 !TryWords(*candidate, MissingSide::kBefore, &candidate->near);
    return true;
  }

 private:
  // The rule alone: its phrase is supposed to be found where the first of its words stands.
  bool TryRule(const Candidate& candidate, NearPhrase* near) {
    const Pack& pack = look_.pack();
    Supposition supposed(pack);
    supposed.found = Hit{near->pattern, candidate.at};
    near->weight = pack.rules[RuleOf(*near)].weight;
    const std::vector<double> scores = Settle(&look_, candidate.at, &supposed, near);
    supposed.found.reset();
    return scores != (near->is_hindered() ? look_.Under(supposed).scores : scores_);
  }

  // The text with the missing words. False if the phrase does not stand there then.
  bool TryWords(const Candidate& candidate, MissingSide side, NearPhrase* near) {
    const CompletedText completed = WithMissing(normal_, candidate.words, side);
    std::vector<Hit> hits;
    if (matcher_.Match(completed.text, &workspace_, &hits) != MatchStatus::kOk) return false;
    const auto hit = std::find_if(hits.begin(), hits.end(), [&](const Hit& one) {
      return one.pattern == near->pattern && one.span.Overlaps(completed.added);
    });
    if (hit == hits.end()) return false;
    Segments segments;
    segments.Assign(completed.text);
    const DecidingText text{completed.text, &segments};
    SecondLook look(look_.plan(), text, hits);
    Supposition supposed(look_.pack());
    near->guards.clear();
    near->unmet = false;
    Settle(&look, hit->span, &supposed, near);
    return true;
  }

  uint32_t RuleOf(const NearPhrase& near) const {
    return look_.pack().patterns[near.pattern].owner;
  }

  // Takes away what hinders the hit at `at`, one after the other, until the label is given. Returns
  // the scores then.
  std::vector<double> Settle(SecondLook* look, Span at, Supposition* supposed,
                             NearPhrase* near) const {
    const Verdict* with = &look->Under(*supposed);
    while (with->label != label_ && TakeHindranceAway(*with, {RuleOf(*near), at}, near, supposed)) {
      with = &look->Under(*supposed);
    }
    near->lead = LeadFor(look->pack().decision, with->scores, label_);
    near->closes = with->label == label_;
    return with->scores;
  }

  struct Place {
    uint32_t rule = 0;
    Span at;
  };

  // Takes what sets the hit aside or weakens it out of the supposition: guards before needs, as
  // they are asked. False if nothing does.
  static bool TakeHindranceAway(const Verdict& verdict, const Place& hit, NearPhrase* near,
                                Supposition* supposed) {
    using State = Evidence::State;
    const auto& evidence = verdict.evidence;
    const auto piece = std::find_if(evidence.begin(), evidence.end(), [&](const Evidence& one) {
      return one.rule == hit.rule && one.span == hit.at;
    });
    if (piece == evidence.end()) return false;
    const size_t before = near->guards.size();
    const bool guarded = piece->state == State::kBlocked || piece->state == State::kFlipped;
    if (guarded) near->guards.push_back(piece->by);
    const auto place = static_cast<size_t>(piece - evidence.begin());
    for (const Weakening& it : WeakeningsOf(verdict.weakenings, place)) {
      near->guards.push_back(it.guard);
    }
    for (size_t i = before; i < near->guards.size(); ++i) {
      supposed->guards_off[near->guards[i]] = true;
    }
    if (near->guards.size() > before) return true;
    if (piece->state != State::kUnmet) return false;
    near->unmet = true;
    supposed->counting.Set(hit.rule, true);
    return true;
  }

  SecondLook& look_;
  const Matcher& matcher_;
  std::string_view normal_;
  LabelIndex label_;
  std::vector<double> scores_;  // of the text as it is
  MatchWorkspace workspace_;
};

}  // namespace

std::vector<NearPhrase> NearPhrases(SecondLook* look, const Matcher& matcher,
                                    std::string_view normal, LabelIndex label) {
  constexpr size_t kMost = 5;
  constexpr size_t kMostTried = 100;
  std::vector<Candidate> nearest = NearestOfRules(look->pack(), normal, label);
  std::stable_sort(nearest.begin(), nearest.end(), IsNearer);
  const size_t most_tried = std::min(kMostTried, look->most_looks());
  if (nearest.size() > most_tried) nearest.resize(most_tried);
  NearTrial trial(look, matcher, normal, label);
  std::vector<NearPhrase> near;
  for (size_t i = 0; i < nearest.size() && near.size() < kMost; ++i) {
    if (trial.Try(&nearest[i])) near.push_back(std::move(nearest[i].near));
  }
  std::stable_sort(near.begin(), near.end(), [](const NearPhrase& a, const NearPhrase& b) {
    return a.is_hindered() != b.is_hindered() ? b.is_hindered() : a.lead > b.lead;
  });
  return near;
}

}  // namespace cxo
