// Widths are counted in columns: a CJK character takes two.
#include "classifier/cli/flip_text.h"

#include <algorithm>

#include <fmt/core.h>

#include "classifier/error/screen.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

constexpr size_t kFlipColumns = 100;
constexpr size_t kIndent = 8;

// Of a character: what joins a letter or cannot be seen counts as well, for a hostile text may have
// nothing else.
constexpr size_t kLeastColumns = 1;

// The longest beginning of `text` that is at most `columns` wide.
std::string_view Beginning(std::string_view text, size_t columns) {
  size_t width = 0;
  size_t end = 0;
  while (end < text.size()) {
    const CodePoint point = FirstCodePoint(text.substr(end));
    width += ColumnsOf(point.code, kLeastColumns);
    if (width > columns) break;
    end += point.length;
  }
  return text.substr(0, end);
}

std::string_view Ending(std::string_view text, size_t columns) {
  size_t width = 0;
  size_t from = text.size();
  for (size_t at = text.size(); at > 0;) {
    at = BorderUpTo(text, at - 1);
    width += ColumnsOf(FirstCodePoint(text.substr(at)).code, kLeastColumns);
    if (width > columns) break;
    from = at;
  }
  return text.substr(from);
}

// Line breaks would break the line, and other controls the terminal.
std::string OneLine(std::string_view text) {
  std::string line;
  for (const char byte : text) line += byte == '\n' || byte == '\r' || byte == '\t' ? ' ' : byte;
  return Printable(line);
}

const std::string& Name(const Comparison& comparison, LabelIndex label) {
  return comparison.labels[static_cast<size_t>(label)].name;
}

std::string CausesText(const std::vector<FlipCause>& causes) {
  std::string text;
  for (const FlipCause& cause : causes) {
    const std::string one =
        fmt::format("{}{:+.2f} {}", text.empty() ? "" : ", ", cause.weight, cause.name);
    if (kIndent + text.size() + one.size() > kFlipColumns - 5) return text + ", ...";
    text += one;
  }
  return text;
}

}  // namespace

std::string_view ToString(FlipKind kind) {
  switch (kind) {
    case FlipKind::kLost: return "lost";
    case FlipKind::kWon: return "won";
    case FlipKind::kChanged: break;
  }
  return "changed";
}

std::string Probability(double p) {
  return p < 0.0005 && p > 0 ? fmt::format("{:.1e}", p) : fmt::format("{:.3f}", p);
}

std::string FlipText(std::string_view head, const Flip& flip, const Comparison& comparison,
                     const GoldFile& gold) {
  const GoldRow& row = gold.rows[flip.row];
  std::string text = fmt::format("{:<{}}{}:{}: ", head, kIndent, Printable(gold.name), row.line);
  if (gold.labelled) text += fmt::format("gold {}, ", Name(comparison, row.label));
  text += fmt::format("was {} ({:.3f}), now {} ({:.3f}){}\n", Name(comparison, flip.base),
                      flip.base_confidence, Name(comparison, flip.with), flip.with_confidence,
                      flip.kind != FlipKind::kWon && flip.defensible ? ", defensible" : "");
  const Span focus = flip.causes.empty() ? Span{} : flip.causes[0].span;
  return text + fmt::format("{:{}}{}\n{:{}}{}\n", "", kIndent, CausesText(flip.causes), "", kIndent,
                            Snippet(row.text, focus, kFlipColumns - kIndent));
}

std::string Snippet(std::string_view text, Span focus, size_t columns) {
  constexpr size_t kMarks = 8;  // "...", "...", "[", "]"
  const size_t room = columns - std::min(columns, kMarks);
  const size_t end = std::min<size_t>(focus.end, text.size());
  const size_t begin = std::min<size_t>(focus.begin, end);
  const std::string_view words = Beginning(text.substr(begin, end - begin), room);
  const size_t left = room - ColumnsOf(words, kLeastColumns);
  const std::string_view tail = text.substr(begin + words.size());
  // What one side does not need the other may have.
  const size_t half = std::max(left / 2, left - std::min(left, ColumnsOf(tail, kLeastColumns)));
  const std::string_view before = Ending(text.substr(0, begin), half);
  const std::string_view after =
      Beginning(tail, left - std::min(left, ColumnsOf(before, kLeastColumns)));
  return fmt::format("{}{}{}{}{}{}{}", before.size() < begin ? "..." : "", OneLine(before),
                     words.empty() ? "" : "[", OneLine(words), words.empty() ? "" : "]",
                     OneLine(after), after.size() < tail.size() ? "..." : "");
}

}  // namespace cxo
