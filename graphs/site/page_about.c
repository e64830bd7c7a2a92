/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_about: how the pages come about, in plain words. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "core/instant.h"
#include "core/words.h"

static const char *title(const struct page *page)
{
    return page_say(page, "このサイトについて", "About this site");
}

static void put(struct page *page, const char *ja, const char *en)
{
    html_element(&page->html, "p", page_say(page, ja, en));
    html_line(&page->html);
}

static void put_rules(struct page *page)
{
    const struct settings *settings = page->input->settings;
    struct html *html = &page->html;

    if (!edition_publishes(settings, EDITION_ALERTS) || settings->alert_count == 0)
        return;
    html_element(html, "h2", page_say(page, "お知らせの条件", "When an alert is raised"));
    html_line(html);
    put(page,
        "括弧内は、何も変わらなくても偶然に条件を満たす回数の目安です（値どうしに関連がない系"
        "列での"
        "試算、月に1回計算）。",
        "In brackets: how often chance alone would meet the condition, reckoned once a month "
        "for "
        "series without memory.");
    html_open(html, "ul");
    html_line(html);
    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];

        if (!page_shows(page->input, rule->indicator))
            continue;
        html_open(html, "li");
        page_anchor(page, page_link(page, page_indicator.file, rule->indicator->id),
                    &rule->indicator->title);
        html_text(html, page_say(page, "　", ": "));
        if (page->input->rules) {
            html_text(html, page->input->rules[i].words[page->language]);
            html_text(html, page_say(page, "　", " "));
            html_classed(html, "span", "soft", page->input->rules[i].cost[page->language]);
        } else {
            html_element(html, "code", rule->when);
        }
        html_close(html, "li");
        html_line(html);
    }
    html_close(html, "ul");
    html_line(html);
}

static void write_about(struct page *page)
{
    html_element(&page->html, "h1", title(page));
    html_line(&page->html);
    put(page,
        "各指標の値は、公表元の資料から定期的に読み取り、公表されたすべての版を記録しています"
        "。"
        "改定された値は、改定前の値とともに残します。",
        "The values are read regularly from what their publishers print, and every version "
        "ever published is kept: a revised value stands beside the one before it.");
    put(page,
        "読み取れない値や、確からしさを確認できない値は、担当者が確かめるまで掲載しません。",
        "A value that cannot be read, or cannot be believed, is not shown until a person has "
        "looked at it.");
    put(page,
        "事業と指標の結び付きは設定ファイルに記した提案であり、効果の評価ではありません。",
        "The ties between programs and indicators are proposals made in the configuration, "
        "not "
        "findings.");
    html_element(&page->html, "p", words_caution(page->language));
    html_line(&page->html);
    put_rules(page);
}

/* Simulated once a month: it is dear, and changes little with one value more. */
static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    (void)subject;
    buf_printf(out, "%ld\x1f",
               (long)period_of_day(FREQUENCY_MONTHLY, instant_day(input->now)).n);
}

const struct page_kind page_about = {
    .name = "about",
    .file = "about.html",
    .needs = PAGE_NEEDS_RULES,
    .menu = {"このサイトについて", "About"},
    .made_from = made_from,
    .title = title,
    .write = write_about,
};
