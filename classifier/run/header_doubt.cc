// Compares the first record with those below it, column by column.
#include "classifier/run/header_doubt.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "classifier/error/trim.h"
#include "classifier/io/column.h"
#include "classifier/io/csv_fields.h"
#include "classifier/io/record.h"
#include "classifier/io/sniff_dialect.h"
#include "classifier/io/source.h"

namespace cxo {
namespace {

using Row = std::vector<std::string>;

constexpr size_t kMostRows = 1000;

// All folded, as FoldedName does.
constexpr std::array<std::string_view, 10> kTextNames = {
    "text",   "description", "service", "services", "summary",
    "phrase", "about",       "passage", "sentence", "business description"};
// What columns are called and no service is: a text of one word must not be among them.
constexpr auto kOtherNames = std::to_array<std::string_view>(
    {// English
     "id", "no", "number", "key", "code", "index", "row", "name", "title", "company",
     "company name", "firm", "organisation", "organization", "institution", "vendor", "supplier",
     "provider", "manufacturer", "partner", "customer", "client", "account", "country", "region",
     "state", "city", "address", "email", "phone", "website", "url", "source", "language", "lang",
     "date", "year", "price", "amount", "status", "type", "kind", "class", "category", "industry",
     "sector", "offer", "offers", "offering", "offerings", "activity", "activities", "business",
     "capability", "capabilities", "profile", "overview", "scope", "details", "content", "words",
     "keywords", "comment", "comments", "remark", "remarks", "note", "notes", "tags", "label",
     "gold", "also ok", "subtype", "decision",
     // German
     "nr", "nummer", "firma", "unternehmen", "kunde", "lieferant", "anbieter", "hersteller", "land",
     "ort", "stadt", "datum", "jahr", "preis", "art", "kategorie", "branche", "titel", "inhalt",
     "bezeichnung", "beschreibung", "kurzbeschreibung", "leistungsbeschreibung", "leistung",
     "leistungen", "dienstleistung", "dienstleistungen", "angebot", "tätigkeit", "tätigkeiten",
     "taetigkeit", "bemerkung", "bemerkungen",
     // French, Spanish, Portuguese, Italian, Dutch
     "nom", "société", "entreprise", "fournisseur", "pays", "ville", "secteur", "texte", "libellé",
     "activité", "activités", "prestation", "prestations", "nombre", "empresa", "proveedor", "país",
     "pais", "texto", "descripción", "descripcion", "servicio", "servicios", "actividad",
     "actividades", "nome", "descrição", "serviço", "serviços", "azienda", "fornitore", "paese",
     "testo", "descrizione", "servizio", "servizi", "attività", "naam", "bedrijf", "omschrijving",
     "beschrijving", "dienst", "diensten",
     // Chinese, Japanese
     "名称", "公司", "公司名称", "国家", "描述", "文本", "内容", "简介", "服务", "业务", "標籤",
     "标签", "会社名", "説明", "サービス"});

bool IsOtherName(std::string_view name) {
  return std::find(kOtherNames.begin(), kOtherNames.end(), FoldedName(name)) != kOtherNames.end();
}

// Also where it ends a name as databases have them: vendor_name.
bool IsUsualName(std::string_view cell) {
  const std::string_view last = cell.substr(cell.rfind('_') + 1);
  return IsUsualTextName(cell) || IsOtherName(cell) || IsUsualTextName(last) || IsOtherName(last);
}

// The cells below in one column that hold anything.
std::vector<std::string_view> CellsOf(const std::vector<Row>& rows, size_t column) {
  std::vector<std::string_view> cells;
  for (const Row& row : rows) {
    if (column < row.size() && !Trimmed(row[column]).empty()) cells.push_back(row[column]);
  }
  return cells;
}

// Where the first record stands again as a whole, files with the same header were put together.
bool ComesAgain(const Row& first, const std::vector<Row>& rows, size_t column) {
  if (Trimmed(first[column]).empty()) return false;
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    return column < row.size() && row[column] == first[column] && row != first;
  });
}

bool StandsAboveFigures(const std::string& cell, const std::vector<std::string_view>& below) {
  return !Trimmed(cell).empty() && !IsFigure(cell) && !below.empty() &&
         std::all_of(below.begin(), below.end(), IsFigure);
}

}  // namespace

bool IsUsualTextName(std::string_view name) {
  return std::find(kTextNames.begin(), kTextNames.end(), FoldedName(name)) != kTextNames.end();
}

std::optional<uint64_t> RecordThatNames(std::string_view wanted, std::string_view head,
                                        const FramerOptions& framing) {
  constexpr uint64_t kMostRecords = 10;
  const std::string folded = FoldedName(wanted);
  MemorySource source(head);
  Framer framer(&source, framing);
  Block block;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok() || !*more) return std::nullopt;
    for (const Record& record : block.records) {
      if (block.NumberOf(record) > kMostRecords) return std::nullopt;
      if (record.kind != RecordKind::kData) continue;
      const Row row = SplitRecord(block.Body(record), framing.dialect);
      if (std::any_of(row.begin(), row.end(), IsFigure)) continue;  // which names no column
      if (std::any_of(row.begin(), row.end(),
                      [&](const std::string& cell) { return FoldedName(cell) == folded; })) {
        return block.NumberOf(record);
      }
    }
  }
}

std::vector<Row> RowsBelow(std::string_view head, const FramerOptions& framing, bool whole) {
  MemorySource source(head);
  Framer framer(&source, framing);
  std::vector<Row> rows;
  Block block;
  while (rows.size() < kMostRows) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok() || !*more) break;
    for (const Record& record : block.records) {
      const std::string_view body = block.Body(record);
      const bool complete = whole || !block.LineEnd(record).empty();
      const bool usable = record.fault == RecordFault::kNone && complete && !body.empty();
      if (record.kind != RecordKind::kData || !usable) continue;
      rows.push_back(SplitRecord(body, framing.dialect));
      if (rows.size() == kMostRows) break;
    }
  }
  return rows;
}

std::string HeaderDoubt(const Row& first, const std::vector<Row>& rows, bool whole,
                        size_t text_column) {
  for (size_t i = 0; i < first.size(); ++i) {
    if (ComesAgain(first, rows, i)) return fmt::format("its field {} comes again below", i + 1);
  }
  for (size_t i = 0; i < first.size(); ++i) {
    if (IsUsualName(first[i]) || StandsAboveFigures(first[i], CellsOf(rows, i))) return "";
  }
  if (whole && rows.empty()) return "no row below it tells";
  return fmt::format("its field {} could be a text as well", text_column + 1);
}

}  // namespace cxo
