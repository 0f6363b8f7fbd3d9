// Spelling rules of English endings, from the most particular to the plain one.
#include "classifier/pack/inflect.h"

#include <cstddef>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

bool EndsWithAny(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

// True for plan, label, submit, quit: a single vowel before a single last consonant that can be
// doubled.
bool EndsShort(std::string_view word) {
  const size_t size = word.size();
  const char last = word[size - 1];
  if (IsVowel(last) || std::string_view("wxy").find(last) != std::string_view::npos) return false;
  if (!IsVowel(word[size - 2])) return false;
  return !IsVowel(word[size - 3]) || word.substr(0, size - 1).ends_with("qui");
}

// Vowels in a row count once, so "trial" has one group and "label" two.
size_t VowelGroups(std::string_view word) {
  size_t groups = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    groups += IsVowel(word[i]) && (i == 0 || !IsVowel(word[i - 1])) ? 1 : 0;
  }
  return groups;
}

std::string Without(std::string_view base, size_t letters, std::string_view endings) {
  return std::string(base.substr(0, base.size() - letters)) + std::string(endings);
}

}  // namespace

std::string InflectionRegex(std::string_view base) {
  if (EndsWithAny(base, {"ee", "oe", "ye"})) return Without(base, 0, "(?:s|d|ing)?");
  if (base.ends_with("ie")) return Without(base, 2, "(?:ie|ies|ied|ying)");
  if (base.ends_with("e")) return Without(base, 1, "(?:e|es|ed|ing)");
  if (base.ends_with("y") && !IsVowel(base[base.size() - 2])) {
    return Without(base, 1, "(?:y|ies|ied|ying)");
  }
  if (EndsWithAny(base, {"s", "x", "z", "sh"})) return Without(base, 0, "(?:es|ed|ing)?");
  // Letters do not show whether ch is soft (batches) or hard (biotechs): both are taken.
  if (EndsWithAny(base, {"o", "ch"})) return Without(base, 0, "(?:s|es|ed|ing)?");
  if (!EndsShort(base)) return Without(base, 0, "(?:s|ed|ing)?");
  const std::string last(1, base.back());
  if (VowelGroups(base) == 1) return Without(base, 0, "(?:s|" + last + "ed|" + last + "ing)?");
  // British spelling doubles the l of label and model, American spelling does not.
  if (last == "l") return Without(base, 0, "(?:s|l?ed|l?ing)?");
  // Whether submit or audit doubles hangs on the stress, which letters do not show: both are taken.
  return Without(base, 0, "(?:s|" + last + "?ed|" + last + "?ing)?");
}

}  // namespace cxo
