/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_data: the figures as files, and what machines may follow (graphs/site/doors.h). */
#include "graphs/site/page.h"

#include <string.h>

#include "core/str.h"
#include "graphs/site/doors.h"
#include "graphs/site/releases.h"

#define EACH 200 /* indicators whose files stand in the table */

const char *page_door(const struct page *page, const char *file, const char *id)
{
    const char *star = strchr(file, '*');

    if (!star)
        return page_shared(page, file);
    return page_shared(
        page, arena_printf(page->arena, "%.*s%s%s", (int)(star - file), file, id, star + 1));
}

bool page_has_data(const struct site_input *input, const struct indicator *indicator)
{
    return input->digests[page_index(input, indicator)].recorded != 0;
}

static const char *title(const struct page *page)
{
    return page_say(page, "データ", "Data");
}

/* A file of the site, by its name. */
static void put_file(struct page *page, const char *file, const char *id, const char *text)
{
    html_open(&page->html, "a");
    html_attr(&page->html, "href", page_door(page, file, id));
    html_text(&page->html, text);
    html_close(&page->html, "a");
}

static void put_item(struct page *page, const char *file, const char *ja, const char *en)
{
    html_open(&page->html, "li");
    put_file(page, file, "", file);
    html_text(&page->html, page_say(page, "　", ": "));
    html_text(&page->html, page_say(page, ja, en));
    html_close(&page->html, "li");
    html_line(&page->html);
}

/* No link: it is for a monitoring system on the machine, and servers do not hand it out
 * unless they are asked to. */
static void put_metrics(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "li");
    html_element(html, "code", DOORS_METRICS);
    html_text(html, page_say(page, "　監視システムがサーバー上で読む値（OpenMetrics）",
                             ": for a monitoring system on the server (OpenMetrics)"));
    html_close(html, "li");
    html_line(html);
}

static void put_whole(struct page *page)
{
    const struct settings *settings = page->input->settings;

    html_open(&page->html, "ul");
    html_line(&page->html);
    put_item(page, DOORS_PACKAGE, "全指標のCSVの説明（Frictionless Data Package）",
             "describes the CSV files of all indicators (Frictionless Data Package)");
    put_item(page, DOORS_SDMX_PACKAGE, "全指標のSDMX-CSVの説明", "the same for SDMX-CSV");
    if (releases_known(settings))
        put_item(page, DOORS_RELEASES, "公表予定（iCalendar）",
                 "expected publications (iCalendar)");
    put_item(page, DOORS_STATUS, "全指標の最新値（JSON）",
             "the newest values of all indicators (JSON)");
    if (doors_feeds(settings) && doors_alerts(settings))
        put_item(page, DOORS_ALERTS, "お知らせ（Atom）", "alerts (Atom)");
    if (doors_metrics(settings))
        put_metrics(page);
    html_close(&page->html, "ul");
    html_line(&page->html);
}

static void put_row(struct page *page, const struct indicator *indicator)
{
    struct html *html = &page->html;

    html_open(html, "tr");
    html_open(html, "th");
    html_attr(html, "scope", "row");
    page_anchor(page, page_link(page, page_indicator.file, indicator->id), &indicator->title);
    html_close(html, "th");
    html_open(html, "td");
    put_file(page, DOORS_CSV, indicator->id, "CSV");
    html_close(html, "td");
    html_open(html, "td");
    put_file(page, DOORS_SDMX, indicator->id, "SDMX-CSV");
    html_close(html, "td");
    html_open(html, "td");
    if (page_has_data(page->input, indicator))
        put_file(page, DOORS_DATASET, indicator->id, "JSON-LD");
    html_close(html, "td");
    if (doors_feeds(page->input->settings)) {
        html_open(html, "td");
        put_file(page, DOORS_FEED, indicator->id, "Atom");
        html_close(html, "td");
    }
    html_close(html, "tr");
    html_line(html);
}

static void put_table(struct page *page)
{
    const struct settings *settings = page->input->settings;
    const char *name = page_say(page, "指標ごとのファイル", "Files of each indicator");
    const char *const heads[] = {page_say(page, "指標", "Indicator"), "CSV", "SDMX",
                                 "schema.org", page_say(page, "更新", "News")};
    size_t told = 0;

    html_element(&page->html, "h2", name);
    html_line(&page->html);
    page_open_region(page, name);
    html_open(&page->html, "table");
    page_heads(page, heads, doors_feeds(settings) ? 5 : 4);
    html_open(&page->html, "tbody");
    html_line(&page->html);
    for (size_t i = 0; i < settings->indicator_count && told < EACH; i++) {
        if (!page_shows(page->input, &settings->indicators[i]))
            continue;
        put_row(page, &settings->indicators[i]);
        told++;
    }
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
    if (told == EACH)
        html_element(&page->html, "p",
                     page_say(page, "ほかの指標のファイルは datapackage.json にあります。",
                              "datapackage.json names those of further indicators."));
}

static void put_licence(struct page *page)
{
    const char *licence = page->input->settings->site.licence;

    if (str_empty(licence))
        return;
    html_element(
        &page->html, "p",
        arena_printf(page->arena, "%s%s", page_say(page, "利用条件：", "Licence: "), licence));
}

static void write_data(struct page *page)
{
    html_element(&page->html, "h1", title(page));
    html_line(&page->html);
    put_licence(page);
    put_whole(page);
    put_table(page);
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    (void)subject;
    for (size_t i = 0; i < input->settings->indicator_count; i++)
        buf_putc(out, page_has_data(input, &input->settings->indicators[i]) ? '1' : '0');
}

const struct page_kind page_data = {
    .name = "data",
    .file = "data.html",
    .menu = {"データ", "Data"},
    .made_from = made_from,
    .title = title,
    .write = write_data,
};
