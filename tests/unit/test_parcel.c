/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/parcel. */
#include "collector/parcel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct observation observations[] = {
    {.period = {FREQUENCY_MONTHLY, 600}, .value = {-154, 1}, .cell = "▲15.4"},
    {.period = {FREQUENCY_MONTHLY, 601},
     .value = {0, 0},
     .status = OBSERVATION_MISSING,
     .cell = ""},
    {.period = {FREQUENCY_MONTHLY, 605},
     .value = {INT64_MIN, 9},
     .status = OBSERVATION_ESTIMATE,
     .cell = NULL},
};
static struct pick_problem problems[] = {{.text = "row 1: no number"},
                                         {.text = "row 2: 数ではない", .unit = true}};

static struct pick_place places[] = {{1, 2}, {300, 1}, {4, 0}};

static void pack(struct buf *out)
{
    struct reading_pick pick = {.pick = {.observations = observations,
                                         .count = 3,
                                         .problems = problems,
                                         .problem_count = 2,
                                         .grid = "表1",
                                         .places = places}};
    struct reading_pick failed = {0};
    (void)err_set(&failed.err, ERR_DATA, "no column \"人数\"");
    buf_init(out, 10000);
    parcel_pack(&pick, out);
    parcel_pack(&failed, out);
}

static int unpack(struct parcel *parcel, struct reading_pick *out)
{
    *out = (struct reading_pick){0};
    pick_init(&out->pick);
    parcel_unpack(parcel, FREQUENCY_MONTHLY, out);
    return parcel->failed ? -1 : 0;
}

static void test_there_and_back(void **state)
{
    (void)state;
    struct buf bytes;
    struct reading_pick got;
    pack(&bytes);
    struct parcel parcel = parcel_start(&bytes, NULL);
    assert_int_equal(unpack(&parcel, &got), 0);
    assert_int_equal(got.err.code, ERR_NONE);
    assert_int_equal(got.pick.count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct observation *a = &observations[i];
        const struct observation *b = &got.pick.observations[i];
        assert_int_equal(period_compare(a->period, b->period), 0);
        assert_true(a->value.units == b->value.units && a->value.places == b->value.places);
        assert_int_equal(a->status, b->status);
        if (a->cell == NULL)
            assert_null(b->cell);
        else
            assert_string_equal(a->cell, b->cell);
    }
    assert_string_equal(got.pick.grid, "表1");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(got.pick.places[i].row, places[i].row);
        assert_int_equal(got.pick.places[i].column, places[i].column);
    }
    assert_int_equal(got.pick.problem_count, 2);
    assert_string_equal(got.pick.problems[1].text, "row 2: 数ではない");
    assert_false(got.pick.problems[0].unit);
    assert_true(got.pick.problems[1].unit);
    pick_free(&got.pick);
    assert_int_equal(unpack(&parcel, &got), 0);
    assert_int_equal(got.err.code, ERR_DATA);
    assert_string_equal(got.err.text, "no column \"人数\"");
    assert_int_equal(parcel.left, 0);
    pick_free(&got.pick);
    buf_free(&bytes);
}

/* Whatever is cut off, it is refused. */
static void test_cut(void **state)
{
    (void)state;
    struct buf bytes;
    pack(&bytes);
    for (size_t length = 0; length < bytes.length; length++) {
        struct reading_pick got;
        struct parcel parcel = {.at = bytes.data, .left = length};
        int first = unpack(&parcel, &got);
        pick_free(&got.pick);
        if (first != 0)
            continue;
        assert_int_equal(unpack(&parcel, &got), -1);
        pick_free(&got.pick);
    }
    buf_free(&bytes);
}

/* Whatever is changed, it is refused or still a valid pick: nothing is read beyond its end. */
static void test_changed(void **state)
{
    (void)state;
    static const char values[] = {0, 1, 127, -128, -1};
    struct buf bytes;
    size_t refused = 0;
    pack(&bytes);
    for (size_t i = 0; i < bytes.length * sizeof values; i++) {
        struct reading_pick got;
        char *at = &bytes.data[i / sizeof values];
        char kept = *at;
        *at = values[i % sizeof values];
        struct parcel parcel = parcel_start(&bytes, NULL);
        if (unpack(&parcel, &got) != 0) {
            refused++;
        } else {
            for (size_t k = 0; k < got.pick.count; k++) {
                assert_int_equal(got.pick.observations[k].period.frequency, FREQUENCY_MONTHLY);
                assert_in_range(got.pick.observations[k].value.places, 0, DECIMAL_PLACES_MAX);
            }
        }
        pick_free(&got.pick);
        *at = kept;
    }
    assert_true(refused > 100);
    buf_free(&bytes);
}

static void refuse(int64_t at, int64_t value)
{
    struct buf bytes;
    struct reading_pick got;
    pack(&bytes);
    memcpy(bytes.data + at, &value, sizeof value);
    struct parcel parcel = parcel_start(&bytes, NULL);
    assert_int_equal(unpack(&parcel, &got), -1);
    pick_free(&got.pick);
    buf_free(&bytes);
}

static void test_refused(void **state)
{
    (void)state;
    refuse(0, 9999);                   /* no code of ours */
    refuse(16, INT64_MAX);             /* more observations than bytes */
    refuse(16, -1);                    /* fewer than none */
    refuse(24, FREQUENCY_FISCAL_YEAR); /* another frequency */
    refuse(32, 601);                   /* the same period twice */
    refuse(32, INT64_MAX);             /* no period */
    refuse(48, 10);                    /* more places than a decimal has */
    refuse(56, 99);                    /* no status */
    refuse(64, 1);                     /* half a character */
    refuse(64, -2);                    /* a text of no length */
}

/* After a wrong answer nothing is taken, and its end is none. */
static void test_texts_and_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf bytes;
    struct err err;
    buf_init(&bytes, 1000);
    parcel_pack_text("指標", &bytes);
    parcel_pack_text(NULL, &bytes);
    parcel_pack_number(-7, &bytes);
    parcel_pack_number(8, &bytes);
    struct parcel parcel = parcel_start(&bytes, arena);
    assert_string_equal(parcel_unpack_text(&parcel), "指標");
    assert_string_equal(parcel_unpack_text(&parcel), "");
    assert_int_equal(parcel_unpack_number(&parcel, -7, -7), -7);
    assert_int_equal(parcel_end(&parcel, &err), -1); /* more is there */
    assert_int_equal(parcel_unpack_number(&parcel, 0, 8), 8);
    assert_int_equal(parcel_end(&parcel, &err), 0);
    parcel = parcel_start(&bytes, arena);
    assert_string_equal(parcel_unpack_text(&parcel), "指標");
    assert_int_equal(parcel_unpack_number(&parcel, 1, 2), 1); /* the length of a text is 0 */
    assert_true(parcel.failed);
    assert_int_equal(parcel_unpack_number(&parcel, -9, 9), -9);
    assert_string_equal(parcel_unpack_text(&parcel), "");
    assert_int_equal(parcel_end(&parcel, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    buf_free(&bytes);
    arena_free(arena);
}

static bool published_is_taken(int64_t said, int64_t day, const char *problem)
{
    enum { TODAY = 20000 };
    struct arena *arena = arena_new();
    struct published got = {0};
    struct buf bytes;
    struct err err;
    buf_init(&bytes, 1000);
    parcel_pack_published(&(struct published){.problem = problem}, &bytes);
    memcpy(bytes.data, &said, sizeof said);
    memcpy(bytes.data + sizeof said, &day, sizeof day);
    struct parcel parcel = parcel_start(&bytes, arena);
    parcel_unpack_published(&parcel, TODAY, &got);
    bool taken = parcel_end(&parcel, &err) == 0;
    if (taken) {
        assert_int_equal(got.said, said);
        assert_int_equal(got.day, day);
        assert_int_equal(got.problem == NULL, problem == NULL);
    } else {
        assert_int_equal(err.code, ERR_DATA);
        assert_false(got.said);
        assert_null(got.problem);
    }
    for (size_t length = 0; length < bytes.length; length++) {
        parcel = (struct parcel){.at = bytes.data, .left = length, .arena = arena};
        parcel_unpack_published(&parcel, TODAY, &got);
        assert_true(parcel.failed);
    }
    buf_free(&bytes);
    arena_free(arena);
    return taken;
}

static void test_published(void **state)
{
    (void)state;
    assert_true(published_is_taken(1, 20000, NULL));
    assert_true(published_is_taken(1, -20000, NULL));
    assert_true(published_is_taken(0, 0, NULL));
    assert_true(published_is_taken(0, 0, "公表日がない"));
    assert_false(published_is_taken(1, 20001, NULL));  /* tomorrow */
    assert_false(published_is_taken(1, -40000, NULL)); /* 1860 */
    assert_false(published_is_taken(1, INT64_MIN, NULL));
    assert_false(published_is_taken(2, 1, NULL));
    assert_false(published_is_taken(0, 1, NULL));
    assert_false(published_is_taken(1, 1, "and yet a problem"));
    assert_false(published_is_taken(0, 0, "\xff"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_changed),        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_published),      cmocka_unit_test(test_texts_and_numbers),
    };
    return cmocka_run_group_tests_name("parcel", tests, NULL, NULL);
}
