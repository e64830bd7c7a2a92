/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/spill. */
#include "core/spill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

static void fill(struct buf *out, size_t length, unsigned seed)
{
    buf_init(out, length);
    for (size_t i = 0; i < length; i++)
        assert_int_equal(buf_putc(out, (char)((i * 31 + seed) % 251)), 0);
}

static void check(const struct spill *spill, size_t at, const struct buf *wanted)
{
    struct buf got;
    struct err err = {0};
    buf_init(&got, wanted->length);
    assert_int_equal(spill_get(spill, at, wanted->length, &got, &err), 0);
    assert_int_equal(got.length, wanted->length);
    if (wanted->length > 0)
        assert_memory_equal(got.data, wanted->data, wanted->length);
    buf_free(&got);
}

static void test_there_and_back(void **state)
{
    (void)state;
    static const size_t LENGTHS[] = {1, 0, 65536, 200001, 3};
    enum { COUNT = sizeof LENGTHS / sizeof LENGTHS[0] };
    char folder[SCRATCH_PATH];
    struct buf bytes[COUNT];
    size_t at[COUNT];
    struct err err = {0};
    assert_int_equal(scratch_make(folder), 0);
    struct spill spill = {.folder = folder, .fd = -1};
    for (size_t i = 0; i < COUNT; i++) {
        fill(&bytes[i], LENGTHS[i], (unsigned)i);
        assert_int_equal(spill_put(&spill, &bytes[i], &at[i], &err), 0);
    }
    assert_int_equal(rmdir(folder), 0); /* it has no name there */
    for (size_t i = COUNT; i-- > 0;) {
        check(&spill, at[i], &bytes[i]);
        buf_free(&bytes[i]);
    }
    spill_close(&spill);
    scratch_remove(folder);
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    char folder[SCRATCH_PATH];
    struct buf bytes, got;
    size_t at;
    struct err err = {0};
    assert_int_equal(scratch_make(folder), 0);
    struct spill spill = {.folder = folder, .fd = -1};
    fill(&bytes, 100, 0);
    assert_int_equal(spill_put(&spill, &bytes, &at, &err), 0);
    buf_init(&got, 1000);
    assert_int_equal(spill_get(&spill, 90, 11, &got, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    spill_close(&spill);
    spill_close(&spill);
    scratch_remove(folder);

    struct spill nowhere = {.folder = folder, .fd = -1};
    assert_int_equal(spill_put(&nowhere, &bytes, &at, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(nowhere.fd, -1);
    spill_close(&nowhere);
    buf_free(&bytes);
    buf_free(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_what_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
