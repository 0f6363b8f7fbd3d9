// Cells of result columns that have a way of their own to be written.
#include "classifier/run/result_columns.h"

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(ParseResultColumns, TakesBlanksAroundNames) {
  const auto columns = ParseResultColumns(" label,\tconfidence , rules");
  ASSERT_TRUE(columns.ok()) << Format(columns.error());
  EXPECT_EQ(*columns, (std::vector<ResultColumn>{ResultColumn::kLabel, ResultColumn::kConfidence,
                                                 ResultColumn::kRules}));
  EXPECT_EQ(Format(ParseResultColumns("label, lable").error()),
            "--add: `lable` is no result column; there are label, confidence, margin, runner_up, "
            "subtype, also, review, rules, spans, status; did you mean `label`?");
  EXPECT_EQ(Format(ParseResultColumns("label, label").error()), "--add: `label` is named twice");
}

std::string Written(double value) {
  std::string out;
  AppendProbability(value, &out);
  return out;
}

TEST(Probability, HasThreeDecimals) {
  const struct {
    double value;
    std::string_view want;
  } cases[] = {
      {0, "0.000"},       {1, "1.000"},      {0.25, "0.250"},   {0.9994, "0.999"},
      {0.99951, "1.000"}, {0.0004, "0.000"}, {0.0006, "0.001"}, {1.5, "1.500"},
  };
  for (const auto& one : cases) EXPECT_EQ(Written(one.value), one.want) << one.value;
}

// The quick way and the general one agree to the last digit, at ties and beside them too.
TEST(Probability, IsRoundedAsNumbersAre) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> anywhere(0, 1);
  std::vector<double> values;
  for (int i = 0; i < 100'000; ++i) values.push_back(anywhere(random));
  for (int i = 0; i <= 1000; ++i) {
    for (double value : {i / 1000.0, (i + 0.5) / 1000.0, i / 1024.0}) {
      values.push_back(std::nextafter(value, 0.0));
      values.push_back(value);
      values.push_back(std::nextafter(value, 2.0));
      values.push_back(value + 1e-9);
    }
  }
  for (const double value : values) EXPECT_EQ(Written(value), fmt::format("{:.3f}", value));
  EXPECT_EQ(Written(std::numeric_limits<double>::quiet_NaN()), "nan");
}

}  // namespace
}  // namespace cxo
