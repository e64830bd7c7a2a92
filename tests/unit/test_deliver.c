/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/deliver and telling: how notices become letters, and when those are tried.
 * All of it is test data. */
#include "daemon/deliver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "config/office.h"
#include "core/instant.h"
#include "daemon/telling.h"
#include "tests/unit/scratch.h"

enum { T0 = 1772323200, NOTIFIERS = 6 }; /* a Sunday, 09:00 in Tokyo */

struct fixture {
    char folder[SCRATCH_PATH];
    struct ledger *ledger;
    struct arena *arena;
    struct settings settings;
    struct notifier notifiers[NOTIFIERS];
    struct indicator indicators[2];
    struct indicator *moved[1];
    struct program_year year;
    struct program program;
    struct policy policy;
    struct err err;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    struct fixture *f = &fixture;
    static const enum notify_group GROUPS[NOTIFIERS] = {
        GROUP_SOURCE, GROUP_PROGRAM, GROUP_INDICATOR, GROUP_ALL, GROUP_NONE, GROUP_SOURCE};
    static const char *const IDS[NOTIFIERS] = {"source", "program", "indicator",
                                               "all",    "none",    "digest"};

    *f = (struct fixture){0};
    assert_int_equal(scratch_make(f->folder), 0);
    assert_int_equal(ledger_open(f->folder, false, &f->ledger, &f->err), 0);
    f->arena = arena_new();
    for (size_t i = 0; i < NOTIFIERS; i++) {
        f->notifiers[i] = (struct notifier){.id = IDS[i],
                                            .type = NOTIFY_WEBHOOK,
                                            .group = GROUPS[i],
                                            .hours = {0, 24 * 60},
                                            .expire_s = 86400};
    }
    assert_int_equal(office_read_rhythm("weekly mon 09:00", &f->notifiers[5].rhythm, &f->err),
                     0);
    f->indicators[0] = (struct indicator){.id = "a"};
    f->indicators[1] = (struct indicator){.id = "b"};
    f->moved[0] = &f->indicators[0];
    f->year = (struct program_year){.fiscal_year = 2024, .policy = &f->policy};
    f->program = (struct program){
        .id = "p", .years = &f->year, .year_count = 1, .moves = f->moved, .move_count = 1};
    f->settings = (struct settings){.notifiers = f->notifiers,
                                    .notifier_count = NOTIFIERS,
                                    .indicators = f->indicators,
                                    .indicator_count = 2,
                                    .programs = &f->program,
                                    .program_count = 1};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    ledger_close(f->ledger);
    arena_free(f->arena);
    scratch_remove(f->folder);
    return 0;
}

static void queue(struct fixture *f, const char *notifier, const char *indicator,
                  const char *source)
{
    const struct notice notice = {.notifier = notifier,
                                  .subject = "s",
                                  .body = "b\n",
                                  .severity = "warning",
                                  .state = "firing",
                                  .indicator = indicator,
                                  .source = source,
                                  .created = T0};

    assert_int_equal(ledger_queue(f->ledger, &notice, &f->err), 0);
}

static size_t letters_at(struct fixture *f, int64_t now)
{
    struct letter *letters;
    size_t count = 0;

    assert_int_equal(deliver_post(f->ledger, &f->settings, now, &f->err), 0);
    assert_int_equal(ledger_letters_open(f->ledger, f->arena, &letters, &count, &f->err), 0);
    return count;
}

static void test_groups(void **state)
{
    static const struct {
        const char *notifier;
        size_t want;
    } CASES[] = {{"source", 2}, {"program", 2}, {"indicator", 2}, {"all", 1},
                 {"none", 4},   {"", 4},        {"nobody", 4}};
    struct fixture *f = *state;
    size_t before = 0;

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        queue(f, CASES[i].notifier, "a", "x");
        queue(f, CASES[i].notifier, "b", "y");
        queue(f, CASES[i].notifier, "a", "x");
        queue(f, CASES[i].notifier, "b", "y");
        size_t now = letters_at(f, T0);
        if (now - before != CASES[i].want)
            fail_msg("%s: %zu letters", CASES[i].notifier, now - before);
        before = now;
    }
    assert_int_equal(letters_at(f, T0), before); /* again: nothing new */
}

/* Beyond five all go into one. */
static void test_few_letters(void **state)
{
    struct fixture *f = *state;
    char source[16];

    for (int i = 0; i < DELIVER_LETTERS_MOST; i++) {
        snprintf(source, sizeof source, "s%d", i);
        queue(f, "source", "a", source);
    }
    assert_int_equal(letters_at(f, T0), DELIVER_LETTERS_MOST);
    for (int i = 0; i < 1000; i++) {
        snprintf(source, sizeof source, "s%d", i);
        queue(f, "source", "a", source);
    }
    assert_int_equal(letters_at(f, T0), DELIVER_LETTERS_MOST + 1);
}

static void test_digest(void **state)
{
    struct fixture *f = *state;
    int64_t due;

    assert_int_equal(deliver_due(f->ledger, &f->settings, &due, &f->err), 0);
    assert_true(due == INT64_MAX);
    queue(f, "digest", "a", "x");
    queue(f, "digest", "b", "y");
    assert_int_equal(letters_at(f, T0), 0);
    assert_int_equal(letters_at(f, T0 + 86399), 0);
    assert_int_equal(deliver_due(f->ledger, &f->settings, &due, &f->err), 0);
    assert_int_equal(due, T0 + 86400); /* Monday, 09:00 */
    assert_int_equal(letters_at(f, T0 + 86400), 1);
}

static void queue_kept(struct fixture *f, const char *notifier)
{
    const struct notice notice = {.notifier = notifier,
                                  .subject = "【注意】s",
                                  .body = "b\n",
                                  .severity = "warning",
                                  .state = "firing",
                                  .created = T0,
                                  .embargo = T0 + 3600};

    assert_int_equal(ledger_queue(f->ledger, &notice, &f->err), 0);
}

/* Inside people are told at once; a webhook, and everybody of the public edition, at the hour.
 */
static void test_embargo(void **state)
{
    struct fixture *f = *state;
    int64_t due;

    f->settings.site.audience = AUDIENCE_INTERNAL;
    f->notifiers[4].type = NOTIFY_MAIL;
    queue_kept(f, "all");
    assert_int_equal(letters_at(f, T0 + 3599), 0);
    assert_int_equal(deliver_due(f->ledger, &f->settings, &due, &f->err), 0);
    assert_int_equal(due, T0 + 3600);
    queue_kept(f, "none");
    assert_int_equal(letters_at(f, T0), 1);
    assert_int_equal(letters_at(f, T0 + 3600), 2);
    f->settings.site.audience = AUDIENCE_PUBLIC;
    queue_kept(f, "none");
    assert_int_equal(letters_at(f, T0 + 3599), 2);
    assert_int_equal(letters_at(f, T0 + 3600), 3);
}

/* Posted inside, and not sent before the edition became the public one. */
static void test_embargo_of_letters(void **state)
{
    struct fixture *f = *state;
    size_t delivered, waiting, count;
    struct letter *letters;

    f->notifiers[4].type = NOTIFY_MAIL;
    f->settings.site.audience = AUDIENCE_INTERNAL;
    queue_kept(f, "none");
    assert_int_equal(letters_at(f, T0), 1);
    f->settings.site.audience = AUDIENCE_PUBLIC;
    assert_int_equal(deliver_run(f->ledger, &f->settings, T0, &delivered, &waiting, &f->err),
                     0);
    assert_int_equal(delivered, 0);
    assert_int_equal(waiting, 1);
    assert_int_equal(ledger_letters_open(f->ledger, f->arena, &letters, &count, &f->err), 0);
    assert_int_equal(letters[0].attempts, 0);
    assert_int_equal(letters[0].due, T0 + 3600);
    assert_int_equal(letters[0].embargo, T0 + 3600);
}

static void test_backoff(void **state)
{
    static const struct {
        int attempts;
        int64_t middle;
    } CASES[] = {{1, 60}, {2, 120}, {5, 960}, {9, 15360}, {10, 21600}, {1000, 21600}};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int64_t least = INT64_MAX, most = 0;

        for (unsigned key = 0; key < 500; key++) {
            char text[16];

            snprintf(text, sizeof text, "%04x", key * 131);
            int64_t wait = deliver_backoff(CASES[i].attempts, text);
            assert_int_equal(wait, deliver_backoff(CASES[i].attempts, text));
            least = wait < least ? wait : least;
            most = wait > most ? wait : most;
        }
        assert_true(least >= CASES[i].middle * 3 / 4 && least < CASES[i].middle * 4 / 5);
        assert_true(most <= CASES[i].middle * 5 / 4 && most > CASES[i].middle * 6 / 5);
    }
}

/* By severity and policy; what none takes goes to the log. */
static void test_routes(void **state)
{
    struct fixture *f = *state;
    struct policy other = {.id = "other"};
    struct policy *ours[] = {&f->policy};
    struct policy *others[] = {&other};
    struct notifier office = {.id = "office", .severity = SEVERITY_WARNING};
    struct notifier *circle[] = {&office};
    const struct telling telling = {f->ledger, &f->settings, T0};
    struct telling_circle whom = {circle, 1, SEVERITY_INFO, &f->indicators[0]};
    struct notice notice = {.subject = "s"};
    struct notice_list list;

    assert_false(telling_takes(&office, SEVERITY_INFO, NULL, &f->settings));
    assert_true(telling_takes(&office, SEVERITY_WARNING, &f->indicators[0], &f->settings));
    office.policies = others;
    office.policy_count = 1;
    assert_false(telling_takes(&office, SEVERITY_CRITICAL, &f->indicators[0], &f->settings));
    assert_true(telling_takes(&office, SEVERITY_CRITICAL, NULL, &f->settings));
    office.policies = ours;
    assert_true(telling_takes(&office, SEVERITY_CRITICAL, &f->indicators[0], &f->settings));
    assert_false(telling_takes(&office, SEVERITY_CRITICAL, &f->indicators[1], &f->settings));

    assert_int_equal(telling_say(&telling, &whom, &notice, &f->err), 0);
    whom.severity = SEVERITY_CRITICAL;
    assert_int_equal(telling_say(&telling, &whom, &notice, &f->err), 0);
    assert_int_equal(ledger_unposted(f->ledger, f->arena, &list, &f->err), 0);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].notifier, "");
    assert_string_equal(list.items[1].notifier, "office");
}

static int use_tokyo(void **state)
{
    struct err err = {0};

    (void)state;
    return instant_set_zone("Asia/Tokyo", &err);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_groups),  CASE(test_few_letters),        CASE(test_digest),
        CASE(test_embargo), CASE(test_embargo_of_letters), CASE(test_backoff),
        CASE(test_routes),
    };

    return cmocka_run_group_tests_name("deliver", tests, use_tokyo, NULL);
}
