// Text to tf-idf vectors, vectors to liblinear. Document frequencies are those of the training rows
// alone, so that nothing of a held-out row leaks into its model.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include <linear.h>

#include "classifier/error/ascii.h"
#include "classifier/eval/baselines.h"
#include "classifier/eval/folds.h"

namespace cxo {
namespace {

constexpr double kC = 10;
constexpr double kStopTolerance = 0.01;

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsTextWordByte(text[i])) continue;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return words;
}

using Counts = std::map<int, double>;  // of n-grams, by number from 1; sorted as liblinear wants it

// Numbers n-grams as they come.
class Vocabulary {
 public:
  Counts Count(std::string_view text) {
    Counts counts;
    const std::vector<std::string_view> words = WordsOf(text);
    for (size_t i = 0; i < words.size(); ++i) {
      counts[NumberOf(std::string(words[i]))] += 1;
      if (i > 0) counts[NumberOf(std::string(words[i - 1]) + " " + std::string(words[i]))] += 1;
    }
    return counts;
  }

  int size() const { return static_cast<int>(numbers_.size()); }

 private:
  int NumberOf(const std::string& ngram) {
    return numbers_.try_emplace(ngram, static_cast<int>(numbers_.size()) + 1).first->second;
  }

  std::unordered_map<std::string, int> numbers_;
};

using Vector = std::vector<feature_node>;

// ln((1 + n) / (1 + df)) + 1, as scikit-learn's TfidfVectorizer smooths it.
std::vector<double> InverseFrequencies(const std::vector<Counts>& texts,
                                       const std::vector<size_t>& rows, int features) {
  std::vector<double> frequency(static_cast<size_t>(features) + 1);
  for (const size_t row : rows) {
    for (const auto& [number, count] : texts[row]) frequency[static_cast<size_t>(number)] += 1;
  }
  for (double& one : frequency) {
    one = std::log((1 + static_cast<double>(rows.size())) / (1 + one)) + 1;
  }
  return frequency;
}

Vector Weigh(const Counts& counts, const std::vector<double>& inverse) {
  Vector vector;
  double squares = 0;
  for (const auto& [number, count] : counts) {
    const double value = count * inverse[static_cast<size_t>(number)];
    vector.push_back({number, value});
    squares += value * value;
  }
  for (feature_node& node : vector) node.value /= std::sqrt(squares);
  vector.push_back({-1, 0});
  return vector;
}

void Silent(const char* /*unused*/) {}

class FoldModel {
 public:
  FoldModel(const std::vector<Counts>& texts, const std::vector<LabelIndex>& gold,
            const std::vector<size_t>& rows, int features)
      : inverse_(InverseFrequencies(texts, rows, features)) {
    std::vector<double> labels;
    for (const size_t row : rows) {
      vectors_.push_back(Weigh(texts[row], inverse_));
      labels.push_back(gold[row]);
    }
    std::vector<feature_node*> pointers;
    for (Vector& vector : vectors_) pointers.push_back(vector.data());
    problem data{};
    data.l = static_cast<int>(rows.size());
    data.n = features;
    data.y = labels.data();
    data.x = pointers.data();
    data.bias = -1;
    parameter options{};
    options.solver_type = L2R_LR;
    options.C = kC;
    options.eps = kStopTolerance;
    set_print_string_function(Silent);
    model_.reset(train(&data, &options));
  }

  LabelIndex Predict(const Counts& text) const {
    const Vector vector = Weigh(text, inverse_);
    return static_cast<LabelIndex>(predict(model_.get(), vector.data()));
  }

 private:
  struct Free {
    void operator()(model* it) const { free_and_destroy_model(&it); }
  };

  std::vector<double> inverse_;
  std::vector<Vector> vectors_;
  std::unique_ptr<model, Free> model_;
};

bool HasTwoLabels(const std::vector<LabelIndex>& gold) {
  return std::adjacent_find(gold.begin(), gold.end(), std::not_equal_to<>()) != gold.end();
}

// Repeats share a fold: of too few texts, one fold would have all rows and leave none to learn
// from.
bool HasTextForEachFold(const std::vector<std::string_view>& normal, size_t folds) {
  return std::set<std::string_view>(normal.begin(), normal.end()).size() >= folds;
}

}  // namespace

std::optional<std::vector<LabelIndex>> NgramBaseline(const MatchedCorpus& corpus, size_t folds,
                                                     uint64_t seed) {
  std::vector<LabelIndex> gold;
  std::vector<std::string_view> normal;
  std::vector<Counts> texts;
  Vocabulary vocabulary;
  for (size_t i = 0; i < corpus.size(); ++i) {
    gold.push_back(corpus.row(i).label);
    normal.push_back(corpus.normal(i));
    texts.push_back(vocabulary.Count(normal.back()));
  }
  if (!HasTextForEachFold(normal, folds) || !HasTwoLabels(gold)) return std::nullopt;
  const std::vector<size_t> fold_of = StratifiedFolds(gold, normal, folds, seed);
  std::vector<LabelIndex> predicted(gold.size());
  for (size_t fold = 0; fold < folds; ++fold) {
    std::vector<size_t> seen;
    for (size_t i = 0; i < gold.size(); ++i) {
      if (fold_of[i] != fold) seen.push_back(i);
    }
    const FoldModel model(texts, gold, seen, vocabulary.size());
    for (size_t i = 0; i < gold.size(); ++i) {
      if (fold_of[i] == fold) predicted[i] = model.Predict(texts[i]);
    }
  }
  return predicted;
}

}  // namespace cxo
