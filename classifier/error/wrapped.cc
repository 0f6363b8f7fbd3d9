// Breaks lines at spaces, as many pieces to a line as go in.
#include "classifier/error/wrapped.h"

#include <utility>

namespace cxo {
namespace {

class Lines {
 public:
  Lines(std::string head, std::string_view indent, size_t columns)
      : lines_(std::move(head)),
        column_(lines_.size()),
        indent_(indent),
        columns_(columns),
        holds_piece_(column_ > indent_.size()) {}

  void Add(std::string_view piece, std::string_view sign = "") {
    // A piece is never moved from a line that is empty but for what each line begins with.
    if (holds_piece_ && column_ + piece.size() + sign.size() > columns_) {
      lines_.back() = '\n';  // in place of the space after the last piece
      lines_ += indent_;
      column_ = indent_.size();
    }
    lines_ += piece;
    lines_ += sign;
    lines_ += ' ';
    column_ += piece.size() + sign.size() + 1;
    holds_piece_ = true;
  }

  std::string Take() {
    if (lines_.empty()) return "\n";
    lines_.back() = '\n';
    return std::move(lines_);
  }

 private:
  std::string lines_;
  size_t column_;
  std::string_view indent_;
  size_t columns_;
  bool holds_piece_;  // the last line; a head wider than the indent counts as one
};

}  // namespace

std::string Wrapped(std::string head, std::string_view text, std::string_view indent,
                    size_t columns) {
  constexpr std::string_view kBlanks = " \t\r\n";
  Lines lines(std::move(head), indent, columns);
  for (size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
    const std::string_view word = text.substr(at, text.find_first_of(kBlanks, at) - at);
    lines.Add(word);
    at = text.find_first_not_of(kBlanks, at + word.size());
  }
  return lines.Take();
}

std::string WrappedList(std::string head, const std::vector<std::string>& items,
                        std::string_view indent, size_t columns) {
  Lines lines(std::move(head), indent, columns);
  if (items.empty()) lines.Add("none");
  for (const std::string& item : items) lines.Add(item, &item == &items.back() ? "" : ",");
  return lines.Take();
}

}  // namespace cxo
