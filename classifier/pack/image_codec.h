// Values as bytes: an image is read as it was written, in the byte order of the machine, and for
// the program that it was built with.
//
// A type that is to be written names its members once, for both ways, in its own namespace:
//
//   template <typename Way>
//   void ImageMembers(Way& way, Label& label) {
//     way(label.name, label.title, label.subtypes);
//   }
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "classifier/pack/flat_list.h"
#include "classifier/pack/image.h"

namespace cxo {

// Lists of these are written and read at once.
template <typename T>
inline constexpr bool kIsItsBytes =
    !std::is_same_v<T, bool> &&
    (std::is_arithmetic_v<T> || std::has_unique_object_representations_v<T>);

// The bytes that are missing at `offset` of an image to where numbers may lie.
inline size_t ImagePadding(size_t offset) {
  return (kPackImageAlignment - offset % kPackImageAlignment) % kPackImageAlignment;
}

// Writes values, each as its bytes or member by member.
class ImageWriter {
 public:
  template <typename... T>
  void operator()(T&... members) {
    (Put(members), ...);
  }

  std::string Finish() { return std::move(bytes_); }

 private:
  template <typename T>
  void Put(T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
      ImageMembers(*this, value);
    }
  }
  void Put(std::string& text) {
    PutSize(text.size());
    bytes_ += text;
  }
  template <typename T>
  void Put(std::vector<T>& items) {
    PutSize(items.size());
    if constexpr (kIsItsBytes<T>) {
      bytes_.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
    } else {
      for (T& item : items) Put(item);
    }
  }
  template <typename T>
  void Put(FlatList<T>& numbers) {
    PutSize(numbers.all().size());
    bytes_.resize(bytes_.size() + ImagePadding(bytes_.size()));
    bytes_.append(reinterpret_cast<const char*>(numbers.all().data()), numbers.all().size_bytes());
  }
  template <typename T>
  void Put(std::optional<T>& value) {
    PutSize(value ? 1 : 0);
    if (value) Put(*value);
  }
  template <typename K, typename V>
  void Put(std::map<K, V>& map) {
    PutSize(map.size());
    for (auto& [key, value] : map) {
      K copy = key;
      (*this)(copy, value);
    }
  }
  void PutSize(size_t size) {
    auto size32 = static_cast<uint32_t>(size);
    Put(size32);
  }

  std::string bytes_;
};

// Reads what an ImageWriter wrote. Total: of other bytes it gives other values, or is not whole().
class ImageReader {
 public:
  explicit ImageReader(std::string_view bytes) : size_(bytes.size()), rest_(bytes) {}

  template <typename... T>
  void operator()(T&... members) {
    (Take(members), ...);
  }

  // True if all that was taken was there, and nothing is left.
  bool whole() const { return whole_ && rest_.empty(); }

 private:
  template <typename T>
  void Take(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      uint8_t byte = 0;
      Take(byte);
      value = byte != 0;
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      whole_ = whole_ && rest_.size() >= sizeof value;
      if (!whole_) return;
      std::memcpy(&value, rest_.data(), sizeof value);
      rest_.remove_prefix(sizeof value);
    } else {
      Nested nested(this);
      if (whole_) ImageMembers(*this, value);
    }
  }
  void Take(std::string& text) {
    const size_t size = TakeSize(1);
    if (size == 0) return;  // most are, in a lean pack, and the text is empty as it comes
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  template <typename T>
  void Take(std::vector<T>& items) {
    if constexpr (kIsItsBytes<T>) {
      items.resize(TakeSize(sizeof(T)));
      const size_t bytes = items.size() * sizeof(T);
      if (bytes > 0) std::memcpy(items.data(), rest_.data(), bytes);
      rest_.remove_prefix(bytes);
    } else {
      // Every item takes a byte at least, so that a wrong size cannot ask for more than there is.
      const size_t size = TakeSize(1);
      constexpr size_t kMostAtOnce = 1U << 16U;  // a wrong size must not ask for gigabytes
      items.reserve(std::min(size, kMostAtOnce));
      for (size_t i = 0; i < size && whole_; ++i) Take(items.emplace_back());
    }
  }
  // Where they lie.
  template <typename T>
  void Take(FlatList<T>& numbers) {
    static_assert(alignof(T) <= kPackImageAlignment);
    uint32_t size = 0;
    Take(size);
    const size_t padding = ImagePadding(size_ - rest_.size());
    const size_t bytes = size * sizeof(T);
    whole_ = whole_ && padding <= rest_.size() && bytes <= rest_.size() - padding;
    if (!whole_) return;
    rest_.remove_prefix(padding);
    numbers = FlatList<T>::In({reinterpret_cast<const T*>(rest_.data()), size});
    rest_.remove_prefix(bytes);
  }
  template <typename T>
  void Take(std::optional<T>& value) {
    if (TakeSize(0) > 0) Take(value.emplace());
  }
  template <typename K, typename V>
  void Take(std::map<K, V>& map) {
    for (size_t left = TakeSize(1); left > 0 && whole_; --left) {
      K key{};
      V value{};
      (*this)(key, value);
      map.emplace(std::move(key), std::move(value));
    }
  }

  // A number of things of at least `bytes` bytes each.
  size_t TakeSize(size_t bytes) {
    uint32_t size = 0;
    Take(size);
    whole_ = whole_ && size * bytes <= rest_.size();
    return whole_ ? size : 0;
  }

  // Conditions hold conditions; how deep is bounded, whatever the bytes say.
  class Nested {
   public:
    explicit Nested(ImageReader* reader) : reader_(*reader) {
      constexpr int kDeepest = 100;
      if (++reader_.depth_ > kDeepest) reader_.whole_ = false;
    }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    ~Nested() { --reader_.depth_; }

   private:
    ImageReader& reader_;
  };

  size_t size_;  // of the image
  std::string_view rest_;
  bool whole_ = true;
  int depth_ = 0;
};

}  // namespace cxo
