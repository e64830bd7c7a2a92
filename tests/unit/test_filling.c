/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/filling and collector/spreadsheet, on a workbook that daemon/pen made. */
#include "collector/filling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "collector/archive.h"
#include "daemon/pen.h"

enum { NOW = 1700000000, MOST = 8 };

struct fixture {
    struct arena *arena;
    struct buf book;
    struct filling_order orders[MOST];
    struct filling filling;
    struct filling_outcome *outcomes;
};

/* A1 has a name, B1..C1 are merged, A2 a text of the form, B2 is for numbers. */
static int set_up(void **state)
{
    static struct fixture f;
    struct err err = {0};
    f = (struct fixture){.arena = arena_new()};
    buf_init(&f.book, SPREADSHEET_OUT_MAX);
    struct pen *pen = pen_open(LANGUAGE_JA, "様式", NOW, &err);
    if (pen == NULL)
        return -1;
    pen_put(pen, PEN_A, PEN_A, "名", PEN_NAME);
    pen_put(pen, PEN_B, PEN_C, "", PEN_TEXT);
    pen_end_row(pen, 1);
    pen_put(pen, PEN_A, PEN_A, "○○", PEN_TEXT);
    pen_put_number(pen, PEN_B, 1);
    pen_end_row(pen, 1);
    f.filling = (struct filling){.form = "f",
                                 .program = "p",
                                 .year = 2024,
                                 .remark = "r",
                                 .orders = f.orders,
                                 .now = NOW};
    *state = &f;
    return pen_close(pen, &f.book, &err);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->book);
    arena_free(f->arena);
    return 0;
}

static void order(struct fixture *f, const char *field, const char *where,
                  enum spreadsheet_kind kind, const char *text)
{
    f->orders[f->filling.count++] =
        (struct filling_order){.field = field, .where = where, .kind = kind, .text = text};
}

/* Fills in the book, in the place of which the new one comes. */
static int run(struct fixture *f, struct err *err)
{
    struct buf out;
    err_clear(err);
    buf_init(&out, SPREADSHEET_OUT_MAX);
    f->filling.bytes = f->book.data;
    f->filling.length = f->book.length;
    int result = filling_run(&f->filling, f->arena, &f->outcomes, &out, err);
    if (result == 0 && out.length > 0) {
        buf_reset(&f->book);
        assert_int_equal(buf_append(&f->book, out.data, out.length), 0);
    }
    buf_free(&out);
    return result;
}

static void fill(struct fixture *f)
{
    struct err err;
    if (run(f, &err) != 0)
        fail_msg("%s", err.text);
    f->filling.again = true;
}

static struct spreadsheet_cell read_cell(struct fixture *f, const char *address)
{
    struct spreadsheet *book = NULL;
    struct spreadsheet_place place;
    struct spreadsheet_cell cell = {0};
    struct err err = {0};
    if (spreadsheet_open(f->book.data, f->book.length, f->arena, &book, &err) != 0 ||
        spreadsheet_find_cell(book, address, &place, &err) != 0 ||
        spreadsheet_read(book, place, &cell, &err) != 0)
        fail_msg("%s", err.text);
    spreadsheet_close(book);
    return cell;
}

static void assert_cell(struct fixture *f, const char *address, const char *text)
{
    assert_string_equal(read_cell(f, address).text, text);
}

/* A person types. */
static void type(struct fixture *f, const char *address, enum spreadsheet_kind kind,
                 const char *text)
{
    struct spreadsheet *book = NULL;
    struct spreadsheet_place place;
    struct spreadsheet_line *lines = NULL;
    struct err err = {0};
    size_t count = 0;
    struct buf out;
    buf_init(&out, SPREADSHEET_OUT_MAX);
    if (spreadsheet_open(f->book.data, f->book.length, f->arena, &book, &err) != 0 ||
        spreadsheet_find_cell(book, address, &place, &err) != 0 ||
        spreadsheet_read_lines(book, "shihyo", &lines, &count, &err) != 0)
        fail_msg("%s", err.text);
    spreadsheet_put(book, place, kind, text);
    if (spreadsheet_save(book, "shihyo", lines, count, NOW, &out, &err) != 0)
        fail_msg("%s", err.text);
    spreadsheet_close(book);
    buf_reset(&f->book);
    assert_int_equal(buf_append(&f->book, out.data, out.length), 0);
    buf_free(&out);
}

static void test_values_and_their_kinds(void **state)
{
    struct fixture *f = *state;
    order(f, "a", "B1", SPREADSHEET_TEXT, "a & b <c>\n_x000A_ 日本");
    order(f, "b", "B2", SPREADSHEET_NUMBER, "-15.4");
    order(f, "c", "様式!Z99", SPREADSHEET_TEXT, "far");
    order(f, "d", "A2", SPREADSHEET_EMPTY, "");
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_WRITTEN);
    assert_string_equal(f->outcomes[0].place, "様式!B1");
    assert_int_equal(f->outcomes[3].state, FILLING_EMPTY);
    assert_cell(f, "B1", "a & b <c>\n_x000A_ 日本");
    assert_cell(f, "B2", "-15.4");
    assert_int_equal(read_cell(f, "B2").kind, SPREADSHEET_NUMBER);
    assert_cell(f, "Z99", "far");
    assert_cell(f, "A2", "○○");
}

/* Whether the row is there or not. */
static void test_a_row_grows(void **state)
{
    struct fixture *f = *state;
    struct archive *book = NULL;
    struct err err = {0};
    struct buf xml;
    order(f, "a", "B1", SPREADSHEET_TEXT, "there");
    f->orders[0].height = 41;
    order(f, "b", "B99", SPREADSHEET_TEXT, "not there");
    f->orders[1].height = 43;
    fill(f);
    buf_init(&xml, SPREADSHEET_OUT_MAX);
    assert_int_equal(archive_open(f->book.data, f->book.length, &book, &err), 0);
    assert_int_equal(archive_read(book, "xl/worksheets/sheet1.xml", &xml, &err), 0);
    assert_non_null(strstr(buf_text(&xml), "ht=\"41\" customHeight=\"1\""));
    assert_non_null(strstr(buf_text(&xml), "<row r=\"99\" ht=\"43\" customHeight=\"1\">"));
    archive_close(book);
    buf_free(&xml);
}

static void test_again_nothing_changes(void **state)
{
    struct fixture *f = *state;
    order(f, "a", "B1", SPREADSHEET_TEXT, "x");
    order(f, "b", "B2", SPREADSHEET_NUMBER, "1.1");
    order(f, "d", "A2", SPREADSHEET_EMPTY, "");
    fill(f);
    type(f, "B2", SPREADSHEET_NUMBER, "1.1000000000000001"); /* as Excel writes it */
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_SAME);
    assert_int_equal(f->outcomes[1].state, FILLING_SAME);
    assert_int_equal(f->outcomes[2].state, FILLING_EMPTY);
    assert_cell(f, "A2", "○○");
}

static void test_what_a_person_typed_stays(void **state)
{
    struct fixture *f = *state;
    order(f, "a", "B1", SPREADSHEET_TEXT, "x");
    order(f, "b", "B2", SPREADSHEET_NUMBER, "1");
    order(f, "c", "C2", SPREADSHEET_EMPTY, "");
    order(f, "d", "A2", SPREADSHEET_EMPTY, "");
    fill(f);
    type(f, "B1", SPREADSHEET_TEXT, "mine");
    type(f, "C2", SPREADSHEET_NUMBER, "7");
    f->orders[0].text = "y";
    f->orders[1].text = "2";
    f->orders[2] = (struct filling_order){"c", "C2", false, SPREADSHEET_NUMBER, "8", false, 0};
    f->orders[3].kind = SPREADSHEET_TEXT;
    f->orders[3].text = "known now";
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_KEPT);
    assert_string_equal(f->outcomes[0].found, "mine");
    assert_int_equal(f->outcomes[1].state, FILLING_WRITTEN);
    assert_int_equal(f->outcomes[2].state, FILLING_KEPT);
    assert_int_equal(f->outcomes[3].state, FILLING_WRITTEN); /* the form's own gives way */
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_KEPT); /* for good */
    type(f, "B1", SPREADSHEET_TEXT, "x");                 /* taken back: ours again */
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_WRITTEN);
    assert_cell(f, "B1", "y");
    assert_cell(f, "C2", "7");
}

static void test_a_value_that_is_gone(void **state)
{
    struct fixture *f = *state;
    order(f, "a", "B1", SPREADSHEET_TEXT, "x");
    fill(f);
    f->orders[0].kind = SPREADSHEET_EMPTY;
    f->orders[0].text = "";
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_CLEARED);
    assert_cell(f, "B1", "");
    fill(f);
    assert_int_equal(f->outcomes[0].state, FILLING_EMPTY);
}

static void test_places_that_are_refused(void **state)
{
    struct fixture *f = *state;
    struct err err;
    const size_t length = f->book.length;
    order(f, "a", "C1", SPREADSHEET_TEXT, "x");
    order(f, "b", "B2", SPREADSHEET_TEXT, "x");
    order(f, "c", "b2", SPREADSHEET_TEXT, "x");
    order(f, "d", "A0", SPREADSHEET_TEXT, "x");
    order(f, "e", "A1:B2", SPREADSHEET_TEXT, "x");
    assert_int_equal(run(f, &err), 0);
    assert_int_equal(f->outcomes[0].state, FILLING_REFUSED);
    assert_non_null(strstr(f->outcomes[0].found, "expected their first, B1"));
    assert_int_equal(f->outcomes[2].state, FILLING_REFUSED);
    assert_int_equal(f->outcomes[3].state, FILLING_REFUSED);
    assert_int_equal(f->outcomes[4].state, FILLING_REFUSED);
    assert_int_equal(f->book.length, length); /* nothing was written */
}

static void test_another_sheet(void **state)
{
    struct fixture *f = *state;
    struct err err;
    order(f, "a", "B1", SPREADSHEET_TEXT, "x");
    f->filling.again = true;
    assert_int_equal(run(f, &err), -1); /* nobody filled it in */
    assert_int_equal(err.code, ERR_DATA);
    f->filling.again = false;
    fill(f);
    f->filling.year = 2025;
    assert_int_equal(run(f, &err), -1);
    assert_non_null(strstr(err.text, "expected that of p for 2025"));
    f->filling.again = false;
    assert_int_equal(run(f, &err), -1); /* no empty form */
}

static void test_no_room_in_our_own(void **state)
{
    struct fixture *f = *state;
    order(f, "a", "B1", SPREADSHEET_TEXT, "x");
    fill(f);
    f->filling.own = true;
    order(f, "b", "B2", SPREADSHEET_NUMBER, "1");
    fill(f);
    assert_int_equal(f->outcomes[1].state, FILLING_NO_ROOM);
    assert_cell(f, "B2", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values_and_their_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_row_grows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_again_nothing_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_a_person_typed_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_value_that_is_gone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places_that_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_another_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_room_in_our_own, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("filling", tests, NULL, NULL);
}
