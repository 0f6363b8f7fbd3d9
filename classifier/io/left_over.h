// Temporary files of runs that were killed before they could remove them.
#pragma once

#include <string>

namespace cxo {

// Removes the files in `folder` (empty: the current one) that are called `stem`PID-NUMBER, no
// process of that number being alive and none holding a lock on the file: so a run in another
// container is left alone, too. What cannot be looked at or removed stays.
void RemoveLeftOvers(const std::string& folder, const std::string& stem);

}  // namespace cxo
