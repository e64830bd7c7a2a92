/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell: see shell.h. */
#include "graphs/site/shell.h"

#include <string.h>

#include "config/edition.h"
#include "core/str.h"
#include "core/version.h"
#include "core/words.h"
#include "graphs/site/doors.h"

/* --- head --- */

static void put_meta(struct html *html, const char *name, const char *content)
{
    html_open(html, "meta");
    html_attr(html, "name", name);
    html_attr(html, "content", content);
    html_line(html);
}

static void put_policy(struct html *html)
{
    html_open(html, "meta");
    html_attr(html, "http-equiv", "Content-Security-Policy");
    html_attr(html, "content", SHELL_POLICY);
    html_line(html);
}

static void put_style(struct page *page)
{
    html_open(&page->html, "link");
    html_attr(&page->html, "rel", "icon");
    html_attr(&page->html, "type", "image/svg+xml");
    html_attr(&page->html, "href", page_shared(page, "icon.svg"));
    html_line(&page->html);
    html_open(&page->html, "link");
    html_attr(&page->html, "rel", "stylesheet");
    html_attr(&page->html, "href", page_shared(page, "style.css"));
    html_line(&page->html);
}

/* Absolute where the site knows its address, as those who read them want it. */
static const char *say_address(const struct page *page, enum language language)
{
    const char *base = page->input->settings->site.base_url;
    const char *file = page_other(page, language);

    if (str_empty(base))
        return file;
    while (str_starts(file, "../"))
        file += 3;
    return arena_printf(page->arena, "%s%s%s", base, str_ends(base, "/") ? "" : "/", file);
}

static void put_alternates(struct page *page)
{
    for (int language = 0; language < SITE_LANGUAGES; language++) {
        html_open(&page->html, "link");
        html_attr(&page->html, "rel", "alternate");
        html_attr(&page->html, "hreflang", words_code((enum language)language));
        html_attr(&page->html, "href", say_address(page, (enum language)language));
        html_line(&page->html);
    }
}

static void put_title(struct page *page, const char *title)
{
    const char *site = page_site_title(page);

    html_element(&page->html, "title",
                 str_equal(title, site) ? title
                                        : page_fill(page, "%｜%", "% – %", title, site));
    html_line(&page->html);
}

/* What a reader's program may follow. */
static void put_feed(struct page *page)
{
    const struct settings *settings = page->input->settings;
    bool own = page->kind == &page_indicator;

    if (!doors_feeds(settings) || (!own && !doors_alerts(settings)))
        return;
    html_open(&page->html, "link");
    html_attr(&page->html, "rel", "alternate");
    html_attr(&page->html, "type", "application/atom+xml");
    html_attr(&page->html, "href",
              page_door(page, own ? DOORS_FEED : DOORS_ALERTS, page->subject->id));
    html_line(&page->html);
}

static void put_head(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "meta");
    html_attr(html, "charset", "utf-8");
    html_line(html);
    put_policy(html);
    put_meta(html, "viewport", "width=device-width, initial-scale=1");
    put_meta(html, "referrer", "no-referrer");
    if (edition_is_internal(page->input->settings))
        put_meta(html, "robots", "noindex, nofollow");
    put_title(page, page->kind->title(page));
    put_alternates(page);
    put_feed(page);
    put_style(page);
}

/* --- header --- */

static void put_item(struct page *page, const struct page_kind *kind)
{
    struct html *html = &page->html;

    html_open(html, "li");
    html_open(html, "a");
    html_attr(html, "href", page_link(page, kind->file, ""));
    if (kind == page->kind)
        html_attr(html, "aria-current", "page");
    html_text(html, kind->menu[page->language]);
    html_close(html, "a");
    html_close(html, "li");
    html_line(html);
}

/* Home stands first, although it is made last. */
static void put_menu(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "nav");
    html_attr(html, "aria-label", page_say(page, "主なページ", "Main pages"));
    html_open(html, "ul");
    html_line(html);
    put_item(page, &page_home);
    for (size_t i = 0; i < page_count(); i++) {
        const struct page_kind *kind = page_at(i);

        if (kind != &page_home && kind->menu[page->language] &&
            (!kind->is_shown || kind->is_shown(page->input, NULL)))
            put_item(page, kind);
    }
    html_close(html, "ul");
    html_close(html, "nav");
    html_line(html);
}

static void put_switch(struct page *page)
{
    enum language other = page->language == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA;

    html_open(&page->html, "a");
    html_attr(&page->html, "class", "switch");
    html_attr(&page->html, "href", page_other(page, other));
    html_attr(&page->html, "hreflang", words_code(other));
    html_attr(&page->html, "lang", words_code(other));
    html_text(&page->html, words_pick(other, "日本語", "English"));
    html_close(&page->html, "a");
    html_line(&page->html);
}

static void put_skip(struct page *page)
{
    html_open(&page->html, "a");
    html_attr(&page->html, "class", "skip");
    html_attr(&page->html, "href", "#main");
    html_text(&page->html, page_say(page, "本文へ移動", "Skip to the content"));
    html_close(&page->html, "a");
}

static void put_site(struct page *page)
{
    page_anchor(page, page_link(page, page_home.file, ""), &page->input->settings->site.title);
    if (edition_is_internal(page->input->settings))
        html_classed(&page->html, "span", "mark",
                     page_say(page, "庁内版", "internal edition"));
}

/* --- content --- */

/* What is of another time than now says so before anything else. */
static void put_as_of(struct page *page)
{
    const struct as_of *as_of = &page->input->settings->site.as_of;

    if (!as_of->words.text)
        return;
    const char *words = page_text(page, &as_of->words);
    html_classed(
        &page->html, "p", "asof",
        as_of->whole
            ? page_fill(page, "%の内容です。", "What stands here is %.", words, NULL)
            : page_fill(page,
                        "数値・お知らせは%のものです（事業・予算・目標は現在の設定による）。",
                        "Figures and alerts are %; programs, budgets and targets are "
                        "those of now.",
                        words, NULL));
    html_line(&page->html);
}

static void put_content(struct page *page)
{
    put_as_of(page);
    page->kind->write(page);
    if (page->kind->program)
        html_classed(&page->html, "p", "caution", words_caution(page->language));
}

/* --- footer --- */

static void put_contact(struct page *page)
{
    const char *contact = page->input->settings->site.contact;
    struct html *html = &page->html;

    if (str_empty(contact))
        return;
    html_open(html, "p");
    html_text(html, page_say(page, "問い合わせ先：", "Contact: "));
    if (strchr(contact, '@') && !strchr(contact, ' ')) {
        html_open(html, "a");
        html_attr(html, "href", arena_printf(page->arena, "mailto:%s", contact));
        html_text(html, contact);
        html_close(html, "a");
    } else {
        html_text(html, contact);
    }
    html_close(html, "p");
    html_line(html);
}

static void put_footer(struct page *page)
{
    int64_t updated = page->kind->updated ? page->kind->updated(page) : 0;

    put_contact(page);
    if (updated != 0)
        html_element(&page->html, "p",
                     arena_printf(page->arena, "%s%s",
                                  page_say(page, "このページの数値の更新：",
                                           "Figures of this page updated: "),
                                  page_day(page, updated)));
    html_element(&page->html, "p", "shihyo " VERSION_TEXT);
}

/* --- the frame --- */

static void put_language(struct page *page)
{
    html_text(&page->html, words_code(page->language));
}

/* From the page to the site's folder: for pictures of one's own. */
static void put_root(struct page *page)
{
    html_text(&page->html, page_shared(page, ""));
}

static const struct html_template_slot slots[] = {
    {"lang", true, true},     {"head", true, false},    {"skip", true, false},
    {"site", false, false},   {"switch", true, false},  {"menu", true, false},
    {"content", true, false}, {"footer", false, false}, {"root", false, true},
};

#define SLOTS (sizeof slots / sizeof slots[0])

static void (*const fills[SLOTS])(struct page *page) = {
    put_language, put_head,    put_skip,   put_site, put_switch,
    put_menu,     put_content, put_footer, put_root,
};

static const char built_in[] = "<!DOCTYPE html>\n"
                               "<html lang=\"{{lang}}\">\n"
                               "<head>\n"
                               "{{head}}</head>\n"
                               "<body>\n"
                               "{{skip}}\n"
                               "<header>\n"
                               "<p class=\"site\">{{site}}</p>\n"
                               "{{switch}}{{menu}}</header>\n"
                               "<main id=\"main\">\n"
                               "{{content}}\n"
                               "</main>\n"
                               "<footer>\n"
                               "{{footer}}\n"
                               "</footer>\n"
                               "</body>\n"
                               "</html>\n";

const char *shell_built_in(void)
{
    return built_in;
}

int shell_read(const char *text, const char *name, struct arena *arena,
               struct html_template *out, struct err *err)
{
    return html_template_read(text, name, slots, SLOTS, arena, out, err);
}

static void fill(size_t slot, void *context)
{
    fills[slot](context);
}

void shell_write(struct page *page)
{
    html_template_write(page->input->frame, &page->html, fill, page);
}
