/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/versions. All figures are test data. */
#include "daemon/versions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MAY = 24280, JUNE };

#define AT(month, tenths, how, when)                                                          \
    .period = {FREQUENCY_MONTHLY, month}, .value = {tenths, 1}, .status = OBSERVATION_##how,  \
    .recorded_at = when, .source = "a"

static struct observation said[] = {
    {AT(MAY, 10, PRELIMINARY, 100)},
    {AT(MAY, 13, FINAL, 200)},
    {AT(MAY, 12, PRELIMINARY, 300), .aside = true},
    {AT(MAY, 0, MISSING, 400)},
    {AT(MAY, 11, FINAL, 500)},
    {AT(JUNE, 90, ESTIMATE, 150), .aside = true},
    {AT(JUNE, 91, FINAL, 250)},
};
static const struct series vintages = {
    .frequency = FREQUENCY_MONTHLY, .observations = said, .count = 7};

static void test_what_each_did(void **state)
{
    (void)state;
    static const struct {
        bool revises;
        bool withdrawn;
        int tenths;
    } EXPECTED[] = {{false, false, 0}, {true, false, 3},  {false, false, 0}, {false, true, 0},
                    {false, false, 0}, {false, false, 0}, {false, false, 0}};
    struct arena *arena = arena_new();
    struct versions all;
    versions_list(&vintages, NULL, arena, &all);
    assert_int_equal(all.count, 7);
    for (size_t i = 0; i < all.count; i++) {
        assert_ptr_equal(all.items[i].item, &said[i]);
        assert_int_equal(all.items[i].revises, EXPECTED[i].revises);
        assert_int_equal(all.items[i].withdrawn, EXPECTED[i].withdrawn);
        assert_int_equal(all.items[i].change.units, EXPECTED[i].tenths);
    }
    assert_int_equal(all.items[2].reason, LEDGER_LESS_EXACT);
    assert_ptr_equal(all.items[2].before, &said[1]);
    assert_ptr_equal(all.items[3].before, &said[1]); /* not what was set aside */
    assert_null(all.items[0].before);
    assert_null(all.items[5].before); /* of its own period */
    arena_free(arena);
}

static void stands(int64_t as_of, size_t count, int may, int june)
{
    struct arena *arena = arena_new();
    struct versions all, now;
    versions_list(&vintages, &as_of, arena, &all);
    versions_standing(&all, arena, &now);
    assert_int_equal(now.count, count);
    if (count > 0)
        assert_ptr_equal(now.items[0].item, &said[may]);
    if (count > 1)
        assert_ptr_equal(now.items[1].item, &said[june]);
    arena_free(arena);
}

static void test_what_stood(void **state)
{
    (void)state;
    stands(99, 0, 0, 0);
    stands(100, 1, 0, 0);
    stands(199, 1, 0, 0);
    stands(249, 1, 1, 0);
    stands(300, 2, 1, 6);
    stands(400, 2, 3, 6);
    stands(INT64_MAX, 2, 4, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_each_did),
        cmocka_unit_test(test_what_stood),
    };
    return cmocka_run_group_tests_name("versions", tests, NULL, NULL);
}
