/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/webroute, openapi, glance, portfolio and webapi on a ledger in a scratch
 * folder: what the API says in each edition. All texts and figures are test data. */
#include "daemon/webroute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/str.h"
#include "daemon/setup.h"
#include "daemon/webapi.h"
#include "ledger/ledger.h"
#include "tests/unit/scratch.h"

enum { MAY = 2024 * 12 + 4, NOW = 1700000000 };

/* SECRET stands wherever the public edition may show nothing. */
static const char CONFIG[] =
    "[site]\ntitle = Site\nlanguage = en\nstate = state\noutput = out\n"
    "base_url = https://example.jp/\n%s\n"
    "[source city]\ntitle = City\nurl = http://127.0.0.1:1/city.csv\n"
    "[source press]\ntitle = SECRET press\nurl = http://127.0.0.1:1/SECRET.csv\ngrade = "
    "press\n"
    "[indicator di]\ntitle = DI\nunit = x\nfrequency = monthly\nbetter = higher\n"
    "source = city press\nvalue = x\nnote = SECRET note\n"
    "[indicator secret]\ntitle = SECRET\nunit = x\nfrequency = monthly\nbetter = higher\n"
    "public = no\n"
    "[indicator open]\ntitle = Open\nunit = 人\nfrequency = monthly\nbetter = higher\n"
    "source = city\nvalue = x\n"
    "[challenge c]\ntitle = Challenge\n"
    "[policy p]\ntitle = Policy\nchallenge = c\n"
    "[program park]\ntitle = Park\npolicy = p\npledge = yes\nbudget.2024 = 10\n"
    "moves = di secret\nchange = SECRET change\nowner = SECRET section\n"
    "[alert low]\nindicator = di\nwhen = below 0\n";

struct fixture {
    char folder[SCRATCH_PATH];
    struct settings *settings;
    struct ledger *ledger;
    struct arena *arena;
    struct buf out;
    struct err err;
};

static void configure(struct fixture *f, const char *site)
{
    char path[SCRATCH_PATH], text[4096];
    struct faults faults = {0};
    int length = snprintf(text, sizeof text, CONFIG, site);

    assert_in_range(length, 1, sizeof text - 1);
    scratch_path(path, f->folder, "shihyo.ini");
    assert_true(scratch_write(path, text, (size_t)length));
    settings_free(f->settings);
    if (setup_load(path, &f->settings, &faults, &f->err))
        fail_msg("%s", f->err.text);
    fault_free(&faults);
}

static void record(struct fixture *f, const char *indicator, int32_t month, int64_t tenths,
                   const char *source)
{
    const struct observation item = {.period = {FREQUENCY_MONTHLY, month},
                                     .value = {tenths, 1},
                                     .cell = "cell",
                                     .note = source ? NULL : "SECRET remark"};
    const struct ledger_origin origin = {.source = source, .who = source ? NULL : "SECRET"};
    struct ledger_counts counts;

    assert_int_equal(
        ledger_merge(f->ledger, indicator, &item, 1, &origin, NOW, &counts, &f->err), 0);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    *state = f;
    f->arena = arena_new();
    buf_init(&f->out, 1000000);
    configure(f, "");
    if (ledger_open(f->settings->site.state, false, &f->ledger, &f->err))
        return -1;
    record(f, "di", MAY, 11, "city");
    record(f, "di", MAY + 1, 777, "press");
    record(f, "di", MAY - 1, 9, NULL);
    record(f, "secret", MAY, 555, "city");
    record(f, "open", MAY, 500, "city");
    struct alert alert = {.rule_id = "low",
                          .indicator_id = "di",
                          .rule = "below 0",
                          .severity = "warning",
                          .since = NOW,
                          .changed = NOW,
                          .period = {FREQUENCY_MONTHLY, MAY},
                          .text = "SECRET alert"};
    if (ledger_save_alert(f->ledger, &alert, &f->err))
        return -1;
    alert = (struct alert){.rule_id = "few",
                           .indicator_id = "open",
                           .rule = "below 100",
                           .severity = "warning",
                           .since = NOW,
                           .changed = NOW,
                           .period = {FREQUENCY_MONTHLY, MAY},
                           .text = "told to all",
                           .who = "SECRET"};
    return ledger_save_alert(f->ledger, &alert, &f->err);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    ledger_close(f->ledger);
    settings_free(f->settings);
    buf_free(&f->out);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* 0, or the error's code. */
static int ask(struct fixture *f, const char *text)
{
    struct target target;
    struct webroute_call call = {
        .settings = f->settings, .ledger = f->ledger, .target = &target, .arena = f->arena};

    buf_reset(&f->out);
    f->err = (struct err){0};
    assert_int_equal(target_read(text, f->arena, &target, &f->err), 0);
    const struct webroute *route = webroute_find(target.path, f->arena, &call.id);
    assert_non_null(route);
    return route->print(&call, &f->out, &f->err) == 0 ? 0 : (int)f->err.code;
}

static bool says(const struct fixture *f, const char *text)
{
    return strstr(buf_text(&f->out), text) != NULL;
}

static void test_internal(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(ask(f, "/api/indicators"), 0);
    assert_true(says(f, "\"id\":\"secret\""));
    assert_true(says(f, "77.7"));
    assert_int_equal(ask(f, "/api/indicators/di"), 0);
    assert_true(says(f, "\"who\":\"SECRET\""));
    assert_int_equal(ask(f, "/api/alerts"), 0);
    assert_true(says(f, "SECRET alert"));
    assert_int_equal(ask(f, "/api/programs"), 0);
    assert_true(says(f, "\"pledge\":true"));
    assert_int_equal(ask(f, "/api/status"), 0);
    assert_true(says(f, "{\"version\":1,\"audience\":\"internal\","));
    assert_true(says(f, "\"quarantine\""));
}

/* Nothing of the office's in any answer, and what it must not see is not there. */
static void test_public(void **state)
{
    static const char *const ALL[] = {
        "/api/status",   "/api/indicators",   "/api/indicators/di",
        "/api/programs", "/api/openapi.json", "/api/indicators/di?as-of=2100-01-01"};
    struct fixture *f = *state;
    const char *id;

    configure(f, "audience = public");
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++) {
        assert_int_equal(ask(f, ALL[i]), 0);
        if (says(f, "SECRET") || says(f, "secret") || says(f, "77.7") || says(f, "55.5") ||
            says(f, "true,\"new\""))
            fail_msg("%s: %s", ALL[i], buf_text(&f->out));
    }
    assert_int_equal(ask(f, "/api/indicators/secret"), ERR_DATA);
    assert_false(webroute_find("/api/alerts", f->arena, &id)->is_there(f->settings));
    assert_false(webroute_find("/metrics", f->arena, &id)->is_there(f->settings));
    assert_int_equal(ask(f, "/api/indicators/di"), 0);
    assert_true(says(f, "\"value\":1.1,"));
    assert_true(says(f, "\"value\":0.9,")); /* entered by the office itself */
}

/* What `publish` names is told, but for what would tell a figure that is withheld: one of the
 * press, or a count of too few. */
static void test_published_alerts(void **state)
{
    struct fixture *f = *state;
    const char *id;

    configure(f, "audience = public\npublish = alerts pledges");
    assert_true(webroute_find("/api/alerts", f->arena, &id)->is_there(f->settings));
    assert_int_equal(ask(f, "/api/alerts?history=yes"), 0);
    assert_true(says(f, "told to all"));
    assert_false(says(f, "SECRET"));
    assert_int_equal(ask(f, "/api/status"), 0);
    assert_true(says(f, "\"id\":\"few\""));
    assert_false(says(f, "\"id\":\"low\""));
    assert_int_equal(ask(f, "/api/programs"), 0);
    assert_true(says(f, "\"pledge\":true"));
    record(f, "open", MAY + 1, 30, "city"); /* 3 people */
    assert_int_equal(ask(f, "/api/alerts"), 0);
    assert_false(says(f, "told to all"));
    assert_int_equal(ask(f, "/api/indicators/open"), 0);
    assert_true(says(f, "\"value\":null,\"status\":\"withheld\",\"withdrawn\":false"));
    assert_int_equal(ask(f, "/api/indicators"), 0);
    assert_false(says(f, "3.0"));
}

static void test_parameters(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(ask(f, "/api/indicators/di?as-of=2020-01-01"), 0);
    assert_true(says(f, "\"observations\":[]"));
    assert_int_equal(ask(f, "/api/indicators/di?as-of=yesterday"), ERR_USAGE);
    assert_int_equal(ask(f, "/api/indicators/nobody"), ERR_DATA);
    assert_int_equal(ask(f, "/api/programs?year=2024"), 0);
    assert_true(says(f, "\"park\""));
    assert_int_equal(ask(f, "/api/programs?year=2023"), 0);
    assert_false(says(f, "\"park\""));
    assert_int_equal(ask(f, "/api/programs?year=x"), ERR_USAGE);
    assert_int_equal(ask(f, "/api/alerts?history=yes"), 0);
    assert_true(says(f, "\"events\":[{"));
    assert_int_equal(ask(f, "/api/alerts?history=1"), ERR_USAGE);
}

static void test_paths(void **state)
{
    struct fixture *f = *state;
    const char *id;

    assert_non_null(webroute_find("/api/indicators/di", f->arena, &id));
    assert_string_equal(id, "di");
    assert_null(webroute_find("/api/indicators/", f->arena, &id));
    assert_null(webroute_find("/api/indicators/di/x", f->arena, &id));
    assert_null(webroute_find("/api/indicatorsx", f->arena, &id));
    assert_null(webroute_find("/api", f->arena, &id));
}

/* Every row is described, and what is described has a shape. */
static void test_openapi(void **state)
{
    struct fixture *f = *state;

    webroute_openapi(f->settings, true, &f->out);
    assert_true(str_starts(buf_text(&f->out), "{\"openapi\":\"3.1.0\""));
    for (size_t i = 0; i < webroute_count(); i++) {
        const struct webroute *route = webroute_at(i);

        assert_true(says(f, arena_printf(f->arena, "\"%s\":{\"get\":", route->path)));
        if (route->schema)
            assert_true(
                says(f, arena_printf(f->arena, "\"%s\":{\"type\":\"object\"", route->schema)));
    }
    buf_reset(&f->out);
    f->settings->site.audience = AUDIENCE_PUBLIC;
    webroute_openapi(f->settings, true, &f->out);
    assert_false(says(f, "/api/alerts"));
    assert_false(says(f, "/metrics"));
}

/* --- over HTTP, as far as it goes without a network --- */

static int status_of(struct fixture *f, struct webapi *api, const char *text)
{
    const struct http_request request = {
        .method = "GET", .target = text, .if_none_match = "", .if_modified_since = ""};
    struct target target;

    assert_int_equal(target_read(text, f->arena, &target, &f->err), 0);
    const struct http_reply *reply = webapi_give(api, &target, &request);
    return reply ? http_reply_status(reply) : 0;
}

static void test_answers(void **state)
{
    static const struct {
        const char *text;
        int status;
    } CASES[] = {
        {"/api/indicators", 200},
        {"/api/indicators/di", 200},
        {"/api/indicators/di?as-of=2024-01-01", 200},
        {"/api/indicators/di?as-of=2024-13-01", 400},
        {"/api/indicators/di?asof=2024-01-01", 400},
        {"/api/indicators?as-of=2024-01-01", 400},
        {"/api/indicators/none", 404},
        {"/api/", 404},
        {"/api/x", 404},
        {"/metrics", 404}, /* it was not asked for */
        {"/index.html", 0},
    };
    struct fixture *f = *state;
    struct webapi *api = webapi_new(f->settings, false);

    for (int round = 0; round < 2; round++) { /* what is kept says the same */
        for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
            assert_int_equal(status_of(f, api, CASES[i].text), CASES[i].status);
    }
    /* more questions than are kept */
    for (int day = 1; day <= 28; day++) {
        for (int month = 1; month <= 12; month++)
            assert_int_equal(
                status_of(f, api,
                          arena_printf(f->arena, "/api/indicators/di?as-of=2024-%02d-%02d",
                                       month, day)),
                200);
    }
    webapi_free(api);
    api = webapi_new(f->settings, true);
    assert_int_equal(status_of(f, api, "/metrics"), 200);
    webapi_free(api);
}

static void test_without_a_ledger(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH];

    scratch_path(path, f->folder, "elsewhere");
    f->settings->site.state = path;
    struct webapi *api = webapi_new(f->settings, false);
    assert_int_equal(status_of(f, api, "/api/indicators"), 503);
    assert_int_equal(status_of(f, api, "/api/programs"), 200);
    webapi_free(api);
    assert_int_equal(access(path, F_OK), -1); /* nothing was made */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_internal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_public, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_published_alerts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parameters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_openapi, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_a_ledger, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
