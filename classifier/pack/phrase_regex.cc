// From the tree of a phrase to its RE2 expression. The expressions keep to a small, regular set of
// shapes: literals, the joints below, \w*, (?:a|b) and (?:a)?, with \b at the two ends.
#include <algorithm>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/pack/inflect.h"
#include "classifier/pack/phrase_lexer.h"
#include "classifier/pack/phrase_tree.h"

namespace cxo {
namespace {

using PartKind = PhrasePart::Kind;

// Runs of white space are one character in the normal form, so these never take two line breaks:
// a blank line parts words for good.
constexpr std::string_view kSpaceRegex = " ?[-/ \\n] ?";
constexpr std::string_view kHyphenRegex = " ?[-/ \\n]? ?";
constexpr std::string_view kCommaRegex = ",[ \\n]?";
constexpr std::string_view kTightRegex = "[ \\n]?";
constexpr std::string_view kGapWordRegex = "[ \\n][^ \\n.;:!?]+";

// What can stand at one end of a piece: word characters (ASCII, as \b sees them), others, or both,
// depending on which alternative is taken.
using Edge = unsigned;
constexpr Edge kNothing = 0;
constexpr Edge kWordEdge = 1;
constexpr Edge kOtherEdge = 2;
constexpr Edge kMixedEdge = 3;

enum class Side : uint8_t { kLeft, kRight };

Edge EdgeOfByte(char c) { return IsRegexWordByte(c) ? kWordEdge : kOtherEdge; }

// The n-th item counted from `side`.
template <typename T>
const T& NthFrom(Side side, const std::vector<T>& items, size_t n) {
  return side == Side::kLeft ? items[n] : items[items.size() - 1 - n];
}

Edge EdgeOf(const PhraseSequence& sequence, Side side);

Edge EdgeOfChoices(const PhrasePart& part, Side side) {
  Edge edge = kNothing;
  for (const PhraseSequence& choice : part.choices) edge |= EdgeOf(choice, side);
  return edge;
}

Edge EdgeOf(const PhrasePart& part, Side side) {
  switch (part.kind) {
    case PartKind::kLiteral:
      return EdgeOfByte(side == Side::kLeft ? part.text.front() : part.text.back());
    case PartKind::kInflected: return kWordEdge;
    case PartKind::kGroup:
    case PartKind::kOptional: return EdgeOfChoices(part, side);
    default: return kNothing;  // a hyphen is no end of a phrase, "*" takes the edge before it
  }
}

bool MayBeAbsent(const PhrasePart& part) {
  return part.kind == PartKind::kOptional || part.kind == PartKind::kAnyEnding;
}

Edge EdgeOf(const PhraseWord& word, Side side) {
  Edge edge = kNothing;
  for (size_t i = 0; i < word.parts.size(); ++i) {
    const PhrasePart& part = NthFrom(side, word.parts, i);
    edge |= EdgeOf(part, side);
    if (!MayBeAbsent(part)) break;
  }
  return edge;
}

Edge EdgeOf(const PhraseSequence& sequence, Side side) {
  Edge edge = kNothing;
  for (size_t i = 0; i < sequence.words.size(); ++i) {
    const PhraseWord& word = NthFrom(side, sequence.words, i);
    edge |= EdgeOf(word, side);
    if (!word.optional()) break;
  }
  return edge;
}

std::string Quote(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string JointRegex(const PhraseWord& word) {
  switch (word.before) {
    case Joint::kFirst: return "";
    case Joint::kSpace: return std::string(kSpaceRegex);
    case Joint::kComma: return std::string(kCommaRegex);
    case Joint::kTight: return std::string(kTightRegex);
    case Joint::kGap: break;
  }
  return ",?(?:" + std::string(kGapWordRegex) + "){0," + std::to_string(word.gap) + "}" +
         std::string(kSpaceRegex);
}

// Which ends of a piece are ends of the phrase whose border its alternatives must set themselves.
struct Borders {
  bool left = false;
  bool right = false;
};

class PhraseWriter {
 public:
  Result<std::string> Write(const PhraseSequence& phrase) {
    std::string regex = Sequence(phrase, {true, true});
    if (error_) return *std::move(error_);
    return regex;
  }

 private:
  std::string Sequence(const PhraseSequence& sequence, Borders borders) {
    const Edge left = borders.left ? EdgeOf(sequence, Side::kLeft) : kNothing;
    const Edge right = borders.right ? EdgeOf(sequence, Side::kRight) : kNothing;
    std::string out = left == kWordEdge ? "\\b" : "";
    out += Words(sequence.words, {left == kMixedEdge, right == kMixedEdge});
    return out + (right == kWordEdge ? "\\b" : "");
  }

  std::string Words(const std::vector<PhraseWord>& words, Borders borders) {
    const auto fixed = [](const PhraseWord& word) { return !word.optional(); };
    const size_t first =
        static_cast<size_t>(std::find_if(words.begin(), words.end(), fixed) - words.begin());
    const size_t last =
        words.size() - 1 -
        static_cast<size_t>(std::find_if(words.rbegin(), words.rend(), fixed) - words.rbegin());
    std::string out;
    const PhraseWord* joint = nullptr;  // the word whose joint is still to be written
    for (size_t i = 0; i < words.size(); ++i) {
      const std::string before = joint == nullptr ? "" : JointRegex(*joint);
      const std::string word =
          Word(words[i], {borders.left && i <= first, borders.right && i >= last});
      const PhraseWord* next = i + 1 < words.size() ? &words[i + 1] : nullptr;
      if (!words[i].optional()) {
        out += before + word;
        joint = next;
      } else if (i > last || (joint != nullptr && joint->before == Joint::kSpace)) {
        out.append("(?:").append(before).append(word).append(")?");
        joint = next;
      } else {
        out.append(before).append("(?:").append(word).append(JointRegex(*next)).append(")?");
        joint = nullptr;
      }
    }
    return out;
  }

  // A word; an optional one without its question mark.
  std::string Word(const PhraseWord& word, Borders borders) {
    if (word.optional()) return OptionalWord(word.parts[0], borders);
    const Edge left = borders.left ? EdgeOf(word, Side::kLeft) : kNothing;
    const Edge right = borders.right ? EdgeOf(word, Side::kRight) : kNothing;
    if (left == kMixedEdge) CheckMixed(word.parts.front());
    if (right == kMixedEdge) CheckMixed(word.parts.back());
    std::string out = left == kWordEdge ? "\\b" : "";
    for (size_t i = 0; i < word.parts.size(); ++i) {
      out += Part(word.parts[i], {left == kMixedEdge && i == 0,
                                  right == kMixedEdge && i + 1 == word.parts.size()});
    }
    return out + (right == kWordEdge ? "\\b" : "");
  }

  // A joint will stand beside it, so alternatives need brackets of their own.
  std::string OptionalWord(const PhrasePart& part, Borders borders) {
    const std::string choices = Choices(part, borders);
    return part.choices.size() > 1 ? "(?:" + choices + ")" : choices;
  }

  // Only a group can set its borders by itself; behind an optional part there is no telling which
  // border holds.
  void CheckMixed(const PhrasePart& part) {
    if (part.kind == PartKind::kGroup || error_) return;
    error_ = PhraseError(part.offset,
                         "with and without this part the phrase begins or ends differently, in a "
                         "letter or digit and in another sign; write the two out: (one|another)");
  }

  std::string Part(const PhrasePart& part, Borders borders) {
    switch (part.kind) {
      case PartKind::kLiteral: return Quote(part.text);
      case PartKind::kHyphen: return std::string(kHyphenRegex);
      case PartKind::kAnyEnding: return "\\w*";
      case PartKind::kInflected: return InflectionRegex(part.text);
      case PartKind::kGroup: return "(?:" + Choices(part, borders) + ")";
      case PartKind::kOptional: break;
    }
    return "(?:" + Choices(part, borders) + ")?";
  }

  // The alternatives without brackets around a single one.
  std::string Choices(const PhrasePart& part, Borders borders) {
    std::string out;
    for (const PhraseSequence& choice : part.choices) {
      if (!out.empty()) out += "|";
      out += Sequence(choice, borders);
    }
    return out;
  }

  std::optional<Error> error_;
};

// a * b and a + b that stop at `limit` + 1 instead of overflowing.
size_t Times(size_t a, size_t b, size_t limit) { return a > (limit + 1) / b ? limit + 1 : a * b; }
size_t Plus(size_t a, size_t b, size_t limit) { return std::min(a + b, limit + 1); }

}  // namespace

size_t CountAlternatives(const PhraseSequence& phrase, size_t limit) {
  size_t count = 1;
  for (const PhraseWord& word : phrase.words) {
    for (const PhrasePart& part : word.parts) {
      if (part.choices.empty()) continue;
      size_t choices = part.kind == PartKind::kOptional ? 1 : 0;
      for (const PhraseSequence& choice : part.choices) {
        choices = Plus(choices, CountAlternatives(choice, limit), limit);
      }
      count = Times(count, choices, limit);
    }
  }
  return count;
}

Result<std::string> WritePhrase(const PhraseSequence& phrase) {
  return PhraseWriter().Write(phrase);
}

}  // namespace cxo
