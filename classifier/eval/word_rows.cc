// Terms are numbered in the order in which the rows first hold them, so that the same file gives
// the same numbers.
#include "classifier/eval/word_rows.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

#include "classifier/decide/scoring.h"
#include "classifier/text/terms.h"

namespace cxo {
namespace {

class RowReader {
 public:
  RowReader(const Classifier& classifier, const MatchedCorpus& corpus)
      : corpus_(corpus), pack_(classifier.pack()), decider_(classifier.plan()) {
    out_.bias = pack_.decision.bias;
    for (const Rule& rule : pack_.rules) {
      if (!IsHeard(rule)) continue;
      out_.heard.push_back(
          {rule.id, rule.weight, pack_.labels[static_cast<size_t>(rule.label)].name});
    }
    on_.assign(pack_.rules.size(), kNew);
    off_.assign(pack_.rules.size(), kNew);
    for (LabelIndex l = 0; l < static_cast<LabelIndex>(pack_.labels.size()); ++l) {
      const Label& label = pack_.labels[static_cast<size_t>(l)];
      out_.labels.push_back(label.name);
      for (uint32_t s = 0; s < label.subtypes.size(); ++s) {
        out_.subtypes.push_back({l, s});
        out_.subtype_names.push_back(label.name + "." + label.subtypes[s]);
      }
    }
  }

  WordRows Read(const std::vector<SignalPair>* given) {
    for (size_t i = 0; i < corpus_.size(); ++i) {
      corpus_.Decide(i, &decider_, &verdict_);
      WordRow row{.scores = verdict_.scores, .gold = corpus_.row(i).label};
      row.heard = HeardScores();
      row.subtypes = SubtypesOf(corpus_.row(i));
      ReadTerms(decider_.decided(), &row.terms);
      ReadSignals(&row.signals);
      ReadPairs(&row.pairs);
      out_.rows.push_back(std::move(row));
    }
    KeepPairs(given == nullptr ? TellingPairs() : PairsOf(*given));
    return std::move(out_);
  }

 private:
  static constexpr uint32_t kNew = UINT32_MAX;

  static bool IsHeard(const Rule& rule) { return !rule.locked && rule.label != kSignal; }

  void ReadTerms(std::string_view normal, std::vector<uint32_t>* features) {
    for (const Term& term : FindTerms(normal, &term_room_)) {
      const auto [known, is_new] =
          numbers_.try_emplace(term.number, static_cast<uint32_t>(out_.terms.size()));
      if (is_new) out_.terms.push_back(TermName(normal, term));
      features->push_back(known->second);
    }
    Tidy(features);
  }

  // Nothing for a row whose subtypes the label does not all have.
  uint64_t SubtypesOf(const GoldRow& row) const {
    uint64_t subtypes = 0;
    std::string_view joined = row.subtype;
    while (!joined.empty()) {
      const size_t plus = std::min(joined.find('+'), joined.size());
      const std::string name =
          out_.labels[static_cast<size_t>(row.label)] + "." + std::string(joined.substr(0, plus));
      const auto found = std::find(out_.subtype_names.begin(), out_.subtype_names.end(), name);
      if (found == out_.subtype_names.end()) return 0;
      subtypes |= uint64_t{1} << (found - out_.subtype_names.begin());
      joined.remove_prefix(std::min(plus + 1, joined.size()));
    }
    return subtypes;
  }

  std::vector<double> HeardScores() const {
    std::vector<double> scores(pack_.labels.size());
    for (const Evidence& one : verdict_.evidence) {
      const LabelIndex label = ScoredLabel(verdict_.evidence, one);
      if (label != kSignal && IsHeard(pack_.rules[one.rule])) {
        scores[static_cast<size_t>(label)] += one.weight;
      }
    }
    return scores;
  }

  void ReadSignals(std::vector<uint32_t>* features) {
    for (const Evidence& one : verdict_.evidence) {
      if (one.state == Evidence::State::kShadowed || pack_.rules[one.rule].locked) continue;
      uint32_t& number = (IsAlive(one) ? on_ : off_)[one.rule];
      if (number == kNew) {
        number = static_cast<uint32_t>(out_.signals.size());
        out_.signals.push_back(pack_.rules[one.rule].id + (IsAlive(one) ? "" : " off"));
      }
      features->push_back(number);
    }
    Tidy(features);
  }

  // The numbers of two signals are one number here, until all rows have been read.
  void ReadPairs(std::vector<uint32_t>* features) {
    const PlacedEvidence& placed = decider_.placed();
    for (uint32_t clause = 0; clause < placed.clauses(); ++clause) {
      together_.clear();
      const std::span<const uint64_t> rules = placed.RulesInClause(clause);
      for (size_t word = 0; word < rules.size(); ++word) {
        VisitBits(rules[word], word, [&](uint32_t rule) {
          if (on_[rule] <= kSignalMask) together_.push_back(on_[rule]);
        });
      }
      for (size_t a = 0; a < together_.size(); ++a) {
        for (size_t b = a + 1; b < together_.size(); ++b) {
          features->push_back(PairOf(together_[a], together_[b]));
        }
      }
    }
    Tidy(features);
  }

  static void Tidy(std::vector<uint32_t>* features) {
    std::sort(features->begin(), features->end());
    features->erase(std::unique(features->begin(), features->end()), features->end());
  }

  // The smaller number first, so that the same two are the same pair.
  static uint32_t PairOf(uint32_t a, uint32_t b) {
    return std::min(a, b) << kBitsOfSignal | std::max(a, b);
  }
  static uint32_t FirstOf(uint32_t pair) { return pair >> kBitsOfSignal; }
  static uint32_t SecondOf(uint32_t pair) { return pair & kSignalMask; }

  // Pairs of which there is enough to be learnt, ascending.
  std::vector<uint32_t> TellingPairs() const {
    std::vector<size_t> rows_of(out_.signals.size());
    std::unordered_map<uint32_t, size_t> rows_of_pair;
    for (const WordRow& row : out_.rows) {
      for (const uint32_t signal : row.signals) ++rows_of[signal];
      for (const uint32_t pair : row.pairs) ++rows_of_pair[pair];
    }
    std::vector<uint32_t> telling;
    for (const auto& [pair, rows] : rows_of_pair) {
      const size_t rarer = std::min(rows_of[FirstOf(pair)], rows_of[SecondOf(pair)]);
      const bool apart = static_cast<double>(rows) <= kMostTogether * static_cast<double>(rarer);
      if (rows >= kLeastRowsOfPair && apart) telling.push_back(pair);
    }
    std::sort(telling.begin(), telling.end());
    return telling;
  }

  // Those that weights are there for already, with what numbers them.
  std::vector<uint32_t> PairsOf(const std::vector<SignalPair>& named) const {
    std::unordered_map<std::string_view, uint32_t> numbers;
    const size_t most = std::min<size_t>(out_.signals.size(), kSignalMask + 1);
    for (uint32_t i = 0; i < most; ++i) numbers[out_.signals[i]] = i;
    std::vector<uint32_t> pairs;
    for (const SignalPair& pair : named) {
      const auto first = numbers.find(pair.first);
      const auto second = numbers.find(pair.second);
      if (first == numbers.end() || second == numbers.end()) continue;  // in no row, or beyond
      pairs.push_back(PairOf(first->second, second->second));
    }
    return pairs;
  }

  // Numbers these pairs, and takes all others out of the rows.
  void KeepPairs(const std::vector<uint32_t>& kept) {
    std::unordered_map<uint32_t, uint32_t> numbers;
    for (const uint32_t pair : kept) {
      numbers[pair] = static_cast<uint32_t>(out_.pairs.size());
      const auto& [first, second] =
          std::minmax(out_.signals[FirstOf(pair)], out_.signals[SecondOf(pair)]);
      out_.pairs.push_back(NameOf({first, second}));
    }
    for (WordRow& row : out_.rows) {
      std::vector<uint32_t> pairs;
      for (const uint32_t pair : row.pairs) {
        const auto found = numbers.find(pair);
        if (found != numbers.end()) pairs.push_back(found->second);
      }
      row.pairs = std::move(pairs);
    }
  }

  // Of a pack that has more signals than half of a number can tell, those beyond make no pairs.
  static constexpr int kBitsOfSignal = 16;
  static constexpr uint32_t kSignalMask = (uint32_t{1} << kBitsOfSignal) - 1;
  static constexpr size_t kLeastRowsOfPair = 25;
  // Of the rarer of two signals so many rows hold both at most: where one hardly stands without
  // the other, both together say nothing that it does not say.
  static constexpr double kMostTogether = 0.8;

  const MatchedCorpus& corpus_;
  const Pack& pack_;
  Decider decider_;
  Verdict verdict_;
  WordRows out_;
  std::vector<Term> term_room_;
  std::unordered_map<uint64_t, uint32_t> numbers_;  // of terms
  std::vector<uint32_t> on_;                        // per rule
  std::vector<uint32_t> off_;
  std::vector<uint32_t> together_;  // signals of a clause
};

}  // namespace

WordRows ReadWordRows(const Classifier& classifier, const MatchedCorpus& corpus,
                      const std::vector<SignalPair>* pairs) {
  return RowReader(classifier, corpus).Read(pairs);
}

}  // namespace cxo
