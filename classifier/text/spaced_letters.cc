// Whether a run is joined depends on what the normal form has of it alone, where wide spaces are
// single ones: the form of a form would else be another one.
#include "classifier/text/spaced_letters.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "classifier/error/ascii.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

constexpr size_t kFewestLetters = 5;
constexpr size_t kSequence = 4;  // "abcd" is in no word
constexpr std::string_view kOpening = "([\"'";
constexpr std::string_view kClosing = ".,:;!?)]\"'";

bool Has(std::string_view text, size_t at, char c) { return at < text.size() && text[at] == c; }

bool IsGap(std::string_view text, size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\n';
}

// True if a word may begin at `at`.
bool OpensAt(std::string_view text, size_t at) {
  if (at == 0 || IsGap(text, at - 1)) return true;
  return kOpening.find(text[at - 1]) != kOpening.npos && (at == 1 || !IsTextWordByte(text[at - 2]));
}

// True if a word may end at `at`.
bool ClosesAt(std::string_view text, size_t at) {
  if (IsGap(text, at)) return true;
  return kClosing.find(text[at]) != kClosing.npos &&
         (at + 1 == text.size() || !IsTextWordByte(text[at + 1]));
}

bool IsLetterAt(std::string_view text, size_t at) { return at < text.size() && IsLower(text[at]); }

// The end of the run "a b c" that begins at `at`, where a word may begin; `at` if there is none.
size_t SpaceRunEnd(std::string_view text, size_t at) {
  size_t end = at;
  for (size_t next = at; IsLetterAt(text, next) && ClosesAt(text, next + 1); next = end + 1) {
    end = next + 1;
    if (!Has(text, end, ' ')) break;
  }
  return end;
}

// The same of a word "a-b-c" of two letters or more.
size_t HyphenWordEnd(std::string_view text, size_t at) {
  if (!IsLetterAt(text, at)) return at;
  size_t end = at + 1;
  while (Has(text, end, '-') && IsLetterAt(text, end + 1)) end += 2;
  return end > at + 1 && ClosesAt(text, end) ? end : at;
}

// The same of words "a-b-c d-e-f".
size_t HyphenRunEnd(std::string_view text, size_t at) {
  size_t end = HyphenWordEnd(text, at);
  while (end > at && Has(text, end, ' ')) {
    const size_t next = HyphenWordEnd(text, end + 1);
    if (next == end + 1) break;
    end = next;
  }
  return end;
}

// "vitamins a b c d e", "a c d e k".
bool IsList(std::string_view letters) {
  size_t sequence = 1;
  bool ascends = letters.front() == 'a';
  for (size_t i = 1; i < letters.size(); ++i) {
    sequence = letters[i] == letters[i - 1] + 1 ? sequence + 1 : 1;
    if (sequence == kSequence) return true;
    ascends &= letters[i] > letters[i - 1];
  }
  return ascends;
}

bool HasWordOfEnoughLetters(std::string_view run) {
  size_t letters = 0;
  for (const char c : run) {
    if (c == ' ') letters = 0;
    if (IsLower(c) && ++letters == kFewestLetters) return true;
  }
  return false;
}

bool ReadsAsWords(std::string_view run, bool hyphens) {
  if (run.size() < 2 * kFewestLetters - 1) return false;
  if (hyphens && !HasWordOfEnoughLetters(run)) return false;
  std::string letters;
  std::copy_if(run.begin(), run.end(), std::back_inserter(letters), IsLower);
  const auto vowels = std::count_if(letters.begin(), letters.end(), IsVowel);
  return vowels >= 2 && static_cast<size_t>(vowels) < letters.size() && !IsList(letters);
}

}  // namespace

bool MayHoldSpacedLetters(std::string_view text) {
  // Letters have the bit 0x40, and spaces, controls and hyphens have not.
  constexpr size_t kLength = 2 * kFewestLetters - 1;
  if (text.size() < kLength) return false;
  const auto* c = reinterpret_cast<const uint8_t*>(text.data());
  const size_t places = text.size() - kLength + 1;
  uint8_t found = 0;
  for (size_t i = 0; i < places; ++i) {
    const auto letters = static_cast<uint8_t>(c[i] & c[i + 2] & c[i + 4] & c[i + 6] & c[i + 8]);
    const auto others = static_cast<uint8_t>(c[i + 1] | c[i + 3] | c[i + 5] | c[i + 7]);
    found |= static_cast<uint8_t>(letters & ~others);
  }
  return (found & 0x40) != 0;
}

SpacedRun NextSpacedRun(std::string_view normal, uint32_t from) {
  for (size_t at = from; at < normal.size(); ++at) {
    if (!IsLower(normal[at]) || !OpensAt(normal, at)) continue;
    const bool hyphens = Has(normal, at + 1, '-');
    const size_t end = hyphens ? HyphenRunEnd(normal, at) : SpaceRunEnd(normal, at);
    if (end == at) continue;
    if (ReadsAsWords(normal.substr(at, end - at), hyphens)) {
      return {{static_cast<uint32_t>(at), static_cast<uint32_t>(end)}, hyphens};
    }
    at = end;  // no part of it is a run
  }
  return {};
}

bool IsWideSpace(std::string_view original, Span space) {
  size_t blanks = 0;
  for (size_t at = space.begin; at < space.end; ++at) {
    if (!IsContinuation(original[at])) ++blanks;
    if (original[at] != '&') continue;
    while (at + 1 < space.end && original[at] != ';') ++at;
  }
  return blanks > 1;
}

bool AreSpacedWords(std::string_view words) {
  size_t last = 2;
  for (std::string_view rest = words; !rest.empty();) {
    const size_t length = std::min(rest.find(' '), rest.size());
    if (length == 1 && last == 1) return false;
    last = length;
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  return HasWordOfEnoughLetters(words);
}

}  // namespace cxo
