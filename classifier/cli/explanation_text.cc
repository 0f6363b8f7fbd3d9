// The screen of `cxo explain`.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/explanation.h"
#include "classifier/cli/label_figures.h"
#include "classifier/decide/scoring.h"
#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/error/quoted.h"
#include "classifier/error/trim.h"
#include "classifier/error/utf8.h"
#include "classifier/error/wrapped.h"
#include "classifier/run/result_columns.h"

namespace cxo {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";

// One colour for each label, in the order of the pack; the abstaining label is grey.
std::string_view ColorOf(LabelIndex label) {
  constexpr std::string_view kColors[] = {"\x1b[90m", "\x1b[36m", "\x1b[32m", "\x1b[35m",
                                          "\x1b[33m", "\x1b[34m", "\x1b[31m"};
  return kColors[static_cast<size_t>(std::max(label, 0)) % std::size(kColors)];
}

class ExplanationScreen {
 public:
  ExplanationScreen(const Explanation& explanation, bool color)
      : it_(explanation), pack_(*explanation.pack), verdict_(*explanation.verdict), color_(color) {}

  std::string Draw() {
    DrawHead();
    DrawText();
    DrawEvidence();
    if (it_.ignorance) DrawUnknown(*it_.ignorance);
    DrawWords();
    DrawSetAside();
    DrawScores();
    if (it_.why_not) DrawWhyNot(*it_.why_not);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  std::string Styled(std::string_view style, std::string_view words) const {
    return color_ ? fmt::format("{}{}{}", style, words, kReset) : std::string(words);
  }

  std::string_view Name(LabelIndex label) const {
    if (label == kSignal) return "-";
    return pack_.labels[static_cast<size_t>(label)].name;
  }

  // A label in its colour, padded before the colour so that columns stay straight.
  std::string Label(LabelIndex label) const {
    return Styled(ColorOf(label), fmt::format("{:<{}}", Name(label), LabelColumn(pack_.labels, 5)));
  }

  void DrawHead() {
    out_ += color_ ? fmt::format("{}{}{}{}", kBold, ColorOf(verdict_.label), Name(verdict_.label),
                                 kReset)
                   : std::string(Name(verdict_.label));
    const std::string subtype = SubtypeText(pack_, verdict_);
    if (!subtype.empty()) Add(" ({})", subtype);
    Add("  confidence {:.3f}  margin {:.3f}  runner-up {}", verdict_.confidence, verdict_.margin,
        Name(verdict_.runner_up));
    for (size_t i = 0; i < verdict_.also.size(); ++i) {
      Add("{}{}", i == 0 ? "  also " : ", ", Name(verdict_.also[i]));
    }
    if (verdict_.review != Review::kNo) Add("  review: {}", ToString(verdict_.review));
    if (verdict_.status != TextStatus::kOk) Add("  status: {}", ToString(verdict_.status));
    if (verdict_.abstained) Add("  (abstained: below the threshold)");
    out_ += "\n\n";
  }

  // Evidence that is shown in the text: of a label, counting, and made of words.
  std::vector<const Evidence*> Marked() const {
    std::vector<const Evidence*> marked;
    for (const Evidence& one : verdict_.evidence) {
      if (AddsToScore(one) && one.pattern != Evidence::kNobody) marked.push_back(&one);
    }
    return marked;
  }

  struct MarkedSpan {
    Span span;
    LabelIndex label;
  };

  // What is marked in the text. Where marks overlap the earlier one goes on and the later is cut;
  // marks of one label that touch are one.
  std::vector<MarkedSpan> Marks() const {
    std::vector<MarkedSpan> marks;
    for (const Evidence* one : Marked()) {
      const uint32_t at = marks.empty() ? 0 : marks.back().span.end;
      const Span rest{std::max(one->span.begin, at), one->span.end};
      if (rest.begin >= rest.end) continue;
      if (!marks.empty() && rest.begin == at && marks.back().label == one->label) {
        marks.back().span.end = rest.end;
      } else {
        marks.push_back({rest, one->label});
      }
    }
    return marks;
  }

  void DrawText() {
    std::string body;
    uint32_t at = 0;
    for (const auto& [span, label] : Marks()) {
      body += Plain(at, span.begin) + Mark(Plain(span.begin, span.end), label);
      at = span.end;
    }
    body += Plain(at, static_cast<uint32_t>(it_.text.size()));
    Add("  {}\n\n", body);
  }

  // Line breaks of the text stay line breaks; everything else that could drive a terminal is shown.
  std::string Plain(uint32_t begin, uint32_t end) const {
    std::string shown;
    std::string_view piece = it_.text.substr(begin, end - begin);
    while (!piece.empty()) {
      const size_t line_end = std::min(piece.find('\n'), piece.size());
      shown += Printable(piece.substr(0, line_end));
      if (line_end < piece.size()) shown += "\n  ";
      piece.remove_prefix(std::min(line_end + 1, piece.size()));
    }
    return shown;
  }

  std::string Mark(const std::string& words, LabelIndex label) const {
    if (color_) return fmt::format("{}{}\x1b[4m{}{}", kBold, ColorOf(label), words, kReset);
    return "[" + words + "]";
  }

  std::string Words(const Evidence& one) const {
    if (one.pattern == Evidence::kNobody) return ScopeWord(pack_.rules[one.rule].scope);
    return Words(one.span);
  }

  std::string Words(Span span) const {
    constexpr size_t kMost = 60;
    std::string_view words = Trimmed(it_.text.substr(span.begin, span.size()));
    const bool cut = words.size() > kMost;
    if (cut) words = words.substr(0, BorderUpTo(words, kMost));
    return "\"" + Printable(words) + (cut ? "..." : "") + "\"";
  }

  static std::string ScopeWord(Scope scope) {
    switch (scope) {
      case Scope::kClause: return "(holds in a clause)";
      case Scope::kSentence: return "(holds in a sentence)";
      case Scope::kWords:
      case Scope::kText: break;
    }
    return "(holds in the text)";
  }

  void DrawEvidence() {
    bool any = false;
    for (const Evidence& one : verdict_.evidence) {
      if (!AddsToScore(one)) continue;
      if (!any) out_ += Styled(kBold, "What counts") + "\n";
      any = true;
      Add("  {} {:+.2f}  {:<36} {}", Label(ScoredLabel(verdict_.evidence, one)), one.weight,
          pack_.rules[one.rule].id, Words(one));
      if (one.state != Evidence::State::kCounts) {
        Add("  {} by {}", StateWord(one.state), ByWhom(pack_, verdict_.evidence, one));
      }
      const auto weakeners = Weakeners(pack_, verdict_.evidence, verdict_.weakenings, one);
      if (!weakeners.empty()) Add("  weakened by {}", Joined(weakeners, ", "));
      out_ += "\n";
    }
    if (!any) out_ += Styled(kDim, "No rule counts here.") + "\n";
    out_ += "\n";
  }

  void DrawUnknown(const Ignorance& ignorance) {
    constexpr size_t kMost = 8;
    const std::vector<UnknownWord>& unknown = ignorance.unknown;
    const size_t words = ignorance.known + unknown.size();
    out_ += Styled(kBold, "What is not known") + ": ";
    if (words == 0) out_ += "all; numbers, signs and words of one or two letters say nothing\n";
    if (words > 0) Add("{} of {} words\n", unknown.size(), words);
    for (size_t i = 0; i < std::min(unknown.size(), kMost); ++i) {
      Add("  \"{}\"", Printable(it_.text.substr(unknown[i].span.begin, unknown[i].span.size())));
      if (!unknown[i].meant.empty()) Add("; did you mean \"{}\"?", unknown[i].meant);
      out_ += "\n";
    }
    if (unknown.size() > kMost) out_ += "  ...\n";
    out_ += "\n";
  }

  // The shares that tell the label from the runner-up, weightiest first.
  void DrawWords() {
    constexpr size_t kMost = 8;
    std::vector<const WordShare*> order;
    double sum = 0;
    for (const WordShare& share : it_.shares) {
      order.push_back(&share);
      sum += Lead(share);
    }
    if (order.empty()) return;
    std::stable_sort(order.begin(), order.end(), [&](const WordShare* a, const WordShare* b) {
      return std::abs(Lead(*a)) > std::abs(Lead(*b));
    });
    out_ += Styled(kBold, "What words and signals say");
    Add(" for {} and against {}: {:+.2f}\n", Name(verdict_.label), Name(verdict_.runner_up), sum);
    Add("  {}; the most telling:\n", SumsByKind());
    order.resize(std::min(order.size(), kMost));
    for (const WordShare* share : order) Add("  {:+.2f}  {}\n", Lead(*share), Words(*share));
    const std::vector<double>& bias = pack_.decision.bias;
    Add("  {:+.2f}  (bias: what every text begins with)\n",
        bias[static_cast<size_t>(verdict_.label)] - bias[static_cast<size_t>(verdict_.runner_up)]);
    out_ += "\n";
  }

  // What it says for the label and against the runner-up.
  double Lead(const WordShare& share) const {
    return share.adds[static_cast<size_t>(verdict_.label)] -
           share.adds[static_cast<size_t>(verdict_.runner_up)];
  }

  // "words +1.20 (14), signals -0.31 (6)": pairs are many and small, so that one by one they would
  // hardly be seen.
  std::string SumsByKind() const {
    struct Kind {
      std::string_view name;
      double sum = 0;
      size_t shares = 0;
    };
    std::array<Kind, 3> kinds = {{{"words"}, {"signals"}, {"pairs of signals"}}};
    for (const WordShare& share : it_.shares) {
      Kind& kind = kinds[share.IsPair() ? 2 : share.IsSignal() ? 1 : 0];
      kind.sum += Lead(share);
      ++kind.shares;
    }
    std::vector<std::string> sums;
    for (const Kind& kind : kinds) {
      if (kind.shares == 0) continue;
      sums.push_back(fmt::format("{} {:+.2f} ({})", kind.name, kind.sum, kind.shares));
    }
    return Joined(sums, ", ");
  }

  std::string Words(const WordShare& share) const {
    if (!share.IsSignal()) return WordsAt(share.span, share.begins_text);
    if (share.IsPair()) return NameOf({pack_.rules[share.rule].id, pack_.rules[share.with].id});
    return pack_.rules[share.rule].id + (share.set_aside ? " (set aside)" : "");
  }

  // The words at `span`, or that the text begins with them.
  std::string WordsAt(Span span, bool begins_text) const {
    return "\"" + Printable(it_.text.substr(span.begin, span.size())) + "\"" +
           (begins_text ? " at the beginning of the text" : "");
  }

  void DrawSetAside() {
    bool any = false;
    const auto begin = [&] {
      if (!any) out_ += Styled(kBold, "What was set aside") + "\n";
      any = true;
    };
    for (const Aside& one : verdict_.asides) {
      begin();
      const Guard& guard = pack_.guards[one.guard];
      Add("  {:<{}} {:<36} {}\n", guard.scope == Scope::kSentence ? "sentence" : "words",
          LabelColumn(pack_.labels, 5) + 7, guard.id, Words(one.span));
    }
    for (const Evidence& one : verdict_.evidence) {
      if (AddsToScore(one) || one.state == Evidence::State::kFeeds) continue;
      begin();
      DrawOneSetAside(one);
    }
    if (any) out_ += "\n";
  }

  void DrawOneSetAside(const Evidence& one) {
    Add("  {}        {:<36} {}  {}", Label(one.label), pack_.rules[one.rule].id, Words(one),
        StateWord(one.state));
    const std::string_view whom = ByWhom(pack_, verdict_.evidence, one);
    if (!whom.empty()) Add(" by {}", whom);
    if (one.state == Evidence::State::kUnmet) {
      Add(": needs {}", ToString(pack_.rules[one.rule].condition));
    }
    out_ += "\n";
  }

  void DrawScores() {
    out_ += Styled(kBold, "Scores") + " (log-odds)\n ";
    for (size_t i = 0; i < pack_.labels.size(); ++i) {
      Add(" {} {:+.2f}", Styled(ColorOf(static_cast<LabelIndex>(i)), pack_.labels[i].name),
          verdict_.scores[i]);
    }
    out_ += "\n";
  }

  // A sentence or two, wrapped.
  void AddPoint(std::string_view text) { out_ += Wrapped("  ", text, "    "); }

  void DrawWhyNot(const WhyNot& why) {
    out_ += "\n" + Styled(kBold, fmt::format("Why not {}", Name(why.label))) + "\n";
    if (why.given) out_ += "  It is the label.\n";
    if (why.unread) out_ += "  The text was not read: it could not be matched within its memory.\n";
    if (why.given || why.unread) return;
    AddPoint(fmt::format(
        "It lacks {:.2f} of evidence; a new rule of {} that counts here needs a weight of {:.2f} "
        "if it shadows nothing and no condition asks for it{}.",
        why.gap, Name(why.label), why.weight_needed,
        why.weight_needed_most > why.weight_needed
            ? fmt::format(", or up to {:.2f} where its words hold those of rules of {} that count",
                          why.weight_needed_most, Name(why.label))
            : ""));
    DrawChanges(why.smallest);
    DrawAgainst(why);
    for (const NearPhrase& near : why.near) {
      const Pattern& pattern = pack_.patterns[near.pattern];
      AddPoint(fmt::format(
          "Near: \"{}\" of {} ({:+.2f}, lead {:+.2f} to {:+.2f}, {}{}) lacks \"{}\"", pattern.text,
          pack_.rules[pattern.owner].id, near.weight, 0 - why.gap, near.lead,
          near.rule_alone ? "rule alone: " : "", Enough(near), Joined(near.missing, "\", \"")));
    }
  }

  // "enough", "enough without guard history", "not enough, even if it met `field`", ...
  std::string Enough(const NearPhrase& near) const {
    std::string out = near.closes ? "enough" : "not enough";
    if (!near.is_hindered()) return out;
    if (!near.closes) out += ", even";
    std::vector<std::string_view> guards;
    for (const uint32_t guard : near.guards) guards.emplace_back(pack_.guards[guard].id);
    if (!guards.empty()) {
      out += fmt::format(" without {} {}", NounFor(guards.size(), "guard"), Joined(guards, ", "));
    }
    if (!near.unmet) return out;
    const Rule& rule = pack_.rules[pack_.patterns[near.pattern].owner];
    return out + (guards.empty() ? "" : " and") + " if it met " + Quoted(ToString(rule.condition));
  }

  void DrawChanges(const std::vector<EvidenceChange>& changes) {
    if (changes.empty()) {
      AddPoint("No change of up to 5 of the rules and guards at hand was found that gives it.");
      return;
    }
    std::vector<std::string> steps;
    for (const EvidenceChange& change : changes) {
      if (change.kind == EvidenceChange::Kind::kWithoutGuard) {
        steps.push_back(fmt::format("without guard {}", pack_.guards[change.index].id));
      } else {
        steps.push_back(fmt::format(
            "{} {} {}", change.kind == EvidenceChange::Kind::kCount ? "count" : "without",
            pack_.rules[change.index].id, Words(verdict_.evidence[change.evidence])));
      }
    }
    AddPoint("Smallest change that would give it: " + Joined(steps, "; "));
  }

  void DrawAgainst(const WhyNot& why) {
    if (why.against.empty()) return;
    std::vector<std::string> words;
    for (const WordAgainst& word : why.against) {
      words.push_back(fmt::format("{:+.2f} {}", word.adds, WordsAt(word.span, word.begins_text)));
    }
    AddPoint(fmt::format("Words against it and for {}: {}; without them it would lack {:.2f}.",
                         Name(why.rival), Joined(words, ", "), why.gap_without_words));
  }

  const Explanation& it_;
  const Pack& pack_;
  const Verdict& verdict_;
  bool color_;
  std::string out_;
};

}  // namespace

std::string ExplanationText(const Explanation& explanation, bool color) {
  return ExplanationScreen(explanation, color).Draw();
}

}  // namespace cxo
