/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger_restore, and of ledger_merge for many observations. All figures are test
 * data. */
#include "ledger/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/unit/fixture.h"

#define DOCUMENT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static struct observation month(int32_t n, int64_t units, int64_t recorded_at)
{
    return (struct observation){.period = {FREQUENCY_MONTHLY, n},
                                .value = {units, 0},
                                .recorded_at = recorded_at,
                                .source = "lobo"};
}

static struct ledger_counts merge(struct fixture *f, const struct observation *said,
                                  size_t count)
{
    const struct ledger_origin origin = {.source = "lobo"};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "di", said, count, &origin, 1, &counts, &f->err),
                     0);
    return counts;
}

static struct series vintages(struct fixture *f)
{
    struct series series;
    assert_int_equal(
        ledger_vintages(f->ledger, "di", FREQUENCY_MONTHLY, f->arena, &series, &f->err), 0);
    return series;
}

static int restore(struct fixture *f, struct observation *rows, size_t count,
                   struct ledger_counts *counts, size_t *index)
{
    const struct series series = {"di", FREQUENCY_MONTHLY, rows, count};
    *counts = (struct ledger_counts){0};
    err_clear(&f->err);
    return ledger_restore(f->ledger, &series, 99, counts, index, &f->err);
}

/* --- merging many --- */

static void test_a_period_twice_in_one_merge(void **state)
{
    struct fixture *f = *state;
    const struct observation said[] = {month(10, 1, 0), month(8, 5, 0), month(10, 1, 0),
                                       month(10, 2, 0), month(9, 7, 0)};
    struct ledger_counts counts = merge(f, said, 5);
    assert_int_equal(counts.added, 3);
    assert_int_equal(counts.same, 1);
    assert_int_equal(counts.revised, 1);
    struct series all = vintages(f);
    assert_int_equal(all.count, 4);
    assert_int_equal(all.observations[3].value.units, 2);
}

static void test_what_stands_between_is_not_mixed_up(void **state)
{
    struct fixture *f = *state;
    struct observation said[200];
    bool news[200];
    const struct ledger_origin origin = {.source = "lobo"};
    for (int32_t i = 0; i < 200; i++)
        said[i] = month(i, i, 0);
    assert_int_equal(merge(f, said, 200).added, 200);
    /* every third again, every sixth of them another figure, and one before and behind */
    size_t count = 0;
    said[count++] = month(-1, 0, 0);
    for (int32_t i = 0; i < 200; i += 3)
        said[count++] = month(i, i % 6 == 0 ? i + 1000 : i, 0);
    said[count++] = month(200, 200, 0);
    const struct series series = {"di", FREQUENCY_MONTHLY, said, count};
    assert_int_equal(ledger_sift(f->ledger, "di", &series, &origin, news, &f->err), 0);
    struct ledger_counts counts = merge(f, said, count);
    assert_int_equal(counts.added, 2);
    assert_int_equal(counts.revised, 34);
    assert_int_equal(counts.same, 33);
    for (size_t i = 0; i < count; i++) {
        int32_t n = said[i].period.n;
        assert_int_equal(news[i], n == -1 || n == 200 || n % 6 == 0);
    }
}

static void test_one_kind_of_period(void **state)
{
    struct fixture *f = *state;
    const struct ledger_origin origin = {.source = "lobo"};
    struct ledger_counts counts = {0};
    struct observation said[] = {month(1, 1, 0), month(2, 1, 0)};
    said[1].period.frequency = FREQUENCY_DAILY;
    assert_int_equal(ledger_merge(f->ledger, "di", said, 2, &origin, 1, &counts, &f->err), -1);
    assert_int_equal(f->err.code, ERR_INTERNAL);
    assert_int_equal(vintages(f).count, 0);
}

/* --- restoring --- */

static void test_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct ledger_counts counts;
    size_t index;
    int64_t revision;
    struct observation rows[] = {month(1, 10, 100), month(1, 12, 200), month(1, 11, 300),
                                 month(2, 20, 150)};
    rows[1].source = NULL;
    rows[1].who = "tester";
    rows[1].note = "a note";
    rows[2].aside = true;
    rows[2].rank = 3;
    rows[2].document = DOCUMENT;
    rows[2].cell = "約11";
    rows[2].status = OBSERVATION_ESTIMATE;
    rows[2].dated = true;
    rows[2].published = -1;
    assert_int_equal(restore(f, rows, 4, &counts, &index), 0);
    assert_int_equal(counts.added, 4);
    struct series all = vintages(f);
    assert_int_equal(all.count, 4);
    assert_string_equal(all.observations[1].who, "tester");
    assert_string_equal(all.observations[1].note, "a note");
    assert_null(all.observations[1].source);
    assert_null(all.observations[1].cell);
    const struct observation *aside = &all.observations[2];
    assert_true(aside->aside && aside->rank == 3 && aside->dated && aside->published == -1);
    assert_int_equal(aside->recorded_at, 300);
    assert_string_equal(aside->document, DOCUMENT);
    assert_string_equal(aside->cell, "約11");
    assert_false(all.observations[3].dated);
    assert_int_equal(ledger_revision(f->ledger, "di", &revision, &f->err), 0);
    assert_int_equal(revision, 4); /* the row of the second month, which is not aside */
    assert_int_equal(restore(f, rows, 4, &counts, &index), 0);
    assert_int_equal(counts.added, 0);
    assert_int_equal(counts.same, 4);
    assert_int_equal(vintages(f).count, 4);
}

/* Those of a frequency that the indicator had before stand behind the others. */
static void test_two_frequencies(void **state)
{
    struct fixture *f = *state;
    struct ledger_counts counts;
    size_t index;
    struct series days;
    struct observation rows[] = {month(1, 10, 100), month(1, 11, 200), month(1, 5, 300)};
    for (int i = 0; i < 2; i++)
        rows[i].period.frequency = FREQUENCY_DAILY;
    assert_int_equal(restore(f, rows, 3, &counts, &index), 0);
    assert_int_equal(restore(f, rows, 3, &counts, &index), 0);
    assert_int_equal(counts.same, 3);
    assert_int_equal(vintages(f).count, 1);
    assert_int_equal(
        ledger_vintages(f->ledger, "di", FREQUENCY_DAILY, f->arena, &days, &f->err), 0);
    assert_int_equal(days.count, 2);
    rows[2].recorded_at = 250; /* goes before what is there: the row is told */
    assert_int_equal(restore(f, rows, 3, &counts, &index), -1);
    assert_int_equal(index, 2);
}

static void test_twice_the_same_is_two(void **state)
{
    struct fixture *f = *state;
    struct ledger_counts counts;
    size_t index;
    struct observation rows[] = {month(1, 1, 5), month(1, 2, 5), month(1, 1, 5),
                                 month(1, 2, 5)};
    assert_int_equal(restore(f, rows, 4, &counts, &index), 0);
    assert_int_equal(restore(f, rows, 4, &counts, &index), 0);
    assert_int_equal(counts.same, 4);
    assert_int_equal(vintages(f).count, 4);
}

static void test_what_came_since_is_added(void **state)
{
    struct fixture *f = *state;
    struct ledger_counts counts;
    size_t index;
    struct observation rows[] = {month(1, 1, 5), month(1, 2, 6), month(3, 1, 6)};
    assert_int_equal(restore(f, rows, 1, &counts, &index), 0);
    assert_int_equal(restore(f, rows, 3, &counts, &index), 0);
    assert_int_equal(counts.added, 2);
    assert_int_equal(counts.same, 1);
}

static void test_nothing_goes_before_what_is_there(void **state)
{
    struct fixture *f = *state;
    struct ledger_counts counts;
    size_t index;
    struct observation later = month(2, 9, 50);
    struct observation rows[] = {month(1, 1, 5), month(2, 1, 49), month(3, 1, 5)};
    assert_int_equal(restore(f, &later, 1, &counts, &index), 0);
    assert_int_equal(restore(f, rows, 3, &counts, &index), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_int_equal(index, 1);
    assert_int_equal(vintages(f).count, 1);
    /* nor between: of equal instants the order counts */
    struct observation between[] = {month(2, 8, 50), month(2, 9, 50)};
    assert_int_equal(restore(f, between, 2, &counts, &index), -1);
    assert_int_equal(index, 1);
    assert_int_equal(vintages(f).count, 1);
}

/* In the transaction of another, a refusal leaves no half of it behind. */
static void test_a_refusal_within_a_transaction(void **state)
{
    struct fixture *f = *state;
    struct ledger_counts counts;
    size_t index;
    struct observation later = month(2, 9, 50);
    struct observation rows[] = {month(1, 1, 5), month(2, 1, 49)};
    assert_int_equal(restore(f, &later, 1, &counts, &index), 0);
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_int_equal(restore(f, rows, 2, &counts, &index), -1);
    assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
    assert_int_equal(vintages(f).count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_LEDGER_CASE(test_a_period_twice_in_one_merge),
        FIXTURE_LEDGER_CASE(test_what_stands_between_is_not_mixed_up),
        FIXTURE_LEDGER_CASE(test_one_kind_of_period),
        FIXTURE_LEDGER_CASE(test_as_it_was),
        FIXTURE_LEDGER_CASE(test_two_frequencies),
        FIXTURE_LEDGER_CASE(test_twice_the_same_is_two),
        FIXTURE_LEDGER_CASE(test_what_came_since_is_added),
        FIXTURE_LEDGER_CASE(test_nothing_goes_before_what_is_there),
        FIXTURE_LEDGER_CASE(test_a_refusal_within_a_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
