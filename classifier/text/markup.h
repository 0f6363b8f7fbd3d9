// HTML in pasted web text: which "<" opens a tag and which "&" an entity. Built to leave prose
// alone ("p < 0.05", "<5 kg", "a<b", "AT&T"), so it asks for more than a browser would.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace cxo {

// A tag, comment or declaration; for <script> and <style> also the content up to their end tag.
struct Tag {
  size_t length = 0;    // in bytes from the "<"; 0 if it opens none
  bool breaks = false;  // a block-level element: text before and after are apart
};

// Reads the tags of one text from left to right. Keeps a view of the text. What it has looked for
// in vain it does not look for again, so that reading stays linear in hostile texts.
class TagReader {
 public:
  explicit TagReader(std::string_view text) : text_(text) {}

  // The tag that the "<" at `at` opens. `at` must not decrease from call to call. A tag has the
  // name of a known element, ends in ">" at most 4096 bytes on, and holds no other "<".
  Tag Read(size_t at);

 private:
  size_t TagEnd(size_t at, size_t after_name);
  size_t NextClose(size_t from);
  Tag Declaration(size_t at);
  size_t ContentEnd(size_t from, std::string_view name, bool* missing);

  std::string_view text_;
  size_t next_close_ = 0;
  bool no_comment_end_ = false;
  bool no_script_end_ = false;
  bool no_style_end_ = false;
};

// A character written as "&name;", "&#8211;" or "&#x2013;".
struct Reference {
  size_t length = 0;  // in bytes from the "&"; 0 if it is none
  char32_t code = 0;
};

// The reference at the start of `text`, which begins with "&". As in browsers, numbers 128-159 are
// read as Windows-1252, and numbers of no character as U+FFFD.
Reference ReadReference(std::string_view text);

}  // namespace cxo
