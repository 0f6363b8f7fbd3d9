// Files of packs, which people have written or a fit has made: figures, tables and proposals never
// take their place, nor do they become part of a pack by their names.
#pragma once

#include <cstdint>
#include <string>

#include "classifier/error/result.h"

namespace cxo {

// What an output, or a file that is there, holds for a pack.
enum class PackContent : uint8_t {
  kNone,     // nothing: figures, tables, pages
  kRules,    // rules and whatever else people write
  kWeights,  // of weights.toml
  kWords,    // of words.toml
};

// Refuses (wrong use) `file`, which `option` names for an output that holds `written` (empty: it
// names none):
//   - if it is there already and no *.toml, where `written` is (somebody's table, say);
//   - if it is there already as a *.toml with rules (a table that no fitted file has), or with
//     weights or words where `written` is not the same;
//   - if it is called weights.toml or words.toml and `written` is not what that name says;
//   - if it would else be read as a part of the pack in its folder (IsOfPack), unless `written` is
//     rules and the name ends in .toml.
// So the files of every pack are safe, not of the one in use alone, and so are proposals of `cxo
// suggest` that somebody may have worked on; weights may take the place of those of an earlier fit.
// Links are followed. What cannot be read is not refused here: writing it will fail.
Status KeepRuleFile(const std::string& option, const std::string& file,
                    PackContent written = PackContent::kNone);

// Whether `file`, there already or not, is where reading a pack looks: it is named like a file of a
// pack (IsNamedLikePackFile), and a file of its folder has a table [pack]. Reads the folder.
bool IsOfPack(const std::string& file);

}  // namespace cxo
