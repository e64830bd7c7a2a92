/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_facts: what an indicator is, and where its figures come from; see page.h. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"

#define WORDS_LIMIT 65536
#define DOCUMENTS 5

static const struct indicator *indicator_of(const struct page *page)
{
    return page->subject->entry;
}

const struct site_matter *page_matter(const struct page *page)
{
    return &page->subject->matters[0];
}

static const char *say_frequency(const struct page *page, enum frequency frequency)
{
    static const char *const JA[] = {"日", "週", "月", "四半期", "暦年", "年度"};
    static const char *const EN[] = {"day",     "week",          "month",
                                     "quarter", "calendar year", "fiscal year"};

    return page_say(page, JA[frequency], EN[frequency]);
}

static const char *say_better(const struct page *page, enum better better)
{
    return better == BETTER_HIGHER ? page_say(page, "高い方がよい", "higher is better")
           : better == BETTER_LOWER
               ? page_say(page, "低い方がよい", "lower is better")
               : page_say(page, "高低の良し悪しはない", "neither way is better");
}

void page_fact(struct page *page, const char *name, const char *text)
{
    if (str_empty(text))
        return;
    html_element(&page->html, "dt", name);
    html_element(&page->html, "dd", text);
    html_line(&page->html);
}

static void put_labelled(struct page *page, const char *name, const struct label *label)
{
    if (str_empty(page_text(page, label)))
        return;
    html_element(&page->html, "dt", name);
    page_label(page, "dd", NULL, label);
    html_line(&page->html);
}

static bool any_source(const struct page *page)
{
    const struct indicator *indicator = indicator_of(page);

    for (size_t i = 0; i < indicator->source_count; i++) {
        if (edition_shows_source(page->input->settings, indicator->sources[i]))
            return true;
    }
    return false;
}

static bool any_entered(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (!series->observations[i].source)
            return true;
    }
    return false;
}

/* One whose sources are not shown is no one's entry for that. */
static void put_sources(struct page *page)
{
    const struct indicator *indicator = indicator_of(page);
    struct html *html = &page->html;
    bool any = any_source(page);

    if (!any && indicator->source_count > 0 && !any_entered(&page_matter(page)->series))
        return;
    html_element(html, "dt", page_say(page, "出典", "Sources"));
    html_open(html, "dd");
    if (any)
        html_open(html, "ul");
    for (size_t i = 0; i < indicator->source_count; i++) {
        if (!edition_shows_source(page->input->settings, indicator->sources[i]))
            continue;
        html_open(html, "li");
        page_source(page, indicator->sources[i]);
        html_close(html, "li");
    }
    if (any)
        html_close(html, "ul");
    else
        html_text(html, page_say(page, "担当課による入力", "entered by hand"));
    html_close(html, "dd");
    html_line(html);
}

/* Where its newest figures stand, at their publishers: never our copy. */
static void put_documents(struct page *page)
{
    const struct site_matter *matter = page_matter(page);
    struct html *html = &page->html;
    size_t told = 0;

    for (size_t i = 0; i < matter->document_count && told < DOCUMENTS; i++) {
        const struct site_document *document = &matter->documents[i];

        if (!page_may_link(document->url))
            continue;
        if (told++ == 0) {
            html_classed(html, "dt", "screen", page_say(page, "公表資料", "Documents"));
            html_open(html, "dd");
            html_attr(html, "class", "screen");
            html_open(html, "ul");
        }
        html_open(html, "li");
        html_open(html, "a");
        html_attr(html, "href", document->url);
        html_text(html, page_fill(page, "%（%取得）", "% (as of %)",
                                  document->source ? page_text(page, &document->source->title)
                                                   : page_say(page, "公表資料", "Document"),
                                  page_day(page, document->at)));
        html_close(html, "a");
        html_close(html, "li");
    }
    if (told == 0)
        return;
    html_close(html, "ul");
    html_close(html, "dd");
    html_line(html);
}

/* "" without the mark. */
static const char *say_mark(const struct page *page, const struct mark *mark)
{
    const struct indicator *indicator = indicator_of(page);
    char period[WORDS_SIZE];
    struct buf words;

    if (!mark->set)
        return "";
    buf_init(&words, WORDS_LIMIT);
    phrase_value(indicator, mark->value, page->language, &words);
    if (mark->has_period) {
        words_period(mark->period, indicator->year_label, page->language, period);
        buf_puts(&words, page_fill(page, "（%）", " (%)", period, NULL));
    }
    return buf_keep(&words, page->arena);
}

void page_facts(struct page *page)
{
    const struct indicator *indicator = indicator_of(page);
    struct html *html = &page->html;

    html_element(html, "h2", page_say(page, "この指標について", "About this indicator"));
    html_line(html);
    html_open(html, "dl");
    html_line(html);
    put_labelled(page, page_say(page, "定義", "Definition"), &indicator->definition);
    put_labelled(page, page_say(page, "単位", "Unit"), &indicator->unit_label);
    page_fact(page, page_say(page, "期間", "Period"),
              say_frequency(page, indicator->frequency));
    page_fact(page, page_say(page, "見方", "Reading"), say_better(page, indicator->better));
    page_fact(page, page_say(page, "基準値", "Baseline"),
              say_mark(page, &indicator->baseline));
    page_fact(page, page_say(page, "目標値", "Target"), say_mark(page, &indicator->target));
    put_sources(page);
    put_documents(page);
    page_fact(page, page_say(page, "次回公表予定", "Next figure"),
              page_awaited(page, indicator,
                           &page->input->awaited[page_index(page->input, indicator)]));
    if (edition_is_internal(page->input->settings))
        put_labelled(page, page_say(page, "内部メモ", "Internal note"), &indicator->note);
    html_close(html, "dl");
    html_line(html);
}
