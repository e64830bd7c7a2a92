/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/unpack. */
#define ZLIB_CONST
#include "collector/unpack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

static const char plain[] = "年度,人数\n2019年度,1378900\n2019年度,1378900\n";

struct packed {
    unsigned char bytes[4096];
    size_t length;
};

static struct packed pack(void)
{
    struct packed packed = {.length = 0};
    z_stream stream = {.next_in = (const Bytef *)plain,
                       .avail_in = sizeof plain - 1,
                       .next_out = packed.bytes,
                       .avail_out = sizeof packed.bytes};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.length = stream.total_out;
    (void)deflateEnd(&stream);
    return packed;
}

/* Feeds the bytes in pieces; the state they end in. */
static enum unpack_state feed(const char *encoding, const void *bytes, size_t length,
                              size_t piece, struct buf *out)
{
    struct unpack unpack = {0};
    for (size_t i = 0; i < length; i += piece) {
        size_t size = length - i < piece ? length - i : piece;
        if (!unpack_take(&unpack, encoding, (const char *)bytes + i, size, out))
            break;
    }
    unpack_free(&unpack);
    unpack_free(&unpack);
    return unpack.state;
}

static void test_plain(void **state)
{
    (void)state;
    static const char *const encodings[] = {"", "identity"};
    for (size_t i = 0; i < 2; i++) {
        struct buf out;
        buf_init(&out, 1000);
        assert_int_equal(feed(encodings[i], plain, sizeof plain - 1, 5, &out), UNPACK_PLAIN);
        assert_string_equal(buf_text(&out), plain);
        buf_free(&out);
    }
}

static void test_gzip_in_any_pieces(void **state)
{
    (void)state;
    struct packed packed = pack();
    for (size_t piece = 1; piece <= packed.length; piece++) {
        struct buf out;
        buf_init(&out, 1000);
        assert_int_equal(feed("gzip", packed.bytes, packed.length, piece, &out), UNPACK_WHOLE);
        assert_string_equal(buf_text(&out), plain);
        buf_free(&out);
    }
}

static void test_two_members(void **state)
{
    (void)state;
    struct packed packed = pack();
    struct buf out;
    memcpy(packed.bytes + packed.length, packed.bytes, packed.length);
    buf_init(&out, 1000);
    assert_int_equal(feed("X-GZIP", packed.bytes, 2 * packed.length, 7, &out), UNPACK_WHOLE);
    assert_int_equal(out.length, 2 * (sizeof plain - 1));
    buf_free(&out);
}

/* Wherever it is cut, it is not whole. */
static void test_cut(void **state)
{
    (void)state;
    struct packed packed = pack();
    for (size_t length = 1; length < packed.length; length++) {
        struct buf out;
        buf_init(&out, 1000);
        enum unpack_state ended = feed("gzip", packed.bytes, length, 9, &out);
        assert_int_equal(ended, UNPACK_UNDERWAY);
        assert_string_equal(unpack_complaint(ended), "the compressed transfer ended early");
        buf_free(&out);
    }
}

/* Whatever byte is changed in the data or the check sum, it is noticed. */
static void test_damaged(void **state)
{
    (void)state;
    for (size_t i = 10; i < pack().length; i++) {
        struct packed packed = pack();
        struct buf out;
        packed.bytes[i] ^= 0x10;
        buf_init(&out, 1000);
        enum unpack_state ended = feed("gzip", packed.bytes, packed.length, 4096, &out);
        assert_true(ended == UNPACK_DAMAGED || ended == UNPACK_UNDERWAY);
        assert_non_null(unpack_complaint(ended));
        buf_free(&out);
    }
    struct buf out;
    buf_init(&out, 1000);
    assert_int_equal(feed("gzip", "no gzip", 7, 7, &out), UNPACK_DAMAGED);
    assert_int_equal(feed("deflate", "x", 1, 1, &out), UNPACK_UNKNOWN);
    buf_free(&out);
}

/* `plain`, by brotli -q 11; test data */
static const unsigned char by_brotli[] = {
    0x1b, 0x33, 0x00, 0xf8, 0x8d, 0xd4, 0x48, 0x4d, 0x73, 0x3b, 0x77, 0xb0, 0xdf, 0xda,
    0x46, 0x31, 0xe8, 0xbc, 0x8f, 0xd4, 0x85, 0xad, 0x4c, 0x42, 0xe6, 0x21, 0x28, 0x0b,
    0x08, 0x21, 0x1b, 0x73, 0x1f, 0xcb, 0x37, 0x92, 0xf2, 0x55, 0x55, 0x3d, 0x26, 0x01};

/* a mebibyte of commas */
static const unsigned char brotli_bomb[] = {0x5b, 0xff, 0xff, 0x8f, 0x5f, 0x82, 0x25,
                                            0x1e, 0x0b, 0x04, 0x72, 0xef, 0x1f, 0x00};

static struct packed pack_zstd(const void *bytes, size_t length)
{
    struct packed packed = {.length = 0};
    packed.length = ZSTD_compress(packed.bytes, sizeof packed.bytes, bytes, length, 3);
    assert_false(ZSTD_isError(packed.length));
    return packed;
}

/* Whole in any pieces, and never whole where it is cut. */
static void check_encoding(const char *encoding, const void *bytes, size_t length)
{
    for (size_t piece = 1; piece <= length; piece++) {
        struct buf out;
        buf_init(&out, 1000);
        assert_int_equal(feed(encoding, bytes, length, piece, &out), UNPACK_WHOLE);
        assert_string_equal(buf_text(&out), plain);
        buf_free(&out);
    }
    for (size_t end = 1; end < length; end++) {
        struct buf out;
        buf_init(&out, 1000);
        assert_int_equal(feed(encoding, bytes, end, 9, &out), UNPACK_UNDERWAY);
        buf_free(&out);
    }
    struct buf out;
    buf_init(&out, 20);
    assert_int_equal(feed(encoding, bytes, length, 4096, &out), UNPACK_TOO_LARGE);
    buf_free(&out);
    buf_init(&out, 1000);
    assert_int_equal(feed(encoding, "\xff\xff\xff\xff no such data", 20, 20, &out),
                     UNPACK_DAMAGED);
    buf_free(&out);
}

static void test_br_and_zstd(void **state)
{
    (void)state;
    struct packed packed = pack_zstd(plain, sizeof plain - 1);
    check_encoding("br", by_brotli, sizeof by_brotli);
    check_encoding("zstd", packed.bytes, packed.length);
    struct buf out;
    memcpy(packed.bytes + packed.length, packed.bytes, packed.length);
    buf_init(&out, 1000);
    assert_int_equal(feed("zstd", packed.bytes, 2 * packed.length, 5, &out), UNPACK_WHOLE);
    assert_int_equal(out.length, 2 * (sizeof plain - 1));
    buf_free(&out);
    buf_init(&out, 1000);
    unsigned char more[sizeof by_brotli + 1];
    memcpy(more, by_brotli, sizeof by_brotli);
    more[sizeof by_brotli] = 'x';
    assert_int_equal(feed("br", more, sizeof more, 4096, &out), UNPACK_DAMAGED);
    buf_free(&out);
}

static void test_bombs(void **state)
{
    (void)state;
    char *commas = malloc(1 << 20);
    assert_non_null(commas);
    memset(commas, ',', 1 << 20);
    struct packed packed = pack_zstd(commas, 1 << 20);
    free(commas);
    struct buf out;
    buf_init(&out, 100000);
    assert_int_equal(feed("br", brotli_bomb, sizeof brotli_bomb, 100, &out), UNPACK_TOO_LARGE);
    assert_true(out.length <= 100000);
    buf_free(&out);
    buf_init(&out, 100000);
    assert_int_equal(feed("zstd", packed.bytes, packed.length, 100, &out), UNPACK_TOO_LARGE);
    assert_true(out.length <= 100000);
    buf_free(&out);
}

static void test_limit(void **state)
{
    (void)state;
    struct packed packed = pack();
    struct buf out;
    buf_init(&out, 20);
    assert_int_equal(feed("gzip", packed.bytes, packed.length, 4096, &out), UNPACK_TOO_LARGE);
    buf_free(&out);
    buf_init(&out, 20);
    assert_int_equal(feed("", plain, sizeof plain - 1, 8, &out), UNPACK_TOO_LARGE);
    buf_free(&out);
    assert_null(unpack_complaint(UNPACK_WHOLE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),       cmocka_unit_test(test_gzip_in_any_pieces),
        cmocka_unit_test(test_two_members), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_damaged),     cmocka_unit_test(test_limit),
        cmocka_unit_test(test_br_and_zstd), cmocka_unit_test(test_bombs),
    };
    return cmocka_run_group_tests_name("unpack", tests, NULL, NULL);
}
