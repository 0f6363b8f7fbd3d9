// Building packs from tables and writing verdicts down.
#include "tests/pack_text.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace cxo {
namespace {

constexpr std::string_view kHead = R"([pack]
name = "test"
version = "1"
group = "CXO"

[[label]]
name = "NONE"
title = "none"

[[label]]
name = "CRO"
title = "research"
subtypes = ["discovery", "preclinical", "clinical"]

[[label]]
name = "CMO"
title = "manufacturing"

[[label]]
name = "CDMO"
title = "development and manufacturing"

[[label]]
name = "CSO"
title = "sales"
)";

bool NeedsExamples(std::string_view table) {
  const bool has_examples_key = table.starts_with("\n[[rule]]") ||
                                table.starts_with("\n[[composite]]") ||
                                table.starts_with("\n[[guard]]");
  return has_examples_key && table.find("\nhit =") == std::string_view::npos &&
         table.find("\nmiss =") == std::string_view::npos;
}

std::string WithDefaultExamples(std::string_view tables) {
  std::string padded = "\n" + std::string(tables);
  std::string_view rest = padded;
  std::string out;
  while (!rest.empty()) {
    const size_t size = std::min(rest.find("\n[", 1), rest.size());
    out += rest.substr(0, size);
    if (NeedsExamples(rest.substr(0, size))) out += "\nhit = [\"-\"]\nmiss = [\"-\"]";
    rest.remove_prefix(size);
  }
  return out.substr(1) + "\n";
}

std::string Number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  return buffer;
}

std::string Fate(const Pack& pack, const Verdict& verdict, const Evidence& one) {
  using State = Evidence::State;
  const auto evidence = [&] { return pack.rules[verdict.evidence[one.by].rule].id; };
  const auto guard = [&] { return pack.guards[one.by].id; };
  switch (one.state) {
    case State::kCounts: return "counts";
    case State::kFeeds: return "feeds";
    case State::kAbsorbed: return "absorbed by " + evidence();
    case State::kCapped: return "capped";
    case State::kShadowed: return "shadowed by " + evidence();
    case State::kBlocked: return "blocked by " + guard();
    case State::kFlipped: return "flipped by " + guard();
    case State::kUnmet: return "unmet";
  }
  return "?";
}

}  // namespace

std::vector<PackFile> PackFilesOf(std::string_view tables) {
  return {{"pack.toml", std::string(kHead)}, {"rules.toml", WithDefaultExamples(tables)}};
}

namespace {

Pack Parsed(std::vector<PackFile> files) {
  LoadedPack loaded = ParsePack(std::move(files), "");
  if (loaded.pack) return *std::move(loaded.pack);
  throw std::runtime_error(Formatted(loaded.errors));
}

std::unique_ptr<const Classifier> BuiltOf(Pack pack) {
  ClassifierOptions options;
  options.reference = true;
  BuiltClassifier built = BuildClassifier(std::move(pack), options);
  if (!built.errors.empty()) throw std::runtime_error(Formatted(built.errors));
  return std::move(built.classifier);
}

}  // namespace

Pack PackOf(std::string_view tables) { return Parsed(PackFilesOf(tables)); }

std::unique_ptr<const Classifier> ClassifierOf(std::string_view tables) {
  return BuiltOf(PackOf(tables));
}

std::unique_ptr<const Classifier> ClassifierOf(std::string_view tables, std::string_view words) {
  std::vector<PackFile> files = PackFilesOf(tables);
  files.push_back({"words.toml", std::string(words)});
  return BuiltOf(Parsed(std::move(files)));
}

std::string Fates(const Pack& pack, const Verdict& verdict) {
  std::string out;
  for (size_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    if (!out.empty()) out += ", ";
    out += pack.rules[one.rule].id + " " + Fate(pack, verdict, one);
    const auto weakenings = WeakeningsOf(verdict.weakenings, i);
    for (const Weakening& it : weakenings) {
      out += &it == weakenings.data() ? " at " + Number(one.weight) + " by " : " and ";
      out += pack.guards[it.guard].id;
    }
  }
  return out;
}

std::string FatesIn(const Classifier& classifier, std::string_view text) {
  Classifier::Session session(classifier);
  return Fates(classifier.pack(), session.Classify(text));
}

std::string WordsOf(std::string_view text, const Verdict& verdict) {
  std::string out;
  for (const Evidence& one : verdict.evidence) {
    if (!out.empty()) out += "|";
    out += text.substr(one.span.begin, one.span.size());
  }
  return out;
}

std::string Formatted(const std::vector<Error>& errors) {
  std::string out;
  for (const Error& error : errors) out += (out.empty() ? "" : "\n") + Format(error);
  return out;
}

}  // namespace cxo
