// The lists, each sorted. English: the pack's own language.
#include "classifier/eval/stop_words.h"

#include <algorithm>
#include <array>

namespace cxo {
namespace {

constexpr std::array<std::string_view, 149> kFunctionWords = {
    "a",       "about",    "above",   "across",     "after",  "again", "against", "all",   "along",
    "also",    "although", "among",   "an",         "and",    "any",   "are",     "as",    "at",
    "be",      "because",  "been",    "before",     "being",  "below", "between", "both",  "bring",
    "brings",  "but",      "by",      "can",        "could",  "did",   "do",      "does",  "doing",
    "down",    "during",   "each",    "either",     "even",   "every", "few",     "for",   "from",
    "further", "had",      "has",     "have",       "having", "he",    "her",     "here",  "hers",
    "him",     "his",      "how",     "i",          "if",     "in",    "into",    "is",    "it",
    "its",     "itself",   "just",    "later",      "less",   "like",  "many",    "may",   "me",
    "might",   "more",     "most",    "much",       "must",   "my",    "neither", "no",    "nor",
    "not",     "of",       "off",     "on",         "once",   "one",   "only",    "onto",  "or",
    "other",   "others",   "our",     "out",        "over",   "own",   "per",     "same",  "shall",
    "she",     "should",   "since",   "so",         "some",   "such",  "take",    "taken", "takes",
    "than",    "that",     "the",     "their",      "them",   "then",  "there",   "these", "they",
    "this",    "those",    "through", "throughout", "to",     "too",   "toward",  "two",   "under",
    "until",   "up",       "upon",    "us",         "very",   "via",   "was",     "we",    "well",
    "were",    "what",     "when",    "where",      "which",  "while", "who",     "whose", "why",
    "will",    "with",     "within",  "would",      "your"};

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

template <size_t kSize>
bool Has(const std::array<std::string_view, kSize>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace

bool IsStopWord(std::string_view word) {
  return Has(kFunctionWords, word) || Has(kPortraitWords, word) || Has(kLongPortraitWords, word);
}

}  // namespace cxo
