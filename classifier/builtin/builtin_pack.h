// The pack that is built into the program, ready for use.
//
// At build time a tool (write_image.cc) parses rules/ as any pack is parsed, and keeps the result
// and the matcher's tables as bytes in the program: starting takes milliseconds then, instead of a
// sixth of a second. The digest is that of the files in rules/.
#pragma once

#include <optional>
#include <string_view>

#include "classifier/pack/load.h"

namespace cxo {

// The pack in rules/ at build time. Never fails in a program that was built from a good pack; the
// errors of a bad one are those that ParsePack gives.
LoadedPack BuiltinPack();

// The same for those who only decide, for Classifier::Read: with its default profile applied, and
// without what is in BuiltinPatterns() and BuiltinPlan() (patterns, conditions, names of what bears
// on what), examples, notes, and the content of its files. Nothing if the pack in rules/ was bad.
std::optional<Pack> LeanBuiltinPack();

// The built-in pack's patterns under its default profile, compiled: also for
// ClassifierOptions::compiled_patterns. Empty if there are none. Lives as long as the program.
std::string_view BuiltinPatterns();

// The image of the built-in pack's plan under its default profile. Likewise.
std::string_view BuiltinPlan();

}  // namespace cxo
