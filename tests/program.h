// The built program over the small pack of the golden tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/process.h"

namespace cxo {

inline ProcessSetup Program(std::vector<std::string> words) {
  words.insert(words.begin(), {CXO_PROGRAM, "--rules", CXO_SOURCE_DIR "/tests/golden/pack"});
  return {.words = std::move(words)};
}

inline Finished RunProgram(std::vector<std::string> words, std::string_view input = "") {
  return RunProcess(Program(std::move(words)), input);
}

}  // namespace cxo
