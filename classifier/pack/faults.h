// The faults of a pack, gathered over all its files in one run, each with its line and a caret.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A place with the number of bytes that a caret underlines.
struct Place {
  Position at;
  uint32_t width = 1;
};

// Knows where the lines of the pack's files begin, and keeps the faults.
class Faults {
 public:
  // `files` must outlive the object. Error sources are source/name, or the name alone.
  Faults(const std::vector<PackFile>& files, std::string source);

  // Keeps a fault. Beyond kMost they are only counted: a hostile pack must not fill the memory.
  void Add(const Place& place, std::string message);

  // A fault of the pack as a whole or of a whole file, without a line.
  void AddWhole(std::string message);
  void AddWhole(uint32_t file, std::string message);

  bool empty() const { return faults_.empty(); }

  // True as long as more faults are kept; then it is worth looking for suggestions.
  bool open() const { return faults_.size() < kMost; }

  // Sorted by file, line and column; faults of the whole pack come first. If faults were left out,
  // a last one says how many.
  std::vector<Error> Take();

  // Line `line` (from 1) of a file without its line end; empty beyond the last one.
  std::string_view Line(uint32_t file, uint32_t line) const;

  // Byte offset of a position in its file.
  size_t Offset(const Position& at) const;

  // The position of a byte of a file.
  Position At(uint32_t file, size_t offset) const;

  // "rules/cmo.toml:3:1", to name a second place within a message.
  std::string Name(const Position& at) const;

 private:
  static constexpr size_t kMost = 1000;

  struct Fault {
    Position at;
    Error error;
  };

  // The file from the beginning of line `line` (from 1) on; empty beyond the last one.
  std::string_view FromLine(uint32_t file, uint32_t line) const;

  const std::vector<PackFile>& files_;
  std::string source_;
  std::vector<std::vector<size_t>> line_begins_;
  std::vector<Fault> faults_;
  size_t left_out_ = 0;
};

}  // namespace cxo
