// Parses the files once more, which only those who ask for a list pay.
#include "classifier/pack/list_source.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "classifier/pack/faults.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/keys.h"
#include "classifier/pack/toml_value.h"

namespace cxo {
namespace {

ListSource SourceOf(const TomlValue& table) {
  ListSource list{.name = TextAt(table, "name"), .note = TextAt(table, "note")};
  for (const TomlValue* word : TextsAt(table, "words")) list.words.push_back(word->text);
  list.at = table.place.at;
  return list;
}

}  // namespace

std::vector<ListSource> ListsOf(const std::vector<PackFile>& files) {
  std::vector<ListSource> lists;
  Faults faults(files, "");
  size_t values_left = std::numeric_limits<size_t>::max();
  for (uint32_t i = 0; i < files.size(); ++i) {
    // These have no lists, and may be longer than all others together.
    if (files[i].name == kWeightsFile || files[i].name == kWordsFile) continue;
    const std::optional<TomlValue> root = ParseToml(files[i].content, i, &values_left, &faults);
    if (!root) continue;
    for (const TomlValue* table : TablesAt(*root, "list")) lists.push_back(SourceOf(*table));
  }
  return lists;
}

}  // namespace cxo
