// Which patterns can match a text at all, told by one pass over it.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/match/anchors.h"
#include "classifier/match/word_filter_hash.h"
#include "classifier/match/word_tables.h"

namespace cxo {

// What pattern `pattern` needs: `ways` from FindAnchors, each of 1 to 8 groups.
struct PatternAnchors {
  uint32_t pattern = 0;
  std::vector<AnchorWay> ways;
};

// An index of the anchors of many patterns: a view of tables, which must outlive it. Immutable and
// shared by any number of threads.
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

  // Takes the tables that WriteAnchorIndex put. Their bytes must outlive the index, which is not to
  // be used if the reader says that they are not whole.
  static AnchorIndex Read(WordTableReader* reader);

  // Appends every pattern with a way whose groups all have a piece in `text`, each once.
  void FindPossible(std::string_view text, Workspace* workspace,
                    std::vector<uint32_t>* patterns) const;

 private:
  friend class AnchorIndexWriter;

  // The tables are written as their bytes: no item has any that are nobody's.
  static constexpr uint32_t kAnyPlace = UINT32_MAX;

  // A group of a way that a piece belongs to, and where in a text it counts (see AnchorGroup).
  struct Posting {
    uint32_t entry = 0;  // index into entries_
    uint32_t group = 0;  // bit of the group
    uint32_t most_before = kAnyPlace;
    uint32_t most_after = kAnyPlace;
  };
  // A way of a pattern.
  struct Entry {
    uint32_t pattern = 0;
    uint32_t all_groups = 0;
  };
  struct Piece {
    uint32_t text = 0;           // index into texts_
    uint32_t size = 0;           // of the text
    uint32_t first_posting = 0;  // first those that count anywhere, which are asked for once
    uint32_t anywhere = 0;       // how many these are
    uint32_t postings = 0;       // all
    uint32_t most_before = 0;    // the largest of the others
    uint32_t most_after = 0;
  };
  // A piece of a bucket, by its first eight bytes or all that it has, with zeros behind.
  struct Head {
    uint64_t bytes = 0;
    uint64_t mask = 0;   // of the bytes that are there
    uint64_t piece = 0;  // index into pieces_
  };

  // By how many of its first bytes a piece is found.
  static constexpr uint32_t kKeySizes[] = {kShortestAnchor, 4, 8};
  static constexpr uint32_t KeySize(size_t size) {
    return size < 4 ? kShortestAnchor : size < 8 ? 4 : 8;
  }
  static constexpr uint64_t MaskOf(uint32_t size) { return ~uint64_t{0} >> (64 - 8 * size); }

  // The bucket of pieces with these first bytes; `shift` is ShiftFor the number of buckets.
  static size_t BucketOf(uint64_t bytes, int shift) {
    return (bytes * word_filter::kGolden) >> shift;
  }
  // For a power of two from 2 on.
  static int ShiftFor(size_t buckets) { return 64 - std::countr_zero(buckets); }

  std::string_view TextOf(const Piece& piece) const {
    return {texts_.data() + piece.text, piece.size};
  }
  std::span<const Posting> PostingsOf(const Piece& piece) const {
    return postings_.subspan(piece.first_posting, piece.postings);
  }
  void LookAt(std::string_view text, size_t at, uint64_t here, Workspace* workspace,
              std::vector<uint32_t>* patterns) const;
  void TakePiece(std::span<const Posting> postings, size_t before, size_t after,
                 std::vector<uint8_t>* found, std::vector<uint32_t>* patterns) const;
  void Clear(Workspace* workspace) const;

  std::span<const Entry> entries_;
  std::span<const Piece> pieces_;
  std::span<const char> texts_;
  std::span<const Posting> postings_;        // by piece
  std::span<const uint64_t> filter_;         // bits by hash: small enough for the nearest cache
  std::span<const uint32_t> bucket_begins_;  // one more than buckets, into heads_
  int bucket_shift_ = 0;                     // of a product, to the bits that tell the bucket
  std::span<const Head> heads_;
};

// Puts the tables of the index of these patterns.
void WriteAnchorIndex(const std::vector<PatternAnchors>& patterns, WordTableWriter* writer);

}  // namespace cxo
