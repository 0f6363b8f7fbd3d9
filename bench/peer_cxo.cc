// The project's own matchers as contestants.
#include <new>
#include <utility>

#include "bench/peer.h"
#include "classifier/match/matcher.h"
#include "classifier/match/workspace.h"
#include "classifier/text/normal_form.h"

namespace cxo::bench {
namespace {

class MatcherPeer : public Peer {
 public:
  explicit MatcherPeer(std::unique_ptr<Matcher> matcher) : matcher_(std::move(matcher)) {}

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    for (size_t end = first; first < last; first = end) {
      const size_t begin = records.BeginOf(first);
      spans_.clear();
      for (; end < last && records.BeginOf(end) - begin < kBlock; ++end) {
        const auto at = static_cast<uint32_t>(records.BeginOf(end) - begin);
        spans_.push_back({at, at + static_cast<uint32_t>(records[end].size())});
      }
      if (matcher_->MatchAll(records.Range(first, end), spans_, &workspace_, &found_) !=
          MatchStatus::kOk) {
        return false;
      }
      uint32_t hit = 0;
      for (const TextHits::Text& text : found_.texts) {
        const auto record = static_cast<uint32_t>(first + text.number);
        for (; hit < text.end; ++hit) pairs->Add(record, found_.hits[hit].pattern);
      }
    }
    return true;
  }

 protected:
  bool MatchOne(std::string_view normal, uint32_t record, Pairs* pairs) {
    if (matcher_->Match(normal, &workspace_, &hits_) != MatchStatus::kOk) return false;
    for (const Hit& hit : hits_) pairs->Add(record, hit.pattern);
    return true;
  }

 private:
  // Bytes of normal text that are matched together, as the program does with those of a block.
  static constexpr size_t kBlock = 1 << 16;

  std::unique_ptr<Matcher> matcher_;
  MatchWorkspace workspace_;
  std::vector<Hit> hits_;
  std::vector<Span> spans_;
  TextHits found_;
};

// The other contestants get the normal form for nothing; this one pays for it.
class FromOriginals : public MatcherPeer {
 public:
  using MatcherPeer::MatcherPeer;

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    for (size_t i = first; i < last; ++i) {
      normal_.Assign(records.originals()[i]);
      if (!MatchOne(normal_.text(), static_cast<uint32_t>(i), pairs)) return false;
    }
    return true;
  }

 private:
  NormalText normal_;
};

// A pack may ask for more memory than this program lets itself have.
template <typename PeerType>
BuiltPeer Build(const Pack& pack) try {
  BuiltMatcher built = BuildFastMatcher(pack);
  if (!built.matcher) return built.errors.front();
  return std::unique_ptr<Peer>(std::make_unique<PeerType>(std::move(built.matcher)));
} catch (const std::bad_alloc&) {
  return Error{.message = "compiling ran out of memory"};
}

}  // namespace

Records::Records(const TextSet& texts) : originals_(texts.records) {
  NormalText normal;
  for (const std::string& text : originals_) {
    begins_.push_back(bytes_.size());
    normal.Assign(text);
    bytes_.append(normal.text()).append(kGap, '\n');
  }
  begins_.push_back(bytes_.size());
}

BuiltPeer BuildProductionMatcher(const Pack& pack) { return Build<MatcherPeer>(pack); }

BuiltPeer BuildProductionFromOriginals(const Pack& pack) { return Build<FromOriginals>(pack); }

}  // namespace cxo::bench
