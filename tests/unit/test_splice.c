/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/splice. */
#include "collector/splice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct splice splice;
static struct arena *arena;

static int try_open(const char *xml, struct err *err)
{
    err_clear(err);
    return splice_open(&splice, xml, strlen(xml), arena, err);
}

static void begin(const char *xml)
{
    struct err err;
    if (try_open(xml, &err) != 0)
        fail_msg("%s", err.text);
}

static const char *written(void)
{
    struct err err = {0};
    struct buf out;
    buf_init(&out, 4096);
    if (splice_write(&splice, &out, &err) != 0)
        fail_msg("%s", err.text);
    const char *kept = arena_strdup(arena, buf_text(&out));
    buf_free(&out);
    return kept;
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    splice_close(&splice);
    arena_free(arena);
    return 0;
}

static void test_what_is_not_edited_stays(void **state)
{
    static const char xml[] =
        "<?xml version='1.0'?>\r\n<a  x = '1'><!-- <b> --><![CDATA[<c>]]>"
        "<b\n/>\t<?p <d> ?><e y='>'>t</e ></a>\n";
    (void)state;
    begin(xml);
    assert_string_equal(written(), xml);
    assert_int_equal(splice.count, 3);
    assert_string_equal(splice_attribute(&splice, 0, "x", NULL, NULL), "1");
    assert_string_equal(splice_text(&splice, 0), "<c>\tt");
}

static void test_children_and_siblings(void **state)
{
    (void)state;
    begin("<x:a><x:b><x:c/></x:b><x:c k='1'/><x:b/></x:a>");
    size_t first = splice_child(&splice, 0, "b");
    assert_string_equal(splice.prefix, "x:");
    assert_int_equal(first, 1);
    assert_int_equal(splice_child(&splice, 0, "c"), 3);
    assert_int_equal(splice_next(&splice, first, "b"), 4);
    assert_true(splice_next(&splice, 4, "b") == SPLICE_NONE);
    assert_true(splice_next(&splice, 0, "a") == SPLICE_NONE);
    assert_true(splice_child(&splice, 4, NULL) == SPLICE_NONE);
}

static void test_texts(void **state)
{
    (void)state;
    begin(
        "<a t='&lt;&#x3042;&#12354;&quot;' r:t='2' xmlns:r='u'>1 &amp; 2\r\n<b>&gt;</b></a>");
    assert_string_equal(splice_attribute(&splice, 0, "t", NULL, NULL), "<ああ\"");
    assert_string_equal(splice_attribute(&splice, 0, ":t", NULL, NULL), "2");
    assert_null(splice_attribute(&splice, 0, "r", NULL, NULL));
    assert_string_equal(splice_text(&splice, 0), "1 & 2\n>");
    assert_string_equal(splice_escape(arena, "<a & \"b\">\x01\t\r"),
                        "&lt;a &amp; &quot;b&quot;&gt; \t&#13;");
}

static void test_edits(void **state)
{
    (void)state;
    begin("<a><b/><c k='1' l='2'>x</c></a>");
    splice_append(&splice, 1, "<d/>");
    splice_append(&splice, 1, "<e/>");
    splice_append(&splice, 0, "<f/>");
    splice_set(&splice, 2, "k", "<");
    splice_set(&splice, 2, "m", "3");
    splice_replace(&splice, splice.elements[2].inner, splice.elements[2].inner_end, "y");
    assert_string_equal(written(),
                        "<a><b><d/><e/></b><c m=\"3\" k=\"&lt;\" l='2'>y</c><f/></a>");
}

static void test_two_edits_of_one_place(void **state)
{
    struct err err = {0};
    struct buf out;
    (void)state;
    begin("<a>xyz</a>");
    splice_replace(&splice, 3, 5, "1");
    splice_replace(&splice, 4, 6, "2");
    buf_init(&out, 100);
    assert_int_equal(splice_write(&splice, &out, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    buf_free(&out);
}

static void test_what_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "<a>",
        "<a></b>",
        "text",
        "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>",
    };
    struct err err;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (try_open(wrong[i], &err) == 0)
            fail_msg("%s is read", wrong[i]);
        assert_int_equal(err.code, ERR_DATA);
        splice_close(&splice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_not_edited_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_children_and_siblings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_edits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_edits_of_one_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("splice", tests, NULL, NULL);
}
