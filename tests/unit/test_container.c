/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/container; ZIP archives are tried by golden cases. */
#include "collector/decode/container.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const unsigned char magic[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};

/* A directory entry of a compound file. */
static void put_entry(unsigned char *to, const char *name, unsigned char type)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++)
        to[2 * i] = (unsigned char)name[i];
    to[64] = (unsigned char)(2 * (length + 1));
    to[66] = type;
}

struct sample {
    const char *stream;
    unsigned char type;
    const char *want;
};

static const struct sample samples[] = {
    {"Workbook", 2, "an old Excel workbook (.xls)"},
    {"WORKBOOK", 2, "an old Excel workbook (.xls)"},
    {"Book", 2, "an old Excel workbook (.xls of Excel 5 or 95)"},
    {"EncryptedPackage", 2, "an encrypted Excel workbook (.xlsx) or other Office document"},
    {"WordDocument", 2, "an old Word document (.doc)"},
    {"Workbook", 1,
     "an old Excel workbook (.xls) or another old Office document"}, /* folder */
    {"Contents", 2, "an old Excel workbook (.xls) or another old Office document"},
};

static void test_compound_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        unsigned char bytes[1024] = {0};
        char words[CONTAINER_WORDS_SIZE];
        bool workbook = true;
        memcpy(bytes, magic, sizeof magic);
        put_entry(bytes + 512, "Root Entry", 5);
        put_entry(bytes + 512 + 256, samples[i].stream, samples[i].type);
        assert_true(container_describe(bytes, sizeof bytes, words, &workbook));
        assert_string_equal(words, samples[i].want);
        assert_false(workbook);
    }
}

static void test_others(void **state)
{
    (void)state;
    char words[CONTAINER_WORDS_SIZE];
    bool workbook = false;
    assert_false(container_describe("a,b\n", 4, words, &workbook));
    assert_false(container_describe("", 0, words, &workbook));
    assert_false(container_describe(magic, 7, words, &workbook));
    assert_true(container_describe(magic, 8, words, &workbook));
    assert_false(workbook);
    assert_true(container_describe("PK\3\4", 4, words, &workbook));
    assert_string_equal(words, "an Excel workbook or another ZIP archive");
    assert_true(workbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compound_files),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests_name("container", tests, NULL, NULL);
}
