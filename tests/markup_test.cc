// HTML in the normal form of a text: what is read as markup, and what is left alone.
#include "classifier/text/markup.h"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/text/normal_form.h"
#include "tests/expect_forms.h"

namespace cxo {
namespace {

TEST(Markup, EntitiesAreDecodedOnce) {
  ExpectForms({
      {"ampersand", "R&amp;D", "r&d"},
      {"bare ampersand", "R&D", "r&d"},
      {"name with ampersand", "AT&T; B&B;", "at&t; b&b;"},
      {"no-break space", "a&nbsp;&nbsp;b", "a b"},
      {"decoded once", "&amp;lt;b&amp;gt;", "&lt;b&gt;"},
      {"a decoded tag is text", "&lt;b&gt;", "<b>"},
      {"letter with accent", "Pr&eacute;clinique", "preclinique"},
      {"in capitals", "PR&EACUTE;CLINIQUE", "preclinique"},
      {"dash and quotes", "&ldquo;a&rdquo;&ndash;b&rsquo;s", "\"a\"-b's"},
      {"em dash", "a&mdash;b", "a - b"},
      {"trademark", "Pharma&trade;&reg;&copy;", "pharma"},
      {"soft hyphen", "manu&shy;facturing", "manufacturing"},
      {"Greek", "&Alpha;&beta;", "\u03B1\u03B2"},
      {"apostrophe", "client&apos;s &quot;x&quot;", "client's \"x\""},
      {"bullet", "&bull; a &middot; b", "\u2022 a \u00B7 b"},
      {"Central Europe", "&Scaron;koda &lstrok;", "skoda \u0142"},
      {"decimal", "&#67;&#68;MO", "cdmo"},
      {"hexadecimal", "&#x43;&#X4f;", "co"},
      {"Windows-1252", "client&#146;s &#150; &#x80;", "client's - \u20AC"},
      {"Windows-1252 trademark", "Pharma&#153;", "pharma"},
      {"leading zeros", "&#0000065;", "a"},
      {"line break", "a&#10;b", "a\nb"},
      {"NUL", "a&#0;b", "a\uFFFDb"},
      {"surrogate", "&#xD800;", "\uFFFD"},
      {"beyond Unicode", "&#x110000;&#99999999999;", "\uFFFD\uFFFD"},
      {"unknown name", "&foo; &verylongname;", "&foo; &verylongname;"},
      {"no semicolon", "&amp &nbsp", "&amp &nbsp"},
      {"no digits", "&#; &#x; &#xg;", "&#; &#x; &#xg;"},
      {"at the end", "a & b &am &", "a & b &am &"},
  });
}

TEST(Markup, TagsAreTakenAwayAndProseIsKept) {
  ExpectForms({
      {"inline tag", "we <b>do</b> it", "we do it"},
      {"inline tag in a word", "manu<i>fact</i>ure", "manufacture"},
      {"paragraphs", "<p>One</p><p>Two</p>", "one\n\ntwo"},
      {"line break tag", "one<br>two<br/>three<BR />four", "one\n\ntwo\n\nthree\n\nfour"},
      {"list", "<ul><li>One</li>\n<li>Two</li></ul>", "one\n\ntwo"},
      {"table", "<table><tr><td>One</td><td>Two</td></tr></table>", "one\n\ntwo"},
      {"attributes", "<a href=\"http://x.y/?a=1&b=2\" title='x > y'>Link</a>", "link"},
      {"unclosed quote in a tag", "<a title=\"x>Link</a>", "link"},
      {"over two lines", "a <span\nclass=\"x\">b</span>", "a b"},
      {"heading", "<H1>Title</H1>Text", "title\n\ntext"},
      {"bare attribute", "<td nowrap>x", "x"},
      {"script", "a<script type=\"x\">if (a<b) { c>d; }</script>b", "ab"},
      {"style", "a <STYLE>p { x: y }</STYLE> b", "a b"},
      {"unclosed script", "a <script> b", "a b"},
      {"script whose end is no tag", "a <script>x</script b", "a x</script b"},
      {"name that begins like script", "a <script>x</scripted>y</script >b", "a b"},
      {"comment", "a<!-- <p>no</p> -->b", "ab"},
      {"empty comment", "a<!-->b", "ab"},
      {"unclosed comment", "a <!-- b", "a <!-- b"},
      {"doctype", "<!DOCTYPE html><html>a</html>", "a"},
      {"conditional comment", "a<![endif]>b", "ab"},
      {"character data", "<![CDATA[a", "a"},
      {"processing instruction", "<?xml version=\"1.0\"?>a", "a"},
      {"word processor", "a<o:p></o:p>b", "ab"},
      {"entity in a tag", "<a title=\"&gt;\">x</a>", "x"},
      {"less than a number", "p < 0.05 and <5 kg", "p < 0.05 and <5 kg"},
      {"less than a letter", "a<b and c", "a<b and c"},
      {"not an element", "a <customer> and <foo bar>", "a <customer> and <foo bar>"},
      {"mail address", "<a@b.com>", "<a@b.com>"},
      {"comparison with a later one", "n <a given value, n > 3", "n <a given value, n > 3"},
      {"tag open at another", "x <a and y <b>bold</b>", "x <a and y bold"},
      {"tag without end", "a <p class=\"x\"", "a <p class=\"x\""},
      {"end far away", "a <b " + std::string(5000, 'x') + ">",
       "a <b " + std::string(5000, 'x') + ">"},
      {"arrow", "a <- b -> c << d", "a <- b -> c << d"},
      {"exclamation", "a <! b >", "a <! b >"},
      {"at the end", "a <", "a <"},
  });
}

// Were the work quadratic, a million bytes of these would take minutes.
TEST(Markup, HostileTextIsReadInLinearTime) {
  for (const std::string piece :
       {"<a", "<script>", "<!--", "<a =\"", "&#0", "<style>", "<a b='>", "<p ", "&amp", "\xE9"}) {
    std::string text;
    while (text.size() < 1000000) text += piece;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(Normalize(text + " . y").ends_with(". y")) << piece;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3)) << piece;
  }
}

}  // namespace
}  // namespace cxo
