// Checking first, then timing: a figure of a wrong answer is worth nothing.
#include "bench/race.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <new>
#include <string_view>
#include <utility>

#include "bench/rounds.h"

namespace cxo::bench {
namespace {

// Which of its records a contestant is timed on.
enum class Stretch { kWhole, kFirstHalf, kSecondHalf };

struct Contestant {
  const char* name;
  std::function<BuiltPeer(const Pack&)> build;
  Stretch stretch = Stretch::kWhole;
};

// Seconds that a pass should take at most; who is too slow for all records runs on the first.
constexpr double kPass = 0.5;

std::vector<Contestant> AllContestants() {
  const auto set = [](int64_t memory) {
    return [memory](const Pack& pack) { return BuildRe2Set(pack, memory); };
  };
  constexpr int64_t kDefault = 8 << 20;  // RE2's own
  constexpr int64_t kLarge = 1 << 30;
  return {{kCxo, BuildProductionMatcher},
          {kCxoFromOriginals, BuildProductionFromOriginals},
          {kHyperscanByBlock, BuildHyperscanByBlock},
          {kHyperscanByRecord, BuildHyperscanByRecord},
          {kSetWarm, set(kLarge), Stretch::kSecondHalf},
          {kSetCold, set(kLarge), Stretch::kFirstHalf},
          {"RE2::Set, 8 MB, cold", set(kDefault), Stretch::kFirstHalf},
          {"PCRE2-JIT, one after the other", BuildPcre2},
          {"RE2, one after the other", BuildOneByOne}};
}

// How many of the first records have `bytes`.
size_t CountOf(const Records& records, size_t bytes) {
  size_t count = 1;
  while (count < records.size() && records.bytes(0, count) < bytes) ++count;
  return count;
}

struct Answer {
  bool complete = false;
  uint64_t hash = 0;
  size_t pairs = 0;
  friend bool operator==(const Answer&, const Answer&) = default;
};

class RaceTrack {
 public:
  RaceTrack(const Race& race, Results* results)
      : race_(race),
        results_(results),
        // One RE2 after the other needs some 2 ns a byte and rule.
        sample_(CountOf(*race.records, std::clamp<size_t>(100'000'000 / race.pack->patterns.size(),
                                                          10'000, 300'000))) {}

  void Run() {
    Pairs pairs(race_.pack->patterns.size());
    standard_.complete = AddReferencePairs(*race_.pack, *race_.records, sample_, &pairs);
    standard_.hash = pairs.hash();
    standard_.pairs = pairs.count();
    for (const Contestant& one : AllContestants()) Prepare(one);
    if (entries_.empty()) return Report({});
    std::vector<Pass> passes;
    for (Entry& entry : entries_) passes.emplace_back([this, &entry] { return Time(&entry); });
    Report(RunRounds(passes, race_.rounds));
  }

 private:
  struct Entry {
    Contestant who;
    std::unique_ptr<Peer> peer;
    size_t count = 0;  // of the records that it is run on
    bool agrees = false;
    Figure figure;
  };

  Answer Ask(Peer* peer, size_t first, size_t last) const {
    Pairs pairs(race_.pack->patterns.size());
    Answer answer;
    answer.complete = peer->Match(*race_.records, first, last, &pairs);
    answer.hash = pairs.hash();
    answer.pairs = pairs.count();
    return answer;
  }

  void Prepare(const Contestant& who) {
    Entry entry{.who = who};
    entry.figure.section = race_.section;
    entry.figure.name = who.name;
    try {
      entry.figure.remark = Build(&entry);
      if (entry.peer) Check(&entry);
    } catch (const std::bad_alloc&) {
      entry.peer = nullptr;
      entry.figure.remark = "it ran out of memory";
    }
    if (!entry.peer) {
      missing_.push_back(std::move(entry.figure));
      return;
    }
    const auto [first, last] = RangeOf(entry);
    entry.figure.bytes = race_.records->bytes(first, last);
    entry.figure.records = last - first;
    // An automaton that has grown is of no use to who is to begin anew, and may hold a gigabyte.
    if (who.stretch != Stretch::kWhole) entry.peer = nullptr;
    entries_.push_back(std::move(entry));
  }

  // Why it could not be built, or nothing.
  std::string Build(Entry* entry) const {
    if (entry->who.name == std::string_view(kCxoFromOriginals) && !OwnIsThere()) return "see cxo";
    BuiltPeer built = entry->who.build(*race_.pack);
    if (!built.ok()) return built.error().message;
    entry->peer = std::move(built).value();
    return "";
  }

  // Compares answers with the reference on the sample, and with this project on all that it will be
  // timed on.
  void Check(Entry* entry) const {
    Pairs pairs(race_.pack->patterns.size());
    Answer all;
    all.complete = true;
    const Stopwatch watch;
    for (size_t next = sample_; entry->count < next;) {
      const Stopwatch stretch;
      all.complete &= entry->peer->Match(*race_.records, entry->count, next, &pairs);
      const size_t before = std::exchange(entry->count, next);
      if (before == 0) {
        entry->agrees =
            all.complete && pairs.hash() == standard_.hash && pairs.count() == standard_.pairs;
      }
      next = NextCount(before, entry->count, stretch.Seconds(), kPass - watch.Seconds());
    }
    all.hash = pairs.hash();
    all.pairs = pairs.count();
    if (OwnIsThere()) {
      entry->agrees &= all == Ask(entries_.front().peer.get(), 0, entry->count);
    }
    if (!all.complete) {
      entry->figure.remark = "no ratio: it ran out of memory";
    } else if (!entry->agrees) {
      entry->figure.remark = "no ratio: its pairs differ";
    }
    entry->figure.hits = static_cast<double>(all.pairs) / static_cast<double>(entry->count);
  }

  // To which record one can go on in the time that is left, who took `seconds` for those from
  // `before` to `count`. In steps, for the first records are the slowest; and never over records
  // again, for an automaton that knows a text is fast on that text alone.
  size_t NextCount(size_t before, size_t count, double seconds, double left) const {
    if (left < kPass / 4) return count;
    const auto done = static_cast<double>(race_.records->bytes(0, count));
    const auto step = static_cast<double>(race_.records->bytes(before, count));
    const double more = std::min(step / seconds * left, 4 * done);
    return CountOf(*race_.records, static_cast<size_t>(done + more));
  }

  // It comes first, if it could be built.
  bool OwnIsThere() const {
    return !entries_.empty() && entries_.front().who.name == std::string_view(kCxo);
  }

  static std::pair<size_t, size_t> RangeOf(const Entry& entry) {
    switch (entry.who.stretch) {
      case Stretch::kFirstHalf: return {0, (entry.count + 1) / 2};
      case Stretch::kSecondHalf: return {entry.count / 2, entry.count};
      case Stretch::kWhole: break;
    }
    return {0, entry.count};
  }

  double Time(Entry* entry) const {
    const auto [first, last] = RangeOf(*entry);
    const bool anew = entry->who.stretch != Stretch::kWhole;
    if (anew) entry->peer = std::move(entry->who.build(*race_.pack)).value();
    if (entry->who.stretch == Stretch::kSecondHalf) Ask(entry->peer.get(), 0, first);
    const Stopwatch watch;
    Ask(entry->peer.get(), first, last);
    const double seconds = watch.Seconds();
    if (anew) entry->peer = nullptr;
    return Rate(race_.records->bytes(first, last), seconds);
  }

  void Report(const std::vector<Samples>& samples) {
    for (size_t i = 0; i < entries_.size(); ++i) {
      Figure& figure = entries_[i].figure;
      figure.samples = samples[i];
      if (entries_[i].agrees && i > 0 && OwnIsThere()) {
        figure.ratio = samples.front().Median() / samples[i].Median();
      }
      results_->Add(std::move(figure));
    }
    for (Figure& figure : missing_) results_->Add(std::move(figure));
    results_->EndSection();
  }

  const Race& race_;
  Results* results_;
  size_t sample_;    // records that the reference is asked about
  Answer standard_;  // its answer
  std::vector<Entry> entries_;
  std::vector<Figure> missing_;
};

}  // namespace

void RunRace(const Race& race, Results* results) { RaceTrack(race, results).Run(); }

}  // namespace cxo::bench
