// Conditions over evidence: connectives, counts, measures, scopes.
#include "classifier/decide/condition_program.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "classifier/decide/plan.h"
#include "tests/pack_text.h"
#include "tests/seed.h"

namespace cxo {
namespace {

struct ProgramCase {
  std::string_view condition;
  std::string_view text;
  bool holds;
};

// Each condition is the `when` of a composite over the signals a, b, c and the rule cro.x.
std::unique_ptr<const Classifier> Asking(std::string_view condition, std::string_view scope) {
  return ClassifierOf(R"(
[[rule]]
id = "a"
any = ["alpha"]
[[rule]]
id = "b"
any = ["beta"]
[[rule]]
id = "c"
any = ["gamma"]
[[rule]]
id = "cro.x"
label = "CRO.lab"
any = ["xray"]
unless = ["no"]
cap = 1
[[guard]]
id = "no"
any = ["no"]
scope = "1 word"
side = "after"
[[composite]]
id = "z"
when = ")" + std::string(condition) +
                      "\"\nscope = \"" + std::string(scope) + "\"");
}

size_t HoldsTimes(std::string_view condition, std::string_view scope, std::string_view text) {
  const auto classifier = Asking(condition, scope);
  Classifier::Session session(*classifier);
  size_t times = 0;
  for (const Evidence& one : session.Classify(text).evidence) {
    times += classifier->pack().rules[one.rule].id == "z";
  }
  return times;
}

TEST(Conditions, HoldInAText) {
  const ProgramCase cases[] = {
      {"a", "alpha", true},
      {"a", "beta", false},
      {"not a", "beta", true},
      {"not a", "alpha", false},
      {"not not a", "alpha", true},
      {"not not a", "beta", false},
      {"a and b", "alpha beta", true},
      {"a and b", "alpha", false},
      {"a and b and c", "gamma beta alpha", true},
      {"a and b and c", "gamma beta", false},
      {"a or b", "beta", true},
      {"a or b", "gamma", false},
      {"a or b and c", "alpha", true},
      {"(a or b) and c", "alpha", false},
      {"not (a or b)", "gamma", true},
      {"not (a and b)", "beta", true},
      {"a and not b", "alpha beta", false},
      {"count(a) >= 2", "alpha alpha", true},
      {"count(a) >= 2", "alpha", false},
      {"count(a) > 2", "alpha alpha", false},
      {"count(a) <= 1", "alpha alpha", false},
      {"count(a) <= 1", "beta", true},
      {"count(a) < 2", "alpha", true},
      {"count(a) < 1", "alpha", false},
      {"count(a) == 2", "alpha alpha", true},
      {"count(a) == 2", "alpha alpha alpha", false},
      {"count(cro.*) >= 2", "xray and xray", true},  // the cap limits scores, not counts
      {"words <= 3", "one two three", true},
      {"words <= 3", "one two three four", false},
      {"words > 3", "pre-clinical two three", true},
      {"clauses == 2", "one; two", true},
      {"sentences >= 2", "One two. Three four.", true},
      {"sentences >= 2", "One two; three four.", false},
      {"CRO", "xray", true},
      {"CXO", "xray", true},
      {"CRO.lab", "xray", true},
      {"CRO", "no xray", false},  // blocked evidence is not alive
      {"not CRO", "no xray", true},
  };
  for (const ProgramCase& one : cases) {
    EXPECT_EQ(HoldsTimes(one.condition, "text", one.text), one.holds ? 1U : 0U)
        << one.condition << " in \"" << one.text << '"';
  }
}

TEST(Conditions, HoldOncePerScope) {
  const struct {
    std::string_view condition, scope, text;
    size_t times;
  } cases[] = {
      {"a and b", "clause", "alpha; beta", 0},
      {"a and b", "sentence", "alpha; beta", 1},
      {"a and b", "sentence", "Alpha. Beta.", 0},
      {"a and b", "text", "Alpha. Beta.", 1},
      {"a", "clause", "alpha; beta; alpha alpha", 2},
      {"a", "sentence", "Alpha; alpha. Alpha.", 2},
      {"not a", "clause", "alpha; beta; gamma", 2},
      {"count(a) >= 2", "clause", "alpha; alpha", 0},
      {"count(a) >= 2", "sentence", "alpha; alpha", 1},
      {"count(a) <= 1", "clause", "alpha alpha; alpha", 1},
      {"a and clauses == 2", "clause", "alpha; beta", 1},  // measures are of the whole text
      {"words >= 3", "clause", "one two; three", 2},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(HoldsTimes(one.condition, one.scope, one.text), one.times)
        << one.condition << " per " << one.scope << " in \"" << one.text << '"';
  }
}

TEST(Conditions, SeeCompositesOfTheTextFromEveryClause) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
needs = "whole"
[[rule]]
id = "cro.y"
label = "CRO"
any = ["yarn"]
needs = "part"
[[rule]]
id = "s"
any = ["signal"]
[[composite]]
id = "whole"
when = "s"
scope = "text"
[[composite]]
id = "part"
when = "s"
)");
  EXPECT_EQ(FatesIn(*classifier, "xray; yarn; signal"),
            "cro.x counts, cro.y unmet, s feeds, whole feeds, part feeds");
  EXPECT_EQ(FatesIn(*classifier, "xray; yarn signal"),
            "cro.x counts, cro.y counts, s feeds, whole feeds, part feeds");
  EXPECT_EQ(FatesIn(*classifier, "xray; yarn"), "cro.x unmet, cro.y unmet");
}

TEST(Conditions, LookAtTheScopeAroundTheHit) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "s"
any = ["signal"]
[[rule]]
id = "cro.clause"
label = "CRO"
any = ["xray"]
needs = "s"
[[rule]]
id = "cro.sentence"
label = "CRO"
any = ["yarn"]
needs = "s"
scope = "sentence"
[[rule]]
id = "cro.text"
label = "CRO"
any = ["zinc"]
needs = "s"
scope = "text"
)");
  EXPECT_EQ(FatesIn(*classifier, "xray yarn zinc signal"),
            "cro.clause counts, cro.sentence counts, cro.text counts, s feeds");
  EXPECT_EQ(FatesIn(*classifier, "xray yarn zinc; signal"),
            "cro.clause unmet, cro.sentence counts, cro.text counts, s feeds");
  EXPECT_EQ(FatesIn(*classifier, "Xray yarn zinc. Signal."),
            "cro.clause unmet, cro.sentence unmet, cro.text counts, s feeds");
}

TEST(Conditions, CountTheWordsOfAHitThatRunsOverABorder) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "s"
any = ["beta"]
[[rule]]
id = "cro.x"
label = "CRO"
regex = 'alpha; beta'
needs = "s"
)");
  EXPECT_EQ(FatesIn(*classifier, "alpha; beta"), "cro.x counts, s feeds");
}

// The cheap first look may only say no where every part of the text says no.
TEST(Conditions, MayHoldSomewhereIsAnUpperBound) {
  const Pack pack = PackOf(R"(
[[rule]]
id = "a"
any = ["alpha"]
[[rule]]
id = "b"
any = ["beta"]
[[composite]]
id = "z"
when = "a"
)");
  Segments segments;
  segments.Assign("alpha; beta");
  PlacedEvidence placed;
  placed.Start(pack.rules.size(), segments);
  placed.evidence().push_back({.rule = 0, .span = {0, 5}, .state = Evidence::State::kFeeds});
  placed.Place();
  const struct {
    std::string_view condition;
    bool may;
  } cases[] = {
      {"a", true},
      {"b", false},
      {"not a", true},
      {"not b", true},
      {"a and b", false},
      {"a or b", true},
      {"not (a or b)", true},
      {"b and not a", false},
      {"count(a) >= 1", true},
      {"count(a) >= 2", false},
      {"count(a) > 1", false},
      {"count(a) < 1", true},
      {"count(a) <= 0", true},
      {"count(a) == 0", true},
      {"words >= 9", false},
      {"not words >= 9", true},
  };
  for (const auto& one : cases) {
    Pack changed = pack;
    changed.rules[2].condition = ParseCondition(one.condition).value();
    const Result<Plan> plan = BuildPlan(changed);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->rule_programs[2].MayHoldSomewhere(placed, segments), one.may) << one.condition;
  }
}

constexpr size_t kManyRules = 130;  // more than two words of bits

// Trees of names, counts and measures over random rules, evaluated as they are written.
class RandomCondition {
 public:
  explicit RandomCondition(unsigned seed) : random_(seed) {}

  size_t Below(size_t n) { return random_() % n; }

  ResolvedCondition Make(int depth) {
    using Op = Condition::Op;
    constexpr Op kInner[] = {Op::kNot, Op::kAnd, Op::kOr};
    constexpr Op kLeaves[] = {Op::kName, Op::kName, Op::kName, Op::kCount, Op::kMeasure};
    ResolvedCondition it;
    const bool is_leaf = depth == 0 || Below(4) == 0;
    it.op = is_leaf ? kLeaves[Below(5)] : kInner[Below(3)];
    it.measure = static_cast<Condition::Measure>(Below(3));
    it.compare = static_cast<Condition::Compare>(Below(5));
    it.number = static_cast<uint32_t>(Below(4));
    it.rules = RuleSet(kManyRules);
    for (size_t n = Below(6); n > 0; --n) it.rules.Set(Below(kManyRules), true);
    const size_t parts = is_leaf ? 0 : it.op == Op::kNot ? 1 : 2 + Below(3);
    for (size_t n = 0; n < parts; ++n) it.parts.push_back(Make(depth - 1));
    return it;
  }

 private:
  std::mt19937 random_;
};

bool Compares(const ResolvedCondition& it, size_t value) {
  switch (it.compare) {
    case Condition::Compare::kAtLeast: return value >= it.number;
    case Condition::Compare::kAtMost: return value <= it.number;
    case Condition::Compare::kMore: return value > it.number;
    case Condition::Compare::kLess: return value < it.number;
    case Condition::Compare::kEqual: return value == it.number;
  }
  return false;
}

bool AsWritten(const ResolvedCondition& it, Span scope, const std::vector<Evidence>& evidence,
               const Segments& segments) {
  const auto holds = [&](const ResolvedCondition& part) {
    return AsWritten(part, scope, evidence, segments);
  };
  const auto count = std::count_if(evidence.begin(), evidence.end(), [&](const Evidence& one) {
    return !it.rules.empty() && it.rules[one.rule] && IsAlive(one) && one.span.Overlaps(scope);
  });
  const size_t measures[] = {segments.words(), segments.clauses(), segments.sentences()};
  switch (it.op) {
    case Condition::Op::kAlways: return true;
    case Condition::Op::kName: return count > 0;
    case Condition::Op::kCount: return Compares(it, static_cast<size_t>(count));
    case Condition::Op::kMeasure: return Compares(it, measures[static_cast<size_t>(it.measure)]);
    case Condition::Op::kNot: return !holds(it.parts[0]);
    case Condition::Op::kAnd: return std::all_of(it.parts.begin(), it.parts.end(), holds);
    case Condition::Op::kOr: return std::any_of(it.parts.begin(), it.parts.end(), holds);
  }
  return false;
}

// Simplifying and compiling change no answer, in whole clauses, in parts of them, and over several.
TEST(Conditions, SayWhatTheyAreWrittenToSay) {
  Segments segments;
  const std::string text = "one two; three four. five; six";
  segments.Assign(text);
  const auto size = static_cast<uint32_t>(text.size());
  RandomCondition random(Seed(3));
  PlacedEvidence placed;
  size_t held = 0;
  for (int round = 0; round < 4000; ++round) {
    placed.Start(kManyRules, segments);
    for (size_t n = random.Below(60); n > 0; --n) {
      const auto begin = static_cast<uint32_t>(random.Below(size));
      const auto length = static_cast<uint32_t>(1 + random.Below(9));
      const bool dead = random.Below(4) == 0;
      placed.evidence().push_back(
          {.rule = static_cast<uint32_t>(random.Below(kManyRules)),
           .span = {begin, std::min(size, begin + length)},
           .state = dead ? Evidence::State::kBlocked : Evidence::State::kFeeds});
    }
    std::ranges::sort(placed.evidence(), {}, [](const Evidence& one) { return one.span.begin; });
    placed.Place();
    const ResolvedCondition written = random.Make(3);
    const ConditionPrograms programs(std::vector{Simplified(written)});
    const ConditionProgram program = programs[0];
    const auto begin = static_cast<uint32_t>(random.Below(size));
    const Span scopes[] = {{0, size},
                           segments.Clause(begin),
                           segments.Sentence(begin),
                           {begin, begin + 1 + static_cast<uint32_t>(random.Below(size - begin))}};
    for (const Span scope : scopes) {
      const bool want = AsWritten(written, scope, placed.evidence(), segments);
      EXPECT_EQ(program.Holds(placed.ScopeOf(scope), placed, segments), want) << round;
      EXPECT_TRUE(!want || program.MayHoldSomewhere(placed, segments)) << round;
      held += want ? 1 : 0;
    }
  }
  EXPECT_GT(held, 4000U);
  EXPECT_LT(held, 12000U);
}

}  // namespace
}  // namespace cxo
