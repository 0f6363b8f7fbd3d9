// From the end of the expression to its beginning, so that each state knows what follows it.
#include "classifier/match/word_program.h"

#include <algorithm>
#include <optional>
#include <span>

#include "classifier/text/ascii.h"

namespace cxo {
namespace {

using Kind = RegexNode::Kind;
using State = WordProgram::State;
using Texts = std::vector<std::string>;

constexpr size_t kMostSeparators = 64;
constexpr size_t kMostStates = 4000;
constexpr uint32_t kMostRepeats = 8;
constexpr uint32_t kLongestGapWords = 200;

constexpr std::string_view kEndless = "it repeats something without end";
constexpr std::string_view kMixes = "it has a set of words and signs together";
constexpr std::string_view kPlaces = "it asks for the beginning or end of the text";
constexpr std::string_view kTooLarge = "it has too many parts";
constexpr std::string_view kOddSeparator = "what stands between its words is too varied";

bool IsWordLiteral(const RegexNode& node) {
  return node.kind == Kind::kLiteral && IsWordByte(node.literal[0]);
}

// The texts that a node stands for, if these are few and hold no word byte.
std::optional<Texts> SeparatorTexts(const RegexNode& node);

std::optional<Texts> JoinedTexts(const Texts& left, const Texts& right) {
  if (left.size() * right.size() > kMostSeparators) return std::nullopt;
  Texts joined;
  for (const std::string& a : left) {
    for (const std::string& b : right) joined.push_back(a + b);
  }
  std::sort(joined.begin(), joined.end());
  joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
  return joined;
}

std::optional<Texts> SetTexts(const ByteSet& set) {
  Texts texts;
  if (set.beyond) return std::nullopt;
  for (unsigned char byte = 0; byte < 0x80; ++byte) {
    if (!set.Has(byte)) continue;
    if (IsWordByte(static_cast<char>(byte))) return std::nullopt;
    texts.emplace_back(1, static_cast<char>(byte));
  }
  return texts;
}

std::optional<Texts> SequenceTexts(std::span<const RegexNode> parts) {
  std::optional<Texts> texts = Texts{""};
  for (const RegexNode& part : parts) {
    const std::optional<Texts> more = SeparatorTexts(part);
    if (!more) return std::nullopt;
    texts = JoinedTexts(*texts, *more);
    if (!texts) return std::nullopt;
  }
  return texts;
}

std::optional<Texts> SeparatorTexts(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kLiteral:
      // Letters beyond ASCII are signs to \b, but a pack has too many of them to number.
      if (IsWordByte(node.literal[0]) || !IsAscii(node.literal)) return std::nullopt;
      return Texts{node.literal};
    case Kind::kSet: return SetTexts(node.set);
    case Kind::kSequence: return SequenceTexts(node.parts);
    case Kind::kChoice: {
      Texts all;
      for (const RegexNode& part : node.parts) {
        const std::optional<Texts> texts = SeparatorTexts(part);
        if (!texts) return std::nullopt;
        all.insert(all.end(), texts->begin(), texts->end());
      }
      return all;
    }
    case Kind::kRepeat: {
      if (node.min != 0 || node.max != 1) return std::nullopt;
      std::optional<Texts> texts = SeparatorTexts(node.parts[0]);
      if (texts) texts->emplace_back();
      return texts;
    }
    case Kind::kWordBorder:
    case Kind::kTextBegin:
    case Kind::kEdge: break;
  }
  return std::nullopt;
}

// The n of `(?:[ \n][^ \n.;:!?]+){0,n}`, the words of a gap.
std::optional<uint32_t> GapWords(const RegexNode& node) {
  static const ByteSet kBlank = ParseRegex("[ \\n]")->parts[0].set;
  static const ByteSet kGapByte = ParseRegex("[^ \\n.;:!?]")->parts[0].set;
  if (node.kind != Kind::kRepeat || node.min != 0 || node.max > kLongestGapWords) {
    return std::nullopt;
  }
  const RegexNode& word = node.parts[0];
  if (word.kind != Kind::kSequence || word.parts.size() != 2) return std::nullopt;
  const RegexNode& more = word.parts[1];
  const bool is_gap = word.parts[0].kind == Kind::kSet && word.parts[0].set == kBlank &&
                      more.kind == Kind::kRepeat && more.min == 1 &&
                      more.max == RegexNode::kUnbounded && more.parts[0].kind == Kind::kSet &&
                      more.parts[0].set == kGapByte;
  return is_gap ? std::optional(node.max) : std::nullopt;
}

class Compiler {
 public:
  Compiler(Separators* separators, WordProgram* program)
      : separators_(*separators), program_(*program) {}

  std::string_view Compile(const RegexNode& tree) {
    program_.states.clear();
    const uint32_t accept = Add({});
    program_.start = Node(tree, accept);
    return why_;
  }

 private:
  uint32_t Add(State state) {
    if (program_.states.size() == kMostStates) Refuse(kTooLarge);
    if (!why_.empty()) return 0;
    program_.states.push_back(state);
    return static_cast<uint32_t>(program_.states.size() - 1);
  }

  uint32_t Opaque(std::string_view why, uint32_t next) {
    return Add({.op = State::Op::kOpaque, .next = next, .text = why});
  }

  void Refuse(std::string_view why) {
    if (why_.empty()) why_ = why;
  }

  // The state from which `node` leads to `next`.
  uint32_t Node(const RegexNode& node, uint32_t next) {
    if (!why_.empty()) return next;
    switch (node.kind) {
      case Kind::kSequence: return Sequence(node.parts, next);
      case Kind::kChoice: return Choice(node, next);
      case Kind::kRepeat: return Repeat(node, next);
      case Kind::kWordBorder: return Add({.op = State::Op::kBorder, .next = next});
      case Kind::kTextBegin:
        return Add({.op = State::Op::kTextBegin, .next = next, .text = kPlaces});
      case Kind::kEdge: return Opaque(kPlaces, next);
      case Kind::kLiteral:
        if (!IsWordLiteral(node)) return Separator({&node, 1}, next);
        return Add({.op = State::Op::kText, .next = next, .text = node.literal});
      case Kind::kSet: return Set(node, next);
    }
    return next;
  }

  uint32_t Set(const RegexNode& node, uint32_t next) {
    if (SetTexts(node.set)) return Separator({&node, 1}, next);
    bool words_alone = !node.set.beyond;
    for (unsigned char byte = 0; byte < 0x80; ++byte) {
      words_alone = words_alone && (!node.set.Has(byte) || IsWordByte(static_cast<char>(byte)));
    }
    if (!words_alone) return Opaque(kMixes, next);
    return Add({.op = State::Op::kSet, .next = next, .set = node.set});
  }

  uint32_t Choice(const RegexNode& node, uint32_t next) {
    uint32_t all = Node(node.parts.back(), next);
    for (size_t i = node.parts.size() - 1; i-- > 0;) all = Split(Node(node.parts[i], next), all);
    return all;
  }

  uint32_t Repeat(const RegexNode& node, uint32_t next) {
    const RegexNode& part = node.parts[0];
    if (node.max == RegexNode::kUnbounded) return Endless(node, next);
    if (node.max > kMostRepeats) return Opaque(kTooLarge, next);
    uint32_t state = next;
    for (uint32_t i = 0; i < node.max && why_.empty(); ++i) {
      const uint32_t taken = Node(part, state);
      state = i < node.max - node.min ? Split(taken, next) : taken;
    }
    return state;
  }

  // Of the repetitions without end, only any ending of a word is known.
  uint32_t Endless(const RegexNode& node, uint32_t next) {
    static const ByteSet kWordSet = ParseRegex("\\w")->parts[0].set;
    const RegexNode& part = node.parts[0];
    if (part.kind != Kind::kSet || part.set != kWordSet || node.min > 1) {
      const uint32_t opaque = Opaque(kEndless, next);
      return node.min == 0 ? opaque : Node(part, opaque);  // how it begins is known
    }
    const uint32_t ending = Add({.op = State::Op::kAnyEnding, .next = next});
    return node.min == 0 ? ending : Add({.op = State::Op::kSet, .next = ending, .set = part.set});
  }

  // Takes neighbours together wherever only all of them say what stands between two words.
  uint32_t Sequence(const std::vector<RegexNode>& parts, uint32_t next) {
    const std::span<const RegexNode> all(parts);
    size_t end = all.size();
    while (end > 0) {
      size_t begin = end;
      while (begin > 0 && (GapWords(all[begin - 1]) || SeparatorTexts(all[begin - 1]))) --begin;
      if (begin < end) {
        next = Separator(all.subspan(begin, end - begin), next);
        end = begin;
      } else {
        --end;
        next = Node(all[end], next);
      }
    }
    return next;
  }

  uint32_t Separator(std::span<const RegexNode> parts, uint32_t next) {
    const auto gap = std::find_if(parts.begin(), parts.end(),
                                  [](const RegexNode& part) { return GapWords(part).has_value(); });
    if (gap != parts.end()) return Gap(parts, static_cast<size_t>(gap - parts.begin()), next);
    std::optional<Texts> texts = SequenceTexts(parts);
    if (!texts) return Opaque(kOddSeparator, next);
    const auto empty = std::find(texts->begin(), texts->end(), "");
    const bool may_be_absent = empty != texts->end();
    if (may_be_absent) texts->erase(empty);
    if (texts->empty()) return next;
    const std::optional<Joint> joint = separators_.Intern(*std::move(texts));
    if (!joint) return Opaque(kOddSeparator, next);
    const uint32_t there = Add({.op = State::Op::kJoint, .joint = *joint, .next = next});
    return may_be_absent ? Split(there, next) : there;
  }

  // Only the gap of phrases is known, with its comma before and its space behind.
  uint32_t Gap(std::span<const RegexNode> parts, size_t gap, uint32_t next) {
    static const Texts kSpaces = *SequenceTexts(ParseRegex(" ?[-/ \\n] ?")->parts);
    const std::optional<Texts> before = SequenceTexts(parts.first(gap));
    const std::optional<Texts> after = SequenceTexts(parts.subspan(gap + 1));
    const bool has_comma = before && before->size() == 2 && (*before)[1] == (*before)[0] + ",";
    std::optional<Joint> joint;
    if (has_comma && after == kSpaces) {
      joint = separators_.InternGap((*before)[0], GapWords(parts[gap]).value_or(0));
    }
    if (!joint) return Opaque(kOddSeparator, next);
    return Add({.op = State::Op::kJoint, .joint = *joint, .next = next});
  }

  uint32_t Split(uint32_t a, uint32_t b) {
    return a == b ? a : Add({.op = State::Op::kSplit, .next = a, .other = b});
  }

  Separators& separators_;
  WordProgram& program_;
  std::string_view why_;
};

}  // namespace

std::string_view CompileWordProgram(const RegexNode& tree, Separators* separators,
                                    WordProgram* program) {
  return Compiler(separators, program).Compile(tree);
}

}  // namespace cxo
