// How much of a pattern the fast matcher knows by itself, and why not more.
#include "classifier/match/word_graph.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/match/regex_tree.h"
#include "classifier/pack/phrase.h"

namespace cxo {
namespace {

std::string ShownGraph(const AddedGraph& added) {
  switch (added.kind) {
    case GraphKind::kWhole: return "whole";
    case GraphKind::kProbe: return "probe: " + std::string(added.why);
    case GraphKind::kNone: return "none: " + std::string(added.why);
  }
  return "";
}

// All wordings of a graph, with "_" for any joint, "*" for any ending and "?" behind a probe.
std::string Wordings(const WordGraphs& graphs) {
  std::set<std::string> wordings;
  const auto walk = [&](const auto& self, uint32_t node, const std::string& so_far) -> void {
    const WordGraphs::Node& at = graphs.nodes[node];
    if (at.accepts) wordings.insert(so_far);
    if (at.is_probe) wordings.insert(so_far + "?");
    for (const std::string& sign : at.signs) wordings.insert(so_far + sign);
    for (uint32_t e = at.first_edge; e < at.first_edge + at.edges; ++e) {
      const LexiconWord& word = graphs.lexicon.words()[graphs.edges[e].word];
      self(self, graphs.edges[e].to,
           so_far + (so_far.empty() ? "" : "_") + word.text + (word.any_ending ? "*" : ""));
    }
  };
  for (const uint32_t start : graphs.starts) walk(walk, start, "");
  std::string shown;
  for (const std::string& wording : wordings) shown += (shown.empty() ? "" : " ") + wording;
  return shown;
}

TEST(WordGraph, SpellsPhrasesOut) {
  const struct {
    std::string_view phrase;
    std::string_view want;
  } cases[] = {
      {"packaging", "packaging"},
      {"drug product", "drug_product"},
      {"pre-clinical", "pre_clinical preclinical"},
      {"manufactur*", "manufactur*"},
      {"stud(y|ies) [x]", "studies studies_x study study_x"},
      {"(contract|toll) packing", "contract_packing toll_packing"},
      {"trial~", "trial trialed trialing trials"},
      {"develop ..3 make", "develop_make"},
      {"r&d", "r_d"},
      {"drug, device", "drug_device"},
      {"clients'", "clients'"},
      {"clients' ..2 drugs", "clients_drugs"},
      {"[our] clients'", "clients' our_clients'"},
      {"c++", "c++"},
  };
  for (const auto& one : cases) {
    const Result<std::string> regex = PhraseToRegex(one.phrase);
    ASSERT_TRUE(regex.ok()) << one.phrase;
    WordGraphs graphs;
    EXPECT_EQ(ShownGraph(AddWordGraph(ParseRegex(*regex), 0, &graphs)), "whole") << one.phrase;
    EXPECT_EQ(Wordings(graphs), one.want) << *regex;
  }
}

TEST(WordGraph, SaysWhatItCannotSay) {
  const struct {
    std::string_view regex;
    std::string_view want;
    std::string_view wordings;
  } cases[] = {
      {R"(\bdrug\b)", "whole", "drug"},
      {R"(\bdrugs?)", "probe: it does not end at the end of a word", "drug*? drugs*?"},
      {R"(drug\b)", "none: it does not begin at the beginning of a word", ""},
      {R"(\bdrug.product\b)", "probe: it has a set of words and signs together", "drug*?"},
      {R"(\bdrug[^.]{0,9}:)", "probe: it has too many parts", "drug*?"},
      {R"(\bdrug[st]+ x\b)", "probe: it repeats something without end", "drugs*? drugt*?"},
      {R"(\bdrug\w+ x\b)", "whole", ""},
      {R"(\bdr\w* x\b)", "whole", "dr*_x"},
      {R"(\bd\w* x\b)", "probe: it has a word of which little more than a letter is known", "d*?"},
      {R"(\bdrug (?:\w+ ){0,2}x\b)", "whole", "drug_*_*_x drug_*_x drug_x"},
      {R"(\bdrug(?: \w+)?\b)", "whole", "drug drug_*"},
      {R"(\bdrug (?:\w+ ){0,7}x (?:\w+ ){0,7}y\b)", "probe: it has too many wordings", "drug?"},
      {R"(\b\w+ drug\b)", "probe: it has a word of which little more than a letter is known", ""},
      {R"(^drug\b)", "probe: it asks for the beginning or end of the text", "drug?"},
      {R"(\Adrug s?$|\bkit$)", "probe: it asks for the beginning or end of the text",
       "drug? kit*?"},
      {R"(\Bdrug\b)", "none: it asks for the beginning or end of the text", ""},
      {R"(\bdrug ^x)", "probe: it asks for the beginning or end of the text", ""},
      {R"(\b(?:drug|device) ?$)", "probe: it asks for the beginning or end of the text",
       "device*? device? drug*? drug?"},
      {R"(\?\s*no\b)", "none: it has a sign where a word should be", ""},
      {R"((?i)\bdrug\b)", "none: it uses syntax that only RE2 knows", ""},
      {R"(\b\d+ kg\b)", "probe: it repeats something without end",
       "0*? 1*? 2*? 3*? 4*? 5*? 6*? 7*? 8*? 9*?"},
      {R"(\bmake\w*ing\b)", "probe: it goes on in a word after any ending of it", "make*?"},
      {R"(\bdrug -- product\b)", "whole", "drug_product"},
      {R"(\bdrug --------- product\b)", "probe: what stands between its words is too varied",
       "drug*?"},
      {R"(合同研究)", "none: what stands between its words is too varied", ""},
  };
  for (const auto& one : cases) {
    WordGraphs graphs;
    const std::string shown = ShownGraph(AddWordGraph(ParseRegex(one.regex), 0, &graphs));
    EXPECT_EQ(shown, one.want) << one.regex;
    if (one.wordings.empty()) continue;
    std::string wordings = Wordings(graphs);
    EXPECT_EQ(wordings, one.wordings) << one.regex;
  }
}

// One word again and again would be searched in as many ways as the gaps of a wording allow.
TEST(WordGraph, LimitsTheWaysThroughGaps) {
  const struct {
    std::string_view phrase;
    std::string_view want;
  } cases[] = {
      {"one ..10 two ..10 three ..10 four", "whole"},
      {"one ..10 two ..10 three ..10 four ..1 five", "probe: it has too many wordings"},
      {"one ..3 two ..3 three ..3 four ..3 five ..3 six", "whole"},
      {"one ..3 two ..3 three ..3 four ..3 five ..3 six ..3 seven",
       "probe: it has too many wordings"},
      {"one (two ..10 three|four ..10 five|six ..10 seven|eight ..10 nine) ten", "whole"},
      {"one ..10 two [three] ..10 four ..10 five [six] ..1 seven",
       "probe: it has too many wordings"},
  };
  for (const auto& one : cases) {
    const Result<std::string> regex = PhraseToRegex(one.phrase);
    ASSERT_TRUE(regex.ok()) << one.phrase;
    WordGraphs graphs;
    EXPECT_EQ(ShownGraph(AddWordGraph(ParseRegex(*regex), 0, &graphs)), one.want) << one.phrase;
  }
}

TEST(WordGraph, LeavesNothingOfARefusedPatternBehind) {
  WordGraphs graphs;
  AddWordGraph(ParseRegex(R"(\bdrug\b)"), 0, &graphs);
  const size_t nodes = graphs.nodes.size();
  const size_t edges = graphs.edges.size();
  EXPECT_EQ(AddWordGraph(ParseRegex(R"(\bdrug product)?x)"), 1, &graphs).kind, GraphKind::kNone);
  EXPECT_EQ(AddWordGraph(ParseRegex(R"(product\b)"), 1, &graphs).kind, GraphKind::kNone);
  EXPECT_EQ(graphs.nodes.size(), nodes);
  EXPECT_EQ(graphs.edges.size(), edges);
  EXPECT_EQ(graphs.starts.size(), 1U);
}

}  // namespace
}  // namespace cxo
