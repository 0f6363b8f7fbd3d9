// The errors of an evaluation on its page: grouped by gold and predicted label, each with its text,
// the evidence marked in it.
#pragma once

#include <string>

#include "classifier/cli/evaluation_report.h"

namespace cxo {

// Class of report.css that gives a label its colour: "l0" for the abstaining one, then by place in
// the pack; there are seven colours.
std::string ColorClass(LabelIndex label);

// The anchor of the group of errors of this kind: "err-CRO-CMO".
std::string ErrorAnchor(const Pack& pack, LabelIndex gold, LabelIndex predicted);

// All groups; empty if there are no errors. Long texts are cut down to what is around the evidence,
// with the whole text folded away below.
std::string ErrorsHtml(const EvaluationReport& report);

}  // namespace cxo
