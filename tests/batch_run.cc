// memfd_create for input and output; a pack written out here.
#include "tests/batch_run.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <thread>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace cxo {
namespace {

constexpr std::string_view kPack = R"(
[pack]
name = "marked"
version = "1"
licence = "Apache-2.0"
languages = ["en"]

[[label]]
name = "QZNONE"
title = "nothing"

[[label]]
name = "QZMAKE"
title = "something"

[decision]
bias = { QZNONE = 0.0, QZMAKE = -1.0 }

[[rule]]
id = "make.packaging"
label = "QZMAKE"
any = ["packaging"]
weight = 3.0
hit = ["packaging"]
miss = ["paging"]
)";

int MemoryFile(std::string_view bytes) {
  const int fd = ::memfd_create("cxo-test", MFD_CLOEXEC);
  if (::write(fd, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("cannot write into memory");
  }
  ::lseek(fd, 0, SEEK_SET);
  return fd;
}

std::string TakeAll(int fd) {
  const off_t size = ::lseek(fd, 0, SEEK_END);
  std::string all(static_cast<size_t>(size), '\0');
  if (::pread(fd, all.data(), all.size(), 0) != size) all.clear();
  ::close(fd);
  return all;
}

BatchRun RunFrom(const Classifier& classifier, int in, BatchOptions options) {
  BatchRun run;
  options.files = {"-"};
  options.records.standard_input = in;
  options.output_fd = MemoryFile("");
  Interrupt interrupt;
  const BatchListener listener{.note = [&](const std::string& note) { run.notes.push_back(note); },
                               .progress = nullptr};
  run.outcome = RunBatch(classifier, options, listener, &interrupt);
  run.output = TakeAll(options.output_fd);
  return run;
}

// The bytes from `at` on that belong to a name or a label.
size_t WordEnd(std::string_view text, size_t at) {
  while (at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0)) ++at;
  return at;
}

// ,"QZlabel":"QZNONE" or ,"QZlabel":null, the comma being absent in an object without members.
size_t MemberEnd(std::string_view output, size_t at) {
  const size_t colon = output.find(':', at) + 1;
  if (output.substr(colon, 4) == "null") return colon + 4;
  return output.find('"', colon + 1) + 1;
}

}  // namespace

std::unique_ptr<const Classifier> MarkedClassifier() {
  LoadedPack loaded = ParsePack({{"pack.toml", std::string(kPack)}}, "");
  if (!loaded.pack) throw std::runtime_error(Format(loaded.errors[0]));
  BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), {});
  if (!built.classifier) throw std::runtime_error(Format(built.errors[0]));
  return std::move(built.classifier);
}

BatchRun RunOver(const Classifier& classifier, std::string_view input, BatchOptions options) {
  const int in = MemoryFile(input);
  BatchRun run = RunFrom(classifier, in, std::move(options));
  ::close(in);
  return run;
}

BatchRun RunOverPipe(const Classifier& classifier, std::string_view input, size_t step,
                     BatchOptions options) {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  std::thread feeder([&] {
    for (size_t at = 0; at < input.size(); at += step) {
      const std::string_view piece = input.substr(at, step);
      if (::write(ends[1], piece.data(), piece.size()) < 0) break;
    }
    ::close(ends[1]);
  });
  BatchRun run = RunFrom(classifier, ends[0], std::move(options));
  ::close(ends[0]);
  feeder.join();
  return run;
}

std::string Stripped(std::string_view output, InputFormat format, char delimiter, size_t* cells) {
  const bool json = format == InputFormat::kJsonl;
  const std::string mark = json ? "\"QZ" : "QZ";
  std::string stripped;
  *cells = 0;
  while (true) {
    const size_t at = std::min(output.find(mark), output.size());
    std::string_view before = output.substr(0, at);
    const char joint = json ? ',' : delimiter;
    if (at < output.size() && before.ends_with(joint)) before.remove_suffix(1);
    stripped += before;
    if (at == output.size()) return stripped;
    const size_t end = json ? MemberEnd(output, at) : WordEnd(output, at);
    const std::string_view word = output.substr(at, end - at);
    if (word.find("QZNONE") != std::string_view::npos ||
        word.find("QZMAKE") != std::string_view::npos) {
      ++*cells;
    }
    output.remove_prefix(end);
  }
}

}  // namespace cxo
