// What a save changed in the figures of a pack, for people.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classifier/eval/comparison.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/pack_change.h"

namespace cxo {

// A row that is answered wrong.
struct WrongRow {
  size_t row = 0;  // of the gold file
  LabelIndex answer = kNone;
};

// All about one save.
struct EvalChange {
  const PackChange* pack = nullptr;
  size_t rows_before = 0;
  const Metrics* start = nullptr;    // at the beginning of the watch
  const Metrics* before = nullptr;   // at the last save, on the rows of that time
  const Comparison* rows = nullptr;  // of the rows now: the last save's pack with this one's
  size_t rescored = 0;               // rows whose scores that changed, whatever their label
  std::vector<WrongRow> wrong;       // of the rows that the last save's file did not have
  const GoldFile* gold = nullptr;
};

// The parts of the pack that changed, new rows that are wrong, the rows that flipped (at most
// `most` of each kind; with 0 they are only counted, and no text of any row stands in it), and the
// figures that moved, or that nothing changed.
std::string EvalChangeText(const EvalChange& change, size_t most);

// The parts of a pack that changed, one line for each kind of change; empty for none.
std::string PackChangeText(const PackChange& change);

}  // namespace cxo
