// What `cxo eval` leaves beside its figures, with --watch and without.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/streams.h"
#include "classifier/error/result.h"

namespace cxo {

// What there is to say of an evaluation; pack, gold and evaluation must outlive it.
EvaluationReport ReportOn(const EvalCommand& command, const Pack& pack, const GoldFile& gold,
                          const Evaluation& evaluation);

// Whether they can be written, before anything is evaluated.
Status TryFiles(const EvalCommand& command, const Pack& pack, const Streams& streams);

// Writes the file of errors and the page, if the command asks for them.
Status WriteFiles(const EvalCommand& command, const EvaluationReport& report,
                  const Streams& streams);

}  // namespace cxo
