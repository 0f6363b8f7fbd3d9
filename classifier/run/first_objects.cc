// Peeks at the head of the input and reads its lines as the run will.
#include "classifier/run/first_objects.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/error/quoted.h"
#include "classifier/error/trim.h"
#include "classifier/io/column.h"
#include "classifier/io/framer.h"
#include "classifier/io/json.h"
#include "classifier/run/header_doubt.h"
#include "classifier/run/result_columns.h"

namespace cxo {
namespace {

constexpr size_t kHead = size_t{1} << 20;
constexpr size_t kMostObjects = 1000;

// What messages name, and where a name is looked for that differs in its case alone.
constexpr size_t kMostNames = 1000;
constexpr size_t kLongestName = 1000;

// The first line, or as much of it as the head has; waits for no byte behind it.
Result<std::string_view> PeekLine(PeekSource* source) {
  for (size_t seen = 0;;) {
    Result<std::string_view> head = source->Peek(seen + 1, kHead);
    if (!head.ok()) return head;
    const size_t line_feed = head->find('\n', seen);
    if (line_feed != std::string_view::npos) return head->substr(0, line_feed + 1);
    if (head->size() == seen || head->size() == kHead) return head;
    seen = head->size();
  }
}

// What is known after some lines.
class FirstObjects {
 public:
  FirstObjects(const RecordJob& job, bool chosen) : job_(job), search_(job, chosen) {}

  // True as long as a further line could tell more.
  Result<bool> Take(std::string_view body) {
    const JsonLineState state = line_.Parse(body);
    if (state == JsonLineState::kBlank) return true;
    if (std::exchange(first_line_, false) && state != JsonLineState::kObject) {
      if (Status opened = CheckOpening(body); !opened.ok()) return opened.error();
    }
    if (state != JsonLineState::kObject) return true;
    if (search_.objects() == 0) {
      if (Status free = CheckNamesAreFree(); !free.ok()) return free.error();
    }
    search_.Take(line_);
    return search_.objects() < kMostObjects && !search_.FoundAll();
  }

  const MemberSearch& search() const { return search_; }

 private:
  // A document begins with a list, or, laid out for people, with a bracket alone.
  Status CheckOpening(std::string_view body) const {
    constexpr size_t kMostBrackets = 20;
    const bool list = body[body.find_first_not_of(" \t\r")] == '[';
    const bool alone = body.find_first_not_of("[{ \t\r") == std::string_view::npos;
    if (!list && !alone) return Done{};
    return Error{.source = job_.file,
                 .message = fmt::format(
                     "begins with {}; JSON lines have a whole object in each "
                     "line, as `jq -c {}` writes them",
                     list ? std::string("a list")
                          : Quoted(Trimmed(body).substr(0, kMostBrackets)) + " alone on a line",
                     list ? "'.[]'" : ".")};
  }

  Status CheckNamesAreFree() const {
    if (job_.to != OutputFormat::kJsonl) return Done{};
    for (const ResultColumn column : job_.add) {
      const std::string name = job_.prefix + std::string(NameOf(column));
      if (!line_.HasMember(name)) continue;
      return Error{.source = job_.file,
                   .message = fmt::format("there is a member `{}` already; choose other names for "
                                          "the new members with --prefix",
                                          name)};
    }
    return Done{};
  }

  const RecordJob& job_;
  JsonLine line_;
  bool first_line_ = true;  // no line was seen that is not blank
  MemberSearch search_;
};

// True if it was all looked at.
Result<bool> TakeAll(std::string_view head, FirstObjects* objects) {
  MemorySource bytes(head);
  Framer framer(&bytes, {});
  Block block;
  while (true) {
    const Result<bool> filled = framer.Next(&block);
    if (!filled.ok()) return filled.error();
    if (!*filled) return true;
    for (const Record& record : block.records) {
      const Result<bool> more = objects->Take(block.Body(record));
      if (!more.ok() || !*more) return more;
    }
  }
}

}  // namespace

MemberSearch::MemberSearch(const RecordJob& job, bool chosen)
    : job_(job), chosen_(chosen), found_(job.text_members.size()) {}

void MemberSearch::Take(const JsonLine& object) {
  for (size_t i = 0; i < found_.size(); ++i) {
    found_[i] = found_[i] || object.HasValue(job_.text_members[i]);
  }
  ++objects_;
  for (std::string& name : object.Names(kMostNames)) {
    saw_members_ = true;
    if (names_.size() == kMostNames || name.size() > kLongestName) continue;
    if (known_.insert(name).second) names_.push_back(std::move(name));
  }
}

void MemberSearch::Take(const Block& block) {
  for (const Record& record : block.records) {
    if (FoundAll() || objects_ >= kMostObjects) return;
    if (record.piece != RecordPiece::kWhole) continue;
    if (line_.Parse(block.Body(record)) == JsonLineState::kObject) Take(line_);
  }
}

void MemberSearch::Take(const std::vector<bool>& found) {
  for (size_t i = 0; i < found_.size(); ++i) found_[i] = found_[i] || found[i];
}

bool MemberSearch::FoundAll() const {
  return std::find(found_.begin(), found_.end(), false) == found_.end();
}

std::optional<std::string> MemberSearch::MemberFor(size_t i) const {
  const std::string& wanted = job_.text_members[i];
  if (found_[i]) return wanted;
  const std::string folded = FoldedName(wanted);
  std::optional<std::string> only;
  for (const std::string& name : names_) {
    const bool matches = chosen_ ? FoldedName(name) == folded : IsUsualTextName(name);
    if (matches && only) return std::nullopt;
    if (matches) only = name;
  }
  return only;
}

Error MemberSearch::Missing(size_t i, bool whole) const {
  if (!chosen_) {
    return {.source = job_.file,
            .message = fmt::format("which member holds the text? Choose with --column; there "
                                   "are: {}",
                                   NameList(names_))};
  }
  Error error = NoSuchName("member", names_, job_.text_members[i]);
  if (whole) return error;
  error.message =
      fmt::format("in the first {} there is {}", Counted(objects_, "object"), error.message);
  return error;
}

Status MemberSearch::Check() const {
  if (!SawMembers() || FoundAll()) return Done{};
  const auto missing = std::find(found_.begin(), found_.end(), false) - found_.begin();
  return Missing(static_cast<size_t>(missing), true);
}

Result<std::vector<std::string>> FindTextMembers(PeekSource* source, bool is_file, bool chosen,
                                                 const RecordJob& job) {
  const Result<std::string_view> head = is_file ? source->Peek(kHead, kHead) : PeekLine(source);
  if (!head.ok()) return head.error();
  FirstObjects objects(job, chosen);
  const Result<bool> read = TakeAll(*head, &objects);
  if (!read.ok()) return read.error();
  const MemberSearch& search = objects.search();
  const bool whole = *read && head->size() < kHead && !source->failed();
  std::vector<std::string> members;
  for (size_t i = 0; i < job.text_members.size(); ++i) {
    // What one object tells of a stream, a later one may belie: there a name is what it says.
    const auto member = is_file ? search.MemberFor(i) : std::nullopt;
    if (!member && is_file && search.SawMembers()) return search.Missing(i, whole);
    members.push_back(member.value_or(job.text_members[i]));
  }
  return members;
}

}  // namespace cxo
