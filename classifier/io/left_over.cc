// Names are taken apart strictly; a lock says more than a process number, which may be of
// elsewhere.
#include "classifier/io/left_over.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "classifier/io/descriptor.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

// Takes a number off the front of *text; -1 if there is none.
int TakeNumber(std::string_view* text) {
  int number = -1;
  if (text->starts_with('-')) return -1;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (failure != std::errc()) return -1;
  text->remove_prefix(static_cast<size_t>(end - text->data()));
  return number;
}

// True if `name` is `stem`, the number of a process that is gone, "-" and a number.
bool IsOfTheDead(std::string_view name, std::string_view stem) {
  if (!name.starts_with(stem)) return false;
  name.remove_prefix(stem.size());
  const int process = TakeNumber(&name);
  if (process <= 0 || !name.starts_with('-')) return false;
  name.remove_prefix(1);
  if (TakeNumber(&name) < 0 || !name.empty()) return false;
  return ::kill(process, 0) != 0 && errno == ESRCH;
}

void RemoveUnlessLocked(const std::string& path) {
  const Descriptor file(OpenFile(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW), path);
  if (file.is_open() && ::flock(file.fd(), LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
}

}  // namespace

void RemoveLeftOvers(const std::string& folder, const std::string& stem) {
  std::error_code failure;
  std::vector<std::string> found;
  fs::directory_iterator entry(folder.empty() ? "." : folder, failure);
  for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    const fs::path& path = entry->path();
    if (IsOfTheDead(path.filename().native(), stem)) found.push_back(path.string());
  }
  for (const std::string& path : found) RemoveUnlessLocked(path);
}

}  // namespace cxo
