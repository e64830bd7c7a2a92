/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/gzip. */
#include "core/gzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum gzip_state unpack(const struct buf *packed, size_t length, struct buf *out)
{
    struct gzip *gzip = gzip_new();
    enum gzip_state state = gzip_take(gzip, packed->data, length, out);
    gzip_free(gzip);
    return state;
}

static void test_there_and_back(void **state)
{
    (void)state;
    static const size_t LENGTHS[] = {0, 1, 65536, 1000003};
    for (size_t i = 0; i < sizeof LENGTHS / sizeof LENGTHS[0]; i++) {
        size_t length = LENGTHS[i];
        unsigned char *bytes = malloc(length + 1);
        struct buf packed, again, out;
        struct err err = {0};
        assert_non_null(bytes);
        for (size_t k = 0; k < length; k++)
            bytes[k] = (unsigned char)((k * 2654435761U) >> 13);
        buf_init(&packed, length * 2 + 1000);
        buf_init(&again, length * 2 + 1000);
        buf_init(&out, length);
        assert_int_equal(gzip_pack(bytes, length, &packed, &err), 0);
        assert_int_equal(gzip_pack(bytes, length, &again, &err), 0);
        assert_int_equal(packed.length, again.length);
        assert_memory_equal(packed.data, again.data, packed.length);
        assert_int_equal(unpack(&packed, packed.length, &out), GZIP_WHOLE);
        assert_int_equal(out.length, length);
        if (length > 0)
            assert_memory_equal(out.data, bytes, length);
        buf_free(&packed);
        buf_free(&again);
        buf_free(&out);
        free(bytes);
    }
}

static void test_what_is_not_whole(void **state)
{
    (void)state;
    static const char text[] = "試験用のデータ、試験用のデータ、試験用のデータ";
    struct buf packed, out;
    struct err err = {0};
    buf_init(&packed, 1000);
    assert_int_equal(gzip_pack(text, sizeof text, &packed, &err), 0);
    for (size_t length = 0; length < packed.length; length++) {
        buf_init(&out, 1000);
        assert_int_equal(unpack(&packed, length, &out), GZIP_UNDERWAY);
        buf_free(&out);
    }
    buf_init(&out, sizeof text - 1);
    assert_int_equal(unpack(&packed, packed.length, &out), GZIP_TOO_LARGE);
    buf_free(&out);
    packed.data[packed.length - 5] ^= 1; /* its check sum */
    buf_init(&out, 1000);
    assert_int_equal(unpack(&packed, packed.length, &out), GZIP_DAMAGED);
    buf_free(&out);
    buf_free(&packed);
}

static void test_no_room(void **state)
{
    (void)state;
    struct buf packed;
    struct err err = {0};
    buf_init(&packed, 10);
    assert_int_equal(gzip_pack("test data", 9, &packed, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    buf_free(&packed);
    gzip_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_what_is_not_whole),
        cmocka_unit_test(test_no_room),
    };
    return cmocka_run_group_tests_name("gzip", tests, NULL, NULL);
}
