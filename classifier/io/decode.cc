// Converters over a common layer that holds what did not fit into the caller's buffer.
#include "classifier/io/decode.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "classifier/error/utf8.h"
#include "classifier/error/windows_1252.h"

namespace cxo {
namespace {

constexpr size_t kInputSize = size_t{64} << 10;

// Units are read in pairs of bytes; a byte or a high surrogate at the end of a chunk waits for the
// next chunk.
class Utf16Converter {
 public:
  Utf16Converter(std::string name, bool big_endian)
      : name_(std::move(name)), big_endian_(big_endian) {}

  void Convert(std::string_view bytes, std::string* out) {
    if (half_ && !bytes.empty()) {
      TakeUnit(*std::exchange(half_, std::nullopt), bytes[0], out);
      bytes.remove_prefix(1);
    }
    for (; bytes.size() >= 2; bytes.remove_prefix(2)) TakeUnit(bytes[0], bytes[1], out);
    if (!bytes.empty()) half_ = bytes[0];
  }

  Status Finish(std::string* out) {
    if (std::exchange(high_, 0) != 0) AppendReplacement(out);
    if (!std::exchange(half_, std::nullopt)) return Done{};
    return Error{
        .source = name_, .message = "UTF-16 ends in the middle of a character", .excerpt = {}};
  }

  uint64_t replaced() const { return replaced_; }

 private:
  // Half of a surrogate pair is no character, and what is written must be UTF-8.
  void AppendReplacement(std::string* out) {
    AppendUtf8(kReplacement, out);
    ++replaced_;
  }

  void TakeUnit(char first, char second, std::string* out) {
    if (!big_endian_) std::swap(first, second);
    const uint32_t unit =
        (uint32_t{static_cast<unsigned char>(first)} << 8) | static_cast<unsigned char>(second);
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    const uint32_t high = std::exchange(high_, 0);
    if (high != 0 && low) {
      AppendUtf8(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
      return;
    }
    if (high != 0) AppendReplacement(out);
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else if (low) {
      AppendReplacement(out);
    } else {
      AppendUtf8(unit, out);
    }
  }

  std::string name_;
  bool big_endian_;
  std::optional<char> half_;
  uint32_t high_ = 0;  // a high surrogate that waits for its low one; 0 if none
  uint64_t replaced_ = 0;
};

class Windows1252Converter {
 public:
  static void Convert(std::string_view bytes, std::string* out) {
    for (const char byte : bytes) {
      AppendUtf8(Windows1252CodePoint(static_cast<uint8_t>(byte)), out);
    }
  }

  static Status Finish(std::string* /*out*/) { return Done{}; }

  static uint64_t replaced() { return 0; }
};

template <typename Converter>
class Decoder final : public ByteSource {
 public:
  Decoder(std::unique_ptr<ByteSource> inner, Converter converter)
      : inner_(std::move(inner)), converter_(std::move(converter)), input_(kInputSize, '\0') {}

  Result<size_t> Read(char* to, size_t size) override {
    while (at_ == output_.size() && !ended_) {
      if (const Status filled = Refill(); !filled) return filled.error();
    }
    const size_t count = std::min(size, output_.size() - at_);
    std::memcpy(to, output_.data() + at_, count);
    at_ += count;
    return count;
  }

  bool MoreIsWaiting() override {
    return at_ < output_.size() || ended_ || inner_->MoreIsWaiting();
  }

  uint64_t BytesTaken() const override { return inner_->BytesTaken(); }

  uint64_t Replaced() const override { return converter_.replaced(); }

 private:
  Status Refill() {
    output_.clear();
    at_ = 0;
    const Result<size_t> count = inner_->Read(input_.data(), input_.size());
    if (!count) return count.error();
    ended_ = *count == 0;
    if (ended_) return converter_.Finish(&output_);
    const std::string_view input = input_;
    converter_.Convert(input.substr(0, *count), &output_);
    return Done{};
  }

  std::unique_ptr<ByteSource> inner_;
  Converter converter_;
  std::string input_;
  std::string output_;  // from at_ on not yet given to the caller
  size_t at_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> DecodeUtf16(std::unique_ptr<ByteSource> inner, std::string name,
                                        bool big_endian) {
  return std::make_unique<Decoder<Utf16Converter>>(std::move(inner),
                                                   Utf16Converter(std::move(name), big_endian));
}

std::unique_ptr<ByteSource> DecodeWindows1252(std::unique_ptr<ByteSource> inner) {
  return std::make_unique<Decoder<Windows1252Converter>>(std::move(inner), Windows1252Converter());
}

}  // namespace cxo
