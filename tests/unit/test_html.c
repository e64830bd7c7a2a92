/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/html. All texts are test data. */
#include "graphs/site/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct buf out;
        buf_init(&out, 1000);
        html_text(&out, CASES[i].text);
        assert_string_equal(buf_text(&out), CASES[i].expected);
        buf_free(&out);
    }
}

static void test_elements(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, 1000);
    html_element(&out, "td", "<b>");
    html_classed(&out, "p", "note", "a & b");
    html_element(&out, "th", "");
    assert_string_equal(buf_text(&out),
                        "<td>&lt;b&gt;</td><p class=\"note\">a &amp; b</p><th></th>");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_elements),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
