// RE2, alone pattern by pattern and as a set, as the library's users would do it.
#include <utility>

#include <re2/re2.h>
#include <re2/set.h>

#include "bench/peer.h"

namespace cxo::bench {
namespace {

// Each RE2 grows an automaton of some hundred kilobytes.
constexpr size_t kMostInLoop = 12'000;

RE2::Options OptionsOf(int64_t max_memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  return options;
}

// Whether a pattern matches is asked, not where: the cheaper question, and the one of this race.
class OneByOne : public Peer {
 public:
  explicit OneByOne(std::vector<std::unique_ptr<const RE2>> regexes)
      : regexes_(std::move(regexes)) {}

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    for (size_t i = first; i < last; ++i) {
      for (uint32_t rule = 0; rule < regexes_.size(); ++rule) {
        if (RE2::PartialMatch(records[i], *regexes_[rule])) {
          pairs->Add(static_cast<uint32_t>(i), rule);
        }
      }
    }
    return true;
  }

 private:
  std::vector<std::unique_ptr<const RE2>> regexes_;
};

class SetPeer : public Peer {
 public:
  explicit SetPeer(std::unique_ptr<RE2::Set> set) : set_(std::move(set)) {}

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    for (size_t i = first; i < last; ++i) {
      RE2::Set::ErrorInfo error = {RE2::Set::kNoError};
      const bool matched = set_->Match(records[i], &members_, &error);
      // Out of memory reads as "no match" unless one asks.
      if (!matched && error.kind != RE2::Set::kNoError) return false;
      for (const int rule : members_) {
        pairs->Add(static_cast<uint32_t>(i), static_cast<uint32_t>(rule));
      }
    }
    return true;
  }

 private:
  std::unique_ptr<RE2::Set> set_;
  std::vector<int> members_;
};

}  // namespace

bool AddReferencePairs(const Pack& pack, const Records& records, size_t last, Pairs* pairs) {
  for (uint32_t rule = 0; rule < pack.patterns.size(); ++rule) {
    const RE2 regex(pack.patterns[rule].regex, OptionsOf(8 << 20));
    if (!regex.ok()) return false;
    for (size_t i = 0; i < last; ++i) {
      if (RE2::PartialMatch(records[i], regex)) pairs->Add(static_cast<uint32_t>(i), rule);
    }
  }
  return true;
}

BuiltPeer BuildOneByOne(const Pack& pack) {
  if (pack.patterns.size() > kMostInLoop) return Error{.message = "it would take gigabytes"};
  std::vector<std::unique_ptr<const RE2>> regexes;
  for (const Pattern& pattern : pack.patterns) {
    regexes.push_back(std::make_unique<const RE2>(pattern.regex, OptionsOf(8 << 20)));
    if (!regexes.back()->ok()) return Error{.message = regexes.back()->error()};
  }
  return std::unique_ptr<Peer>(std::make_unique<OneByOne>(std::move(regexes)));
}

BuiltPeer BuildRe2Set(const Pack& pack, int64_t max_memory) {
  auto set = std::make_unique<RE2::Set>(OptionsOf(max_memory), RE2::UNANCHORED);
  for (const Pattern& pattern : pack.patterns) {
    std::string message;
    if (set->Add(pattern.regex, &message) < 0) return Error{.message = message};
  }
  if (!set->Compile()) return Error{.message = "the budget is too small to compile"};
  return std::unique_ptr<Peer>(std::make_unique<SetPeer>(std::move(set)));
}

}  // namespace cxo::bench
