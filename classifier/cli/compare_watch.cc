// The first answer is the report of `cxo compare`; every later one tells which flips are new and
// which are gone. Only the side that was edited is matched and decided anew.
#include "classifier/cli/compare_watch.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/comparison_files.h"
#include "classifier/cli/comparison_report.h"
#include "classifier/cli/eval_change_text.h"
#include "classifier/cli/flip_text.h"
#include "classifier/cli/multiset_difference.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/watch.h"
#include "classifier/error/counted.h"
#include "classifier/eval/live_side.h"
#include "classifier/eval/pack_change.h"

namespace cxo {
namespace {

// Of new and of gone ones, that the answer stays within a screen.
constexpr size_t kFlipsOfEach = 6;

// A comparison with the texts that it is about.
struct Shown {
  const GoldFile& gold;
  const Comparison& comparison;
};

// A flip is the same if its text goes from the same label to the same label.
using Identity = std::tuple<std::string_view, std::string_view, std::string_view>;

Identity IdentityOf(const Flip& flip, const Shown& shown) {
  const auto name = [&](LabelIndex label) -> std::string_view {
    return shown.comparison.labels[static_cast<size_t>(label)].name;
  };
  return {shown.gold.rows[flip.row].text, name(flip.base), name(flip.with)};
}

// The flips of `shown` that `others` has not, each as often as there.
std::vector<const Flip*> FlipsWithout(const Shown& shown, const Shown& others) {
  const auto identity_in = [](const Shown& where) {
    return [&where](const Flip& flip) { return IdentityOf(flip, where); };
  };
  return MultisetDifference(shown.comparison.flips, identity_in(shown), others.comparison.flips,
                            identity_in(others));
}

std::string FlipsText(std::string_view heading, const std::vector<const Flip*>& flips,
                      const Shown& shown) {
  if (flips.empty()) return "";
  std::string text = fmt::format("{} ({})\n", heading, flips.size());
  for (size_t i = 0; i < std::min(kFlipsOfEach, flips.size()); ++i) {
    text += FlipText(ToString(flips[i]->kind), *flips[i], shown.comparison, shown.gold);
  }
  if (flips.size() > kFlipsOfEach) {
    text += fmt::format("        and {} more\n", flips.size() - kFlipsOfEach);
  }
  return text + "\n";
}

// "with minus base: ...", the figures of the whole comparison.
std::string StandingText(const Comparison& it) {
  if (!it.gain) return Counted(it.flips.size(), "row") + " with another label in all\n";
  const Gain& gain = *it.gain;
  return fmt::format(
      "with against base: {} won, {} lost, {} changed; macro-F1 {:.4f} ({:+.4f}), accuracy {:.4f} "
      "({:+.4f})\n",
      gain.won, gain.lost, it.changed, gain.with.macro_f1, gain.difference.macro_f1_gain,
      gain.with.accuracy, gain.difference.accuracy_gain);
}

// PackChangeText with the side before each line.
std::string SideChangeText(std::string_view side, const PackChange& change) {
  std::string text;
  const std::string lines = PackChangeText(change);
  for (std::string_view rest = lines; !rest.empty();) {
    const size_t end = rest.find('\n') + 1;
    text += fmt::format("{} {}", side, rest.substr(0, end));
    rest.remove_prefix(end);
  }
  return text;
}

// One of the two packs.
class WatchedSide {
 public:
  WatchedSide(std::string_view name, const PackChoice& choice) : name_(name), choice_(choice) {}

  bool started() const { return live_ != nullptr; }
  const Classifier& classifier() const { return live_->classifier(); }
  const SideVerdicts& verdicts() const { return live_->verdicts(); }

  void AddPlaces(WatchedPlaces* places) const {
    if (!choice_.rules.empty()) places->folders.push_back(choice_.rules);
    if (const auto weights = OtherFile(choice_.weights)) places->files.push_back(*weights);
  }

  void NoteSaved(const std::string& path) {
    const std::string folder = choice_.rules.ends_with('/') ? choice_.rules : choice_.rules + "/";
    stale_ = stale_ || (!choice_.rules.empty() && path.starts_with(folder)) ||
             path == OtherFile(choice_.weights);
  }

  // Reads the pack if it was saved. False if it is refused: every fault has been said then.
  bool Load(const Streams& streams) {
    if (stale_) loaded_ = MakeClassifier(choice_, streams);
    return !stale_ || loaded_ != nullptr;
  }

  // The pack that is to be taken next, if there is one, else the one that is there.
  const Pack& NextPack() const { return loaded_ ? loaded_->pack() : live_->pack(); }
  bool Relabelled() const { return started() && ComparePacks(live_->pack(), NextPack()).labels; }

  void Start(const std::vector<GoldRow>& rows, size_t threads) {
    stale_ = false;
    if (loaded_ == nullptr) return live_->TakeRows(rows);
    live_ = std::make_unique<LiveSide>(std::move(loaded_), rows, threads);
  }

  void TakeRows(const std::vector<GoldRow>& rows) { live_->TakeRows(rows); }

  // What the edit did, in words; empty for nothing.
  std::string TakePack() {
    stale_ = false;
    if (loaded_ == nullptr) return "";
    const SettledSide before = live_->TakePack(std::move(loaded_));
    return SideChangeText(name_, ComparePacks(before.classifier->pack(), live_->pack()));
  }

 private:
  std::string_view name_;
  const PackChoice& choice_;
  bool stale_ = true;  // saved since it was taken
  std::unique_ptr<const Classifier> loaded_;
  std::unique_ptr<LiveSide> live_;
};

class CompareWatcher {
 public:
  CompareWatcher(const CompareCommand& command, const Streams& streams)
      : command_(command),
        streams_(streams),
        base_("base", command.base),
        with_("with", command.with) {}

  WatchedPlaces Places() const {
    WatchedPlaces places{.files = {command_.gold.file}, .ending = ".toml"};
    base_.AddPlaces(&places);
    with_.AddPlaces(&places);
    return places;
  }

  Result<std::string> Answer(const std::vector<std::string>& saved) {
    for (const std::string& path : saved) {
      reread_ = reread_ || path == command_.gold.file;
      base_.NoteSaved(path);
      with_.NoteSaved(path);
    }
    const bool base_loads = base_.Load(streams_);
    if (!with_.Load(streams_) || !base_loads) return Refused();
    const bool anew = !base_.started() || base_.Relabelled() || with_.Relabelled();
    std::unique_ptr<const GoldFile> gold;
    if (reread_ || anew) {
      auto read = OpenComparedTexts(Now(), base_.NextPack(), with_.NextPack(), streams_);
      if (!read) return Refused();
      gold = std::make_unique<const GoldFile>(*std::move(read));
      reread_ = false;
    }
    return anew ? Start(std::move(gold)) : Follow(std::move(gold));
  }

 private:
  // What was found out about the file is said once.
  CompareCommand Now() const {
    CompareCommand command = command_;
    command.gold.quiet = command.gold.quiet || base_.started();
    return command;
  }

  std::string Refused() const { return RefusedAnswer(base_.started()); }

  Result<std::string> Start(std::unique_ptr<const GoldFile> gold) {
    base_.Start(gold->rows, command_.options.threads);
    with_.Start(gold->rows, command_.options.threads);
    gold_ = std::move(gold);
    last_ = Compare(base_.verdicts(), with_.verdicts(), *gold_, command_.options);
    if (const Status written = WriteFlips(command_, Report(), streams_); !written.ok()) {
      return written.error();
    }
    return ComparisonText(Report(), command_.show);
  }

  Result<std::string> Follow(std::unique_ptr<const GoldFile> gold) {
    std::unique_ptr<const GoldFile> old;  // that the flips so far are about, if others come
    if (gold) {
      base_.TakeRows(gold->rows);
      with_.TakeRows(gold->rows);
      old = std::exchange(gold_, std::move(gold));
    }
    std::string text = base_.TakePack() + with_.TakePack();
    // Intervals take longer than a person wants to wait after each save.
    ComparisonOptions quick = command_.options;
    quick.rounds = 1;
    const Comparison last =
        std::exchange(last_, Compare(base_.verdicts(), with_.verdicts(), *gold_, quick));
    if (const Status written = WriteFlips(command_, Report(), streams_); !written.ok()) {
      return written.error();
    }
    text += text.empty() ? "" : "\n";
    return text + Changes({old ? *old : *gold_, last}, {*gold_, last_}) + StandingText(last_);
  }

  static std::string Changes(const Shown& before, const Shown& now) {
    const std::string text = FlipsText("Gone", FlipsWithout(before, now), before) +
                             FlipsText("New", FlipsWithout(now, before), now);
    return text.empty() ? "no row began or ceased to differ\n" : text;
  }

  ComparisonReport Report() const {
    return {gold_.get(), &last_, SideOf(command_.base, base_.classifier()),
            SideOf(command_.with, with_.classifier())};
  }

  const CompareCommand& command_;
  const Streams& streams_;
  bool reread_ = true;  // the file of texts was saved since it was read
  std::unique_ptr<const GoldFile> gold_;
  WatchedSide base_;  // both refer to gold_
  WatchedSide with_;
  Comparison last_;
};

}  // namespace

int WatchCompare(const CompareCommand& command, const Streams& streams) {
  CompareWatcher watcher(command, streams);
  return Watch(watcher.Places(), streams,
               [&](const std::vector<std::string>& saved) { return watcher.Answer(saved); });
}

}  // namespace cxo
