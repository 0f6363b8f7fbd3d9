// The files that an evaluation is written to, none of which may be one that was read.
#include "classifier/cli/evaluation_files.h"

#include <vector>

#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/io/atomic_file.h"

namespace cxo {

EvaluationReport ReportOn(const EvalCommand& command, const Pack& pack, const GoldFile& gold,
                          const Evaluation& evaluation) {
  return {&pack, &gold, &evaluation, ProfileInForce(pack, command.pack.profile)};
}

Status TryFiles(const EvalCommand& command, const Pack& pack, const Streams& streams) {
  const std::vector<FileId> read = FilesRead(command.gold, command.pack, pack, streams.in());
  for (const std::string& path : {command.errors, command.html}) {
    if (path.empty()) continue;
    if (Status open = TryToOpen(path, read); !open.ok()) return open;
  }
  return Done{};
}

Status WriteFiles(const EvalCommand& command, const EvaluationReport& report,
                  const Streams& streams) {
  const std::vector<FileId> read =
      FilesRead(command.gold, command.pack, *report.pack, streams.in());
  if (!command.errors.empty()) {
    Status written = WriteWholeFile(command.errors, ErrorsCsv(report), read);
    if (!written.ok()) return written;
  }
  if (command.html.empty()) return Done{};
  return WriteWholeFile(command.html, EvaluationHtml(report), read);
}

}  // namespace cxo
