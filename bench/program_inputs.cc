// Plain writing of files.
#include "bench/program_inputs.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/core.h>

#include "bench/child.h"
#include "bench/pairs.h"
#include "bench/peer.h"
#include "classifier/builtin/builtin_pack.h"
#include "classifier/io/json_string.h"

namespace cxo::bench {
namespace {

std::string Quoted(const std::string& text) {
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + '"';
}

double HitsPerRecord(const TextSet& texts) {
  const Pack pack = ApplyProfile(*BuiltinPack().pack, "").value();
  const BuiltPeer peer = BuildProductionMatcher(pack);
  if (!peer.ok()) return 0;
  const Records records(FirstOf(texts, size_t{2} << 20U));
  Pairs pairs(pack.patterns.size());
  peer.value()->Match(records, 0, records.size(), &pairs);
  return static_cast<double>(pairs.count()) / static_cast<double>(records.size());
}

}  // namespace

void WriteFile(const std::string& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary);
  out << content;
  out.close();
  if (out) return;
  fmt::print(stderr, "cxo_bench: {}: cannot be written\n", path);
  std::exit(1);
}

TextFiles WriteTexts(const TextSet& texts, const std::string& folder) {
  TextFiles files;
  const std::string base = folder + "/" + texts.name;
  std::string lines;
  std::string csv = "id,name,text\n";
  std::string jsonl;
  for (size_t i = 0; i < texts.records.size(); ++i) {
    const std::string& text = texts.records[i];
    lines += text + "\n";
    csv += fmt::format("{},Company {},{}\n", i, i, Quoted(text));
    jsonl += fmt::format("{{\"id\": {}, \"text\": ", i);
    AppendJsonString(text, &jsonl);
    jsonl += "}\n";
  }
  files.lines = base + ".txt";
  files.csv = base + ".csv";
  files.jsonl = base + ".jsonl";
  WriteFile(files.lines, lines);
  WriteFile(files.csv, csv);
  WriteFile(files.jsonl, jsonl);
  files.bytes = lines.size();
  files.records = texts.records.size();
  files.hits = HitsPerRecord(texts);
  return files;
}

void WritePack(const RuleSet& rules, bool phrases, const std::string& path) {
  std::filesystem::create_directories(path);
  for (const PackFile& file : FilesOf(rules, phrases)) {
    WriteFile(path + "/" + file.name, file.content);
  }
}

std::string TrainFastText(const Texts& texts, const std::string& folder) {
  std::string lines;
  for (const Texts::Labelled& one : texts.labelled()) {
    lines += "__label__" + one.label + " " + one.text + "\n";
  }
  const std::string input = folder + "/fasttext.train";
  WriteFile(input, lines);
  const std::string model = folder + "/fasttext";
  const Finished trained =
      RunChild({{"fasttext", "supervised", "-input", input, "-output", model, "-dim", "10",
                 "-epoch", "25", "-wordNgrams", "1", "-bucket", "1", "-thread", "1"},
                "/dev/null",
                "/dev/null"});
  return trained.status == 0 ? model + ".bin" : "";
}

std::string WritePythonLoop(const RuleSet& rules, const std::string& folder) {
  std::string path = folder + "/loop.py";
  WriteFile(path,
            fmt::format("import re, sys\n"
                        "rules = [re.compile(line.rstrip('\\n'), re.I)\n"
                        "         for line in open({}, encoding='utf-8')]\n"
                        "for line in open(sys.argv[1], encoding='utf-8'):\n"
                        "    print(*[i for i, rule in enumerate(rules) if rule.search(line)])\n",
                        Quoted(WritePatterns(rules, folder))));
  return path;
}

std::string WritePatterns(const RuleSet& rules, const std::string& folder) {
  std::string lines;
  for (const MadeRule& rule : rules.rules) lines += rule.regex + "\n";
  std::string path = folder + "/patterns.txt";
  WriteFile(path, lines);
  return path;
}

}  // namespace cxo::bench
