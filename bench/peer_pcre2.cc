// PCRE2 with its just-in-time compiler, one pattern after the other.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <utility>

#include <pcre2.h>

#include "bench/peer.h"

namespace cxo::bench {
namespace {

// One after the other, more than that take minutes for a sample.
constexpr size_t kMostExpressions = 12'000;

struct FreeCode {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatch {
  void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
using Code = std::unique_ptr<pcre2_code, FreeCode>;

// pcre2_jit_match takes texts for valid UTF-8, and texts in normal form are.
class Pcre2 : public Peer {
 public:
  explicit Pcre2(std::vector<Code> codes)
      : codes_(std::move(codes)), match_(pcre2_match_data_create(1, nullptr)) {}

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    for (size_t i = first; i < last; ++i) {
      const auto* text = reinterpret_cast<PCRE2_SPTR>(records[i].data());
      for (uint32_t rule = 0; rule < codes_.size(); ++rule) {
        const int found = pcre2_jit_match(codes_[rule].get(), text, records[i].size(), 0, 0,
                                          match_.get(), nullptr);
        if (found >= 0) pairs->Add(static_cast<uint32_t>(i), rule);
        if (found < PCRE2_ERROR_NOMATCH) return false;
      }
    }
    return true;
  }

 private:
  std::vector<Code> codes_;
  std::unique_ptr<pcre2_match_data, FreeMatch> match_;
};

}  // namespace

BuiltPeer BuildPcre2(const Pack& pack) {
  if (pack.patterns.size() > kMostExpressions) return Error{.message = "it would take minutes"};
  std::vector<Code> codes;
  for (const Pattern& pattern : pack.patterns) {
    int error = 0;
    PCRE2_SIZE offset = 0;
    codes.emplace_back(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.regex.data()),
                                     pattern.regex.size(), PCRE2_UTF, &error, &offset, nullptr));
    if (!codes.back() || pcre2_jit_compile(codes.back().get(), PCRE2_JIT_COMPLETE) != 0) {
      return Error{.message = "it refuses " + pattern.regex};
    }
  }
  return std::unique_ptr<Peer>(std::make_unique<Pcre2>(std::move(codes)));
}

}  // namespace cxo::bench
