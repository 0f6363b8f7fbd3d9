// What a run does with its rows, files and failures beyond what the promises cover.
#include "classifier/run/batch.h"

#include <array>
#include <csignal>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "classifier/run/report.h"
#include "tests/batch_run.h"
#include "tests/compress.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

using End = BatchOutcome::End;

BatchOptions TableOptions(const std::vector<std::string>& columns) {
  BatchOptions options;
  options.records.from = InputFormat::kCsv;
  options.records.delimiter = ',';
  options.records.has_header = true;
  options.records.columns = columns;
  options.records.encoding = Encoding::kUtf8;
  options.records.prefix = "QZ";
  options.records.add = {ResultColumn::kLabel, ResultColumn::kStatus};
  return options;
}

BatchOutcome RunFiles(const Classifier& classifier, const BatchOptions& options,
                      const BatchListener& listener = {}) {
  Interrupt interrupt;
  return RunBatch(classifier, options, listener, &interrupt);
}

// The text of the last column goes on to the end of a row with too many fields, unless it is quoted
// or a row is none of those.
TEST(LastColumn, IsReadToTheEndOfALongRow) {
  const auto classifier = MarkedClassifier();
  const struct {
    std::string header;
    std::vector<std::string> columns;
    std::string row;
    std::string added;
  } cases[] = {
      {"text", {"text"}, "since 1950, packaging", ",QZMAKE,ragged"},
      {"id,text", {"text"}, "1,since 1950, we do, packaging", ",QZMAKE,ragged"},
      {"id,text", {"text"}, "1,since 1950, \"packaging\"", ",QZMAKE,ragged"},
      {"id,text", {"text"}, "1,\"since 1950\", packaging", ",QZNONE,ragged"},
      {"text,id", {"text"}, "since 1950,packaging,1", ",QZNONE,ragged"},
      {"id,text", {"id"}, "1,since 1950,packaging", ",QZNONE,ragged"},
      {"id,text", {"id", "text"}, "1,since 1950,packaging", ",QZMAKE,ragged"},
      {"id,text", {"text", "id"}, "1,since 1950,packaging", ",QZMAKE,ragged"},
      {"id,text", {"text"}, "1,packaging", ",QZMAKE,ok"},
  };
  for (const auto& one : cases) {
    const BatchRun run =
        RunOver(*classifier, one.header + "\n" + one.row + "\n", TableOptions(one.columns));
    EXPECT_EQ(run.output, one.header + ",QZlabel,QZstatus\n" + one.row + one.added + "\n");
  }
}

TEST(LastColumn, IsGivenAsOneTextWhereTextsAreWritten) {
  BatchOptions options = TableOptions({"text"});
  options.records.to = OutputFormat::kText;
  const BatchRun run = RunOver(*MarkedClassifier(), "id,text\n1,tea, packaging\n", options);
  EXPECT_EQ(run.output, "QZMAKE\t0.881\ttea, packaging\n");
}

// Whatever is wrong with a row can be found by the one column.
TEST(Review, HoldsWhatIsWrongWithARow) {
  const auto classifier = MarkedClassifier();
  BatchOptions options = TableOptions({"text"});
  options.records.add = {ResultColumn::kReview};
  const BatchRun run = RunOver(
      *classifier, "id,text\n1,packaging\n2\n3,\"x\" packaging\n4,\n5,a,b\n6,\"open\n", options);
  EXPECT_EQ(run.output,
            "id,text,QZreview\n1,packaging,\n2,ragged\n3,\"x\" packaging,text-after-quote\n"
            "4,,no-text\n5,a,b,ragged\n6,\"open,unclosed-quote\n");
  EXPECT_EQ(run.outcome.tally.review, 5);
  EXPECT_EQ(run.outcome.tally.labelled, 5);
  options.records.bad_rows = BadRows::kReject;
  const TempFolder folder;
  options.rejects = folder / "rejects";
  const BatchRun kept = RunOver(*classifier, "id,text\n1,packaging\n2\n4,\n", options);
  EXPECT_EQ(kept.output, "id,text,QZreview\n1,packaging,\n4,,no-text\n");
  EXPECT_EQ(kept.outcome.tally.review, 1) << "rejected rows are no rows of the output";
}

TEST(Review, HoldsWhatIsWrongWithAnObject) {
  BatchOptions options;
  options.records.from = InputFormat::kJsonl;
  options.records.prefix = "QZ";
  options.records.add = {ResultColumn::kReview};
  const BatchRun run =
      RunOver(*MarkedClassifier(), "{\"text\":\"packaging\"}\n{\"text\":7}\n{}\n", options);
  EXPECT_EQ(run.output,
            "{\"text\":\"packaging\",\"QZreview\":\"\"}\n{\"text\":7,\"QZreview\":\"not-text\"}\n"
            "{\"QZreview\":\"no-text\"}\n");
  EXPECT_EQ(run.outcome.tally.review, 2);
}

TEST(Interrupt, IsTakenBackAsOftenAsItIsRaised) {
  Interrupt interrupt;
  interrupt.Raise();
  interrupt.Raise();
  interrupt.Withdraw();
  EXPECT_TRUE(interrupt.raised());
  interrupt.Withdraw();
  EXPECT_FALSE(interrupt.raised());
  interrupt.Raise();
  interrupt.Raise(SIGTERM);
  interrupt.Withdraw();
  EXPECT_TRUE(interrupt.raised());
  EXPECT_EQ(interrupt.signal(), SIGTERM);
}

// A run that stops at a row wakes the thread that waits for more, and nobody else.
TEST(Batch, LeavesTheInterruptOfItsCallerAsItWas) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  std::string rows = "id,text\n";
  while (rows.size() < (size_t{1} << 20)) rows += "1,packaging\n2,\n";
  WriteFile(folder / "in.csv", rows.insert(size_t{300} << 10, "\nbad\n"));
  BatchOptions options = TableOptions({"text"});
  options.files = {folder / "in.csv"};
  options.output = folder / "out.csv";
  options.records.bad_rows = BadRows::kStop;
  options.threads = 2;
  Interrupt interrupt;
  EXPECT_EQ(RunBatch(*classifier, options, {}, &interrupt).end, End::kBadRow);
  EXPECT_FALSE(interrupt.raised());
  options.records.bad_rows = BadRows::kKeep;
  EXPECT_EQ(RunBatch(*classifier, options, {}, &interrupt).end, End::kComplete);
}

// What is compressed, and UTF-16, seems damaged where it is cut; cut is it by the interrupt alone.
TEST(Batch, IsInterruptedAmidWhatMustBeWhole) {
  const auto classifier = MarkedClassifier();
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "packaging " + std::to_string(i) + "\n";
  const std::string packed = Gzip(lines);
  for (const std::string& bytes :
       {packed.substr(0, packed.size() / 2), std::string("\xFF\xFEp\0\n\0p", 7)}) {
    std::array<int, 2> ends = {-1, -1};
    ASSERT_EQ(::pipe(ends.data()), 0);
    ASSERT_EQ(::write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    const TempFolder folder;
    BatchOptions options;
    options.files = {"-"};
    options.output = folder / "out.txt";
    options.records.standard_input = ends[0];
    Interrupt interrupt;
    std::thread ender([&] {
      ::usleep(300000);
      interrupt.Raise(SIGTERM);
    });
    const BatchOutcome outcome = RunBatch(*classifier, options, {}, &interrupt);
    ender.join();
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_EQ(outcome.end, End::kInterrupted);
    EXPECT_FALSE(outcome.error) << Format(*outcome.error);
    EXPECT_GT(outcome.tally.read, 0);
  }
}

// A full disk stays a full disk after a signal, and only what is written is counted.
TEST(Batch, CountsWhatIsWrittenAndSaysWhyNoMoreIs) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  std::string lines;
  while (lines.size() < (size_t{1} << 20)) lines += "packaging\n";
  WriteFile(folder / "in.txt", lines);
  BatchOptions options;
  options.files = {folder / "in.txt"};
  options.threads = 2;
  options.records.block_size = size_t{16} << 10;
  options.output_fd = ::memfd_create("cxo-test", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  Interrupt interrupt;
  BatchListener listener;
  listener.progress = [&](const BatchProgress&) {
    ::usleep(200000);  // further blocks are filled meanwhile
    ::fcntl(options.output_fd, F_ADD_SEALS, F_SEAL_GROW);
    interrupt.Raise();
  };
  const BatchOutcome outcome = RunBatch(*classifier, options, listener, &interrupt);
  const off_t size = ::lseek(options.output_fd, 0, SEEK_END);
  ::close(options.output_fd);
  ASSERT_EQ(outcome.end, End::kOutputFailed);
  EXPECT_EQ(Format(*outcome.error), "standard output: write failed: Operation not permitted");
  const std::string row = "QZMAKE\t0.881\tpackaging\n";
  EXPECT_EQ(outcome.tally.read * row.size(), static_cast<uint64_t>(size));
  EXPECT_TRUE(interrupt.raised()) << "the caller's own";
}

// A pipe gives the answers of a file, whatever its first object has.
TEST(Members, AreTheSameOfAPipeAndOfAFile) {
  const auto classifier = MarkedClassifier();
  BatchOptions options;
  options.records.from = InputFormat::kJsonl;
  options.records.prefix = "QZ";
  options.records.add = {ResultColumn::kLabel};
  const std::string lines =
      "{\"id\":1,\"about\":\"x\"}\n{\"id\":2,\"about\":\"x\",\"text\":\"packaging\"}\n";
  const std::string want =
      "{\"id\":1,\"about\":\"x\",\"QZlabel\":null}\n"
      "{\"id\":2,\"about\":\"x\",\"text\":\"packaging\",\"QZlabel\":\"QZMAKE\"}\n";
  EXPECT_EQ(RunOver(*classifier, lines, options).output, want);
  for (const size_t step : {size_t{1}, lines.size()}) {
    EXPECT_EQ(RunOverPipe(*classifier, lines, step, options).output, want);
  }
}

TEST(Report, SaysHowQuotesAreReadAndWhatIsReplaced) {
  const auto classifier = MarkedClassifier();
  const auto report = [&](const BatchOptions& options, const std::string& input) {
    const BatchRun run = RunOver(*classifier, input, options);
    return ReportJson(classifier->pack(), "", options, run.outcome, 0);
  };
  BatchOptions options = TableOptions({"text"});
  const std::string rows = "id,text\n1,\"packaging\n2,packaging\n3,x\n4,packaging\"\n";
  const std::string usual = report(options, rows);
  EXPECT_NE(usual.find(R"("quote": "\"",)"), std::string::npos) << usual;
  EXPECT_NE(usual.find(R"("swallowing": 1})"), std::string::npos) << usual;
  options.records.quote = kNoQuote;
  const std::string none = report(options, rows);
  EXPECT_NE(none.find(R"("quote": "none",)"), std::string::npos) << none;
  EXPECT_NE(none.find(R"("swallowing": 0})"), std::string::npos) << none;
  const std::string half = report(BatchOptions(), std::string("\xFF\xFEp\0\x3D\xD8\n\0", 8));
  EXPECT_NE(half.find(R"("quote": null,)"), std::string::npos) << half;
  EXPECT_NE(half.find(R"("replaced": 1,)"), std::string::npos) << half;
}

TEST(Files, MustBeTheSameWhenTheirTurnComes) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  BatchOptions options;
  options.files = {folder / "a.txt", folder / "b.txt"};
  options.output = folder / "out.txt";
  const std::string b = folder / "b.txt";
  const std::function<void()> changes[] = {
      [] {},
      [&] {
        WriteFile(folder / "c.txt", "nothing\n");
        std::filesystem::rename(folder / "c.txt", b);
      },
      [&] { WriteFile(b, "packaging\n"); },
      [&] {
        ::usleep(50000);  // clocks of file systems are coarse
        WriteFile(b, "written\n");
      },
  };
  for (const auto& change : changes) {
    const bool changed = &change != changes;
    WriteFile(folder / "a.txt", "packaging\n");
    WriteFile(b, "nothing\n");
    BatchListener listener;
    listener.progress = [&](const BatchProgress& progress) {
      if (progress.rows == 1) change();
    };
    const BatchOutcome outcome = RunFiles(*classifier, options, listener);
    EXPECT_EQ(outcome.end, changed ? End::kInputFailed : End::kComplete);
    EXPECT_EQ(outcome.error ? Format(*outcome.error) : "",
              changed ? b + ": is another file than it was when the run began" : "");
    EXPECT_EQ(ReadFile(folder / "out.txt"), "QZMAKE\t0.881\tpackaging\nQZNONE\t0.731\tnothing\n");
  }
}

// Those that can be opened again are; what a pipe gives comes once.
TEST(Files, MayStandBesidePipes) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "a.txt", "packaging\n");
  BatchOptions options;
  options.files = {folder / "a.txt", "-", folder / "a.txt"};
  options.output = folder / "out.txt";
  std::array<int, 2> ends = {-1, -1};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ASSERT_EQ(::write(ends[1], "nothing", 7), 7);
  ::close(ends[1]);
  options.records.standard_input = ends[0];
  EXPECT_EQ(RunFiles(*classifier, options).end, End::kComplete);
  ::close(ends[0]);
  EXPECT_EQ(ReadFile(folder / "out.txt"),
            "QZMAKE\t0.881\tpackaging\nQZNONE\t0.731\tnothing\nQZMAKE\t0.881\tpackaging\n");
}

TEST(Files, SayWhyTheyCannotGoIntoOneTable) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "a.csv", "id,text\n1,packaging\n2,a\n3,b\n");
  WriteFile(folder / "b.csv", "id;text\n1;packaging\n2;a\n3;b\n");
  WriteFile(folder / "c.csv", "no,text\n1,packaging\n2,a\n3,b\n");
  const std::string a = folder / "a.csv";
  const struct {
    std::string other;
    std::optional<OutputFormat> to;
    BadRows bad_rows;
    std::string want;
  } cases[] = {
      {"b.csv",
       {},
       BadRows::kKeep,
       "its delimiter is not that of " + a +
           ", so that the two cannot go into one table; --to jsonl or --to text takes both"},
      {"b.csv",
       {},
       BadRows::kReject,
       "its delimiter is not that of " + a + ", so that the two cannot go into one table"},
      {"c.csv",
       {},
       BadRows::kKeep,
       "its columns are not those of " + a + ", so that the two cannot go into one output"},
      {"b.csv", OutputFormat::kJsonl, BadRows::kKeep, ""},
      {"b.csv", OutputFormat::kText, BadRows::kKeep, ""},
      {"b.csv", OutputFormat::kJsonl, BadRows::kReject,
       "it is not written like " + a +
           ", so that rejected rows of the two cannot go into one file"},
  };
  for (const auto& one : cases) {
    BatchOptions options;
    options.files = {a, folder / one.other};
    options.output = folder / "out";
    options.rejects = folder / "rejects";
    options.records.columns = {"text"};
    options.records.to = one.to;
    options.records.bad_rows = one.bad_rows;
    const BatchOutcome outcome = RunFiles(*classifier, options);
    EXPECT_EQ(outcome.error ? Format(*outcome.error) : "",
              one.want.empty() ? "" : folder / one.other + ": " + one.want);
  }
}

}  // namespace
}  // namespace cxo
