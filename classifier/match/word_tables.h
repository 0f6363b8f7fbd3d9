// Arrays in one block of bytes, one after the other, used where they lie.
#pragma once

#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace cxo {

inline constexpr uint64_t kWordTablesVersion = 0x39304f5857ULL << 8U;  // changes with the layout

// Each array is its length in items, then the items, filled up to a multiple of 8 bytes. Items that
// take whole lines of the cache begin at a multiple of these, counted from the begin of the block:
// in a block that is aligned so, none lies across two.
inline constexpr size_t kCacheLine = 64;

template <typename T>
struct LineAllocator {
  using value_type = T;
  LineAllocator() = default;
  template <typename U>
  explicit LineAllocator(LineAllocator<U> /*other*/) {}
  T* allocate(size_t count) {
    return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{kCacheLine}));
  }
  void deallocate(T* items, size_t /*count*/) {
    ::operator delete (items, std::align_val_t{kCacheLine});
  }
  friend bool operator==(LineAllocator, LineAllocator) { return true; }
};

// A block of tables, which is aligned so.
using WordTables = std::vector<uint64_t, LineAllocator<uint64_t>>;

class WordTableWriter {
 public:
  WordTableWriter() { PutNumber(kWordTablesVersion); }

  template <typename T>
  void Put(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= sizeof(uint64_t));
    PutNumber(items.size());
    if (sizeof(T) % kCacheLine == 0) tables_.resize(Aligned(tables_.size(), kCacheLine / 8));
    const size_t bytes = items.size() * sizeof(T);
    const size_t end = tables_.size();
    tables_.resize(end + (bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t));
    if (bytes != 0) std::memcpy(tables_.data() + end, items.data(), bytes);
  }

  // All that was put; the writer is done with.
  WordTables Finish() && { return std::move(tables_); }

 private:
  static size_t Aligned(size_t size, size_t to) { return (size + to - 1) / to * to; }
  void PutNumber(uint64_t number) { tables_.push_back(number); }

  WordTables tables_;
};

// Gives the arrays back in the order in which they were put.
class WordTableReader {
 public:
  // `bytes` are aligned to 8; to kCacheLine, if items are to lie in lines of their own.
  explicit WordTableReader(std::string_view bytes) : size_(bytes.size()), rest_(bytes) {
    uint64_t version = 0;
    whole_ = TakeNumber(&version) && version == kWordTablesVersion;
  }

  // `items` views the bytes, which must outlive it.
  template <typename T>
  void Take(std::span<const T>* items) {
    uint64_t count = 0;
    whole_ = whole_ && TakeNumber(&count) && (sizeof(T) % kCacheLine != 0 || SkipToLine()) &&
             count <= rest_.size() / sizeof(T);
    if (!whole_) return;
    *items = {reinterpret_cast<const T*>(rest_.data()), count};
    const size_t bytes = count * sizeof(T);
    const size_t filled = (bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t);
    whole_ = filled <= rest_.size();
    if (whole_) rest_.remove_prefix(filled);
  }

  // True if all that was asked for was there, and nothing else.
  bool whole() const { return whole_ && rest_.empty(); }

 private:
  bool TakeNumber(uint64_t* number) {
    if (rest_.size() < sizeof *number) return false;
    std::memcpy(number, rest_.data(), sizeof *number);
    rest_.remove_prefix(sizeof *number);
    return true;
  }

  bool SkipToLine() {
    const size_t skipped = (kCacheLine - (size_ - rest_.size()) % kCacheLine) % kCacheLine;
    if (skipped > rest_.size()) return false;
    rest_.remove_prefix(skipped);
    return true;
  }

  size_t size_;
  std::string_view rest_;
  bool whole_ = false;
};

}  // namespace cxo
