// Loads and compiles the pack that a command works with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/pack/load.h"

namespace cxo {

// Reads the chosen pack, not yet compiled, or finds what is wrong with it. Nothing has been said.
LoadedPack ReadPack(const PackChoice& choice);

// Says the errors, `at_most` of them, and how many there are, on standard error. `name` is that of
// the PackChoice.
void SayErrors(const Streams& streams, const std::vector<Error>& errors,
               std::string_view name = "rule", size_t at_most = SIZE_MAX);

// What goes in front of the names of the pack's files: "rules/"; nothing for the built-in pack.
std::string FolderOf(const PackChoice& choice);

// Errors found in a pack that is read already, with the folder in front of the names of its files,
// so that an editor finds them.
std::vector<Error> Located(const PackChoice& choice, std::vector<Error> errors);

// Reads and compiles the chosen pack; `adjust` may change its decision before that. Null if the
// pack is refused: every fault has been said then.
std::unique_ptr<const Classifier> MakeClassifier(
    const PackChoice& choice, const Streams& streams,
    const std::function<void(Pack*)>& adjust = [](Pack*) {});

// The same for a command that only decides on texts: it starts faster with the built-in pack, whose
// examples and phrases it does not get to see.
std::unique_ptr<const Classifier> MakeDecidingClassifier(
    const PackChoice& choice, const Streams& streams,
    const std::function<void(Pack*)>& adjust = [](Pack*) {});

}  // namespace cxo
