/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/buf. */
#include "core/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_empty(void **state)
{
    (void)state;
    struct buf buf;

    buf_init(&buf, 10);
    assert_string_equal(buf_text(&buf), "");
    assert_int_equal(buf.length, 0);
    assert_int_equal(buf_append(&buf, NULL, 0), 0);
    assert_string_equal(buf_text(&buf), "");
    buf_free(&buf);
    assert_null(buf.data);
    assert_int_equal(buf.limit, 10);
    buf_free(&buf);
}

static void test_appends(void **state)
{
    (void)state;
    struct buf buf;

    buf_init(&buf, 1000);
    assert_int_equal(buf_puts(&buf, "a"), 0);
    assert_int_equal(buf_putc(&buf, 'b'), 0);
    assert_int_equal(buf_printf(&buf, "%d%s", 12, "指"), 0);
    assert_int_equal(buf_append(&buf, "x\0y", 3), 0);
    assert_int_equal(buf.length, 10);
    assert_memory_equal(buf.data, "ab12指x\0y", 11);
    buf_free(&buf);
}

static void test_limit_is_exact(void **state)
{
    (void)state;
    struct buf buf;

    buf_init(&buf, 5);
    assert_int_equal(buf_puts(&buf, "12345"), 0);
    assert_false(buf.overflow);
    assert_int_equal(buf_putc(&buf, '6'), -1);
    assert_true(buf.overflow);
    assert_string_equal(buf_text(&buf), "12345");
    buf_free(&buf);

    buf_init(&buf, 0);
    assert_int_equal(buf_puts(&buf, ""), 0);
    assert_int_equal(buf_putc(&buf, 'x'), -1);
    assert_string_equal(buf_text(&buf), "");
    buf_free(&buf);
}

/* One check at the end is enough: nothing gets in after an overflow, however short. */
static void test_overflow_stays(void **state)
{
    (void)state;
    struct buf buf;

    buf_init(&buf, 5);
    buf_puts(&buf, "ab");
    assert_int_equal(buf_puts(&buf, "cdef"), -1);
    assert_int_equal(buf_putc(&buf, 'c'), -1);
    assert_int_equal(buf_printf(&buf, "%d", 1), -1);
    assert_int_equal(buf_append(&buf, "", 0), -1);
    assert_string_equal(buf_text(&buf), "ab");

    buf_reset(&buf);
    assert_false(buf.overflow);
    assert_string_equal(buf_text(&buf), "");
    assert_int_equal(buf_printf(&buf, "%s", "abcdef"), -1);
    assert_true(buf.overflow);
    assert_string_equal(buf_text(&buf), "");
    buf_reset(&buf);
    assert_int_equal(buf_printf(&buf, "%s", "abcde"), 0);
    assert_string_equal(buf_text(&buf), "abcde");
    buf_free(&buf);
}

/* A length near SIZE_MAX must not wrap around the limit. */
static void test_huge_length(void **state)
{
    (void)state;
    struct buf buf;

    buf_init(&buf, 5);
    buf_puts(&buf, "ab");
    assert_int_equal(buf_append(&buf, "x", SIZE_MAX), -1);
    assert_int_equal(buf_append(&buf, "x", SIZE_MAX - 1), -1);
    assert_string_equal(buf_text(&buf), "ab");
    buf_free(&buf);
}

static void test_grows_to_a_megabyte(void **state)
{
    (void)state;
    struct buf buf;

    buf_init(&buf, 1U << 20);
    for (size_t i = 0; i < 1U << 20; i++)
        assert_int_equal(buf_putc(&buf, (char)('a' + i % 26)), 0);
    for (size_t i = 0; i < 1U << 20; i++) {
        if (buf.data[i] != (char)('a' + i % 26))
            fail_msg("byte %zu is wrong", i);
    }
    assert_int_equal(buf.data[1U << 20], 0);
    assert_int_equal(buf_putc(&buf, 'x'), -1);
    buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),          cmocka_unit_test(test_appends),
        cmocka_unit_test(test_limit_is_exact), cmocka_unit_test(test_overflow_stays),
        cmocka_unit_test(test_huge_length),    cmocka_unit_test(test_grows_to_a_megabyte),
    };

    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
