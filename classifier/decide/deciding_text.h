// What is decided.
#pragma once

#include <string_view>

#include "classifier/text/segments.h"

namespace cxo {

// A text as deciding sees it. The views live as long as the caller keeps them.
struct DecidingText {
  std::string_view normal;
  const Segments* segments;
};

}  // namespace cxo
