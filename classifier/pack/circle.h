// Conditions that depend on themselves. Evidence depends on the names in its condition, and on the
// guards that bear on it; a guard depends on the names in its condition.
#pragma once

#include <string>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

struct Circle {
  // The first rule or guard of it whose condition leads on, and the name in it that does.
  Position at;
  std::string name;
  // How it leads back to its beginning: "a needs CRO, CRO has b, b needs a".
  std::string story;
};

// One circle of those that hang together, in order of the ids at which they are found; none if there
// is none. Names that mean nothing lead nowhere.
std::vector<Circle> FindCircles(const Pack& pack);

}  // namespace cxo
