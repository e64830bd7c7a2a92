/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_settings: whole configurations, good and bad. All names and figures are test data. */
#include "config/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/civil.h"
#include "core/file.h"
#include "core/str.h"

enum { PARTS_MAX = 6, PATH_SIZE = 160 };

/* What most cases build on, on one line each to keep line numbers small. */
#define SITE "[site]\n"
#define SOURCE "[source s]\nurl = https://example.jp/s.csv\n"
#define INDICATOR "[indicator i]\ntitle = I\nunit = 人\nfrequency = monthly\nbetter = higher\n"
#define POLICY "[policy p]\ntitle = P\n"
#define PROGRAM "[program g]\ntitle = G\npolicy = p\n"

struct fixture {
    char folder[64];
    char path[PATH_SIZE];
    struct settings *settings;
    struct faults faults;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return -1;
    (void)snprintf(fixture->folder, sizeof fixture->folder, "/tmp/shihyo-settings-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return -1;
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/shihyo.ini", fixture->folder);
    *state = fixture;
    return 0;
}

static void write_text(const struct fixture *fixture, const char *name, const char *text)
{
    char path[PATH_SIZE];
    struct err err;
    (void)snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    assert_int_equal(file_write(path, text, strlen(text), &err), 0);
}

static void forget(struct fixture *fixture)
{
    settings_free(fixture->settings);
    fixture->settings = NULL;
    fault_free(&fixture->faults);
    fixture->faults = (struct faults){0};
}

static int tear_down(void **state)
{
    static const char *const names[] = {"shihyo.ini", "a.ini",     "b.ini",   "c.ini",
                                        "sub/d.ini",  "sub/e.ini", "pipe.ini"};
    struct fixture *fixture = *state;
    char path[PATH_SIZE];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", fixture->folder, names[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/sub", fixture->folder);
    (void)rmdir(path);
    (void)rmdir(fixture->folder);
    forget(fixture);
    free(fixture);
    return 0;
}

static int load(struct fixture *fixture)
{
    forget(fixture);
    err_clear(&fixture->err);
    return settings_load(fixture->path, NULL, &fixture->settings, &fixture->faults,
                         &fixture->err);
}

static int load_text(struct fixture *fixture, const char *text)
{
    write_text(fixture, "shihyo.ini", text);
    return load(fixture);
}

static void print_faults(const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->faults.count; i++)
        print_error("  %s:%d: %s\n", fixture->faults.items[i].file,
                    fixture->faults.items[i].line, fixture->faults.items[i].text);
}

static const struct settings *load_good(struct fixture *fixture, const char *text)
{
    if (load_text(fixture, text) != 0) {
        print_faults(fixture);
        fail_msg("refused: %s", text);
    }
    assert_int_equal(fixture->faults.count, 0);
    assert_non_null(fixture->settings);
    return fixture->settings;
}

static void test_site_alone_is_enough(void **state)
{
    const struct settings *settings = load_good(*state, SITE);
    const struct site *site = &settings->site;
    assert_string_equal(site->title.text, "shihyo");
    assert_null(site->title.en);
    assert_int_equal(site->language, LANGUAGE_JA);
    assert_string_equal(site->timezone, "Asia/Tokyo");
    assert_string_equal(site->state, "/var/lib/shihyo");
    assert_string_equal(site->output, "/var/lib/shihyo/site");
    assert_string_equal(site->base_url, "");
    assert_string_equal(site->contact, "");
    assert_int_equal(site->audience, AUDIENCE_INTERNAL);
    assert_int_equal(site->delay_ms, 1000);
    assert_int_equal(site->origin.line, 1);
    assert_int_equal(settings->indicator_count, 0);
}

static void test_site_as_written(void **state)
{
    struct fixture *fixture = *state;
    const struct settings *settings =
        load_good(fixture, "[site]\ntitle = 指標\n  モニター\ntitle.en = The\n  monitor\n"
                           "language = en\ntimezone = UTC\nstate = state\n"
                           "base_url = https://example.jp/a\n  b\naudience = public\n"
                           "delay = 0s\n");
    char path[PATH_SIZE];
    assert_string_equal(settings_label(&settings->site.title, LANGUAGE_JA), "指標モニター");
    assert_string_equal(settings_label(&settings->site.title, LANGUAGE_EN), "The monitor");
    (void)snprintf(path, sizeof path, "%s/state", fixture->folder);
    assert_string_equal(settings->site.state, path);
    (void)snprintf(path, sizeof path, "%s/state/site", fixture->folder);
    assert_string_equal(settings->site.output, path);
    assert_string_equal(settings->site.base_url, "https://example.jp/ab/");
    assert_int_equal(settings->site.audience, AUDIENCE_PUBLIC);
    assert_int_equal(settings->site.delay_ms, 0);
}

static void test_source(void **state)
{
    const struct settings *settings =
        load_good(*state, SITE SOURCE
                  "format = csv\nencoding = CP932\nevery = 6h\nrelease = monthly 25\n"
                  "grace = 2w\ntimeout = 250ms\nmax_bytes = 1M\ngrade = press\n"
                  "auth = bearer:/run/x\ncitation = 調査\n"
                  "[source t]\npage = http://example.jp/\nlink = a(?<year>\\d{4})\n  b\n"
                  "title = T\n"
                  "[source u]\nurl = http://a.jp/1.html http://a.jp/2.html\n"
                  "    https://b.jp/3.html\n");
    const struct source *u = settings_source(settings, "u");
    const struct source *s = settings_source(settings, "s");
    const struct source *t = settings_source(settings, "t");
    assert_string_equal(s->title.text, "s");
    assert_string_equal(s->url, "https://example.jp/s.csv");
    assert_int_equal(s->url_count, 1);
    assert_int_equal(t->url_count, 1);
    assert_string_equal(t->urls[0], "http://example.jp/");
    assert_int_equal(t->approach.kind, APPROACH_PAGE);
    assert_int_equal(s->approach.kind, APPROACH_ADDRESSES);
    assert_int_equal(s->approach.auth, APPROACH_AUTH_BEARER);
    assert_string_equal(s->approach.auth_file, "/run/x");
    assert_string_equal(s->approach.method, "GET");
    assert_false(s->approach.robots_ignored);
    assert_int_equal(u->url_count, 3);
    assert_string_equal(u->url, "http://a.jp/1.html");
    assert_string_equal(u->urls[2], "https://b.jp/3.html");
    assert_string_equal(s->page, "");
    assert_string_equal(s->format, "csv");
    assert_string_equal(s->encoding, "CP932");
    assert_int_equal(s->every_s, 21600);
    assert_string_equal(s->release.text, "monthly 25");
    assert_int_equal(s->release.rule_count, 1);
    assert_int_equal(s->grace.seconds, 1209600);
    assert_int_equal(s->timeout_ms, 250);
    assert_int_equal(s->max_bytes, 1048576);
    assert_int_equal(s->grade, GRADE_PRESS);
    assert_int_equal(s->origin.line, 2);
    assert_string_equal(t->link, "a(?<year>\\d{4})b");
    assert_string_equal(t->format, "auto");
    assert_string_equal(t->release.text, "none");
    assert_int_equal(t->grace.seconds, 604800);
    assert_int_equal(t->every_s, 86400);
    assert_int_equal(t->timeout_ms, 30000);
    assert_int_equal(t->max_bytes, 33554432);
    assert_null(settings_source(settings, "v"));
}

static void test_indicator_defaults(void **state)
{
    const struct settings *settings = load_good(*state, SITE INDICATOR);
    const struct indicator *i = settings_indicator(settings, "i");
    assert_string_equal(i->unit, "人");
    assert_int_equal(i->decimals, PLACES_AS_PUBLISHED);
    assert_int_equal(i->frequency, FREQUENCY_MONTHLY);
    assert_int_equal(i->year_label, YEAR_LABEL_STARTS);
    assert_int_equal(i->kind, INDICATOR_OUTCOME);
    assert_int_equal(i->basis, BASIS_LEVEL);
    assert_true(i->is_public);
    assert_int_equal(i->source_count, 0);
    assert_int_equal(i->layout, LAYOUT_LONG);
    assert_string_equal(i->period, "auto");
    assert_string_equal(i->table, "");
    assert_string_equal(i->definition.text, "");
    assert_int_equal(i->scale.units, 1);
    assert_false(i->minimum.set || i->maximum.set || i->baseline.set || i->target.set);
    assert_null(i->compare);
}

static void test_indicator_as_written(void **state)
{
    const struct settings *settings =
        load_good(*state, SITE SOURCE
                  "[source t]\nurl = http://example.jp/t\n"
                  /* the frequency comes last, and k is named before it is there */
                  "[indicator i]\ntarget = 2027-03-31 0\nbaseline = 2023-04 -8.2\n"
                  "event.en = 2019-11 C\nrebase.en = 2020-04 the pandemic\n"
                  "rebase = 2020-04 感染症の影響\nevent = 2019-10 a b\nevent = 2019-11 c\n"
                  "event = 2019-11 d\n"
                  "minimum = -100\nmaximum = 100.5\nscale = 0.001\nwhere = a = b = c\n"
                  "where = 地域=01\nwhere = 実績\nlayout = across\ncompare = k\nsource = t "
                  "s\nvalue = 業況\nunit = ポイント\n"
                  "unit.en = points\ntitle = T\ndecimals = 1\npublic = no\nbetter = lower\n"
                  "basis = year-on-year\nkind = context\ntable = 全産業\nfrequency = monthly\n"
                  "[indicator j]\ntitle = J\nunit = 人\nfrequency = fiscal-year\nyear = ends\n"
                  "better = neutral\ntarget = 138000\nbaseline = 2016-08 5\n"
                  "[indicator k]\ntitle = K\nunit = ポイント\nfrequency = monthly\n"
                  "better = higher\n");
    const struct indicator *i = settings_indicator(settings, "i");
    const struct indicator *j = settings_indicator(settings, "j");
    assert_true(i->target.has_period);
    assert_int_equal(i->target.period.n, 2027 * 12 + 2);
    assert_int_equal(i->baseline.value.units, -82);
    assert_int_equal(i->rebase_count, 1);
    assert_string_equal(i->rebases[0].text, "感染症の影響");
    assert_string_equal(settings_event(&i->rebases[0], LANGUAGE_JA), "感染症の影響");
    assert_string_equal(settings_event(&i->rebases[0], LANGUAGE_EN), "the pandemic");
    assert_int_equal(i->event_count, 3);
    assert_string_equal(settings_event(&i->events[0], LANGUAGE_EN), "a b");
    assert_string_equal(settings_event(&i->events[1], LANGUAGE_EN), "C");
    assert_string_equal(settings_event(&i->events[2], LANGUAGE_EN), "d");
    assert_string_equal(i->events[0].text, "a b");
    assert_int_equal(i->events[1].period.n, 2019 * 12 + 10);
    assert_int_equal(i->where_count, 3);
    assert_string_equal(i->where[0].head, "a");
    assert_string_equal(i->where[0].cell, "b = c");
    assert_string_equal(i->where[1].head, "地域");
    assert_string_equal(i->where[2].head, "実績");
    assert_string_equal(i->where[2].cell, "");
    assert_ptr_equal(i->compare, settings_indicator(settings, "k"));
    assert_int_equal(i->source_count, 2);
    assert_string_equal(i->sources[0]->id, "t");
    assert_true(settings_reads(i, settings_source(settings, "s")));
    assert_false(settings_reads(j, settings_source(settings, "s")));
    assert_string_equal(settings_label(&i->unit_label, LANGUAGE_EN), "points");
    assert_int_equal(i->scale.places, 3);
    assert_int_equal(i->maximum.value.units, 1005);
    assert_true(j->target.set);
    assert_false(j->target.has_period);
    assert_int_equal(j->target.value.units, 138000);
    assert_int_equal(j->baseline.period.n, 2016);
}

/* In the order of the indicators, whatever that of their sources. */
static void test_readers(void **state)
{
#define OF "title = T\nunit = 人\nfrequency = monthly\nbetter = higher\nvalue = V\n"
    const struct settings *settings =
        load_good(*state, SITE SOURCE
                  "[source t]\nurl = http://example.jp/t\n"
                  "[source u]\nurl = http://example.jp/u\n"
                  "[indicator a]\nsource = t s\n" OF "[indicator b]\nsource = s\n" OF
                  "[indicator c]\nsource = none\n" OF "[indicator d]\nsource = s t\n" OF);
    static const char *const OF_S[] = {"a", "b", "d"};
    static const char *const OF_T[] = {"a", "d"};
    const struct source *s = settings_source(settings, "s");
    const struct source *t = settings_source(settings, "t");
    assert_int_equal(s->reader_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(settings_reader(settings, s, i)->id, OF_S[i]);
    assert_int_equal(t->reader_count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_string_equal(settings_reader(settings, t, i)->id, OF_T[i]);
    assert_int_equal(settings_source(settings, "u")->reader_count, 0);
}

static void test_program_years(void **state)
{
    const struct settings *settings = load_good(
        *state, SITE POLICY
        "[policy q]\ntitle = Q\n" INDICATOR
        "[program g]\ntitle.en = old\nbudget.2025 = 120\ntitle.2026 = 新\n"
        "revised.2024 = 110\nbudget.2024 = 100\nsettled.2024 = 90\ntitle = 旧\n"
        "policy = p\npolicy.2026 = q\ntier = priority\npledge = yes\nnew.2024 = yes\n"
        "new.2025 = no\nsummary = s\nchange.2024 = c\nchange.2025 =\nmoves = i\n"
        "start = 2021-02\nend = 2030-03\nlag = 6m\nkind = loan\ntitle.2026.en = new\n");
    const struct program *g = settings_program(settings, "g");
    assert_int_equal(g->year_count, 3);
    const struct program_year *first = &g->years[0];
    assert_int_equal(first->fiscal_year, 2024);
    assert_string_equal(first->title.text, "旧");
    assert_string_equal(first->title.en, "old");
    assert_true(first->pledge && first->is_new);
    assert_int_equal(first->tier, TIER_PRIORITY);
    assert_int_equal(first->budget.thousand_yen, 100);
    assert_false(first->carried.set || first->general.set);
    assert_string_equal(first->change, "c");
    const struct program_year *second = settings_program_year(g, 2025);
    assert_int_equal(second->fiscal_year, 2025);
    assert_string_equal(second->title.text, "旧");
    assert_true(second->pledge);
    assert_false(second->is_new);
    assert_false(second->revised.set || second->settled.set);
    assert_string_equal(second->change, "");
    assert_string_equal(second->summary, "s");
    const struct program_year *third = settings_program_latest(g);
    assert_int_equal(third->fiscal_year, 2026);
    assert_string_equal(third->title.text, "新");
    assert_string_equal(third->title.en, "new");
    assert_string_equal(third->policy->id, "q");
    assert_false(third->budget.set);
    assert_ptr_equal(settings_program_year(g, 2000), first);
    assert_ptr_equal(settings_program_year(g, 2030), third);
    assert_true(g->has_start && g->has_end);
    assert_int_equal(g->start, civil_day(2021, 2, 1));
    assert_int_equal(g->end, civil_day(2030, 4, 1));
    assert_int_equal(g->lag_months, 6);
    assert_true(settings_moves(g, settings_indicator(settings, "i")));
}

static void test_a_new_title_forgets_the_old_english_one(void **state)
{
    const struct settings *settings = load_good(
        *state, SITE POLICY PROGRAM "title.en = G\nbudget.2024 = 1\ntitle.2025 = H\n");
    assert_null(settings_program_latest(settings_program(settings, "g"))->title.en);
}

static void test_program_without_budget(void **state)
{
    const struct settings *settings =
        load_good(*state, SITE POLICY PROGRAM "kind = effort\ntitle.2025 = H\n");
    const struct program *g = settings_program(settings, "g");
    int64_t amount = -1;
    assert_int_equal(g->year_count, 2);
    assert_int_equal(g->years[0].fiscal_year, 0);
    assert_string_equal(g->years[0].title.text, "G");
    assert_int_equal(g->years[1].fiscal_year, 2025);
    assert_int_equal(g->lag_months, -1);
    assert_false(g->has_start || g->has_end);
    assert_string_equal(g->was, "");
    assert_int_equal(settings_program_amount(&g->years[0], &amount), AMOUNT_NONE);
    assert_int_equal(amount, 0);
}

static void test_which_amount_is_printed(void **state)
{
    struct program_year year = {.budget = {true, 3}};
    int64_t amount = 0;
    (void)state;
    assert_int_equal(settings_program_amount(&year, &amount), AMOUNT_BUDGET);
    assert_int_equal(amount, 3);
    year.revised = (struct amount){true, 4};
    assert_int_equal(settings_program_amount(&year, &amount), AMOUNT_REVISED);
    year.settled = (struct amount){true, 0};
    assert_int_equal(settings_program_amount(&year, &amount), AMOUNT_SETTLED);
    assert_int_equal(amount, 0);
}

static void test_labels_fall_back(void **state)
{
    const struct label none = {0};
    const struct label ja = {.text = "日"};
    const struct label en = {.text = "", .en = "en"};
    (void)state;
    assert_string_equal(settings_label(&none, LANGUAGE_JA), "");
    assert_string_equal(settings_label(&none, LANGUAGE_EN), "");
    assert_string_equal(settings_label(&ja, LANGUAGE_EN), "日");
    assert_string_equal(settings_label(&en, LANGUAGE_JA), "en");
}

static void test_alerts_and_graphs(void **state)
{
    const struct settings *settings = load_good(
        *state, SITE INDICATOR
        "[alert a]\nwhen = below -30\nindicator = i\nclear = above -25\n"
        "severity = critical\nnotify = n m\n[alert b]\nindicator = i\nwhen = fall 3\n"
        "[notify n]\ntype = mail\nurl = smtps://mail.example.jp\nfrom = a@example.jp\n"
        "to = b@example.jp c@example.jp\n[notify m]\n"
        "[notify w]\ntype = webhook\nurl = https://example.jp/hook\n"
        "[graph g]\nspan = 10y\nrrdgraph = DEF:v=i:LAST\n  LINE2:v#1f4e79\n");
    const struct alert_rule *a = &settings->alerts[0];
    assert_string_equal(a->indicator->id, "i");
    assert_string_equal(a->when, "below -30");
    assert_int_equal(a->when_origin.line, 8);
    assert_int_equal(a->clear_origin.line, 10);
    assert_int_equal(a->origin.line, 7);
    assert_int_equal(a->severity, SEVERITY_CRITICAL);
    assert_int_equal(a->notify_count, 2);
    assert_string_equal(a->notify[1]->id, "m");
    assert_int_equal(a->notify[1]->type, NOTIFY_LOG);
    assert_string_equal(settings->alerts[1].clear, "");
    assert_int_equal(settings->alerts[1].severity, SEVERITY_WARNING);
    assert_int_equal(settings->alerts[1].notify_count, 0);
    assert_string_equal(settings->graphs[0].title.text, "g");
    assert_int_equal(settings->graphs[0].span_days, 3660);
    assert_string_equal(settings->graphs[0].rrdgraph, "DEF:v=i:LAST LINE2:v#1f4e79");
}

struct bad {
    const char *text;
    const char *parts[PARTS_MAX]; /* "LINE|part of the text", one for each fault, sorted */
};

static void check_bad(struct fixture *fixture, const struct bad *bad)
{
    assert_int_equal(load_text(fixture, bad->text), -1);
    assert_null(fixture->settings);
    assert_int_equal(fixture->err.code, ERR_CONFIG);
    size_t count = 0;
    while (count < PARTS_MAX && bad->parts[count] != NULL)
        count++;
    for (size_t i = 0; i < count && i < fixture->faults.count; i++) {
        const struct fault *fault = &fixture->faults.items[i];
        char *part = NULL;
        long line = strtol(bad->parts[i], &part, 10);
        if (line != fault->line || strstr(fault->text, part + 1) == NULL ||
            strstr(fault->text, "xpected") == NULL) {
            print_faults(fixture);
            fail_msg("fault %zu is not \"%s\" in:\n%s", i, bad->parts[i], bad->text);
        }
    }
    if (count != fixture->faults.count) {
        print_faults(fixture);
        fail_msg("%zu faults, expected %zu in:\n%s", fixture->faults.count, count, bad->text);
    }
}

static void check_all(struct fixture *fixture, const struct bad *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_bad(fixture, &cases[i]);
}

static void test_bad_sections(void **state)
{
    static const struct bad cases[] = {
        {"", {"0|no [site]"}},
        {"\n# nothing\n", {"0|no [site]"}},
        {SITE "state = a\noutput = a\n", {"3|holds the state folder"}},
        {SITE "state = a\noutput = ./a/\n", {"3|holds the state folder"}},
        {SITE "output = .\nstate = a/b\n", {"2|holds the state folder"}},
        {SITE "output = /var/lib\n", {"2|holds the state folder /var/lib/shihyo"}},
        {SITE "[sorce s]\n", {"2|did you mean \"source\""}},
        {SITE "[xyzzy]\n", {"2|unknown section [xyzzy]"}},
        {SITE "[]\n", {"2|unknown section"}},
        {"[site x]\n", {"0|no [site]", "1|without an id"}},
        {SITE "[policy]\n", {"2|expected [policy ID]"}},
        {SITE "[policy A]\ntitle = a\n", {"2|expected [policy ID]"}},
        {SITE "[policy a b]\ntitle = a\n", {"2|expected [policy ID]"}},
        {SITE "[policy 中心]\ntitle = a\n", {"2|expected [policy ID]"}},
        {SITE "[policy ../x]\ntitle = a\n", {"2|expected [policy ID]"}},
        {SITE "[policy none]\ntitle = a\n", {"2|not none"}},
        {SITE POLICY POLICY, {"4|duplicate [policy p], expected one; the first is at"}},
        {SITE "title = a\n" SITE "title = b\n", {"4|duplicate key \"title\""}},
        {SITE "[policy p]\n", {"2|lacks \"title\""}},
        {SITE "[policy p]\ntitle =\n", {"3|title is empty"}},
        {SITE "[indicator i]\n",
         {"2|\"title\"", "2|\"unit\"", "2|\"frequency\"", "2|\"better\""}},
        {SITE "[alert a]\n", {"2|\"indicator\"", "2|\"when\""}},
        {SITE "[graph g]\n", {"2|\"rrdgraph\""}},
    };
    check_all(*state, cases, sizeof cases / sizeof cases[0]);
}

static void test_bad_keys(void **state)
{
    static const struct bad cases[] = {
        {"[site]\nlangauge = ja\n", {"2|did you mean \"language\""}},
        {"[site]\nxyzzyplugh = ja\n", {"2|unknown key \"xyzzyplugh\""}},
        {"[site]\ntitle = a\ntitle = b\n", {"3|duplicate key \"title\""}},
        {"[site]\ntitle.en = a\ntitle.en = b\n", {"3|duplicate key \"title.en\""}},
        {"[site]\nlanguage.en = ja\n", {"2|unknown suffix \"en\""}},
        {"[site]\ntitle.fr = ja\n", {"2|unknown suffix \"fr\""}},
        {"[site]\ntitle. = ja\n", {"2|unknown suffix \"\""}},
        {"[site]\ntitle.2025 = ja\n", {"2|unknown suffix \"2025\""}},
        {SITE POLICY PROGRAM "title.2025.2026 = a\n", {"7|unknown suffix \"2026\""}},
        {SITE POLICY PROGRAM "title.25 = a\n", {"7|unknown suffix \"25\""}},
        {SITE POLICY PROGRAM "kind.2025 = loan\n", {"7|unknown suffix \"2025\""}},
        {SITE POLICY PROGRAM "budget = 1\n", {"7|without its fiscal year"}},
        {SITE POLICY PROGRAM "budget.2025 = 1\nbudget.2025 = 2\n", {"8|duplicate key"}},
        {"[site]\ntitle = a\n  state = b\n", {"3|at the left margin"}},
        {"[site]\ntitle = a\n  [source x]\n  url = http://127.0.0.1/\n",
         {"3|indented section, expected it to start at the left margin"}},
    };
    check_all(*state, cases, sizeof cases / sizeof cases[0]);
}

static void test_bad_values(void **state)
{
    static const struct bad cases[] = {
        {"[site]\nlanguage = jp\n", {"2|expected ja or en"}},
        {"[site]\nlanguage = \n", {"2|expected ja or en"}},
        {"[site]\ntimezone = Asia/Tokio\n", {"2|a time zone"}},
        {"[site]\ntimezone = ../../etc/passwd\n", {"2|a time zone"}},
        {"[site]\ntimezone = /etc/passwd\n", {"2|a time zone"}},
        {"[site]\ntimezone = Asia\n", {"2|a time zone"}},
        {"[site]\ntimezone = zone.tab\n", {"2|a time zone"}},
        {"[site]\nstate =\n", {"2|a path"}},
        {"[site]\nbase_url = ftp://example.jp/\n", {"2|https or http"}},
        {"[site]\nbase_url = https:///x\n", {"2|https or http"}},
        {"[site]\nbase_url = https://a.jp:65536/\n", {"2|the port of the address is none"}},
        {"[site]\nbase_url = https://[::1]:0/\n", {"2|the port of the address is none"}},
        {SITE "[source s]\nurl = http://a.jp:99999999999999999999/x\n",
         {"3|the port of the address is none, expected 1 to 65535"}},
        {SITE "[source s]\nurl = http://a.jp:80x?q\n",
         {"3|the port of the address is no number"}},
        {"[site]\nbase_url = https://example.jp/ x\n", {"2|without spaces"}},
        {"[site]\ndelay = 1\n", {"2|such as 250ms"}},
        {"[site]\ndelay = 2h\n", {"2|0ms to 1h"}},
        {"[site]\naudience = Public\n", {"2|internal or public"}},
        {SITE SOURCE "encoding = no-such-code\n", {"4|iconv"}},
        {SITE "[source s]\nurl = http://a.jp/ b.jp\n", {"3|\"b.jp\", expected an address"}},
        {SITE "[source s]\nurl = http://a.jp/ http://a.jp/\n", {"3|not named twice"}},
        {SITE "[source s]\nurl =\n", {"3|addresses separated by spaces"}},
        {SITE SOURCE "format = docx\n", {"4|auto, csv"}},
        {SITE SOURCE "max_bytes = 1T\n", {"4|such as 500K"}},
        {SITE SOURCE "max_bytes = 2G\n", {"4|1K to 1G"}},
        {SITE SOURCE "every = 0s\n", {"4|1s to"}},
        {SITE SOURCE "auth = secret\n", {"4|bearer:FILE"}},
        {SITE INDICATOR "decimals = 7\n", {"7|0 to 6"}},
        {SITE INDICATOR "decimals = 1.5\n", {"7|whole number"}},
        {SITE INDICATOR "public = true\n", {"7|yes or no"}},
        {SITE INDICATOR "scale = 0.0\n", {"7|other than 0"}},
        {SITE INDICATOR "scale = 1,000\n", {"7|scale"}},
        {SITE INDICATOR "minimum = 2020-01 5\n", {"7|minimum"}},
        {SITE INDICATOR "minimum = nan\n", {"7|minimum"}},
        {SITE INDICATOR "target = 2027 0\n", {"7|target"}},
        {SITE INDICATOR "target = 2027-13 0\n", {"7|target"}},
        {SITE INDICATOR "target =\n", {"7|[PERIOD] NUMBER"}},
        {SITE INDICATOR "target = 2027-03 0 x\n", {"7|[PERIOD] NUMBER"}},
        {SITE INDICATOR "event = 2027-03\n", {"7|PERIOD WORDS"}},
        {SITE INDICATOR "event = x words\n", {"7|event"}},
        {SITE INDICATOR "event = 2019-10 a\nevent.en = 2019-11 b\n",
         {"8|event.en: no event at 2019-11"}},
        {SITE INDICATOR "rebase.2019 = 2019-10 a\n", {"7|expected .en"}},
        {SITE INDICATOR "where = abc\n", {"7|HEAD=CELL"}},
        {SITE INDICATOR "where = abc\nlayout = text\n", {"7|HEAD=CELL"}},
        {SITE INDICATOR "where = abc =\nlayout = across\n", {"7|HEAD=CELL"}},
        {SITE INDICATOR "where = = abc\n", {"7|HEAD=CELL"}},
        {SITE INDICATOR "where = abc =\n", {"7|HEAD=CELL"}},
        {SITE INDICATOR "table =\n", {"7|regular expression"}},
        {SITE POLICY PROGRAM "budget.2024 = 7,469\n", {"7|plain digits"}},
        {SITE POLICY PROGRAM "budget.2024 = -1\n", {"7|plain digits"}},
        {SITE POLICY PROGRAM "start = 2021-02-30\n", {"7|a month or a day"}},
        {SITE POLICY PROGRAM "lag = 6\n", {"7|such as 6m"}},
        /* one bad frequency, not a fault for everything that needs it */
        {SITE "[indicator i]\ntitle = a\nunit = b\nfrequency = montly\nbetter = higher\n"
              "target = 2027-03 0\nevent = 2020-01 a\n",
         {"5|did you mean \"monthly\""}},
    };
    check_all(*state, cases, sizeof cases / sizeof cases[0]);
    /* what the pattern compiler says stands as it is */
    assert_int_equal(load_text(*state, SITE INDICATOR "table = a(\n"), -1);
    assert_int_equal(((struct fixture *)*state)->faults.items[0].line, 7);
}

static void test_bad_references(void **state)
{
    static const struct bad cases[] = {
        {SITE SOURCE INDICATOR "source = t\n", {"9|there is no [source t]"}},
        {SITE "[source lobo]\nurl = http://a.jp/\n" INDICATOR "source = loob\nvalue = v\n",
         {"9|did you mean \"lobo\""}},
        {SITE SOURCE INDICATOR "source = s s\nvalue = v\n", {"9|named twice"}},
        {SITE SOURCE INDICATOR "source =\nvalue = v\n", {"9|or none"}},
        {SITE INDICATOR "compare = i\n", {"7|circular"}},
        {SITE INDICATOR "peers = i\n", {"7|peers: \"i\" itself, expected others"}},
        {SITE INDICATOR "peers = j\n"
                        "[indicator j]\ntitle=J\nunit=社\nfrequency=monthly\nbetter=lower\n",
         {"7|peers: \"j\" is in 社, expected one in 人"}},
        {SITE INDICATOR "respondents = i\n", {"7|expected another that is monthly"}},
        {SITE INDICATOR
         "respondents = j\n"
         "[indicator j]\ntitle=J\nunit=社\nfrequency=fiscal-year\nbetter=lower\n",
         {"7|\"j\" is fiscal-year, expected another that is monthly"}},
        {SITE INDICATOR "outlook = i\n", {"7|outlook: \"i\" itself, expected another"}},
        {SITE INDICATOR "outlook = j\n"
                        "[indicator j]\ntitle=J\nunit=社\nfrequency=monthly\nbetter=lower\n",
         {"7|outlook: \"j\" is in 社"}},
        {SITE INDICATOR "ahead = 25\n", {"7|24"}},
        {SITE INDICATOR "chart = pie\n", {"7|bars"}},
        {SITE INDICATOR "minimum = 0\ntarget = 2027-03 -1\n",
         {"8|beyond minimum and maximum"}},
        {SITE INDICATOR "maximum = 100\nbaseline = 2023-03 101\n",
         {"8|beyond minimum and maximum"}},
        {SITE INDICATOR "compare = j\n"
                        "[indicator j]\ntitle=J\nunit=％\nfrequency=monthly\nbetter=lower\n",
         {"7|\"j\" is in ％, expected one in 人"}},
        {SITE INDICATOR
         "compare = j\n"
         "[indicator j]\ntitle=J\nunit=人\nfrequency=fiscal-year\nbetter=lower\n",
         {"7|\"j\" is fiscal-year, expected one that is monthly"}},
        {SITE INDICATOR "compare = j\n"
                        "[indicator j]\ntitle=J\nunit=人\nfrequency=montly\nbetter=lower\n",
         {"11|did you mean \"monthly\""}},
        {SITE "[indicator a]\ntitle=a\nunit=a\nfrequency=daily\nbetter=lower\ncompare=b\n"
              "[indicator b]\ntitle=a\nunit=a\nfrequency=daily\nbetter=lower\ncompare=c\n"
              "[indicator c]\ntitle=a\nunit=a\nfrequency=daily\nbetter=lower\ncompare=b\n",
         {"13|circular"}},
        {SITE "[policy p]\ntitle = P\nchallenge = c\n", {"4|no [challenge c]"}},
        {SITE "[program g]\ntitle = G\npolicy = none\n", {"4|no [policy none]"}},
        {SITE "[program g]\ntitle = G\npolicy =\n", {"4|an id"}},
        {SITE POLICY PROGRAM "moves = i\n", {"7|no [indicator i]"}},
        {SITE POLICY INDICATOR "[program g]\ntitle = G\npolicy = p\nmoves = i\ncontext = i\n",
         {"13|stands in moves too"}},
        {SITE POLICY PROGRAM "was = 旧 g\n", {"7|circular"}},
        {SITE POLICY "[program a]\ntitle = A\npolicy = p\nwas = b\n"
                     "[program b]\ntitle = B\npolicy = p\nwas = a\n",
         {"7|circular", "11|circular"}},
        {SITE "[alert a]\nindicator = x\nwhen = y\nnotify = z\n",
         {"3|no [indicator x]", "5|no [notify z]"}},
        {SITE "[graph g]\nrrdgraph = DEF:v=x:LAST\n", {"3|no [indicator x]"}},
    };
    check_all(*state, cases, sizeof cases / sizeof cases[0]);
}

static void test_contradictions(void **state)
{
    static const struct bad cases[] = {
        {SITE "[source s]\n", {"2|neither url nor page"}},
        {SITE "[source s]\npage = http://a.jp/\n", {"3|page without link"}},
        {SITE SOURCE "link = a\n", {"3|url and link", "4|link without page"}},
        {SITE SOURCE "page = http://a.jp/\nlink = a\n", {"3|url and link"}},
        {SITE SOURCE "page = http://a.jp/\nbody = x\nmethod = GET\n", {"5|a GET has no body"}},
        {SITE SOURCE "since = 2020-04\n", {"4|since is for documents named by"}},
        {SITE SOURCE "auth = digest:x\n", {"4|expected bearer:FILE, basic:FILE, query:"}},
        {SITE SOURCE "auth = query:a b:x\n", {"4|expected bearer:FILE, basic:FILE, query:"}},
        {SITE SOURCE "auth = query:appId:\n", {"4|expected bearer:FILE, basic:FILE, query:"}},
        {SITE SOURCE "header = Cookie: a=b\n", {"4|Cookie: is not to be set"}},
        {SITE SOURCE "header = authorization: Bearer x\n", {"4|secrets never stand here"}},
        {SITE "[source s]\nurl = http://u:p@a.jp/?b@c\n", {"3|user and password never"}},
        {SITE SOURCE "header = nothing\n", {"4|expected NAME: VALUE"}},
        {SITE SOURCE "key = k.pem\n", {"4|key without certificate"}},
        {SITE SOURCE "robots = ignore\n", {"4|expected obey, or ignore: and the reason"}},
        {SITE SOURCE "robots = ignore:  \n", {"4|expected obey, or ignore: and the reason"}},
        {SITE "[source s]\nurl = http://a.jp/{%X}\n", {"3|\"%X\" is no placeholder"}},
        {SITE "[source s]\nurl = http://a.jp/{%Y} http://a.jp/\n", {"3|that one alone"}},
        {SITE "[source s]\npage = http://a.jp/\nlink = (?<month>.)\n",
         {"4|none for the year"}},
        {SITE "[source s]\npage = http://a.jp/\nlink = a\nmethod = POST\n",
         {"4|links are followed by GET"}},
        {SITE SOURCE INDICATOR "source = s\n", {"4|no value, expected the head"}},
        {SITE SOURCE INDICATOR "source = s\nlayout = across\n", {"4|the label of the row"}},
        {SITE SOURCE INDICATOR "source = s\nlayout = text\n", {"4|(?<value>"}},
        {SITE SOURCE INDICATOR "source = s\nlayout = text\nvalue = a(?<value>b)\n",
         {"11|(?<period>"}},
        {SITE SOURCE INDICATOR "source = s\nlayout = text\nvalue = (?<value>b)(\n",
         {"11|value: pattern"}},
        {SITE SOURCE INDICATOR "source = s\nlayout = text\nvalue = a\nperiod = (?<value>b)\n",
         {"11|(?<value>", "12|(?<period>"}},
        {SITE INDICATOR "era = edo\n", {"7|heisei"}},
        {SITE SOURCE "[indicator i]\ntitle = I\nunit = 人\nfrequency = fiscal-year\n"
                     "better = higher\nsource = s\nlayout = matrix\n",
         {"10|monthly or quarterly"}},
        {SITE SOURCE INDICATOR "source = s\nvalue = a\nperiod =\n", {"11|period is empty"}},
        {SITE INDICATOR "minimum = 5\nmaximum = 5.0\n", {"7|not below"}},
        {SITE INDICATOR "target = 2023-04 0\nbaseline = 2023-04 1\n", {"7|not after"}},
        {SITE INDICATOR "year = ends\n", {"7|frequency = fiscal-year"}},
        {SITE POLICY PROGRAM "kind = effort\nbudget.2024 = 1\nsettled.2025 = 1\n",
         {"8|effort", "9|effort"}},
        {SITE POLICY PROGRAM "start = 2024-04\nend = 2024-03\n", {"8|end is before"}},
        {SITE POLICY PROGRAM "budget.2024 = 1\ntitle.2024 = H\n", {"8|both hold"}},
        {SITE POLICY "[program g]\nbudget.2024 = 1\ntitle.2025 = H\npolicy = p\n",
         {"6|without a year too"}},
        {SITE POLICY "[program g]\ntitle.2025 = H\npolicy = p\n", {"5|without a year too"}},
        {SITE "[notify n]\ntype = mail\n", {"2|\"url\"", "2|\"from\"", "2|\"to\""}},
        {SITE "[notify n]\ntype = webhook\n", {"2|\"url\""}},
        {SITE "[notify n]\ntype = webhook\nurl = smtp://a.jp\n", {"4|for a webhook"}},
        {SITE "[notify n]\ntype = mail\nurl = https://a.jp\nfrom = a@b\nto = a@b, c\n",
         {"4|for mail", "6|separated by spaces", "6|separated by spaces"}},
    };
    check_all(*state, cases, sizeof cases / sizeof cases[0]);
}

static void test_all_faults_in_one_run(void **state)
{
    struct fixture *fixture = *state;
    const struct bad bad = {
        "[site]\nlanguage = xx\ntitel = a\n[policy p]\n[indicator I]\nbroken\n[policy p]\n"
        "title = a\n",
        {"2|language", "3|did you mean \"title\"", "4|lacks \"title\"", "5|[indicator ID]",
         "6|[section] or key", "7|duplicate"}};
    check_bad(fixture, &bad);
    assert_non_null(strstr(fixture->err.text, "6 faults"));
    assert_non_null(strstr(fixture->err.text, "shihyo.ini:2: language"));
}

static void test_many_faults_are_bounded(void **state)
{
    struct fixture *fixture = *state;
    struct buf text;
    buf_init(&text, 1 << 20);
    (void)buf_puts(&text, SITE);
    for (int i = 0; i < 1000; i++)
        (void)buf_printf(&text, "[policy p%d]\n", i);
    assert_int_equal(load_text(fixture, text.data), -1);
    assert_int_equal(fixture->faults.count, FAULTS_MAX);
    assert_non_null(strstr(fixture->err.text, "1000 faults"));
    buf_free(&text);
}

/* The state folder of `text`, "" where faults may touch it. */
static const char *site_of(struct fixture *fixture, const char *text)
{
    static char out[PATH_SIZE];
    out[0] = '\0';
    write_text(fixture, "shihyo.ini", text);
    if (settings_load_site(fixture->path, &fixture->settings))
        str_copy(out, sizeof out, strrchr(fixture->settings->site.state, '/'));
    else
        assert_null(fixture->settings);
    forget(fixture);
    return out;
}

static void test_site_of_a_faulty_one(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(site_of(fixture, "[site]\nstate = here\n" INDICATOR), "/here");
    assert_string_equal(site_of(fixture, "[site]\nstate = here\n[indicator i]\nunit = 人\n"),
                        "/here");
    assert_string_equal(
        site_of(fixture, INDICATOR "colour = red\nstray line\n[site]\nstate = here\n"),
        "/here");
    assert_string_equal(site_of(fixture, "[site]\nstate = here\ncolour = red\n" INDICATOR),
                        "");
    assert_string_equal(site_of(fixture, "[site]\nstate here\n" INDICATOR), "");
    assert_string_equal(site_of(fixture, "stray\n[site]\nstate = here\n"), "");
    assert_string_equal(site_of(fixture, "[site]\nstate = here\ninclude = none.ini\n"), "");
    assert_string_equal(site_of(fixture, INDICATOR), "");
}

static void test_includes(void **state)
{
    struct fixture *fixture = *state;
    char path[PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/sub", fixture->folder);
    assert_int_equal(mkdir(path, 0755), 0);
    write_text(fixture, "b.ini", "[policy b]\ntitle = B\n");
    write_text(fixture, "a.ini", "[policy a]\ntitle = A\n");
    write_text(fixture, "sub/d.ini",
               "[site]\noutput = out\ninclude = e.ini\n[policy d]\ntitle = D\n");
    write_text(fixture, "sub/e.ini", "[policy e]\ntitle = E\n");
    const struct settings *settings =
        load_good(fixture, "[site]\nstate = s\ninclude = [ab].ini\n  sub/d*.ini\n"
                           "[policy z]\ntitle = Z\n");
    static const char *const order[] = {"z", "a", "b", "d", "e"};
    assert_int_equal(settings->policy_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(settings->policies[i].id, order[i]);
    assert_true(str_ends(settings->policies[1].origin.file, "/a.ini"));
    assert_true(str_ends(settings->site.output, "/sub/out"));
    assert_false(str_ends(settings->site.state, "/sub/s"));
    /* a fault in an included file names it */
    write_text(fixture, "b.ini", "[policy b]\ntitle = B\nx = y\n[policy a]\ntitle = A\n");
    assert_int_equal(load(fixture), -1);
    assert_int_equal(fixture->faults.count, 2);
    assert_true(str_ends(fixture->faults.items[0].file, "/b.ini"));
    assert_int_equal(fixture->faults.items[0].line, 3);
    assert_non_null(strstr(fixture->faults.items[1].text, "/a.ini:1"));
}

static void test_bad_includes(void **state)
{
    static const struct bad cases[] = {
        {"[site]\ninclude = nothing*.ini\n", {"2|no file matches"}},
        {"[site]\ninclude = nothing.ini\n[alert a]\nindicator = i\nwhen = w\n",
         {"2|no file matches"}},
        {"[site]\ninclude =\n", {"2|patterns of file names"}},
        {"[site]\ninclude = *.ini\n", {"2|circular"}},
        {"[site]\ninclude = a.ini\n  a.ini\n", {"2|twice"}},
    };
    struct fixture *fixture = *state;
    write_text(fixture, "a.ini", "[policy a]\ntitle = A\n");
    check_all(fixture, cases, sizeof cases / sizeof cases[0]);
    static const struct bad pipe = {"[site]\ninclude = pipe.ini\n",
                                    {"2|is a pipe and no file, expected a file of settings"}};
    char pipe_path[PATH_SIZE];
    (void)snprintf(pipe_path, sizeof pipe_path, "%s/pipe.ini", fixture->folder);
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    check_bad(fixture, &pipe);
    write_text(fixture, "a.ini", "[site]\ninclude = b.ini\n");
    write_text(fixture, "b.ini", "[site]\ninclude = c.ini\n");
    write_text(fixture, "c.ini", "[site]\n\ninclude = a.ini\n");
    assert_int_equal(load_text(fixture, "[site]\ninclude = a.ini\n"), -1);
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->faults.items[0].line, 3);
    assert_true(str_ends(fixture->faults.items[0].file, "/c.ini"));
}

static void test_deep_includes(void **state)
{
    struct fixture *fixture = *state;
    char name[16];
    char text[64];
    for (int i = 0; i < 12; i++) {
        (void)snprintf(name, sizeof name, "deep%d.ini", i);
        (void)snprintf(text, sizeof text, "[site]\ninclude = deep%d.ini\n", i + 1);
        write_text(fixture, name, text);
    }
    assert_int_equal(load_text(fixture, "[site]\ninclude = deep0.ini\n"), -1);
    assert_int_equal(fixture->faults.count, 1);
    assert_non_null(strstr(fixture->faults.items[0].text, "limit"));
    for (int i = 0; i < 12; i++) {
        char path[PATH_SIZE];
        (void)snprintf(path, sizeof path, "%s/deep%d.ini", fixture->folder, i);
        (void)unlink(path);
    }
}

static void test_files_that_cannot_be_read(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(load(fixture), -1);
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->err.code, ERR_CONFIG);
    assert_int_equal(mkdir(fixture->path, 0755), 0);
    assert_int_equal(load(fixture), -1);
    assert_int_equal(fixture->faults.count, 1);
    (void)rmdir(fixture->path);
    write_text(fixture, "shihyo.ini", "[site]\ninclude = a.ini\n");
    write_text(fixture, "a.ini", "[policy \x8e\x77]\n");
    assert_int_equal(load(fixture), -1);
    assert_int_equal(fixture->faults.count, 1);
    assert_true(str_ends(fixture->faults.items[0].file, "/a.ini"));
    settings_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_site_alone_is_enough, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_site_as_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_source, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_indicator_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_indicator_as_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_readers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_program_years, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_new_title_forgets_the_old_english_one, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_program_without_budget, set_up, tear_down),
        cmocka_unit_test(test_which_amount_is_printed),
        cmocka_unit_test(test_labels_fall_back),
        cmocka_unit_test_setup_teardown(test_alerts_and_graphs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_sections, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_references, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_contradictions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_all_faults_in_one_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_faults_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_site_of_a_faulty_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_includes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_includes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_deep_includes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_that_cannot_be_read, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
