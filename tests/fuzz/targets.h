// The fuzz targets: each checks what must hold for any bytes, and aborts where it does not. They
// are named as their programs are, so that the build can put one behind libFuzzer's entry and the
// smoke test can call all of them.
#pragma once

#include <string_view>

namespace cxo {

void fuzz_condition(std::string_view input);    // NOLINT(readability-identifier-naming)
void fuzz_csv(std::string_view input);          // NOLINT(readability-identifier-naming)
void fuzz_input(std::string_view input);        // NOLINT(readability-identifier-naming)
void fuzz_jsonl(std::string_view input);        // NOLINT(readability-identifier-naming)
void fuzz_matcher(std::string_view input);      // NOLINT(readability-identifier-naming)
void fuzz_normal_form(std::string_view input);  // NOLINT(readability-identifier-naming)
void fuzz_pack(std::string_view input);         // NOLINT(readability-identifier-naming)
void fuzz_phrase(std::string_view input);       // NOLINT(readability-identifier-naming)
void fuzz_segments(std::string_view input);     // NOLINT(readability-identifier-naming)
void fuzz_utf8(std::string_view input);         // NOLINT(readability-identifier-naming)

}  // namespace cxo
