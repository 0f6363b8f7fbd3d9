// A recursive walk over the tree of the expression.
#include "classifier/match/match_places.h"

#include <algorithm>
#include <optional>

#include "classifier/match/regex_tree.h"

namespace cxo {
namespace {

using Kind = RegexNode::Kind;

constexpr size_t kMostBytes = 4096;  // of a match; more is as good as anywhere

}  // namespace

bool BeginsText(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kTextBegin: return true;
    case Kind::kSequence: return !node.parts.empty() && BeginsText(node.parts.front());
    case Kind::kChoice: return std::all_of(node.parts.begin(), node.parts.end(), BeginsText);
    case Kind::kRepeat: return node.min > 0 && BeginsText(node.parts[0]);
    case Kind::kLiteral:
    case Kind::kSet:
    case Kind::kWordBorder:
    case Kind::kTextEnd:
    case Kind::kNoBorder: break;
  }
  return false;
}

bool EndsText(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kTextEnd: return true;
    case Kind::kSequence: return !node.parts.empty() && EndsText(node.parts.back());
    case Kind::kChoice: return std::all_of(node.parts.begin(), node.parts.end(), EndsText);
    case Kind::kRepeat: return node.min > 0 && EndsText(node.parts[0]);
    case Kind::kLiteral:
    case Kind::kSet:
    case Kind::kWordBorder:
    case Kind::kTextBegin:
    case Kind::kNoBorder: break;
  }
  return false;
}

size_t MostBytes(const RegexNode& node) {
  constexpr size_t kMostOfCodePoint = 4;
  size_t bytes = 0;
  switch (node.kind) {
    case Kind::kLiteral: bytes = node.literal.size(); break;
    case Kind::kSet: bytes = node.set.beyond ? kMostOfCodePoint : 1; break;
    case Kind::kSequence:
      for (const RegexNode& part : node.parts) {
        const size_t more = MostBytes(part);
        if (more == kAnywhere) return kAnywhere;
        bytes += more;
      }
      break;
    case Kind::kChoice:
      for (const RegexNode& part : node.parts) bytes = std::max(bytes, MostBytes(part));
      break;
    case Kind::kRepeat: {
      const size_t once = MostBytes(node.parts[0]);
      if (once == 0) return 0;
      if (once == kAnywhere || node.max > kMostBytes) return kAnywhere;
      bytes = once * node.max;
      break;
    }
    case Kind::kWordBorder:
    case Kind::kTextBegin:
    case Kind::kTextEnd:
    case Kind::kNoBorder: break;
  }
  return bytes > kMostBytes ? kAnywhere : bytes;
}

namespace {

size_t MostToTextEnd(const RegexNode& node) {
  if (BeginsText(node)) return 0;
  if (EndsText(node)) return MostBytes(node);
  if (node.kind != Kind::kChoice) return kAnywhere;
  size_t most = 0;
  for (const RegexNode& part : node.parts) most = std::max(most, MostToTextEnd(part));
  return most;
}

}  // namespace

size_t MostBytesToTextEnd(const ParsedRegex& regex) {
  return regex ? MostToTextEnd(*regex) : kAnywhere;
}

namespace {

// The bytes that sets of a part can take, anywhere in it, and its blanks. Letters that are written
// out do not count: a row of names of places ends where there is another word.
void AddBytes(const RegexNode& node, ByteSet* bytes) {
  if (node.literal.find(' ') != std::string::npos) bytes->Add(' ');
  for (size_t i = 0; i < bytes->bits.size(); ++i) bytes->bits[i] |= node.set.bits[i];
  for (const RegexNode& part : node.parts) AddBytes(part, bytes);
}

// Any number of words: ".*", "[^.]+", "(?:[a-z]+ )*".
bool RunsOverWords(const RegexNode& node) {
  if (node.kind != Kind::kRepeat || node.max != RegexNode::kUnbounded) return false;
  ByteSet bytes;
  AddBytes(node.parts[0], &bytes);
  return bytes.Has(' ') && bytes.Has('a');
}

// `followed`: something of the match comes behind the part, and may not be there.
bool LooksFar(const RegexNode& node, bool followed) {
  if (BeginsText(node)) return false;
  if (RunsOverWords(node)) return followed;
  for (size_t i = 0; i < node.parts.size(); ++i) {
    const bool is_last = node.kind != Kind::kSequence || i + 1 == node.parts.size();
    if (LooksFar(node.parts[i], followed || !is_last)) return true;
  }
  return false;
}

}  // namespace

bool LooksFarAhead(const ParsedRegex& regex) { return regex && LooksFar(*regex, false); }

}  // namespace cxo
