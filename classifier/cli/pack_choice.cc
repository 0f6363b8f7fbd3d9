// From --rules and --profile to a classifier.
#include "classifier/cli/pack_choice.h"

#include <utility>

#include <fmt/format.h>

namespace cxo {

LoadedPack ReadPack(const PackChoice& choice) {
  if (!choice.rules.empty()) return LoadPack(choice.rules, {}, choice.weights);
  return ParsePack(BuiltinPackFiles(), "built-in pack", {}, choice.weights);
}

void SayErrors(const Streams& streams, const std::vector<Error>& errors) {
  std::string words;
  for (const Error& error : errors) {
    // What has a place begins with it, as editors expect; the rest begins like every message.
    words += (error.line > 0 ? "" : "cxo: ") + Format(error) + "\n";
  }
  words += fmt::format("cxo: the rule pack is refused: {} error{}", errors.size(),
                       errors.size() == 1 ? "" : "s");
  streams.Say(words);
}

std::vector<Error> Located(const PackChoice& choice, std::vector<Error> errors) {
  if (choice.rules.empty()) return errors;
  const std::string folder = choice.rules.back() == '/' ? choice.rules : choice.rules + "/";
  for (Error& error : errors) {
    if (error.source.empty()) {
      error.source = choice.rules;
    } else if (!error.source.starts_with(folder)) {
      error.source = folder + error.source;
    }
  }
  return errors;
}

std::unique_ptr<const Classifier> MakeClassifier(const PackChoice& choice, const Streams& streams,
                                                 const std::function<void(Pack*)>& adjust) {
  LoadedPack loaded = ReadPack(choice);
  if (!loaded.pack) {
    SayErrors(streams, loaded.errors);
    return nullptr;
  }
  adjust(&*loaded.pack);
  BuiltClassifier built = BuildClassifier(
      *std::move(loaded.pack), {.profile = choice.profile, .reference = choice.reference});
  if (!built.classifier) SayErrors(streams, Located(choice, std::move(built.errors)));
  return std::move(built.classifier);
}

}  // namespace cxo
