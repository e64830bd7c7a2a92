/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/base64: the vectors of RFC 4648, 10. */
#include "core/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void vectors(void **state)
{
    static const char *const PAIRS[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"},
                                           {"\xff\xfe\xfd", "//79"}};
    struct buf out;

    (void)state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        buf_init(&out, 64);
        base64_print(PAIRS[i][0], strlen(PAIRS[i][0]), &out);
        assert_string_equal(buf_text(&out), PAIRS[i][1]);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(vectors)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
