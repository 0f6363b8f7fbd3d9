// Wrong use: every message whole. All of them end with exit code 2 (see golden/option-unknown).
#include "classifier/cli/options.h"

#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace cxo {
namespace {

using Words = std::vector<std::string>;

struct WrongUse {
  Words words;
  std::string message;
};

TEST(Options, RefuseWhatIsWrongInWholeSentences) {
  const std::vector<WrongUse> uses = {
      {{"--treads", "3"}, "unknown option `--treads`; did you mean `--threads`?"},
      {{"--colum", "x"}, "unknown option `--colum`; did you mean `--column`?"},
      {{"--min-conf", "1"}, "unknown option `--min-conf`; did you mean `--min-confidence`?"},
      {{"--out", "x"}, "unknown option `--out`; did you mean `--output`?"},
      {{"eval", "--col", "x"}, "unknown option `--col`; did you mean `--column`?"},
      {{"--min", "1"},
       "unknown option `--min`; did you mean `--min-confidence` or `--min-margin`?"},
      {{"--xyzzy"}, "unknown option `--xyzzy`"},
      {{"-x"}, "unknown option `-x`"},
      {{"-"}, ""},
      {{"explain", "--threads", "2"}, "unknown option `--threads`"},
      {{"check", "--profil", "x"}, "unknown option `--profil`; did you mean `--profile`?"},
      {{"--threads"}, "option `--threads` needs a value"},
      {{"-c"}, "option `--column` needs a value"},
      {{"-o"}, "option `--output` needs a value"},
      {{"--rules"}, "option `--rules` needs a value"},
      {{"--from", "csv", "--from", "csv"}, "option `--from` is given twice"},
      {{"-o", "a", "--output", "b"}, "option `--output` is given twice"},
      {{"--quiet=yes"}, "option `--quiet` takes no value"},
      {{"--from", "xml"}, "--from: `xml` is not one of lines, csv, tsv, jsonl"},
      {{"--to", "xml"}, "--to: `xml` is not one of text, label, csv, tsv, jsonl"},
      {{"--from", "cvs"},
       "--from: `cvs` is not one of lines, csv, tsv, jsonl; did you mean `csv`?"},
      {{"--to", "json"},
       "--to: `json` is not one of text, label, csv, tsv, jsonl; did you mean `jsonl`?"},
      {{"--to", ""}, "--to: `` is not one of text, label, csv, tsv, jsonl"},
      {{"--add", "label,x"},
       "--add: `x` is no result column; there are label, confidence, margin, runner_up, subtype, "
       "also, "
       "review, rules, spans, status"},
      {{"--add", "labl"},
       "--add: `labl` is no result column; there are label, confidence, margin, runner_up, "
       "subtype, "
       "also, "
       "review, rules, spans, status; did you mean `label`?"},
      {{"--add", ""},
       "--add: `` is no result column; there are label, confidence, margin, runner_up, subtype, "
       "also, "
       "review, rules, spans, status"},
      {{"--add", "label,label"}, "--add: `label` is named twice"},
      {{"--delimiter", "ab"},
       "--delimiter: `ab` is not a delimiter; give one ASCII character, tab, comma, semicolon or "
       "pipe"},
      {{"--encoding", "latin"},
       "--encoding: unknown encoding `latin`; known are auto, utf-8, utf-16, utf-16le, utf-16be, "
       "windows-1252"},
      {{"--encoding", "utf-9"},
       "--encoding: unknown encoding `utf-9`; known are auto, utf-8, utf-16, utf-16le, utf-16be, "
       "windows-1252; did you mean `utf-8`?"},
      {{"--from", "csv", "--delimiter", "semicolom"},
       "--delimiter: `semicolom` is not a delimiter; give one ASCII character, tab, comma, "
       "semicolon "
       "or pipe; did you mean `semicolon`?"},
      {{"--threads", " 2"}, "--threads: ` 2` is no whole number from 1 to 1024"},
      {{"--threads", "0"}, "--threads: `0` is no whole number from 1 to 1024"},
      {{"--threads", "2000"}, "--threads: `2000` is no whole number from 1 to 1024"},
      {{"--min-confidence", "2"}, "--min-confidence: `2` is no number from 0 to 1"},
      {{"--min-confidence", " 0.5"}, "--min-confidence: ` 0.5` is no number from 0 to 1"},
      {{"--min-confidence", "0.5x"}, "--min-confidence: `0.5x` is no number from 0 to 1"},
      {{"--min-confidence", "nan"}, "--min-confidence: `nan` is no number from 0 to 1"},
      {{"--min-margin", "-0.1"}, "--min-margin: `-0.1` is no number from 0 to 1"},
      {{"--min-margin", "0,5"}, "--min-margin: `0,5` is no number from 0 to 1"},
      {{"--min-confidence", "0.9"},
       "--min-confidence: flags rows in the column review, and the output has no columns; say --to "
       "csv, tsv or jsonl, or have --report FILE count them"},
      {{"--min-margin", "0.9", "--to", "label", "a.csv"},
       "--min-margin: flags rows in the column review, and the output has no columns; say --to "
       "csv, tsv or jsonl, or have --report FILE count them"},
      {{"--min-margin", "0.9", "--add", "label", "a.csv"},
       "--min-margin: flags rows in the column review, which --add leaves out; add it, or have "
       "--report FILE count them"},
      {{"--add", "label"}, "--add: the output has no columns; say --to csv, tsv or jsonl"},
      {{"--add", "label", "--to", "label", "a.csv"},
       "--add: the output has no columns; say --to csv, tsv or jsonl"},
      {{"--prefix", "x_", "a.txt"},
       "--prefix: the output has no columns; say --to csv, tsv or jsonl"},
      {{"--delimiter", ","},
       "--delimiter: is about tables, and the input is none; say --from csv or tsv"},
      {{"--quote", "none"},
       "--quote: is about tables, and the input is none; say --from csv or tsv"},
      {{"--quote", "x", "a.csv"},
       "--quote: `x` is not a quote; give one ASCII character that is no letter, figure, space, =, "
       "+, - or @, or none"},
      {{"--delimiter", ";", "--quote", ";", "a.csv"},
       "--quote: `;` is the --delimiter too, and cannot be both"},
      {{"--excel-safe", "--quote", "'", "a.csv"},
       "--excel-safe: spreadsheets do not know the quote `'`, and would divide a cell in it at its "
       "delimiters"},
      {{"--header", "a.txt", "b.txt"},
       "--header: is about tables, and the input is none; say --from csv or tsv"},
      {{"--no-header", "a.jsonl"},
       "--no-header: is about tables, and the input is none; say --from csv or tsv"},
      {{"--excel-safe"},
       "--excel-safe: is about tables, and the output is none; say --to csv or tsv"},
      {{"--excel-safe", "--to", "jsonl", "a.csv"},
       "--excel-safe: is about tables, and the output is none; say --to csv or tsv"},
      {{"-c", "text", "-o", "out.csv"},
       "--column: standard input is read as lines, which have no columns; say --from csv, tsv or "
       "jsonl"},
      {{"-c", "text", "--to", "label", "a.csv", "b.txt"},
       "--column: b.txt is read as lines, which have no columns; say --from csv, tsv or jsonl"},
      {{"--bad-rows", "rejct"},
       "--bad-rows: `rejct` is not one of keep, reject, stop; did you mean `reject`?"},
      {{"--bad-rows", "drop"}, "--bad-rows: `drop` is not one of keep, reject, stop"},
      {{"--bad-rows", "reject"},
       "--bad-rows: reject needs a file name to put the rejects beside: give FILE or -o"},
      {{"--bad-rows", "reject", "-o", "/dev/null"},
       "--bad-rows: reject needs a file name to put the rejects beside: give FILE or -o"},
      {{"--bad-rows", "reject", "-o", "/dev/stdout", "/dev/stdin"},
       "--bad-rows: reject needs a file name to put the rejects beside: give FILE or -o"},
      {{"--bad-rows", "reject", "/dev/fd/63"},
       "--bad-rows: reject needs a file name to put the rejects beside: give FILE or -o"},
      {{"-o", "out.jsonl", "a.csv"},
       "--output: out.jsonl would hold csv; say --to jsonl, or --to csv if it is to"},
      {{"-o", "out.TAB", "--from", "csv"},
       "--output: out.TAB would hold csv; say --to tsv, or --to csv if it is to"},
      {{"-o", "out.csv", "--from", "lines", "a.csv"},
       "--output: out.csv would hold text; say --to csv, or --to text if it is to"},
      {{"-o", "out.csv"},
       "--output: out.csv would hold text; say --to csv, or --to text if it is to; without --from "
       "standard input is read as lines"},
      {{"-o", "out.ndjson", "a.txt"},
       "--output: out.ndjson would hold text; say --to jsonl, or --to text if it is to; without "
       "--from a.txt is read as lines"},
      {{"--resume"}, "--resume: needs -o FILE to go on with"},
      {{"--header", "--no-header"}, "`--header` and `--no-header` contradict each other"},
      {{"check", "a", "b"}, "check takes one folder"},
      {{"check", "a", "--rules", "b"}, "the folder is given twice, by itself and with `--rules`"},
      {{"rules", "lst"}, "rules knows `list`, `show NAME...`, `export` and `import`, not `lst`"},
      {{"rules", "list", "x"}, "rules list takes no name; `rules show NAME` does"},
      {{"rules", "-o", "x"},
       "--output, --force and --quiet are options of `rules export` and `rules import`"},
      {{"rules", "show", "x", "-q"},
       "--output, --force and --quiet are options of `rules export` and `rules import`"},
      {{"rules", "export", "a", "b"}, "rules export writes one file"},
      {{"rules", "export", "a", "-o", "b"}, "rules export writes one file"},
      {{"rules", "export", "--json"},
       "--search and --json are options of `rules list` and `rules show`"},
      {{"rules", "show", "x", "--force"},
       "--output, --force and --quiet are options of `rules export` and `rules import`"},
      {{"rules", "export", "--delimiter", ";"},
       "--delimiter and --encoding are options of `rules import`"},
      {{"rules", "export", "--profile", "x"},
       "a table holds the rules as they are written, without --profile"},
      {{"rules", "import", "-o", "x"}, "rules import needs one table"},
      {{"rules", "import", "a"}, "rules import needs -o DIR to write to"},
      {{"rules", "import", "a", "-o", "b", "--delimiter", "ab"},
       "--delimiter: `ab` is not a delimiter; give one ASCII character, tab, comma, semicolon or "
       "pipe"},
      {{"rules", "show"}, "rules show needs the name of a rule"},
      {{"help", "clasify"}, "there is no command `clasify`; did you mean `classify`?"},
      {{"help", "expl"}, "there is no command `expl`; did you mean `explain`?"},
      {{"help", "measure"},
       "there is no command `measure`; there are classify, explain, check, eval, tune, compare, "
       "suggest, rules, help, version"},
      {{"help", "tune", "eval"}, "help takes one command"},
      {{"help", "--vresion"}, "unknown option `--vresion`; did you mean `--version`?"},
      {{"eval"}, "eval needs one file of labelled texts"},
      {{"eval", "a.csv", "b.csv"}, "eval needs one file of labelled texts"},
      {{"eval", "a.csv", "--delimiter", "ab"},
       "--delimiter: `ab` is not a delimiter; give one ASCII character, tab, comma, semicolon or "
       "pipe"},
      {{"tune", "a.csv", "--header", "--no-header"},
       "`--header` and `--no-header` contradict each other"},
      {{"check", "--delimiter", ","}, "`--delimiter` is about labelled texts: give `--gold FILE`"},
      {{"eval", "a.csv", "--seed", "x"},
       "--seed: `x` is no whole number from 0 to 999999999999999999"},
      {{"help", "check", "rules"}, "help takes one command"},
      {{"check", "--column", "x"}, "`--column` is about labelled texts: give `--gold FILE`"},
      {{"check", "--gold-column", "x"},
       "`--gold-column` is about labelled texts: give `--gold FILE`"},
      {{"check", "-g", "a.csv"}, "`--gold-column` is about labelled texts: give `--gold FILE`"},
      {{"check", "--also-ok", "x"}, "`--also-ok` is about labelled texts: give `--gold FILE`"},
      {{"check", "--threads", "2"}, "`--threads` is about labelled texts: give `--gold FILE`"},
      {{"check", "--gold", "a.csv", "--threads", "0"},
       "--threads: `0` is no whole number from 1 to 1024"},
      {{"check", "a", "--gold", "a.csv", "--watch"},
       "`--watch` and `--gold` contradict each other; see `cxo eval --watch`"},
      {{"suggest"}, "suggest needs one file of labelled texts"},
      {{"suggest", "a.csv", "--top", "-1"}, "--top: `-1` is no whole number from 1 to 999999"},
      {{"suggest", "a.csv", "--top", "1000000"},
       "--top: `1000000` is no whole number from 1 to 999999"},
      {{"suggest", "a.csv", "--gold", "g", "--unlabelled"},
       "`--gold` and `--unlabelled` contradict each other"},
      {{"tune"}, "tune needs one file of labelled texts"},
      {{"tune", "a.csv", "--folds", "1"}, "--folds: `1` is no whole number from 2 to 20"},
      {{"tune", "a.csv", "--folds", "21"}, "--folds: `21` is no whole number from 2 to 20"},
      {{"tune", "a.csv", "-o", "-"},
       "--output needs the name of a file: standard output has the figures"},
      {{"eval", "a.csv", "--json", "--errors", "-"},
       "--errors needs the name of a file: standard output has the figures"},
      {{"eval", "a.csv", "--html", "-"},
       "--html needs the name of a file: standard output has the figures"},
      {{"eval", "a.csv", "--html", ""}, "option `--html` needs a value; the one given is empty"},
      {{"a.csv", "-o", ""}, "option `--output` needs a value; the one given is empty"},
      {{"a.csv", "-c", ""}, "option `--column` needs a value; the one given is empty"},
      {{"a.csv", "-c", "x", "-c", ""}, "option `--column` needs a value; the one given is empty"},
      {{"a.csv", "--report", ""}, "option `--report` needs a value; the one given is empty"},
      {{"--rules", ""}, "option `--rules` needs a value; the one given is empty"},
      {{"version", "--rules", ""}, "option `--rules` needs a value; the one given is empty"},
      {{"explain", "--profile", "", "x"},
       "option `--profile` needs a value; the one given is empty"},
      {{"eval", "a.csv", "--errors", ""},
       "option `--errors` needs a value; the one given is empty"},
      {{"eval", "a.csv", "-g", ""}, "option `--gold` needs a value; the one given is empty"},
      {{"check", "--gold", ""}, "option `--gold` needs a value; the one given is empty"},
      {{"suggest", "a.csv", "-o", ""}, "option `--output` needs a value; the one given is empty"},
      {{"compare", "a.csv", "--base", "", "--with", "p"},
       "option `--base` needs a value; the one given is empty"},
      {{"compare", "a.csv", "--with-weights", ""},
       "option `--with-weights` needs a value; the one given is empty"},
      {{"rules", "import", "a.csv", "-o", ""},
       "option `--output` needs a value; the one given is empty"},
      {{"rules", "export", ""},
       "a word of the command line is empty: it names no file, folder or rule"},
      {{"check", ""}, "a word of the command line is empty: it names no file, folder or rule"},
      {{"a.csv", ""}, "a word of the command line is empty: it names no file, folder or rule"},
      {{"compare", "a.csv", "--with", "b", "--flips", "-"},
       "--flips needs the name of a file: standard output has the figures"},
      {{"tune", "a.csv", "--dry-run", "-o", "w.toml"},
       "`--dry-run` writes nothing: `--output` and `--anyway` contradict it"},
      {{"tune", "a.csv", "--dry-run", "--anyway"},
       "`--dry-run` writes nothing: `--output` and `--anyway` contradict it"},
      {{"tune", "a.csv", "--words", "--adapt"},
       "`--words` fits new words, `--adapt` moves those that are there: give one"},
      {{"eval", "a.csv", "--watch", "--json"}, "`--watch` and `--json` contradict each other"},
      {{"eval", "-", "--watch"}, "--watch: standard input cannot be read again; give a file"},
      {{"check", "a", "--watch", "--json"}, "`--watch` and `--json` contradict each other"},
      {{"check", "--watch"}, "--watch: the pack that is built in does not change; give a folder"},
      {{"compare", "--with", "p"}, "compare needs one file of labelled texts"},
      {{"compare", "a.csv", "b.csv", "--with", "p"}, "compare needs one file of labelled texts"},
      {{"compare", "a.csv"},
       "both sides are the same; give --base or --with, a profile or a weights file in which they "
       "differ"},
      {{"compare", "a.csv", "--rules", "p", "--base", "./p/", "--profile", "x", "--with-profile",
        "x"},
       "both sides are the same; give --base or --with, a profile or a weights file in which they "
       "differ"},
      {{"compare", "a.csv", "--base", "builtin"},
       "both sides are the same; give --base or --with, a profile or a weights file in which they "
       "differ"},
      {{"eval", "a.csv", "--show", "-1"}, "--show: `-1` is no whole number from 0 to 999999999"},
      {{"compare", "a.csv", "--with", "p", "--show", "x"},
       "--show: `x` is no whole number from 0 to 999999999"},
      {{"compare", "a.csv", "--with", "p", "--unlabelled", "--fail-if-worse"},
       "`--fail-if-worse` and `--unlabelled` contradict each other"},
      {{"compare", "a.csv", "--with", "p", "--unlabelled", "-g", "x"},
       "`--gold` and `--unlabelled` contradict each other"},
      {{"compare", "a.csv", "--with"}, "option `--with` needs a value"},
      {{"compare", "a.csv", "--wth", "p"}, "unknown option `--wth`; did you mean `--with`?"},
      {{"compare", "a.csv", "--with", "p", "--watch", "--json"},
       "`--watch` and `--json` contradict each other"},
      {{"compare", "a.csv", "--with", "p", "--watch", "--fail-if-worse"},
       "`--watch` and `--fail-if-worse` contradict each other"},
      {{"compare", "-", "--with", "p", "--watch"},
       "--watch: standard input cannot be read again; give a file"}};
  for (const WrongUse& use : uses) {
    const Result<Command> parsed = ParseCommandLine(use.words);
    EXPECT_EQ(parsed.ok() ? "" : Format(parsed.error()), use.message) << use.words[0];
  }
}

TEST(Options, HelpOfHelpIsHelp) {
  for (const Words& words :
       {Words{"help"}, Words{"help", "--help"}, Words{"help", "-h"}, Words{"--help"}}) {
    EXPECT_EQ(std::get<HelpCommand>(ParseCommandLine(words).value()).topic, "");
  }
  const Command eval = ParseCommandLine({"help", "eval", "--help"}).value();
  EXPECT_EQ(std::get<HelpCommand>(eval).topic, "eval");
}

TEST(Options, HelpFitsATerminalOf80Columns) {
  for (const char* topic :
       {"", "classify", "explain", "check", "eval", "tune", "compare", "suggest", "rules"}) {
    std::istringstream page(HelpText(topic).value());
    for (std::string line; std::getline(page, line);) EXPECT_LE(line.size(), 80U) << line;
  }
}

TEST(Options, HelpKnowsTheVersionAsEveryCommandDoes) {
  for (const Words& words :
       {Words{"help", "--version"}, Words{"help", "-V"}, Words{"help", "tune", "--version"}}) {
    const Result<Command> command = ParseCommandLine(words);
    ASSERT_TRUE(command.ok()) << command.error().message;
    EXPECT_TRUE(std::holds_alternative<VersionCommand>(*command));
  }
}

TEST(Options, AreOnThePageOfTheirCommand) {
  EXPECT_EQ(Advice({"--treads"}), "Try `cxo classify --help`.");
  EXPECT_EQ(Advice({}), "Try `cxo classify --help`.");
  EXPECT_EQ(Advice({"in.csv", "eval"}), "Try `cxo classify --help`.");
  EXPECT_EQ(Advice({"eval", "--foo"}), "Try `cxo eval --help`.");
  EXPECT_EQ(Advice({"help", "evl"}), "Try `cxo --help`.");
  EXPECT_EQ(Advice({"version", "--foo"}), "Try `cxo --help`.");
  EXPECT_EQ(Advice({"cmopare", "--with", "p"}),
            "cxo: `cmopare` was read as a file name; is the command `compare` meant?\n"
            "Try `cxo classify --help`.");
}

TEST(Options, TellsMistypedCommandsFromFiles) {
  const std::vector<std::pair<std::string, std::string>> words = {{"tun", "tune"},
                                                                  {"evl", "eval"},
                                                                  {"esplain", "explain"},
                                                                  {"exlpain", "explain"},
                                                                  {"expl", "explain"},
                                                                  {"Eval", "eval"},
                                                                  {"cmopare", "compare"},
                                                                  {"eval", "eval"},
                                                                  {"comp", "compare"},
                                                                  {"vendors.csv", ""},
                                                                  {"checks.csv", ""},
                                                                  {"a", ""},
                                                                  {"", ""},
                                                                  {"ev", ""},
                                                                  {"-", ""},
                                                                  {"compare.csv", ""}};
  for (const auto& [word, command] : words) {
    EXPECT_EQ(CommandHint(word), command.empty()
                                     ? ""
                                     : "`" + word + "` was read as a file name; is the command `" +
                                           command + "` meant?");
  }
}

}  // namespace
}  // namespace cxo
