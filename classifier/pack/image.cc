// One list of members for each type, walked by a writer and by a reader alike, so that the two
// cannot disagree.
#include "classifier/pack/image.h"

#include <utility>

#include "classifier/pack/image_codec.h"

namespace cxo {
namespace {

constexpr uint64_t kVersion = 0x0008'4B43'4150'4F58;  // changes with members and TermNumber

}  // namespace

// Both ways: way(member...) for the members in order.
template <typename Way>
void ImageMembers(Way& way, Position& at) {
  way(at.file, at.line, at.column);
}
template <typename Way>
void ImageMembers(Way& way, PackFile& file) {
  way(file.name);
}
template <typename Way>
void ImageMembers(Way& way, Label& label) {
  way(label.name, label.title, label.subtypes);
}
template <typename Way>
void ImageMembers(Way& way, Pattern& pattern) {
  way(pattern.text, pattern.regex, pattern.is_phrase, pattern.role, pattern.owner, pattern.at);
}
template <typename Way>
void ImageMembers(Way& way, Example& example) {
  way(example.text, example.todo, example.label, example.profile, example.at);
}
template <typename Way>
void ImageMembers(Way& way, Condition& condition) {
  way(condition.op, condition.name, condition.measure, condition.compare, condition.number,
      condition.parts, condition.offset);
}
template <typename Way>
void ImageMembers(Way& way, Rule& rule) {
  way(rule.id, rule.composite, rule.label, rule.facet, rule.subtype, rule.weight, rule.heard_for,
      rule.in_words, rule.locked, rule.cap, rule.condition, rule.scope, rule.absorbs, rule.unless,
      rule.despite, rule.nests, rule.note, rule.hit, rule.miss, rule.at);
}
template <typename Way>
void ImageMembers(Way& way, Guard& guard) {
  way(guard.id, guard.scope, guard.words, guard.side, guard.effect, guard.factor, guard.affects,
      guard.condition, guard.note, guard.hit, guard.miss, guard.at);
}
template <typename Way>
void ImageMembers(Way& way, Decision& decision) {
  way(decision.bias, decision.threshold, decision.temperature, decision.slope, decision.intercept,
      decision.review_confidence, decision.review_margin, decision.review_known,
      decision.also_score, decision.stated);
}
template <typename Way>
void ImageMembers(Way& way, Profile::Change& change) {
  way(change.rule, change.label, change.facet, change.weight, change.off, change.at);
}
template <typename Way>
void ImageMembers(Way& way, Profile& profile) {
  way(profile.name, profile.note, profile.changes, profile.bias, profile.at);
}
template <typename Way>
void ImageMembers(Way& way, SignalPair& pair) {
  way(pair.first, pair.second);
}
template <typename Way>
void ImageMembers(Way& way, WordWeights& words) {
  way(words.terms, words.term_weights, words.signals, words.signal_weights, words.pairs,
      words.pair_weights);
}
template <typename Way>
void ImageMembers(Way& way, SubtypeWeights::Name& name) {
  way(name.label, name.subtype);
}
template <typename Way>
void ImageMembers(Way& way, SubtypeWeights& subtypes) {
  way(subtypes.names, subtypes.bias, subtypes.words);
}
template <typename Way>
void ImageMembers(Way& way, Pack& pack) {
  way(pack.name, pack.version, pack.licence, pack.note, pack.languages, pack.group, pack.labels,
      pack.rules, pack.guards, pack.patterns, pack.profiles, pack.examples, pack.decision,
      pack.words, pack.subtypes, pack.weights_corpus, pack.words_corpus, pack.digest, pack.files);
}

std::string WritePackImage(const Pack& pack) {
  ImageWriter writer;
  uint64_t version = kVersion;
  Pack copy = pack;  // members are listed for both ways, and reading changes them
  writer(version, copy);
  return writer.Finish();
}

Result<Pack> ReadPackImage(std::string_view image) {
  ImageReader reader(image);
  uint64_t version = 0;
  Pack pack;
  reader(version);
  if (version == kVersion) reader(pack);
  if (version == kVersion && reader.whole()) return pack;
  Error error;
  error.message = "this is not a pack image of this version of cxo, or not a whole one";
  return error;
}

}  // namespace cxo
