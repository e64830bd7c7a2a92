/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the pages: graphs/site. All names and figures are test data. */
#include "graphs/site/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/edition.h"
#include "core/civil.h"
#include "core/str.h"
#include "graphs/site/shell.h"
#include "graphs/site/style.h"

enum { APRIL = 2023 * 12 + 3, MONTHS = 3 };

#define HOSTILE "<script>alert(\"x\")</script> & 'y'"
#define SAFE "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;"

struct fixture {
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
    struct site_digest digests[3];
    const char *texts[3];
    const char *policy_words[2];
    const char *program_words[8];
    struct awaited awaited[3];
    struct site_awaited source_awaited[2];
    struct site_matter matters[3];
    struct html_template frame;
    struct settings other; /* in the other language */
    struct alert alerts[1];
    struct health health[2];
    struct site_input input;
    struct buf page;
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
        f->matters[i] =
            (struct site_matter){.indicator = &f->indicators[i], .series = f->series[i]};
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
    f->settings.challenges = &f->challenge;
    f->settings.challenge_count = 1;
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
                                  .since = 1700000000,
                                  .text = "Alert text"};
    for (size_t i = 0; i < 3; i++)
        f->texts[i] = "";
    for (size_t i = 0; i < 2; i++)
        f->health[i] = (struct health){
            .source = f->sources[i].id, .error = "", .last_success = 1700000000};
    shell_read(shell_built_in(), "page.html", f->settings.arena, &f->frame, &f->err);
    f->input = (struct site_input){.settings = &f->settings,
                                   .frame = &f->frame,
                                   .original = LANGUAGE_EN,
                                   .digests = f->digests,
                                   .revisions = f->texts,
                                   .held = f->texts,
                                   .policy_words = f->policy_words,
                                   .program_words = f->program_words,
                                   .awaited = f->awaited,
                                   .source_awaited = f->source_awaited,
                                   .alerts = f->alerts,
                                   .alert_count = 1,
                                   .sources = f->health,
                                   .year = 2024,
                                   .now = 1700000000};
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return -1;
    f->settings.arena = arena_new();
    add_indicators(f);
    add_programs(f);
    connect(f);
    buf_init(&f->page, 1 << 24);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_free(f->settings.arena);
    buf_free(&f->page);
    free(f);
    return 0;
}

static const char *make(struct fixture *f, const struct page_kind *kind,
                        struct site_subject subject)
{
    for (size_t i = 0; i < 3; i++)
        site_digest(&f->settings, &f->matters[i], f->settings.arena, &f->digests[i]);
    buf_reset(&f->page);
    if (subject.id == NULL)
        subject.id = "";
    if (site_page(kind, &f->input, &subject, &f->page, &f->err))
        fail_msg("%s", f->err.text);
    return buf_text(&f->page);
}

static const char *home(struct fixture *f)
{
    return make(f, &page_home, (struct site_subject){0});
}

static const char *indicator(struct fixture *f, size_t i)
{
    return make(f, &page_indicator,
                (struct site_subject){.entry = &f->indicators[i],
                                      .id = f->indicators[i].id,
                                      .matters = &f->matters[i],
                                      .matter_count = 1});
}

static const char *program(struct fixture *f)
{
    return make(
        f, &page_program,
        (struct site_subject){
            .entry = &f->programs[0], .id = "park", .matters = f->matters, .matter_count = 2});
}

static const char *policy(struct fixture *f)
{
    return make(f, &page_policy,
                (struct site_subject){.entry = &f->policies[0], .id = "centre"});
}

/* Every page of the site, one behind the other. */
static const char *all(struct fixture *f)
{
    const char *text = "";
    for (size_t i = 0; i < page_count(); i++) {
        const struct page_kind *kind = page_at(i);
        if (kind->is_shown != NULL && kind->of == PAGE_OF_SITE &&
            !kind->is_shown(&f->input, NULL))
            continue;
        if (kind == &page_indicator)
            for (size_t k = 0; k < 3; k++)
                text = page_shows(&f->input, &f->indicators[k])
                           ? arena_printf(f->settings.arena, "%s%s", text, indicator(f, k))
                           : text;
        else if (kind == &page_program)
            text = arena_printf(f->settings.arena, "%s%s", text, program(f));
        else if (kind == &page_policy)
            text = arena_printf(f->settings.arena, "%s%s", text, policy(f));
        else
            text = arena_printf(f->settings.arena, "%s%s", text,
                                make(f, kind, (struct site_subject){0}));
    }
    return text;
}

static void expect(const char *page, const char *text, bool there)
{
    if ((strstr(page, text) != NULL) != there)
        fail_msg("%s: %s", there ? "not on the page" : "on the page", text);
}

static size_t count(const char *page, const char *text)
{
    size_t found = 0;
    for (const char *at = page; (at = strstr(at, text)) != NULL; at++)
        found++;
    return found;
}

/* --- the shell --- */

static void test_shell(void **state)
{
    static const char *const THERE[] = {
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "<meta charset=\"utf-8\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
        "img-src &#39;self&#39;; style-src &#39;self&#39;; script-src &#39;self&#39;; "
        "base-uri "
        "&#39;none&#39;; form-action &#39;none&#39;\">",
        "<title>Title of di – Site</title>",
        "<link rel=\"stylesheet\" href=\"../style.css\">",
        "<link rel=\"alternate\" hreflang=\"ja\" href=\"../ja/indicators/di.html\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"../indicators/di.html\">",
        "<a class=\"switch\" href=\"../ja/indicators/di.html\" hreflang=\"ja\" "
        "lang=\"ja\">日本語</a>",
        "<a class=\"skip\" href=\"#main\">",
        "<main id=\"main\">",
        "<a href=\"../index.html\">Site</a>",
        "internal edition",
        "<a href=\"../alerts.html\">Alerts</a>",
        "<footer>",
    };
    const char *page = indicator(*state, 0);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(page, THERE[i], true);
    expect(page, "<script", false);
    expect(page, " style=", false);
    page = home(*state);
    expect(page, "<title>Site</title>", true);
    expect(page, "<a href=\"index.html\" aria-current=\"page\">", true);
    expect(page, "href=\"ja/index.html\"", true);
}

/* The other edition of the same page: same name, other folder, other words. */
static void test_other_language(void **state)
{
    struct fixture *f = *state;
    struct site_input input = f->input;
    f->other = f->settings;
    f->other.site.language = LANGUAGE_JA;
    f->indicators[0].title = (struct label){"題名", "English title"};
    f->input.settings = &f->other;
    const char *page = indicator(f, 0);
    expect(page, "<html lang=\"ja\">", true);
    expect(page, "href=\"../../style.css\"", true);
    expect(page, "<a href=\"../index.html\" lang=\"en\">Site</a>", true);
    expect(page, "<h1>題名</h1>", true);
    expect(page, "href=\"../../indicators/di.html\" hreflang=\"en\" lang=\"en\">English</a>",
           true);
    expect(page, "src=\"../charts/di.svg\"", true); /* drawn in its language */
    expect(page, "srcset=\"../charts/di.dark.svg\"", true);
    expect(page, "2023年4月", true);
    expect(page, "▲15.4", true);
    expect(page, "<span lang=\"en\">Alert text</span>", true);
    expect(page, "<li><a href=\"../programs/park.html\" lang=\"en\">Program</a>", true);
    f->input = input;
    page = indicator(f, 0);
    expect(page, "<h1>English title</h1>", true);
    f->indicators[0].title.en = NULL;
    page = indicator(f, 0);
    expect(page, "<h1>題名</h1>", true); /* the configuration's own language is not told */
}

static void test_addresses_with_a_base(void **state)
{
    struct fixture *f = *state;
    f->settings.site.base_url = "https://example.jp/s/";
    const char *page = indicator(f, 0);
    expect(page, "hreflang=\"ja\" href=\"https://example.jp/s/ja/indicators/di.html\"", true);
    expect(page, "hreflang=\"en\" href=\"https://example.jp/s/indicators/di.html\"", true);
}

/* --- frames of one's own --- */

#define FRAME                                                                                 \
    "<html lang={{lang}}>{{ head }}<!-- ours {{root}}{{root}} "                               \
    "-->{{skip}}{{switch}}{{menu}}<main "                                                     \
    "id=\"main\">{{content}}</main>\n"

static void test_a_frame_of_ones_own(void **state)
{
    struct fixture *f = *state;
    struct html_template frame;
    assert_int_equal(shell_read(FRAME, "page.html", f->settings.arena, &frame, &f->err), 0);
    f->input.frame = &frame;
    f->indicators[0].title.text = "{{content}} <b>"; /* what comes from elsewhere is no slot */
    const char *page = indicator(f, 0);
    assert_true(str_starts(page, "<html lang=en><meta charset"));
    expect(page, "<!-- ours ../../ --><a class=\"skip\"", true);
    expect(page, "<h1>{{content}} &lt;b&gt;</h1>", true);
    expect(page, "shihyo 0", false); /* it has no footer */
    assert_true(str_ends(page, "</main>\n"));
}

static void test_broken_frames(void **state)
{
    static const struct {
        const char *text;
        const char *told;
    } CASES[] = {
        {"", "page.html:1: a slot is missing: \"lang\""},
        {"a\nb{{lang}}\n{{lnag}}", "page.html:3: there is no slot \"lnag\""},
        {"\n{{menu}}{{menu}}", "page.html:2: a slot stands twice: \"menu\""},
        {"\n\n{{lang", "page.html:3: a slot is not closed, expected }}"},
        {"{{}}", "page.html:1: there is no slot"},
        {"\xff", "page.html:1: it is not in UTF-8"},
        {"{{lang}}{{head}}{{skip}}{{switch}}{{menu}}\n\n",
         "page.html:3: a slot is missing: \"content\""},
    };
    struct fixture *f = *state;
    struct html_template frame;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(
            shell_read(CASES[i].text, "page.html", f->settings.arena, &frame, &f->err), -1);
        assert_int_equal(f->err.code, ERR_CONFIG);
        assert_string_equal(f->err.text, CASES[i].told);
    }
}

/* --- what stands on them --- */

static void test_home(void **state)
{
    static const char *const THERE[] = {
        "<h1>Site</h1>",
        "Alert text",
        "class=\"critical\"",
        "<h2>Challenge</h2>",
        "<p class=\"challenge\">In full</p>",
        "<h3><a href=\"policies/centre.html\">Policy</a></h3>",
        "FY2024 initial budget, total of the 1 program listed: 46,766 thousand yen",
        "<h2>Other policies</h2>",
        "<h3><a href=\"policies/empty.html\">Other policy</a></h3>",
        "<a href=\"indicators/di.html\"><picture>",
        "srcset=\"charts/di.thumbnail.dark@2x.png 2x\"",
        "src=\"charts/di.thumbnail@2x.png\"",
        "alt=\"Title of di. Jun 2023: −15.6",
        "<p class=\"soft\">Value of Jun 2023</p>",
        "<h2>Other indicators</h2>",
        "href=\"indicators/alone.html\"",
        "href=\"indicators/secret.html\"",
    };
    const char *page = home(*state);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(page, THERE[i], true);
}

static void test_loans_stand_apart(void **state)
{
    struct fixture *f = *state;
    f->years[1] = (struct program_year){.fiscal_year = 2024,
                                        .title = {"Loan", NULL},
                                        .policy = &f->policies[0],
                                        .budget = {true, 6650876}};
    f->programs[1] = (struct program){
        .id = "loan", .years = &f->years[1], .year_count = 1, .kind = PROGRAM_LOAN};
    f->settings.program_count = 2;
    expect(home(f),
           "total of the 2 programs listed: 6,697,642 thousand yen (of which loans, with "
           "capital deposited at banks: 6,650,876 thousand yen); without them: 46,766",
           true);
    f->settings.site.language = f->input.original = LANGUAGE_JA;
    expect(home(f),
           "令和6年度当初予算　掲載2事業の計 6,697,642千円（うち融資事業費 6,650,876千円、"
           "原資預託を含む）、同事業を除く計 46,766千円",
           true);
}

static void test_indicator(void **state)
{
    static const char *const THERE[] = {
        "<h1>Title of di</h1>",
        "src=\"../charts/di.png\" srcset=\"../charts/di.png 1x, ../charts/di@2x.png 2x\"",
        "media=\"screen and (prefers-color-scheme: dark)\" srcset=\"../charts/di.dark.svg\"",
        "alt=\"Chart: Title of di. Jun 2023: −15.6",
        "<th scope=\"row\">Apr 2023</th><td>−15.4</td><td></td>",
        "<th scope=\"row\">May 2023</th><td></td><td>no figure</td>",
        "<a href=\"../programs/park.html\">Program</a>",
        "46,766 thousand yen (FY2024 initial budget)",
        "no direct evidence",
        "Alert text",
        "<summary>The chart in words</summary>",
        "href=\"../icon.svg\"",
        "<section class=\"region\" tabindex=\"0\" aria-label=\"Figures\">",
        "<a href=\"../charts/di.svg\" download>SVG</a>",
    };
    const char *page = indicator(*state, 0);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(page, THERE[i], true);
    /* newest first */
    assert_true(strstr(page, ">Jun 2023</th>") < strstr(page, ">Apr 2023</th>"));
}

static void test_revisions_are_told(void **state)
{
    struct fixture *f = *state;
    struct observation versions[] = {
        {.period = {FREQUENCY_MONTHLY, APRIL}, .value = {-154, 1}, .source = "s"},
        {.period = {FREQUENCY_MONTHLY, APRIL + 1}, .value = {-150, 1}, .source = "s"},
        {.period = {FREQUENCY_MONTHLY, APRIL + 1}, .value = {-151, 1}, .source = "s"}};
    f->matters[0].vintages = (struct series){"di", FREQUENCY_MONTHLY, versions, 3};
    const char *page = indicator(f, 0);
    const char *folded = strstr(page, "<summary>How figures were revised");
    assert_non_null(folded);
    expect(folded, "<td>−15.0</td>", true);
    expect(folded, "<td>−15.1</td>", true);
    expect(folded, "Apr 2023", false); /* it was never revised */
    expect(folded, "Official source", true);
}

static void test_long_series(void **state)
{
    struct fixture *f = *state;
    struct observation many[400];
    for (int32_t i = 0; i < 400; i++)
        many[i] = (struct observation){.period = {FREQUENCY_MONTHLY, APRIL - 400 + i},
                                       .value = {7000 + i, 0}};
    f->matters[0].series = (struct series){"di", FREQUENCY_MONTHLY, many, 400};
    const char *page = indicator(f, 0);
    expect(page, "<td>7,399.0</td>", true);
    expect(page, "<td>7,100.0</td>", true);
    expect(page, "<td>7,099.0</td>", false);
    expect(page, "Earlier figures are left out", true);
    assert_true(strlen(page) < 100000);
}

static void test_withheld(void **state)
{
    struct fixture *f = *state;
    f->observations[2].masked = true;
    f->observations[2].status = OBSERVATION_MISSING;
    expect(indicator(f, 0), "<td>×</td><td>withheld</td>", true);
}

static void test_program(void **state)
{
    static const char *const THERE[] = {
        "<h1>Program</h1>",
        "<dd><a href=\"../policies/centre.html\">Policy</a></dd>",
        "<dd>Summary</dd>",
        "Because",
        "<th scope=\"row\">FY2024</th><td class=\"figure\">46,766 thousand yen</td>",
        "<dt>Pledge</dt>",
        "not known",
        "href=\"../indicators/di.html\"",
        "no direct evidence",
    };
    struct fixture *f = *state;
    const char *page = program(f);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(page, THERE[i], true);
    /* background stands apart from what it is meant to move */
    expect(page, "<h2>Background</h2>", false);
    f->programs[0].move_count = 0;
    f->programs[0].context = f->moved;
    f->programs[0].context_count = 2;
    page = program(f);
    expect(page, "No indicator is set.", true);
    expect(page, "<h2>Background</h2>", true);
}

static void test_a_program_without_anything(void **state)
{
    struct fixture *f = *state;
    f->programs[0].move_count = 0;
    f->programs[0].why = NULL;
    f->years[0] = (struct program_year){.title = {"Program", NULL}, .policy = &f->policies[0]};
    const char *page = program(f);
    expect(page, "No budget printed.", true);
    expect(page, "No indicator is set.", true);
}

static void test_an_indicator_without_figures(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < 3; i++)
        f->matters[i].series.count = 0;
    expect(indicator(f, 0), "There are no figures yet.", true);
    const char *page = home(f);
    expect(page, "charts/", false);
    expect(page, "No figures yet: <a href=\"indicators/di.html\">Title of di</a>", true);
    f->settings.site.audience = AUDIENCE_PUBLIC; /* what others print it does not say */
    expect(indicator(f, 0), "There are no official figures here yet.", true);
    expect(home(f), "No official figures here yet: <a href=", true);
}

static void test_sources(void **state)
{
    struct fixture *f = *state;
    f->health[1].error = "no answer";
    const char *page = make(f, &page_sources, (struct site_subject){0});
    expect(page, "no answer", false); /* an old error of a source that is well */
    expect(page, "Press source</span> (for reference)", true);
    f->health[1].failing_since = 5;
    expect(make(f, &page_sources, (struct site_subject){0}), "no answer", true);
    f->sources[0].url = "http://example.jp/x";
    expect(make(f, &page_sources, (struct site_subject){0}),
           "<a href=\"http://example.jp/x\">Official source</a>", true);
    f->sources[0].url = "javascript:alert(1)";
    expect(make(f, &page_sources, (struct site_subject){0}), "javascript", false);
}

/* What leads to a publisher, and what must not stand in a page. */
static void test_documents_and_addresses(void **state)
{
    static const char *const BAD[] = {"https://api.example.jp/x?appId=123",
                                      "https://api.example.jp/x?a=b&apiKEY=1",
                                      "https://x/y?token=1",
                                      "https://user:word@example.jp/",
                                      "javascript:alert(1)",
                                      "file.html",
                                      "",
                                      "ftp://example.jp/x"};
    struct fixture *f = *state;
    struct site_document documents[] = {
        {&f->sources[0], "https://example.jp/one.pdf", 1700000000},
        {&f->sources[0], "https://x/y?appid=1", 1700000000}};
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(page_may_link(BAD[i]));
    assert_true(page_may_link("https://example.jp/a?b=c&year=2024"));
    f->matters[0].documents = documents;
    f->matters[0].document_count = 2;
    const char *page = indicator(f, 0);
    expect(page,
           "<a href=\"https://example.jp/one.pdf\">Official source (as of 14 Nov 2023)</a>",
           true);
    expect(page, "appid", false);
}

static void test_a_graph_without_a_picture_is_left_out(void **state)
{
    static const bool DRAWN[] = {false};
    struct fixture *f = *state;
    expect(make(f, &page_graphs, (struct site_subject){0}), "src=\"graphs/classic.png\"",
           true);
    f->input.drawn = DRAWN;
    expect(make(f, &page_graphs, (struct site_subject){0}), "graphs/classic.png", false);
}

static void test_empty_configuration(void **state)
{
    struct fixture *f = *state;
    struct settings empty = {.site = {.title = {"Site", NULL}}, .arena = f->settings.arena};
    f->input = (struct site_input){.settings = &empty, .frame = &f->frame};
    for (size_t i = 0; i < page_count(); i++) {
        struct site_subject subject = {.id = ""};
        if (page_at(i)->of != PAGE_OF_SITE && page_at(i)->of != PAGE_OF_PARTS)
            continue;
        buf_reset(&f->page);
        assert_int_equal(site_page(page_at(i), &f->input, &subject, &f->page, &f->err), 0);
        assert_true(str_ends(buf_text(&f->page), "</body>\n</html>\n"));
    }
}

static void test_gone(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(site_gone(&page_indicator, &f->input, "former", &f->page, &f->err), 0);
    expect(buf_text(&f->page), "<h1>This page has ended</h1>", true);
    expect(buf_text(&f->page), "<a href=\"../index.html\">To the first page</a>", true);
    expect(buf_text(&f->page), "ja/indicators/former.html", true);
}

/* --- editions --- */

static void test_public_edition(void **state)
{
    static const char *const ABSENT[] = {
        "internal", "Internal", "Alert",   "critical",     "secret",         "pledge",
        "Pledge",   "broken",   "graphs/", "Press source", "To be confirmed"};
    static const char *const THERE[] = {"Title of di", "Program", "Official source", "46,766",
                                        "Who is counted"};
    struct fixture *f = *state;
    f->settings.site.audience = AUDIENCE_PUBLIC;
    f->indicators[0].definition.text = "Who is counted";
    f->indicators[0].note.text = "To be confirmed";
    f->programs[0].note = "To be confirmed";
    f->health[0].error = "broken";
    f->health[0].failing_since = 5;
    f->matters[1].series.count = 0; /* as the edition gives it */
    const char *pages = all(f);
    for (size_t i = 0; i < sizeof ABSENT / sizeof ABSENT[0]; i++)
        expect(pages, ABSENT[i], false);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        expect(pages, THERE[i], true);
    f->settings.site.publish =
        1U << EDITION_ALERTS | 1U << EDITION_PLEDGES | 1U << EDITION_FAILURES;
    pages = all(f);
    expect(pages, "Alert text", true);
    expect(pages, "Pledge", true);
    expect(pages, "broken", true);
    expect(pages, "To be confirmed", false);
    f->alerts[0].indicator_id = "secret"; /* of what it does not show */
    expect(all(f), "Alert text", false);
    f->alerts[0].indicator_id = "nowhere";
    expect(all(f), "Alert text", false);
}

/* What is configured and only not shown is neither denied nor told. */
static void test_public_edition_denies_nothing(void **state)
{
    struct fixture *f = *state;
    struct source *press = &f->sources[1];
    f->indicators[0].is_public = false;
    expect(policy(f), "secret", true);
    f->settings.site.audience = AUDIENCE_PUBLIC;
    expect(program(f), "No indicator is published.", true);
    expect(policy(f), "No indicator is published.", true);
    expect(make(f, &page_programs, (struct site_subject){0}), "Meant to move (as published)",
           true);
    f->indicators[2].sources = &press;
    f->indicators[2].source_count = 1;
    for (size_t i = 0; i < MONTHS; i++)
        f->observations[i].source = "s";
    expect(indicator(f, 2), "entered by hand", false);
    expect(indicator(f, 2), "<dt>Sources</dt>", false);
    f->observations[2].source = NULL;
    expect(indicator(f, 2), "<dt>Sources</dt><dd>entered by hand</dd>", true);
    f->settings.site.audience = AUDIENCE_INTERNAL;
    f->programs[0].move_count = 0;
    expect(program(f), "No indicator is set.", true);
}

/* It ended, and another goes on in its place, which had another title before. */
static void test_a_program_that_ended(void **state)
{
    struct fixture *f = *state;
    struct program_year ended = {
        .fiscal_year = 2023, .title = {"Ended", NULL}, .policy = &f->policies[0]};
    f->years[1] = f->years[0];
    f->years[0].fiscal_year = 2023;
    f->years[0].title.text = "Former";
    f->programs[0].year_count = 2;
    f->programs[0].was = "old Unknown";
    f->programs[1] = (struct program){.id = "old",
                                      .years = &ended,
                                      .year_count = 1,
                                      .has_end = true,
                                      .end = civil_day(2024, 4, 1)};
    f->settings.program_count = 2;
    expect(program(f), "<dt>Former title</dt><dd><span>Former</span> (until FY2023)</dd>",
           true);
    expect(program(f),
           "<dt>Continues</dt><dd><a href=\"../programs/old.html\">Ended</a>, "
           "<span>Unknown</span></dd>",
           true);
    expect(make(f, &page_programs, (struct site_subject){0}),
           "Ended</a><span class=\"mark\">until FY2023</span>", true);
    f->programs[0].has_end = true;
    f->programs[0].end = civil_day(2026, 4, 1);
    expect(indicator(f, 0), "Program</a> (until FY2025)", true);
    const char *page =
        make(f, &page_program, (struct site_subject){.entry = &f->programs[1], .id = "old"});
    expect(page, "<dt>End</dt><dd>Mar 2024</dd>", true);
    expect(page, "<dt>Continued by</dt><dd><a href=\"../programs/park.html\">Program</a></dd>",
           true);
}

static void test_a_day_that_has_passed(void **state)
{
    struct fixture *f = *state;
    f->awaited[0] = (struct awaited){
        .state = AWAITED_DUE,
        .period = {FREQUENCY_MONTHLY, APRIL + 4},
        .last = {FREQUENCY_MONTHLY, APRIL + 5},
        .moment = {.day = 19600, .time = RELEASE_ANY_TIME},
    };
    f->source_awaited[0] = (struct site_awaited){&f->indicators[0], f->awaited[0]};
    f->settings.site.audience = AUDIENCE_PUBLIC;
    expect(indicator(f, 0), "<dt>Next figure</dt>", true);
    expect(make(f, &page_sources, (struct site_subject){0}), "31 Aug 2023", true);
    f->awaited[0].state = f->source_awaited[0].awaited.state = AWAITED_OVERDUE;
    expect(indicator(f, 0), "<dt>Next figure</dt>", false);
    expect(make(f, &page_sources, (struct site_subject){0}), "31 Aug 2023", false);
    f->settings.site.publish = 1U << EDITION_FAILURES;
    expect(indicator(f, 0), "no new value could be confirmed", true);
    expect(make(f, &page_sources, (struct site_subject){0}), "no new value could be confirmed",
           true);
}

/* A record of long ago is not how things stand. */
static void test_old_figures_say_so(void **state)
{
    enum { YEAR_S = 366 * 86400 };
    struct fixture *f = *state;
    struct buf before, after;
    const struct site_subject subject = {.entry = &f->indicators[0], .id = "di"};
    buf_init(&before, 1 << 16);
    buf_init(&after, 1 << 16);
    expect(indicator(f, 0), "or later", false);
    page_indicator.made_from(&f->input, &subject, &before);
    f->input.now += 2 * (int64_t)YEAR_S;
    expect(indicator(f, 0), "No value of Jul 2023 or later is confirmed.", true);
    page_indicator.made_from(&f->input, &subject, &after);
    assert_string_not_equal(buf_text(&before), buf_text(&after)); /* so it is made anew */
    f->settings.site.audience = AUDIENCE_PUBLIC;
    expect(indicator(f, 0), "No official value of Jul 2023 or later is listed here.", true);
    f->matters[0].series.count = 0;
    expect(indicator(f, 0), "or later", false);
    buf_free(&before);
    buf_free(&after);
}

static void test_note_stays_inside(void **state)
{
    struct fixture *f = *state;
    f->indicators[0].note.text = "To be confirmed";
    expect(indicator(f, 0), "<dt>Internal note</dt><dd>To be confirmed</dd>", true);
}

/* --- texts from outside --- */

static void test_hostile_texts(void **state)
{
    struct fixture *f = *state;
    struct label hostile = {HOSTILE, NULL};
    struct held held = {.indicator_id = "di", .reason = HOSTILE};
    f->settings.site.title = hostile;
    f->settings.site.contact = HOSTILE;
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
    f->years[0].change = HOSTILE;
    f->programs[0].why = HOSTILE;
    f->programs[0].owner = HOSTILE;
    f->programs[0].note = HOSTILE;
    f->graph.title = hostile;
    f->alerts[0].text = HOSTILE;
    f->alerts[0].severity = HOSTILE;
    f->health[0].error = HOSTILE;
    f->health[0].failing_since = 5;
    f->matters[0].held = &held;
    f->matters[0].held_count = 1;
    f->input.original = LANGUAGE_JA; /* lang= everywhere */
    const char *pages = all(f);
    expect(pages, "<script", false);
    expect(pages, "(\"x\")", false);
    expect(pages, "'y'", false);
    assert_true(count(pages, SAFE) > 50);
    expect(pages, "<li class=\"" SAFE "\">", true);
}

/* --- links --- */

static void test_nothing_is_loaded_from_elsewhere(void **state)
{
    const char *pages = all(*state);
    expect(pages, "src=\"http", false);
    expect(pages, "href=\"http", false);
    for (const char *at = pages; (at = strstr(at, " src=\"")) != NULL; at++) {
        at += strlen(" src=\"");
        while (str_starts(at, "../"))
            at += 3;
        assert_true(str_starts(at, "charts/") || str_starts(at, "graphs/"));
    }
}

/* Ten thousand indicators make no long page. */
static void test_many(void **state)
{
    enum { MANY = 10000 };
    struct fixture *f = *state;
    struct indicator *many = calloc(MANY, sizeof *many);
    struct site_digest *digests = calloc(MANY, sizeof *digests);
    const char **texts = calloc(MANY, sizeof *texts);
    for (size_t i = 0; i < MANY; i++) {
        many[i] = f->indicators[0];
        many[i].id = arena_printf(f->settings.arena, "i%zu", i);
        digests[i].has_value = true;
        for (int k = 0; k < SITE_LANGUAGES; k++)
            digests[i].words[k] =
                (struct site_words){"2023年4月", "1人", "", "前月比＋1人", ""};
        texts[i] = "1";
    }
    f->settings.indicators = many;
    f->settings.indicator_count = MANY;
    f->input.digests = digests;
    f->input.revisions = f->input.held = texts;
    assert_int_equal(page_list.parts(&f->input), 100);
    for (size_t i = 0; i < 2; i++) {
        struct site_subject subject = {.id = i ? "-100" : "", .part = i ? 99 : 0};
        buf_reset(&f->page);
        assert_int_equal(
            site_page(i ? &page_list : &page_home, &f->input, &subject, &f->page, &f->err), 0);
        assert_in_range(f->page.length, 3000, 100000);
    }
    expect(buf_text(&f->page), "indicators/i9999.html", true);
    expect(buf_text(&f->page), "href=\"indicators-2.html\"", true);
    free(many);
    free(digests);
    free(texts);
}

/* --- style sheets --- */

static void test_style_sheets(void **state)
{
    static const struct {
        const char *text, *says; /* NULL = nothing */
    } CASES[] = {
        {"a { b: c }", NULL},
        {"a::after { content: \"}\\\"{\" } /* { */ @media (x) { i[y='('] { b: url(z) } }",
         NULL},
        {"\\} { }", NULL},
        {"", "s.css:1: there is no rule in it"},
        {"\na { b: c\n", "s.css:2: what is opened here is not closed"},
        {"a { b: c } }", "s.css:1: closes what is not open"},
        {"a { b: (c } )", "s.css:1: closes what is not open"},
        {"a { b: \"c }\n", "s.css:1: a quote is not closed"},
        {"a { }\n/* b", "s.css:2: a comment is not closed"},
    };
    struct buf built_in;
    struct err err = {0};
    (void)state;
    buf_init(&built_in, 1 << 20);
    style_print(&built_in);
    assert_int_equal(style_check(buf_text(&built_in), "s.css", &err), 0);
    buf_free(&built_in);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int failed = style_check(CASES[i].text, "s.css", &err);
        assert_int_equal(failed != 0, CASES[i].says != NULL);
        if (failed)
            assert_string_equal(err.text, CASES[i].says);
        err_clear(&err);
    }
}

/* --- digests --- */

static void test_a_digest_is_read_as_it_was_printed(void **state)
{
    struct fixture *f = *state;
    struct site_digest digest, again;
    struct buf text, second;
    site_digest(&f->settings, &f->matters[0], f->settings.arena, &digest);
    assert_true(digest.has_value);
    assert_int_equal(digest.direction, -1);
    assert_string_equal(digest.words[LANGUAGE_JA].value, "▲15.6ポイント");
    assert_string_equal(digest.words[LANGUAGE_JA].status, "");
    f->observations[2].status = OBSERVATION_ESTIMATE;
    site_digest(&f->settings, &f->matters[0], f->settings.arena, &digest);
    assert_string_equal(digest.words[LANGUAGE_JA].status, "概数");
    expect(home(f), "▲15.6", false);
    expect(home(f), "−15.6 ポイント [estimate]", true);
    expect(make(f, &page_list, (struct site_subject){0}), "Jun 2023 [estimate]</td>", true);
    assert_string_equal(digest.words[LANGUAGE_JA].period, "2023年6月");
    assert_string_equal(digest.words[LANGUAGE_EN].period, "Jun 2023");
    buf_init(&text, 10000);
    buf_init(&second, 10000);
    site_digest_print(&digest, &text);
    char *copy = strdup(buf_text(&text));
    assert_int_equal(site_digest_read(copy, f->settings.arena, &again), 0);
    site_digest_print(&again, &second);
    assert_string_equal(buf_text(&second), buf_text(&text));
    for (size_t length = 0; length + 1 < text.length; length++) {
        memcpy(copy, text.data, length);
        copy[length] = '\0';
        assert_int_equal(site_digest_read(copy, f->settings.arena, &again), -1);
    }
    free(copy);
    buf_free(&text);
    buf_free(&second);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_shell),
        CASE(test_other_language),
        CASE(test_addresses_with_a_base),
        CASE(test_a_frame_of_ones_own),
        CASE(test_broken_frames),
        CASE(test_home),
        CASE(test_loans_stand_apart),
        CASE(test_indicator),
        CASE(test_revisions_are_told),
        CASE(test_long_series),
        CASE(test_withheld),
        CASE(test_program),
        CASE(test_a_program_without_anything),
        CASE(test_an_indicator_without_figures),
        CASE(test_sources),
        CASE(test_documents_and_addresses),
        CASE(test_a_graph_without_a_picture_is_left_out),
        CASE(test_empty_configuration),
        CASE(test_gone),
        CASE(test_public_edition),
        CASE(test_public_edition_denies_nothing),
        CASE(test_a_program_that_ended),
        CASE(test_a_day_that_has_passed),
        CASE(test_old_figures_say_so),
        CASE(test_note_stays_inside),
        CASE(test_hostile_texts),
        CASE(test_nothing_is_loaded_from_elsewhere),
        CASE(test_many),
        CASE(test_style_sheets),
        CASE(test_a_digest_is_read_as_it_was_printed),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
