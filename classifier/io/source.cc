// The plain sources: files, memory, and the look ahead.
#include "classifier/io/source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <unistd.h>

namespace cxo {

FileSource::FileSource(Descriptor file, const Interrupt* interrupt)
    : file_(std::move(file)), interrupt_(interrupt) {
  const Result<FileFacts> facts = file_.Facts();
  if (facts && facts->regular) before_ = *facts;
}

Result<size_t> FileSource::Read(char* to, size_t size) {
  if (interrupt_ != nullptr && !file_.AwaitReadable(interrupt_->fd())) return size_t{0};
  Result<size_t> count = file_.Read(to, size);
  if (count) taken_ += *count;
  if (!count || *count > 0) return count;
  if (const Status whole = CheckEnd(); !whole) return whole.error();
  return size_t{0};
}

// The size alone does not tell: a file may be cut short and written anew, and files in /sys are
// shorter than they say.
Status FileSource::CheckEnd() const {
  if (!before_) return Done{};
  const Result<FileFacts> now = file_.Facts();
  if (!now) return now.error();
  const auto end = static_cast<uint64_t>(::lseek(file_.fd(), 0, SEEK_CUR));
  const bool written = now->modified != before_->modified;
  if (now->size < before_->size || (written && end < before_->size)) {
    return Error{.source = file_.name(),
                 .message = "became shorter while it was read, so that rows are missing",
                 .excerpt = {}};
  }
  if (!written || now->size > before_->size) return Done{};
  return Error{.source = file_.name(),
               .message = "was written to while it was read, so that rows may be of two versions",
               .excerpt = {}};
}

Result<size_t> MemorySource::Read(char* to, size_t size) {
  const size_t count = std::min({size, chunk_, bytes_.size() - at_});
  std::memcpy(to, bytes_.data() + at_, count);
  at_ += count;
  return count;
}

// Reads up to `size` bytes behind those that are held.
Status PeekSource::Fill(size_t size) {
  constexpr size_t kMostAtOnce = size_t{64} << 10;
  const size_t before = held_.size();
  held_.resize(before + std::min(size, kMostAtOnce));
  const Result<size_t> count = inner_->Read(held_.data() + before, held_.size() - before);
  held_.resize(before + (count ? *count : 0));
  if (!count) return count.error();
  ended_ = *count == 0;
  return Done{};
}

Result<std::string_view> PeekSource::Peek(size_t least, size_t most) {
  held_.erase(held_.begin(), held_.begin() + static_cast<ptrdiff_t>(std::exchange(at_, 0)));
  while (!ended_ && !failed_ && held_.size() < most) {
    if (held_.size() >= least && !inner_->MoreIsWaiting()) break;
    if (const Status filled = Fill(most - held_.size()); !filled) failed_ = filled.error();
  }
  const std::string_view held = std::string_view(held_.data(), std::min(held_.size(), most));
  const bool cut = failed_ && held.size() < least;
  if (cut && held.find('\n') == std::string_view::npos) return *failed_;
  return held;
}

Result<size_t> PeekSource::Read(char* to, size_t size) {
  if (at_ == held_.size()) {
    if (failed_) return *failed_;
    return ended_ ? Result<size_t>(0) : inner_->Read(to, size);
  }
  const size_t count = std::min(size, held_.size() - at_);
  std::memcpy(to, held_.data() + at_, count);
  at_ += count;
  if (at_ == held_.size()) {
    at_ = 0;
    held_ = RawBytes();  // a look ahead happens at the start: give the memory back
  }
  return count;
}

bool PeekSource::MoreIsWaiting() {
  return at_ < held_.size() || ended_ || failed_ || inner_->MoreIsWaiting();
}

}  // namespace cxo
