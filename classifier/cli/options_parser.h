// What the option files share: syntax, parsing in Boost's hands, typed values. Only the files
// options*.cc include this, so that Boost stays among them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/program_options.hpp>

#include "classifier/cli/commands.h"
#include "classifier/error/result.h"

namespace cxo {

using Words = std::vector<std::string>;

// Options that stand together on a help page.
struct OptionGroup {
  std::string caption;
  boost::program_options::options_description options;
};

// A command as help and parser see it.
struct Syntax {
  std::string usage;
  std::string about;       // wrapped by the help page; "\n\n" divides paragraphs
  std::string positional;  // the name under which words that are no options are kept
  std::vector<OptionGroup> groups;
  std::string examples;
};

// --rules, --profile, --reference: the same for every command that works with a pack.
OptionGroup PackOptions();

// Wrong use in these words.
Error UsageError(std::string message);

// Parses `words` by `syntax`. Unknown options, missing values, empty names of files and of other
// things, and the like come back as errors.
Result<boost::program_options::variables_map> ParseWords(const Syntax& syntax, const Words& words);

// Typed access to parsed values; the first fault is kept, later ones do not hide it.
class Values {
 public:
  explicit Values(const boost::program_options::variables_map& values) : values_(values) {}

  bool Has(const char* name) const { return values_.count(name) > 0; }

  std::string Text(const char* name, const std::string& fallback = "") const {
    return Has(name) ? values_[name].as<std::string>() : fallback;
  }

  // The text of an option, which may be empty, or nothing if it is not given.
  std::optional<std::string> TextIfGiven(const char* name) const {
    return Has(name) ? std::optional(Text(name)) : std::nullopt;
  }

  Words List(const char* name) const { return Has(name) ? values_[name].as<Words>() : Words(); }

  // The value of option `name` through `parse`, or nothing if it is not given or wrong.
  template <typename Parse>
  auto Parsed(const char* name, Parse parse)
      -> std::optional<std::decay_t<decltype(parse(std::string_view()).value())>> {
    if (!Has(name)) return std::nullopt;
    auto result = parse(std::string_view(values_[name].as<std::string>()));
    if (result.ok()) return std::move(result).value();
    Fail(result.error());
    return std::nullopt;
  }

  // The value of option `name` as a whole number from `least` to `most`, or `fallback` if it is not
  // given or wrong.
  uint64_t Whole(const char* name, uint64_t least, uint64_t most, uint64_t fallback);

  // --threads: 1 to 1024, all cores if it is not given.
  size_t Threads();

  // --seed: at most 18 digits, 1 if it is not given.
  uint64_t Seed();

  void Fail(Error error) {
    if (!error_) error_ = std::move(error);
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  const boost::program_options::variables_map& values_;
  std::optional<Error> error_;
};

// A number from 0 to 1. Error source `option`.
Result<double> ParseProbability(std::string_view option, std::string_view word);

// A whole number from `least` to `most`. Error source `option`.
Result<uint64_t> ParseWhole(std::string_view option, std::string_view word, uint64_t least,
                            uint64_t most);

// Nothing is packed on the way out: the fault of a file name that says so, given to be written by
// `source` ("--output"). `piped`: standard output could have the same, to be packed there.
std::optional<Error> PackedName(const std::string& source, const std::string& path, bool piped);

// The file that `option` names for something beside the figures, which standard output has: "-" and
// the name of a packed file are faults. Empty if the option is not given.
std::string FileBesideFigures(Values& values, const char* option);

// --rules, --profile and --reference.
PackChoice ReadPackChoice(const Values& values);

// --header, --no-header, --delimiter, --encoding: how a table is written, the same for every
// command that reads one.
void AddTableOptions(boost::program_options::options_description* options);

// Those options; a wrong one is kept in `values`.
void ReadTableChoices(Values& values, RecordChoices* records);

// --column, --gold, --also-ok and those of tables: the same for every command that works with
// labelled texts. Their file is the one word that is no option, kept under "file".
OptionGroup GoldOptions();

// Those options, `--quiet`, and the file, which `command` cannot do without. A wrong option of
// tables is kept in `values`.
Result<GoldChoice> ReadGoldChoice(Values& values, std::string_view command);

// The commands, each in a file options_NAME.cc: what it takes, and how its words become a Command.
Syntax ClassifySyntax();
Result<Command> ReadClassify(Values& values);
Syntax ExplainSyntax();
Result<Command> ReadExplain(const Values& values);
Syntax CheckSyntax();
Result<Command> ReadCheck(Values& values);
Syntax EvalSyntax();
Result<Command> ReadEval(Values& values);
Syntax TuneSyntax();
Result<Command> ReadTune(Values& values);
Syntax CompareSyntax();
Result<Command> ReadCompare(Values& values);
Syntax SuggestSyntax();
Result<Command> ReadSuggest(Values& values);
Syntax RulesSyntax();
Result<Command> ReadRules(Values& values);

}  // namespace cxo
