// The columns that a result can have, and a verdict's cells for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"

namespace cxo {

enum class ResultColumn : uint8_t {
  kLabel,
  kConfidence,
  kMargin,
  kRunnerUp,
  kSubtype,
  kAlso,
  kReview,
  kRules,
  kSpans,
  kStatus,
};

// "label,confidence,rules" and so on, in the order given. Refuses unknown words (naming the known
// ones), repeated ones and an empty list. Error source "--add".
Result<std::vector<ResultColumn>> ParseResultColumns(std::string_view list);

// The column's name without prefix: "label", "runner_up", ...
std::string_view NameOf(ResultColumn column);

// Whether the column's cells are numbers, for JSON.
bool IsNumber(ResultColumn column);

// Appends the cell of `column` to *cell. `status` is the record's own status where the verdict is
// sound ("ragged"); spans are of the classified text.
//   rules  ids of evidence that counts, in order of place, each once, joined by "|"
//   spans  id@begin-end of the same evidence, bytes of the text, joined by "|"
//   also   labels joined by "|"
void AppendResult(const Pack& pack, const Verdict& verdict, ResultColumn column,
                  std::string_view status, std::string* cell);

// A probability with three decimals and a point, whatever the locale.
void AppendProbability(double value, std::string* out);

}  // namespace cxo
