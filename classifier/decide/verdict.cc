// The words for a verdict's small enumerations, and the way back to the original text.
#include "classifier/decide/verdict.h"

#include <algorithm>

namespace cxo {

std::span<const Weakening> WeakeningsOf(const std::vector<Weakening>& all, size_t evidence) {
  const auto of_piece = std::ranges::equal_range(all, evidence, {}, &Weakening::evidence);
  return {of_piece.begin(), of_piece.end()};
}

void DropDetail(Verdict* verdict) {
  verdict->evidence.clear();
  verdict->weakenings.clear();
  verdict->asides.clear();
}

void FinishVerdict(const NormalText& normal, Verdict* verdict) {
  if (normal.text().empty() && verdict->status == TextStatus::kOk) {
    verdict->review = Review::kNoText;
  }
  for (Evidence& one : verdict->evidence) one.span = normal.Original(one.span);
  for (Aside& one : verdict->asides) one.span = normal.Original(one.span);
}

std::string_view ToString(Review review) {
  switch (review) {
    case Review::kNo: return "";
    case Review::kLowConfidence: return "low-confidence";
    case Review::kLowMargin: return "low-margin";
    case Review::kIncomplete: return "incomplete";
    case Review::kUnknownWords: return "unknown-words";
    case Review::kNoText: return "no-text";
  }
  return "";
}

std::string_view ToString(TextStatus status) {
  switch (status) {
    case TextStatus::kOk: return "ok";
    case TextStatus::kInvalidUtf8: return "invalid-utf8";
    case TextStatus::kTruncated: return "truncated";
    case TextStatus::kOutOfMemory: return "out-of-memory";
  }
  return "";
}

std::string SubtypeText(const Pack& pack, const Verdict& verdict) {
  std::string joined;
  for (const uint32_t subtype : verdict.subtypes) {
    if (!joined.empty()) joined += '+';
    joined += pack.labels[static_cast<size_t>(verdict.label)].subtypes[subtype];
  }
  return joined;
}

}  // namespace cxo
