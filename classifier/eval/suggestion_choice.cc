// Chooses, proves the choice on the pack's examples, and chooses again without what failed.
#include "classifier/eval/suggestion_choice.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/eval/examples.h"
#include "classifier/eval/extend_pack.h"
#include "classifier/eval/suggestion_examples.h"

namespace cxo {
namespace {

// Of filling up with others what failed; each takes at least one phrase out.
constexpr int kRounds = 8;

bool IsWithin(const std::string& inner, const std::string& outer) {
  return (" " + outer + " ").find(" " + inner + " ") != std::string::npos;
}

size_t Shared(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  std::vector<uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

// The pack with `chosen` added, compiled. Null if it cannot be: then nothing is suggested.
std::unique_ptr<const Classifier> Extended(const Pack& pack,
                                           const std::vector<Suggestion>& chosen) {
  std::vector<NewRule> rules;
  rules.reserve(chosen.size());
  for (const Suggestion& one : chosen) rules.push_back({one.rule, one.phrase});
  Result<Pack> extended = WithRules(pack, rules);
  if (!extended.ok()) return nullptr;
  BuiltMatcher built = BuildFastMatcher(*extended);
  if (!built.matcher) return nullptr;
  auto classifier = Classifier::Create(std::move(extended).value(), std::move(built.matcher));
  return classifier.ok() ? std::move(classifier).value() : nullptr;
}

// By id of a rule: the failing examples of the pack with it alone; nothing if it cannot be
// compiled.
using FailuresAlone = std::map<std::string, std::optional<std::vector<Error>>>;

class Chooser {
 public:
  Chooser(const Classifier& classifier, const MatchedCorpus& corpus, const LabelledRows& rows,
          const SuggestOptions& options)
      : classifier_(classifier),
        corpus_(corpus),
        rows_(rows),
        options_(options),
        failing_already_(ErrorsOf(RunExamples(classifier).failures)) {}

  SuggestionChoice Run(std::vector<Suggestion> ranked) {
    SuggestionChoice result;
    std::vector<Suggestion> chosen = FirstOf(ranked);
    for (int round = 1; !chosen.empty(); ++round) {
      // Examples of the proof before were cut out beside rules that are no longer there.
      for (Suggestion& one : chosen) {
        one.rule.hit.clear();
        one.rule.miss.clear();
      }
      const auto with = Extended(classifier_.pack(), chosen);
      if (!with) break;
      std::vector<std::string> out = TakeExamples(*with, &chosen);
      for (std::string& id : FindContradictions(*with, chosen, &result.contradictions)) {
        out.push_back(std::move(id));
      }
      if (out.empty()) {
        result.best = std::move(chosen);
        break;
      }
      const auto is_out = [&](const Suggestion& one) {
        return std::find(out.begin(), out.end(), one.rule.id) != out.end();
      };
      std::erase_if(ranked, is_out);
      // There is an end to looking for others. The rest is proved anew all the same, for what broke
      // an example together may do so without the last of them.
      if (round < kRounds) {
        chosen = FirstOf(ranked);
      } else {
        std::erase_if(chosen, is_out);
      }
    }
    return result;
  }

 private:
  std::vector<Suggestion> FirstOf(const std::vector<Suggestion>& ranked) const {
    std::vector<Suggestion> chosen;
    for (const Suggestion& one : ranked) {
      const auto better = std::find_if(chosen.begin(), chosen.end(), [&](const Suggestion& other) {
        return 4 * Shared(one.rows, other.rows) >= 3 * one.rows.size();
      });
      if (better == chosen.end()) {
        if (chosen.size() == options_.top) continue;  // later ones may still be variants
        chosen.push_back(one);
      } else if (better->rule.label == one.rule.label) {
        better->variants.push_back(one.phrase);
      }
    }
    for (Suggestion& one : chosen) Tidy(&one);
    return chosen;
  }

  // Variants that speak of the same thing come first, the rest are chance neighbours.
  static void Tidy(Suggestion* one) {
    constexpr size_t kMostVariants = 5;
    std::stable_partition(one->variants.begin(), one->variants.end(), [&](const auto& variant) {
      return IsWithin(variant, one->phrase) || IsWithin(one->phrase, variant);
    });
    if (one->variants.size() > kMostVariants) one->variants.resize(kMostVariants);
  }

  // Gives each, which has none, its examples; names those that count in no piece of a row.
  std::vector<std::string> TakeExamples(const Classifier& with,
                                        std::vector<Suggestion>* chosen) const {
    std::vector<std::string> without;
    for (Suggestion& one : *chosen) {
      const FoundExamples found = FindExamples(with, corpus_, WishFor(one));
      for (const std::string& text : found.hit) one.rule.hit.push_back({.text = text});
      for (const std::string& text : found.miss) one.rule.miss.push_back({.text = text});
      if (found.hit.empty()) without.push_back(one.rule.id);
    }
    return without;
  }

  ExampleWish WishFor(const Suggestion& one) const {
    ExampleWish wish{.rule = one.rule.id, .phrase = one.phrase};
    const std::vector<bool>& of_label = rows_.of_label[static_cast<size_t>(one.rule.label)];
    for (const uint32_t row : one.rows) {
      (of_label[row] ? wish.hit : wish.near).push_back(row);
    }
    std::vector<uint32_t> own;
    for (uint32_t row = 0; row < of_label.size(); ++row) {
      if (std::binary_search(one.rows.begin(), one.rows.end(), row)) continue;
      (of_label[row] ? own : wish.miss).push_back(row);
    }
    // Better a text of the label itself than none.
    if (wish.miss.empty()) wish.miss = std::move(own);
    return wish;
  }

  // Of rules and of the pack. The counts are those of rules alone.
  ExampleRun RunExamples(const Classifier& classifier) const {
    ExampleRun all = RunRuleExamples(classifier);
    const ExampleRun of_pack = RunPackExamples(classifier, options_.profile);
    all.failures.insert(all.failures.end(), of_pack.failures.begin(), of_pack.failures.end());
    return all;
  }

  // Names the chosen ones that make an example fail.
  std::vector<std::string> FindContradictions(const Classifier& with,
                                              const std::vector<Suggestion>& chosen,
                                              std::vector<Contradiction>* contradictions) {
    std::vector<std::string> out;
    Classifier::Session session(with);
    for (const auto& [failure, text] : RunExamples(with).failures) {
      if (HasSameExample(failing_already_, failure)) continue;
      const Verdict& verdict = session.Classify(text);
      std::vector<const Suggestion*> suspects;
      for (const Suggestion& one : chosen) {
        const uint32_t rule = FindRule(with.pack(), one.rule.id).value();
        if (HasEvidence(verdict, rule)) suspects.push_back(&one);
      }
      bool alone = true;
      for (const Suggestion* one : Guilty(std::move(suspects), failure, &alone)) {
        if (std::find(out.begin(), out.end(), one->rule.id) != out.end()) continue;
        out.push_back(one->rule.id);
        contradictions->push_back({one->phrase, one->rule.label, failure, alone});
      }
    }
    return out;
  }

  // Of those that have evidence in a failing example the ones that make it fail alone; the others
  // are only there. If it takes several, the last one, which is worth least.
  std::vector<const Suggestion*> Guilty(std::vector<const Suggestion*> suspects,
                                        const Error& failure, bool* alone) {
    *alone = true;
    if (suspects.size() < 2) return suspects;
    const Suggestion* last = suspects.back();
    std::erase_if(suspects, [&](const Suggestion* one) { return !Breaks(*one, failure); });
    *alone = !suspects.empty();
    if (suspects.empty()) suspects.push_back(last);
    return suspects;
  }

  // True if the example of `failure` fails in the pack with this one alone, in whatever way. What
  // fails with it is found out once for all rounds, for compiling a pack takes long.
  bool Breaks(const Suggestion& one, const Error& failure) {
    const auto [known, is_new] = failures_alone_.try_emplace(one.rule.id);
    if (is_new) {
      const auto with = Extended(classifier_.pack(), {one});
      if (with) known->second = ErrorsOf(RunExamples(*with).failures);
    }
    const std::optional<std::vector<Error>>& failures = known->second;
    return !failures || HasSameExample(*failures, failure);
  }

  static bool HasEvidence(const Verdict& verdict, uint32_t rule) {
    return std::any_of(verdict.evidence.begin(), verdict.evidence.end(),
                       [rule](const Evidence& piece) { return piece.rule == rule; });
  }

  const Classifier& classifier_;
  const MatchedCorpus& corpus_;
  const LabelledRows& rows_;
  const SuggestOptions& options_;
  std::vector<Error> failing_already_;
  FailuresAlone failures_alone_;
};

}  // namespace

RuleNames::RuleNames(const Pack& pack) : pack_(pack) {
  for (const Rule& rule : pack.rules) taken_.insert(rule.id);
  for (const Guard& guard : pack.guards) taken_.insert(guard.id);
}

std::string RuleNames::Fresh(LabelIndex label, const std::string& phrase) {
  constexpr size_t kLongest = 80;  // an id has at most 100 bytes
  std::string id = AsciiLowered(pack_.labels[static_cast<size_t>(label)].name) + ".";
  const size_t head = id.size();
  for (const char c : phrase) {
    const bool plain = IsLower(c) || IsDigit(c);
    if (plain) id += c;
    if (!plain && id.size() > head && id.back() != '-') id += '-';
  }
  id.resize(std::min(id.size(), head + kLongest));
  while (id.back() == '-') id.pop_back();
  if (id.size() == head) id += "phrase";
  std::string fresh = id;
  for (int number = 2; !taken_.insert(fresh).second; ++number) {
    fresh = id + "-" + std::to_string(number);
  }
  return fresh;
}

SuggestionChoice ChooseSuggestions(const Classifier& classifier, const MatchedCorpus& corpus,
                                   const LabelledRows& rows, std::vector<Suggestion> ranked,
                                   const SuggestOptions& options) {
  return Chooser(classifier, corpus, rows, options).Run(std::move(ranked));
}

}  // namespace cxo
