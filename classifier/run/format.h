// The formats that records are read from and written to.
#pragma once

#include <cstdint>
#include <string_view>

#include "classifier/error/result.h"

namespace cxo {

enum class InputFormat : uint8_t { kLines, kCsv, kTsv, kJsonl };
enum class OutputFormat : uint8_t { kText, kLabel, kCsv, kTsv, kJsonl };

// "lines", "csv", "tsv", "jsonl". Error source "--from".
Result<InputFormat> ParseInputFormat(std::string_view word);

// "text", "label", "csv", "tsv", "jsonl". Error source "--to".
Result<OutputFormat> ParseOutputFormat(std::string_view word);

// The words for them.
std::string_view NameOf(InputFormat format);
std::string_view NameOf(OutputFormat format);

// By the file's extension, in any case, also below one of compression (".csv.gz", ".CSV.zst");
// lines if it tells nothing.
InputFormat FormatOfPath(std::string_view path);

// The program that packs files of such a name, in any case ("gzip" for "a.csv.gz"); "" if the name
// does not say that the file is packed.
std::string_view PackerOf(std::string_view path);

// True for ".json", also below an extension of compression: as a rule one value over many lines,
// which none of the formats is.
bool IsJsonDocument(std::string_view path);

// True for extensions of documents that are never written: JSON of one value, spreadsheets, pages.
bool IsForeignDocument(std::string_view path);

// What records of `from` are written as when the user does not say.
OutputFormat NaturalOutput(InputFormat from);

// True for the formats that have result columns.
inline bool HasColumns(OutputFormat format) {
  return format != OutputFormat::kText && format != OutputFormat::kLabel;
}

// True for the formats whose records are fields of CSV framing.
inline bool IsTable(InputFormat format) {
  return format == InputFormat::kCsv || format == InputFormat::kTsv;
}
inline bool IsTable(OutputFormat format) {
  return format == OutputFormat::kCsv || format == OutputFormat::kTsv;
}

}  // namespace cxo
