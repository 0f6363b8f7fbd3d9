// Sorted tables. "etc", "inc" and their like end about half of the sentences in which they come
// last before a stop; the next word decides.
#include "classifier/text/abbreviations.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

struct Abbreviation {
  std::string_view word;
  Stop stop;
};

constexpr bool ByWord(const Abbreviation& a, const Abbreviation& b) { return a.word < b.word; }

constexpr Stop kMayEnd = Stop::kMayEnd;
constexpr Stop kNoDigit = Stop::kEndsNoDigit;
constexpr Stop kGoesOn = Stop::kGoesOn;

constexpr Abbreviation kAbbreviations[] = {
    {"a.k.a", kGoesOn}, {"al", kMayEnd},    {"approx", kGoesOn}, {"apr", kNoDigit},
    {"art", kNoDigit},  {"assoc", kMayEnd}, {"aug", kNoDigit},   {"ave", kMayEnd},
    {"avg", kGoesOn},   {"b.sc", kMayEnd},  {"bldg", kMayEnd},   {"blvd", kMayEnd},
    {"bros", kMayEnd},  {"bzw", kGoesOn},   {"c.f", kGoesOn},    {"ca", kNoDigit},
    {"cf", kGoesOn},    {"ch", kNoDigit},   {"chem", kMayEnd},   {"cie", kMayEnd},
    {"co", kMayEnd},    {"corp", kMayEnd},  {"cos", kMayEnd},    {"d.h", kGoesOn},
    {"dec", kNoDigit},  {"dept", kMayEnd},  {"dipl", kGoesOn},   {"div", kMayEnd},
    {"dr", kGoesOn},    {"e.g", kGoesOn},   {"e.v", kMayEnd},    {"eg", kGoesOn},
    {"eq", kNoDigit},   {"esp", kGoesOn},   {"est", kMayEnd},    {"etc", kMayEnd},
    {"evtl", kGoesOn},  {"excl", kGoesOn},  {"feb", kNoDigit},   {"fig", kNoDigit},
    {"figs", kNoDigit}, {"ggf", kGoesOn},   {"i.e", kGoesOn},    {"i.v", kMayEnd},
    {"ie", kGoesOn},    {"inc", kMayEnd},   {"incl", kGoesOn},   {"inkl", kGoesOn},
    {"inst", kMayEnd},  {"intl", kMayEnd},  {"jan", kNoDigit},   {"jr", kMayEnd},
    {"jul", kNoDigit},  {"jun", kNoDigit},  {"llc", kMayEnd},    {"llp", kMayEnd},
    {"ltd", kMayEnd},   {"ltda", kMayEnd},  {"m.sc", kMayEnd},   {"mar", kNoDigit},
    {"max", kGoesOn},   {"mfg", kMayEnd},   {"mgmt", kMayEnd},   {"min", kNoDigit},
    {"mr", kGoesOn},    {"mrs", kGoesOn},   {"ms", kMayEnd},     {"mt", kGoesOn},
    {"no", kNoDigit},   {"nos", kNoDigit},  {"nov", kNoDigit},   {"nr", kNoDigit},
    {"oct", kNoDigit},  {"p", kNoDigit},    {"ph.d", kMayEnd},   {"pharm", kMayEnd},
    {"plc", kMayEnd},   {"pp", kNoDigit},   {"prof", kGoesOn},   {"pte", kMayEnd},
    {"pty", kMayEnd},   {"pvt", kMayEnd},   {"rd", kMayEnd},     {"ref", kNoDigit},
    {"resp", kGoesOn},  {"s.p.a", kMayEnd}, {"sci", kMayEnd},    {"sec", kNoDigit},
    {"sep", kNoDigit},  {"sept", kNoDigit}, {"sog", kGoesOn},    {"sp", kMayEnd},
    {"spol", kGoesOn},  {"spp", kMayEnd},   {"sr", kMayEnd},     {"st", kMayEnd},
    {"std", kMayEnd},   {"ste", kGoesOn},   {"str", kMayEnd},    {"tab", kNoDigit},
    {"tech", kMayEnd},  {"tel", kGoesOn},   {"u.a", kMayEnd},    {"univ", kMayEnd},
    {"usw", kMayEnd},   {"vgl", kGoesOn},   {"viz", kGoesOn},    {"vol", kNoDigit},
    {"vs", kGoesOn},    {"z.b", kGoesOn},   {"zzgl", kGoesOn}};
static_assert(std::is_sorted(std::begin(kAbbreviations), std::end(kAbbreviations), ByWord));

constexpr size_t kLongest =
    std::max_element(std::begin(kAbbreviations), std::end(kAbbreviations),
                     [](const auto& a, const auto& b) { return a.word.size() < b.word.size(); })
        -> word.size();

constexpr std::string_view kTakesLetter[] = {
    "appendix", "category", "class", "factor",        "grade",  "group", "hepatitis", "influenza",
    "level",    "option",   "part",  "phase",         "phases", "plan",  "schedule",  "section",
    "series",   "stage",    "step",  "streptococcus", "tier",   "type",  "vitamin"};
static_assert(std::is_sorted(std::begin(kTakesLetter), std::end(kTakesLetter)));

constexpr std::string_view kOpeners[] = {
    "additionally", "contact", "furthermore", "he",    "headquartered", "her",
    "here",         "his",     "however",     "it",    "its",           "moreover",
    "our",          "please",  "she",         "the",   "their",         "there",
    "these",        "they",    "this",        "those", "today",         "visit",
    "we",           "what",    "when",        "you",   "your"};
static_assert(std::is_sorted(std::begin(kOpeners), std::end(kOpeners)));

// "j", "u.s", "b.v": every second character is a stop.
bool IsInitials(std::string_view word) {
  if (word.size() % 2 == 0) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !IsLower(word[i]) : word[i] != '.') return false;
  }
  return true;
}

}  // namespace

Stop StopAfter(std::string_view word) {
  if (word.size() > kLongest && word[1] != '.') return Stop::kEnds;  // as most sentences end
  const Abbreviation* found = std::lower_bound(std::begin(kAbbreviations), std::end(kAbbreviations),
                                               Abbreviation{word, Stop::kEnds}, ByWord);
  if (found != std::end(kAbbreviations) && found->word == word) return found->stop;
  return IsInitials(word) ? Stop::kMayEnd : Stop::kEnds;
}

bool TakesLetter(std::string_view word) {
  return std::binary_search(std::begin(kTakesLetter), std::end(kTakesLetter), word);
}

bool OpensSentence(std::string_view word) {
  return std::binary_search(std::begin(kOpeners), std::end(kOpeners), word);
}

}  // namespace cxo
