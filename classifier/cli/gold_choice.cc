// From --column, --gold and a file to labelled rows.
#include "classifier/cli/gold_choice.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/utf8.h"
#include "classifier/error/whole_file.h"
#include "classifier/io/descriptor.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/load.h"

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

GoldColumns GoldColumnsOf(const GoldChoice& choice, const Streams& streams) {
  GoldColumns columns = choice.columns;
  columns.table.standard_input = streams.in();
  return columns;
}

}  // namespace

void SayIfFittedOn(const GoldChoice& choice, const Pack& pack, const Streams& streams) {
  const bool fitted = !pack.words_corpus.empty() || !pack.weights_corpus.empty();
  if (choice.quiet || !fitted || choice.file == "-" || !RegularFileAt(choice.file)) return;
  const Result<std::string> content = ReadWholeFile(choice.file, SIZE_MAX / 2);
  if (!content.ok()) return;  // reading its rows says why
  const std::string digest = ContentDigest(*content);
  const auto say = [&](std::string_view file) {
    streams.Say(
        fmt::format("cxo: {}: {} of the pack was fitted on this file, so that figures "
                    "on it are too good",
                    Printable(choice.file), file));
  };
  if (WasFittedOn(pack.words_corpus, digest)) say(kWordsFile);
  if (pack.weights_corpus == digest) say(kWeightsFile);
}

std::optional<GoldFile> OpenGold(const GoldChoice& choice, const Pack& pack,
                                 const Streams& streams) {
  std::vector<Error> others;
  auto gold = ReadGold(choice.file, GoldColumnsOf(choice, streams), pack, &others);
  SayIfFittedOn(choice, pack, streams);
  return Told(std::move(gold), others, choice, streams);
}

std::optional<GoldFile> OpenTexts(const GoldChoice& choice, const Pack& pack, bool ignore_labels,
                                  const Streams& streams) {
  std::vector<Error> others;
  auto gold = ReadTexts(choice.file, GoldColumnsOf(choice, streams), pack, ignore_labels, &others);
  SayIfFittedOn(choice, pack, streams);
  return Told(std::move(gold), others, choice, streams);
}

}  // namespace cxo
