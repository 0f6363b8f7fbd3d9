// Promise 14: a parent process can talk with the program line by line.
#include <algorithm>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/program.h"

namespace cxo {
namespace {

TEST(Child, AnswersLineByLine) {
  for (const char* threads : {"1", "8"}) {
    Process process(Program({"--threads", threads}));
    for (int i = 0; i < 1000; ++i) {
      const std::string text = "testing " + std::to_string(i) + "\n";
      ASSERT_TRUE(process.Write(text));
      ASSERT_EQ(process.ReadLine(), "CRO\t0.564\t" + text) << threads << " threads, line " << i;
    }
    process.CloseIn();
    EXPECT_EQ(process.Wait(), 0);
  }
}

TEST(Child, AnswersObjectByObjectAndRowByRow) {
  Process objects(Program({"--from", "jsonl", "--add", "label"}));
  Process rows(
      Program({"--from", "csv", "--delimiter", ",", "--header", "-c", "1", "--add", "label"}));
  rows.Write("text\n");
  EXPECT_EQ(rows.ReadLine(), "text,cxo_label\n");
  for (int i = 0; i < 100; ++i) {
    objects.Write("{\"text\": \"testing\"}\n");
    ASSERT_EQ(objects.ReadLine(), "{\"text\": \"testing\",\"cxo_label\":\"CRO\"}\n");
    rows.Write("testing\n");
    ASSERT_EQ(rows.ReadLine(), "testing,CRO\n");
  }
}

// A header may come in pieces, and its line end last of all.
TEST(Child, AnswersAHeaderThatComesInPieces) {
  const std::vector<std::vector<std::string>> inputs = {{"id,text", "\n"},
                                                        {"id,te", "xt\r", "\n"},
                                                        {"\n", "\n", "id,text", "\n"},
                                                        {"\"id\n", "\n", "\",text", "\n"}};
  for (const std::vector<std::string>& pieces : inputs) {
    Process rows(
        Program({"--from", "csv", "--delimiter", ",", "--header", "-c", "text", "--add", "label"}));
    std::string header;
    for (const std::string& piece : pieces) {
      header += piece;
      rows.Write(piece);
      ASSERT_TRUE(rows.AwaitIdle());
    }
    header.insert(header.find_last_not_of("\r\n") + 1, ",cxo_label");
    std::string answer;
    while (answer.size() < header.size()) {
      const std::string line = rows.ReadLine();
      ASSERT_NE(line, "") << header;
      answer += line;
    }
    EXPECT_EQ(answer, header);
  }
}

// What the delimiter is found out from is bounded: more rows than that are answered while the input
// pauses.
TEST(Child, AnswersATableThatPauses) {
  constexpr int kRows = 10000;  // 80 KB
  std::string input = "text\n";
  for (int i = 0; i < kRows; ++i) input += "testing\n";
  Process rows(Program({"--from", "csv", "--add", "label"}));
  ASSERT_TRUE(rows.Write(input));
  EXPECT_EQ(rows.ReadLine(), "text,cxo_label\n");
  for (int i = 0; i < kRows; ++i) ASSERT_EQ(rows.ReadLine(), "testing,CRO\n") << i;
}

// Who waits for an answer must not be made to say more first, whatever the first object is. Only at
// the end is it known that no object had the text.
TEST(Child, AnswersObjectsWithoutTextAndRefusesThemAtTheEnd) {
  for (const bool text : {false, true}) {
    Process objects(Program({"--from", "jsonl", "--add", "label"}));
    for (int i = 0; i < 1001; ++i) {
      objects.Write("{\"id\": 1}\n");
      ASSERT_EQ(objects.ReadLine(), "{\"id\": 1,\"cxo_label\":null}\n");
    }
    if (text) objects.Write("{\"text\": null}\n");
    objects.CloseIn();
    EXPECT_EQ(objects.Wait(), text ? 0 : 4);
  }
}

// 100,000 rows that are bad, and nobody reads what is said about them.
TEST(Child, IsNotHeldUpByAParentThatDoesNotReadItsWords) {
  std::string rows = "id,text\n";
  for (int i = 0; i < 100000; ++i) rows += "x\n";
  ProcessSetup setup = Program({"--from", "csv", "--delimiter", ",", "--header", "-c", "2"});
  setup.out = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  Process process(setup);
  EXPECT_TRUE(process.Write(rows));
  process.CloseIn();
  EXPECT_EQ(process.Wait(30), 0);
  ::close(*setup.out);
}

TEST(Child, SaysNothingButAnswersOnStandardOutput) {
  std::string rows = "id;text\n";
  for (int i = 0; i < 1000; ++i) rows += i % 7 == 0 ? "x\n" : "1;testing\n";
  const Finished ran = RunProgram({"--from", "csv", "--progress", "--add", "label"}, rows);
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1001);
  EXPECT_EQ(ran.code, 0);
}

}  // namespace
}  // namespace cxo
