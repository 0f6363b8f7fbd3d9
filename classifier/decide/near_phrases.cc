// A phrase is supposed where the first of its words stands: a guess, for nothing says where the
// others would.
#include "classifier/decide/near_phrases.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "classifier/decide/function_words.h"
#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/pack/spellings.h"

namespace cxo {
namespace {

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

// Where words first stand in a text as words of their own ("ours" does not in "hours"). Spellings
// share most of their words, so that each is looked for once.
class WordPlaces {
 public:
  explicit WordPlaces(std::string_view normal) : normal_(normal) {}

  std::optional<Span> Find(const PlainWord& word) {
    auto& known = word.goes_on ? beginnings_ : words_;
    const auto [place, is_new] = known.try_emplace(word.text);
    if (is_new) place->second = Look(word);
    return place->second;
  }

 private:
  std::optional<Span> Look(const PlainWord& word) const {
    for (size_t at = normal_.find(word.text); at != std::string_view::npos;
         at = normal_.find(word.text, at + 1)) {
      const size_t end = at + word.text.size();
      if (!IsBorder(normal_, at) || (!word.goes_on && !IsBorder(normal_, end))) continue;
      return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    }
    return std::nullopt;
  }

  std::string_view normal_;
  std::unordered_map<std::string, std::optional<Span>> words_;
  std::unordered_map<std::string, std::optional<Span>> beginnings_;
};

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

// A word of the text counts once, however often it stands in the spelling.
Candidate CandidateOf(uint32_t pattern, std::string_view spelling, WordPlaces* places) {
  Candidate candidate{{.pattern = pattern}};
  std::vector<Span> present;
  for (PlainWord& word : PlainWords(spelling)) {
    const std::optional<Span> place = places->Find(word);
    if (!place) {
      candidate.near.missing.push_back(std::move(word.text));
    } else if (!IsFunctionWord(word.text) &&
               std::find(present.begin(), present.end(), *place) == present.end()) {
      present.push_back(*place);
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
  NearTrial(SecondLook* look, LabelIndex label)
      : look_(*look), label_(label), scores_(look->After({}).scores) {}

  // Fills what *candidate lacks. False if the phrase would change nothing: its rule counts already,
  // or would without it.
  bool Try(Candidate* candidate) {
    NearPhrase& near = candidate->near;
    const Pack& pack = look_.pack();
    const uint32_t rule = pack.patterns[near.pattern].owner;
    Supposition supposed(pack);
    supposed.found = Hit{near.pattern, candidate->at};
    const Verdict* with = &look_.Under(supposed);
    while (with->label != label_ && TakeHindranceAway(*with, rule, &near, &supposed)) {
      with = &look_.Under(supposed);
    }
    near.weight = pack.rules[rule].weight;
    near.lead = LeadFor(pack.decision, with->scores, label_);
    near.closes = with->label == label_;
    const std::vector<double> scores = with->scores;
    supposed.found.reset();
    return scores != (near.is_hindered() ? look_.Under(supposed).scores : scores_);
  }

 private:
  // Takes what sets the supposed hit aside or weakens it out of the supposition: guards before
  // needs, as they are asked. False if nothing does.
  static bool TakeHindranceAway(const Verdict& verdict, uint32_t rule, NearPhrase* near,
                                Supposition* supposed) {
    using State = Evidence::State;
    const auto& evidence = verdict.evidence;
    const auto piece = std::find_if(evidence.begin(), evidence.end(), [&](const Evidence& one) {
      return one.rule == rule && one.span == supposed->found->span;
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
    supposed->counting.Set(rule, true);
    return true;
  }

  SecondLook& look_;
  LabelIndex label_;
  std::vector<double> scores_;  // of the text as it is
};

}  // namespace

std::vector<NearPhrase> NearPhrases(SecondLook* look, std::string_view normal, LabelIndex label) {
  constexpr size_t kMost = 5;
  constexpr size_t kMostTried = 100;
  std::vector<Candidate> nearest = NearestOfRules(look->pack(), normal, label);
  std::stable_sort(nearest.begin(), nearest.end(), IsNearer);
  const size_t most_tried = std::min(kMostTried, look->most_looks());
  if (nearest.size() > most_tried) nearest.resize(most_tried);
  NearTrial trial(look, label);
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
