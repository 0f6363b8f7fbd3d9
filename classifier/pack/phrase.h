// Phrases: words as people write them, and the RE2 expression that is their meaning.
//
//   process development        two words; between them a space, line break, hyphen or slash (with
//                              spaces around it)
//   pre-clinical               a hyphen inside a word may be written as hyphen, space, slash or not
//                              at all
//   manufactur*                any ending of letters, digits and "_"
//   study~                     regular English inflection: study, studies, studied, studying
//   (contract|custom|toll) x   alternatives, each a phrase
//   [drug] product             an optional part
//   develop ..3 manufactur*    a gap of up to three words, not across ".", ";", ":", "!", "?";
//                              a comma before or after a gap word is part of the gap
//   for <company>              the words of a [[list]], as alternatives
//   drug, biologic             a comma is a comma; one between words may be followed by a space
//
// & + / . ' # % : @ stand for themselves inside a word ("r&d", "i/o", "q&a", "c++"); a word of
// signs alone ("research & development") takes a space on either side or none; a lone "/" or "-"
// says no more than a space, and neither does "_", which is one in normal form. A backslash before
// any of ( ) [ ] | * ~ \ takes its meaning away. ^ $ ? ! { } > ; = " ` have no meaning in a phrase
// and are refused: who writes them means a regular expression.
#pragma once

#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/pack/limits.h"
#include "classifier/pack/word_list.h"

namespace cxo {

// The RE2 expression of a phrase over the normal form: words in normal form, quoted; \b at either
// end unless the text there is not an ASCII word character (scripts without word borders, "c++").
// Fails with column = 1 + byte offset of the fault in `phrase`.
Result<std::string> PhraseToRegex(std::string_view phrase, const PackLimits& limits = {},
                                  const WordLists& lists = {});

}  // namespace cxo
