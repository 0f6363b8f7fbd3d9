// The normal form is built in one pass from left to right. Plain ASCII, the bulk of all input, goes
// in blocks that the compiler can vectorise; everything else goes one character at a time. The few
// texts with spaced letters are then gone over again.
#include "classifier/text/normal_form.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "classifier/error/ascii.h"
#include "classifier/error/utf8.h"
#include "classifier/text/fold.h"
#include "classifier/text/markup.h"
#include "classifier/text/spaced_letters.h"

namespace cxo {
namespace {

constexpr size_t kMaxOriginal = 1U << 26U;  // three bytes may become 33, and sizes have 32 bits
constexpr size_t kBlock = 32;
// Room for what one character can become beyond its own length, and for one block.
constexpr size_t kSlack = 128;

enum class Kind : uint8_t { kPlain, kBlank, kBreak, kLess, kAmpersand, kBeyondAscii };

constexpr Kind KindOf(size_t byte) {
  if (byte >= 0x80) return Kind::kBeyondAscii;
  if (byte >= '\n' && byte <= '\r') return Kind::kBreak;
  if (byte <= ' ' || byte == 0x7F || byte == '_') return Kind::kBlank;
  if (byte == '<') return Kind::kLess;
  return byte == '&' ? Kind::kAmpersand : Kind::kPlain;
}

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (size_t byte = 0; byte < kinds.size(); ++byte) kinds[byte] = KindOf(byte);
  return kinds;
}();

Kind KindAt(std::string_view text, size_t at) { return kKinds[static_cast<uint8_t>(text[at])]; }

// Arithmetic on booleans in place of && and ||: a loop without branches is one of vectors.
// Of all but "_".
constexpr uint8_t IsPlain(uint8_t c) {
  return static_cast<uint8_t>((static_cast<uint8_t>(c - '!') < 0x7F - '!') & (c != '<') &
                              (c != '&'));
}

// Writes kBlock bytes of `in` in lower case to `out`; returns how many of them, from the first one
// on, are so in normal form: plain, or single spaces before something plain. Reads one byte beyond
// the block.
uint32_t LowerBlock(const char* in, char* out) {
  std::array<uint8_t, kBlock> bad{};
  for (size_t i = 0; i < kBlock; ++i) {
    const auto c = static_cast<uint8_t>(in[i]);
    const auto next = static_cast<uint8_t>(in[i + 1]);
    bad[i] = !(IsPlain(c) | ((c == ' ') & IsPlain(next)));
    out[i] = static_cast<char>(c + IsUpper(static_cast<char>(c)) * ('a' - 'A'));
  }
  // In a loop of its own: with one condition more the compiler makes no vectors of the one above.
  for (size_t i = 0; i < kBlock; ++i) {
    bad[i] |= static_cast<uint8_t>((in[i] == '_') | (in[i + 1] == '_'));
  }
  for (uint32_t i = 0; i < kBlock; i += sizeof(uint64_t)) {
    uint64_t eight = 0;
    std::memcpy(&eight, bad.data() + i, sizeof eight);
    if (eight == 0) continue;
    return i + static_cast<uint32_t>(std::countr_zero(eight)) / 8;
  }
  return kBlock;
}

}  // namespace

class NormalText::Builder {
 public:
  Builder(std::string_view original, NormalText* out)
      : in_(original), tags_(original), out_(*out) {}

  void Build();

 private:
  // White space that has been read and is not yet written.
  struct Gap {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t breaks = 0;
    bool open = false;
  };

  void TakeBlocks();
  void TakeOne();
  void TakePlain();
  void TakeLineBreak();
  void TakeTag();
  void TakeReference();
  void TakeCodePoint();
  void TakeCode(char32_t code, uint32_t end);
  void Put(char32_t code, Span from, bool alone);
  bool JoinLast(char32_t code, uint32_t end);
  void AttachAccent(uint32_t end);
  void AddGap(uint32_t begin, uint32_t end, uint32_t breaks);
  void CloseGap();
  void MapPiece(Span normal, Span original, bool alone);
  void ForgetRunsFrom(uint32_t normal);
  void MakeRoom();
  char* tail() { return out_.buffer_.data() + out_.size_; }

  std::string_view in_;
  TagReader tags_;
  NormalText& out_;
  uint32_t at_ = 0;
  Gap gap_;
  // The last code point written by Put() and where, for those that compose with it.
  char32_t last_code_ = 0;
  uint32_t last_at_ = 0;
  uint32_t last_end_ = 0;
};

void NormalText::Builder::Build() {
  MakeRoom();
  while (at_ < in_.size()) {
    TakeBlocks();
    while (at_ < in_.size()) {
      TakeOne();
      if (at_ < in_.size() && KindAt(in_, at_) == Kind::kPlain) break;
    }
  }
}

// Takes plain ASCII as far as it goes.
void NormalText::Builder::TakeBlocks() {
  if (gap_.open || out_.size_ == 0) {
    if (KindAt(in_, at_) != Kind::kPlain) return;
    CloseGap();
  }
  const uint32_t begin = at_;
  uint32_t taken = kBlock;
  while (taken == kBlock && at_ + kBlock < in_.size()) {
    taken = LowerBlock(in_.data() + at_, tail() + (at_ - begin));
    at_ += taken;
  }
  if (taken == kBlock) {  // the rest, with something behind it that is not plain
    std::array<char, kBlock + 1> padded{};
    std::memcpy(padded.data(), in_.data() + at_, in_.size() - at_);
    at_ += LowerBlock(padded.data(), tail() + (at_ - begin));
  }
  if (at_ == begin) return;
  MapPiece({out_.size_, out_.size_ + (at_ - begin)}, {begin, at_}, true);
  out_.size_ += at_ - begin;
}

void NormalText::Builder::TakeOne() {
  switch (KindAt(in_, at_)) {
    case Kind::kPlain: return TakePlain();
    case Kind::kBlank: AddGap(at_, at_ + 1, 0); break;
    case Kind::kBreak: return TakeLineBreak();
    case Kind::kLess: return TakeTag();
    case Kind::kAmpersand: return TakeReference();
    case Kind::kBeyondAscii: return TakeCodePoint();
  }
  ++at_;
}

void NormalText::Builder::TakePlain() {
  CloseGap();
  const auto c = static_cast<uint8_t>(in_[at_]);
  *tail() = static_cast<char>(c + IsUpper(static_cast<char>(c)) * ('a' - 'A'));
  MapPiece({out_.size_, out_.size_ + 1}, {at_, at_ + 1}, true);
  ++out_.size_;
  ++at_;
}

void NormalText::Builder::TakeLineBreak() {
  const bool pair = in_.substr(at_).starts_with("\r\n");
  const uint32_t end = at_ + (pair ? 2 : 1);
  AddGap(at_, end, 1);
  at_ = end;
}

void NormalText::Builder::TakeTag() {
  const Tag tag = tags_.Read(at_);
  if (tag.length == 0) return TakePlain();
  const uint32_t end = at_ + static_cast<uint32_t>(tag.length);
  if (tag.breaks) AddGap(at_, end, 2);
  at_ = end;
}

void NormalText::Builder::TakeReference() {
  const Reference reference = ReadReference(in_.substr(at_));
  if (reference.length == 0) return TakePlain();
  TakeCode(reference.code, at_ + static_cast<uint32_t>(reference.length));
}

void NormalText::Builder::TakeCodePoint() {
  const CodePoint point = FirstCodePoint(in_.substr(at_));
  out_.had_invalid_ |= !point.valid;
  TakeCode(point.code, at_ + point.length);
}

// Takes the bytes up to `end`, which stand for `code`.
void NormalText::Builder::TakeCode(char32_t code, uint32_t end) {
  const uint32_t begin = at_;
  at_ = end;
  Folded folded;
  const size_t count = out_.memo_.Fold(code, &folded);
  if (IsAccent(code)) return AttachAccent(end);
  for (size_t i = 0; i < count; ++i) {
    if (folded[i] == ' ' || folded[i] == '_' || folded[i] == '\n') {
      AddGap(begin, end, folded[i] == '\n' ? 1 : 0);
    } else {
      Put(folded[i], {begin, end}, count == 1);
    }
  }
  MakeRoom();
}

// Writes one code point; `alone` if it is all that the original bytes `from` become.
void NormalText::Builder::Put(char32_t code, Span from, bool alone) {
  if (JoinLast(code, from.end)) return;
  CloseGap();
  last_code_ = code;
  last_at_ = out_.size_;
  last_end_ = last_at_ + static_cast<uint32_t>(EncodeUtf8(code, tail()));
  MapPiece({last_at_, last_end_}, from, alone);
  out_.size_ = last_end_;
}

// Puts the composition of the last code point and `code` in the place of the last one, if there is
// such a thing.
bool NormalText::Builder::JoinLast(char32_t code, uint32_t end) {
  if (gap_.open || last_end_ != out_.size_ || out_.size_ == 0) return false;
  const char32_t joined = Compose(last_code_, code);
  if (joined == 0) return false;
  const uint32_t begin = out_.OriginalBegin(last_at_);
  ForgetRunsFrom(last_at_);
  out_.size_ = last_at_;
  Put(joined, {begin, end}, false);
  return true;
}

// An accent vanishes, but belongs to the character that bears it.
void NormalText::Builder::AttachAccent(uint32_t end) {
  if (gap_.open || out_.size_ == 0) return;
  uint32_t bearer = out_.size_ - 1;
  while (IsContinuation(out_.buffer_[bearer])) --bearer;
  const uint32_t begin = out_.OriginalBegin(bearer);
  ForgetRunsFrom(bearer);
  MapPiece({bearer, out_.size_}, {begin, end}, false);
}

void NormalText::Builder::AddGap(uint32_t begin, uint32_t end, uint32_t breaks) {
  if (!gap_.open) gap_ = {begin, end, 0, true};
  gap_.end = end;
  gap_.breaks += breaks;
}

void NormalText::Builder::CloseGap() {
  if (!gap_.open) return;
  gap_.open = false;
  if (out_.size_ == 0) return;
  const std::string_view form = gap_.breaks == 0 ? " " : gap_.breaks == 1 ? "\n" : "\n\n";
  std::memcpy(tail(), form.data(), form.size());
  const auto length = static_cast<uint32_t>(form.size());
  MapPiece({out_.size_, out_.size_ + length}, {gap_.begin, gap_.end}, length == 1);
  out_.size_ += length;
}

// Notes where a piece of the form came from. What is alone and as long as before advances in step.
void NormalText::Builder::MapPiece(Span normal, Span original, bool alone) {
  const bool step = alone && normal.size() == original.size();
  const Run last = out_.runs_.empty() ? Run{0, 0, 0} : out_.runs_.back();
  const uint32_t shift = original.begin - normal.begin;
  if (step && last.stretch == 0 && shift == last.original - last.normal) return;
  out_.runs_.push_back({normal.begin, original.begin, step ? 0 : original.size()});
}

void NormalText::Builder::ForgetRunsFrom(uint32_t normal) {
  while (!out_.runs_.empty() && out_.runs_.back().normal >= normal) out_.runs_.pop_back();
}

// Sees to it that what is left fits even if it does not shrink.
void NormalText::Builder::MakeRoom() {
  const size_t needed = out_.size_ + (in_.size() - at_) + kSlack;
  if (out_.buffer_.size() < needed) out_.buffer_.resize(needed + needed / 2);
}

void NormalText::Assign(std::string_view original) {
  size_ = 0;
  runs_.clear();
  had_invalid_ = false;
  original = original.substr(0, kMaxOriginal);
  Builder(original, this).Build();
  if (MayHoldSpacedLetters(text())) JoinSpacedLetters(original);
}

// Runs of spaced letters become words, in which each letter knows where it came from.
void NormalText::JoinSpacedLetters(std::string_view original) {
  NormalText joined;
  uint32_t copied = 0;
  std::string words;
  for (SpacedRun run = NextSpacedRun(text(), 0); run.span.size() > 0;
       run = NextSpacedRun(text(), copied)) {
    joined.Append(*this, {copied, run.span.begin});
    copied = run.span.end;
    const auto parts = [&](uint32_t at) {
      return buffer_[at] == ' ' && (run.hyphens || IsWideSpace(original, Original({at, at + 1})));
    };
    words.clear();
    for (uint32_t at = run.span.begin; at < copied; ++at) {
      if (IsLower(buffer_[at]) || parts(at)) words += buffer_[at];
    }
    const bool spaces = AreSpacedWords(words);
    for (uint32_t at = run.span.begin; at < copied; ++at) {
      if (IsLower(buffer_[at]) || (spaces && parts(at))) joined.Append(*this, {at, at + 1});
    }
  }
  if (copied == 0) return;
  joined.Append(*this, {copied, size_});
  size_ = joined.size_;
  std::memcpy(buffer_.data(), joined.buffer_.data(), size_);
  runs_.swap(joined.runs_);
}

// Appends a piece of another form together with where it came from.
void NormalText::Append(const NormalText& from, Span piece) {
  if (piece.size() == 0) return;
  Run run = from.RunAt(piece.begin);
  if (run.stretch == 0) run.original += piece.begin - run.normal;
  runs_.push_back({size_, run.original, run.stretch});
  for (auto next = from.RunAfter(piece.begin); next != from.runs_.end() && next->normal < piece.end;
       ++next) {
    runs_.push_back({next->normal - piece.begin + size_, next->original, next->stretch});
  }
  buffer_.append(from.buffer_, piece.begin, piece.size());
  size_ += piece.size();
}

std::vector<NormalText::Run>::const_iterator NormalText::RunAfter(uint32_t normal) const {
  return std::upper_bound(runs_.begin(), runs_.end(), normal,
                          [](uint32_t offset, const Run& run) { return offset < run.normal; });
}

NormalText::Run NormalText::RunAt(uint32_t normal) const {
  const auto after = RunAfter(normal);
  return after == runs_.begin() ? Run{0, 0, 0} : *(after - 1);
}

// The first original byte that the byte at `normal` came from.
uint32_t NormalText::OriginalBegin(uint32_t normal) const {
  const Run run = RunAt(normal);
  return run.stretch > 0 ? run.original : run.original + (normal - run.normal);
}

// The end of the original bytes that the byte before `normal` (not 0) came from.
uint32_t NormalText::OriginalEnd(uint32_t normal) const {
  const Run run = RunAt(normal - 1);
  return run.original + (run.stretch > 0 ? run.stretch : normal - run.normal);
}

Span NormalText::Original(Span normal) const {
  const uint32_t begin = std::min(normal.begin, size_);
  const uint32_t end = std::min(normal.end, size_);
  // Most texts are plain, and all are as far as their first run.
  const uint32_t plain = runs_.empty() ? size_ : runs_.front().normal;
  if (begin < end && end <= plain) return {begin, end};
  if (begin < end) return {OriginalBegin(begin), OriginalEnd(end)};
  const uint32_t place = begin < size_ ? OriginalBegin(begin) : size_ > 0 ? OriginalEnd(size_) : 0;
  return {place, place};
}

bool PutIfPlain(std::string_view text, char* out) {
  static_assert(kPlainSlack >= kBlock);
  if (text.starts_with(' ')) return false;
  size_t at = 0;
  for (; at + kBlock < text.size(); at += kBlock) {
    if (LowerBlock(text.data() + at, out + at) != kBlock) return false;
  }
  std::array<char, kBlock + 1> padded{};
  std::memcpy(padded.data(), text.data() + at, text.size() - at);
  return LowerBlock(padded.data(), out + at) >= text.size() - at && !MayHoldSpacedLetters(text);
}

std::string Normalize(std::string_view text) {
  NormalText normal;
  normal.Assign(text);
  return std::string(normal.text());
}

std::string NormalizeInside(std::string_view piece) {
  const std::string normal = Normalize("x" + std::string(piece) + "x");
  return normal.substr(1, normal.size() - 2);
}

}  // namespace cxo
