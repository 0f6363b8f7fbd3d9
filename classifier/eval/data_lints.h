// Lints from data: rules that labelled texts contradict.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"
#include "classifier/eval/gold.h"

namespace cxo {

struct DataLint {
  enum class Kind : uint8_t {
    // A rule of positive weight that counts in at least 5 rows and is right in none of them; or
    // whose precision for its label, over at least 8 rows, lies below the label's share in all rows
    // even at the upper end of its Wilson interval.
    kWeight,
    // Rules of a label without a hit that adds to a score, and without the three rows that
    // kSetAside asks for: one warning for all of them in a file.
    kSilent,
    // A rule with hits in at least three rows, all of them shadowed, blocked or unmet.
    kSetAside,
    // A rule that counts in exactly the rows, at least three, in which an earlier one of its label
    // does.
    kDuplicate,
    // A rule that is wrong in more than half of its rows (at least three), where in four fifths of
    // them a rule of one other label counts too, and that one is right in more of these.
    kConflict,
  };
  Kind kind = Kind::kWeight;
  std::vector<std::string> rules;  // ids: the one warned of first, then the other that it is about
  Error error;                     // at the place of the first rule
};

// "weight", "silent", "set-aside", "duplicate", "conflict".
std::string_view ToString(DataLint::Kind kind);

// Warnings about the classifier's pack, by file, line and column. A rule counts in a row where it
// adds to the score of its own label, and is right there if that is the row's label or one of its
// other defensible ones. On up to `threads` threads; the result does not depend on their number.
std::vector<DataLint> LintOnRows(const Classifier& classifier, const std::vector<GoldRow>& rows,
                                 size_t threads);

}  // namespace cxo
