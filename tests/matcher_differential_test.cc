// The production matcher against the reference on random packs and texts, and under every budget.
// What is generated is counted by what it was made of, so that a generator that never hits fails.
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/match/compiled_patterns.h"
#include "classifier/match/matcher.h"
#include "classifier/match/tier.h"
#include "classifier/match/workspace.h"
#include "classifier/pack/phrase.h"
#include "classifier/text/normal_form.h"
#include "tests/pack_text.h"
#include "tests/random_pattern.h"

namespace cxo {
namespace {

constexpr uint64_t kSeed = 20240607;

// A pack of patterns that compile, with what each was made from.
struct MadePack {
  Pack pack;
  std::vector<Made> made;
};

bool AddIfItCompiles(Made made, MadePack* out) {
  Pattern pattern;
  pattern.text = made.pattern;
  pattern.is_phrase = (made.operators & (1U << kRegex)) == 0;
  if (pattern.is_phrase) {
    Result<std::string> regex = PhraseToRegex(made.pattern);
    if (!regex.ok()) return false;
    pattern.regex = *std::move(regex);
  } else {
    pattern.regex = made.pattern;
  }
  Pack alone;
  alone.patterns.push_back(pattern);
  const BuiltMatcher reference = BuildReferenceMatcher(alone);
  // Phrases are no exception to "no empty matches", so none of them is ever refused.
  if (pattern.is_phrase) {
    EXPECT_EQ(Formatted(reference.errors), "") << pattern.text;
  }
  if (!reference.errors.empty()) {
    EXPECT_EQ(Formatted(BuildFastMatcher(alone).errors), Formatted(reference.errors));
    return false;
  }
  out->pack.patterns.push_back(std::move(pattern));
  out->made.push_back(std::move(made));
  return true;
}

MadePack MakePack(size_t patterns, Random* random) {
  MadePack pack;
  while (pack.made.size() < patterns) {
    Made made = random->OneIn(4) ? MakeRegex(random) : MakePhrase(random);
    AddIfItCompiles(made, &pack);
    if (random->OneIn(20)) AddIfItCompiles(std::move(made), &pack);  // twins
  }
  return pack;
}

// Texts of the pack's own samples, whole, cut and disturbed, among what texts are made of.
class TextMaker {
 public:
  TextMaker(const MadePack& pack, Random* random) : pack_(pack), random_(*random) {}

  std::string Make(size_t pieces) {
    std::string text;
    for (size_t i = 0; i < pieces; ++i) text += Piece();
    return text;
  }

 private:
  std::string Piece() {
    constexpr std::array<std::string_view, 30> kPieces = {
        " ",
        " ",
        ". ",
        "; ",
        ", ",
        "\n",
        "\n\n",
        "(",
        ") ",
        "-",
        "/",
        "\xC2\xA0",      // no-break space
        "\xE2\x84\xAA",  // U+212A, which folds to k
        "\xC5\xBF",      // U+017F, which folds to s
        "\xE2\x80\x8B",  // zero-width space
        "\xC2\xAD",      // soft hyphen
        "\xCC\x81",      // combining acute
        "\xE5\x8E\x9F\xE6\x96\x99",
        "\xEF\xBD\x94\xEF\xBD\x8F\xEF\xBD\x98",  // CJK, full-width "tox"
        "\xC3\xA9",
        "\xFF",
        "\xC3",
        "\xED\xA0\x80",
        "\xF0\x9F\x92\x8A",
        "<b>",
        "<br>",
        "&amp;",
        "_",
        "7",
        std::string_view("\0", 1)};
    switch (random_.Below(5)) {
      case 0:
      case 1: return Sample() + " ";
      case 2: return Disturbed(Sample());
      case 3: return std::string(random_.Of(kStems));
      default: return std::string(random_.Of(kPieces));
    }
  }

  const std::string& Sample() { return random_.Of(pack_.made).sample; }

  // A fragment, other case, or a strange sign in the middle.
  std::string Disturbed(std::string sample) {
    constexpr std::array<std::string_view, 5> kStrange = {"\xE2\x80\x8B", "\xCC\x81", "\xC2\xAD",
                                                          "\xFF", "a"};
    const size_t at = random_.Below(sample.size() + 1);
    switch (random_.Below(4)) {
      case 0: return sample.substr(0, at);
      case 1: return sample.substr(at);
      case 2: return sample.insert(at, random_.Of(kStrange));
      default: break;
    }
    for (char& c : sample) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return sample;
  }

  const MadePack& pack_;
  Random& random_;
};

std::string Story(const MadePack& pack, std::string_view normal, const std::vector<Hit>& hits) {
  std::string out = "text: " + Printable(normal) + "\n";
  for (const Hit& hit : hits) {
    out += "  " + std::to_string(hit.span.begin) + "-" + std::to_string(hit.span.end) + " `" +
           pack.pack.patterns[hit.pattern].text + "` = " + pack.pack.patterns[hit.pattern].regex +
           "\n";
  }
  return out;
}

// Texts in one block, and the hits that each of them is known to have.
struct TextBlock {
  std::string bytes;
  std::vector<Span> texts;
  TextHits hits;

  void Add(std::string_view text, std::string_view behind, const std::vector<Hit>& its_hits) {
    hits.Add(static_cast<uint32_t>(texts.size()), its_hits);
    const auto begin = static_cast<uint32_t>(bytes.size());
    bytes.append(text);
    texts.push_back({begin, static_cast<uint32_t>(bytes.size())});
    bytes.append(behind);
  }
};

struct Tally {
  size_t blocks_by_words = 0;  // which no RE2 had to look through
  size_t pairs = 0;
  size_t hits = 0;
  size_t empty_texts = 0;
  std::array<size_t, kOperators> by_operator{};
};

// All texts of a block at once.
void CompareBlock(uint64_t seed, const Matcher& matcher, const TextBlock& block,
                  std::vector<MatchWorkspace>* workspaces) {
  TextHits got;
  for (MatchWorkspace& workspace : *workspaces) {
    ASSERT_EQ(matcher.MatchAll(block.bytes, block.texts, &workspace, &got), MatchStatus::kOk);
    ASSERT_EQ(got.texts, block.hits.texts) << "seed " << seed;
    ASSERT_EQ(got.hits, block.hits.hits) << "seed " << seed;
  }
}

// True if no RE2 has to look through a text.
bool IsByWords(const Pack& pack) {
  const CompiledPatterns compiled = CompiledPatterns::Of(pack);
  for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
    const Tier tier = compiled.tier(i);
    if (tier != Tier::kWords && tier != Tier::kProbed) return false;
  }
  return true;
}

// One pack, its texts, and both matchers on them; false at the first difference.
void Compare(uint64_t seed, size_t patterns, size_t texts, size_t pieces, Tally* tally) {
  Random random(seed);
  const MadePack pack = MakePack(patterns, &random);
  const BuiltMatcher reference = BuildReferenceMatcher(pack.pack);
  const BuiltMatcher set = BuildFastMatcher(pack.pack);
  ASSERT_TRUE(reference.matcher != nullptr && set.matcher != nullptr) << "seed " << seed;
  NormalText normal;
  TextBlock block;
  std::vector<Hit> want;
  std::vector<Hit> got;
  std::vector<MatchWorkspace> workspaces(WordFilter::Loops().size());
  for (size_t loop = 0; loop < workspaces.size(); ++loop) workspaces[loop].words.UseLoops(loop);
  for (size_t i = 0; i < texts; ++i) {
    normal.Assign(TextMaker(pack, &random).Make(random.Below(pieces + 1)));
    ASSERT_EQ(reference.matcher->MatchOnce(normal.text(), &want), MatchStatus::kOk)
        << "seed " << seed;
    for (size_t loop = 0; loop < workspaces.size(); ++loop) {
      ASSERT_EQ(set.matcher->Match(normal.text(), &workspaces[loop], &got), MatchStatus::kOk)
          << "seed " << seed;
      ASSERT_EQ(got, want) << "seed " << seed << ", loop " << WordFilter::Loops()[loop].name
                           << "\nreference " << Story(pack, normal.text(), want) << "\nset "
                           << Story(pack, normal.text(), got);
    }
    constexpr std::array<std::string_view, 4> kBetween = {"\n", "\n\n", " ", "."};
    block.Add(normal.text(), random.Of(kBetween), want);
    ++tally->pairs;
    tally->hits += want.size();
    if (normal.text().empty()) ++tally->empty_texts;
    for (const Hit& hit : want) {
      for (size_t op = 0; op < kOperators; ++op) {
        tally->by_operator[op] += (pack.made[hit.pattern].operators >> op) & 1U;
      }
    }
  }
  CompareBlock(seed, *set.matcher, block, &workspaces);
  tally->blocks_by_words += IsByWords(pack.pack) ? 1 : 0;
}

// For as many seconds as CXO_DIFFERENTIAL_SECONDS says, from CXO_SEED or else a seed of its own
// each time; it says how far it came. `./dev test -R Differential` with that set is the long run
// after a change of a matcher.
TEST(MatcherDifferential, HoldsForAsLongAsIsAsked) {
  const char* seconds = std::getenv("CXO_DIFFERENTIAL_SECONDS");
  if (seconds == nullptr) GTEST_SKIP() << "CXO_DIFFERENTIAL_SECONDS is not set";
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoll(seconds));
  Tally tally;
  const char* seed_from = std::getenv("CXO_SEED");
  const uint64_t first =
      seed_from == nullptr ? std::random_device()() : std::strtoull(seed_from, nullptr, 10);
  uint64_t seed = first;
  for (; std::chrono::steady_clock::now() < end && !HasFatalFailure(); ++seed) {
    Compare(seed, 1 + seed % 40, 3000, 1 + seed % 30, &tally);
  }
  std::cout << tally.pairs << " texts, " << tally.hits << " hits, " << WordFilter::Loops().size()
            << " loops, seeds " << first << " to " << seed - 1 << "\n";
}

TEST(MatcherDifferential, SetsGiveExactlyTheReferencesHits) {
  Tally tally;
  for (uint64_t i = 0; i < 200 && !HasFatalFailure(); ++i) {
    Compare(kSeed + i, 1 + i % 24, 100, 12, &tally);
  }
  for (uint64_t i = 0; i < 300 && !HasFatalFailure(); ++i) {
    Compare(kSeed + 3000 + i, 1 + i % 3, 40, 8, &tally);  // blocks that RE2 has nothing to do with
  }
  for (uint64_t i = 0; i < 4 && !HasFatalFailure(); ++i) {
    Compare(kSeed + 1000 + i, 300, 20, 12, &tally);  // more than one set of each kind
  }
  for (uint64_t i = 0; i < 4 && !HasFatalFailure(); ++i) {
    Compare(kSeed + 2000 + i, 10, 2, 20'000, &tally);  // large texts
  }
  EXPECT_GE(tally.pairs, 20'000U);
  EXPECT_GT(tally.hits, tally.pairs);
  EXPECT_GT(tally.empty_texts, 0U);
  EXPECT_GE(tally.blocks_by_words, 60U);
  for (size_t op = 0; op < kOperators; ++op) {
    EXPECT_GT(tally.by_operator[op], 200U) << kOperatorNames[op];
  }
}

}  // namespace
}  // namespace cxo
