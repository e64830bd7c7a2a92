/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of daemon/fingerprint: which words of a configuration call for reading a document
 * again, which for drawing a chart again. All names and figures are test data.
 */
#include "daemon/fingerprint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/unit/scratch.h"

static const char BASE[] = "[site]\n"
                           "title = Site\n"
                           "language = ja\n"
                           "audience = internal\n"
                           "[source s]\n"
                           "title = Source\n"
                           "url = https://example.jp/s.csv\n"
                           "format = auto\n"
                           "encoding = auto\n"
                           "every = 1d\n"
                           "citation = Office\n"
                           "grade = official\n"
                           "[source t]\n"
                           "url = https://example.jp/t.csv\n"
                           "[indicator i]\n"
                           "title = I\n"
                           "definition = What is counted\n"
                           "decimals = 1\n"
                           "frequency = monthly\n"
                           "better = higher\n"
                           "public = yes\n"
                           "source = s\n"
                           "table = T\n"
                           "value = V\n"
                           "period = P\n"
                           "where = H=C\n"
                           "scale = 1\n"
                           "minimum = -100\n"
                           "maximum = 100\n"
                           "baseline = 2023-04 5\n"
                           "target = 2027-03 9\n"
                           "rebase = 2020-04 Break\n"
                           "event = 2019-10 Event\n"
                           "unit = 人\n"
                           "compare = j\n"
                           "[indicator j]\n"
                           "unit = 人\n"
                           "title = J\n"
                           "frequency = monthly\n"
                           "better = higher\n"
                           "[policy p]\n"
                           "title = Policy\n"
                           "[program g]\n"
                           "title = Program\n"
                           "policy = p\n"
                           "budget.2024 = 100\n"
                           "moves = i\n"
                           "why = Because\n"
                           "start = 2021-02\n"
                           "lag = 6m\n"
                           "owner = Section\n"
                           "[program h]\n"
                           "title = Other program\n"
                           "policy = p\n"
                           "budget.2024 = 100\n"
                           "moves = j\n";

struct prints {
    char source[SHA256_TEXT_SIZE]; /* of s */
    char other[SHA256_TEXT_SIZE];  /* of t */
    char chart[SHA256_TEXT_SIZE];  /* of i */
    char site[SHA256_TEXT_SIZE];
};

/* BASE with the first `from` replaced. */
static struct prints take(const char *folder, const char *from, const char *to)
{
    const char *at = strstr(BASE, from);
    char path[SCRATCH_PATH], text[sizeof BASE + 200];
    struct settings *settings;
    struct faults faults = {0};
    struct err err = {0};
    struct prints prints;
    assert_non_null(at);
    int length =
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - BASE), BASE, to, at + strlen(from));
    assert_in_range(length, 1, sizeof text - 1);
    scratch_path(path, folder, "shihyo.ini");
    assert_true(scratch_write(path, text, (size_t)length));
    if (settings_load(path, NULL, &settings, &faults, &err))
        fail_msg("%s -> %s: %s", from, to, err.text);
    fingerprint_source(settings, settings_source(settings, "s"), 0, prints.source);
    fingerprint_source(settings, settings_source(settings, "t"), 0, prints.other);
    struct fingerprint_chart chart = {
        settings, settings_indicator(settings, "i"), "1", "2", 2024, 0, "3", "4", ""};
    fingerprint_chart(&chart, prints.chart);
    fingerprint_page(settings, "home", "1", prints.site);
    settings_free(settings);
    fault_free(&faults);
    return prints;
}

enum { NOTHING = 0, SOURCE = 1, CHART = 2, BOTH = 3 };

static void test_what_depends_on_what(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        int changes;
    } CASES[] = {
        {"title = Site", "title = Other", NOTHING},
        {"language = ja", "language = en", CHART},
        {"audience = internal", "audience = public", CHART},
        {"title = Source", "title = Other", CHART},
        {"s.csv", "s2.csv", SOURCE},
        {"s.csv", "s.csv https://example.jp/s3.csv", 0}, /* each has its own */
        {"format = auto", "format = csv", SOURCE},
        {"encoding = auto", "encoding = CP932", SOURCE},
        {"every = 1d", "every = 2d", NOTHING},
        {"citation = Office", "citation = Other", CHART},
        {"grade = official", "grade = secondary",
         CHART}, /* the caption says "for reference" */
        {"title = I", "title = I2", CHART},
        {"title = I\n", "title = I\ntitle.en = I2\n", CHART},
        {"definition = What", "definition = How", CHART},
        {"unit = 人\ncompare = j\n[indicator j]\nunit = 人\n",
         "unit = 千人\ncompare = j\n[indicator j]\nunit = 千人\n", BOTH},
        {"unit = 人\n", "unit = 人\nunit.en = persons\n", CHART},
        {"decimals = 1", "decimals = 2", CHART},
        {"better = higher", "better = lower", CHART},
        {"better = higher\n", "better = higher\nbasis = year-on-year\n", CHART},
        {"better = higher\n", "better = higher\nlimits = none\n", CHART},
        {"better = higher\n", "better = higher\nchart = line\n", CHART},
        {"better = higher\n", "better = higher\nrespondents = j\n", CHART},
        {"better = higher\n", "better = higher\noutlook = j\n", CHART},
        {"better = higher\n", "better = higher\nahead = 3\n", NOTHING}, /* of what? */
        {"public = yes", "public = no", NOTHING},                       /* whether, not what */
        {"source = s\n", "source = s t\n", BOTH},
        {"table = T", "table = T2", SOURCE},
        {"value = V", "value = V2", SOURCE},
        {"period = P", "period = auto", SOURCE},
        {"where = H=C", "where = H=C2", SOURCE},
        {"where = H=C\n", "", SOURCE},
        {"scale = 1", "scale = 1000", SOURCE},
        {"minimum = -100", "minimum = -99", BOTH},
        {"maximum = 100\n", "", BOTH},
        {"baseline = 2023-04 5", "baseline = 2023-04 6", CHART},
        {"baseline = 2023-04", "baseline = 2023-05", CHART},
        {"target = 2027-03 9", "target = 9", CHART},
        {"2020-04 Break", "2020-05 Break", CHART},
        {"2020-04 Break", "2020-04 Other", CHART},
        {"event = 2019-10 Event\n", "", CHART},
        {"compare = j\n", "", CHART},
        {"title = J", "title = J2", CHART},
        {"title = Policy", "title = Other", NOTHING},
        {"title = Program", "title = Other", CHART},
        {"budget.2024 = 100", "budget.2024 = 101", CHART},
        {"budget.2024 = 100", "budget.2025 = 100", CHART},
        {"budget.2024 = 100", "budget.2024 = 100\nsettled.2024 = 90", CHART},
        {"budget.2024 = 100", "budget.2024 = 100\nnew = yes", CHART},
        {"budget.2024 = 100", "budget.2024 = 100\npledge = yes", CHART},
        {"budget.2024 = 100", "budget.2024 = 100\nkind = loan", CHART},
        {"moves = i\n", "", CHART},
        {"moves = i\n", "moves = i j\n", NOTHING},
        {"start = 2021-02", "start = 2021-03", CHART},
        {"start = 2021-02\n", "start = 2021-02\nend = 2023-03\n", CHART},
        {"title = Other program", "title = Another", NOTHING},
    };
    struct prints base = take(*state, "[site]", "[site]");
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct prints got = take(*state, CASES[i].from, CASES[i].to);
        int changes = (str_equal(got.source, base.source) ? NOTHING : SOURCE) |
                      (str_equal(got.chart, base.chart) ? NOTHING : CHART);
        if (changes != CASES[i].changes)
            fail_msg("\"%s\" -> \"%s\": changes %d, expected %d", CASES[i].from, CASES[i].to,
                     changes, CASES[i].changes);
        /* the page shows some of all that is written */
        assert_string_not_equal(got.site, base.site);
        if (!str_equal(CASES[i].to, "source = s t\n"))
            assert_string_equal(got.other, base.other);
    }
}

static void test_fields_do_not_run_together(void **state)
{
    struct prints one = take(*state, "table = T\nvalue = V\n", "table = TV\nvalue = V\n");
    struct prints two = take(*state, "table = T\nvalue = V\n", "table = T\nvalue = VV\n");
    assert_string_not_equal(one.source, two.source);
}

static void test_revisions_and_the_year_count(void **state)
{
    static const struct {
        const char *revision;
        const char *compared;
        int year;
        const char *answered;
        const char *said;
    } CASES[] = {{"1", "2", 0, "", ""},  {"2", "1", 0, "", ""},   {"1", "", 0, "", ""},
                 {"", "12", 0, "", ""},  {"12", "", 0, "", ""},   {"12", "", 2025, "", ""},
                 {"12", "", 0, "1", ""}, {"12", "", 0, "", " 1"}, {"12", "", 0, "", " 2"}};
    enum { COUNT = sizeof CASES / sizeof CASES[0] };
    char prints[COUNT][SHA256_TEXT_SIZE];
    struct settings settings = {0};
    struct indicator indicator = {.id = "i", .title = {"I", NULL}, .unit_label = {"人", NULL}};
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct fingerprint_chart chart = {.settings = &settings,
                                          .indicator = &indicator,
                                          .revision = CASES[i].revision,
                                          .compared = CASES[i].compared,
                                          .year = CASES[i].year,
                                          .answered = CASES[i].answered,
                                          .said = CASES[i].said};
        fingerprint_chart(&chart, prints[i]);
        assert_int_equal(strlen(prints[i]), 64);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(prints[i], prints[k]);
    }
}

static void test_a_comment_is_no_word(void **state)
{
    struct prints one = take(*state, "[site]", "; a note\n[site]");
    struct prints two = take(*state, "[site]", "[site]");
    assert_string_equal(one.site, two.site);
}

static void test_what_a_page_is_made_from(void **state)
{
    struct settings one = {.fingerprint = "1"};
    struct settings two = {.fingerprint = "2"};
    char prints[4][SHA256_TEXT_SIZE];
    (void)state;
    fingerprint_page(&one, "home", "a", prints[0]);
    fingerprint_page(&two, "home", "a", prints[1]);
    fingerprint_page(&one, "list", "a", prints[2]);
    fingerprint_page(&one, "home", "b", prints[3]);
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(prints[i], prints[k]);
    }
}

static void test_what_a_graph_is_drawn_from(void **state)
{
    struct settings settings = {0};
    struct graph graph = {.title = {"図", "Graph"}, .rrdgraph = "DEF", .span_days = 5};
    char prints[6][SHA256_TEXT_SIZE];
    (void)state;
    fingerprint_graph(&settings, &graph, "di 1;", 100, prints[0]);
    fingerprint_graph(&settings, &graph, "di 2;", 100, prints[1]);
    fingerprint_graph(&settings, &graph, "di 1;", 101, prints[2]);
    settings.site.language = LANGUAGE_EN;
    fingerprint_graph(&settings, &graph, "di 1;", 100, prints[3]);
    graph.title.en = "Other";
    fingerprint_graph(&settings, &graph, "di 1;", 100, prints[4]);
    graph.span_days = 6;
    fingerprint_graph(&settings, &graph, "di 1;", 100, prints[5]);
    for (size_t i = 0; i < 6; i++) {
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(prints[i], prints[k]);
    }
}

static int set_up(void **state)
{
    static char folder[SCRATCH_PATH];
    *state = folder;
    return scratch_make(folder);
}

static int tear_down(void **state)
{
    scratch_remove(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_depends_on_what),
        cmocka_unit_test(test_fields_do_not_run_together),
        cmocka_unit_test(test_revisions_and_the_year_count),
        cmocka_unit_test(test_a_comment_is_no_word),
        cmocka_unit_test(test_what_a_page_is_made_from),
        cmocka_unit_test(test_what_a_graph_is_drawn_from),
    };
    return cmocka_run_group_tests_name("fingerprint", tests, set_up, tear_down);
}
