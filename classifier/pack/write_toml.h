// TOML from the plain tree of toml_value.h: for whoever writes rules by program instead of by hand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/toml_value.h"

namespace cxo {

// What begins at a byte of written TOML: the key of an entry (then `text` is empty), or a value,
// those of a list one by one. The views are of the tree.
struct WrittenPlace {
  size_t offset = 0;      // of a string: of its quotation mark
  std::string_view key;   // of the entry
  std::string_view text;  // of a string
};

// `text`, which is valid UTF-8, in double quotation marks: a string or key of TOML.
std::string TomlBasicString(std::string_view text);

// Appends `header` ("[[rule]]"), the table's entries in their order, one key in a line, and an
// empty line before it if *out has something. Lists that do not fit into 100 columns have an item
// in a line. Reading it gives the same table. Places are noted in *places, in order, unless it is
// null.
void AppendTomlTable(std::string_view header, const TomlValue& table, std::string* out,
                     std::vector<WrittenPlace>* places = nullptr);

// A whole file: the values of `root`, then its tables with headers of their own.
std::string WriteToml(const TomlValue& root);

// Which byte of a string's value stands `raw` bytes behind the opening quotation mark's first byte
// in `written`, a string as AppendTomlTable writes it (and whatever follows it); the length of the
// value if it ends before that.
size_t OffsetInValue(std::string_view written, size_t raw);

}  // namespace cxo
