// How far a run with --resume has come, written beside its output now and then, so that a later run
// can go on there. Text, one item a line; read back strictly, since a wrong journal makes wrong
// rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/run/tally.h"

namespace cxo {

struct JournalEntry {
  std::string key;           // everything that decides about the bytes of the output
  uint64_t next_record = 1;  // number, line and offset of the first record that is not yet written
  uint64_t next_line = 1;
  uint64_t next_byte = 0;
  std::string read;           // the SHA-256 of all bytes before it
  uint64_t output_bytes = 0;  // that are on disk, as are those of the rejects
  uint64_t rejects_bytes = 0;
  Tally tally;  // of the records before
};

std::string JournalText(const JournalEntry& entry);

// What is said of a journal that cannot be that of any run.
Error DamagedJournal(const std::string& name);

// The entry that `text` is the whole of, or an error with source `name`.
Result<JournalEntry> ParseJournal(std::string_view text, const std::string& name);

}  // namespace cxo
