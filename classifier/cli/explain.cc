// Runs texts through one session and shows each verdict.
#include "classifier/cli/explain.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <system_error>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/explanation.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/decide/outcome.h"
#include "classifier/error/edit_distance.h"
#include "classifier/error/nearest.h"
#include "classifier/error/result.h"
#include "classifier/io/framer.h"
#include "classifier/io/input.h"
#include "classifier/pack/phrase_words.h"

namespace cxo {
namespace {

// Calls `use` with each line of standard input, until it fails, and `cut` before it with the number
// of a line that is too long: of that only the first piece is used.
Status ForEachLine(const InputOptions& options, const std::function<void(uint64_t)>& cut,
                   const std::function<Status(std::string_view)>& use) {
  Result<Input> input = OpenInput("-", options);
  if (!input.ok()) return input.error();
  Framer framer(input->source.get(), {});
  Block block;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok()) return more.error();
    if (!*more) return Done{};
    for (const Record& record : block.records) {
      const bool goes_on =
          record.piece == RecordPiece::kMiddle || record.piece == RecordPiece::kLast;
      if (goes_on) continue;
      if (record.piece == RecordPiece::kFirst) cut(block.LineOf(record));
      if (Status used = use(block.Body(record)); !used.ok()) return used;
    }
  }
}

// True if there is a file of this name, which looks like one: texts are words.
bool IsFile(const std::string& text) {
  std::error_code ignored;
  return text.find_first_of("./") != std::string::npos && text.find(' ') == std::string::npos &&
         std::filesystem::is_regular_file(text, ignored);
}

class Explainer {
 public:
  Explainer(const ExplainCommand& command, const Streams& streams, const Classifier& classifier,
            std::optional<LabelIndex> why_not)
      : command_(command),
        streams_(streams),
        classifier_(classifier),
        session_(classifier),
        why_not_(why_not) {}

  Status Explain(std::string_view text) {
    Explanation explanation{.pack = &classifier_.pack(), .text = text};
    explanation.verdict = &session_.Classify(text);
    explanation.shares = session_.Shares();
    if (IsGuess(classifier_.pack().decision, *explanation.verdict)) {
      explanation.ignorance = WhatIsNotKnown(text);
    }
    if (why_not_) explanation.why_not = session_.AskWhyNot(*why_not_);
    if (command_.json) return streams_.Print(ExplanationJson(explanation));
    const std::string between = first_ ? "" : "\n";
    first_ = false;
    return streams_.Print(between + ExplanationText(explanation, streams_.color()));
  }

 private:
  Ignorance WhatIsNotKnown(std::string_view text) {
    if (phrase_words_.empty()) phrase_words_ = PhraseWords(classifier_.pack());
    const KnownWords words = session_.Known();
    Ignorance ignorance{.known = words.known, .unknown = {}};
    for (const Span& span : words.unknown) ignorance.unknown.push_back({span, ""});
    // Each look-up goes through some thousand words; a long text is not misspelt but foreign.
    constexpr size_t kMostLookedUp = 20;
    for (size_t i = 0; i < std::min(words.unknown.size(), kMostLookedUp); ++i) {
      UnknownWord& word = ignorance.unknown[i];
      word.meant = Meant(text.substr(word.span.begin, word.span.size()));
    }
    return ignorance;
  }

  // Of a short word any other is near. A word may also stand in a phrase that the text lacks; then
  // it is meant as it is.
  std::string_view Meant(std::string_view word) const {
    constexpr size_t kShortest = 5;  // letters
    if (word.size() < kShortest) return {};
    const std::optional<size_t> nearest = NearestWithin(word, phrase_words_, 1);
    if (!nearest || EditDistance(word, phrase_words_[*nearest], 0) == 0) return {};
    return phrase_words_[*nearest];
  }

  const ExplainCommand& command_;
  const Streams& streams_;
  const Classifier& classifier_;
  Classifier::Session session_;
  std::optional<LabelIndex> why_not_;
  std::vector<std::string_view> phrase_words_;  // read when first asked for
  bool first_ = true;
};

}  // namespace

int RunExplain(const ExplainCommand& command, const Streams& streams) {
  const auto classifier = MakeClassifier(command.pack, streams);
  if (!classifier) return kExitPack;
  std::optional<LabelIndex> why_not;
  if (command.why_not) {
    const Result<LabelIndex> label = ReadTypedLabel(classifier->pack(), *command.why_not);
    if (!label.ok()) {
      streams.Say("cxo: " + Format({.source = "--why-not", .message = label.error().message}));
      return kExitUsage;
    }
    why_not = *label;
  }
  Explainer explainer(command, streams, *classifier, why_not);
  Status done = Done{};
  bool printing = false;
  const auto explain = [&](std::string_view text) {
    printing = true;
    Status printed = explainer.Explain(text);
    printing = !printed.ok();
    return printed;
  };
  const auto cut = [&](uint64_t line) {
    streams.Say(
        fmt::format("cxo: standard input:{}: longer than {} MiB; what is beyond is left out", line,
                    kMaxRecord >> 20));
  };
  const InputOptions lines{.wait_for_sample = false, .standard_input = streams.in()};
  for (size_t i = 0; i < command.texts.size() && done.ok(); ++i) {
    const std::string& text = command.texts[i];
    if (text != "-" && IsFile(text)) {
      streams.Say(fmt::format(
          "cxo: `{}` is taken for a text; what the file holds is explained by `cxo explain -`, "
          "with the file as standard input",
          Printable(text)));
    }
    if (text == "-") streams.NoteIfTyped("lines");
    done = text == "-" ? ForEachLine(lines, cut, explain) : explain(text);
  }
  if (done.ok()) return kExitDone;
  streams.Say("cxo: " + Format(done.error()));
  return printing ? kExitOutput : kExitInput;
}

}  // namespace cxo
