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
    } else if (words == 0 || IsStop(text[i])) {
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

std::optional<Joint> Separators::InternGap(std::string_view sign, uint32_t words) {
  if (sign.size() > kLongestSeparator) return std::nullopt;
  Gap gap{.words = words, .sign_size = static_cast<uint32_t>(sign.size())};
  sign.copy(gap.sign, sign.size());
  auto known = std::find(gaps_.begin(), gaps_.end(), gap);
  if (known == gaps_.end()) {
    if (gaps_.size() == kGaps) return std::nullopt;
    known = gaps_.insert(known, gap);
  }
  return static_cast<Joint>(kGapJoint + (known - gaps_.begin()));
}

std::optional<Joint> Separators::Concatenate(Joint first, Joint second) {
  if (second >= kGapJoint) return BeforeGap(first, gaps_[second - kGapJoint]);
  std::vector<std::string> both;
  const std::vector<std::string> right = TextsOf(second);
  for (const std::string& a : TextsOf(first)) {
    for (const std::string& b : right) both.push_back(a + b);
  }
  return both.empty() ? std::nullopt : Intern(std::move(both));
}

std::vector<std::string> Separators::TextsOf(Joint joint) const {
  for (const auto& [set, number] : sets_) {
    if (number == joint) return set;
  }
  return {};
}

// A single sign before a gap is part of the gap.
std::optional<Joint> Separators::BeforeGap(Joint first, const Gap& gap) {
  const std::vector<std::string> signs = TextsOf(first);
  if (signs.size() != 1) return std::nullopt;
  return InternGap(signs[0] + std::string(gap.sign, gap.sign_size), gap.words);
}

bool IsGap(const Gap& gap, std::string_view between) {
  const std::string_view sign(gap.sign, gap.sign_size);
  if (!between.starts_with(sign)) return false;
  between.remove_prefix(sign.size());
  if (between.starts_with(',')) between.remove_prefix(1);
  // The last gap word may end anywhere, so every way to take the space off is tried.
  for (size_t space = 1; space <= std::min<size_t>(3, between.size()); ++space) {
    const size_t rest = between.size() - space;
    if (!IsPhraseSpace(between.substr(rest))) continue;
    const std::optional<uint32_t> found = CountGapWords(between.substr(0, rest));
    if (found && *found <= gap.words) return true;
  }
  return false;
}

}  // namespace cxo
