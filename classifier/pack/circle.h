// Conditions that depend on themselves. Evidence depends on the names in its condition, and on the
// guards that bear on it; a guard depends on the names in its condition.
#pragma once

#include <optional>
#include <string>

#include "classifier/pack/pack.h"

namespace cxo {

struct Circle {
  // The first rule or guard of it whose condition leads on, and the name in it that does.
  Position at;
  std::string name;
  // How it leads back to its beginning: "a needs CRO, CRO has b, b needs a".
  std::string story;
};

// The first circle in order of the ids, if there is one.
std::optional<Circle> FindCircle(const Pack& pack);

}  // namespace cxo
