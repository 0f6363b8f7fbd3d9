// This project alone: how peers fare at a few of these sizes, the race of matchers tells.
#include "bench/scaling.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/child.h"
#include "bench/peer.h"
#include "bench/program_inputs.h"
#include "bench/rounds.h"
#include "classifier/builtin/builtin_pack.h"
#include "classifier/classifier.h"

namespace cxo::bench {
namespace {

constexpr size_t kLengths[] = {20, 33, 60, 120, 300, 600, 1200, 2500, 5000};

// The rate of matching `records` with the patterns of `pack`, and the hits.
Measurement MatchMeasurement(const std::string& section,
                             const std::shared_ptr<const Records>& records,
                             const std::shared_ptr<const Pack>& pack) {
  Measurement one;
  one.figure.section = section;
  BuiltPeer built = BuildProductionMatcher(*pack);
  if (!built.ok()) {
    one.figure.remark = built.error().message;
    return one;
  }
  const std::shared_ptr<Peer> peer = std::move(built).value();
  const auto run = [peer, records, pack] {
    Pairs pairs(pack->patterns.size());
    const Stopwatch watch;
    peer->Match(*records, 0, records->size(), &pairs);
    return std::make_pair(watch.Seconds(), pairs.count());
  };
  one.figure.records = records->size();
  one.figure.bytes = records->bytes(0, records->size());
  one.figure.hits = static_cast<double>(run().second) / static_cast<double>(records->size());
  one.pass = [run, bytes = one.figure.bytes] { return Rate(bytes, run().first); };
  return one;
}

void ScaleLengthOfMatching(const Options& options, const Texts& texts, const RuleSet& hand,
                           Results* results) {
  const auto pack = std::make_shared<const Pack>(PackOf(hand));
  std::vector<Measurement> measurements;
  for (const size_t length : kLengths) {
    const TextSet set = texts.OfLength(length, options.megabytes * 500'000);
    measurements.push_back(
        MatchMeasurement("scaling/length, match", std::make_shared<const Records>(set), pack));
    measurements.back().figure.name = set.name;
    measurements.back().figure.x = static_cast<double>(length);
  }
  MeasureAll(std::move(measurements), options.rounds, results);
}

void ScaleLengthOfClassifying(const Options& options, const Texts& texts, Results* results) {
  const std::shared_ptr<const Classifier> classifier =
      Classifier::Read(*LeanBuiltinPack(), BuiltinPatterns(), BuiltinPlan());
  std::vector<Measurement> measurements;
  for (const size_t length : kLengths) {
    const auto set =
        std::make_shared<const TextSet>(texts.OfLength(length, options.megabytes * 250'000));
    Measurement one;
    one.figure.section = "scaling/length, classify";
    one.figure.name = set->name;
    one.figure.x = static_cast<double>(length);
    one.figure.bytes = set->bytes();
    one.figure.records = set->records.size();
    one.pass = [classifier, set] {
      Classifier::Session session(*classifier);
      const Stopwatch watch;
      for (const std::string& record : set->records) session.Classify(record);
      return Rate(set->bytes(), watch.Seconds());
    };
    measurements.push_back(std::move(one));
  }
  MeasureAll(std::move(measurements), options.rounds, results);
}

void ScaleRules(const Options& options, const Texts& texts, const RuleMaker& maker,
                Results* results) {
  const auto records =
      std::make_shared<const Records>(texts.Descriptions(options.megabytes * 500'000));
  std::vector<Measurement> measurements;
  for (const size_t count : {30, 100, 300, 1000, 3000, 10'000, 30'000, 50'000}) {
    const RuleSet rules = maker.Make(std::to_string(count) + " rules", count, Frequency::kMixed);
    measurements.push_back(
        MatchMeasurement("scaling/rules", records, std::make_shared<const Pack>(PackOf(rules))));
    measurements.back().figure.name = rules.name;
    measurements.back().figure.x = static_cast<double>(rules.rules.size());
  }
  MeasureAll(std::move(measurements), options.rounds, results);
}

Measurement ProgramMeasurement(const std::string& section, const Options& options,
                               const TextFiles& files, const std::string& threads) {
  Measurement one;
  one.figure.section = section;
  one.figure.bytes = files.bytes;
  one.figure.records = files.records;
  one.figure.hits = files.hits;
  const Command command = {
      {options.program, "classify", "--quiet", "--threads", threads, files.lines},
      "/dev/null",
      options.out + "/inputs/answers"};
  one.pass = [command, bytes = files.bytes] { return Rate(bytes, RunChild(command).seconds); };
  return one;
}

void ScaleProgram(const Options& options, const Texts& texts, Results* results) {
  const std::string folder = options.out + "/inputs";
  std::filesystem::create_directories(folder);
  const TextSet all = texts.Descriptions(options.program_megabytes * 1'000'000);
  std::vector<Measurement> records;
  for (size_t count = 10; count < all.records.size(); count *= 10) {
    TextSet part = {"first-" + std::to_string(count), {}};
    part.records.assign(all.records.begin(), all.records.begin() + static_cast<ptrdiff_t>(count));
    records.push_back(
        ProgramMeasurement("scaling/records", options, WriteTexts(part, folder), "1"));
  }
  const TextFiles whole = WriteTexts(all, folder);
  records.push_back(ProgramMeasurement("scaling/records", options, whole, "1"));
  for (Measurement& one : records) {
    one.figure.x = static_cast<double>(one.figure.records);
    one.figure.name = std::to_string(one.figure.records) + " records";
  }
  MeasureAll(std::move(records), options.rounds, results);
  std::vector<Measurement> threads;
  for (const int count : {1, 2, 4}) {
    threads.push_back(ProgramMeasurement("scaling/threads", options, whole, std::to_string(count)));
    threads.back().figure.x = count;
    threads.back().figure.name = std::to_string(count) + (count == 1 ? " thread" : " threads");
  }
  MeasureAll(std::move(threads), options.rounds, results);
}

}  // namespace

void RunScaling(const Options& options, const Texts& texts, const RuleSet& hand,
                const RuleMaker& maker, Results* results) {
  ScaleLengthOfMatching(options, texts, hand, results);
  ScaleLengthOfClassifying(options, texts, results);
  ScaleRules(options, texts, maker, results);
  ScaleProgram(options, texts, results);
}

}  // namespace cxo::bench
