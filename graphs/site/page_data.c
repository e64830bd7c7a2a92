/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_data: the figures as files. */
#include "graphs/site/page.h"

#include "core/str.h"

static const char *title(const struct page *page)
{
    return page_say(page, "データ", "Data");
}

static void write_data(struct page *page)
{
    const char *licence = page->input->settings->site.licence;
    struct html *html = &page->html;

    html_element(html, "h1", title(page));
    html_line(html);
    html_element(html, "p",
                 page_say(page, "各指標の頁の表が、このサイトの数値のすべてです。",
                          "The tables on the pages of the indicators are all the figures of "
                          "this site."));
    if (!str_empty(licence)) {
        html_element(html, "p",
                     arena_printf(page->arena, "%s%s",
                                  page_say(page, "利用条件：", "Licence: "), licence));
    }
}

const struct page_kind page_data = {
    .name = "data",
    .file = "data.html",
    .menu = {"データ", "Data"},
    .title = title,
    .write = write_data,
};
