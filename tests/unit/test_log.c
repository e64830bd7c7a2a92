/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/log. */
#include "core/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the four calls write to standard error at a level. */
static void capture(enum log_level level, char *out, size_t size)
{
    int real = dup(STDERR_FILENO);
    FILE *file = tmpfile();

    assert_true(real >= 0);
    assert_non_null(file);
    log_set_level(level);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    log_error("e %d", 1);
    log_warning("w %s", "指標");
    log_info("i %s", "100%");
    log_debug("d");
    fflush(stderr);
    dup2(real, STDERR_FILENO);
    close(real);
    log_set_level(LOG_LEVEL_INFO);
    rewind(file);
    out[fread(out, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void test_levels(void **state)
{
    (void)state;
    static const char *const WANT[] = {
        [LOG_LEVEL_ERROR] = "shihyo: e 1\n",
        [LOG_LEVEL_WARNING] = "shihyo: e 1\nshihyo: w 指標\n",
        [LOG_LEVEL_INFO] = "shihyo: e 1\nshihyo: w 指標\nshihyo: i 100%\n",
        [LOG_LEVEL_DEBUG] = "shihyo: e 1\nshihyo: w 指標\nshihyo: i 100%\nshihyo: d\n",
    };
    char got[512];

    unsetenv("JOURNAL_STREAM");
    for (int level = LOG_LEVEL_ERROR; level <= LOG_LEVEL_DEBUG; level++) {
        capture((enum log_level)level, got, sizeof got);
        assert_string_equal(got, WANT[level]);
    }
}

static void test_priorities_for_the_journal(void **state)
{
    (void)state;
    char got[512];

    setenv("JOURNAL_STREAM", "8:1", 1);
    capture(LOG_LEVEL_DEBUG, got, sizeof got);
    unsetenv("JOURNAL_STREAM");
    assert_string_equal(got, "<3>e 1\n<4>w 指標\n<6>i 100%\n<7>d\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_priorities_for_the_journal),
    };

    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
