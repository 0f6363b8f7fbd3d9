// A source that fails behind its last byte, as a damaged disk or file does.
#pragma once

#include <string_view>

#include "classifier/io/source.h"

namespace cxo {

// Gives `bytes`, then the error "disk: broken".
class BrokenSource final : public ByteSource {
 public:
  explicit BrokenSource(std::string_view bytes) : good_(bytes) {}

  Result<size_t> Read(char* to, size_t size) override {
    if (const size_t count = *good_.Read(to, size); count > 0) return count;
    return Error{.source = "disk", .message = "broken"};
  }
  bool MoreIsWaiting() override { return true; }
  uint64_t BytesTaken() const override { return good_.BytesTaken(); }

 private:
  MemorySource good_;
};

}  // namespace cxo
