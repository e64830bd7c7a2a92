/* SPDX-License-Identifier: GPL-3.0-or-later */
/* following: see following.h. */
#include "daemon/following.h"

#include "collector/links.h"
#include "core/civil.h"
#include "core/instant.h"
#include "core/placeholder.h"
#include "core/str.h"
#include "daemon/addresses.h"
#include "daemon/fingerprint.h"

enum {
    CANDIDATES_MAX = 5000,
    AGAIN = 2,  /* the newest that were read are looked at again */
    RECENT = 3, /* periods, where only the newest counts and none was ever there */
    WEEK_S = 7 * 24 * 60 * 60,
    URL_MAX = 8192
};

struct candidate {
    const char *url;
    const char *name;
    struct health health;
    bool read; /* in the way of today */
    bool odd;  /* by http from a page that came by https */
};

/* Newest first. */
struct candidates {
    struct candidate *items;
    size_t count;
    size_t newest_read; /* count = none was */
};

bool following_is_needed(const struct source *source)
{
    return source->approach.kind != APPROACH_ADDRESSES;
}

/* --- what is named --- */

static void add(struct candidates *list, const char *url, int year, int month,
                struct arena *arena)
{
    struct candidate *item = &list->items[list->count++];

    *item =
        (struct candidate){.url = url, .name = addresses_make_name(url, year, month, arena)};
}

static int list_links(const struct following *following, struct harvest *head,
                      struct candidates *list)
{
    const struct source *source = head->source;
    const struct links_page page = {
        .bytes = buf_text(&head->fetch.body),
        .length = head->fetch.body.length,
        .content_type = head->fetch.content_type,
        .encoding = "auto",
        .url = head->fetch.url,
        .pattern = source->link,
    };
    bool secure = str_starts(page.url, "https:");
    struct links links;

    if (links_find(&page, following->arena, &links, &head->err))
        return err_prefix(&head->err, "the page of links");
    if (links.count == 0)
        return err_set(&head->err, ERR_DATA,
                       "none of the %zu links of the page matches: has it moved, or its "
                       "documents been renamed?",
                       links.seen);
    list->items = arena_alloc(following->arena, links.count, sizeof *list->items);
    for (size_t i = 0; i < links.count; i++) {
        const struct link *link = &links.items[i];

        add(list, link->url, link->year, link->month, following->arena);
        list->items[i].odd = secure && !str_starts(link->url, "https:");
    }
    return 0;
}

static bool has_fiscal_reader(const struct settings *settings, const struct source *source)
{
    for (size_t i = 0; i < source->reader_count; i++)
        if (settings_reader(settings, source, i)->frequency == FREQUENCY_FISCAL_YEAR)
            return true;
    return false;
}

static void add_period(const struct following *following, struct candidates *list,
                       const char *pattern, struct period period)
{
    struct civil date = civil_date(period_start(period));
    bool monthly = period.frequency == FREQUENCY_MONTHLY;
    bool dated = monthly || period_is_yearly(period.frequency);
    struct buf url;

    buf_init(&url, URL_MAX);
    placeholder_fill(pattern, period, &url);
    add(list, arena_strdup(following->arena, buf_text(&url)), dated ? date.year : 0,
        monthly ? date.month : 0, following->arena);
    buf_free(&url);
}

static int list_periods(const struct following *following, struct harvest *head,
                        struct candidates *list)
{
    const struct source *source = head->source;
    const struct approach *approach = &source->approach;
    enum frequency frequency;

    if (placeholder_frequency(source->urls[0], &frequency, &head->err))
        return -1;
    if (frequency == FREQUENCY_CALENDAR_YEAR && has_fiscal_reader(following->settings, source))
        frequency = FREQUENCY_FISCAL_YEAR;
    struct period newest = period_of_day(frequency, instant_day(following->now));
    struct period first = approach->has_since ? period_of_day(frequency, approach->since)
                                              : period_add(newest, 1 - approach->most);
    if (period_compare(first, period_add(newest, 1 - CANDIDATES_MAX)) < 0)
        first = period_add(newest, 1 - CANDIDATES_MAX);
    list->items = arena_alloc(following->arena, CANDIDATES_MAX, sizeof *list->items);
    for (struct period period = newest; period_compare(period, first) >= 0;
         period = period_add(period, -1))
        add_period(following, list, source->urls[0], period);
    return 0;
}

/* --- which of them --- */

static int look_up(const struct following *following, const struct harvest *head,
                   struct candidates *list, struct err *err)
{
    char selection[SHA256_TEXT_SIZE];

    fingerprint_source(following->settings, head->source, head->address, selection);
    list->newest_read = list->count;
    for (size_t i = list->count; i > 0; i--) {
        struct candidate *item = &list->items[i - 1];

        if (ledger_address_health(following->ledger, head->source->id, item->name,
                                  following->arena, &item->health, err))
            return -1;
        item->read =
            !str_empty(item->health.document) && str_equal(item->health.selection, selection);
        if (item->read)
            list->newest_read = i - 1;
    }
    return 0;
}

static bool is_wanted(const struct following *following, const struct harvest *head,
                      const struct candidates *list, size_t i)
{
    const struct candidate *item = &list->items[i];
    const struct approach *approach = &head->source->approach;
    bool none = list->newest_read == list->count;
    bool pattern = approach->kind == APPROACH_PATTERN;

    if (item->read)
        return false;
    if (approach->take == APPROACH_NEWEST)
        return none ? i < (pattern ? RECENT : 1) : i < list->newest_read;
    if (pattern && i > list->newest_read && str_empty(item->health.document) &&
        item->health.last_try > 0 && item->health.failing_since == 0)
        return item->health.last_try + WEEK_S <= following->now;
    return true;
}

static void take(struct harvest *documents, size_t *count, const struct harvest *head,
                 const struct candidate *item)
{
    documents[*count] = (struct harvest){
        .source = head->source,
        .url = item->url,
        .name = item->name,
        .health = item->health,
        .optional = head->source->approach.kind == APPROACH_PATTERN,
    };
    if (item->odd)
        err_set(&documents[*count].err, ERR_UNAVAILABLE,
                "%.200s: linked by http from a page that came by https: not asked", item->url);
    documents[*count].settled = item->odd;
    (*count)++;
}

/* From the oldest on. */
static void choose(const struct following *following, struct harvest *head,
                   const struct candidates *list, struct harvest **documents, size_t *count)
{
    const struct approach *approach = &head->source->approach;
    size_t again = approach->take == APPROACH_NEWEST ? 1 : AGAIN;
    size_t left = (size_t)approach->most;
    size_t *looked = arena_alloc(following->arena, AGAIN + 1, sizeof *looked);
    size_t found = 0;
    size_t newer = 0; /* never asked for: they will be the newest */

    *documents =
        arena_alloc(following->arena, (size_t)approach->most + AGAIN, sizeof **documents);
    for (size_t i = 0; i < list->count && found + newer < again; i++) {
        newer += list->items[i].health.last_try == 0 ? 1 : 0;
        if (list->items[i].read)
            looked[found++] = i;
    }
    for (size_t i = list->count; i > 0; i--) {
        if (found > 0 && looked[found - 1] == i - 1) {
            take(*documents, count, head, &list->items[i - 1]);
            found--;
        } else if (is_wanted(following, head, list, i - 1)) {
            if (left > 0)
                take(*documents, count, head, &list->items[i - 1]);
            head->pending = head->pending || left == 0;
            left -= left > 0 ? 1 : 0;
        }
    }
}

int following_find(const struct following *following, struct harvest *head,
                   struct harvest **documents, size_t *count, struct err *err)
{
    bool page = head->source->approach.kind == APPROACH_PAGE;
    struct candidates list = {0};

    *count = 0;
    if (head->fetch.err.code != ERR_NONE)
        head->err = head->fetch.err;
    if (head->err.code != ERR_NONE ||
        (page ? list_links(following, head, &list) : list_periods(following, head, &list)))
        return 0;
    /* the page itself is no document */
    buf_reset(&head->fetch.body);
    head->unchanged = true;
    if (look_up(following, head, &list, err))
        return -1;
    choose(following, head, &list, documents, count);
    return 0;
}

/* --- what became of them --- */

int following_judge(const struct following *following, struct harvest *head,
                    const struct harvest *documents, size_t count, struct err *err)
{
    bool any = count == 0;

    for (size_t i = 0; i < count; i++) {
        any = any || !documents[i].absent || !str_empty(documents[i].health.document);
        if (documents[i].err.code == ERR_NONE || head->err.code != ERR_NONE)
            continue;
        head->err = documents[i].err;
        head->problems = documents[i].problems;
    }
    struct health health;
    if (ledger_health(following->ledger, head->source->id, following->arena, &health, err))
        return -1;
    if (!any && head->err.code == ERR_NONE && health.last_change == 0)
        err_set(&head->err, ERR_UNAVAILABLE,
                "none of the %zu addresses asked for is there (HTTP 404), the last: %.200s",
                count, documents[count - 1].url);
    return 0;
}
