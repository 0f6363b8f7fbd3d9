// That no step sleeps which a text concerns.
#include "classifier/decide/wakes.h"

#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "classifier/classifier.h"
#include "tests/pack_text.h"
#include "tests/seed.h"

namespace cxo {
namespace {

constexpr std::string_view kManyWords[] = {"ant", "bee", "cow", "dog", "elk"};
constexpr size_t kManyComposites = 90;  // more than one word of bits

// A condition as it is written, and whether it holds in a text that these names are true of.
struct Written {
  std::string text;
  std::vector<bool> holds;  // by text
};

// Composites over five words and the composites before them.
class RandomPack {
 public:
  explicit RandomPack(unsigned seed) : random_(seed) {
    for (const std::string_view word : kManyWords) {
      tables_ += fmt::format("[[rule]]\nid = \"{0}\"\nany = [\"{0}\"]\n", word);
      Written& name = names_.emplace_back(Written{std::string(word), {}});
      for (unsigned text = 0; text < kTexts; ++text) {
        name.holds.push_back((text >> (names_.size() - 1) & 1U) != 0);
      }
    }
    for (size_t n = 0; n < kManyComposites; ++n) AddComposite(n);
  }

  // Each subset of the words as a text.
  static constexpr unsigned kTexts = 1U << std::size(kManyWords);
  static std::string Text(unsigned number) {
    std::string text = "-";
    for (size_t w = 0; w < std::size(kManyWords); ++w) {
      if ((number >> w & 1U) != 0) text += " " + std::string(kManyWords[w]);
    }
    return text;
  }

  const std::string& tables() const { return tables_; }

  // The names of what holds in a text, words and composites.
  std::set<std::string> Holding(unsigned text) const {
    std::set<std::string> ids;
    for (const Written& name : names_) {
      if (name.holds[text]) ids.insert(name.text);
    }
    return ids;
  }

 private:
  size_t Below(size_t n) { return random_() % n; }

  // Every second one has a label: signals that nothing but conditions look at sleep until asked.
  void AddComposite(size_t number) {
    Written condition = Make(2);
    const std::string id = fmt::format("c{:02}", number);
    tables_ += fmt::format("[[composite]]\nid = \"{}\"\n{}scope = \"text\"\nwhen = \"{}\"\n", id,
                           Below(2) == 0 ? "" : "label = \"CMO\"\n", condition.text);
    names_.push_back({id, std::move(condition.holds)});
  }

  Written Make(int depth) {
    if (depth == 0 || Below(4) == 0) return names_[Below(names_.size())];
    if (Below(3) == 0) {
      Written it = Make(depth - 1);
      it.text = "not (" + it.text + ")";
      it.holds.flip();
      return it;
    }
    const bool is_and = Below(3) != 0;
    Written it = Make(depth - 1);
    it.text = "(" + it.text + ")";
    for (size_t more = 1 + Below(2); more > 0; --more) {
      const Written part = Make(depth - 1);
      it.text += (is_and ? " and (" : " or (") + part.text + ")";
      for (unsigned text = 0; text < kTexts; ++text) {
        it.holds[text] =
            is_and ? it.holds[text] && part.holds[text] : it.holds[text] || part.holds[text];
      }
    }
    return it;
  }

  std::mt19937 random_;
  std::string tables_;
  std::vector<Written> names_;
};

TEST(Wakes, LeaveNothingOutThatHolds) {
  size_t held = 0;
  for (unsigned round = 0; round < 20; ++round) {
    const RandomPack pack(Seed(round));
    const auto classifier = ClassifierOf(pack.tables());
    Classifier::Session session(*classifier);
    Classifier::Session answer(*classifier, Detail::kAnswer);
    for (unsigned text = 0; text < RandomPack::kTexts; ++text) {
      std::set<std::string> ids;
      const Verdict& verdict = session.Classify(RandomPack::Text(text));
      EXPECT_EQ(answer.Classify(RandomPack::Text(text)).scores, verdict.scores);
      for (const Evidence& one : verdict.evidence) {
        ids.insert(classifier->pack().rules[one.rule].id);
      }
      EXPECT_EQ(ids, pack.Holding(text)) << round << ": " << RandomPack::Text(text);
      held += ids.size();
    }
  }
  // Neither nearly all nor nearly none.
  EXPECT_GT(held, 20 * RandomPack::kTexts * kManyComposites / 5);
  EXPECT_LT(held, 20 * RandomPack::kTexts * kManyComposites * 4 / 5);
}

}  // namespace
}  // namespace cxo
