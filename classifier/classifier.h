// The facade: what a program that embeds cxo includes.
//
//   cxo::LoadedPack loaded = cxo::LoadPack("rules");
//   if (!loaded.pack) return Refuse(loaded.errors);
//   cxo::BuiltClassifier built = cxo::BuildClassifier(*std::move(loaded.pack), {});
//   if (!built.classifier) return Refuse(built.errors);
//   cxo::Classifier::Session session(*built.classifier);  // one for each thread
//   const cxo::Verdict& verdict = session.Classify("process development");
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/decide/decider.h"
#include "classifier/decide/known_words.h"
#include "classifier/decide/plan.h"
#include "classifier/decide/verdict.h"
#include "classifier/decide/why_not.h"
#include "classifier/error/result.h"
#include "classifier/match/matcher.h"
#include "classifier/match/workspace.h"
#include "classifier/pack/load.h"
#include "classifier/pack/pack.h"
#include "classifier/text/normal_form.h"
#include "classifier/text/segments.h"

namespace cxo {

// Longer texts are classified by their beginning and flagged as truncated.
inline constexpr size_t kMaxText = size_t{1} << 20;

// The memory that a session takes for longer texts than this is given back behind them.
inline constexpr size_t kUsualText = size_t{256} << 10;

// As many bytes of texts, with one more for each, Screen looks at in one call.
inline constexpr size_t kMostScreened = size_t{4} << 20;

// Puts what is read of `text` into its normal form. Says what stands in the way of a full reading:
// kTruncated (more than kMaxText bytes, or `truncated`: it is only the beginning of what was to be
// read), else kInvalidUtf8, else kOk.
TextStatus ReadText(std::string_view text, bool truncated, NormalText* normal);

struct ClassifierOptions {
  std::string profile;     // empty: the pack's default profile
  bool reference = false;  // the slow matcher that defines what is right
  MatchLimits limits;
  std::string_view compiled_patterns;  // as for BuildFastMatcher: saves time, changes nothing
};

// A compiled pack. Immutable; sessions of any number of threads may share it.
class Classifier {
 public:
  // One thread's workspace. Not safe for concurrent use; the classifier must outlive it. Its memory
  // grows with the longest text, and with its clauses times the rules of the pack: one of 1 MiB may
  // take 550 MB with the built-in pack (250,000 clauses of a word each); what a text of more than
  // kUsualText bytes took is given back when the next one of usual size is classified.
  class Session {
   public:
    // The less detail, the faster. Shares, Known and AskWhyNot are for sessions with Detail::kAll.
    explicit Session(const Classifier& classifier, Detail detail = Detail::kAll);

    // The verdict on `text` (any bytes), with evidence spans in bytes of `text`. Total: it may
    // abstain or report a status, it never fails; where the system gives no more memory, it throws
    // std::bad_alloc, as Screen does. Then there is no last text of which anything may be asked,
    // and the next call begins anew and is as good as any. `truncated` as for ReadText. The
    // reference is good until the next call.
    const Verdict& Classify(std::string_view text, bool truncated = false);

    // True if the pack has one and the same verdict for all texts without hits: then it pays to
    // look at many texts at once before they are classified one by one.
    bool CanScreen() const { return silence_.has_value(); }

    // Replaces *silent: for each of `texts`, true if it is seen to have no hits, so that
    // Classify would return silence(). Does not see it of every such text, and never of an empty
    // one, which is flagged for review, of one above kMaxText, or of one that does not fit beside
    // those before it into kMostScreened bytes; so `texts`, fewer than 2^32 of them, may be of any
    // size together. The views must hold during the call alone. What it takes for the texts that it
    // looks at, up to twice their bytes and some more for each text and hit, stays for the next
    // call; Classify gives it back, as for its own texts, if one of them was above kUsualText. Only
    // if CanScreen().
    void Screen(std::span<const std::string_view> texts, std::vector<bool>* silent);
    const Verdict& silence() const { return *silence_; }

    // What words and signals added to the scores of the last verdict, taken apart; spans in bytes
    // of the last text. Empty if the pack has no weights for them.
    std::vector<WordShare> Shares() const;

    // The words of the last text that count as known and unknown, spans in bytes of the text, if
    // its verdict is a guess for want of known ones (IsGuess); none else.
    KnownWords Known() const;

    // Why the last text was not given `label`; spans in bytes of the last text. Some hundred times
    // the work of classifying it. Of a text that ran out of memory (kOutOfMemory) it says that
    // alone (WhyNot::unread).
    WhyNot AskWhyNot(LabelIndex label) const;

    // The normal form of the last text; good until the next call.
    const NormalText& normal() const { return normal_; }

   private:
    void Renew();
    const Verdict& ClassifyNext(std::string_view text, bool truncated);
    void ScreenNext(std::span<const std::string_view> texts, std::vector<bool>* silent);

    const Classifier& classifier_;
    Detail detail_;
    bool interrupted_ = false;  // the last call has not come to its end
    size_t longest_ = 0;        // of the texts since the last Renew
    NormalText normal_;
    Segments segments_;
    MatchWorkspace workspace_;
    std::vector<Hit> hits_;
    std::optional<Decider> decider_;  // always there; replaced as a whole
    Verdict verdict_;
    std::optional<Verdict> silence_;  // the verdict on every text without hits, if there is one
    std::optional<Verdict> no_text_;  // the same on one that is empty in normal form
    // For Screen: texts in lower case with a line break behind each, where they are and which of
    // the texts they are.
    std::string screened_;
    std::vector<Span> screened_spans_;
    std::vector<uint32_t> screened_numbers_;
    TextHits screened_hits_;
  };

  // Takes a pack with its profile applied and a matcher built from it. Tests pass matchers of their
  // own; programs call BuildClassifier.
  static Result<std::unique_ptr<const Classifier>> Create(Pack pack,
                                                          std::unique_ptr<Matcher> matcher);

  // A classifier that was made before, of the images of its parts, which must outlive it:
  // `patterns` by WriteCompiledPatterns, `plan` by WritePlanImage, both of one pack with its
  // profile applied. `pack` is that pack, or what ReadPlanImage asks of it; its patterns are not
  // looked at. Takes a tenth of the time of BuildClassifier. Null if an image is not whole or not
  // that of `pack`.
  static std::unique_ptr<const Classifier> Read(Pack pack, std::string_view patterns,
                                                std::string_view plan);

  const Pack& pack() const { return pack_; }
  const Plan& plan() const { return plan_; }
  const Matcher& matcher() const { return *matcher_; }

 private:
  Classifier(Pack pack, std::unique_ptr<Matcher> matcher)
      : pack_(std::move(pack)), matcher_(std::move(matcher)) {}

  Pack pack_;
  std::unique_ptr<Matcher> matcher_;
  Plan plan_;
};

// A classifier, or every fault that compiling the pack found: classifier is set if and only if
// errors is empty.
struct BuiltClassifier {
  std::unique_ptr<const Classifier> classifier;
  std::vector<Error> errors;
};

// Applies the profile, compiles every pattern, resolves every name.
BuiltClassifier BuildClassifier(Pack pack, const ClassifierOptions& options);

}  // namespace cxo
