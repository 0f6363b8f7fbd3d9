// Nothing is written before all of it is known to be right.
#include "classifier/cli/rule_exchange.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/pack_findings.h"
#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/error/utf8.h"
#include "classifier/eval/rule_file.h"
#include "classifier/io/atomic_file.h"
#include "classifier/io/signal_hold.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/folder.h"
#include "classifier/run/format.h"
#include "classifier/spreadsheet/rule_table.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

// Whether `folder` may be written: it is new or empty, or holds a pack that may be replaced.
Status CheckFolder(const std::string& folder, bool force) {
  std::error_code failed;
  const fs::file_status status = fs::status(folder, failed);
  if (status.type() == fs::file_type::not_found) return Done{};
  if (!fs::is_directory(status)) {
    return Error{.source = folder, .message = "is not a folder", .wrong_use = true};
  }
  const bool empty = fs::is_empty(folder, failed);
  if (failed) return Error{.source = folder, .message = "cannot be read: " + failed.message()};
  if (empty || force) return Done{};
  return Error{.source = folder,
               .message = "is not empty; --force replaces the pack in it",
               .wrong_use = true};
}

// Whether `path` is a file that is there, but neither where standard output leads (/dev/stdout) nor
// one of `read`: those are refused with --force too.
bool IsThere(const std::string& path, const std::vector<FileId>& read, const Streams& streams) {
  if (AreOneFile(path, "-", streams.out())) return false;
  const auto there = RegularFileAt(path);
  return there && std::find(read.begin(), read.end(), *there) == read.end();
}

// The files of the old pack that the new one has not: they would be read as parts of it. Nothing
// else in the folder is touched.
std::vector<fs::path> Leftovers(const std::string& folder, const std::vector<PackFile>& old_files,
                                const std::vector<PackFile>& files) {
  std::vector<fs::path> leftovers;
  for (const PackFile& old_file : old_files) {
    const bool written = std::any_of(files.begin(), files.end(), [&](const PackFile& file) {
      return file.name == old_file.name;
    });
    if (!written) leftovers.push_back(fs::path(folder) / old_file.name);
  }
  return leftovers;
}

// All of the files beside their places first and then into them, so that a full disk leaves the old
// pack as it was.
Status WriteFiles(const std::string& folder, const std::vector<PackFile>& files,
                  const std::vector<FileId>& inputs) {
  const SignalHold hold;
  std::vector<AtomicFile> prepared;
  for (const PackFile& file : files) {
    Result<AtomicFile> opened = AtomicFile::Open((fs::path(folder) / file.name).string(), inputs);
    if (!opened.ok()) return opened.error();
    if (Status written = opened->Write(file.content); !written.ok()) return written;
    prepared.push_back(std::move(opened).value());
  }
  for (AtomicFile& file : prepared) {
    if (Status done = file.Commit(); !done.ok()) return done;
  }
  return Done{};
}

// What is left over is put aside, last of all: until the new pack is there, the old one is. `aside`
// gets the names.
Status WriteFolder(const std::string& folder, const std::vector<PackFile>& old_files,
                   const std::vector<PackFile>& files, const std::vector<FileId>& inputs,
                   std::vector<std::string>* aside) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{.source = folder, .message = "cannot be made: " + failed.message()};
  if (Status written = WriteFiles(folder, files, inputs); !written.ok()) return written;
  for (const fs::path& leftover : Leftovers(folder, old_files, files)) {
    aside->push_back(FreeName(leftover.string() + ".old"));
    fs::rename(leftover, aside->back(), failed);
    if (failed) {
      return Error{.source = leftover.string(),
                   .message = "cannot be put aside: " + failed.message()};
    }
  }
  return Done{};
}

// The rules and guards of the old pack that the new one has not: a table has those of the pack that
// it was exported from, and not what was written since.
std::string WhatIsGone(const Pack& before, const Pack& now) {
  constexpr size_t kMost = 20;
  std::vector<std::string> gone;
  for (const Rule& rule : before.rules) {
    if (!FindRule(now, rule.id)) gone.push_back(rule.id);
  }
  for (const Guard& guard : before.guards) {
    const auto same = [&](const Guard& other) { return other.id == guard.id; };
    if (std::none_of(now.guards.begin(), now.guards.end(), same)) gone.push_back(guard.id);
  }
  if (gone.empty()) return "";
  const size_t all = gone.size();
  gone.resize(std::min(all, kMost));
  return fmt::format("not in the table, so no longer in the pack: {}{}", Joined(gone, ", "),
                     all > kMost ? fmt::format(" and {} more", all - kMost) : "");
}

std::string Summary(const ImportedRules& imported, const std::string& folder) {
  std::string words = fmt::format(
      "{}: {} and {} in {}; try `cxo check` on it", Printable(folder), RuleCounts(imported.pack),
      Counted(imported.pack.guards.size(), "guard"), Counted(imported.files.size(), "file"));
  const bool fitted = std::any_of(imported.files.begin(), imported.files.end(),
                                  [](const PackFile& file) { return file.name == kWeightsFile; });
  if (fitted) words += fmt::format("\ncxo: {} stands above the weights of the table", kWeightsFile);
  return words;
}

// What --force would replace is no pack: its files may be anyone's.
int RefuseFolder(const std::string& folder, const std::vector<Error>& errors,
                 const Streams& streams) {
  constexpr size_t kFirst = 5;
  SayErrors(streams, errors, "old", kFirst);
  return FailOutput(
      streams,
      {.source = folder,
       .message = "holds *.toml files that make no pack, and --force replaces nothing else",
       .wrong_use = true});
}

int RefuseTable(const ImportedRules& imported, const Streams& streams) {
  std::string words;
  for (const Error& error : imported.errors) {
    const bool placed = error.line > 0 || error.source.find(':') != std::string::npos;
    words += (placed ? "" : "cxo: ") + Format(error) + "\n";
  }
  words += fmt::format("cxo: nothing is imported: {}", Counted(imported.errors.size(), "error"));
  streams.Say(words);
  return imported.base_at_fault ? kExitPack : kExitInput;
}

}  // namespace

int ExportRuleTable(const RulesCommand& command, const Streams& streams) {
  const InputFormat named = FormatOfPath(command.output);
  // Whoever opens the table by its name would find something else in it than the name says.
  if (IsForeignDocument(command.output) || named == InputFormat::kJsonl) {
    return FailOutput(streams,
                      {.source = command.output,
                       .message = "would hold csv; give it another name: .csv, or .tsv for a "
                                  "table with tabs",
                       .wrong_use = true});
  }
  if (const Status place = KeepRuleFile("rules export", command.output); !place.ok()) {
    return FailOutput(streams, place.error());
  }
  const LoadedPack loaded = ReadPack(command.pack);
  if (!loaded.pack) {
    SayErrors(streams, loaded.errors);
    return kExitPack;
  }
  const PackSource source = SplitPack(loaded.pack->files);
  const std::string table = RuleTableCsv(source, named == InputFormat::kTsv ? '\t' : ',');
  const std::vector<FileId> read = FilesAt(PackPaths(command.pack, *loaded.pack), streams.in());
  if (!command.force && IsThere(command.output, read, streams)) {
    return FailOutput(streams,
                      {.source = command.output,
                       .message = "is there already; --force writes the table in its place",
                       .wrong_use = true});
  }
  // By the mark Excel knows that a file is UTF-8; programs that read a pipe are better off without.
  const Status written =
      command.output == "-"
          ? streams.Print(table)
          : WriteWholeFile(command.output, std::string(kByteOrderMark) + table, read);
  return written.ok() ? kExitDone : FailOutput(streams, written.error());
}

int ImportRuleTable(const RulesCommand& command, const Streams& streams) {
  const Status usable = CheckFolder(command.output, command.force);
  if (!usable.ok()) return FailOutput(streams, usable.error());
  PackChoice choice = command.pack;
  Pack old_pack;
  if (HoldsPackFiles(command.output)) {
    LoadedPack loaded = ReadPack({.rules = command.output});
    if (!loaded.pack) return RefuseFolder(command.output, loaded.errors, streams);
    old_pack = *std::move(loaded.pack);
    // Whoever imports into their own pack means to keep the rest of it.
    if (choice.rules.empty()) choice.rules = command.output;
  }
  const LoadedPack base = ReadPack(choice);
  if (!base.pack) {
    SayErrors(streams, base.errors);
    return kExitPack;
  }
  const std::string base_name = choice.rules.empty() ? "built-in pack" : choice.rules;
  RuleTableFile table = command.table;
  table.standard_input = streams.in();
  const ImportedRules imported = ImportRules(table, base.pack->files, base_name);
  for (const std::string& note : imported.notes) {
    if (!command.quiet) streams.Say("cxo: " + Printable(note));
  }
  if (!imported.errors.empty()) return RefuseTable(imported, streams);
  // The pack that was read may be replaced by what is made of it; the table may not.
  std::vector<std::string> aside;
  const Status written = WriteFolder(command.output, old_pack.files, imported.files,
                                     FilesAt({table.path}, streams.in()), &aside);
  const std::string gone = written.ok() ? WhatIsGone(old_pack, imported.pack) : "";
  if (!gone.empty()) streams.Say("cxo: " + Printable(gone));
  for (const std::string& file : aside) {
    streams.Say("cxo: " + Printable(file) + ": a file of the old pack, without rules of the table");
  }
  if (!written.ok()) return FailOutput(streams, written.error());
  if (!command.quiet) streams.Say("cxo: " + Summary(imported, command.output));
  return kExitDone;
}

}  // namespace cxo
