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
#include <sys/stat.h>
#include <unistd.h>

enum stream { STREAM_NONE, STREAM_OWN, STREAM_OTHER };

static void name_stream(enum stream stream, FILE *file)
{
    struct stat status;
    char name[64];

    assert_int_equal(fstat(fileno(file), &status), 0);
    (void)snprintf(name, sizeof name, "%ju:%ju", (uintmax_t)status.st_dev,
                   (uintmax_t)status.st_ino + (stream == STREAM_OTHER));
    unsetenv("JOURNAL_STREAM");
    if (stream != STREAM_NONE)
        setenv("JOURNAL_STREAM", name, 1);
}

/* What the four calls write to standard error at a level. */
static void capture(enum log_level level, enum stream stream, char *out, size_t size)
{
    int real = dup(STDERR_FILENO);
    FILE *file = tmpfile();

    assert_true(real >= 0);
    assert_non_null(file);
    name_stream(stream, file);
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
    unsetenv("JOURNAL_STREAM");
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

    for (int level = LOG_LEVEL_ERROR; level <= LOG_LEVEL_DEBUG; level++) {
        capture((enum log_level)level, STREAM_NONE, got, sizeof got);
        assert_string_equal(got, WANT[level]);
    }
}

static void test_priorities_for_the_journal(void **state)
{
    (void)state;
    char got[512];

    capture(LOG_LEVEL_DEBUG, STREAM_OWN, got, sizeof got);
    assert_string_equal(got, "<3>e 1\n<4>w 指標\n<6>i 100%\n<7>d\n");
    /* what was redirected since is not the journal's */
    capture(LOG_LEVEL_ERROR, STREAM_OTHER, got, sizeof got);
    assert_string_equal(got, "shihyo: e 1\n");
}

static void test_forms_that_are_chosen(void **state)
{
    (void)state;
    enum log_form form = LOG_FORM_FOUND;
    char got[2048];
    char want[512];

    assert_false(log_form_parse("xml", &form));
    assert_false(log_form_parse("", &form));
    assert_true(log_form_parse("json", &form));
    log_set_form(form);
    setenv("SHIHYO_NOW", "2026-05-01T09:00:00+09:00", 1);
    capture(LOG_LEVEL_WARNING, STREAM_OWN, got, sizeof got);
    unsetenv("SHIHYO_NOW");
    (void)snprintf(want, sizeof want,
                   "{\"time\":\"2026-05-01T00:00:00Z\",\"level\":\"error\",\"pid\":%ld,"
                   "\"message\":\"e 1\"}\n"
                   "{\"time\":\"2026-05-01T00:00:00Z\",\"level\":\"warning\",\"pid\":%ld,"
                   "\"message\":\"w 指標\"}\n",
                   (long)getpid(), (long)getpid());
    assert_string_equal(got, want);
    assert_true(log_form_parse("journal", &form));
    log_set_form(form);
    capture(LOG_LEVEL_ERROR, STREAM_NONE, got, sizeof got);
    assert_string_equal(got, "<3>e 1\n");
    assert_true(log_form_parse("text", &form));
    log_set_form(form);
    capture(LOG_LEVEL_ERROR, STREAM_OWN, got, sizeof got);
    assert_string_equal(got, "shihyo: e 1\n");
    assert_true(log_form_parse("syslog", &form));
    log_set_form(form);
    capture(LOG_LEVEL_ERROR, STREAM_OWN, got, sizeof got);
    assert_string_equal(got, "");
    log_set_form(LOG_FORM_FOUND);
}

/* A file takes what a daemon says; /dev/null does not, and syslog does then. */
static void test_detached(void **state)
{
    (void)state;
    char got[256];
    int real = dup(STDERR_FILENO);
    FILE *nothing = fopen("/dev/null", "w");

    assert_non_null(nothing);
    FILE *file = tmpfile();
    assert_non_null(file);
    dup2(fileno(file), STDERR_FILENO);
    log_detach();
    capture(LOG_LEVEL_ERROR, STREAM_NONE, got, sizeof got);
    assert_string_equal(got, "shihyo: e 1\n");
    dup2(fileno(nothing), STDERR_FILENO);
    log_detach();
    capture(LOG_LEVEL_ERROR, STREAM_NONE, got, sizeof got);
    assert_string_equal(got, "");
    log_set_form(LOG_FORM_FOUND);
    dup2(real, STDERR_FILENO);
    close(real);
    fclose(file);
    fclose(nothing);
}

/* One object a line, whatever the message holds. */
static void test_json_of_anything(void **state)
{
    (void)state;
    char got[512] = "";
    int real = dup(STDERR_FILENO);
    FILE *file = tmpfile();

    assert_non_null(file);
    log_set_form(LOG_FORM_JSON);
    dup2(fileno(file), STDERR_FILENO);
    assert_true(log_tell(LOG_LEVEL_DEBUG, "a \"b\"\n\033[31m\\ \377"));
    dup2(real, STDERR_FILENO);
    close(real);
    log_set_form(LOG_FORM_FOUND);
    rewind(file);
    got[fread(got, 1, sizeof got - 1, file)] = '\0';
    fclose(file);
    assert_non_null(
        strstr(got, "\"message\":\"a \\\"b\\\"\\u000a\\u001b[31m\\\\ \xef\xbf\xbd\"}\n"));
    assert_int_equal(strcspn(got, "\n") + 1, strlen(got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_priorities_for_the_journal),
        cmocka_unit_test(test_forms_that_are_chosen),
        cmocka_unit_test(test_detached),
        cmocka_unit_test(test_json_of_anything),
    };

    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
