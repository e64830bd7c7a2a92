/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/edition. All names and figures are test data. */
#include "config/edition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { GIVEN = 5 };

/* A figure of each kind; those of `gone` come from a source that is configured no more. */
static const char *const SOURCES[GIVEN] = {"city", "press", NULL, "gone", "mirror"};

static size_t filter(enum audience audience, struct observation *kept)
{
    struct source sources[] = {{.id = "city", .grade = GRADE_OFFICIAL},
                               {.id = "press", .grade = GRADE_PRESS},
                               {.id = "mirror", .grade = GRADE_SECONDARY}};
    struct settings settings = {
        .site.audience = audience, .sources = sources, .source_count = 3};
    struct series series = {.observations = kept, .count = GIVEN};
    for (size_t i = 0; i < GIVEN; i++)
        kept[i] = (struct observation){.source = SOURCES[i], .value = {(int64_t)i, 0}};
    edition_filter(&settings, &series);
    return series.count;
}

static void test_figures(void **state)
{
    struct observation kept[GIVEN];
    (void)state;
    assert_int_equal(filter(AUDIENCE_INTERNAL, kept), GIVEN);
    assert_int_equal(filter(AUDIENCE_PUBLIC, kept), 2);
    assert_int_equal(kept[0].value.units, 0); /* the city's */
    assert_int_equal(kept[1].value.units, 2); /* entered by hand */
}

static void test_indicators_and_sources(void **state)
{
    struct settings settings = {0};
    struct indicator open = {.is_public = true};
    struct indicator closed = {.is_public = false};
    struct source city = {.grade = GRADE_OFFICIAL};
    struct source press = {.grade = GRADE_PRESS};
    (void)state;
    assert_true(edition_is_internal(&settings));
    assert_true(edition_shows(&settings, &closed) && edition_shows_source(&settings, &press));
    settings.site.audience = AUDIENCE_PUBLIC;
    assert_false(edition_is_internal(&settings));
    assert_true(edition_shows(&settings, &open) && edition_shows_source(&settings, &city));
    assert_false(edition_shows(&settings, &closed) || edition_shows_source(&settings, &press));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_indicators_and_sources),
    };
    return cmocka_run_group_tests_name("edition", tests, NULL, NULL);
}
