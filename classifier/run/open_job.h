// From what the user asked for to an opened input and a job: formats, dialect, header and columns
// are settled here, before any output exists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/framer.h"
#include "classifier/io/input.h"
#include "classifier/io/interrupt.h"
#include "classifier/run/format.h"
#include "classifier/run/record_job.h"

namespace cxo {

// What the user said about the records; what is not set is found out, and said in notes.
struct RecordChoices {
  std::optional<InputFormat> from;
  std::optional<OutputFormat> to;
  std::vector<std::string> columns;  // names or numbers from 1
  // Those of columns that the user chose for something else: who has named one has said that the
  // table has a header.
  std::vector<std::string> other_columns;
  std::optional<bool> has_header;
  std::optional<char> delimiter;
  std::optional<char> quote;  // or kNoQuote
  Encoding encoding = Encoding::kAuto;
  std::vector<ResultColumn> add = {ResultColumn::kLabel, ResultColumn::kConfidence,
                                   ResultColumn::kRules};
  std::string prefix = "cxo_";
  bool excel_safe = false;
  BadRows bad_rows = BadRows::kKeep;
  int standard_input = 0;  // the descriptor behind "-"
  size_t block_size = FramerOptions().block_size;
  size_t max_record = FramerOptions().max_record;
};

struct OpenedJob {
  std::string path;  // as the user named it
  Input input;
  FramerOptions framing;
  RecordJob job;                   // `classifier` is still to be set
  std::vector<std::string> notes;  // what was found out, for standard error, one line each
};

// What the records of `path` are read from, and written as; its name and the choices tell.
inline InputFormat FormatRead(const std::string& path, const RecordChoices& choices) {
  return choices.from.value_or(FormatOfPath(path));
}
inline OutputFormat FormatWritten(const std::string& path, const RecordChoices& choices) {
  return choices.to.value_or(NaturalOutput(FormatRead(path, choices)));
}

// Opens `path` ("-": standard input) and settles everything about its records. Fails on an input
// that cannot be read or whose reading would be a guess, and on columns that it does not have.
Result<OpenedJob> OpenJob(const std::string& path, const RecordChoices& choices,
                          const Interrupt* interrupt);

// Closes the input of a job whose turn has not come, and gives back the memory of what was looked
// at, if it can be opened again: a regular file, and not standard input.
void LetGo(OpenedJob* opened);

// Opens the input again, if it was let go. Fails if it cannot be, and if another file has taken its
// place or it was written to: what was found out is of what was there. `choices` are those of
// OpenJob.
Status TakeUp(const RecordChoices& choices, const Interrupt* interrupt, OpenedJob* opened);

}  // namespace cxo
