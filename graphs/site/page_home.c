/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_home: by challenge and policy, what is watched and what it costs. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/figure.h"

#define CARDS 60      /* on the page */
#define CARDS_EACH 12 /* of one policy */
#define ALERTS 12

struct home {
    struct page *page;
    bool *shown; /* of each indicator: it stands under the first policy that moves it */
    size_t cards;
};

/* --- alerts --- */

static bool is_open(const struct site_input *input, const struct alert *alert)
{
    return alert_is_open(alert) && page_tells(input, alert);
}

static void put_alerts(struct page *page)
{
    const struct site_input *input = page->input;
    struct html *html = &page->html;
    size_t open = 0;

    if (!edition_publishes(input->settings, EDITION_ALERTS))
        return;
    for (size_t i = 0; i < input->alert_count; i++)
        open += is_open(input, &input->alerts[i]);
    html_open(html, "section");
    html_line(html);
    html_element(html, "h2", page_say(page, "継続中のお知らせ", "Open alerts"));
    if (open == 0)
        html_element(html, "p",
                     page_say(page, "継続中のお知らせはありません。", "No alert is open."));
    if (open > 0) {
        html_open(html, "ul");
        html_attr(html, "class", "alerts");
        for (size_t i = 0, told = 0; i < input->alert_count && told < ALERTS; i++) {
            if (!is_open(input, &input->alerts[i]))
                continue;
            page_alert_item(page, &input->alerts[i]);
            told++;
        }
        html_close(html, "ul");
    }
    if (open > ALERTS) {
        html_open(html, "p");
        html_open(html, "a");
        html_attr(html, "href", page_link(page, page_alerts.file, ""));
        html_text(html, page_fill(page, "全部で%件", "All %", page_number(page, open), NULL));
        html_close(html, "a");
        html_close(html, "p");
    }
    html_close(html, "section");
    html_line(html);
}

/* --- policies --- */

/* The indicators that stand here, as many as there is room for; *left counts the others. */
static size_t choose(struct home *home, const struct policy *policy,
                     const struct indicator **items, size_t *left)
{
    const struct settings *settings = home->page->input->settings;
    size_t count = 0;

    *left = 0;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (home->shown[i] || !page_shows(home->page->input, indicator) ||
            (policy && !figure_is_moved(settings, policy, indicator)))
            continue;
        home->shown[i] = true;
        if (count < CARDS_EACH && home->cards < CARDS) {
            items[count++] = indicator;
            home->cards++;
        } else {
            ++*left;
        }
    }
    return count;
}

static void put_indicators(struct home *home, const struct policy *policy)
{
    struct page *page = home->page;
    const struct indicator *items[CARDS_EACH] = {NULL};
    size_t left;
    size_t count = choose(home, policy, items, &left);

    page_cards(page, items, count);
    if (left == 0)
        return;
    html_open(&page->html, "p");
    html_open(&page->html, "a");
    html_attr(&page->html, "href",
              policy ? page_link(page, page_policy.file, policy->id)
                     : page_link(page, page_list.file, ""));
    html_text(&page->html,
              page_fill(page, "ほか%指標", "% more", page_number(page, left), NULL));
    html_close(&page->html, "a");
    html_close(&page->html, "p");
    html_line(&page->html);
}

static void put_policy(struct home *home, const struct policy *policy)
{
    struct page *page = home->page;
    struct html *html = &page->html;
    struct page_money money = page_add_up(page, policy);

    html_open(html, "section");
    html_line(html);
    html_open(html, "h3");
    page_anchor(page, page_link(page, page_policy.file, policy->id), &policy->title);
    html_close(html, "h3");
    html_line(html);
    if (money.count > 0)
        html_classed(html, "p", "money", page_money_say(page, &money));
    put_indicators(home, policy);
    html_close(html, "section");
    html_line(html);
}

static void put_policies(struct home *home, const struct challenge *challenge)
{
    const struct settings *settings = home->page->input->settings;

    for (size_t i = 0; i < settings->policy_count; i++) {
        if (settings->policies[i].challenge == challenge)
            put_policy(home, &settings->policies[i]);
    }
}

static bool is_answered(const struct settings *settings, const struct challenge *challenge)
{
    for (size_t i = 0; i < settings->policy_count; i++) {
        if (settings->policies[i].challenge == challenge)
            return true;
    }
    return false;
}

static void put_challenge(struct home *home, const struct challenge *challenge)
{
    struct page *page = home->page;

    html_open(&page->html, "section");
    html_line(&page->html);
    page_label(page, "h2", NULL, &challenge->title);
    html_line(&page->html);
    if (!str_empty(challenge->text.text))
        page_label(page, "p", "challenge", &challenge->text);
    html_line(&page->html);
    put_policies(home, challenge);
    html_close(&page->html, "section");
    html_line(&page->html);
}

/* Policies that answer no challenge. */
static void put_rest(struct home *home)
{
    struct page *page = home->page;
    const struct settings *settings = page->input->settings;

    if (!is_answered(settings, NULL))
        return;
    html_open(&page->html, "section");
    html_element(&page->html, "h2",
                 settings->challenge_count > 0
                     ? page_say(page, "その他の施策", "Other policies")
                     : page_say(page, "施策", "Policies"));
    put_policies(home, NULL);
    html_close(&page->html, "section");
    html_line(&page->html);
}

static void put_answers(struct home *home)
{
    const struct settings *settings = home->page->input->settings;
    struct html *html = &home->page->html;

    if (settings->policy_count == 0)
        return;
    html_open(html, "div");
    html_attr(html, "class", "answers");
    html_line(html);
    for (size_t i = 0; i < settings->challenge_count; i++) {
        if (is_answered(settings, &settings->challenges[i]))
            put_challenge(home, &settings->challenges[i]);
    }
    put_rest(home);
    html_close(html, "div");
    html_line(html);
}

/* What no program is meant to move. */
static void put_others(struct home *home)
{
    struct page *page = home->page;
    const struct settings *settings = page->input->settings;
    bool others = false;

    for (size_t i = 0; i < settings->indicator_count; i++)
        others =
            others || (!home->shown[i] && page_shows(page->input, &settings->indicators[i]));
    if (!others)
        return;
    html_open(&page->html, "section");
    html_element(&page->html, "h2", page_say(page, "その他の指標", "Other indicators"));
    put_indicators(home, NULL);
    html_close(&page->html, "section");
    html_line(&page->html);
}

static void write_home(struct page *page)
{
    const struct settings *settings = page->input->settings;
    struct home home = {.page = page,
                        .shown = mem_calloc(settings->indicator_count, sizeof *home.shown)};

    struct page_money money = page_add_up(page, NULL);

    page_label(page, "h1", NULL, &settings->site.title);
    html_line(&page->html);
    if (money.count > 0)
        html_element(&page->html, "p", page_money_say(page, &money));
    html_line(&page->html);
    put_alerts(page);
    put_answers(&home);
    put_others(&home);
    mem_free(home.shown);
}

/* --- what it is made from --- */

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    const struct settings *settings = input->settings;

    (void)subject;
    for (size_t i = 0; i < settings->indicator_count; i++)
        page_put_indicator(input, &settings->indicators[i], out);
    page_put_alerts(input, out);
    buf_printf(out, "%d\x1f", input->year);
}

static int64_t updated(const struct page *page)
{
    int64_t newest = 0;

    for (size_t i = 0; i < page->input->settings->indicator_count; i++) {
        int64_t here = page->input->digests[i].recorded;

        newest = here > newest ? here : newest;
    }
    return newest;
}

const struct page_kind page_home = {
    .name = "home",
    .file = "index.html",
    .menu = {"指標", "Indicators"},
    .made_from = made_from,
    .title = page_site_title,
    .write = write_home,
    .updated = updated,
};
