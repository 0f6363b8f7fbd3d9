// The report page: whatever texts, names and files hold, it is text; what the content security
// policy names is what the page holds; the same figures give the same bytes.
#include <array>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/html_writer.h"
#include "classifier/cli/report_files.h"
#include "classifier/eval/evaluation.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kRules = R"(
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing", "packing of pills"]
weight = 2.0

[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trials"]
weight = 1.5
needs = "words < 5"

[[guard]]
id = "negation"
any = ["not"]
side = "after"
affects = ["*"]
)";

constexpr std::string_view kHostile[] = {
    "<script>alert(1)</script> packing",
    "</p></mark></style></script><style>*{display:none}</style> packing of pills",
    "\" onmouseover=\"alert(1)\" x=' packing 'y'`",
    "</textarea><img src=\"https://x.test/a.png\" onerror=alert(1)> packing <a href='//x.test'>",
    "<!-- packing --> ]]> &lt;b&gt; &#60;i&#62; {{x}} javascript:alert(1)",
    ("\xE2\x80\xAEgnikcap\xE2\x80\xAC packing \xE2\x81\xA6 \xE2\x80\x8B \xEF\xBB\xBF \xC2\x85 "
     "\xE2\x80\xA8"),
    "packing \x01\x1b[31m\x7f \xFF\xC3 \xED\xA0\x80 \xF4\x90\x80\x80 packing",
    "not packing, and trials of many other things by many people"};

// The page on `texts`, all of which are to be errors or not as the rules will have it.
std::string PageOf(const std::vector<std::string>& texts) {
  const auto classifier = ClassifierOf(kRules);
  GoldFile gold{.name = "<b onx=\"1\">&\xE2\x80\xAE'.csv"};
  for (const std::string& text : texts) {
    gold.rows.push_back({.text = text, .label = kNone, .line = gold.rows.size() + 2});
  }
  Pack pack = classifier->pack();
  pack.name = "<i>pack</i>";
  pack.labels[2].title = "\"><script>alert(2)</script>";
  const Evaluation it = Evaluate(*classifier, gold.rows, {.rounds = 20, .folds = 2});
  return EvaluationHtml({&pack, &gold, &it, "<profile>"});
}

std::string HostilePage() {
  std::vector<std::string> texts(std::begin(kHostile), std::end(kHostile));
  texts.emplace_back("packing \0 packing", 17);
  texts.push_back("packing " + std::string(1 << 20, 'x') + " packing <b>");
  return PageOf(texts);
}

// What stands between `open` and `close`, and the page without it.
std::string TakeElement(std::string_view open, std::string_view close, std::string* page) {
  const size_t begin = page->find(open) + open.size();
  const size_t end = page->find(close, begin);
  std::string content = page->substr(begin, end - begin);
  page->erase(begin, end - begin);
  return content;
}

// All tags of a page, which are all that stands between < and >: a page escapes every other one.
std::vector<std::string> TagsOf(const std::string& page) {
  std::vector<std::string> tags;
  for (size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    tags.push_back(page.substr(at, page.find('>', at) + 1 - at));
  }
  return tags;
}

TEST(EvaluationHtml, PolicyNamesTheStyleAndTheScriptThatThePageHolds) {
  std::string page = HostilePage();
  const std::string style = TakeElement("<style>", "</style>", &page);
  const std::string script = TakeElement("<script>", "</script>", &page);
  for (const ReportFile& file : BuiltinReportFiles()) {
    EXPECT_EQ(file.name == "report.css" ? style : script, file.content) << file.name;
  }
  EXPECT_THAT(page, HasSubstr("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                              "'none'; style-src '" +
                              HashSource(style) + "'; script-src '" + HashSource(script) +
                              "'; base-uri 'none'; form-action 'none'\">"));
  // The policy comes before anything that it has to judge.
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<style>"));
}

TEST(EvaluationHtml, HashesAsPoliciesDo) {
  EXPECT_EQ(HashSource(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(HashSource("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
}

TEST(EvaluationHtml, IsMadeOfItsOwnTagsAlone) {
  std::string page = HostilePage();
  TakeElement("<style>", "</style>", &page);
  TakeElement("<script>", "</script>", &page);
  const std::regex tag(
      R"(<(!DOCTYPE html|/?[a-z][a-z0-9]*( [a-z0-9-]+([A-Z][a-z]+)?(="[^"<>]*")?)*/?)>)");
  const std::regex forbidden(
      R"(^<(img|iframe|object|embed|link|base|form|textarea|b onx|i|audio|video)[ >])");
  const std::regex attribute(R"( (style|src|srcset|on[a-z]+|formaction|action)=)");
  const std::regex outside(R"( (href|xlink:href)="[^#])");
  size_t scripts = 0;
  for (const std::string& one : TagsOf(page)) {
    ASSERT_TRUE(std::regex_match(one, tag)) << one;
    EXPECT_FALSE(std::regex_search(one, forbidden)) << one;
    EXPECT_FALSE(std::regex_search(one, attribute)) << one;
    EXPECT_FALSE(std::regex_search(one, outside)) << one;
    scripts += one == "<script>" ? 1 : 0;
  }
  EXPECT_EQ(scripts, 1u);
}

TEST(EvaluationHtml, HoldsNoByteThatHidesOrTurnsText) {
  const std::string page = HostilePage();
  for (const std::string_view bytes :
       {"\xE2\x80\xAE", "\xE2\x80\xAC", "\xE2\x81\xA6", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xC2\x85",
        "\xE2\x80\xA8", "\x01", "\x1b", "\x7f", "\xFF", "\xED\xA0"}) {
    EXPECT_THAT(page, Not(HasSubstr(std::string(bytes))));
  }
  EXPECT_EQ(page.find('\0'), std::string::npos);
  EXPECT_THAT(page, HasSubstr("[U+202E]gnikcap[U+202C]"));
  EXPECT_THAT(page, HasSubstr("[U+0001][U+001B][31m[U+007F] \xEF\xBF\xBD\xEF\xBF\xBD"));
  EXPECT_THAT(page, HasSubstr("<h1><bdi>&lt;b onx=&quot;1&quot;&gt;&amp;[U+202E]&#39;.csv</bdi>"));
}

TEST(EvaluationHtml, MarksWhatCountsAndWhatWasSetAside) {
  const std::string page =
      PageOf({"packing of pills & trials", "packing here, not packing", "lunch"});
  EXPECT_THAT(page,
              HasSubstr("<mark class=\"l2\" data-label=\"CMO\" title=\"cmo.pack +2.00\">packing "
                        "of pills</mark> &amp; "));
  EXPECT_THAT(page, HasSubstr("not <mark class=\"l2 aside\" data-label=\"CMO\" title=\"cmo.pack, "
                              "blocked by negation\">packing</mark>"));
}

TEST(EvaluationHtml, ShortensLongTextsAroundTheirEvidence) {
  const std::string far(5000, 'y');
  const std::string page = PageOf({"start " + far + " we do the packing here " + far + " end"});
  const size_t text = page.find("<p class=\"text\" dir=\"auto\">");
  const size_t whole = page.find("<details><summary>Whole text, 10,034 bytes</summary>");
  ASSERT_NE(whole, std::string::npos);
  EXPECT_LT(whole - text, 500u);
  const std::string shown = page.substr(text, whole - text);
  EXPECT_THAT(shown, HasSubstr("<span class=\"gap\">…</span>"));
  EXPECT_THAT(shown, HasSubstr("we do the <mark"));
  EXPECT_THAT(shown, Not(HasSubstr("start")));
}

TEST(EvaluationHtml, IsTheSameEveryTime) { EXPECT_EQ(HostilePage(), HostilePage()); }

TEST(Html, LeavesNothingButText) {
  const struct {
    const char* name;
    std::string_view text;
    const char* want;
  } kCases[] = {{"plain", "a b\tc\nd", "a b\tc\nd"},
                {"tags", "<a>&\"'`", "&lt;a&gt;&amp;&quot;&#39;&#96;"},
                {"line ends", "a\r\nb\rc", "a\nb[U+000D]c"},
                {"NUL", std::string_view("a\0b", 3), "a[U+0000]b"},
                {"letters", "Grüße 你好 שלום", "Grüße 你好 שלום"},
                {"a cut character", "a\xC3", "a\xEF\xBF\xBD"},
                {"a noncharacter", "\xEF\xBF\xBE", "[U+FFFE]"},
                {"a tag character", "\xF3\xA0\x81\x81", "[U+E0041]"}};
  for (const auto& it : kCases) EXPECT_EQ(Html(it.text), it.want) << it.name;
}

TEST(Html, GroupsDigits) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1000), "1,000");
  EXPECT_EQ(Grouped(1234567), "1,234,567");
}

}  // namespace
}  // namespace cxo
