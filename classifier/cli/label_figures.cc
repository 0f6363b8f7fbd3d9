// Three decimals, as all shares on the screen have.
#include "classifier/cli/label_figures.h"

#include <fmt/core.h>

namespace cxo {
namespace {

std::string Text(bool known, double figure) {
  return known ? fmt::format("{:.3f}", figure) : std::string("-");
}

}  // namespace

std::string PrecisionText(const LabelScore& score) {
  return Text(score.predicted > 0, score.precision);
}

std::string RecallText(const LabelScore& score) { return Text(score.gold > 0, score.recall); }

std::string F1Text(const LabelScore& score) { return Text(!score.is_absent(), score.f1); }

}  // namespace cxo
