/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/html. All texts are test data. */
#include "graphs/site/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define RLO "\xe2\x80\xae"

static void test_text(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } CASES[] = {
        {"", ""},
        {"業況DI ▲15.4", "業況DI ▲15.4"},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"a & b", "a &amp; b"},
        {"&lt;", "&amp;lt;"}, /* never taken for escaped already */
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"' onload='x", "&#39; onload=&#39;x"},
        {"&<>\"'", "&amp;&lt;&gt;&quot;&#39;"},
        {"a\tb\nc\x01\x7f", "a b c  "},
        {"\xc2\x85", " "}, /* C1 */
        {"a\xff"
         "b\xe2\x80",
         "a\xef\xbf\xbd"
         "b\xef\xbf\xbd\xef\xbf\xbd"},
        {"a" RLO "b", FSI "a" RLO "b" PDI},
        {"a" PDI "b", FSI "ab" PDI}, /* it would end ours */
        {"a" FSI "b", FSI "a" FSI "b" PDI PDI},
        {"a" FSI "b" PDI PDI, FSI "a" FSI "b" PDI PDI},
        {"\xd7\xa9", FSI "\xd7\xa9" PDI}, /* a Hebrew letter */
        {"\xd8\xa7", FSI "\xd8\xa7" PDI}, /* an Arabic one */
        {"\xe2\x80\x93 – é 旭 𠮷", "\xe2\x80\x93 – é 旭 𠮷"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct buf out;
        buf_init(&out, 1000);
        html_escape(&out, CASES[i].text);
        assert_string_equal(buf_text(&out), CASES[i].expected);
        buf_free(&out);
    }
}

static void test_elements(void **state)
{
    struct html html;
    struct buf out;
    struct err err = {0};
    (void)state;
    buf_init(&out, 1000);
    html_init_part(&html, &out);
    html_open(&html, "p");
    html_attr(&html, "title", "\"><b>");
    html_attr_number(&html, "tabindex", -1);
    html_flag(&html, "hidden");
    html_text(&html, "<b>");
    html_open(&html, "br");
    html_open(&html, "img");
    html_attr(&html, "src", "a.png");
    html_classed(&html, "b", "note", "a & b");
    html_element(&html, "i", "");
    html_close(&html, "p");
    html_line(&html);
    assert_int_equal(html_end(&html, &err), 0);
    assert_string_equal(buf_text(&out),
                        "<p title=\"&quot;&gt;&lt;b&gt;\" tabindex=\"-1\" "
                        "hidden>&lt;b&gt;<br>"
                        "<img src=\"a.png\"><b class=\"note\">a &amp; b</b><i></i></p>\n");
    buf_free(&out);
}

/* What the writer does not do, whoever asks. */
static void test_faults(void **state)
{
    static const char *const HARMFUL[] = {"onclick", "style", "srcdoc", "formaction",
                                          "a b",     "x>",    "",       "ONLOAD"};
    struct html html;
    struct err err = {0};
    struct buf out;
    (void)state;
    buf_init(&out, 100);
    for (size_t i = 0; i < sizeof HARMFUL / sizeof HARMFUL[0]; i++) {
        buf_reset(&out);
        html_init_part(&html, &out);
        html_open(&html, "p");
        html_attr(&html, HARMFUL[i], "x");
        html_close(&html, "p");
        assert_string_equal(buf_text(&out), "<p></p>");
        assert_int_equal(html_end(&html, &err), -1);
    }
    html_init_part(&html, &out);
    html_open(&html, "p");
    html_close(&html, "b"); /* another than the innermost */
    assert_int_equal(html_end(&html, &err), -1);
    html_init_part(&html, &out);
    html_open(&html, "p"); /* left open */
    assert_int_equal(html_end(&html, &err), -1);
    html_init_part(&html, &out);
    html_text(&html, "x");
    html_attr(&html, "class", "x"); /* of nothing */
    assert_int_equal(html_end(&html, &err), -1);
    buf_reset(&out);
    html_init_part(&html, &out);
    html_open(&html, "p><script");
    assert_string_equal(buf_text(&out), "");
    assert_int_equal(html_end(&html, &err), -1);
    html_init_part(&html, &out);
    for (int i = 0; i <= HTML_DEPTH; i++)
        html_open(&html, "p");
    assert_true(html.wrong);
    buf_free(&out);
}

static void test_overflow(void **state)
{
    struct html html;
    struct err err = {0};
    struct buf out;
    (void)state;
    buf_init(&out, 8);
    html_init_part(&html, &out);
    html_element(&html, "p", "long enough");
    assert_int_equal(html_end(&html, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    buf_free(&out);
}

static void test_addresses(void **state)
{
    static const char *const GOOD[] = {
        "",         "#main",         "a.html",
        "../a.png", "?x=a:b",        "https://example.jp/a?b=c:d",
        "HTTP://x", "mailto:a@b.jp", "a/b:c"};
    static const char *const BAD[] = {
        "javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "java\tscript:x",
        "data:text/html,x",    "vbscript:x",   "//example.com", "\\\\example.com",
        "file:///etc/passwd",  "a b",          "https://x/\n",  "x:y",
        "blob:https://x"};
    struct html html;
    struct err err = {0};
    struct buf out;
    (void)state;
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++)
        assert_true(html_is_safe(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(html_is_safe(BAD[i]));
    buf_init(&out, 1000);
    html_init_part(&html, &out);
    html_open(&html, "a");
    html_attr(&html, "href", "javascript:x");
    html_text(&html, "x");
    html_close(&html, "a");
    html_open(&html, "img");
    html_attr(&html, "srcset", "a.png 1x, javascript:x 2x");
    html_open(&html, "img");
    html_attr(&html, "srcset", "a.png 1x, b.png 2x");
    html_line(&html);
    assert_int_equal(html_end(&html, &err), 0);
    assert_string_equal(buf_text(&out), "<a>x</a><img><img srcset=\"a.png 1x, b.png 2x\">\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),      cmocka_unit_test(test_elements),
        cmocka_unit_test(test_faults),    cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
