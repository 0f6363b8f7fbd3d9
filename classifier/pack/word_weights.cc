// Names of pairs as words.toml writes them. Ids hold no blanks, so that no plus in one can mislead.
#include "classifier/pack/word_weights.h"

#include <utility>

#include "classifier/error/trim.h"

namespace cxo {
namespace {

constexpr std::string_view kPlus = " + ";

}  // namespace

std::string NameOf(const SignalPair& pair) { return pair.first + std::string(kPlus) + pair.second; }

SignalPair PairNamed(std::string_view name) {
  const size_t plus = name.find(kPlus);
  if (plus == std::string_view::npos) return {};
  SignalPair pair{std::string(Trimmed(name.substr(0, plus))),
                  std::string(Trimmed(name.substr(plus + kPlus.size())))};
  if (pair.second < pair.first) std::swap(pair.first, pair.second);
  return pair.first.empty() || pair.first == pair.second ? SignalPair() : pair;
}

}  // namespace cxo
