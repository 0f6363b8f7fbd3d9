// An explanation as one line of JSON.
#include <string>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/explanation.h"
#include "classifier/error/joined.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

std::string LabelOrNull(const Pack& pack, LabelIndex label) {
  return label == kSignal ? "null" : JsonString(pack.labels[static_cast<size_t>(label)].name);
}

std::string EvidenceJson(const Explanation& it, const Evidence& one) {
  const Rule& rule = it.pack->rules[one.rule];
  std::string out = fmt::format(
      R"({{"rule": {}, "label": {}, "state": "{}", "weight": {:.4f}, "begin": {}, "end": {})",
      JsonString(rule.id), LabelOrNull(*it.pack, one.label), StateWord(one.state), one.weight,
      one.span.begin, one.span.end);
  if (one.pattern != Evidence::kNobody) {
    out += fmt::format(R"(, "words": {}, "pattern": {})",
                       JsonString(it.text.substr(one.span.begin, one.span.size())),
                       JsonString(it.pack->patterns[one.pattern].text));
  }
  const std::string_view whom = ByWhom(*it.pack, it.verdict->evidence, one);
  if (!whom.empty()) out += fmt::format(R"(, "by": {})", JsonString(whom));
  const auto weakeners = Weakeners(*it.pack, it.verdict->evidence, it.verdict->weakenings, one);
  if (!weakeners.empty()) out += fmt::format(R"(, "weakened_by": {})", JsonStrings(weakeners));
  if (one.state == Evidence::State::kUnmet) {
    out += fmt::format(R"(, "needs": {})", JsonString(ToString(rule.condition)));
  }
  return out + "}";
}

std::string EvidenceList(const Explanation& it) {
  std::vector<std::string> items;
  for (const Evidence& one : it.verdict->evidence) items.push_back(EvidenceJson(it, one));
  return fmt::format("[{}]", Joined(items, ", "));
}

std::string AsideList(const Explanation& it) {
  std::vector<std::string> items;
  for (const Aside& one : it.verdict->asides) {
    items.push_back(fmt::format(R"({{"guard": {}, "begin": {}, "end": {}}})",
                                JsonString(it.pack->guards[one.guard].id), one.span.begin,
                                one.span.end));
  }
  return fmt::format("[{}]", Joined(items, ", "));
}

std::string PerLabel(const Explanation& it, const std::vector<double>& values) {
  std::vector<std::string> items;
  for (size_t i = 0; i < values.size(); ++i) {
    items.push_back(fmt::format("{}: {:.4f}", JsonString(it.pack->labels[i].name), values[i]));
  }
  return JsonObject(items);
}

// Members of an object: the words at `span`, and whether it is that the text begins with them.
std::string WordsAt(const Explanation& it, Span span, bool begins_text) {
  return fmt::format(R"("words": {}, "begin": {}, "end": {}{})",
                     JsonString(it.text.substr(span.begin, span.size())), span.begin, span.end,
                     begins_text ? R"(, "begins_text": true)" : "");
}

std::string ShareJson(const Explanation& it, const WordShare& share) {
  if (share.IsSignal()) {
    return fmt::format(
        R"({{"signal": {}, {}"set_aside": {}, "adds": {}}})",
        JsonString(it.pack->rules[share.rule].id),
        share.IsPair() ? fmt::format(R"("with": {}, )", JsonString(it.pack->rules[share.with].id))
                       : "",
        share.set_aside, PerLabel(it, share.adds));
  }
  return fmt::format(R"({{{}, "adds": {}}})", WordsAt(it, share.span, share.begins_text),
                     PerLabel(it, share.adds));
}

std::string Shares(const Explanation& it) {
  std::vector<std::string> items;
  for (const WordShare& share : it.shares) items.push_back(ShareJson(it, share));
  return fmt::format("[{}]", Joined(items, ", "));
}

std::string IgnoranceJson(const Explanation& it, const Ignorance& ignorance) {
  std::vector<std::string> items;
  for (const UnknownWord& word : ignorance.unknown) {
    items.push_back(fmt::format(R"({{"words": {}, "begin": {}, "end": {}, "meant": {}}})",
                                JsonString(it.text.substr(word.span.begin, word.span.size())),
                                word.span.begin, word.span.end,
                                word.meant.empty() ? "null" : JsonString(word.meant)));
  }
  return fmt::format(R"("known": {:.3f}, "unknown": [{}])", it.verdict->known, Joined(items, ", "));
}

std::string Also(const Explanation& it) {
  std::vector<std::string> items;
  for (const LabelIndex label : it.verdict->also) items.push_back(LabelOrNull(*it.pack, label));
  return fmt::format("[{}]", Joined(items, ", "));
}

std::string NearJson(const Explanation& it, const NearPhrase& near) {
  const Pattern& pattern = it.pack->patterns[near.pattern];
  std::string out = fmt::format(
      R"({{"rule": {}, "phrase": {}, "missing": {}, "weight": {:.4f}, "lead": {:.4f}, )"
      R"("closes": {})",
      JsonString(it.pack->rules[pattern.owner].id), JsonString(pattern.text),
      JsonStrings(near.missing), near.weight, near.lead, near.closes && !near.is_hindered());
  if (near.rule_alone) out += R"(, "rule_alone": true)";
  if (!near.is_hindered()) return out + "}";
  std::vector<std::string_view> guards;
  for (const uint32_t guard : near.guards) guards.emplace_back(it.pack->guards[guard].id);
  if (!guards.empty()) out += fmt::format(R"(, "without_guards": {})", JsonStrings(guards));
  if (near.unmet) {
    out += fmt::format(R"(, "if_met": {})",
                       JsonString(ToString(it.pack->rules[pattern.owner].condition)));
  }
  return out + fmt::format(R"(, "closes_then": {}}})", near.closes);
}

std::string ChangeJson(const Explanation& it, const EvidenceChange& change) {
  const bool of_guard = change.kind == EvidenceChange::Kind::kWithoutGuard;
  return fmt::format(
      R"({{"{}": {}, "evidence": {}, "change": "{}"}})", of_guard ? "guard" : "rule",
      JsonString(of_guard ? it.pack->guards[change.index].id : it.pack->rules[change.index].id),
      change.evidence, change.kind == EvidenceChange::Kind::kCount ? "restore" : "remove");
}

std::string AgainstJson(const Explanation& it, const WordAgainst& word) {
  return fmt::format(R"({{{}, "adds": {:.4f}}})", WordsAt(it, word.span, word.begins_text),
                     word.adds);
}

std::string WhyNotJson(const Explanation& it, const WhyNot& why) {
  std::string out =
      fmt::format(R"({{"label": {}, "given": {})", LabelOrNull(*it.pack, why.label), why.given);
  if (why.unread) out += R"(, "unread": true)";
  if (why.given || why.unread) return out + "}";
  std::vector<std::string> near;
  for (const NearPhrase& phrase : why.near) near.push_back(NearJson(it, phrase));
  std::vector<std::string> changes;
  for (const EvidenceChange& change : why.smallest) changes.push_back(ChangeJson(it, change));
  std::vector<std::string> against;
  for (const WordAgainst& word : why.against) against.push_back(AgainstJson(it, word));
  out += fmt::format(
      R"(, "gap": {:.4f}, "weight_needed": {:.2f}, "weight_needed_most": {:.2f}, "set_aside": [{}], "near": [{}], )",
      why.gap, why.weight_needed, why.weight_needed_most, Joined(why.set_aside, ", "),
      Joined(near, ", "));
  out +=
      fmt::format(R"("smallest_change": [{}], "rival": {}, "against": [{}])", Joined(changes, ", "),
                  LabelOrNull(*it.pack, why.rival), Joined(against, ", "));
  if (!against.empty()) out += fmt::format(R"(, "gap_without": {:.4f})", why.gap_without_words);
  return out + "}";
}

}  // namespace

std::string ExplanationJson(const Explanation& it) {
  const Verdict& verdict = *it.verdict;
  std::string out = fmt::format(
      R"({{"text": {}, "label": {}, "confidence": {:.3f}, "margin": {:.3f}, "runner_up": {}, )",
      JsonString(it.text), LabelOrNull(*it.pack, verdict.label), verdict.confidence, verdict.margin,
      LabelOrNull(*it.pack, verdict.runner_up));
  out += fmt::format(
      R"("subtype": {}, "also": {}, "review": {}, "status": {}, "abstained": {}, "scores": {}, )",
      JsonString(SubtypeText(*it.pack, verdict)), Also(it), JsonString(ToString(verdict.review)),
      JsonString(ToString(verdict.status)), verdict.abstained, PerLabel(it, verdict.scores));
  out += fmt::format(R"("evidence": {})", EvidenceList(it));
  if (!verdict.asides.empty()) out += fmt::format(R"(, "asides": {})", AsideList(it));
  if (it.ignorance) out += ", " + IgnoranceJson(it, *it.ignorance);
  if (!it.shares.empty()) {
    out +=
        fmt::format(R"(, "leaning": {}, "shares": {})", PerLabel(it, verdict.leaning), Shares(it));
  }
  if (it.why_not) out += fmt::format(R"(, "why_not": {})", WhyNotJson(it, *it.why_not));
  return out + "}\n";
}

}  // namespace cxo
