// RE2 options, compile errors and the search loop that defines what a hit is.
#include "classifier/match/regex.h"

#include <algorithm>
#include <string>
#include <utility>

#include "classifier/error/memory_reserve.h"

namespace cxo {

RE2::Options RegexOptions(int64_t max_memory) {
  RE2::Options options(RE2::Quiet);
  options.set_longest_match(true);
  options.set_max_mem(max_memory);
  return options;
}

Error RegexError(const Pack& pack, uint32_t index, std::string_view message,
                 std::string_view argument) {
  const Pattern& pattern = pack.patterns[index];
  std::string what = pattern.is_phrase ? "phrase cannot be compiled: " : "bad regular expression: ";
  what += message;
  if (argument.empty()) return ErrorAt(pack, pattern.at, std::move(what));
  // RE2 ends its message with the argument; here it stands in quotes.
  const std::string ending = ": " + std::string(argument);
  if (message.ends_with(ending)) what.resize(what.size() - ending.size());
  Error error = ErrorAt(pack, pattern.at, what + ": `" + std::string(argument) + "`");
  // Looked for in the line as written, for escapes and quotes move what stands behind them.
  const size_t found = error.excerpt.find(argument, std::max(error.column, 1U) - 1);
  if (found != std::string::npos) {
    error.column = static_cast<uint32_t>(found) + 1;
    error.width = static_cast<uint32_t>(argument.size());
  }
  return error;
}

Result<std::unique_ptr<const RE2>> CompileRegex(const Pack& pack, uint32_t index,
                                                const MatchLimits& limits) {
  const ReserveAccess reserve;
  auto regex =
      std::make_unique<const RE2>(pack.patterns[index].regex, RegexOptions(limits.pattern_memory));
  ThrowIfReserveIsUsed();
  if (!regex->ok()) return RegexError(pack, index, regex->error(), regex->error_arg());
  if (regex->ProgramSize() > limits.program_size) {
    return RegexError(pack, index,
                      "its program has " + std::to_string(regex->ProgramSize()) +
                          " instructions, more than " + std::to_string(limits.program_size),
                      "");
  }
  if (RE2::FullMatch("", *regex)) return RegexError(pack, index, "it matches the empty text", "");
  return regex;
}

std::vector<Error> CheckRegexes(const Pack& pack, const MatchLimits& limits) {
  std::vector<Error> errors;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    if (pack.patterns[i].is_phrase) continue;
    const auto regex = CompileRegex(pack, i, limits);
    if (!regex.ok()) errors.push_back(regex.error());
  }
  return errors;
}

void AppendHits(const RE2& regex, uint32_t pattern, std::string_view normal,
                std::vector<Hit>* hits) {
  const re2::StringPiece text(normal.data(), normal.size());
  re2::StringPiece found;
  size_t from = 0;
  while (from < normal.size() &&
         regex.Match(text, from, normal.size(), RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<size_t>(found.data() - normal.data());
    if (found.empty()) {  // `\b` alone and the like: no evidence, and no progress by itself
      from = begin + 1;
      continue;
    }
    from = begin + found.size();
    hits->push_back({pattern, {static_cast<uint32_t>(begin), static_cast<uint32_t>(from)}});
  }
}

std::optional<Span> HitAt(const RE2& regex, std::string_view normal, uint32_t begin) {
  re2::StringPiece found;
  const re2::StringPiece text(normal.data(), normal.size());
  if (!regex.Match(text, begin, normal.size(), RE2::ANCHOR_START, &found, 1) || found.empty()) {
    return std::nullopt;
  }
  return Span{begin, begin + static_cast<uint32_t>(found.size())};
}

}  // namespace cxo
