// Comments beside rules, so that the figures travel with what is pasted.
#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/profile_note.h"
#include "classifier/cli/suggestion_report.h"
#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/error/wrapped.h"
#include "classifier/pack/write_toml.h"

namespace cxo {
namespace {

constexpr size_t kTomlColumns = 100;

// On one line if it fits there.
std::string Array(std::string_view key, const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(TomlBasicString(text));
  std::string line = fmt::format("{} = [{}]\n", key, Joined(quoted, ", "));
  if (line.size() <= kTomlColumns + 1) return line;
  return fmt::format("{} = [\n  {},\n]\n", key, Joined(quoted, ",\n  "));
}

std::vector<std::string> ExampleTexts(const std::vector<Example>& examples) {
  std::vector<std::string> texts;
  texts.reserve(examples.size());
  for (const Example& example : examples) texts.push_back(example.text);
  return texts;
}

class SuggestionWriter {
 public:
  explicit SuggestionWriter(const SuggestionReport& report)
      : pack_(*report.pack),
        texts_(*report.texts),
        options_(*report.options),
        found_(*report.found) {}

  std::string Write() {
    WriteHead();
    for (size_t i = 0; i < found_.best.size(); ++i) WriteRule(i + 1, found_.best[i]);
    WriteContradictions();
    if (!options_.gold) WriteSilent();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Comment(fmt::format_string<Args...> format, Args&&... args) {
    out_ += "# " + Printable(fmt::format(format, std::forward<Args>(args)...)) + "\n";
  }

  const std::string& Name(LabelIndex label) const {
    return pack_.labels[static_cast<size_t>(label)].name;
  }

  void WriteHead() {
    const std::string profile = ProfileNote(pack_, options_.profile);
    if (options_.gold) {
      Comment("{}: {}, {} of them right with {} {}{}", texts_.name, Counted(found_.rows, "row"),
              found_.right, pack_.name, pack_.version, profile);
    } else {
      Comment("{}: {} without labels, under {} {}{}", texts_.name, Counted(found_.rows, "row"),
              pack_.name, pack_.version, profile);
    }
    if (found_.best.empty()) {
      Comment("Nothing to suggest: no phrase of at least {} that is news to the pack {}.",
              Counted(options_.min_rows, "row"),
              options_.gold ? "surely separates a label and would turn more rows right than wrong"
                            : "tells anything");
      WriteHeldBack();
      return;
    }
    Comment(
        "Proposals to read, change and paste; each was tried alone. `cxo check` shows that a "
        "pack");
    Comment("still holds together, `cxo eval` what it is worth on other rows than these.");
    if (options_.gold) {
      Comment(
          "gain: rows it would turn right minus rows it would turn wrong. z: how surely the "
          "phrase");
      Comment("belongs to the label (log-odds with a prior; 2 is little, 4 is much).");
    } else {
      Comment(
          "Labels are a guess: rules of this label count in more of the rows with the phrase "
          "than others.");
      Comment(
          "z: how surely the phrase belongs to rows in which rules count (log-odds with a "
          "prior).");
    }
  }

  void WriteHeldBack() {
    constexpr size_t kMost = 8;
    const std::vector<HeldBackPhrase>& all = found_.held_back;
    if (all.empty()) return;
    std::vector<std::string> shown;
    for (size_t i = 0; i < std::min(kMost, all.size()); ++i) {
      shown.push_back(fmt::format("\"{}\" ({}, {} {})", all[i].phrase, Counted(all[i].rows, "row"),
                                  all[i].of_label, Name(all[i].label)));
    }
    WrappedComment(
        fmt::format("Held back, since so few rows may be chance: {}{}.", Joined(shown, ", "),
                    all.size() > kMost ? fmt::format(" and {} more", all.size() - kMost) : ""));
    WrappedComment(HowToTryThem(all));
  }

  // Of phrases that z keeps back no option says anything.
  std::string HowToTryThem(const std::vector<HeldBackPhrase>& all) const {
    size_t count = 0;
    size_t least = options_.min_rows;
    for (const HeldBackPhrase& one : all) {
      if (one.tried_from == 0) continue;
      ++count;
      least = std::min(least, one.tried_from);
    }
    const std::string more =
        "A word alone must stand in twice as many rows as several words. More "
        "texts like these tell";
    if (count == 0) return more + ".";
    return fmt::format("{}; or `--min-rows {}` tries {}.", more, least,
                       all.size() == 1 ? "it" : fmt::format("{} of these {}", count, all.size()));
  }

  void WriteRule(size_t number, const Suggestion& one) {
    const Rule& rule = one.rule;
    out_ += "\n";
    if (options_.gold) {
      Comment("{}. gain {:+} ({} won, {} lost), z {:.1f}, {}, {} of them {}", number, one.gain(),
              one.won.size(), one.lost.size(), one.z, Counted(one.rows.size(), "row"), one.of_label,
              Name(rule.label));
      WriteRows("would win", one.won);
      WriteRows("would lose", one.lost);
    } else {
      Comment("{}. z {:.1f}, {}, rules of {} count in {} of them; {} would change {} label", number,
              one.z, Counted(one.rows.size(), "row"), Name(rule.label), one.of_label, one.changed,
              one.changed == 1 ? "its" : "their");
    }
    if (!one.variants.empty()) {
      WrappedComment(fmt::format("nearly the same rows: {}", Joined(one.variants, ", ")));
    }
    out_ += fmt::format("[[rule]]\nid = \"{}\"\nlabel = \"{}\"\n", rule.id, Name(rule.label));
    out_ += Array("any", {one.phrase});
    out_ += fmt::format("weight = {}\n", rule.weight);
    if (!rule.condition.always()) {
      out_ += "needs = " + TomlBasicString(ToString(rule.condition)) + "\n";
    }
    if (rule.scope == Scope::kSentence) out_ += "scope = \"sentence\"\n";
    if (rule.scope == Scope::kText) out_ += "scope = \"text\"\n";
    out_ += Array("hit", ExampleTexts(rule.hit));
    if (rule.miss.empty()) Comment("no row is far enough from it: write a text that it must miss");
    out_ += Array("miss", ExampleTexts(rule.miss));
  }

  // By the lines of the file on which they begin.
  void WriteRows(std::string_view what, const std::vector<uint32_t>& rows) {
    constexpr size_t kMost = 20;
    if (rows.empty()) return;
    std::vector<uint64_t> lines;
    lines.reserve(rows.size());
    for (const uint32_t row : rows) lines.push_back(texts_.rows[row].line);
    const size_t more = lines.size() > kMost ? lines.size() - kMost : 0;
    lines.resize(lines.size() - more);
    WrappedComment(fmt::format("{} the {} on {} {}{}", what, NounFor(rows.size(), "row"),
                               NounFor(rows.size(), "line"), Joined(lines, ", "),
                               more == 0 ? "" : fmt::format(" and {} more", more)));
  }

  void WriteContradictions() {
    if (found_.contradictions.empty()) return;
    out_ += "\n";
    Comment("Left out, because the rule would break an example of the pack:");
    for (const Contradiction& one : found_.contradictions) {
      Comment("  {} \"{}\": {}:{}{}", Name(one.label), one.phrase, one.failure.source,
              one.failure.line, one.alone ? "" : ", beside the rules above");
    }
  }

  // Words of `text` in lines of comment.
  void WrappedComment(std::string_view text, std::string_view indent = "") {
    out_ += Wrapped(fmt::format("# {}", indent), Printable(text), fmt::format("# {}  ", indent),
                    kTomlColumns);
  }

  void WriteSilent() {
    out_ += "\n";
    size_t labelled = 0;
    std::map<std::pair<uint32_t, LabelIndex>, size_t> all;
    for (const Rule& rule : pack_.rules) {
      if (rule.label == kSignal) continue;
      ++labelled;
      ++all[{rule.at.file, rule.label}];
    }
    std::map<std::pair<uint32_t, LabelIndex>, std::vector<std::string_view>> silent;
    for (const uint32_t r : found_.silent) {
      const Rule& rule = pack_.rules[r];
      silent[{rule.at.file, rule.label}].emplace_back(rule.id);
    }
    Comment("Drift: {} of {} count in none of these rows.", found_.silent.size(),
            Counted(labelled, "rule"));
    constexpr size_t kMostGroups = 20;
    size_t groups = 0;
    for (const auto& [place, ids] : silent) {
      if (groups++ == kMostGroups) break;
      WrappedComment(fmt::format("{}, {}: {} of {}: {}", pack_.files[place.first].name,
                                 Name(place.second), ids.size(), all[place], SomeOf(ids)),
                     "  ");
    }
    if (silent.size() > kMostGroups) {
      Comment("  and {} more pairs of file and label; --json names all rules",
              silent.size() - kMostGroups);
    }
  }

  // The first of them, and how many more there are.
  static std::string SomeOf(const std::vector<std::string_view>& ids) {
    constexpr size_t kMost = 10;
    if (ids.size() <= kMost) return Joined(ids, ", ");
    return fmt::format("{} and {} more", Joined(std::span(ids).first(kMost), ", "),
                       ids.size() - kMost);
  }

  const Pack& pack_;
  const GoldFile& texts_;
  const SuggestOptions& options_;
  const Suggestions& found_;
  std::string out_;
};

}  // namespace

std::string SuggestionToml(const SuggestionReport& report) {
  return SuggestionWriter(report).Write();
}

}  // namespace cxo
