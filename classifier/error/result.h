// How the library reports expected failures: Result<T> holds a value or an Error, and an Error
// knows where it happened. Nothing here throws (but std::bad_alloc, and who takes a value that is
// not there), prints or exits; the command line turns errors into words and exit codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace cxo {

// One thing that went wrong, with its place. `source` names the file or the command-line word
// ("rules/cmo.toml", "--column"); empty when there is none. `line` and `column` count from 1, the
// column in bytes; 0 means "not known". `excerpt` is the offending source line without its line
// end, shown above a caret of `width` columns; empty when there is nothing to show. `wrong_use`:
// nothing was tried and failed; what was asked for cannot be meant, such as an output that is an
// input.
struct Error {
  std::string source;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string message;
  std::string excerpt;
  uint32_t width = 1;
  bool wrong_use = false;

  friend bool operator==(const Error&, const Error&) = default;
};

// "source:line:column: message", then, if there is an excerpt, the line and a caret under the
// column. Control characters and bidirectional marks of source, message and excerpt are shown
// escaped (Printable), so that no input can drive the terminal. No final newline.
std::string Format(const Error& error);

// `text` with every control character, invalid UTF-8 byte and bidirectional control replaced by a
// visible escape (\n, \t, \x1b, \u{202e}); everything else is kept. Safe for terminals and logs.
std::string Printable(std::string_view text);

// A value or an Error. Thread-compatible; moved, rarely copied.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // The value. Only when ok(): without one, std::bad_variant_access is thrown.
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // The error. Only when !ok(): without one, std::bad_variant_access is thrown.
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// The result of work that returns nothing but success.
struct Done {};
using Status = Result<Done>;

}  // namespace cxo
