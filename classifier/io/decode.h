// Layers that turn other encodings into UTF-8. Every byte sequence has a meaning except half a
// UTF-16 unit at the end.
#pragma once

#include <memory>
#include <string>

#include "classifier/io/source.h"

namespace cxo {

// UTF-16 to UTF-8. A byte order mark is a character like any other and becomes that of UTF-8.
// Unpaired surrogates become U+FFFD each and are counted by ByteSource::Replaced. An odd byte at
// the end is an error ("name": "UTF-16 ends in the middle of a character").
std::unique_ptr<ByteSource> DecodeUtf16(std::unique_ptr<ByteSource> inner, std::string name,
                                        bool big_endian);

// Windows-1252 to UTF-8, as browsers read it: the five bytes without a character become C1
// controls.
std::unique_ptr<ByteSource> DecodeWindows1252(std::unique_ptr<ByteSource> inner);

}  // namespace cxo
