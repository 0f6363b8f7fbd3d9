// Layers that undo gzip and zstd. Concatenated members and frames are one stream, as the tools that
// write them see it; an end in the middle, damage and foreign bytes behind the data are errors that
// name the offset in the compressed file, and come behind all bytes that could be read before.
#pragma once

#include <memory>
#include <string>

#include "classifier/io/source.h"

namespace cxo {

// `name` is the source of errors ("x.gz": "truncated gzip data at compressed byte 120"). Zero bytes
// behind the last member are padding (tapes, block devices) and allowed.
std::unique_ptr<ByteSource> DecompressGzip(std::unique_ptr<ByteSource> inner, std::string name);

// The same for zstd. Frames that need a window above 128 MiB are refused, so that a small file
// cannot ask for all memory; the error says how to unpack them.
std::unique_ptr<ByteSource> DecompressZstd(std::unique_ptr<ByteSource> inner, std::string name);

}  // namespace cxo
