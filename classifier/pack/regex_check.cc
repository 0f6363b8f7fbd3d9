// A walk over the expression that knows just enough of RE2's syntax to jump over escapes, classes
// and group openings.
#include "classifier/pack/regex_check.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "classifier/error/ascii.h"
#include "classifier/error/quoted.h"
#include "classifier/error/utf8.h"
#include "classifier/text/normal_form.h"

namespace cxo {
namespace {

constexpr char kBackspace = '\b';

Error RegexError(size_t offset, std::string message, size_t width = 1) {
  Error error;
  error.column = static_cast<uint32_t>(offset) + 1;
  error.message = std::move(message);
  error.width = static_cast<uint32_t>(width);
  return error;
}

// One character as it is written: by itself, or as an escape.
struct Written {
  size_t begin = 0;
  std::string_view bytes;
  std::optional<char32_t> code;  // nothing for the escape of a class or of a place

  bool IsEscape() const { return bytes.starts_with('\\'); }
};

// The code point that `digits` write in `base`; nothing for what is none.
std::optional<char32_t> CodeOf(std::string_view digits, int base) {
  constexpr uint32_t kLast = 0x10FFFF;
  uint32_t code = 0;
  const char* end = digits.data() + digits.size();
  const auto [behind, fault] = std::from_chars(digits.data(), end, code, base);
  const bool whole = fault == std::errc() && behind == end;
  if (!whole || code > kLast || IsSurrogate(code)) return std::nullopt;
  return char32_t{code};
}

std::string Encoded(char32_t code) {
  std::string character;
  AppendUtf8(code, &character);
  return character;
}

// True if a normal form may hold it. Controls, which become spaces, are not looked for: \t beside a
// space does no harm.
bool IsNormal(char32_t code) {
  if (code < 0x80) return code < 'A' || code > 'Z';
  const std::string character = Encoded(code);
  return NormalizeInside(character) == character;
}

// What to do about `found`, whose normal form is `normal`.
std::string InNormalForm(const std::string& found, const std::string& normal) {
  return normal.empty() ? "take " + found + " out" : "write " + found + " as " + Quoted(normal);
}

// True if no normal form holds anything of a range. What is no range is left to RE2.
bool IsIdleRange(char32_t first, char32_t last) {
  for (char32_t code = first; code <= last; ++code) {
    if (!IsSurrogate(code) && IsNormal(code)) return false;
  }
  return first <= last;
}

class RegexWalk {
 public:
  RegexWalk(std::string_view regex, size_t nesting) : regex_(regex), most_(nesting) {}

  std::optional<Error> Run() {
    while (at_ < regex_.size()) {
      if (auto fault = in_class_ ? StepInClass() : Step()) return fault;
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> Step() {
    const char c = regex_[at_];
    if (c == '[') {
      OpenClass();
    } else if (c == '(') {
      if (++depth_ > most_) return TooDeep();
      SkipGroupHead();
    } else {
      if (c == ')' && depth_ > 0) --depth_;
      const Written one = Read();
      if (auto fault = FaultOf(one)) return fault;
      return FaultOfNeeded(one);
    }
    return std::nullopt;
  }

  std::optional<Error> StepInClass() {
    if (regex_[at_] == ']') {
      in_class_ = false;
      ++at_;
      return std::nullopt;
    }
    if (Rest().starts_with("[:")) return ClassName();
    const Written first = Read();
    const bool range = Rest().size() > 1 && Rest()[0] == '-' && Rest()[1] != ']';
    if (!range) return FaultOf(first);
    ++at_;
    return FaultOfRange(first, Read());
  }

  std::string_view Rest() const { return regex_.substr(at_); }

  // Behind the next `end`, or at the end of the expression.
  void SkipPast(char end) {
    const size_t found = regex_.find(end, at_);
    at_ = found == std::string_view::npos ? regex_.size() : found + 1;
  }

  Written Read() {
    Written read{.begin = at_};
    if (regex_[at_] == '\\') {
      read.code = ReadEscape();
    } else {
      const CodePoint point = FirstCodePoint(Rest());
      read.code = point.code;
      at_ += point.length;
    }
    read.bytes = regex_.substr(read.begin, at_ - read.begin);
    return read;
  }

  // \d, \pL, \p{Greek}, \x{4A}, \x4A, \112; the text between \Q and \E is read like any other.
  std::optional<char32_t> ReadEscape() {
    ++at_;
    if (Rest().empty()) return std::nullopt;
    const char kind = Rest()[0];
    if (kind >= '0' && kind <= '7') return ReadOctal();
    at_ += FirstCodePoint(Rest()).length;
    if (kind == 'p' || kind == 'P') ReadName(1);
    if (kind == 'x') return CodeOf(ReadName(2), 16);
    const bool sign = !IsLetter(kind) && IsAscii(kind);
    return sign ? std::optional<char32_t>(kind) : std::nullopt;
  }

  // What stands in braces, nothing if they are not closed; without braces so many letters.
  std::string_view ReadName(size_t letters) {
    const size_t begin = at_;
    if (!Rest().starts_with('{')) {
      at_ = std::min(at_ + letters, regex_.size());
      return regex_.substr(begin, at_ - begin);
    }
    SkipPast('}');
    const bool closed = regex_[at_ - 1] == '}';
    return closed ? regex_.substr(begin + 1, at_ - begin - 2) : std::string_view();
  }

  std::optional<char32_t> ReadOctal() {
    constexpr size_t kMost = 3;
    const size_t begin = at_;
    while (at_ < regex_.size() && at_ < begin + kMost && regex_[at_] >= '0' && regex_[at_] <= '7') {
      ++at_;
    }
    return CodeOf(regex_.substr(begin, at_ - begin), 8);
  }

  // A "]" right behind the opening (or its "^") is a member of the class.
  void OpenClass() {
    in_class_ = true;
    ++at_;
    negated_ = Rest().starts_with('^');
    if (negated_) ++at_;
    if (Rest().starts_with(']')) ++at_;
  }

  // [:alpha:] within a class.
  std::optional<Error> ClassName() {
    const size_t begin = at_;
    SkipPast(']');
    if (negated_ || regex_.substr(begin, at_ - begin) != "[:upper:]") return std::nullopt;
    return NotNormal(begin, "write `[:upper:]` as `[:lower:]`", at_ - begin);
  }

  // (?P<Name>, (?<Name>, (?U), (?iU:
  void SkipGroupHead() {
    ++at_;
    if (!Rest().starts_with('?')) return;
    const bool named = Rest().starts_with("?P<") || Rest().starts_with("?<");
    if (named) return SkipPast('>');
    ++at_;
    while (at_ < regex_.size() && (IsLetter(regex_[at_]) || regex_[at_] == '-')) ++at_;
  }

  // A character stands for itself, so it has to be one that a normal form may hold.
  std::optional<Error> FaultOf(const Written& one) const {
    if (!one.code) return std::nullopt;
    if (one.bytes[0] == kBackspace) return Backspace(one.begin);
    if (IsUpper(one.bytes[0])) return UpperCase(one.begin);
    if (IsNormal(*one.code)) return std::nullopt;
    return NotNormal(one.begin,
                     InNormalForm(Quoted(one.bytes), NormalizeInside(Encoded(*one.code))),
                     one.IsEscape() ? one.bytes.size() : 1);
  }

  // What no text in normal form has as a whole, though single characters of it may stand in a class
  // or be left out.
  std::optional<Error> FaultOfNeeded(const Written& one) const {
    if (MayBeLeftOut(at_)) return std::nullopt;
    if (one.code == U'_') {
      return NotNormal(one.begin, "write " + Quoted(one.bytes) + " as a space", one.bytes.size());
    }
    if (one.bytes == " " && Rest().starts_with(' ') && !MayBeLeftOut(at_ + 1)) {
      return NotNormal(one.begin, "write one space in place of several", 2);
    }
    return one.bytes == "&" ? FaultOfEntity(one.begin) : std::nullopt;
  }

  std::optional<Error> FaultOfEntity(size_t begin) const {
    size_t end = at_ + (Rest().starts_with('#') ? 1 : 0);
    while (end < regex_.size() && IsLetterOrDigit(regex_[end])) ++end;
    if (end == regex_.size() || regex_[end] != ';' || MayBeLeftOut(end + 1)) return std::nullopt;
    const std::string_view entity = regex_.substr(begin, end + 1 - begin);
    const std::string normal = NormalizeInside(entity);
    if (normal == entity) return std::nullopt;
    return NotNormal(begin, InNormalForm(Quoted(entity), normal), entity.size());
  }

  // Whether what ends at `end` need not be there. The end of a \Q may hide that.
  bool MayBeLeftOut(size_t end) const {
    const std::string_view rest = regex_.substr(end);
    return rest.starts_with('?') || rest.starts_with('*') || rest.starts_with('{') ||
           rest.starts_with("\\E");
  }

  // At either end of a range a character stands for those between as well. A class that is negated
  // may match whatever its range is.
  std::optional<Error> FaultOfRange(const Written& first, const Written& last) const {
    for (const Written* end : {&first, &last}) {
      if (end->bytes[0] == kBackspace || IsUpper(end->bytes[0])) return FaultOf(*end);
    }
    if (negated_ || !first.code || !last.code || !IsIdleRange(*first.code, *last.code)) {
      return std::nullopt;
    }
    const std::string_view range = regex_.substr(first.begin, at_ - first.begin);
    return NotNormal(first.begin, "take `" + std::string(range) + "` out");
  }

  Error UpperCase(size_t begin) const {
    size_t end = begin;
    while (end < regex_.size() && IsUpper(regex_[end])) ++end;
    return RegexError(begin,
                      "regular expressions see lower-case text; write `" +
                          std::string(regex_.substr(begin, end - begin)) + "` in lower case",
                      end - begin);
  }

  static Error NotNormal(size_t begin, const std::string& advice, size_t width = 1) {
    return RegexError(begin,
                      "regular expressions see texts in normal form (lower case, no accents, plain "
                      "signs); " +
                          advice,
                      width);
  }

  static Error Backspace(size_t begin) {
    return RegexError(begin,
                      "a backspace can never match: between \" and \" `\\b` is one; write the "
                      "expression between ' and '");
  }

  Error TooDeep() const {
    return RegexError(at_, "brackets are nested more than " + std::to_string(most_) + " deep");
  }

  std::string_view regex_;
  size_t most_;
  size_t at_ = 0;
  size_t depth_ = 0;
  bool in_class_ = false;
  bool negated_ = false;  // the class at hand
};

}  // namespace

std::optional<Error> CheckRegex(std::string_view regex, const PackLimits& limits) {
  if (regex.size() > limits.pattern_bytes) {
    return RegexError(0, "the regular expression is " + std::to_string(regex.size()) +
                             " bytes long, at most " + std::to_string(limits.pattern_bytes) +
                             " are allowed");
  }
  return RegexWalk(regex, limits.nesting).Run();
}

}  // namespace cxo
