// Hands each command to its file.
#include "classifier/cli/program.h"

#include <csignal>
#include <new>

#include <fmt/core.h>

#include "classifier/cli/check.h"
#include "classifier/cli/classify.h"
#include "classifier/cli/compare.h"
#include "classifier/cli/eval.h"
#include "classifier/cli/exit_code.h"
#include "classifier/cli/explain.h"
#include "classifier/cli/options.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/rules.h"
#include "classifier/cli/suggest.h"
#include "classifier/cli/tune.h"
#include "classifier/version.h"

namespace cxo {
namespace {

int PrintOrFail(const Streams& streams, const std::string& text) {
  const Status printed = streams.Print(text);
  if (printed.ok()) return kExitDone;
  streams.Say("cxo: " + Format(printed.error()));
  return kExitOutput;
}

int RunVersion(const VersionCommand& command, const Streams& streams) {
  const LoadedPack loaded = ReadPack(command.pack);
  std::string text = fmt::format("cxo {}\n", kVersion);
  if (loaded.pack) {
    text += fmt::format("{} {} sha256:{}\n", Printable(loaded.pack->name),
                        Printable(loaded.pack->version), loaded.pack->digest);
  }
  const int code = PrintOrFail(streams, text);
  if (loaded.pack || code != kExitDone) return code;
  SayErrors(streams, loaded.errors);
  return kExitPack;
}

class Dispatch {
 public:
  Dispatch(const Streams& streams, Interrupt* interrupt)
      : streams_(streams), interrupt_(interrupt) {}

  int operator()(const ClassifyCommand& command) const {
    return RunClassify(command, streams_, interrupt_);
  }
  int operator()(const ExplainCommand& command) const { return RunExplain(command, streams_); }
  int operator()(const CheckCommand& command) const { return RunCheck(command, streams_); }
  int operator()(const EvalCommand& command) const { return RunEval(command, streams_); }
  int operator()(const TuneCommand& command) const { return RunTune(command, streams_); }
  int operator()(const CompareCommand& command) const { return RunCompare(command, streams_); }
  int operator()(const SuggestCommand& command) const { return RunSuggest(command, streams_); }
  int operator()(const RulesCommand& command) const { return RunRules(command, streams_); }
  int operator()(const HelpCommand& command) const {
    return PrintOrFail(streams_, HelpText(command.topic).value());
  }
  int operator()(const VersionCommand& command) const { return RunVersion(command, streams_); }

 private:
  const Streams& streams_;
  Interrupt* interrupt_;
};

}  // namespace

int RunProgram(const std::vector<std::string>& words, const Streams& streams,
               Interrupt* interrupt) try {
  const Result<Command> command = ParseCommandLine(words);
  if (!command.ok()) {
    streams.Say(fmt::format("cxo: {}\n{}", Format(command.error()), Advice(words)));
    return kExitUsage;
  }
  const int code = std::visit(Dispatch(streams, interrupt), *command);
  // A closed pipe is no fault of the work; what went wrong besides counts for more.
  const bool quiet_end = streams.reader_is_gone() && code == kExitOutput;
  return quiet_end ? kExitSignal + SIGPIPE : code;
} catch (const std::bad_alloc&) {
  streams.Say("cxo: out of memory");
  return kExitOutput;
}

}  // namespace cxo
