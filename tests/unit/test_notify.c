/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/notify. */
#include "alerts/notify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/log.h"

static struct settings site = {.site = {.language = LANGUAGE_JA, .title = {"試験", NULL}}};

static const struct letter letter = {.key = "00ff", .reached = "", .error = ""};

/* A letter of one notice. */
static struct notice notice_of(const char *subject, const char *body, const char *severity)
{
    return (struct notice){.notifier = "",
                           .subject = subject,
                           .body = body,
                           .html = "",
                           .closing = "",
                           .severity = severity,
                           .state = "firing",
                           .thread = "",
                           .indicator = "",
                           .source = ""};
}

static int send(const struct notifier *notifier, struct notice *notice, struct err *err)
{
    const struct notice_list list = {notice, 1};
    const struct notify_letter whole = {
        .settings = &site, .notifier = notifier, .letter = &letter, .notices = &list};
    struct arena *arena = arena_new();
    const char *reached = NULL;
    int failed = notify_send(&whole, arena, &reached, err);

    arena_free(arena);
    return failed;
}

/* Sends, and gives what stood on standard error. */
static int send_captured(const struct notifier *notifier, struct notice *notice, char *out,
                         size_t size, struct err *err)
{
    int real = dup(STDERR_FILENO);
    FILE *file = tmpfile();

    assert_true(real >= 0);
    assert_non_null(file);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    int failed = send(notifier, notice, err);
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
        struct notice notice = notice_of("件名 100%", CASES[i].body, CASES[i].severity);
        char got[256];
        struct err err = {0};

        assert_int_equal(send_captured(&to_log, &notice, got, sizeof got, &err), 0);
        assert_string_equal(got, CASES[i].want);
        assert_int_equal(send_captured(NULL, &notice, got, sizeof got, &err), 0);
        assert_string_equal(got, CASES[i].want);
    }
    log_set_form(LOG_FORM_FOUND);
}

/* `-q` is about talk, not about alerts. */
static void test_log_whatever_the_level(void **state)
{
    (void)state;
    struct notice notice = notice_of("subject", "body", "info");
    char got[256];
    struct err err = {0};

    log_set_level(LOG_LEVEL_ERROR);
    assert_int_equal(send_captured(NULL, &notice, got, sizeof got, &err), 0);
    log_set_level(LOG_LEVEL_INFO);
    assert_string_equal(got, "shihyo: subject\nshihyo: body\n");
}

/* A message that nobody could read is not delivered. */
static void test_log_that_takes_nothing(void **state)
{
    (void)state;
    static const char *const LOST[] = {"/dev/full", NULL}; /* NULL = closed */
    struct notice notice = notice_of("subject", "body", "warning");

    for (size_t i = 0; i < sizeof LOST / sizeof LOST[0]; i++) {
        int real = dup(STDERR_FILENO);
        struct err err = {0};

        fflush(stderr);
        close(STDERR_FILENO);
        int full = LOST[i] ? open(LOST[i], O_WRONLY) : -1;
        int failed = send(NULL, &notice, &err);
        dup2(real, STDERR_FILENO);
        close(real);
        clearerr(stderr);
        assert_int_equal(full, LOST[i] ? STDERR_FILENO : -1);
        assert_int_equal(failed, -1);
        assert_int_equal(err.code, ERR_UNAVAILABLE);
    }
}

/* --- exec --- */

static int run(const char *command, int64_t timeout_ms, struct err *err)
{
    const char *words[] = {"/bin/sh", "-c", command};
    struct notifier notifier = {.id = "x",
                                .type = NOTIFY_EXEC,
                                .words = words,
                                .word_count = 3,
                                .timeout_ms = timeout_ms};
    struct notice notice = notice_of("件名 $(id) `id`", "本文\n", "critical");

    *err = (struct err){0};
    return send(&notifier, &notice, err);
}

/* What it gets: the text on standard input, and an environment of four names. */
static void test_exec(void **state)
{
    (void)state;
    struct err err;

    setenv("SECRET_OF_OURS", "leaked", 1);
    assert_int_equal(
        run("test \"$(cat)\" = \"Subject: 件名 \\$(id) \\`id\\`\n\n本文\"", 5000, &err), 0);
    assert_int_equal(run("test -z \"$SECRET_OF_OURS\" && test \"$SHIHYO_KEY\" = 00ff && "
                         "test \"$SHIHYO_SEVERITY\" = critical",
                         5000, &err),
                     0);
    assert_int_equal(run("test $(env | grep -vcE '^(PWD|SHLVL|_|OLDPWD)=') = 4", 5000, &err),
                     0);
    /* Descriptors of ours, the lock among them, are not its own. */
    assert_int_equal(run("test $(ls /proc/self/fd | wc -l) -le 4", 5000, &err), 0);
    unsetenv("SECRET_OF_OURS");
}

static void test_exec_that_fails(void **state)
{
    (void)state;
    static const struct {
        const char *command, *want;
    } CASES[] = {
        {"echo no good >&2; exit 3", "/bin/sh ended with status 3: no good"},
        {"printf 'a\\033[31m\\nb' >&2; exit 1", "/bin/sh ended with status 1: a [31m b"},
        {"kill -9 $$", "/bin/sh was ended by signal 9"},
        {"sleep 60", "/bin/sh did not end in time"},
        {"exec 0<&- 2>&-; sleep 60", "/bin/sh did not end in time"},
        {"sleep 60 & echo late >&2; exit 1", "/bin/sh did not end in time"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err;

        assert_int_equal(run(CASES[i].command, i < 3 ? 5000 : 300, &err), -1);
        assert_int_equal(err.code, ERR_UNAVAILABLE);
        assert_string_equal(err.text, CASES[i].want);
    }
}

static void test_exec_of_nothing(void **state)
{
    (void)state;
    const char *words[] = {"/nonexistent/program"};
    struct notifier notifier = {
        .id = "x", .type = NOTIFY_EXEC, .words = words, .word_count = 1, .timeout_ms = 5000};
    struct notice notice = notice_of("s", "b", "info");
    struct err err = {0};

    assert_int_equal(send(&notifier, &notice, &err), -1);
    assert_non_null(strstr(err.text, "No such file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_log_whatever_the_level),
        cmocka_unit_test(test_log_that_takes_nothing),
        cmocka_unit_test(test_exec),
        cmocka_unit_test(test_exec_that_fails),
        cmocka_unit_test(test_exec_of_nothing),
    };

    (void)signal(SIGPIPE, SIG_IGN); /* as the program does */
    return cmocka_run_group_tests_name("notify", tests, NULL, NULL);
}
