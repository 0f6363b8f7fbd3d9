// The accuracy of the built-in pack on the project's own corpus may only rise, and the article's
// own phrases get the article's labels. On ../shared/corpus, where it is present, the pack must
// stay above the floors that are stated there for it.
#include <filesystem>
#include <initializer_list>
#include <set>
#include <string>

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include "classifier/builtin/rule_files.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/predict.h"

namespace cxo {
namespace {

const Classifier& BuiltIn() {
  static const auto kClassifier = [] {
    LoadedPack loaded = ParsePack(BuiltinRuleFiles(), "rules");
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

const std::string& CorpusFolder() {
  static const std::string kFolder = CXO_SOURCE_DIR "/corpus";
  return kFolder;
}

// The files of the corpus, without ".csv", that must have a floor: all but training.csv, which is
// there to fit words on: its figures would say how well they were learnt by heart, and take long.
std::set<std::string> MeasuredFiles() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(CorpusFolder())) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == ".csv" && path.stem() != "training") names.insert(path.stem());
  }
  return names;
}

void ExpectFloor(const std::string& name, const toml::node& floor) {
  const auto macro_f1 = floor.at_path("macro_f1").value<double>();
  const auto defensible = floor.at_path("right_or_defensible").value<double>();
  ASSERT_TRUE(macro_f1 && defensible) << "floor.toml lacks a number of " << name;
  const Metrics metrics = MeasureFile(CorpusFolder() + "/" + name + ".csv");
  EXPECT_GE(metrics.macro_f1, *macro_f1) << name;
  EXPECT_GE(metrics.right_or_defensible, *defensible) << name;
  fmt::print(
      "{:<16} {:>5} rows  macro-F1 {:.3f} (floor {:.3f})  right or defensible {:.3f} "
      "(floor {:.3f})\n",
      name, metrics.rows, metrics.macro_f1, *macro_f1, metrics.right_or_defensible, *defensible);
}

TEST(Corpus, EveryFileHasAFloor) {
  const toml::table floors = toml::parse_file(CorpusFolder() + "/floor.toml");
  std::set<std::string> with_floor;
  for (const auto& [key, floor] : floors) with_floor.emplace(key.str());
  EXPECT_EQ(with_floor, MeasuredFiles());
}

TEST(Corpus, AccuracyIsNotBelowTheFloor) {
  const toml::table floors = toml::parse_file(CorpusFolder() + "/floor.toml");
  ASSERT_FALSE(floors.empty());
  for (const auto& [key, floor] : floors) ExpectFloor(std::string(key.str()), floor);
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

// How a text is set says nothing of what it offers.
TEST(Corpus, ALineSaysTheSameWhateverSurroundsIt) {
  const Result<GoldFile> gold =
      ReadGold(CXO_SOURCE_DIR "/corpus/phrases.csv", {}, BuiltIn().pack());
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  Classifier::Session session(BuiltIn());
  for (const char* frame : {"1. {}", "(a) {}", "- {}", "\u2022 {}", "{}.", "{};", "{}!", "\"{}\"",
                            "({})", "**{}**", "<li>{}</li>", "> {}"}) {
    size_t differ = 0;
    for (const GoldRow& row : gold->rows) {
      const int bare = session.Classify(row.text).label;
      const int framed = session.Classify(fmt::format(fmt::runtime(frame), row.text)).label;
      differ += bare == framed ? 0 : 1;
    }
    // A list number is a word to the rules that count words.
    EXPECT_LE(differ, 2U) << frame << " of " << gold->rows.size();
  }
}

// What a name stands for by itself it stands for in each of `frames`.
struct Named {
  std::string_view label;
  std::string_view name;
};

void ExpectInFrames(std::initializer_list<Named> all, std::initializer_list<const char*> frames) {
  const Pack& pack = BuiltIn().pack();
  Classifier::Session session(BuiltIn());
  for (const auto& [label, name] : all) {
    for (const char* frame : frames) {
      const std::string text = fmt::format(fmt::runtime(frame), name);
      const int found = session.Classify(text).label;
      EXPECT_EQ(pack.labels[static_cast<size_t>(found)].name, label) << text;
    }
  }
}

TEST(Corpus, WhoSaysWhatItIsIsBelieved) {
  ExpectInFrames(
      {
          {"CRO", "contract research organisation"},
          {"CRO", "contract research organization"},
          {"CRO", "CRO"},
          {"CMO", "contract manufacturing organisation"},
          {"CMO", "contract manufacturer"},
          {"CMO", "CMO"},
          {"CDMO", "contract development and manufacturing organisation"},
          {"CDMO", "CDMO"},
          {"CSO", "contract sales organisation"},
      },
      {"{}", "We are a {}.", "We are a leading {}", "The company is a {}",
       "Our firm is an independent {}.", "We operate as a {}"});
}

TEST(Corpus, AServiceIsOneInEveryFrame) {
  ExpectInFrames(
      {
          {"CRO", "clinical trial monitoring"},
          {"CRO", "bioanalysis"},
          {"CRO", "pharmacovigilance"},
          {"CRO", "toxicology studies"},
          {"CMO", "packaging"},
          {"CMO", "tablet manufacturing"},
          {"CMO", "fill and finish"},
          {"CMO", "technology transfer"},
          {"CDMO", "contract development and manufacturing"},
          {"CSO", "contract sales force"},
          {"CSO", "detailing"},
      },
      {"{}", "{} services", "We offer {}.", "Our services: {}", "Services include {}",
       "Provider of {}", "{} outsourcing", "Acme Ltd: {}", "Acme GmbH - {}", "Acme offers {}",
       "Company: Acme; Services: {}", "Your partner for {}"});
}

TEST(Corpus, FactsAboutTheFirmSayNothing) {
  ExpectInFrames(
      {
          {"CRO", "Acme offers clinical trial monitoring."},
          {"CRO", "Our company provides pharmacovigilance."},
          {"CRO", "Acme is a CRO."},
          {"CMO", "Acme offers packaging."},
          {"CMO", "Acme is a contract manufacturer."},
          {"CDMO", "Acme is a CDMO."},
          {"CSO", "We provide contract sales teams."},
          {"NONE", "Acme makes and sells its own medicines."},
          {"NONE", "Acme outsources its manufacturing."},
      },
      {"{}", "{} The company has 250 employees.",
       "{} It was founded in 1990 and is based in Basel.", "{} The firm is ISO 9001 certified.",
       "Founded in 1985. {}", "{} Best regards, Jane Doe", "Welcome to Acme! {}",
       "{} It is part of the XYZ Group.", "{} We care about the environment."});
}

TEST(Corpus, WhatIsRefusedIsNone) {
  ExpectInFrames(
      {
          {"NONE", "clinical trial monitoring"},
          {"NONE", "toxicology"},
          {"NONE", "packaging"},
          {"NONE", "tablet manufacturing"},
          {"NONE", "detailing"},
      },
      {"{}: no", "{} (no)", "{} - no", "{} | No", "{} not included", "not in scope: {}",
       "No, we do not offer {}.", "{}? We don't do that."});
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
