// Files that people have written rules in: figures, proposals and weights never take their place.
#pragma once

#include <string>

#include "classifier/error/result.h"

namespace cxo {

// Refuses `file`, which `option` names for output (empty: it does not), if it is there already as a
// *.toml with a table that no fitted file has: any but [weight], [heard] and [subtype]. So the rule
// files of every pack are safe, not of the one in use alone, and so are proposals of `cxo suggest`
// that somebody may have worked on; weights of an earlier fit may be replaced. What cannot be read
// is not refused here: writing it will fail.
Status KeepRuleFile(const std::string& option, const std::string& file);

}  // namespace cxo
