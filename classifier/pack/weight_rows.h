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
#include <span>
#include <string_view>
#include <vector>

#include "classifier/pack/draft.h"
#include "classifier/pack/toml_value.h"

namespace cxo {

struct WeightRows {
  std::vector<std::string_view> names;  // views into the string; none is empty
  std::vector<Place> places;            // of the names
  std::vector<int16_t> weights;         // columns x names, name by name
};

// The rows of `value`, a string between ''' that begins behind a line break; empty lines are passed
// over. The i-th weight of a line goes to column places[i] of `columns`; columns without one are 0.
// A fault is noted for each row that has no name or not one whole number from -30000 to 30000 for
// each of `places`, and it is left out; `what` they are for is told ("label"). Time is linear in
// the string.
WeightRows ReadWeightRows(const TomlValue& value, std::span<const size_t> places, size_t columns,
                          std::string_view what, Draft* draft);

}  // namespace cxo
