// Boost parses; its exceptions end here and become errors in our own words.
#include "classifier/cli/options_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <thread>

#include <fmt/core.h>

#include "classifier/error/joined.h"
#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"
#include "classifier/io/sniff_dialect.h"
#include "classifier/run/format.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

// All long options of a command, for suggestions.
std::vector<std::string> LongNames(const Syntax& syntax) {
  std::vector<std::string> names = {"help", "version"};
  for (const OptionGroup& group : syntax.groups) {
    for (const auto& option : group.options.options()) names.push_back(option->long_name());
  }
  return names;
}

// The options that begin with `word`, if it is long enough to say something; else the nearest one.
std::vector<std::string> OptionsMeant(const Syntax& syntax, std::string_view word) {
  constexpr size_t kShortest = 2;
  const std::vector<std::string> names = LongNames(syntax);
  std::vector<std::string> meant;
  for (const std::string& name : names) {
    if (word.size() >= kShortest && name.starts_with(word)) meant.push_back(Quoted("--" + name));
  }
  if (!meant.empty()) return meant;
  const std::string_view nearest = Nearest(word, {names.begin(), names.end()});
  if (!nearest.empty()) meant.push_back(fmt::format("`--{}`", nearest));
  return meant;
}

Error UnknownOption(const Syntax& syntax, std::string_view written) {
  std::string message = fmt::format("unknown option `{}`", written);
  const size_t begin = std::min(written.find_first_not_of('-'), written.size());
  const std::vector<std::string> meant = OptionsMeant(syntax, written.substr(begin));
  if (!meant.empty()) message += fmt::format("; did you mean {}?", Joined(meant, " or "));
  return UsageError(std::move(message));
}

// Whether the value of `option` is the name of something, which no empty word is. Values of other
// kinds are judged by whoever reads them.
bool TakesName(const po::option_description& option) {
  constexpr std::array<std::string_view, 4> kKinds = {"FILE", "DIR", "PATH", "NAME"};
  return std::find(kKinds.begin(), kKinds.end(), option.format_parameter()) != kKinds.end();
}

bool HoldsEmptyWord(const po::variable_value& value) {
  if (const auto* words = boost::any_cast<Words>(&value.value())) {
    return std::find(words->begin(), words->end(), "") != words->end();
  }
  const auto* word = boost::any_cast<std::string>(&value.value());
  return word != nullptr && word->empty();
}

// As a rule a variable of a script that is not set. To go on as if nothing were said would lose the
// output, or take other rules than were meant.
Status RefuseEmptyNames(const Syntax& syntax, const po::variables_map& values) {
  for (const OptionGroup& group : syntax.groups) {
    for (const auto& option : group.options.options()) {
      if (!TakesName(*option) || !HoldsEmptyWord(values[option->long_name()])) continue;
      return UsageError(
          fmt::format("option `--{}` needs a value; the one given is empty", option->long_name()));
    }
  }
  if (syntax.positional != "text" && HoldsEmptyWord(values[syntax.positional])) {
    return UsageError("a word of the command line is empty: it names no file, folder or rule");
  }
  return Done{};
}

}  // namespace

OptionGroup PackOptions() {
  OptionGroup group{"Rules", {}};
  group.options.add_options()                                     //
      ("rules", po::value<std::string>()->value_name("DIR"),      //
       "a rule pack; by default the one built into the program")  //
      ("profile", po::value<std::string>()->value_name("NAME"),   //
       "a definition profile of the pack")                        //
      ("reference", "match each pattern alone: slow, and the definition of what is right");
  return group;
}

Error UsageError(std::string message) { return {.message = std::move(message)}; }

Result<po::variables_map> ParseWords(const Syntax& syntax, const Words& words) {
  po::options_description all;
  all.add_options()("help,h", "")("version,V", "")(syntax.positional.c_str(), po::value<Words>());
  for (const OptionGroup& group : syntax.groups) all.add(group.options);
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
  if (const Status named = RefuseEmptyNames(syntax, values); !named.ok()) return named.error();
  return values;
}

Result<double> ParseProbability(std::string_view option, std::string_view word) {
  double value = 0;
  const char* const last = word.data() + word.size();
  const auto [end, failure] = std::from_chars(word.data(), last, value);
  if (failure == std::errc() && end == last && value >= 0 && value <= 1) return value;
  return Error{.source = std::string(option),
               .message = fmt::format("`{}` is no number from 0 to 1", word)};
}

Result<uint64_t> ParseWhole(std::string_view option, std::string_view word, uint64_t least,
                            uint64_t most) {
  uint64_t value = 0;
  const char* const last = word.data() + word.size();
  const auto [end, failure] = std::from_chars(word.data(), last, value);
  if (failure == std::errc() && end == last && value >= least && value <= most) return value;
  return Error{.source = std::string(option),
               .message = fmt::format("`{}` is no whole number from {} to {}", word, least, most)};
}

uint64_t Values::Whole(const char* name, uint64_t least, uint64_t most, uint64_t fallback) {
  const auto parse = [&](std::string_view word) {
    return ParseWhole(fmt::format("--{}", name), word, least, most);
  };
  return Parsed(name, parse).value_or(fallback);
}

size_t Values::Threads() {
  constexpr uint64_t kMost = 1024;
  return Whole("threads", 1, kMost, std::max(1U, std::thread::hardware_concurrency()));
}

uint64_t Values::Seed() {
  constexpr uint64_t kMost = 999'999'999'999'999'999;
  return Whole("seed", 0, kMost, 1);
}

void AddTableOptions(po::options_description* options) {
  options->add_options()                                           //
      ("header", "the first record of a CSV names the columns")    //
      ("no-header", "the first record of a CSV is data")           //
      ("delimiter", po::value<std::string>()->value_name("CHAR"),  //
       "of CSV: one character, or comma, semicolon, tab, pipe; a program that sends row by row "
       "says it, for without it the first 64 KB are awaited")     //
      ("encoding", po::value<std::string>()->value_name("NAME"),  //
       "auto, utf-8, utf-16, utf-16le, utf-16be or windows-1252");
}

void ReadTableChoices(Values& values, RecordChoices* records) {
  records->delimiter = values.Parsed("delimiter", ParseDelimiter);
  records->encoding = values.Parsed("encoding", ParseEncoding).value_or(Encoding::kAuto);
  if (values.Has("header")) records->has_header = true;
  if (values.Has("no-header")) records->has_header = false;
  if (values.Has("header") && values.Has("no-header")) {
    values.Fail(UsageError("`--header` and `--no-header` contradict each other"));
  }
}

std::optional<Error> PackedName(const std::string& source, const std::string& path, bool piped) {
  const std::string_view packer = PackerOf(path);
  if (packer.empty()) return std::nullopt;
  const std::string help = piped ? fmt::format("`cxo ... | {} > {}` packs it", packer, path)
                                 : fmt::format("write {}, and pack it with {} afterwards",
                                               path.substr(0, path.rfind('.')), packer);
  return Error{.source = source, .message = "output is not packed; " + help};
}

std::string FileBesideFigures(Values& values, const char* option) {
  std::string file = values.Text(option);
  if (file == "-") {
    values.Fail(UsageError(
        fmt::format("--{} needs the name of a file: standard output has the figures", option)));
  }
  if (const auto packed = PackedName(fmt::format("--{}", option), file, false)) {
    values.Fail(*packed);
  }
  return file;
}

PackChoice ReadPackChoice(const Values& values) {
  return {values.Text("rules"), values.Text("profile"), values.Has("reference")};
}

}  // namespace cxo
