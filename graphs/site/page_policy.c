/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_policy: a policy: the challenge it answers, its indicators, its programs. */
#include "graphs/site/page.h"

#include "core/mem.h"
#include "core/str.h"
#include "graphs/chart.h"
#include "graphs/figure.h"

#define CARDS ((size_t)60)
#define ROWS ((size_t)180)

static const struct policy *policy_of(const struct page *page)
{
    return page->subject->entry;
}

static const char *title(const struct page *page)
{
    return page_text(page, &policy_of(page)->title);
}

static bool is_of(const struct site_input *input, const struct policy *policy,
                  const struct indicator *indicator)
{
    return page_shows(input, indicator) && figure_is_moved(input->settings, policy, indicator);
}

static void put_indicators(struct page *page)
{
    const struct settings *settings = page->input->settings;
    const struct indicator **items =
        arena_alloc(page->arena, settings->indicator_count, sizeof *items);
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (is_of(page->input, policy_of(page), &settings->indicators[i]))
            items[count++] = &settings->indicators[i];
    }
    html_element(&page->html, "h2", page_say(page, "成果指標", "Indicators"));
    if (count == 0)
        html_element(&page->html, "p", page_no_indicator(page));
    else if (count <= CARDS)
        page_cards(page, items, count);
    else
        page_table(page, items, count < ROWS ? count : ROWS);
    if (count > ROWS)
        html_element(&page->html, "p",
                     page_say(page, "これより後の指標は「指標の一覧」にあります。",
                              "Further indicators stand in the list of all."));
}

/* Its indicators over one time axis, in words too. */
static void put_picture(struct page *page)
{
    const struct policy *policy = policy_of(page);
    const char *words = page->input->policy_words[policy - page->input->settings->policies];
    struct html *html = &page->html;
    const char *name = page_text(page, &policy->title);

    if (!words)
        return;
    html_open(html, "figure");
    html_open(html, "picture");
    html_open(html, "source");
    html_attr(html, "media", "screen and (prefers-color-scheme: dark)");
    html_attr(html, "srcset", arena_printf(page->arena, "%s.dark.svg", policy->id));
    html_open(html, "img");
    html_attr(html, "src", arena_printf(page->arena, "%s.svg", policy->id));
    html_attr_number(html, "width", CHART_WIDTH);
    html_attr(html, "alt", page_fill(page, "図：%", "Chart: %", name, NULL));
    html_close(html, "picture");
    html_line(html);
    html_open(html, "figcaption");
    page_words(page, words);
    html_close(html, "figcaption");
    html_close(html, "figure");
    html_line(html);
}

static void write_policy(struct page *page)
{
    const struct policy *policy = policy_of(page);
    struct page_money money = page_add_up(page, policy);

    page_label(page, "h1", NULL, &policy->title);
    html_line(&page->html);
    if (policy->challenge) {
        html_open(&page->html, "p");
        html_attr(&page->html, "class", "challenge");
        page_label(page, "strong", NULL, &policy->challenge->title);
        html_text(&page->html, page_say(page, "　", " "));
        page_label(page, "span", NULL, &policy->challenge->text);
        html_close(&page->html, "p");
        html_line(&page->html);
    }
    put_picture(page);
    put_indicators(page);
    html_element(&page->html, "h2", page_say(page, "関連する主な事業", "Programs"));
    if (money.count > 0)
        html_element(&page->html, "p", page_money_say(page, &money));
    if (page_has_programs(page, policy))
        page_program_table(page, policy);
    else
        html_element(&page->html, "p",
                     page_say(page, "事業の掲載はありません。", "No program is listed."));
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    const struct settings *settings = input->settings;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (is_of(input, subject->entry, &settings->indicators[i]))
            page_put_indicator(input, &settings->indicators[i], out);
    }
    const struct policy *policy = subject->entry;

    buf_printf(out, "%d\x1f", input->year);
    page_put(out, input->policy_words[policy - settings->policies]);
}

static int64_t updated(const struct page *page)
{
    const struct site_input *input = page->input;
    int64_t newest = 0;

    for (size_t i = 0; i < input->settings->indicator_count; i++) {
        if (is_of(input, policy_of(page), &input->settings->indicators[i]) &&
            input->digests[i].recorded > newest)
            newest = input->digests[i].recorded;
    }
    return newest;
}

const struct page_kind page_policy = {
    .name = "policy",
    .file = "policies/*.html",
    .of = PAGE_OF_POLICIES,
    .program = true,
    .made_from = made_from,
    .title = title,
    .write = write_policy,
    .updated = updated,
};
