// Which command is meant, and help. Each command's own options are in options_NAME.cc.
#include "classifier/cli/options.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"
#include "classifier/error/joined.h"
#include "classifier/error/nearest.h"
#include "classifier/error/wrapped.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

constexpr std::array<std::string_view, 10> kCommands = {"classify", "explain", "check",   "eval",
                                                        "tune",     "compare", "suggest", "rules",
                                                        "help",     "version"};

Syntax HelpSyntax() { return {"cxo help [COMMAND]", "", "topic", {}, ""}; }

Syntax VersionSyntax() { return {"cxo version [--rules DIR]", "", "word", {PackOptions()}, ""}; }

Syntax SyntaxOf(std::string_view command) {
  if (command == "explain") return ExplainSyntax();
  if (command == "check") return CheckSyntax();
  if (command == "eval") return EvalSyntax();
  if (command == "tune") return TuneSyntax();
  if (command == "compare") return CompareSyntax();
  if (command == "suggest") return SuggestSyntax();
  if (command == "rules") return RulesSyntax();
  if (command == "help") return HelpSyntax();
  if (command == "version") return VersionSyntax();
  return ClassifySyntax();
}

std::string ProgramHelp() {
  return "cxo reads free text about a service or a company and says which kind of\n"
         "pharmaceutical outsourcing organisation offers it: CRO, CMO, CDMO, CSO, or NONE.\n\n"
         "Usage: cxo [COMMAND] [OPTIONS] [FILE...]\n\n"
         "Commands (classify if none is named):\n"
         "  classify   texts in, labels out\n"
         "  explain    a label, the words that decided, and what was set aside\n"
         "  check      validate a rule pack and run its examples\n"
         "  eval       measure a pack on labelled texts\n"
         "  tune       fit weights to labelled texts\n"
         "  compare    which rows two packs, profiles or sets of weights decide\n"
         "             differently, and why\n"
         "  suggest    phrases that texts have and the pack lacks, as rules to paste\n"
         "  rules      list and show rules, export and import them as a table\n"
         "  help       this page, or `cxo help COMMAND`\n"
         "  version    version of the program and of its pack, or of that of --rules\n\n"
         "`cxo COMMAND --help` says all about a command.\n\n"
         "Exit status: 0 all done; 1 done, but something was found; 2 wrong use;\n"
         "3 rule pack refused; 4 input refused; 5 output could not be written, for want of\n"
         "memory too; 128+n ended by signal n.\n";
}

// What a command does; an empty line divides paragraphs.
std::string WrappedParagraphs(std::string_view text) {
  constexpr std::string_view kBreak = "\n\n";
  std::string lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(kBreak, at), text.size());
    lines += (at == 0 ? "" : "\n") + Wrapped("", text.substr(at, end - at), "");
    at = end + kBreak.size();
  }
  return lines;
}

// "  -c, --column NAME       what it does", wrapped.
std::string OptionLines(const po::option_description& option) {
  constexpr size_t kIndent = 26;
  const std::string short_name =
      option.canonical_display_name(po::command_line_style::allow_dash_for_short);
  const bool has_short = short_name[0] == '-' && short_name[1] != '-';
  const std::string value =
      option.semantic()->max_tokens() == 0 ? "" : " " + option.format_parameter();
  const std::string names = fmt::format("  {}--{}{}  ", has_short ? short_name + ", " : "    ",
                                        option.long_name(), value);
  return Wrapped(fmt::format("{:<{}}", names, kIndent), option.description(),
                 std::string(kIndent, ' '));
}

Result<Command> ReadHelp(const Values& values) {
  const Words topics = values.List("topic");
  if (topics.size() > 1) return UsageError("help takes one command");
  HelpCommand help{topics.empty() ? "" : topics[0]};
  const Result<std::string> text = HelpText(help.topic);
  if (!text.ok()) return text.error();
  return Command(std::move(help));
}

// Beside `--version` too, the pack is the one that the other words choose.
Result<Command> ReadVersion(const Values& values) {
  if (!values.List("word").empty()) return UsageError("version takes no words");
  VersionCommand version{ReadPackChoice(values)};
  const Words folders = values.List("dir");  // of `check`
  if (version.pack.rules.empty() && !folders.empty()) version.pack.rules = folders[0];
  return Command(std::move(version));
}

bool NamesCommand(const Words& words) {
  return !words.empty() &&
         std::find(kCommands.begin(), kCommands.end(), words[0]) != kCommands.end();
}

// The command that `word` mistypes or shortens; empty if it is like none.
std::string_view CommandMeant(std::string_view word) {
  constexpr size_t kShortest = 3;  // of a shortened command
  std::string_view meant = Nearest(word, {kCommands.begin(), kCommands.end()});
  for (const std::string_view command : kCommands) {
    const bool shortened = word.size() >= kShortest && command.starts_with(word);
    if (meant.empty() && shortened) meant = command;
  }
  return meant;
}

}  // namespace

std::string CommandHint(std::string_view word) {
  const std::string_view meant = CommandMeant(word);
  if (meant.empty()) return "";
  return fmt::format("`{}` was read as a file name; is the command `{}` meant?", Printable(word),
                     meant);
}

std::string TextHint(const std::vector<std::string>& words) {
  if (words[0].find_first_of("./") != std::string::npos) return "";
  std::string text = Joined(words, " ");
  // What a shell would read in another way had better not be offered for copying.
  if (text.find_first_of("\"$`\\!") != std::string::npos || Printable(text) != text) text = "TEXT";
  return fmt::format("a text is given as `echo \"{}\" | cxo` or `cxo explain \"{}\"`", text, text);
}

std::string Advice(const std::vector<std::string>& words) {
  if (NamesCommand(words)) {
    const bool has_page = words[0] != "help" && words[0] != "version";
    return has_page ? fmt::format("Try `cxo {} --help`.", words[0]) : "Try `cxo --help`.";
  }
  const bool file = !words.empty() && !words[0].starts_with('-');
  const std::string hint = file ? CommandHint(words[0]) : "";
  return (hint.empty() ? "" : "cxo: " + hint + "\n") + "Try `cxo classify --help`.";
}

Result<Command> ParseCommandLine(const std::vector<std::string>& words) {
  const bool named = NamesCommand(words);
  const std::string command = named ? words[0] : "classify";
  const Words rest(words.begin() + (named ? 1 : 0), words.end());
  Result<po::variables_map> parsed = ParseWords(SyntaxOf(command), rest);
  if (!parsed.ok()) return parsed.error();
  Values values(*parsed);
  const bool asks_help = values.Has("help");
  if (asks_help && command != "help") return Command(HelpCommand{named ? command : ""});
  const bool asks_version = values.Has("version") && !asks_help;
  if (asks_version || command == "version") return ReadVersion(values);
  if (command == "help") return ReadHelp(values);
  if (command == "explain") return ReadExplain(values);
  if (command == "check") return ReadCheck(values);
  if (command == "eval") return ReadEval(values);
  if (command == "tune") return ReadTune(values);
  if (command == "compare") return ReadCompare(values);
  if (command == "suggest") return ReadSuggest(values);
  if (command == "rules") return ReadRules(values);
  return ReadClassify(values);
}

Result<std::string> HelpText(const std::string& topic) {
  if (topic.empty() || topic == "help" || topic == "version") return ProgramHelp();
  if (std::find(kCommands.begin(), kCommands.end(), topic) == kCommands.end()) {
    const std::string_view meant = CommandMeant(topic);
    return UsageError(fmt::format("there is no command `{}`; ", topic) +
                      (meant.empty() ? fmt::format("there are {}", Joined(kCommands, ", "))
                                     : fmt::format("did you mean `{}`?", meant)));
  }
  const Syntax syntax = SyntaxOf(topic);
  std::string out = fmt::format("Usage: {}\n\n{}", syntax.usage, WrappedParagraphs(syntax.about));
  for (const OptionGroup& group : syntax.groups) {
    out += "\n" + group.caption + ":\n";
    for (const auto& option : group.options.options()) out += OptionLines(*option);
  }
  return out + "\nExamples:\n" + syntax.examples;
}

}  // namespace cxo
