// The tables begin with what tells the patterns of one pack from those of others.
#include "classifier/match/compiled_patterns.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "classifier/match/matcher.h"
#include "classifier/match/word_graph.h"

namespace cxo {
namespace {

// Eight bytes at a time; good enough to tell packs apart, not against people who want them mixed
// up.
uint64_t HashOf(std::string_view text, uint64_t hash) {
  constexpr uint64_t kOdd = 0x9E3779B97F4A7C15;
  hash = (hash ^ text.size()) * kOdd;
  while (!text.empty()) {
    uint64_t word = 0;
    const size_t size = std::min(text.size(), sizeof word);
    std::memcpy(&word, text.data(), size);
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 32U;
    text.remove_prefix(size);
  }
  return hash;
}

// A pack's digest says what its patterns are, but for those that a profile takes away. What was
// made in memory has no digest, or that of what it was made from, and more or fewer patterns.
std::vector<uint64_t> IdentityOf(const Pack& pack) {
  uint64_t owners = 0;
  for (const Pattern& pattern : pack.patterns) {
    owners = (owners ^ pattern.owner) * 0x9E3779B97F4A7C15U;
  }
  return {pack.patterns.size(), HashOf(pack.digest, owners)};
}

// `words`: whether patterns may be put into the automaton.
bool TryCompile(const Pack& pack, bool words, WordTableWriter* writer) {
  WordGraphs graphs;
  std::vector<uint8_t> tiers;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const std::string& regex = pack.patterns[i].regex;
    const GraphKind kind = words ? AddWordGraph(regex, i, &graphs).kind : GraphKind::kNone;
    tiers.push_back(static_cast<uint8_t>(TierFor(kind, regex)));
  }
  writer->Put(IdentityOf(pack));
  writer->Put(tiers);
  return WriteWordAutomaton(graphs, writer);
}

std::vector<uint64_t> Compile(const Pack& pack) {
  WordTableWriter writer;
  if (!TryCompile(pack, true, &writer)) {
    writer = WordTableWriter();
    TryCompile(pack, false, &writer);
  }
  return std::move(writer).Finish();
}

std::string_view Bytes(const std::vector<uint64_t>& words) {
  return {reinterpret_cast<const char*>(words.data()), words.size() * sizeof words[0]};
}

}  // namespace

CompiledPatterns CompiledPatterns::Of(const Pack& pack) {
  const auto own = std::make_shared<const std::vector<uint64_t>>(Compile(pack));
  std::optional<CompiledPatterns> compiled = Read(Bytes(*own), pack);
  compiled->own_ = own;  // what was just written can be read
  return *std::move(compiled);
}

std::optional<CompiledPatterns> CompiledPatterns::Read(std::string_view bytes, const Pack& pack) {
  WordTableReader reader(bytes);
  CompiledPatterns compiled;
  std::span<const uint64_t> identity;
  reader.Take(&identity);
  reader.Take(&compiled.tiers_);
  compiled.words_ = WordAutomaton::Read(&reader);
  if (!reader.whole()) return std::nullopt;
  const std::vector<uint64_t> want = IdentityOf(pack);
  const bool same = std::equal(identity.begin(), identity.end(), want.begin(), want.end());
  return same ? std::optional(std::move(compiled)) : std::nullopt;
}

std::string WriteCompiledPatterns(const Pack& pack) { return std::string(Bytes(Compile(pack))); }

}  // namespace cxo
