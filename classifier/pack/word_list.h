// Word lists: sets of words that many phrases share, written once and used as `<name>`.
//
//   [[list]]
//   name = "company"
//   words = ["company", "companies", "firm~", "drug maker~"]
//
//   "for [our] <company>"    the same as "for [our] (company|companies|firm~|drug maker~)"
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/phrase_lexer.h"

namespace cxo {

// By name: the words of each list, every one a phrase, which may name other lists.
using WordLists = std::map<std::string, std::vector<std::string>, std::less<>>;

// The first of `tokens` that names a list which there is not; null if all lists are there.
const PhraseToken* FindMissingList(const std::vector<PhraseToken>& tokens, const WordLists& lists);

// `tokens` with every list replaced by a bracket of its words. The tokens of a list stand where its
// name stands, so that faults are placed in the phrase that is being read. Fails on a list that
// there is not, before any other, on lists that name each other in a circle, and on more tokens
// than any phrase needs.
Result<std::vector<PhraseToken>> ExpandLists(const std::vector<PhraseToken>& tokens,
                                             const WordLists& lists);

}  // namespace cxo
