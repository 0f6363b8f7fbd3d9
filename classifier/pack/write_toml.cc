// Strings are written on one line, so that a place in them is a place in a line: without escapes
// in '...' where that is possible and saves backslashes, else in "...".
#include "classifier/pack/write_toml.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

using ValueKind = TomlValue::Kind;

constexpr size_t kColumns = 100;

bool IsBareKey(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return IsLetterOrDigit(c) || c == '_' || c == '-';
  });
}

// The letter behind the backslash of a control character that has one; else 0.
char ShortEscape(char c) {
  switch (c) {
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '"': return '"';
    case '\\': return '\\';
    default: return 0;
  }
}

std::string String(std::string_view text) {
  const bool escapes = text.find_first_of("\"\\") != std::string_view::npos;
  const bool literal = escapes && text.find('\'') == std::string_view::npos &&
                       std::none_of(text.begin(), text.end(), IsControl);
  return literal ? "'" + std::string(text) + "'" : TomlBasicString(text);
}

// The shortest digits that read back as `number`, the same in every locale; a float keeps its
// point.
std::string Number(double number, bool is_float) {
  char digits[40];
  char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  std::string out(digits, end);
  const bool plain = out.find_first_not_of("-0123456789") == std::string::npos;
  return is_float && plain ? out + ".0" : out;
}

class TomlWriter {
 public:
  TomlWriter(std::string* out, std::vector<WrittenPlace>* places) : out_(*out), places_(places) {}

  // `path` is what stands before the names of tables within this one: "profile.".
  void Table(const TomlValue& table, const std::string& path) {
    for (const TomlEntry& entry : table.entries) {
      if (!HasHeader(entry.value)) Entry(entry);
    }
    for (const TomlEntry& entry : table.entries) {
      const std::string name = path + Key(entry.key);
      if (entry.value.kind == ValueKind::kTable) {
        // A table that holds tables alone exists by their headers.
        if (HoldsValues(entry.value)) Header("[" + name + "]");
        Table(entry.value, name + ".");
      } else if (HasHeader(entry.value)) {
        for (const TomlValue& item : entry.value.items) {
          Header("[[" + name + "]]");
          Table(item, name + ".");
        }
      }
    }
  }

  void Header(std::string_view header) {
    if (!out_.empty()) out_ += '\n';
    out_.append(header) += '\n';
  }

 private:
  static std::string Key(std::string_view key) {
    return IsBareKey(key) ? std::string(key) : TomlBasicString(key);
  }

  static bool HasHeader(const TomlValue& value) {
    return value.kind == ValueKind::kTable ||
           (value.kind == ValueKind::kArray && !value.items.empty() &&
            value.items[0].kind == ValueKind::kTable);
  }

  static bool HoldsValues(const TomlValue& table) {
    return table.entries.empty() ||
           std::any_of(table.entries.begin(), table.entries.end(),
                       [](const TomlEntry& entry) { return !HasHeader(entry.value); });
  }

  void Entry(const TomlEntry& entry) {
    key_ = entry.key;
    Note({});
    const std::string name = Key(entry.key) + " = ";
    out_ += name;
    if (entry.value.kind == ValueKind::kArray) {
      List(entry.value, name.size());
    } else {
      Single(entry.value);
    }
    out_ += '\n';
  }

  void List(const TomlValue& list, size_t column) {
    size_t width = column + 1;
    for (const TomlValue& item : list.items) width += Written(item).size() + 2;
    const bool long_list = width > kColumns && list.items.size() > 1;
    out_ += '[';
    for (const TomlValue& item : list.items) {
      const bool first = &item == list.items.data();
      out_ += long_list ? "\n  " : first ? "" : ", ";
      Single(item);
      if (long_list) out_ += ',';
    }
    out_ += long_list ? "\n]" : "]";
  }

  void Single(const TomlValue& value) {
    Note(value.text);
    out_ += Written(value);
  }

  void Note(std::string_view text) {
    if (places_ != nullptr) places_->push_back({out_.size(), key_, text});
  }

  static std::string Written(const TomlValue& value) {
    switch (value.kind) {
      case ValueKind::kString: return String(value.text);
      case ValueKind::kInteger:
      case ValueKind::kFloat: return Number(value.number, value.kind == ValueKind::kFloat);
      case ValueKind::kBoolean: return value.flag ? "true" : "false";
      case ValueKind::kArray: return Inline(value.items);
      case ValueKind::kTable:
      case ValueKind::kDate: return "{}";  // not within a list or rule of any valid pack
    }
    return {};
  }

  static std::string Inline(const std::vector<TomlValue>& items) {
    std::string out;
    for (const TomlValue& item : items) out += (out.empty() ? "" : ", ") + Written(item);
    return "[" + out + "]";
  }

  std::string& out_;
  std::vector<WrittenPlace>* places_;
  std::string_view key_;
};

// How many bytes the escape at `at` takes.
size_t EscapeLength(std::string_view written, size_t at) {
  return at + 1 < written.size() && written[at + 1] == 'u' ? 6 : 2;
}

}  // namespace

std::string TomlBasicString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (const char letter = ShortEscape(c)) {
      out += {'\\', letter};
    } else if (IsControl(c)) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(c) & 0xFFU);
      out += escape;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void AppendTomlTable(std::string_view header, const TomlValue& table, std::string* out,
                     std::vector<WrittenPlace>* places) {
  TomlWriter writer(out, places);
  writer.Header(header);
  writer.Table(table, "");
}

std::string WriteToml(const TomlValue& root) {
  std::string out;
  TomlWriter(&out, nullptr).Table(root, "");
  return out;
}

size_t OffsetInValue(std::string_view written, size_t raw) {
  const char quote = written.empty() ? '"' : written[0];
  size_t value = 0;
  for (size_t at = 1; at < std::min(raw, written.size()) && written[at] != quote; ++value) {
    at += quote == '"' && written[at] == '\\' ? EscapeLength(written, at) : 1;
  }
  return value;
}

}  // namespace cxo
