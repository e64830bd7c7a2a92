/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of cli/command: whole command lines, with what they print and their exit status. All
 * names and figures are test data.
 */
#include "cli/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/log.h"
#include "core/version.h"
#include "tests/unit/scratch.h"

enum { ARGUMENTS_MAX = 10 };

static const char CONFIG[] = "[site]\ntitle = 試験用データ\nlanguage = en\nstate = state\n"
                             "[indicator di]\ntitle = DI\nunit = points\ndecimals = 1\n"
                             "frequency = monthly\nbetter = higher\n";

static const char *const COMMANDS[] = {
    "collect",    "daemon", "next",   "status",  "show",        "record",
    "import",     "parse",  "chart",  "site",    "programs",    "alerts",
    "quarantine", "check",  "verify", "rebuild", "check-config"};

struct fixture {
    char folder[SCRATCH_PATH];
    char config[SCRATCH_PATH];
    char out_path[SCRATCH_PATH];
    char err_path[SCRATCH_PATH];
    char *out;
    char *err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->config, f->folder, "shihyo.ini");
    scratch_path(f->out_path, f->folder, "out");
    scratch_path(f->err_path, f->folder, "err");
    *state = f;
    (void)setenv("SHIHYO_CONFIG", f->config, 1);
    (void)setenv("SHIHYO_NOW", "2024-04-01T09:00:00+09:00", 1);
    return scratch_write(f->config, CONFIG, sizeof CONFIG - 1) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    (void)unsetenv("SHIHYO_CONFIG");
    (void)unsetenv("SHIHYO_NOW");
    free(f->out);
    free(f->err);
    free(f);
    return 0;
}

/* Sends a stream to a file; what it was comes back as a descriptor. */
static int divert(FILE *stream, const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    (void)fflush(stream);
    int kept = dup(fileno(stream));
    assert_true(kept >= 0);
    assert_true(dup2(fileno(file), fileno(stream)) >= 0);
    assert_int_equal(fclose(file), 0);
    return kept;
}

static void restore(FILE *stream, int kept)
{
    (void)fflush(stream);
    (void)dup2(kept, fileno(stream));
    (void)close(kept);
}

/* Runs the program on a line of words; out and err are what it printed. */
static int run(struct fixture *f, const char *const *line)
{
    static char copies[ARGUMENTS_MAX + 1][128];
    char *argv[ARGUMENTS_MAX + 2] = {copies[0]};
    int argc = 1;
    size_t length;
    (void)snprintf(copies[0], sizeof copies[0], "shihyo");
    for (; argc <= ARGUMENTS_MAX && line[argc - 1] != NULL; argc++) {
        (void)snprintf(copies[argc], sizeof copies[argc], "%s", line[argc - 1]);
        argv[argc] = copies[argc];
    }
    int out = divert(stdout, f->out_path);
    int err = divert(stderr, f->err_path);
    int status = command_main(argc, argv);
    restore(stdout, out);
    restore(stderr, err);
    log_set_level(LOG_LEVEL_INFO);
    free(f->out);
    free(f->err);
    f->out = scratch_read(f->out_path, &length);
    f->err = scratch_read(f->err_path, &length);
    assert_non_null(f->out);
    assert_non_null(f->err);
    return status;
}

static void test_statuses(void **state)
{
    static const struct {
        const char *line[ARGUMENTS_MAX];
        int status;
        const char *out; /* a part of it; NULL = nothing may be printed */
        const char *err;
    } CASES[] = {
        {{0}, 64, NULL, "no command given"},
        {{"no-such"}, 64, NULL, "unknown command \"no-such\""},
        {{"--no-such"}, 64, NULL, "unknown option --no-such"},
        {{"--config"}, 64, NULL, "--config needs a value"},
        {{"status", "--no-such"}, 64, NULL, "status: unknown option --no-such"},
        {{"status", "-o"}, 64, NULL, "unknown option -o"},
        {{"show"}, 64, NULL, "shihyo show --help"},
        {{"show", "nobody"}, 64, NULL, "no indicator \"nobody\""},
        {{"record", "di"}, 64, NULL, "shihyo record --help"},
        {{"record", "di", "2024-03"}, 64, NULL, "expected a value"},
        {{"record", "di", "2024-13", "1"}, 64, NULL, "2024-13"},
        {{"record", "di", "2024-03", "many"}, 65, NULL, "many"},
        {{"parse", "nonsense", "x"}, 64, NULL, "nonsense"},
        {{"parse", "value", "▲15.4"}, 0, "-15.4", NULL},
        {{"parse", "value", "-15.4"}, 0, "-15.4", NULL},
        {{"parse", "value", "?!"}, 65, NULL, "?!"},
        {{"parse", "period", "x"}, 65, NULL, "\"x\""},
        {{"parse", "period", "x", "-f", "often"}, 64, NULL, "--frequency"},
        {{"parse", "period", "21年度"}, 65, NULL, "ambiguous"},
        {{"parse", "period", "21年度", "-e", "heisei"}, 0, "FY2009", NULL},
        {{"parse", "period", "21年度", "-a", "2020年度"}, 65, NULL, "ambiguous"},
        {{"parse", "period", "昨年度", "-p", "2016-02"}, 0, "FY2014", NULL},
        {{"parse", "period", "9∼11月", "-a", "2016年"}, 0, "2016-09/2016-11", NULL},
        {{"parse", "period", "2016年1-3月期", "-f", "quarterly"}, 0, "2016-Q1", NULL},
        {{"parse", "period", "2016年1-3月期", "-f", "monthly"}, 0, "2016-01/2016-03", NULL},
        {{"parse", "value", "46", "-c", "単位は万人", "-u", "人"}, 0, "460000", NULL},
        {{"parse", "value", "46円", "-u", "人"}, 65, NULL, "does not fit"},
        {{"parse", "value", "46", "-c", "人口"}, 64, NULL, "--caption"},
        {{"parse", "period", "令和元年度", "-f", "fiscal-year"}, 0, "FY2019", NULL},
        {{"--help"}, 0, "usage: shihyo", NULL},
        {{"-h"}, 0, "usage: shihyo", NULL},
        {{"--version"}, 0, "shihyo " VERSION_TEXT "\nlibcurl ", NULL},
        {{"-V"}, 0, "SQLite ", NULL},
        {{"status", "--help"}, 0, "usage: shihyo [-c FILE] status", NULL},
        {{"status"}, 0, "di", "no ledger in "},
        {{"show", "di"}, 0, "", "nothing is recorded of di yet"},
        {{"show", "di", "--as-of", "2020-01-01"}, 0, "", "nothing is recorded of di yet"},
        {{"check-config"}, 0, "", NULL},
        {{"-c", "/nowhere/shihyo.ini", "status"}, 78, NULL, "/nowhere/shihyo.ini"},
        {{"check"}, 3, "SHIHYO UNKNOWN: no ledger", "no ledger in "},
        {{"chart"}, 69, NULL, "no ledger in "},
        {{"site"}, 69, NULL, "no ledger in "},
        {{"rebuild"}, 69, NULL, "no ledger in "},
        {{"check", "--no-such"}, 3, "SHIHYO UNKNOWN: check: unknown", "--no-such"},
        {{"-c", "/nowhere/shihyo.ini", "check"},
         3,
         "SHIHYO UNKNOWN: /nowhere",
         "/nowhere/shihyo.ini"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const char *first = CASES[i].line[0] != NULL ? CASES[i].line[0] : "";
        int status = run(f, CASES[i].line);
        if (status != CASES[i].status)
            fail_msg("line %zu (%s): status %d, expected %d\n%s%s", i, first, status,
                     CASES[i].status, f->out, f->err);
        if (CASES[i].out == NULL ? f->out[0] != '\0' : strstr(f->out, CASES[i].out) == NULL)
            fail_msg("line %zu (%s): printed %s", i, first, f->out);
        if (CASES[i].err == NULL ? f->err[0] != '\0' : strstr(f->err, CASES[i].err) == NULL)
            fail_msg("line %zu (%s): said %s", i, first, f->err);
    }
}

static void test_every_command_explains_itself(void **state)
{
    static const char *const HELP[] = {"--help", NULL};
    struct fixture *f = *state;
    char *all;
    assert_int_equal(run(f, HELP), 0);
    all = f->out;
    f->out = NULL;
    (void)setenv("SHIHYO_CONFIG", "/nowhere/shihyo.ini", 1); /* help needs none */
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++) {
        const char *line[] = {COMMANDS[i], "--help", NULL};
        char usage[64];
        (void)snprintf(usage, sizeof usage, "\n  %-14s ", COMMANDS[i]);
        assert_non_null(strstr(all, usage));
        /* a plugin that only explains itself has found out nothing */
        assert_int_equal(run(f, line), strcmp(COMMANDS[i], "check") == 0 ? 3 : 0);
        (void)snprintf(usage, sizeof usage, "usage: shihyo [-c FILE] %s", COMMANDS[i]);
        assert_non_null(strstr(f->out, usage));
        assert_non_null(strstr(f->out, "-h, --help"));
        for (const char *at = f->out; *at; at = strchr(at, '\n') + 1)
            assert_true(strcspn(at, "\n") < 132);
    }
    free(all);
}

static void test_the_option_wins_over_the_environment(void **state)
{
    struct fixture *f = *state;
    const char *line[] = {"-c", f->config, "status", NULL};
    (void)setenv("SHIHYO_CONFIG", "/nowhere/shihyo.ini", 1);
    assert_int_equal(run(f, line), 0);
    assert_int_equal(run(f, line + 2), 78);
    assert_non_null(strstr(f->err, "/nowhere/shihyo.ini"));
}

static void test_all_faults_are_told(void **state)
{
    static const char BROKEN[] = "[site]\nlanguage = fr\n[indicator di]\ntitel = DI\n";
    static const char *const LINE[] = {"status", NULL};
    struct fixture *f = *state;
    char expected[SCRATCH_PATH + 16];
    assert_true(scratch_write(f->config, BROKEN, sizeof BROKEN - 1));
    assert_int_equal(run(f, LINE), 78);
    assert_string_equal(f->out, "");
    for (int line = 2; line <= 4; line += 2) {
        (void)snprintf(expected, sizeof expected, "%s:%d: ", f->config, line);
        assert_non_null(strstr(f->err, expected));
    }
}

static void test_a_bad_clock_is_told(void **state)
{
    static const char *const LINE[] = {"status", NULL};
    struct fixture *f = *state;
    (void)setenv("SHIHYO_NOW", "yesterday", 1);
    assert_int_equal(run(f, LINE), 64);
    assert_non_null(strstr(f->err, "yesterday"));
}

/* Reading commands make nothing: not even the folder of the ledger. */
static void test_reading_makes_nothing(void **state)
{
    static const char *const LINES[][3] = {{"status"}, {"show", "di"}, {"alerts"},
                                           {"check"},  {"programs"},   {"verify"}};
    struct fixture *f = *state;
    char folder[SCRATCH_PATH];
    scratch_path(folder, f->folder, "state");
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        (void)run(f, LINES[i]);
        if (access(folder, F_OK) == 0)
            fail_msg("%s made %s", LINES[i][0], folder);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_statuses),
        CASE(test_every_command_explains_itself),
        CASE(test_the_option_wins_over_the_environment),
        CASE(test_all_faults_are_told),
        CASE(test_a_bad_clock_is_told),
        CASE(test_reading_makes_nothing),
    };
    return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
