/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/upstream and alerts/life. All names and figures are test data. */
#include "alerts/upstream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "alerts/life.h"

enum { NOW = 1772323200, DAY = 86400 };

static void test_stands(void **state)
{
    (void)state;
    static const struct {
        struct health health;
        bool overdue, failing;
        enum standing_state unreachable, changed, unread, overdue_state;
    } CASES[] = {
        {{0}, false, false, STANDING_CLEAR, STANDING_CLEAR, STANDING_CLEAR, STANDING_CLEAR},
        /* not fetched: not often enough, not for long enough, both */
        {{.failing_since = NOW - DAY, .failures = 2},
         false,
         false,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_CLEAR},
        {{.failing_since = NOW - DAY + 1, .failures = 30},
         false,
         false,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_CLEAR},
        {{.failing_since = NOW - DAY, .failures = 3},
         false,
         false,
         STANDING_OPEN,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_CLEAR},
        /* the clock was set back: not long enough, whatever it says */
        {{.failing_since = NOW + DAY, .failures = 30},
         false,
         false,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_UNKNOWN,
         STANDING_CLEAR},
        /* fetched and not read */
        {{.failing_since = NOW, .failures = 1, .fetched = true},
         false,
         false,
         STANDING_CLEAR,
         STANDING_UNKNOWN,
         STANDING_CLEAR,
         STANDING_CLEAR},
        {{.failing_since = NOW, .failures = 2, .fetched = true},
         false,
         false,
         STANDING_CLEAR,
         STANDING_OPEN,
         STANDING_CLEAR,
         STANDING_CLEAR},
        {{.failing_since = NOW, .failures = 2, .fetched = true, .problems = 3},
         false,
         false,
         STANDING_CLEAR,
         STANDING_CLEAR,
         STANDING_OPEN,
         STANDING_CLEAR},
        /* overdue, and what says enough about it */
        {{0}, true, false, STANDING_CLEAR, STANDING_CLEAR, STANDING_CLEAR, STANDING_OPEN},
        {{0}, true, true, STANDING_CLEAR, STANDING_CLEAR, STANDING_CLEAR, STANDING_UNKNOWN},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct upstream_case here = {.health = &CASES[i].health,
                                           .overdue = CASES[i].overdue,
                                           .failing = CASES[i].failing,
                                           .now = NOW};
        const enum standing_state got[] = {upstream_stands(UPSTREAM_UNREACHABLE, &here),
                                           upstream_stands(UPSTREAM_CHANGED, &here),
                                           upstream_stands(UPSTREAM_UNREAD, &here),
                                           upstream_stands(UPSTREAM_OVERDUE, &here)};

        if (got[0] != CASES[i].unreachable || got[1] != CASES[i].changed ||
            got[2] != CASES[i].unread || got[3] != CASES[i].overdue_state)
            fail_msg("%zu: %d %d %d %d", i, (int)got[0], (int)got[1], (int)got[2],
                     (int)got[3]);
    }
}

/* A day of release on which nothing is recorded, as on none before. */
static void test_stays_overdue(void **state)
{
    (void)state;
    const struct health health = {0};
    struct upstream_case here = {.health = &health, .nothing = true, .now = NOW};

    assert_int_equal(upstream_stands(UPSTREAM_OVERDUE, &here), STANDING_UNKNOWN);
    assert_int_equal(upstream_stands(UPSTREAM_UNREAD, &here), STANDING_CLEAR);
    here.overdue = true;
    assert_int_equal(upstream_stands(UPSTREAM_OVERDUE, &here), STANDING_OPEN);
}

static void test_hosts(void **state)
{
    (void)state;
    static const struct {
        const char *url, *host;
    } CASES[] = {
        {"https://example.jp/a.csv", "example.jp"},
        {"http://example.jp:8080", "example.jp:8080"},
        {"https://user:word@example.jp/x?y", "example.jp"},
        {"https://example.jp?a=b@c", "example.jp"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct source source = {.url = CASES[i].url};
        char host[64];
        char little[4];

        upstream_host(&source, host, sizeof host);
        assert_string_equal(host, CASES[i].host);
        upstream_host(&source, little, sizeof little);
        assert_true(strlen(little) < sizeof little);
    }
}

static void test_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *rule_id;
        bool known;
        enum upstream_kind kind;
    } CASES[] = {
        {"lobo:unreachable", true, UPSTREAM_UNREACHABLE},
        {"lobo:changed", true, UPSTREAM_CHANGED},
        {"lobo:unread", true, UPSTREAM_UNREAD},
        {"lobo:overdue", true, UPSTREAM_OVERDUE},
        {"lobo:", false, 0},
        {"unreachable", false, 0},
        {"lobo:other", false, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct alert alert = {.rule_id = CASES[i].rule_id};
        enum upstream_kind kind;

        assert_int_equal(upstream_kind_of(&alert, &kind), CASES[i].known);
        if (CASES[i].known)
            assert_int_equal(kind, CASES[i].kind);
    }
}

static void test_message(void **state)
{
    (void)state;
    struct source sources[] = {
        {.id = "a", .title = {"出典あ", "Source A"}, .url = "https://example.jp/a"},
        {.id = "b", .title = {"出典い", "Source B"}, .url = "https://example.jp/b"}};
    struct source *read[] = {&sources[0]};
    struct indicator indicator = {
        .id = "x", .title = {"指標あ", "Indicator"}, .sources = read, .source_count = 1};
    struct settings settings = {.indicators = &indicator, .indicator_count = 1};
    const struct alert alerts[] = {{.rule_id = "a:unreachable", .since = NOW},
                                   {.rule_id = "b:unreachable", .since = NOW}};
    const struct source *both[] = {&sources[0], &sources[1]};
    const struct alert *of_both[] = {&alerts[0], &alerts[1]};
    const char *reasons[] = {"HTTP 503\nもう一度", ""};
    const struct upstream_group group = {.settings = &settings,
                                         .kind = UPSTREAM_UNREACHABLE,
                                         .sources = both,
                                         .alerts = of_both,
                                         .reasons = reasons,
                                         .count = 2};
    struct prose prose;
    struct buf out;

    buf_init(&out, 10000);
    upstream_subject(&group, &out);
    assert_string_equal(buf_text(&out), "【注意】出典 出典あ 取得できません（ほか1出典）");
    prose_init(&prose);
    upstream_write(&group, &prose);
    assert_true(prose_finish(&prose));
    static const char *const SAID[] = {"HTTP 503\n", "もう一度\n", "出典い（b）", "指標あ\n",
                                       "alerts ack a:unreachable"};
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        assert_non_null(strstr(buf_text(&prose.text), SAID[i]));
    prose_free(&prose);
    settings.site.language = LANGUAGE_EN;
    buf_reset(&out);
    upstream_subject(&group, &out);
    assert_string_equal(buf_text(&out),
                        "[Warning] Source Source A: cannot be fetched (and 1 more)");
    buf_free(&out);
}

/* --- life --- */

static struct alert alert_in(enum alert_state state, int64_t told, int64_t until)
{
    return (struct alert){.state = state, .told = told, .until = until};
}

static void test_life(void **state)
{
    (void)state;
    enum { NONE = -1, GONE = -2 };
    static const struct {
        int before; /* NONE = no alert */
        int64_t told, until;
        enum standing_state standing;
        int64_t silenced;
        bool inhibited;
        size_t releases, remind;
        int after; /* GONE = there is none */
        bool tell;
        enum alert_occasion occasion;
    } CASES[] = {
        {NONE, 0, 0, STANDING_CLEAR, 0, false, 0, 0, GONE, false, 0},
        {NONE, 0, 0, STANDING_UNKNOWN, 0, false, 0, 0, GONE, false, 0},
        {NONE, 0, 0, STANDING_PENDING, 0, false, 0, 0, ALERT_PENDING, false, 0},
        {NONE, 0, 0, STANDING_OPEN, 0, false, 0, 0, ALERT_FIRING, true, ALERT_RAISED},
        {NONE, 0, 0, STANDING_OPEN, NOW + 1, false, 0, 0, ALERT_SILENCED, false, 0},
        {NONE, 0, 0, STANDING_OPEN, 0, true, 0, 0, ALERT_FIRING, false, 0},
        {ALERT_PENDING, 0, 0, STANDING_UNKNOWN, 0, false, 0, 0, ALERT_PENDING, false, 0},
        {ALERT_PENDING, 0, 0, STANDING_CLEAR, 0, false, 0, 0, ALERT_RESOLVED, false, 0},
        {ALERT_PENDING, 0, 0, STANDING_OPEN, 0, false, 0, 0, ALERT_FIRING, true, ALERT_RAISED},
        {ALERT_FIRING, 5, 0, STANDING_OPEN, 0, false, 9, 0, ALERT_FIRING, false, 0},
        {ALERT_FIRING, 5, 0, STANDING_OPEN, 0, false, 2, 3, ALERT_FIRING, false, 0},
        {ALERT_FIRING, 5, 0, STANDING_OPEN, 0, false, 3, 3, ALERT_FIRING, true,
         ALERT_REMINDED},
        {ALERT_FIRING, 5, 0, STANDING_OPEN, 0, true, 3, 3, ALERT_FIRING, false, 0},
        {ALERT_FIRING, 5, 0, STANDING_OPEN, NOW + 1, false, 3, 3, ALERT_SILENCED, false, 0},
        {ALERT_FIRING, 0, 0, STANDING_OPEN, 0, false, 0, 0, ALERT_FIRING, true, ALERT_RAISED},
        {ALERT_FIRING, 5, 0, STANDING_CLEAR, 0, false, 0, 0, ALERT_RESOLVED, true,
         ALERT_CLEARED},
        {ALERT_FIRING, 0, 0, STANDING_CLEAR, 0, false, 0, 0, ALERT_RESOLVED, false, 0},
        {ALERT_FIRING, 5, 0, STANDING_PENDING, 0, false, 0, 0, ALERT_PENDING, true,
         ALERT_CLEARED},
        {ALERT_FIRING, 5, 0, STANDING_UNKNOWN, 0, false, 0, 0, ALERT_FIRING, false, 0},
        {ALERT_ACKNOWLEDGED, 5, 0, STANDING_OPEN, 0, false, 9, 3, ALERT_ACKNOWLEDGED, false,
         0},
        {ALERT_ACKNOWLEDGED, 5, NOW + 1, STANDING_OPEN, 0, false, 9, 3, ALERT_ACKNOWLEDGED,
         false, 0},
        {ALERT_ACKNOWLEDGED, 5, NOW, STANDING_OPEN, 0, false, 0, 0, ALERT_FIRING, true,
         ALERT_EXPIRED},
        {ALERT_ACKNOWLEDGED, 5, NOW, STANDING_OPEN, NOW + 9, false, 0, 0, ALERT_SILENCED,
         false, 0},
        {ALERT_ACKNOWLEDGED, 5, 0, STANDING_CLEAR, 0, false, 0, 0, ALERT_RESOLVED, true,
         ALERT_CLEARED},
        {ALERT_SILENCED, 5, 0, STANDING_OPEN, NOW + 1, false, 9, 3, ALERT_SILENCED, false, 0},
        {ALERT_SILENCED, 5, 0, STANDING_OPEN, 0, false, 0, 0, ALERT_FIRING, true,
         ALERT_EXPIRED},
        {ALERT_SILENCED, 5, 0, STANDING_UNKNOWN, 0, false, 0, 0, ALERT_FIRING, true,
         ALERT_EXPIRED},
        {ALERT_SILENCED, 5, 0, STANDING_CLEAR, NOW + 1, false, 0, 0, ALERT_RESOLVED, false, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct alert before = {0};
        struct life life = {.standing = CASES[i].standing,
                            .now = NOW,
                            .silenced = CASES[i].silenced,
                            .inhibited = CASES[i].inhibited,
                            .releases = CASES[i].releases,
                            .remind = CASES[i].remind};

        if (CASES[i].before != NONE) {
            before =
                alert_in((enum alert_state)CASES[i].before, CASES[i].told, CASES[i].until);
            life.before = &before;
        }
        const struct life_step step = life_go_on(&life);
        if (step.exists != (CASES[i].after != GONE) ||
            (step.exists && (int)step.state != CASES[i].after) || step.tell != CASES[i].tell ||
            (step.tell && step.occasion != CASES[i].occasion))
            fail_msg("%zu: %d, %d, tell %d, %d", i, step.exists, (int)step.state, step.tell,
                     (int)step.occasion);
    }
}

static void test_life_is_due(void **state)
{
    (void)state;
    const struct alert pending = alert_in(ALERT_PENDING, 0, 0);
    const struct alert told = alert_in(ALERT_FIRING, 5, 0);
    const struct alert untold = alert_in(ALERT_FIRING, 0, 0);
    const struct alert seen = alert_in(ALERT_ACKNOWLEDGED, 5, NOW);
    const struct alert silenced = alert_in(ALERT_SILENCED, 5, 0);

    assert_false(life_is_due(NULL, NOW, 0, false));
    assert_false(life_is_due(&pending, NOW, 0, false));
    assert_false(life_is_due(&told, NOW, 0, false));
    assert_true(life_is_due(&told, NOW, NOW + 1, false));
    assert_true(life_is_due(&untold, NOW, 0, false));
    assert_false(life_is_due(&untold, NOW, 0, true));
    assert_true(life_is_due(&seen, NOW, 0, false));
    assert_false(life_is_due(&seen, NOW - 1, 0, false));
    assert_true(life_is_due(&silenced, NOW, 0, false));
    assert_false(life_is_due(&silenced, NOW, NOW + 1, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stands),      cmocka_unit_test(test_stays_overdue),
        cmocka_unit_test(test_hosts),       cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_message),     cmocka_unit_test(test_life),
        cmocka_unit_test(test_life_is_due),
    };

    return cmocka_run_group_tests_name("upstream", tests, NULL, NULL);
}
