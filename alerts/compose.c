/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose: see compose.h. */
#include "alerts/compose.h"

#include <string.h>

#include "core/escape.h"
#include "core/instant.h"
#include "core/period.h"
#include "core/str.h"
#include "core/words.h"

static enum language language_of(const struct notify_letter *letter)
{
    return letter->settings->site.language;
}

/* What is over comes behind all that is not. */
static int rank(const struct notice *notice)
{
    if (str_equal(notice->state, "resolved") || str_equal(notice->state, NOTICE_ENDED))
        return 0;
    return 1 + alert_gravity(notice->severity);
}

static const struct notice *gravest(const struct notify_letter *letter)
{
    const struct notice_list *list = letter->notices;
    const struct notice *found = &list->items[0];

    for (size_t i = 1; i < list->count; i++)
        if (rank(&list->items[i]) > rank(found))
            found = &list->items[i];
    return found;
}

const char *compose_severity(const struct notify_letter *letter)
{
    return gravest(letter)->severity;
}

bool compose_is_recovery(const struct notify_letter *letter)
{
    return rank(gravest(letter)) == 0;
}

/* The notice that stands at a place when they are sorted; the order of telling among equals.
 */
static const struct notice *at(const struct notify_letter *letter, size_t place)
{
    const struct notice_list *list = letter->notices;

    for (int wanted = 3; wanted >= 0; wanted--) {
        for (size_t i = 0; i < list->count; i++) {
            if (rank(&list->items[i]) == wanted && place-- == 0)
                return &list->items[i];
        }
    }
    return &list->items[0];
}

/* The subject without the word for its state, 【要確認】 or [Please check]. */
static const char *without_state(const char *subject)
{
    const char *end = str_starts(subject, "【") ? strstr(subject, "】") : NULL;

    if (end)
        return end + strlen("】");
    end = *subject == '[' ? strstr(subject, "] ") : NULL;
    return end ? end + strlen("] ") : subject;
}

void compose_subject(const struct notify_letter *letter, struct buf *out)
{
    const struct notice *first = gravest(letter);
    enum language language = language_of(letter);
    size_t count = letter->notices->count;

    if (count == 1) {
        buf_puts(out, first->subject);
        return;
    }
    const char *rest = without_state(first->subject);
    buf_append(out, first->subject, (size_t)(rest - first->subject));
    if (language == LANGUAGE_JA)
        buf_printf(out, "お知らせ%zu件: %s ほか%zu件", count, rest, count - 1);
    else
        buf_printf(out, "%zu notices: %s, and %zu more", count, rest, count - 1);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The closing sentences, each once. */
static bool closes_first(const struct notice_list *list, size_t at)
{
    if (str_empty(list->items[at].closing))
        return false;
    for (size_t i = 0; i < at; i++)
        if (str_equal(list->items[i].closing, list->items[at].closing))
            return false;
    return true;
}

static void say_rest(enum language language, size_t count, struct buf *out)
{
    buf_printf(out, language == LANGUAGE_JA ? "ほか%zu件" : "and %zu more", count);
}

/* --- plain text --- */

static void list_subjects(const struct notify_letter *letter, struct buf *out)
{
    size_t count = letter->notices->count;
    size_t listed = least(count, COMPOSE_LISTED_MOST);

    for (size_t i = 0; i < listed; i++)
        buf_printf(out, "- %s\n", at(letter, i)->subject);
    if (count > listed) {
        buf_puts(out, "- ");
        say_rest(language_of(letter), count - listed, out);
        buf_putc(out, '\n');
    }
}

void compose_text(const struct notify_letter *letter, struct buf *out)
{
    const struct notice_list *list = letter->notices;

    if (list->count > 1)
        list_subjects(letter, out);
    for (size_t i = 0; i < least(list->count, COMPOSE_FULL_MOST); i++) {
        if (list->count > 1)
            buf_printf(out, "\n%s\n", at(letter, i)->subject);
        buf_puts(out, at(letter, i)->body);
    }
    buf_putc(out, '\n');
    for (size_t i = 0; i < list->count; i++)
        if (closes_first(list, i))
            buf_printf(out, "%s\n", list->items[i].closing);
}

/* --- the page --- */

/* A bar and a word, never the colour alone: the subject begins with the word. */
static const char *colour(const struct notice *notice)
{
    static const char *const COLOURS[] = {"#2e6b34", "#1f4e79", "#8a5a00", "#b3261e"};

    return str_equal(notice->state, NOTICE_ENDED) ? "#555555" : COLOURS[rank(notice)];
}

static void put_title(const struct notice *notice, const char *element, struct buf *out)
{
    buf_printf(out,
               "<%s style=\"font-size:1.15em;margin:1.2em 0 .6em;padding:.1em 0 .1em .6em;"
               "border-left:6px solid %s\">%s",
               element, colour(notice), str_equal(notice->state, "resolved") ? "✓ " : "");
    escape_markup(out, notice->subject);
    buf_printf(out, "</%s>\n", element);
}

/* Whether an earlier notice of the letter stands with the same picture. */
static bool is_shown(const struct notify_letter *letter, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (str_equal(at(letter, i)->indicator, at(letter, place)->indicator))
            return true;
    return false;
}

static void put_chart(const struct notify_letter *letter, size_t place, const char *domain,
                      struct buf *out)
{
    const struct notice *notice = at(letter, place);

    if (is_shown(letter, place))
        return;
    for (size_t i = 0; domain && i < letter->chart_count; i++) {
        if (!str_equal(letter->charts[i].indicator, notice->indicator))
            continue;
        buf_printf(out, "<p style=\"margin:.6em 0\"><img src=\"cid:chart-%zu@", i);
        escape_markup(out, domain);
        buf_puts(out, "\" width=\"680\" style=\"max-width:100%;height:auto\" alt=\"");
        escape_markup(out, letter->charts[i].alt);
        buf_puts(out, "\"></p>\n");
    }
}

/* A notice of an older ledger has no page of its own. */
static void put_notice(const struct notice *notice, struct buf *out)
{
    if (!str_empty(notice->html)) {
        buf_puts(out, notice->html);
        return;
    }
    buf_puts(out, "<pre style=\"white-space:pre-wrap;font-family:inherit\">");
    escape_markup(out, notice->body);
    buf_puts(out, "</pre>\n");
}

static void put_list(const struct notify_letter *letter, struct buf *out)
{
    size_t count = letter->notices->count;
    size_t listed = least(count, COMPOSE_LISTED_MOST);

    buf_puts(out, "<ul style=\"padding-left:1.2em\">\n");
    for (size_t i = 0; i < listed; i++) {
        buf_puts(out, "<li style=\"margin:.2em 0\">");
        escape_markup(out, at(letter, i)->subject);
        buf_puts(out, "</li>\n");
    }
    if (count > listed) {
        buf_puts(out, "<li>");
        say_rest(language_of(letter), count - listed, out);
        buf_puts(out, "</li>\n");
    }
    buf_puts(out, "</ul>\n");
}

void compose_letterhead(const struct notify_letter *letter, struct buf *out)
{
    enum language language = language_of(letter);
    char day[WORDS_SIZE];

    words_period(period_of_day(FREQUENCY_DAILY, instant_day(letter->letter->created)),
                 YEAR_LABEL_STARTS, language, day);
    buf_printf(out, language == LANGUAGE_JA ? "%s　お知らせ（%s）" : "%s: notice of %s",
               settings_label(&letter->settings->site.title, language), day);
}

static void put_letterhead(const struct notify_letter *letter, struct buf *out)
{
    struct buf line;

    buf_init(&line, 8192);
    compose_letterhead(letter, &line);
    buf_puts(out, "<p style=\"font-size:.9em;color:#444;margin:0 0 1em;padding-bottom:.4em;"
                  "border-bottom:2px solid #1f4e79\">");
    escape_markup(out, buf_text(&line));
    buf_puts(out, "</p>\n");
    buf_free(&line);
}

static void put_head(const struct notify_letter *letter, struct buf *out)
{
    struct buf subject;

    buf_init(&subject, 8192);
    compose_subject(letter, &subject);
    buf_printf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
               words_code(language_of(letter)));
    escape_markup(out, buf_text(&subject));
    buf_puts(out, "</title>\n</head>\n<body style=\"font-family:sans-serif;line-height:1.6;"
                  "color:#1a1a1a;background:#fff;margin:0 auto;padding:1em;max-width:44em\">"
                  "\n");
    buf_free(&subject);
}

void compose_page(const struct notify_letter *letter, const char *domain, struct buf *out)
{
    const struct notice_list *list = letter->notices;

    put_head(letter, out);
    put_letterhead(letter, out);
    if (list->count > 1)
        put_list(letter, out);
    for (size_t i = 0; i < least(list->count, COMPOSE_FULL_MOST); i++) {
        const struct notice *notice = at(letter, i);

        put_title(notice, "h1", out);
        put_chart(letter, i, domain, out);
        put_notice(notice, out);
    }
    buf_puts(out, "<hr style=\"border:0;border-top:1px solid #ccc;margin:1.5em 0 .8em\">\n");
    for (size_t i = 0; i < list->count; i++) {
        if (!closes_first(list, i))
            continue;
        buf_puts(out, "<p style=\"font-size:.9em;color:#444\">");
        escape_markup(out, list->items[i].closing);
        buf_puts(out, "</p>\n");
    }
    buf_puts(out, "</body>\n</html>\n");
}
