// The error of a result that must not be good, as users see it.
#pragma once

#include <string>

#include "classifier/error/result.h"

namespace cxo {

template <typename T>
std::string ErrorOf(const Result<T>& result) {
  return result.ok() ? "no error" : Format(result.error());
}

}  // namespace cxo
