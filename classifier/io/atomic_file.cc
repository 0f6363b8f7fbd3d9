// Write beside, sync, rename, sync the folder.
#include "classifier/io/atomic_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/error/system_error.h"
#include "classifier/io/left_over.h"
#include "classifier/io/signal_hold.h"
#include "classifier/io/write_place.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLongestStem = 200;  // of a name beside the target; names end at 255 bytes
constexpr mode_t kPermissions = 0777;
constexpr mode_t kOfOwner = 0700;
constexpr mode_t kNewFile = 0666;  // less what the umask takes away

Status RefuseInput(const std::string& name, const FileFacts& facts,
                   std::span<const FileId> inputs) {
  const bool same = std::find(inputs.begin(), inputs.end(), facts.id) != inputs.end();
  if (!facts.regular || !same) return Done{};
  return Error{.source = name,
               .message = "is both input and output; give the output another name",
               .excerpt = {},
               .wrong_use = true};
}

Error NoPlaceForPart(const std::string& name) {
  return Error{.source = name,
               .message = "--resume needs a file to write, not a pipe or device",
               .excerpt = {},
               .wrong_use = true};
}

// A hidden name in the folder of `target`.
std::string Beside(const fs::path& target, std::string_view what) {
  const std::string stem = target.filename().string().substr(0, kLongestStem);
  return (target.parent_path() / ("." + stem + ".cxo-" + std::string(what))).string();
}

// A folder that may be written and not read cannot be opened for it, which is no fault of the file.
Status SyncFolder(const std::string& target, const std::string& name) {
  const fs::path folder = fs::path(target).parent_path();
  Descriptor opened(OpenFile(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY), name);
  if (!opened.is_open() && errno == EACCES) return Done{};
  if (!opened.is_open()) return SystemError(name, "cannot open its folder", errno);
  return opened.Sync();
}

// A file that is to be replaced.
struct OldFile {
  Descriptor file;
  FileFacts facts;
};

// Opening the old file says whether it may be written and what it is; a regular one is then left
// alone until the rename.
Result<OldFile> OpenOld(const std::string& path, std::span<const FileId> inputs,
                        const Interrupt* interrupt = nullptr) {
  // After the signal a pipe is not waited for: only one that has its reader is opened.
  const bool ends = interrupt != nullptr && interrupt->raised();
  Result<Descriptor> file = Descriptor::Open(path, O_WRONLY | (ends ? O_NONBLOCK : 0), interrupt);
  if (!file) return file.error();
  const Result<FileFacts> facts = file->Facts();
  if (!facts) return facts.error();
  if (const Status other = RefuseInput(path, *facts, inputs); !other) return other.error();
  return OldFile{std::move(*file), *facts};
}

// Gives `file` the owner, group and permissions of the one that it replaces. Only root may give a
// file away, others to groups of theirs alone. A group that is not the old one may do what
// everybody may: the old one's rights were not meant for it.
Status KeepRights(const Descriptor& file, const FileFacts& old) {
  constexpr auto kAsItIs = static_cast<uid_t>(-1);
  bool group_is_kept = ::fchown(file.fd(), old.owner, old.group) == 0 ||
                       ::fchown(file.fd(), kAsItIs, old.group) == 0;
  if (!group_is_kept) {  // perhaps since nothing can be given away here; then it may be right as is
    const Result<FileFacts> facts = file.Facts();
    if (!facts) return facts.error();
    group_is_kept = facts->group == old.group;
  }
  constexpr mode_t kOfOthers = 07;
  mode_t mode = old.mode & kPermissions;
  if (!group_is_kept) mode = (mode & ~(kOfOthers << 3)) | ((mode & kOfOthers) << 3);
  // What the umask took away is given back.
  if (::fchmod(file.fd(), mode) == 0) return Done{};
  return SystemError(file.name(), "cannot keep its permissions", errno);
}

}  // namespace

AtomicFile::AtomicFile(AtomicFile&& other) noexcept { *this = std::move(other); }

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this == &other) return *this;
  Discard();
  file_ = std::move(other.file_);
  target_ = std::move(other.target_);
  temporary_ = std::exchange(other.temporary_, std::string());
  is_part_ = other.is_part_;
  in_place_ = other.in_place_;
  failure_ = std::move(other.failure_);
  return *this;
}

void AtomicFile::Discard() {
  if (!temporary_.empty() && !is_part_) ::unlink(temporary_.c_str());
  temporary_.clear();
}

// While it is locked: no other run has begun to write it.
void AtomicFile::Abandon() {
  is_part_ = false;
  Discard();
}

Result<AtomicFile> AtomicFile::Direct(int fd, const std::string& name,
                                      std::span<const FileId> inputs) {
  Result<Descriptor> copy = Descriptor::Duplicate(fd, name);
  if (!copy) return copy.error();
  const Result<FileFacts> facts = copy->Facts();
  if (!facts) return facts.error();
  if (const Status other = RefuseInput(name, *facts, inputs); !other) return other.error();
  AtomicFile file;
  file.file_ = std::move(*copy);
  return file;
}

Result<AtomicFile> AtomicFile::Open(const std::string& path, std::span<const FileId> inputs,
                                    const Interrupt* interrupt) {
  if (path == "-") return Direct(STDOUT_FILENO, "standard output", inputs);
  const Result<WritePlace> place = FindWritePlace(path);
  if (!place) return place.error();
  if (place->descriptor) return Direct(*place->descriptor, path, inputs);
  const std::string& target = place->path;
  struct stat found = {};
  if (::stat(target.c_str(), &found) == 0) return OpenExisting(path, target, inputs, interrupt);
  if (errno != ENOENT) return SystemError(path, "cannot open", errno);
  AtomicFile file;
  if (const Status made = file.CreateTemporary(path, target, kNewFile); !made) return made.error();
  return file;
}

Result<AtomicFile> AtomicFile::OpenExisting(const std::string& path, const std::string& target,
                                            std::span<const FileId> inputs,
                                            const Interrupt* interrupt) {
  Result<OldFile> old = OpenOld(path, inputs, interrupt);
  if (!old) return old.error();
  AtomicFile file;
  if (!old->facts.regular) {
    file.file_ = std::move(old->file);
    return file;
  }
  const mode_t mode = old->facts.mode & kOfOwner;
  if (const Status made = file.CreateTemporary(path, target, mode); !made) return made.error();
  if (const Status kept = KeepRights(file.file_, old->facts); !kept) return kept.error();
  return file;
}

Result<std::string> AtomicFile::NameBeside(const std::string& path, std::string_view what) {
  const Result<WritePlace> place = FindWritePlace(path);
  if (!place) return place.error();
  if (place->descriptor) return NoPlaceForPart(path);
  return Beside(place->path, what);
}

Result<AtomicFile> AtomicFile::OpenPart(const std::string& path, std::span<const FileId> inputs) {
  const Result<WritePlace> place = FindWritePlace(path);
  if (!place) return place.error();
  if (place->descriptor || path == "-") return NoPlaceForPart(path);
  AtomicFile file;
  file.target_ = place->path;
  std::optional<FileFacts> old_facts;
  struct stat found = {};
  if (::stat(file.target_.c_str(), &found) == 0) {
    if (!S_ISREG(found.st_mode)) return NoPlaceForPart(path);
    // Refuses what Open refuses, and makes no file that a kill at this moment would leave behind.
    const Result<OldFile> old = OpenOld(path, inputs);
    if (!old) return old.error();
    old_facts = old->facts;
  }
  file.temporary_ = Beside(file.target_, kPart);
  file.is_part_ = true;
  const mode_t mode = old_facts ? old_facts->mode & kOfOwner : kNewFile;
  if (const Status locked = file.LockPart(path, mode); !locked) return locked.error();
  if (!old_facts) return file;
  if (const Status kept = KeepRights(file.file_, *old_facts); !kept) return kept.error();
  return file;
}

// Between the opening and the lock, the run that held the part may have put it into place: then
// the lock is on finished output, which is no part any more, and a new part is begun.
Status AtomicFile::LockPart(const std::string& path, mode_t mode) {
  while (true) {
    // Its name can be told in advance: a link of that name would lead to a file of somebody else's
    // choice.
    const int fd = OpenFile(temporary_, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode);
    file_ = Descriptor(fd, path);
    if (!file_.is_open()) {
      return SystemError(path, "cannot write " + temporary_ + " beside it", errno);
    }
    if (::flock(file_.fd(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) return SystemError(path, "cannot lock it", errno);
      return Error{.source = path, .message = "another run is writing it", .excerpt = {}};
    }
    const Result<FileFacts> locked = file_.Facts();
    if (!locked) return locked.error();
    struct stat found = {};
    const bool there = ::lstat(temporary_.c_str(), &found) == 0;
    if (there && !S_ISREG(found.st_mode)) {
      return Error{.source = temporary_, .message = "is no file; remove it", .excerpt = {}};
    }
    if (there && FileId{found.st_dev, found.st_ino} == locked->id) return Done{};
  }
}

Status AtomicFile::KeepFirst(uint64_t size) {
  const Result<FileFacts> facts = file_.Facts();
  if (!facts) return facts.error();
  if (facts->size < size) {
    return Error{.source = temporary_,
                 .message = "is shorter than its journal says; remove it to start anew",
                 .excerpt = {}};
  }
  const auto end = static_cast<off_t>(size);
  if (::ftruncate(file_.fd(), end) != 0 || ::lseek(file_.fd(), end, SEEK_SET) != end) {
    return SystemError(name(), "cannot go on with it", errno);
  }
  return Done{};
}

// In the folder of the target, so that it can be renamed. With no more than its final permissions
// from the first moment: who has opened a file keeps it open when its bits are narrowed. Locked as
// long as it is open, so that no other run takes it for the left-over of one that was killed.
Status AtomicFile::CreateTemporary(const std::string& path, const std::string& target,
                                   mode_t mode) {
  constexpr int kTries = 100;  // names may be taken by other files of this process
  const fs::path beside(target);
  const std::string stem = "." + beside.filename().string().substr(0, kLongestStem) + ".cxo-";
  RemoveLeftOvers(beside.parent_path().string(), stem);
  const std::string own = stem + std::to_string(::getpid()) + "-";
  int fd = -1;
  for (int i = 0; i < kTries && fd < 0; ++i) {
    temporary_ = (beside.parent_path() / (own + std::to_string(i))).string();
    fd = OpenFile(temporary_, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (fd < 0 && errno != EEXIST) break;
  }
  if (fd < 0) {
    temporary_.clear();
    return SystemError(path, "cannot create a file in its folder", errno);
  }
  ::flock(fd, LOCK_EX | LOCK_NB);  // where locks are not known, process numbers have to do
  file_ = Descriptor(fd, path);
  target_ = target;
  return Done{};
}

Status AtomicFile::Write(std::string_view bytes, const Interrupt* interrupt) {
  if (failure_) return *failure_;
  Status written = file_.WriteAll(bytes, interrupt);
  if (!written) failure_ = written.error();
  return written;
}

Status AtomicFile::Commit() {
  if (failure_) return *failure_;
  Status finished = Finish();
  if (!finished) {
    failure_ = finished.error();
    if (!is_part_) Discard();
  }
  return finished;
}

Status AtomicFile::Finish() {
  if (Status synced = file_.Sync(); !synced) return synced;
  if (target_.empty()) {
    in_place_ = true;
    return file_.Close();
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    return SystemError(name(), "rename failed", errno);
  }
  temporary_.clear();
  in_place_ = true;
  // Closing unlocks a part: before the rename, another run could take it up and cut it short.
  if (Status closed = file_.Close(); !closed) return closed;
  return SyncFolder(target_, name());
}

bool IsStream(const std::string& path) {
  const Result<WritePlace> place = path == "-" ? WritePlace{} : FindWritePlace(path);
  if (path == "-" || (place.ok() && place->descriptor)) return true;
  struct stat found = {};
  const bool there = ::stat(path.c_str(), &found) == 0;
  return there && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

Status TryToOpen(const std::string& path, std::span<const FileId> inputs) {
  if (IsStream(path)) return Done{};
  const Result<AtomicFile> trial = AtomicFile::Open(path, inputs);
  return trial.ok() ? Status(Done{}) : trial.error();
}

Status WriteWholeFile(const std::string& path, std::string_view content,
                      std::span<const FileId> inputs, const Interrupt* interrupt) {
  // A pipe may have no reader yet, and a signal is what ends the wait.
  std::optional<SignalHold> hold;
  if (!IsStream(path)) hold.emplace();
  Result<AtomicFile> file = AtomicFile::Open(path, inputs, interrupt);
  if (!file.ok()) return file.error();
  const Status written = file->Write(content, interrupt);
  return written.ok() ? file->Commit() : written;
}

}  // namespace cxo
