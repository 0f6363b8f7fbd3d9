// Patterns grow from left to right together with a text that they match.
#include "tests/random_pattern.h"

namespace cxo {
namespace {

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

  // A sign that ends a word, as in "inc." and "clients'".
  void Sign(Made* made) {
    constexpr std::array<std::string_view, 10> kSigns = {".", ":", "'", "%", "&",
                                                         "+", "@", "#", "/", ".:"};
    const std::string_view sign = random_.Of(kSigns);
    Literal(sign, sign, kSign, made);
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
        if (random_.OneIn(3)) {
          Sign(made);
          made->Uses(kGapBehindSign);
        }
        made->pattern += " .." + std::to_string(1 + random_.Below(4)) + " ";
        made->sample += random_.Of(kBetween);
        return made->Uses(kGap);
      case 2:
        made->pattern += ", ";
        made->sample += random_.OneIn(2) ? ", " : ",";
        return made->Uses(kComma);
      default:
        if (random_.OneIn(12)) Sign(made);
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

class RegexMaker {
 public:
  explicit RegexMaker(Random* random) : random_(*random) {}

  Made Make() {
    if (random_.OneIn(4)) return OfWords();
    Made made;
    made.pattern = Alternation(0);
    constexpr std::array<std::string_view, 12> kPieces = {
        "tox", "k", "s", "drug", " ", "1", "study", "-", "\xC3\xA9", "\xE5\x8E\x9F", "aab", "\n"};
    for (size_t i = 0; i < 1 + random_.Below(4); ++i) made.sample += random_.Of(kPieces);
    made.Uses(kRegex);
    return made;
  }

 private:
  // As people write them: words of which some may be any.
  Made OfWords() {
    Made made;
    made.Uses(kRegex);
    made.Uses(kAnyWordOfRegex);
    made.pattern = "\\b" + std::string(random_.Of(kStems));
    made.sample = made.pattern.substr(2);
    for (size_t i = 0; i < 1 + random_.Below(3); ++i) {
      constexpr std::array<std::string_view, 7> kAny = {
          " \\w+",       "(?: \\w+)?", "(?: \\w+){0,3}", "(?:[ -]\\w+ ?){1,2}",
          "(?: a\\w*)?", "",           ", \\w+"};
      constexpr std::array<std::string_view, 6> kBetween = {"",    " x", " drug k",
                                                            "-aa", " a", ", 9_"};
      made.pattern += random_.Of(kAny);
      made.sample += random_.Of(kBetween);
      if (random_.OneIn(4)) break;
      const std::string_view stem = random_.Of(kStems);
      made.pattern.append(random_.OneIn(4) ? " ?" : " ").append(stem);
      made.sample.append(" ").append(stem);
    }
    if (!random_.OneIn(8)) made.pattern += "\\b";
    return made;
  }

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

}  // namespace

Made MakePhrase(Random* random) { return PhraseMaker(random).Make(); }

Made MakeRegex(Random* random) { return RegexMaker(random).Make(); }

}  // namespace cxo
