// The normal form: what rules see of a text. Case, width, accents, dashes, spaces, soft hyphens,
// zero-width characters, HTML tags and entities of pasted text are evened out, and every byte of
// the result knows which bytes of the original it came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/text/fold.h"
#include "classifier/text/span.h"

namespace cxo {

// A text in normal form with the way back to its original. Reused for many texts without
// allocating anew. Not safe for concurrent use.
class NormalText {
 public:
  // Replaces the content by the normal form of `original`. Total: bytes that are not valid UTF-8
  // become U+FFFD, one for each maximal invalid subpart. Idempotent on text: the normal form of a
  // normal form is itself (markup aside: "&amp;lt;" is decoded once). `original` is not kept; at
  // most 64 MiB of it are read, which take up to eleven times as much.
  //
  // The form: lower case (full case folding, then canonical and compatibility decomposition, one
  // code point at a time; combining marks U+0300-U+036F dropped, so "Préclinique" reads
  // "preclinique"); every dash (Unicode Pd, and U+2212) is "-"; curly quotes are straight; soft
  // hyphens, zero-width characters, variation selectors, bidirectional marks and (TM), (R), (C)
  // signs vanish; each run of white space, controls and low lines ("drug_safety") is one " ", or
  // "\n" if it holds one line break, or "\n\n" if it holds more or a block-level HTML tag (<p>,
  // <br>, <li>, <div>, <tr>, <h1>...); other tags and comments read as nothing, <script> and
  // <style> with their content; HTML entities (named and numeric) are decoded. A "<" or "&" that
  // opens no tag or entity is kept. No white space at either end. Words with their letters spaced
  // apart are joined: "P A C K A G I N G" and "p-a-c-k-a-g-i-n-g" read "packaging", and spaces that
  // were wide part the words of such a run (see spaced_letters.h).
  void Assign(std::string_view original);

  // Valid UTF-8; lives until the next Assign.
  std::string_view text() const { return {buffer_.data(), size_}; }

  // The smallest range of original bytes that a range of the normal form came from. Spans of an
  // expanded character ("ﬁ") map to the whole character. An empty span maps to an empty one.
  Span Original(Span normal) const;

  // True if the original held bytes that are not valid UTF-8.
  bool had_invalid() const { return had_invalid_; }

 private:
  // Reads an original and writes the form of it.
  class Builder;

  // From normal offset `normal` on, original = offset - normal + original while the two advance in
  // step; where `stretch` > 0 all bytes up to the next run came from that many original bytes.
  struct Run {
    uint32_t normal;
    uint32_t original;
    uint32_t stretch;
  };

  void JoinSpacedLetters(std::string_view original);
  void Append(const NormalText& from, Span piece);
  std::vector<Run>::const_iterator RunAfter(uint32_t normal) const;
  Run RunAt(uint32_t normal) const;
  uint32_t OriginalBegin(uint32_t normal) const;
  uint32_t OriginalEnd(uint32_t normal) const;

  // Holds the text in its first size_ bytes; never made shorter, so that it is filled only once.
  std::string buffer_;
  uint32_t size_ = 0;
  // Sorted by `normal`; before the first one (or without any) the offsets are the same.
  std::vector<Run> runs_;
  FoldMemo memo_;
  bool had_invalid_ = false;
};

// Most texts are plain: their normal form is nothing but they themselves in lower case. Writes that
// form to `out`, which has room for text.size() + kPlainSlack bytes, and returns true; or returns
// false if `text` is not seen to be plain, and what is in `out` is of no meaning.
bool PutIfPlain(std::string_view text, char* out);
inline constexpr size_t kPlainSlack = 32;

// The normal form of `text` alone, for patterns that must meet texts in it.
std::string Normalize(std::string_view text);

// The same of what stands within a text: spaces at its ends, which a text has none of, stay.
std::string NormalizeInside(std::string_view piece);

}  // namespace cxo
