// A walk over the expression that knows just enough of RE2's syntax to jump over escapes, classes
// and group openings.
#include "classifier/pack/regex_check.h"

#include <string>

#include "classifier/error/utf8.h"
#include "classifier/text/normal_form.h"

namespace cxo {
namespace {

constexpr char kBackspace = '\b';

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) { return IsUpper(c) || (c >= 'a' && c <= 'z'); }

Error MakeError(size_t offset, std::string message, size_t width = 1) {
  Error error;
  error.column = static_cast<uint32_t>(offset) + 1;
  error.message = std::move(message);
  error.width = static_cast<uint32_t>(width);
  return error;
}

class RegexWalk {
 public:
  RegexWalk(std::string_view regex, size_t nesting) : regex_(regex), most_(nesting) {}

  std::optional<Error> Run() {
    while (at_ < regex_.size()) {
      const char c = regex_[at_];
      if (c == '\\') {
        SkipEscape();
      } else if (IsUpper(c)) {
        return UpperCase();
      } else if (c == kBackspace) {
        return Backspace();
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        if (auto fault = SkipForeign()) return fault;
      } else if (c == '[') {
        in_class_ ? SkipClassName() : OpenClass();
      } else if (c == ']') {
        in_class_ = false;
        ++at_;
      } else if (c == '(' && !in_class_) {
        if (++depth_ > most_) return TooDeep();
        SkipGroupHead();
      } else {
        if (c == ')' && !in_class_ && depth_ > 0) --depth_;
        ++at_;
      }
    }
    return std::nullopt;
  }

 private:
  std::string_view Rest() const { return regex_.substr(at_); }

  // Behind the next `end`, or at the end of the expression.
  void SkipPast(char end) {
    const size_t found = regex_.find(end, at_);
    at_ = found == std::string_view::npos ? regex_.size() : found + 1;
  }

  // \d, \pL, \p{Greek}, \x{4A}, \x4A; the text between \Q and \E is read like any other.
  void SkipEscape() {
    const char kind = Rest().size() > 1 ? Rest()[1] : '\\';
    at_ += 1 + (Rest().size() > 1 ? FirstCodePoint(Rest().substr(1)).length : 1);
    if (kind != 'p' && kind != 'P' && kind != 'x') return;
    if (Rest().substr(0, 1) == "{") return SkipPast('}');
    at_ += kind == 'x' ? 2 : 1;
  }

  // A "]" right behind the opening (or its "^") is a member of the class.
  void OpenClass() {
    in_class_ = true;
    ++at_;
    if (Rest().substr(0, 1) == "^") ++at_;
    if (Rest().substr(0, 1) == "]") ++at_;
  }

  // [:alpha:] within a class.
  void SkipClassName() {
    if (Rest().substr(0, 2) == "[:") return SkipPast(']');
    ++at_;
  }

  // (?P<Name>, (?<Name>, (?U), (?iU:
  void SkipGroupHead() {
    ++at_;
    if (Rest().substr(0, 1) != "?") return;
    const bool named = Rest().substr(0, 3) == "?P<" || Rest().substr(0, 2) == "?<";
    if (named) return SkipPast('>');
    ++at_;
    while (at_ < regex_.size() && (IsLetter(regex_[at_]) || regex_[at_] == '-')) ++at_;
  }

  Error UpperCase() const {
    size_t end = at_;
    while (end < regex_.size() && IsUpper(regex_[end])) ++end;
    return MakeError(at_,
                     "regular expressions see lower-case text; write `" +
                         std::string(regex_.substr(at_, end - at_)) + "` in lower case",
                     end - at_);
  }

  // A character beyond ASCII stands for itself, so it has to be one that a normal form may hold. At
  // either end of a range in a class it stands for those between as well.
  std::optional<Error> SkipForeign() {
    const std::string_view character = Rest().substr(0, FirstCodePoint(Rest()).length);
    const std::string_view behind = Rest().substr(character.size());
    const bool range = in_class_ && (regex_[at_ - 1] == '-' || behind.starts_with('-'));
    const std::string normal = NormalForm(character);
    if (!range && normal != character) return NotNormal(character, normal);
    at_ += character.size();
    return std::nullopt;
  }

  // Of a character within a text: at either end of it spaces are cut off.
  static std::string NormalForm(std::string_view character) {
    const std::string normal = Normalize("x" + std::string(character) + "x");
    return normal.substr(1, normal.size() - 2);
  }

  Error NotNormal(std::string_view character, const std::string& normal) const {
    const std::string found = "`" + std::string(character) + "`";
    return MakeError(at_,
                     "regular expressions see texts in normal form (lower case, no accents, plain "
                     "signs); " +
                         (normal.empty() ? "take " + found + " out"
                                         : "write " + found + " as `" + normal + "`"));
  }

  Error Backspace() const {
    return MakeError(at_,
                     "a backspace can never match: between \" and \" `\\b` is one; write the "
                     "expression between ' and '");
  }

  Error TooDeep() const {
    return MakeError(at_, "brackets are nested more than " + std::to_string(most_) + " deep");
  }

  std::string_view regex_;
  size_t most_;
  size_t at_ = 0;
  size_t depth_ = 0;
  bool in_class_ = false;
};

}  // namespace

std::optional<Error> CheckRegex(std::string_view regex, const PackLimits& limits) {
  if (regex.size() > limits.pattern_bytes) {
    return MakeError(0, "the regular expression is " + std::to_string(regex.size()) +
                            " bytes long, at most " + std::to_string(limits.pattern_bytes) +
                            " are allowed");
  }
  return RegexWalk(regex, limits.nesting).Run();
}

}  // namespace cxo
