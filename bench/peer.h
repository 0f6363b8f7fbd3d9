// A way of telling which rules match each record. All of them get the same patterns and the same
// bytes, records in normal form, and say the same pairs: that is what makes their times comparable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/pairs.h"
#include "bench/texts.h"
#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo::bench {

// Records in one piece of memory, with two line breaks after each: no pattern runs over these, so
// that whoever can may look at many records at once.
class Records {
 public:
  // The normal forms of `texts`.
  explicit Records(const TextSet& texts);

  size_t size() const { return begins_.size() - 1; }
  std::string_view operator[](size_t i) const {
    return {bytes_.data() + begins_[i], begins_[i + 1] - begins_[i] - kGap};
  }
  // Everything from record `first` up to record `last`, which is not in it.
  std::string_view Range(size_t first, size_t last) const {
    return {bytes_.data() + begins_[first], begins_[last] - begins_[first]};
  }
  size_t BeginOf(size_t i) const { return begins_[i]; }

  // With one line end for each record, as the texts would lie in a file.
  size_t bytes(size_t first, size_t last) const {
    return begins_[last] - begins_[first] - (last - first) * (kGap - 1);
  }
  // The texts as they were.
  const std::vector<std::string>& originals() const { return originals_; }

 private:
  static constexpr size_t kGap = 2;

  std::string bytes_;
  std::vector<size_t> begins_;  // of each record, and the end
  std::vector<std::string> originals_;
};

class Peer {
 public:
  Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  virtual ~Peer() = default;

  // Adds all pairs of the records first .. last-1. False if the answer is not complete, as when
  // memory ran out.
  virtual bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) = 0;
};

// A peer that is built, or why there is none ("not installed", "compiling takes minutes").
using BuiltPeer = Result<std::unique_ptr<Peer>>;

BuiltPeer BuildProductionMatcher(const Pack& pack);
BuiltPeer BuildProductionFromOriginals(const Pack& pack);  // with the way to the normal form
BuiltPeer BuildOneByOne(const Pack& pack);                 // one RE2 after the other
BuiltPeer BuildRe2Set(const Pack& pack, int64_t max_memory);
BuiltPeer BuildHyperscanByRecord(const Pack& pack);
BuiltPeer BuildHyperscanByBlock(const Pack& pack);
BuiltPeer BuildPcre2(const Pack& pack);  // one after the other, compiled to machine code

// Adds the pairs of the first `last` records as RE2 has them, one pattern after the other: what all
// answers are measured by. In little memory, so that any number of patterns will do. False if RE2
// refuses one.
bool AddReferencePairs(const Pack& pack, const Records& records, size_t last, Pairs* pairs);

}  // namespace cxo::bench
