// Where bytes come from: a file or standard input, perhaps below layers that decompress and decode.
// Every layer is a ByteSource over the next, so the framer sees one stream of UTF-8 text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/io/descriptor.h"
#include "classifier/io/interrupt.h"
#include "classifier/io/raw_bytes.h"

namespace cxo {

// A stream of bytes, read by one thread.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // Up to `size` (> 0) bytes; 0 only at the end, and again after it. After an error the stream is
  // spent.
  virtual Result<size_t> Read(char* to, size_t size) = 0;

  // True if Read would not wait for the outside. May say true too often by one read (a compressed
  // chunk that yields nothing yet), never false while decoded bytes are at hand.
  virtual bool MoreIsWaiting() = 0;

  // Bytes taken from the file so far, before decompression; for progress.
  virtual uint64_t BytesTaken() const = 0;

  // How many characters among those decoded so far are U+FFFD in place of what is none.
  virtual uint64_t Replaced() const { return 0; }
};

// The bytes of a descriptor as they are, up to its end or until `interrupt` (may be null; must
// outlive the source) is raised. Of a regular file, less than what it held when the source was made
// is no success: where it became shorter meanwhile, or was written to without becoming longer, an
// error stands in place of the end. One that has only grown ends where its end is when it is met.
class FileSource final : public ByteSource {
 public:
  explicit FileSource(Descriptor file, const Interrupt* interrupt = nullptr);
  Result<size_t> Read(char* to, size_t size) override;
  bool MoreIsWaiting() override { return file_.ReadyToRead(); }
  uint64_t BytesTaken() const override { return taken_; }

 private:
  Status CheckEnd() const;

  Descriptor file_;
  const Interrupt* interrupt_;
  std::optional<FileFacts> before_;  // of a regular file, as it was found
  uint64_t taken_ = 0;
};

// Bytes that are already in memory (tests, command-line arguments). `bytes` is copied. Read
// gives at most `chunk` bytes at a time, so that tests can move every border.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes, size_t chunk = SIZE_MAX)
      : bytes_(bytes), chunk_(chunk) {}
  Result<size_t> Read(char* to, size_t size) override;
  bool MoreIsWaiting() override { return true; }
  uint64_t BytesTaken() const override { return at_; }

 private:
  std::string bytes_;
  size_t chunk_;
  size_t at_ = 0;
};

// Lets the start of a stream be seen before it is read.
class PeekSource final : public ByteSource {
 public:
  explicit PeekSource(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {}

  // At least `least` bytes from the current place, fewer only at the end of the stream; goes on
  // up to `most` as long as no waiting is needed. They are read again by Read, which also returns
  // an error that was met behind them. Where it was met before `least`, what is in front of
  // it is given if there is a line end in it, else the error: of a damaged file the lines before
  // the damage can be read. The view lives until the next call of any function.
  Result<std::string_view> Peek(size_t least, size_t most);

  Result<size_t> Read(char* to, size_t size) override;
  // True if a Peek has met an error: the stream is longer than what could be read of it.
  bool failed() const { return failed_.has_value(); }

  bool MoreIsWaiting() override;
  uint64_t BytesTaken() const override { return inner_->BytesTaken(); }
  uint64_t Replaced() const override { return inner_->Replaced(); }

 private:
  Status Fill(size_t size);

  std::unique_ptr<ByteSource> inner_;
  RawBytes held_;
  size_t at_ = 0;
  bool ended_ = false;
  std::optional<Error> failed_;  // what the stream ended with
};

}  // namespace cxo
