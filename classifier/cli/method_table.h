// What the screens of both kinds of tuning share: the table of how well each method answers the
// rows, and why confidence was not fitted.
#pragma once

#include <string>
#include <string_view>

#include "classifier/eval/confidence_fit.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/tuning_method.h"
#include "classifier/eval/weights_file.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Why confidence stays as the pack has it, as words after a colon; empty if it was fitted.
std::string WhyConfidenceIsKept(const ConfidenceFit& fit);

// What was fitted on, under which profile if not the default one, an empty line, and the names of
// the columns.
std::string MethodTableHead(const Pack& pack, const GoldFile& gold, const WeightsOrigin& origin);

// The figures of a method in a line; "-" for those that it does not have.
std::string MethodTableRow(const Pack& pack, std::string_view title, const TuningMethod& method);

// How wide the column of a label's F1 is.
size_t F1Column(const Pack& pack);

}  // namespace cxo
