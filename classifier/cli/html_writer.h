// Text inside HTML pages. Whatever a text holds, on a page it is text and nothing else: it opens no
// tag, ends no attribute, turns no line around, and does not hide.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxo {

// `text` for the content of an element or for an attribute in double quotes. Bytes that are not
// UTF-8 become U+FFFD; control characters, bidirectional controls, zero-width characters and the
// like are written out ("[U+202E]"). Tabs and line feeds stay; CR LF is one line feed.
std::string Html(std::string_view text);

// SHA-256 of `content` as a content security policy names it: "sha256-" and base64.
std::string HashSource(std::string_view content);

// A count with separators: "12,345".
std::string Grouped(uint64_t count);

}  // namespace cxo
