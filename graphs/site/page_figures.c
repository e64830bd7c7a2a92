/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_figures: all observations of an indicator, and how they were revised; see page.h. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"

/* A page of more rows would be long to load on a telephone; all of them are in the CSV. */
#define ROWS 300
#define REVISIONS 150
/* So many stand on paper, for the whole to be one sheet: what style.c hides, too. */
#define PAPER_ROWS 10

static const char *say_period(const struct page *page, const struct indicator *indicator,
                              struct period period)
{
    char text[WORDS_SIZE];

    words_period(period, indicator->year_label, page->language, text);
    return arena_strdup(page->arena, text);
}

static const char *say_value(const struct page *page, const struct indicator *indicator,
                             const struct observation *observation)
{
    char text[WORDS_SIZE];

    if (observation->masked)
        return "×";
    if (!series_has_value(observation))
        return "";
    words_value(observation->value, phrase_places(indicator, observation->value),
                page->language, text);
    return arena_strdup(page->arena, text);
}

static void put_origin(struct page *page, const struct observation *observation)
{
    const struct source *source =
        observation->source ? settings_source(page->input->settings, observation->source)
                            : NULL;

    if (source) {
        html_open(&page->html, "td");
        page_label(page, "span", NULL, &source->title);
        if (!str_empty(page_grade(page, source))) /* on paper there is no room for it */
            html_classed(&page->html, "span", "screen", page_grade(page, source));
        html_close(&page->html, "td");
    } else {
        html_element(&page->html, "td",
                     observation->source ? observation->source
                                         : page_say(page, "担当課による入力", "by hand"));
    }
}

static bool several_origins(const struct series *series)
{
    for (size_t i = 1; i < series->count; i++) {
        const char *a = series->observations[0].source;
        const char *b = series->observations[i].source;

        if ((a == NULL) != (b == NULL) || (a && !str_equal(a, b)))
            return true;
    }
    return false;
}

/* What the table says of a figure beside it. */
struct columns {
    bool status, origin;
    bool comment; /* where something is said of it */
};

static const char *say_status(const struct page *page, const struct observation *observation)
{
    return observation->masked ? page_say(page, "秘匿", "withheld")
                               : words_said(observation, page->language);
}

/* A column without a word is none. */
static bool any_status(const struct page *page, const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (!str_empty(say_status(page, &series->observations[i])))
            return true;
    }
    return false;
}

static void put_row(struct page *page, const struct indicator *indicator,
                    const struct observation *observation, struct columns columns)
{
    struct html *html = &page->html;

    html_open(html, "tr");
    html_open(html, "th");
    html_attr(html, "scope", "row");
    html_text(html, say_period(page, indicator, observation->period));
    if (columns.comment)
        page_comment_mark(page, indicator, observation->period);
    html_close(html, "th");
    html_element(html, "td", say_value(page, indicator, observation));
    if (columns.status)
        html_element(html, "td", say_status(page, observation));
    html_element(html, "td", page_day(page, observation->recorded_at));
    if (columns.origin)
        put_origin(page, observation);
    html_close(html, "tr");
    html_line(html);
}

static void open_table(struct page *page, const struct indicator *indicator,
                       struct columns columns, const char *name)
{
    const char *unit = page_text(page, &indicator->unit_label);
    const char *heads[5] = {page_say(page, "期間", "Period"),
                            str_empty(unit)
                                ? page_say(page, "値", "Value")
                                : page_fill(page, "値（%）", "Value (%)", unit, NULL)};
    size_t count = 2;

    if (columns.status)
        heads[count++] = page_say(page, "種別", "Status");
    heads[count++] = page_say(page, "記録日", "Recorded");
    if (columns.origin)
        heads[count++] = page_say(page, "出典", "Source");
    page_open_region(page, name);
    html_open(&page->html, "table");
    html_attr(&page->html, "class", columns.status ? "figures statuses" : "figures");
    page_heads(page, heads, count);
    html_open(&page->html, "tbody");
    html_line(&page->html);
}

static void close_table(struct page *page)
{
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
}

/* --- revisions --- */

static bool is_revised(const struct series *vintages, size_t at)
{
    const struct observation *here = &vintages->observations[at];
    bool before =
        at > 0 && period_compare(vintages->observations[at - 1].period, here->period) == 0;
    bool after = at + 1 < vintages->count &&
                 period_compare(vintages->observations[at + 1].period, here->period) == 0;

    return before || after;
}

/* Every version of each period that has several, the newest period first. */
static void put_revisions(struct page *page, const struct site_matter *matter)
{
    const struct series *vintages = &matter->vintages;
    const char *name = page_say(page, "改定の履歴", "How figures were revised");
    const struct columns all = {.status = true, .origin = true};
    size_t told = 0;

    for (size_t end = vintages->count; end > 0 && told < REVISIONS;) {
        size_t start = end - 1;

        while (start > 0 && period_compare(vintages->observations[start - 1].period,
                                           vintages->observations[end - 1].period) == 0)
            start--;
        for (size_t i = start; i < end && is_revised(vintages, i); i++) {
            if (told++ == 0) {
                html_open(&page->html, "details");
                html_element(&page->html, "summary", name);
                html_line(&page->html);
                open_table(page, matter->indicator, all, name);
            }
            put_row(page, matter->indicator, &vintages->observations[i], all);
        }
        end = start;
    }
    if (told == 0)
        return;
    close_table(page);
    html_close(&page->html, "details");
    html_line(&page->html);
}

/* Newest first: what most readers look for. */
void page_figures(struct page *page, const struct site_matter *matter)
{
    const struct series *series = &matter->series;
    const char *name = page_say(page, "実績値", "Figures");
    size_t shown = series->count < ROWS ? series->count : ROWS;
    const struct columns columns = {any_status(page, series), several_origins(series), true};

    html_element(&page->html, "h2", name);
    html_line(&page->html);
    if (shown == 0) {
        html_element(
            &page->html, "p",
            edition_is_internal(page->input->settings)
                ? page_say(page, "まだ実績値がありません。", "There are no figures yet.")
                : page_say(page, "公式の値はまだ掲載していません。",
                           "There are no official figures here yet."));
        return;
    }
    open_table(page, matter->indicator, columns, name);
    for (size_t i = 0; i < shown; i++)
        put_row(page, matter->indicator, &series->observations[series->count - 1 - i],
                columns);
    close_table(page);
    if (shown > PAPER_ROWS)
        html_classed(&page->html, "p", "soft paper",
                     page_fill(page, "最近の%期間。ほかの値はこのページとCSVにあります。",
                               "The newest % periods; the page and its CSV have all.",
                               page_number(page, PAPER_ROWS), NULL));
    if (shown < series->count)
        html_classed(
            &page->html, "p", "soft",
            page_say(page, "これより前の値はこの表に載せていません。CSVにはあります。",
                     "Earlier figures are left out of this table; they are in the CSV."));
    put_revisions(page, matter);
}
