// The words of portraits, each list sorted. English: the pack's own language.
#include "classifier/eval/stop_words.h"

#include <algorithm>
#include <array>

#include "classifier/decide/function_words.h"

namespace cxo {
namespace {

constexpr std::array<std::string_view, 129> kPortraitWords = {
    "africa",    "ag",         "america",    "american",  "april",      "area",      "areas",
    "asia",      "august",     "australia",  "based",     "basis",      "beijing",   "brazil",
    "business",  "businesses", "california", "canada",    "central",    "changed",   "china",
    "co",        "company",    "company's",  "comprises", "comprising", "consists",  "corp",
    "countries", "december",   "delaware",   "denmark",   "east",       "efficient", "engaged",
    "engages",   "europe",     "european",   "february",  "formerly",   "founded",   "france",
    "french",    "german",     "germany",    "global",    "globally",   "gmbh",      "group",
    "holding",   "holdings",   "hong",       "inc",       "include",    "included",  "includes",
    "including", "india",      "indian",     "ireland",   "israel",     "italy",     "january",
    "japan",     "japanese",   "july",       "june",      "kingdom",    "known",     "kong",
    "korea",     "latin",      "limited",    "llc",       "london",     "ltd",       "march",
    "middle",    "mumbai",     "name",       "names",     "new",        "north",     "norway",
    "november",  "october",    "offer",      "offers",    "operate",    "operates",  "plc",
    "poland",    "portugal",   "project",    "projects",  "provide",    "provided",  "provides",
    "providing", "pvt",        "reduced",    "republic",  "rest",       "russia",    "sa",
    "segment",   "segments",   "september",  "shanghai",  "singapore",  "south",     "spain",
    "states",    "subsidiary", "sweden",     "taiwan",    "together",   "tokyo",     "uk",
    "united",    "us",         "usa",        "various",   "west",       "western",   "world",
    "worldwide", "year",       "years"};

// Apart from the others so that both lists stay in columns.
constexpr std::array<std::string_view, 10> kLongPortraitWords = {
    "approximately",   "corporation",   "headquartered", "incorporated", "international",
    "internationally", "massachusetts", "netherlands",   "subsidiaries", "switzerland"};

// Function words that stand for a noun: a phrase may end in one, as in "leave nothing".
constexpr std::array<std::string_view, 8> kPronouns = {
    "anything", "everything", "none", "nothing", "ours", "something", "theirs", "yours"};

template <size_t kSize>
bool Holds(const std::array<std::string_view, kSize>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace

bool IsStopWord(std::string_view word) {
  return (IsFunctionWord(word) && !Holds(kPronouns, word)) || Holds(kPortraitWords, word) ||
         Holds(kLongPortraitWords, word);
}

}  // namespace cxo
