// Regular English inflection: the forms of `study~`. Nouns and verbs alike, because a pack's words
// are mostly both (study, trial, package).
#pragma once

#include <string>
#include <string_view>

namespace cxo {

// An RE2 expression for the base form, its plural or third person, its past and its -ing form:
// "stud(?:y|ies|ied|ying)". `base` is at least three lower-case ASCII letters in its base form.
std::string InflectionRegex(std::string_view base);

}  // namespace cxo
