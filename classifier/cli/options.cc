// Boost parses; this file says which words there are, turns Boost's exceptions into errors in our own
// words, and checks values. Each command has one function that describes its options and one that
// builds its Command.
#include "classifier/cli/options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <string_view>
#include <thread>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "classifier/pack/nearest.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 6> kCommands = {"classify", "explain", "check",
                                                       "rules",    "help",    "version"};

// A group of options; help pages are 100 columns wide, at least 64 of them for descriptions.
po::options_description Group(const char* caption) {
  return po::options_description(caption, 100, 64);
}

po::options_description PackOptions() {
  po::options_description options = Group("Rules");
  options.add_options()                                                                 //
      ("rules", po::value<std::string>()->value_name("DIR"),                            //
       "a rule pack; by default the one built into the program")                        //
      ("profile", po::value<std::string>()->value_name("NAME"),                         //
       "a definition profile of the pack")                                              //
      ("reference", "match each pattern alone: slow, and the definition of what is right");
  return options;
}

po::options_description InputOptions() {
  po::options_description options = Group("Input");
  options.add_options()                                                                       //
      ("from", po::value<std::string>()->value_name("FORMAT"),                                //
       "lines, csv, tsv or jsonl; by default by the file's extension, else lines")            //
      ("column,c", po::value<Words>()->composing()->value_name("NAME"),                       //
       "CSV column (name, or number from 1) or JSON member with the text; may be repeated")   //
      ("header", "the first record of a CSV names the columns")                               //
      ("no-header", "the first record of a CSV is data")                                      //
      ("delimiter", po::value<std::string>()->value_name("CHAR"),                             //
       "of CSV: one character, or comma, semicolon, tab, pipe")                               //
      ("encoding", po::value<std::string>()->value_name("NAME"),                              //
       "auto, utf-8, utf-16, utf-16le, utf-16be or windows-1252")                             //
      ("bad-rows", po::value<std::string>()->value_name("WHAT"),                              //
       "malformed rows: keep (default), reject (into FILE.rejects) or stop");
  return options;
}

po::options_description OutputOptions() {
  po::options_description options = Group("Output");
  options.add_options()                                                                      //
      ("output,o", po::value<std::string>()->value_name("FILE"),                             //
       "write there, all or nothing, instead of standard output")                            //
      ("to", po::value<std::string>()->value_name("FORMAT"),                                 //
       "text, label, csv, tsv or jsonl; by default that of the input (text for lines)")      //
      ("add", po::value<std::string>()->value_name("LIST"),                                  //
       "result columns: label,confidence,margin,runner_up,subtype,also,review,rules,spans,"  //
       "status; default label,confidence,rules")                                             //
      ("prefix", po::value<std::string>()->value_name("WORD"),                               //
       "before the names of result columns; default cxo_")                                   //
      ("min-confidence", po::value<std::string>()->value_name("X"),                          //
       "rows below it are flagged in the column review")                                     //
      ("min-margin", po::value<std::string>()->value_name("X"),                              //
       "rows whose two best labels are closer are flagged in the column review")             //
      ("report", po::value<std::string>()->value_name("FILE"), "write counts as JSON there");
  return options;
}

po::options_description RunOptions() {
  po::options_description options = Group("Run");
  options.add_options()                                                                      //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores")           //
      ("progress", "show how far the run is, when standard error is a terminal")             //
      ("quiet,q", "say nothing but errors on standard error");
  return options;
}

po::options_description ExplainOptions() {
  po::options_description options = Group("Explanation");
  options.add_options()                                                                     //
      ("why-not", po::value<std::string>()->value_name("LABEL"),                            //
       "what LABEL lacks: its nearest misses and the smallest change that would give it")   //
      ("json", "one JSON object for each text");
  return options;
}

po::options_description CheckOptions() {
  po::options_description options = Group("Output");
  options.add_options()("json", "one JSON object");
  return options;
}

po::options_description RulesOptions() {
  po::options_description options = Group("Choice");
  options.add_options()                                                                 //
      ("search", po::value<std::string>()->value_name("WORD"),                          //
       "list only rules whose id, label, note or phrases hold WORD")                    //
      ("json", "one JSON object for each rule");
  return options;
}

// A command as help and parser see it.
struct Syntax {
  std::string usage;
  std::string about;
  std::string positional;  // the name under which other words are kept
  std::vector<po::options_description> groups;
  std::string examples;
};

Syntax ClassifySyntax() {
  return {"cxo [classify] [OPTIONS] [FILE...]",
          "Reads texts and says which kind of contract organisation offers what they describe: CRO,\n"
          "CMO, CDMO, CSO or NONE. Each line, row or object gives exactly one answer, in order.",
          "file",
          {InputOptions(), OutputOptions(), PackOptions(), RunOptions()},
          "  echo \"process development\" | cxo\n"
          "  cxo vendors.csv -c description -o labelled.csv\n"
          "  cxo --from jsonl --add label,spans < texts.jsonl\n"};
}

Syntax ExplainSyntax() {
  return {"cxo explain [OPTIONS] [TEXT...]",
          "Shows the label of each text (or line of standard input), the words that decided, what was\n"
          "set aside and why, and the scores.",
          "text",
          {ExplainOptions(), PackOptions()},
          "  cxo explain \"contract packaging for pharmaceutical companies\"\n"
          "  cxo explain --why-not CDMO \"tablet manufacturing\"\n"};
}

Syntax CheckSyntax() {
  return {"cxo check [OPTIONS] [DIR]",
          "Validates a rule pack (the built-in one, or the folder DIR), naming every fault with its place,\n"
          "runs the examples beside its rules, and warns of rules that cannot do what they say.",
          "dir",
          {CheckOptions(), PackOptions()},
          "  cxo check rules\n"};
}

Syntax RulesSyntax() {
  return {"cxo rules [list] [OPTIONS]\n       cxo rules show [OPTIONS] NAME...",
          "Lists the rules of a pack, or shows rules whole, with the regular expression that each phrase\n"
          "means. NAME is an id, a prefix of ids such as cro.*, or a label.",
          "word",
          {RulesOptions(), PackOptions()},
          "  cxo rules --search packaging\n"
          "  cxo rules show cmo.packaging\n"};
}

Syntax SyntaxOf(std::string_view command) {
  if (command == "explain") return ExplainSyntax();
  if (command == "check") return CheckSyntax();
  if (command == "rules") return RulesSyntax();
  return ClassifySyntax();
}

std::string ProgramHelp() {
  return "cxo reads free text about a service or a company and says which kind of pharmaceutical\n"
         "outsourcing organisation offers it: CRO, CMO, CDMO, CSO, or NONE.\n\n"
         "Usage: cxo [COMMAND] [OPTIONS] [FILE...]\n\n"
         "Commands (classify if none is named):\n"
         "  classify   texts in, labels out\n"
         "  explain    a label, the words that decided, and what was set aside\n"
         "  check      validate a rule pack and run its examples\n"
         "  rules      list and show rules\n"
         "  help       this page, or `cxo help COMMAND`\n"
         "  version    version of the program and of its pack\n\n"
         "`cxo COMMAND --help` says all about a command.\n\n"
         "Exit status: 0 all done; 1 done, but something was found; 2 wrong use; 3 rule pack refused;\n"
         "4 input refused; 5 output could not be written; 128+n ended by signal n.\n";
}

Error UsageError(std::string message) { return {.message = std::move(message)}; }

// All long options of a command, for suggestions.
std::vector<std::string> LongNames(const Syntax& syntax) {
  std::vector<std::string> names = {"help", "version"};
  for (const po::options_description& group : syntax.groups) {
    for (const auto& option : group.options()) names.push_back(option->long_name());
  }
  return names;
}

Error UnknownOption(const Syntax& syntax, std::string written) {
  std::string message = fmt::format("unknown option `{}`", written);
  const std::vector<std::string> names = LongNames(syntax);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view nearest = Nearest(written.substr(written.find_first_not_of('-')), views);
  if (!nearest.empty()) message += fmt::format("; did you mean `--{}`?", nearest);
  return UsageError(std::move(message));
}

Result<po::variables_map> ParseWords(const Syntax& syntax, const Words& words) {
  po::options_description all;
  all.add_options()("help,h", "")("version,V", "")(syntax.positional.c_str(), po::value<Words>());
  for (const po::options_description& group : syntax.groups) all.add(group);
  po::positional_options_description positional;
  positional.add(syntax.positional.c_str(), -1);
  namespace style = po::command_line_style;
  // No guessing of abbreviated options: what a script says today must mean the same tomorrow.
  const int exact = style::unix_style & ~style::allow_guessing;
  po::variables_map values;
  try {
    po::store(po::command_line_parser(words).options(all).positional(positional).style(exact).run(),
              values);
  } catch (const po::unknown_option& unknown) {
    return UnknownOption(syntax, unknown.get_option_name());
  } catch (const po::multiple_occurrences& twice) {
    return UsageError(fmt::format("option `{}` is given twice", twice.get_option_name()));
  } catch (const po::invalid_command_line_syntax& bad) {
    if (bad.kind() == po::invalid_syntax::extra_parameter) {
      return UsageError(fmt::format("option `{}` takes no value", bad.get_option_name()));
    }
    return UsageError(fmt::format("option `{}` needs a value", bad.get_option_name()));
  } catch (const po::error& other) {
    return UsageError(other.what());
  }
  return values;
}

// Typed access to parsed values; the first fault is kept, later ones do not hide it.
class Values {
 public:
  explicit Values(const po::variables_map& values) : values_(values) {}

  bool Has(const char* name) const { return values_.count(name) > 0; }

  std::string Text(const char* name, std::string fallback = "") const {
    return Has(name) ? values_[name].as<std::string>() : std::move(fallback);
  }

  Words List(const char* name) const { return Has(name) ? values_[name].as<Words>() : Words(); }

  // The value of option `name` through `parse`, or nothing if it is not given or wrong.
  template <typename Parse>
  auto Parsed(const char* name, Parse parse) -> std::optional<
      std::decay_t<decltype(parse(std::string_view()).value())>> {
    if (!Has(name)) return std::nullopt;
    auto result = parse(std::string_view(values_[name].as<std::string>()));
    if (result.ok()) return std::move(result).value();
    Fail(result.error());
    return std::nullopt;
  }

  void Fail(Error error) {
    if (!error_) error_ = std::move(error);
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  const po::variables_map& values_;
  std::optional<Error> error_;
};

Result<double> ParseProbability(std::string_view option, std::string_view word) {
  std::istringstream stream{std::string(word)};
  stream.imbue(std::locale::classic());
  double value = 0;
  stream >> value;
  if (!stream.fail() && stream.eof() && value >= 0 && value <= 1) return value;
  return Error{.source = std::string(option),
               .message = fmt::format("`{}` is no number from 0 to 1", word)};
}

Result<size_t> ParseThreads(std::string_view word) {
  constexpr size_t kMost = 1024;
  const bool digits = !word.empty() && word.size() <= 4 &&
                      word.find_first_not_of("0123456789") == std::string_view::npos;
  const size_t threads = digits ? std::stoul(std::string(word)) : 0;
  if (threads >= 1 && threads <= kMost) return threads;
  return Error{.source = "--threads",
               .message = fmt::format("`{}` is no number of threads from 1 to {}", word, kMost)};
}

Result<BadRows> ParseBadRows(std::string_view word) {
  if (word == "keep") return BadRows::kKeep;
  if (word == "reject") return BadRows::kReject;
  if (word == "stop") return BadRows::kStop;
  return Error{.source = "--bad-rows",
               .message = fmt::format("`{}` is not one of keep, reject, stop", word)};
}

PackChoice ReadPackChoice(const Values& values) {
  return {values.Text("rules"), values.Text("profile"), values.Has("reference")};
}

void ReadRecordChoices(Values& values, RecordChoices* records) {
  records->from = values.Parsed("from", ParseInputFormat);
  records->to = values.Parsed("to", ParseOutputFormat);
  records->columns = values.List("column");
  records->delimiter = values.Parsed("delimiter", ParseDelimiter);
  records->encoding = values.Parsed("encoding", ParseEncoding).value_or(Encoding::kAuto);
  if (auto add = values.Parsed("add", ParseResultColumns)) records->add = *std::move(add);
  records->prefix = values.Text("prefix", records->prefix);
  records->bad_rows = values.Parsed("bad-rows", ParseBadRows).value_or(BadRows::kKeep);
  if (values.Has("header")) records->has_header = true;
  if (values.Has("no-header")) records->has_header = false;
  if (values.Has("header") && values.Has("no-header")) {
    values.Fail(UsageError("`--header` and `--no-header` contradict each other"));
  }
}

// Where rejected rows go: beside the output, else beside the input.
void NameRejects(Values& values, BatchOptions* batch) {
  if (batch->records.bad_rows != BadRows::kReject) return;
  const std::string& beside = batch->output != "-" ? batch->output : batch->files.front();
  if (beside == "-") {
    values.Fail({.source = "--bad-rows",
                 .message = "reject needs a file name to put the rejects beside: give FILE or -o"});
  }
  batch->rejects = beside + ".rejects";
}

Result<Command> ReadClassify(Values& values) {
  ClassifyCommand command;
  command.pack = ReadPackChoice(values);
  command.batch.files = values.List("file");
  if (command.batch.files.empty()) command.batch.files = {"-"};
  command.batch.output = values.Text("output", "-");
  ReadRecordChoices(values, &command.batch.records);
  NameRejects(values, &command.batch);
  command.batch.threads = values.Parsed("threads", ParseThreads)
                              .value_or(std::max(1U, std::thread::hardware_concurrency()));
  const auto probability = [](const char* option) {
    return [option](std::string_view word) { return ParseProbability(option, word); };
  };
  command.min_confidence = values.Parsed("min-confidence", probability("--min-confidence"));
  command.min_margin = values.Parsed("min-margin", probability("--min-margin"));
  command.report = values.Text("report");
  command.progress = values.Has("progress");
  command.quiet = values.Has("quiet");
  if (values.error()) return *values.error();
  return Command(std::move(command));
}

Result<Command> ReadExplain(const Values& values) {
  return Command(ExplainCommand{ReadPackChoice(values), values.List("text"),
                                values.Text("why-not"), values.Has("json")});
}

Result<Command> ReadCheck(const Values& values) {
  CheckCommand command{ReadPackChoice(values), values.Has("json")};
  const Words folders = values.List("dir");
  if (folders.size() > 1) return UsageError("check takes one folder");
  if (!folders.empty() && !command.pack.rules.empty()) {
    return UsageError("the folder is given twice, by itself and with `--rules`");
  }
  if (!folders.empty()) command.pack.rules = folders[0];
  return Command(std::move(command));
}

Result<Command> ReadRules(const Values& values) {
  RulesCommand command{.pack = ReadPackChoice(values)};
  command.search = values.Text("search");
  command.json = values.Has("json");
  Words words = values.List("word");
  const std::string action = words.empty() ? "list" : words[0];
  if (action == "show" && words.size() > 1) {
    command.show.assign(words.begin() + 1, words.end());
    command.list = false;
  } else if (action == "show") {
    return UsageError("rules show needs the name of a rule");
  } else if (action != "list" || words.size() > 1) {
    return UsageError(fmt::format("rules knows `list` and `show NAME...`, not `{}`",
                                  fmt::join(words, " ")));
  }
  return Command(std::move(command));
}

Result<Command> ReadHelp(const Words& words) {
  if (words.size() > 1) return UsageError("help takes one command");
  HelpCommand help{words.empty() ? "" : words[0]};
  const Result<std::string> text = HelpText(help.topic);
  if (!text.ok()) return text.error();
  return Command(std::move(help));
}

}  // namespace

Result<Command> ParseCommandLine(const std::vector<std::string>& words) {
  const bool named = !words.empty() && std::find(kCommands.begin(), kCommands.end(), words[0]) !=
                                           kCommands.end();
  const std::string command = named ? words[0] : "classify";
  const Words rest(words.begin() + (named ? 1 : 0), words.end());
  if (command == "help") return ReadHelp(rest);
  if (command == "version") return Command(VersionCommand{});
  Result<po::variables_map> parsed = ParseWords(SyntaxOf(command), rest);
  if (!parsed.ok()) return parsed.error();
  Values values(*parsed);
  if (values.Has("help")) return Command(HelpCommand{named ? command : ""});
  if (values.Has("version")) return Command(VersionCommand{});
  if (command == "explain") return ReadExplain(values);
  if (command == "check") return ReadCheck(values);
  if (command == "rules") return ReadRules(values);
  return ReadClassify(values);
}

Result<std::string> HelpText(const std::string& topic) {
  if (topic.empty() || topic == "help" || topic == "version") return ProgramHelp();
  if (std::find(kCommands.begin(), kCommands.end(), topic) == kCommands.end()) {
    return UsageError(fmt::format("there is no command `{}`; there are {}", topic,
                                  fmt::join(kCommands, ", ")));
  }
  const Syntax syntax = SyntaxOf(topic);
  std::ostringstream out;
  out << "Usage: " << syntax.usage << "\n\n" << syntax.about << "\n\n";
  for (const po::options_description& group : syntax.groups) {
    out << group << "\n";
  }
  out << "Examples:\n" << syntax.examples;
  return out.str();
}

}  // namespace cxo
