/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_graphs: the user's own graphs, drawn by librrd. */
#include "graphs/site/page.h"

#include "config/edition.h"

static const char *title(const struct page *page)
{
    return page_say(page, "rrdgraphによる図", "Graphs by rrdgraph");
}

static bool is_drawn(const struct site_input *input, size_t i)
{
    return !input->drawn || input->drawn[i];
}

static void write_graphs(struct page *page)
{
    const struct settings *settings = page->input->settings;
    struct html *html = &page->html;

    html_element(html, "h1", title(page));
    html_line(html);
    for (size_t i = 0; i < settings->graph_count; i++) {
        const struct graph *graph = &settings->graphs[i];

        if (!is_drawn(page->input, i))
            continue;
        html_open(html, "figure");
        html_open(html, "img");
        html_attr(html, "src",
                  page_shared(page, arena_printf(page->arena, "graphs/%s.png", graph->id)));
        html_attr(html, "alt", page_text(page, &graph->title));
        page_label(page, "figcaption", NULL, &graph->title);
        html_close(html, "figure");
        html_line(html);
    }
}

/* RRD files hold every figure, whoever published it. */
static bool is_shown(const struct site_input *input, const void *entry)
{
    (void)entry;
    return input->settings->graph_count > 0 && edition_is_internal(input->settings);
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    (void)subject;
    for (size_t i = 0; i < input->settings->graph_count; i++)
        buf_printf(out, "%d\x1f", is_drawn(input, i));
}

const struct page_kind page_graphs = {
    .name = "graphs",
    .file = "graphs.html",
    .menu = {"rrdgraph", "rrdgraph"},
    .is_shown = is_shown,
    .made_from = made_from,
    .title = title,
    .write = write_graphs,
};
