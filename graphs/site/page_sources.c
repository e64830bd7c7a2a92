/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_sources: where the figures come from, and how fresh that is: by day, so that a page
 * does not change with every fetch. */
#define _GNU_SOURCE /* strcasestr */
#include "graphs/site/page.h"

#include <string.h>

#include "config/edition.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"

#define FAILURE_LIMIT 4096

static const char *title(const struct page *page)
{
    return page_say(page, "出典", "Sources");
}

/* A key that goes with a request is nobody's business, whatever the configuration says. */
static bool has_secret(const char *address)
{
    static const char *const NAMES[] = {
        "appid=", "key=", "token=", "secret=", "pass", "auth=", "sig=", NULL};
    const char *authority = strstr(address, "://");
    const char *query = strchr(address, '?');

    if (authority && memchr(authority + 3, '@', strcspn(authority + 3, "/?#")))
        return true;
    for (size_t i = 0; query && NAMES[i]; i++) {
        if (strcasestr(query, NAMES[i]))
            return true;
    }
    return false;
}

bool page_may_link(const char *address)
{
    return !str_empty(address) && strstr(address, "://") && html_is_safe(address) &&
           !has_secret(address);
}

const char *page_grade(const struct page *page, const struct source *source)
{
    return source->grade == GRADE_OFFICIAL || strstr(page_text(page, &source->title), "参考値")
               ? ""
               : page_say(page, "（参考値）", " (for reference)");
}

void page_source(struct page *page, const struct source *source)
{
    const char *address = str_empty(source->page) ? source->url : source->page;

    if (page_may_link(address))
        page_anchor(page, address, &source->title);
    else
        page_label(page, "span", NULL, &source->title);
    html_text(&page->html, page_grade(page, source));
}

static bool tells_failures(const struct site_input *input)
{
    return edition_publishes(input->settings, EDITION_FAILURES);
}

static void put_failure(struct page *page, const struct health *health)
{
    struct buf text;

    buf_init(&text, FAILURE_LIMIT);
    if (health->failing_since)
        words_failure(health, page->language, &text);
    html_element(&page->html, "td",
                 health->failing_since ? buf_text(&text)
                 : health->last_success
                     ? page_say(page, "取得済み", "read")
                     : page_say(page, "まだ取得していません", "not fetched yet"));
    buf_free(&text);
}

static void put_source(struct page *page, const struct source *source,
                       const struct health *health, const struct site_awaited *next)
{
    struct html *html = &page->html;

    html_open(html, "tr");
    html_open(html, "th");
    html_attr(html, "scope", "row");
    page_source(page, source);
    html_close(html, "th");
    html_classed(html, "td", "day", page_day(page, health->last_success));
    html_classed(html, "td", "day", page_day(page, health->last_change));
    html_element(html, "td",
                 next->indicator ? page_awaited(page, next->indicator, &next->awaited) : "");
    if (tells_failures(page->input))
        put_failure(page, health);
    html_close(html, "tr");
    html_line(html);
}

static void write_sources(struct page *page)
{
    const struct settings *settings = page->input->settings;
    const char *const heads[] = {
        page_say(page, "出典", "Source"), page_say(page, "最終確認", "Last read"),
        page_say(page, "最終更新", "Last change"),
        page_say(page, "次回公表予定", "Next figure"), page_say(page, "状況", "State")};

    html_element(&page->html, "h1", title(page));
    html_line(&page->html);
    page_open_region(page, title(page));
    html_open(&page->html, "table");
    html_attr(&page->html, "class", "many");
    page_heads(page, heads, tells_failures(page->input) ? 5 : 4);
    html_open(&page->html, "tbody");
    html_line(&page->html);
    for (size_t i = 0; i < settings->source_count; i++) {
        if (edition_shows_source(settings, &settings->sources[i]))
            put_source(page, &settings->sources[i], &page->input->sources[i],
                       &page->input->source_awaited[i]);
    }
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
}

static void put_day(int64_t instant, struct buf *out)
{
    buf_printf(out, "%ld\x1f", instant ? (long)instant_day(instant) : -1L);
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    (void)subject;
    for (size_t i = 0; i < input->settings->source_count; i++) {
        const struct health *health = &input->sources[i];

        if (!edition_shows_source(input->settings, &input->settings->sources[i]))
            continue;
        put_day(health->last_success, out);
        put_day(health->last_change, out);
        page_put_awaited(&input->source_awaited[i].awaited, out);
        page_put(out, health->failing_since && tells_failures(input) ? health->error : "");
    }
}

const struct page_kind page_sources = {
    .name = "sources",
    .file = "sources.html",
    .menu = {"出典", "Sources"},
    .made_from = made_from,
    .title = title,
    .write = write_sources,
};
