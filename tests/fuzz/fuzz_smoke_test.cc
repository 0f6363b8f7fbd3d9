// Runs every fuzz target on its seeds and on mutations of them that are the same each time, so that
// targets keep compiling and holding between the days on which somebody fuzzes. A target that finds
// a fault aborts; the input is then in the file that the output names.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

std::string ContentOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// In order of their names, so that every run is the same.
std::vector<std::string> Seeds(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const fs::path& path : paths) {
    if (path.extension() != ".md") seeds.push_back(ContentOf(path));
  }
  return seeds;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

  std::string Next() {
    std::string input = AnySeed();
    for (size_t changes = 1 + Below(4); changes > 0; --changes) Change(&input);
    return input;
  }

 private:
  size_t Below(size_t end) { return end == 0 ? 0 : random_() % end; }
  const std::string& AnySeed() { return seeds_[Below(seeds_.size())]; }

  void Change(std::string* input) {
    const size_t at = Below(input->size() + 1);
    const size_t length = Below(std::min<size_t>(input->size() - at, 40) + 1);
    switch (Below(6)) {
      case 0: input->insert(at, 1, static_cast<char>(random_())); break;
      case 1: input->erase(at, length); break;
      case 2: input->insert(at, input->substr(at, length)); break;
      case 3: input->insert(Below(input->size()), input->substr(at, length)); break;
      case 4: Splice(at, input); break;
      default: Flip(at, input); break;
    }
  }

  void Splice(size_t at, std::string* input) {
    const std::string& other = AnySeed();
    input->insert(at, other, Below(other.size() + 1), Below(40));
  }

  void Flip(size_t at, std::string* input) {
    if (at < input->size()) (*input)[at] = static_cast<char>((*input)[at] ^ 1 << Below(8));
  }

  const std::vector<std::string>& seeds_;
  std::mt19937 random_{20240607};
};

struct Target {
  const char* name;
  void (*run)(std::string_view);
  int mutations;
};

void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

class FuzzSmoke : public testing::TestWithParam<Target> {
 protected:
  // Kept until the target has returned, to be found if it does not.
  void Run(const std::string& input) {
    std::ofstream(last_, std::ios::binary) << input;
    GetParam().run(input);
  }

  const std::string last_ = std::string("fuzz-") + GetParam().name + ".input";
};

TEST_P(FuzzSmoke, HoldsForSeedsAndMutations) {
  const fs::path folder = fs::path(CXO_SOURCE_DIR) / "tests/fuzz/seeds" / GetParam().name;
  std::vector<std::string> seeds = Seeds(folder);
  ASSERT_FALSE(seeds.empty());
  std::printf("the input at work is in %s\n", fs::absolute(last_).c_str());
  std::fflush(stdout);
  for (const std::string& seed : seeds) Run(seed);
  Mutator mutator(seeds);
  for (int i = 0; i < GetParam().mutations; ++i) Run(mutator.Next());
  fs::remove(last_);
}

// Packs are compiled, which takes a thousand times as long as the rest.
INSTANTIATE_TEST_SUITE_P(Targets, FuzzSmoke,
                         testing::Values(Target{"fuzz_condition", fuzz_condition, 3000},
                                         Target{"fuzz_csv", fuzz_csv, 1500},
                                         Target{"fuzz_input", fuzz_input, 300},
                                         Target{"fuzz_jsonl", fuzz_jsonl, 1500},
                                         Target{"fuzz_matcher", fuzz_matcher, 300},
                                         Target{"fuzz_normal_form", fuzz_normal_form, 2000},
                                         Target{"fuzz_pack", fuzz_pack, 300},
                                         Target{"fuzz_phrase", fuzz_phrase, 1000},
                                         Target{"fuzz_segments", fuzz_segments, 2000},
                                         Target{"fuzz_utf8", fuzz_utf8, 3000}),
                         [](const auto& instance) { return std::string(instance.param.name).substr(5); });

}  // namespace
}  // namespace cxo
