// Lists are replaced token by token, before the parser sees the phrase: a list means what its words
// in brackets mean, and nothing behind the parser need know of it.
#include "classifier/pack/word_list.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "classifier/error/quoted.h"

namespace cxo {
namespace {

using TokenKind = PhraseToken::Kind;

// Lists within lists; a circle is found as a nesting that never ends.
constexpr size_t kMostNesting = 8;
// The longest phrase that the limits of a pack let through has fewer.
constexpr size_t kMostTokens = 20'000;

class ListExpander {
 public:
  explicit ListExpander(const WordLists& lists) : lists_(lists) {}

  Result<std::vector<PhraseToken>> Expand(const std::vector<PhraseToken>& tokens) {
    // Looked for first, since a list before it may have thousands of words.
    if (const PhraseToken* missing = FindMissingList(tokens, lists_)) {
      FailMissing(*missing);
      return *std::move(error_);
    }
    for (const PhraseToken& token : tokens) {
      if (!Append(token, token.offset, 0)) return *std::move(error_);
    }
    return std::move(expanded_);
  }

 private:
  bool Append(const PhraseToken& token, size_t offset, size_t depth) {
    if (token.kind == TokenKind::kList) return AppendList(token.text, offset, depth);
    if (expanded_.size() >= kMostTokens) {
      return Fail(offset, token, "the lists of this phrase have too many words");
    }
    expanded_.push_back(token);
    expanded_.back().offset = offset;
    return true;
  }

  bool AppendList(const std::string& name, size_t offset, size_t depth) {
    const PhraseToken token{TokenKind::kList, name, 0, offset};
    const auto list = lists_.find(name);
    if (list == lists_.end()) return FailMissing(token);
    if (depth == kMostNesting) {
      return Fail(offset, token,
                  "lists name each other in a circle, or more than " +
                      std::to_string(kMostNesting) + " deep");
    }
    TokenKind before = TokenKind::kOpen;
    for (const std::string& word : list->second) {
      if (!Append({before, {}, 0, offset}, offset, depth)) return false;
      before = TokenKind::kBar;
      if (!AppendWord(word, offset, depth + 1)) return false;
    }
    return Append({TokenKind::kClose, {}, 0, offset}, offset, depth);
  }

  // A fault in the word itself is said where the list is read, not wherever it is used.
  bool AppendWord(const std::string& word, size_t offset, size_t depth) {
    const Result<std::vector<PhraseToken>> tokens = PhraseTokens(word);
    if (!tokens) return true;
    for (const PhraseToken& token : *tokens) {
      if (token.kind != TokenKind::kEnd && !Append(token, offset, depth)) return false;
    }
    return true;
  }

  bool FailMissing(const PhraseToken& list) {
    return Fail(list.offset, list, "there is no list " + Quoted(list.text));
  }

  bool Fail(size_t offset, const PhraseToken& token, std::string message) {
    const size_t width = token.kind == TokenKind::kList ? token.text.size() + 2 : 1;
    error_ = PhraseError(offset, std::move(message), width);
    return false;
  }

  const WordLists& lists_;
  std::vector<PhraseToken> expanded_;
  std::optional<Error> error_;
};

}  // namespace

const PhraseToken* FindMissingList(const std::vector<PhraseToken>& tokens, const WordLists& lists) {
  const auto missing = std::find_if(tokens.begin(), tokens.end(), [&](const PhraseToken& token) {
    return token.kind == TokenKind::kList && !lists.contains(token.text);
  });
  return missing == tokens.end() ? nullptr : &*missing;
}

Result<std::vector<PhraseToken>> ExpandLists(const std::vector<PhraseToken>& tokens,
                                             const WordLists& lists) {
  return ListExpander(lists).Expand(tokens);
}

}  // namespace cxo
