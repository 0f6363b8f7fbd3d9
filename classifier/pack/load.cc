// The order of reading: labels and lists first, because rules name them; then rules and guards;
// then what names rules. Names inside conditions are looked up last of all.
#include "classifier/pack/load.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/folder.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

// A value takes a few hundred bytes once it is parsed; a full pack of rules has fewer of them.
constexpr size_t kMostValues = 2'000'000;

const std::vector<Key>& FileKeys() {
  static const std::vector<Key> kKeys = {
      {"pack", Kind::kTable},     {"label", Kind::kTables},     {"list", Kind::kTables},
      {"rule", Kind::kTables},    {"composite", Kind::kTables}, {"guard", Kind::kTables},
      {"decision", Kind::kTable}, {"profile", Kind::kTable},    {"example", Kind::kTables}};
  return kKeys;
}

// A parsed file. Values are referred to until the pack is complete.
struct Document {
  enum class Kind : uint8_t { kRules, kWeights, kWords };
  TomlValue root;
  Kind kind = Kind::kRules;
};

Document::Kind KindOfFile(std::string_view name) {
  if (name == kWeightsFile) return Document::Kind::kWeights;
  return name == kWordsFile ? Document::Kind::kWords : Document::Kind::kRules;
}

bool CheckFiles(const PackLimits& limits, Draft* draft) {
  const std::vector<PackFile>& files = draft->pack.files;
  if (files.size() > limits.files) {
    draft->faults.AddWhole("the pack has " + std::to_string(files.size()) + " files, at most " +
                           std::to_string(limits.files) + " are allowed");
    return false;
  }
  size_t bytes = 0;
  for (uint32_t i = 0; i < files.size(); ++i) {
    bytes += files[i].content.size();
    if (files[i].content.size() <= limits.file_bytes) continue;
    draft->faults.AddWhole(i, "the file is " + std::to_string(files[i].content.size()) +
                                  " bytes long, at most " + std::to_string(limits.file_bytes) +
                                  " are allowed");
  }
  if (bytes > limits.pack_bytes) {
    draft->faults.AddWhole("the pack is " + std::to_string(bytes) + " bytes long, at most " +
                           std::to_string(limits.pack_bytes) + " are allowed");
  }
  return draft->faults.empty();
}

std::vector<Document> ParseFiles(Draft* draft) {
  std::vector<Document> documents;
  size_t values_left = kMostValues;
  for (uint32_t i = 0; i < draft->pack.files.size(); ++i) {
    const PackFile& file = draft->pack.files[i];
    auto root = ParseToml(file.content, i, &values_left, &draft->faults);
    if (root) {
      documents.push_back({*std::move(root), KindOfFile(file.name)});
    } else {
      const bool defines = KindOfFile(file.name) == Document::Kind::kRules;
      draft->AddUnread(defines ? std::string_view(file.content) : std::string_view());
    }
  }
  return documents;
}

size_t CountPatterns(const TomlValue& table) {
  size_t count = TextValueAt(table, "regex") == nullptr ? 0 : 1;
  for (const std::string_view key : {"any", "not", "until"}) count += TextsAt(table, key).size();
  return count;
}

// What a pack has how many of.
struct Counts {
  size_t rules = 0;
  size_t guards = 0;
  size_t labels = 0;
  size_t subtypes = 0;
  size_t profiles = 0;
  size_t lists = 0;
  size_t patterns = 0;
};

void Count(const TomlValue& root, Counts* counts) {
  for (const std::string_view key : {"rule", "composite", "guard"}) {
    const auto tables = TablesAt(root, key);
    counts->rules += tables.size();
    for (const TomlValue* table : tables) counts->patterns += CountPatterns(*table);
  }
  counts->guards += TablesAt(root, "guard").size();
  counts->lists += TablesAt(root, "list").size();
  for (const TomlValue* label : TablesAt(root, "label")) {
    ++counts->labels;
    counts->subtypes += TextsAt(*label, "subtypes").size();
  }
  const TomlValue* profiles = TableAt(root, "profile");
  counts->profiles += profiles == nullptr ? 0 : profiles->entries.size();
}

// Counted before anything is read, so that too large a pack costs no more than its parsing.
bool CheckCounts(const std::vector<Document>& documents, Draft* draft) {
  Counts counts;
  for (const Document& document : documents) Count(document.root, &counts);
  const PackLimits& limits = draft->limits;
  bool few = true;
  const auto check = [&](std::string_view what, size_t count, size_t limit) {
    if (count <= limit) return;
    few = false;
    draft->faults.AddWhole("the pack has " + std::to_string(count) + " " + std::string(what) +
                           ", at most " + std::to_string(limit) + " are allowed");
  };
  check("rules, composites and guards", counts.rules, limits.rules);
  check("guards", counts.guards, limits.guards);
  check("labels", counts.labels, limits.labels);
  check("subtypes", counts.subtypes, limits.subtypes);
  check("profiles", counts.profiles, limits.profiles);
  check("lists", counts.lists, limits.lists);
  check("patterns", counts.patterns, limits.patterns);
  return few;
}

using ReadTable = void (*)(const TomlValue&, Draft*);

// [key] of every file.
void ReadSingle(const std::vector<Document>& documents, std::string_view key, ReadTable read,
                Draft* draft) {
  for (const Document& document : documents) {
    const TomlValue* table =
        document.kind == Document::Kind::kRules ? TableAt(document.root, key) : nullptr;
    if (table != nullptr) read(*table, draft);
  }
}

// [[key]] of every file.
void ReadEach(const std::vector<Document>& documents, std::string_view key, ReadTable read,
              Draft* draft) {
  for (const Document& document : documents) {
    if (document.kind != Document::Kind::kRules) continue;
    for (const TomlValue* table : TablesAt(document.root, key)) read(*table, draft);
  }
}

// The same, and drops each table once it is read: there are many of these, and the tree of a large
// pack is larger than the pack.
void ReadAndDropEach(std::vector<Document>* documents, std::string_view key, ReadTable read,
                     Draft* draft) {
  for (Document& document : *documents) {
    if (document.kind != Document::Kind::kRules) continue;
    for (TomlEntry& entry : document.root.entries) {
      if (entry.key != key) continue;
      for (TomlValue& table : entry.value.items) {
        if (table.kind == TomlValue::Kind::kTable) read(table, draft);
        table = TomlValue();
      }
    }
  }
}

// How many [[key]] all files have.
size_t CountTables(const std::vector<Document>& documents, std::string_view key) {
  size_t count = 0;
  for (const Document& document : documents) count += TablesAt(document.root, key).size();
  return count;
}

void ReadProfiles(const TomlValue& profiles, Draft* draft) {
  for (const TomlEntry& entry : profiles.entries) {
    if (entry.value.kind == TomlValue::Kind::kTable) {
      ReadProfile(entry, draft);
    } else {
      draft->faults.Add(entry.place, Quoted(entry.key) + " is " +
                                         std::string(KindName(entry.value.kind)) +
                                         ", expected a profile: [profile." + entry.key + "]");
    }
  }
}

void ReadDocuments(std::vector<Document>* parsed, Draft* draft) {
  const std::vector<Document>& documents = *parsed;
  for (const Document& document : documents) {
    if (document.kind == Document::Kind::kRules) draft->Check(document.root, "", FileKeys());
  }
  ReadSingle(documents, "pack", ReadHead, draft);
  ReadEach(documents, "label", ReadLabel, draft);
  // Nearly every rule would be one more fault where the file with the labels is what is missing.
  if (draft->complete() && CountTables(documents, "label") == 0) return;
  Pack& pack = draft->pack;
  pack.decision.bias.assign(pack.labels.size(), 0.0);
  pack.decision.threshold.assign(pack.labels.size(), -std::numeric_limits<double>::infinity());
  ReadEach(documents, "list", ReadList, draft);
  SettleLists(draft);
  ReadEach(documents, "list", CheckList, draft);
  draft->rules.reserve(CountTables(documents, "rule") + CountTables(documents, "composite"));
  ReadAndDropEach(parsed, "rule", ReadRule, draft);
  ReadAndDropEach(parsed, "composite", ReadComposite, draft);
  ReadAndDropEach(parsed, "guard", ReadGuard, draft);
  SortIntoPack(draft);
  ReadSingle(documents, "decision", ReadDecision, draft);
  ReadSingle(documents, "profile", ReadProfiles, draft);
  ReadEach(documents, "example", ReadExample, draft);
  // weights.toml is fitted last, with the weights of words in place, and stands above both.
  for (const Document& document : documents) {
    if (document.kind == Document::Kind::kWords) ReadWords(document.root, draft);
  }
  for (const Document& document : documents) {
    if (document.kind == Document::Kind::kWeights) ReadWeights(document.root, draft);
  }
}

LoadedPack Refused(Draft* draft) {
  LoadedPack loaded{std::nullopt, draft->faults.Take()};
  for (Pattern& pattern : draft->pack.patterns) {
    if (!pattern.is_phrase) loaded.refused.patterns.push_back(std::move(pattern));
  }
  loaded.refused.files = std::move(draft->pack.files);
  return loaded;
}

}  // namespace

LoadedPack ParsePack(std::vector<PackFile> files, const std::string& source,
                     const PackLimits& limits) {
  std::sort(files.begin(), files.end(),
            [](const PackFile& a, const PackFile& b) { return a.name < b.name; });
  Draft draft(std::move(files), source, limits);
  if (!CheckFiles(limits, &draft)) return Refused(&draft);
  std::vector<Document> documents = ParseFiles(&draft);
  if (!CheckCounts(documents, &draft)) return Refused(&draft);
  ReadDocuments(&documents, &draft);
  CheckWhole(&draft);
  if (!draft.faults.empty()) return Refused(&draft);
  draft.pack.digest = PackDigest(draft.pack.files);
  return {std::move(draft.pack), {}};
}

LoadedPack LoadPack(const std::string& folder, const PackLimits& limits) {
  ReadFolder read = ReadPackFolder(folder, limits);
  if (!read.errors.empty()) return {std::nullopt, std::move(read.errors)};
  return ParsePack(std::move(read.files), folder, limits);
}

}  // namespace cxo
