// The inputs of a run in their order: opened before anything is written, as far as that keeps
// nobody waiting, and taken up one after another.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"
#include "classifier/io/descriptor.h"
#include "classifier/io/interrupt.h"
#include "classifier/run/batch_options.h"
#include "classifier/run/open_job.h"

namespace cxo {

// One thread. What the constructor is given must outlive it, `note` but for its copy. Whatever it
// returns once the interrupt is raised may be of half an input, and means nothing.
class InputQueue {
 public:
  using Note = std::function<void(const std::string&)>;  // called if it is not empty

  InputQueue(const Classifier& classifier, const BatchOptions& options, Note note,
             const Interrupt* interrupt)
      : classifier_(classifier), options_(options), note_(std::move(note)), interrupt_(interrupt) {}

  // Opens the inputs to find out what they are, so that a wrong name costs nothing; thousands of
  // files are not kept open for it. A pipe or device behind the first input is left until its turn:
  // whoever fills pipes one after another would wait for the first to be read; only its format,
  // which its name and the choices tell, must be that of the first. A table that holds
  // no records has no columns to share with the others, and is left out if there is anything else.
  // Fails on the first input that cannot be read or cannot share an output with the first.
  Status Open();

  // The input whose turn it is, ready to be read; null behind the last (or after an interrupt). The
  // one before is closed. Fails if it cannot be opened, is another file than it was, or (of what
  // was left until now) if it cannot share an output with the first.
  Result<OpenedJob*> Next();

  // The one that settles what all have in common; null if none was opened. Valid like those of Next
  // as long as the queue, after Open.
  OpenedJob* first() { return turns_.empty() ? nullptr : &*turns_.front().opened; }

  // What is read, as far as it is opened.
  const std::vector<FileId>& ids() const { return ids_; }

 private:
  struct Turn {
    std::string path;
    std::optional<OpenedJob> opened;  // nothing: when its turn comes
  };

  bool MustWait(const std::string& path) const;
  Result<OpenedJob> OpenOne(const std::string& path);
  Status Follow(OpenedJob* later);
  Status Take(Turn* turn);

  const Classifier& classifier_;
  const BatchOptions& options_;
  Note note_;
  const Interrupt* interrupt_;
  std::vector<Turn> turns_;
  size_t next_ = 0;  // in turns_
  std::vector<FileId> ids_;
};

}  // namespace cxo
