// Several inputs of one output: what of the later ones goes in, and when they are opened; and
// inputs that change while they are read.
#include "classifier/run/input_queue.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/run/batch.h"
#include "tests/batch_run.h"
#include "tests/program.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

using End = BatchOutcome::End;

struct Ran {
  BatchOutcome outcome;
  std::string notes;
};

Ran RunOn(const BatchOptions& options, std::function<void(const BatchProgress&)> progress = {}) {
  const auto classifier = MarkedClassifier();
  Ran ran;
  Interrupt interrupt;
  const BatchListener listener{.note = [&](const std::string& note) { ran.notes += note + "\n"; },
                               .progress = std::move(progress)};
  ran.outcome = RunBatch(*classifier, options, listener, &interrupt);
  return ran;
}

std::string ErrorOf(const Ran& ran) {
  return ran.outcome.error ? Format(*ran.outcome.error) : "no error";
}

// A mark is one at the beginning of a file alone; elsewhere it is a character that spoils a record.
TEST(LaterInputs, BringNoByteOrderMark) {
  const std::string mark = "\xEF\xBB\xBF";
  const struct {
    std::string name;
    std::string a;
    std::string b;
    bool excel_safe;
    std::string want;
    bool noted;
  } cases[] = {
      {"txt", "x\n", "packaging\n", false, "QZNONE\t0.731\tx\nQZMAKE\t0.881\tpackaging\n", true},
      {"jsonl", "{\"text\":\"x\"}\n", "{\"text\":\"packaging\"}\n", false,
       "{\"text\":\"x\",\"QZlabel\":\"QZNONE\"}\n{\"text\":\"packaging\",\"QZlabel\":\"QZMAKE\"}\n",
       true},
      {"jsonl", "{\"text\":\"x\"}\n", "nothing\n", false,
       "{\"text\":\"x\",\"QZlabel\":\"QZNONE\"}\nnothing\n", true},
      {"csv", "1,x\n", "2,packaging\n", false, "1,x,QZNONE\n2,packaging,QZMAKE\n", true},
      {"csv", "1,x\n", "\n2,packaging\n", false, "1,x,QZNONE\n\n2,packaging,QZMAKE\n", true},
      {"csv", "1,x\n", "=2,packaging\n", true, "1,x,QZNONE\n'=2,packaging,QZMAKE\n", true},
      {"header.csv", "id,text\n1,x\n", "id,text\n2,packaging\n", false,
       "id,text,QZlabel\n1,x,QZNONE\n2,packaging,QZMAKE\n", false},
  };
  for (const auto& one : cases) {
    const TempFolder folder;
    BatchOptions options;
    options.files = {folder / "a." + one.name, folder / "b." + one.name};
    options.output = folder / "out";
    options.records.prefix = "QZ";
    options.records.add = {ResultColumn::kLabel};
    options.records.excel_safe = one.excel_safe;
    if (one.name.ends_with("csv")) {
      options.records.has_header = one.name != "csv";
      options.records.columns = {"2"};
      options.records.delimiter = ',';
    }
    for (const std::string& before : {std::string(), mark}) {
      WriteFile(options.files[0], before + one.a);
      WriteFile(options.files[1], mark + one.b);
      const Ran ran = RunOn(options);
      const bool in_text = one.name == "txt" && !before.empty();
      std::string want = before + one.want;
      if (in_text) want = "QZNONE\t0.731\t" + mark + one.want.substr(13);
      EXPECT_EQ(ErrorOf(ran), "no error");
      EXPECT_EQ(ReadFile(options.output), want) << one.name;
      const std::string note =
          options.files[1] +
          ": its byte order mark is left out, for it would stand in the middle of the output\n";
      EXPECT_EQ(ran.notes.find(note) != std::string::npos, one.noted) << ran.notes;
    }
  }
}

TEST(LaterInputs, BringNoByteOrderMarkIntoTheRejects) {
  const TempFolder folder;
  WriteFile(folder / "a.csv", "1,x\n2\n");
  BatchOptions options;
  options.files = {folder / "a.csv", folder / "b.csv"};
  options.output = folder / "out";
  options.rejects = folder / "rejects";
  options.records.has_header = false;
  options.records.columns = {"1"};
  options.records.delimiter = ',';
  options.records.bad_rows = BadRows::kReject;
  WriteFile(folder / "b.csv",
            "\xEF\xBB\xBF"
            "3,\"x\n4,packaging\n");
  EXPECT_EQ(ErrorOf(RunOn(options)), "no error");
  EXPECT_EQ(ReadFile(folder / "rejects"), "2\n3,\"x\n");
}

// What a shell says that runs the program on pipes. No limit of speed: whoever waits for the wrong
// end of a pipe waits for ever.
constexpr std::string_view kProgram =
    " timeout 120 " CXO_PROGRAM " -q --rules " CXO_SOURCE_DIR "/tests/golden/pack ";

Finished RunShell(const std::string& script, const TempFolder& folder) {
  return RunProcess({.words = {"sh", "-c", script}, .folder = folder.path().string()}, "", 150);
}

// Who fills one pipe after the other is waited for at the second only when the first is read.
TEST(LaterPipes, AreOpenedWhenTheirTurnComes) {
  const TempFolder folder;
  for (const std::string name : {"a", "b"}) {
    ASSERT_EQ(::mkfifo((folder / name).c_str(), 0600), 0);
  }
  std::string lines;  // more than is looked at in advance
  while (lines.size() < (size_t{2} << 20)) lines += "packaging of tablets\n";
  WriteFile(folder / "many", lines);
  const std::string program = std::string(kProgram) + "--to label ";
  const struct {
    std::string feeder;
    std::string inputs;
  } cases[] = {{"{ cat many > a; echo tea > b; } &", "a b"},
               {"{ cat many > a; echo tea; } |", "a -"}};
  for (const auto& [feeder, inputs] : cases) {
    const Finished ran = RunShell(feeder + program + inputs, folder);
    EXPECT_EQ(ran.code, 0) << inputs << ran.err;
    const auto rows = std::count(ran.out.begin(), ran.out.end(), '\n');
    EXPECT_EQ(rows, std::count(lines.begin(), lines.end(), '\n') + 1) << inputs;
    EXPECT_TRUE(ran.out.ends_with("CMO\nNONE\n")) << inputs;
  }
}

// What cannot be known before is refused then; what is written to a file is not put into place.
TEST(LaterPipes, AreRefusedWhenTheirTurnComes) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "b.csv").c_str(), 0600), 0);
  const struct {
    std::string first;
    std::string second;
    int code;
    std::string out;
    std::string err;
  } cases[] = {
      {"id,text\n1,packaging\n", "id,text\n2,tea\n", 0,
       "id,text,cxo_label\n1,packaging,CMO\n2,tea,NONE\n", ""},
      {"id,text\n1,packaging\n", "no,text\n2,tea\n", 4, "id,text,cxo_label\n1,packaging,CMO\n",
       "cxo: b.csv: its columns are not those of a.csv, so that the two cannot go into one "
       "output\n"},
      {"id,text\n1,packaging\n", "", 0, "id,text,cxo_label\n1,packaging,CMO\n", ""},
      {"", "id,text\n2,tea\n", 0, "id,text,cxo_label\n2,tea,NONE\n", ""},
  };
  for (const auto& one : cases) {
    WriteFile(folder / "a.csv", one.first);
    WriteFile(folder / "second", one.second);
    const std::string feed = "cat second > b.csv &" + std::string(kProgram) +
                             "--delimiter , --header -c text --add label ";
    const Finished ran = RunShell(feed + "a.csv b.csv; code=$?; wait; exit $code", folder);
    EXPECT_EQ(ran.code, one.code) << ran.err;
    EXPECT_EQ(ran.out, one.out);
    EXPECT_EQ(ran.err, one.err);
  }
}

// A format is known by the name, so nobody has to wait for the first input to hear that it is
// wrong.
TEST(LaterPipes, OfAnotherFormatAreRefusedAtOnce) {
  const TempFolder folder;
  WriteFile(folder / "a.csv", "id,text\n1,packaging\n");
  for (const std::string name : {"b", "b.jsonl", "b.tsv"}) {
    ASSERT_EQ(::mkfifo((folder / name).c_str(), 0600), 0);
    const Finished ran = RunShell(std::string(kProgram) + "--delimiter , a.csv " + name, folder);
    EXPECT_EQ(ran.code, 4) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err, "cxo: " + name +
                           ": its format is not that of a.csv, so that the two cannot go into one "
                           "output; --from or --to sets one for both\n");
  }
}

// Exit 0 with fewer rows than the file had would be a lie.
TEST(ChangingInput, IsRefusedUnlessItOnlyGrows) {
  const TempFolder folder;
  const std::string in = folder / "in.txt";
  std::string lines;
  while (lines.size() < (size_t{4} << 20)) lines += "packaging\n";
  const struct {
    std::string name;
    std::function<void()> change;
    std::string want;
  } cases[] = {
      {"left alone", [] {}, "no error"},
      {"grown", [&] { std::ofstream(in, std::ios::app) << "tea\n"; }, "no error"},
      {"cut", [&] { std::filesystem::resize_file(in, lines.size() / 2 + 3); },
       in + ": became shorter while it was read, so that rows are missing"},
      {"cut and longer again",
       [&] {
         std::filesystem::resize_file(in, 5);
         std::filesystem::resize_file(in, lines.size());
       },
       in + ": was written to while it was read, so that rows may be of two versions"},
  };
  for (const auto& one : cases) {
    WriteFile(in, lines);
    ::usleep(50000);  // clocks of file systems are coarse
    BatchOptions options;
    options.files = {in};
    options.output = folder / "out.txt";
    options.threads = 2;
    WriteFile(options.output, "old");
    bool changed = false;
    const Ran ran = RunOn(options, [&](const BatchProgress&) {
      if (!changed) one.change();
      changed = true;
    });
    EXPECT_EQ(ErrorOf(ran), one.want) << one.name;
    const bool well = one.want == "no error";
    EXPECT_EQ(ran.outcome.end, well ? End::kComplete : End::kInputFailed) << one.name;
    EXPECT_EQ(ReadFile(options.output) == "old", !well) << one.name;
  }
}

}  // namespace
}  // namespace cxo
