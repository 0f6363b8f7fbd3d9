// The texts that everything is measured on: real descriptions where they are at hand, else texts
// made of corpus/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"

namespace cxo::bench {

// Records of one kind, none of them empty or with a line break; none twice on purpose, but for
// those of Texts::Column.
struct TextSet {
  std::string name;  // "descriptions"
  std::vector<std::string> records;

  size_t bytes() const;  // with a line end after each record
};

// What texts are made of. Immutable once loaded.
class Texts {
 public:
  // Reads `companies` (a CSV with a column `text`) and the texts of the folder `corpus`. Without
  // `companies` all texts are made of `corpus`, and origin() says so.
  static Result<Texts> Load(const std::string& companies, const std::string& corpus);

  const std::string& origin() const { return origin_; }

  // Each of them has at least `bytes` bytes, but for the end of the last record.
  TextSet Descriptions(size_t bytes) const;  // of companies, some 600 bytes each; few hits
  TextSet Clauses(size_t bytes) const;       // pieces of these, some 33 bytes each
  TextSet Pharma(size_t bytes) const;        // of services to pharmaceutical companies; many hits
  // A thousand clauses again and again, the first ones most often, as in a column of services.
  TextSet Column(size_t bytes) const;

  // Running text cut at word borders into records of about `length` bytes.
  TextSet OfLength(size_t length, size_t bytes) const;

  // The texts that rules may be made from: every second description.
  std::vector<std::string> ForRules() const;

  // The texts of corpus/ with a label, for training others.
  struct Labelled {
    std::string label;
    std::string text;
  };
  const std::vector<Labelled>& labelled() const { return labelled_; }

 private:
  std::string origin_;
  std::vector<std::string> descriptions_;
  std::vector<std::string> pharma_;
  std::vector<Labelled> labelled_;
};

// The first records of `texts` up to `bytes`; at least one.
TextSet FirstOf(const TextSet& texts, size_t bytes);

}  // namespace cxo::bench
