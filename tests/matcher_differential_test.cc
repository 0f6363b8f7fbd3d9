// The production matcher against the reference on random packs and texts, and under every budget.
// What is generated is counted by what it was made of, so that a generator that never hits fails.
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/match/matcher.h"
#include "classifier/pack/phrase.h"
#include "classifier/text/normal_form.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr uint64_t kSeed = 20240607;

// What a pattern is made of.
enum Operator : size_t {
  kWords,
  kHyphen,
  kAnyEnding,
  kInflected,
  kAlternatives,
  kOptional,
  kGap,
  kComma,
  kEscape,
  kSign,
  kUnspaced,
  kRegex,
  kOperators,
};
constexpr std::array<std::string_view, kOperators> kOperatorNames = {
    "words", "hyphen", "any ending", "inflected", "alternatives", "optional",
    "gap",   "comma",  "escape",     "sign",      "unspaced",     "regex"};

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  size_t Below(size_t n) { return static_cast<size_t>(engine_() % n); }
  bool OneIn(size_t n) { return Below(n) == 0; }

  template <typename T, size_t N>
  const T& Of(const std::array<T, N>& items) {
    return items[Below(N)];
  }
  template <typename T>
  const T& Of(const std::vector<T>& items) {
    return items[Below(items.size())];
  }

 private:
  std::mt19937_64 engine_;
};

// A phrase or regular expression, a text that it is likely to hit, and what it is made of.
struct Made {
  std::string pattern;
  std::string sample;
  uint32_t operators = 0;

  void Uses(Operator op) { operators |= 1U << op; }
};

constexpr std::array<std::string_view, 14> kStems = {
    "contract", "pre", "clinical", "study", "drug", "product", "fill",
    "tox",      "gmp", "sk",       "kit",   "s",    "k",       "x2"};

class PhraseMaker {
 public:
  explicit PhraseMaker(Random* random) : random_(*random) {}

  Made Make() {
    Made made;
    Sequence(1 + random_.Below(3), 0, &made);
    return made;
  }

 private:
  void Sequence(size_t words, int depth, Made* made) {
    for (size_t i = 0; i < words; ++i) {
      if (i > 0) Joint(made);
      Item(depth, made);
    }
  }

  void Joint(Made* made) {
    constexpr std::array<std::string_view, 6> kSpaces = {" ", "-", "/", " - ", "\n", "\xC2\xA0"};
    constexpr std::array<std::string_view, 5> kBetween = {" ", " a ", ", k ", " drug-x ", "-"};
    switch (random_.Below(6)) {
      case 0:
        made->pattern += "-";
        made->sample += random_.Of(std::array<std::string_view, 4>{"", "-", " ", "\xE2\x80\x93"});
        return made->Uses(kHyphen);
      case 1:
        made->pattern += " .." + std::to_string(1 + random_.Below(4)) + " ";
        made->sample += random_.Of(kBetween);
        return made->Uses(kGap);
      case 2:
        made->pattern += ", ";
        made->sample += random_.OneIn(2) ? ", " : ",";
        return made->Uses(kComma);
      default:
        made->pattern += " ";
        made->sample += random_.Of(kSpaces);
        return made->Uses(kWords);
    }
  }

  void Item(int depth, Made* made) {
    switch (random_.Below(depth < 2 ? 12 : 8)) {
      case 0: return Ending(made);
      case 1: return Inflected(made);
      case 2: return Literal("\\*", "*", kEscape, made);
      case 3: return Literal(random_.OneIn(2) ? "r&d" : "c++", "", kSign, made);
      case 4: return Literal("\xE5\x8E\x9F\xE6\x96\x99", "", kUnspaced, made);
      case 8:
      case 9: return Alternatives(depth, made);
      case 10:
      case 11: return Optional(depth, made);
      default: return Literal(random_.Of(kStems), "", kWords, made);
    }
  }

  static void Literal(std::string_view pattern, std::string_view sample, Operator op, Made* made) {
    made->pattern += pattern;
    made->sample += sample.empty() ? pattern : sample;
    if (op != kWords) made->Uses(op);
  }

  void Ending(Made* made) {
    const std::string_view stem = random_.Of(kStems);
    made->pattern += std::string(stem) + "*";
    made->sample += stem;
    made->sample += random_.Of(std::array<std::string_view, 4>{"", "ing", "s", "9_a"});
    made->Uses(kAnyEnding);
  }

  void Inflected(Made* made) {
    const std::string_view stem =
        random_.Of(std::array<std::string_view, 4>{"study", "drug", "product", "contract"});
    made->pattern += std::string(stem) + "~";
    made->sample += stem == "study" && random_.OneIn(2) ? "studies" : stem;
    if (random_.OneIn(2)) made->sample += random_.OneIn(2) ? "s" : "ing";
    made->Uses(kInflected);
  }

  void Alternatives(int depth, Made* made) {
    std::vector<Made> choices(2 + random_.Below(2));
    made->pattern += "(";
    for (Made& choice : choices) {
      Sequence(1 + random_.Below(2), depth + 1, &choice);
      made->pattern += (&choice == choices.data() ? "" : "|") + choice.pattern;
      made->operators |= choice.operators;
    }
    made->pattern += ")";
    made->sample += random_.Of(choices).sample;
    made->Uses(kAlternatives);
  }

  void Optional(int depth, Made* made) {
    Made inside;
    Sequence(1 + random_.Below(2), depth + 1, &inside);
    made->pattern += "[" + inside.pattern + "] ";
    if (random_.OneIn(2)) made->sample += inside.sample + " ";
    made->operators |= inside.operators;
    made->Uses(kOptional);
    Literal(random_.Of(kStems), "", kWords, made);
  }

  Random& random_;
};

// Regular expressions from a small grammar; the sample is a text in their alphabet, no more.
class RegexMaker {
 public:
  explicit RegexMaker(Random* random) : random_(*random) {}

  Made Make() {
    Made made;
    made.pattern = Alternation(0);
    constexpr std::array<std::string_view, 12> kPieces = {
        "tox", "k", "s", "drug", " ", "1", "study", "-", "\xC3\xA9", "\xE5\x8E\x9F", "aab", "\n"};
    for (size_t i = 0; i < 1 + random_.Below(4); ++i) made.sample += random_.Of(kPieces);
    made.Uses(kRegex);
    return made;
  }

 private:
  std::string Alternation(int depth) {
    std::string out = Concatenation(depth);
    while (random_.OneIn(4)) out += "|" + Concatenation(depth);
    return out;
  }

  std::string Concatenation(int depth) {
    std::string out;
    for (size_t i = 0; i < 1 + random_.Below(3); ++i) out += Repeated(depth);
    return out;
  }

  std::string Repeated(int depth) {
    constexpr std::array<std::string_view, 12> kRepeats = {"",  "",   "",   "",  "",      "*",
                                                           "+", "+?", "*?", "?", "{1,3}", "{2}"};
    return Atom(depth) + std::string(random_.Of(kRepeats));
  }

  std::string Atom(int depth) {
    constexpr std::array<std::string_view, 26> kAtoms = {"tox",         "k",
                                                         "s",           "drug",
                                                         "study",       "a",
                                                         "b",           " ",
                                                         "-",           ".",
                                                         "\\w",         "\\d",
                                                         "\\s",         "\\W",
                                                         "[a-k]",       "[^a ]",
                                                         "\\pL",        "(?s:.)",
                                                         "[[:alpha:]]", "\\x{212a}",
                                                         "(?i:k)",      "(?i:\\x{17f})",
                                                         "\xC3\xA9",    "[\\x{4e00}-\\x{9fff}]",
                                                         "[-/]",        "\\b"};
    constexpr std::array<std::string_view, 5> kEdges = {"\\b", "\\B", "^", "$", "(?m:^)"};
    if (depth < 3 && random_.OneIn(5)) {
      const std::string open = random_.OneIn(2) ? "(?:" : "(";
      return open + Alternation(depth + 1) + ")";
    }
    if (random_.OneIn(10)) return "(?:" + std::string(random_.Of(kEdges)) + ")";
    return "(?:" + std::string(random_.Of(kAtoms)) + ")";
  }

  Random& random_;
};

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
    EXPECT_EQ(Formatted(BuildSetMatcher(alone).errors), Formatted(reference.errors));
    return false;
  }
  out->pack.patterns.push_back(std::move(pattern));
  out->made.push_back(std::move(made));
  return true;
}

MadePack MakePack(size_t patterns, Random* random) {
  MadePack pack;
  while (pack.made.size() < patterns) {
    Made made = random->OneIn(4) ? RegexMaker(random).Make() : PhraseMaker(random).Make();
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

struct Tally {
  size_t pairs = 0;
  size_t hits = 0;
  size_t empty_texts = 0;
  std::array<size_t, kOperators> by_operator{};
};

// One pack, its texts, and both matchers on them; false at the first difference.
void Compare(uint64_t seed, size_t patterns, size_t texts, size_t pieces, Tally* tally) {
  Random random(seed);
  const MadePack pack = MakePack(patterns, &random);
  const BuiltMatcher reference = BuildReferenceMatcher(pack.pack);
  const BuiltMatcher set = BuildSetMatcher(pack.pack);
  ASSERT_TRUE(reference.matcher != nullptr && set.matcher != nullptr) << "seed " << seed;
  NormalText normal;
  std::vector<Hit> want;
  std::vector<Hit> got;
  for (size_t i = 0; i < texts; ++i) {
    normal.Assign(TextMaker(pack, &random).Make(random.Below(pieces + 1)));
    ASSERT_EQ(reference.matcher->Match(normal.text(), &want), MatchStatus::kOk) << "seed " << seed;
    ASSERT_EQ(set.matcher->Match(normal.text(), &got), MatchStatus::kOk) << "seed " << seed;
    ASSERT_EQ(got, want) << "seed " << seed << "\nreference " << Story(pack, normal.text(), want)
                         << "\nset " << Story(pack, normal.text(), got);
    ++tally->pairs;
    tally->hits += want.size();
    if (normal.text().empty()) ++tally->empty_texts;
    for (const Hit& hit : want) {
      for (size_t op = 0; op < kOperators; ++op) {
        tally->by_operator[op] += (pack.made[hit.pattern].operators >> op) & 1U;
      }
    }
  }
}

TEST(MatcherDifferential, SetsGiveExactlyTheReferencesHits) {
  Tally tally;
  for (uint64_t i = 0; i < 200 && !HasFatalFailure(); ++i) {
    Compare(kSeed + i, 1 + i % 24, 100, 12, &tally);
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
  for (size_t op = 0; op < kOperators; ++op) {
    EXPECT_GT(tally.by_operator[op], 200U) << kOperatorNames[op];
  }
}

}  // namespace
}  // namespace cxo
