// The style sheet and the script of report pages, as they stood beside this file at build time.
#pragma once

#include <string>
#include <vector>

namespace cxo {

struct ReportFile {
  std::string name;  // "report.css", "report.js"
  std::string content;
};

std::vector<ReportFile> BuiltinReportFiles();

}  // namespace cxo
