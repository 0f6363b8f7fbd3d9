// What matching finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// One find of one pattern, in bytes of the normal form.
struct Hit {
  uint32_t pattern = 0;  // index into Pack::patterns
  Span span;

  friend bool operator==(const Hit&, const Hit&) = default;
};

// Brings hits into the order that Matcher::Match promises. The first `sorted` of them are in it.
void SortHits(std::vector<Hit>* hits, size_t sorted = 0);

// The hits of many texts.
struct TextHits {
  struct Text {
    uint32_t number = 0;  // of the text
    uint32_t end = 0;     // of its hits in `hits`, which begin where those of the one before end

    friend bool operator==(Text, Text) = default;
  };

  // Adds a text that comes after all others; one without hits is left out.
  void Add(uint32_t number, const std::vector<Hit>& of_text);

  std::vector<Text> texts;  // those with hits, ascending
  std::vector<Hit> hits;    // spans are in bytes of their text
};

}  // namespace cxo
