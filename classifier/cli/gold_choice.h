// Reads the labelled texts that a command works with.
#pragma once

#include <optional>

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/eval/gold.h"

namespace cxo {

// The chosen file, with labels of `pack`. What was found out about it has been said then, unless
// the command is to be quiet. Nothing if the file is refused: the fault has been said then.
std::optional<GoldFile> OpenGold(const GoldChoice& choice, const Pack& pack,
                                 const Streams& streams);

// The same for a command that can do without labels (see ReadTexts).
std::optional<GoldFile> OpenTexts(const GoldChoice& choice, const Pack& pack, bool ignore_labels,
                                  const Streams& streams);

// Says so, unless the command is to be quiet, if words.toml or weights.toml of `pack` was fitted on
// the chosen file, by its digest. OpenGold and OpenTexts do it for their pack.
void SayIfFittedOn(const GoldChoice& choice, const Pack& pack, const Streams& streams);

}  // namespace cxo
