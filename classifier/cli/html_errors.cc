// Marks are worked out once for a text, then drawn into every piece of it that is shown.
#include "classifier/cli/html_errors.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/explanation.h"
#include "classifier/cli/html_writer.h"
#include "classifier/decide/scoring.h"
#include "classifier/error/joined.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

// Of evidence that is listed below a text, and marked in it; a hostile text has more than anyone
// reads.
constexpr size_t kMostListed = 100;
constexpr size_t kMostMarked = 1000;

class ErrorDrawer {
 public:
  ErrorDrawer(const EvaluationReport& report, const EvaluationError& error)
      : pack_(*report.pack), row_(report.gold->rows[error.row]), error_(error), text_(row_.text) {
    FindMarks();
  }

  std::string Draw() {
    Add(R"(<article class="error"><header><span class="line">line {}</span>)", row_.line);
    Add(R"(<span class="muted">confidence {:.3f}</span>)", error_.confidence);
    if (error_.defensible) out_ += R"(<span class="note">defensible</span>)";
    out_ += "</header>";
    DrawText();
    DrawEvidence();
    out_ += "</article>\n";
    return std::move(out_);
  }

 private:
  // Words with the evidence that they are: several pieces where they overlap and agree.
  struct Mark {
    Span span;
    std::vector<const Evidence*> all;

    bool counts() const { return AddsToScore(*all[0]); }
  };

  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  std::string Name(LabelIndex label) const {
    return label == kSignal ? "signal" : Html(pack_.labels[static_cast<size_t>(label)].name);
  }

  std::string Chip(LabelIndex label) const {
    return fmt::format(R"(<span class="chip {}">{}</span>)", ColorClass(label), Name(label));
  }

  static bool HasWords(const Evidence& one) { return one.pattern != Evidence::kNobody; }

  // Set aside though it speaks for a label; signals are context and would hide what matters.
  static bool IsSetAside(const Evidence& one) {
    return !AddsToScore(one) && one.state != Evidence::State::kFeeds && one.label != kSignal;
  }

  // What counts is marked first: an earlier mark goes on, a later one of another label is cut where
  // they overlap. What was set aside is marked where nothing else is.
  void FindMarks() {
    uint32_t at = 0;
    for (const Evidence& one : error_.evidence) {
      if (!AddsToScore(one) || !HasWords(one)) continue;
      if (marks_.size() == kMostMarked) break;
      if (!marks_.empty() && one.span.begin < at && Agree(one, *marks_.back().all[0])) {
        at = std::max(at, one.span.end);
        marks_.back().span.end = at;
        marks_.back().all.push_back(&one);
        continue;
      }
      const Span rest{AfterSpaces(std::max(one.span.begin, at)), one.span.end};
      if (rest.begin >= rest.end) continue;
      marks_.push_back({rest, {&one}});
      at = rest.end;
    }
    const size_t counting = marks_.size();
    uint32_t aside_end = 0;
    for (const Evidence& one : error_.evidence) {
      if (!IsSetAside(one) || !HasWords(one) || one.span.begin < aside_end) continue;
      if (one.span.begin >= one.span.end || Overlaps(one.span, counting)) continue;
      if (marks_.size() == 2 * kMostMarked) break;
      marks_.push_back({one.span, {&one}});
      aside_end = one.span.end;
    }
    std::sort(marks_.begin(), marks_.end(),
              [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  }

  bool Agree(const Evidence& a, const Evidence& b) const {
    return ScoredLabel(error_.evidence, a) == ScoredLabel(error_.evidence, b);
  }

  uint32_t AfterSpaces(uint32_t at) const {
    while (at < Size() && text_[at] == ' ') ++at;
    return at;
  }

  // Whether one of the first `count` marks, which are in order, overlaps.
  bool Overlaps(const Span& span, size_t count) const {
    const auto end = marks_.begin() + static_cast<std::ptrdiff_t>(count);
    const auto next = std::partition_point(
        marks_.begin(), end, [&](const Mark& mark) { return mark.span.end <= span.begin; });
    return next != end && next->span.begin < span.end;
  }

  std::vector<std::string_view> WeakenersOf(const Evidence& one) const {
    return Weakeners(pack_, error_.evidence, error_.weakenings, one);
  }

  // How the evidence fared, in words: "+1.50 cro.tox", "cmo.pack, blocked by negation".
  std::string Fate(const Evidence& one) const {
    const std::string_view whom = ByWhom(pack_, error_.evidence, one);
    std::string fate = fmt::format("{}", StateWord(one.state));
    if (!whom.empty()) fate += fmt::format(" by {}", Html(whom));
    if (one.state == Evidence::State::kUnmet) {
      fate += ": needs " + Html(ToString(pack_.rules[one.rule].condition));
    }
    const auto weakeners = WeakenersOf(one);
    if (!weakeners.empty()) fate += ", weakened by " + Html(Joined(weakeners, ", "));
    return fate;
  }

  std::string Title(const Evidence& one) const {
    const std::string id = Html(pack_.rules[one.rule].id);
    if (!AddsToScore(one)) return fmt::format("{}, {}", id, Fate(one));
    const bool plain = one.state == Evidence::State::kCounts && WeakenersOf(one).empty();
    return fmt::format("{} {:+.2f}{}", id, one.weight, plain ? "" : ", " + Fate(one));
  }

  void DrawMark(const Mark& mark) {
    const Evidence& one = *mark.all[0];
    std::string title;
    for (const Evidence* each : mark.all) title += (title.empty() ? "" : "; ") + Title(*each);
    const std::string words = Html(text_.substr(mark.span.begin, mark.span.end - mark.span.begin));
    const LabelIndex label = mark.counts() ? ScoredLabel(error_.evidence, one) : one.label;
    Add(R"(<mark class="{}{}" data-label="{}" title="{}">{}</mark>)", ColorClass(label),
        mark.counts() ? "" : " aside", Name(label), title, words);
  }

  // The bytes of `piece`, whose ends are in no mark.
  void DrawPiece(const Span& piece) {
    auto mark = std::partition_point(marks_.begin(), marks_.end(),
                                     [&](const Mark& one) { return one.span.begin < piece.begin; });
    uint32_t at = piece.begin;
    for (; mark != marks_.end() && mark->span.begin < piece.end; ++mark) {
      out_ += Html(text_.substr(at, mark->span.begin - at));
      DrawMark(*mark);
      at = mark->span.end;
    }
    if (at < piece.end) out_ += Html(text_.substr(at, piece.end - at));
  }

  uint32_t Size() const { return static_cast<uint32_t>(text_.size()); }

  void DrawText() {
    constexpr size_t kLong = 700;  // bytes; what is shorter is shown whole
    const bool whole = text_.size() <= kLong;
    out_ += R"(<p class="text" dir="auto">)";
    if (whole) {
      DrawPiece({0, Size()});
      out_ += "</p>";
      return;
    }
    uint32_t at = 0;
    for (const Span& piece : Pieces()) {
      if (piece.begin > at) out_ += R"(<span class="gap">…</span>)";
      DrawPiece(piece);
      at = piece.end;
    }
    if (at < Size()) out_ += R"(<span class="gap">…</span>)";
    Add(R"(</p><details><summary>Whole text, {} bytes</summary><p class="text" dir="auto">)",
        Grouped(text_.size()));
    DrawPiece({0, Size()});
    out_ += "</p></details>";
  }

  // What is shown of a long text: the surroundings of its first marks, of those that count if there
  // are any; else its beginning.
  std::vector<Span> Pieces() const {
    constexpr size_t kMostPieces = 8;
    constexpr uint32_t kAround = 90;
    constexpr uint32_t kBeginning = 300;
    constexpr uint32_t kMostShown = 1500;
    uint32_t shown = 0;
    const bool any_counts =
        std::any_of(marks_.begin(), marks_.end(), [](const Mark& mark) { return mark.counts(); });
    std::vector<Span> pieces;
    for (const Mark& mark : marks_) {
      if (any_counts && !mark.counts()) continue;
      if (shown > kMostShown) break;
      const Span piece{BorderBefore(mark.span.begin, kAround), BorderAfter(mark.span.end, kAround)};
      if (!pieces.empty() && piece.begin <= pieces.back().end + kAround / 2) {
        pieces.back().end = std::max(pieces.back().end, piece.end);
      } else if (pieces.size() == kMostPieces) {
        break;
      } else {
        pieces.push_back(piece);
      }
      shown += mark.span.size() + kAround;
    }
    if (pieces.empty()) pieces.push_back({0, BorderAfter(0, kBeginning)});
    return pieces;
  }

  bool InsideMark(uint32_t at) const {
    const auto next = std::partition_point(marks_.begin(), marks_.end(),
                                           [&](const Mark& mark) { return mark.span.end <= at; });
    return next != marks_.end() && next->span.begin < at;
  }

  bool IsBorder(uint32_t at) const { return !IsContinuation(text_[at]) && !InsideMark(at); }

  // A border of words about `around` bytes before `at`; of characters at least, and outside of
  // marks.
  uint32_t BorderBefore(uint32_t at, uint32_t around) const {
    if (at <= around) return 0;
    uint32_t from = at - around;
    for (uint32_t i = 0; i < around / 2; ++i) {
      if (text_[from + i] == ' ' && IsBorder(from + i + 1)) return from + i + 1;
    }
    while (from > 0 && !IsBorder(from)) --from;
    return from;
  }

  uint32_t BorderAfter(uint32_t at, uint32_t around) const {
    if (Size() - at <= around) return Size();
    uint32_t to = at + around;
    for (uint32_t i = 0; i < around / 2; ++i) {
      if (text_[to - i] == ' ' && IsBorder(to - i)) return to - i;
    }
    while (to < Size() && !IsBorder(to)) ++to;
    return to;
  }

  void DrawEvidence() {
    size_t counting = 0;
    size_t aside = 0;
    for (const Evidence& one : error_.evidence) {
      counting += AddsToScore(one) ? 1 : 0;
      aside += IsSetAside(one) ? 1 : 0;
    }
    if (counting + aside == 0) {
      out_ += R"(<p class="muted">No rule has anything to say here.</p>)";
      return;
    }
    Add("<details><summary>Evidence: {} {}, {} set aside</summary>", Grouped(counting),
        counting == 1 ? "counts" : "count", Grouped(aside));
    out_ += R"(<div class="scroll"><table class="evidence"><thead><tr><th scope="col">label</th>)"
            R"(<th scope="col" class="number">weight</th><th scope="col">rule</th>)"
            R"(<th scope="col">words</th><th scope="col">fate</th></tr></thead><tbody>)";
    size_t listed = 0;
    for (const bool counts : {true, false}) {
      for (const Evidence& one : error_.evidence) {
        if (counts ? !AddsToScore(one) : !IsSetAside(one)) continue;
        if (listed++ < kMostListed) DrawRow(one);
      }
    }
    out_ += "</tbody></table></div>";
    if (listed > kMostListed) {
      Add(R"(<p class="muted">and {} more</p>)", Grouped(listed - kMostListed));
    }
    out_ += "</details>";
  }

  void DrawRow(const Evidence& one) {
    const LabelIndex label = AddsToScore(one) ? ScoredLabel(error_.evidence, one) : one.label;
    const std::string id = Html(pack_.rules[one.rule].id);
    Add(R"(<tr><td>{}</td><td class="number">{:+.2f}</td><td><a href="#rule-{}">{}</a></td>)",
        Chip(label), one.weight, id, id);
    Add("<td>{}</td><td>{}</td></tr>", Words(one), Fate(one));
  }

  std::string Words(const Evidence& one) const {
    constexpr size_t kMost = 120;
    if (!HasWords(one)) return R"(<span class="muted">a condition that holds</span>)";
    std::string_view words = text_.substr(one.span.begin, one.span.size());
    const bool cut = words.size() > kMost;
    if (cut) words = words.substr(0, BorderUpTo(words, kMost));
    return fmt::format("<bdi>{}</bdi>{}", Html(words), cut ? "…" : "");
  }

  const Pack& pack_;
  const GoldRow& row_;
  const EvaluationError& error_;
  std::string_view text_;
  std::vector<Mark> marks_;  // by place; none overlap
  std::string out_;
};

}  // namespace

std::string ColorClass(LabelIndex label) {
  constexpr LabelIndex kColors = 7;
  if (label < 0) return "l0";
  // The colour of the abstaining label is that of no other.
  return fmt::format("l{}", label == kNone ? 0 : 1 + (label - 1) % (kColors - 1));
}

std::string ErrorAnchor(const Pack& pack, LabelIndex gold, LabelIndex predicted) {
  return fmt::format("err-{}-{}", Html(pack.labels[static_cast<size_t>(gold)].name),
                     Html(pack.labels[static_cast<size_t>(predicted)].name));
}

std::string ErrorsHtml(const EvaluationReport& report) {
  const Pack& pack = *report.pack;
  const std::vector<EvaluationError>& errors = report.evaluation->errors;
  const auto gold = [&](const EvaluationError& error) {
    return report.gold->rows[error.row].label;
  };
  std::string out;
  for (auto begin = errors.begin(); begin != errors.end();) {
    const auto end = std::find_if(begin, errors.end(), [&](const EvaluationError& error) {
      return gold(error) != gold(*begin) || error.predicted != begin->predicted;
    });
    out += fmt::format(
        R"(<section class="group" id="{}"><h3><span class="chip {}">{}</span> <span class="said">)"
        R"(said</span> <span class="chip {}">{}</span> <span class="count">{}</span></h3>)",
        ErrorAnchor(pack, gold(*begin), begin->predicted), ColorClass(gold(*begin)),
        Html(pack.labels[static_cast<size_t>(gold(*begin))].name), ColorClass(begin->predicted),
        Html(pack.labels[static_cast<size_t>(begin->predicted)].name),
        Grouped(static_cast<uint64_t>(end - begin)));
    for (; begin != end; ++begin) out += ErrorDrawer(report, *begin).Draw();
    out += "</section>\n";
  }
  return out;
}

}  // namespace cxo
