// How messages show what a file or a user has written: `between backticks`.
#pragma once

#include <string>
#include <string_view>

namespace cxo {

// `text` between backticks. Nothing is escaped: Format does that for whole messages.
inline std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

}  // namespace cxo
