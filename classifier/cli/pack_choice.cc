// From --rules and --profile to a classifier.
#include "classifier/cli/pack_choice.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include <fmt/core.h>
#include <malloc.h>

#include "classifier/builtin/builtin_pack.h"
#include "classifier/builtin/rule_files.h"
#include "classifier/error/counted.h"
#include "classifier/error/whole_file.h"
#include "classifier/match/regex.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/folder.h"

namespace cxo {
namespace {

constexpr const char* kBuiltin = "built-in pack";

// The chosen pack with the chosen weights in place of its own, or without its words. Errors in
// weights are shown at their own file.
LoadedPack ReadWithWeights(const PackChoice& choice) {
  const PackLimits limits;
  ReadFolder read = choice.rules.empty() ? ReadFolder{BuiltinRuleFiles(), {}}
                                         : ReadPackFolder(choice.rules, limits);
  const bool own_weights = choice.weights == WeightsChoice{};
  std::erase_if(read.files, [&](const PackFile& file) {
    return (file.name == kWeightsFile && !own_weights) ||
           (file.name == kWordsFile && choice.without_words);
  });
  const std::optional<std::string> other = OtherFile(choice.weights);
  if (other) {
    Result<std::string> weights = ReadWholeFile(*other, limits.file_bytes);
    if (weights.ok()) {
      read.files.push_back({std::string(kWeightsFile), std::move(weights).value()});
    } else {
      read.errors.push_back(weights.error());
    }
  }
  if (!read.errors.empty()) return {std::nullopt, std::move(read.errors)};
  const std::string source = choice.rules.empty() ? kBuiltin : choice.rules;
  LoadedPack loaded = ParsePack(std::move(read.files), source, limits);
  const std::string own =
      fmt::format("{}{}{}", source, source.back() == '/' ? "" : "/", kWeightsFile);
  for (Error& error : loaded.errors) {
    if (other && error.source == own) error.source = *other;
  }
  return loaded;
}

LoadedPack ReadAsChosen(const PackChoice& choice) {
  if (choice.weights != WeightsChoice{} || choice.without_words) return ReadWithWeights(choice);
  if (!choice.rules.empty()) return LoadPack(choice.rules);
  return BuiltinPack();
}

// Errors as a pack that is read sorts them.
bool StandsBefore(const Error& a, const Error& b) {
  return std::tie(a.source, a.line, a.column) < std::tie(b.source, b.line, b.column);
}

}  // namespace

LoadedPack ReadPack(const PackChoice& choice) {
  LoadedPack loaded = ReadAsChosen(choice);
  if (loaded.pack) return loaded;
  // A pack without faults is compiled, and told then; of any other all is told at once: among what
  // has a place, behind what is of the whole pack and before how many more there are.
  std::vector<Error> regexes = Located(choice, CheckRegexes(loaded.refused, {}));
  if (regexes.empty()) return loaded;
  std::vector<Error>& errors = loaded.errors;
  const auto has_place = [](const Error& error) { return error.line > 0; };
  const auto first = std::find_if(errors.begin(), errors.end(), has_place) - errors.begin();
  const auto last = std::find_if_not(errors.begin() + first, errors.end(), has_place);
  const auto end = errors.insert(last, std::make_move_iterator(regexes.begin()),
                                 std::make_move_iterator(regexes.end())) +
                   static_cast<std::ptrdiff_t>(regexes.size());
  std::stable_sort(errors.begin() + first, end, StandsBefore);
  return loaded;
}

void SayErrors(const Streams& streams, const std::vector<Error>& errors, std::string_view name,
               size_t at_most) {
  std::string words;
  const size_t said = std::min(errors.size(), at_most);
  for (const Error& error : std::span(errors).first(said)) {
    // What has a place begins with it, as editors expect; the rest begins like every message.
    words += (error.line > 0 ? "" : "cxo: ") + Format(error) + "\n";
  }
  if (said < errors.size()) {
    words += fmt::format("cxo: and {} more; `cxo check` shows all\n", errors.size() - said);
  }
  words += fmt::format("cxo: the {} pack is refused: {}", name, Counted(errors.size(), "error"));
  streams.Say(words);
}

std::string FolderOf(const PackChoice& choice) {
  const bool complete = choice.rules.empty() || choice.rules.back() == '/';
  return choice.rules + (complete ? "" : "/");
}

std::vector<Error> Located(const PackChoice& choice, std::vector<Error> errors) {
  if (choice.rules.empty()) return errors;
  const std::string folder = FolderOf(choice);
  for (Error& error : errors) {
    if (error.source.empty()) {
      error.source = choice.rules;
    } else if (!error.source.starts_with(folder)) {
      error.source = folder + error.source;
    }
  }
  return errors;
}

namespace {

// A pack with one mistake in every rule is no reason to scroll the first of them away.
constexpr size_t kFirstErrors = 20;

std::unique_ptr<const Classifier> MakeClassifierOf(LoadedPack loaded, const PackChoice& choice,
                                                   const Streams& streams,
                                                   const std::function<void(Pack*)>& adjust) {
  if (!loaded.pack) {
    SayErrors(streams, loaded.errors, choice.name, kFirstErrors);
    return nullptr;
  }
  adjust(&*loaded.pack);
  BuiltClassifier built =
      BuildClassifier(*std::move(loaded.pack), {.profile = choice.profile,
                                                .reference = choice.reference,
                                                .compiled_patterns = BuiltinPatterns()});
  if (!built.classifier) {
    SayErrors(streams, Located(choice, std::move(built.errors)), choice.name, kFirstErrors);
  }
  return std::move(built.classifier);
}

// The built-in pack as it is; null if it was bad.
std::unique_ptr<const Classifier> ReadBuiltinClassifier(const std::function<void(Pack*)>& adjust) {
  std::optional<Pack> pack = LeanBuiltinPack();
  if (!pack) return nullptr;
  adjust(&*pack);
  return Classifier::Read(*std::move(pack), BuiltinPatterns(), BuiltinPlan());
}

// Leaves of a pack that was read what deciding needs, in one place. What reading took and gave back
// lies in pieces between what stays; the matcher's tables do not fit in there and would come on top
// of it: 10,000 rules take 38 MB so, and 44 without.
void MakeLean(Pack* pack) {
  DropExamples(pack);
  *pack = Pack(*pack);
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace

std::unique_ptr<const Classifier> MakeClassifier(const PackChoice& choice, const Streams& streams,
                                                 const std::function<void(Pack*)>& adjust) {
  return MakeClassifierOf(ReadPack(choice), choice, streams, adjust);
}

std::unique_ptr<const Classifier> MakeDecidingClassifier(const PackChoice& choice,
                                                         const Streams& streams,
                                                         const std::function<void(Pack*)>& adjust) {
  const bool is_builtin = choice.rules.empty() && choice.weights == WeightsChoice{} &&
                          choice.profile.empty() && !choice.without_words && !choice.reference;
  if (is_builtin) {
    if (auto classifier = ReadBuiltinClassifier(adjust)) return classifier;
  }
  LoadedPack loaded = ReadPack(choice);
  if (loaded.pack) MakeLean(&*loaded.pack);
  return MakeClassifierOf(std::move(loaded), choice, streams, adjust);
}

}  // namespace cxo
