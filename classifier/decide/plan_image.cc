// The members of a plan in order, behind what tells the pack that it belongs to.
#include "classifier/decide/plan_image.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "classifier/pack/image_codec.h"

namespace cxo {

template <typename Way>
void ImageMembers(Way& way, Plan::Step& step) {
  way(step.is_guard, step.index);
}

template <typename Way>
void ImageMembers(Way& way, Plan& plan) {
  way(plan.steps, plan.rule_programs, plan.guard_programs, plan.pattern_parts, plan.sets_aside,
      plan.guards_on_rule, plan.absorbed_by_rule, plan.wakes, plan.words, plan.subtypes);
}

namespace {

constexpr uint64_t kVersion = 0x0009'4E41'4C50'4F58;  // changes with members and TermNumber

// FNV-1a by eight bytes at a time.
uint64_t Mixed(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x100000001B3U; }
uint64_t Mixed(uint64_t hash, std::string_view text) {
  hash = Mixed(hash, text.size());
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), sizeof(uint64_t)))) {
    uint64_t value = 0;
    std::memcpy(&value, text.data(), std::min(text.size(), sizeof value));
    hash = Mixed(hash, value);
  }
  return hash;
}

// A profile changes a pack, and its digest stays: it takes rules away, or gives them other labels
// and facets. The digest proves the files; that two profiles of them are taken for one is left to
// 64 bits. Nothing is written down for it: each page of memory that a start does not touch counts.
uint64_t IdentityOf(const Pack& pack) {
  uint64_t hash = Mixed(0xCBF29CE484222325U, pack.digest);
  for (const uint64_t size : {uint64_t{pack.labels.size()}, uint64_t{pack.guards.size()},
                              uint64_t{pack.words.terms.all().size()},
                              uint64_t{pack.subtypes.words.terms.all().size()}}) {
    hash = Mixed(hash, size);
  }
  for (const Rule& rule : pack.rules) {
    hash = Mixed(Mixed(hash, rule.id), rule.facet);
    hash = Mixed(hash, static_cast<uint64_t>(rule.label));
  }
  return hash;
}

}  // namespace

std::string WritePlanImage(const Plan& plan) {
  ImageWriter writer;
  uint64_t version = kVersion;
  uint64_t identity = IdentityOf(*plan.pack);
  Plan copy = plan;  // members are listed for both ways, and reading changes them
  writer(version, identity, copy);
  return writer.Finish();
}

std::optional<Plan> ReadPlanImage(std::string_view image, const Pack& pack) {
  ImageReader reader(image);
  uint64_t version = 0;
  uint64_t identity = 0;
  reader(version, identity);
  if (version != kVersion || identity != IdentityOf(pack)) return std::nullopt;
  Plan plan;
  reader(plan);
  if (!reader.whole()) return std::nullopt;
  plan.pack = &pack;
  plan.facts = FactsOf(pack.rules);
  plan.words.LookInto(pack.words);
  plan.subtypes.LookInto(pack.subtypes.words);
  return plan;
}

}  // namespace cxo
