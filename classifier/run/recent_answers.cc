// A ring of bytes with a table of hashes.
#include "classifier/run/recent_answers.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <new>

namespace cxo {
namespace {

// Of a text of a few words with its answer; short texts are what comes again.
constexpr size_t kUsualSize = 32;

// Growing forgets everything, so it is done seldom.
constexpr size_t kGrowth = 8;

// More memory pays if of so many texts that were not there one was.
constexpr uint64_t kMissesForOneFind = 4;

void AppendBytes(const auto& value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
T TakeBytes(std::string_view* in) {
  T value;
  std::memcpy(&value, in->data(), sizeof value);
  in->remove_prefix(sizeof value);
  return value;
}

void Encode(const Answer& answer, std::string* out) {
  out->clear();
  AppendBytes(answer.label, out);
  AppendBytes(answer.review, out);
  AppendBytes(answer.status, out);
  for (const std::string& cell : answer.cells) {
    AppendBytes(static_cast<uint32_t>(cell.size()), out);
    *out += cell;
  }
}

void Decode(std::string_view in, Answer* answer) {
  answer->label = TakeBytes<LabelIndex>(&in);
  answer->review = TakeBytes<Review>(&in);
  answer->status = TakeBytes<TextStatus>(&in);
  size_t cells = 0;
  for (; !in.empty(); ++cells) {
    const auto size = TakeBytes<uint32_t>(&in);
    if (answer->cells.size() == cells) answer->cells.emplace_back();
    answer->cells[cells].assign(in.substr(0, size));
    in.remove_prefix(size);
  }
  answer->cells.resize(cells);
}

}  // namespace

RecentAnswers::RecentAnswers(size_t fewest, size_t most) : most_(most) { StartOver(fewest); }

void RecentAnswers::StartOver(size_t bytes) {
  bytes_ = bytes;
  slots_.assign(std::max<size_t>(std::bit_ceil(bytes / kUsualSize), 2), {});
  next_ = 1;
}

// Whether what the slot points to has not been written over.
bool RecentAnswers::IsThere(const Slot& slot) const {
  return slot.place != 0 && next_ - slot.place <= bytes_;
}

// The answer is replaced if the slot is that of the text.
bool RecentAnswers::Holds(const Slot& slot, std::string_view text, Answer* answer) const {
  std::string_view entry = std::string_view(ring_).substr((slot.place - 1) % bytes_);
  const auto sizes = TakeBytes<Sizes>(&entry);
  if (entry.substr(0, sizes.text) != text) return false;
  Decode(entry.substr(sizes.text, sizes.answer), answer);
  return true;
}

bool RecentAnswers::Find(std::string_view text, Answer* answer) {
  const uint64_t hash = std::hash<std::string_view>()(text);
  for (const Slot& slot : SlotsOf(hash)) {
    if (slot.hash != hash || !IsThere(slot) || !Holds(slot, text, answer)) continue;
    ++found_;
    return true;
  }
  return false;
}

// Where the next `size` bytes are to lie. No entry goes over the end of the ring.
size_t RecentAnswers::RoomFor(size_t size) {
  size_t begin = (next_ - 1) % bytes_;
  if (begin + size > bytes_) {
    const bool grows = found_ * kMissesForOneFind >= missed_ && kGrowth * bytes_ <= most_;
    found_ = 0;
    missed_ = 0;
    if (grows) {
      StartOver(kGrowth * bytes_);
    } else {
      next_ += bytes_ - begin;
    }
    begin = 0;
  }
  if (ring_.size() < begin + size) ring_.resize(begin + size);
  return begin;
}

void RecentAnswers::Keep(std::string_view text, const Answer& answer) {
  ++missed_;
  size_t size = 0;
  size_t begin = 0;
  try {
    Encode(answer, &encoded_);
    size = sizeof(Sizes) + text.size() + encoded_.size();
    if (size > bytes_ / 16) return;
    begin = RoomFor(size);
  } catch (const std::bad_alloc&) {
    bytes_ = 0;  // nothing is kept from now on: that is slower, and no reason to fail
    ring_ = {};
    return;
  }
  char* const to = ring_.data() + begin;
  const Sizes sizes{static_cast<uint32_t>(text.size()), static_cast<uint32_t>(encoded_.size())};
  std::memcpy(to, &sizes, sizeof sizes);
  std::memcpy(to + sizeof sizes, text.data(), text.size());
  std::memcpy(to + sizeof sizes + text.size(), encoded_.data(), encoded_.size());
  const uint64_t hash = std::hash<std::string_view>()(text);
  // In place of the older one.
  const std::span<Slot, 2> slots = SlotsOf(hash);
  slots[slots[0].place < slots[1].place ? 0 : 1] = {hash, next_};
  next_ += size;
}

}  // namespace cxo
