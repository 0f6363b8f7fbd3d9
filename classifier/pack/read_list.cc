// Reads [[list]]. Its words are checked when all lists have been read, because they may name
// others.
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/names.h"
#include "classifier/pack/phrase.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

const std::vector<Key>& ListKeys() {
  static const std::vector<Key> kKeys = {
      {"name", Kind::kText, true}, {"words", Kind::kTexts, true}, {"note", Kind::kText}};
  return kKeys;
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
    return;
  }
  if (!draft->lists.emplace(name->text, std::move(words)).second) {
    draft->faults.Add(name->place, "there is a list " + Quoted(name->text) + " already");
  }
}

void CheckList(const TomlValue& table, Draft* draft) {
  // Phrases of the same meaning are faults of a list as they are of a rule.
  ReadPhrases(table, "words", PatternRole::kEvidence, draft);
}

}  // namespace cxo
