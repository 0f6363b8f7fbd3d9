// Each phrase is written wider in every way that there is, and looked up among the others; one with
// alternatives is looked for among those that differ from it by these alone.
#include "classifier/eval/covered_phrases.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/ascii.h"
#include "classifier/error/joined.h"
#include "classifier/error/letter_case.h"
#include "classifier/pack/inflect.h"

namespace cxo {
namespace {

constexpr size_t kLongestStem = 50;

bool IsPlain(char c) { return IsLower(c) || IsDigit(c); }

std::vector<std::string_view> Divided(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (size_t end = text.find(sign); end != std::string_view::npos; end = text.find(sign)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

// `phrase` in lower case, with the alternatives of all brackets in the order of their letters.
std::string InOrder(std::string_view phrase) {
  std::vector<std::vector<std::string>> open(1, std::vector<std::string>(1));
  for (const char c : phrase) {
    if (c == '(' || c == '[') {
      open.emplace_back(1);
    } else if (c == '|') {
      open.back().emplace_back();
    } else if ((c == ')' || c == ']') && open.size() > 1) {
      std::vector<std::string> alternatives = std::move(open.back());
      open.pop_back();
      std::sort(alternatives.begin(), alternatives.end());
      open.back().back() += (c == ')' ? '(' : '[') + Joined(alternatives, "|") + c;
    } else {
      open.back().back() += AsciiLower(c);
    }
  }
  return Joined(open.front(), "|");
}

// What may stand at one place of a phrase: one word, or several in order.
using Slot = std::vector<std::string>;

// "(a|b)" in order, or "a"; nothing if it says more than whole words.
Slot SlotOf(std::string_view written) {
  const bool is_group = written.front() == '(' && written.back() == ')';
  if (is_group) written = written.substr(1, written.size() - 2);
  if (written.find_first_of(is_group ? "()[]<>. \\" : "()[]|<>.\\") != std::string_view::npos) {
    return {};
  }
  Slot slot;
  for (const std::string_view word : Divided(written, '|')) slot.emplace_back(word);
  return slot;
}

// The places of a phrase that InOrder has written; none if it says more than words: with gaps and
// what may be left out, a wider phrase may find other bytes.
std::vector<Slot> SlotsOf(std::string_view in_order) {
  std::vector<Slot> slots;
  for (const std::string_view written : Divided(in_order, ' ')) {
    if (written.empty()) continue;
    slots.push_back(SlotOf(written));
    if (slots.back().empty()) return {};
  }
  return slots;
}

// The letters with which every form of `word` begins; nothing if the word is not made of letters.
std::string_view StemOf(std::string_view word, std::string* inflected) {
  const char last = word.back();
  const std::string_view stem = word.substr(0, word.size() - (last == '*' || last == '~' ? 1 : 0));
  if (stem.size() > kLongestStem || !std::all_of(stem.begin(), stem.end(), IsPlain)) return {};
  if (last != '~') return stem;
  if (stem.size() < 3 || !std::all_of(stem.begin(), stem.end(), IsLower)) return {};
  *inflected = InflectionRegex(stem);
  return std::string_view{*inflected}.substr(0, inflected->find('('));
}

// Calls `visit` with every word that finds what `word` finds and more.
void VisitWider(std::string_view word, const std::function<void(std::string_view)>& visit) {
  std::string inflected;
  const std::string_view stem = StemOf(word, &inflected);
  const bool any_ending = word.back() == '*';
  for (size_t length = stem.size() - (any_ending && !stem.empty() ? 1 : 0); length > 0; --length) {
    visit(std::string(stem.substr(0, length)) + "*");
  }
  if (stem == word && !stem.empty()) visit(std::string(word) + "~");
}

class Finder {
 public:
  explicit Finder(const Pack& pack) : pack_(pack) {
    for (const Pattern& pattern : pack.patterns) {
      if (!pattern.is_phrase) continue;
      const std::string in_order = InOrder(pattern.text);
      in_order_.try_emplace(KeyOf(pattern, in_order), &pattern);
      const std::vector<Slot> slots = SlotsOf(in_order);
      if (slots.empty()) continue;
      words_.try_emplace(KeyOf(pattern, slots), &pattern);
      for (size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].size() > 1) AddGroup(pattern, slots, i);
      }
    }
  }

  std::vector<CoveredPhrase> Run() {
    std::vector<CoveredPhrase> covered;
    for (const Pattern& pattern : pack_.patterns) {
      const Pattern* by = pattern.is_phrase ? CoverOf(pattern) : nullptr;
      if (by != nullptr) covered.push_back({&pattern, by});
    }
    return covered;
  }

 private:
  // A choice of words in a phrase.
  struct Group {
    const Pattern* pattern;
    Slot words;
  };

  // At each of its words: a rule may have thousands of phrases that differ by their only choice.
  void AddGroup(const Pattern& pattern, const std::vector<Slot>& slots, size_t i) {
    groups_.push_back({&pattern, slots[i]});
    for (const std::string& word : slots[i]) {
      groups_with_[KeyWithin(pattern, slots, i, word)].push_back(&groups_.back());
    }
  }

  static std::string KeyOf(const Pattern& pattern, std::string_view text) {
    return fmt::format("{} {} {}", static_cast<int>(pattern.role), pattern.owner, text);
  }

  static std::string KeyOf(const Pattern& pattern, const std::vector<Slot>& slots) {
    std::vector<std::string> written;
    for (const Slot& slot : slots) written.push_back(Joined(slot, "|"));
    return KeyOf(pattern, Joined(written, " "));
  }

  // Of the choices in slot `i` that have `word`.
  static std::string KeyWithin(const Pattern& pattern, std::vector<Slot> slots, size_t i,
                               const std::string& word) {
    slots[i] = {"", word};  // no slot of a phrase has an empty word
    return KeyOf(pattern, slots);
  }

  const Pattern* CoverOf(const Pattern& pattern) const {
    const std::string in_order = InOrder(pattern.text);
    // The same phrase is found by others as a duplicate, unless it is written in another order.
    const Pattern* first = in_order_.at(KeyOf(pattern, in_order));
    if (first != &pattern && first->regex != pattern.regex) return first;
    std::vector<Slot> slots = SlotsOf(in_order);
    for (size_t i = 0; i < slots.size(); ++i) {
      const Pattern* wider = WithWiderWord(pattern, &slots, i);
      if (wider == nullptr) wider = WithMoreWords(pattern, slots, i);
      if (wider != nullptr) return wider;
    }
    return nullptr;
  }

  // A phrase with one word in slot `i` that finds more than the one which is there.
  const Pattern* WithWiderWord(const Pattern& pattern, std::vector<Slot>* slots, size_t i) const {
    if ((*slots)[i].size() > 1) return nullptr;
    const Pattern* wider = nullptr;
    const std::string word = (*slots)[i].front();
    VisitWider(word, [&](std::string_view instead) {
      (*slots)[i].front() = instead;
      const auto found = words_.find(KeyOf(pattern, *slots));
      if (wider == nullptr && found != words_.end()) wider = found->second;
    });
    (*slots)[i].front() = word;
    return wider;
  }

  // A phrase with all words of slot `i` and more.
  const Pattern* WithMoreWords(const Pattern& pattern, const std::vector<Slot>& slots,
                               size_t i) const {
    const Slot& words = slots[i];
    const auto found = groups_with_.find(KeyWithin(pattern, slots, i, words.front()));
    if (found == groups_with_.end()) return nullptr;
    for (const Group* group : found->second) {
      const Slot& more = group->words;
      if (more.size() <= words.size()) continue;
      if (std::includes(more.begin(), more.end(), words.begin(), words.end())) {
        return group->pattern;
      }
    }
    return nullptr;
  }

  const Pack& pack_;
  std::unordered_map<std::string, const Pattern*> in_order_;  // every phrase
  std::unordered_map<std::string, const Pattern*> words_;     // those of words and nothing else
  std::deque<Group> groups_;
  std::unordered_map<std::string, std::vector<const Group*>> groups_with_;
};

}  // namespace

std::vector<CoveredPhrase> CoveredPhrases(const Pack& pack) { return Finder(pack).Run(); }

}  // namespace cxo
