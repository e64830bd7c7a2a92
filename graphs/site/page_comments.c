/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_comments: what sections say of an indicator's figures; see page.h. */
#include "graphs/site/page.h"

#include <inttypes.h>
#include <string.h>

#include "config/edition.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"

#define OPEN_PERIODS 3 /* whose comments are not folded */
#define TEXT_LIMIT 1024

static const struct comments *all_of(const struct page *page)
{
    return &page->input->comments;
}

static const char *say_value(const struct page *page, const struct indicator *indicator,
                             struct decimal value)
{
    struct buf text;

    buf_init(&text, TEXT_LIMIT);
    phrase_value(indicator, value, page->language, &text);
    return buf_keep(&text, page->arena);
}

/* Each line of it as one of the page. */
static void put_text(struct page *page, const char *name, const char *text)
{
    if (str_empty(text))
        return;
    html_element(&page->html, "dt", name);
    html_open(&page->html, "dd");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        if (length > 0)
            page_foreign(page, "p", NULL, arena_strndup(page->arena, text, length));
        text += length + (text[length] == '\n');
    }
    html_close(&page->html, "dd");
    html_line(&page->html);
}

/* Inside it is said how far it is; what all may read is approved. */
static void put_state(struct page *page, const struct comment *comment)
{
    if (!edition_is_internal(page->input->settings))
        return;
    if (comment->embargo != 0)
        html_classed(&page->html, "p", "draft", page_say(page, "解禁前", "Under embargo"));
    if (comment->state == COMMENT_DRAFT)
        html_classed(&page->html, "p", "draft",
                     page_say(page, "案（庁内のみ・未承認）", "Draft, not approved yet"));
    else
        html_classed(&page->html, "p", "soft",
                     comment->open ? page_say(page, "承認済み・公開", "Approved, public")
                                   : page_say(page, "承認済み・庁内のみ",
                                              "Approved, for those inside only"));
}

/* "観光課（承認：経済総務課）　2026年3月3日" */
static void put_hand(struct page *page, const struct comment *comment)
{
    html_open(&page->html, "p");
    html_attr(&page->html, "class", "soft");
    page_foreign(page, "span", NULL, comment->section);
    if (comment->approver) {
        html_text(&page->html, page_say(page, "（承認：", " (approved by "));
        page_foreign(page, "span", NULL, comment->approver);
        html_text(&page->html, page_say(page, "）", ")"));
    }
    html_text(&page->html, page_say(page, "　", ", "));
    html_text(&page->html, page_day(page, comment->at));
    html_close(&page->html, "p");
    html_line(&page->html);
}

static void put_comment(struct page *page, const struct indicator *indicator,
                        const struct comment *comment, const struct observation *figure)
{
    html_open(&page->html, "div");
    html_attr(&page->html, "class", "comment");
    html_line(&page->html);
    put_state(page, comment);
    html_open(&page->html, "dl");
    html_line(&page->html);
    put_text(page, page_say(page, "要因", "Cause"), comment->cause);
    put_text(page, page_say(page, "対応", "Action"), comment->action);
    html_close(&page->html, "dl");
    html_line(&page->html);
    put_hand(page, comment);
    if (comment_is_outrun(comment, figure))
        html_classed(&page->html, "p", "soft",
                     page_fill(page, "記載時の実績値は%。その後改定されています。",
                               "Written of %, which was revised since.",
                               say_value(page, indicator, comment->value), NULL));
    html_close(&page->html, "div");
    html_line(&page->html);
}

/* Its anchor: what a figure of the table leads to. */
static const char *name_anchor(const struct page *page, struct period period)
{
    char text[PERIOD_TEXT_SIZE];

    period_print(period, text);
    return arena_printf(page->arena, "comment-%s", text);
}

static void put_period(struct page *page, const struct indicator *indicator,
                       const struct observation *figure)
{
    const struct comments here =
        comment_of_period(all_of(page), indicator->id, figure->period);
    char period[WORDS_SIZE];

    words_period(figure->period, indicator->year_label, page->language, period);
    html_open(&page->html, "h3");
    html_attr(&page->html, "id", name_anchor(page, figure->period));
    html_text(&page->html, period);
    html_text(&page->html, page_say(page, "　", ": "));
    html_text(&page->html, series_has_value(figure) ? say_value(page, indicator, figure->value)
                                                    : page_say(page, "値なし", "no figure"));
    if (figure->embargo != 0)
        html_text(&page->html, page_say(page, "（解禁前）", " (under embargo)"));
    html_close(&page->html, "h3");
    html_line(&page->html);
    for (size_t i = 0; i < here.count; i++)
        put_comment(page, indicator, &here.items[i], figure);
}

static bool has_comment(const struct page *page, const struct indicator *indicator,
                        struct period period)
{
    return comment_of_period(all_of(page), indicator->id, period).count > 0;
}

void page_comment_mark(struct page *page, const struct indicator *indicator,
                       struct period period)
{
    if (!has_comment(page, indicator, period))
        return;
    html_text(&page->html, " ");
    html_open(&page->html, "a");
    html_attr(&page->html, "href",
              arena_printf(page->arena, "#%s", name_anchor(page, period)));
    html_attr(&page->html, "class", "mark screen");
    html_text(&page->html, page_say(page, "要因", "why"));
    html_close(&page->html, "a");
}

static void fold(struct page *page)
{
    html_open(&page->html, "details");
    html_element(&page->html, "summary",
                 page_say(page, "以前の期間へのコメント", "Comments on earlier figures"));
    html_line(&page->html);
}

void page_comments(struct page *page, const struct site_matter *matter)
{
    const struct series *series = &matter->series;
    size_t told = 0;

    for (size_t i = series->count; i-- > 0;) {
        const struct observation *figure = &series->observations[i];

        if (!has_comment(page, matter->indicator, figure->period))
            continue;
        if (told == 0) {
            html_element(&page->html, "h2",
                         page_say(page, "担当課のコメント", "What the sections say"));
            html_line(&page->html);
        }
        if (told++ == OPEN_PERIODS)
            fold(page);
        put_period(page, matter->indicator, figure);
    }
    if (told > OPEN_PERIODS) {
        html_close(&page->html, "details");
        html_line(&page->html);
    }
}

static const struct observation *newest_said(const struct page *page,
                                             const struct site_matter *matter)
{
    const struct observation *newest = series_latest(&matter->series);

    return newest && has_comment(page, matter->indicator, newest->period) ? newest : NULL;
}

/* In a time of quiet the public's pages of programs stay as they are: what is withdrawn then
 * would stay on them. */
void page_comments_moved(struct page *page)
{
    const struct site_subject *subject = page->subject;
    size_t told = 0;

    if (!edition_is_internal(page->input->settings))
        return;
    for (size_t i = 0; i < subject->matter_count; i++) {
        const struct site_matter *matter = &subject->matters[i];
        const struct observation *newest = newest_said(page, matter);

        if (!newest)
            continue;
        if (told++ == 0) {
            html_element(
                &page->html, "h2",
                page_say(page, "指標への担当課のコメント", "What the sections say of them"));
            html_line(&page->html);
        }
        html_open(&page->html, "p");
        page_anchor(page, page_link(page, page_indicator.file, matter->indicator->id),
                    &matter->indicator->title);
        html_close(&page->html, "p");
        html_line(&page->html);
        put_period(page, matter->indicator, newest);
    }
}

void page_put_comments(const struct site_input *input, const struct indicator *indicator,
                       struct buf *out)
{
    const struct comments here = comment_of(&input->comments, indicator->id);

    for (size_t i = 0; i < here.count; i++)
        buf_printf(out, "%" PRId64 "c%s\x1f", here.items[i].number,
                   here.items[i].embargo ? "!" : "");
}
