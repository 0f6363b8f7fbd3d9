// Compares two jobs as far as their outputs show it.
#include "classifier/run/shared_output.h"

#include <utility>

#include <fmt/core.h>

namespace cxo {
namespace {

Error Refuse(const RecordJob& later, std::string message) {
  return {.source = later.file, .message = std::move(message)};
}

}  // namespace

Status CheckSharedFormat(const RecordJob& first, const std::string& later, OutputFormat to) {
  if (first.to == to) return Done{};
  return Error{.source = later,
               .message = fmt::format("its format is not that of {}, so that the two cannot go "
                                      "into one output; --from or --to sets one for both",
                                      first.file)};
}

Status CheckShared(const RecordJob& first, const RecordJob& later, bool rejecting) {
  if (Status same = CheckSharedFormat(first, later.file, later.to); !same.ok()) return same;
  if (IsTable(later.to) && first.header != later.header) {
    return Refuse(later, fmt::format("its columns are not those of {}, so that the two cannot go "
                                     "into one output",
                                     first.file));
  }
  if (IsTable(later.to) && WrittenDelimiter(first) != WrittenDelimiter(later)) {
    return Refuse(later,
                  fmt::format("its delimiter is not that of {}, so that the two cannot go "
                              "into one table{}",
                              first.file, rejecting ? "" : "; --to jsonl or --to text takes both"));
  }
  const bool same_input = first.from == later.from && first.header == later.header &&
                          first.dialect.delimiter == later.dialect.delimiter;
  if (rejecting && (IsTable(first.from) || IsTable(later.from)) && !same_input) {
    return Refuse(later, fmt::format("it is not written like {}, so that rejected rows of the two "
                                     "cannot go into one file",
                                     first.file));
  }
  return Done{};
}

}  // namespace cxo
