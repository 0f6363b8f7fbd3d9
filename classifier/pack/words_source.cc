// Parses the file once more, which only those who fit words anew from it pay.
#include "classifier/pack/words_source.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

#include "classifier/error/trim.h"
#include "classifier/pack/faults.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/keys.h"
#include "classifier/pack/names.h"
#include "classifier/pack/toml_value.h"

namespace cxo {
namespace {

// The names of the rows `word` of a table, in which all is as it should be.
void AddWords(const TomlValue& table, std::vector<std::string>* words) {
  const TomlValue* rows = TextValueAt(table, "word");
  if (rows == nullptr) return;
  std::string_view left = rows->text;
  while (!left.empty()) {
    const size_t size = std::min(left.find('\n'), left.size());
    const std::string_view row = Trimmed(left.substr(0, size));
    left.remove_prefix(std::min(size + 1, left.size()));
    if (!row.empty()) words->emplace_back(Trimmed(row.substr(0, row.rfind(':'))));
  }
}

}  // namespace

WordsSource WordsSourceOf(const std::vector<PackFile>& files) {
  WordsSource source;
  const auto file = std::find_if(files.begin(), files.end(),
                                 [](const PackFile& one) { return one.name == kWordsFile; });
  if (file == files.end()) return source;
  Faults faults(files, "");
  size_t values_left = std::numeric_limits<size_t>::max();
  const auto number = static_cast<uint32_t>(file - files.begin());
  const auto root = ParseToml(file->content, number, &values_left, &faults);
  if (!root) return source;
  source.voice = NumberAt(*root, "voice", 1.0);
  for (const HeardEntry& heard : HeardAt(*root)) {
    source.heard.push_back({heard.rule->key, heard.rule->value.number, std::string(heard.label)});
  }
  AddWords(*root, &source.words);
  if (const TomlValue* subtype = TableAt(*root, "subtype")) AddWords(*subtype, &source.words);
  return source;
}

bool IsHeardLabel(const TomlEntry& entry) {
  return entry.value.kind == TomlValue::Kind::kTable && IsLabel(entry.key);
}

// No entry is looked up by its key: a hostile file has two hundred thousand of them.
std::vector<HeardEntry> HeardAt(const TomlValue& root) {
  std::vector<HeardEntry> all;
  const TomlValue* heard = TableAt(root, "heard");
  if (heard == nullptr) return all;
  for (const TomlEntry* rule : NumbersIn(*heard)) all.push_back({"", rule});
  for (const TomlEntry& label : heard->entries) {
    if (!IsHeardLabel(label)) continue;
    for (const TomlEntry* rule : NumbersIn(label.value)) all.push_back({label.key, rule});
  }
  return all;
}

}  // namespace cxo
