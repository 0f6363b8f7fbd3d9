// A depth-first walk over rules, guards and the names that stand for several rules. Such names are
// nodes of their own, and guards' edges are made when they are walked: a pack in which every rule
// names a label of a hundred thousand others still has a small graph.
#include "classifier/pack/circle.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "classifier/error/quoted.h"

namespace cxo {
namespace {

class CircleFinder {
 public:
  explicit CircleFinder(const Pack& pack)
      : pack_(pack),
        first_guard_(static_cast<uint32_t>(pack.rules.size())),
        first_name_(first_guard_ + static_cast<uint32_t>(pack.guards.size())) {
    for (const Rule& rule : pack.rules) AddNames(rule.condition);
    for (const Guard& guard : pack.guards) {
      AddNames(guard.condition);
      // A guard that is always on depends on nothing and closes no circle.
      if (guard.condition.always()) continue;
      for (const std::string& name : guard.affects) AddName(name);
    }
    members_.resize(names_.size());
    guards_of_.resize(names_.size());
    for (uint32_t i = 0; i < pack.rules.size(); ++i) AddMember(i);
    AddGuards();
    state_.assign(first_name_ + names_.size(), State::kNew);
    told_.resize(state_.size());
  }

  std::vector<Circle> Find() {
    for (uint32_t node = 0; node < first_name_; ++node) {
      if (state_[node] == State::kNew) WalkFrom(node);
    }
    return std::move(circles_);
  }

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };

  struct Step {
    uint32_t node;
    std::vector<uint32_t> next;
    size_t at = 0;
  };

  void AddName(std::string_view name) {
    const auto& [entry, is_new] = name_nodes_.emplace(name, static_cast<uint32_t>(names_.size()));
    if (is_new) names_.push_back(entry->first);
  }

  void AddNames(const Condition& condition) {
    for (const Condition* name : NamesIn(condition)) AddName(name->name);
  }

  // Enters a rule under every name that stands for it (the other way round than ResolveName, which
  // would look at all rules for each name).
  void AddMember(uint32_t index) {
    const Rule& rule = pack_.rules[index];
    AddMemberOf(rule.id, index);
    for (size_t dot = rule.id.find('.'); dot != std::string::npos;
         dot = rule.id.find('.', dot + 1)) {
      AddMemberOf(rule.id.substr(0, dot) + ".*", index);
    }
    if (rule.label == kSignal) return;
    const std::string& label = pack_.labels[static_cast<size_t>(rule.label)].name;
    AddMemberOf(label, index);
    if (!rule.facet.empty()) AddMemberOf(label + "." + rule.facet, index);
    if (rule.label == kNone) return;
    AddMemberOf("*", index);
    AddMemberOf(pack_.group, index);
  }

  void AddMemberOf(std::string_view name, uint32_t rule) {
    const auto found = name_nodes_.find(name);
    if (found != name_nodes_.end()) members_[found->second].push_back(rule);
  }

  // Which names of rules lead to which guards.
  void AddGuards() {
    guards_on_rule_.resize(pack_.rules.size());
    for (uint32_t i = 0; i < pack_.guards.size(); ++i) {
      if (pack_.guards[i].condition.always()) continue;
      for (const std::string& name : pack_.guards[i].affects) {
        const uint32_t index = name_nodes_.find(name)->second;
        if (guards_of_[index].empty()) {
          for (const uint32_t rule : members_[index]) {
            if (IsAffectedAs(pack_.rules[rule], name)) guards_on_rule_[rule].push_back(index);
          }
        }
        guards_of_[index].push_back(i);
      }
    }
  }

  std::vector<uint32_t> Next(uint32_t node) const {
    if (node >= first_name_) {
      const std::vector<uint32_t>& members = members_[node - first_name_];
      return {members.begin(), members.end()};
    }
    if (node >= first_guard_) return NamesOf(pack_.guards[node - first_guard_].condition);
    const Rule& rule = pack_.rules[node];
    std::vector<uint32_t> next = NamesOf(rule.condition);
    for (const std::string& guard : rule.unless) AddGuard(FindGuard(pack_, guard), rule, &next);
    for (const uint32_t name : guards_on_rule_[node]) {
      for (const uint32_t guard : guards_of_[name]) AddGuard(guard, rule, &next);
    }
    return next;
  }

  void AddGuard(std::optional<uint32_t> guard, const Rule& rule,
                std::vector<uint32_t>* next) const {
    if (!guard) return;
    const auto& despite = rule.despite;
    const bool spared =
        std::find(despite.begin(), despite.end(), pack_.guards[*guard].id) != despite.end();
    if (!spared) next->push_back(first_guard_ + *guard);
  }

  std::vector<uint32_t> NamesOf(const Condition& condition) const {
    std::vector<uint32_t> nodes;
    for (const Condition* name : NamesIn(condition)) {
      nodes.push_back(first_name_ + name_nodes_.find(name->name)->second);
    }
    return nodes;
  }

  void WalkFrom(uint32_t start) {
    std::vector<Step> path;
    Open(start, &path);
    while (!path.empty()) {
      Step& step = path.back();
      if (step.at == step.next.size()) {
        state_[step.node] = State::kDone;
        path.pop_back();
        continue;
      }
      const uint32_t next = step.next[step.at++];
      if (state_[next] == State::kOpen) Tell(path, next);
      if (state_[next] == State::kNew) Open(next, &path);
    }
  }

  void Open(uint32_t node, std::vector<Step>* path) {
    state_[node] = State::kOpen;
    path->push_back({node, Next(node), 0});
  }

  // The steps from `node` on, which the walk has come back to, beginning with one from a condition
  // to a name: every circle has one. A name that is the id of its only rule goes without saying.
  // Nothing if one of them is entangled in a circle that was told: mending that may mend this.
  void Tell(const std::vector<Step>& path, uint32_t node) {
    std::vector<uint32_t> nodes;
    for (size_t i = path.size(); nodes.empty() || nodes.back() != node;) {
      nodes.push_back(path[--i].node);
      if (told_[nodes.back()]) return;
      told_[nodes.back()] = true;
    }
    std::reverse(nodes.begin(), nodes.end());
    for (size_t i = 0; i < nodes.size(); ++i) {
      const bool leads_on = nodes[0] < first_name_ && nodes[1 % nodes.size()] >= first_name_;
      if (leads_on) break;
      std::rotate(nodes.begin(), nodes.begin() + 1, nodes.end());
    }
    nodes.push_back(nodes.front());
    Circle circle;
    circle.name = NameOf(nodes[1]);
    circle.at = nodes[0] < first_guard_ ? pack_.rules[nodes[0]].at
                                        : pack_.guards[nodes[0] - first_guard_].at;
    for (const uint32_t other : nodes) {
      const std::string name = Quoted(NameOf(other));
      if (circle.story == name || circle.story.ends_with(" " + name)) continue;
      circle.story += (circle.story.empty() ? "" : " -> ") + name;
    }
    if (circle.story.find("->") == std::string::npos) circle.story += " -> " + circle.story;
    circles_.push_back(std::move(circle));
  }

  std::string_view NameOf(uint32_t node) const {
    if (node >= first_name_) return names_[node - first_name_];
    return node < first_guard_ ? pack_.rules[node].id : pack_.guards[node - first_guard_].id;
  }

  const Pack& pack_;
  // Nodes are rules, then guards, then names.
  uint32_t first_guard_;
  uint32_t first_name_;
  std::map<std::string, uint32_t, std::less<>> name_nodes_;
  std::vector<std::string_view> names_;
  std::vector<std::vector<uint32_t>> members_;         // by name: rules
  std::vector<std::vector<uint32_t>> guards_of_;       // by name: guards with a condition
  std::vector<std::vector<uint32_t>> guards_on_rule_;  // by rule: names with guards
  std::vector<State> state_;
  std::vector<bool> told_;  // by node: it is in a circle, or in one with such a node
  std::vector<Circle> circles_;
};

}  // namespace

std::vector<Circle> FindCircles(const Pack& pack) { return CircleFinder(pack).Find(); }

}  // namespace cxo
