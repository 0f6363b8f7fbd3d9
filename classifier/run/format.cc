// Words and extensions of formats.
#include "classifier/run/format.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "classifier/error/letter_case.h"
#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"

namespace cxo {
namespace {

struct Packing {
  std::string_view extension;
  std::string_view packer;
};

constexpr std::array<Packing, 7> kPackings = {{{".gz", "gzip"},
                                               {".gzip", "gzip"},
                                               {".zst", "zstd"},
                                               {".zstd", "zstd"},
                                               {".xz", "xz"},
                                               {".bz2", "bzip2"},
                                               {".zip", "zip"}}};

// How the file of this name, in lower case, is packed; null: not at all.
const Packing* PackingOf(std::string_view name) {
  const auto* const found =
      std::find_if(kPackings.begin(), kPackings.end(),
                   [&](const Packing& packing) { return name.ends_with(packing.extension); });
  return found == kPackings.end() ? nullptr : &*found;
}

// The last extension in lower case with its dot, one of compression taken off first; "" if there
// is none.
std::string ExtensionOf(std::string_view path) {
  std::string name = AsciiLowered(path.substr(path.rfind('/') + 1));
  const Packing* const packing = PackingOf(name);
  if (packing != nullptr) name.resize(name.size() - packing->extension.size());
  const size_t dot = name.rfind('.');
  return dot == std::string::npos ? "" : name.substr(dot);
}

}  // namespace

Result<InputFormat> ParseInputFormat(std::string_view word) {
  if (word == "lines") return InputFormat::kLines;
  if (word == "csv") return InputFormat::kCsv;
  if (word == "tsv") return InputFormat::kTsv;
  if (word == "jsonl") return InputFormat::kJsonl;
  return Error{.source = "--from",
               .message = Quoted(word) + " is not one of lines, csv, tsv, jsonl" +
                          DidYouMean(word, {"lines", "csv", "tsv", "jsonl"})};
}

Result<OutputFormat> ParseOutputFormat(std::string_view word) {
  if (word == "text") return OutputFormat::kText;
  if (word == "label") return OutputFormat::kLabel;
  if (word == "csv") return OutputFormat::kCsv;
  if (word == "tsv") return OutputFormat::kTsv;
  if (word == "jsonl") return OutputFormat::kJsonl;
  return Error{.source = "--to",
               .message = Quoted(word) + " is not one of text, label, csv, tsv, jsonl" +
                          DidYouMean(word, {"text", "label", "csv", "tsv", "jsonl"})};
}

std::string_view NameOf(InputFormat format) {
  switch (format) {
    case InputFormat::kLines: return "lines";
    case InputFormat::kCsv: return "csv";
    case InputFormat::kTsv: return "tsv";
    case InputFormat::kJsonl: return "jsonl";
  }
  return "";
}

std::string_view NameOf(OutputFormat format) {
  switch (format) {
    case OutputFormat::kText: return "text";
    case OutputFormat::kLabel: return "label";
    case OutputFormat::kCsv: return "csv";
    case OutputFormat::kTsv: return "tsv";
    case OutputFormat::kJsonl: return "jsonl";
  }
  return "";
}

InputFormat FormatOfPath(std::string_view path) {
  const std::string extension = ExtensionOf(path);
  if (extension == ".csv") return InputFormat::kCsv;
  if (extension == ".tsv" || extension == ".tab") return InputFormat::kTsv;
  if (extension == ".jsonl" || extension == ".ndjson") return InputFormat::kJsonl;
  return InputFormat::kLines;
}

std::string_view PackerOf(std::string_view path) {
  const Packing* const packing = PackingOf(AsciiLowered(path));
  return packing == nullptr ? std::string_view() : packing->packer;
}

bool IsJsonDocument(std::string_view path) { return ExtensionOf(path) == ".json"; }

bool IsForeignDocument(std::string_view path) {
  constexpr std::array<std::string_view, 6> kForeign = {".json", ".xlsx", ".xls",
                                                        ".ods",  ".html", ".htm"};
  return std::find(kForeign.begin(), kForeign.end(), ExtensionOf(path)) != kForeign.end();
}

OutputFormat NaturalOutput(InputFormat from) {
  switch (from) {
    case InputFormat::kLines: return OutputFormat::kText;
    case InputFormat::kCsv: return OutputFormat::kCsv;
    case InputFormat::kTsv: return OutputFormat::kTsv;
    case InputFormat::kJsonl: return OutputFormat::kJsonl;
  }
  return OutputFormat::kText;
}

}  // namespace cxo
