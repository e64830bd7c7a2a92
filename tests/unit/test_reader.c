/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_reader: lines, long and cut ones, comments, encodings and limits, before anything has a
 * meaning. */
#include "config/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/file.h"

struct fixture {
    char folder[64];
    char path[96];
    struct arena *arena;
    struct reader_text text;
    struct faults faults;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return -1;
    (void)snprintf(fixture->folder, sizeof fixture->folder, "/tmp/shihyo-reader-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return -1;
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/a.ini", fixture->folder);
    fixture->arena = arena_new();
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    (void)unlink(fixture->path);
    (void)rmdir(fixture->folder);
    reader_free(&fixture->text);
    fault_free(&fixture->faults);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static int read_bytes(struct fixture *fixture, const void *bytes, size_t length)
{
    struct err err;
    struct origin from = {"main.ini", 7};
    fault_free(&fixture->faults);
    fixture->faults = (struct faults){0};
    reader_free(&fixture->text);
    assert_int_equal(file_write(fixture->path, bytes, length, &err), 0);
    return reader_read(fixture->path, from, fixture->arena, &fixture->text, &fixture->faults);
}

/* "[head] name=value@line ..." of everything read. */
static void render(const struct fixture *fixture, struct buf *out)
{
    for (size_t i = 0; i < fixture->text.count; i++) {
        const struct reader_section *section = &fixture->text.sections[i];
        (void)buf_printf(out, "[%s]@%d", section->head, section->origin.line);
        for (size_t j = 0; j < section->count; j++)
            (void)buf_printf(out, " %s=%s@%d", section->entries[j].name,
                             section->entries[j].value, section->entries[j].origin.line);
        (void)buf_putc(out, '|');
    }
    for (size_t i = 0; i < fixture->faults.count; i++)
        (void)buf_printf(out, "!%d ", fixture->faults.items[i].line);
}

static void expect(struct fixture *fixture, const char *text, const char *wanted)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    (void)read_bytes(fixture, text, strlen(text));
    render(fixture, &out);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
}

static void test_what_is_understood(void **state)
{
    static const struct {
        const char *text;
        const char *wanted;
    } cases[] = {
        {"", ""},
        {"\n\n  \n", ""},
        {"[site]", "[site]@1|"},
        {"[site]\na = b", "[site]@1 a=b@2|"},
        {"[site]\na=b\n", "[site]@1 a=b@2|"},
        {"[ site ]\na: b\n", "[site]@1 a=b@2|"},
        {"\xef\xbb\xbf[site]\na=b\n", "[site]@1 a=b@2|"},
        {"[site]\r\na = b\r\n c\r\n", "[site]@1 a=b\nc@2|"},
        {"# c\n; c\n[site] ; c\na = b ; c\n", "[site]@3 a=b@4|"},
        {"[site]\na = b;c ;d\n", "[site]@1 a=b;c@2|"},
        {"[site]\na = #3a7bd5\n", "[site]@1 a=#3a7bd5@2|"},
        {"[site]\na = ; nothing\n", "[site]@1 a=@2|"},
        {"[site]\na =\n b\n", "[site]@1 a=\nb@2|"},
        /* inih 55 keeps these comments */
        {"[site]\na = b ; c\n\td ; e\n  ; f\n  # g\n  h\t;i\n", "[site]@1 a=b\nd\nh@2|"},
        {"[site]\na = b\n\n  c\nd = e", "[site]@1 a=b\nc@2 d=e@5|"},
        {"[site]\na = b\n  c = d\n", "[site]@1 a=b\nc = d@2|"},
        {"[site]\n  a = b\n", "[site]@1 a=b@2|"},
        {"[site]\na = b\na = c\n", "[site]@1 a=b@2 a=c@3|"},
        {"[a x]\n[b]\n[a x]\nk=v\n", "[a x]@1|[b]@2|[a x]@3 k=v@4|"},
        {"[site]\na = b = c : d\n", "[site]@1 a=b = c : d@2|"},
        {"[site]\na = [x]\n", "[site]@1 a=[x]@2|"},
        {"[site]\na = x\n [y]\n", "[site]@1 a=x\n[y]@2|"},
        {"[site]\na = \"x\"\n", "[site]@1 a=\"x\"@2|"},
        {"[site]\n題名 = 値\n", "[site]@1 題名=値@2|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(*state, cases[i].text, cases[i].wanted);
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *text;
        const char *wanted;
    } cases[] = {
        {"a = b\n", "!1 "},
        {"[site\na = b\n c\n[x]\na = b\n", "[x]@4 a=b@5|!1 "},
        {"[site] x\na = b\n", "!1 "},
        {"[site]\njust words\n more words\na = b\n", "[site]@1 a=b@4|!2 "},
        {"[site]\n= b\n", "[site]@1|!2 "},
        {"[site]\na\x01 = b\nc = d\x7f\n", "[site]@1|!2 !3 "},
        {"[site]\na = b\rc = d\n", "[site]@1|!2 "},
        {"[site]\n\xe3\x80\x80"
         "a = b\n",
         "[site]@1|!2 "},
        {"[site]\na = b\n\xef\xbb\xbf"
         "c = d\n",
         "[site]@1 a=b@2|!3 "},
        /* keys that were meant to begin, not to continue */
        {"[site]\n  title = a\n  state = b\n", "[site]@1 title=a@2|!3 "},
        {"[program x]\ntitle = a\n  budget.2024 = 1\n", "[program x]@1 title=a@2|!3 "},
        {"[sou\x01rce]\na = b\n", "!1 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(*state, cases[i].text, cases[i].wanted);
}

/* A line of just `length` bytes. */
static void make_line(struct buf *out, const char *begin, size_t length)
{
    (void)buf_puts(out, begin);
    for (size_t i = strlen(begin); i < length; i++)
        (void)buf_putc(out, 'x');
    (void)buf_putc(out, '\n');
}

static void test_lines_that_inih_would_cut(void **state)
{
    struct fixture *fixture = *state;
    for (size_t length = 190; length < 420; length++) {
        struct buf text;
        buf_init(&text, 4096);
        (void)buf_puts(&text, "[site]\n");
        make_line(&text, "url = https://example.jp/?a=b&interval=5", length);
        (void)buf_puts(&text, "  tail\nb = c\n");
        assert_int_equal(read_bytes(fixture, text.data, text.length), 0);
        const struct reader_section *section = &fixture->text.sections[0];
        if (length <= READER_LINE_MAX) {
            assert_int_equal(fixture->faults.count, 0);
            assert_int_equal(section->count, 2);
            assert_int_equal(strlen(section->entries[0].value), length - 6 + 5);
        } else {
            assert_int_equal(fixture->faults.count, 1);
            assert_int_equal(fixture->faults.items[0].line, 2);
            assert_non_null(strstr(fixture->faults.items[0].text, "expected at most 197"));
            assert_int_equal(section->count, 1);
            assert_string_equal(section->entries[0].name, "b");
        }
        buf_free(&text);
    }
}

static void test_long_continuations_and_comments(void **state)
{
    struct fixture *fixture = *state;
    struct buf text;
    buf_init(&text, 4096);
    (void)buf_puts(&text, "[site]\na = b ; ");
    make_line(&text, "", 500);
    make_line(&text, "# ", 500);
    make_line(&text, "      ", READER_LINE_MAX + 6);
    assert_int_equal(read_bytes(fixture, text.data, text.length), 0);
    assert_int_equal(fixture->faults.count, 0);
    assert_int_equal(strlen(fixture->text.sections[0].entries[0].value), 2 + READER_LINE_MAX);
    make_line(&text, " ", READER_LINE_MAX + 2);
    (void)read_bytes(fixture, text.data, text.length);
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->faults.items[0].line, 5);
    buf_free(&text);
}

static void test_names_that_inih_would_cut(void **state)
{
    struct fixture *fixture = *state;
    for (size_t length = 45; length < 55; length++) {
        char text[256];
        char name[64] = "";
        memset(name, 'n', length);
        (void)snprintf(text, sizeof text, "[%s]\n%s = v\n", name, name);
        (void)read_bytes(fixture, text, strlen(text));
        if (length <= READER_NAME_MAX) {
            assert_int_equal(fixture->faults.count, 0);
            assert_string_equal(fixture->text.sections[0].head, name);
            assert_string_equal(fixture->text.sections[0].entries[0].name, name);
        } else {
            assert_int_equal(fixture->faults.count, 2);
            assert_int_equal(fixture->text.count, 0);
        }
    }
    char text[256] = "[site]\n";
    memset(text + 7, 'n', READER_NAME_MAX + 1);
    (void)snprintf(text + 7 + READER_NAME_MAX + 1, 16, " = v\n c\n");
    expect(fixture, text, "[site]@1|!2 ");
}

static void test_files_that_are_no_text(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        int line;
        const char *part;
    } cases[] = {
        {"[site]\n\x8e\x77\x95\x57 = 1\n", 17, 2, "UTF-8"},
        {"[site]\na = \xc0\xaf\n", 14, 2, "UTF-8"},
        {"[site]\na = \xed\xa0\x80\n", 15, 2, "UTF-8"},
        {"[site]\na = \xe3\x81", 13, 2, "UTF-8"},
        {"[site]\na = b\0c\n", 15, 2, "NUL"},
        {"\xff\xfe[\0s\0", 6, 1, "UTF-8"},
        {"\0", 1, 1, "NUL"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(read_bytes(fixture, cases[i].bytes, cases[i].length), -1);
        assert_int_equal(fixture->faults.count, 1);
        assert_int_equal(fixture->faults.items[0].line, cases[i].line);
        assert_non_null(strstr(fixture->faults.items[0].text, cases[i].part));
        assert_int_equal(fixture->text.count, 0);
    }
}

static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    struct buf text;
    buf_init(&text, 16 << 20);
    for (int i = 0; i < READER_SECTIONS_MAX + 1000; i++)
        (void)buf_puts(&text, "[source a]\n");
    assert_int_equal(read_bytes(fixture, text.data, text.length), -1);
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->faults.items[0].line, READER_SECTIONS_MAX + 1);
    assert_int_equal(fixture->text.count, READER_SECTIONS_MAX);

    buf_reset(&text);
    (void)buf_puts(&text, "[site]\n");
    for (int i = 0; i < 100000; i++)
        (void)buf_puts(&text, "a = b\n");
    assert_int_equal(read_bytes(fixture, text.data, text.length), 0);
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->text.sections[0].count, READER_KEYS_MAX);

    buf_reset(&text);
    (void)buf_puts(&text, "[site]\na = b\n");
    for (int i = 0; i < 100000; i++)
        (void)buf_puts(&text, "  continued\n");
    assert_int_equal(read_bytes(fixture, text.data, text.length), 0);
    assert_int_equal(fixture->faults.count, 1);

    buf_reset(&text);
    make_line(&text, "[site]\na = ", 10 << 20);
    assert_int_equal(read_bytes(fixture, text.data, text.length), -1);
    assert_int_equal(fixture->faults.count, 1);
    assert_string_equal(fixture->faults.items[0].file, "main.ini");

    buf_reset(&text);
    make_line(&text, "[site]\na = ", 3 << 20);
    assert_int_equal(read_bytes(fixture, text.data, text.length), 0);
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->faults.items[0].line, 2);
    buf_free(&text);
}

static void test_files_that_cannot_be_read(void **state)
{
    struct fixture *fixture = *state;
    struct origin from = {"main.ini", 7};
    char missing[128];
    (void)snprintf(missing, sizeof missing, "%s/missing.ini", fixture->folder);
    const char *const paths[] = {missing, fixture->folder};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(
            reader_read(paths[i], from, fixture->arena, &fixture->text, &fixture->faults), -1);
        assert_int_equal(fixture->faults.count, i + 1);
        assert_string_equal(fixture->faults.items[i].file, "main.ini");
        assert_int_equal(fixture->faults.items[i].line, 7);
        assert_non_null(strstr(fixture->faults.items[i].text, fixture->folder));
    }
}

static void test_join(void **state)
{
    static const struct {
        const char *value;
        const char *spaced;
        const char *close;
    } cases[] = {
        {"a", "a", "a"},
        {"", "", ""},
        {"a\nb", "a b", "ab"},
        {"\na", "a", "a"},
        {"買物\n公園", "買物公園", "買物公園"},
        {"買物\npark", "買物 park", "買物park"},
        {"park\n公園", "park 公園", "park公園"},
        {"です。\nまた", "です。また", "です。また"},
        {"a\nb\nc", "a b c", "abc"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(reader_join(fixture->arena, cases[i].value, true),
                            cases[i].spaced);
        assert_string_equal(reader_join(fixture->arena, cases[i].value, false),
                            cases[i].close);
    }
}

static void test_words(void **state)
{
    struct fixture *fixture = *state;
    const char *cursor = "  a\tbc\nd ";
    assert_string_equal(reader_word(fixture->arena, &cursor), "a");
    assert_string_equal(reader_word(fixture->arena, &cursor), "bc");
    assert_string_equal(reader_word(fixture->arena, &cursor), "d");
    assert_null(reader_word(fixture->arena, &cursor));
    assert_null(reader_word(fixture->arena, &cursor));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_understood, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_that_inih_would_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_continuations_and_comments, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_names_that_inih_would_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_that_are_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_limits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_that_cannot_be_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_join, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
