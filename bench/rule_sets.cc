// Counting runs of words, and turning them into rules of the kinds that people write.
#include "bench/rule_sets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "bench/random.h"
#include "classifier/error/ascii.h"
#include "classifier/error/result.h"
#include "classifier/pack/load.h"
#include "classifier/text/normal_form.h"

namespace cxo::bench {
namespace {

using Words = std::vector<std::string_view>;

constexpr size_t kLongestRun = 4;
constexpr size_t kStopWords = 120;  // the most frequent words neither begin nor end a rule
constexpr size_t kFrequent = 40;    // counts from which, and below which, a run is called so
constexpr size_t kRare = 5;

bool IsLetters(std::string_view word) { return std::ranges::all_of(word, IsLower); }

// Runs of words that nothing but single spaces separates.
std::vector<Words> RunsOf(std::string_view normal) {
  std::vector<Words> runs(1);
  for (size_t at = 0; at < normal.size();) {
    size_t end = at;
    while (end < normal.size() && IsLetterOrDigit(normal[end])) ++end;
    if (end > at) runs.back().push_back(normal.substr(at, end - at));
    if (end < normal.size() && normal[end] != ' ' && !runs.back().empty()) runs.emplace_back();
    at = end + 1;
  }
  return runs;
}

std::string Joined(const Words& words, size_t first, size_t count) {
  std::string joined;
  for (size_t i = first; i < first + count; ++i) {
    if (i > first) joined += ' ';
    joined += words[i];
  }
  return joined;
}

using Counts = std::unordered_map<std::string, size_t>;

void CountParts(const Words& run, Counts* counts) {
  for (size_t first = 0; first < run.size(); ++first) {
    for (size_t n = 1; n <= std::min(kLongestRun, run.size() - first); ++n) {
      ++(*counts)[Joined(run, first, n)];
    }
  }
}

std::unordered_set<std::string> StopWords(const Counts& runs) {
  std::vector<std::pair<size_t, std::string>> words;
  for (const auto& [run, count] : runs) {
    if (run.find(' ') == std::string::npos) words.emplace_back(count, run);
  }
  std::ranges::sort(words, std::greater<>());
  std::unordered_set<std::string> stop;
  for (size_t i = 0; i < std::min(kStopWords, words.size()); ++i) stop.insert(words[i].second);
  return stop;
}

bool MakesARule(const std::string& run, const std::unordered_set<std::string>& stop) {
  if (run.size() < 6) return false;
  const std::string first = run.substr(0, run.find(' '));
  const std::string last = run.substr(run.find_last_of(' ') + 1);
  return IsLetters(first) && IsLetters(last) && !stop.contains(first) && !stop.contains(last);
}

// The rule of one run of words, in one of the shapes that rules have, in about the shares that they
// have in packs.
MadeRule RuleOf(const std::string& run, Random* random) {
  const size_t space = run.find(' ');
  const size_t last_space = run.find_last_of(' ');
  const size_t last_size = run.size() - (last_space == std::string::npos ? 0 : last_space + 1);
  const std::string lead = run.substr(0, run.size() - last_size);
  const std::string last = run.substr(lead.size());
  const auto made = [](const std::string& regex, const std::string& phrase) {
    return MadeRule{"\\b(?:" + regex + ")\\b", phrase};
  };
  const size_t chance = random->Below(100);
  if (chance < 72) return made(run, run);
  if (chance < 82) return made(run + "s?", lead + "(" + last + "|" + last + "s)");
  if (chance < 88 && space != std::string::npos) {
    return made(run.substr(0, space) + "[- ]" + run.substr(space + 1), run);
  }
  if (chance < 93 && last_size > 6) {
    const std::string stem = run.substr(0, run.size() - 3);
    return made(stem + "\\w*", stem + "*");
  }
  if (chance < 97 && space != std::string::npos) {
    const std::string rest = run.substr(space + 1);
    return made(run.substr(0, space) + " (?:\\w+ ){0,2}" + rest,
                run.substr(0, space) + " ..2 " + rest);
  }
  if (chance >= 97 && last_size > 5) {
    const std::string stem = run.substr(0, run.size() - 2);
    const std::string own = run.substr(run.size() - 2);
    std::string ends = "ed|es|ing|ion";
    if (own != "ed" && own != "es") ends += "|" + own;
    const std::string bare = stem.substr(lead.size());
    std::string words;
    for (const char* end : {"ed", "es", "ing", "ion"}) words += bare + end + "|";
    return made(stem + "(?:" + ends + ")", lead + "(" + words + last + ")");
  }
  return made(run, run);
}

std::string TomlString(const std::string& text) { return "'" + text + "'"; }

}  // namespace

Result<RuleSet> ReadHandRules(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{.source = path, .message = "cannot be read"};
  RuleSet set = {"300", {}};
  for (std::string line; std::getline(in, line);) {
    set.rules.push_back({"\\b(?:" + line + ")\\b", ""});
  }
  return set;
}

RuleMaker::RuleMaker(const std::vector<std::string>& texts) {
  Counts counts;
  for (const std::string& text : texts) {
    const std::string normal = Normalize(text);
    for (const Words& run : RunsOf(normal)) {
      CountParts(run, &counts);
    }
  }
  const auto stop = StopWords(counts);
  std::vector<std::pair<size_t, std::string>> sorted;
  for (const auto& [run, count] : counts) {
    if (MakesARule(run, stop)) sorted.emplace_back(count, run);
  }
  std::ranges::sort(sorted, std::greater<>());
  for (const auto& [count, run] : sorted) {
    (count < kRare ? rare_ : count < kFrequent ? middle_ : frequent_).push_back(run);
  }
  Random(1).Shuffle(&rare_);
  Random(2).Shuffle(&middle_);
}

std::vector<std::string> RuleMaker::PoolOf(Frequency frequency) const {
  std::vector<std::string> pool;
  const auto append = [&pool](const auto& runs) {
    pool.insert(pool.end(), runs.begin(), runs.end());
  };
  if (frequency == Frequency::kFrequent) {
    append(frequent_);
    append(middle_);
    return pool;
  }
  if (frequency == Frequency::kRare) {
    append(rare_);
    return pool;
  }
  // Six rare ones to three in the middle and one frequent.
  for (size_t i = 0; i < rare_.size(); ++i) {
    pool.push_back(rare_[i]);
    if (i % 2 == 0 && i / 2 < middle_.size()) pool.push_back(middle_[i / 2]);
    if (i % 6 == 0 && i / 6 < frequent_.size()) pool.push_back(frequent_[i / 6]);
  }
  return pool;
}

RuleSet RuleMaker::Make(const std::string& name, size_t count, Frequency frequency,
                        const RuleSet& first) const {
  RuleSet set = {name, first.rules};
  std::set<std::string> seen;
  for (const MadeRule& rule : set.rules) seen.insert(rule.regex);
  Random random(3);
  for (const std::string& run : PoolOf(frequency)) {
    if (set.rules.size() >= count) break;
    MadeRule rule = RuleOf(run, &random);
    if (seen.insert(rule.regex).second) set.rules.push_back(std::move(rule));
  }
  return set;
}

std::vector<PackFile> FilesOf(const RuleSet& rules, bool phrases) {
  std::string head = "[pack]\nname = \"bench\"\nversion = \"1\"\ngroup = \"CXO\"\n";
  for (const char* label : {"NONE", "CRO", "CMO", "CDMO", "CSO"}) {
    head += std::string("\n[[label]]\nname = \"") + label + "\"\ntitle = \"" + label + "\"\n";
  }
  static constexpr const char* kLabels[] = {"CRO", "CMO", "CDMO", "CSO"};
  std::string body;
  for (size_t i = 0; i < rules.rules.size(); ++i) {
    const MadeRule& rule = rules.rules[i];
    char id[32];
    std::snprintf(id, sizeof id, "r%06zu", i);
    body += std::string("[[rule]]\nid = \"") + id + "\"\nlabel = \"" + kLabels[i % 4] + "\"\n";
    const bool phrase = phrases && !rule.phrase.empty();
    body += phrase ? "any = [" + TomlString(rule.phrase) + "]\n"
                   : "regex = " + TomlString(rule.regex) + "\n";
    body += "hit = [\"-\"]\nmiss = [\"-\"]\n";
  }
  return {{"pack.toml", head}, {"rules.toml", body}};
}

Pack PackOf(const RuleSet& rules, bool phrases) {
  LoadedPack loaded = ParsePack(FilesOf(rules, phrases), "bench");
  if (!loaded.pack) {
    std::fprintf(stderr, "cxo_bench: %s\n", Format(loaded.errors.front()).c_str());
    std::abort();
  }
  return *std::move(loaded.pack);
}

}  // namespace cxo::bench
