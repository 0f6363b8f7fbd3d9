// stat(2) in a loop; poll(2) is the pause between two looks, so that a reader that goes away ends
// it at once.
#include "classifier/io/file_watch.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/stat.h>

namespace cxo {
namespace {

constexpr int kPause = 100;  // milliseconds between looks
constexpr int kQuiet = 50;   // between looks at files that are being saved
// Files that never come to rest (a log that grows) are answered all the same.
constexpr int kMostLooks = 20;

constexpr int kGone = POLLERR | POLLHUP | POLLNVAL;

// Sleeps, if it may.
FileWatch::Wake Pause(int out, int milliseconds) {
  pollfd waiting = {out, 0, 0};
  ::poll(&waiting, 1, milliseconds);
  const bool gone = (waiting.revents & kGone) != 0;
  return gone ? FileWatch::Wake::kReaderGone : FileWatch::Wake::kSaved;
}

}  // namespace

FileWatch::FileWatch(WatchedPlaces places) : places_(std::move(places)), seen_(LookAtAll()) {}

FileWatch::Wake FileWatch::Await(int out, std::vector<std::string>* saved) {
  saved->clear();
  Looks last = seen_;
  int looks = 0;
  while (saved->empty()) {
    const Wake wake = Pause(out, last == seen_ ? kPause : kQuiet);
    if (wake != Wake::kSaved) return wake;
    Looks now = LookAtAll();
    const bool quiet = now == last;
    last = std::move(now);
    looks = last == seen_ ? 0 : looks + 1;
    if (quiet || looks > kMostLooks) *saved = Differences(seen_, last);
  }
  seen_ = std::move(last);
  return Wake::kSaved;
}

FileWatch::Looks FileWatch::LookAtAll() const {
  Looks looks;
  for (const std::string& file : places_.files) LookAt(file, &looks);
  for (const std::string& folder : places_.folders) LookAtFolder(folder, &looks);
  return looks;
}

void FileWatch::LookAtFolder(const std::string& folder, Looks* looks) const {
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (name[0] == '.' || !name.ends_with(places_.ending)) continue;
    LookAt(entry->path().string(), looks);
  }
}

void FileWatch::LookAt(const std::string& path, Looks* looks) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return;
  (*looks)[path] = {.size = status.st_size,
                    .seconds = status.st_mtim.tv_sec,
                    .nanoseconds = status.st_mtim.tv_nsec,
                    .device = status.st_dev,
                    .inode = status.st_ino};
}

std::vector<std::string> FileWatch::Differences(const Looks& a, const Looks& b) {
  std::vector<std::string> paths;
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->first < j->first)) {
      paths.push_back((i++)->first);
    } else if (i == a.end() || j->first < i->first) {
      paths.push_back((j++)->first);
    } else {
      if (!(i->second == j->second)) paths.push_back(i->first);
      ++i;
      ++j;
    }
  }
  return paths;
}

}  // namespace cxo
