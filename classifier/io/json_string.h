// Writing JSON: strings, lists and objects, and members added to an object without touching its own
// bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/joined.h"

namespace cxo {

// Appends `text` as a JSON string with its quotes: control characters, quote and backslash
// escaped; each byte that is not UTF-8 becomes \ufffd (then it returns false); other characters
// stay as they are.
bool AppendJsonString(std::string_view text, std::string* out);

// The same by itself.
std::string JsonString(std::string_view text);

// A list of strings: `["a", "b"]`.
template <typename Texts>
std::string JsonStrings(const Texts& texts) {
  std::string list = "[";
  for (const auto& text : texts) {
    if (list.size() > 1) list += ", ";
    AppendJsonString(text, &list);
  }
  return list + "]";
}

// An object of members that are written already: `{"a": 1, "b": 2}`.
inline std::string JsonObject(const std::vector<std::string>& members) {
  return "{" + Joined(members, ", ") + "}";
}

// A member to add; `value` is JSON as it is to be written ("0.913", "\"CRO\"").
struct JsonMember {
  std::string_view name;
  std::string_view value;
};

// Appends `lead` with the members added before its closing brace, then `line_end`. `lead` must be a
// line (perhaps with byte order mark) whose Parse was kObject.
void AppendObject(std::string_view lead, std::span<const JsonMember> members,
                  std::string_view line_end, std::string* out);

}  // namespace cxo
