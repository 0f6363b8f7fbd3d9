// Building the tables of an index. They say the same from run to run: they are kept in a file.
#include <algorithm>
#include <bit>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "classifier/match/anchor_index.h"
#include "classifier/match/word_filter_hash.h"
#include "classifier/text/word_key.h"

namespace cxo {

class AnchorIndexWriter {
 public:
  explicit AnchorIndexWriter(const std::vector<PatternAnchors>& patterns) {
    for (const auto& [pattern, ways] : patterns) {
      for (const AnchorWay& way : ways) AddWay(pattern, way);
    }
    ListPieces();
    FillFilter();
    FillBuckets();
  }

  // In the order in which AnchorIndex::Read takes them.
  void Write(WordTableWriter* writer) const {
    writer->Put(entries_);
    writer->Put(pieces_);
    writer->Put(texts_);
    writer->Put(postings_);
    writer->Put(filter_);
    writer->Put(bucket_begins_);
    writer->Put(heads_);
  }

 private:
  using Index = AnchorIndex;

  static uint32_t PlaceOf(size_t place) {
    return static_cast<uint32_t>(std::min<size_t>(place, Index::kAnyPlace));
  }

  void AddWay(uint32_t pattern, const AnchorWay& way) {
    const auto entry = static_cast<uint32_t>(entries_.size());
    entries_.push_back({pattern, (1U << way.size()) - 1});
    for (uint32_t g = 0; g < way.size(); ++g) {
      const uint32_t most_before = PlaceOf(way[g].most_before);
      const uint32_t most_after = PlaceOf(way[g].most_after);
      for (const std::string& text : way[g].pieces) {
        postings_of_[text].push_back({entry, 1U << g, most_before, most_after});
      }
    }
  }

  void ListPieces() {
    const auto counts_anywhere = [](const Index::Posting& posting) {
      return posting.most_before == Index::kAnyPlace && posting.most_after == Index::kAnyPlace;
    };
    for (auto& [text, postings] : postings_of_) {
      const auto placed = std::stable_partition(postings.begin(), postings.end(), counts_anywhere);
      Index::Piece piece{.text = static_cast<uint32_t>(texts_.size()),
                         .size = static_cast<uint32_t>(text.size()),
                         .first_posting = static_cast<uint32_t>(postings_.size()),
                         .anywhere = static_cast<uint32_t>(placed - postings.begin()),
                         .postings = static_cast<uint32_t>(postings.size())};
      for (auto one = placed; one != postings.end(); ++one) {
        piece.most_before = std::max(piece.most_before, one->most_before);
        piece.most_after = std::max(piece.most_after, one->most_after);
      }
      pieces_.push_back(piece);
      texts_.insert(texts_.end(), text.begin(), text.end());
      postings_.insert(postings_.end(), postings.begin(), postings.end());
    }
  }

  // A piece of three bytes may have any fourth one behind it.
  void FillFilter() {
    // So many bits that most are 0, and not so many that they leave the nearest cache.
    constexpr size_t kBitsOfPiece = 32;
    constexpr size_t kFewest = 1U << 10U;
    constexpr size_t kMost = 1U << 15U;
    const size_t bits = std::clamp(std::bit_ceil(pieces_.size() * kBitsOfPiece), kFewest, kMost);
    filter_.assign(bits / 64, 0);
    for (const auto& [text, postings] : postings_of_) {
      if (text.size() >= 4) {
        AddToFilter(WordKeyOf(text, 0, 4));
        continue;
      }
      const uint64_t three = WordKeyOf(text, 0, kShortestAnchor);
      for (uint64_t fourth = 0; fourth < 0x100; ++fourth) AddToFilter(three | fourth << 24U);
    }
  }

  void AddToFilter(uint64_t bytes) {
    const uint64_t bit = (bytes * word_filter::kGolden) >> word_filter::ShiftFor(filter_.size());
    filter_[bit / 64] |= uint64_t{1} << (bit % 64);
  }

  void FillBuckets() {
    const size_t buckets = std::bit_ceil(2 * pieces_.size() + 2);
    const int shift = Index::ShiftFor(buckets);
    std::vector<std::vector<Index::Head>> heads(buckets);
    uint32_t piece = 0;
    for (const auto& [text, postings] : postings_of_) {
      const uint64_t key = WordKeyOf(text, 0, Index::KeySize(text.size()));
      const auto size = static_cast<uint32_t>(std::min<size_t>(text.size(), 8));
      heads[Index::BucketOf(key, shift)].push_back(
          {WordKeyOf(text, 0, size), Index::MaskOf(size), piece++});
    }
    for (const std::vector<Index::Head>& bucket : heads) {
      bucket_begins_.push_back(static_cast<uint32_t>(heads_.size()));
      heads_.insert(heads_.end(), bucket.begin(), bucket.end());
    }
    bucket_begins_.push_back(static_cast<uint32_t>(heads_.size()));
  }

  std::map<std::string, std::vector<Index::Posting>> postings_of_;  // by piece, in their order
  std::vector<Index::Entry> entries_;
  std::vector<Index::Piece> pieces_;
  std::vector<char> texts_;
  std::vector<Index::Posting> postings_;
  std::vector<uint64_t> filter_;
  std::vector<uint32_t> bucket_begins_;
  std::vector<Index::Head> heads_;
};

void WriteAnchorIndex(const std::vector<PatternAnchors>& patterns, WordTableWriter* writer) {
  AnchorIndexWriter(patterns).Write(writer);
}

}  // namespace cxo
