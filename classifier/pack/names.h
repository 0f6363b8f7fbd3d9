// The grammar of names in a pack: ids of rules, facets, labels.
#pragma once

#include <string_view>

namespace cxo {

// Parts of a-z, 0-9 and "-", joined by "."; the first begins with a letter; at most 100 bytes.
bool IsId(std::string_view name);

// One part of an id that begins with a letter.
bool IsFacet(std::string_view name);

// A-Z, 0-9 and "-", beginning with a letter, at most 100 bytes.
bool IsLabel(std::string_view name);

// A word that conditions give a meaning of its own ("and", "words", ...).
bool IsReserved(std::string_view name);

}  // namespace cxo
