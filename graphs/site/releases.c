/* SPDX-License-Identifier: GPL-3.0-or-later */
/* releases: see releases.h. */
#include "graphs/site/releases.h"

#include <stdlib.h>
#include <string.h>

#include "config/calendar.h"
#include "config/edition.h"
#include "core/arena.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/site/doors.h"
#include "graphs/site/icalendar.h"

#define AHEAD_DAYS 400
#define MOST 24 /* of one indicator */
#define TEXT_LIMIT ((size_t)64 << 10)

/* A period of an indicator, and when it is expected. */
struct expected {
    const struct releases_indicator *of;
    const struct source *source; /* NULL = the indicator has a calendar of its own, and none */
    struct period period;
    struct release_moment moment;
};

struct writing {
    const struct releases *input;
    enum language language;
    struct expected *items;
    size_t count;
    size_t capacity;
    struct arena *arena;
};

/* --- what is expected --- */

/* Whose calendar it is read by. */
static const struct source *find_source(const struct indicator *indicator)
{
    for (size_t i = 0; i < indicator->source_count; i++) {
        if (release_known(&indicator->sources[i]->release))
            return indicator->sources[i];
    }
    return indicator->source_count > 0 ? indicator->sources[0] : NULL;
}

static bool is_known(const struct settings *settings, const struct indicator *indicator)
{
    const struct source *source = find_source(indicator);

    return edition_shows(settings, indicator) &&
           release_known(calendar_release(indicator, NULL)) &&
           (!source || edition_shows_source(settings, source));
}

bool releases_known(const struct settings *settings)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (is_known(settings, &settings->indicators[i]))
            return true;
    }
    return false;
}

static void note(struct writing *writing, const struct expected *item)
{
    if (writing->count == writing->capacity) {
        size_t capacity = 2 * writing->capacity + 64;
        struct expected *items = arena_alloc(writing->arena, capacity, sizeof *items);

        if (writing->count > 0)
            memcpy(items, writing->items, writing->count * sizeof *items);
        writing->items = items;
        writing->capacity = capacity;
    }
    writing->items[writing->count++] = *item;
}

static void gather_of(struct writing *writing, const struct releases_indicator *of)
{
    const struct indicator *indicator = of->indicator;
    const struct release *release = calendar_release(indicator, NULL);
    int32_t today = instant_day(writing->input->now);
    struct expected item = {.of = of, .source = find_source(indicator)};
    size_t count = 0;

    if (of->awaited.state == AWAITED_NONE || of->awaited.state == AWAITED_ENDED)
        return;
    item.period = of->awaited.period;
    for (int tried = 0; tried < 2 * MOST && count < MOST; tried++) {
        bool known = release_expected(release, item.period, &item.moment);

        if (known && item.moment.day > today + AHEAD_DAYS)
            break;
        if (known) {
            note(writing, &item);
            count++;
        }
        item.period = period_next(item.period);
    }
}

/* --- events --- */

/* By moment, then in the order of the configuration. */
static int compare(const void *a, const void *b)
{
    const struct expected *one = a;
    const struct expected *other = b;

    if (one->moment.day != other->moment.day)
        return one->moment.day < other->moment.day ? -1 : 1;
    if (one->moment.time != other->moment.time)
        return one->moment.time < other->moment.time ? -1 : 1;
    if (one->source != other->source)
        return one->source < other->source ? -1 : 1;
    if (one->of != other->of)
        return one->of < other->of ? -1 : 1;
    return period_compare(one->period, other->period);
}

static bool is_together(const struct expected *one, const struct expected *other)
{
    return one->moment.day == other->moment.day && one->moment.time == other->moment.time &&
           one->source == other->source;
}

static const char *say_source(const struct writing *writing, const struct expected *item)
{
    const struct source *source = item->source;

    if (!source)
        return settings_label(&item->of->indicator->title, writing->language);
    const char *title = settings_label(&source->title, writing->language);
    return str_empty(title) ? source->id : title;
}

/* "全産業 業況DI 2026年3月", a line each. */
static const char *say_periods(const struct writing *writing, const struct expected *items,
                               size_t count)
{
    struct buf text;

    buf_init(&text, TEXT_LIMIT);
    for (size_t i = 0; i < count; i++) {
        const struct indicator *indicator = items[i].of->indicator;
        char period[WORDS_SIZE];

        words_period(items[i].period, indicator->year_label, writing->language, period);
        buf_printf(&text, "%s%s %s", i ? "\n" : "",
                   settings_label(&indicator->title, writing->language), period);
    }
    return buf_keep(&text, writing->arena);
}

static int64_t find_stamp(const struct expected *items, size_t count)
{
    int64_t newest = 0;

    for (size_t i = 0; i < count; i++)
        newest = items[i].of->recorded > newest ? items[i].of->recorded : newest;
    return newest;
}

static void put_event(const struct writing *writing, const struct expected *items,
                      size_t count, struct buf *out)
{
    const struct settings *settings = writing->input->settings;
    const struct source *source = items->source;
    char period[PERIOD_TEXT_SIZE];

    period_print(items->period, period);
    const struct icalendar_event event = {
        .uid = arena_printf(writing->arena, "%s.%s@%s", items->of->indicator->id, period,
                            doors_host(settings, writing->arena)),
        .stamp = find_stamp(items, count),
        .day = items->moment.day,
        .at = items->moment.time == RELEASE_ANY_TIME ? 0 : release_opens(items->moment),
        .summary = arena_printf(writing->arena, "%s%s",
                                words_pick(writing->language, "公表予定：", "Expected: "),
                                say_source(writing, items)),
        .description = say_periods(writing, items, count),
        .url = !source                    ? NULL
               : !str_empty(source->page) ? source->page
                                          : source->url,
    };
    icalendar_put(out, &event);
}

void releases_print(const struct releases *input, struct buf *out)
{
    struct writing writing = {
        .input = input, .language = input->settings->site.language, .arena = arena_new()};
    const char *title = settings_label(&input->settings->site.title, writing.language);

    for (size_t i = 0; i < input->count; i++) {
        if (is_known(input->settings, input->indicators[i].indicator))
            gather_of(&writing, &input->indicators[i]);
    }
    if (writing.count > 0)
        qsort(writing.items, writing.count, sizeof *writing.items, compare);
    icalendar_begin(
        out,
        arena_printf(writing.arena, "%s%s", title,
                     words_pick(writing.language, " 公表予定", ": expected publications")),
        words_pick(writing.language, "JA", "EN"));
    for (size_t i = 0; i < writing.count;) {
        size_t count = 1;

        while (i + count < writing.count &&
               is_together(&writing.items[i], &writing.items[i + count]))
            count++;
        put_event(&writing, &writing.items[i], count, out);
        i += count;
    }
    icalendar_end(out);
    arena_free(writing.arena);
}
