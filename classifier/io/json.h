// JSON lines: reading texts out of an object, adding members to it without touching its own bytes,
// and writing strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/joined.h"

namespace cxo {

// What JSON takes for spaces.
inline constexpr std::string_view kJsonSpaces = " \t\r\n";

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

enum class JsonLineState {
  kObject,
  kBlank,      // spaces only: no record, passes through
  kNotObject,  // valid JSON of another kind
  kInvalid,    // not JSON (or not UTF-8)
  kTooDeep,    // nested more than 1024 deep; what comes below was not looked at
};

// "not a JSON object" and so on; "" for kObject and kBlank.
std::string_view JsonStateText(JsonLineState state);

struct JsonText {
  enum class State {
    kFound,
    kMissing,  // no such member
    kNull,     // it says that there is no text
    kNotText,  // a number, list, ... instead of a string
    kTwice,    // there more than once, and readers differ in which one they see
  };
  State state = State::kMissing;
  std::string_view text;  // UTF-8, escapes undone; lives until the next Parse
  // `text` holds U+FFFD, and the line half of a surrogate pair: where it is written anew, something
  // is lost. (Only a text that had U+FFFD before, beside a half elsewhere, is taken for one too.)
  bool replaced = false;
};

// Reads lines one after the other. One per thread; keeps scratch memory. Movable.
class JsonLine {
 public:
  JsonLine();
  JsonLine(const JsonLine&) = delete;
  JsonLine& operator=(const JsonLine&) = delete;
  JsonLine(JsonLine&&) noexcept;
  JsonLine& operator=(JsonLine&&) noexcept;
  ~JsonLine();

  // Reads one line (Block::Body, trailing spaces allowed). The line is copied. Numbers may have any
  // size; half of a surrogate pair ("\ud83d" alone) is read as U+FFFD.
  JsonLineState Parse(std::string_view line);

  // The string at `path` in the object parsed last (kMissing if it was none): a member of
  // exactly this name, else, at dots, members of members ("company.text").
  JsonText Find(std::string_view path) const;

  // True if the object parsed last has a member of this name (at the top).
  bool HasMember(std::string_view name) const;

  // True if the object parsed last has any value at `path` (as for Find), null included.
  bool HasValue(std::string_view path) const;

  // The names of the members at the top of the object parsed last, in their order: the first
  // `most`.
  std::vector<std::string> Names(size_t most = SIZE_MAX) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

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
