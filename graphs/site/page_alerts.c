/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_alerts: what is told now, and what was. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "core/str.h"
#include "core/words.h"

#define HISTORY 200

static const char *title(const struct page *page)
{
    return page_say(page, "お知らせ", "Alerts");
}

void page_alert_item(struct page *page, const struct alert *alert)
{
    struct html *html = &page->html;
    const struct indicator *indicator =
        settings_indicator(page->input->settings, alert->indicator_id);
    const struct label text = {words_marked(alert->text, alert->embargo, page->arena), NULL};

    html_open(html, "li");
    html_attr(html, "class", alert->severity);
    if (indicator && page_shows(page->input, indicator) && indicator != page->subject->entry)
        page_anchor(page, page_link(page, page_indicator.file, indicator->id), &text);
    else
        page_foreign(page, "span", NULL, text.text);
    html_text(html, " ");
    html_classed(html, "span", "soft",
                 page_fill(page, "（%から・%）", "(since %, %)", page_day(page, alert->since),
                           words_alert_state(alert->state, page->language)));
    html_close(html, "li");
    html_line(html);
}

enum group { OPEN, PENDING, PAST };

static enum group group_of(const struct alert *alert)
{
    return alert_is_open(alert) ? OPEN : alert->state == ALERT_PENDING ? PENDING : PAST;
}

/* Returns how many there are. */
static size_t put_list(struct page *page, enum group group)
{
    const struct site_input *input = page->input;
    size_t count = 0;

    for (size_t i = 0; i < input->alert_count; i++) {
        if (group_of(&input->alerts[i]) != group || !page_tells(input, &input->alerts[i]))
            continue;
        if (count == 0) {
            html_open(&page->html, "ul");
            html_attr(&page->html, "class", "alerts");
            html_line(&page->html);
        }
        if (group == OPEN || count < HISTORY)
            page_alert_item(page, &input->alerts[i]);
        count++;
    }
    if (count > 0)
        html_close(&page->html, "ul");
    html_line(&page->html);
    return count;
}

static bool any_pending(const struct site_input *input)
{
    for (size_t i = 0; i < input->alert_count; i++) {
        if (group_of(&input->alerts[i]) == PENDING)
            return true;
    }
    return false;
}

/* What nobody was told yet is for the office. */
static void put_pending(struct page *page)
{
    if (!edition_is_internal(page->input->settings) || !any_pending(page->input))
        return;
    html_element(&page->html, "h2",
                 page_say(page, "次の公表まで確認中", "Waiting for the next release"));
    html_line(&page->html);
    put_list(page, PENDING);
}

static void write_alerts(struct page *page)
{
    struct html *html = &page->html;

    html_element(html, "h1", title(page));
    html_line(html);
    html_element(html, "h2", page_say(page, "継続中", "Open"));
    html_line(html);
    if (put_list(page, OPEN) == 0)
        html_element(html, "p",
                     page_say(page, "継続中のお知らせはありません。", "No alert is open."));
    put_pending(page);
    html_element(html, "h2", page_say(page, "解消したもの", "Resolved"));
    html_line(html);
    size_t past = put_list(page, PAST);

    if (past == 0)
        html_element(html, "p", page_say(page, "ありません。", "None."));
    if (past > HISTORY)
        html_element(html, "p",
                     page_fill(page, "これより前の%件は載せていません。",
                               "% earlier ones are left out.",
                               page_number(page, past - HISTORY), NULL));
    html_classed(html, "p", "caution", words_caution(page->language));
    html_line(html);
}

static bool is_shown(const struct site_input *input, const void *entry)
{
    (void)entry;
    return edition_publishes(input->settings, EDITION_ALERTS);
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    (void)subject;
    page_put_alerts(input, out);
}

const struct page_kind page_alerts = {
    .name = "alerts",
    .file = "alerts.html",
    .menu = {"お知らせ", "Alerts"},
    .is_shown = is_shown,
    .made_from = made_from,
    .title = title,
    .write = write_alerts,
};
