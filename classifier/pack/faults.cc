// Line tables are made once per file, so that a thousand faults in a large file cost no more than
// their number.
#include "classifier/pack/faults.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "classifier/pack/excerpt.h"

namespace cxo {
namespace {

std::vector<size_t> LineBegins(std::string_view content) {
  std::vector<size_t> begins = {0};
  for (size_t at = content.find('\n'); at != std::string_view::npos; at = content.find('\n', at)) {
    begins.push_back(++at);
  }
  return begins;
}

}  // namespace

Faults::Faults(const std::vector<PackFile>& files, std::string source)
    : files_(files), source_(std::move(source)) {
  if (!source_.empty() && source_.back() != '/') source_ += '/';
  for (const PackFile& file : files_) line_begins_.push_back(LineBegins(file.content));
}

void Faults::Add(const Place& place, std::string message) {
  if (!open()) {
    ++left_out_;
    return;
  }
  const std::string_view text = FromLine(place.at.file, place.at.line);
  Error error = ErrorInLine(text, place.at, place.width, std::move(message));
  error.source = source_ + files_[place.at.file].name;
  faults_.push_back({place.at, std::move(error)});
}

void Faults::AddWhole(std::string message) {
  Error error;
  error.source = source_.size() > 1 ? source_.substr(0, source_.size() - 1) : source_;
  error.message = std::move(message);
  faults_.push_back({Position{}, std::move(error)});
}

void Faults::AddWhole(uint32_t file, std::string message) {
  Error error;
  error.source = source_ + files_[file].name;
  error.message = std::move(message);
  faults_.push_back({Position{file, 0, 0}, std::move(error)});
}

std::vector<Error> Faults::Take() {
  std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.at.file, a.at.line, a.at.column) <
           std::tie(b.at.file, b.at.line, b.at.column);
  });
  std::vector<Error> errors;
  for (Fault& fault : faults_) errors.push_back(std::move(fault.error));
  faults_.clear();
  if (left_out_ == 0) return errors;
  Error more;
  more.message = std::to_string(left_out_) + " more faults are not shown";
  errors.push_back(std::move(more));
  return errors;
}

std::string_view Faults::Line(uint32_t file, uint32_t line) const {
  return FirstLine(FromLine(file, line));
}

std::string_view Faults::FromLine(uint32_t file, uint32_t line) const {
  const std::vector<size_t>& begins = line_begins_[file];
  if (line == 0 || line > begins.size()) return {};
  return std::string_view(files_[file].content).substr(begins[line - 1]);
}

size_t Faults::Offset(const Position& at) const {
  const std::vector<size_t>& begins = line_begins_[at.file];
  const size_t begin = begins[std::min<size_t>(at.line - 1, begins.size() - 1)];
  return std::min(begin + at.column - 1, files_[at.file].content.size());
}

Position Faults::At(uint32_t file, size_t offset) const {
  const std::vector<size_t>& begins = line_begins_[file];
  const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
  const size_t line = static_cast<size_t>(after - begins.begin());
  return {file, static_cast<uint32_t>(line), static_cast<uint32_t>(offset - begins[line - 1] + 1)};
}

std::string Faults::Name(const Position& at) const {
  return source_ + files_[at.file].name + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

}  // namespace cxo
