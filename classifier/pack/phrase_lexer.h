// The tokens of a phrase: signs of the phrase language, and stretches of text in normal form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"

namespace cxo {

struct PhraseToken {
  enum class Kind : uint8_t {
    kEnd,
    kSpace,
    kText,
    kHyphen,
    kComma,
    kGap,
    kOpen,
    kClose,
    kOpenOptional,
    kCloseOptional,
    kBar,
    kStar,
    kTilde,
    kList,
  };
  Kind kind = Kind::kEnd;
  std::string text;   // of kText; the name of kList
  uint32_t gap = 0;   // of kGap
  size_t offset = 0;  // in the phrase as written
};

// The tokens of `phrase`, the last one kEnd. Spaces are merged; there is none at either end.
Result<std::vector<PhraseToken>> PhraseTokens(std::string_view phrase);

// A fault at a byte of a phrase.
Error PhraseError(size_t offset, std::string message, size_t width = 1);

}  // namespace cxo
