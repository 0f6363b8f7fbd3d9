// Cells become values, values become TOML, and the TOML is read as any pack is: so a table is held
// to the same rules as a folder. What the pack finds wrong is looked up in the cells it came from.
#include "classifier/spreadsheet/rule_import.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "classifier/classifier.h"
#include "classifier/error/joined.h"
#include "classifier/error/utf8.h"
#include "classifier/pack/load.h"
#include "classifier/pack/write_toml.h"
#include "classifier/spreadsheet/rule_cells.h"

namespace cxo {
namespace {

class Importer {
 public:
  Importer(const std::vector<PackFile>& base, const std::string& base_name)
      : base_(SplitPack(base)), base_name_(base_name) {
    for (size_t i = 0; i < base.size(); ++i) {
      if (base_.rest[i].content != base[i].content) mixed_.push_back(base[i].name);
    }
  }

  ImportedRules Import(const RuleTableFile& table) {
    table_ = ReadRulesOfTable(table);
    result_.notes = table_.rows.notes;
    result_.errors = table_.errors;
    if (table_.rules.empty()) return std::move(result_);
    CheckColumns();
    WriteFiles();
    Check();
    return std::move(result_);
  }

 private:
  // A rule of the table in the file that it is written to.
  struct WrittenRule {
    const RuleOfRow* rule = nullptr;
    size_t begin = 0;  // bytes
    size_t end = 0;
    std::vector<WrittenPlace> places;
  };

  // What a rule of the base says where the table has no column would be lost unseen.
  void CheckColumns() {
    std::map<std::string_view, const RuleSource*> base;
    for (const RuleSource& rule : base_.rules) base[rule.table.Find(kIdColumn)->text] = &rule;
    std::map<std::string_view, std::string_view> lost;  // by column, the first rule that loses
    for (const RuleOfRow& rule : table_.rules) {
      const TomlValue* id = rule.table.Find(kIdColumn);
      const auto found = id == nullptr ? base.end() : base.find(id->text);
      if (found == base.end()) continue;
      if (rule.kind != found->second->kind) {
        lost.emplace(kKindColumn, id->text);  // where it may be said, it is something else now
        continue;
      }
      for (const TomlEntry& entry : found->second->table.entries) lost.emplace(entry.key, id->text);
    }
    std::vector<std::string> missing;
    for (const auto& [column, id] : lost) {
      const bool there = table_.ColumnOf(column) < table_.columns.size();
      if (!there) missing.push_back(fmt::format("`{}` ({})", column, id));
    }
    if (missing.empty()) return;
    result_.errors.push_back(
        {.source = table_.Where(table_.rows.header),
         .message =
             fmt::format("rules of {} have values for columns that are missing here: {}; add "
                         "them, with empty cells where a value is to go",
                         base_name_, Joined(missing, ", "))});
  }

  void WriteFiles() {
    std::map<std::string, std::string> contents;
    for (const PackFile& file : base_.rest) {
      if (!file.content.empty()) contents[file.name] = file.content;
    }
    for (const RuleOfRow& rule : table_.rules) {
      std::string& content = contents[rule.file];
      if (!content.empty() && !content.ends_with('\n')) content += '\n';
      WrittenRule& written = written_.emplace_back();
      written.rule = &rule;
      written.begin = content.size();
      AppendTomlTable("[[" + rule.kind + "]]", rule.table, &content, &written.places);
      written.end = content.size();
    }
    for (auto& [name, content] : contents) result_.files.push_back({name, std::move(content)});
  }

  // Reads the new files as a pack and compiles it.
  void Check() {
    LoadedPack loaded = ParsePack(result_.files, "");
    std::vector<Error> errors = std::move(loaded.errors);
    if (loaded.pack) {
      result_.pack = *loaded.pack;
      errors = BuildClassifier(*std::move(loaded.pack), {}).errors;
    }
    std::vector<Error> of_base;
    for (const Error& error : errors) {
      if (!AddByCell(error)) of_base.push_back(InBase(error));
    }
    result_.base_at_fault = result_.errors.empty() && !of_base.empty();
    SortByRow();
    std::move(of_base.begin(), of_base.end(), std::back_inserter(result_.errors));
  }

  // So far errors are in the order in which they were found; their sources end in ":12".
  void SortByRow() {
    const auto line = [](const Error& error) {
      const size_t colon = error.source.rfind(':');
      uint64_t number = 0;
      const char* const end = error.source.data() + error.source.size();
      if (colon != std::string::npos) {
        std::from_chars(end - error.source.size() + colon + 1, end, number);
      }
      return number;
    };
    std::stable_sort(result_.errors.begin(), result_.errors.end(),
                     [&](const Error& a, const Error& b) { return line(a) < line(b); });
  }

  // The bytes of a file before line `line` and column `column`, both from 1.
  static size_t OffsetOf(std::string_view content, const Error& error) {
    size_t at = 0;
    for (uint32_t line = 1; line < error.line && at < content.size(); ++line) {
      at = std::min(content.find('\n', at), content.size() - 1) + 1;
    }
    return at + std::max<uint32_t>(error.column, 1) - 1;
  }

  // Says an error at the row of the table that it comes from; false if it comes from elsewhere.
  bool AddByCell(const Error& error) {
    const auto file = std::find_if(result_.files.begin(), result_.files.end(),
                                   [&](const PackFile& one) { return one.name == error.source; });
    if (file == result_.files.end() || error.line == 0) return false;
    const size_t offset = OffsetOf(file->content, error);
    for (const WrittenRule& written : written_) {
      const bool here = offset >= written.begin && offset < written.end;
      if (written.rule->file != file->name || !here) continue;
      AddToRow(written, error, offset, file->content);
      return true;
    }
    return false;
  }

  void AddToRow(const WrittenRule& written, const Error& error, size_t offset,
                const std::string& content) {
    const RuleRow& row = *written.rule->row;
    Error said{.source = table_.Where(row), .width = error.width};
    // What its faulty cells bring about is known when they are right.
    if (!written.rule->has_kind) return;
    const auto after = std::upper_bound(
        written.places.begin(), written.places.end(), offset,
        [](size_t wanted, const WrittenPlace& place) { return wanted < place.offset; });
    if (after == written.places.begin()) {
      if (written.rule->faulty) return;
      said.message = fmt::format("row {}: {}", row.number, error.message);
    } else {
      const WrittenPlace& place = *(after - 1);
      if (written.rule->faulty && place.key == kIdColumn) return;  // it may be that cell
      const RuleRow& from = RowOf(written, place);
      said.source = table_.Where(from);
      said.message = table_.InCell(table_.ColumnOf(place.key), from) + error.message;
      if (LooksLikeSeveral(place)) {
        said.message += "; write one item a line (Alt+Enter in a spreadsheet)";
      }
      if (!place.text.empty()) ShowValue(place, offset, content, &said);
    }
    result_.errors.push_back(std::move(said));
  }

  // Whether the item that was refused is a list as people divide it who do not know how.
  bool LooksLikeSeveral(const WrittenPlace& item) const {
    const size_t column = table_.ColumnOf(item.key);
    return column < table_.columns.size() &&
           table_.columns[column]->kind == RuleColumn::Kind::kTexts &&
           item.text.find(';') != std::string_view::npos;
  }

  // The row of the table that an item of a list stands in.
  static const RuleRow& RowOf(const WrittenRule& written, const WrittenPlace& place) {
    const auto key = std::find_if(written.places.begin(), written.places.end(),
                                  [&](const WrittenPlace& one) { return one.key == place.key; });
    const auto behind = static_cast<size_t>(&place - &*key);  // 0: the key itself
    const RuleRow* from = written.rule->row;
    for (const ListPart& part : written.rule->parts) {
      if (part.key == place.key && behind > part.begin) from = part.row;
    }
    return *from;
  }

  // The item under a caret. The place in the table's own line would be of no use in a spreadsheet,
  // so no column is given.
  static void ShowValue(const WrittenPlace& value, size_t offset, const std::string& content,
                        Error* said) {
    constexpr size_t kMost = 200;
    const size_t at =
        OffsetInValue(std::string_view{content}.substr(value.offset), offset - value.offset);
    const size_t begin = BorderUpTo(value.text, at > kMost / 2 ? at - kMost / 2 : 0);
    const size_t end = BorderUpTo(value.text, begin + kMost);
    said->excerpt = value.text.substr(begin, end - begin);
    said->column = static_cast<uint32_t>(at - begin + 1);
    // The whole value is underlined with its quotation marks where it stands in TOML.
    if (offset == value.offset) said->width = static_cast<uint32_t>(end - begin);
  }

  Error InBase(Error error) const {
    // In a file that was taken apart, lines are not those of the base.
    if (std::find(mixed_.begin(), mixed_.end(), error.source) != mixed_.end()) {
      error.line = 0;
      error.column = 0;
    }
    if (error.source.empty()) {
      error.source = base_name_;
    } else {
      error.source = base_name_ + (base_name_.ends_with('/') ? "" : "/") + error.source;
    }
    return error;
  }

  PackSource base_;
  const std::string& base_name_;
  std::vector<std::string> mixed_;  // files of the base that hold rules and other things
  RulesOfTable table_;
  std::vector<WrittenRule> written_;  // in the order of the table
  ImportedRules result_;
};

}  // namespace

ImportedRules ImportRules(const RuleTableFile& table, const std::vector<PackFile>& base,
                          const std::string& base_name) {
  return Importer(base, base_name).Import(table);
}

}  // namespace cxo
