// JSON lines: strings, reading fields, adding members.
#include "classifier/io/json.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/io/json_fault.h"
#include "classifier/io/json_string.h"
#include "tests/seed.h"

namespace cxo {
namespace {

using std::string_literals::operator""s;  // NOLINT(misc-unused-using-decls): of literals

TEST(AppendJsonString, EscapesWhatMustBe) {
  struct Case {
    std::string in;
    std::string want;
  };
  for (const Case& c :
       std::vector<Case>{{"", R"("")"},
                         {"plain", R"("plain")"},
                         {"a\"b\\c/", R"("a\"b\\c/")"},
                         {"\n\r\t\b\f\0\x1F\x7F"s, R"("\n\r\t\u0008\u000c\u0000\u001f\u007f")"},
                         {"caf\xC3\xA9 \xF0\x9F\x92\x8A", "\"caf\xC3\xA9 \xF0\x9F\x92\x8A\""},
                         {"a\xFF\"b", R"("a\ufffd\"b")"},
                         {"\xC3\xA9\xE2\x82", "\"\xC3\xA9\\ufffd\\ufffd\""},
                         {"\xED\xA0\x80", R"("\ufffd\ufffd\ufffd")"},
                         {"\xC0\xAF", R"("\ufffd\ufffd")"}}) {
    EXPECT_EQ(JsonString(c.in), c.want);
  }
}

TEST(AppendJsonString, WritesValidJsonForAnyBytes) {
  std::mt19937 random(Seed(1));
  JsonLine line;
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (size_t n = random() % 12; n > 0; --n) text += static_cast<char>(random() % 256);
    ASSERT_EQ(line.Parse("{\"t\":" + JsonString(text) + "}"), JsonLineState::kObject)
        << ::testing::PrintToString(text);
  }
}

TEST(JsonLine, TellsObjectsFromOtherLines) {
  struct Case {
    std::string in;
    JsonLineState want;
  };
  JsonLine line;
  for (const Case& c :
       std::vector<Case>{{"{}", JsonLineState::kObject},
                         {" {\"a\": 1} \t", JsonLineState::kObject},
                         {"", JsonLineState::kBlank},
                         {" \t\r", JsonLineState::kBlank},
                         {"[1]", JsonLineState::kNotObject},
                         {"\"text\"", JsonLineState::kNotObject},
                         {"1", JsonLineState::kNotObject},
                         {"null", JsonLineState::kNotObject},
                         {"{", JsonLineState::kInvalid},
                         {"{} {}", JsonLineState::kInvalid},
                         {"{\"a\":1,}", JsonLineState::kInvalid},
                         {"{'a':1}", JsonLineState::kInvalid},
                         {"{\"a\":\"\xFF\"}", JsonLineState::kInvalid},
                         {"{\"a\":\"\n\"}", JsonLineState::kInvalid},
                         {std::string(5000, '['), JsonLineState::kInvalid},
                         {std::string(2000, '[') + std::string(2000, ']'), JsonLineState::kTooDeep},
                         {"plain text", JsonLineState::kInvalid}}) {
    EXPECT_EQ(line.Parse(c.in), c.want) << c.in;
  }
  EXPECT_EQ(JsonStateText(JsonLineState::kObject), "");
  EXPECT_EQ(JsonStateText(JsonLineState::kBlank), "");
  EXPECT_EQ(JsonStateText(JsonLineState::kNotObject), "not a JSON object");
  EXPECT_EQ(JsonStateText(JsonLineState::kInvalid), "not valid JSON");
  EXPECT_EQ(JsonStateText(JsonLineState::kTooDeep), "nested more than 1024 deep");
}

TEST(JsonFault, SaysFromWhereALineIsNotValid) {
  struct Case {
    std::string line;
    size_t column;
    std::string_view want;  // behind "not valid JSON"
  };
  for (const Case& c : std::vector<Case>{
           {R"({"a":"b" "c":1})", 10, R"( from here on: `"c":1}`)"},
           {R"({"a":1}{"b":2})", 8, R"( from here on: `{"b":2}`)"},
           {R"({"a":1} x)", 9, " from here on: `x`"},
           {R"({"a":1,})", 8, " from here on: `}`"},
           {R"({"a",1})", 5, " from here on: `,1}`"},
           {R"({'a':1})", 2, " from here on: `'a':1}`"},
           {"{\"\u00E9\":tru}", 7, " from here on: `tru}`"},
           {R"({"a":nan})", 6, " from here on: `nan}`"},
           {R"({"a":[1,{"b":01}]})", 14, " from here on: `01}]}`"},
           {R"({"a":1e999, "b":"\ud83d" 2})", 26, " from here on: `2}`"},
           {"plain text that goes on for long", 1, " from here on: `plain text that goes on ...`"},
           {R"({"a":[1,2})", 10, " from here on: `}`"},
           {R"({"a":)", 6, ": it ends before it is whole"},
           {"{\"a\":{\"b\":1}  ", 13, ": it ends before it is whole"},
           {R"({"a":1)", 7, ": it ends before it is whole"},
           {"[1,2", 5, ": it ends before it is whole"},
           {R"({"a":1.5e)", 10, ": it ends before it is whole"},
           {R"({"a":"b})", 6, R"(: a string that is not closed: `"b}`)"},
           {R"({"a":"b\"})", 6, R"(: a string that is not closed: `"b\"}`)"},
           {R"({"a":"b,"c":1})", 11, R"(: a string that is not closed: `":1}`)"},
           {R"({"a":"C:\x"})", 9, R"(: no such escape: `\x"}`)"},
           {R"({"\x":1})", 3, R"(: no such escape: `\x":1}`)"},
           {R"({"a":"\u00g0"})", 7, R"(: no such escape: `\u00g0"}`)"},
           {"{\"a\":\"b\nc\"}", 8, ": a control character in a string is not escaped"},
           {"{\"a\":\"\xFF\"}", 7, ": not UTF-8: `\xFF\"}`"},
           {std::string(5000, '['), 0, ""}}) {
    const JsonFault fault = FindJsonFault(c.line);
    EXPECT_EQ(fault.message, "not valid JSON" + std::string(c.want)) << c.line;
    EXPECT_EQ(fault.column, c.column) << c.line;
  }
}

TEST(JsonLine, ReadsTextsBesideWhatNo64BitsHold) {
  JsonLine line;
  for (const std::string_view value :
       {"123456789012345678901", "-9223372036854775809", "1e400", "-0.5E+999", "0", R"("\ude00")",
        R"("\ud83d")", R"("\\\ud83d")", R"(["1e400",[1e400],{"\udc00":-1e400}])"}) {
    const std::string object = "{\"id\":" + std::string(value) + R"( ,"t":"a\ud83d\ude00 12"})";
    ASSERT_EQ(line.Parse(object), JsonLineState::kObject) << value;
    EXPECT_EQ(line.Find("t").text, "a\xF0\x9F\x98\x80 12") << value;
  }
  ASSERT_EQ(line.Parse(R"({"t":"a\ude00\ud83d\ud83d\ude00"})"), JsonLineState::kObject);
  EXPECT_EQ(line.Find("t").text, "a\xEF\xBF\xBD\xEF\xBF\xBD\xF0\x9F\x98\x80");
}

TEST(JsonLine, TellsTextsInWhichAHalfWasReplaced) {
  JsonLine line;
  const auto replaced = [&](std::string_view object) {
    EXPECT_EQ(line.Parse(object), JsonLineState::kObject) << object;
    return line.Find("t").replaced;
  };
  EXPECT_TRUE(replaced(R"({"t":"caf\ud83d tablet"})"));
  EXPECT_TRUE(replaced(R"({"id":1e400,"t":"\ude00"})"));
  EXPECT_FALSE(replaced(R"({"t":"\ud83d\ude00"})"));
  EXPECT_FALSE(replaced(R"({"id":"\ud83d","t":"tablet"})"));
  EXPECT_FALSE(replaced(R"({"id":1e400,"t":"\ufffd"})"));
  EXPECT_FALSE(replaced(R"({"t":"\ufffd"})"));
  EXPECT_FALSE(replaced(R"({"t":null})"));
}

TEST(JsonLine, RefusesWhatOnlyLooksLikeANumberOrEscape) {
  JsonLine line;
  for (const std::string_view value : {"01",
                                       "-",
                                       "--1",
                                       "-01",
                                       "+1",
                                       "1.",
                                       ".5",
                                       "1.5.3",
                                       "1e",
                                       "1e+",
                                       "1e5e5",
                                       "1-1",
                                       "12abc",
                                       "1e400 1",
                                       "1e400x",
                                       "1e400\"\"",
                                       R"("\x")",
                                       R"("\u12")",
                                       R"("\ud83d\x")",
                                       R"("\ude00)",
                                       R"("\ude00\)"}) {
    const std::string object = "{\"id\":" + std::string(value) + "}";
    EXPECT_EQ(line.Parse(object), JsonLineState::kInvalid) << value;
    EXPECT_EQ(line.Parse("{\"big\":1e400,\"id\":" + std::string(value) + "}"),
              JsonLineState::kInvalid)
        << value;
  }
}

TEST(JsonLine, FindsTextsByNameAndPath) {
  JsonLine line;
  ASSERT_EQ(line.Parse(R"({"text":"a\n\u00e9","n":5,"z":null,"e":"",)"
                       R"("a.b":"flat","c":{"d":{"e":"deep"},"d.x":"dotted"},)"
                       R"("t":"first","t":"second","o":{"p":"x"},"o":{}})"),
            JsonLineState::kObject);
  struct Case {
    std::string_view path;
    JsonText::State state;
    std::string_view text;
  };
  for (const Case& c : std::vector<Case>{{"text", JsonText::State::kFound, "a\n\xC3\xA9"},
                                         {"e", JsonText::State::kFound, ""},
                                         {"a.b", JsonText::State::kFound, "flat"},
                                         {"c.d.e", JsonText::State::kFound, "deep"},
                                         {"c.d.x", JsonText::State::kFound, "dotted"},
                                         {"n", JsonText::State::kNotText, ""},
                                         {"c", JsonText::State::kNotText, ""},
                                         {"z", JsonText::State::kNull, ""},
                                         {"t", JsonText::State::kTwice, ""},
                                         {"o.p", JsonText::State::kTwice, ""},
                                         {"Text", JsonText::State::kMissing, ""},
                                         {"c.d.y", JsonText::State::kMissing, ""},
                                         {"n.m", JsonText::State::kMissing, ""},
                                         {"", JsonText::State::kMissing, ""}}) {
    const JsonText found = line.Find(c.path);
    EXPECT_EQ(found.state, c.state) << c.path;
    EXPECT_EQ(found.text, c.text) << c.path;
  }
  EXPECT_TRUE(line.HasMember("n"));
  EXPECT_FALSE(line.HasMember("d"));
}

// One of two is looked into by some readers, and the other by others.
TEST(JsonLine, SeesAValueInEitherOfTwoMembersOfAName) {
  JsonLine line;
  for (const std::string_view object :
       {R"({"a":{"id":1},"a":{"text":"x"}})", R"({"a":{"text":"x"},"a":{"id":1}})"}) {
    ASSERT_EQ(line.Parse(object), JsonLineState::kObject);
    EXPECT_EQ(line.Find("a.text").state, JsonText::State::kTwice) << object;
  }
}

TEST(JsonLine, KnowsWhichMembersThereAre) {
  JsonLine line;
  EXPECT_TRUE(line.Names().empty());
  ASSERT_EQ(line.Parse(R"({"b":{"c":null},"a.d":1,"b":2})"), JsonLineState::kObject);
  EXPECT_EQ(line.Names(), (std::vector<std::string>{"b", "a.d", "b"}));
  EXPECT_EQ(line.Names(2), (std::vector<std::string>{"b", "a.d"}));
  for (const std::string_view path : {"b", "b.c", "a.d"}) EXPECT_TRUE(line.HasValue(path)) << path;
  for (const std::string_view path : {"a", "c", "b.d", ""}) {
    EXPECT_FALSE(line.HasValue(path)) << path;
  }
  ASSERT_EQ(line.Parse("[1]"), JsonLineState::kNotObject);
  EXPECT_TRUE(line.Names().empty());
  EXPECT_FALSE(line.HasValue("b"));
}

TEST(JsonLine, ForgetsTheLineBefore) {
  JsonLine line;
  ASSERT_EQ(line.Parse(R"({"text":"a"})"), JsonLineState::kObject);
  ASSERT_EQ(line.Parse("broken"), JsonLineState::kInvalid);
  EXPECT_EQ(line.Find("text").state, JsonText::State::kMissing);
  EXPECT_FALSE(line.HasMember("text"));
  ASSERT_EQ(line.Parse(R"({"other":"b"})"), JsonLineState::kObject);
  EXPECT_EQ(line.Find("text").state, JsonText::State::kMissing);
}

TEST(JsonLine, ReadsLinesOfGrowingAndShrinkingSize) {
  JsonLine line;
  for (const size_t size : {10, 1'000'000, 5, 2'000'000}) {
    const std::string text(size, 'x');
    ASSERT_EQ(line.Parse("{\"t\":\"" + text + "\"}"), JsonLineState::kObject);
    EXPECT_TRUE(line.Find("t").text == text);
  }
}

TEST(AppendObject, AddsMembersAndKeepsTheRest) {
  struct Case {
    std::string lead;
    std::string line_end;
    std::string want;
  };
  const std::vector<JsonMember> members = {{"cxo_label", "\"CRO\""}, {"p", "0.9"}};
  for (const Case& c :
       std::vector<Case>{{"{}", "\n",
                          R"({"cxo_label":"CRO","p":0.9})"
                          "\n"},
                         {"{ \t}", "", R"({"cxo_label":"CRO","p":0.9 	})"},
                         {R"({"a":1})", "\r\n",
                          R"({"a":1,"cxo_label":"CRO","p":0.9})"
                          "\r\n"},
                         {R"( { "a" : {} }  )", "\n",
                          R"( { "a" : {},"cxo_label":"CRO","p":0.9 }  )"
                          "\n"},
                         {R"({"a":"}{"})", "\n",
                          R"({"a":"}{","cxo_label":"CRO","p":0.9})"
                          "\n"},
                         {"\xEF\xBB\xBF{\"a\":[1]}", "\n",
                          "\xEF\xBB\xBF{\"a\":[1],\"cxo_label\":\"CRO\",\"p\":0.9}\n"}}) {
    std::string out;
    AppendObject(c.lead, members, c.line_end, &out);
    EXPECT_EQ(out, c.want);
  }
}

TEST(AppendObject, LeavesObjectsThatCanBeReadAgain) {
  JsonLine line;
  for (const std::string_view object :
       {"{}", "{ }", R"({"a":{"b":[]}})", R"({"a":"\\"})", R"({"a":"\"}"} )"}) {
    std::string out;
    AppendObject(object, std::vector<JsonMember>{{"new \"name\"", "\"v\""}}, "", &out);
    ASSERT_EQ(line.Parse(out), JsonLineState::kObject) << out;
    EXPECT_EQ(line.Find("new \"name\"").text, "v");
  }
}

}  // namespace
}  // namespace cxo
