// Conditions: a recursive descent parser over a handful of tokens, and the way back to text.
#include "classifier/pack/condition.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

constexpr int kMaxNesting = 32;
constexpr uint32_t kMaxNumber = 1'000'000;

constexpr std::array<std::pair<std::string_view, Condition::Compare>, 5> kCompares = {{
    {">=", Condition::Compare::kAtLeast},
    {"<=", Condition::Compare::kAtMost},
    {"==", Condition::Compare::kEqual},
    {">", Condition::Compare::kMore},
    {"<", Condition::Compare::kLess},
}};

constexpr std::array<std::pair<std::string_view, Condition::Measure>, 3> kMeasures = {{
    {"words", Condition::Measure::kWords},
    {"clauses", Condition::Measure::kClauses},
    {"sentences", Condition::Measure::kSentences},
}};

template <typename T, size_t N>
std::optional<T> Find(const std::array<std::pair<std::string_view, T>, N>& table,
                      std::string_view word) {
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  return std::nullopt;
}

template <typename T, size_t N>
std::string_view Spelled(const std::array<std::pair<std::string_view, T>, N>& table, T value) {
  for (const auto& [name, candidate] : table) {
    if (candidate == value) return name;
  }
  return {};
}

enum class TokenKind : uint8_t { kEnd, kWord, kNumber, kSign };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;
  size_t offset = 0;
};

bool IsWordChar(char c) {
  return IsLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '*';
}

// True for an operator as other languages write it, or in capitals.
bool IsForeignOperator(std::string_view word) {
  constexpr std::array<std::string_view, 5> kForeign = {"&", "&&", "|", "||", "!"};
  if (std::find(kForeign.begin(), kForeign.end(), word) != kForeign.end()) return true;
  const std::string lowered = AsciiLowered(word);
  return lowered != word && (lowered == "and" || lowered == "or" || lowered == "not");
}

// The length of the sign at the start of `rest`: a comparison, a doubled sign, a whole character,
// or one byte.
size_t SignLength(std::string_view rest) {
  const std::string_view two = rest.substr(0, 2);
  if (two.size() > 1 && (Find(kCompares, two) || IsForeignOperator(two))) return 2;
  size_t length = 1;
  while (length < rest.size() && IsContinuation(rest[length])) {
    ++length;
  }
  return length;
}

Token TokenAt(std::string_view text, size_t offset) {
  while (offset < text.size() && std::string_view(" \t\r\n").find(text[offset]) < 4) ++offset;
  const std::string_view rest = text.substr(std::min(offset, text.size()));
  if (rest.empty()) return {TokenKind::kEnd, rest, offset};
  const auto length =
      static_cast<size_t>(std::find_if_not(rest.begin(), rest.end(), IsWordChar) - rest.begin());
  if (length == 0) return {TokenKind::kSign, rest.substr(0, SignLength(rest)), offset};
  const std::string_view word = rest.substr(0, length);
  const bool number = std::all_of(word.begin(), word.end(), IsDigit);
  return {number ? TokenKind::kNumber : TokenKind::kWord, word, offset};
}

// Each method reads one production into *out and says whether it could; the first fault stays.
class ConditionParser {
 public:
  explicit ConditionParser(std::string_view text) : text_(text), token_(TokenAt(text, 0)) {}

  Result<Condition> Parse() {
    Condition condition;
    if (token_.kind == TokenKind::kEnd) {
      Fail("the condition is empty");
    } else if (Joined(Condition::Op::kOr, &condition) && token_.kind != TokenKind::kEnd) {
      ExpectedPart("`and`, `or` or the end");
    }
    if (error_) return *std::move(error_);
    return condition;
  }

 private:
  bool Joined(Condition::Op op, Condition* out) {
    const bool is_or = op == Condition::Op::kOr;
    const std::string_view word = is_or ? "or" : "and";
    const auto part = [&](Condition* into) {
      return is_or ? Joined(Condition::Op::kAnd, into) : Unary(into);
    };
    Condition first;
    if (!part(&first)) return false;
    if (!At(word)) {
      *out = std::move(first);
      return true;
    }
    out->op = op;
    out->offset = first.offset;
    Append(std::move(first), out);
    while (At(word)) {
      Advance();
      Condition next;
      if (!part(&next)) return false;
      Append(std::move(next), out);
    }
    return true;
  }

  // Brackets around a part of the same kind change nothing, so they leave no trace in the tree.
  static void Append(Condition part, Condition* out) {
    if (part.op != out->op) {
      out->parts.push_back(std::move(part));
      return;
    }
    std::move(part.parts.begin(), part.parts.end(), std::back_inserter(out->parts));
  }

  bool Unary(Condition* out) {
    const bool is_not = At("not");
    if (!is_not && !At("(")) return Atom(out);
    if (++nesting_ > kMaxNesting) {
      return Fail("the condition is nested more than " + std::to_string(kMaxNesting) + " deep");
    }
    const bool read = is_not ? Not(out) : Bracket(out);
    --nesting_;
    return read;
  }

  bool Not(Condition* out) {
    out->op = Condition::Op::kNot;
    out->offset = Offset();
    Advance();
    out->parts.emplace_back();
    return Unary(&out->parts.back());
  }

  bool Bracket(Condition* out) {
    Advance();
    if (!Joined(Condition::Op::kOr, out)) return false;
    if (!At(")")) return ExpectedPart("`and`, `or` or `)`");
    Advance();
    return true;
  }

  bool Atom(Condition* out) {
    const bool reserved = At("and") || At("or");
    if (token_.kind != TokenKind::kWord || reserved) return ExpectedPart(kPart);
    out->offset = Offset();
    if (At("count")) return Count(out);
    if (const auto measure = Find(kMeasures, token_.text)) {
      out->op = Condition::Op::kMeasure;
      out->measure = *measure;
      Advance();
      return Comparison(out);
    }
    const Token name = token_;
    return Name(Condition::Op::kName, out) && CheckName(name);
  }

  // What is compared, or asked for something in brackets, was meant to be a measure or `count`.
  bool CheckName(const Token& name) {
    const std::string hint =
        DidYouMean(AsciiLowered(name.text), {"words", "clauses", "sentences", "count"});
    const bool compared = Find(kCompares, token_.text) || At("=");
    const bool asked = At("(") && !hint.empty();
    if (!compared && !asked) return true;
    return FailAt(name, Quoted(name.text) +
                            " is no measure, expected words, clauses, sentences or count(NAME)" +
                            hint);
  }

  bool Name(Condition::Op op, Condition* out) {
    out->op = op;
    out->name = token_.text;
    Advance();
    return true;
  }

  bool Count(Condition* out) {
    Advance();
    if (!Take("(", "`(` after `count`")) return false;
    if (token_.kind != TokenKind::kWord) return Expected("a name to count");
    Name(Condition::Op::kCount, out);
    return Take(")", "`)`") && Comparison(out);
  }

  bool Comparison(Condition* out) {
    const auto compare = Find(kCompares, token_.text);
    if (!compare) return Expected("a comparison: >=, <=, >, < or ==");
    out->compare = *compare;
    Advance();
    if (token_.kind != TokenKind::kNumber) return Expected("a whole number");
    for (const char digit : token_.text) {
      out->number = out->number * 10 + static_cast<uint32_t>(digit - '0');
      if (out->number > kMaxNumber) {
        return Fail("the number is too large, at most " + std::to_string(kMaxNumber));
      }
    }
    Advance();
    return true;
  }

  bool At(std::string_view text) const { return token_.text == text; }
  uint32_t Offset() const { return static_cast<uint32_t>(token_.offset); }
  void Advance() {
    before_ = token_;
    token_ = TokenAt(text_, token_.offset + token_.text.size());
  }

  bool Take(std::string_view text, std::string_view expected) {
    if (!At(text)) return Expected(expected);
    Advance();
    return true;
  }

  bool Expected(std::string_view what) { return Fail(NotExpected(token_, what)); }

  // The same where an operator may stand, which may be meant. "Not a" has been read as a name.
  bool ExpectedPart(std::string_view what) {
    constexpr std::string_view kHint = "; operators are written `and`, `or`, `not`";
    if (IsForeignOperator(token_.text)) {
      return Fail(NotExpected(token_, what).append(kHint));
    }
    if (IsForeignOperator(before_.text)) {
      return FailAt(before_, NotExpected(before_, kPart).append(kHint));
    }
    return Expected(what);
  }

  static std::string NotExpected(const Token& token, std::string_view what) {
    const bool end = token.kind == TokenKind::kEnd;
    const std::string found = end ? "the condition ends here" : "found " + Quoted(token.text);
    return found + ", expected " + std::string(what);
  }

  bool Fail(std::string message) { return FailAt(token_, std::move(message)); }

  bool FailAt(const Token& token, std::string message) {
    Error error;
    error.column = static_cast<uint32_t>(token.offset) + 1;
    error.message = std::move(message);
    error.width = std::max<uint32_t>(1, static_cast<uint32_t>(token.text.size()));
    error_ = std::move(error);
    return false;
  }

  static constexpr std::string_view kPart = "a name, `not` or `(`";

  std::string_view text_;
  Token token_;
  Token before_;  // the last one that was read
  int nesting_ = 0;
  std::optional<Error> error_;
};

void CollectNames(const Condition& condition, std::vector<const Condition*>* out) {
  const bool named = condition.op == Condition::Op::kName || condition.op == Condition::Op::kCount;
  if (named) out->push_back(&condition);
  for (const Condition& part : condition.parts) CollectNames(part, out);
}

// How tightly an operator holds its parts together; a looser part needs brackets.
int Tightness(Condition::Op op) {
  switch (op) {
    case Condition::Op::kOr: return 0;
    case Condition::Op::kAnd: return 1;
    case Condition::Op::kNot: return 2;
    default: return 3;
  }
}

std::string PartToString(const Condition& part, Condition::Op parent) {
  const bool brackets = Tightness(part.op) < Tightness(parent);
  return brackets ? "(" + ToString(part) + ")" : ToString(part);
}

std::string CompareToString(const Condition& condition) {
  return " " + std::string(Spelled(kCompares, condition.compare)) + " " +
         std::to_string(condition.number);
}

}  // namespace

Result<Condition> ParseCondition(std::string_view text) { return ConditionParser(text).Parse(); }

std::vector<const Condition*> NamesIn(const Condition& condition) {
  std::vector<const Condition*> names;
  CollectNames(condition, &names);
  return names;
}

std::string ToString(const Condition& condition) {
  switch (condition.op) {
    case Condition::Op::kAlways: return "";
    case Condition::Op::kName: return condition.name;
    case Condition::Op::kCount: return "count(" + condition.name + ")" + CompareToString(condition);
    case Condition::Op::kMeasure:
      return std::string(Spelled(kMeasures, condition.measure)) + CompareToString(condition);
    case Condition::Op::kNot: return "not " + PartToString(condition.parts[0], condition.op);
    default: break;
  }
  const std::string_view word = condition.op == Condition::Op::kAnd ? " and " : " or ";
  std::string out;
  for (const Condition& part : condition.parts) {
    if (!out.empty()) out += word;
    out += PartToString(part, condition.op);
  }
  return out;
}

}  // namespace cxo
