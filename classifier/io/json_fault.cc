// simdjson's DOM says that a line is wrong, its on-demand reader also where: it reads value after
// value and knows where it stands. Slower, and only for lines that the DOM has refused.
#include "classifier/io/json_fault.h"

#include <algorithm>
#include <cstdint>
#include <new>

#include <simdjson.h>

#include "classifier/error/quoted.h"
#include "classifier/error/utf8.h"
#include "classifier/io/json.h"
#include "classifier/io/json_limits.h"

namespace cxo {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

constexpr size_t kBytesShown = 24;

constexpr size_t kMostDepth = 1024;

// Reads all that a value holds, so that it fails at the first fault.
class FaultFinder {
 public:
  error_code Read(ondemand::value value) {
    if (depth_ == kMostDepth) return simdjson::DEPTH_ERROR;
    ++depth_;
    const error_code failure = ReadKind(value);
    --depth_;
    return failure;
  }

  // Where the value begins that was read last.
  const char* begin() const { return begin_; }

 private:
  error_code ReadKind(ondemand::value value) {
    if (const error_code failure = value.current_location().get(begin_)) return failure;
    ondemand::json_type type;
    if (const error_code failure = value.type().get(type)) return failure;
    switch (type) {
      case ondemand::json_type::array: return ReadArray(value);
      case ondemand::json_type::object: return ReadObject(value);
      default: return ReadScalar(value, type);
    }
  }

  error_code ReadArray(ondemand::value value) {
    ondemand::array array;
    if (const error_code failure = value.get_array().get(array)) return failure;
    for (auto item : array) {
      ondemand::value inner;
      if (const error_code failure = item.get(inner)) return failure;
      if (const error_code failure = Read(inner)) return failure;
    }
    return simdjson::SUCCESS;
  }

  error_code ReadObject(ondemand::value value) {
    ondemand::object object;
    if (const error_code failure = value.get_object().get(object)) return failure;
    for (auto item : object) {
      ondemand::field field;
      if (const error_code failure = std::move(item).get(field)) return failure;
      begin_ = field.key().raw() - 1;
      std::string_view key;
      if (const error_code failure = field.unescaped_key().get(key)) return failure;
      if (const error_code failure = Read(field.value())) return failure;
    }
    return simdjson::SUCCESS;
  }

  static error_code ReadScalar(ondemand::value value, ondemand::json_type type) {
    if (type == ondemand::json_type::string) {
      std::string_view text;
      return value.get_string().get(text);
    }
    if (type == ondemand::json_type::number) {
      ondemand::number number;
      return value.get_number().get(number);
    }
    std::string_view word = value.raw_json_token();
    word = word.substr(0, word.find_last_not_of(kJsonSpaces) + 1);
    return word == "null" || word == "true" || word == "false" ? simdjson::SUCCESS
                                                               : simdjson::INCORRECT_TYPE;
  }

  size_t depth_ = 0;
  const char* begin_ = nullptr;
};

// "not valid JSON" and `what`; `column` as in JsonFault.
JsonFault Invalid(size_t column, std::string_view what) {
  return {column, std::string(JsonStateText(JsonLineState::kInvalid)) + std::string(what)};
}

// "not valid JSON from here on: `tru}`".
JsonFault From(std::string_view line, size_t at, std::string_view what = " from here on") {
  const std::string_view rest = line.substr(at);
  const bool cut = rest.size() > kBytesShown;
  const std::string shown =
      cut ? std::string(rest.substr(0, BorderUpTo(rest, kBytesShown))) + "..." : std::string(rest);
  return Invalid(at + 1, std::string(what) + ": " + Quoted(shown));
}

JsonFault EndsEarly(std::string_view line) {
  return Invalid(line.size() + 1, ": it ends before it is whole");
}

// Whether `rest`, which begins with a backslash, begins with an escape.
bool BeginsWithEscape(std::string_view rest) {
  constexpr size_t kDigits = 4;
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  if (rest.size() < 2) return false;
  if (rest[1] != 'u') return kLetters.find(rest[1]) != std::string_view::npos;
  const std::string_view digits = rest.substr(2, kDigits);
  return digits.size() == kDigits &&
         digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// Of a line whose quotes, backslashes or control characters are not those of JSON: the first that
// is not.
JsonFault StringFault(std::string_view line) {
  bool inside = false;
  size_t begin = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      inside = !inside;
      if (inside) begin = i;
    } else if (inside && line[i] == '\\') {
      if (!BeginsWithEscape(line.substr(i))) return From(line, i, ": no such escape");
      ++i;
    } else if (inside && static_cast<uint8_t>(line[i]) < 0x20) {
      return Invalid(i + 1, ": a control character in a string is not escaped");
    }
  }
  if (!inside) return Invalid(0, "");
  return From(line, begin, ": a string that is not closed");
}

// The first fault of structure or of a value, or what is wrong with the line as a whole. `known` is
// the line with nothing in it that simdjson cannot hold.
JsonFault FaultInside(const simdjson::padded_string& known, std::string_view line) {
  ondemand::parser parser;
  ondemand::document document;
  const error_code indexed = parser.iterate(known).get(document);
  if (indexed == simdjson::MEMALLOC) throw std::bad_alloc();
  if (indexed != simdjson::SUCCESS) return StringFault(line);
  ondemand::value root;
  if (document.get_value().get(root) != simdjson::SUCCESS) {  // a number or word by itself
    return From(line, std::min(line.find_first_not_of(kJsonSpaces), line.size()));
  }
  FaultFinder finder;
  const error_code failure = finder.Read(root);
  if (failure == simdjson::STRING_ERROR) return StringFault(line);
  if (failure == simdjson::DEPTH_ERROR) return Invalid(0, "");
  const char* at = finder.begin();
  const bool in_value = failure == simdjson::NUMBER_ERROR || failure == simdjson::INCORRECT_TYPE;
  const bool nowhere = !in_value && document.current_location().get(at) != simdjson::SUCCESS;
  if (nowhere && failure == simdjson::SUCCESS) return Invalid(0, "");
  const size_t place = nowhere ? line.size() : static_cast<size_t>(at - known.data());
  // What is cut off behind a digit is a number without the end of one.
  const bool cut_number =
      failure == simdjson::NUMBER_ERROR &&
      line.find_first_not_of("0123456789+-.eE", place) == std::string_view::npos;
  return place >= line.size() || cut_number ? EndsEarly(line) : From(line, place);
}

}  // namespace

JsonFault FindJsonFault(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(kJsonSpaces) + 1);
  const size_t valid = ValidPrefix(line);
  if (valid < line.size()) return From(line, valid, ": not UTF-8");
  simdjson::padded_string known(line);
  ReplaceBeyondLimits({known.data(), known.size()});
  return FaultInside(known, line);
}

}  // namespace cxo
