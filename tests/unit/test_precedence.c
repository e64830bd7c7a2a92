/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/precedence: every rule, and which of two rules comes first. All figures are
 * test data. */
#include "ledger/precedence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FINAL OBSERVATION_FINAL
#define EARLY OBSERVATION_PRELIMINARY
#define AGAIN OBSERVATION_REVISED
#define ROUND OBSERVATION_ESTIMATE
#define NO_FIGURE OBSERVATION_MISSING

enum { NOT_DATED = -1, TAKEN = -1 };

/* source NULL = by hand; published NOT_DATED = the document does not say */
struct figure {
    const char *source;
    int rank;
    const char *value;
    enum observation_status status;
    int published;
};

static struct observation observe(const struct figure *figure)
{
    struct observation out = {.source = figure->source,
                              .rank = figure->rank,
                              .status = figure->status,
                              .dated = figure->published != NOT_DATED,
                              .published = figure->published};
    struct err err = {0};
    assert_int_equal(decimal_parse(figure->value, &out.value, &err), 0);
    return out;
}

static const struct {
    const char *name;
    struct figure stands;
    struct figure said;
    int expected; /* a reason, or TAKEN */
} CASES[] = {
    {"later said, no days", {"a", 0, "1", FINAL, -1}, {"a", 0, "2", FINAL, -1}, TAKEN},
    {"final beats preliminary", {"a", 0, "1", EARLY, -1}, {"a", 0, "2", FINAL, -1}, TAKEN},
    {"never the other way",
     {"a", 0, "1", FINAL, -1},
     {"a", 0, "2", EARLY, -1},
     LEDGER_LESS_EXACT},
    {"not after a revision either",
     {"a", 0, "1", AGAIN, -1},
     {"a", 0, "2", EARLY, -1},
     LEDGER_LESS_EXACT},
    {"a revision of a final one", {"a", 0, "1", FINAL, -1}, {"a", 0, "2", AGAIN, -1}, TAKEN},
    {"a final one after a revision",
     {"a", 0, "1", AGAIN, -1},
     {"a", 0, "2", FINAL, -1},
     TAKEN},
    {"later preliminary", {"a", 0, "1", EARLY, 10}, {"a", 0, "2", EARLY, 20}, TAKEN},
    {"published earlier, fetched later",
     {"a", 0, "1", FINAL, 20},
     {"a", 0, "2", FINAL, 10},
     LEDGER_OLDER},
    {"of two revisions", {"a", 0, "1", AGAIN, 20}, {"a", 0, "2", FINAL, 10}, LEDGER_OLDER},
    {"of two preliminary", {"a", 0, "1", EARLY, 20}, {"a", 0, "2", EARLY, 10}, LEDGER_OLDER},
    {"on the same day the later one",
     {"a", 0, "1", FINAL, 20},
     {"a", 0, "2", FINAL, 20},
     TAKEN},
    {"one without a day", {"a", 0, "1", FINAL, 20}, {"a", 0, "2", FINAL, -1}, TAKEN},
    {"or the other", {"a", 0, "1", FINAL, -1}, {"a", 0, "2", FINAL, 10}, TAKEN},
    {"an old final one beats a new preliminary",
     {"a", 0, "1", EARLY, 20},
     {"a", 0, "2", FINAL, 10},
     TAKEN},
    {"a new preliminary no old final",
     {"a", 0, "1", FINAL, 10},
     {"a", 0, "2", EARLY, 20},
     LEDGER_LESS_EXACT},
    {"days of another publisher say nothing",
     {"b", 1, "1", FINAL, 20},
     {"a", 0, "2", FINAL, 10},
     TAKEN},
    {"trust comes before all",
     {"a", 0, "1", ROUND, 10},
     {"b", 1, "2", FINAL, 20},
     LEDGER_LESS_TRUSTED},
    {"a gap may be filled by anyone",
     {"a", 0, "0", NO_FIGURE, -1},
     {"b", 1, "2", FINAL, -1},
     TAKEN},
    {"a day that a person gave",
     {NULL, 0, "1", FINAL, 20},
     {"a", 0, "2", FINAL, 10},
     LEDGER_OLDER},
    {"a person puts an older one behind it",
     {"a", 0, "1", FINAL, 20},
     {NULL, 0, "2", FINAL, 10},
     LEDGER_OLDER},
    {"a person's final one before a preliminary",
     {"a", 0, "1", EARLY, 20},
     {NULL, 0, "2", FINAL, 10},
     TAKEN},
    {"an older one does not undo a withdrawal",
     {"a", 0, "0", NO_FIGURE, 20},
     {NULL, 0, "2", FINAL, 10},
     LEDGER_OLDER},
    {"a person without a day replaces newer ones",
     {"a", 0, "1", FINAL, 20},
     {NULL, 0, "2", FINAL, -1},
     TAKEN},
    {"trust comes before all, the other way",
     {"b", 1, "1", FINAL, 20},
     {"a", 0, "2", EARLY, 10},
     TAKEN},
    {"a source that is trusted less by now may still revise itself",
     {"a", 0, "1", FINAL, -1},
     {"a", 1, "2", FINAL, -1},
     TAKEN},
    {"and is older as ever when it is trusted more",
     {"a", 1, "1", FINAL, 20},
     {"a", 0, "2", FINAL, 10},
     LEDGER_OLDER},
    {"a person replaces all", {"a", 0, "1.5", FINAL, -1}, {NULL, 0, "2", ROUND, -1}, TAKEN},

    {"in thousands after exact",
     {"a", 0, "1378192", FINAL, -1},
     {"a", 0, "1370000", ROUND, -1},
     LEDGER_LESS_EXACT},
    {"also when published later",
     {"a", 0, "1378192", FINAL, 10},
     {"a", 0, "1370000", ROUND, 20},
     LEDGER_LESS_EXACT},
    {"nor after a preliminary one",
     {"a", 0, "1378192", EARLY, -1},
     {"a", 0, "1370000", ROUND, -1},
     LEDGER_LESS_EXACT},
    {"exact after it", {"a", 0, "1370000", ROUND, 20}, {"a", 0, "1378192", FINAL, 10}, TAKEN},
    {"later of two rounded",
     {"a", 0, "1370000", ROUND, -1},
     {"a", 0, "1380000", ROUND, -1},
     TAKEN},
    {"fewer places, the same figure",
     {"a", 0, "15.42", FINAL, -1},
     {"a", 0, "15.4", FINAL, -1},
     LEDGER_LESS_EXACT},
    {"below zero",
     {"a", 0, "-15.42", FINAL, -1},
     {"a", 0, "-15.4", FINAL, -1},
     LEDGER_LESS_EXACT},
    {"fewer places, another figure",
     {"a", 0, "15.42", FINAL, -1},
     {"a", 0, "15.5", FINAL, -1},
     TAKEN},
    {"rounded, but final", {"a", 0, "15.42", EARLY, -1}, {"a", 0, "15.4", FINAL, -1}, TAKEN},
    {"more places", {"a", 0, "15.4", FINAL, -1}, {"a", 0, "15.42", FINAL, -1}, TAKEN},

    {"taken back", {"a", 0, "1", FINAL, 10}, {"a", 0, "0", NO_FIGURE, 20}, TAKEN},
    {"taken back without a day",
     {"a", 0, "1", AGAIN, -1},
     {"a", 0, "0", NO_FIGURE, -1},
     TAKEN},
    {"not by another",
     {"a", 0, "1", FINAL, -1},
     {"b", 0, "0", NO_FIGURE, -1},
     LEDGER_NO_FIGURE},
    {"not what a person entered",
     {NULL, 0, "1", FINAL, -1},
     {"a", 0, "0", NO_FIGURE, -1},
     LEDGER_NO_FIGURE},
    {"not known yet, said before",
     {"a", 0, "1", EARLY, 20},
     {"a", 0, "0", NO_FIGURE, 10},
     LEDGER_OLDER},
    {"taken back since", {"a", 0, "0", NO_FIGURE, 20}, {"a", 0, "1", FINAL, 10}, LEDGER_OLDER},
    {"given again", {"a", 0, "0", NO_FIGURE, 20}, {"a", 0, "1", EARLY, 30}, TAKEN},
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct observation stands = observe(&CASES[i].stands);
        struct observation said = observe(&CASES[i].said);
        enum ledger_reason reason = LEDGER_NO_FIGURE;
        int places = precedence_places(&said, 1);
        bool refused = precedence_refuses(&stands, &said, places, &reason);
        int got = refused ? (int)reason : TAKEN;
        if (got != CASES[i].expected)
            fail_msg("%s: %d instead of %d", CASES[i].name, got, CASES[i].expected);
        /* what is told later of it */
        if (refused)
            assert_int_equal(ledger_why_aside(&stands, &said), reason);
    }
}

/* 15 among 14.2 and 13.9 is 15.0: a revision of 15.4, and not that figure rounded. */
static void test_places_of_the_document(void **state)
{
    (void)state;
    struct observation stands = observe(&(struct figure){"a", 0, "15.4", FINAL, -1});
    struct observation said[] = {
        observe(&(struct figure){"a", 0, "15", FINAL, -1}),
        observe(&(struct figure){"a", 0, "14.2", FINAL, -1}),
        observe(&(struct figure){"a", 0, "1.234", NO_FIGURE, -1}),
    };
    enum ledger_reason reason;
    assert_int_equal(precedence_places(said, 3), 1);
    assert_int_equal(precedence_places(said, 1), 0);
    assert_int_equal(precedence_places(NULL, 0), 0);
    assert_false(precedence_refuses(&stands, &said[0], precedence_places(said, 3), &reason));
    assert_true(precedence_refuses(&stands, &said[0], precedence_places(said, 1), &reason));
    assert_int_equal(reason, LEDGER_LESS_EXACT);
    /* whose document is not known any more */
    assert_int_equal(ledger_why_aside(&stands, &said[0]), LEDGER_LESS_EXACT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_places_of_the_document),
    };
    return cmocka_run_group_tests_name("precedence", tests, NULL, NULL);
}
