// Which weights stand above those in the rules of a pack: its own weights.toml, another file, or
// none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cxo {

struct WeightsChoice {
  enum class Source : uint8_t { kPack, kFile, kNone };

  Source source = Source::kPack;
  std::string path = {};  // of kFile; else empty

  friend bool operator==(const WeightsChoice&, const WeightsChoice&) = default;
};

// The choice that users write in one word: "none" for none, "" for the pack's own, else a path.
inline WeightsChoice WeightsOf(std::string_view word) {
  using Source = WeightsChoice::Source;
  if (word.empty()) return {};
  if (word == "none") return {.source = Source::kNone};
  return {.source = Source::kFile, .path = std::string(word)};
}

// The word that WeightsOf takes for it.
inline std::string WordOf(const WeightsChoice& weights) {
  return weights.source == WeightsChoice::Source::kNone ? "none" : weights.path;
}

// The file to read in place of the pack's own weights.toml, if there is one.
inline std::optional<std::string> OtherFile(const WeightsChoice& weights) {
  if (weights.source != WeightsChoice::Source::kFile) return std::nullopt;
  return weights.path;
}

}  // namespace cxo
