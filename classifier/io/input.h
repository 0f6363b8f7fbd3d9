// Opens an input as the user named it and brings it to UTF-8: decompression and encodings are
// found out from the first bytes, said in notes, and refused where they would be a guess.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/descriptor.h"
#include "classifier/io/interrupt.h"
#include "classifier/io/source.h"

namespace cxo {

enum class Encoding { kAuto, kUtf8, kUtf16, kUtf16Le, kUtf16Be, kWindows1252 };

// "auto", "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252", for which "cp1252", "latin1"
// and "iso-8859-1" stand too. Case and hyphens do not matter. Error source "--encoding".
Result<Encoding> ParseEncoding(std::string_view word);

// The word that ParseEncoding takes for it.
std::string_view NameOf(Encoding encoding);

struct InputOptions {
  Encoding encoding = Encoding::kAuto;
  size_t sample = size_t{1} << 20;  // bytes looked at to tell the encoding
  size_t stream_sample = sample;    // the same of what is no regular file
  // Wait for the whole sample (or the end), so that what is found out does not depend on how a pipe
  // delivers. False for a child process that must answer its first line at once: then only what
  // has arrived is looked at (at least one byte, or a whole byte order mark).
  bool wait_for_sample = true;
  int standard_input = 0;                // the descriptor behind "-"; it stays open
  const Interrupt* interrupt = nullptr;  // ends the input when raised; must outlive it
};

struct Input {
  std::string name;                     // the path, or "standard input" for "-"
  FileId id;                            // to refuse an output that is the same file
  Encoding encoding = Encoding::kUtf8;  // what was found or pinned; kUtf16Le or kUtf16Be of UTF-16
  bool regular = false;                 // a regular file: it has an end, and can be opened again
  uint64_t size = 0;                    // bytes on disk, 0 if not a regular file
  int64_t modified = 0;                 // when it was last written to, as in FileFacts
  std::unique_ptr<PeekSource> source;   // UTF-8 (or bytes that claim to be); a BOM is still there
  std::vector<std::string> notes;       // "input.csv: gzip", for standard error, one line each
};

// Opens `path` ("-": standard input). gzip and zstd are recognised by their magic bytes, one after
// the other if stacked once. With Encoding::kAuto a byte order mark decides, and one that says
// another encoding than the pinned one is refused with the option for it; UTF-16 without a mark
// and samples that are mostly not UTF-8 are refused with the option that pins them; a few rows
// of bytes that are not UTF-8 pass (they become bad rows). The bytes of UTF-8 input are never
// changed; a byte order mark of UTF-16 becomes that of UTF-8.
Result<Input> OpenInput(const std::string& path, const InputOptions& options = {});

// The same over any stream; `name` is used in notes and errors.
Result<Input> DecodeInput(std::unique_ptr<ByteSource> source, const std::string& name,
                          const InputOptions& options = {});

}  // namespace cxo
