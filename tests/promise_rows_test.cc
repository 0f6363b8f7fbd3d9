// Promises 1 and 24: every record in gives exactly one record out, in order, with the label of its
// own text, and the bytes are the same for every number of threads, block size and way of delivery.
// The expected output is made beside the input, row by row, without the program.
#include <map>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/batch_run.h"
#include "tests/seed.h"

namespace cxo {

// By which ctest names the case; found only in the namespace of its argument.
static void PrintTo(InputFormat format, std::ostream* out) { *out << NameOf(format); }

namespace {

struct Shape {
  std::string name;
  std::vector<std::string> line_ends;  // one of them for each row
  bool final_line_end = true;
  bool mark = false;  // begins with a byte order mark
};

const std::vector<Shape>& Shapes() {
  static const std::vector<Shape> kShapes = {{"LF", {"\n"}},
                                             {"CR LF", {"\r\n"}},
                                             {"mixed", {"\n", "\r\n"}},
                                             {"LF, open end", {"\n"}, false},
                                             {"CR LF, open end", {"\r\n"}, false},
                                             {"mixed, open end", {"\n", "\r\n"}, false},
                                             {"marked", {"\n"}, true, true},
                                             {"marked, open end", {"\r\n"}, false, true}};
  return kShapes;
}

// A file, and what must come out of it.
struct Expectation {
  std::string input;
  std::string output;
  uint64_t rows = 0;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Expectation Lines(const Shape& shape, size_t rows) {
    Expectation made;
    if (shape.mark) made.input = "\xEF\xBB\xBF";
    for (size_t i = 0; i < rows; ++i) {
      const bool make = Coin();
      std::string line = made.input.size() == 3 && shape.mark ? "\xEF\xBB\xBF" : "";
      if (!line.empty()) made.input.clear();
      line += Text(i, make);
      const std::string end = i + 1 < rows || shape.final_line_end ? LineEnd(shape) : "";
      made.input += line + end;
      made.output.append(make ? "QZMAKE\t0.881\t" : "QZNONE\t0.731\t").append(line).append(end);
    }
    made.rows = rows;
    return made;
  }

  Expectation Table(const Shape& shape, size_t rows) {
    Expectation made;
    const std::string end = LineEnd(shape);
    const std::string mark = shape.mark ? "\xEF\xBB\xBF" : "";
    made.input = mark + "id,text" + end;
    made.output = mark + "id,text,QZlabel" + end;
    for (size_t i = 0; i < rows; ++i) AddRow(shape, i, i + 1 == rows, &made);
    made.rows = rows;
    return made;
  }

  Expectation Objects(const Shape& shape, size_t rows) {
    Expectation made;
    for (size_t i = 0; i < rows; ++i) {
      const bool make = Coin();
      const std::string start = (i == 0 && shape.mark ? "\xEF\xBB\xBF" : "") +
                                std::string("{\"text\": \"") + Text(i, make) + "\"";
      const std::string end =
          "}" + (i + 1 < rows || shape.final_line_end ? LineEnd(shape) : std::string());
      made.input += start + end;
      made.output.append(start).append(",\"QZlabel\":\"").append(make ? "QZMAKE" : "QZNONE");
      made.output.append("\"").append(end);
    }
    made.rows = rows;
    return made;
  }

 private:
  bool Coin() { return random_() % 2 == 0; }

  std::string LineEnd(const Shape& shape) {
    return shape.line_ends[random_() % shape.line_ends.size()];
  }

  // A text that is its row's alone, with characters of every length.
  std::string Text(size_t row, bool make) {
    static const std::vector<std::string> kWords = {
        "tea", "caf\xC3\xA9", "\xE2\x80\x93", "\xF0\x9F\x98\x80", "of", "x"};
    std::string text = "row " + std::to_string(row * 7919 % 1000003);
    for (size_t words = random_() % 6; words > 0; --words) {
      text += " " + kWords[random_() % kWords.size()];
    }
    return text + (make ? " packaging" : "");
  }

  void AddRow(const Shape& shape, size_t row, bool last, Expectation* made) {
    const bool make = Coin();
    std::string cell = Text(row, make);
    switch (random_() % 4) {
      case 0: cell = "\"" + cell + "\""; break;
      case 1: cell = "\"first\n\nline\r\n" + cell + ", \"\"quoted\"\"\""; break;
      case 2: cell = "\"\"\"" + cell + "\"\"\""; break;
      default: break;
    }
    const std::string lead = std::to_string(row) + "," + cell;
    const std::string end = last && !shape.final_line_end ? "" : LineEnd(shape);
    made->input += lead + end;
    made->output += lead + (make ? ",QZMAKE" : ",QZNONE") + end;
  }

  std::mt19937 random_;
};

BatchOptions FormatOptions(InputFormat format) {
  BatchOptions options;
  options.records.from = format;
  options.records.prefix = "QZ";
  options.records.add = {ResultColumn::kLabel};
  options.records.encoding = Encoding::kUtf8;
  if (format == InputFormat::kCsv) {
    options.records.delimiter = ',';
    options.records.has_header = true;
    options.records.columns = {"text"};
  }
  return options;
}

Expectation Make(InputFormat format, const Shape& shape, size_t rows, unsigned seed) {
  Maker maker(Seed(seed));
  if (format == InputFormat::kLines) return maker.Lines(shape, rows);
  if (format == InputFormat::kCsv) return maker.Table(shape, rows);
  return maker.Objects(shape, rows);
}

void ExpectWhole(const BatchRun& run, const Expectation& expected, const std::string& what) {
  ASSERT_EQ(run.outcome.end, BatchOutcome::End::kComplete) << what;
  ASSERT_EQ(run.output, expected.output) << what;
  ASSERT_EQ(run.outcome.tally.read, expected.rows) << what;
  ASSERT_EQ(run.outcome.tally.labelled, expected.rows) << what;
  ASSERT_EQ(run.outcome.tally.bytes, expected.input.size()) << what;
}

class Rows : public ::testing::TestWithParam<InputFormat> {
 protected:
  const std::unique_ptr<const Classifier> classifier_ = MarkedClassifier();
};

TEST_P(Rows, ComeOutOnceInOrderForEveryBlockSizeAndThreadCount) {
  for (const Shape& shape : Shapes()) {
    const Expectation expected = Make(GetParam(), shape, 60, 1);
    for (const size_t block_size : {1, 2, 3, 5, 64, 4096}) {
      for (const size_t threads : {1, 2, 3, 8}) {
        BatchOptions options = FormatOptions(GetParam());
        options.threads = threads;
        options.records.block_size = block_size;
        ExpectWhole(RunOver(*classifier_, expected.input, options), expected,
                    shape.name + ", block " + std::to_string(block_size) + ", threads " +
                        std::to_string(threads));
      }
    }
  }
}

// A border at every byte of the file.
TEST_P(Rows, ComeOutOnceWhereverABlockEnds) {
  for (const Shape& shape : Shapes()) {
    const Expectation expected = Make(GetParam(), shape, 12, 2);
    for (size_t size = 1; size <= expected.input.size() + 1; ++size) {
      BatchOptions options = FormatOptions(GetParam());
      options.records.block_size = size;
      ExpectWhole(RunOver(*classifier_, expected.input, options), expected,
                  shape.name + ", block " + std::to_string(size));
    }
  }
}

TEST_P(Rows, ComeOutOnceWhenAPipeDeliversThemInPieces) {
  for (const Shape& shape : Shapes()) {
    const Expectation expected = Make(GetParam(), shape, 40, 3);
    for (const size_t step : {1, 2, 3, 7, 1000}) {
      BatchOptions options = FormatOptions(GetParam());
      options.threads = step % 2 == 0 ? 1 : 3;
      ExpectWhole(RunOverPipe(*classifier_, expected.input, step, options), expected,
                  shape.name + ", step " + std::to_string(step));
    }
  }
}

TEST_P(Rows, ComeOutOnceFromALargeFile) {
  const Expectation expected = Make(GetParam(), Shapes()[2], 60000, 4);
  for (const size_t threads : {1, 2, 3, 8}) {
    BatchOptions options = FormatOptions(GetParam());
    options.threads = threads;
    ExpectWhole(RunOver(*classifier_, expected.input, options), expected, std::to_string(threads));
  }
}

// A row that is too long comes in pieces; where it is written anew, its beginning stands for it.
TEST(LongRow, GivesOneAnswerInEveryFormat) {
  struct Case {
    InputFormat from;
    OutputFormat to;
    std::string output;
  };
  const std::string begin(38, 'x');  // what of the text is in the first piece
  const std::string row(100, 'x');
  const std::vector<Case> cases = {
      {InputFormat::kCsv, OutputFormat::kLabel, "QZMAKE\n\nQZMAKE\n"},
      {InputFormat::kCsv, OutputFormat::kText,
       "QZMAKE\t0.881\tpackaging\n\t\t2," + begin + "\nQZMAKE\t0.881\tpackaging\n"},
      {InputFormat::kCsv, OutputFormat::kTsv,
       "id\ttext\tQZlabel\tQZstatus\n1\tpackaging\tQZMAKE\tok\n2\t" + begin +
           "\t\ttoo-long\n3\tpackaging\tQZMAKE\tok\n"},
      {InputFormat::kCsv, OutputFormat::kJsonl,
       R"({"id": "1", "text": "packaging", "QZlabel": "QZMAKE", "QZstatus": "ok"})"
       "\n"
       R"({"id": "2", "text": ")" +
           begin +
           R"(", "QZlabel": null, "QZstatus": "too-long"})"
           "\n"
           R"({"id": "3", "text": "packaging", "QZlabel": "QZMAKE", "QZstatus": "ok"})"
           "\n"},
      {InputFormat::kCsv, OutputFormat::kCsv,
       "id,text,QZlabel,QZstatus\n1,packaging,QZMAKE,ok\n2," + row +
           ",,too-long\n3,packaging,QZMAKE,ok\n"},
      {InputFormat::kJsonl, OutputFormat::kLabel, "QZMAKE\n\nQZMAKE\n"},
      {InputFormat::kJsonl, OutputFormat::kCsv,
       "text,QZlabel,QZstatus\npackaging,QZMAKE,ok\n" + row.substr(0, 40) +
           ",,too-long\npackaging,QZMAKE,ok\n"},
      {InputFormat::kLines, OutputFormat::kLabel, "QZMAKE\nQZNONE\nQZMAKE\n"}};
  const std::map<InputFormat, std::string> inputs = {
      {InputFormat::kCsv, "id,text\n1,packaging\n2," + row + "\n3,packaging\n"},
      {InputFormat::kJsonl, "{\"text\": \"packaging\"}\n" + row + "\n{\"text\": \"packaging\"}\n"},
      {InputFormat::kLines, "packaging\n" + row + "\npackaging\n"}};
  const auto classifier = MarkedClassifier();
  for (const Case& one : cases) {
    for (const size_t block_size : {2, 7, 1000}) {
      BatchOptions options = FormatOptions(one.from);
      options.records.to = one.to;
      options.records.add = {ResultColumn::kLabel, ResultColumn::kStatus};
      options.records.max_record = 40;
      options.records.block_size = block_size;
      const BatchRun run = RunOver(*classifier, inputs.at(one.from), options);
      const bool readable = one.from == InputFormat::kLines;  // lines are read by their beginning
      EXPECT_EQ(run.output, one.output) << block_size;
      EXPECT_EQ(run.outcome.tally.read, 3u);
      EXPECT_EQ(run.outcome.tally.bad, readable ? 0u : 1u);
      EXPECT_EQ(run.outcome.tally.malformed, readable ? 0u : 1u);
    }
  }
}

std::string FormatName(const ::testing::TestParamInfo<InputFormat>& info) {
  if (info.param == InputFormat::kLines) return "Lines";
  return info.param == InputFormat::kCsv ? "Csv" : "Jsonl";
}

INSTANTIATE_TEST_SUITE_P(, Rows,
                         ::testing::Values(InputFormat::kLines, InputFormat::kCsv,
                                           InputFormat::kJsonl),
                         FormatName);

}  // namespace
}  // namespace cxo
