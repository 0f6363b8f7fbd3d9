// Words that begin or end no phrase worth a rule: function words, and the words of every company
// portrait ("inc", "headquartered", "subsidiaries", names of countries).
#pragma once

#include <string_view>

namespace cxo {

// `word` in normal form.
bool IsStopWord(std::string_view word);

}  // namespace cxo
