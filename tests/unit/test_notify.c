/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/notify. */
#include "alerts/notify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/log.h"

/* Sends, and gives what stood on standard error. */
static int send_captured(const struct notifier *notifier, const struct notify_message *message,
                         char *out, size_t size, struct err *err)
{
    int real = dup(STDERR_FILENO);
    FILE *file = tmpfile();

    assert_true(real >= 0);
    assert_non_null(file);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    int failed = notify_send(notifier, message, err);
    fflush(stderr);
    dup2(real, STDERR_FILENO);
    close(real);
    rewind(file);
    out[fread(out, 1, size - 1, file)] = '\0';
    fclose(file);
    return failed;
}

/* Line by line, each with its priority. */
static void test_log(void **state)
{
    (void)state;
    static const struct {
        const char *severity, *body, *want;
    } CASES[] = {
        {"info", "a\n\n  b\n", "<6>件名 100%\n<6>a\n<6>  b\n"},
        {"warning", "a", "<4>件名 100%\n<4>a\n"},
        {"critical", "", "<4>件名 100%\n"},
        {"critical", "\n\n%s%n\n", "<4>件名 100%\n<4>%s%n\n"},
    };
    struct notifier to_log = {.id = "office", .type = NOTIFY_LOG};

    log_set_form(LOG_FORM_JOURNAL);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct notify_message message = {"件名 100%", CASES[i].body, CASES[i].severity};
        char got[256];
        struct err err = {0};

        assert_int_equal(send_captured(&to_log, &message, got, sizeof got, &err), 0);
        assert_string_equal(got, CASES[i].want);
        assert_int_equal(send_captured(NULL, &message, got, sizeof got, &err), 0);
        assert_string_equal(got, CASES[i].want);
    }
    log_set_form(LOG_FORM_FOUND);
}

/* `-q` is about talk, not about alerts. */
static void test_log_whatever_the_level(void **state)
{
    (void)state;
    struct notify_message message = {"subject", "body", "info"};
    char got[256];
    struct err err = {0};

    log_set_level(LOG_LEVEL_ERROR);
    assert_int_equal(send_captured(NULL, &message, got, sizeof got, &err), 0);
    log_set_level(LOG_LEVEL_INFO);
    assert_string_equal(got, "shihyo: subject\nshihyo: body\n");
}

/* A message that nobody could read is not delivered. */
static void test_log_that_takes_nothing(void **state)
{
    (void)state;
    static const char *const LOST[] = {"/dev/full", NULL}; /* NULL = closed */
    struct notify_message message = {"subject", "body", "warning"};

    for (size_t i = 0; i < sizeof LOST / sizeof LOST[0]; i++) {
        int real = dup(STDERR_FILENO);
        struct err err = {0};

        fflush(stderr);
        close(STDERR_FILENO);
        int full = LOST[i] ? open(LOST[i], O_WRONLY) : -1;
        int failed = notify_send(NULL, &message, &err);
        dup2(real, STDERR_FILENO);
        close(real);
        clearerr(stderr);
        assert_int_equal(full, LOST[i] ? STDERR_FILENO : -1);
        assert_int_equal(failed, -1);
        assert_int_equal(err.code, ERR_UNAVAILABLE);
    }
}

/* What cannot be delivered is refused when the configuration is read, and never taken for
 * sent. */
static void test_types_that_cannot_be_delivered(void **state)
{
    (void)state;
    struct notifier notifiers[] = {
        {.id = "a", .type = NOTIFY_LOG, .origin = {"x.ini", 1}},
        {.id = "b", .type = NOTIFY_MAIL, .origin = {"x.ini", 5}},
        {.id = "c", .type = NOTIFY_WEBHOOK, .origin = {"y.ini", 9}},
    };
    struct settings settings = {.notifiers = notifiers, .notifier_count = 3};
    struct notify_message message = {"s", "b", "warning"};
    struct faults faults = {0};
    size_t refused = 0;

    notify_check(&settings, &faults);
    for (size_t i = 0; i < 3; i++) {
        char got[64];
        struct err err = {0};

        if (send_captured(&notifiers[i], &message, got, sizeof got, &err) == 0)
            continue;
        assert_int_equal(err.code, ERR_CONFIG);
        assert_string_equal(got, "");
        assert_true(refused < faults.count);
        assert_string_equal(faults.items[refused].file, notifiers[i].origin.file);
        assert_int_equal(faults.items[refused].line, notifiers[i].origin.line);
        assert_non_null(strstr(faults.items[refused].text, notifiers[i].id));
        refused++;
    }
    assert_int_equal(refused, faults.count);
    assert_int_equal(refused, 2);
    fault_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_log_whatever_the_level),
        cmocka_unit_test(test_log_that_takes_nothing),
        cmocka_unit_test(test_types_that_cannot_be_delivered),
    };

    return cmocka_run_group_tests_name("notify", tests, NULL, NULL);
}
