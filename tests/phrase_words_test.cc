// The words that phrases spell out.
#include "classifier/pack/phrase_words.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

TEST(PhraseWords, AreThoseOfMostPhrasesFirst) {
  const Pack pack = PackOf(R"(
[[list]]
name = "company"
words = ["enterprise"]
[[rule]]
id = "a"
any = ["vial filling", "(blister|bottle) packaging [services]", "manufactur* for <company>"]
[[rule]]
id = "b"
any = ["packaging", "study~", "x-ray imaging"]
regex = 'secret'
[[guard]]
id = "g"
any = ["nevermore"]
affects = ["*"]
)");
  const std::vector<std::string_view> want = {"packaging", "blister",  "bottle", "filling",
                                              "imaging",   "services", "study"};
  EXPECT_EQ(PhraseWords(pack), want);
}

TEST(PhraseWords, AreInLowerCaseAndNoPartOfTheNameOfAList) {
  const Pack pack = PackOf(R"(
[[list]]
name = "dosage-widgets"
words = ["tablet~"]
[[list]]
name = "goods.3d-printers"
words = ["printer~"]
[[rule]]
id = "a"
any = ["Warehousing of <dosage-widgets>", "warehousing, COLD", "(Vials|<goods.3d-printers>) Filling"]
)");
  const std::vector<std::string_view> want = {"warehousing", "filling", "vials"};
  EXPECT_EQ(PhraseWords(pack), want);
}

}  // namespace
}  // namespace cxo
