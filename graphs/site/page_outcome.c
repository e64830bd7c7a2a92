/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_outcome: whether what a program is meant to move did move; see page.h. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "config/outcome.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"

#define TEXT_LIMIT 1024

static void put_mean(struct page *page, const struct indicator *indicator, struct decimal mean,
                     size_t years)
{
    struct buf text;

    if (years == 0) {
        html_classed(&page->html, "td", "figure", "—");
        return;
    }
    buf_init(&text, TEXT_LIMIT);
    phrase_value(indicator, mean, page->language, &text);
    html_classed(
        &page->html, "td", "figure",
        page_fill(page, "%（%年）", "% (% years)", buf_text(&text), page_number(page, years)));
    buf_free(&text);
}

/* `means`: some row has them. */
static void put_row(struct page *page, const struct indicator *indicator,
                    const struct outcome *outcome, bool means)
{
    struct html *html = &page->html;
    const char *reason = outcome_reason_say(outcome->reason, page->language);

    html_open(html, "tr");
    html_open(html, "th");
    html_attr(html, "scope", "row");
    page_anchor(page, page_link(page, page_indicator.file, indicator->id), &indicator->title);
    html_close(html, "th");
    html_open(html, "td");
    html_text(html, outcome_state_say(outcome->state, page->language));
    if (!str_empty(reason))
        html_text(html, page_fill(page, "（%）", " (%)", reason, NULL));
    html_close(html, "td");
    if (means) {
        put_mean(page, indicator, outcome->before, outcome->before_count);
        put_mean(page, indicator, outcome->after, outcome->after_count);
    }
    html_close(html, "tr");
    html_line(html);
}

static void put_table(struct page *page, const char *name, const struct outcome *outcomes)
{
    const struct site_subject *subject = page->subject;
    const char *const heads[] = {
        page_say(page, "指標", "Indicator"), page_say(page, "見方", "Reading"),
        page_say(page, "開始前の年平均", "Mean of years before"),
        page_say(page, "判断できる時期以後の年平均", "Mean of years since it can be judged")};
    bool means = false;

    for (size_t i = 0; i < subject->matter_count; i++)
        means = means || outcomes[i].before_count > 0;
    page_open_region(page, name);
    html_open(&page->html, "table");
    page_heads(page, heads, means ? 4 : 2);
    html_open(&page->html, "tbody");
    html_line(&page->html);
    for (size_t i = 0; i < subject->matter_count; i++)
        put_row(page, subject->matters[i].indicator, &outcomes[i], means);
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
}

void page_outcome(struct page *page, const struct program *program)
{
    const struct site_subject *subject = page->subject;
    const char *name = page_say(page, "開始の前と後", "Before and after its start");
    struct outcome *outcomes =
        arena_alloc(page->arena, subject->matter_count, sizeof *outcomes);

    if (subject->matter_count == 0 ||
        !edition_publishes(page->input->settings, EDITION_VERDICTS))
        return;
    for (size_t i = 0; i < subject->matter_count; i++)
        outcome_judge(program, subject->matters[i].indicator, &subject->matters[i].series,
                      instant_day(page->input->now), &outcomes[i]);
    html_element(&page->html, "h2", name);
    html_line(&page->html);
    put_table(page, name, outcomes);
}

void page_put_outcome(const struct site_input *input, const struct program *program,
                      struct buf *out)
{
    int32_t judged;

    if (edition_publishes(input->settings, EDITION_VERDICTS))
        buf_printf(out, "%d\x1f",
                   settings_judged_from(program, &judged) && instant_day(input->now) < judged);
}
