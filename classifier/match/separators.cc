// Sets of separators by their content, and the one joint that is not a finite set.
#include "classifier/match/separators.h"

#include <algorithm>

namespace cxo {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\n'; }

// The number of gap words in `text`, `(?:[ \n][^ \n.;:!?]+)*`; nothing if it is not made of them.
std::optional<uint32_t> CountGapWords(std::string_view text) {
  uint32_t words = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsBlank(text[i])) {
      ++words;
      if (i + 1 == text.size() || IsBlank(text[i + 1])) return std::nullopt;
    } else if (words == 0 || std::string_view(".;:!?").find(text[i]) != std::string_view::npos) {
      return std::nullopt;
    }
  }
  return words;
}

// True if `text` is ` ?[-/ \n] ?`.
bool IsPhraseSpace(std::string_view text) {
  const auto is_middle = [](char c) { return IsBlank(c) || c == '-' || c == '/'; };
  if (text.size() == 1) return is_middle(text[0]);
  if (text.size() == 2) {
    return (text[0] == ' ' && is_middle(text[1])) || (is_middle(text[0]) && text[1] == ' ');
  }
  return text.size() == 3 && text[0] == ' ' && is_middle(text[1]) && text[2] == ' ';
}

}  // namespace

std::optional<Joint> Separators::Intern(std::vector<std::string> set) {
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  const auto known = sets_.find(set);
  if (known != sets_.end()) return known->second;
  const bool fits = std::all_of(set.begin(), set.end(), [](const std::string& separator) {
    return separator.size() <= kLongestSeparator;
  });
  if (!fits || sets_.size() == kSeparatorSets) return std::nullopt;
  const auto joint = static_cast<Joint>(sets_.size());
  for (const std::string& separator : set) {
    masks_[SeparatorKey(separator)] |= uint64_t{1} << joint;
  }
  sets_.emplace(std::move(set), joint);
  return joint;
}

std::optional<Joint> Separators::Concatenate(Joint first, Joint second) {
  std::vector<std::string> both;
  for (const auto& [left, left_joint] : sets_) {
    for (const auto& [right, right_joint] : sets_) {
      if (left_joint != first || right_joint != second) continue;
      for (const std::string& a : left) {
        for (const std::string& b : right) both.push_back(a + b);
      }
    }
  }
  return both.empty() ? std::nullopt : Intern(std::move(both));
}

bool IsGap(std::string_view between, uint32_t words) {
  if (between.starts_with(',')) between.remove_prefix(1);
  // The last gap word may end anywhere, so every way to take the space off is tried.
  for (size_t space = 1; space <= std::min<size_t>(3, between.size()); ++space) {
    const size_t rest = between.size() - space;
    if (!IsPhraseSpace(between.substr(rest))) continue;
    const std::optional<uint32_t> found = CountGapWords(between.substr(0, rest));
    if (found && *found <= words) return true;
  }
  return false;
}

}  // namespace cxo
