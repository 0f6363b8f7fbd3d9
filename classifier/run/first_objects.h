// A look at the first objects of JSON lines, before any output exists: what is true of them is as a
// rule true of the whole file, and better said once than as a bad row for each object.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/json.h"
#include "classifier/io/record.h"
#include "classifier/io/source.h"
#include "classifier/run/record_job.h"

namespace cxo {

// The search for the members that should hold the text: a name that no object has is a mistyped
// one. One thread.
class MemberSearch {
 public:
  // For the text members of `job`, which must outlive the search; `chosen`: named by the user.
  MemberSearch(const RecordJob& job, bool chosen);

  // Looks at one more object (its Parse was kObject).
  void Take(const JsonLine& object);

  // Looks at the objects of one more block, until each member is found, but at 1,000 in all.
  void Take(const Block& block);

  // Takes over what others have found: for each text member, whether an object has it.
  void Take(const std::vector<bool>& found);

  // How many objects it has looked at.
  size_t objects() const { return objects_; }

  // Whether each member is in an object, whatever its value.
  bool FoundAll() const;

  // Refuses a member that is in none of the objects, naming those of the first 1,000. Accepts
  // objects without any member.
  Status Check() const;

 private:
  const RecordJob& job_;
  bool chosen_;
  JsonLine line_;
  size_t objects_ = 0;
  std::vector<bool> found_;         // for each text member: an object has it
  std::vector<std::string> names_;  // of members at the top, in order of appearance
  std::set<std::string> known_;     // the same
};

// Refuses an input
//   that begins with a list, or a bracket alone on its line: one value, not one for each line;
//   whose first object has a member already that the run would add;
//   of which none of the first objects has a text member of the job (`chosen`: by the user).
// Looks at the first 1,000 objects in the first MiB of a file. Of a stream (`is_file` false) only
// at the first line, and not for what is missing in it: who writes an object and waits for its
// answer gets one, and at the end a MemberSearch is told what no object had. Other objects further
// on are bad rows.
Status CheckFirstObjects(PeekSource* source, bool is_file, bool chosen, const RecordJob& job);

}  // namespace cxo
