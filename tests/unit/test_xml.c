/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/xml. All texts are test data. */
#include "graphs/site/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BEGIN "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

/* What is written of a text as an element and as an attribute. */
static void expect(const char *text, const char *safe)
{
    struct buf out, wanted;
    struct xml xml;

    buf_init(&out, 4000);
    buf_init(&wanted, 4000);
    xml_init(&xml, &out);
    xml_open(&xml, "a");
    xml_attribute(&xml, "b", text);
    xml_text(&xml, text);
    xml_close(&xml);
    buf_printf(&wanted, BEGIN "<a b=\"%s\">%s</a>\n", safe, safe);
    assert_string_equal(buf_text(&out), buf_text(&wanted));
    buf_free(&out);
    buf_free(&wanted);
}

static void test_text(void **state)
{
    (void)state;
    expect("業況DI ▲15.4", "業況DI ▲15.4");
    expect("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    expect("\" onload=\"x", "&quot; onload=&quot;x");
    expect("a & b &amp;", "a &amp; b &amp;amp;");
    expect("]]>", "]]&gt;");
    expect("a\tb\nc\rd", "a&#9;b&#10;c&#13;d");
}

static void test_what_xml_cannot_have(void **state)
{
    (void)state;
    expect("a\x01z\x1b[2J", "a\xef\xbf\xbdz\xef\xbf\xbd[2J");
    expect("\xff\xc0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    expect("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); /* a surrogate */
    expect("\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd");
    expect("a\xe2\x80\xae"
           "b\xe2\x81\xa6"
           "c",
           "abc"); /* what turns the direction */
}

static void test_elements(void **state)
{
    struct buf out;
    struct xml xml;

    (void)state;
    buf_init(&out, 4000);
    xml_init(&xml, &out);
    xml_open(&xml, "a");
    xml_open(&xml, "b");
    xml_open(&xml, "c");
    xml_leaf(&xml, "d", "x");
    xml_open(&xml, "e");
    xml_close(&xml);
    xml_close(&xml);
    xml_close(&xml);
    xml_close(&xml);
    assert_string_equal(buf_text(&out), BEGIN "<a><b><c><d>x</d><e/></c>\n</b>\n</a>\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_what_xml_cannot_have),
        cmocka_unit_test(test_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
