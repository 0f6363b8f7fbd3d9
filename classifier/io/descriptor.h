// An open file descriptor whose every read, write, fsync and close is checked. All bytes of inputs
// and outputs go through here, because a stream that forgets an error turns a full disk into success.
// Errors name the file and say in words what failed: "out.csv: write failed: No space left on
// device".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <sys/types.h>

#include "classifier/error/owned_descriptor.h"
#include "classifier/error/result.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Identity of a file, the same through every name and link that leads to it.
struct FileId {
  dev_t device = 0;
  ino_t inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
};

// What is behind a descriptor.
struct FileFacts {
  FileId id;
  size_t size = 0;  // bytes; meaningful for regular files
  mode_t mode = 0;  // type and permission bits
  uid_t owner = 0;
  gid_t group = 0;
  bool regular = false;  // a regular file (and not a pipe, terminal, device, ...)
  int64_t modified = 0;  // when it was last written to, in nanoseconds since 1970
};

// The regular file at `path`, or behind the open descriptor `fd`; nothing if there is none. Opens
// nothing, so that no pipe takes notice.
std::optional<FileId> RegularFileAt(const std::string& path);
std::optional<FileId> RegularFileAt(int fd);

// The same, and pipes and sockets: two outputs that go into one of these are mixed. Nothing for
// devices: /dev/null keeps nothing, and at a terminal both are seen.
std::optional<FileId> SinkAt(const std::string& path);
std::optional<FileId> SinkAt(int fd);

// open(2) with O_CLOEXEC; interruptions are tried again, unless by then `interrupt` is raised: a
// named pipe is opened only when somebody has its other end, which may be never. Never gives 0, 1
// or 2, so that a file opened while a standard stream is closed cannot take its place. -1 with
// errno on failure.
int OpenFile(const std::string& path, int flags, mode_t mode = 0666,
             const Interrupt* interrupt = nullptr);

// Owns one file descriptor; closes it on destruction (unchecked: call Close() to hear of errors).
// Movable; thread-compatible.
class Descriptor {
 public:
  Descriptor() = default;
  // Takes over the open descriptor `fd`. `name` is what errors call it.
  Descriptor(int fd, std::string name) : file_(fd), name_(std::move(name)) {}

  // OpenFile, or the error "path: cannot open: No such file or directory".
  static Result<Descriptor> Open(const std::string& path, int flags,
                                 const Interrupt* interrupt = nullptr);

  // A duplicate of an open descriptor, such as a standard stream; that one stays open.
  static Result<Descriptor> Duplicate(int fd, const std::string& name);

  // Up to `size` (> 0) bytes; 0 only at the end. Waits on non-blocking descriptors too.
  Result<size_t> Read(char* to, size_t size);

  // All of `bytes`, or an error. After EPIPE, reader_is_gone() is true. Once a signal has raised
  // `interrupt`, it fails with what is left if nobody takes any of it for a second; then
  // wait_was_ended() is true.
  Status WriteAll(std::string_view bytes, const Interrupt* interrupt = nullptr);

  // As much of `bytes` as is taken without waiting for more than `patience` milliseconds (-1:
  // however long) at a time; returns how much that was. Errors end it too, and signals end the
  // wait. (Others who write into the same pipe could fill it between the look and the write; then
  // it waits after all.)
  size_t WriteReady(std::string_view bytes, int patience);

  // True if a read would return at once (with data or the end) rather than wait.
  bool ReadyToRead() const;

  // Waits until a read would return at once (true), or until the descriptor `other` is readable
  // (false, and it is looked at first).
  bool AwaitReadable(int other) const;

  // fsync(2). What cannot be synced (pipes, terminals, devices) succeeds.
  Status Sync();

  // Closes and reports; the descriptor is closed afterwards in any case. A second call succeeds.
  Status Close();

  Result<FileFacts> Facts() const;

  // True after a write found that the other end of the pipe is closed: not a fault of the work.
  bool reader_is_gone() const { return reader_is_gone_; }
  // True after a write that failed for an interrupt alone.
  bool wait_was_ended() const { return wait_was_ended_; }
  bool is_open() const { return file_.is_open(); }
  int fd() const { return file_.fd(); }
  const std::string& name() const { return name_; }

 private:
  OwnedDescriptor file_;
  std::string name_;
  bool reader_is_gone_ = false;
  bool wait_was_ended_ = false;
};

}  // namespace cxo
