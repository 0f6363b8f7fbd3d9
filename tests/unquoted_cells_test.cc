// A delimiter that could stand in a cell which cannot be quoted.
#include "classifier/run/unquoted_cells.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

RecordJob Unquoted(char delimiter) {
  RecordJob job;
  job.file = "a.csv";
  job.from = InputFormat::kCsv;
  job.to = OutputFormat::kCsv;
  job.dialect.delimiter = delimiter;
  job.dialect.quote = kNoQuote;
  job.add = {ResultColumn::kLabel, ResultColumn::kConfidence};
  return job;
}

// The notes, or the error.
std::string Said(const RecordJob& job) {
  std::vector<std::string> notes;
  const Status usable = CheckUnquotedCells(job, &notes);
  if (!usable.ok()) return Format(usable.error());
  std::string said;
  for (const std::string& note : notes) said += note;
  return said;
}

TEST(UnquotedCells, AreRefusedADelimiterThatTheyMayHold) {
  for (const char delimiter : std::string("aZ09.-_+@")) {
    EXPECT_EQ(Said(Unquoted(delimiter)),
              std::string("--delimiter: `") + delimiter +
                  "` may stand in the cells that are added to a.csv, and without quotes nothing "
                  "tells it from a delimiter; --to jsonl needs none");
    std::vector<std::string> notes;
    EXPECT_TRUE(CheckUnquotedCells(Unquoted(delimiter), &notes).error().wrong_use);
  }
  for (const char delimiter : std::string(",;\t| :/#~^")) {
    EXPECT_EQ(Said(Unquoted(delimiter)), "") << delimiter;
  }
}

TEST(UnquotedCells, AreJoinedBySpacesWhereTheBarDivides) {
  const std::string want =
      "a.csv: without quotes `|` can only divide fields, so a space stands for it in the cells "
      "that are added";
  for (const ResultColumn column :
       {ResultColumn::kRules, ResultColumn::kSpans, ResultColumn::kAlso}) {
    RecordJob job = Unquoted('|');
    job.add.push_back(column);
    EXPECT_EQ(Said(job), want);
    job.dialect.quote = '"';
    EXPECT_EQ(Said(job), "");
    job.dialect.quote = kNoQuote;
    job.dialect.delimiter = ';';
    EXPECT_EQ(Said(job), "");
  }
}

TEST(UnquotedCells, HaveNamesWithoutTheDelimiter) {
  RecordJob job = Unquoted(';');
  job.prefix = "my;";
  EXPECT_EQ(Said(job),
            "--prefix: `;` divides the fields of a.csv, which has no quotes; leave it out of the "
            "names of the new columns");
}

TEST(UnquotedCells, AreOfTablesThatKeepTheirFormAlone) {
  RecordJob job = Unquoted('.');
  job.to = OutputFormat::kJsonl;
  EXPECT_EQ(Said(job), "");
  job = Unquoted('.');
  job.dialect.quote = '\'';
  EXPECT_EQ(Said(job), "");
}

}  // namespace
}  // namespace cxo
