// One pass over rules, guards and pack examples; a failure says what happened instead.
#include "classifier/eval/examples.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include <fmt/core.h>

namespace cxo {
namespace {

// What became of a rule's evidence in a text.
enum class Fate { kNone, kSetAside, kAlive };

class ExampleRunner {
 public:
  explicit ExampleRunner(const Classifier& classifier)
      : pack_(classifier.pack()), session_(classifier) {}

  // All, or those of one profile alone.
  ExampleRun RunRules(const std::string& only = "") {
    only_ = only;
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      const Rule& rule = pack_.rules[r];
      const auto alive = [&] { return FateOf(r) == Fate::kAlive; };
      RunAll(rule.hit, true, alive, [&] { return "does not hit " + rule.id + WhyNotAlive(r); });
      RunAll(rule.miss, false, alive, [&] { return "hits " + rule.id + ", and should not"; });
    }
    for (uint32_t g = 0; g < pack_.guards.size(); ++g) {
      const Guard& guard = pack_.guards[g];
      const auto switches = [&] { return Switches(g); };
      RunAll(guard.hit, true, switches, [&] { return guard.id + " switches nothing here"; });
      RunAll(guard.miss, false, switches,
             [&] { return guard.id + " switches something here, and should not"; });
    }
    return Finish();
  }

  ExampleRun RunPack(const std::string& profile) {
    for (const Example& example : pack_.examples) {
      if (OrDefault(example.profile) != OrDefault(profile)) continue;
      verdict_ = &session_.Classify(example.text);
      const std::string& label = pack_.labels[static_cast<size_t>(verdict_->label)].name;
      Judge(example, label == example.label,
            [&] { return fmt::format("gets {}, expected {}", label, example.label); });
    }
    return Finish();
  }

 private:
  struct Found {
    const Example* example;
    Error error;
  };

  void RunAll(const std::vector<Example>& examples, bool wanted, const std::function<bool()>& holds,
              const std::function<std::string()>& what) {
    for (const Example& example : examples) {
      if (!only_.empty() && example.profile != only_) continue;
      verdict_ = &session_.Classify(example.text);
      Judge(example, holds() == wanted, what);
    }
  }

  const std::string& OrDefault(const std::string& profile) const {
    return profile.empty() && !pack_.profiles.empty() ? pack_.profiles[0].name : profile;
  }

  ExampleRun Finish() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      const Position& first = a.example->at;
      const Position& second = b.example->at;
      return std::tie(first.file, first.line, first.column) <
             std::tie(second.file, second.line, second.column);
    });
    for (Found& found : found_) {
      result_.failures.push_back({std::move(found.error), found.example->text});
    }
    return std::move(result_);
  }

  void Judge(const Example& example, bool passed, const std::function<std::string()>& what) {
    ++result_.run;
    if (example.todo && !passed) {
      ++result_.todo;
      return;
    }
    if (!example.todo && passed) return;
    const std::string words = example.todo ? "todo passes now: drop its mark" : what();
    found_.push_back({&example, ErrorAt(pack_, example.at,
                                        fmt::format("example \"{}\": {}", example.text, words))});
  }

  Fate FateOf(uint32_t rule) const {
    Fate fate = Fate::kNone;
    for (const Evidence& one : verdict_->evidence) {
      if (one.rule != rule) continue;
      if (IsAlive(one)) return Fate::kAlive;
      fate = Fate::kSetAside;
    }
    return fate;
  }

  std::string WhyNotAlive(uint32_t rule) const {
    for (const Evidence& one : verdict_->evidence) {
      if (one.rule != rule) continue;
      switch (one.state) {
        case Evidence::State::kShadowed:
          return ": it is shadowed by " + pack_.rules[verdict_->evidence[one.by].rule].id;
        case Evidence::State::kBlocked:
        case Evidence::State::kFlipped: return ": it is blocked by " + pack_.guards[one.by].id;
        case Evidence::State::kUnmet: return ": it needs " + ToString(pack_.rules[rule].condition);
        default: break;
      }
    }
    return "";
  }

  bool Switches(uint32_t guard) const {
    const auto is_it = [&](const auto& one) { return one.guard == guard; };
    const auto switched_by_it = [&](const Evidence& one) {
      const bool off =
          one.state == Evidence::State::kBlocked || one.state == Evidence::State::kFlipped;
      return off && one.by == guard;
    };
    return std::ranges::any_of(verdict_->asides, is_it) ||
           std::ranges::any_of(verdict_->weakenings, is_it) ||
           std::ranges::any_of(verdict_->evidence, switched_by_it);
  }

  const Pack& pack_;
  Classifier::Session session_;
  const Verdict* verdict_ = nullptr;
  std::string only_;
  std::vector<Found> found_;
  ExampleRun result_;
};

}  // namespace

std::vector<Error> ErrorsOf(const std::vector<FailedExample>& failures) {
  std::vector<Error> errors;
  errors.reserve(failures.size());
  for (const FailedExample& failure : failures) errors.push_back(failure.error);
  return errors;
}

bool HasSameExample(const std::vector<Error>& failures, const Error& failure) {
  return std::any_of(failures.begin(), failures.end(), [&](const Error& other) {
    return other.source == failure.source && other.line == failure.line &&
           other.column == failure.column;
  });
}

ExampleRun RunRuleExamples(const Classifier& classifier) {
  return ExampleRunner(classifier).RunRules();
}

ExampleRun RunRuleExamplesOf(const Classifier& classifier, const std::string& profile) {
  return ExampleRunner(classifier).RunRules(profile);
}

ExampleRun RunPackExamples(const Classifier& classifier, const std::string& profile) {
  return ExampleRunner(classifier).RunPack(profile);
}

}  // namespace cxo
