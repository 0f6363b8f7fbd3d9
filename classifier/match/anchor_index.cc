// A bucketed table of pieces and a mask of found groups for each pattern.
#include "classifier/match/anchor_index.h"

#include <algorithm>
#include <bit>

#include "classifier/text/word_key.h"

namespace cxo {

void AnchorIndex::Add(uint32_t pattern, const std::vector<AnchorGroup>& groups) {
  const auto entry = static_cast<uint32_t>(entries_.size());
  entries_.push_back({pattern, static_cast<uint8_t>((1U << groups.size()) - 1)});
  for (size_t g = 0; g < groups.size(); ++g) {
    for (const std::string& text : groups[g]) {
      const auto number = static_cast<uint32_t>(pieces_.size());
      const auto [it, fresh] = piece_numbers_.try_emplace(text, number);
      if (fresh) pieces_.push_back({text, {}});
      pieces_[it->second].postings.push_back({entry, static_cast<uint8_t>(1U << g)});
    }
  }
}

void AnchorIndex::Freeze() {
  // So many that most are empty, and not so many for a few patterns that filling them takes long.
  constexpr size_t kBucketsOfPiece = 32;
  constexpr size_t kFewest = 1U << 10U;
  constexpr size_t kMost = 1U << 15U;
  piece_numbers_ = {};
  const size_t buckets =
      std::clamp(std::bit_ceil(pieces_.size() * kBucketsOfPiece), kFewest, kMost);
  shift_ = 32 - std::countr_zero(buckets);
  bucket_begins_.assign(buckets + 1, 0);
  for (const Piece& piece : pieces_) {
    ++bucket_begins_[BucketOf(WordKeyOf(piece.text, 0, kShortestAnchor)) + 1];
  }
  for (size_t b = 0; b < buckets; ++b) bucket_begins_[b + 1] += bucket_begins_[b];
  std::vector<uint32_t> next(bucket_begins_.begin(), bucket_begins_.end() - 1);
  heads_.resize(pieces_.size());
  filled_.assign(buckets / 64, 0);
  for (uint32_t p = 0; p < pieces_.size(); ++p) {
    const std::string& text = pieces_[p].text;
    const uint32_t bucket = BucketOf(WordKeyOf(text, 0, kShortestAnchor));
    const auto size = static_cast<uint32_t>(std::min<size_t>(text.size(), 8));
    heads_[next[bucket]++] = {WordKeyOf(text, 0, size), ~uint64_t{0} >> (64 - 8 * size), p};
    filled_[bucket / 64] |= uint64_t{1} << (bucket % 64);
  }
}

void AnchorIndex::FindPossible(std::string_view text, Workspace* workspace,
                               std::vector<uint32_t>* patterns) const {
  if (text.size() < kShortestAnchor || pieces_.empty()) return;
  std::vector<bool>& seen = workspace->seen;
  if (seen.size() < pieces_.size()) seen.resize(pieces_.size());
  if (workspace->found.size() < entries_.size()) workspace->found.resize(entries_.size());
  // `here` are the first bytes of what stands at `at`.
  const auto look = [&](size_t at, uint64_t here) {
    const uint32_t bucket = BucketOf(here);
    if (!IsFilled(bucket)) return;
    for (uint32_t i = bucket_begins_[bucket]; i < bucket_begins_[bucket + 1]; ++i) {
      const Head& head = heads_[i];
      if ((here & head.mask) != head.bytes || seen[head.piece]) continue;
      const Piece& piece = pieces_[head.piece];
      if (!text.substr(at).starts_with(piece.text)) continue;
      seen[head.piece] = true;
      workspace->pieces.push_back(head.piece);
      TakePiece(piece, &workspace->found, patterns);
    }
  };
  uint32_t at = 0;
  for (; at + 8 <= text.size(); ++at) look(at, WordKeyOf(text, at, 8));
  for (; at + kShortestAnchor <= text.size(); ++at) {
    look(at, WordKeyOf(text, at, static_cast<uint32_t>(text.size()) - at));
  }
  Clear(workspace);
}

void AnchorIndex::TakePiece(const Piece& piece, std::vector<uint8_t>* found,
                            std::vector<uint32_t>* patterns) const {
  for (const Posting& posting : piece.postings) {
    uint8_t& groups = (*found)[posting.entry];
    const uint8_t before = groups;
    groups = static_cast<uint8_t>(groups | posting.group);
    const Entry& entry = entries_[posting.entry];
    if (groups != before && groups == entry.all_groups) patterns->push_back(entry.pattern);
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
