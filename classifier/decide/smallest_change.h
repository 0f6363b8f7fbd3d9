// The smallest change to what a text's rules and guards say that gives it another label.
#pragma once

#include <vector>

#include "classifier/decide/second_look.h"

namespace cxo {

// The one change that gives `label` with the least lead; if none does, at most 5 that do together,
// found by making those first that help most, none of them idle. Empty if these do not suffice or
// the text has the label already. Of long texts (above some tens of kilobytes) only rules and
// guards with the most evidence are tried.
std::vector<EvidenceChange> SmallestChange(SecondLook* look, LabelIndex label);

}  // namespace cxo
