// A corpus that follows the edits of a pack and of its rows must be the one that is built anew from
// them: random packs, random edits, random texts.
#include "classifier/eval/matched_corpus.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/pattern_change.h"
#include "classifier/pack/phrase.h"
#include "tests/matcher_without_memory.h"
#include "tests/pack_text.h"
#include "tests/random_pattern.h"

namespace cxo {
namespace {

constexpr uint64_t kSeed = 20261122;

// A rule or guard as an edit sees it.
struct Part {
  std::string id;
  bool guard = false;
  std::vector<Made> phrases;
};

Made MakeValid(Random* random) {
  while (true) {
    Made made = MakePhrase(random);
    const Result<std::string> regex = PhraseToRegex(made.pattern);
    if (!regex.ok()) continue;
    Pack alone;
    alone.patterns.push_back({.text = made.pattern, .regex = *regex});
    if (BuildReferenceMatcher(alone).errors.empty()) return made;
  }
}

Part MakePart(Random* random) {
  Part part{.id = "r" + std::to_string(random->Below(100'000)), .guard = random->OneIn(5)};
  for (size_t i = 0; i < 1 + random->Below(4); ++i) part.phrases.push_back(MakeValid(random));
  return part;
}

void EditPart(Part* part, Random* random) {
  const size_t at = random->Below(part->phrases.size());
  switch (random->Below(6)) {
    case 0: part->phrases.push_back(MakeValid(random)); break;
    case 1: part->phrases.push_back(part->phrases[at]); break;  // a twin
    case 2: part->phrases[at] = MakeValid(random); break;
    case 3:
      if (part->phrases.size() > 1) {
        part->phrases.erase(part->phrases.begin() + static_cast<int>(at));
      }
      break;
    case 4: std::reverse(part->phrases.begin(), part->phrases.end()); break;
    default: part->id = "r" + std::to_string(random->Below(100'000)); break;  // another place
  }
}

void Edit(std::vector<Part>* parts, Random* random) {
  const size_t at = random->Below(parts->size());
  switch (random->Below(6)) {
    case 0: parts->push_back(MakePart(random)); break;
    case 1:
      if (parts->size() > 2) parts->erase(parts->begin() + static_cast<int>(at));
      break;
    case 2:  // a phrase of another rule
      (*parts)[at].phrases.push_back((*parts)[random->Below(parts->size())].phrases[0]);
      break;
    default: EditPart(&(*parts)[at], random); break;
  }
}

void AddPatterns(const Part& part, PatternRole role, uint32_t owner, Pack* pack) {
  for (const Made& made : part.phrases) {
    pack->patterns.push_back({.text = made.pattern,
                              .regex = PhraseToRegex(made.pattern).value(),
                              .role = role,
                              .owner = owner});
  }
}

std::unique_ptr<const Classifier> Build(std::vector<Part> parts) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.id < b.id; });
  Pack pack;
  pack.labels = {{.name = "NONE"}, {.name = "CRO"}, {.name = "CMO"}};
  pack.decision.bias.assign(3, 0.0);
  pack.decision.threshold.assign(3, 0.5);
  for (const Part& part : parts) {
    if (part.guard) {
      AddPatterns(part, PatternRole::kCue, static_cast<uint32_t>(pack.guards.size()), &pack);
      pack.guards.push_back({.id = part.id, .affects = {"*"}});
    } else {
      AddPatterns(part, PatternRole::kEvidence, static_cast<uint32_t>(pack.rules.size()), &pack);
      pack.rules.push_back({.id = part.id, .label = 1 + static_cast<int>(part.phrases.size() % 2)});
    }
  }
  BuiltClassifier built = BuildClassifier(std::move(pack), {});
  EXPECT_EQ(Formatted(built.errors), "");
  return std::move(built.classifier);
}

std::vector<GoldRow> MakeRows(const std::vector<Part>& parts, size_t count, Random* random) {
  constexpr std::array<std::string_view, 6> kBetween = {" ", " ", ". ", "\n", "-", " \xFF "};
  std::vector<GoldRow> rows(count);
  for (GoldRow& row : rows) {
    for (size_t i = random->Below(12); i > 0; --i) {
      row.text += random->Of(random->Of(parts).phrases).sample;
      row.text += random->Of(kBetween);
    }
  }
  return rows;
}

void ExpectSame(const MatchedCorpus& followed, const MatchedCorpus& anew, const Classifier& now,
                size_t* hits) {
  Decider decider(now.plan());
  Verdict a;
  Verdict b;
  ASSERT_EQ(followed.size(), anew.size());
  for (size_t i = 0; i < anew.size(); ++i) {
    ASSERT_EQ(followed.hits(i), anew.hits(i)) << anew.row(i).text;
    *hits += anew.hits(i).size();
    followed.Decide(i, &decider, &a);
    anew.Decide(i, &decider, &b);
    ASSERT_EQ(a.scores, b.scores);
    ASSERT_EQ(a.status, b.status);
    ASSERT_EQ(a.evidence.size(), b.evidence.size());
    for (size_t e = 0; e < a.evidence.size(); ++e) {
      ASSERT_EQ(a.evidence[e].span, b.evidence[e].span);
      ASSERT_EQ(a.evidence[e].pattern, b.evidence[e].pattern);
    }
  }
}

void ExpectAsInSession(const Classifier& classifier, const std::vector<GoldRow>& rows) {
  const MatchedCorpus corpus(classifier, rows, 1);
  Decider decider(classifier.plan());
  Classifier::Session session(classifier);
  Verdict verdict;
  for (size_t i = 0; i < rows.size(); ++i) {
    corpus.Decide(i, &decider, &verdict);
    const Verdict& want = session.Classify(rows[i].text);
    EXPECT_EQ(verdict.label, want.label) << i;
    EXPECT_EQ(verdict.confidence, want.confidence) << i;
    EXPECT_EQ(verdict.status, want.status) << i;
    EXPECT_EQ(verdict.evidence.size(), want.evidence.size()) << i;
  }
}

// What eval and compare measure is what users get: also of texts that are too long, and where
// matching runs out of memory and scores without hits would speak for a label.
TEST(MatchedCorpus, DecidesAsASessionDoes) {
  constexpr std::string_view kRules = R"(
[decision]
bias = { NONE = 0.0, CRO = 2.0, CMO = 0.0, CSO = 0.0 }
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging"]
weight = 5.0
)";
  std::vector<GoldRow> rows(4);
  rows[0].text = "packaging";
  rows[1].text = "packaging \xFF";
  rows[2].text = std::string(kMaxText, 'x') + " packaging";
  rows[3].text = "packaging " + std::string(kMaxText, 'x');
  const auto classifier = ClassifierOf(kRules);
  ExpectAsInSession(*classifier, rows);
  Classifier::Session session(*classifier);
  EXPECT_EQ(session.Classify(rows[2].text).label, 1);
  EXPECT_EQ(session.Classify(rows[3].text).label, 2);
  EXPECT_EQ(session.Classify(rows[3].text).status, TextStatus::kTruncated);
  const auto failing = Classifier::Create(PackOf(kRules), std::make_unique<MatcherWithoutMemory>());
  ASSERT_TRUE(failing.ok());
  ExpectAsInSession(**failing, rows);
  EXPECT_EQ(Classifier::Session(**failing).Classify("packaging").label, kNone);
}

TEST(MatchedCorpus, FollowsEditsOfThePackToTheSameHitsAndVerdicts) {
  size_t hits = 0;
  for (uint64_t seed = 0; seed < 30; ++seed) {
    Random random(kSeed + seed);
    std::vector<Part> parts;
    for (size_t i = 0; i < 3 + seed % 20; ++i) parts.push_back(MakePart(&random));
    auto classifier = Build(parts);
    const std::vector<GoldRow> rows = MakeRows(parts, 40, &random);
    MatchedCorpus corpus(*classifier, rows, 2);
    for (int save = 0; save < 10; ++save) {
      for (size_t edits = random.Below(4); edits > 0; --edits) Edit(&parts, &random);
      auto now = Build(parts);
      corpus.TakePatterns(classifier->pack(), *now, 1 + seed % 3);
      classifier = std::move(now);
      ExpectSame(corpus, MatchedCorpus(*classifier, rows, 1), *classifier, &hits);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(hits, 10'000U);
}

TEST(MatchedCorpus, FollowsEditsOfTheRows) {
  Random random(kSeed);
  std::vector<Part> parts;
  for (size_t i = 0; i < 20; ++i) parts.push_back(MakePart(&random));
  const auto classifier = Build(parts);
  auto rows = std::make_unique<std::vector<GoldRow>>(MakeRows(parts, 100, &random));
  MatchedCorpus corpus(*classifier, *rows, 2);
  size_t hits = 0;
  for (int save = 0; save < 20; ++save) {
    auto now = std::make_unique<std::vector<GoldRow>>(*rows);
    for (GoldRow& row : MakeRows(parts, random.Below(10), &random)) {
      now->insert(now->begin() + static_cast<int>(random.Below(now->size())), std::move(row));
      now->erase(now->begin() + static_cast<int>(random.Below(now->size())));
      now->push_back((*now)[random.Below(now->size())]);  // a twin
    }
    corpus.TakeRows(*now, *classifier, 3);
    rows = std::move(now);
    ExpectSame(corpus, MatchedCorpus(*classifier, *rows, 1), *classifier, &hits);
  }
  EXPECT_GT(hits, 1000U);
}

TEST(PatternChange, TellsWhatStaysWhatMovesAndWhatIsNew) {
  const auto pack = [](const std::vector<std::string>& meanings) {
    Pack made;
    for (const std::string& one : meanings) made.patterns.push_back({.regex = one});
    return made;
  };
  using Successors = std::vector<std::vector<uint32_t>>;
  const PatternChange change = ComparePatterns(pack({"a", "b", "b", "c"}), pack({"b", "d", "a"}));
  EXPECT_EQ(change.successors, (Successors{{2}, {0}, {}, {}}));
  EXPECT_EQ(change.fresh, (std::vector<uint32_t>{1}));
  EXPECT_FALSE(change.none);
  EXPECT_TRUE(ComparePatterns(pack({"a", "b"}), pack({"a", "b"})).none);
  EXPECT_FALSE(ComparePatterns(pack({"a", "b"}), pack({"a"})).none);
  const PatternChange twins = ComparePatterns(pack({"a"}), pack({"a", "a"}));
  EXPECT_EQ(twins.successors, (Successors{{0, 1}}));
}

}  // namespace
}  // namespace cxo
