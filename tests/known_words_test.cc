// Which words of a text the pack knows, and when that is asked.
#include "classifier/decide/known_words.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kKnownRules = R"(
[[rule]]
id = "cmo.filling"
label = "CMO"
any = ["filling of vials"]
needs = "client"
[[rule]]
id = "client"
any = ["sponsor~", "pre-ipo firm", "iv 2b"]
[[rule]]
id = "zh.client"
any = ["客户"]
[[composite]]
id = "everywhere"
when = "client"
scope = "text"
[decision]
review = { known = 0.6 }
)";

constexpr std::string_view kKnownWords = R"(
labels = ["CMO", "NONE"]
word = '''
toll: 200 -50
labor*: 100 0
on behalf: 400 -100
of: 1 0
a: 1 0
药: 10 0
'''
)";

// "known 1, unknown wrld": what the session says of its last text.
std::string Known(const Classifier::Session& session, std::string_view text) {
  const KnownWords words = session.Known();
  std::string said = "known " + std::to_string(words.known);
  for (const Span& span : words.unknown) {
    said += (&span == words.unknown.data() ? ", unknown " : "|") +
            std::string(text.substr(span.begin, span.size()));
  }
  return said;
}

TEST(KnownWords, HaveWeightsOrStandInAHit) {
  const auto classifier = ClassifierOf(kKnownRules, kKnownWords);
  Classifier::Session session(*classifier);
  const struct {
    std::string_view name, text;
    double share;
    std::string_view words;
  } cases[] = {
      {"nothing is known", "Wrld", 0, "known 0, unknown Wrld"},
      {"a weight", "Toll wrld", 0.5, "known 1, unknown wrld"},
      {"enough is known", "toll toll wrld", 2.0 / 3, "known 0"},
      {"a known beginning is no word", "laboratorio", 0, "known 0, unknown laboratorio"},
      {"nor is a known pair", "on behalf", 0, "known 0, unknown behalf"},
      {"two letters say nothing", "of a wrld", 0, "known 0, unknown wrld"},
      {"nor do numbers and what holds digits", "2024 A1B2C3 -- 17.5 %", 0, "known 0"},
      {"nothing is there", "", 0, "known 0"},
      {"a hit of a signal", "sponsor wrld asdf", 1.0 / 3, "known 1, unknown wrld|asdf"},
      {"each word in a hit, but no sign", "pre-ipo firm, asdf wrld xyz", 0.5,
       "known 3, unknown asdf|wrld|xyz"},
      {"short words and digits in a hit", "iv 2b asdf wrld", 0.5, "known 2, unknown asdf|wrld"},
      {"a hit whose condition fails", "filling of vials asdf wrld xyz", 0.5,
       "known 3, unknown asdf|wrld|xyz"},
      {"a rule that counts knows", "filling of vials, sponsor asdf wrld xyz qwertz hjkl uiop", 1,
       "known 0"},
      {"accents and markup are none", "<b>Fábrica</b> &amp; wrld", 0,
       "known 0, unknown Fábrica|wrld"},
      {"each character without spaces", "药品客户好好", 0.5, "known 3, unknown 品|好|好"},
  };
  for (const auto& one : cases) {
    EXPECT_DOUBLE_EQ(session.Classify(one.text).known, one.share) << one.name;
    EXPECT_EQ(Known(session, one.text), one.words) << one.name;
  }
}

TEST(KnownWords, AreNotAskedForWithoutWeightsOrALimit) {
  const std::string no_limit(kKnownRules.substr(0, kKnownRules.find("[decision]")));
  for (const auto& classifier : {ClassifierOf(kKnownRules), ClassifierOf(no_limit, kKnownWords)}) {
    Classifier::Session session(*classifier);
    const Verdict& verdict = session.Classify("asdf");
    EXPECT_EQ(verdict.known, 1.0);
    EXPECT_EQ(verdict.review, Review::kNo);
    EXPECT_EQ(Known(session, "asdf"), "known 0");
  }
}

TEST(KnownWords, FlagATextForReviewUnlessItIsEmpty) {
  const auto classifier = ClassifierOf(kKnownRules, kKnownWords);
  Classifier::Session session(*classifier);
  const struct {
    std::string_view text;
    Review want;
  } cases[] = {
      {"asdf", Review::kUnknownWords},
      {"12345", Review::kUnknownWords},
      {"+", Review::kUnknownWords},
      {"toll", Review::kNo},
      {"sponsor: filling of vials", Review::kNo},
      {"asdf \xFF", Review::kIncomplete},
      {"", Review::kNoText},
  };
  for (const auto& one : cases) EXPECT_EQ(session.Classify(one.text).review, one.want) << one.text;
}

}  // namespace
}  // namespace cxo
