// What the words of a command line come to in the command.
#include <gtest/gtest.h>

#include "classifier/cli/options.h"

namespace cxo {
namespace {

using Words = std::vector<std::string>;

ClassifyCommand Classify(const Words& words) {
  return std::get<ClassifyCommand>(ParseCommandLine(words).value());
}

TEST(Commands, ArriveInTheCommand) {
  const ClassifyCommand none = Classify({});
  EXPECT_EQ(none.batch.files, std::vector<std::string>{"-"});
  EXPECT_EQ(none.batch.output, "-");
  EXPECT_FALSE(none.batch.records.from.has_value());
  const ClassifyCommand all =
      Classify({"--from=tsv", "-ca",         "-c",  "b",          "--no-header", "--to",
                "jsonl",      "--delimiter", "tab", "--quote",    "none",        "--min-confidence",
                "0.25",       "--threads",   "7",   "--bad-rows", "reject",      "-o",
                "o",          "-q",          "in"});
  EXPECT_EQ(all.batch.records.from, InputFormat::kTsv);
  EXPECT_EQ(all.batch.records.to, OutputFormat::kJsonl);
  EXPECT_EQ(all.batch.records.columns, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(all.batch.records.has_header, false);
  EXPECT_EQ(all.batch.records.delimiter, '\t');
  EXPECT_EQ(all.batch.records.quote, kNoQuote);
  EXPECT_FALSE(none.batch.records.quote.has_value());
  EXPECT_EQ(all.min_confidence, 0.25);
  EXPECT_EQ(all.batch.threads, 7);
  EXPECT_EQ(all.batch.rejects, "o.rejects");
  EXPECT_TRUE(all.quiet);
  EXPECT_EQ(all.batch.files, std::vector<std::string>{"in"});
}

TEST(Commands, TheColumnOfLabelsIsGForEveryCommand) {
  const Command check =
      ParseCommandLine({"check", "p", "--gold", "a.csv", "-c", "t", "-g", "x"}).value();
  EXPECT_EQ(std::get<CheckCommand>(check).gold->columns.label, "x");
  const Command eval = ParseCommandLine({"eval", "a.csv", "-c", "t", "-g", "x"}).value();
  EXPECT_EQ(std::get<EvalCommand>(eval).gold.columns.label, "x");
}

TEST(Commands, EvalShowsAScreenfulUnlessToldHowMuch) {
  const auto shown = [](const Words& words) {
    return std::get<EvalCommand>(ParseCommandLine(words).value()).show;
  };
  EXPECT_EQ(shown({"eval", "a.csv"}), std::nullopt);
  EXPECT_EQ(shown({"eval", "a.csv", "--show", "0"}), 0U);
  EXPECT_EQ(shown({"eval", "a.csv", "--show", "7", "--errors", "e.csv", "--watch"}), 7U);
}

TEST(Commands, PutRejectsBesideFilesAlone) {
  const auto rejects = [](Words words) {
    words.insert(words.begin(), {"--bad-rows", "reject"});
    return Classify(words).batch.rejects;
  };
  EXPECT_EQ(rejects({"a.csv"}), "a.csv.rejects");
  EXPECT_EQ(rejects({"-o", "out", "a.csv"}), "out.rejects");
  EXPECT_EQ(rejects({"-o", "out"}), "out.rejects");
  for (const std::string stream : {"-", "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/dev/null"}) {
    EXPECT_EQ(rejects({"-o", stream, "a.csv"}), "a.csv.rejects") << stream;
  }
}

TEST(Commands, LetTheOutputBeCalledAsTheUserLikesWhereTheFormatIsSaid) {
  EXPECT_EQ(Classify({"-o", "out.jsonl", "--to", "csv", "a.csv"}).batch.output, "out.jsonl");
  EXPECT_EQ(Classify({"-o", "out.csv", "a.csv.gz"}).batch.output, "out.csv");
  EXPECT_EQ(Classify({"-o", "out.txt", "a.csv"}).batch.output, "out.txt");
  EXPECT_EQ(Classify({"-o", "out.tsv", "--from", "tsv"}).batch.output, "out.tsv");
  EXPECT_EQ(Classify({"-o", "out.csv", "a.json"}).batch.output, "out.csv");
}

TEST(Commands, AThresholdAddsTheColumnReviewUnlessColumnsAreChosen) {
  const auto columns = [](const Words& words) {
    std::string names;
    for (const ResultColumn column : Classify(words).batch.records.add) {
      names += (names.empty() ? "" : ",") + std::string(NameOf(column));
    }
    return names;
  };
  EXPECT_EQ(columns({"a.csv"}), "label,confidence,rules");
  EXPECT_EQ(columns({"a.csv", "--min-confidence", "0.9"}), "label,confidence,rules,review");
  EXPECT_EQ(columns({"--to", "jsonl", "--min-confidence", "0.9", "--min-margin", "0.9"}),
            "label,confidence,rules,review");
  EXPECT_EQ(columns({"a.csv", "--min-margin", "0.9", "--add", "review"}), "review");
  EXPECT_EQ(columns({"a.csv", "--min-margin", "0.9", "--add", "label", "--report", "r.json"}),
            "label");
  EXPECT_EQ(columns({"--min-margin", "0.9", "--report", "r.json"}), "label,confidence,rules");
}

TEST(Commands, BehindTwoDashesAreWords) {
  EXPECT_EQ(Classify({"--", "--from"}).batch.files, std::vector<std::string>{"--from"});
}

}  // namespace
}  // namespace cxo
