// What a run has seen: counts, and the first bad rows with their places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cxo {

// A malformed record and where it is. Column 0: the whole record.
struct BadRow {
  std::string file;
  uint64_t record = 0;  // from 1, header included
  uint64_t line = 0;    // physical line, from 1
  uint64_t column = 0;  // bytes, from 1
  uint64_t byte = 0;    // offset in the decoded input
  std::string message;
  bool ends = false;  // the run stops at it
};

// Sums over blocks; adding tallies in the order of blocks gives the same for every thread count.
struct Tally {
  static constexpr size_t kBadRowsKept = 10;  // the rest is only counted

  uint64_t read = 0;        // data records; headers, separator lines and blank lines aside
  uint64_t labelled = 0;    // records that got a label
  uint64_t bad = 0;         // records that did not: read = labelled + bad
  uint64_t malformed = 0;   // records with something wrong with them, labelled or not
  uint64_t rejected = 0;    // of the bad ones, those that went to the rejects
  uint64_t review = 0;      // records of the output that a person should look at, labelled or not
  uint64_t statuses = 0;    // labelled records whose text was not read in full or not valid UTF-8
  uint64_t not_utf8 = 0;    // of these, those with bytes that are not UTF-8
  uint64_t replaced = 0;    // records written with U+FFFD for what is no character: bytes that are
                            // not UTF-8 into JSON, halves of surrogate pairs out of it
  uint64_t swallowing = 0;  // records in which a quoted field seems to hold rows, see RowsInside
  uint64_t bytes = 0;       // of decoded input
  std::vector<uint64_t> labels;            // per label
  std::vector<BadRow> bad_rows;            // the first kBadRowsKept, and one that ended the run
  std::optional<BadRow> first_status;      // where the first of `statuses` is
  std::optional<BadRow> first_swallowing;  // where the first of `swallowing` is

  void Add(const Tally& later);
};

}  // namespace cxo
