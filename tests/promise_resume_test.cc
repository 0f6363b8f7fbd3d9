// Promise 10: a run with --resume may be killed at any moment and as often as one likes; whoever
// goes on with it gets exactly the output of a run that nobody has disturbed.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "classifier/io/atomic_file.h"
#include "classifier/run/checkpoints.h"
#include "classifier/run/journal.h"
#include "classifier/run/report.h"
#include "tests/batch_run.h"
#include "tests/matcher_without_memory.h"
#include "tests/seed.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

std::string ManyRows() {
  std::string rows = "id,text\r\n";
  for (int i = 0; rows.size() < (size_t{1} << 20); ++i) {
    rows += std::to_string(i);
    switch (i % 5) {
      case 0: rows += ",\"packaging\nof tablets\"\r\n"; break;
      case 1: rows += "\r\n"; break;
      case 2: rows += ",\"open\r\n"; break;
      default: rows += ",nothing\r\n"; break;
    }
  }
  return rows;
}

BatchOptions ResumeOptions(const TempFolder& folder, const std::string& output) {
  BatchOptions options;
  options.files = {folder / "in.csv"};
  options.output = folder / output;
  options.rejects = folder / (output + ".rejects");
  options.threads = 2;
  options.records.delimiter = ',';
  options.records.has_header = true;
  options.records.columns = {"text"};
  options.records.bad_rows = BadRows::kReject;
  options.records.block_size = 1000;
  options.journal_step = 60000;
  options.resume = true;
  return options;
}

BatchOutcome RunOnce(const Classifier& classifier, const BatchOptions& options) {
  Interrupt interrupt;
  const BatchListener listener{.note = [](const std::string&) {}, .progress = nullptr};
  return RunBatch(classifier, options, listener, &interrupt);
}

// Runs in a process of its own, which is killed after so many microseconds. True if it was done
// before.
bool RunAndKill(const Classifier& classifier, const BatchOptions& options, unsigned microseconds) {
  const pid_t child = ::fork();
  if (child == 0) {
    const BatchOutcome outcome = RunOnce(classifier, options);
    if (outcome.end == BatchOutcome::End::kComplete) ::_exit(0);
    if (outcome.error) std::fprintf(stderr, "%s\n", Format(*outcome.error).c_str());
    ::_exit(1);
  }
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0);
  return WIFEXITED(status);
}

// Runs in a process of its own, which is killed as soon as there is a journal.
void RunUntilJournal(const Classifier& classifier, const BatchOptions& options,
                     const std::string& journal) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(RunOnce(classifier, options).end == BatchOutcome::End::kComplete ? 0 : 1);
  for (int i = 0; i < 20000 && ReadFile(journal).empty(); ++i) ::usleep(500);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(Resume, GivesExactlyTheOutputOfAnUndisturbedRun) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  ASSERT_EQ(RunOnce(*classifier, ResumeOptions(folder, "whole.csv")).end,
            BatchOutcome::End::kComplete);
  std::mt19937 random(Seed(10));
  int kills = 0;
  for (int round = 0; round < 3; ++round) {
    const BatchOptions options = ResumeOptions(folder, "out.csv");
    int tries = 0;
    // Later tries get more time, so that the test ends also where the machine is slow.
    while (!RunAndKill(
        *classifier, options,
        static_cast<unsigned>(random() % 20000) + 2000U * static_cast<unsigned>(tries))) {
      ASSERT_LT(++tries, 1000);
      ++kills;
    }
    EXPECT_TRUE(ReadFile(folder / "out.csv") == ReadFile(folder / "whole.csv")) << round;
    EXPECT_TRUE(ReadFile(folder / "out.csv.rejects") == ReadFile(folder / "whole.csv.rejects"));
    EXPECT_THAT(folder.Names(), testing::SizeIs(5)) << "something is left behind";
    ::unlink((folder / "out.csv").c_str());
    ::unlink((folder / "out.csv.rejects").c_str());
  }
  EXPECT_GT(kills, 3);
}

// Killed while it put its files into place: what is left of the parts begins anew, and no journal
// may say that they are longer.
TEST(Resume, RemovesAJournalWhosePartIsGone) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  const BatchOptions options = ResumeOptions(folder, "out.csv");
  const std::string journal = folder / ".out.csv.cxo-journal";
  RunUntilJournal(*classifier, options, journal);
  ASSERT_NE(ReadFile(journal), "");
  const std::string part = folder / ".out.csv.rejects.cxo-part";
  ASSERT_EQ(::rename(part.c_str(), (folder / "out.csv.rejects").c_str()), 0);
  const Result<Checkpoints> checkpoints = Checkpoints::Open(options, "any key");
  ASSERT_TRUE(checkpoints.ok());
  EXPECT_FALSE(checkpoints->found());
  EXPECT_EQ(ReadFile(journal), "");
}

TEST(Resume, CountsAsIfThereHadBeenOneRun) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  const BatchOptions options = ResumeOptions(folder, "out.csv");
  const BatchOutcome whole = RunOnce(*classifier, ResumeOptions(folder, "whole.csv"));
  RunUntilJournal(*classifier, options, folder / ".out.csv.cxo-journal");
  ASSERT_NE(ReadFile(folder / ".out.csv.cxo-journal"), "");
  const BatchOutcome resumed = RunOnce(*classifier, options);
  const Pack& pack = classifier->pack();
  EXPECT_EQ(ReportJson(pack, "", options, resumed, 0), ReportJson(pack, "", options, whole, 0));
}

TEST(Resume, GoesOnExactlyWhereItWasInterrupted) {
  const auto classifier = MarkedClassifier();
  for (const size_t threads : {1, 2}) {
    const TempFolder folder;
    WriteFile(folder / "in.csv", ManyRows());
    RunOnce(*classifier, ResumeOptions(folder, "whole.csv"));
    BatchOptions options = ResumeOptions(folder, "out.csv");
    options.threads = threads;
    options.journal_step = uint64_t{1} << 40;
    options.journal_time = std::chrono::hours(1);
    Interrupt interrupt;
    BatchListener listener{.note = [](const std::string&) {}, .progress = nullptr};
    listener.progress = [&](const BatchProgress& progress) {
      if (progress.rows > 5000) interrupt.Raise();
    };
    const BatchOutcome outcome = RunBatch(*classifier, options, listener, &interrupt);
    ASSERT_EQ(outcome.end, BatchOutcome::End::kInterrupted);
    const auto entry = ParseJournal(ReadFile(folder / ".out.csv.cxo-journal"), "journal");
    ASSERT_TRUE(entry.ok());
    EXPECT_EQ(entry->tally.read, outcome.tally.read);
    EXPECT_EQ(entry->output_bytes, ReadFile(folder / ".out.csv.cxo-part").size());
    ASSERT_EQ(RunOnce(*classifier, options).end, BatchOutcome::End::kComplete);
    EXPECT_TRUE(ReadFile(folder / "out.csv") == ReadFile(folder / "whole.csv")) << threads;
    EXPECT_TRUE(ReadFile(folder / "out.csv.rejects") == ReadFile(folder / "whole.csv.rejects"));
  }
}

TEST(Resume, WritesItsJournalAlsoAsTimeGoesBy) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  BatchOptions options = ResumeOptions(folder, "out.csv");
  options.journal_step = uint64_t{1} << 40;
  options.journal_time = std::chrono::milliseconds(0);
  RunUntilJournal(*classifier, options, folder / ".out.csv.cxo-journal");
  EXPECT_NE(ReadFile(folder / ".out.csv.cxo-journal"), "");
}

// Whatever its size and times say: a copy may have kept them, and a touch may have changed them.
TEST(Resume, GoesOnWithTheContentThatWasRead) {
  const auto classifier = MarkedClassifier();
  for (const bool same : {true, false}) {
    const TempFolder folder;
    std::string rows = ManyRows();
    WriteFile(folder / "in.csv", rows);
    const BatchOptions options = ResumeOptions(folder, "out.csv");
    RunUntilJournal(*classifier, options, folder / ".out.csv.cxo-journal");
    ASSERT_NE(ReadFile(folder / ".out.csv.cxo-journal"), "");
    const auto written = std::filesystem::last_write_time(folder / "in.csv");
    if (!same) rows[rows.find("packaging")] = 'x';
    WriteFile(folder / "in.csv", rows);
    std::filesystem::last_write_time(folder / "in.csv",
                                     written + std::chrono::seconds(same ? 5 : 0));
    const BatchOutcome resumed = RunOnce(*classifier, options);
    if (same) {
      EXPECT_EQ(resumed.end, BatchOutcome::End::kComplete);
      continue;
    }
    ASSERT_TRUE(resumed.error);
    EXPECT_THAT(Format(*resumed.error), testing::HasSubstr("are no longer those that were read"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out.csv"));
  }
}

// It would else be found interrupted by every run that goes on.
TEST(Resume, RefusesAJournalOfMoreThanTheInputHolds) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  const BatchOptions options = ResumeOptions(folder, "out.csv");
  const std::string journal = folder / ".out.csv.cxo-journal";
  RunUntilJournal(*classifier, options, journal);
  Result<JournalEntry> entry = ParseJournal(ReadFile(journal), "j");
  ASSERT_TRUE(entry.ok());
  entry->next_byte = size_t{1} << 30;
  WriteFile(journal, JournalText(*entry));
  const BatchOutcome refused = RunOnce(*classifier, options);
  EXPECT_EQ(refused.end, BatchOutcome::End::kInputFailed);
  ASSERT_TRUE(refused.error);
  EXPECT_EQ(Format(*refused.error), journal + ": is damaged; remove it to start anew");
}

TEST(Resume, RefusesWhatAnotherRunHasWritten) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  BatchOptions options = ResumeOptions(folder, "out.csv");
  RunUntilJournal(*classifier, options, folder / ".out.csv.cxo-journal");
  const std::string journal = ReadFile(folder / ".out.csv.cxo-journal");
  ASSERT_NE(journal, "");
  options.records.add = {ResultColumn::kLabel};
  const BatchOutcome other = RunOnce(*classifier, options);
  EXPECT_EQ(other.end, BatchOutcome::End::kInputFailed);
  EXPECT_EQ(Format(*other.error), folder / ".out.csv.cxo-journal" +
                                      std::string(": is the journal of a run with other input, ") +
                                      "options or rules; remove it to start anew");
  WriteFile(folder / ".out.csv.cxo-journal", journal.substr(0, journal.size() - 1));
  const BatchOutcome damaged = RunOnce(*classifier, ResumeOptions(folder, "out.csv"));
  EXPECT_EQ(Format(*damaged.error),
            folder / ".out.csv.cxo-journal" + std::string(": is damaged; remove it to start anew"));
  WriteFile(folder / ".out.csv.cxo-journal", journal);
  WriteFile(folder / ".out.csv.cxo-part", "short");
  const BatchOutcome cut = RunOnce(*classifier, ResumeOptions(folder, "out.csv"));
  EXPECT_EQ(cut.end, BatchOutcome::End::kOutputFailed);
  EXPECT_EQ(Format(*cut.error),
            folder / ".out.csv.cxo-part" +
                std::string(": is shorter than its journal says; remove it to start anew"));
}

// Both were "a,b" once, and the second run went on with other columns than the first.
TEST(Resume, TellsNamesFromListsOfNames) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in", "");
  const auto key = [&](std::vector<std::string> members, std::string prefix) {
    BatchOptions options;
    options.files = {folder / "in"};
    RecordJob job{.classifier = classifier.get()};
    job.text_members = std::move(members);
    job.prefix = std::move(prefix);
    return RunKey(options, job);
  };
  const std::string one = key({"a,b"}, "");
  EXPECT_EQ(one, key({"a,b"}, ""));
  EXPECT_NE(one, key({"a", "b"}, ""));
  EXPECT_NE(key({"a b"}, ""), key({"a", "b"}, ""));
  EXPECT_NE(key({"a"}, "x"), key({"a; prefix x"}, ""));
}

// Their names can be told in advance, and anybody who may write into the folder can make a link.
TEST(Resume, FollowsNoLinkThatAwaitsIt) {
  const auto classifier = MarkedClassifier();
  for (const char* name : {".out.csv.cxo-part", ".out.csv.cxo-journal"}) {
    const TempFolder folder;
    WriteFile(folder / "in.csv", "id,text\n1,packaging\n");
    WriteFile(folder / "victim", "precious");
    ASSERT_EQ(::symlink((folder / "victim").c_str(), (folder / name).c_str()), 0);
    const BatchOutcome refused = RunOnce(*classifier, ResumeOptions(folder, "out.csv"));
    ASSERT_TRUE(refused.error) << name;
    EXPECT_THAT(Format(*refused.error), testing::HasSubstr(name));
    EXPECT_EQ(ReadFile(folder / "victim"), "precious") << name;
    EXPECT_FALSE(std::filesystem::exists(folder / "out.csv")) << name;
  }
}

TEST(Resume, RefusesAJournalWithAnotherNumberOfLabels) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  const BatchOptions options = ResumeOptions(folder, "out.csv");
  const std::string journal = folder / ".out.csv.cxo-journal";
  RunUntilJournal(*classifier, options, journal);
  Result<JournalEntry> entry = ParseJournal(ReadFile(journal), journal);
  ASSERT_TRUE(entry.ok());
  entry->tally.labels.push_back(0);
  WriteFile(journal, JournalText(*entry));
  const BatchOutcome refused = RunOnce(*classifier, options);
  ASSERT_TRUE(refused.error);
  EXPECT_EQ(Format(*refused.error), journal + ": is damaged; remove it to start anew");
}

TEST(Resume, NeedsOneRegularFile) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", "id,text\n1,packaging\n");
  const std::string in = folder / "in.csv";
  for (const std::vector<std::string>& files : {std::vector<std::string>{in, in}, {"/dev/null"}}) {
    BatchOptions options = ResumeOptions(folder, "out.csv");
    options.files = files;
    options.records.from = InputFormat::kCsv;
    const BatchOutcome refused = RunOnce(*classifier, options);
    ASSERT_TRUE(refused.error) << files[0];
    EXPECT_TRUE(refused.error->wrong_use);
    EXPECT_EQ(Format(*refused.error), "--resume: needs one input, and that a regular file");
  }
}

// A second run started beside the first would else remove its journal, or go on by it.
TEST(Resume, LeavesTheJournalOfARunThatGoesOn) {
  const auto classifier = MarkedClassifier();
  const TempFolder folder;
  WriteFile(folder / "in.csv", ManyRows());
  const Result<AtomicFile> held = AtomicFile::OpenPart(folder / "out.csv");
  ASSERT_TRUE(held.ok());
  WriteFile(folder / ".out.csv.cxo-journal", "of the first run");
  const BatchOutcome second = RunOnce(*classifier, ResumeOptions(folder, "out.csv"));
  EXPECT_EQ(second.end, BatchOutcome::End::kOutputFailed);
  EXPECT_EQ(Format(*second.error), folder / "out.csv" + std::string(": another run is writing it"));
  EXPECT_EQ(ReadFile(folder / ".out.csv.cxo-journal"), "of the first run");
}

JournalEntry Entry() {
  JournalEntry entry{.key = "a key with\nlines and 7 numbers", .next_record = 1, .next_line = 2};
  entry.next_byte = 3;
  entry.output_bytes = 4;
  entry.tally.read = 5;
  entry.tally.not_utf8 = 12;
  entry.tally.labels = {6, 7};
  entry.tally.replaced = 13;
  entry.tally.swallowing = 17;
  entry.tally.bad_rows.push_back({"f i\nle", 8, 9, 10, 11, "member `\n` is missing"});
  entry.tally.first_status = BadRow{"file", 14, 15, 0, 16, "cut"};
  entry.tally.first_swallowing = BadRow{"file", 18, 19, 0, 20, "rows"};
  return entry;
}

TEST(Journal, ReadsWhatItHasWritten) {
  const std::string text = JournalText(Entry());
  const Result<JournalEntry> read = ParseJournal(text, "j");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(JournalText(*read), text);
  EXPECT_EQ(read->key, Entry().key);
  EXPECT_EQ(read->tally.not_utf8, 12);
  EXPECT_EQ(read->tally.replaced, 13);
  ASSERT_TRUE(read->tally.first_status);
  EXPECT_EQ(read->tally.first_status->line, 15);
  EXPECT_EQ(read->tally.swallowing, 17);
  ASSERT_TRUE(read->tally.first_swallowing);
  EXPECT_EQ(read->tally.first_swallowing->line, 19);
  EXPECT_EQ(read->tally.labels, (std::vector<uint64_t>{6, 7}));
  EXPECT_EQ(read->tally.bad_rows[0].file, "f i\nle");
}

TEST(Journal, RefusesEveryTextThatIsCutOrLonger) {
  const std::string text = JournalText(Entry());
  for (size_t size = 0; size < text.size(); ++size) {
    const Result<JournalEntry> read = ParseJournal(text.substr(0, size), "j");
    ASSERT_FALSE(read.ok()) << size;
    ASSERT_EQ(Format(read.error()), "j: is damaged; remove it to start anew");
  }
  EXPECT_FALSE(ParseJournal(text + "x", "j").ok());
}

TEST(Resume, GoesOnBehindWhatWasWrittenWhenMemoryRanOut) {
  const TempFolder folder;
  std::string rows = "id,text\r\n";
  for (int i = 0; i < 500; ++i) rows += "1,nothing\r\n";
  WriteFile(folder / "in.csv", rows + "2,burst\r\n3,packaging\r\n");
  const auto sound = MarkedClassifier();
  const auto bursting = Classifier::Create(sound->pack(), std::make_unique<BurstingMatcher>());
  const BatchOptions options = ResumeOptions(folder, "out.csv");
  const BatchOutcome burst = RunOnce(**bursting, options);
  EXPECT_EQ(burst.end, BatchOutcome::End::kOutOfMemory);
  EXPECT_TRUE(burst.can_go_on && burst.tally.read > 0);
  EXPECT_EQ(RunOnce(*sound, options).end, BatchOutcome::End::kComplete);
  EXPECT_EQ(RunOnce(*sound, ResumeOptions(folder, "whole.csv")).end, BatchOutcome::End::kComplete);
  EXPECT_EQ(ReadFile(folder / "out.csv"), ReadFile(folder / "whole.csv"));
}

}  // namespace
}  // namespace cxo
