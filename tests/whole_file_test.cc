// A file is read as a whole or refused.
#include "classifier/error/whole_file.h"

#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/temp_folder.h"

namespace cxo {
namespace {

class WholeFile : public testing::Test {
 protected:
  std::string Put(const std::string& name, const std::string& content) const {
    WriteFile(folder_ / name, content);
    return folder_ / name;
  }

  TempFolder folder_;
};

TEST_F(WholeFile, IsReadToItsEnd) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{200'000}}) {
    const std::string content(size, 'x');
    const Result<std::string> read = ReadWholeFile(Put("a", content), size);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, content);
  }
}

TEST_F(WholeFile, IsRefusedRatherThanCut) {
  const std::string path = Put("a", "12345");
  EXPECT_EQ(Format(ReadWholeFile(path, 4).error()), path + ": the file is longer than 4 bytes");
}

TEST_F(WholeFile, IsARegularFile) {
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(Format(ReadWholeFile(pipe, 9).error()), pipe + ": not a regular file");
  const std::string none = folder_ / "none";
  EXPECT_EQ(Format(ReadWholeFile(none, 9).error()),
            none + ": cannot be read: No such file or directory");
}

}  // namespace
}  // namespace cxo
