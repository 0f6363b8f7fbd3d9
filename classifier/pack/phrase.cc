// The parser of phrases: tokens in, tree out. What is allowed where is decided here, so that the
// writer of the expression never fails on a shape.
#include "classifier/pack/phrase.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/pack/phrase_lexer.h"
#include "classifier/pack/phrase_tree.h"

namespace cxo {
namespace {

using TokenKind = PhraseToken::Kind;
using PartKind = PhrasePart::Kind;

bool MayBeOfWord(char c) { return IsRegexWordByte(c) || !IsAscii(c); }

// True for a word such as "&", which takes a space on either side or none.
bool IsSignsAlone(const PhraseWord& word) {
  return std::all_of(word.parts.begin(), word.parts.end(), [](const PhrasePart& part) {
    return part.kind == PartKind::kLiteral &&
           std::none_of(part.text.begin(), part.text.end(), MayBeOfWord);
  });
}

// Each method reads one production and says whether it could; the first fault stays.
class PhraseParser {
 public:
  PhraseParser(std::vector<PhraseToken> tokens, const PackLimits& limits)
      : tokens_(std::move(tokens)), limits_(limits) {}

  Result<PhraseSequence> Parse() {
    PhraseSequence phrase;
    if (At(TokenKind::kEnd)) {
      Fail(0, "the phrase is empty");
    } else if (Sequence(false, &phrase) && !At(TokenKind::kEnd)) {
      FailAtStray();
    }
    if (error_) return *std::move(error_);
    return phrase;
  }

 private:
  // Words up to the end, a bar or a closing bracket. `glued`: the sequence begins inside a word,
  // as in "[pre-]clinical", and may begin with a hyphen.
  bool Sequence(bool glued, PhraseSequence* out) {
    PhraseWord next;
    while (!AtSequenceEnd()) {
      next.offset = Offset();
      if (IsLoneSeparator(*out)) {
        Advance();
      } else if (At(TokenKind::kSpace)) {
        SetJoint(Joint::kSpace, *out, &next);
        Advance();
      } else if (At(TokenKind::kComma) || At(TokenKind::kGap)) {
        if (!CommaOrGap(*out, &next)) return false;
      } else {
        if (!Word(glued && out->words.empty(), &next)) return false;
        TightenAround(&next, out);
        out->words.push_back(std::move(next));
        next = PhraseWord();
      }
    }
    return CheckSequence(*out, next);
  }

  static void SetJoint(Joint joint, const PhraseSequence& sequence, PhraseWord* next) {
    const bool stronger = next->before == Joint::kComma || next->before == Joint::kGap;
    if (!sequence.words.empty() && !stronger) next->before = joint;
  }

  bool CommaOrGap(const PhraseSequence& sequence, PhraseWord* next) {
    const bool comma = At(TokenKind::kComma);
    const bool after_gap = next->before == Joint::kGap;
    const bool twice = next->before == Joint::kComma && comma;
    if (sequence.words.empty() || after_gap || twice) return FailJoint(comma, Offset());
    next->before = comma ? Joint::kComma : Joint::kGap;
    next->gap = tokens_[index_].gap;
    joint_offset_ = Offset();
    Advance();
    return true;
  }

  bool FailJoint(bool comma, size_t offset) {
    return Fail(offset,
                comma ? "a comma stands between two words" : "a gap stands between two words");
  }

  static void TightenAround(PhraseWord* word, PhraseSequence* sequence) {
    if (word->before != Joint::kSpace) return;
    if (IsSignsAlone(*word) || IsSignsAlone(sequence->words.back())) word->before = Joint::kTight;
  }

  bool CheckSequence(const PhraseSequence& sequence, const PhraseWord& next) {
    if (sequence.words.empty()) {
      if (nesting_ == 0) return FailAtStray();
      return Fail(Offset(), "an alternative is empty");
    }
    if (next.before == Joint::kComma || next.before == Joint::kGap) {
      return FailJoint(next.before == Joint::kComma, joint_offset_);
    }
    const auto fixed = std::find_if_not(sequence.words.begin(), sequence.words.end(),
                                        [](const PhraseWord& word) { return word.optional(); });
    if (fixed == sequence.words.end()) return FailOptional(sequence.words[0].offset);
    return CheckOptionals(sequence);
  }

  bool FailOptional(size_t offset) {
    return Fail(offset, "every part is optional; something must always be there");
  }

  // An optional part takes one of its joints along when it is absent; that must be a plain space.
  bool CheckOptionals(const PhraseSequence& sequence) {
    for (size_t i = 1; i + 1 < sequence.words.size(); ++i) {
      const PhraseWord& word = sequence.words[i];
      const bool plain =
          word.before == Joint::kSpace || sequence.words[i + 1].before == Joint::kSpace;
      if (word.optional() && !plain) {
        return Fail(word.offset, "an optional part needs a plain space on one side");
      }
    }
    return true;
  }

  bool Word(bool glued, PhraseWord* out) {
    while (AtWordPart()) {
      if (!Part(glued, out)) return false;
    }
    const bool fixed =
        std::any_of(out->parts.begin(), out->parts.end(), [](const PhrasePart& part) {
          return part.kind != PartKind::kOptional && part.kind != PartKind::kHyphen;
        });
    if (!fixed && out->parts.size() > 1) return FailOptional(out->offset);
    return CheckLastHyphen(*out);
  }

  // A hyphen may end a word only inside a bracket that the word goes on behind: "[pre-]clinical".
  bool CheckLastHyphen(const PhraseWord& word) {
    if (word.parts.back().kind != PartKind::kHyphen) return true;
    size_t after = index_;
    while (IsInnerEnd(tokens_[after].kind)) after = AfterBracket(after);
    const bool goes_on = after > index_ && IsWordPart(tokens_[after].kind);
    return goes_on || FailHyphen(word.parts.back().offset);
  }

  static bool IsInnerEnd(TokenKind kind) {
    return kind == TokenKind::kBar || kind == TokenKind::kClose ||
           kind == TokenKind::kCloseOptional;
  }

  // The token after the bracket that closes around the token at `index`.
  size_t AfterBracket(size_t index) const {
    int depth = 1;
    for (; tokens_[index].kind != TokenKind::kEnd; ++index) {
      const TokenKind kind = tokens_[index].kind;
      if (kind == TokenKind::kOpen || kind == TokenKind::kOpenOptional) ++depth;
      if (kind == TokenKind::kClose || kind == TokenKind::kCloseOptional) --depth;
      if (depth == 0) return index + 1;
    }
    return index;
  }

  bool FailHyphen(size_t offset) {
    return Fail(offset, "a hyphen stands between two parts of a word");
  }

  bool Part(bool glued, PhraseWord* out) {
    switch (tokens_[index_].kind) {
      case TokenKind::kText: return Add(PartKind::kLiteral, tokens_[index_].text, out);
      case TokenKind::kHyphen: return Hyphen(glued, out);
      case TokenKind::kStar: return Star(out);
      case TokenKind::kTilde: return Tilde(out);
      default: return Bracket(glued, out);
    }
  }

  bool Add(PartKind kind, std::string text, PhraseWord* out) {
    out->parts.push_back({kind, std::move(text), {}, Offset()});
    Advance();
    return true;
  }

  bool Hyphen(bool glued, PhraseWord* out) {
    const bool first = out->parts.empty() && !glued;
    const bool twice = !out->parts.empty() && out->parts.back().kind == PartKind::kHyphen;
    if (first || twice) return FailHyphen(Offset());
    return Add(PartKind::kHyphen, "", out);
  }

  bool Star(PhraseWord* out) {
    const PhrasePart* before = out->parts.empty() ? nullptr : &out->parts.back();
    const bool text =
        before != nullptr && before->kind == PartKind::kLiteral && MayBeOfWord(before->text.back());
    const bool group = before != nullptr && before->kind == PartKind::kGroup;
    if ((!text && !group) || WordGoesOn()) {
      return Fail(Offset(), "`*` follows a letter or digit and ends a word");
    }
    return Add(PartKind::kAnyEnding, "", out);
  }

  bool Tilde(PhraseWord* out) {
    size_t letters = 0;
    const bool text = !out->parts.empty() && out->parts.back().kind == PartKind::kLiteral;
    std::string base = text ? out->parts.back().text : "";
    while (letters < base.size() && IsLower(base[base.size() - 1 - letters])) ++letters;
    if (letters < 3 || WordGoesOn()) {
      return Fail(Offset(), "`~` follows a word of at least three letters and ends it");
    }
    out->parts.back().text.resize(base.size() - letters);
    if (out->parts.back().text.empty()) out->parts.pop_back();
    return Add(PartKind::kInflected, base.substr(base.size() - letters), out);
  }

  // True if the sign at hand does not end its word (a hyphen begins a new part of one).
  bool WordGoesOn() const {
    const TokenKind next = tokens_[index_ + 1].kind;
    return IsWordPart(next) && next != TokenKind::kHyphen;
  }

  bool Bracket(bool glued, PhraseWord* out) {
    const bool optional = At(TokenKind::kOpenOptional);
    const TokenKind close = optional ? TokenKind::kCloseOptional : TokenKind::kClose;
    PhrasePart part{optional ? PartKind::kOptional : PartKind::kGroup, "", {}, Offset()};
    if (++nesting_ > limits_.nesting) {
      return Fail(Offset(),
                  "brackets are nested more than " + std::to_string(limits_.nesting) + " deep");
    }
    const bool inside = glued || !out->parts.empty();
    do {
      Advance();
      if (At(TokenKind::kEnd)) return FailBracket(optional, part.offset);
      part.choices.emplace_back();
      if (!Sequence(inside, &part.choices.back())) return false;
    } while (At(TokenKind::kBar));
    if (!At(close)) return FailBracket(optional, part.offset);
    Advance();
    --nesting_;
    out->parts.push_back(std::move(part));
    return true;
  }

  bool FailBracket(bool optional, size_t open) {
    if (At(TokenKind::kEnd))
      return Fail(open, optional ? "`[` is not closed" : "`(` is not closed");
    return Fail(Offset(), optional ? "found `)`, expected `]`" : "found `]`, expected `)`");
  }

  bool FailAtStray() {
    if (At(TokenKind::kBar)) return Fail(Offset(), "`|` stands inside brackets: (one|another)");
    return Fail(Offset(), At(TokenKind::kClose) ? "`)` without `(`" : "`]` without `[`");
  }

  // "fill / finish" and "fill - finish" say what "fill finish" says.
  bool IsLoneSeparator(const PhraseSequence& sequence) const {
    const bool sign =
        At(TokenKind::kHyphen) || (At(TokenKind::kText) && tokens_[index_].text == "/");
    if (!sign || sequence.words.empty()) return false;
    return tokens_[index_ - 1].kind == TokenKind::kSpace &&
           tokens_[index_ + 1].kind == TokenKind::kSpace;
  }

  static bool IsWordPart(TokenKind kind) {
    return kind == TokenKind::kText || kind == TokenKind::kHyphen || kind == TokenKind::kStar ||
           kind == TokenKind::kTilde || kind == TokenKind::kOpen ||
           kind == TokenKind::kOpenOptional;
  }

  bool AtWordPart() const { return IsWordPart(tokens_[index_].kind); }
  bool AtSequenceEnd() const { return At(TokenKind::kEnd) || IsInnerEnd(tokens_[index_].kind); }
  bool At(TokenKind kind) const { return tokens_[index_].kind == kind; }
  size_t Offset() const { return tokens_[index_].offset; }
  void Advance() { ++index_; }

  bool Fail(size_t offset, std::string message) {
    if (!error_) error_ = PhraseError(offset, std::move(message));
    return false;
  }

  std::vector<PhraseToken> tokens_;
  const PackLimits& limits_;
  size_t index_ = 0;
  size_t nesting_ = 0;
  size_t joint_offset_ = 0;
  std::optional<Error> error_;
};

std::string TooLong(std::string_view what, size_t size, size_t limit) {
  return std::string(what) + " is " + std::to_string(size) + " bytes long, at most " +
         std::to_string(limit) + " are allowed";
}

}  // namespace

Result<PhraseSequence> ParsePhrase(std::string_view phrase, const PackLimits& limits,
                                   const WordLists& lists) {
  if (phrase.size() > limits.pattern_bytes) {
    return PhraseError(0, TooLong("the phrase", phrase.size(), limits.pattern_bytes));
  }
  Result<std::vector<PhraseToken>> tokens = PhraseTokens(phrase);
  if (tokens) tokens = ExpandLists(*tokens, lists);
  if (!tokens) return tokens.error();
  return PhraseParser(std::move(*tokens), limits).Parse();
}

Result<std::string> PhraseToRegex(std::string_view phrase, const PackLimits& limits,
                                  const WordLists& lists) {
  Result<PhraseSequence> tree = ParsePhrase(phrase, limits, lists);
  if (!tree) return tree.error();
  if (CountAlternatives(*tree, limits.alternatives) > limits.alternatives) {
    return PhraseError(
        0, "the phrase has more than " + std::to_string(limits.alternatives) + " alternatives");
  }
  Result<std::string> regex = WritePhrase(*tree);
  if (regex && regex->size() > limits.pattern_bytes) {
    return PhraseError(0, TooLong("the phrase's expression", regex->size(), limits.pattern_bytes));
  }
  return regex;
}

}  // namespace cxo
