// A bucketed table of pieces behind a filter, and a mask of found groups for each pattern.
#include "classifier/match/anchor_index.h"

#include <algorithm>

#include "classifier/match/word_filter_hash.h"
#include "classifier/text/word_key.h"

namespace cxo {

AnchorIndex AnchorIndex::Read(WordTableReader* reader) {
  AnchorIndex index;
  reader->Take(&index.entries_);
  reader->Take(&index.pieces_);
  reader->Take(&index.texts_);
  reader->Take(&index.postings_);
  reader->Take(&index.filter_);
  reader->Take(&index.bucket_begins_);
  reader->Take(&index.heads_);
  if (!index.pieces_.empty()) index.bucket_shift_ = ShiftFor(index.bucket_begins_.size() - 1);
  return index;
}

void AnchorIndex::FindPossible(std::string_view text, Workspace* workspace,
                               std::vector<uint32_t>* patterns) const {
  if (text.size() < kShortestAnchor || pieces_.empty()) return;
  if (workspace->seen.size() < pieces_.size()) workspace->seen.resize(pieces_.size());
  if (workspace->found.size() < entries_.size()) workspace->found.resize(entries_.size());
  const auto first_new = static_cast<ptrdiff_t>(patterns->size());
  constexpr uint64_t kFirstFour = MaskOf(4);
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
    const size_t bucket = BucketOf(here & MaskOf(key_size), bucket_shift_);
    for (uint32_t i = bucket_begins_[bucket]; i < bucket_begins_[bucket + 1]; ++i) {
      const Head& head = heads_[i];
      if ((here & head.mask) != head.bytes) continue;
      const Piece& piece = pieces_[head.piece];
      const bool is_known = workspace->seen[head.piece];
      const size_t after = text.size() - at;
      const bool is_placed = at <= piece.most_before && after <= piece.most_after;
      if ((is_known && !is_placed) || !text.substr(at).starts_with(TextOf(piece))) continue;
      if (!is_known) workspace->pieces.push_back(static_cast<uint32_t>(head.piece));
      workspace->seen[head.piece] = true;
      const size_t first = is_known ? piece.anywhere : 0;
      const size_t end = is_placed ? piece.postings : piece.anywhere;
      TakePiece(PostingsOf(piece).subspan(first, end - first), at, after, &workspace->found,
                patterns);
    }
  }
}

void AnchorIndex::TakePiece(std::span<const Posting> postings, size_t before, size_t after,
                            std::vector<uint8_t>* found, std::vector<uint32_t>* patterns) const {
  for (const Posting& posting : postings) {
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
    for (const Posting& posting : PostingsOf(pieces_[piece])) workspace->found[posting.entry] = 0;
  }
  workspace->pieces.clear();
}

}  // namespace cxo
