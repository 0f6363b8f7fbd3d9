// Labelled texts: a CSV (or TSV) with a column of texts and a column of gold labels.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"
#include "classifier/run/open_job.h"

namespace cxo {

struct GoldRow {
  std::string text;
  LabelIndex label = kNone;
  std::vector<LabelIndex> also_ok;  // other labels that are defensible
  std::string subtype;              // of the gold label, joined by "+"; may be empty
  uint64_t line = 0;                // physical line of the file on which the row begins

  // True of the gold label and of every other that is defensible.
  bool Allows(LabelIndex answer) const {
    return answer == label || std::find(also_ok.begin(), also_ok.end(), answer) != also_ok.end();
  }
};

// Which columns hold what (names, or numbers from 1), and how the file is written. An empty name:
// the column is looked for under its usual names, in any case (FoldedName).
struct GoldColumns {
  std::string text;
  std::string label;                    // else "label" or "gold"
  std::string also_ok;                  // else "also_ok"; optional; labels joined by "|"
  std::string subtype;                  // else "subtype"; optional
  RecordChoices table;                  // of these: has_header, delimiter, encoding
  std::string label_option = "--gold";  // what messages call the option for `label`
};

struct GoldFile {
  std::string name;
  std::vector<GoldRow> rows;
  std::vector<std::string> notes;  // what was found out, for standard error
  bool labelled = true;            // false: every row has the first label, and that says nothing
};

// Reads `path` ("-": standard input) with labels of `pack`. Fails on what cannot be read, on
// missing columns (naming those that exist), on one column for texts and labels, on malformed rows,
// among them those with more or fewer fields than the header, on rows without a label, and on
// labels that the pack does not know (with line and nearest label). Rows without anything in any
// field are left out, and a note says how many. The error is the first faulty row; `others` gets
// the next nine, and how many more there are.
Result<GoldFile> ReadGold(const std::string& path, const GoldColumns& columns, const Pack& pack,
                          std::vector<Error>* others = nullptr);

// The same, but a file without a column of gold labels is read without them, unless the user named
// that column; `ignore_labels`: so is one that has it. Without labels a row needs no more than its
// text.
Result<GoldFile> ReadTexts(const std::string& path, const GoldColumns& columns, const Pack& pack,
                           bool ignore_labels, std::vector<Error>* others = nullptr);

}  // namespace cxo
