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
void ImageMembers(Way& way, RegexPattern& regex) {
  way(regex.pattern, regex.tier, regex.regex, regex.sign, regex.is_anchored, regex.most_to_end);
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

// Looking for one sign is faster than looking for pieces, which a rare one makes needless.
bool IsAnchored(const TextNeeds& needs) {
  constexpr std::string_view kFrequentSigns = ".,;:-/()'\"&";
  const bool is_rare = needs.sign != 0 && kFrequentSigns.find(needs.sign) == std::string_view::npos;
  return !is_rare && !needs.ways.empty();
}

// What becomes a CompiledPatterns::RegexTables.
class RegexTablesWriter {
 public:
  void Add(RegexPattern pattern, TextNeeds needs) {
    pattern.sign = needs.sign;
    pattern.is_anchored = IsAnchored(needs);
    if (pattern.is_anchored) {
      anchors_.push_back({static_cast<uint32_t>(list_.size()), std::move(needs.ways)});
    }
    list_.push_back(std::move(pattern));
  }

  void Write(WordTableWriter* writer) {
    writer->Put(Image());
    WriteAnchorIndex(anchors_, writer);
  }

 private:
  std::vector<char> Image() {
    if (list_.empty()) return {};
    ImageWriter writer;
    writer(list_);
    const std::string image = writer.Finish();
    return {image.begin(), image.end()};
  }

  std::vector<RegexPattern> list_;
  std::vector<PatternAnchors> anchors_;
};

// `words`: whether patterns may be put into the automaton.
bool TryCompile(const Pack& pack, bool words, WordTableWriter* writer) {
  WordGraphs graphs;
  std::vector<uint8_t> tiers;
  RegexTablesWriter regexes;
  RegexTablesWriter foreign;
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const std::string& regex = pack.patterns[i].regex;
    const ParsedRegex parsed = ParseRegex(regex);
    const GraphKind kind = words ? AddWordGraph(parsed, i, &graphs).kind : GraphKind::kNone;
    auto [tier, needs] = FindTier(kind, parsed);
    tiers.push_back(static_cast<uint8_t>(tier));
    if (tier == Tier::kWords) continue;
    RegexPattern one{.pattern = i, .tier = tier, .regex = regex};
    if (tier == Tier::kProbed) one.most_to_end = MostBytesToTextEnd(parsed);
    (tier == Tier::kForeign ? foreign : regexes).Add(std::move(one), std::move(needs));
  }
  writer->Put(IdentityOf(pack));
  writer->Put(tiers);
  regexes.Write(writer);
  foreign.Write(writer);
  return WriteWordAutomaton(graphs, writer);
}

WordTables Compile(const Pack& pack) {
  WordTableWriter writer;
  if (!TryCompile(pack, true, &writer)) {
    writer = WordTableWriter();
    TryCompile(pack, false, &writer);
  }
  return std::move(writer).Finish();
}

std::string_view Bytes(const WordTables& words) {
  return {reinterpret_cast<const char*>(words.data()), words.size() * sizeof words[0]};
}

}  // namespace

CompiledPatterns CompiledPatterns::Of(const Pack& pack) {
  const auto own = std::make_shared<const WordTables>(Compile(pack));
  std::optional<CompiledPatterns> compiled = Read(Bytes(*own));
  compiled->own_ = own;  // what was just written can be read
  return *std::move(compiled);
}

std::optional<CompiledPatterns> CompiledPatterns::Read(std::string_view bytes) {
  WordTableReader reader(bytes);
  CompiledPatterns compiled;
  reader.Take(&compiled.identity_);
  reader.Take(&compiled.tiers_);
  compiled.regexes_ = RegexTables::Take(&reader);
  compiled.foreign_ = RegexTables::Take(&reader);
  compiled.words_ = WordAutomaton::Read(&reader);
  return reader.whole() ? std::optional(std::move(compiled)) : std::nullopt;
}

bool CompiledPatterns::AreOf(const Pack& pack) const {
  if (size() != pack.patterns.size()) return false;
  return std::ranges::equal(identity_, IdentityOf(pack));
}

CompiledPatterns::RegexTables CompiledPatterns::RegexTables::Take(WordTableReader* reader) {
  RegexTables tables;
  reader->Take(&tables.image);
  tables.anchors = AnchorIndex::Read(reader);
  return tables;
}

RegexPatterns CompiledPatterns::RegexTables::Read() const {
  ImageReader reader({image.data(), image.size()});
  RegexPatterns patterns{.list = {}, .anchors = anchors};
  reader(patterns.list);
  return patterns;
}

std::string WriteCompiledPatterns(const Pack& pack) { return std::string(Bytes(Compile(pack))); }

}  // namespace cxo
