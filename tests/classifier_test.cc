// The facade: sessions, spans in the original, statuses, threads, and a matcher that gives up.
#include "classifier/classifier.h"

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kRules = R"(
[decision]
review = { confidence = 0.3 }
[[rule]]
id = "cro.tox"
label = "CRO"
subtype = "preclinical"
any = ["toxicology study~", "pre-clinical"]
weight = 2.0
cap = 2
needs = "offer or words <= 4"
[[rule]]
id = "cro.clinical"
label = "CRO"
any = ["clinical"]
weight = 1.5
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging", "fill & finish"]
weight = 1.5
[[rule]]
id = "offer"
any = ["we offer", "services"]
[[composite]]
id = "cdmo.both"
label = "CDMO"
when = "CRO and CMO"
weight = 1.0
absorbs = ["CRO", "CMO"]
[[guard]]
id = "negation"
any = ["do not", "no"]
side = "after"
affects = ["*"]
effect = "flip"
[[guard]]
id = "weak"
any = ["formerly"]
affects = ["*"]
effect = "scale"
factor = 0.5
needs = "not offer"
)";

const std::vector<std::string>& Texts() {
  static const std::vector<std::string> kTexts = {
      "",
      "packaging",
      "We offer toxicology studies; packaging.",
      "We offer toxicology studies, packaging and pre-clinical services.",
      "We do not offer packaging. Formerly packaging.",
      "formerly packaging",
      "nothing of the kind",
      "\xFF\xFE packaging \xC3",
      "<p>Pr\xC3\xA9-clinical</p><br>PACKAGING &amp; fill&nbsp;&amp;&nbsp;finish",
      "pre-clinical pre-clinical pre-clinical",
      std::string(20'000, 'x') + " packaging; we offer toxicology study. " + std::string(500, ' '),
  };
  return kTexts;
}

// Everything that a verdict says, as text.
std::string Written(const Pack& pack, const Verdict& verdict) {
  std::string out = pack.labels[static_cast<size_t>(verdict.label)].name + " " +
                    pack.labels[static_cast<size_t>(verdict.runner_up)].name + " " +
                    std::to_string(verdict.confidence) + " " + std::to_string(verdict.margin) +
                    (verdict.abstained ? " abstained " : " ") + SubtypeText(pack, verdict) + " " +
                    std::string(ToString(verdict.review)) + " " +
                    std::string(ToString(verdict.status));
  for (const double score : verdict.scores) out += " " + std::to_string(score);
  for (const LabelIndex label : verdict.also) out += " also " + std::to_string(label);
  for (const Evidence& one : verdict.evidence) {
    out += " " + std::to_string(one.span.begin) + "-" + std::to_string(one.span.end);
  }
  return out + " " + Fates(pack, verdict);
}

std::unique_ptr<const Classifier> Built(bool reference) {
  ClassifierOptions options;
  options.reference = reference;
  return BuildClassifier(PackOf(kRules), options).classifier;
}

std::vector<std::string> InFreshSessions(const Classifier& classifier) {
  std::vector<std::string> verdicts;
  for (const std::string& text : Texts()) {
    Classifier::Session session(classifier);
    verdicts.push_back(Written(classifier.pack(), session.Classify(text)));
  }
  return verdicts;
}

TEST(Classifier, KeepsNothingFromTextToText) {
  const auto classifier = Built(false);
  const std::vector<std::string> want = InFreshSessions(*classifier);
  Classifier::Session session(*classifier);
  // Every text after every other.
  for (size_t a = 0; a < Texts().size(); ++a) {
    for (size_t b = 0; b < Texts().size(); ++b) {
      session.Classify(Texts()[a], true);
      EXPECT_EQ(Written(classifier->pack(), session.Classify(Texts()[b])), want[b])
          << b << " after " << a;
    }
  }
}

TEST(Classifier, SaysOfTextsWithoutHitsWhatDecidingThemSays) {
  const auto classifier = Built(false);
  ASSERT_TRUE(classifier->plan().IsSilentWithoutHits());
  Classifier::Session session(*classifier);
  Decider decider(classifier->plan());
  Segments segments;
  for (const std::string text : {"", "nothing", "nothing; of the kind. At all", "\xFF nothing"}) {
    segments.Assign(text);
    Verdict want;
    if (text[0] == '\xFF') want.status = TextStatus::kInvalidUtf8;
    decider.Decide({text, &segments}, {}, &want);
    if (text.empty()) want.review = Review::kNoText;
    EXPECT_EQ(Written(classifier->pack(), session.Classify(text)),
              Written(classifier->pack(), want))
        << text;
  }
}

// A composite may hold where there is nothing.
TEST(Classifier, IsNotSilentWhereSilenceSaysSomething) {
  const auto classifier = ClassifierOf(std::string(kRules) + R"(
[[composite]]
id = "cso.quiet"
label = "CSO"
when = "not offer and words >= 2"
weight = 2.0
)");
  EXPECT_FALSE(classifier->plan().IsSilentWithoutHits());
  Classifier::Session session(*classifier);
  EXPECT_EQ(session.Classify("nothing").evidence.size(), 0U);
  EXPECT_EQ(session.Classify("nothing much").evidence.size(), 1U);
  EXPECT_EQ(session.Classify("nothing").evidence.size(), 0U);
}

// Words alone may tell the subtype of a label that needs no hit.
TEST(Classifier, IsNotSilentWhereWordsTellSubtypes) {
  const auto classifier = ClassifierOf(std::string(kRules), R"(corpus = "abc"
labels = ["NONE"]
bias = { CRO = 3.0 }
[subtype]
names = ["CRO.preclinical", "CRO.clinical"]
word = '''
rats: 200 0
patients: 0 200
'''
)");
  EXPECT_FALSE(classifier->plan().IsSilentWithoutHits());
  Classifier::Session session(*classifier);
  const auto told = [&](std::string_view text) {
    return SubtypeText(classifier->pack(), session.Classify(text));
  };
  EXPECT_EQ(told("rats"), "preclinical");
  EXPECT_EQ(told("patients"), "clinical");
  EXPECT_EQ(told("weather"), "");
}

TEST(Classifier, AgreesWithTheReference) {
  EXPECT_EQ(InFreshSessions(*Built(false)), InFreshSessions(*Built(true)));
}

TEST(Classifier, GivesSpansOfTheOriginal) {
  const auto classifier = Built(false);
  const struct {
    std::string_view name, text, want;
  } cases[] = {
      {"plain", "our packaging", "packaging"},
      {"markup before it", "<p class=\"x\">our <b>packaging</b></p>", "packaging"},
      {"markup within it", "toxicology <i>studies</i>", "toxicology <i>studies"},
      {"no-break spaces",
       "\xC2\xA0our\xC2\xA0"
       "toxicology\xC2\xA0study",
       "toxicology\xC2\xA0study"},
      {"full width",
       "\xEF\xBD\x98\xEF\xBD\x98 \xEF\xBD\x90"
       "ackaging",
       "\xEF\xBD\x90"
       "ackaging"},
      {"accents and soft hyphens", "\xC3\xA9 Pr\xC3\xA9-clin\xC2\xADical",
       "Pr\xC3\xA9-clin\xC2\xADical|clin\xC2\xADical"},
      {"entities", "&eacute; fill &amp; finish", "fill &amp; finish"},
      {"invalid bytes", "\xFF\xC3 packaging\xFF", "packaging"},
      {"white space", " \t\r\n  packaging \n", "packaging"},
  };
  Classifier::Session session(*classifier);
  for (const auto& one : cases) {
    EXPECT_EQ(WordsOf(one.text, session.Classify(one.text)), one.want) << one.name;
  }
}

TEST(Classifier, SaysWhatStoodInTheWay) {
  const auto classifier = Built(false);
  Classifier::Session session(*classifier);
  const struct {
    std::string_view text;
    bool truncated;
    TextStatus status;
    Review review;
  } cases[] = {
      {"packaging", false, TextStatus::kOk, Review::kNo},
      {"packaging \xFF", false, TextStatus::kInvalidUtf8, Review::kIncomplete},
      {"packaging", true, TextStatus::kTruncated, Review::kIncomplete},
      {"packaging \xFF", true, TextStatus::kTruncated, Review::kIncomplete},
      {"packaging", false, TextStatus::kOk, Review::kNo},
  };
  for (const auto& one : cases) {
    const Verdict& verdict = session.Classify(one.text, one.truncated);
    EXPECT_EQ(verdict.status, one.status) << one.text;
    EXPECT_EQ(verdict.review, one.review) << one.text;
    EXPECT_EQ(verdict.label, FindLabel(classifier->pack(), "CMO")) << one.text;
  }
}

// What one session says again and again of all texts.
std::vector<std::string> InManyRounds(const Classifier& classifier) {
  std::vector<std::string> verdicts;
  Classifier::Session session(classifier);
  for (int round = 0; round < 50; ++round) {
    for (const std::string& text : Texts()) {
      verdicts.push_back(Written(classifier.pack(), session.Classify(text)));
    }
  }
  return verdicts;
}

TEST(Classifier, MayBeSharedByThreads) {
  const auto classifier = Built(false);  // fresh, so that phrases are compiled under way
  std::vector<std::vector<std::string>> verdicts(2);
  std::vector<std::thread> threads;
  for (std::vector<std::string>& mine : verdicts) {
    threads.emplace_back([&classifier, &mine] { mine = InManyRounds(*classifier); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(verdicts[0], verdicts[1]);
  const std::vector<std::string> want = InFreshSessions(*classifier);
  EXPECT_TRUE(std::equal(want.begin(), want.end(), verdicts[0].begin()));
}

// Passes everything on to a real matcher, but runs out of memory at one call, in the middle of its
// answer.
class FailingMatcher : public Matcher {
 public:
  FailingMatcher(std::unique_ptr<Matcher> matcher, int failing_call)
      : matcher_(std::move(matcher)), calls_left_(failing_call) {}

  MatchStatus Match(std::string_view normal, MatchWorkspace* workspace,
                    std::vector<Hit>* hits) const override {
    const MatchStatus status = matcher_->Match(normal, workspace, hits);
    return --calls_left_ == 0 ? MatchStatus::kOutOfMemory : status;
  }

 private:
  std::unique_ptr<Matcher> matcher_;
  mutable int calls_left_;
};

TEST(Classifier, NeverMakesALabelOfAFailedMatch) {
  const auto whole = Built(true);
  const std::vector<std::string> want = InFreshSessions(*whole);
  for (size_t failing = 0; failing < Texts().size(); ++failing) {
    Pack pack = PackOf(kRules);
    auto matcher = std::make_unique<FailingMatcher>(BuildReferenceMatcher(pack).matcher,
                                                    static_cast<int>(failing) + 1);
    const auto classifier = Classifier::Create(std::move(pack), std::move(matcher));
    ASSERT_TRUE(classifier.ok());
    Classifier::Session session(**classifier);
    for (size_t i = 0; i < Texts().size(); ++i) {
      const Verdict& verdict = session.Classify(Texts()[i]);
      if (i != failing) {
        EXPECT_EQ(Written(whole->pack(), verdict), want[i]) << i << " of " << failing;
        continue;
      }
      EXPECT_EQ(verdict.label, kNone);
      EXPECT_EQ(verdict.confidence, 0.0);
      EXPECT_EQ(verdict.margin, 0.0);
      EXPECT_EQ(verdict.status, TextStatus::kOutOfMemory);
      EXPECT_EQ(verdict.review, Review::kIncomplete);
      EXPECT_TRUE(verdict.evidence.empty() && verdict.also.empty() && verdict.subtypes.empty());
    }
  }
}

TEST(Classifier, SaysOutOfMemoryAlsoOfTruncatedAndInvalidTexts) {
  Pack pack = PackOf(kRules);
  auto matcher = std::make_unique<FailingMatcher>(BuildReferenceMatcher(pack).matcher, 1);
  const auto classifier = Classifier::Create(std::move(pack), std::move(matcher));
  Classifier::Session session(**classifier);
  EXPECT_EQ(session.Classify("packaging \xFF", true).status, TextStatus::kOutOfMemory);
}

TEST(Classifier, RefusesWhatCannotBeBuilt) {
  const BuiltClassifier no_profile = BuildClassifier(PackOf(kRules), {.profile = "industry"});
  EXPECT_EQ(no_profile.classifier, nullptr);
  EXPECT_EQ(Formatted(no_profile.errors), "there is no profile `industry`; this pack has none");
  const BuiltClassifier bad = BuildClassifier(
      PackOf("[[rule]]\nid = \"a\"\nregex = 'a)'\n[[rule]]\nid = \"b\"\nregex = 'b?'\n"), {});
  EXPECT_EQ(bad.classifier, nullptr);
  EXPECT_EQ(bad.errors.size(), 2U);
}

}  // namespace
}  // namespace cxo
