// Which signals stand together in a clause: what two rules say side by side that neither says alone
// ("we make" beside "for clients" against "we make" beside "our brands").
//
// Each rule that is the first one of pairs has the set of its partners. A clause is a set too, so
// what they share are the pairs in it; and how many partners stand before one of them in their set
// tells which pair it is, so that none has to be looked up.
//
//   clause             {act.make, offer, trade.own}
//   partners(act.make) {kit, offer, stage.all}       begin at entry 40
//   shared             {offer}                       1 partner before it: entry 41
#pragma once

#include <bit>
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
    uint32_t first = 0;  // index into Pack::rules, less than that of the second
    uint32_t second = 0;

    auto operator<=>(const Pair&) const = default;
  };

  // None.
  SignalPairs() = default;
  // `pairs` are ascending, each once, of a pack with so many rules.
  SignalPairs(size_t rules, std::span<const Pair> pairs);

  bool empty() const { return first_entries_.empty(); }

  // True if the rule, one of those of the pack, is in a pair.
  bool Has(uint32_t rule) const { return !empty() && members_[rule]; }

  // Calls visit(entry, first, second) for each pair of which both rules are in the clause, whose
  // set this is (PlacedEvidence::RulesInClause): its place among all pairs, and its rules. Time is
  // linear in the rules of the clause that are in a pair, and in the pairs found.
  template <typename Visit>
  void VisitIn(std::span<const uint64_t> clause, Visit visit) const;

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, SignalPairs& pairs) {
    way(pairs.members_, pairs.firsts_, pairs.rows_, pairs.partners_, pairs.first_entries_);
  }

 private:
  // Of a rule's set of partners the words from the first that has any to the last.
  struct Row {
    uint32_t word = 0;   // the first of them, as words of a clause's set are numbered
    uint32_t begin = 0;  // where they are in partners_
    uint32_t end = 0;
  };

  RuleSet members_;  // of pairs
  RuleSet firsts_;
  std::vector<Row> rows_;  // by rule; nothing for one that is not the first of a pair
  std::vector<uint64_t> partners_;
  std::vector<uint32_t> first_entries_;  // by word of partners_: the entry of its first partner
};

template <typename Visit>
void SignalPairs::VisitIn(std::span<const uint64_t> clause, Visit visit) const {
  for (size_t f = firsts_.begin_word(); f < firsts_.end_word(); ++f) {
    const uint64_t firsts = firsts_.words()[f - firsts_.begin_word()] & clause[f];
    VisitBits(firsts, f, [&](uint32_t first) {
      const Row& row = rows_[first];
      for (uint32_t p = row.begin; p < row.end; ++p) {
        const uint32_t word = row.word + p - row.begin;
        VisitBits(partners_[p] & clause[word], word, [&](uint32_t second) {
          const uint64_t before = partners_[p] & ((uint64_t{1} << (second % 64)) - 1);
          visit(first_entries_[p] + static_cast<uint32_t>(std::popcount(before)), first, second);
        });
      }
    });
  }
}

}  // namespace cxo
