// Two maps, since a word and the beginning of words may read the same.
#include "classifier/match/lexicon.h"

namespace cxo {

WordId Lexicon::Intern(std::string_view text, bool any_ending) {
  const auto number = static_cast<WordId>(words_.size());
  auto& map = any_ending ? beginnings_ : exact_;
  const auto [it, fresh] = map.try_emplace(std::string(text), number);
  if (fresh) words_.push_back({std::string(text), any_ending});
  return it->second;
}

}  // namespace cxo
