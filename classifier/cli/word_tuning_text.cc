// The screen of `cxo tune --words`.
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/method_table.h"
#include "classifier/cli/word_tuning_report.h"
#include "classifier/error/counted.h"
#include "classifier/error/wrapped.h"

namespace cxo {
namespace {

class WordTuningScreen {
 public:
  explicit WordTuningScreen(const WordTuningReport& report)
      : pack_(*report.pack), gold_(*report.gold), it_(*report.tuning), origin_(report.origin) {}

  std::string Draw(size_t most) {
    DrawMethods();
    DrawAnswer();
    DrawSize();
    DrawSubtypes();
    if (it_.adapted) out_ += "\nWhat moved furthest towards each label:\n";
    for (size_t label = 0; label < pack_.labels.size(); ++label) DrawLabel(label, most);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void DrawMethods() {
    out_ += MethodTableHead(pack_, gold_, origin_);
    out_ += MethodTableRow(pack_, it_.adapted ? "standing words" : "rules alone", it_.methods[0]);
    out_ += MethodTableRow(pack_, it_.adapted ? "adapted" : "with words", it_.methods[1]);
    Add("{}: every row is answered by a fit that has not seen it\n",
        it_.adapted ? "adapted" : "with words");
    if (it_.adapted && WasFittedOn(pack_.words_corpus, origin_.corpus)) {
      out_ += "but words.toml of the pack was fitted on all of these rows\n";
    }
    out_ += "\n";
  }

  std::string_view Answer() const {
    const bool higher = it_.difference.is_higher();
    if (it_.adapted) {
      if (it_.helps()) return "Adapting helps";
      return higher ? "Adapting helps no more than chance may" : "Adapting does not help";
    }
    if (it_.helps()) return "Words help";
    return higher ? "Words help no more than chance may" : "Words do not help";
  }

  void DrawAnswer() {
    const PairedDifference& d = it_.difference;
    Add("{}: macro-F1 {:+.3f} [{:+.3f}, {:+.3f}], accuracy {:+.3f} [{:+.3f}, {:+.3f}]\n", Answer(),
        d.macro_f1_gain, d.macro_f1.low, d.macro_f1.high, d.accuracy_gain, d.accuracy.low,
        d.accuracy.high);
    out_ += "(95 % intervals: paired bootstrap, the same rows for both)\n\n";
  }

  void DrawSize() {
    const size_t labels = pack_.labels.size();
    std::string size = fmt::format(
        "{} words and pairs of words, {} and {} of signals have weights; rules at a voice of {}, "
        "calibration slope {}, intercept {}",
        CountEntries(it_.fitted.term_weights, labels),
        Counted(CountEntries(it_.fitted.signal_weights, labels), "signal"),
        Counted(CountEntries(it_.fitted.pair_weights, labels), "pair"), TomlNumber(it_.voice),
        TomlNumber(it_.decision.slope), TomlNumber(it_.decision.intercept));
    if (it_.confidence.kept != ConfidenceKept::kNo) {
      size += ", as in the pack: " + WhyConfidenceIsKept(it_.confidence);
    }
    out_ += Wrapped("", size, "");
  }

  void DrawSubtypes() {
    if (it_.with_subtype == 0) return;
    const auto share = [&](size_t rows) {
      return 100.0 * static_cast<double>(rows) / static_cast<double>(it_.with_subtype);
    };
    Add("Subtypes, where the label is right: all of them told in {:.1f} % of {}, one at least "
        "in {:.1f} %\n",
        share(it_.subtype_exact), Counted(it_.with_subtype, "row"), share(it_.subtype_overlap));
  }

  static size_t CountEntries(const std::vector<int16_t>& weights, size_t labels) {
    size_t count = 0;
    for (size_t i = 0; i < weights.size() / labels; ++i) {
      count += HasWeights(weights, i, labels) ? 1 : 0;
    }
    return count;
  }

  void DrawLabel(size_t label, size_t most) {
    Add("\n{}\n", pack_.labels[label].name);
    for (const FeatureKind kind : kFeatureKinds) {
      constexpr std::array kNames = {"words", "signals", "pairs"};  // by kind
      if (it_.rows.of(kind).empty()) continue;
      out_ += WrappedList(
          fmt::format("  {:<8} ", kNames[static_cast<size_t>(kind)]),
          Heaviest(it_.rows.of(kind), Moved(it_.fitted.of(kind), it_.start.of(kind)), label, most),
          std::string(11, ' '));
    }
  }

  // How far weights are from where they set out, which is nowhere if `start` is empty.
  static std::vector<int16_t> Moved(std::vector<int16_t> weights,
                                    const std::vector<int16_t>& start) {
    for (size_t i = 0; i < start.size(); ++i) {
      weights[i] = static_cast<int16_t>(weights[i] - start[i]);
    }
    return weights;
  }

  std::vector<std::string> Heaviest(const std::vector<std::string>& names,
                                    const std::vector<int16_t>& weights, size_t label,
                                    size_t most) const {
    const size_t labels = pack_.labels.size();
    std::vector<size_t> order;
    for (size_t i = 0; i < names.size(); ++i) {
      if (weights[i * labels + label] > 0) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      const int16_t heavy = weights[a * labels + label];
      const int16_t light = weights[b * labels + label];
      return heavy != light ? heavy > light : names[a] < names[b];
    });
    order.resize(std::min(order.size(), most));
    std::vector<std::string> shown;
    shown.reserve(order.size());
    for (const size_t i : order) {
      shown.push_back(
          fmt::format("\"{}\" {:+.1f}", Printable(names[i]), weights[i * labels + label] / 100.0));
    }
    return shown;
  }

  const Pack& pack_;
  const GoldFile& gold_;
  const WordTuning& it_;
  const WeightsOrigin& origin_;
  std::string out_;
};

}  // namespace

std::string WordTuningText(const WordTuningReport& report, size_t most) {
  return WordTuningScreen(report).Draw(most);
}

}  // namespace cxo
