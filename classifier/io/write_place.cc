// Folders are told by where they really are, at every link: there are endless spellings of one.
#include "classifier/io/write_place.h"

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "classifier/error/system_error.h"
#include "classifier/io/descriptor.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

std::optional<int> Number(std::string_view digits) {
  int number = -1;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// `path` with its folder as it really is; as it stands if there is no such folder.
fs::path InRealFolder(const fs::path& path) {
  std::error_code failure;
  const fs::path folder = fs::canonical(path.has_parent_path() ? path.parent_path() : ".", failure);
  return failure ? path : folder / path.filename();
}

// The folder in /proc of the process or thread whose descriptors are in `folder`: that of
// "/proc/17/fd" and "/proc/17/task/18/fd" is "/proc/17". Empty if it holds no descriptors.
fs::path ProcessOf(const fs::path& folder) {
  if (folder.filename() != "fd") return {};
  fs::path process = folder.parent_path();
  if (process.parent_path().filename() == "task") process = process.parent_path().parent_path();
  const bool is_one = process.parent_path() == "/proc" && Number(process.filename().native());
  return is_one ? process : fs::path();
}

// Of `place`, which is in its real folder. Where /proc is not mounted, the names themselves tell.
std::optional<int> OwnDescriptor(const fs::path& place) {
  if (place == "/dev/stdin") return STDIN_FILENO;
  if (place == "/dev/stdout") return STDOUT_FILENO;
  if (place == "/dev/stderr") return STDERR_FILENO;
  const fs::path folder = place.parent_path();
  std::error_code failure;
  const fs::path process = ProcessOf(folder);
  // Not getpid: what /proc shows may count processes otherwise.
  const bool own = !process.empty() && process == fs::canonical("/proc/self", failure);
  if (!own && folder != "/dev/fd" && folder != "/proc/self/fd") return std::nullopt;
  return Number(place.filename().native());
}

bool IsDescriptorOfAnother(const fs::path& place) {
  return !ProcessOf(place.parent_path()).empty() && Number(place.filename().native());
}

}  // namespace

Result<WritePlace> FindWritePlace(const std::string& path) {
  // An empty target would mean that nothing has to be put into its place.
  if (path.empty()) return Error{.source = {}, .message = "the file to write has no name"};
  constexpr int kMostLinks = 40;  // as the kernel counts
  fs::path at = path;
  for (int links = 0; links < kMostLinks; ++links) {
    const fs::path place = InRealFolder(at);
    if (const auto descriptor = OwnDescriptor(place)) return WritePlace{descriptor, at.string()};
    if (IsDescriptorOfAnother(place)) {
      if (!RegularFileAt(at.string())) return WritePlace{std::nullopt, at.string()};
      return Error{.source = path,
                   .message = "is a file that another process has open; give the file's own name",
                   .excerpt = {},
                   .wrong_use = true};
    }
    std::error_code failure;
    if (!fs::is_symlink(fs::symlink_status(at, failure))) {
      return WritePlace{std::nullopt, at.string()};
    }
    const fs::path next = fs::read_symlink(at, failure);
    if (failure) return SystemError(path, "cannot open", failure.value());
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return SystemError(path, "cannot open", ELOOP);
}

}  // namespace cxo
