// Files are told by their identity; those that are still to be made by their path.
#include "classifier/cli/kept_files.h"

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "classifier/cli/pack_choice.h"
#include "classifier/io/write_place.h"
#include "classifier/pack/fitted_files.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

std::optional<FileId> SinkBehind(const std::string& path, int standard_output) {
  return path == "-" ? SinkAt(standard_output) : SinkAt(path);
}

// Where a file of this name would be made, behind all links; nothing if something is there.
std::optional<fs::path> FreePlace(const std::string& path) {
  if (path == "-") return std::nullopt;
  const Result<WritePlace> written = FindWritePlace(path);
  if (!written.ok() || written->descriptor) return std::nullopt;
  std::error_code failed;
  if (fs::exists(written->path, failed) || failed) return std::nullopt;
  const fs::path whole = fs::absolute(written->path, failed);
  if (failed) return std::nullopt;
  fs::path place = fs::weakly_canonical(whole, failed);
  if (failed) return std::nullopt;
  return place;
}

}  // namespace

std::vector<FileId> FilesAt(const std::vector<std::string>& paths, int standard_input) {
  std::vector<FileId> files;
  for (const std::string& path : paths) {
    const auto file = path == "-" ? RegularFileAt(standard_input) : RegularFileAt(path);
    if (file) files.push_back(*file);
  }
  return files;
}

std::vector<std::string> PackPaths(const PackChoice& choice, const Pack& pack) {
  std::vector<std::string> paths;
  const std::optional<std::string> weights = OtherFile(choice.weights);
  if (weights) paths.push_back(*weights);
  for (const PackFile& file : pack.files) {
    const bool elsewhere = weights && file.name == kWeightsFile;
    if (!choice.rules.empty() && !elsewhere) paths.push_back(FolderOf(choice) + file.name);
  }
  return paths;
}

std::vector<FileId> FilesRead(const GoldChoice& gold, const PackChoice& choice, const Pack& pack,
                              int standard_input) {
  std::vector<std::string> paths = PackPaths(choice, pack);
  paths.push_back(gold.file);
  return FilesAt(paths, standard_input);
}

std::string FreeName(const std::string& path) {
  std::string name = path;
  std::error_code ignored;
  for (int i = 2; fs::exists(fs::symlink_status(name, ignored)); ++i) {
    name = path + "-" + std::to_string(i);
  }
  return name;
}

bool AreOneFile(const std::string& one, const std::string& other, int standard_output) {
  if (one == "-" && other == "-") return true;
  const auto first = SinkBehind(one, standard_output);
  const auto second = SinkBehind(other, standard_output);
  if (first || second) return first == second;
  const auto place = FreePlace(one);
  return place && place == FreePlace(other);
}

Status CheckBesideFigures(const std::string& option, const std::string& file,
                          const Streams& streams) {
  if (file.empty() || !AreOneFile(file, "-", streams.out())) return Done{};
  return Error{.source = option,
               .message = file +
                          " is where standard output goes, which has the figures; give "
                          "another file",
               .wrong_use = true};
}

}  // namespace cxo
