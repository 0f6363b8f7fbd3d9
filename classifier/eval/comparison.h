// Everything that `cxo compare` says about two packs on the same texts, as data: which rows flip,
// which way, because of which rules, and whether the difference is more than chance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "classifier/eval/flip_causes.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/paired_bootstrap.h"
#include "classifier/eval/side_verdicts.h"

namespace cxo {

struct ComparisonOptions {
  size_t threads = 1;
  uint64_t seed = 1;
  size_t rounds = 1000;  // of the bootstrap, at least 1
};

// What became of a row.
enum class FlipKind : uint8_t {
  kLost,     // right in base, wrong in with
  kWon,      // wrong in base, right in with
  kChanged,  // from one wrong label to another; without gold labels: from one label to another
};

// A row whose label differs. Labels are indexes into Comparison::labels.
struct Flip {
  size_t row = 0;  // index into GoldFile::rows
  FlipKind kind = FlipKind::kChanged;
  LabelIndex base = kNone;
  LabelIndex with = kNone;
  bool defensible = false;  // the new label is right, or one of the row's other defensible labels
  double base_confidence = 0.0;
  double with_confidence = 0.0;
  std::vector<FlipCause> causes;
};

// Of one label: a row is right about it if it is said where it is gold, and nowhere else.
struct LabelChange {
  std::string name;
  uint64_t won = 0;   // rows that base is wrong about and with is right about
  uint64_t lost = 0;  // the other way round
  double p_value = 1.0;
  double p_holm = 1.0;  // corrected over all labels
};

// What only gold labels can tell.
struct Gain {
  Metrics base;
  Metrics with;
  uint64_t won = 0;
  uint64_t lost = 0;
  double p_value = 1.0;         // McNemarTest(won, lost)
  PairedDifference difference;  // with minus base
  uint64_t telling = 0;         // SmallestTellingDifference(won + lost)

  // True if the with side has the lower accuracy or the lower macro-F1, by however little beyond
  // what rounding may do (1e-9).
  bool worse() const {
    return IsLower(difference.accuracy_gain) || IsLower(difference.macro_f1_gain);
  }
  static bool IsLower(double gain) { return gain < -1e-9; }
};

struct Comparison {
  uint64_t rows = 0;
  uint64_t changed = 0;             // kChanged
  uint64_t unchanged = 0;           // the same label on both sides
  std::vector<LabelChange> labels;  // those of base in its order, then those that only with has
  std::vector<std::vector<uint64_t>> moves;  // [label in base][label in with]: rows
  std::vector<Flip> flips;                   // lost, won, changed, each in the order of the rows
  std::optional<Gain> gain;                  // nothing where there are no gold labels
};

// Fails if a gold label (or one that is defensible beside it) that `base` knows, with whose labels
// the file was read, is unknown to `with`: with line and nearest label.
Status CheckGoldLabels(const GoldFile& gold, const Pack& base, const Pack& with);

// Compares what two sides say of the rows of `gold`, which was read with the labels of base's pack.
// The same verdicts and seed give the same figures.
Comparison Compare(const SideVerdicts& base, const SideVerdicts& with, const GoldFile& gold,
                   const ComparisonOptions& options);

// The same from the start: matches and decides on options.threads threads, whose number changes
// nothing.
Comparison Compare(const Classifier& base, const Classifier& with, const GoldFile& gold,
                   const ComparisonOptions& options);

}  // namespace cxo
