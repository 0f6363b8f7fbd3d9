// A recursive descent over the syntax, one function for each of its levels.
#include "classifier/match/regex_tree.h"

#include <charconv>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"

namespace cxo {
namespace {

using Kind = RegexNode::Kind;

bool IsOneOf(char c, std::string_view chars) { return chars.find(c) != std::string_view::npos; }

// Adds what \d, \s or \w stands for; false for other letters.
bool AddClass(char letter, ByteSet* set) {
  for (unsigned char byte = 0; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    const bool in = letter == 'd'   ? IsDigit(c)
                    : letter == 's' ? IsOneOf(c, "\t\n\f\r ")
                                    : IsRegexWordByte(c);
    if (in) set->Add(byte);
  }
  return IsOneOf(letter, "dsw");
}

void Invert(ByteSet* set) {
  for (uint64_t& bits : set->bits) bits = ~bits;
  set->beyond = true;  // it may still lack some; "some or all" is what the member says
}

size_t CodePointLength(std::string_view text) {
  size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

class Parser {
 public:
  explicit Parser(std::string_view regex) : rest_(regex) {}

  std::optional<RegexNode> Parse() {
    RegexNode node = Choice();
    if (!understood_ || !rest_.empty()) return std::nullopt;
    return node;
  }

 private:
  RegexNode Choice() {
    RegexNode first = Sequence();
    if (rest_.empty() || rest_[0] != '|') return first;
    RegexNode choice;
    choice.kind = Kind::kChoice;
    choice.parts.push_back(std::move(first));
    while (understood_ && Take('|')) choice.parts.push_back(Sequence());
    return choice;
  }

  RegexNode Sequence() {
    RegexNode sequence;
    while (understood_ && !rest_.empty() && !IsOneOf(rest_[0], "|)")) {
      RegexNode item = Item();
      if (!rest_.empty() && IsOneOf(rest_[0], "*+?{")) item = Repeated(std::move(item));
      Append(std::move(item), &sequence.parts);
    }
    return sequence;
  }

  // Literals that follow one another are one, as long as they are of a kind: words or not.
  static void Append(RegexNode item, std::vector<RegexNode>* parts) {
    const bool joins =
        item.kind == Kind::kLiteral && !parts->empty() && parts->back().kind == Kind::kLiteral &&
        IsRegexWordByte(parts->back().literal.back()) == IsRegexWordByte(item.literal[0]);
    if (joins) {
      parts->back().literal += item.literal;
    } else {
      parts->push_back(std::move(item));
    }
  }

  RegexNode Item() {
    switch (rest_[0]) {
      case '(': return Group();
      case '[': return Set();
      case '\\': return Escape();
      case '.': return AnyButLineBreak();
      case '^': return Edge(Kind::kTextBegin, 1);
      case '$': return Edge(Kind::kTextEnd, 1);
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']': understood_ = false; return {};
      default: return Literal(LiteralLength());
    }
  }

  // A code point, or as many letters as belong together: of "colou?r" four.
  size_t LiteralLength() const {
    if (!IsRegexWordByte(rest_[0])) return CodePointLength(rest_);
    size_t length = 1;
    while (length < rest_.size() && IsRegexWordByte(rest_[length])) ++length;
    const bool last_repeats = length < rest_.size() && IsOneOf(rest_[length], "*+?{");
    return last_repeats && length > 1 ? length - 1 : length;
  }

  RegexNode Group() {
    constexpr int kDeepest = 64;
    rest_.remove_prefix(1);
    if (rest_.starts_with("?:")) {
      rest_.remove_prefix(2);
    } else if (rest_.starts_with("?")) {
      understood_ = false;
    }
    if (++depth_ > kDeepest) understood_ = false;
    RegexNode inside = understood_ ? Choice() : RegexNode();
    --depth_;
    if (!Take(')')) understood_ = false;
    return inside;
  }

  RegexNode Escape() {
    if (rest_.size() < 2) {
      understood_ = false;
      return {};
    }
    const char letter = rest_[1];
    if (letter == 'b') return Edge(Kind::kWordBorder, 2);
    if (letter == 'A') return Edge(Kind::kTextBegin, 2);
    if (letter == 'z') return Edge(Kind::kTextEnd, 2);
    if (letter == 'B') return Edge(Kind::kNoBorder, 2);
    RegexNode node;
    node.kind = Kind::kSet;
    const auto taken = TakeEscape(&node.set);
    if (!taken) return node;
    node.kind = Kind::kLiteral;
    node.literal = *taken;
    return node;
  }

  // Takes an escape that stands for code points: adds a class to `set`, or returns the one.
  std::optional<std::string> TakeEscape(ByteSet* set) {
    const char letter = rest_[1];
    if (!IsRegexWordByte(letter)) {
      const size_t length = CodePointLength(rest_.substr(1));
      std::string one(rest_.substr(1, length));
      rest_.remove_prefix(1 + length);
      return one;
    }
    rest_.remove_prefix(2);
    if (letter == 'n') return "\n";
    if (letter == 't') return "\t";
    ByteSet named;
    if (!AddClass(AsciiLower(letter), &named)) {
      understood_ = false;
    }
    if (IsUpper(letter)) Invert(&named);
    for (size_t i = 0; i < set->bits.size(); ++i) set->bits[i] |= named.bits[i];
    set->beyond = set->beyond || named.beyond;
    return std::nullopt;
  }

  RegexNode Set() {
    RegexNode node;
    node.kind = Kind::kSet;
    rest_.remove_prefix(1);
    const bool inverted = Take('^');
    for (bool first = true; understood_; first = false) {
      if (rest_.empty()) {
        understood_ = false;
      } else if (rest_[0] == ']' && !first) {
        break;
      } else {
        SetItem(&node.set);
      }
    }
    Take(']');
    if (inverted) Invert(&node.set);
    return node;
  }

  // A code point, a range of them, or a class.
  void SetItem(ByteSet* set) {
    if (rest_.starts_with("[:")) understood_ = false;
    const std::optional<std::string> low = SetEnd(set);
    if (!understood_ || !low) return;
    std::string high = *low;
    if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
      rest_.remove_prefix(1);
      const std::optional<std::string> end = SetEnd(set);
      if (!end) understood_ = false;
      if (end) high = *end;
    }
    if (high.size() > 1) set->beyond = true;
    const unsigned last = high.size() > 1 ? 0x7FU : static_cast<unsigned char>(high[0]);
    if (low->size() > 1) return;
    for (unsigned byte = static_cast<unsigned char>((*low)[0]); byte <= last; ++byte) {
      set->Add(static_cast<unsigned char>(byte));
    }
  }

  std::optional<std::string> SetEnd(ByteSet* set) {
    if (rest_[0] == '\\' && rest_.size() > 1) return TakeEscape(set);
    const size_t length = CodePointLength(rest_);
    std::string one(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return one;
  }

  RegexNode AnyButLineBreak() {
    rest_.remove_prefix(1);
    RegexNode node;
    node.kind = Kind::kSet;
    node.set.Add('\n');
    Invert(&node.set);
    return node;
  }

  RegexNode Edge(Kind kind, size_t length) {
    rest_.remove_prefix(length);
    RegexNode node;
    node.kind = kind;
    return node;
  }

  RegexNode Literal(size_t length) {
    RegexNode node;
    node.kind = Kind::kLiteral;
    node.literal = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return node;
  }

  RegexNode Repeated(RegexNode item) {
    RegexNode repeat;
    repeat.kind = Kind::kRepeat;
    if (Take('*')) {
      repeat.min = 0;
      repeat.max = RegexNode::kUnbounded;
    } else if (Take('+')) {
      repeat.max = RegexNode::kUnbounded;
    } else if (Take('?')) {
      repeat.min = 0;
    } else if (!TakeCounts(&repeat)) {
      understood_ = false;
    }
    Take('?');  // lazy or greedy is one to a search for the longest match
    if (!rest_.empty() && IsOneOf(rest_[0], "*+?{")) understood_ = false;
    repeat.parts.push_back(std::move(item));
    return repeat;
  }

  // {n}, {n,} or {n,m}
  bool TakeCounts(RegexNode* repeat) {
    const size_t close = rest_.find('}');
    if (close == std::string_view::npos) return false;
    const char* at = rest_.data() + 1;
    const char* const end = rest_.data() + close;
    const auto low = std::from_chars(at, end, repeat->min);
    if (low.ec != std::errc()) return false;
    repeat->max = repeat->min;
    at = low.ptr;
    if (at != end && *at == ',') {
      repeat->max = RegexNode::kUnbounded;
      if (++at != end) at = std::from_chars(at, end, repeat->max).ptr;
    }
    rest_.remove_prefix(close + 1);
    return at == end;
  }

  bool Take(char byte) {
    if (rest_.empty() || rest_[0] != byte) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
  int depth_ = 0;
  bool understood_ = true;
};

}  // namespace

ParsedRegex ParseRegex(std::string_view regex) { return Parser(regex).Parse(); }

}  // namespace cxo
