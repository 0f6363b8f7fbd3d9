// Rules, guards and word lists as people and programs read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/list_source.h"
#include "classifier/pack/pack.h"

namespace cxo {

// "CRO.clinical"; "signal" for a rule without a label.
std::string TargetOf(const Pack& pack, const Rule& rule);

// One line: id, target, weight, number of patterns.
std::string RuleLine(const Pack& pack, const Rule& rule);

// What a search looks for.
struct Sought {
  std::string word;                // in lower case
  std::vector<std::string> lists;  // as phrases name those that hold it: "<company>"
};

// `word`, in any case, with the lists of which a word holds it, be it by a list that they name.
Sought SoughtIn(const std::vector<ListSource>& lists, std::string_view word);

// Whether the id, target, note or a phrase of a rule or guard holds what is sought, by itself or by
// a list.
bool RuleHolds(const Pack& pack, uint32_t rule, const Sought& sought);
bool GuardHolds(const Pack& pack, uint32_t guard, const Sought& sought);

// All of a rule or guard: where it stands, what it says, each phrase with the RE2 expression that
// it means, its examples.
std::string RuleText(const Pack& pack, uint32_t rule);
std::string GuardText(const Pack& pack, uint32_t guard);

// All of a word list of the pack: where it stands, and each of its words.
std::string ListText(const Pack& pack, const ListSource& list);

// The same as one JSON object on one line.
std::string RuleJson(const Pack& pack, uint32_t rule);
std::string GuardJson(const Pack& pack, uint32_t guard);
std::string ListJson(const Pack& pack, const ListSource& list);

}  // namespace cxo
