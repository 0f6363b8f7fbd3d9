// The members of a plan in order, behind what tells the pack that it belongs to.
#include "classifier/decide/plan_image.h"

#include <cstdint>

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

constexpr uint64_t kVersion = 0x0007'4E41'4C50'4F58;  // changes with members and TermNumber

// A profile changes a pack, and its digest stays: it takes rules away, or gives them other labels
// and facets.
std::string IdentityOf(const Pack& pack) {
  ImageWriter writer;
  uint64_t sizes[] = {pack.labels.size(), pack.guards.size(), pack.words.terms.all().size(),
                      pack.subtypes.words.terms.all().size()};
  std::string digest = pack.digest;
  for (uint64_t& size : sizes) writer(size);
  writer(digest);
  for (const Rule& rule : pack.rules) {
    std::string names = rule.id + ' ' + rule.facet;
    LabelIndex label = rule.label;
    writer(names, label);
  }
  return writer.Finish();
}

}  // namespace

std::string WritePlanImage(const Plan& plan) {
  ImageWriter writer;
  uint64_t version = kVersion;
  std::string identity = IdentityOf(*plan.pack);
  Plan copy = plan;  // members are listed for both ways, and reading changes them
  writer(version, identity, copy);
  return writer.Finish();
}

std::optional<Plan> ReadPlanImage(std::string_view image, const Pack& pack) {
  ImageReader reader(image);
  uint64_t version = 0;
  std::string identity;
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
