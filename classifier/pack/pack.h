// A rule pack as data: what the TOML files of one folder say, checked but not yet compiled.
// rules/README.md is the user's side of the same story. Nothing here matches or decides.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/condition.h"
#include "classifier/pack/word_weights.h"

namespace cxo {

// A place in a pack: file is an index into Pack::files; line and column count from 1 (bytes).
struct Position {
  uint32_t file = 0;
  uint32_t line = 0;
  uint32_t column = 0;
};

struct PackFile {
  std::string name;     // file name inside the pack's folder ("cmo.toml")
  std::string content;  // its bytes
};

// Index of a label in Pack::labels; kSignal for a rule that speaks for no label and only feeds
// conditions.
using LabelIndex = int;
inline constexpr LabelIndex kSignal = -1;
// Labels are in the order of pack.toml; the abstaining label (NONE) always comes first.
inline constexpr LabelIndex kNone = 0;

struct Label {
  std::string name;                   // "CRO"
  std::string title;                  // "contract research organisation"
  std::vector<std::string> subtypes;  // in the order in which they are printed
};

// What a pattern is there for.
enum class PatternRole : uint8_t { kEvidence, kCue, kPseudoCue, kTerminator };

// One phrase or regular expression; the unit of matching.
struct Pattern {
  std::string text;  // as written
  // Its meaning: an RE2 expression over the normal form, matched leftmost-longest.
  std::string regex;
  bool is_phrase = true;
  PatternRole role = PatternRole::kEvidence;
  uint32_t owner = 0;  // index into Pack::rules (kEvidence), else into Pack::guards
  Position at;
};

enum class Scope : uint8_t { kWords, kClause, kSentence, kText };

// An example text beside a rule, guard or pack.
struct Example {
  std::string text;
  bool todo = false;    // a known failure: reported when it starts to pass
  std::string label;    // of a pack example: the label that must come out
  std::string profile;  // under this profile; empty: of a pack example under the default one, of
                        // others under every one
  Position at;
};

// A rule (patterns, and possibly a condition that they need) or a composite (a condition alone).
// Both yield evidence: for a label, or as a signal for other conditions.
struct Rule {
  std::string id;
  bool composite = false;
  LabelIndex label = kSignal;
  std::string facet;    // "clinical" of "CRO.clinical"; may be empty
  std::string subtype;  // one or more of the label's subtypes, joined by "+"; may be empty
  double weight = 1.0;  // in units of log-odds; negative speaks against the label
  // The label for which words.toml has heard the rule, kSignal if it has not; and how much of the
  // written weight it says in words where the rule speaks for that label (TurnedDown).
  LabelIndex heard_for = kSignal;
  double in_words = 0.0;
  bool locked = false;               // a fit leaves the weight alone
  uint32_t cap = 1;                  // how many times the evidence counts in one text
  Condition condition;               // `needs` of a rule, `when` of a composite
  Scope scope = Scope::kClause;      // where the condition must hold
  std::vector<std::string> absorbs;  // names whose evidence in scope this composite takes over
  std::vector<std::string> unless;  // ids of guards that bear on this rule besides the general ones
  std::vector<std::string> despite;  // ids of guards that do not
  bool nests = true;                 // takes part in "the longest match wins"; signals never do
  std::string note;
  std::vector<Example> hit;   // texts in which the rule must give evidence that counts
  std::vector<Example> miss;  // texts in which it must not
  Position at;
};

// A cue that switches evidence off, turns it over into evidence for NONE, or weakens it, in a scope
// around the cue; or sets its whole sentence aside, or itself alone, as if the text did not have
// it.
struct Guard {
  enum class Effect : uint8_t { kBlock, kFlip, kScale, kAside };  // kBlock is stronger than kFlip
  enum class Side : uint8_t { kBoth, kAfter, kBefore };

  std::string id;
  Scope scope = Scope::kClause;
  uint32_t words = 0;  // of Scope::kWords; 0 for a cue that is set aside alone
  Side side = Side::kBoth;
  Effect effect = Effect::kBlock;
  double factor = 0.0;               // of kScale: the weight is multiplied by it, 0 to 1
  std::vector<std::string> affects;  // names of evidence; "*" is every rule of a label but NONE
  Condition condition;               // `needs`: the guard is on only where this holds (whole text)
  std::string note;
  std::vector<Example> hit;   // texts in which the guard must switch something
  std::vector<Example> miss;  // texts in which it must not
  Position at;
};

// How scores become a label. All scores are log-odds; the formulas are in
// classifier/decide/outcome.h.
struct Decision {
  std::vector<double> bias;       // per label
  std::vector<double> threshold;  // per label: the score below which the text abstains into NONE
  double temperature = 1.0;       // scores are divided by it before they become probabilities
  double slope = 1.0;             // confidence = logistic(slope * logit(p) + intercept)
  double intercept = 0.0;
  double review_confidence = 0.0;  // below: the row is flagged for review
  double review_margin = 0.0;
  double review_known = 0.0;  // share of known words below which a label is a guess; 0: none is
  double also_score = 1.0;    // a further label is named from this much own evidence on
  bool stated = false;        // the pack has a [decision]
};

// A named set of changes to the pack.
struct Profile {
  struct Change {
    std::string rule;
    std::optional<LabelIndex> label;  // with `facet`
    std::string facet;
    std::optional<double> weight;
    bool off = false;
    Position at;
  };
  std::string name;
  std::string note;
  std::vector<Change> changes;
  std::map<LabelIndex, double> bias;
  Position at;
};

struct Pack {
  std::string name;
  std::string version;
  std::string licence;
  std::string note;
  std::vector<std::string> languages;
  std::string group;          // the name of all labels but NONE together ("CXO")
  std::vector<Label> labels;  // labels[kNone] first
  std::vector<Rule> rules;    // sorted by id, composites among them
  std::vector<Guard> guards;  // sorted by id
  std::vector<Pattern> patterns;
  std::vector<Profile> profiles;  // the first is the default
  std::vector<Example> examples;
  Decision decision;
  WordWeights words;           // of words.toml; empty without one
  SubtypeWeights subtypes;     // likewise
  std::string weights_corpus;  // digest of the corpus that weights.toml was fitted on; may be empty
  std::string words_corpus;    // likewise of words.toml; of all in turn, if they were adapted
  std::string digest;          // SHA-256 of the content, 64 hexadecimal digits
  std::vector<PackFile> files;
};

// True if `digest` is one of those that `corpus`, the digests of what was fitted on, names.
bool WasFittedOn(std::string_view corpus, std::string_view digest);

// Takes away all examples and gives their memory back: nobody who only decides asks for them.
void DropExamples(Pack* pack);

// Gives a rule a weight that stands above that of its file, and counts as it is.
void SetWeight(double weight, Rule* rule);

// What words.toml has taken from a rule's written weight, 0 if nothing.
inline double TurnedDown(const Rule& rule) {
  return rule.label == rule.heard_for ? rule.in_words : 0.0;
}

// A rule's weight before words.toml turned it down.
inline double WrittenWeight(const Rule& rule) { return rule.weight + TurnedDown(rule); }

// Whether words.toml has heard the rule for another label, so that it counts in full.
inline bool IsHeardForOther(const Rule& rule) {
  return rule.heard_for != kSignal && rule.heard_for != rule.label;
}

// Index of the label named `name`, if there is one.
std::optional<LabelIndex> FindLabel(const Pack& pack, std::string_view name);

// The same for a name as people type it: case does not matter, since labels are in upper case.
std::optional<LabelIndex> FindTypedLabel(const Pack& pack, std::string_view name);

// The same, or an error that names the nearest label, or all labels if none is near. The error has
// no source: who asks knows where the name stands.
Result<LabelIndex> ReadTypedLabel(const Pack& pack, std::string_view name);

// Index into pack.rules of the rule with this id, if there is one. O(log n).
std::optional<uint32_t> FindRule(const Pack& pack, std::string_view id);

// Index into pack.guards of the guard with this id, if there is one. O(log n).
std::optional<uint32_t> FindGuard(const Pack& pack, std::string_view id);

// Index into pack.profiles; the default profile for an empty name.
std::optional<uint32_t> FindProfile(const Pack& pack, std::string_view name);

// The name of the profile that is in force where `name` was chosen: that of the default profile for
// an empty name. `name` itself where the pack has no such profile.
std::string ProfileInForce(const Pack& pack, std::string_view name);

// The rules that a name stands for, as sorted indexes into pack.rules: a rule id; an id prefix that
// ends in ".*"; a label ("CRO"); a facet ("CRO.clinical"); the group ("CXO": every rule of a label
// but NONE; "*" says the same). Empty if the name stands for nothing.
std::vector<uint32_t> ResolveName(const Pack& pack, std::string_view name);

// Whether a guard whose `affects` has `name` bears on `rule`, one of those that the name stands
// for: "*", labels and prefixes mean rules with patterns. The parts of a composite are guarded, so
// the composite itself is touched only where its id is named.
inline bool IsAffectedAs(const Rule& rule, std::string_view name) {
  return !rule.composite || rule.id == name;
}

// `pack` with the changes of profile `name` made (the default profile for an empty name; a pack
// without profiles is left as it is). Rules that are off are gone, with their patterns, and
// examples of rules and guards that hold under another profile alone; biases take the place of
// those of [decision] and weights.toml; a rule that changes its label loses its subtype, and as a
// signal it says for the new label what it said for the one for which it was heard; it is turned
// down if the new label is that one, and counts in full if not. Fails on a name that the pack does
// not know, with the names that it does.
Result<Pack> ApplyProfile(Pack pack, std::string_view name);

// An error at a place of the pack: file name, line, column, and the line as excerpt if the place is
// in what can be shown of it. `width` is in bytes. Takes time by the size of the file.
Error ErrorAt(const Pack& pack, const Position& at, std::string message, uint32_t width = 1);

}  // namespace cxo
