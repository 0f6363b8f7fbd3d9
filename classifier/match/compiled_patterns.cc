// The tables begin with what tells the patterns of one pack from those of others.
#include "classifier/match/compiled_patterns.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "classifier/match/match_places.h"
#include "classifier/match/matcher.h"
#include "classifier/match/regex_tree.h"
#include "classifier/match/word_graph.h"
#include "classifier/pack/image_codec.h"

namespace cxo {

template <typename Way>
void ImageMembers(Way& way, AnchorGroup& group) {
  way(group.pieces, group.most_before, group.most_after);
}

template <typename Way>
void ImageMembers(Way& way, TextNeeds& needs) {
  way(needs.sign, needs.ways);
}

template <typename Way>
void ImageMembers(Way& way, RegexPattern& regex) {
  way(regex.pattern, regex.tier, regex.regex, regex.needs, regex.most_to_end);
}

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

// All that is compiled: what the patterns say, in their order. A pack's digest would not do, for
// profiles take patterns away; two of them may leave equally many, of the same owners by number.
std::vector<uint64_t> IdentityOf(const Pack& pack) {
  uint64_t hash = 0;
  for (const Pattern& pattern : pack.patterns) hash = HashOf(pattern.regex, hash);
  return {pack.patterns.size(), hash};
}

std::vector<char> ImageOf(std::vector<RegexPattern> regexes) {
  if (regexes.empty()) return {};
  ImageWriter writer;
  writer(regexes);
  const std::string image = writer.Finish();
  return {image.begin(), image.end()};
}

// `words`: whether patterns may be put into the automaton.
bool TryCompile(const Pack& pack, bool words, WordTableWriter* writer) {
  WordGraphs graphs;
  std::vector<uint8_t> tiers;
  std::vector<RegexPattern> regexes;
  std::vector<RegexPattern> foreign;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const std::string& regex = pack.patterns[i].regex;
    const ParsedRegex parsed = ParseRegex(regex);
    const GraphKind kind = words ? AddWordGraph(parsed, i, &graphs).kind : GraphKind::kNone;
    auto [tier, needs] = FindTier(kind, parsed);
    tiers.push_back(static_cast<uint8_t>(tier));
    if (tier == Tier::kWords) continue;
    RegexPattern one{.pattern = i, .tier = tier, .regex = regex, .needs = std::move(needs)};
    if (tier == Tier::kProbed) one.most_to_end = MostBytesToTextEnd(parsed);
    (tier == Tier::kForeign ? foreign : regexes).push_back(std::move(one));
  }
  writer->Put(IdentityOf(pack));
  writer->Put(tiers);
  writer->Put(ImageOf(regexes));
  writer->Put(ImageOf(foreign));
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
  std::optional<CompiledPatterns> compiled = Read(Bytes(*own));
  compiled->own_ = own;  // what was just written can be read
  return *std::move(compiled);
}

std::optional<CompiledPatterns> CompiledPatterns::Read(std::string_view bytes) {
  WordTableReader reader(bytes);
  CompiledPatterns compiled;
  reader.Take(&compiled.identity_);
  reader.Take(&compiled.tiers_);
  reader.Take(&compiled.regexes_);
  reader.Take(&compiled.foreign_);
  compiled.words_ = WordAutomaton::Read(&reader);
  return reader.whole() ? std::optional(std::move(compiled)) : std::nullopt;
}

bool CompiledPatterns::AreOf(const Pack& pack) const {
  if (size() != pack.patterns.size()) return false;
  return std::ranges::equal(identity_, IdentityOf(pack));
}

std::vector<RegexPattern> CompiledPatterns::ReadRegexes(std::span<const char> image) {
  ImageReader reader({image.data(), image.size()});
  std::vector<RegexPattern> regexes;
  reader(regexes);
  return regexes;
}

std::string WriteCompiledPatterns(const Pack& pack) { return std::string(Bytes(Compile(pack))); }

}  // namespace cxo
