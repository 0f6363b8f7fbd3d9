// Reading real texts and cutting them to the shapes that are measured.
#include "bench/texts.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "bench/random.h"
#include "bench/sentences.h"
#include "classifier/builtin/builtin_pack.h"
#include "classifier/eval/gold.h"

namespace cxo::bench {
namespace {

constexpr uint64_t kSeed = 20240607;

// A sentence with one of these is about medicines and what is done to them.
constexpr std::string_view kPharmaWords[] = {
    "pharmaceutical",    "clinical trial",      "biotech", "drug ",
    "contract research", "contract manufactur", "vaccine", "biologic"};

std::string OnOneLine(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

bool IsPharma(std::string_view sentence) {
  return std::ranges::any_of(kPharmaWords, [&](std::string_view word) {
    return sentence.find(word) != std::string_view::npos;
  });
}

// What of a text is about medicines.
std::string PharmaOf(std::string_view text) {
  std::string pharma;
  for (const std::string_view sentence : SentencesOf(text)) {
    if (IsPharma(sentence)) pharma.append(pharma.empty() ? "" : " ").append(sentence);
  }
  return pharma;
}

// `real` as it is, and where that is not enough, new texts of its sentences.
std::vector<std::string> Extended(const std::vector<std::string>& real, size_t bytes) {
  std::vector<std::string> records;
  size_t size = 0;
  for (size_t i = 0; i < real.size() && size < bytes; ++i) {
    records.push_back(real[i]);
    size += real[i].size() + 1;
  }
  if (size >= bytes) return records;
  std::vector<std::string> more = Recombine(real, bytes - size, kSeed);
  std::ranges::move(more, std::back_inserter(records));
  return records;
}

// Splits at commas, semicolons, full stops and "and", as services are listed.
void AppendClauses(std::string_view text, std::vector<std::string>* clauses) {
  while (!text.empty()) {
    const size_t end =
        std::min({text.find(", "), text.find("; "), text.find(". "), text.find(" and ")});
    const size_t size = end == std::string_view::npos ? text.size() : end;
    if (size > 2) clauses->emplace_back(text.substr(0, size));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + (text[end] == ' ' ? 5 : 2));
  }
}

}  // namespace

size_t TextSet::bytes() const {
  size_t bytes = 0;
  for (const std::string& record : records) bytes += record.size() + 1;
  return bytes;
}

Result<Texts> Texts::Load(const std::string& companies, const std::string& corpus) {
  const LoadedPack pack = BuiltinPack();
  if (!pack.pack) return pack.errors.front();
  Texts texts;
  for (const char* name : {"/descriptions.csv", "/phrases.csv"}) {
    const auto gold = ReadGold(corpus + name, {}, *pack.pack);
    if (!gold.ok()) return gold.error();
    for (const GoldRow& row : gold->rows) {
      const std::string text = OnOneLine(row.text);
      texts.labelled_.push_back({pack.pack->labels[static_cast<size_t>(row.label)].name, text});
      if (row.label != kNone) texts.pharma_.push_back(text);
      texts.descriptions_.push_back(text);
    }
  }
  texts.origin_ = "made of the sentences of corpus/";
  if (companies.empty() || !std::filesystem::exists(companies)) return texts;
  const auto read = ReadTexts(companies, {.text = "text"}, *pack.pack, true);
  if (!read.ok()) return read.error();
  texts.descriptions_.clear();
  for (const GoldRow& row : read->rows) {
    if (row.text.empty()) continue;
    texts.descriptions_.push_back(OnOneLine(row.text));
    std::string pharma = PharmaOf(texts.descriptions_.back());
    if (!pharma.empty()) texts.pharma_.push_back(std::move(pharma));
  }
  texts.origin_ = std::filesystem::path(companies).filename().string();
  return texts;
}

TextSet Texts::Descriptions(size_t bytes) const {
  return {"descriptions", Extended(descriptions_, bytes)};
}

TextSet Texts::Clauses(size_t bytes) const {
  TextSet set = {"clauses", {}};
  for (const std::string& text : Extended(descriptions_, bytes + bytes / 5)) {
    AppendClauses(text, &set.records);
  }
  return set;
}

TextSet Texts::Column(size_t bytes) const {
  constexpr size_t kDifferent = 1000;
  TextSet set = {"column", {}};
  std::vector<std::string> clauses;
  for (const std::string& text : descriptions_) {
    if (clauses.size() < kDifferent) AppendClauses(text, &clauses);
  }
  Random random(1);
  for (size_t size = 0; size < bytes;) {
    const size_t drawn = random.Below(random.Below(clauses.size()) + 1);
    set.records.push_back(clauses[drawn]);
    size += clauses[drawn].size() + 1;
  }
  return set;
}

TextSet Texts::Pharma(size_t bytes) const { return {"pharma", Extended(pharma_, bytes)}; }

TextSet Texts::OfLength(size_t length, size_t bytes) const {
  TextSet set = {std::to_string(length) + " B", {}};
  std::string record;
  for (const std::string& text : Extended(descriptions_, bytes)) {
    std::string_view rest = text;
    while (!rest.empty()) {
      const size_t space = std::min(rest.find(' '), rest.size());
      if (!record.empty()) record += ' ';
      record += rest.substr(0, space);
      rest.remove_prefix(std::min(space + 1, rest.size()));
      if (record.size() < length) continue;
      set.records.push_back(std::move(record));
      record.clear();
    }
  }
  return set;
}

std::vector<std::string> Texts::ForRules() const {
  std::vector<std::string> texts;
  for (size_t i = 0; i < descriptions_.size(); i += 2) texts.push_back(descriptions_[i]);
  return texts;
}

TextSet FirstOf(const TextSet& texts, size_t bytes) {
  TextSet first = {texts.name, {}};
  size_t size = 0;
  for (const std::string& record : texts.records) {
    if (size >= bytes && !first.records.empty()) break;
    first.records.push_back(record);
    size += record.size() + 1;
  }
  return first;
}

}  // namespace cxo::bench
