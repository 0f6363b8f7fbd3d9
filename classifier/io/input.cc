// Puts the layers of an input on top of one another, each after a look at the bytes so far.
#include "classifier/io/input.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/error/letter_case.h"
#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"
#include "classifier/io/decode.h"
#include "classifier/io/decompress.h"
#include "classifier/io/detect.h"

namespace cxo {
namespace {

struct EncodingWord {
  std::string_view word;
  Encoding encoding;
};

// Without hyphens, as some write them. Latin 1 is Windows-1252 less some characters; who says the
// one has often the other.
constexpr std::array<EncodingWord, 9> kEncodingWords = {{
    {"auto", Encoding::kAuto},
    {"utf8", Encoding::kUtf8},
    {"utf16", Encoding::kUtf16},
    {"utf16le", Encoding::kUtf16Le},
    {"utf16be", Encoding::kUtf16Be},
    {"windows1252", Encoding::kWindows1252},
    {"cp1252", Encoding::kWindows1252},
    {"latin1", Encoding::kWindows1252},
    {"iso88591", Encoding::kWindows1252},
}};

Error Refuse(const Input& input, std::string message) {
  return Error{.source = input.name, .message = std::move(message), .excerpt = {}};
}

// Enough of the start to tell every magic number, more if the options want a sample.
Result<std::string_view> Look(PeekSource* source, const InputOptions& options) {
  size_t least = options.wait_for_sample ? options.sample : 1;
  while (true) {
    Result<std::string_view> start = source->Peek(least, std::max(least, options.sample));
    if (!start || start->size() < least || !MayBecomeMagic(*start)) return start;
    least = start->size() + 1;
  }
}

void AddLayer(std::unique_ptr<ByteSource> layer, std::string note, Input* input) {
  input->source = std::make_unique<PeekSource>(std::move(layer));
  input->notes.push_back(input->name + ": " + std::move(note));
}

// "" for files that can be read.
std::string_view ForeignKind(Magic magic) {
  switch (magic) {
    case Magic::kZip:
      return "is a ZIP archive, perhaps an Excel workbook; export it as CSV or unpack it first";
    case Magic::kBzip2: return "is compressed with bzip2; unpack it first";
    case Magic::kXz: return "is compressed with xz; unpack it first";
    default: return "";
  }
}

// Takes compression off, at most twice: nobody nests deeper by accident.
Status Decompress(const InputOptions& options, Input* input) {
  constexpr int kMostLayers = 2;
  for (int layer = 0; layer < kMostLayers; ++layer) {
    const Result<std::string_view> start = Look(input->source.get(), options);
    if (!start) return start.error();
    const Magic magic = FindMagic(*start);
    if (const std::string_view kind = ForeignKind(magic); !kind.empty()) {
      return Refuse(*input, std::string(kind));
    }
    if (magic == Magic::kGzip) {
      AddLayer(DecompressGzip(std::move(input->source), input->name), "gzip", input);
    } else if (magic == Magic::kZstd) {
      AddLayer(DecompressZstd(std::move(input->source), input->name), "zstd", input);
    } else {
      break;
    }
  }
  return Done{};
}

void AddUtf16(bool big_endian, Input* input) {
  input->encoding = big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le;
  AddLayer(DecodeUtf16(std::move(input->source), input->name, big_endian),
           big_endian ? "UTF-16 big endian, converted to UTF-8"
                      : "UTF-16 little endian, converted to UTF-8",
           input);
}

// What the byte order mark at the start says; nothing if there is none.
std::optional<Encoding> MarkedEncoding(Magic magic) {
  switch (magic) {
    case Magic::kUtf8Mark: return Encoding::kUtf8;
    case Magic::kUtf16BeMark: return Encoding::kUtf16Be;
    case Magic::kUtf16LeMark: return Encoding::kUtf16Le;
    default: return std::nullopt;
  }
}

std::string_view LongNameOf(Encoding marked) {
  if (marked == Encoding::kUtf8) return "UTF-8";
  return marked == Encoding::kUtf16Be ? "UTF-16 big endian" : "UTF-16 little endian";
}

Error RefuseUtf32(const Input& input) {
  return Refuse(input, "is UTF-32, which is not supported; save it as UTF-8");
}

// Read as another encoding, a mark would become characters of the first field.
Status CheckMark(Magic magic, Encoding pinned, const Input& input) {
  if (magic == Magic::kUtf32Mark) return RefuseUtf32(input);
  const std::optional<Encoding> marked = MarkedEncoding(magic);
  const bool either = pinned == Encoding::kUtf16 && marked != Encoding::kUtf8;
  if (!marked || either || *marked == pinned) return Done{};
  return Refuse(input, "has the byte order mark of " + std::string(LongNameOf(*marked)) +
                           "; say --encoding " + std::string(NameOf(*marked)));
}

Status DecodePinnedUtf16(Magic magic, Encoding pinned, Input* input) {
  const Encoding encoding = MarkedEncoding(magic).value_or(pinned);
  if (encoding == Encoding::kUtf16) {
    return Refuse(*input,
                  "UTF-16 without a byte order mark; say --encoding utf-16le or --encoding "
                  "utf-16be");
  }
  AddUtf16(encoding == Encoding::kUtf16Be, input);
  return Done{};
}

// Bytes without a mark: taken as UTF-8 unless they look like something else.
Status JudgeSample(std::string_view sample, const Input& input) {
  const NulPattern nuls = FindNulPattern(sample);
  if (nuls != NulPattern::kNone) {
    const bool little = nuls == NulPattern::kUtf16Le;
    return Refuse(input,
                  std::string("looks like UTF-16 without a byte order mark; say --encoding ") +
                      (little ? "utf-16le" : "utf-16be") +
                      ", or --encoding utf-8 to take the bytes as they are");
  }
  const LineCounts counts = CountLines(sample);
  if (!IsProbablyNotUtf8(counts)) return Done{};
  return Refuse(input, "is not UTF-8 (" + std::to_string(counts.not_utf8) + " of the first " +
                           std::to_string(counts.lines) +
                           " lines are not); if it is Windows-1252, say --encoding windows-1252, "
                           "or --encoding utf-8 to take the bytes as they are");
}

Status DecodeByContent(Magic magic, std::string_view sample, Input* input) {
  if (magic == Magic::kUtf32Mark) return RefuseUtf32(*input);
  const std::optional<Encoding> marked = MarkedEncoding(magic);
  if (!marked) return JudgeSample(sample, *input);
  if (*marked != Encoding::kUtf8) AddUtf16(*marked == Encoding::kUtf16Be, input);
  return Done{};
}

Status Decode(const InputOptions& options, Input* input) {
  const Result<std::string_view> sample = Look(input->source.get(), options);
  if (!sample) return sample.error();
  const Magic magic = FindMagic(*sample);
  if (options.encoding == Encoding::kAuto) return DecodeByContent(magic, *sample, input);
  if (const Status agrees = CheckMark(magic, options.encoding, *input); !agrees) return agrees;
  switch (options.encoding) {
    case Encoding::kUtf8: return Done{};
    case Encoding::kWindows1252:
      input->encoding = Encoding::kWindows1252;
      AddLayer(DecodeWindows1252(std::move(input->source)), "Windows-1252, converted to UTF-8",
               input);
      return Done{};
    default: return DecodePinnedUtf16(magic, options.encoding, input);
  }
}

Result<Descriptor> OpenDescriptor(const std::string& path, const InputOptions& options) {
  if (path == "-") return Descriptor::Duplicate(options.standard_input, "standard input");
  return Descriptor::Open(path, O_RDONLY, options.interrupt);
}

}  // namespace

Result<Encoding> ParseEncoding(std::string_view word) {
  std::string folded;
  for (const char letter : word) {
    if (letter != '-' && letter != '_') folded += AsciiLower(letter);
  }
  for (const EncodingWord& known : kEncodingWords) {
    if (known.word == folded) return known.encoding;
  }
  return Error{.source = "--encoding",
               .message = "unknown encoding " + Quoted(word) +
                          "; known are auto, utf-8, utf-16, utf-16le, utf-16be, windows-1252" +
                          DidYouMean(word, {"auto", "utf-8", "utf-16", "utf-16le", "utf-16be",
                                            "windows-1252"}),
               .excerpt = {}};
}

std::string_view NameOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kAuto: return "auto";
    case Encoding::kUtf8: return "utf-8";
    case Encoding::kUtf16: return "utf-16";
    case Encoding::kUtf16Le: return "utf-16le";
    case Encoding::kUtf16Be: return "utf-16be";
    case Encoding::kWindows1252: return "windows-1252";
  }
  return "";
}

Result<Input> DecodeInput(std::unique_ptr<ByteSource> source, const std::string& name,
                          const InputOptions& options) {
  Input input;
  input.name = name;
  input.source = std::make_unique<PeekSource>(std::move(source));
  if (const Status done = Decompress(options, &input); !done) return done.error();
  if (const Status done = Decode(options, &input); !done) return done.error();
  return input;
}

Result<Input> OpenInput(const std::string& path, const InputOptions& options) {
  Result<Descriptor> file = OpenDescriptor(path, options);
  if (!file) return file.error();
  const Result<FileFacts> facts = file->Facts();
  if (!facts) return facts.error();
  const std::string name = file->name();
  if (S_ISDIR(facts->mode)) {
    return Error{.source = name, .message = "is a folder, not a file", .excerpt = {}};
  }
  InputOptions of_kind = options;
  if (!facts->regular) of_kind.sample = options.stream_sample;
  Result<Input> input =
      DecodeInput(std::make_unique<FileSource>(std::move(*file), options.interrupt), name, of_kind);
  if (!input) return input;
  input->id = facts->id;
  input->regular = facts->regular;
  input->size = facts->regular ? facts->size : 0;
  input->modified = facts->modified;
  return input;
}

}  // namespace cxo
