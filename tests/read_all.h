// Reads a source to its end in steps of a given size.
#pragma once

#include <string>
#include <vector>

#include "classifier/io/source.h"

namespace cxo {

inline Result<std::string> ReadAll(ByteSource* source, size_t step = 4096) {
  std::string all;
  std::vector<char> buffer(step);
  while (true) {
    const Result<size_t> count = source->Read(buffer.data(), buffer.size());
    if (!count) return count.error();
    if (*count == 0) return all;
    all.append(buffer.data(), *count);
  }
}

// All bytes, or the error as a sentence.
inline std::string AllOrError(ByteSource* source, size_t step = 4096) {
  const Result<std::string> all = ReadAll(source, step);
  return all ? *all : Format(all.error());
}

}  // namespace cxo
