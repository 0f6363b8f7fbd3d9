// Gold files, rule statistics, baselines and the evaluation as a whole, over a pack of four rules.
#include "classifier/eval/evaluation.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "classifier/eval/baselines.h"
#include "classifier/eval/matched_corpus.h"

namespace cxo {
namespace {

constexpr std::string_view kPack = R"(
[pack]
name = "small"
version = "1"
licence = "Apache-2.0"
languages = ["en"]
group = "CXO"

[[label]]
name = "NONE"
title = "none"

[[label]]
name = "CRO"
title = "research"

[[label]]
name = "CMO"
title = "making"

[decision]
bias = { NONE = 0.0, CRO = -1.0, CMO = -1.0 }

[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing"]
weight = 2.0
hit = ["packing"]
miss = ["x"]

[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial"]
weight = 2.0
hit = ["trial"]
miss = ["x"]

[[rule]]
id = "cro.weak"
label = "CRO"
any = ["study"]
weight = 0.5
hit = ["study"]
miss = ["x"]

[[rule]]
id = "none.court"
label = "NONE"
any = ["court"]
weight = 3.0
hit = ["court"]
miss = ["x"]
)";

std::unique_ptr<const Classifier> SmallClassifier() {
  LoadedPack loaded = ParsePack({{"pack.toml", std::string(kPack)}}, "");
  for (const Error& error : loaded.errors) ADD_FAILURE() << Format(error);
  return std::move(BuildClassifier(*std::move(loaded.pack), {}).classifier);
}

std::vector<GoldRow> Rows() {
  return {{.text = "trial", .label = 1},
          {.text = "trial and study", .label = 1},
          {.text = "court trial", .label = 0},
          {.text = "packing", .label = 2},
          {.text = "packing of trial goods", .label = 1, .also_ok = {2}},
          {.text = "study", .label = 1},
          {.text = "lunch", .label = 0},
          {.text = "trial of the year", .label = 0}};
}

TEST(Evaluation, CountsWhatTheRowsSay) {
  const auto classifier = SmallClassifier();
  const Evaluation it = Evaluate(*classifier, Rows(), {.rounds = 50, .folds = 2});
  // "packing of trial goods" ties CRO and CMO at 1.0; the earlier label wins. Wrong are "study"
  // (NONE) and "trial of the year" (CRO).
  EXPECT_EQ(it.metrics.accuracy, 6.0 / 8);
  EXPECT_EQ(it.metrics.confusion[1][0], 1u);
  EXPECT_EQ(it.metrics.confusion[0][1], 1u);
  ASSERT_EQ(it.errors.size(), 2u);
  EXPECT_EQ(it.errors[0].row, 7u);
  EXPECT_EQ(it.errors[0].rules, "cro.trial");
  EXPECT_EQ(it.errors[1].row, 5u);
  EXPECT_EQ(it.abstention, 1.0 / 8);  // "lunch"
}

TEST(Evaluation, IsTheSameForEveryNumberOfThreads) {
  const auto classifier = SmallClassifier();
  std::vector<GoldRow> rows;
  for (int i = 0; i < 20; ++i) {
    for (const GoldRow& row : Rows()) rows.push_back(row);
  }
  const Evaluation one = Evaluate(*classifier, rows, {.threads = 1});
  const Evaluation many = Evaluate(*classifier, rows, {.threads = 7});
  EXPECT_EQ(one.metrics.macro_f1, many.metrics.macro_f1);
  EXPECT_EQ(one.bootstrap.macro_f1.low, many.bootstrap.macro_f1.low);
  ASSERT_EQ(one.baselines.size(), 3u);
  for (size_t i = 0; i < 3; ++i)
    EXPECT_EQ(one.baselines[i].metrics.macro_f1, many.baselines[i].metrics.macro_f1);
}

TEST(RuleStats, CountRowsCompanyAndWhatARuleIsWorth) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> rows = Rows();
  const MatchedCorpus corpus(*classifier, rows, 2);
  const std::vector<RuleStats> stats = MeasureRules(*classifier, corpus, 2);
  ASSERT_EQ(stats.size(), 4u);
  const RuleStats& trial = stats[1];
  EXPECT_EQ(classifier->pack().rules[trial.rule].id, "cro.trial");
  EXPECT_EQ(trial.rows, 5u);
  EXPECT_EQ(trial.right, 3u);
  EXPECT_EQ(trial.overlap, 1u);   // with cro.weak
  EXPECT_EQ(trial.conflict, 2u);  // with none.court, with cmo.pack
  // Without it both plain "trial" rows and "packing of trial goods" turn wrong, "trial of the year"
  // right: 6 - 3 + 1.
  EXPECT_EQ(trial.right_without, 4u);
}

TEST(RuleStats, GainIsTheFallOfEntropy) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> rows = Rows();  // labels: 3 NONE, 4 CRO, 1 CMO
  const MatchedCorpus corpus(*classifier, rows, 1);
  const RuleStats pack = MeasureRules(*classifier, corpus)[0];  // hits one CMO and one CRO row
  const auto h = [](std::initializer_list<double> shares) {
    double entropy = 0;
    for (const double p : shares) entropy -= p * std::log2(p);
    return entropy;
  };
  const double all = h({3.0 / 8, 4.0 / 8, 1.0 / 8});
  const double inside = h({0.5, 0.5});
  const double outside = h({3.0 / 6, 3.0 / 6});
  EXPECT_NEAR(pack.gain, all - (2 * inside + 6 * outside) / 8, 1e-12);
}

TEST(Baselines, MajorityAndVoteAreWhatTheySay) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> rows = Rows();
  EXPECT_EQ(MajorityBaseline(rows, 3), std::vector<LabelIndex>(8, 1));
  const MatchedCorpus corpus(*classifier, rows, 1);
  // A vote each: "court trial" ties NONE and CRO, "packing of trial goods" CRO and CMO.
  EXPECT_EQ(VoteBaseline(*classifier, corpus), (std::vector<LabelIndex>{1, 1, 0, 2, 1, 1, 0, 1}));
}

TEST(Baselines, NgramsLearnWhatSeparatesTheLabels) {
  const auto classifier = SmallClassifier();
  std::vector<GoldRow> rows;
  for (int i = 0; i < 20; ++i) {
    rows.push_back({.text = "alpha word " + std::to_string(i), .label = 1});
    rows.push_back({.text = "beta word " + std::to_string(i), .label = 2});
  }
  const MatchedCorpus corpus(*classifier, rows, 1);
  const auto predicted = NgramBaseline(corpus, 5, 1);
  ASSERT_TRUE(predicted.has_value());
  for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ((*predicted)[i], rows[i].label) << i;
}

TEST(Baselines, NgramsAnswerNoRowByAModelOfItsTwin) {
  const auto classifier = SmallClassifier();
  // Words that say nothing but which text it is; a twin that is written otherwise is one as well.
  std::vector<GoldRow> rows;
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    for (const char* word : {"word", "Word", "WORD"}) {
      rows.push_back({.text = word + number, .label = i % 2 + 1});
    }
  }
  const auto predicted = NgramBaseline(MatchedCorpus(*classifier, rows, 1), 5, 1);
  ASSERT_TRUE(predicted.has_value());
  size_t right = 0;
  for (size_t i = 0; i < rows.size(); ++i) right += (*predicted)[i] == rows[i].label ? 1 : 0;
  EXPECT_LT(right, 84u);  // of 120
}

TEST(Baselines, NgramsNeedTwoLabelsAndATextForEachFold) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> same(10, {.text = "a", .label = 1});
  EXPECT_FALSE(NgramBaseline(MatchedCorpus(*classifier, same, 1), 5, 1).has_value());
  const std::vector<GoldRow> few = {{.text = "a", .label = 1}, {.text = "b", .label = 2}};
  EXPECT_FALSE(NgramBaseline(MatchedCorpus(*classifier, few, 1), 5, 1).has_value());
  // Rows of one text are in one fold, whatever their labels and however they are written.
  std::vector<GoldRow> repeats;
  for (int i = 0; i < 6; ++i) repeats.push_back({.text = i < 3 ? "x" : "X", .label = i % 2 + 1});
  EXPECT_FALSE(NgramBaseline(MatchedCorpus(*classifier, repeats, 1), 5, 1).has_value());
  // Where that text is held out, all others are of one label.
  for (const char* text : {"b", "c", "d", "e"}) repeats.push_back({.text = text, .label = 1});
  EXPECT_EQ(NgramBaseline(MatchedCorpus(*classifier, repeats, 1), 5, 1).value()[0], 1);
}

// A file that exists while a test runs.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content)
      : path_(std::filesystem::temp_directory_path() /
              ("cxo_gold_" + std::to_string(reinterpret_cast<uintptr_t>(this)) + ".csv")) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(Gold, ReadsLabelsTextsAndDefensibleLabels) {
  const auto classifier = SmallClassifier();
  const TemporaryFile file("id,label,also_ok,text\n1,CRO,CMO|NONE,\"a, b\"\n2,NONE,,c\n");
  const auto gold = ReadGold(file.path(), {}, classifier->pack());
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  ASSERT_EQ(gold->rows.size(), 2u);
  EXPECT_EQ(gold->rows[0].text, "a, b");
  EXPECT_EQ(gold->rows[0].label, 1);
  EXPECT_EQ(gold->rows[0].also_ok, (std::vector<LabelIndex>{2, 0}));
  EXPECT_EQ(gold->rows[1].line, 3u);
}

TEST(Gold, TakesNoSpacesAroundLabels) {
  const auto classifier = SmallClassifier();
  const TemporaryFile file("label,also_ok,subtype,text\nCRO , CMO | NONE , lab ,a\n\tcmo, ,,b\n");
  const auto gold = ReadGold(file.path(), {}, classifier->pack());
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  EXPECT_EQ(gold->rows[0].label, 1);
  EXPECT_EQ(gold->rows[0].also_ok, (std::vector<LabelIndex>{2, 0}));
  EXPECT_EQ(gold->rows[0].subtype, "lab");
  EXPECT_EQ(gold->rows[1].label, 2);
  EXPECT_TRUE(gold->rows[1].also_ok.empty());
}

TEST(Gold, FindsUsualNamesInAnyCase) {
  const auto classifier = SmallClassifier();
  const TemporaryFile file("Text,LABEL,Also_OK,Subtype\na,CRO,CMO,lab\n");
  for (const bool must : {true, false}) {
    const auto gold = must ? ReadGold(file.path(), {}, classifier->pack())
                           : ReadTexts(file.path(), {}, classifier->pack(), false);
    ASSERT_TRUE(gold.ok()) << Format(gold.error());
    EXPECT_TRUE(gold->labelled);
    EXPECT_EQ(gold->rows[0].label, 1);
    EXPECT_EQ(gold->rows[0].also_ok, std::vector<LabelIndex>{2});
    EXPECT_EQ(gold->rows[0].subtype, "lab");
  }
}

TEST(Gold, IsReadAsItsDialectSays) {
  const auto classifier = SmallClassifier();
  const TemporaryFile file("CRO;\"a, b\"\nNONE;d\xe9p\xf4t\n");
  const GoldColumns columns{
      .text = "2",
      .label = "1",
      .table = {.has_header = false, .delimiter = ';', .encoding = Encoding::kWindows1252}};
  const auto gold = ReadGold(file.path(), columns, classifier->pack());
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  ASSERT_EQ(gold->rows.size(), 2u);
  EXPECT_EQ(gold->rows[0].text, "a, b");
  EXPECT_EQ(gold->rows[0].label, 1);
  EXPECT_EQ(gold->rows[1].text, "d\u00e9p\u00f4t");
}

TEST(Gold, TellsWhichColumnWasTaken) {
  const auto classifier = SmallClassifier();
  const auto last_note = [&](std::string_view content, const GoldColumns& columns) {
    const TemporaryFile file(content);
    const auto gold = ReadGold(file.path(), columns, classifier->pack());
    if (!gold.ok()) return Format(gold.error()).substr(Format(gold.error()).find(": ") + 2);
    return gold->notes.back().substr(file.path().size());
  };
  EXPECT_EQ(last_note("text,label\na,CRO\n", {}), ": the gold label is in column `label`");
  EXPECT_EQ(last_note("gold,text,label\nNONE,a,CRO\n", {}),
            ": the gold label is in column `label`, not in column 1 (`gold`); choose with --gold");
  EXPECT_EQ(last_note("gold,text,label\nNONE,a,CRO\n", {.label = "gold"}),
            ": the text is in column `text`");
  EXPECT_EQ(last_note("Text,Label\na,CRO\n", {}), ": the gold label is in column `Label`");
  EXPECT_EQ(last_note("Text, GOLD\na,CRO\n", {}), ": the gold label is in column ` GOLD`");
  EXPECT_EQ(last_note("gold\nCRO\n", {}),
            "which column holds the gold label? Choose with --gold; there are: gold");
  EXPECT_EQ(last_note("class,text\nCRO,a\n", {.text = "Class", .label = "1"}),
            "`class` is the column with the text; labels are in another");
  EXPECT_EQ(last_note("text,label\na,CRO\n", {.label = "kind"}),
            "no column `kind`; the columns are `text`, `label`");
}

TEST(Gold, NamesTenFaultyRowsAndHowManyMore) {
  const auto classifier = SmallClassifier();
  for (const size_t more : {0, 1, 2}) {
    std::string content = "label,text\nCRO,a\n,b\nCRX,c\nCRO,d\nCRO,e,f\n";
    for (size_t i = 0; i < 7 + more; ++i) content += ",g\n";
    const TemporaryFile file(content);
    std::vector<Error> others;
    const auto gold = ReadGold(file.path(), {}, classifier->pack(), &others);
    ASSERT_FALSE(gold.ok());
    EXPECT_EQ(Format(gold.error()), file.path() + ":3: the row has no label");
    ASSERT_EQ(others.size(), more == 0 ? 9u : 10u);
    EXPECT_EQ(Format(others[0]),
              file.path() + ":4: `CRX` is no label of the pack; did you mean `CRO`?");
    EXPECT_EQ(Format(others[1]), file.path() + ":6: 3 fields, expected 2");
    EXPECT_EQ(Format(others[8]), file.path() + ":13: the row has no label");
    if (more == 0) continue;
    EXPECT_EQ(Format(others[9]), file.path() + (more == 1 ? ": 1 more row is like that"
                                                          : ": 2 more rows are like that"));
  }
}

TEST(Gold, LeavesOutRowsThatAreEmpty) {
  struct Case {
    std::string_view name;
    std::string_view content;
    size_t rows;
    std::string_view want;  // after the file's name
  };
  const std::vector<Case> cases = {
      {"none", "text;label\na;CRO\n", 1, ": the gold label is in column `label`"},
      {"one", "text;label\na;CRO\n;\n", 1, ": 1 row is left out: all its fields are empty"},
      {"several", "text;label\r\na;CRO\r\n;\r\nb;CMO\r\n ;\t\r\n\r\n\"\";\" \"\r\n", 2,
       ": 3 rows are left out: all their fields are empty"},
      {"of another length", "text;label\na;CRO\nb;CMO\nc;CMO\nd;CMO\n;;;\n", 4,
       ": 1 row is left out: all its fields are empty"}};
  const auto classifier = SmallClassifier();
  for (const Case& c : cases) {
    const TemporaryFile file(c.content);
    for (const bool must : {true, false}) {
      const auto gold = must ? ReadGold(file.path(), {}, classifier->pack())
                             : ReadTexts(file.path(), {}, classifier->pack(), false);
      ASSERT_TRUE(gold.ok()) << c.name << ": " << Format(gold.error());
      EXPECT_EQ(gold->rows.size(), c.rows) << c.name;
      EXPECT_EQ(gold->notes.back(), file.path() + std::string(c.want)) << c.name;
    }
  }
}

TEST(Gold, TextsAloneAreTakenFromRowsOfAnyLength) {
  const auto classifier = SmallClassifier();
  const TemporaryFile file("text,name\na,x\nb,x,y\nc\nd,x\ne,x\nf,x\n");
  const GoldColumns columns{.text = "text", .table = {.delimiter = ','}};
  const auto texts = ReadTexts(file.path(), columns, classifier->pack(), false);
  ASSERT_TRUE(texts.ok()) << Format(texts.error());
  EXPECT_EQ(texts->rows.size(), 6u);
}

TEST(Gold, TellsOfBytesThatAreNotUtf8) {
  const auto classifier = SmallClassifier();
  const TemporaryFile file("label,text\nCRO,a\nCMO,d\xe9p\xf4t\nCMO,\xfc\n");
  const auto gold = ReadGold(file.path(), {}, classifier->pack());
  ASSERT_TRUE(gold.ok()) << Format(gold.error());
  EXPECT_EQ(gold->notes.back(),
            file.path() +
                ":3: this text and 1 more hold bytes that are not UTF-8; if the file is "
                "Windows-1252, say --encoding windows-1252");
}

TEST(Gold, RefusesWhatItCannotLearnFrom) {
  struct Case {
    std::string_view name;
    std::string_view content;
    std::string_view want;  // after the file's name
  };
  const std::vector<Case> cases = {
      {"unknown label", "label,text\nCRO,a\nCR0,b\n",
       ":3: `CR0` is no label of the pack; did you mean `CRO`?"},
      {"far label", "label,text\nother,a\n",
       ":2: `other` is no label of the pack; there are NONE, CRO, CMO"},
      {"no label column", "name,text\nx,a\n",
       ": which column holds the gold label? Choose with --gold; there are: name, text"},
      {"too few fields", "text,label\na,CRO\nc,CRO\nd,CRO\nb\n", ":5: 1 field, expected 2"},
      {"too many fields", "text,label\na,CRO\nc,CRO\nd,CRO\nb,CRO,x\n", ":5: 3 fields, expected 2"},
      {"no label", "label,text\nCRO,a\n,b\n", ":3: the row has no label"},
      {"a blank label", "label,text\nCRO,a\n ,b\n", ":3: the row has no label"},
      {"no rows", "label,text\n", ": has a header and no rows"},
      {"empty", "", ": is empty: it has no labelled texts"},
  };
  const auto classifier = SmallClassifier();
  for (const Case& c : cases) {
    const TemporaryFile file(c.content);
    const auto gold = ReadGold(file.path(), {}, classifier->pack());
    ASSERT_FALSE(gold.ok()) << c.name;
    EXPECT_EQ(Format(gold.error()), file.path() + std::string(c.want)) << c.name;
  }
}

}  // namespace
}  // namespace cxo
