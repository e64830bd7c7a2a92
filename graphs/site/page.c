/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page: see page.h. */
#include "graphs/site/page.h"

#include <string.h>

#include "config/calendar.h"
#include "config/edition.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"

#define AWAITED_LIMIT 4096

/* In the order in which they are made: home stands for the whole and comes last. */
static const struct page_kind *const kinds[] = {
    &page_indicator, &page_program, &page_policy, &page_list,  &page_programs, &page_alerts,
    &page_sources,   &page_data,    &page_graphs, &page_about, &page_home,
};

size_t page_count(void)
{
    return sizeof kinds / sizeof kinds[0];
}

const struct page_kind *page_at(size_t index)
{
    return kinds[index];
}

/* --- words --- */

const char *page_say(const struct page *page, const char *ja, const char *en)
{
    return words_pick(page->language, ja, en);
}

const char *page_fill(const struct page *page, const char *ja, const char *en, const char *a,
                      const char *b)
{
    const char *words = page_say(page, ja, en);
    const char *first = strchr(words, '%');
    const char *second = first ? strchr(first + 1, '%') : NULL;

    if (!first)
        return words;
    if (!second)
        return arena_printf(page->arena, "%.*s%s%s", (int)(first - words), words, a,
                            first + 1);
    return arena_printf(page->arena, "%.*s%s%.*s%s%s", (int)(first - words), words, a,
                        (int)(second - first - 1), first + 1, b, second + 1);
}

const char *page_number(const struct page *page, size_t number)
{
    char text[WORDS_SIZE];

    words_value((struct decimal){(int64_t)number, 0}, 0, page->language, text);
    return arena_strdup(page->arena, text);
}

const char *page_text(const struct page *page, const struct label *label)
{
    return settings_label(label, page->language);
}

const char *page_site_title(const struct page *page)
{
    return page_text(page, &page->input->settings->site.title);
}

/* A text beside which an English one stands is Japanese; else it is in the configuration's
 * language. */
static enum language language_of(const struct page *page, const struct label *label)
{
    if (str_empty(label->en))
        return page->input->original;
    return page->language;
}

static void put(struct page *page, const char *name, const char *class, const char *text,
                enum language language)
{
    html_open(&page->html, name);
    if (class)
        html_attr(&page->html, "class", class);
    if (language != page->language)
        html_attr(&page->html, "lang", words_code(language));
    html_text(&page->html, text);
    html_close(&page->html, name);
}

void page_label(struct page *page, const char *name, const char *class,
                const struct label *label)
{
    put(page, name, class, page_text(page, label), language_of(page, label));
}

void page_foreign(struct page *page, const char *name, const char *class, const char *text)
{
    put(page, name, class, text, page->input->original);
}

const char *page_day(const struct page *page, int64_t instant)
{
    char text[WORDS_SIZE];

    if (instant == 0)
        return "—";
    words_period((struct period){FREQUENCY_DAILY, instant_day(instant)}, YEAR_LABEL_STARTS,
                 page->language, text);
    return arena_strdup(page->arena, text);
}

/* --- addresses --- */

static const char *name_file(const struct page *page, const char *file, const char *id)
{
    const char *star = strchr(file, '*');

    if (!star)
        return file;
    return arena_printf(page->arena, "%.*s%s%s", (int)(star - file), file, id, star + 1);
}

/* Up to the folder of the page's language. */
static const char *climb(const struct page *page)
{
    return strchr(page->kind->file, '/') ? "../" : "";
}

const char *page_link(const struct page *page, const char *file, const char *id)
{
    return arena_printf(page->arena, "%s%s", climb(page), name_file(page, file, id));
}

const char *page_shared(const struct page *page, const char *file)
{
    bool inner = page->language != page->input->original;

    return arena_printf(page->arena, "%s%s%s", inner ? "../" : "", climb(page), file);
}

const char *page_other(const struct page *page, enum language language)
{
    return page_shared(
        page, arena_printf(page->arena, "%s%s", site_prefix(language, page->input->original),
                           name_file(page, page->kind->file, page->subject->id)));
}

void page_anchor(struct page *page, const char *href, const struct label *label)
{
    html_open(&page->html, "a");
    html_attr(&page->html, "href", href);
    if (language_of(page, label) != page->language)
        html_attr(&page->html, "lang", words_code(language_of(page, label)));
    html_text(&page->html, page_text(page, label));
    html_close(&page->html, "a");
}

/* --- indicators --- */

bool page_shows(const struct site_input *input, const struct indicator *indicator)
{
    return edition_shows(input->settings, indicator);
}

size_t page_index(const struct site_input *input, const struct indicator *indicator)
{
    return (size_t)(indicator - input->settings->indicators);
}

const struct alert *page_alert_of(const struct site_input *input,
                                  const struct indicator *indicator)
{
    const struct alert *found = NULL;

    if (!edition_publishes(input->settings, EDITION_ALERTS))
        return NULL;
    for (size_t i = 0; i < input->alert_count; i++) {
        const struct alert *alert = &input->alerts[i];

        if (!alert_is_open(alert) || !str_equal(alert->indicator_id, indicator->id))
            continue;
        if (!found || alert_gravity(alert->severity) > alert_gravity(found->severity))
            found = alert;
    }
    return found;
}

/* --- what a page is made from --- */

void page_put(struct buf *out, const char *text)
{
    buf_puts(out, text ? text : "");
    buf_putc(out, '\x1f');
}

void page_put_indicator(const struct site_input *input, const struct indicator *indicator,
                        struct buf *out)
{
    const struct alert *alert = page_alert_of(input, indicator);

    page_put(out, input->revisions[page_index(input, indicator)]);
    if (alert)
        buf_printf(out, "%s %lld\x1f", alert->severity, (long long)alert->number);
}

bool page_tells(const struct site_input *input, const struct alert *alert)
{
    const struct indicator *indicator =
        settings_indicator(input->settings, alert->indicator_id);

    return edition_is_internal(input->settings) ||
           (edition_publishes(input->settings, EDITION_ALERTS) && indicator &&
            indicator->is_public);
}

static void put_alert(const struct alert *alert, struct buf *out)
{
    buf_printf(out, "%lld %d %lld%s\x1f", (long long)alert->number, (int)alert->state,
               (long long)alert->changed, alert->embargo ? "!" : "");
    page_put(out, alert->severity);
    page_put(out, alert->text);
}

void page_put_alerts(const struct site_input *input, struct buf *out)
{
    for (size_t i = 0; i < input->alert_count; i++) {
        if (page_tells(input, &input->alerts[i]))
            put_alert(&input->alerts[i], out);
    }
}

void page_put_alerts_of(const struct site_input *input, const struct indicator *indicator,
                        struct buf *out)
{
    for (size_t i = 0; i < input->alert_count; i++) {
        if (str_equal(input->alerts[i].indicator_id, indicator->id) &&
            page_tells(input, &input->alerts[i]))
            put_alert(&input->alerts[i], out);
    }
}

const char *page_awaited(const struct page *page, const struct indicator *indicator,
                         const struct awaited *awaited)
{
    struct buf text;

    if (awaited->state != AWAITED_SCHEDULED && !awaited_is_open(awaited))
        return "";
    bool tells = edition_publishes(page->input->settings, EDITION_FAILURES);

    if (awaited->state == AWAITED_OVERDUE && !tells)
        return "";
    buf_init(&text, AWAITED_LIMIT);
    if (tells) {
        calendar_say(indicator, awaited, page->language, &text);
    } else {
        calendar_say_periods(indicator, awaited, page->language, &text);
        buf_puts(&text, page_say(page, "分　", ": "));
        calendar_say_day(awaited->moment, page->language, &text);
    }
    return buf_keep(&text, page->arena);
}

void page_put_awaited(const struct awaited *awaited, struct buf *out)
{
    buf_printf(out, "%d %ld %ld %d\x1f", (int)awaited->state, (long)awaited->period.n,
               (long)awaited->moment.day, awaited->moment.time);
}

/* --- programs --- */

const char *page_budget(const struct page *page, const struct program *program)
{
    for (size_t i = program->year_count; i-- > 0;) {
        const struct program_year *year = &program->years[i];
        int64_t amount = 0;
        enum amount_kind kind = settings_program_amount(year, &amount);
        char money[WORDS_SIZE];
        char period[WORDS_SIZE];

        if (kind == AMOUNT_NONE)
            continue;
        words_budget(amount, page->language, money);
        words_period((struct period){FREQUENCY_FISCAL_YEAR, year->fiscal_year},
                     YEAR_LABEL_STARTS, page->language, period);
        return page_fill(page, "%（%）", "% (%)", arena_strdup(page->arena, money),
                         arena_printf(page->arena, "%s%s%s", period, page_say(page, "", " "),
                                      words_amount_kind(kind, page->language)));
    }
    return "";
}

/* --- regions --- */

void page_open_region(struct page *page, const char *name)
{
    html_open(&page->html, "section");
    html_attr(&page->html, "class", "region");
    html_attr(&page->html, "tabindex", "0");
    html_attr(&page->html, "aria-label", name);
    html_line(&page->html);
}

void page_close_region(struct page *page)
{
    html_close(&page->html, "section");
    html_line(&page->html);
}

void page_heads(struct page *page, const char *const *heads, size_t count)
{
    html_open(&page->html, "thead");
    html_open(&page->html, "tr");
    for (size_t i = 0; i < count; i++) {
        html_open(&page->html, "th");
        html_attr(&page->html, "scope", "col");
        html_text(&page->html, heads[i]);
        html_close(&page->html, "th");
    }
    html_close(&page->html, "tr");
    html_close(&page->html, "thead");
    html_line(&page->html);
}
