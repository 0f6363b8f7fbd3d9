// Waits until somebody saves a file.
//
// It looks at the files ten times a second rather than asking the kernel to tell (inotify): that
// works the same on network drives, in containers and on folders that are replaced as a whole,
// where inotify stays silent, and a look at a hundred files takes a fraction of a millisecond.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace cxo {

// What is watched. Nothing of it needs to exist.
struct WatchedPlaces {
  std::vector<std::string> files;
  std::vector<std::string> folders;
  std::string ending;  // of the names in folders that matter (".toml"); hidden files never do
};

// A file is saved when it appears, disappears, or has another size, time of change or inode than
// before: editors write over a file, or write another and rename it. One thread.
class FileWatch {
 public:
  enum class Wake { kSaved, kReaderGone };

  // What is there now counts as seen.
  explicit FileWatch(WatchedPlaces places);

  // Waits until something is saved that was not seen yet, and then until all is quiet for a moment,
  // for one save often is several writes. What is there at its return counts as seen, so that a
  // save during the work that follows is not lost. *saved: the paths in ascending order, those in
  // folders as "folder/name". Ends early when nobody reads what is written to the descriptor `out`
  // any more.
  Wake Await(int out, std::vector<std::string>* saved);

 private:
  struct Look {
    off_t size = 0;
    int64_t seconds = 0;
    int64_t nanoseconds = 0;
    dev_t device = 0;
    ino_t inode = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };
  using Looks = std::map<std::string, Look>;  // by path; only what exists

  Looks LookAtAll() const;
  void LookAtFolder(const std::string& folder, Looks* looks) const;
  static void LookAt(const std::string& path, Looks* looks);
  static std::vector<std::string> Differences(const Looks& a, const Looks& b);

  WatchedPlaces places_;
  Looks seen_;
};

}  // namespace cxo
