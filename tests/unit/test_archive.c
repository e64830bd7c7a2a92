/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/archive. */
#include "collector/archive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"

/* Stored entries, written by hand so that they may be wrong: name, content, CRC as given. */
struct made {
    unsigned char *bytes;
    size_t length;
    size_t capacity;
    size_t entries;
    size_t offsets[16];
};

static void put(struct made *made, const void *bytes, size_t length)
{
    if (made->length + length > made->capacity) {
        made->capacity = (made->length + length) * 2;
        made->bytes = mem_realloc(made->bytes, made->capacity, 1);
    }
    memcpy(made->bytes + made->length, bytes, length);
    made->length += length;
}

static void put_number(struct made *made, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        unsigned char byte = (unsigned char)(value >> (8 * i));
        put(made, &byte, 1);
    }
}

static uint32_t crc(const char *text)
{
    uint32_t value = 0xFFFFFFFF;
    for (; *text != '\0'; text++) {
        value ^= (unsigned char)*text;
        for (int i = 0; i < 8; i++)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0);
    }
    return ~value;
}

/* What local and central headers share. */
static void put_header(struct made *made, const char *name, const char *content, int flags,
                       uint32_t sum)
{
    put_number(made, 20, 2);
    put_number(made, (uint32_t)flags, 2);
    put_number(made, 0, 2);
    put_number(made, 0, 4);
    put_number(made, sum, 4);
    put_number(made, (uint32_t)strlen(content), 4);
    put_number(made, (uint32_t)strlen(content), 4);
    put_number(made, (uint32_t)strlen(name), 2);
    put_number(made, 0, 2);
}

struct entry {
    const char *name;
    const char *content;
    int flags;
    uint32_t wrong; /* added to the sum */
};

static struct made make(const struct entry *entries, size_t count)
{
    struct made made = {0};
    for (size_t i = 0; i < count; i++) {
        made.offsets[i] = made.length;
        put(&made, "PK\3\4", 4);
        put_header(&made, entries[i].name, entries[i].content, entries[i].flags,
                   crc(entries[i].content) + entries[i].wrong);
        put(&made, entries[i].name, strlen(entries[i].name));
        put(&made, entries[i].content, strlen(entries[i].content));
    }
    size_t start = made.length;
    for (size_t i = 0; i < count; i++) {
        put(&made, "PK\1\2\x14\0", 6);
        put_header(&made, entries[i].name, entries[i].content, entries[i].flags,
                   crc(entries[i].content) + entries[i].wrong);
        put_number(&made, 0, 2);
        put_number(&made, 0, 4);
        put_number(&made, 0, 4);
        put_number(&made, (uint32_t)made.offsets[i], 4);
        put(&made, entries[i].name, strlen(entries[i].name));
    }
    size_t size = made.length - start;
    put(&made, "PK\5\6\0\0\0\0", 8);
    put_number(&made, (uint32_t)count, 2);
    put_number(&made, (uint32_t)count, 2);
    put_number(&made, (uint32_t)size, 4);
    put_number(&made, (uint32_t)start, 4);
    put_number(&made, 0, 2);
    return made;
}

static const struct entry entries[] = {
    {"xl/workbook.xml", "abc", 0, 0},
    {"xl\\Sheet1.xml", "sheet", 0, 0},
    {"empty", "", 0, 0},
    {"locked", "x", 1, 0},
    {"damaged", "abcdef", 0, 1},
};

#define ENTRY_COUNT (sizeof entries / sizeof entries[0])

static void test_reads(void **state)
{
    (void)state;
    struct made made = make(entries, ENTRY_COUNT);
    struct archive *archive = NULL;
    struct err err;
    struct buf out;
    buf_init(&out, 100);
    assert_int_equal(archive_open(made.bytes, made.length, &archive, &err), 0);
    assert_int_equal(archive_count(archive), ENTRY_COUNT);
    assert_string_equal(archive_name(archive, 1), "xl/Sheet1.xml");
    assert_string_equal(archive_name(archive, 99), "");
    assert_true(archive_has(archive, "/XL/sheet1.XML"));
    assert_false(archive_has(archive, "xl/sheet2.xml"));
    assert_int_equal(archive_read(archive, "xl/workbook.xml", &out, &err), 0);
    assert_int_equal(archive_read(archive, "empty", &out, &err), 0);
    assert_int_equal(archive_read(archive, "/xl/sheet1.xml", &out, &err), 0);
    assert_string_equal(buf_text(&out), "abcsheet");
    buf_free(&out);
    archive_close(archive);
    archive_close(NULL);
    mem_free(made.bytes);
}

static void refuse(struct archive *archive, const char *name, size_t limit, const char *want)
{
    struct err err;
    struct buf out;
    buf_init(&out, limit);
    assert_int_equal(archive_read(archive, name, &out, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    if (strstr(err.text, want) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, want);
    buf_free(&out);
}

static void test_refuses_entries(void **state)
{
    (void)state;
    struct made made = make(entries, ENTRY_COUNT);
    struct archive *archive = NULL;
    struct err err;
    assert_int_equal(archive_open(made.bytes, made.length, &archive, &err), 0);
    refuse(archive, "none", 100, "none is missing in the ZIP archive");
    refuse(archive, "locked", 100, "locked in the ZIP archive is encrypted");
    refuse(archive, "damaged", 100, "damaged in the ZIP archive is damaged");
    refuse(archive, "xl/workbook.xml", 2, "unpacks to more than 0 MiB");
    archive_close(archive);
    mem_free(made.bytes);
}

static void test_refuses_archives(void **state)
{
    (void)state;
    struct archive *archive = NULL;
    struct err err;
    assert_int_equal(archive_open("PK\3\4", 4, &archive, &err), -1);
    assert_non_null(strstr(err.text, "no whole ZIP archive: its end is missing"));
    assert_int_equal(archive_open("", 0, &archive, &err), -1);
    size_t length = (ARCHIVE_ENTRIES_MAX + 1) * (size_t)46;
    char *many = mem_calloc(length, 1);
    for (size_t i = 0; i < length; i += 46)
        memcpy(many + i, "PK\1\2", 4);
    assert_int_equal(archive_open(many, length, &archive, &err), -1);
    assert_non_null(strstr(err.text, "holds more than 10000 entries"));
    mem_free(many);
}

/* Nothing is read beyond the end, wherever the document was cut. */
static void test_every_prefix(void **state)
{
    (void)state;
    struct made made = make(entries, ENTRY_COUNT);
    for (size_t length = 0; length < made.length; length++) {
        char *copy = malloc(length == 0 ? 1 : length);
        struct archive *archive = NULL;
        struct err err;
        assert_non_null(copy);
        memcpy(copy, made.bytes, length);
        assert_int_equal(archive_open(copy, length, &archive, &err), -1);
        free(copy);
    }
    mem_free(made.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_refuses_entries),
        cmocka_unit_test(test_refuses_archives),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
