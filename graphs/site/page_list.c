/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_list: all indicators, as a table in parts. */
#include "graphs/site/page.h"

#define EACH 100

static size_t count_shown(const struct site_input *input)
{
    size_t count = 0;

    for (size_t i = 0; i < input->settings->indicator_count; i++)
        count += page_shows(input, &input->settings->indicators[i]);
    return count;
}

static size_t parts(const struct site_input *input)
{
    size_t count = count_shown(input);

    return count == 0 ? 1 : (count + EACH - 1) / EACH;
}

/* Those of a part. */
static size_t choose(const struct site_input *input, size_t part,
                     const struct indicator *items[EACH])
{
    const struct settings *settings = input->settings;
    size_t before = part * EACH;
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count && count < EACH; i++) {
        if (!page_shows(input, &settings->indicators[i]))
            continue;
        if (before > 0)
            before--;
        else
            items[count++] = &settings->indicators[i];
    }
    return count;
}

static const char *title(const struct page *page)
{
    const char *name = page_say(page, "指標の一覧", "All indicators");

    if (page->subject->part == 0)
        return name;
    return page_fill(page, "%（%）", "% (%)", name,
                     page_number(page, page->subject->part + 1));
}

static const char *name_part(const struct page *page, size_t part)
{
    return part == 0 ? "" : arena_printf(page->arena, "-%zu", part + 1);
}

static void put_parts(struct page *page, size_t count)
{
    struct html *html = &page->html;

    html_open(html, "nav");
    html_attr(html, "class", "parts");
    html_attr(html, "aria-label", page_say(page, "一覧の頁", "Parts of the list"));
    html_open(html, "ul");
    for (size_t i = 0; i < count; i++) {
        html_open(html, "li");
        html_open(html, "a");
        html_attr(html, "href", page_link(page, page_list.file, name_part(page, i)));
        if (i == page->subject->part)
            html_attr(html, "aria-current", "page");
        html_text(html, arena_printf(page->arena, "%zu", i + 1));
        html_close(html, "a");
        html_close(html, "li");
    }
    html_close(html, "ul");
    html_close(html, "nav");
    html_line(html);
}

static void write_list(struct page *page)
{
    const struct indicator *items[EACH] = {NULL};
    size_t count = choose(page->input, page->subject->part, items);
    size_t all = parts(page->input);

    html_element(&page->html, "h1", title(page));
    html_line(&page->html);
    if (all > 1)
        put_parts(page, all);
    if (count == 0)
        html_element(&page->html, "p", page_say(page, "指標はありません。", "There is none."));
    else
        page_table(page, items, count);
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    const struct indicator *items[EACH] = {NULL};
    size_t count = choose(input, subject->part, items);

    for (size_t i = 0; i < count; i++)
        page_put_indicator(input, items[i], out);
}

static int64_t updated(const struct page *page)
{
    const struct indicator *items[EACH] = {NULL};
    size_t count = choose(page->input, page->subject->part, items);
    int64_t newest = 0;

    for (size_t i = 0; i < count; i++) {
        int64_t here = page->input->digests[page_index(page->input, items[i])].recorded;

        newest = here > newest ? here : newest;
    }
    return newest;
}

const struct page_kind page_list = {
    .name = "list",
    .file = "indicators*.html",
    .of = PAGE_OF_PARTS,
    .menu = {"指標の一覧", "List"},
    .parts = parts,
    .made_from = made_from,
    .title = title,
    .write = write_list,
    .updated = updated,
};
