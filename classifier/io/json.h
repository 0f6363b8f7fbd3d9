// Reading JSON lines: the texts of an object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// What JSON takes for spaces.
inline constexpr std::string_view kJsonSpaces = " \t\r\n";

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

}  // namespace cxo
