// The words for errno are those of the standard library's generic category, in English everywhere.
#include "classifier/error/system_error.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace cxo {

Error SystemError(const std::string& name, std::string_view action, int error_number) {
  std::string message(action);
  message += ": " + std::generic_category().message(error_number);
  if (error_number == EMFILE) message += " (`ulimit -n` says how many there may be)";
  return Error{.source = name, .message = std::move(message), .excerpt = {}};
}

}  // namespace cxo
