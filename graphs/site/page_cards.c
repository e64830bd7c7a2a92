/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_cards: indicators among others: as cards with small charts, as a table; see page.h. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/caption.h"
#include "graphs/chart.h"
#include "graphs/thumbnail.h"

static const struct site_digest *digest_of(const struct page *page,
                                           const struct indicator *indicator)
{
    return &page->input->digests[page_index(page->input, indicator)];
}

static const struct site_words *words_of(const struct page *page,
                                         const struct indicator *indicator)
{
    return &digest_of(page, indicator)->words[page->language];
}

/* "〔概数〕" */
static const char *say_status(const struct page *page, const struct site_words *words)
{
    return str_empty(words->status) ? ""
                                    : page_fill(page, "〔%〕", " [%]", words->status, NULL);
}

/* "2016年8月 ▲15.4ポイント（前月比＋7.7ポイント）" */
static const char *say_newest(const struct page *page, const struct indicator *indicator)
{
    const struct site_words *words = words_of(page, indicator);

    if (!digest_of(page, indicator)->has_value)
        return caption_none(page->language);
    const char *change =
        str_empty(words->change) ? "" : page_fill(page, "（%）", " (%)", words->change, NULL);
    return arena_printf(page->arena, "%s%s%s%s%s", words->period, page_say(page, " ", ": "),
                        words->value, say_status(page, words), change);
}

/* --- pictures --- */

const char *page_picture(const struct page *page, const struct indicator *indicator,
                         struct form form)
{
    char name[FORM_NAME_SIZE];

    form_name(&form, name);
    const char *file = arena_printf(page->arena, "charts/%s%s", indicator->id, name + 1);
    return page->language == page->input->original ? page_shared(page, file)
                                                   : page_link(page, file, "");
}

/* Paper is wide and light. */
#define NARROW "screen and (max-width: 40rem)"
#define DARK "screen and (prefers-color-scheme: dark)"

static void put_source(struct page *page, const char *media, const char *file,
                       const char *size)
{
    struct html *html = &page->html;

    html_open(html, "source");
    html_attr(html, "media", media);
    html_attr(html, "srcset", arena_printf(page->arena, "%s%s", file, size));
}

/* The other language has drawings only: a PNG costs some thirty times as much. */
static bool is_own(const struct page *page)
{
    return page->language == page->input->original;
}

static struct form thumbnail(const struct page *page, enum palette_theme theme)
{
    return (struct form){is_own(page) ? FORM_PNG : FORM_SVG, FORM_THUMBNAIL, theme, 2};
}

static const char *density(const struct page *page)
{
    return is_own(page) ? " 2x" : "";
}

static void put_thumbnail(struct page *page, const struct indicator *indicator)
{
    struct html *html = &page->html;
    struct form dark = thumbnail(page, PALETTE_THEME_DARK);
    struct form light = thumbnail(page, PALETTE_THEME_LIGHT);

    html_open(html, "picture");
    put_source(page, DARK, page_picture(page, indicator, dark), density(page));
    html_open(html, "img");
    html_attr(html, "src", page_picture(page, indicator, light));
    html_attr_number(html, "width", THUMBNAIL_WIDTH);
    html_attr_number(html, "height", THUMBNAIL_HEIGHT);
    html_attr(html, "loading", "lazy");
    html_attr(html, "alt",
              page_fill(page, "%　%", "%. %", page_text(page, &indicator->title),
                        say_newest(page, indicator)));
    html_close(html, "picture");
}

/* On a telephone nobody could read the whole: there it is the thumbnail, as large as the
 * screen. */
static void put_narrow(struct page *page, const struct indicator *indicator)
{
    if (!digest_of(page, indicator)->has_value)
        return;
    put_source(page, NARROW " and (prefers-color-scheme: dark)",
               page_picture(page, indicator, thumbnail(page, PALETTE_THEME_DARK)),
               density(page));
    put_source(page, NARROW,
               page_picture(page, indicator, thumbnail(page, PALETTE_THEME_LIGHT)),
               density(page));
}

void page_chart(struct page *page, const struct indicator *indicator)
{
    struct html *html = &page->html;
    struct form dark = {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1};
    struct form form = {is_own(page) ? FORM_PNG : FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT,
                        1};
    const char *once = page_picture(page, indicator, form);

    html_open(html, "picture");
    put_narrow(page, indicator);
    put_source(page, DARK, page_picture(page, indicator, dark), "");
    html_open(html, "img");
    html_attr(html, "src", once);
    if (is_own(page)) {
        form.scale = 2;
        html_attr(html, "srcset",
                  arena_printf(page->arena, "%s 1x, %s 2x", once,
                               page_picture(page, indicator, form)));
    }
    html_attr_number(html, "width", CHART_WIDTH);
    html_attr(html, "alt",
              page_fill(page, "図：%　%", "Chart: %. %", page_text(page, &indicator->title),
                        say_newest(page, indicator)));
    html_close(html, "picture");
    html_line(html);
}

void page_words(struct page *page, const char *words)
{
    html_open(&page->html, "details");
    html_element(&page->html, "summary",
                 page_say(page, "図の説明（文章）", "The chart in words"));
    html_classed(&page->html, "p", "words", words);
    html_close(&page->html, "details");
}

/* --- cards --- */

static void put_alert(struct page *page, const struct indicator *indicator, const char *name,
                      const char *before)
{
    const struct alert *alert = page_alert_of(page->input, indicator);
    struct html *html = &page->html;

    if (!alert)
        return;
    html_open(html, name);
    html_attr(html, "class", arena_printf(page->arena, "alert %s", alert->severity));
    html_text(html, before);
    html_text(html, words_severity(alert->severity, page->language));
    html_close(html, name);
}

static void put_card(struct page *page, const struct indicator *indicator)
{
    struct html *html = &page->html;
    const struct site_words *words = words_of(page, indicator);
    const char *href = page_link(page, page_indicator.file, indicator->id);

    html_open(html, "li");
    html_open(html, "a");
    html_attr(html, "href", href);
    put_thumbnail(page, indicator);
    html_close(html, "a");
    /* the newest may be old */
    html_classed(
        html, "p", "soft",
        page_fill(page, "%の値%", "Value of %%", words->period, say_status(page, words)));
    if (!str_empty(words->target))
        html_classed(html, "p", "target", words->target);
    put_alert(page, indicator, "p", page_say(page, "お知らせ：", "Alert: "));
    html_close(html, "li");
    html_line(html);
}

static void put_waiting(struct page *page, const struct indicator *const *items, size_t count)
{
    struct html *html = &page->html;
    size_t told = 0;

    for (size_t i = 0; i < count; i++) {
        if (digest_of(page, items[i])->has_value)
            continue;
        if (told++ == 0) {
            html_open(html, "p");
            html_attr(html, "class", "waiting");
            html_text(html, edition_is_internal(page->input->settings)
                                ? page_say(page, "実績値がまだない指標：", "No figures yet: ")
                                : page_say(page, "公式の値をまだ掲載していない指標：",
                                           "No official figures here yet: "));
        } else {
            html_text(html, page_say(page, "、", ", "));
        }
        page_anchor(page, page_link(page, page_indicator.file, items[i]->id),
                    &items[i]->title);
    }
    if (told > 0)
        html_close(html, "p");
    html_line(html);
}

void page_cards(struct page *page, const struct indicator *const *items, size_t count)
{
    size_t told = 0;

    for (size_t i = 0; i < count; i++) {
        if (!digest_of(page, items[i])->has_value)
            continue;
        if (told++ == 0) {
            html_open(&page->html, "ul");
            html_attr(&page->html, "class", "cards");
            html_line(&page->html);
        }
        put_card(page, items[i]);
    }
    if (told > 0)
        html_close(&page->html, "ul");
    html_line(&page->html);
    put_waiting(page, items, count);
}

const char *page_no_indicator(const struct page *page)
{
    if (edition_is_internal(page->input->settings))
        return page_say(page, "成果指標は設定されていません。", "No indicator is set.");
    return page_say(page, "公表している成果指標はありません。", "No indicator is published.");
}

/* --- the same as a table --- */

static void put_row(struct page *page, const struct indicator *indicator)
{
    struct html *html = &page->html;
    const struct site_words *words = words_of(page, indicator);

    html_open(html, "tr");
    html_open(html, "th");
    html_attr(html, "scope", "row");
    page_anchor(page, page_link(page, page_indicator.file, indicator->id), &indicator->title);
    html_close(html, "th");
    html_classed(html, "td", "figure", words->value);
    html_open(html, "td");
    html_attr(html, "class", "day");
    html_text(html, words->period);
    html_text(html, say_status(page, words));
    html_close(html, "td");
    html_element(html, "td", words->change);
    html_element(html, "td", words->target);
    if (edition_publishes(page->input->settings, EDITION_ALERTS)) {
        html_open(html, "td");
        put_alert(page, indicator, "span", "");
        html_close(html, "td");
    }
    html_close(html, "tr");
    html_line(html);
}

static void put_values(struct page *page, const struct indicator *const *items, size_t count)
{
    const char *const heads[] = {
        page_say(page, "指標", "Indicator"), page_say(page, "最新の実績値", "Newest value"),
        page_say(page, "期間", "Period"),    page_say(page, "増減", "Change"),
        page_say(page, "目標", "Target"),    page_say(page, "お知らせ", "Alert"),
    };

    bool alerts = edition_publishes(page->input->settings, EDITION_ALERTS);

    page_open_region(page, page_say(page, "指標の一覧", "Indicators"));
    html_open(&page->html, "table");
    html_attr(&page->html, "class", "many values");
    page_heads(page, heads, alerts ? 6 : 5);
    html_open(&page->html, "tbody");
    html_line(&page->html);
    for (size_t i = 0; i < count; i++) {
        if (digest_of(page, items[i])->has_value)
            put_row(page, items[i]);
    }
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
}

void page_table(struct page *page, const struct indicator *const *items, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++)
        any = any || digest_of(page, items[i])->has_value;
    if (any)
        put_values(page, items, count);
    put_waiting(page, items, count);
}
