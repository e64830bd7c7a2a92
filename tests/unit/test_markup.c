/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/markup. All texts are test data. */
#include "collector/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"

static struct markup *open_xml(const char *text)
{
    struct markup *markup = NULL;
    struct err err;
    if (markup_open_xml(text, strlen(text), &markup, &err) != 0)
        fail_msg("%s", err.text);
    return markup;
}

static struct markup *open_html(const char *text)
{
    struct markup *markup = NULL;
    struct err err;
    if (markup_open_html(text, strlen(text), &markup, &err) != 0)
        fail_msg("%s", err.text);
    return markup;
}

static void add_attribute(const char *name, const char *value, void *context)
{
    (void)buf_printf(context, " %s=%s", name, value);
}

/* <a>..</a> as (a ..). */
static void print(const struct markup_node *node, struct buf *out)
{
    if (markup_name(node) == NULL) {
        (void)buf_puts(out, markup_text(node));
        assert_null(markup_first(node));
        return;
    }
    assert_null(markup_text(node));
    (void)buf_printf(out, "(%s", markup_name(node));
    markup_attributes(node, add_attribute, out);
    for (const struct markup_node *at = markup_first(node); at != NULL; at = markup_next(at)) {
        assert_ptr_equal(markup_parent(at), node);
        (void)buf_putc(out, ' ');
        print(at, out);
    }
    (void)buf_putc(out, ')');
}

static void check(struct markup *markup, const char *want)
{
    struct buf got;
    buf_init(&got, 10000);
    print(markup_root(markup), &got);
    assert_null(markup_parent(markup_root(markup)));
    assert_string_equal(buf_text(&got), want);
    buf_free(&got);
    markup_close(markup);
}

static void test_xml_tree(void **state)
{
    (void)state;
    check(open_xml("<a x='1' y='&lt;&#65;&amp;'>t<!-- c --><b/><?p i?>u</a>"),
          "(a x=1 y=<A& t (b) u)");
    check(open_xml("<g:a xmlns:g='urn:x' g:x='1'><g:b><![CDATA[<c>]]></g:b></g:a>"),
          "(a x=1 (b <c>))");
    check(open_xml("<?xml version='1.0' encoding='EUC-JP'?><a>\xC9\xBD</a>"), "(a 表)");
    check(open_xml("<!DOCTYPE a SYSTEM 'http://127.0.0.1/no.dtd'><a/>"), "(a)");
    markup_close(NULL);
}

static void test_html_tree(void **state)
{
    (void)state;
    check(open_html("<P CLASS=x>a<B>b</P>&nbsp;&unknown;"),
          "(html (body (p class=x a (b b)) \u00A0&unknown;))");
    check(open_html("<meta charset=Shift_JIS><p title='&eacute;&foo;'>表"),
          "(html (head (meta charset=Shift_JIS)) (body (p title=é&foo; 表)))");
    check(open_html("<html><body>a</body></html><html><p>b</p></html>"),
          "(html (body a) (html (p b)))");
}

static void test_node_questions(void **state)
{
    (void)state;
    struct markup *markup = open_xml("<a>\n<b x='1'/>\n</a>");
    const struct markup_node *b = markup_next(markup_first(markup_root(markup)));
    assert_string_equal(markup_name(b), "b");
    assert_int_equal(markup_line(b), 2);
    assert_string_equal(markup_attribute(b, "x"), "1");
    assert_null(markup_attribute(b, "y"));
    assert_null(markup_attribute(markup_next(b), "x"));
    assert_null(markup_first(b));
    assert_null(markup_next(markup_next(b)));
    markup_close(markup);
}

/* --- refusals --- */

struct refusal {
    const char *text;
    const char *want;
};

static const struct refusal refusals[] = {
    {"", "this is no XML"},
    {"plain", "line 1: this is no XML: "},
    {"<a>\n<b></a>", "line 2: this is no XML: Opening and ending tag mismatch"},
    {"<a>\xFF</a>", "this is no XML"},
    {"<a>&x;</a>", "this is no XML: Entity 'x' not defined"},
    {"<!DOCTYPE a SYSTEM 'no.dtd'>\n<a>&x;</a>",
     "line 2: this is no XML: Entity 'x' not defined"},
    {"<!DOCTYPE a SYSTEM 'no.dtd'><a b='&x;'/>",
     "line 1: this is no XML: Entity 'x' not defined"},
    {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "this XML declares entities of its own"},
    {"<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a>&x;</a>", "declares entities"},
    {"<!DOCTYPE a [<!ENTITY lt 'y'>]><a>&lt;&x;</a>", "this is no XML"},
    {"<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><a/>", ""},
    {"<!DOCTYPE a [<!ENTITY a0 'aaaaaaaaaa'><!ENTITY a1 '&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;'>"
     "<!ENTITY a2 '&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;'><!ENTITY a3 '&a2;&a2;&a2;&a2;&a2;&a2;'>"
     "<!ENTITY a4 '&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;'><!ENTITY a5 '&a4;&a4;&a4;&a4;&a4;&a4;'>"
     "<!ENTITY a6 '&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;'><!ENTITY a7 '&a6;&a6;&a6;&a6;&a6;&a6;'>"
     "<!ENTITY a8 '&a7;&a7;&a7;&a7;&a7;&a7;&a7;&a7;'>]><a b='&a8;'>&a8;</a>",
     ""},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct markup *markup = NULL;
        struct err err;
        int result =
            markup_open_xml(refusals[i].text, strlen(refusals[i].text), &markup, &err);
        if (result != -1 || err.code != ERR_DATA || strstr(err.text, refusals[i].want) == NULL)
            fail_msg("refusal %zu: %d \"%s\"", i, result, result == 0 ? "" : err.text);
    }
    struct markup *markup = NULL;
    struct err err;
    assert_int_equal(markup_open_html("", 0, &markup, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
}

static void nest(struct buf *out, const char *start, const char *end, int depth)
{
    for (int i = 0; i < depth; i++)
        (void)buf_puts(out, start);
    for (int i = 0; i < depth; i++)
        (void)buf_puts(out, end);
}

static void test_depth(void **state)
{
    (void)state;
    struct buf text;
    struct markup *markup = NULL;
    struct err err;
    buf_init(&text, 1000000);
    nest(&text, "<a>", "</a>", MARKUP_DEPTH_MAX - 1);
    assert_int_equal(markup_open_xml(text.data, text.length, &markup, &err), 0);
    markup_close(markup);
    buf_reset(&text);
    nest(&text, "<a>", "</a>", 100000);
    assert_int_equal(markup_open_xml(text.data, text.length, &markup, &err), -1);
    buf_reset(&text);
    nest(&text, "<div>", "", 20000);
    assert_int_equal(markup_open_html(text.data, text.length, &markup, &err), -1);
    assert_non_null(strstr(err.text, "elements nest more than 256 deep"));
    buf_free(&text);
}

/* --- selecting --- */

static void test_select(void **state)
{
    (void)state;
    struct markup *markup = open_xml("<g:a xmlns:g='urn:x'><g:b i='1'/><c><g:b i='2'/></c>"
                                     "<b xmlns='urn:y' i='3'>t</b></g:a>");
    const struct markup_node **nodes = NULL;
    size_t count = 0;
    struct err err;
    assert_int_equal(markup_select(markup, "//b", &nodes, &count, &err), 0);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(markup_attribute(nodes[i], "i")[0], '1' + (int)i);
    markup_release(nodes);
    assert_int_equal(markup_select(markup, "//none", &nodes, &count, &err), 0);
    assert_int_equal(count, 0);
    markup_release(nodes);
    assert_int_equal(markup_select(markup, "//b/text()|//b/@i", &nodes, &count, &err), 0);
    assert_int_equal(count, 0);
    markup_release(nodes);
    assert_int_equal(markup_select(markup, "//b[", &nodes, &count, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_int_equal(markup_select(markup, "count(//b)", &nodes, &count, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_int_equal(markup_select(markup, "document('/etc/passwd')", &nodes, &count, &err),
                     -1);
    markup_close(markup);
}

static void test_select_without_end(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1000000);
    (void)buf_puts(&text, "<r>");
    for (int i = 0; i < 5000; i++)
        (void)buf_puts(&text, "<a/>");
    (void)buf_puts(&text, "</r>");
    struct markup *markup = open_xml(buf_text(&text));
    const struct markup_node **nodes = NULL;
    size_t count = 0;
    struct err err;
    assert_int_equal(
        markup_select(markup, "//a[count(//a[count(//a) > 1]) > 1]", &nodes, &count, &err),
        -1);
    assert_non_null(strstr(err.text, "or one without end"));
    markup_close(markup);
    buf_free(&text);
}

/* --- the reader --- */

static int on_start(void *context, const char *name, const char *const *attributes,
                    struct err *err)
{
    struct buf *out = context;
    (void)buf_printf(out, "(%s", name);
    for (size_t i = 0; attributes[i] != NULL; i += 2)
        (void)buf_printf(out, " %s=%s", attributes[i], attributes[i + 1]);
    const char *stop = markup_find(attributes, "stop");
    return stop == NULL ? 0 : err_set(err, ERR_DATA, "stopped: %s", stop);
}

static int on_end(void *context, const char *name, struct err *err)
{
    (void)name;
    (void)err;
    (void)buf_putc(context, ')');
    return 0;
}

static int on_text(void *context, const char *text, size_t length, struct err *err)
{
    (void)err;
    (void)buf_append(context, text, length);
    return 0;
}

static const struct markup_events events = {.start = on_start, .end = on_end, .text = on_text};

/* Feeds `step` bytes at a time. */
static int read_by(const char *text, size_t step, struct buf *out, struct err *err)
{
    struct markup_reader *reader = markup_reader_new(&events, out);
    size_t length = strlen(text);
    int result = 0;
    for (size_t at = 0; at < length && result == 0; at += step) {
        size_t size = length - at < step ? length - at : step;
        result = markup_reader_feed(reader, text + at, size, at + step >= length, err);
    }
    if (length == 0)
        result = markup_reader_feed(reader, text, 0, 1, err);
    markup_reader_free(reader);
    return result;
}

static void test_reader(void **state)
{
    (void)state;
    static const char text[] = "<?xml version='1.0' encoding='UTF-8'?><x:a xmlns:x='urn:x' "
                               "x:b='&lt;1&amp;&#12354;' c=''>t&amp;u<d/><![CDATA[<v>]]> "
                               "<e>表</e></x:a>";
    for (size_t step = 1; step < 300; step += 7) {
        struct buf got;
        struct err err;
        buf_init(&got, 10000);
        assert_int_equal(read_by(text, step, &got, &err), 0);
        assert_string_equal(buf_text(&got), "(a b=<1&あ c=t&u(d)<v> (e表))");
        buf_free(&got);
    }
    markup_reader_free(NULL);
}

static const struct refusal broken[] = {
    {"", ""},
    {"<a>", "this is no XML"},
    {"<a></b>", "line 1: this is no XML"},
    {"<a>&x;</a>", "this is no XML: Entity 'x' not defined"},
    {"<!DOCTYPE a [<!ENTITY x 'y'>]><a b='&x;'/>", "this XML declares entities of its own"},
    {"<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a>&x;</a>", "declares entities"},
    {"<!DOCTYPE a [<!ENTITY % x SYSTEM '/etc/passwd'> %x;]><a/>", "declares entities"},
    {"<a><b stop='here'/><c/></a>", "stopped: here"},
    {"<a b='1' b='2'/>", "this is no XML"},
};

static void test_broken_reader(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct buf got;
        struct err err;
        buf_init(&got, 10000);
        int result = read_by(broken[i].text, 1000, &got, &err);
        if (result != -1 || err.code != ERR_DATA || strstr(err.text, broken[i].want) == NULL)
            fail_msg("broken %zu: %d \"%s\"", i, result, result == 0 ? "" : err.text);
        buf_free(&got);
    }
}

static void test_reader_depth(void **state)
{
    (void)state;
    struct buf text;
    struct buf got;
    struct err err;
    buf_init(&text, 1000000);
    buf_init(&got, 1000000);
    nest(&text, "<a>", "</a>", MARKUP_DEPTH_MAX);
    assert_int_equal(read_by(buf_text(&text), 1000, &got, &err), 0);
    buf_reset(&text);
    nest(&text, "<a>", "</a>", MARKUP_DEPTH_MAX + 1);
    assert_int_equal(read_by(buf_text(&text), 1000, &got, &err), -1);
    buf_free(&text);
    buf_free(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xml_tree),
        cmocka_unit_test(test_html_tree),
        cmocka_unit_test(test_node_questions),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_select),
        cmocka_unit_test(test_select_without_end),
        cmocka_unit_test(test_reader),
        cmocka_unit_test(test_broken_reader),
        cmocka_unit_test(test_reader_depth),
    };
    return cmocka_run_group_tests_name("markup", tests, NULL, NULL);
}
