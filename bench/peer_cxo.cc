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
    for (size_t i = first; i < last; ++i) {
      if (!MatchOne(records[i], static_cast<uint32_t>(i), pairs)) return false;
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
  std::unique_ptr<Matcher> matcher_;
  MatchWorkspace workspace_;
  std::vector<Hit> hits_;
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
