// zlib and zstd in streaming mode behind one loop: each codec turns input into output step by step,
// the loop feeds it and watches where members end.
#include "classifier/io/decompress.h"

#include <algorithm>
#include <cstdint>
#include <new>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace cxo {
namespace {

constexpr size_t kPackedSize = size_t{64} << 10;
constexpr std::string_view kGzipMagic = "\x1F\x8B";

// What one step of a codec did. `failure` is empty if all is well, and so is `refusal`, which says
// why sound data is not read.
struct Step {
  size_t consumed = 0;
  size_t produced = 0;
  bool member_ended = false;
  std::string failure;
  std::string_view refusal = {};
};

class GzipCodec {
 public:
  GzipCodec() : ready_(::inflateInit2(&stream_, kGzipOnly) == Z_OK) {}
  GzipCodec(const GzipCodec&) = delete;
  GzipCodec& operator=(const GzipCodec&) = delete;
  ~GzipCodec() { ::inflateEnd(&stream_); }

  static std::string_view Name() { return "gzip"; }

  // A member begins with the magic number; anything else behind a member is foreign.
  static bool CanBegin(std::string_view bytes) {
    return kGzipMagic.starts_with(bytes.substr(0, 2));
  }

  bool StartMember() { return ready_ && ::inflateReset(&stream_) == Z_OK; }

  Step Run(std::string_view in, char* to, size_t size) {
    // zlib reads only, in spite of its type.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(size);
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    if (code == Z_MEM_ERROR) throw std::bad_alloc();  // which the input is not to blame for
    Step step = {in.size() - stream_.avail_in, size - stream_.avail_out, code == Z_STREAM_END, ""};
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
      step.failure = stream_.msg == nullptr ? "cannot be read" : stream_.msg;
    }
    return step;
  }

 private:
  static constexpr int kGzipOnly = 15 + 16;  // zlib: largest window, gzip header required
  z_stream stream_ = {};
  bool ready_;
};

class ZstdCodec {
 public:
  static std::string_view Name() { return "zstd"; }

  // zstd knows its own magic numbers (frames and skippable frames) and reports others.
  static bool CanBegin(std::string_view /*bytes*/) { return true; }

  bool StartMember() {
    if (stream_ == nullptr) throw std::bad_alloc();
    return true;
  }

  // NOLINTNEXTLINE(readability-non-const-parameter): zstd writes through it.
  Step Run(std::string_view in, char* to, size_t size) {
    ZSTD_inBuffer from = {in.data(), in.size(), 0};
    ZSTD_outBuffer into = {to, size, 0};
    const size_t code = ::ZSTD_decompressStream(stream_.get(), &into, &from);
    Step step = {from.pos, into.pos, code == 0, ""};
    if (::ZSTD_getErrorCode(code) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (::ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge) {
      step.refusal = kLargeWindow;
    } else if (::ZSTD_isError(code) != 0) {
      step.failure = ::ZSTD_getErrorName(code);
    }
    return step;
  }

 private:
  static constexpr std::string_view kLargeWindow =
      "needs a window of more than 128 MiB; unpack it with `zstd -dc --long=31 FILE | cxo ...`";

  struct Free {
    void operator()(ZSTD_DStream* stream) const { ::ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Free> stream_{::ZSTD_createDStream()};
};

template <typename Codec>
class Decompressor final : public ByteSource {
 public:
  Decompressor(std::unique_ptr<ByteSource> inner, std::string name)
      : inner_(std::move(inner)), name_(std::move(name)), input_(kPackedSize) {}

  Result<size_t> Read(char* to, size_t size) override {
    size = std::min<size_t>(size, size_t{1} << 30);  // zlib counts in 32 bits
    if (damage_) return *damage_;
    while (!finished_) {
      if (!in_member_) {
        if (const Status begun = BeginMember(); !begun) return begun.error();
        continue;
      }
      Result<size_t> produced = Continue(to, size);
      if (!produced || *produced > 0) return produced;
    }
    return size_t{0};
  }

  bool MoreIsWaiting() override {
    return finished_ || damage_ || may_hold_output_ || at_ < end_ || inner_->MoreIsWaiting();
  }

  uint64_t BytesTaken() const override { return inner_->BytesTaken(); }

 private:
  std::string_view Pending() const { return {input_.data() + at_, end_ - at_}; }

  Error Fail(std::string_view what) const {
    return Error{.source = name_,
                 .message = std::string(what) + " at compressed byte " + std::to_string(offset_),
                 .excerpt = {}};
  }

  std::string Words(std::string_view before, std::string_view after) const {
    return std::string(before) + std::string(Codec::Name()) + std::string(after);
  }

  void Consume(size_t count) {
    at_ += count;
    offset_ += count;
  }

  Status Refill() {
    if (at_ > 0) input_.erase(input_.begin(), input_.begin() + static_cast<ptrdiff_t>(at_));
    end_ -= std::exchange(at_, 0);
    input_.resize(kPackedSize);
    const Result<size_t> count = inner_->Read(input_.data() + end_, input_.size() - end_);
    if (!count) return count.error();
    end_ += *count;
    inner_ended_ = *count == 0;
    return Done{};
  }

  // At the start or behind a member: another one, padding, the end, or foreign bytes.
  Status BeginMember() {
    while (Pending().size() < kGzipMagic.size() && !inner_ended_) {
      if (Status filled = Refill(); !filled) return filled;
    }
    if (Pending().empty()) {
      finished_ = true;
    } else if (Pending()[0] == '\0' && offset_ > 0) {
      return SkipPadding();
    } else if (!Codec::CanBegin(Pending())) {
      return Fail(Words("bytes that are not ", " follow the compressed data"));
    } else if (!codec_.StartMember()) {
      return Fail(Words("no memory to read ", ""));
    } else {
      in_member_ = true;
    }
    return Done{};
  }

  Status SkipPadding() {
    while (true) {
      size_t zeros = 0;
      while (zeros < Pending().size() && Pending()[zeros] == '\0') ++zeros;
      Consume(zeros);
      if (!Pending().empty()) return Fail(Words("bytes that are not ", " follow the padding"));
      finished_ = inner_ended_;
      if (finished_) return Done{};
      if (Status filled = Refill(); !filled) return filled;
    }
  }

  // One step inside a member. 0 bytes do not mean the end.
  Result<size_t> Continue(char* to, size_t size) {
    if (Pending().empty() && !inner_ended_ && !may_hold_output_) {
      if (const Status filled = Refill(); !filled) return filled.error();
    }
    Step step = codec_.Run(Pending(), to, size);
    Consume(step.consumed);
    if (!step.refusal.empty()) {  // met in the head of a frame, before any of its bytes
      damage_ = Error{.source = name_, .message = std::string(step.refusal), .excerpt = {}};
      return *damage_;
    }
    if (!step.failure.empty()) {
      damage_ = Fail(Words("damaged ", " data (" + step.failure + ")"));
      if (step.produced == 0) return *damage_;
      return step.produced;  // what is in front of the damage was given before
    }
    may_hold_output_ = step.produced == size && !step.member_ended;
    in_member_ = !step.member_ended;
    const bool stuck = step.consumed == 0 && step.produced == 0 && in_member_;
    if (stuck && inner_ended_) return Fail(Words("truncated ", " data"));
    if (stuck && !Pending().empty()) return Fail(Words("damaged ", " data"));
    return step.produced;
  }

  std::unique_ptr<ByteSource> inner_;
  std::string name_;
  Codec codec_;
  std::vector<char> input_;  // [at_, end_) is read and not yet consumed
  size_t at_ = 0;
  size_t end_ = 0;
  uint64_t offset_ = 0;  // of at_ in the compressed file
  bool inner_ended_ = false;
  bool in_member_ = false;
  bool may_hold_output_ = false;  // the codec filled all room it had and may have more
  bool finished_ = false;
  std::optional<Error> damage_;  // or refusal; to be told once what is in front of it is read
};

}  // namespace

std::unique_ptr<ByteSource> DecompressGzip(std::unique_ptr<ByteSource> inner, std::string name) {
  return std::make_unique<Decompressor<GzipCodec>>(std::move(inner), std::move(name));
}

std::unique_ptr<ByteSource> DecompressZstd(std::unique_ptr<ByteSource> inner, std::string name) {
  return std::make_unique<Decompressor<ZstdCodec>>(std::move(inner), std::move(name));
}

}  // namespace cxo
