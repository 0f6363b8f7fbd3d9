// Which signals stand together in a clause: what two rules say side by side that neither says alone
// ("we make" beside "for clients" against "we make" beside "our brands").
//
// A clause has dozens of rules, so hundreds of pairs, of which few have weights. Each pair is kept
// at one of its rules, that which is in fewer of them: such a rule is mostly the rarer one, so that
// most pairs are looked at in few clauses.
//
//   pairs           act.make + offer, kit + offer, offer + stage.all
//   kept at         act.make: offer    kit: offer    stage.all: offer    (offer: none)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/decide/rule_set.h"

namespace cxo {

// The pairs of a pack's weights by its rules. Immutable; shared by any number of threads.
class SignalPairs {
 public:
  struct Pair {
    uint32_t first = 0;  // index into Pack::rules, as the second, which is another one
    uint32_t second = 0;
    uint32_t source = 0;  // for whoever made it
  };

  // None.
  SignalPairs() = default;
  // Of a pack with so many rules. No pair is there twice, in either order. Sorts `pairs`, each with
  // the rule first at which it is kept: that is their list.
  SignalPairs(size_t rules, std::vector<Pair> pairs);

  bool empty() const { return pairs_.empty(); }
  size_t size() const { return pairs_.size(); }

  // The pair at a place in the list.
  const Pair& operator[](uint32_t entry) const { return pairs_[entry]; }

  // True if the rule, one of those of the pack, is in a pair.
  bool Has(uint32_t rule) const { return !empty() && members_[rule]; }

  // Calls visit(entry) for each pair of which both rules are in `clause`, a set
  // (PlacedEvidence::RulesInClause): its place in the list, in no order. Time is linear in the
  // pairs that are kept at the rules of the clause.
  template <typename Visit>
  void VisitIn(std::span<const uint64_t> clause, Visit visit) const {
    for (size_t word = keepers_.begin_word(); word < keepers_.end_word(); ++word) {
      const uint64_t keepers = keepers_.words()[word - keepers_.begin_word()] & clause[word];
      VisitBits(keepers, word, [&](uint32_t keeper) {
        for (uint32_t entry = begins_[keeper]; entry < begins_[keeper + 1]; ++entry) {
          const Partner& partner = partners_[entry];
          if ((clause[partner.word] & partner.bit) != 0) visit(entry);
        }
      });
    }
  }

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, SignalPairs& pairs) {
    way(pairs.pairs_, pairs.members_, pairs.keepers_, pairs.begins_, pairs.partners_);
  }

 private:
  // Where a set has it.
  struct Partner {
    uint64_t bit = 0;
    uint64_t word = 0;
  };

  std::vector<Pair> pairs_;       // sorted
  RuleSet members_;               // of pairs
  RuleSet keepers_;               // at which pairs are kept
  std::vector<uint32_t> begins_;  // by rule and one more: of the pairs that it keeps
  std::vector<Partner> partners_;
};

}  // namespace cxo
