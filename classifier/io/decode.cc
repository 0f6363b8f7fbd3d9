// Converters over a common layer that holds what did not fit into the caller's buffer.
#include "classifier/io/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace cxo {
namespace {

constexpr size_t kInputSize = size_t{64} << 10;
constexpr uint32_t kReplacement = 0xFFFD;

void AppendUtf8(uint32_t code_point, std::string* out) {
  const auto tail = [&](int shift) {
    out->push_back(static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU)));
  };
  if (code_point < 0x80) {
    out->push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out->push_back(static_cast<char>(0xC0U | (code_point >> 6)));
    tail(0);
  } else if (code_point < 0x10000) {
    out->push_back(static_cast<char>(0xE0U | (code_point >> 12)));
    tail(6);
    tail(0);
  } else {
    out->push_back(static_cast<char>(0xF0U | (code_point >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

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
    if (std::exchange(high_, 0) != 0) AppendUtf8(kReplacement, out);
    if (!std::exchange(half_, std::nullopt)) return Done{};
    return Error{
        .source = name_, .message = "UTF-16 ends in the middle of a character", .excerpt = {}};
  }

 private:
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
    if (high != 0) AppendUtf8(kReplacement, out);
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else {
      AppendUtf8(low ? kReplacement : unit, out);
    }
  }

  std::string name_;
  bool big_endian_;
  std::optional<char> half_;
  uint32_t high_ = 0;  // a high surrogate that waits for its low one; 0 if none
};

class Windows1252Converter {
 public:
  static void Convert(std::string_view bytes, std::string* out) {
    for (const char byte : bytes) AppendUtf8(CodePoint(static_cast<unsigned char>(byte)), out);
  }

  static Status Finish(std::string* /*out*/) { return Done{}; }

 private:
  // The bytes 80 to 9F; the rest is Latin-1. From the WHATWG Encoding Standard, index windows-1252.
  static uint32_t CodePoint(unsigned char byte) {
    constexpr std::array<uint16_t, 32> kUpper = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80U] : byte;
  }
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
