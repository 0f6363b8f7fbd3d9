// Files are told by their identity; those that are still to be made by their path.
#include "classifier/cli/kept_files.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include <unistd.h>

#include "classifier/pack/fitted_files.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

std::optional<FileId> FileBehind(const std::string& path, int standard_stream) {
  return path == "-" ? RegularFileAt(standard_stream) : RegularFileAt(path);
}

// Where a file of this name would be made; nothing if something is there.
std::optional<fs::path> FreePlace(const std::string& path) {
  std::error_code failed;
  if (path == "-" || fs::exists(path, failed) || failed) return std::nullopt;
  const fs::path whole = fs::absolute(path, failed);
  if (failed) return std::nullopt;
  fs::path place = fs::weakly_canonical(whole, failed);
  if (failed) return std::nullopt;
  return place;
}

}  // namespace

std::vector<FileId> FilesAt(const std::vector<std::string>& paths) {
  std::vector<FileId> files;
  for (const std::string& path : paths) {
    if (const auto file = FileBehind(path, STDIN_FILENO)) files.push_back(*file);
  }
  return files;
}

std::vector<std::string> PackPaths(const PackChoice& choice, const Pack& pack) {
  std::vector<std::string> paths;
  const bool other_weights = !choice.weights_file.empty() && choice.weights_file != "none";
  if (other_weights) paths.push_back(choice.weights_file);
  for (const PackFile& file : pack.files) {
    const bool elsewhere = other_weights && file.name == kWeightsFile;
    if (!choice.rules.empty() && !elsewhere) paths.push_back(choice.rules + "/" + file.name);
  }
  return paths;
}

std::vector<FileId> FilesRead(const GoldChoice& gold, const PackChoice& choice, const Pack& pack) {
  std::vector<std::string> paths = PackPaths(choice, pack);
  paths.push_back(gold.file);
  return FilesAt(paths);
}

bool AreOneFile(const std::string& one, const std::string& other, int standard_output) {
  if (one == "-" && other == "-") return true;
  const auto first = FileBehind(one, standard_output);
  const auto second = FileBehind(other, standard_output);
  if (first || second) return first == second;
  const auto place = FreePlace(one);
  return place && place == FreePlace(other);
}

}  // namespace cxo
