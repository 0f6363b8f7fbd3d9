// Rows of weights: what words.toml says of many names, each in a line of one long string.
//
//   word = '''
//   on behalf: -310 95 120 60 40
//   '''
//
// A hundred thousand lists of TOML would take most of the time in which a pack is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/pack/draft.h"
#include "classifier/pack/toml_value.h"

namespace cxo {

// What the weights of a row are for: the labels, or the subtypes, that a file names.
struct WeightColumns {
  std::vector<size_t> places;  // the column of the i-th weight of a row
  size_t count = 0;            // columns; those without a place are 0
  std::string_view what;       // "label"
};

struct WeightRows {
  std::vector<std::string_view> names;  // views into the string; none is empty
  std::vector<Place> places;            // of the names
  std::vector<int16_t> weights;         // columns x names, name by name
};

// The rows of `value`, a string between ''' that begins behind a line break; empty lines are passed
// over. A fault is noted for each row that has no name or not one whole number from -30000 to 30000
// for each place of `columns`, and it is left out; one fault for all, if no row is good and there
// are some. Time is linear in the string.
WeightRows ReadWeightRows(const TomlValue& value, const WeightColumns& columns, Draft* draft);

}  // namespace cxo
