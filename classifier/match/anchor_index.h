// Which patterns can match a text at all, told by one pass over it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classifier/match/anchors.h"

namespace cxo {

// An index of the anchors of many patterns. Built by Add and Freeze, then immutable and shared by
// any number of threads.
//
// Pieces are found by their first three bytes: at each byte of the text these are hashed, and the
// pieces of that bucket, mostly none, are compared, by their first eight bytes before the rest. A
// pattern is possible once a piece of each of its groups was found.
class AnchorIndex {
 public:
  // What one thread notes of a text, for any number of indexes in turn. Reused without allocating
  // anew; after an exception it is not to be used again.
  struct Workspace {
    std::vector<bool> seen;      // by piece; none between texts
    std::vector<uint8_t> found;  // by entry: the groups of which a piece was found; 0 between texts
    std::vector<uint32_t> pieces;  // those that were seen
  };

  // `groups` (1 to 8 of them, from FindAnchors) are what pattern `pattern` needs.
  void Add(uint32_t pattern, const std::vector<AnchorGroup>& groups);
  void Freeze();

  // Appends every pattern whose groups all have a piece in `text`, each once.
  void FindPossible(std::string_view text, Workspace* workspace,
                    std::vector<uint32_t>* patterns) const;

 private:
  // A group of a pattern that a piece belongs to.
  struct Posting {
    uint32_t entry;  // index into entries_
    uint8_t group;   // bit of the group
  };
  struct Entry {
    uint32_t pattern;
    uint8_t all_groups;
  };
  struct Piece {
    std::string text;
    std::vector<Posting> postings;
  };
  // A piece of a bucket, by its first eight bytes or all that it has, with zeros behind.
  struct Head {
    uint64_t bytes;
    uint64_t mask;   // of the bytes that are there
    uint32_t piece;  // index into pieces_
  };

  uint32_t BucketOf(uint64_t first_bytes) const {
    const auto key = static_cast<uint32_t>(first_bytes & 0xFFFFFFU);
    return (key * 0x9E3779B1U) >> shift_;  // Fibonacci hashing
  }
  bool IsFilled(uint32_t bucket) const { return (filled_[bucket / 64] >> (bucket % 64) & 1U) != 0; }
  void TakePiece(const Piece& piece, std::vector<uint8_t>* found,
                 std::vector<uint32_t>* patterns) const;
  void Clear(Workspace* workspace) const;

  std::vector<Entry> entries_;
  std::vector<Piece> pieces_;
  std::unordered_map<std::string, uint32_t> piece_numbers_;  // while building
  std::vector<uint64_t> filled_;  // a bit for each bucket: small enough for the nearest cache
  std::vector<uint32_t> bucket_begins_;  // one more than buckets, into heads_
  int shift_ = 0;                        // of a hash, to the bits that tell the bucket
  std::vector<Head> heads_;
};

}  // namespace cxo
