// `cxo eval`: how good is the pack on labelled texts, for which label, because of which rule?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/streams.h"
#include "classifier/error/result.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunEval(const EvalCommand& command, const Streams& streams, const Interrupt& interrupt);

// What there is to say of an evaluation; pack, gold and evaluation must outlive it.
EvaluationReport ReportOn(const EvalCommand& command, const Pack& pack, const GoldFile& gold,
                          const Evaluation& evaluation);

// Writes the files of errors and the page, if the command asks for them.
Status WriteFiles(const EvalCommand& command, const EvaluationReport& report);

}  // namespace cxo
