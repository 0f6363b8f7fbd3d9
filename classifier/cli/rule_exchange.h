// `cxo rules export` and `cxo rules import`: rules out to a spreadsheet and back into a folder.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Each runs its action and returns the exit status.
int ExportRuleTable(const RulesCommand& command, const Streams& streams);
int ImportRuleTable(const RulesCommand& command, const Streams& streams);

}  // namespace cxo
