// From --column, --gold and a file to labelled rows.
#include "classifier/cli/gold_choice.h"

#include <string>
#include <utility>

namespace cxo {

namespace {

std::optional<GoldFile> Told(Result<GoldFile> gold, const GoldChoice& choice,
                             const Streams& streams) {
  if (!gold.ok()) {
    streams.Say("cxo: " + Format(gold.error()));
    return std::nullopt;
  }
  for (const std::string& note : gold->notes) {
    if (!choice.quiet) streams.Say("cxo: " + Printable(note));
  }
  return std::move(gold).value();
}

}  // namespace

std::optional<GoldFile> OpenGold(const GoldChoice& choice, const Pack& pack,
                                 const Streams& streams) {
  return Told(ReadGold(choice.file, choice.columns, pack), choice, streams);
}

std::optional<GoldFile> OpenTexts(const GoldChoice& choice, const Pack& pack, bool ignore_labels,
                                  const Streams& streams) {
  return Told(ReadTexts(choice.file, choice.columns, pack, ignore_labels), choice, streams);
}

}  // namespace cxo
