// The first answer is the report of `cxo eval`; every later one is about what the save changed.
#include "classifier/cli/eval_watch.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/cli/eval_change_text.h"
#include "classifier/cli/evaluation_files.h"
#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/watch.h"
#include "classifier/eval/comparison.h"
#include "classifier/eval/evaluation.h"
#include "classifier/eval/live_side.h"
#include "classifier/eval/pack_change.h"

namespace cxo {
namespace {

// So many that the whole answer stays within a screen or little more, unless --show says otherwise.
constexpr size_t kFlipsShown = 4;
constexpr size_t kNewErrorsShown = 5;

size_t CountRescored(const SideVerdicts& before, const SideVerdicts& now) {
  size_t count = 0;
  for (size_t i = 0; i < now.rows.size(); ++i) {
    count += before.rows[i].scores == now.rows[i].scores ? 0 : 1;
  }
  return count;
}

// The rows of `now` that `before` has not, with the same label, as often.
std::vector<size_t> AddedRows(const std::vector<GoldRow>& before, const std::vector<GoldRow>& now) {
  std::map<std::pair<std::string_view, LabelIndex>, size_t> known;
  for (const GoldRow& row : before) ++known[{row.text, row.label}];
  std::vector<size_t> added;
  for (size_t i = 0; i < now.size(); ++i) {
    size_t& left = known[{now[i].text, now[i].label}];
    if (left == 0) {
      added.push_back(i);
    } else {
      --left;
    }
  }
  return added;
}

class EvalWatcher {
 public:
  EvalWatcher(const EvalCommand& command, const Streams& streams)
      : command_(command), streams_(streams) {}

  Result<std::string> Answer(const std::vector<std::string>& saved) {
    const auto is_gold = [&](const std::string& path) { return path == command_.gold.file; };
    reread_ = reread_ || std::any_of(saved.begin(), saved.end(), is_gold);
    auto classifier = MakeClassifier(command_.pack, streams_);
    if (classifier == nullptr) return Refused();
    const PackChange change =
        side_ ? ComparePacks(side_->pack(), classifier->pack()) : PackChange();
    std::optional<GoldFile> gold;
    if (reread_ || change.labels) {
      gold = OpenGold(GoldNow(), classifier->pack(), streams_);
      if (!gold) return Refused();
      reread_ = false;
    }
    if (!side_ || change.labels) return Start(std::move(classifier), *std::move(gold));
    return Follow(std::move(classifier), std::move(gold), change);
  }

 private:
  // What was found out about the file is said once.
  GoldChoice GoldNow() const {
    GoldChoice choice = command_.gold;
    choice.quiet = choice.quiet || side_ != nullptr;
    return choice;
  }

  std::string Refused() const { return RefusedAnswer(side_ != nullptr); }

  Result<std::string> Start(std::unique_ptr<const Classifier> classifier, GoldFile gold) {
    gold_ = std::make_unique<const GoldFile>(std::move(gold));
    side_ =
        std::make_unique<LiveSide>(std::move(classifier), gold_->rows, command_.options.threads);
    const Evaluation evaluation = Evaluate(side_->classifier(), side_->corpus(), command_.options);
    start_ = evaluation.metrics;
    last_ = start_;
    const EvaluationReport report = ReportOn(command_, side_->pack(), *gold_, evaluation);
    if (Status written = WriteFiles(command_, report, streams_); !written.ok()) {
      return written.error();
    }
    return EvaluationText(report, command_.show.value_or(kNewErrorsShown));
  }

  Result<std::string> Follow(std::unique_ptr<const Classifier> classifier,
                             std::optional<GoldFile> gold, const PackChange& change) {
    const size_t rows_before = gold_->rows.size();
    const std::vector<size_t> added =
        gold ? AddedRows(gold_->rows, gold->rows) : std::vector<size_t>();
    if (gold) TakeGold(*std::move(gold));
    const SettledSide before = side_->TakePack(std::move(classifier));
    const Comparison rows = Compare(before.verdicts, side_->verdicts(), *gold_, OneRound());
    if (Status written = UpdateFiles(); !written.ok()) return written.error();
    const Metrics last = std::exchange(last_, rows.gain->with);
    return EvalChangeText({.pack = &change,
                           .rows_before = rows_before,
                           .start = &start_,
                           .before = &last,
                           .rows = &rows,
                           .rescored = CountRescored(before.verdicts, side_->verdicts()),
                           .wrong = WrongAmong(added),
                           .gold = gold_.get()},
                          command_.show.value_or(kFlipsShown));
  }

  std::vector<WrongRow> WrongAmong(const std::vector<size_t>& rows) const {
    std::vector<WrongRow> wrong;
    for (const size_t row : rows) {
      const LabelIndex answer = side_->verdicts().rows[row].label;
      if (!gold_->rows[row].Allows(answer)) wrong.push_back({row, answer});
    }
    return wrong;
  }

  void TakeGold(GoldFile gold) {
    auto now = std::make_unique<const GoldFile>(std::move(gold));
    side_->TakeRows(now->rows);
    gold_ = std::move(now);
  }

  // Intervals take longer than a person wants to wait after each save.
  ComparisonOptions OneRound() const {
    return {.threads = command_.options.threads, .seed = command_.options.seed, .rounds = 1};
  }

  // Measures again what the files show: the page shows everything.
  Status UpdateFiles() const {
    if (command_.errors.empty() && command_.html.empty()) return Done{};
    EvaluationOptions options = command_.options;
    if (command_.html.empty()) {
      options.rounds = 0;
      options.rules = false;
    }
    const Evaluation evaluation = Evaluate(side_->classifier(), side_->corpus(), options);
    return WriteFiles(command_, ReportOn(command_, side_->pack(), *gold_, evaluation), streams_);
  }

  const EvalCommand& command_;
  const Streams& streams_;
  bool reread_ = true;  // the file of texts was saved since it was read
  std::unique_ptr<const GoldFile> gold_;
  std::unique_ptr<LiveSide> side_;  // refers to gold_
  Metrics start_;
  Metrics last_;
};

}  // namespace

int WatchEval(const EvalCommand& command, const Streams& streams) {
  EvalWatcher watcher(command, streams);
  WatchedPlaces places{.files = {command.gold.file}, .ending = ".toml"};
  if (!command.pack.rules.empty()) places.folders = {command.pack.rules};
  return Watch(places, streams,
               [&](const std::vector<std::string>& saved) { return watcher.Answer(saved); });
}

}  // namespace cxo
