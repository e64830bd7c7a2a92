/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of rrd/rrdfile. All figures are test data, made by a fixed generator. */
#include "rrd/rrdfile.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/file.h"
#include "core/mem.h"
#include "rrd/rrdcall.h"
#include "tests/unit/scratch.h"

#define DAY_S INT64_C(86400)

enum { OBSERVATIONS_MAX = 400, MUTATIONS = 250 };

struct fixture {
    char folder[SCRATCH_PATH];
    char path[SCRATCH_PATH]; /* of the indicator "di" */
    struct observation observations[OBSERVATIONS_MAX];
    struct series series;
    uint64_t seed;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->path, f->folder, "di.rrd");
    f->series = (struct series){"di", FREQUENCY_MONTHLY, f->observations, 0};
    f->seed = 7;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* Knuth's MMIX generator: the same figures on every machine. */
static uint32_t roll(struct fixture *f, uint32_t sides)
{
    f->seed = f->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(f->seed >> 33) % sides;
}

static void add(struct fixture *f, int32_t n, int64_t units, int32_t places,
                enum observation_status status)
{
    assert_true(f->series.count < OBSERVATIONS_MAX);
    f->observations[f->series.count++] = (struct observation){
        .period = {f->series.frequency, n}, .value = {units, places}, .status = status};
}

static void write_file(struct fixture *f)
{
    (void)unlink(f->path);
    assert_int_equal(rrdfile_write(f->path, &f->series, &f->err), 0);
}

/* What the file says of one day. */
static double stored_on(struct fixture *f, int32_t day)
{
    double *values;
    size_t count;
    assert_int_equal(
        rrdcall_fetch(f->path, day * DAY_S, (day + 1) * DAY_S, &values, &count, &f->err), 0);
    assert_int_equal(count, 1);
    double value = values[0];
    mem_free(values);
    return value;
}

/* --- every day of every frequency --- */

static struct decimal roll_value(struct fixture *f, int32_t places)
{
    static const int64_t EDGES[] = {0, 1, -1, 1000000000, -1000000000, 999999999, -30};
    int64_t units = roll(f, 4) == 0 ? EDGES[roll(f, 7)] : (int64_t)roll(f, 100000001);
    if (roll(f, 2) == 0)
        units = -units;
    /* at most 1e6 with places, which librrd computes exactly */
    if (places > 0 && (units > 100000000 || units < -100000000))
        units %= 100000000;
    return (struct decimal){units, places};
}

/* Figures from 1970 to 2030 with holes of every kind between them. */
static void fill(struct fixture *f, enum frequency frequency, int32_t places_max)
{
    int32_t first = period_of_day(frequency, civil_day(1995, 3, 29)).n;
    if (frequency >= FREQUENCY_MONTHLY)
        first = period_of_day(frequency, civil_day(1971, 5, 1)).n;
    f->series.frequency = frequency;
    f->series.count = 0;
    int32_t last = period_of_day(frequency, civil_day(2030, 1, 1)).n;
    for (int32_t n = first; n < last && f->series.count < 300; n++) {
        struct decimal value = roll_value(f, (int32_t)roll(f, (uint32_t)places_max + 1));
        uint32_t what = roll(f, 10);
        if (what == 0)
            n += (int32_t)roll(f, 5); /* nothing was ever said */
        else
            add(f, n, value.units, value.places,
                what == 1   ? OBSERVATION_MISSING
                : what == 2 ? OBSERVATION_PRELIMINARY
                            : OBSERVATION_FINAL);
    }
    assert_true(f->series.count > 20);
}

static const struct observation *value_on(const struct fixture *f, int32_t day)
{
    const struct observation *found =
        series_find(&f->series, period_of_day(f->series.frequency, day));
    return found != NULL && series_has_value(found) ? found : NULL;
}

static bool is_exact(double stored, struct decimal value)
{
    double expected = decimal_double(value);
    return memcmp(&stored, &expected, sizeof stored) == 0 ||
           (expected == 0.0 && stored == 0.0);
}

static bool is_rounded(double stored, struct decimal value)
{
    char expected[DECIMAL_TEXT_SIZE], found[64];
    decimal_print(value, expected);
    (void)snprintf(found, sizeof found, "%.*f", (int)value.places, stored);
    return strcmp(expected, found) == 0;
}

static void expect_every_day(struct fixture *f,
                             bool (*agrees)(double stored, struct decimal value))
{
    const struct observation *last = series_latest(&f->series);
    int32_t start = civil_day(1970, 1, 2);
    int32_t end = period_end(last->period) + 40;
    double *values;
    size_t count, seen = 0;
    assert_int_equal(
        rrdcall_fetch(f->path, start * DAY_S, end * DAY_S, &values, &count, &f->err), 0);
    assert_int_equal(count, end - start);
    for (size_t i = 0; i < count; i++) {
        const struct observation *said = value_on(f, start + (int32_t)i);
        if (said == NULL ? isnan(values[i]) : agrees(values[i], said->value)) {
            seen += said != NULL;
            continue;
        }
        fail_msg("frequency %d, day %d: the file holds %.17g", (int)f->series.frequency,
                 start + (int32_t)i, values[i]);
    }
    assert_true(seen >= f->series.count / 2);
    mem_free(values);
}

static void test_every_day_is_bit_equal(void **state)
{
    struct fixture *f = *state;
    for (int frequency = FREQUENCY_DAILY; frequency <= FREQUENCY_FISCAL_YEAR; frequency++) {
        for (int round = 0; round < 6; round++) {
            bool same = false;
            fill(f, (enum frequency)frequency, round % 3);
            write_file(f);
            expect_every_day(f, is_exact);
            assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
            assert_true(same);
        }
    }
}

static void test_more_places_are_equal_when_rounded(void **state)
{
    struct fixture *f = *state;
    for (int frequency = FREQUENCY_DAILY; frequency <= FREQUENCY_FISCAL_YEAR; frequency++) {
        bool same = false;
        fill(f, (enum frequency)frequency, 6);
        write_file(f);
        expect_every_day(f, is_rounded);
        assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
        assert_true(same);
    }
}

static void expect_difference(struct fixture *f, const char *said)
{
    bool same = true;
    err_clear(&f->err);
    assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
    assert_false(same);
    assert_int_equal(f->err.code, ERR_NONE);
    assert_non_null(strstr(f->err.text, said));
}

/* More digits than a double has: what the file can hold of them is the same. */
static void test_beyond_double_precision(void **state)
{
    struct fixture *f = *state;
    for (int round = 0; round < 20; round++) {
        bool same = false;
        f->series.frequency = FREQUENCY_MONTHLY;
        f->series.count = 0;
        for (int32_t n = 0; n < 300; n++) {
            int64_t units =
                (int64_t)roll(f, UINT32_C(0x7fffffff)) << 32 | roll(f, UINT32_C(0x7fffffff));
            add(f, 30 * 12 + 1970 * 12 + n, n % 2 ? -units : units, (int32_t)roll(f, 10),
                OBSERVATION_FINAL);
        }
        f->observations[0].value = (struct decimal){INT64_MAX, 6};
        f->observations[1].value = (struct decimal){INT64_MIN, 9};
        write_file(f);
        assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
        if (!same)
            fail_msg("%s", f->err.text);
    }
    /* what a double does tell apart is a difference */
    f->observations[5].value = (struct decimal){123456789012345, 6};
    write_file(f);
    f->observations[5].value.units++;
    expect_difference(f, "the ledger does not");
}

/* --- edges --- */

static void test_one_period(void **state)
{
    struct fixture *f = *state;
    int32_t first = civil_day(2024, 2, 1);
    add(f, 2024 * 12 + 1, -154, 1, OBSERVATION_FINAL);
    write_file(f);
    assert_true(isnan(stored_on(f, first - 1)));
    for (int32_t day = first; day < first + 29; day++)
        assert_true(stored_on(f, day) == -15.4);
    assert_true(isnan(stored_on(f, first + 29)));
}

static void test_before_1970_is_left_out(void **state)
{
    struct fixture *f = *state;
    bool same = false;
    for (int32_t n = 1960 * 12; n < 1971 * 12; n++)
        add(f, n, n, 0, OBSERVATION_FINAL);
    write_file(f);
    /* January 1970 begins on day 0, which librrd cannot start on */
    assert_true(isnan(stored_on(f, civil_day(1970, 1, 31))));
    assert_true(stored_on(f, civil_day(1970, 2, 1)) == 1970 * 12 + 1);
    assert_true(stored_on(f, civil_day(1970, 12, 31)) == 1970 * 12 + 11);
    assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
    assert_true(same);
    f->series.count = 60;
    write_file(f);
    assert_false(file_exists(f->path));
}

static void test_without_values_there_is_no_file(void **state)
{
    struct fixture *f = *state;
    add(f, 2024 * 12, 5, 0, OBSERVATION_FINAL);
    write_file(f);
    assert_true(file_exists(f->path));
    f->observations[0].status = OBSERVATION_MISSING;
    write_file(f);
    assert_false(file_exists(f->path));
    f->series.count = 0;
    write_file(f);
    assert_false(file_exists(f->path));
}

static void test_a_revision_replaces_the_file(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    add(f, 2024 * 12, 5, 0, OBSERVATION_FINAL);
    add(f, 2024 * 12 + 1, 6, 0, OBSERVATION_FINAL);
    write_file(f);
    f->observations[0].value.units = 7;
    write_file(f);
    assert_true(stored_on(f, civil_day(2024, 1, 15)) == 7.0);
    assert_true(stored_on(f, civil_day(2024, 2, 15)) == 6.0);
    assert_int_equal(stat(f->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0644);
    assert_int_equal(unlink(f->path), 0);
    assert_int_equal(rmdir(f->folder), 0); /* no temporary file is left */
}

static void test_far_future(void **state)
{
    struct fixture *f = *state;
    bool same = false;
    f->series.frequency = FREQUENCY_FISCAL_YEAR;
    add(f, 1975, 1, 0, OBSERVATION_FINAL);
    add(f, 2099, 2, 0, OBSERVATION_FINAL);
    write_file(f);
    assert_true(stored_on(f, civil_day(2100, 3, 31)) == 2.0);
    assert_true(isnan(stored_on(f, civil_day(2038, 1, 20))));
    assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
    assert_true(same);
}

static void test_a_folder_that_is_not_there(void **state)
{
    struct fixture *f = *state;
    char nowhere[SCRATCH_PATH];
    scratch_path(nowhere, f->folder, "nowhere/di.rrd");
    add(f, 2024 * 12, 5, 0, OBSERVATION_FINAL);
    assert_int_equal(rrdfile_write(nowhere, &f->series, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, nowhere));
}

/* --- comparing --- */

static void fill_year(struct fixture *f)
{
    for (int32_t n = 0; n < 12; n++)
        add(f, 2024 * 12 + n, 10 * n - 55, 1, OBSERVATION_FINAL);
    write_file(f);
}

static void test_sees_a_difference(void **state)
{
    struct fixture *f = *state;
    bool same = false;
    fill_year(f);
    assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
    assert_true(same);

    f->observations[4].value.units++;
    expect_difference(f, "2024-05-01");
    f->observations[4].value.units--;
    f->observations[4].status = OBSERVATION_MISSING;
    expect_difference(f, "2024-05-01");
    f->observations[4].status = OBSERVATION_FINAL;
    add(f, 2025 * 12, 1, 0, OBSERVATION_FINAL);
    expect_difference(f, "366 days");
    f->series.count = 0;
    expect_difference(f, "should not be there");
    f->series.count = 12;
    assert_int_equal(unlink(f->path), 0);
    expect_difference(f, "is missing");
    f->series.count = 0;
    assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
    assert_true(same);
}

/* The file holds what the ledger no longer does, before its first or after its last figure. */
static void test_sees_what_is_too_much(void **state)
{
    struct fixture *f = *state;
    fill_year(f);
    f->series.count = 11;
    expect_difference(f, "366 days");
    f->series.count = 12;
    f->observations[11].status = OBSERVATION_MISSING; /* withdrawn */
    expect_difference(f, "366 days");
    f->observations[11].status = OBSERVATION_FINAL;
    f->series.count = 11;
    f->series.observations = f->observations + 1;
    write_file(f);
    f->series.count = 10;
    f->series.observations = f->observations + 2;
    expect_difference(f, "holds 335 days");
}

static void test_truncated_and_garbage_files(void **state)
{
    struct fixture *f = *state;
    size_t length;
    bool same;
    fill_year(f);
    char *bytes = scratch_read(f->path, &length);
    assert_non_null(bytes);
    for (size_t keep = 0; keep < length; keep += keep < 600 ? 37 : 701) {
        assert_true(scratch_write(f->path, bytes, keep));
        expect_difference(f, f->path);
    }
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)roll(f, 256);
    assert_true(scratch_write(f->path, bytes, length));
    expect_difference(f, f->path);
    free(bytes);
    write_file(f); /* what verify finds, rebuild mends */
    assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
    assert_true(same);
}

/* librrd trusts the head of a file: some of these end the process that reads them. None may
 * end ours, and none may read as the same unless the figures are. */
static void test_mutated_heads_do_no_harm(void **state)
{
    struct fixture *f = *state;
    size_t length, different = 0;
    fill_year(f);
    char *bytes = scratch_read(f->path, &length);
    char *copy = malloc(length);
    assert_non_null(bytes);
    assert_non_null(copy);
    for (int round = 0; round < MUTATIONS; round++) {
        bool same = true;
        memcpy(copy, bytes, length);
        for (uint32_t change = roll(f, 3) + 1; change > 0; change--) {
            size_t at = roll(f, 584);
            static const unsigned char EDGES[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
            copy[at] = (char)(roll(f, 2) ? EDGES[roll(f, 5)] : roll(f, 256));
        }
        assert_true(scratch_write(f->path, copy, length));
        err_clear(&f->err);
        assert_int_equal(rrdfile_compare(f->folder, &f->series, &same, &f->err), 0);
        different += !same;
    }
    free(bytes);
    free(copy);
    assert_true(different > MUTATIONS / 8);
}

/* A step of a second instead of a day would make librrd want gigabytes for forty years. */
static void test_another_layout_is_refused_before_it_is_read(void **state)
{
    struct fixture *f = *state;
    size_t length;
    uint64_t step = 86400;
    fill_year(f);
    char *bytes = scratch_read(f->path, &length);
    assert_non_null(bytes);
    size_t replaced = 0;
    for (size_t at = 0; at + sizeof step <= 584; at += 8) {
        if (memcmp(bytes + at, &step, sizeof step) != 0)
            continue;
        memset(bytes + at, 0, sizeof step);
        bytes[at] = 1;
        replaced++;
    }
    assert_int_equal(replaced, 1); /* pdp_step of a 64-bit little-endian file */
    assert_true(scratch_write(f->path, bytes, length));
    free(bytes);
    expect_difference(f, "laid out");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_every_day_is_bit_equal),
        CASE(test_more_places_are_equal_when_rounded),
        CASE(test_beyond_double_precision),
        CASE(test_one_period),
        CASE(test_before_1970_is_left_out),
        CASE(test_without_values_there_is_no_file),
        CASE(test_a_revision_replaces_the_file),
        CASE(test_far_future),
        CASE(test_a_folder_that_is_not_there),
        CASE(test_sees_a_difference),
        CASE(test_sees_what_is_too_much),
        CASE(test_truncated_and_garbage_files),
        CASE(test_mutated_heads_do_no_harm),
        CASE(test_another_layout_is_refused_before_it_is_read),
    };
    return cmocka_run_group_tests_name("rrdfile", tests, NULL, NULL);
}
