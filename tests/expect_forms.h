// A table of texts and their normal forms.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/text/normal_form.h"

namespace cxo {

struct FormCase {
  const char* name;
  std::string in;
  std::string want;
};

inline void ExpectForms(const std::vector<FormCase>& cases) {
  for (const FormCase& c : cases) EXPECT_EQ(Normalize(c.in), c.want) << c.name;
}

}  // namespace cxo
