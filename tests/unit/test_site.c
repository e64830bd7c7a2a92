/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/site and graphs/site/page. All names and figures are test data. */
#include "graphs/site/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/unit/scratch.h"

enum { APRIL = 2023 * 12 + 3, MONTHS = 3 };

#define HOSTILE "<script>alert(\"x\")</script> & 'y'"
#define SAFE "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;"

struct fixture {
    char folder[SCRATCH_PATH];
    struct source sources[2]; /* an official one, one of the press */
    struct indicator indicators[3];
    struct indicator *moved[2];
    struct challenge challenge;
    struct policy policies[2];
    struct program_year years[2];
    struct program programs[2];
    struct graph graph;
    struct settings settings;
    struct observation observations[MONTHS];
    struct series series[3];
    struct site_indicator items[3];
    struct alert alerts[1];
    struct health health[2];
    struct site_input input;
    size_t written;
    char *page;
    struct err err;
};

static void add_indicators(struct fixture *f)
{
    static const char *const IDS[] = {"di", "secret", "alone"};
    for (size_t i = 0; i < 3; i++) {
        f->indicators[i] = (struct indicator){
            .id = IDS[i],
            .title = {arena_printf(f->settings.arena, "Title of %s", IDS[i]), NULL},
            .definition = {"", NULL},
            .unit_label = {"ポイント", NULL},
            .decimals = 1,
            .frequency = FREQUENCY_MONTHLY,
            .is_public = i != 1};
        f->series[i] = (struct series){IDS[i], FREQUENCY_MONTHLY, f->observations, MONTHS};
        f->items[i] =
            (struct site_indicator){&f->indicators[i], &f->series[i], "A chart.", NULL};
    }
    for (int32_t i = 0; i < MONTHS; i++)
        f->observations[i] =
            (struct observation){.period = {FREQUENCY_MONTHLY, APRIL + i},
                                 .value = {-154 - i, 1},
                                 .status = i == 1 ? OBSERVATION_MISSING : OBSERVATION_FINAL};
}

static void add_programs(struct fixture *f)
{
    f->challenge = (struct challenge){"bustle", {"Challenge", NULL}, {"In full", NULL}, {0}};
    f->policies[0] = (struct policy){"centre", {"Policy", NULL}, &f->challenge, {0}};
    f->policies[1] = (struct policy){"empty", {"Other policy", NULL}, NULL, {0}};
    f->moved[0] = &f->indicators[0];
    f->moved[1] = &f->indicators[1];
    f->years[0] = (struct program_year){.fiscal_year = 2024,
                                        .title = {"Program", NULL},
                                        .pledge = true,
                                        .is_new = true,
                                        .policy = &f->policies[0],
                                        .summary = "Summary",
                                        .budget = {true, 46766}};
    f->programs[0] = (struct program){.id = "park",
                                      .years = &f->years[0],
                                      .year_count = 1,
                                      .moves = f->moved,
                                      .move_count = 2,
                                      .why = "Because"};
}

static void connect(struct fixture *f)
{
    f->graph = (struct graph){.id = "classic", .title = {"Graph", NULL}};
    f->sources[0] = (struct source){.id = "s", .title = {"Official source", NULL}};
    f->sources[1] =
        (struct source){.id = "t", .title = {"Press source", NULL}, .grade = GRADE_PRESS};
    f->settings.site.title.text = "Site";
    f->settings.site.language = LANGUAGE_EN;
    f->settings.sources = f->sources;
    f->settings.source_count = 2;
    f->settings.indicators = f->indicators;
    f->settings.indicator_count = 3;
    f->settings.policies = f->policies;
    f->settings.policy_count = 2;
    f->settings.programs = f->programs;
    f->settings.program_count = 1;
    f->settings.graphs = &f->graph;
    f->settings.graph_count = 1;
    f->alerts[0] = (struct alert){.number = 1,
                                  .rule_id = "deep",
                                  .indicator_id = "di",
                                  .severity = "critical",
                                  .text = "Alert text"};
    for (size_t i = 0; i < 2; i++)
        f->health[i] = (struct health){
            .source = f->sources[i].id, .error = "", .last_success = 1700000000};
    f->input = (struct site_input){.settings = &f->settings,
                                   .indicators = f->items,
                                   .indicator_count = 3,
                                   .alerts = f->alerts,
                                   .alert_count = 1,
                                   .sources = f->health,
                                   .now = 1700000000};
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    f->settings.arena = arena_new();
    add_indicators(f);
    add_programs(f);
    connect(f);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    arena_free(f->settings.arena);
    free(f->page);
    free(f);
    return 0;
}

static const char *publish(struct fixture *f)
{
    char path[SCRATCH_PATH];
    size_t length;
    assert_int_equal(site_publish(&f->input, f->folder, &f->written, &f->err), 0);
    scratch_path(path, f->folder, "index.html");
    free(f->page);
    f->page = scratch_read(path, &length);
    assert_non_null(f->page);
    assert_int_equal(strlen(f->page), length);
    return f->page;
}

static void expect(const char *page, const char *text, bool there)
{
    if ((strstr(page, text) != NULL) != there)
        fail_msg("%s: %s", there ? "not on the page" : "on the page", text);
}

/* --- what stands on it --- */

static void test_internal_edition(void **state)
{
    static const char *const THERE[] = {
        "<html lang=\"en\">",
        "<title>Site</title>",
        "Internal edition",
        "Alert text",
        "class=\"critical\"",
        "<h2>Policy</h2>",
        "<strong>Challenge</strong> In full",
        "<h2>Other policy</h2>",
        "<h3>Title of di</h3>",
        "<h3>Title of secret</h3>",
        "Other indicators",
        "<h3>Title of alone</h3>",
        "src=\"charts/di.png\" srcset=\"charts/di.png 1x, charts/di@2x.png 2x\"",
        "alt=\"A chart.\"",
        "<th scope=\"row\">Apr 2023</th><td>−15.4</td><td class=\"status\"></td>",
        "<th scope=\"row\">May 2023</th><td></td><td class=\"status\">no figure</td>",
        "<th scope=\"row\">Program<span class=\"mark\">new</span>"
        "<span class=\"mark\">pledge</span>",
        "Summary",
        "46,766 thousand yen<small>initial budget</small>",
        "Title of di<br>Title of secret",
        "<td>Because</td>",
        "graphs/classic.png",
        "Official source",
        "Press source",
        "no direct evidence",
    };
    const char *page = publish(*state);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(page, THERE[i], true);
    /* newest first */
    assert_true(strstr(page, "Jun 2023") < strstr(page, "Apr 2023"));
    /* each once, although a policy and a program name it */
    const char *first = strstr(page, "<figure id=\"di\">");
    assert_non_null(first);
    assert_null(strstr(first + 1, "<figure id=\"di\">"));
}

/* What is counted is for all; what the office is not sure of is its own. */
static void test_note_stays_inside(void **state)
{
    struct fixture *f = *state;
    f->indicators[0].definition.text = "Who is counted";
    f->indicators[0].note.text = "To be confirmed";
    const char *page = publish(f);
    expect(page, "Who is counted", true);
    expect(page, "Internal note: To be confirmed", true);
    f->settings.site.audience = AUDIENCE_PUBLIC;
    page = publish(f);
    expect(page, "Who is counted", true);
    expect(page, "To be confirmed", false);
}

static void test_public_edition(void **state)
{
    static const char *const ABSENT[] = {
        "Internal", "Alert",         "critical", "secret",       "pledge", "no answer",
        "graphs/",  "id=\"alerts\"", "State",    "Press source", "公約"};
    static const char *const THERE[] = {"Title of di", "Program", "<span class=\"mark\">new",
                                        "Official source", "46,766"};
    struct fixture *f = *state;
    f->settings.site.audience = AUDIENCE_PUBLIC;
    f->health[0].error = "no answer";
    f->health[0].failing_since = 5;
    const char *page = publish(f);
    for (size_t i = 0; i < sizeof ABSENT / sizeof ABSENT[0]; i++)
        expect(page, ABSENT[i], false);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(page, THERE[i], true);
}

/* What a program works under is told apart from what it is meant to move. */
static void test_background_stands_apart(void **state)
{
    struct fixture *f = *state;
    f->programs[0].move_count = 0;
    f->programs[0].context = f->moved;
    f->programs[0].context_count = 2;
    const char *page = publish(f);
    expect(page, "<th>Meant to move</th><th>Background</th>", true);
    expect(page, "<td></td><td>Title of di<br>Title of secret</td>", true);
    f->settings.site.audience = AUDIENCE_PUBLIC;
    expect(publish(f), "<td></td><td>Title of di</td>", true);
}

static void test_failing_source_is_told_inside(void **state)
{
    struct fixture *f = *state;
    f->health[1].error = "no answer";
    expect(publish(f), "no answer", false); /* an old error of a source that is well */
    f->health[1].failing_since = 5;
    expect(publish(f), "no answer", true);
}

static void test_japanese(void **state)
{
    struct fixture *f = *state;
    f->settings.site.language = LANGUAGE_JA;
    const char *page = publish(f);
    expect(page, "<html lang=\"ja\">", true);
    expect(page, "庁内版", true);
    expect(page, "2023年4月", true);
    expect(page, "▲15.4", true);
    expect(page, "46,766千円<small>当初予算</small>", true);
    expect(page, "公約", true);
}

static void test_empty_configuration(void **state)
{
    struct fixture *f = *state;
    struct settings empty = {.site = {.title = {"Site", NULL}}};
    f->input = (struct site_input){.settings = &empty};
    const char *page = publish(f);
    expect(page, "<h1>Site</h1>", true);
    expect(page, "継続中のお知らせはありません。", true);
    assert_true(str_ends(page, "</body>\n</html>\n"));
}

static void test_nothing_published_yet(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < 3; i++)
        f->series[i].count = 0;
    f->input.alert_count = 0;
    const char *page = publish(f);
    expect(page, "charts/di.png", true); /* a chart that says so */
    expect(page, "charts/secret.png", false);
    expect(page, "<table class=\"figures\">", false);
}

static void test_a_graph_without_a_picture_is_left_out(void **state)
{
    static const bool DRAWN[] = {false};
    struct fixture *f = *state;
    f->input.drawn = DRAWN;
    expect(publish(f), "graphs/classic.png", false);
}

/* --- texts from outside --- */

static void test_hostile_texts(void **state)
{
    struct fixture *f = *state;
    struct label hostile = {HOSTILE, NULL};
    f->settings.site.title = hostile;
    f->sources[0].title = hostile;
    f->indicators[0].title = hostile;
    f->indicators[0].definition = hostile;
    f->indicators[0].note = hostile;
    f->indicators[0].unit_label = hostile;
    f->challenge.title = hostile;
    f->challenge.text = hostile;
    f->policies[0].title = hostile;
    f->years[0].title = hostile;
    f->years[0].summary = HOSTILE;
    f->programs[0].why = HOSTILE;
    f->graph.title = hostile;
    f->alerts[0].text = HOSTILE;
    f->alerts[0].severity = HOSTILE;
    f->items[0].description = HOSTILE;
    f->health[0].error = HOSTILE;
    f->health[0].failing_since = 5;
    const char *page = publish(f);
    expect(page, "<script", false);
    expect(page, "(\"x\")", false);
    expect(page, "'y'", false);
    size_t found = 0;
    for (const char *at = page; (at = strstr(at, SAFE)) != NULL; at++)
        found++;
    assert_int_equal(found, 21); /* title, h1, overview, navigation, heading: each text */
    expect(page, "alt=\"" SAFE "\"", true);
    expect(page, "<li class=\"" SAFE "\">", true);
}

/* --- links --- */

/* The value of the attribute at `at`, which is `name="`. */
static const char *attribute(struct fixture *f, const char *at, const char *name)
{
    at += strlen(name);
    return arena_strndup(f->settings.arena, at, strcspn(at, "\""));
}

static bool has_id(struct fixture *f, const char *id)
{
    return strstr(f->page, arena_printf(f->settings.arena, " id=\"%s\"", id)) != NULL;
}

static void expect_links_to_hold(struct fixture *f)
{
    size_t links = 0;
    for (const char *at = f->page; (at = strstr(at, "href=\"")) != NULL; at++) {
        const char *target = attribute(f, at, "href=\"");
        links++;
        if (str_equal(target, "style.css") || str_starts(target, "charts/"))
            continue;
        if (target[0] != '#' || !has_id(f, target + 1))
            fail_msg("a link leads nowhere: %s", target);
    }
    assert_true(links > 1);
}

static void test_links_and_pictures(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH];
    publish(f);
    scratch_path(path, f->folder, "style.css");
    assert_int_equal(access(path, R_OK), 0);
    expect_links_to_hold(f);
    for (const char *at = f->page; (at = strstr(at, " src=\"")) != NULL; at++) {
        const char *target = attribute(f, at, " src=\"");
        assert_true(str_starts(target, "charts/") || str_starts(target, "graphs/"));
        assert_true(str_ends(target, ".png"));
        assert_null(strstr(target, ".."));
    }
    /* each picture in its dark form, the forms to take along, the overview */
    expect(f->page,
           "<source media=\"(prefers-color-scheme:dark)\" "
           "srcset=\"charts/di.dark.svg\"><img src=\"charts/di.png\" "
           "srcset=\"charts/di.png 1x, charts/di@2x.png 2x\"",
           true);
    expect(f->page, "<a href=\"charts/di.svg\" download>SVG</a>", true);
    expect(f->page, "<a href=\"#di\"><picture>", true);
    expect(f->page, "<img src=\"charts/di.thumbnail@2x.png\" width=\"320\" height=\"180\"",
           true);
    size_t length;
    char *style = scratch_read(path, &length);
    expect(style, "@media(prefers-color-scheme:dark)", true);
    free(style);
    for (const char *at = f->page; (at = strstr(at, "id=\"")) != NULL; at++) {
        const char *id =
            arena_printf(f->settings.arena, "id=\"%s\"", attribute(f, at, "id=\""));
        assert_null(strstr(at + 1, id)); /* once */
    }
    expect(f->page, "http://", false); /* nothing is loaded from elsewhere */
    expect(f->page, "https://", false);
}

/* An alert may be of an indicator whose figure does not stand on the page. */
static void test_an_alert_without_a_figure_is_no_link(void **state)
{
    struct fixture *f = *state;
    f->series[1].count = 0; /* not public and without values: no picture */
    f->alerts[0].indicator_id = "secret";
    expect(publish(f), "Alert text", true);
    expect_links_to_hold(f);
    f->alerts[0].indicator_id = "unknown";
    expect(publish(f), "Alert text", true);
    expect_links_to_hold(f);
}

/* --- writing --- */

static void test_nothing_changed_nothing_written(void **state)
{
    struct fixture *f = *state;
    publish(f);
    assert_int_equal(f->written, 2);
    f->input.now += 90000; /* a day later */
    f->health[0].last_try = 5;
    publish(f);
    assert_int_equal(f->written, 0);
    f->observations[0].value.units--;
    publish(f);
    assert_int_equal(f->written, 1);
    char path[SCRATCH_PATH];
    scratch_path(path, f->folder, "style.css");
    assert_int_equal(unlink(path), 0);
    publish(f);
    assert_int_equal(f->written, 1);
}

static void test_a_folder_is_made(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH];
    scratch_path(path, f->folder, "a/b");
    assert_int_equal(site_publish(&f->input, path, &f->written, &f->err), 0);
    assert_int_equal(f->written, 2);
    scratch_path(path, f->folder, "file");
    assert_true(scratch_write(path, "x", 1));
    assert_int_equal(site_publish(&f->input, path, &f->written, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
}

/* A page put together from figures that were said before is the same page. */
static void test_figures_said_before(void **state)
{
    struct fixture *f = *state;
    for (int audience = AUDIENCE_INTERNAL; audience <= AUDIENCE_PUBLIC; audience++) {
        f->settings.site.audience = (enum audience)audience;
        for (size_t i = 0; i < 3; i++)
            f->items[i].figure = NULL;
        char *whole = strdup(publish(f));
        struct buf figures[3];
        for (size_t i = 0; i < 3; i++) {
            buf_init(&figures[i], 1 << 20);
            site_figure(&f->input, &f->items[i], &figures[i]);
        }
        for (size_t i = 0; i < 3; i++) {
            f->items[i].figure = buf_text(&figures[i]);
            f->items[i].series = NULL;
        }
        assert_string_equal(publish(f), whole);
        for (size_t i = 0; i < 3; i++) {
            f->items[i].series = &f->series[i];
            buf_free(&figures[i]);
        }
        free(whole);
    }
}

/* Of thousands of indicators the newest two years stand on the page, and that it is so. */
static void test_long_tables_of_many(void **state)
{
    struct fixture *f = *state;
    struct observation many[30];
    struct buf figure;
    for (int32_t i = 0; i < 30; i++)
        many[i] = (struct observation){.period = {FREQUENCY_MONTHLY, APRIL + i},
                                       .value = {7000 + i, 0}};
    f->series[0] = (struct series){"di", FREQUENCY_MONTHLY, many, 30};
    buf_init(&figure, 1 << 20);
    site_figure(&f->input, &f->items[0], &figure);
    assert_non_null(strstr(buf_text(&figure), "<td>7,000.0</td>"));
    assert_null(strstr(buf_text(&figure), "Earlier figures"));
    f->settings.indicator_count = 100000;
    buf_reset(&figure);
    site_figure(&f->input, &f->items[0], &figure);
    assert_non_null(strstr(buf_text(&figure), "<td>7,029.0</td>"));
    assert_non_null(strstr(buf_text(&figure), "<td>7,006.0</td>"));
    assert_null(strstr(buf_text(&figure), "<td>7,005.0</td>"));
    assert_non_null(strstr(buf_text(&figure), "Earlier figures are left out here."));
    f->settings.indicator_count = 3;
    buf_free(&figure);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_internal_edition),
        CASE(test_public_edition),
        CASE(test_note_stays_inside),
        CASE(test_background_stands_apart),
        CASE(test_failing_source_is_told_inside),
        CASE(test_japanese),
        CASE(test_empty_configuration),
        CASE(test_nothing_published_yet),
        CASE(test_a_graph_without_a_picture_is_left_out),
        CASE(test_hostile_texts),
        CASE(test_links_and_pictures),
        CASE(test_an_alert_without_a_figure_is_no_link),
        CASE(test_figures_said_before),
        CASE(test_long_tables_of_many),
        CASE(test_nothing_changed_nothing_written),
        CASE(test_a_folder_is_made),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
