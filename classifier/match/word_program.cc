// From the end of the expression to its beginning, so that each state knows what follows it.
#include "classifier/match/word_program.h"

#include <optional>
#include <span>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

using Kind = RegexNode::Kind;
using State = WordProgram::State;

constexpr size_t kMostStates = 4000;
constexpr uint32_t kMostRepeats = 8;

constexpr std::string_view kEndless = "it repeats something without end";
constexpr std::string_view kMixes = "it has a set of words and signs together";
constexpr std::string_view kPlaces = "it asks for the beginning or end of the text";
constexpr std::string_view kTooLarge = "it has too many parts";
constexpr std::string_view kOddSeparator = "what stands between its words is too varied";

bool IsWordLiteral(const RegexNode& node) {
  return node.kind == Kind::kLiteral && IsRegexWordByte(node.literal[0]);
}

class Compiler {
 public:
  Compiler(Separators* separators, SeparatorRuns* runs, WordProgram* program)
      : separators_(*separators), runs_(*runs), program_(*program) {}

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
      case Kind::kTextEnd:
      case Kind::kNoBorder: return Opaque(kPlaces, next);
      case Kind::kLiteral:
        if (!IsWordLiteral(node)) return Separator({&node, 1}, next);
        return Add({.op = State::Op::kText, .next = next, .text = node.literal});
      case Kind::kSet: return Set(node, next);
    }
    return next;
  }

  uint32_t Set(const RegexNode& node, uint32_t next) {
    if (IsSignSet(node.set)) return Separator({&node, 1}, next);
    bool words_alone = !node.set.beyond;
    for (unsigned char byte = 0; byte < 0x80; ++byte) {
      words_alone =
          words_alone && (!node.set.Has(byte) || IsRegexWordByte(static_cast<char>(byte)));
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
      while (begin > 0 && IsInRun(all[begin - 1])) --begin;
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
    const std::optional<SeparatorRun> run = runs_.Read(parts, &separators_);
    if (!run) return Opaque(kOddSeparator, next);
    if (!run->joint) return next;
    const uint32_t there = Add({.op = State::Op::kJoint, .joint = *run->joint, .next = next});
    return run->may_be_absent ? Split(there, next) : there;
  }

  uint32_t Split(uint32_t a, uint32_t b) {
    return a == b ? a : Add({.op = State::Op::kSplit, .next = a, .other = b});
  }

  Separators& separators_;
  SeparatorRuns& runs_;
  WordProgram& program_;
  std::string_view why_;
};

}  // namespace

std::string_view CompileWordProgram(const RegexNode& tree, Separators* separators,
                                    SeparatorRuns* runs, WordProgram* program) {
  return Compiler(separators, runs, program).Compile(tree);
}

}  // namespace cxo
