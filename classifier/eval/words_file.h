// words.toml: weights of words and signals as the pack reads them (pack/word_weights.h).
#pragma once

#include <string>

#include "classifier/eval/weights_file.h"
#include "classifier/eval/word_tuning.h"

namespace cxo {

// The whole file, sorted by name, one entry in a line. A pack loaded with it scores as
// tuning.fitted and tuning.decision say.
std::string WordsToml(const WordTuning& tuning, const WeightsOrigin& origin);

}  // namespace cxo
