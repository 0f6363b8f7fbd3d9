// Text is brought into normal form here, before anything is quoted, so that a phrase meets texts in
// the form in which they are matched however its words were typed.
#include "classifier/pack/phrase_lexer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/quoted.h"
#include "classifier/error/utf8.h"
#include "classifier/pack/names.h"
#include "classifier/text/normal_form.h"

namespace cxo {
namespace {

using TokenKind = PhraseToken::Kind;

constexpr uint32_t kWidestGap = 10;
constexpr std::string_view kSpaces = " \t\r\n_";  // a low line is a space in normal form
constexpr std::string_view kEscapable = "()[]|*~\\";
constexpr std::string_view kMeaningless = "^$?!{}>;=\"`";

constexpr std::array<std::pair<char, TokenKind>, 9> kSigns = {{{'-', TokenKind::kHyphen},
                                                               {',', TokenKind::kComma},
                                                               {'(', TokenKind::kOpen},
                                                               {')', TokenKind::kClose},
                                                               {'[', TokenKind::kOpenOptional},
                                                               {']', TokenKind::kCloseOptional},
                                                               {'|', TokenKind::kBar},
                                                               {'*', TokenKind::kStar},
                                                               {'~', TokenKind::kTilde}}};

constexpr bool Contains(std::string_view set, char c) {
  return set.find(c) != std::string_view::npos;
}

constexpr std::optional<TokenKind> SignKind(char c) {
  for (const auto& [sign, kind] : kSigns) {
    if (sign == c) return kind;
  }
  return std::nullopt;
}

// What goes on as text, by byte: a phrase has no other meaning for it.
constexpr std::array<bool, 256> kIsText = [] {
  std::array<bool, 256> text{};
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = static_cast<char>(i);
    text[i] = c != '\\' && c != '<' && !Contains(kSpaces, c) && !SignKind(c) &&
              !Contains(kMeaningless, c) && !IsControl(c);
  }
  return text;
}();

class PhraseLexer {
 public:
  explicit PhraseLexer(std::string_view phrase) : phrase_(phrase) {}

  Result<std::vector<PhraseToken>> Run() {
    while (offset_ < phrase_.size()) {
      if (auto fault = Next()) return *std::move(fault);
    }
    if (!tokens_.empty() && LastIs(TokenKind::kSpace)) tokens_.pop_back();
    Push(TokenKind::kEnd, phrase_.size());
    return std::move(tokens_);
  }

 private:
  std::optional<Error> Next() {
    const char c = phrase_[offset_];
    if (c == '\\') return Escape();
    if (AtGap()) return Gap();
    if (c == '<') return List();
    if (Contains(kSpaces, c)) {
      PushSpace(offset_++);
    } else if (const auto sign = SignKind(c)) {
      Push(*sign, offset_++);
    } else if (Contains(kMeaningless, c) || IsControl(c)) {
      return PhraseError(offset_, Quoted(Printable({&c, 1})) + " has no meaning in a phrase");
    } else {
      Text();
    }
    return std::nullopt;
  }

  std::optional<Error> Escape() {
    const bool known = offset_ + 1 < phrase_.size() && Contains(kEscapable, phrase_[offset_ + 1]);
    if (!known) {
      return PhraseError(offset_, "a backslash stands before one of ( ) [ ] | * ~ \\");
    }
    Push(TokenKind::kText, offset_).text = phrase_[offset_ + 1];
    offset_ += 2;
    return std::nullopt;
  }

  std::optional<Error> Gap() {
    const size_t begin = offset_;
    const bool placed = AtWordStart();
    offset_ += 2;
    uint32_t gap = 0;
    while (offset_ < phrase_.size() && IsDigit(phrase_[offset_])) {
      gap = std::min(gap * 10 + static_cast<uint32_t>(phrase_[offset_++] - '0'), kWidestGap + 1);
    }
    const bool ended = offset_ == phrase_.size() || Contains(kSpaces, phrase_[offset_]) ||
                       Contains("()[]|", phrase_[offset_]);
    if (gap < 1 || gap > kWidestGap || !ended || !placed) {
      return PhraseError(
          begin,
          "a gap is written `..3`: two dots and a number from 1 to " + std::to_string(kWidestGap),
          offset_ - begin);
    }
    Push(TokenKind::kGap, begin).gap = gap;
    return std::nullopt;
  }

  std::optional<Error> List() {
    const size_t close = phrase_.find('>', offset_);
    const std::string_view name =
        close == std::string_view::npos ? "" : phrase_.substr(offset_ + 1, close - offset_ - 1);
    if (!IsId(name)) return PhraseError(offset_, "the words of a list are written `<its-name>`");
    Push(TokenKind::kList, offset_).text = name;
    offset_ = close + 1;
    return std::nullopt;
  }

  void Text() {
    const size_t begin = offset_;
    while (offset_ < phrase_.size() && IsText(phrase_[offset_]) && !AtGap()) ++offset_;
    const std::string_view stretch = phrase_.substr(begin, offset_ - begin);
    if (IsAscii(stretch)) {  // as most are: only the case changes
      Push(TokenKind::kText, begin).text = AsciiLowered(stretch);
      return;
    }
    for (const char c : NormalizeInside(stretch)) AddNormal(c, begin);
  }

  // The normal form of a stretch may hold what was no ASCII sign before: a typographic dash, a
  // no-break space (at its begin or end, too), a full-width comma.
  void AddNormal(char c, size_t begin) {
    if (Contains(kSpaces, c)) {
      PushSpace(begin);
    } else if (c == '-' || c == ',') {
      Push(c == '-' ? TokenKind::kHyphen : TokenKind::kComma, begin);
    } else if (!tokens_.empty() && LastIs(TokenKind::kText) && tokens_.back().offset == begin) {
      tokens_.back().text += c;
    } else {
      Push(TokenKind::kText, begin).text = c;
    }
  }

  static bool IsText(char c) { return kIsText[static_cast<unsigned char>(c)]; }

  bool AtGap() const { return phrase_.substr(offset_, 2) == ".."; }

  bool AtWordStart() const {
    if (tokens_.empty()) return true;
    const TokenKind last = tokens_.back().kind;
    return last == TokenKind::kSpace || last == TokenKind::kOpen ||
           last == TokenKind::kOpenOptional || last == TokenKind::kBar || last == TokenKind::kComma;
  }

  PhraseToken& Push(TokenKind kind, size_t offset) {
    tokens_.push_back({kind, {}, 0, offset});
    return tokens_.back();
  }

  void PushSpace(size_t offset) {
    if (!tokens_.empty() && !LastIs(TokenKind::kSpace)) Push(TokenKind::kSpace, offset);
  }

  bool LastIs(TokenKind kind) const { return tokens_.back().kind == kind; }

  std::string_view phrase_;
  size_t offset_ = 0;
  std::vector<PhraseToken> tokens_;
};

}  // namespace

Error PhraseError(size_t offset, std::string message, size_t width) {
  Error error;
  error.column = static_cast<uint32_t>(offset) + 1;
  error.message = std::move(message);
  error.width = static_cast<uint32_t>(std::max<size_t>(width, 1));
  return error;
}

Result<std::vector<PhraseToken>> PhraseTokens(std::string_view phrase) {
  const size_t valid = ValidPrefix(phrase);
  if (valid < phrase.size()) return PhraseError(valid, "the phrase is not valid UTF-8");
  return PhraseLexer(phrase).Run();
}

}  // namespace cxo
