/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/gates_lost, through gates. All figures are test data. */
#include "collector/gates_lost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"

enum { FIRST = 2000, MOST = 40 };

#define YEARS(n, a, b)                                                                        \
    {                                                                                         \
        .periods = n, .first = {FREQUENCY_FISCAL_YEAR, a}, .last = {                          \
            FREQUENCY_FISCAL_YEAR,                                                            \
            b                                                                                 \
        }                                                                                     \
    }

/* Fills observations from "1 2 - _": one per year from FY2000 on, "-" = missing, "_" = none.
 */
static size_t read_values(const char *text, struct observation out[MOST])
{
    char copy[400];
    char *cursor = copy;
    size_t count = 0;
    struct err err = {0};
    int32_t year = FIRST;

    assert_true(str_copy(copy, sizeof copy, text));
    for (const char *word = str_word(&cursor); word; word = str_word(&cursor), year++) {
        if (str_equal(word, "_"))
            continue;
        out[count] = (struct observation){.period = {FREQUENCY_FISCAL_YEAR, year}};
        if (str_equal(word, "-"))
            out[count].status = OBSERVATION_MISSING;
        else
            assert_int_equal(decimal_parse(word, &out[count].value, &err), 0);
        count++;
    }
    return count;
}

/* What the document has no
 * more, in the midst of what it has. */
static void test_lost(void **state)
{
    static const struct {
        const char *name;
        const char *known;
        const char *other; /* a letter per known: . of this source, x of another */
        const char *said;
        const char *lost; /* years, separated by spaces; "w" = held as a whole */
        struct held_reach before;
    } CASES[] = {
        {"one and nothing new", "1 2 3 4", "....", "1 _ 3 4", "2001 ", YEARS(4, 2000, 2003)},
        {"one and something new", "1 2 3 4", "....", "1 _ 3 4 5", "2001 ",
         YEARS(4, 2000, 2003)},
        {"nothing", "1 2 3 4", "....", "1 2 3 4 5", "", YEARS(4, 2000, 2003)},
        {"first documents", "1 2 3 4", "....", "1 _ 3 4", "", YEARS(0, 0, 0)},
        {"what another said", "1 2 3 4", ".x..", "1 _ 3 4 5", "", YEARS(4, 2000, 2003)},
        {"a late one is not lost", "1 2 _ 4", "...", "1 2 _ 4 5", "", YEARS(3, 2000, 2003)},
        {"beside a late one", "1 2 3 4 5 6 _ 8", ".......", "1 2 _ 4 5 6 _ 8 9", "2002 ",
         YEARS(7, 2000, 2007)},
        {"a sparse table never had it", "1 2 3 4 5", ".....", "1 _ _ _ 5 6", "",
         YEARS(2, 2000, 2004)},
        {"a window that moved on", "1 2 3 4", "....", "_ 2 _ 4 5", "2002 ",
         YEARS(4, 2000, 2003)},
        {"this month and the same a year ago", "1 _ _ _ _ _ _ _ _ _ _ _ 2", "..",
         "_ 1 _ _ _ _ _ _ _ _ _ _ _ 3", "", YEARS(2, 2000, 2012)},
        {"and those around them", "1 2 _ _ _ _ _ _ _ _ _ _ 3 4", "....",
         "_ 2 5 _ _ _ _ _ _ _ _ _ _ 4 6", "", YEARS(4, 2000, 2013)},
        {"a first year and the newest", "1 2", "..", "1 _ 3", "", YEARS(2, 2000, 2001)},
        {"many, and as many new ones", "1 2 3 4 5 6", "......", "1 _ _ _ 5 6 7 8 9", "w",
         YEARS(6, 2000, 2005)},
        {"said to be missing", "1 2 3 4", "....", "1 - 3 4 5", "", YEARS(4, 2000, 2003)},
        {"many blanks", "1 2 3 4 5 6", "......", "- - - - - 6", "w", YEARS(6, 2000, 2005)},
        {"some blanks", "1 2 3 4", "....", "1 - - 4 5", "w", YEARS(4, 2000, 2003)},
        {"blanks before anything is known of its reach", "1 2 3 4", "....", "1 - - 4 5", "",
         YEARS(0, 0, 0)},
        {"blanks that were so", "1 - - 4", "....", "1 - - 4 5", "", YEARS(4, 2000, 2003)},
        {"the newest taken back", "1 2 3", "...", "1 2 -", "", YEARS(3, 2000, 2002)},
        {"rows for years to come", "1 2 3 4 5 6", "......", "1 2 3 4 5 6 7", "",
         YEARS(6, 2000, 2005)},
        {"taken back already", "1 - 3 4", "....", "1 _ 3 4 5", "", YEARS(4, 2000, 2003)},
        {"and another since", "1 - 3 4 5", ".....", "1 _ _ 4 5 6", "2002 ",
         YEARS(4, 2000, 2004)},
        {"many", "1 2 3 4", "....", "1 _ _ 4", "w", YEARS(4, 2000, 2003)},
        {"the newest too", "1 2 3 4", "....", "1 _ 3", "w", YEARS(4, 2000, 2003)},
    };
    struct arena *arena = arena_new();
    struct indicator indicator = {.frequency = FREQUENCY_FISCAL_YEAR};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct observation stands[MOST], said[MOST];
        struct series known = {.observations = stands};
        struct pick pick = {.observations = said};
        bool news[MOST] = {false};
        struct gates_findings found;
        char lost[100] = "";

        known.count = read_values(CASES[i].known, stands);
        pick.count = read_values(CASES[i].said, said);
        for (size_t k = 0; k < known.count; k++)
            stands[k].source = CASES[i].other[k] == 'x' ? "x" : "a";
        for (size_t k = 0; k < pick.count; k++) {
            const struct observation *stood = series_find(&known, said[k].period);
            news[k] =
                said[k].status == OBSERVATION_MISSING && stood && series_has_value(stood);
        }
        gates_judge(&(struct gates_case){&indicator, &pick, news, &known, CASES[i].before,
                                         LANGUAGE_EN, "a"},
                    arena, &found);
        for (size_t k = 0; k < found.lost_count; k++)
            snprintf(lost + strlen(lost), sizeof lost - strlen(lost), "%d ",
                     (int)found.lost[k].n);
        if (found.rows.held)
            strcat(lost, "w");
        if (!str_equal(lost, CASES[i].lost))
            fail_msg("%s: expected \"%s\", found \"%s\"", CASES[i].name, CASES[i].lost, lost);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lost)};
    return cmocka_run_group_tests_name("gates_lost", tests, NULL, NULL);
}
