// Which files of a folder a pack is made of, and why one cannot be.
#include "classifier/pack/folder.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "classifier/error/letter_case.h"
#include "classifier/error/system_error.h"
#include "classifier/error/whole_file.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

Error FolderError(const std::string& source, std::string message) {
  Error error;
  error.source = source;
  error.message = std::move(message);
  return error;
}

constexpr std::string_view kUnread = "cannot be read";

// True if the entry is no link, or leads to a file of the folder itself.
bool StaysInside(const fs::path& folder, const fs::path& path) {
  std::error_code failed;
  if (!fs::is_symlink(fs::symlink_status(path, failed))) return true;
  const fs::path home = fs::canonical(folder, failed);
  if (failed) return false;
  const fs::path target = fs::weakly_canonical(path, failed);
  return !failed && target.parent_path() == home;
}

bool EndsLikeToml(const fs::path& path) { return IsNamedLikePackFile(path.filename().string()); }

// What is wrong with a name that ends like .toml and does not end in it.
std::string_view WrongEnd(std::string_view name) {
  const bool text = name.size() > 4 && name[name.size() - 4] == '.';
  return text ? "the name must end in .toml, without .txt"
              : "the name must end in .toml, in lower case";
}

Result<std::vector<std::string>> ListNames(const std::string& folder) {
  std::error_code failed;
  const fs::file_status status = fs::status(folder, failed);
  if (status.type() == fs::file_type::not_found) return FolderError(folder, "no such folder");
  if (failed) return SystemError(folder, kUnread, failed.value());
  if (!fs::is_directory(status)) return FolderError(folder, "not a folder");
  std::vector<std::string> names;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    if (EndsLikeToml(entry->path())) names.push_back(entry->path().filename().string());
  }
  if (failed) return SystemError(folder, kUnread, failed.value());
  if (names.empty()) return FolderError(folder, "no .toml file in this folder");
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

ReadFolder ReadPackFolder(const std::string& folder, const PackLimits& limits) {
  ReadFolder read;
  Result<std::vector<std::string>> names = ListNames(folder);
  if (!names) {
    read.errors.push_back(names.error());
    return read;
  }
  if (names->size() > limits.files) {
    read.errors.push_back(FolderError(folder, "the pack has " + std::to_string(names->size()) +
                                                  " files, at most " +
                                                  std::to_string(limits.files) + " are allowed"));
    return read;
  }
  const std::string prefix = folder.back() == '/' ? folder : folder + "/";
  size_t left = limits.pack_bytes;
  for (const std::string& name : *names) {
    const std::string path = prefix + name;
    if (!name.ends_with(".toml")) {
      read.errors.push_back(FolderError(path, std::string(WrongEnd(name))));
      continue;
    }
    if (!StaysInside(folder, path)) {
      read.errors.push_back(FolderError(path, "a symbolic link that leads out of the folder"));
      continue;
    }
    Result<std::string> content = ReadWholeFile(path, limits.file_bytes);
    if (!content) {
      read.errors.push_back(content.error());
      continue;
    }
    if (content->size() > left) {
      read.errors.push_back(FolderError(
          folder, "the pack is longer than " + std::to_string(limits.pack_bytes) + " bytes"));
      return read;
    }
    left -= content->size();
    read.files.push_back({name, *std::move(content)});
  }
  return read;
}

// Notepad adds .txt to the names that it is given, and Windows hides it.
bool IsNamedLikePackFile(const std::string& name) {
  const std::string lower = AsciiLowered(name);
  return (lower.ends_with(".toml") || lower.ends_with(".toml.txt")) && lower[0] != '.';
}

bool HoldsPackFiles(const std::string& folder) {
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    if (EndsLikeToml(entry->path())) return true;
  }
  return false;
}

std::vector<std::string> FoldersNotRead(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (name[0] != '.' && HoldsPackFiles(entry->path().string())) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace cxo
