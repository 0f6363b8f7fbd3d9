// The accuracy of the built-in pack on the project's own corpus may only rise, and the article's
// own phrases get the article's labels. On ../shared/corpus, where it is present, the pack must
// stay above the floors that are stated there for it.
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/predict.h"

namespace cxo {
namespace {

const Classifier& BuiltIn() {
  static const auto kClassifier = [] {
    LoadedPack loaded = ParsePack(BuiltinPackFiles(), "rules");
    BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), {});
    return std::move(built.classifier);
  }();
  return *kClassifier;
}

Metrics MeasureFile(const std::string& path) {
  const Result<GoldFile> gold = ReadGold(path, {.text = "text"}, BuiltIn().pack());
  EXPECT_TRUE(gold.ok()) << Format(gold.error());
  if (!gold.ok()) return {};
  return Measure(Predict(BuiltIn(), gold->rows), BuiltIn().pack().labels.size());
}

void ExpectFloors(const std::string& folder, const std::string& floors) {
  const toml::table table = toml::parse_file(floors);
  ASSERT_FALSE(table.empty());
  for (const auto& [key, value] : table) {
    const std::string name(key.str());
    const Metrics metrics = MeasureFile(folder + "/" + name + ".csv");
    const double macro_f1 = *value.at_path("macro_f1").value<double>();
    const double defensible = *value.at_path("right_or_defensible").value<double>();
    EXPECT_GE(metrics.macro_f1, macro_f1) << name;
    EXPECT_GE(metrics.right_or_defensible, defensible) << name;
    fmt::print(
        "{:<16} {:>5} rows  macro-F1 {:.3f} (floor {:.3f})  right or defensible {:.3f} "
        "(floor {:.3f})\n",
        name, metrics.rows, metrics.macro_f1, macro_f1, metrics.right_or_defensible, defensible);
  }
}

TEST(Corpus, AccuracyIsNotBelowTheFloor) {
  const std::string folder = CXO_SOURCE_DIR "/corpus";
  ExpectFloors(folder, folder + "/floor.toml");
}

TEST(Corpus, ArticlePhrasesGetTheArticlesLabels) {
  const Result<GoldFile> gold =
      ReadGold(CXO_SOURCE_DIR "/corpus/article.csv", {}, BuiltIn().pack());
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  Classifier::Session session(BuiltIn());
  for (const GoldRow& row : gold->rows) {
    EXPECT_EQ(session.Classify(row.text).label, row.label) << row.text;
  }
}

TEST(Corpus, SharedTextsStayAboveSevenTenths) {
  const std::string folder = CXO_SHARED_DIR "/corpus";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  for (const char* name : {"companies-dev", "phrases-dev", "web-dev"}) {
    const Metrics metrics = MeasureFile(folder + "/" + name + ".csv");
    EXPECT_GT(metrics.macro_f1, 0.70) << name;
  }
}

}  // namespace
}  // namespace cxo
