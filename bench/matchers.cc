// Texts and rule sets are made one after the other, for ten thousand rules and their sets take
// room.
#include "bench/matchers.h"

#include <string>

#include "bench/race.h"
#include "classifier/builtin/builtin_pack.h"

namespace cxo::bench {
namespace {

class Meeting {
 public:
  Meeting(const Options& options, Results* results)
      : options_(options), bytes_(options.megabytes * 1'000'000), results_(results) {}

  size_t bytes() const { return bytes_; }

  void Run(const std::string& rules, const Pack& pack, const TextSet& texts) const {
    const std::string section = "match/" + rules + "/" + texts.name;
    if (section.find(options_.race) == std::string::npos) return;
    const Records records(texts);
    RunRace({.section = section, .pack = &pack, .records = &records, .rounds = options_.rounds},
            results_);
  }

 private:
  const Options& options_;
  size_t bytes_;
  Results* results_;
};

}  // namespace

void RunMatchers(const Options& options, const Texts& texts, const RuleSet& hand,
                 const RuleMaker& maker, Results* results) {
  const Meeting meeting(options, results);
  const TextSet descriptions = texts.Descriptions(meeting.bytes());
  {
    const Pack pack = PackOf(hand);
    meeting.Run("300", pack, descriptions);
    meeting.Run("300", pack, texts.Clauses(meeting.bytes()));
    meeting.Run("300", pack, texts.Pharma(meeting.bytes()));
    meeting.Run("300", pack, texts.OfLength(20, meeting.bytes()));
    meeting.Run("300", pack, texts.OfLength(5000, meeting.bytes()));
  }
  const struct {
    const char* name;
    size_t count;
    Frequency frequency;
  } kSets[] = {{"1k", 1000, Frequency::kMixed},
               {"10k-rare", 10'000, Frequency::kRare},
               {"10k-frequent", 10'000, Frequency::kFrequent},
               {"50k", 50'000, Frequency::kMixed}};
  for (const auto& [name, count, frequency] : kSets) {
    meeting.Run(name, PackOf(maker.Make(name, count, frequency, hand)), descriptions);
  }
  const LoadedPack builtin = BuiltinPack();
  if (!builtin.pack) return;
  const Result<Pack> shipped = ApplyProfile(*builtin.pack, "");
  if (shipped.ok()) meeting.Run("shipped", *shipped, descriptions);
}

}  // namespace cxo::bench
