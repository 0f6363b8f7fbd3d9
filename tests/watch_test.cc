// --watch as a rule owner sees it: the program runs in a child process, files are saved, and what
// it says between two waits is read. Nothing here sleeps for a fixed time: each save is made after
// the answer to the last one.
#include <csignal>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/process.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGold =
    "label,text\n"
    "CMO,packaging\n"
    "CRO,clinical trials\n"
    "CSO,a team of reps on loan\n"
    "NONE,lunch\n";

// A pack and labelled texts of its own, which may be edited.
class Watched : public ::testing::Test {
 protected:
  Watched() {
    fs::copy(CXO_SOURCE_DIR "/tests/golden/pack", folder_ / "pack", fs::copy_options::recursive);
    Save("gold.csv", kGold);
  }

  Process Start(std::vector<std::string> words) const {
    words.insert(words.begin(), CXO_PROGRAM);
    words.emplace_back("--watch");
    return Process({.words = std::move(words), .folder = folder_ / ""});
  }

  // As editors do it: the file is complete at every moment.
  void Save(const std::string& name, std::string_view text) const {
    WriteFile(folder_ / (name + "~"), text);
    fs::rename(folder_ / (name + "~"), folder_ / name);
  }

  void Replace(const std::string& name, std::string_view from, std::string_view to) const {
    std::string text = ReadFile(folder_ / name);
    const size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    Save(name, text.replace(at, from.size(), to));
  }

  const TempFolder folder_;
};

// What the next answer says between its first line, which names `saved`, and its last.
std::string Answer(Process* process, std::string_view saved) {
  const std::string head = process->ReadLine(60);
  EXPECT_TRUE(head.starts_with("-- ")) << head;
  const std::string names = "  " + std::string(saved) + (saved.empty() ? "" : " ");
  EXPECT_EQ(head.substr(11), names + std::string(89 - names.size(), '-') + "\n");
  std::string answer;
  while (true) {
    const std::string line = process->ReadLine(60);
    if (line.empty()) ADD_FAILURE() << "no answer after\n" << answer;
    if (line.empty() || line.starts_with("answered in ")) break;
    answer += line;
  }
  EXPECT_EQ(process->ReadLine(), "\n");
  return answer;
}

std::string ReadWords(const Process& process) {
  std::string words(10'000, '\0');
  const ssize_t count = ::read(process.err(), words.data(), words.size());
  words.resize(static_cast<size_t>(std::max<ssize_t>(count, 0)));
  return words;
}

// What is said of the figures where "reps" wins the last wrong row of kGold.
const std::string kLastRowWon =
    "                before      now    change  since the start\n"
    "macro-F1        0.6667   1.0000   +0.3333          +0.3333\n"
    "accuracy        0.7500   1.0000   +0.2500          +0.2500\n"
    "F1 of NONE      0.6667   1.0000   +0.3333          +0.3333\n"
    "F1 of CSO       0.0000   1.0000   +1.0000          +1.0000\n"
    "1 won, 0 lost, 0 changed from one wrong label to another, which may well be "
    "chance (p = 1.000)\n"
    "1 row got other scores\n";

TEST_F(Watched, EvalSaysWhatASaveChanged) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q"});
  const std::string first = Answer(&process, "");
  EXPECT_TRUE(first.starts_with("gold.csv: 4 rows\n")) << first;
  EXPECT_EQ(first.find("baseline"), std::string::npos);
  Replace("pack/rules.toml", "any = [\"sales force~\"]", "any = [\"sales force~\", \"reps\"]");
  EXPECT_EQ(Answer(&process, "pack/rules.toml"),
            "changed: cso.sales\n"
            "\n"
            "won     gold.csv:4: gold CSO, was NONE (0.405), now CSO (0.778)\n"
            "        +3.00 cso.sales\n"
            "        a team of [reps] on loan\n"
            "\n" +
                kLastRowWon);
  Replace("pack/rules.toml", "weight = 1.5", "weight = 1.6");
  EXPECT_EQ(Answer(&process, "pack/rules.toml"),
            "changed: cmo.packaging\n"
            "\n"
            "no row changed its label: macro-F1 1.0000, accuracy 1.0000\n"
            "1 row got other scores\n");
  ::kill(process.pid(), SIGINT);
  EXPECT_EQ(process.Wait(20), 128 + SIGINT);
}

TEST_F(Watched, EvalShowsNoTextIfToldSo) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q", "--show", "0"});
  const std::string first = Answer(&process, "");
  EXPECT_TRUE(first.ends_with("\n1 error, none of them shown\n")) << first;
  Replace("pack/rules.toml", "any = [\"sales force~\"]", "any = [\"sales force~\", \"reps\"]");
  EXPECT_EQ(Answer(&process, "pack/rules.toml"),
            "changed: cso.sales\n"
            "\n" +
                kLastRowWon);
  ::kill(process.pid(), SIGINT);
  EXPECT_EQ(process.Wait(20), 128 + SIGINT);
}

TEST_F(Watched, EvalSaysWhatWordsChanged) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q"});
  Answer(&process, "");
  Save("pack/words.toml", "labels = [\"CSO\"]\nword = '''\nreps: 300\n'''\n");
  const std::string answer = Answer(&process, "pack/words.toml");
  EXPECT_TRUE(
      answer.starts_with("changed: weights of words\n"
                         "\n"
                         "won     gold.csv:4: gold CSO, was NONE (0.405), now CSO (0.778)\n"
                         "        +3.00 words\n"
                         "        a team of reps on loan\n"))
      << answer;
  Save("pack/words.toml", "labels = [\"CSO\"]\nword = '''\nreps: 310\n'''\n");
  EXPECT_EQ(Answer(&process, "pack/words.toml"),
            "changed: weights of words\n"
            "\n"
            "no row changed its label: macro-F1 1.0000, accuracy 1.0000\n"
            "1 row got other scores\n");
}

TEST_F(Watched, EvalSurvivesAPackThatIsRefused) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q"});
  Answer(&process, "");
  Replace("pack/rules.toml", "any = [\"packaging\"]", "any = [\"packaging]");
  EXPECT_EQ(Answer(&process, "pack/rules.toml"),
            "refused; the next save is compared with the last that was not\n");
  const std::string words = ReadWords(process);
  EXPECT_TRUE(words.starts_with("pack/rules.toml:22:")) << words;
  EXPECT_TRUE(words.ends_with("cxo: the rule pack is refused: 1 error\n")) << words;
  Replace("pack/rules.toml", "any = [\"packaging]", "any = [\"wrapping\"]");
  const std::string answer = Answer(&process, "pack/rules.toml");
  EXPECT_TRUE(
      answer.starts_with("changed: cmo.packaging\n"
                         "\n"
                         "lost    gold.csv:2: gold CMO, was CMO "))
      << answer;
}

TEST_F(Watched, EvalTakesOtherTexts) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q"});
  Answer(&process, "");
  Save("gold.csv", std::string(kGold) + "CMO,dinner\n");
  EXPECT_EQ(Answer(&process, "gold.csv"),
            "rows: 5, were 4\n"
            "\n"
            "new     gold.csv:6: gold CMO, answer NONE\n"
            "        dinner\n"
            "\n"
            "                before      now    change  since the start\n"
            "macro-F1        0.6667   0.5417   -0.1250          -0.1250\n"
            "accuracy        0.7500   0.6000   -0.1500          -0.1500\n"
            "F1 of NONE      0.6667   0.5000   -0.1667          -0.1667\n"
            "F1 of CMO       1.0000   0.6667   -0.3333          -0.3333\n");
  Save("gold.csv", "label,text\nCM0,dinner\n");
  Answer(&process, "gold.csv");
  EXPECT_EQ(ReadWords(process),
            "cxo: gold.csv:2: `CM0` is no label of the pack; did you mean `CMO`?\n");
  Save("gold.csv", kGold);
  const std::string answer = Answer(&process, "gold.csv");
  EXPECT_TRUE(answer.starts_with("rows: 4, were 5\n")) << answer;
}

TEST_F(Watched, EvalForgetsNoTextsThatWereSavedBesideARefusedPack) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q"});
  Answer(&process, "");
  const std::string rules = ReadFile(folder_ / "pack/rules.toml");
  Save("pack/rules.toml", "[");
  Answer(&process, "pack/rules.toml");
  Save("gold.csv", std::string(kGold) + "CMO,dinner\n");
  EXPECT_EQ(Answer(&process, "gold.csv"),
            "refused; the next save is compared with the last that was not\n");
  Save("pack/rules.toml", rules);
  const std::string answer = Answer(&process, "pack/rules.toml");
  EXPECT_TRUE(answer.starts_with("rows: 5, were 4\n")) << answer;
}

TEST_F(Watched, EvalWritesItsErrorsAfterEachSave) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q", "--errors", "errors.csv"});
  Answer(&process, "");
  EXPECT_EQ(ReadFile(folder_ / "errors.csv"),
            "line,gold,predicted,defensible,confidence,rules,text\n"
            "4,CSO,NONE,,0.405,,a team of reps on loan\n");
  Replace("pack/rules.toml", "any = [\"sales force~\"]", "any = [\"sales force~\", \"reps\"]");
  Answer(&process, "pack/rules.toml");
  EXPECT_EQ(ReadFile(folder_ / "errors.csv"),
            "line,gold,predicted,defensible,confidence,rules,text\n");
}

TEST_F(Watched, EvalWritesItsPageAfterEachSave) {
  Process process = Start({"eval", "gold.csv", "--rules", "pack", "-q", "--html", "page.html"});
  const auto has = [&](std::string_view words) {
    return ReadFile(folder_ / "page.html").find(words) != std::string::npos;
  };
  Answer(&process, "");
  EXPECT_TRUE(has("a team of reps on loan"));
  EXPECT_TRUE(has("cmo.packaging"));
  EXPECT_TRUE(has("profile <b>article</b>"));
  Replace("pack/rules.toml", "any = [\"sales force~\"]", "any = [\"sales force~\", \"reps\"]");
  Answer(&process, "pack/rules.toml");
  EXPECT_FALSE(has("a team of"));
  EXPECT_TRUE(has("cmo.packaging"));
  EXPECT_TRUE(has("profile <b>article</b>"));
}

TEST_F(Watched, CheckSaysWhatIsNewAndWhatIsGone) {
  Process process = Start({"check", "pack"});
  const std::string summary = Answer(&process, "");
  EXPECT_TRUE(summary.ends_with("0 failed, 0 known to fail; 0 warnings\n")) << summary;
  Replace("pack/rules.toml", "hit = [\"blister packaging\"]", "hit = [\"blisters\"]");
  std::string answer = Answer(&process, "pack/rules.toml");
  EXPECT_TRUE(
      answer.starts_with("New (1)\n"
                         "pack/rules.toml:25:8: example \"blisters\": does not hit "
                         "cmo.packaging\n"
                         "  hit = [\"blisters\"]\n"
                         "         ^\n"
                         "\n"))
      << answer;
  Replace("pack/rules.toml", "[[composite]]", "# moved down\n[[composite]]");
  answer = Answer(&process, "pack/rules.toml");
  EXPECT_TRUE(answer.starts_with("As before (1)\npack/rules.toml:26:8: ")) << answer;
  EXPECT_TRUE(answer.ends_with("1 failed, 0 known to fail; 0 warnings\nno finding changed\n"))
      << answer;
  Replace("pack/rules.toml", "[[composite]]",
          "[[rule]]\nid = \"cmo.b\"\nlabel = \"CMO\"\nany = [\"bottling\"]\nhit = "
          "[\"bottling\"]\nmiss = [\"x\"]\n[[composite]]");
  answer = Answer(&process, "pack/rules.toml");
  EXPECT_TRUE(answer.starts_with("As before (1)\npack/rules.toml:32:8: ")) << answer;
  EXPECT_TRUE(answer.ends_with("\nno finding changed\n")) << answer;
  Replace("pack/rules.toml", "hit = [\"blisters\"]", "hit = [\"packaging\"]");
  answer = Answer(&process, "pack/rules.toml");
  EXPECT_TRUE(
      answer.starts_with("Gone (1)\n"
                         "pack/rules.toml: example \"blisters\": does not hit cmo.packaging\n"
                         "\n"))
      << answer;
  ::kill(process.pid(), SIGTERM);
  EXPECT_EQ(process.Wait(20), 128 + SIGTERM);
}

TEST_F(Watched, CompareSaysWhichFlipsAreNewAndWhichAreGone) {
  fs::copy(folder_ / "pack", folder_ / "other", fs::copy_options::recursive);
  Process process = Start({"compare", "gold.csv", "--base", "pack", "--with", "other", "-q"});
  const std::string first = Answer(&process, "");
  EXPECT_NE(first.find("gold.csv: 4 rows"), std::string::npos) << first;
  Replace("other/rules.toml", "any = [\"sales force~\"]", "any = [\"sales force~\", \"reps\"]");
  const std::string flip =
      "won     gold.csv:4: gold CSO, was NONE (0.405), now CSO (0.778)\n"
      "        +3.00 cso.sales\n"
      "        a team of [reps] on loan\n"
      "\n";
  EXPECT_EQ(Answer(&process, "other/rules.toml"),
            "with changed: cso.sales\n\nNew (1)\n" + flip +
                "with against base: 1 won, 0 lost, 0 changed; macro-F1 1.0000 (+0.3333), accuracy "
                "1.0000 (+0.2500)\n");
  Replace("pack/rules.toml", "any = [\"sales force~\"]", "any = [\"sales force~\", \"team\"]");
  EXPECT_EQ(Answer(&process, "pack/rules.toml"),
            "base changed: cso.sales\n\nGone (1)\n" + flip +
                "with against base: 0 won, 0 lost, 0 changed; macro-F1 1.0000 (+0.0000), accuracy "
                "1.0000 (+0.0000)\n");
  Save("gold.csv", std::string(kGold) + "NONE,our reps\n");
  EXPECT_TRUE(Answer(&process, "gold.csv").starts_with("New (1)\nlost    gold.csv:6: gold NONE, "));
  Save("other/rules.toml", ReadFile(folder_ / "pack/rules.toml"));
  EXPECT_TRUE(
      Answer(&process, "other/rules.toml").starts_with("with changed: cso.sales\n\nGone (1)\n"));
  Save("other/rules.toml", "[");
  EXPECT_EQ(Answer(&process, "other/rules.toml"),
            "refused; the next save is compared with the last that was not\n");
  Save("gold.csv", kGold);
  Answer(&process, "gold.csv");
  Save("other/rules.toml", ReadFile(folder_ / "pack/rules.toml"));
  EXPECT_TRUE(
      Answer(&process, "other/rules.toml").starts_with("no row began or ceased to differ\n"));
}

// Another label makes every index mean something else: all is measured anew.
TEST_F(Watched, StartsAnewWhereTheLabelsChange) {
  Process eval = Start({"eval", "gold.csv", "--rules", "pack", "-q"});
  Process compare =
      Start({"compare", "gold.csv", "--rules", "pack", "--with-profile", "industry", "-q"});
  Answer(&eval, "");
  const std::string first = Answer(&compare, "");
  Replace("pack/pack.toml", "[[label]]\nname = \"CRO\"",
          "[[label]]\nname = \"CRDMO\"\ntitle = \"all of it\"\n\n[[label]]\nname = \"CRO\"");
  EXPECT_TRUE(Answer(&eval, "pack/pack.toml").starts_with("gold.csv: 4 rows\n"));
  EXPECT_EQ(Answer(&compare, "pack/pack.toml").substr(0, 20), first.substr(0, 20));
}

TEST_F(Watched, WaitsForAPackThatIsRefusedAtFirst) {
  const std::string rules = ReadFile(folder_ / "pack/rules.toml");
  Save("pack/rules.toml", "[");
  for (const char* command : {"check", "eval"}) {
    std::vector<std::string> words = {command, "--rules", "pack"};
    if (command == std::string("eval")) words.emplace_back("gold.csv");
    Process process = Start(words);
    EXPECT_EQ(Answer(&process, ""), "refused\n");
    Save("pack/rules.toml", rules);
    EXPECT_NE(Answer(&process, "pack/rules.toml"), "refused\n");
    Save("pack/rules.toml", "[");
  }
}

TEST_F(Watched, EndsQuietlyWhenNobodyReads) {
  Process process = Start({"check", "pack"});
  Answer(&process, "");
  process.CloseOut();
  EXPECT_EQ(process.Wait(20), 128 + SIGPIPE);
  EXPECT_EQ(ReadWords(process), "");
}

}  // namespace
}  // namespace cxo
