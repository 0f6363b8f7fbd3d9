// One text's way through the stages: normal form, segments, hits, verdict, and back to its own
// bytes.
#include "classifier/classifier.h"

#include <algorithm>
#include <utility>

#include "classifier/decide/outcome.h"
#include "classifier/decide/plan_image.h"

namespace cxo {

TextStatus ReadText(std::string_view text, bool truncated, NormalText* normal) {
  normal->Assign(text.substr(0, kMaxText));
  if (truncated || text.size() > kMaxText) return TextStatus::kTruncated;
  return normal->had_invalid() ? TextStatus::kInvalidUtf8 : TextStatus::kOk;
}

Classifier::Session::Session(const Classifier& classifier, Detail detail)
    : classifier_(classifier), detail_(detail), decider_(std::in_place, classifier.plan_, detail) {
  const Plan& plan = classifier.plan_;
  if (!plan.IsSilentWithoutHits()) return;
  if (detail == Detail::kAll && plan.wakes.AnyAskedFor()) return;
  segments_.Assign("");
  decider_->Decide({"", &segments_}, {}, &silence_.emplace());
  no_text_ = silence_;
  no_text_->review = Review::kNoText;
}

// Whatever grows with texts, and whatever an exception may have left half done.
void Classifier::Session::Renew() {
  normal_ = NormalText();
  segments_ = Segments();
  workspace_ = MatchWorkspace();
  hits_ = {};
  decider_.emplace(classifier_.plan_, detail_);
  verdict_ = Verdict();
  screened_ = {};
  screened_spans_ = {};
  screened_numbers_ = {};
  screened_hits_ = {};
  longest_ = 0;
}

// A run of long texts keeps what it needs; only the first usual one after it pays for new memory.
const Verdict& Classifier::Session::Classify(std::string_view text, bool truncated) {
  const bool outgrown = longest_ > kUsualText && text.size() <= kUsualText;
  const bool renew = interrupted_ || outgrown;
  interrupted_ = true;  // from here on: renewing may fail as well
  if (renew) Renew();
  longest_ = std::max(longest_, text.size());
  const Verdict& verdict = ClassifyNext(text, truncated);
  interrupted_ = false;
  return verdict;
}

const Verdict& Classifier::Session::ClassifyNext(std::string_view text, bool truncated) {
  verdict_.status = ReadText(text, truncated, &normal_);
  const MatchStatus matched = classifier_.matcher_->Match(normal_.text(), &workspace_, &hits_);
  if (matched == MatchStatus::kOutOfMemory) {
    hits_.clear();
    verdict_.status = TextStatus::kOutOfMemory;
  }
  const bool no_text = normal_.text().empty() && verdict_.status == TextStatus::kOk;
  if (hits_.empty() && verdict_.status == TextStatus::kOk && silence_) {
    return verdict_ = no_text ? *no_text_ : *silence_;  // Shares() and Known() speak of it too
  }
  segments_.Assign(normal_.text());
  decider_->Decide({normal_.text(), &segments_}, hits_, &verdict_);
  if (detail_ == Detail::kAnswer) DropDetail(&verdict_);
  FinishVerdict(normal_, &verdict_);
  return verdict_;
}

void Classifier::Session::Screen(std::span<const std::string_view> texts,
                                 std::vector<bool>* silent) {
  const bool renew = interrupted_;
  interrupted_ = true;
  if (renew) Renew();
  for (const std::string_view text : texts) longest_ = std::max(longest_, text.size());
  ScreenNext(texts, silent);
  interrupted_ = false;
}

void Classifier::Session::ScreenNext(std::span<const std::string_view> texts,
                                     std::vector<bool>* silent) {
  silent->assign(texts.size(), false);
  screened_spans_.clear();
  screened_numbers_.clear();
  size_t size = 0;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() > kMaxText) continue;  // has a status to report
    if (size + texts[i].size() >= kMostScreened) continue;
    const size_t needed = size + texts[i].size() + kPlainSlack;
    if (screened_.size() < needed) screened_.resize(2 * needed);
    if (texts[i].empty() || !PutIfPlain(texts[i], screened_.data() + size)) continue;
    const auto begin = static_cast<uint32_t>(size);
    size += texts[i].size();
    screened_spans_.push_back({begin, static_cast<uint32_t>(size)});
    screened_numbers_.push_back(i);
    screened_[size++] = '\n';
  }
  const std::string_view block(screened_.data(), size);
  const MatchStatus matched =
      classifier_.matcher_->MatchAll(block, screened_spans_, &workspace_, &screened_hits_);
  if (matched != MatchStatus::kOk) return;
  for (const uint32_t number : screened_numbers_) (*silent)[number] = true;
  for (const TextHits::Text& text : screened_hits_.texts) {
    (*silent)[screened_numbers_[text.number]] = false;
  }
}

std::vector<WordShare> Classifier::Session::Shares() const {
  std::vector<WordShare> shares =
      classifier_.plan_.words.Shares(decider_->decided(), decider_->placed());
  for (WordShare& share : shares) {
    if (!share.IsSignal()) share.span = normal_.Original(share.span);
  }
  return shares;
}

KnownWords Classifier::Session::Known() const {
  if (!IsGuess(classifier_.pack_.decision, verdict_)) return {};
  KnownWords words = decider_->known_words();
  for (Span& span : words.unknown) span = normal_.Original(span);
  return words;
}

WhyNot Classifier::Session::AskWhyNot(LabelIndex label) const {
  if (verdict_.status == TextStatus::kOutOfMemory) {
    return {.label = label, .given = verdict_.label == label, .unread = true};
  }
  // segments_ may be those of an earlier text that was not silent.
  Segments segments;
  segments.Assign(normal_.text());
  WhyNot why = ExplainWhyNot(classifier_.plan_, *classifier_.matcher_, {normal_.text(), &segments},
                             hits_, label);
  for (WordAgainst& word : why.against) word.span = normal_.Original(word.span);
  return why;
}

Result<std::unique_ptr<const Classifier>> Classifier::Create(Pack pack,
                                                             std::unique_ptr<Matcher> matcher) {
  std::unique_ptr<Classifier> classifier(new Classifier(std::move(pack), std::move(matcher)));
  Result<Plan> plan = BuildPlan(classifier->pack_);
  if (!plan.ok()) return plan.error();
  classifier->plan_ = std::move(plan).value();
  return std::unique_ptr<const Classifier>(std::move(classifier));
}

std::unique_ptr<const Classifier> Classifier::Read(Pack pack, std::string_view patterns,
                                                   std::string_view plan) {
  std::unique_ptr<Classifier> classifier(new Classifier(std::move(pack), nullptr));
  std::optional<Plan> read = ReadPlanImage(plan, classifier->pack_);
  if (!read) return nullptr;
  classifier->plan_ = *std::move(read);
  classifier->matcher_ = ReadFastMatcher(patterns, classifier->plan_.pattern_parts.all().size());
  return classifier->matcher_ == nullptr ? nullptr : std::move(classifier);
}

BuiltClassifier BuildClassifier(Pack pack, const ClassifierOptions& options) {
  Result<Pack> profiled = ApplyProfile(std::move(pack), options.profile);
  if (!profiled.ok()) return {nullptr, {profiled.error()}};
  BuiltMatcher built = options.reference
                           ? BuildReferenceMatcher(*profiled, options.limits)
                           : BuildFastMatcher(*profiled, options.limits, options.compiled_patterns);
  if (!built.errors.empty()) return {nullptr, std::move(built.errors)};
  auto classifier = Classifier::Create(std::move(profiled).value(), std::move(built.matcher));
  if (!classifier.ok()) return {nullptr, {classifier.error()}};
  return {std::move(classifier).value(), {}};
}

}  // namespace cxo
