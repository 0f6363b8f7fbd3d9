// Inputs of any bytes through decompression and decoding: no crash, an end or an error, the same
// bytes however they arrive, and memory that does not follow what a small file unpacks to.
#include <memory>
#include <string>

#include "classifier/error/utf8.h"
#include "classifier/io/input.h"
#include "tests/fuzz/allocated.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

constexpr size_t kMostMemory = size_t{4} << 20;    // less than a bomb among the seeds unpacks to
constexpr size_t kZstdWindow = size_t{130} << 20;  // and some
constexpr size_t kKept = size_t{1} << 20;          // of the output, to look at
constexpr size_t kMostOutput = size_t{16} << 20;   // time is short

struct Outcome {
  std::string head;
  size_t size = 0;
  std::string error;  // empty: read to the end, or to kMostOutput
  size_t layers = 0;
};

// What reading `input` may take at most.
size_t Budget(const Input& input) {
  size_t budget = kMostMemory;
  for (const std::string& note : input.notes) {
    if (note.ends_with(": zstd")) budget += kZstdWindow;
  }
  return budget;
}

Outcome ReadWhole(std::string_view bytes, Encoding encoding, size_t chunk) {
  InputOptions options;
  options.encoding = encoding;
  options.sample = size_t{64} << 10;
  const size_t before = AllocatedBytes();
  Result<Input> input = DecodeInput(std::make_unique<MemorySource>(bytes, chunk), "in", options);
  if (!input) return {.error = Format(input.error())};
  const size_t budget = Budget(*input);
  Outcome outcome{.layers = input->notes.size()};
  std::string buffer(size_t{64} << 10, '\0');
  while (outcome.size < kMostOutput) {
    const Result<size_t> count = input->source->Read(buffer.data(), buffer.size());
    if (!count) {
      outcome.error = Format(count.error());
      return outcome;
    }
    if (*count == 0) return outcome;
    outcome.size += *count;
    if (outcome.head.size() < kKept) outcome.head.append(buffer.data(), *count);
    Require(AllocatedBytes() < before + budget, "memory is bounded");
  }
  outcome.head.resize(kKept);
  return outcome;
}

}  // namespace

void fuzz_input(std::string_view input) {
  if (input.empty()) return;
  const auto encoding = static_cast<Encoding>(static_cast<uint8_t>(input[0]) % 6);
  input.remove_prefix(1);
  const Outcome whole = ReadWhole(input, encoding, SIZE_MAX);
  if (whole.layers == 0 && whole.error.empty()) {
    Require(whole.head == input.substr(0, whole.head.size()), "bytes of UTF-8 are kept");
    Require(whole.size == input.size(), "all of them");
  }
  // UTF-16 may hold halves of pairs, which stay what no UTF-8 is.
  const bool converted = encoding == Encoding::kWindows1252;
  if (converted && whole.error.empty() && whole.size < kKept) {
    Require(IsValidUtf8(whole.head), "what is converted is UTF-8");
  }
  if (whole.size > kKept) return;
  const Outcome slow = ReadWhole(input, encoding, 1);
  Require(slow.head == whole.head && slow.size == whole.size, "the same bytes one by one");
  Require(slow.error == whole.error && slow.layers == whole.layers, "and the same errors");
}

}  // namespace cxo
