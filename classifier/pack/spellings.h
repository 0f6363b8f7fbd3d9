// What a phrase with alternatives and optional parts spells out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// The phrases without brackets that `phrase`, which a pack has, stands for, in its order: of
// "[own] stud(y|ies)" " study", " studies", "own study", "own studies". Other signs stay as they
// are. Empty if there are more than `most`, or the phrase names lists. Pure.
std::vector<std::string> Spellings(std::string_view phrase, size_t most);

}  // namespace cxo
