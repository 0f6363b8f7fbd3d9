// Escapes what JSON does not hold as it is.
#include "classifier/io/json_string.h"

#include <cstdint>

#include "classifier/error/utf8.h"
#include "classifier/io/detect.h"
#include "classifier/io/json.h"

namespace cxo {
namespace {

constexpr std::string_view kEscapedReplacement = "\\ufffd";

// The length of the valid character at the start of `text`; 0 if there is none.
size_t CharacterLength(std::string_view text) {
  const CodePoint point = FirstCodePoint(text);
  return point.valid ? point.length : 0;
}

void AppendEscape(char byte, std::string* out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (byte) {
    case '"': out->append("\\\""); return;
    case '\\': out->append("\\\\"); return;
    case '\n': out->append("\\n"); return;
    case '\r': out->append("\\r"); return;
    case '\t': out->append("\\t"); return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  out->append("\\u00");
  out->push_back(kDigits[code >> 4]);
  out->push_back(kDigits[code & 0xFU]);
}

bool NeedsEscape(char byte) {
  return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F;
}

void AppendValid(std::string_view text, std::string* out) {
  size_t kept = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out->append(text.substr(kept, i - kept));
    AppendEscape(text[i], out);
    kept = i + 1;
  }
  out->append(text.substr(kept));
}

void AppendDoubtful(std::string_view text, std::string* out) {
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    if (length == 0) {
      out->append(kEscapedReplacement);
      text.remove_prefix(1);
    } else {
      AppendValid(text.substr(0, length), out);
      text.remove_prefix(length);
    }
  }
}

}  // namespace

bool AppendJsonString(std::string_view text, std::string* out) {
  const bool valid = IsUtf8(text);
  out->push_back('"');
  if (valid) {
    AppendValid(text, out);
  } else {
    AppendDoubtful(text, out);
  }
  out->push_back('"');
  return valid;
}

std::string JsonString(std::string_view text) {
  std::string out;
  AppendJsonString(text, &out);
  return out;
}

void AppendObject(std::string_view lead, std::span<const JsonMember> members,
                  std::string_view line_end, std::string* out) {
  const size_t brace = lead.rfind('}');
  const size_t last = lead.find_last_not_of(kJsonSpaces, brace - 1);
  // In an object that is valid, only an opening brace without members can stand before the end.
  bool first = lead[last] == '{';
  out->append(lead.substr(0, last + 1));
  for (const JsonMember& member : members) {
    if (!first) out->push_back(',');
    first = false;
    AppendJsonString(member.name, out);
    out->push_back(':');
    out->append(member.value);
  }
  out->append(lead.substr(last + 1)).append(line_end);
}

}  // namespace cxo
