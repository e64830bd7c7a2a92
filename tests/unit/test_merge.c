/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what ledger_merge lets stand: statements of sources, of their addresses and of
 * persons, one after the other and in every order. All figures are test data. */
#include "core/series.h"
#include "ledger/ledger.h"
#include "ledger/meaning.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FINAL OBSERVATION_FINAL
#define EARLY OBSERVATION_PRELIMINARY
#define ROUND OBSERVATION_ESTIMATE
#define NONE OBSERVATION_MISSING
#define APRIL 24291 /* months since year 0 */
#define STEPS 10
#define NOT_DATED (-1)

enum { ADDED, REVISED, SAME, CONFIRMED, KEPT };

/* source NULL = by hand, with `address` as its note */
struct statement {
    const char *source;
    const char *address;
    int rank;
    const char *value;
    enum observation_status status;
    int published;
};

struct fixture {
    struct ledger *ledger;
    struct arena *arena;
    struct err err;
    int64_t now;
};

static int set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.arena = arena_new(), .now = 1000};
    *state = &f;
    return ledger_open_empty("", &f.ledger, &f.err);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    ledger_close(f->ledger);
    arena_free(f->arena);
    return 0;
}

static struct ledger_counts say_at(struct fixture *f, int32_t n, const struct statement *said)
{
    struct observation observation = {
        .period = {FREQUENCY_MONTHLY, n},
        .status = said->status,
        .dated = said->published != NOT_DATED,
        .published = said->published,
        .note = said->source ? NULL : said->address,
    };
    const struct ledger_origin origin = {
        .source = said->source,
        .address = said->source ? said->address : NULL,
        .rank = said->rank,
        .who = said->source ? NULL : "tester",
    };
    struct ledger_counts counts = {0};
    assert_int_equal(decimal_parse(said->value, &observation.value, &f->err), 0);
    if (ledger_merge(f->ledger, "di", &observation, 1, &origin, f->now++, &counts, &f->err))
        fail_msg("%s", f->err.text);
    return counts;
}

static int outcome_of(struct ledger_counts counts)
{
    assert_int_equal(counts.added + counts.revised + counts.same + counts.kept, 1);
    return counts.added       ? ADDED
           : counts.revised   ? REVISED
           : counts.confirmed ? CONFIRMED
           : counts.same      ? SAME
                              : KEPT;
}

static struct observation stands_at(struct fixture *f, int32_t n)
{
    struct series series;
    assert_int_equal(
        ledger_series(f->ledger, "di", FREQUENCY_MONTHLY, NULL, f->arena, &series, &f->err),
        0);
    const struct observation *found =
        series_find(&series, (struct period){FREQUENCY_MONTHLY, n});
    assert_non_null(found);
    return *found;
}

/* --- one after the other --- */

struct step {
    struct statement said;
    int outcome;
    const char *stands; /* the value then */
    const char *whose;  /* and its source; NULL = by hand */
};

static const struct {
    const char *name;
    struct step steps[STEPS];
} STORIES[] = {
    {"the office says what the press said first",
     {{{"press", "", 1, "300", FINAL, -1}, ADDED, "300", "press"},
      {{"office", "", 0, "300", FINAL, -1}, CONFIRMED, "300", "office"},
      {{"press", "", 1, "305", FINAL, -1}, KEPT, "300", "office"},
      {{"office", "", 0, "300", FINAL, -1}, SAME, "300", "office"},
      {{"press", "", 1, "300", FINAL, -1}, SAME, "300", "office"},
      {{"office", "", 0, "301", FINAL, -1}, REVISED, "301", "office"}}},
    {"the press repeats the office",
     {{{"office", "", 0, "300", FINAL, -1}, ADDED, "300", "office"},
      {{"press", "", 1, "300", FINAL, -1}, SAME, "300", "office"},
      {{"press", "", 1, "305", FINAL, -1}, KEPT, "300", "office"}}},
    {"an unmarked figure of the press, and an early one of the office",
     {{{"press", "", 1, "400", FINAL, -1}, ADDED, "400", "press"},
      {{"office", "", 0, "390", EARLY, -1}, REVISED, "390", "office"},
      {{"press", "", 1, "400", FINAL, -1}, KEPT, "390", "office"},
      {{"office", "", 0, "395", FINAL, -1}, REVISED, "395", "office"}}},
    {"two pages that differ, read again and again",
     {{{"s", "2024", 0, "5", FINAL, -1}, ADDED, "5", "s"},
      {{"s", "2025", 0, "6", FINAL, -1}, REVISED, "6", "s"},
      {{"s", "2024", 0, "5", FINAL, -1}, KEPT, "6", "s"},
      {{"s", "2025", 0, "6", FINAL, -1}, SAME, "6", "s"},
      {{"s", "2024", 0, "5", FINAL, -1}, KEPT, "6", "s"},
      {{"s", "2024", 0, "7", FINAL, -1}, REVISED, "7", "s"},
      {{"s", "2025", 0, "6", FINAL, -1}, KEPT, "7", "s"}}},
    {"two pages that say the same until one changes",
     {{{"s", "2024", 0, "5", FINAL, -1}, ADDED, "5", "s"},
      {{"s", "2025", 0, "5", FINAL, -1}, SAME, "5", "s"},
      {{"s", "2025", 0, "6", FINAL, -1}, REVISED, "6", "s"},
      {{"s", "2024", 0, "5", FINAL, -1}, KEPT, "6", "s"},
      {{"s", "2025", 0, "5", FINAL, -1}, REVISED, "5", "s"}}},
    {"a correction that the source confirms and takes back",
     {{{"s", "", 0, "200", FINAL, -1}, ADDED, "200", "s"},
      {{NULL, "phoned", 0, "201", FINAL, -1}, REVISED, "201", NULL},
      {{"s", "", 0, "200", FINAL, -1}, KEPT, "201", NULL},
      {{"s", "", 0, "201", FINAL, -1}, CONFIRMED, "201", NULL},
      {{"s", "", 0, "201", FINAL, -1}, SAME, "201", NULL},
      {{"s", "", 0, "200", FINAL, -1}, REVISED, "200", "s"}}},
    {"an older figure by hand",
     {{{"s", "", 0, "11", FINAL, 20}, ADDED, "11", "s"},
      {{NULL, "the June paper", 0, "9", FINAL, 10}, KEPT, "11", "s"},
      {{NULL, "the June paper", 0, "9", FINAL, 10}, KEPT, "11", "s"},
      {{"s", "", 0, "11", FINAL, 30}, SAME, "11", "s"},
      {{NULL, "of July", 0, "12", FINAL, 25}, KEPT, "11", "s"},
      {{NULL, "of August", 0, "12", FINAL, 31}, REVISED, "12", NULL}}},
    {"a note and a day for what is known",
     {{{NULL, "", 0, "5", FINAL, -1}, ADDED, "5", NULL},
      {{NULL, "", 0, "5", FINAL, -1}, SAME, "5", NULL},
      {{NULL, "five schools", 0, "5", FINAL, -1}, CONFIRMED, "5", NULL},
      {{NULL, "five schools", 0, "5", FINAL, -1}, SAME, "5", NULL},
      {{NULL, "five schools", 0, "5", FINAL, 30}, CONFIRMED, "5", NULL},
      {{NULL, "", 0, "5", FINAL, 30}, SAME, "5", NULL},
      {{NULL, "", 0, "5", FINAL, -1}, SAME, "5", NULL}}},
};

static void test_stories(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof STORIES / sizeof STORIES[0]; i++) {
        for (size_t k = 0; k < STEPS && STORIES[i].steps[k].stands; k++) {
            const struct step *step = &STORIES[i].steps[k];
            int32_t n = APRIL + (int32_t)i;
            char value[DECIMAL_TEXT_SIZE];
            int outcome = outcome_of(say_at(f, n, &step->said));
            struct observation stands = stands_at(f, n);
            decimal_print(stands.value, value);
            const char *whose = stands.source ? stands.source : "by hand";
            if (outcome != step->outcome || strcmp(value, step->stands) != 0 ||
                strcmp(whose, step->whose ? step->whose : "by hand") != 0)
                fail_msg("%s, step %zu: outcome %d, %s of %s stands", STORIES[i].name, k + 1,
                         outcome, value, whose);
        }
    }
}

/* What a person takes back does not come again with every document that repeats it. */
static void test_withdrawals_are_counted(void **state)
{
    struct fixture *f = *state;
    say_at(f, APRIL, &(struct statement){"s", "", 0, "5", FINAL, -1});
    struct ledger_counts counts =
        say_at(f, APRIL, &(struct statement){"s", "", 0, "0", NONE, -1});
    assert_int_equal(counts.revised, 1);
    assert_int_equal(counts.withdrawn, 1);
    counts = say_at(f, APRIL, &(struct statement){"s", "", 0, "6", FINAL, -1});
    assert_int_equal(counts.withdrawn, 0);
}

/* What was said is read in the unit of today, as what stands is. */
static void test_what_was_said_is_converted(void **state)
{
    struct fixture *f = *state;
    const struct decimal factor = {1, 3}; /* 0.001 */
    const struct meaning_change change = {
        .id = "di", .at = 5000, .who = "tester", .factor = &factor, .note = "thousands"};
    say_at(f, APRIL, &(struct statement){"s", "2024", 0, "5000", FINAL, -1});
    say_at(f, APRIL, &(struct statement){"s", "2025", 0, "6000", FINAL, -1});
    assert_int_equal(meaning_record(f->ledger, &change, &f->err), 0);
    assert_int_equal(
        outcome_of(say_at(f, APRIL, &(struct statement){"s", "2024", 0, "5", FINAL, -1})),
        KEPT);
    assert_int_equal(stands_at(f, APRIL).value.units, 6);
}

/* --- in every order --- */

/* The next permutation in lexical order; false after the last. */
static bool permute(int *order, int count)
{
    int i = count - 2;
    while (i >= 0 && order[i] > order[i + 1])
        i--;
    if (i < 0)
        return false;
    int k = count - 1;
    while (order[k] < order[i])
        k--;
    int kept = order[i];
    order[i] = order[k];
    order[k] = kept;
    for (int a = i + 1, b = count - 1; a < b; a++, b--) {
        kept = order[a];
        order[a] = order[b];
        order[b] = kept;
    }
    return true;
}

#define SAID 6

static const struct {
    const char *name;
    struct statement said[SAID];
    const char *stands;
    const char *whose;
} SETS[] = {
    {"one source, one status, one said again",
     {{"s", "", 0, "1", FINAL, 10},
      {"s", "", 0, "2", FINAL, 20},
      {"s", "", 0, "1", FINAL, 30},
      {"s", "", 0, "3", FINAL, 25}},
     "1",
     "s"},
    {"early, rounded and final",
     {{"s", "", 0, "10", EARLY, 30},
      {"s", "", 0, "11", FINAL, 10},
      {"s", "", 0, "12", FINAL, 20},
      {"s", "", 0, "20", ROUND, 40},
      {"s", "", 0, "13", EARLY, 50}},
     "12",
     "s"},
    {"two addresses",
     {{"s", "2024", 0, "5", FINAL, 10},
      {"s", "2025", 0, "6", FINAL, 20},
      {"s", "2024", 0, "5", FINAL, 15},
      {"s", "2025", 0, "8", FINAL, 30},
      {"s", "2024", 0, "7", FINAL, 25}},
     "8",
     "s"},
    {"the press, of whatever day and mark",
     {{"press", "", 1, "300", FINAL, 40},
      {"office", "", 0, "290", EARLY, 10},
      {"office", "", 0, "300", FINAL, 20},
      {"press", "", 1, "305", FINAL, 50},
      {"paper", "", 2, "300", FINAL, 60},
      {"office", "", 0, "299", EARLY, 30}},
     "300",
     "office"},
    {"a withdrawal",
     {{"s", "", 0, "1", FINAL, 10},
      {"s", "", 0, "0", NONE, 20},
      {"s", "", 0, "1", FINAL, 30},
      {"s", "", 0, "2", FINAL, 15}},
     "1",
     "s"},
    {"a withdrawal at last",
     {{"s", "", 0, "1", FINAL, 10},
      {"s", "", 0, "0", NONE, 40},
      {"s", "", 0, "3", FINAL, 30},
      {"s", "", 0, "2", FINAL, 15}},
     "0",
     "s"},
};

static void test_every_order_ends_alike(void **state)
{
    struct fixture *f = *state;
    int32_t n = APRIL;
    for (size_t i = 0; i < sizeof SETS / sizeof SETS[0]; i++) {
        int order[SAID] = {0, 1, 2, 3, 4, 5};
        int count = 0;
        while (count < SAID && SETS[i].said[count].source)
            count++;
        do {
            char value[DECIMAL_TEXT_SIZE];
            n++;
            for (int k = 0; k < count; k++)
                say_at(f, n, &SETS[i].said[order[k]]);
            struct observation stands = stands_at(f, n);
            decimal_print(stands.value, value);
            if (strcmp(value, SETS[i].stands) != 0 ||
                strcmp(stands.source, SETS[i].whose) != 0)
                fail_msg("%s: %s of %s stands after %d %d %d %d %d %d", SETS[i].name, value,
                         stands.source, order[0], order[1], order[2], order[3], order[4],
                         order[5]);
        } while (permute(order, count));
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_stories),
        CASE(test_withdrawals_are_counted),
        CASE(test_what_was_said_is_converted),
        CASE(test_every_order_ends_alike),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
