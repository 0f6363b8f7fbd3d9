// The options of every command that works with labelled texts.
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {

OptionGroup GoldOptions() {
  OptionGroup group{"Labelled texts", {}};
  group.options.add_options()  //
      ("column,c", po::value<std::string>()->value_name("NAME"),
       "column with the text; columns go by name, or by number from 1")  //
      ("gold,g", po::value<std::string>()->value_name("NAME"),
       "column with the gold label; by default `label` or `gold`")  //
      ("also-ok", po::value<std::string>()->value_name("NAME"),
       "column with other defensible labels, joined by |; by default `also_ok`, if there is one");
  AddTableOptions(&group.options);
  group.options.add_options()("quiet,q", "say nothing but errors on standard error");
  return group;
}

Result<GoldChoice> ReadGoldChoice(Values& values, std::string_view command) {
  const Words files = values.List("file");
  if (files.size() != 1) {
    return UsageError(fmt::format("{} needs one file of labelled texts", command));
  }
  GoldChoice choice{.file = files[0],
                    .columns = {.text = values.Text("column"),
                                .label = values.Text("gold"),
                                .also_ok = values.Text("also-ok")},
                    .quiet = values.Has("quiet")};
  ReadTableChoices(values, &choice.columns.table);
  return choice;
}

}  // namespace cxo
