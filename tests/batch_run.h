// Runs RunBatch over bytes in memory, so that thousands of files cost no disk.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/run/batch.h"

namespace cxo {

// A classifier of two labels, QZMAKE ("packaging") and QZNONE. With the prefix "QZ" everything that
// a run adds holds "QZ", which no input of the tests does: so it can be taken out again.
std::unique_ptr<const Classifier> MarkedClassifier();

struct BatchRun {
  BatchOutcome outcome;
  std::string output;
  std::vector<std::string> notes;
};

// Runs over `input` as standard input (a regular file in memory).
BatchRun RunOver(const Classifier& classifier, std::string_view input, BatchOptions options);

// The same, but the input comes through a pipe in steps of `step` bytes.
BatchRun RunOverPipe(const Classifier& classifier, std::string_view input, size_t step,
                     BatchOptions options);

// The output without what the run has added to it; `cells` counts the labels taken out.
std::string Stripped(std::string_view output, InputFormat format, char delimiter, size_t* cells);

}  // namespace cxo
