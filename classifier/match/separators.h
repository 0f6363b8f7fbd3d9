// What may stand between two words of a pattern: sets of short texts without a word character.
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// A joint says how the next word of a pattern follows the last one: a number below kSeparatorSets
// is a set of separators, kGapJoint + n the n-th kind of gap.
using Joint = uint8_t;
inline constexpr Joint kSeparatorSets = 64;
inline constexpr Joint kGapJoint = kSeparatorSets;
inline constexpr size_t kGaps = 128;

// The longest separator that a set may hold, in bytes.
inline constexpr size_t kLongestSeparator = 7;

// Up to `words` words between two words of a pattern, which are none of its own. `sign` stands
// behind the first of the two, like the apostrophe of "clients' ..2 products".
struct Gap {
  uint32_t words = 0;
  uint32_t sign_size = 0;  // in bytes, up to kLongestSeparator
  char sign[8] = {};

  friend bool operator==(const Gap&, const Gap&) = default;
};

// True for signs that no gap reaches over.
inline bool IsStop(char c) { return c == '.' || c == ';' || c == ':' || c == '!' || c == '?'; }

// A separator of up to kLongestSeparator bytes as a number: its bytes, and its length on top.
inline uint64_t SeparatorKey(std::string_view separator) {
  uint64_t key = 0;
  std::memcpy(&key, separator.data(), separator.size());
  return key | uint64_t{separator.size()} << 56U;
}

// The sets that the patterns of a pack use, each once. For building only.
class Separators {
 public:
  // The joint of a set of separators, none of them empty. Nothing if one is too long or there are
  // kSeparatorSets other sets already.
  std::optional<Joint> Intern(std::vector<std::string> set);

  // The joint of a gap. Nothing if the sign is too long or there are kGaps others already.
  std::optional<Joint> InternGap(std::string_view sign, uint32_t words);

  // The joint of all separators of `first` followed by all of `second`; nothing as for Intern, or
  // if there is no such joint.
  std::optional<Joint> Concatenate(Joint first, Joint second);

  // The separators of a set; of a gap none.
  std::vector<std::string> TextsOf(Joint joint) const;

  // For each separator of any set (by SeparatorKey) the sets that it is in, one bit for each.
  const std::map<uint64_t, uint64_t>& masks() const { return masks_; }
  // By joint, from kGapJoint on.
  const std::vector<Gap>& gaps() const { return gaps_; }

 private:
  std::optional<Joint> BeforeGap(Joint first, const Gap& gap);

  std::map<std::vector<std::string>, Joint> sets_;
  std::map<uint64_t, uint64_t> masks_;
  std::vector<Gap> gaps_;
};

// True if `between`, the text between two words, is this gap: its sign, and then what the phrase
// "..n" means, `,?(?:[ \n][^ \n.;:!?]+){0,n} ?[-/ \n] ?`.
bool IsGap(const Gap& gap, std::string_view between);

}  // namespace cxo
