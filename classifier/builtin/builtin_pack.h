// The pack that is built into the program, ready for use.
//
// At build time a tool (write_image.cc) parses rules/ as any pack is parsed, and keeps the result
// and the matcher's tables as bytes in the program: starting takes milliseconds then, instead of a
// sixth of a second. The digest is that of the files in rules/.
#pragma once

#include <string_view>

#include "classifier/pack/load.h"

namespace cxo {

// The pack in rules/ at build time. Never fails in a program that was built from a good pack; the
// errors of a bad one are those that ParsePack gives.
LoadedPack BuiltinPack();

// The same for those who only decide, under the default profile and with BuiltinPatterns(): without
// examples, without the content of its files, without patterns as written and without expressions
// that the compiled patterns know. A third of the time to read.
LoadedPack LeanBuiltinPack();

// The built-in pack's patterns under its default profile, compiled: for
// ClassifierOptions::compiled_patterns. Empty if there are none. Lives as long as the program.
std::string_view BuiltinPatterns();

}  // namespace cxo
