// Reading with plain system calls, because streams cannot say why a file could not be read.
#include "classifier/error/whole_file.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/error/owned_descriptor.h"
#include "classifier/error/system_error.h"

namespace cxo {
namespace {

constexpr std::string_view kUnread = "cannot be read";

Error Refusal(const std::string& path, std::string message) {
  return {.source = path, .message = std::move(message), .excerpt = {}};
}

}  // namespace

Result<std::string> ReadWholeFile(const std::string& path, size_t most) {
  // Without O_NONBLOCK a named pipe would wait for a writer.
  const OwnedDescriptor file(
      AboveStandardStreams(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)));
  if (!file.is_open()) return SystemError(path, kUnread, errno);
  struct stat status {};
  if (fstat(file.fd(), &status) != 0) return SystemError(path, kUnread, errno);
  if (!S_ISREG(status.st_mode)) return Refusal(path, "not a regular file");
  std::string content;
  while (content.size() <= most) {
    const size_t before = content.size();
    const size_t piece = std::min<size_t>(size_t{1} << 16, most - before + 1);
    content.resize(before + piece);
    const ssize_t got = read(file.fd(), content.data() + before, piece);
    content.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(path, kUnread, errno);
    if (got == 0) return content;
  }
  return Refusal(path, "the file is longer than " + std::to_string(most) + " bytes");
}

}  // namespace cxo
