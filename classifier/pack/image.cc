// One list of members for each type, walked by a writer and by a reader alike, so that the two
// cannot disagree.
#include "classifier/pack/image.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

namespace cxo {
namespace {

constexpr uint64_t kVersion = 0x0006'4B43'4150'4F58;  // changes with the members below

// The bytes that are missing at `offset` of an image to where numbers may lie.
size_t Padding(size_t offset) {
  return (kPackImageAlignment - offset % kPackImageAlignment) % kPackImageAlignment;
}

// Both ways: way(member...) for the members in order.
template <typename Way>
void Members(Way& way, Position& at) {
  way(at.file, at.line, at.column);
}
template <typename Way>
void Members(Way& way, PackFile& file) {
  way(file.name);
}
template <typename Way>
void Members(Way& way, Label& label) {
  way(label.name, label.title, label.subtypes);
}
template <typename Way>
void Members(Way& way, Pattern& pattern) {
  way(pattern.text, pattern.regex, pattern.is_phrase, pattern.role, pattern.owner, pattern.at);
}
template <typename Way>
void Members(Way& way, Example& example) {
  way(example.text, example.todo, example.label, example.profile, example.at);
}
template <typename Way>
void Members(Way& way, Condition& condition) {
  way(condition.op, condition.name, condition.measure, condition.compare, condition.number,
      condition.parts, condition.offset);
}
template <typename Way>
void Members(Way& way, Rule& rule) {
  way(rule.id, rule.composite, rule.label, rule.facet, rule.subtype, rule.weight, rule.turned_down,
      rule.locked, rule.cap, rule.condition, rule.scope, rule.absorbs, rule.unless, rule.despite,
      rule.nests, rule.note, rule.hit, rule.miss, rule.at);
}
template <typename Way>
void Members(Way& way, Guard& guard) {
  way(guard.id, guard.scope, guard.words, guard.side, guard.effect, guard.factor, guard.affects,
      guard.condition, guard.note, guard.hit, guard.miss, guard.at);
}
template <typename Way>
void Members(Way& way, Decision& decision) {
  way(decision.bias, decision.threshold, decision.temperature, decision.slope, decision.intercept,
      decision.review_confidence, decision.review_margin, decision.review_known,
      decision.also_score, decision.stated);
}
template <typename Way>
void Members(Way& way, Profile::Change& change) {
  way(change.rule, change.label, change.facet, change.weight, change.off, change.at);
}
template <typename Way>
void Members(Way& way, Profile& profile) {
  way(profile.name, profile.note, profile.changes, profile.bias, profile.at);
}
template <typename Way>
void Members(Way& way, WordWeights& words) {
  way(words.terms, words.term_weights, words.signals, words.signal_weights);
}
template <typename Way>
void Members(Way& way, SubtypeWeights::Name& name) {
  way(name.label, name.subtype);
}
template <typename Way>
void Members(Way& way, SubtypeWeights& subtypes) {
  way(subtypes.names, subtypes.bias, subtypes.words);
}
template <typename Way>
void Members(Way& way, Pack& pack) {
  way(pack.name, pack.version, pack.licence, pack.note, pack.languages, pack.group, pack.labels,
      pack.rules, pack.guards, pack.patterns, pack.profiles, pack.examples, pack.decision,
      pack.words, pack.subtypes, pack.weights_corpus, pack.words_corpus, pack.digest, pack.files);
}

class Writer {
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
      Members(*this, value);
    }
  }
  void Put(std::string& text) {
    PutSize(text.size());
    bytes_ += text;
  }
  template <typename T>
  void Put(std::vector<T>& items) {
    PutSize(items.size());
    for (T& item : items) Put(item);
  }
  template <typename T>
  void Put(NumberList<T>& numbers) {
    PutSize(numbers.all().size());
    bytes_.resize(bytes_.size() + Padding(bytes_.size()));
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

class Reader {
 public:
  explicit Reader(std::string_view bytes) : size_(bytes.size()), rest_(bytes) {}

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
      if (whole_) Members(*this, value);
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
    if constexpr (std::is_arithmetic_v<T>) return TakeNumbers(items);
    // Every item takes a byte at least, so that a wrong size cannot ask for more than there is.
    const size_t size = TakeSize(1);
    constexpr size_t kMostAtOnce = 1U << 16U;  // a wrong size must not ask for gigabytes
    items.reserve(std::min(size, kMostAtOnce));
    for (size_t i = 0; i < size && whole_; ++i) Take(items.emplace_back());
  }
  // A pack has hundreds of thousands of weights, and their bytes are what Put wrote of each.
  template <typename T>
  void TakeNumbers(std::vector<T>& numbers) {
    static_assert(!std::is_same_v<T, bool>);
    numbers.resize(TakeSize(sizeof(T)));
    const size_t bytes = numbers.size() * sizeof(T);
    if (bytes > 0) std::memcpy(numbers.data(), rest_.data(), bytes);
    rest_.remove_prefix(bytes);
  }
  // Where they lie.
  template <typename T>
  void Take(NumberList<T>& numbers) {
    static_assert(alignof(T) <= kPackImageAlignment);
    uint32_t size = 0;
    Take(size);
    const size_t padding = Padding(size_ - rest_.size());
    const size_t bytes = size * sizeof(T);
    whole_ = whole_ && padding <= rest_.size() && bytes <= rest_.size() - padding;
    if (!whole_) return;
    rest_.remove_prefix(padding);
    numbers = NumberList<T>::In({reinterpret_cast<const T*>(rest_.data()), size});
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
    explicit Nested(Reader* reader) : reader_(*reader) {
      constexpr int kDeepest = 100;
      if (++reader_.depth_ > kDeepest) reader_.whole_ = false;
    }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    ~Nested() { --reader_.depth_; }

   private:
    Reader& reader_;
  };

  size_t size_;  // of the image
  std::string_view rest_;
  bool whole_ = true;
  int depth_ = 0;
};

}  // namespace

std::string WritePackImage(const Pack& pack) {
  Writer writer;
  uint64_t version = kVersion;
  Pack copy = pack;  // members are listed for both ways, and reading changes them
  writer(version, copy);
  return writer.Finish();
}

Result<Pack> ReadPackImage(std::string_view image) {
  Reader reader(image);
  uint64_t version = 0;
  Pack pack;
  reader(version);
  if (version == kVersion) reader(pack);
  if (version == kVersion && reader.whole()) return pack;
  Error error;
  error.message = "this is not a pack image of this version of cxo, or not a whole one";
  return error;
}

}  // namespace cxo
