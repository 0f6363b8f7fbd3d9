// A parsed pack as bytes, so that a program can carry one that it need not parse again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Images lie at a multiple of as many bytes.
inline constexpr size_t kPackImageAlignment = 8;

// All of `pack` but the content of its files, whose names stay. Numbers are in the byte order of
// the machine: an image is for the program that it was built with.
std::string WritePackImage(const Pack& pack);

// The pack that `image` was written from; the content of its files is empty. The weights of its
// words lie in the image, which must outlive the pack and all copies. Total: of other bytes, an
// error, or a pack that other bytes would have given too; nothing of it has been checked.
Result<Pack> ReadPackImage(std::string_view image);

}  // namespace cxo
