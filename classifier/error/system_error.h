// What the operating system says of a call that failed, as an error with the name of the file.
#pragma once

#include <string>
#include <string_view>

#include "classifier/error/result.h"

namespace cxo {

// Error{source = name, message = "action failed: text of errno"}; of too many open files also what
// limits them.
Error SystemError(const std::string& name, std::string_view action, int error_number);

}  // namespace cxo
