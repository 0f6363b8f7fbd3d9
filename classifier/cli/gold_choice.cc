// From --column, --gold and a file to labelled rows.
#include "classifier/cli/gold_choice.h"

#include <string>
#include <utility>
#include <vector>

namespace cxo {

namespace {

// `others`: further faults of the file.
std::optional<GoldFile> Told(Result<GoldFile> gold, const std::vector<Error>& others,
                             const GoldChoice& choice, const Streams& streams) {
  if (!gold.ok()) {
    streams.Say("cxo: " + Format(gold.error()));
    for (const Error& other : others) streams.Say("cxo: " + Format(other));
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
  std::vector<Error> others;
  auto gold = ReadGold(choice.file, choice.columns, pack, &others);
  return Told(std::move(gold), others, choice, streams);
}

std::optional<GoldFile> OpenTexts(const GoldChoice& choice, const Pack& pack, bool ignore_labels,
                                  const Streams& streams) {
  std::vector<Error> others;
  auto gold = ReadTexts(choice.file, choice.columns, pack, ignore_labels, &others);
  return Told(std::move(gold), others, choice, streams);
}

}  // namespace cxo
