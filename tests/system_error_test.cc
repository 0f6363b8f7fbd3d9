// Errors of system calls say in words what failed.
#include "classifier/error/system_error.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(SystemError, NamesTheFileTheActionAndTheReason) {
  EXPECT_EQ(Format(SystemError("a.csv", "cannot open", ENOENT)),
            "a.csv: cannot open: No such file or directory");
}

TEST(SystemError, NamesTheLimitOnOpenFiles) {
  EXPECT_EQ(Format(SystemError("a.csv", "cannot open", EMFILE)),
            "a.csv: cannot open: Too many open files (`ulimit -n` says how many there may be)");
}

}  // namespace
}  // namespace cxo
