// From --column, --gold and a file to labelled rows.
#include "classifier/cli/gold_choice.h"

#include <string>
#include <utility>

namespace cxo {

std::optional<GoldFile> OpenGold(const GoldChoice& choice, const Pack& pack,
                                 const Streams& streams) {
  Result<GoldFile> gold = ReadGold(choice.file, choice.columns, pack);
  if (!gold.ok()) {
    streams.Say("cxo: " + Format(gold.error()));
    return std::nullopt;
  }
  for (const std::string& note : gold->notes) {
    if (!choice.quiet) streams.Say("cxo: " + Printable(note));
  }
  return std::move(gold).value();
}

}  // namespace cxo
