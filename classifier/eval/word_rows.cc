// Terms are numbered in the order in which the rows first hold them, so that the same file gives
// the same numbers.
#include "classifier/eval/word_rows.h"

#include <algorithm>
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

  WordRows Read() {
    for (size_t i = 0; i < corpus_.size(); ++i) {
      corpus_.Decide(i, &decider_, &verdict_);
      WordRow row{.scores = verdict_.scores, .gold = corpus_.row(i).label};
      row.heard = HeardScores();
      row.subtypes = SubtypesOf(corpus_.row(i));
      ReadTerms(decider_.decided(), &row.terms);
      ReadSignals(&row.signals);
      out_.rows.push_back(std::move(row));
    }
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

  static void Tidy(std::vector<uint32_t>* features) {
    std::sort(features->begin(), features->end());
    features->erase(std::unique(features->begin(), features->end()), features->end());
  }

  const MatchedCorpus& corpus_;
  const Pack& pack_;
  Decider decider_;
  Verdict verdict_;
  WordRows out_;
  std::vector<Term> term_room_;
  std::unordered_map<uint64_t, uint32_t> numbers_;  // of terms
  std::vector<uint32_t> on_;                        // per rule
  std::vector<uint32_t> off_;
};

}  // namespace

WordRows ReadWordRows(const Classifier& classifier, const MatchedCorpus& corpus) {
  return RowReader(classifier, corpus).Read();
}

}  // namespace cxo
