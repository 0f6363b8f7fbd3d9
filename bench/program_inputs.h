// The files that whole programs are run on: the same texts in every format, and what the peers need
// to be set up.
#pragma once

#include <cstddef>
#include <string>

#include "bench/rule_sets.h"
#include "bench/texts.h"

namespace cxo::bench {

// One set of texts on disk. `bytes` is that of the lines, whatever the format, so that rates of
// formats can be compared.
struct TextFiles {
  std::string lines;
  std::string csv;    // columns id, name, text
  std::string jsonl;  // members id, text
  size_t bytes = 0;
  size_t records = 0;
  double hits = 0;  // of the built-in pack, per record
};

// Writes `texts` into `folder`. Ends the program if the disk does not take it.
TextFiles WriteTexts(const TextSet& texts, const std::string& folder);

// Writes a pack into the new folder `path`.
void WritePack(const RuleSet& rules, bool phrases, const std::string& path);

// Writes `content` into the file `path`, or ends the program.
void WriteFile(const std::string& path, const std::string& content);

// Trains fastText's smallest useful model on labelled texts; the path of the model, or empty.
std::string TrainFastText(const Texts& texts, const std::string& folder);

// A Python program that tries each expression of `rules` on each line of a file, as one would write
// it first; its path.
std::string WritePythonLoop(const RuleSet& rules, const std::string& folder);

// Expressions for `rg -f`, one a line; the path.
std::string WritePatterns(const RuleSet& rules, const std::string& folder);

}  // namespace cxo::bench
