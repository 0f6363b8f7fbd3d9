// A dozen words are read by hand; Boost stays in the program that is shipped.
#include "bench/options.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <map>
#include <string_view>

namespace cxo::bench {
namespace {

bool ReadNumber(std::string_view text, size_t* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size() && *number > 0;
}

bool ReadParts(std::string_view list, std::vector<std::string>* parts) {
  parts->clear();
  while (!list.empty()) {
    const size_t end = std::min(list.find(','), list.size());
    parts->emplace_back(list.substr(0, end));
    if (std::ranges::find(PartNames(), parts->back()) == PartNames().end()) return false;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return !parts->empty();
}

Options Defaults() {
  Options options;
  options.root = CXO_SOURCE_DIR;
  options.program = CXO_PROGRAM;
  options.out = options.root + "/build/bench";
  const char* companies = std::getenv("CXO_BENCH_TEXTS");
  options.companies = companies != nullptr
                          ? companies
                          : options.root + "/../shared/corpus/companies-unlabelled.csv";
  options.parts = PartNames();
  return options;
}

}  // namespace

const std::vector<std::string>& PartNames() {
  static const std::vector<std::string> kNames = {"matchers", "programs", "scaling", "loading",
                                                  "stages"};
  return kNames;
}

Result<Options> ParseOptions(const std::vector<std::string>& words) {
  Options options = Defaults();
  using Reader = std::function<bool(const std::string&)>;
  const std::map<std::string, Reader, std::less<>> readers = {
      {"--out",
       [&](const std::string& v) {
         options.out = v;
         return true;
       }},
      {"--texts",
       [&](const std::string& v) {
         options.companies = v;
         return true;
       }},
      {"--program",
       [&](const std::string& v) {
         options.program = v;
         return true;
       }},
      {"--only", [&](const std::string& v) { return ReadParts(v, &options.parts); }},
      {"--race",
       [&](const std::string& v) {
         options.race = v;
         return true;
       }},
      {"--rounds", [&](const std::string& v) { return ReadNumber(v, &options.rounds); }},
      {"--memory-gb",
       [&](const std::string& v) { return ReadNumber(v, &options.memory_gigabytes); }},
      {"--mb", [&](const std::string& v) { return ReadNumber(v, &options.megabytes); }},
      {"--program-mb",
       [&](const std::string& v) { return ReadNumber(v, &options.program_megabytes); }}};
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with("--benchmark")) {
      options.benchmark.push_back(words[i]);
      continue;
    }
    if (words[i] == "--help" || words[i] == "-h") {
      options.help = true;
      continue;
    }
    const auto reader = readers.find(words[i]);
    if (reader == readers.end()) return Error{.source = words[i], .message = "is not known"};
    if (i + 1 == words.size() || !reader->second(words[i + 1])) {
      return Error{.source = words[i], .message = "needs another value"};
    }
    ++i;
  }
  return options;
}

std::string Usage() {
  return "Usage: ./dev bench [OPTIONS]\n"
         "\n"
         "Measures cxo and its peers; prints tables, writes results.json and plots.\n"
         "\n"
         "  --only LIST        of matchers, programs, scaling, loading, stages; default all\n"
         "  --race TEXT        of matchers: only the races whose names hold it, as \"10k\"\n"
         "  --rounds N         of everything, in turn; default 5\n"
         "  --mb N             megabytes of text for matchers; default 8\n"
         "  --program-mb N     for whole programs; default 16\n"
         "  --memory-gb N      that it and what it starts may have; default 6\n"
         "  --texts FILE       a CSV with real texts in its column `text`; also CXO_BENCH_TEXTS;\n"
         "                     default ../shared/corpus/companies-unlabelled.csv, and without it\n"
         "                     texts are made of corpus/\n"
         "  --out DIR          for results; default build/bench\n"
         "  --program FILE     the cxo to measure; default the one of this build\n"
         "  --benchmark_...    words of Google Benchmark: the stages alone, on the terminal\n";
}

}  // namespace cxo::bench
