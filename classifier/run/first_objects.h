// A look at the first objects of JSON lines, before any output exists: what is true of them is as a
// rule true of the whole file, and better said once than as a bad row for each object.
#pragma once

#include <cstddef>
#include <optional>
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

  // The member that the i-th text member of the job stands for: itself, if an object has it, else
  // the only one at the top with the same FoldedName, or, of one that nobody has named, with a
  // usual name of texts (IsUsualTextName). Nothing if there is none, or more than one.
  std::optional<std::string> MemberFor(size_t i) const;

  // What to say of the i-th text member, which is in none of the objects: the members that those of
  // the first 1,000 have. `whole`: there are no other objects.
  Error Missing(size_t i, bool whole) const;

  // Refuses a text member that is in none of all objects. Accepts objects without any member.
  Status Check() const;

  // Whether any object has a member.
  bool SawMembers() const { return saw_members_; }

 private:
  const RecordJob& job_;
  bool chosen_;
  JsonLine line_;
  size_t objects_ = 0;
  bool saw_members_ = false;
  std::vector<bool> found_;         // for each text member: an object has it
  std::vector<std::string> names_;  // of members at the top, in order of appearance: the first
  std::set<std::string> known_;     // the same
};

// The members of the first objects of a file that the text members of the job (`chosen`: by the
// user) stand for; see MemberSearch::MemberFor. Those that stand for none, and all of a stream, are
// given as they are. Refuses an input
//   that begins with a list, or a bracket alone on its line: one value, not one for each line;
//   whose first object has a member already that the run would add;
//   that is a file, and of which none of the first objects has a text member.
// Looks at the first 1,000 objects in the first MiB of a file. Of a stream (`is_file` false) only
// at the first line, and not for members of the text: who writes an object and waits for its answer
// gets one, and at the end a MemberSearch is told what no object had. Other objects further on are
// bad rows.
Result<std::vector<std::string>> FindTextMembers(PeekSource* source, bool is_file, bool chosen,
                                                 const RecordJob& job);

}  // namespace cxo
