// Runs texts through one session and shows each verdict.
#include "classifier/cli/explain.h"

#include <functional>
#include <memory>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/explanation.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/io/framer.h"
#include "classifier/io/input.h"

namespace cxo {
namespace {

// Calls `use` with each line of standard input, until it fails.
Status ForEachLine(const InputOptions& options,
                   const std::function<Status(std::string_view)>& use) {
  Result<Input> input = OpenInput("-", options);
  if (!input.ok()) return input.error();
  Framer framer(input->source.get(), {});
  Block block;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok()) return more.error();
    if (!*more || options.interrupt->raised()) return Done{};
    for (const Record& record : block.records) {
      if (Status used = use(block.Body(record)); !used.ok()) return used;
    }
  }
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
    if (why_not_) explanation.why_not = session_.AskWhyNot(*why_not_);
    if (command_.json) return streams_.Print(ExplanationJson(explanation));
    const std::string between = first_ ? "" : "\n";
    first_ = false;
    return streams_.Print(between + ExplanationText(explanation, streams_.color()));
  }

 private:
  const ExplainCommand& command_;
  const Streams& streams_;
  const Classifier& classifier_;
  Classifier::Session session_;
  std::optional<LabelIndex> why_not_;
  bool first_ = true;
};

}  // namespace

int RunExplain(const ExplainCommand& command, const Streams& streams, Interrupt* interrupt) {
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
  const InputOptions lines{
      .wait_for_sample = false, .standard_input = streams.in(), .interrupt = interrupt};
  for (size_t i = 0; i < command.texts.size() && done.ok(); ++i) {
    const std::string& text = command.texts[i];
    done = text == "-" ? ForEachLine(lines, explain) : explain(text);
  }
  if (done.ok() && interrupt->raised()) return kExitSignal + interrupt->signal();
  if (done.ok()) return kExitDone;
  streams.Say("cxo: " + Format(done.error()));
  return printing ? kExitOutput : kExitInput;
}

}  // namespace cxo
