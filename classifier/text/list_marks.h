// What stands before the items of a list, "1.", "(b)", "-", "•", and before headings, "annex b:".
// All texts are in normal form.
#pragma once

#include <cstddef>
#include <string_view>

namespace cxo {

// The size in bytes of the mark that `text` begins with, the space behind it included: a number or
// letter (see ListNumberSize), a hyphen, a star or a bullet; 0 if it begins with none.
size_t ListMarkSize(std::string_view text);

// The same of "1.", "12)", "(3)", "a)", "(b)" and "iv)" alone.
size_t ListNumberSize(std::string_view text);

// The same of a sign beyond ASCII alone, which also sets apart items within a line.
size_t BulletSignSize(std::string_view text);

// The size of the number that a heading begins with, the space behind it included: "1.2.3", "3.1.",
// "2.3" before a word that is no unit ("2.3 packaging", not "2.3 million"), or a word for such a
// part with its number or letter ("section 4.2:", "annex b:", "no. 7:"); 0 if there is none.
size_t HeadingNumberSize(std::string_view text);

}  // namespace cxo
