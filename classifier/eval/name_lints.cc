// Lints of names: facets that look misspelt, lists that nobody uses.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/nearest.h"
#include "classifier/eval/lints.h"
#include "classifier/pack/list_source.h"
#include "classifier/pack/phrase_lexer.h"

namespace cxo {
namespace {

// By facet of one label, with no profile or with any.
using RulesOfFacet = std::map<std::string, std::set<std::string_view>>;

// A facet that one rule alone has may be another one misspelt.
std::optional<Error> LintFacet(const Pack& pack, const Rule& rule, const RulesOfFacet& facets) {
  const Label& label = pack.labels[static_cast<size_t>(rule.label)];
  std::vector<std::string_view> others(label.subtypes.begin(), label.subtypes.end());
  for (const auto& [facet, rules] : facets) others.emplace_back(facet);
  std::erase(others, rule.facet);
  const std::string_view nearest = Nearest(rule.facet, others);
  if (nearest.empty()) return std::nullopt;
  return ErrorAt(pack, rule.at,
                 fmt::format("warning: {} alone has the facet {}.{}; was {}.{} meant?", rule.id,
                             label.name, rule.facet, label.name, nearest));
}

std::vector<Error> LintFacets(const Pack& pack) {
  std::map<LabelIndex, RulesOfFacet> facets;
  std::set<std::string_view> named;
  const auto name = [&](const std::vector<std::string>& names) {
    named.insert(names.begin(), names.end());
  };
  const auto ask = [&](const Condition& condition) {
    for (const Condition* one : NamesIn(condition)) named.insert(one->name);
  };
  for (const Rule& rule : pack.rules) {
    if (!rule.facet.empty()) facets[rule.label][rule.facet].insert(rule.id);
    ask(rule.condition);
    name(rule.absorbs);
  }
  for (const Profile& profile : pack.profiles) {
    for (const Profile::Change& change : profile.changes) {
      if (change.label && !change.facet.empty()) {
        facets[*change.label][change.facet].insert(change.rule);
      }
    }
  }
  for (const Guard& guard : pack.guards) {
    ask(guard.condition);
    name(guard.affects);
  }
  std::vector<Error> lints;
  for (const Rule& rule : pack.rules) {
    if (rule.facet.empty() || facets[rule.label][rule.facet].size() > 1) continue;
    const Label& label = pack.labels[static_cast<size_t>(rule.label)];
    const std::vector<std::string>& subtypes = label.subtypes;
    const bool known = std::find(subtypes.begin(), subtypes.end(), rule.facet) != subtypes.end() ||
                       named.contains(label.name + "." + rule.facet);
    if (known) continue;
    if (auto lint = LintFacet(pack, rule, facets[rule.label])) lints.push_back(*std::move(lint));
  }
  return lints;
}

std::vector<Error> LintLists(const Pack& pack) {
  std::set<std::string> used;
  const auto use = [&](std::string_view phrase, std::string_view by) {
    if (phrase.find('<') == std::string_view::npos) return;
    const Result<std::vector<PhraseToken>> tokens = PhraseTokens(phrase);
    if (!tokens.ok()) return;
    for (const PhraseToken& token : *tokens) {
      if (token.kind == PhraseToken::Kind::kList && token.text != by) used.insert(token.text);
    }
  };
  for (const Pattern& pattern : pack.patterns) {
    if (pattern.is_phrase) use(pattern.text, "");
  }
  const std::vector<ListSource> lists = ListsOf(pack.files);
  for (const ListSource& list : lists) {
    for (const std::string& word : list.words) use(word, list.name);
  }
  std::vector<Error> lints;
  for (const ListSource& list : lists) {
    if (used.contains(list.name)) continue;
    lints.push_back(
        ErrorAt(pack, list.at, fmt::format("warning: no phrase names the list <{}>", list.name)));
  }
  return lints;
}

}  // namespace

std::vector<Error> LintNames(const Pack& pack) {
  std::vector<Error> lints = LintFacets(pack);
  for (Error& lint : LintLists(pack)) lints.push_back(std::move(lint));
  return lints;
}

}  // namespace cxo
