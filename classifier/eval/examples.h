// The examples written beside rules, composites, guards and the pack itself, run as tests of the
// pack.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"

namespace cxo {

struct FailedExample {
  Error error;            // at the example's place
  std::string_view text;  // of the example, a view of the pack
};

struct ExampleRun {
  size_t run = 0;                       // examples tried
  size_t todo = 0;                      // of them, known failures that still fail
  std::vector<FailedExample> failures;  // in the order of the pack's files
};

// What is wrong with the failed examples, in their order.
std::vector<Error> ErrorsOf(const std::vector<FailedExample>& failures);

// True if one of `failures` is of the same example as `failure`: at the same place of the same
// file, whatever is wrong with it.
bool HasSameExample(const std::vector<Error>& failures, const Error& failure);

// Runs the examples beside rules, composites and guards. A rule's `hit` must give evidence that
// counts (of a signal: that is alive), its `miss` must not; a guard's `hit` must see it switch
// something. A todo that passes is a failure too: it should lose its mark.
ExampleRun RunRuleExamples(const Classifier& classifier);

// The same with those examples alone that hold under `profile` and no other (example_profile), for
// a classifier that was built with it.
ExampleRun RunRuleExamplesOf(const Classifier& classifier, const std::string& profile);

// Runs the pack's own examples for `profile` (empty: the default one), which must be the profile
// that the classifier was built with: each must get its label.
ExampleRun RunPackExamples(const Classifier& classifier, const std::string& profile);

}  // namespace cxo
