// The figures of a run as pictures.
#pragma once

#include <string>

#include "bench/results.h"

namespace cxo::bench {

// Bars of every section "match/..." and "program/...". Empty if none was run.
std::string PeersSvg(const Results& results, const std::string& subtitle);

// Curves of the sections "scaling/..." and "loading/compile". Empty if none was run.
std::string ScalingSvg(const Results& results, const std::string& subtitle);

}  // namespace cxo::bench
