// The file that results go to. A regular target is written beside itself and renamed when all is on
// disk, so that readers see the old file or the whole new one; pipes, terminals and devices are
// written directly. Also used for rejects and reports.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/io/descriptor.h"

namespace cxo {

// Movable; thread-compatible. Destroyed without Commit, it removes what it wrote beside the target;
// what runs that were killed have left there, the next one with the same target does (not parts).
class AtomicFile {
 public:
  AtomicFile() = default;
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile() { Discard(); }

  // Prepares to write `path` ("-": standard output). A symbolic link is followed: the file it leads
  // to is replaced; where it leads to an open descriptor (WritePlace), that is written directly. An
  // existing file must be writable. It keeps its permission bits, and owner and group as far as the
  // process may give files to them; where the group becomes another one, that one gets the bits of
  // everybody. (Access control lists and extended attributes are not kept.) Refused if the
  // path is empty, or the target one of `inputs`, by whatever name. A pipe is waited for until
  // somebody reads it, or until a signal has raised `interrupt`: then it fails.
  static Result<AtomicFile> Open(const std::string& path, std::span<const FileId> inputs = {},
                                 const Interrupt* interrupt = nullptr);

  // Standard output, or another descriptor that stays open; written directly.
  static Result<AtomicFile> Direct(int fd, const std::string& name,
                                   std::span<const FileId> inputs = {});

  // Like Open, but what is written stays beside the target (".NAME.cxo-part") until Commit,
  // whatever happens, so that a later run can go on with it. Such a file is opened as it was left:
  // call KeepFirst before anything is written. No other run can open it until it is in place or
  // this object is gone. Fails if another run holds it, or if the target is no place for one (a
  // pipe, a device).
  static Result<AtomicFile> OpenPart(const std::string& path, std::span<const FileId> inputs = {});

  // Of a part: keeps its first `size` bytes, and goes on behind them. Fails if it is shorter.
  Status KeepFirst(uint64_t size);

  // The name of a hidden file beside the target: of kPart that in which OpenPart keeps what is
  // written. Fails if there is no telling where the target is, or if it is an open descriptor.
  static Result<std::string> NameBeside(const std::string& path, std::string_view what);
  static constexpr std::string_view kPart = "part";

  // fsync: what is written so far survives a crash of the machine.
  Status Sync() { return file_.Sync(); }

  // All of `bytes`, at once and unbuffered, or an error. After an error nothing more is written,
  // and Commit reports the same error. A raised `interrupt` ends the wait for a reader, as in
  // Descriptor::WriteAll.
  Status Write(std::string_view bytes, const Interrupt* interrupt = nullptr);

  // fsync, rename, close, fsync of the folder. Only after it has succeeded is the output complete;
  // if it fails, the old target is still there (unless only a step after the rename failed).
  // Nothing may be written afterwards.
  Status Commit();

  // Whether what was written is where it was to go: after Commit, and also if a step of it after
  // the rename failed.
  bool in_place() const { return in_place_; }

  // Of a part: it is removed, as other files are that were not committed. Nothing may be written
  // afterwards.
  void Abandon();

  // See Descriptor.
  bool reader_is_gone() const { return file_.reader_is_gone(); }
  bool wait_was_ended() const { return file_.wait_was_ended(); }
  const std::string& name() const { return file_.name(); }

 private:
  static Result<AtomicFile> OpenExisting(const std::string& path, const std::string& target,
                                         std::span<const FileId> inputs,
                                         const Interrupt* interrupt);
  Status LockPart(const std::string& path, mode_t mode);
  Status CreateTemporary(const std::string& path, const std::string& target, mode_t mode);
  Status Finish();
  void Discard();

  Descriptor file_;
  std::string target_;     // empty: written directly
  std::string temporary_;  // beside the target; empty after Commit
  bool is_part_ = false;   // the temporary is kept for a later run
  bool in_place_ = false;
  std::optional<Error> failure_;
};

// Whether `path` is "-", another name of an open descriptor (WritePlace), a pipe or a device:
// what is written there is written directly, and nothing can be put beside it. False for a path
// where nothing is.
bool IsStream(const std::string& path);

// Whether a file could be written at `path` (AtomicFile::Open with `inputs`): for whoever works for
// long before it is written. Nothing stays of the trial, and streams are not tried.
Status TryToOpen(const std::string& path, std::span<const FileId> inputs);

// Makes `content` the whole content of the file at `path`, or leaves the file as it was and says
// what failed. Refused if the target is one of `inputs`: what was read is not written over. A
// raised `interrupt` ends the wait for the reader of a pipe, as in AtomicFile::Open and Write;
// where it was raised before, only a pipe that has a reader is written.
Status WriteWholeFile(const std::string& path, std::string_view content,
                      std::span<const FileId> inputs, const Interrupt* interrupt = nullptr);

}  // namespace cxo
