// A pack while it is read: rules before they are sorted, and the names whose meaning can only be
// looked up when everything has been read. Not for other folders.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/faults.h"
#include "classifier/pack/keys.h"
#include "classifier/pack/limits.h"
#include "classifier/pack/pack.h"
#include "classifier/pack/toml_value.h"
#include "classifier/pack/word_list.h"

namespace cxo {

// A name that must turn out to mean something.
struct Reference {
  enum class Kind : uint8_t {
    kEvidence,  // what ResolveName understands
    kGuard,     // a guard id
    kRule,      // a rule or composite id
    kProfile,   // the name of a profile
  };
  Kind kind = Kind::kEvidence;
  std::string name;
  Place place;                   // of the key or string that it is or stands in
  std::optional<size_t> offset;  // of a name inside a condition: the byte of the string
};

struct DraftRule {
  Rule rule;
  std::vector<Pattern> patterns;
  Place condition_place;
};

struct DraftGuard {
  Guard guard;
  std::vector<Pattern> patterns;
  Place condition_place;
};

// Not copied or moved: faults point into it.
struct Draft {
  Draft(std::vector<PackFile> pack_files, const std::string& source, const PackLimits& pack_limits);
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() = default;

  // Checks a table's keys and adds their faults.
  void Check(const TomlValue& table, std::string_view where, const std::vector<Key>& keys);

  // Adds `error`, whose column is 1 + an offset within the string `value`.
  void AddInString(const TomlValue& value, const Error& error);

  // Notes that a file could not be parsed: what it would have defined is not missed. `content` must
  // outlive the draft. More than 1 MiB of such files together may define anything, for a broken
  // pack is to be refused at once.
  void AddUnread(std::string_view content);

  // True if every file could be parsed: a name that is not found does not exist.
  bool complete() const { return complete_; }

  // Whether a file that could not be parsed may define `name`, since it stands in it.
  bool MayBeDefined(std::string_view name) const;

  // Whether to look among `names` names for the one that was meant by one that means nothing. Each
  // look compares them all, and a hostile pack has a hundred thousand of both: true as long as
  // faults are kept, for 200,000 comparisons of the whole pack, which it counts.
  bool MaySuggest(size_t names);

  // The place of a reference. Worked out only for a fault: it means reading the string again.
  Place PlaceOf(const Reference& reference) const;

  std::string_view ContentOf(const Place& place) const { return pack.files[place.at.file].content; }

  Pack pack;
  const PackLimits& limits;
  Faults faults;
  std::vector<DraftRule> rules;
  std::vector<DraftGuard> guards;
  WordLists lists;
  size_t expression_bytes = 0;   // of all expressions that ReadPhrases and ReadRegex have read
  bool has_all_patterns = true;  // false once these are more than the limit, which is a fault then
  std::map<std::string, Place, std::less<>> ids;  // of rules, composites and guards
  std::vector<Reference> references;
  std::optional<Place> head;                   // of [pack]
  std::optional<Place> decision;               // of [decision]
  std::vector<Place> labels;                   // in the order of pack.labels
  const TomlValue* group = nullptr;            // of [pack]
  const TomlValue* default_profile = nullptr;  // of [pack]

 private:
  bool complete_ = true;
  std::set<std::string_view> unread_;  // what may be names in files that could not be parsed
  size_t unread_bytes_ = 0;            // of these files
  size_t comparisons_left_ = 200'000;
};

// Each reads one table into the draft; `where` is how the table is written.
void ReadHead(const TomlValue& table, Draft* draft);
void ReadLabel(const TomlValue& table, Draft* draft);
void ReadList(const TomlValue& table, Draft* draft);

// When all lists have been read: words that are at fault give way to others, so that no phrase that
// uses their list is at fault for them. Circles are no fault of one word: whatever runs into one is
// at fault. Adds no fault itself, and counts nothing: CheckList reads the words once more. Stops
// early where they are more than a pack may have, so that CheckList refuses it.
void SettleLists(Draft* draft);
void CheckList(const TomlValue& table, Draft* draft);  // when lists are settled
void ReadRule(const TomlValue& table, Draft* draft);
void ReadComposite(const TomlValue& table, Draft* draft);
void ReadGuard(const TomlValue& table, Draft* draft);
void ReadDecision(const TomlValue& table, Draft* draft);
void ReadProfile(const TomlEntry& entry, Draft* draft);
void ReadExample(const TomlValue& table, Draft* draft);

// The whole of weights.toml. Rules must have been sorted into draft->pack.
void ReadWeights(const TomlValue& root, Draft* draft);

// The whole of words.toml.
void ReadWords(const TomlValue& root, Draft* draft);

// The part of a decision that a fit may write as well, and its keys.
inline constexpr double kLeastTemperature = 0.001;  // below, any difference would be certainty
inline constexpr Key kFittedTemperature = {"temperature", Key::Kind::kNumber, false,
                                           kLeastTemperature, kMostLogOdds};
inline constexpr Key kFittedBias = {"bias", Key::Kind::kNumbers, false, -kMostLogOdds,
                                    kMostLogOdds};
inline constexpr Key kFittedThreshold = {"threshold", Key::Kind::kNumbers, false, -kMostLogOdds,
                                         kMostLogOdds};
inline constexpr Key kFittedCalibration = {"calibration", Key::Kind::kTable};
void ReadFitted(const TomlValue& table, Draft* draft);

// Pieces that rules, composites and guards share.
std::string ReadId(const TomlValue& table, Draft* draft);

// The scope called "clause", "sentence" or "text", which rules and guards have alike.
std::optional<Scope> ScopeNamed(std::string_view name);
void ReadExamples(const TomlValue& table, std::string_view where, std::vector<Example>* hit,
                  std::vector<Example>* miss, Draft* draft);
Condition ReadCondition(const TomlValue& table, std::string_view key, Place* place, Draft* draft);
std::vector<std::string> ReadReferences(const TomlValue& table, std::string_view key,
                                        Reference::Kind kind, Draft* draft);

// Lists that `phrase` names and that a file that could not be parsed may define get their own name
// for a word, so that nothing is said against the phrase for them.
void AssumeLists(std::string_view phrase, Draft* draft);

// The expression of a phrase, whose bytes are added to *bytes. A phrase that fails though its lists
// are there counts as the longest one that may be: it has cost as much.
Result<std::string> CountedExpression(std::string_view phrase, const Draft& draft, size_t* bytes);

// Each phrase of the list of strings `key`, or `regex`. Once the expressions of the pack are longer
// than it may have, which is said once, no more are read.
std::vector<Pattern> ReadPhrases(const TomlValue& table, std::string_view key, PatternRole role,
                                 Draft* draft);
std::vector<Pattern> ReadRegex(const TomlValue& table, PatternRole role, Draft* draft);
void RequirePattern(const TomlValue& table, std::string_view where, Draft* draft);

// A label and facet as in "CRO.clinical"; adds a fault and returns nothing if there is no such
// label.
struct Facet {
  LabelIndex label = kSignal;
  std::string facet;
};
std::optional<Facet> ReadFacet(const TomlValue& value, Draft* draft);

// The label that a key or string names; adds a fault and returns nothing if there is none.
std::optional<LabelIndex> ReadLabelName(std::string_view name, const Place& place, Draft* draft);

// Moves the rules, guards and patterns of the draft into its pack, sorted by id.
void SortIntoPack(Draft* draft);

// Adds a fault for every reference that means nothing.
void CheckReferences(Draft* draft);

// Adds faults for what is wrong with the pack as a whole.
void CheckWhole(Draft* draft);

}  // namespace cxo
