/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_indicator: one indicator: chart, words, definition, programs, alerts. What it is:
 * page_facts.c; its figures: page_figures.c. */
#include "graphs/site/page.h"

#include <string.h>

#include "config/edition.h"
#include "config/lineage.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/caption.h"
#include "graphs/chart.h"
#include "graphs/site/doors.h"

#define WORDS_LIMIT 65536

static const struct indicator *indicator_of(const struct page *page)
{
    return page->subject->entry;
}

static struct chart_input chart_of(const struct page *page)
{
    const struct site_matter *matter = page_matter(page);

    return (struct chart_input){
        .settings = page->input->settings,
        .indicator = matter->indicator,
        .series = &matter->series,
        .compare = matter->compare.count > 0 ? &matter->compare : NULL,
        .vintages = &matter->vintages,
        .respondents = matter->respondents.count > 0 ? &matter->respondents : NULL,
        .outlook = matter->outlook.count > 0 ? &matter->outlook : NULL,
        .now = page->input->now,
    };
}

static const char *title(const struct page *page)
{
    const char *text = page_text(page, &indicator_of(page)->title);

    return str_empty(text) ? indicator_of(page)->id : text;
}

/* --- chart --- */

/* When more than that has passed since the newest value's period, its page says that none is
 * newer: a record of long ago is not to be read as how things stand. */
#define OLD_DAYS (2 * 366)

static bool is_old(const struct site_input *input, const struct indicator *indicator)
{
    const struct site_digest *digest = &input->digests[page_index(input, indicator)];

    return digest->has_value && instant_day(input->now) - digest->ends > OLD_DAYS;
}

static void put_age(struct page *page)
{
    const struct observation *newest = series_latest(&page_matter(page)->series);
    char next[WORDS_SIZE];

    if (!newest || !is_old(page->input, indicator_of(page)))
        return;
    words_period(period_next(newest->period), indicator_of(page)->year_label, page->language,
                 next);
    html_classed(&page->html, "p", "soft",
                 edition_is_internal(page->input->settings)
                     ? page_fill(page, "%以降の値は確認できていません。",
                                 "No value of % or later is confirmed.", next, NULL)
                     : page_fill(page, "%以降の公式の値は掲載していません。",
                                 "No official value of % or later is listed here.", next,
                                 NULL));
}

static void put_newest(struct page *page)
{
    struct chart_input chart = chart_of(page);
    struct buf words;

    buf_init(&words, WORDS_LIMIT);
    caption_latest(&chart, &words);
    html_classed(&page->html, "p", "newest", buf_text(&words));
    buf_reset(&words);
    caption_course(&chart, &words);
    if (words.length > 0)
        html_classed(&page->html, "p", "target", buf_text(&words));
    put_age(page);
    buf_free(&words);
    html_line(&page->html);
}

/* The picture to take along. */
static void put_forms(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "p");
    html_attr(html, "class", "forms");
    html_text(html, page_say(page, "図の保存：", "Save the chart: "));
    for (int kind = FORM_PNG; kind <= FORM_SVG; kind++) {
        struct form form = {(enum form_kind)kind, FORM_STANDARD, PALETTE_THEME_LIGHT,
                            kind == FORM_PNG ? 2 : 1};

        if (kind == FORM_PNG && page->language != page->input->original)
            continue;
        html_open(html, "a");
        html_attr(html, "href", page_picture(page, indicator_of(page), form));
        html_flag(html, "download");
        html_text(html, kind == FORM_PNG ? "PNG" : "SVG");
        html_close(html, "a");
        html_text(html, " ");
    }
    html_close(html, "p");
    html_line(html);
}

static void put_chart(struct page *page)
{
    struct chart_input chart = chart_of(page);
    struct err ignored = {0};
    struct html *html = &page->html;
    struct buf words;

    buf_init(&words, WORDS_LIMIT);
    chart_describe(&chart, &words, &ignored);
    html_open(html, "figure");
    html_line(html);
    page_chart(page, indicator_of(page));
    html_open(html, "figcaption");
    page_words(page, buf_text(&words));
    html_close(html, "figcaption");
    html_line(html);
    html_close(html, "figure");
    html_line(html);
    put_forms(page);
    buf_free(&words);
}

/* --- programs --- */

static void put_until(struct page *page, const struct program *program)
{
    const char *until = lineage_until(program, page->language, page->arena);

    if (*until)
        html_text(&page->html, page_fill(page, "（%）", " (%)", until, NULL));
}

static void put_programs(struct page *page)
{
    const struct settings *settings = page->input->settings;
    struct html *html = &page->html;
    size_t told = 0;

    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (!settings_moves(program, indicator_of(page)))
            continue;
        if (told++ == 0) {
            html_element(html, "h2", page_say(page, "関連する主な事業", "Related programs"));
            html_line(html);
            html_open(html, "ul");
            html_line(html);
        }
        html_open(html, "li");
        page_anchor(page, page_link(page, page_program.file, program->id),
                    &settings_program_latest(program)->title);
        put_until(page, program);
        html_text(html, page_say(page, "　", " "));
        html_classed(html, "span", "soft", page_budget(page, program));
        html_close(html, "li");
        html_line(html);
    }
    if (told == 0)
        return;
    html_close(html, "ul");
    html_line(html);
    html_classed(html, "p", "caution", words_caution(page->language));
    html_line(html);
}

/* --- alerts, quarantine --- */

static void put_alerts(struct page *page)
{
    const struct site_input *input = page->input;
    struct html *html = &page->html;
    size_t told = 0;

    if (!edition_publishes(input->settings, EDITION_ALERTS))
        return;
    for (size_t i = 0; i < input->alert_count; i++) {
        if (!str_equal(input->alerts[i].indicator_id, indicator_of(page)->id) ||
            input->alerts[i].state == ALERT_PENDING)
            continue;
        if (told++ == 0) {
            html_element(html, "h2", page_say(page, "お知らせ", "Alerts"));
            html_open(html, "ul");
            html_attr(html, "class", "alerts");
            html_line(html);
        }
        page_alert_item(page, &input->alerts[i]);
    }
    if (told > 0)
        html_close(html, "ul");
    html_line(html);
}

/* "令和6年度 987,654人　上限500,000を上回る" */
static void put_item_held(struct page *page, const struct held *held)
{
    const struct observation *observation = &held->observation;
    char period[WORDS_SIZE];
    struct buf value;

    buf_init(&value, WORDS_LIMIT);
    html_open(&page->html, "li");
    if (!held->whole) {
        words_period(observation->period, indicator_of(page)->year_label, page->language,
                     period);
        if (series_has_value(observation))
            phrase_value(indicator_of(page), observation->value, page->language, &value);
        html_text(&page->html, period);
        html_text(&page->html, " ");
        html_text(&page->html, buf_text(&value));
        if (observation->embargo != 0)
            html_text(&page->html, page_say(page, "（解禁前）", " (under embargo)"));
        html_text(&page->html, page_say(page, "　", ": "));
    }
    page_foreign(page, "span", NULL, held->reason);
    html_close(&page->html, "li");
    html_line(&page->html);
    buf_free(&value);
}

static void put_held(struct page *page)
{
    const struct site_matter *matter = page_matter(page);
    struct html *html = &page->html;

    if (matter->held_count == 0 || !edition_is_internal(page->input->settings))
        return;
    html_element(html, "h2", page_say(page, "保留（要確認）", "Held until somebody decides"));
    html_open(html, "ul");
    html_line(html);
    for (size_t i = 0; i < matter->held_count; i++) {
        put_item_held(page, &matter->held[i]);
    }
    html_close(html, "ul");
    html_line(html);
}

static void put_door(struct page *page, const char *file, const char *text)
{
    html_open(&page->html, "a");
    html_attr(&page->html, "href", page_door(page, file, indicator_of(page)->id));
    html_text(&page->html, text);
    html_close(&page->html, "a");
    html_text(&page->html, " ");
}

/* The same figures for machines. */
static void put_doors(struct page *page)
{
    html_open(&page->html, "p");
    html_attr(&page->html, "class", "forms");
    html_text(&page->html, page_say(page, "数値の保存：", "Save the figures: "));
    put_door(page, DOORS_CSV, "CSV");
    put_door(page, DOORS_SDMX, "SDMX-CSV");
    if (page_has_data(page->input, indicator_of(page)))
        put_door(page, DOORS_DATASET, "JSON-LD");
    if (doors_feeds(page->input->settings))
        put_door(page, DOORS_FEED, "Atom");
    html_close(&page->html, "p");
    html_line(&page->html);
}

static void write_indicator(struct page *page)
{
    struct html *html = &page->html;

    page_label(page, "h1", NULL, &(struct label){title(page), indicator_of(page)->title.en});
    html_line(&page->html);
    put_newest(page);
    put_chart(page);
    put_alerts(page);
    page_comments(page, page_matter(page));
    put_held(page);
    html_open(html, "div");
    html_attr(html, "class", "pair");
    html_line(html);
    html_open(html, "section");
    page_facts(page);
    put_programs(page);
    html_close(html, "section");
    html_line(html);
    html_open(html, "section");
    page_figures(page, page_matter(page));
    put_doors(page);
    html_close(html, "section");
    html_close(html, "div");
}

/* --- what it is made from --- */

static bool is_shown(const struct site_input *input, const void *entry)
{
    return page_shows(input, entry);
}

static void put_beside(const struct site_input *input, const struct indicator *indicator,
                       struct buf *out)
{
    if (indicator && page_shows(input, indicator))
        page_put(out, input->revisions[page_index(input, indicator)]);
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    const struct indicator *indicator = subject->entry;

    page_put_indicator(input, indicator, out);
    put_beside(input, indicator->compare, out);
    put_beside(input, indicator->respondents, out);
    put_beside(input, indicator->outlook, out);
    buf_printf(out, "%d %d\x1f", input->year, is_old(input, indicator));
    page_put_awaited(&input->awaited[page_index(input, indicator)], out);
    page_put_alerts_of(input, indicator, out);
    page_put_comments(input, indicator, out);
    if (edition_is_internal(input->settings))
        page_put(out, input->held[page_index(input, indicator)]);
}

static int64_t updated(const struct page *page)
{
    return page->input->digests[page_index(page->input, indicator_of(page))].recorded;
}

const struct page_kind page_indicator = {
    .name = "indicator",
    .file = "indicators/*.html",
    .of = PAGE_OF_INDICATORS,
    .needs = PAGE_NEEDS_ITS_OWN,
    .is_shown = is_shown,
    .made_from = made_from,
    .title = title,
    .write = write_indicator,
    .updated = updated,
};
