// Runs are few and short, so their texts are simply all written down.
#include "classifier/match/separator_runs.h"

#include <algorithm>
#include <string>
#include <utility>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

using Kind = RegexNode::Kind;
using Texts = std::vector<std::string>;

constexpr size_t kMostTexts = 64;  // of a run
constexpr uint32_t kLongestGapWords = 200;
// Runs kept; a pack written by people has ten.
constexpr size_t kMostKnown = 64;

// The texts that a node stands for, if these are few and hold no word byte.
std::optional<Texts> SeparatorTexts(const RegexNode& node);

std::optional<Texts> JoinedTexts(const Texts& left, const Texts& right) {
  if (left.size() * right.size() > kMostTexts) return std::nullopt;
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
    if (IsRegexWordByte(static_cast<char>(byte))) return std::nullopt;
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
      if (IsRegexWordByte(node.literal[0]) || !IsAscii(node.literal)) return std::nullopt;
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
    case Kind::kTextEnd:
    case Kind::kNoBorder: break;
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

// Only the gap of phrases is known, with its comma before and its space behind.
std::optional<SeparatorRun> ReadGap(std::span<const RegexNode> parts, size_t gap,
                                    Separators* separators) {
  static const Texts kSpaces = *SequenceTexts(ParseRegex(" ?[-/ \\n] ?")->parts);
  const std::optional<Texts> before = SequenceTexts(parts.first(gap));
  const std::optional<Texts> after = SequenceTexts(parts.subspan(gap + 1));
  const bool has_comma = before && before->size() == 2 && (*before)[1] == (*before)[0] + ",";
  if (!has_comma || after != kSpaces) return std::nullopt;
  const auto joint = separators->InternGap((*before)[0], GapWords(parts[gap]).value_or(0));
  return joint ? std::optional(SeparatorRun{.joint = joint}) : std::nullopt;
}

std::optional<SeparatorRun> ReadSigns(std::span<const RegexNode> parts, Separators* separators) {
  std::optional<Texts> texts = SequenceTexts(parts);
  if (!texts) return std::nullopt;
  SeparatorRun run;
  run.may_be_absent = std::erase(*texts, "") > 0;
  if (texts->empty()) return run;
  run.joint = separators->Intern(*std::move(texts));
  return run.joint ? std::optional(run) : std::nullopt;
}

}  // namespace

bool IsSignSet(const ByteSet& set) {
  static const ByteSet kWordSet = ParseRegex("\\w")->parts[0].set;
  return !set.beyond && (set.bits[0] & kWordSet.bits[0]) == 0 &&
         (set.bits[1] & kWordSet.bits[1]) == 0;
}

bool IsInRun(const RegexNode& node) {
  if (node.kind == Kind::kSet) return IsSignSet(node.set);
  return GapWords(node) || SeparatorTexts(node);
}

std::optional<SeparatorRun> SeparatorRuns::Read(std::span<const RegexNode> parts,
                                                Separators* separators) {
  const auto known = std::find_if(known_.begin(), known_.end(), [&](const Known& one) {
    return std::equal(one.parts.begin(), one.parts.end(), parts.begin(), parts.end());
  });
  if (known != known_.end()) return known->run;
  const auto gap = std::find_if(parts.begin(), parts.end(),
                                [](const RegexNode& part) { return GapWords(part).has_value(); });
  const std::optional<SeparatorRun> run =
      gap == parts.end() ? ReadSigns(parts, separators)
                         : ReadGap(parts, static_cast<size_t>(gap - parts.begin()), separators);
  if (run && known_.size() < kMostKnown) known_.push_back({{parts.begin(), parts.end()}, *run});
  return run;
}

}  // namespace cxo
