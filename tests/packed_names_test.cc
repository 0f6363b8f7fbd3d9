// What is written is never packed, so a name that says it is gets refused, of whatever output.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/cli/options.h"

namespace cxo {
namespace {

TEST(PackedNames, AreRefusedWithWhatPacks) {
  const struct {
    std::vector<std::string> words;
    std::string message;
  } kUses[] = {
      {{"-o", "out.csv.gz", "a.csv"},
       "--output: output is not packed; `cxo ... | gzip > out.csv.gz` packs it"},
      {{"-o", "out.CSV.ZST", "a.csv"},
       "--output: output is not packed; `cxo ... | zstd > out.CSV.ZST` packs it"},
      {{"-o", "out.csv.xz", "a.csv"},
       "--output: output is not packed; `cxo ... | xz > out.csv.xz` packs it"},
      {{"-o", "out.csv", "--report", "r.json.bz2", "a.csv"},
       "--report: output is not packed; write r.json, and pack it with bzip2 afterwards"},
      {{"eval", "a.csv", "--errors", "e.csv.gz"},
       "--errors: output is not packed; write e.csv, and pack it with gzip afterwards"},
      {{"eval", "a.csv", "--html", "e.html.zip"},
       "--html: output is not packed; write e.html, and pack it with zip afterwards"},
      {{"compare", "a.csv", "--with", "b", "--flips", "f.csv.gz"},
       "--flips: output is not packed; write f.csv, and pack it with gzip afterwards"},
      {{"tune", "a.csv", "-o", "weights.toml.gz"},
       "--output: output is not packed; write weights.toml, and pack it with gzip afterwards"},
      {{"suggest", "a.csv", "-o", "s.toml.gz"},
       "--output: output is not packed; `cxo ... | gzip > s.toml.gz` packs it"},
      {{"rules", "export", "r.csv.gz"},
       "rules export: output is not packed; `cxo ... | gzip > r.csv.gz` packs it"},
      {{"rules", "export", "-o", "r.csv.gz"},
       "--output: output is not packed; `cxo ... | gzip > r.csv.gz` packs it"}};
  for (const auto& [words, message] : kUses) {
    const Result<Command> parsed = ParseCommandLine(words);
    ASSERT_FALSE(parsed.ok()) << message;
    EXPECT_EQ(Format(parsed.error()), message);
  }
}

TEST(PackedNames, AreThoseOfWholeExtensions) {
  for (const std::string name : {"out.gz.csv", "gz", "x.gz/out.csv", "/dev/stdout", "-"}) {
    EXPECT_TRUE(ParseCommandLine({"a.csv", "-o", name}).ok()) << name;
  }
}

}  // namespace
}  // namespace cxo
