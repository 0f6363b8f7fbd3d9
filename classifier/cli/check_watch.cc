// Findings are the same if their file and words are: an edit further up moves their lines.
#include "classifier/cli/check_watch.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/multiset_difference.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/pack_findings.h"
#include "classifier/cli/watch.h"

namespace cxo {
namespace {

// What there is to say of a pack.
struct CheckAnswer {
  std::vector<Error> errors;  // the pack is refused; the rest says nothing then
  std::vector<Error> found;   // failed examples, then lints
  std::string summary;        // one line
};

CheckAnswer CheckPack(const CheckCommand& command) {
  const LoadedPack loaded = ReadPack(command.pack);
  if (!loaded.pack) return {.errors = loaded.errors};
  Findings findings = FindingsOf(*loaded.pack, command.pack);
  CheckAnswer answer{.errors = Located(command.pack, std::move(findings.errors)),
                     .summary = FindingsSummary(*loaded.pack, findings)};
  for (std::vector<Error>* found : {&findings.failures, &findings.lints}) {
    for (Error& one : Located(command.pack, std::move(*found))) {
      answer.found.push_back(std::move(one));
    }
  }
  return answer;
}

// `findings` without those that also stand in `others`, each as often as there.
std::vector<Error> Without(const std::vector<Error>& findings, const std::vector<Error>& others) {
  const auto identity = [](const Error& one) { return std::pair(one.source, one.message); };
  std::vector<Error> rest;
  for (const Error* one : MultisetDifference(findings, identity, others, identity)) {
    rest.push_back(*one);
  }
  return rest;
}

// A heading and the findings under it; nothing for none.
std::string Section(std::string_view heading, const std::vector<Error>& findings) {
  if (findings.empty()) return "";
  std::string text = fmt::format("{} ({})\n", heading, findings.size());
  for (const Error& finding : findings) text += Format(finding) + "\n";
  return text + "\n";
}

// Where they were no longer means anything.
std::string GoneSection(std::vector<Error> findings) {
  for (Error& finding : findings) {
    finding.line = 0;
    finding.excerpt.clear();
  }
  return Section("Gone", findings);
}

class CheckWatcher {
 public:
  CheckWatcher(const CheckCommand& command, const Streams& streams)
      : command_(command), streams_(streams) {}

  std::string Answer() {
    CheckAnswer now = CheckPack(command_);
    if (!now.errors.empty()) {
      SayErrors(streams_, now.errors);
      return RefusedAnswer(has_last_);
    }
    std::string text = has_last_ ? Changes(now) : Section("Found", now.found) + now.summary;
    last_ = std::move(now.found);
    has_last_ = true;
    return text;
  }

 private:
  std::string Changes(const CheckAnswer& now) const {
    const std::vector<Error> fresh = Without(now.found, last_);
    std::string text = Section("As before", Without(now.found, fresh)) +
                       GoneSection(Without(last_, now.found)) + Section("New", fresh);
    const bool same = fresh.empty() && last_.size() == now.found.size();
    return text + now.summary + (same ? "no finding changed\n" : "");
  }

  const CheckCommand& command_;
  const Streams& streams_;
  std::vector<Error> last_;  // of the last pack that was not refused
  bool has_last_ = false;
};

}  // namespace

int WatchCheck(const CheckCommand& command, const Streams& streams) {
  CheckWatcher watcher(command, streams);
  const WatchedPlaces places{.folders = {command.pack.rules}, .ending = ".toml"};
  return Watch(places, streams,
               [&](const std::vector<std::string>& /*saved*/) -> Result<std::string> {
                 return watcher.Answer();
               });
}

}  // namespace cxo
