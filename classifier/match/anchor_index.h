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
// At each byte of the text the four bytes there are hashed; a bit tells whether a piece may begin
// with them, which hardly any does. Then the pieces are compared that begin with these three, four
// or eight bytes. A pattern is possible once a piece of each group of one of its ways was found
// where it may be.
class AnchorIndex {
 public:
  // What one thread notes of a text, for any number of indexes in turn. Reused without allocating
  // anew; after an exception it is not to be used again.
  struct Workspace {
    std::vector<bool> seen;      // by piece; none between texts
    std::vector<uint8_t> found;  // by entry: the groups of which a piece was found; 0 between texts
    std::vector<uint32_t> pieces;  // those that were seen
  };

  // `ways` (from FindAnchors; each of 1 to 8 groups) are what pattern `pattern` needs.
  void Add(uint32_t pattern, const std::vector<AnchorWay>& ways);
  void Freeze();

  // Appends every pattern with a way whose groups all have a piece in `text`, each once.
  void FindPossible(std::string_view text, Workspace* workspace,
                    std::vector<uint32_t>* patterns) const;

 private:
  // A group of a way that a piece belongs to, and where in a text it counts (see AnchorGroup).
  struct Posting {
    uint32_t entry;  // index into entries_
    uint8_t group;   // bit of the group
    size_t most_before;
    size_t most_after;
  };
  // A way of a pattern.
  struct Entry {
    uint32_t pattern;
    uint8_t all_groups;
  };
  struct Piece {
    std::string text;
    std::vector<Posting> postings;
    bool counts_anywhere = true;  // one place is as good as another
  };
  // A piece of a bucket, by its first eight bytes or all that it has, with zeros behind.
  struct Head {
    uint64_t bytes;
    uint64_t mask;   // of the bytes that are there
    uint32_t piece;  // index into pieces_
  };

  size_t BucketOf(const std::string& piece) const;
  void FillFilter();
  void FillBuckets();
  void LookAt(std::string_view text, size_t at, uint64_t here, Workspace* workspace,
              std::vector<uint32_t>* patterns) const;
  void AddWay(uint32_t pattern, const AnchorWay& way);
  void TakePiece(const Piece& piece, size_t before, size_t after, std::vector<uint8_t>* found,
                 std::vector<uint32_t>* patterns) const;
  void Clear(Workspace* workspace) const;

  std::vector<Entry> entries_;
  std::vector<Piece> pieces_;
  std::unordered_map<std::string, uint32_t> piece_numbers_;  // while building
  std::vector<uint64_t> filter_;         // bits by hash: small enough for the nearest cache
  std::vector<uint32_t> bucket_begins_;  // one more than buckets, into heads_
  int bucket_shift_ = 0;                 // of a hash, to the bits that tell the bucket
  std::vector<Head> heads_;
};

}  // namespace cxo
