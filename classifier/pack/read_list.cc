// Reads [[list]]. Its words are checked when all lists have been read, because they may name
// others.
#include <algorithm>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/names.h"
#include "classifier/pack/phrase.h"
#include "classifier/pack/phrase_lexer.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

const std::vector<Key>& ListKeys() {
  static const std::vector<Key> kKeys = {
      {"name", Kind::kText, true}, {"words", Kind::kTexts, true}, {"note", Kind::kText}};
  return kKeys;
}

// A word of which no phrase is at fault, in place of those that are or are not known: the name of
// the list, so that phrases of different lists stay different.
std::string Placeholder(std::string_view name) {
  std::string word(name);
  std::erase(word, '-');
  return word;
}

}  // namespace

void ReadList(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[[list]]", ListKeys());
  const TomlValue* name = TextValueAt(table, "name");
  if (name == nullptr || name->text.empty()) return;
  if (!IsId(name->text)) {
    draft->faults.Add(name->place,
                      "the name of a list is made of a-z, 0-9 and \"-\" in parts joined by \".\", "
                      "begins with a letter and is at most 100 bytes long");
    return;
  }
  std::vector<std::string> words;
  for (const TomlValue* word : TextsAt(table, "words")) words.push_back(word->text);
  if (words.empty()) {
    // A value of the wrong type has been reported as that.
    const TomlValue* value = table.Find("words");
    if (value != nullptr && value->kind == TomlValue::Kind::kArray && value->items.empty()) {
      draft->faults.Add(value->place, "the list " + Quoted(name->text) + " has no words");
    }
    draft->lists.try_emplace(name->text, 1, Placeholder(name->text));
    return;
  }
  if (!draft->lists.emplace(name->text, std::move(words)).second) {
    draft->faults.Add(name->place, "there is a list " + Quoted(name->text) + " already");
  }
}

void AssumeLists(std::string_view phrase, Draft* draft) {
  if (draft->complete()) return;
  const Result<std::vector<PhraseToken>> tokens = PhraseTokens(phrase);
  if (!tokens) return;
  for (const PhraseToken& token : *tokens) {
    const bool unread = token.kind == PhraseToken::Kind::kList && draft->MayBeDefined(token.text);
    if (unread) draft->lists.try_emplace(token.text, 1, Placeholder(token.text));
  }
}

void SettleLists(Draft* draft) {
  if (!draft->complete()) {
    const WordLists written = draft->lists;
    for (const auto& [name, words] : written) {
      for (const std::string& word : words) AssumeLists(word, draft);
    }
  }
  // A word is at fault itself if it fails with plain words for the lists that it names, which is
  // found out cheaply, and with their own as well: signs may go where letters may not.
  WordLists plain;
  for (const auto& [name, words] : draft->lists) plain[name] = {"x"};
  size_t bytes = 0;  // that were looked at here; what the pack has of them, CheckList counts
  for (auto& [name, words] : draft->lists) {
    for (std::string& word : words) {
      // What is wrong with it is said where the list is checked, not wherever the list is used.
      const bool right = PhraseToRegex(word, draft->limits, plain).ok() ||
                         CountedExpression(word, *draft, &bytes).ok();
      if (!right) word = Placeholder(name);
      // The same words are too many for CheckList, which says at which one.
      if (bytes > draft->limits.expression_bytes) return;
    }
  }
}

void CheckList(const TomlValue& table, Draft* draft) {
  // Phrases of the same meaning are faults of a list as they are of a rule.
  ReadPhrases(table, "words", PatternRole::kEvidence, draft);
}

}  // namespace cxo
