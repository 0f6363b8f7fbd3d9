// The verdict on one text: a label, how sure it is, and the evidence that made it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/pack/pack.h"
#include "classifier/text/normal_form.h"

namespace cxo {

// Why an answer may need a person's look.
enum class Review : uint8_t {
  kNo,
  kLowConfidence,
  kLowMargin,
  kIncomplete,
  kUnknownWords,  // the pack knows too small a share of the words (Decision::review_known)
  kNoText,        // the text is empty, or nothing is left of it in normal form
};

// What stood in the way of a full reading of the text. Anything but kOk also asks for review.
enum class TextStatus : uint8_t {
  kOk,
  kInvalidUtf8,  // bytes that are not UTF-8 were read as U+FFFD
  kTruncated,    // only the beginning of an over-long text was read
  kOutOfMemory,  // matching ran out of its budget: the label is NONE, with confidence 0
};

// How much of what led to a verdict it holds. Its other members are the same.
enum class Detail : uint8_t {
  kAll,       // all evidence
  kEvidence,  // not signals (evidence of rules without label) that nothing depended on
  kAnswer,    // no evidence, weakenings and asides
};

// A sentence, or a few words, that say nothing of what is offered, and the guard that set them
// aside.
struct Aside {
  uint32_t guard = 0;  // index into Pack::guards
  Span span;

  friend bool operator==(const Aside&, const Aside&) = default;
};

// Reused from text to text without allocating anew.
struct Verdict {
  LabelIndex label = kNone;
  double confidence = 0.0;  // calibrated probability that `label` is right, 0 to 1
  double margin = 0.0;      // probability of the first minus that of the second label, 0 to 1
  double known = 1.0;       // share of known words; 1 where a rule counts, or none is asked for
  LabelIndex runner_up = kNone;  // the second most probable label
  bool abstained = false;        // NONE because the best label missed its threshold
  Review review = Review::kNo;
  TextStatus status = TextStatus::kOk;
  std::vector<double> scores;      // per label: bias plus weights plus leaning, log-odds
  std::vector<double> leaning;     // per label: what words and signals add; empty without weights
  std::vector<LabelIndex> also;    // further labels with real evidence, best first
  std::vector<uint32_t> subtypes;  // of the label: indexes into Label::subtypes, ascending
  std::vector<Evidence> evidence;  // in order of place, composites after rules; spans in the text
  // By piece of evidence, then by guard: all that guards of the effect `scale` have weakened,
  // whatever else became of it.
  std::vector<Weakening> weakenings;
  std::vector<Aside> asides;  // in order of place; nothing else of the verdict heeds them
};

// Those of one piece of evidence among `all` of its verdict; a view of these.
std::span<const Weakening> WeakeningsOf(const std::vector<Weakening>& all, size_t evidence);

// Takes away what Detail::kAnswer lacks, and keeps its memory.
void DropDetail(Verdict* verdict);

// Of a verdict on `normal`, whose spans are of that: spans of the original instead, and kNoText
// where nothing of it was left.
void FinishVerdict(const NormalText& normal, Verdict* verdict);

// The words of the command line for these: "", "low-confidence", "low-margin", "incomplete",
// "unknown-words", "no-text".
std::string_view ToString(Review review);

// "ok", "invalid-utf8", "truncated", "out-of-memory".
std::string_view ToString(TextStatus status);

// The label's subtypes in the verdict joined by "+"; empty if there are none.
std::string SubtypeText(const Pack& pack, const Verdict& verdict);

}  // namespace cxo
