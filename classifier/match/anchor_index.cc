// A bucketed table of pieces behind a filter, and a mask of found groups for each pattern.
#include "classifier/match/anchor_index.h"

#include <algorithm>
#include <bit>

#include "classifier/match/word_filter_hash.h"
#include "classifier/text/word_key.h"

namespace cxo {
namespace {

// By how many of its first bytes a piece is found.
constexpr uint32_t kKeySizes[] = {kShortestAnchor, 4, 8};

uint32_t KeySize(size_t size) { return size < 4 ? kShortestAnchor : size < 8 ? 4 : 8; }

constexpr uint64_t MaskOf(uint32_t size) { return ~uint64_t{0} >> (64 - 8 * size); }

constexpr uint64_t kFirstFour = MaskOf(4);

}  // namespace

void AnchorIndex::Add(uint32_t pattern, const std::vector<AnchorWay>& ways) {
  for (const AnchorWay& way : ways) AddWay(pattern, way);
}

void AnchorIndex::AddWay(uint32_t pattern, const AnchorWay& way) {
  const auto entry = static_cast<uint32_t>(entries_.size());
  entries_.push_back({pattern, static_cast<uint8_t>((1U << way.size()) - 1)});
  for (size_t g = 0; g < way.size(); ++g) {
    const size_t most_before = way[g].most_before;
    const size_t most_after = way[g].most_after;
    for (const std::string& text : way[g].pieces) {
      const auto number = static_cast<uint32_t>(pieces_.size());
      const auto [it, fresh] = piece_numbers_.try_emplace(text, number);
      if (fresh) pieces_.push_back({text, {}});
      Piece& piece = pieces_[it->second];
      piece.postings.push_back({entry, static_cast<uint8_t>(1U << g), most_before, most_after});
      piece.counts_anywhere &= most_before == kAnywhere && most_after == kAnywhere;
    }
  }
}

void AnchorIndex::Freeze() {
  piece_numbers_ = {};
  FillFilter();
  FillBuckets();
}

// A piece of three bytes may have any fourth one behind it.
void AnchorIndex::FillFilter() {
  // So many bits that most are 0, and not so many for a few patterns that filling them takes long.
  constexpr size_t kBitsOfPiece = 32;
  constexpr size_t kFewest = 1U << 10U;
  constexpr size_t kMost = 1U << 15U;
  const size_t bits = std::clamp(std::bit_ceil(pieces_.size() * kBitsOfPiece), kFewest, kMost);
  filter_.assign(bits / 64, 0);
  const int shift = word_filter::ShiftFor(filter_.size());
  const auto add = [&](uint64_t bytes) {
    const uint64_t bit = (bytes * word_filter::kGolden) >> shift;
    filter_[bit / 64] |= uint64_t{1} << (bit % 64);
  };
  for (const Piece& piece : pieces_) {
    if (piece.text.size() >= 4) {
      add(WordKeyOf(piece.text, 0, 4));
      continue;
    }
    const uint64_t three = WordKeyOf(piece.text, 0, kShortestAnchor);
    for (uint64_t fourth = 0; fourth < 0x100; ++fourth) add(three | fourth << 24U);
  }
}

size_t AnchorIndex::BucketOf(const std::string& piece) const {
  return (WordKeyOf(piece, 0, KeySize(piece.size())) * word_filter::kGolden) >> bucket_shift_;
}

void AnchorIndex::FillBuckets() {
  const size_t buckets = std::bit_ceil(2 * pieces_.size() + 2);
  bucket_shift_ = 64 - std::countr_zero(buckets);
  bucket_begins_.assign(buckets + 1, 0);
  for (const Piece& piece : pieces_) ++bucket_begins_[BucketOf(piece.text) + 1];
  for (size_t b = 0; b < buckets; ++b) bucket_begins_[b + 1] += bucket_begins_[b];
  std::vector<uint32_t> next(bucket_begins_.begin(), bucket_begins_.end() - 1);
  heads_.resize(pieces_.size());
  for (uint32_t p = 0; p < pieces_.size(); ++p) {
    const std::string& text = pieces_[p].text;
    const auto size = static_cast<uint32_t>(std::min<size_t>(text.size(), 8));
    heads_[next[BucketOf(text)]++] = {WordKeyOf(text, 0, size), MaskOf(size), p};
  }
}

void AnchorIndex::FindPossible(std::string_view text, Workspace* workspace,
                               std::vector<uint32_t>* patterns) const {
  if (text.size() < kShortestAnchor || pieces_.empty()) return;
  if (workspace->seen.size() < pieces_.size()) workspace->seen.resize(pieces_.size());
  if (workspace->found.size() < entries_.size()) workspace->found.resize(entries_.size());
  const auto first_new = static_cast<ptrdiff_t>(patterns->size());
  uint32_t at = 0;
  const word_filter::BitTable filter(filter_);
  for (; at + 8 <= text.size(); ++at) {
    const uint64_t here = WordKeyOf(text, at, 8);
    if (filter.Bit(here & kFirstFour) != 0) LookAt(text, at, here, workspace, patterns);
  }
  for (; at + kShortestAnchor <= text.size(); ++at) {
    const uint64_t here = WordKeyOf(text, at, static_cast<uint32_t>(text.size()) - at);
    if (filter.Bit(here & kFirstFour) != 0) LookAt(text, at, here, workspace, patterns);
  }
  Clear(workspace);
  std::sort(patterns->begin() + first_new, patterns->end());  // a pattern may have several ways
  patterns->erase(std::unique(patterns->begin() + first_new, patterns->end()), patterns->end());
}

// `here` are the first bytes of what stands at `at`, with zeros behind where the text ends.
void AnchorIndex::LookAt(std::string_view text, size_t at, uint64_t here, Workspace* workspace,
                         std::vector<uint32_t>* patterns) const {
  for (const uint32_t key_size : kKeySizes) {
    const size_t bucket = ((here & MaskOf(key_size)) * word_filter::kGolden) >> bucket_shift_;
    for (uint32_t i = bucket_begins_[bucket]; i < bucket_begins_[bucket + 1]; ++i) {
      const Head& head = heads_[i];
      if ((here & head.mask) != head.bytes) continue;
      const Piece& piece = pieces_[head.piece];
      const bool is_known = workspace->seen[head.piece];
      if ((is_known && piece.counts_anywhere) || !text.substr(at).starts_with(piece.text)) continue;
      if (!is_known) workspace->pieces.push_back(head.piece);
      workspace->seen[head.piece] = true;
      TakePiece(piece, at, text.size() - at, &workspace->found, patterns);
    }
  }
}

void AnchorIndex::TakePiece(const Piece& piece, size_t before, size_t after,
                            std::vector<uint8_t>* found, std::vector<uint32_t>* patterns) const {
  for (const Posting& posting : piece.postings) {
    if (before > posting.most_before || after > posting.most_after) continue;
    uint8_t& groups = (*found)[posting.entry];
    const uint8_t known = groups;
    groups = static_cast<uint8_t>(groups | posting.group);
    const Entry& entry = entries_[posting.entry];
    if (groups != known && groups == entry.all_groups) patterns->push_back(entry.pattern);
  }
}

// What was touched alone: a text has few of the pieces.
void AnchorIndex::Clear(Workspace* workspace) const {
  for (const uint32_t piece : workspace->pieces) {
    workspace->seen[piece] = false;
    for (const Posting& posting : pieces_[piece].postings) workspace->found[posting.entry] = 0;
  }
  workspace->pieces.clear();
}

}  // namespace cxo
