// Reads the patterns of rules, guards and lists: phrases and regular expressions.
#include <map>
#include <utility>

#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/phrase.h"
#include "classifier/pack/phrase_lexer.h"
#include "classifier/pack/regex_check.h"

namespace cxo {
namespace {

// Whether `phrase` names lists, and all of them are there: then it is long where they are.
bool IsExpanded(std::string_view phrase, const WordLists& lists) {
  if (phrase.find('<') == std::string_view::npos) return false;
  const Result<std::vector<PhraseToken>> tokens = PhraseTokens(phrase);
  return tokens && FindMissingList(*tokens, WordLists()) != nullptr &&
         FindMissingList(*tokens, lists) == nullptr;
}

// Of a list that there is not, which one was meant; empty if the phrase is wrong otherwise.
std::string MeantList(std::string_view phrase, Draft* draft) {
  const Result<std::vector<PhraseToken>> tokens = PhraseTokens(phrase);
  const PhraseToken* missing = tokens ? FindMissingList(*tokens, draft->lists) : nullptr;
  if (missing == nullptr || !draft->MaySuggest(draft->lists.size())) return {};
  std::vector<std::string_view> names;
  for (const auto& [name, words] : draft->lists) names.push_back(name);
  return DidYouMean(missing->text, names);
}

// Adds a fault where the expressions of the pack, that of `value` among them, become too long.
void CheckRoom(const TomlValue& value, Draft* draft) {
  const size_t limit = draft->limits.expression_bytes;
  if (draft->expression_bytes <= limit) return;
  draft->has_all_patterns = false;
  draft->faults.Add(value.place,
                    "with this pattern, the expressions of the pack are more than " +
                        std::to_string(limit) +
                        " bytes long together; the words of a list count wherever it is named");
}

}  // namespace

Result<std::string> CountedExpression(std::string_view phrase, const Draft& draft, size_t* bytes) {
  Result<std::string> regex = PhraseToRegex(phrase, draft.limits, draft.lists);
  if (regex) {
    *bytes += regex->size();
  } else if (IsExpanded(phrase, draft.lists)) {
    *bytes += draft.limits.pattern_bytes;
  }
  return regex;
}

std::vector<Pattern> ReadPhrases(const TomlValue& table, std::string_view key, PatternRole role,
                                 Draft* draft) {
  std::vector<Pattern> patterns;
  std::map<std::string, std::string> written;  // by meaning
  for (const TomlValue* value : TextsAt(table, key)) {
    if (!draft->has_all_patterns) break;
    if (value->text.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    AssumeLists(value->text, draft);
    Result<std::string> regex = CountedExpression(value->text, *draft, &draft->expression_bytes);
    if (!regex) {
      Error error = regex.error();
      error.message += MeantList(value->text, draft);
      draft->AddInString(*value, error);
    }
    CheckRoom(*value, draft);
    if (!regex) continue;
    const auto [first, is_new] = written.emplace(*regex, value->text);
    if (!is_new) {
      draft->faults.Add(value->place, "this phrase says the same as " + Quoted(first->second));
    }
    patterns.push_back({value->text, *std::move(regex), true, role, 0, value->place.at});
  }
  return patterns;
}

std::vector<Pattern> ReadRegex(const TomlValue& table, PatternRole role, Draft* draft) {
  const TomlValue* value = TextValueAt(table, "regex");
  if (value == nullptr || value->text.empty() || !draft->has_all_patterns) return {};
  if (const auto fault = CheckRegex(value->text, draft->limits)) {
    draft->AddInString(*value, *fault);
    return {};
  }
  draft->expression_bytes += value->text.size();
  CheckRoom(*value, draft);
  return {{value->text, value->text, false, role, 0, value->place.at}};
}

void RequirePattern(const TomlValue& table, std::string_view where, Draft* draft) {
  const TomlValue* any = table.Find("any");
  const bool phrases =
      any != nullptr && (any->kind != TomlValue::Kind::kArray || !any->items.empty());
  if (phrases || table.Find("regex") != nullptr) return;
  draft->faults.Add(table.place, std::string(where) + " has no pattern, expected `any` or `regex`");
}

}  // namespace cxo
