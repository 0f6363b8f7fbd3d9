// The table with which both kinds of tuning begin: how well each method answers the rows.
#pragma once

#include <string>
#include <string_view>

#include "classifier/eval/gold.h"
#include "classifier/eval/tuning_method.h"
#include "classifier/eval/weights_file.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What was fitted on, an empty line, and the names of the columns.
std::string MethodTableHead(const Pack& pack, const GoldFile& gold, const WeightsOrigin& origin);

// The figures of a method in a line; "-" for those that it does not have.
std::string MethodTableRow(std::string_view title, const TuningMethod& method);

}  // namespace cxo
