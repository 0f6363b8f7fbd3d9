// The list, sorted.
#include "classifier/decide/function_words.h"

#include <algorithm>
#include <array>

namespace cxo {
namespace {

constexpr std::array<std::string_view, 157> kWords = {
    "a",       "about",   "above",    "across",     "after",   "again",     "against", "all",
    "along",   "also",    "although", "among",      "an",      "and",       "any",     "anything",
    "are",     "as",      "at",       "be",         "because", "been",      "before",  "being",
    "below",   "between", "both",     "bring",      "brings",  "but",       "by",      "can",
    "could",   "did",     "do",       "does",       "doing",   "down",      "during",  "each",
    "either",  "even",    "every",    "everything", "few",     "for",       "from",    "further",
    "had",     "has",     "have",     "having",     "he",      "her",       "here",    "hers",
    "him",     "his",     "how",      "i",          "if",      "in",        "into",    "is",
    "it",      "its",     "itself",   "just",       "later",   "less",      "like",    "many",
    "may",     "me",      "might",    "more",       "most",    "much",      "must",    "my",
    "neither", "no",      "none",     "nor",        "not",     "nothing",   "of",      "off",
    "on",      "once",    "one",      "only",       "onto",    "or",        "other",   "others",
    "our",     "ours",    "out",      "over",       "own",     "per",       "same",    "shall",
    "she",     "should",  "since",    "so",         "some",    "something", "such",    "take",
    "taken",   "takes",   "than",     "that",       "the",     "their",     "theirs",  "them",
    "then",    "there",   "these",    "they",       "this",    "those",     "through", "throughout",
    "to",      "too",     "toward",   "two",        "under",   "until",     "up",      "upon",
    "us",      "very",    "via",      "was",        "we",      "well",      "were",    "what",
    "when",    "where",   "which",    "while",      "who",     "whose",     "why",     "will",
    "with",    "within",  "would",    "your",       "yours"};
static_assert(std::is_sorted(kWords.begin(), kWords.end()));

}  // namespace

bool IsFunctionWord(std::string_view word) {
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

}  // namespace cxo
