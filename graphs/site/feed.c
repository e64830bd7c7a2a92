/* SPDX-License-Identifier: GPL-3.0-or-later */
/* feed: what was published of an indicator; see feed.h. */
#include "graphs/site/feed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "config/phrase.h"
#include "core/arena.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/site/atom.h"

#define LINE_LIMIT ((size_t)64 << 10)
#define LINES 24 /* periods told one by one in an entry */

/* One version that stood, and what it replaced. */
struct news {
    const struct observation *item;
    const struct observation *before; /* NULL = nothing stood */
};

struct telling {
    const struct settings *settings;
    const struct indicator *indicator;
    enum language language;
    struct arena *arena;
};

/* --- what is told --- */

static const char *say_period(const struct telling *telling, const struct news *news)
{
    char text[WORDS_SIZE];

    words_period(news->item->period, telling->indicator->year_label, telling->language, text);
    return arena_strdup(telling->arena, text);
}

static bool revises(const struct news *news)
{
    return news->before && series_has_value(news->before) && series_has_value(news->item);
}

/* "、改定（前の値 ▲16.0ポイント、差 ＋0.6ポイント）" */
static void put_revision(const struct telling *telling, const struct news *news,
                         struct buf *out)
{
    enum language language = telling->language;
    struct decimal change;

    buf_puts(out, words_pick(language, "、改定（前の値 ", ", revised (before: "));
    phrase_value(telling->indicator, news->before->value, language, out);
    if (phrase_subtract(telling->indicator, news->item->value, news->before->value, &change) ==
        0) {
        buf_puts(out, words_pick(language, "、差 ", "; difference: "));
        phrase_difference(telling->indicator, change, language, out);
    }
    buf_puts(out, words_pick(language, "）", ")"));
}

static void put_value(const struct telling *telling, const struct news *news, struct buf *out)
{
    enum language language = telling->language;
    const char *status = words_status(news->item->status, language);

    if (!series_has_value(news->item)) {
        bool withdrawn = news->before && series_has_value(news->before);

        buf_puts(out, news->item->masked ? words_pick(language, "×（秘匿）", "× (withheld)")
                      : withdrawn        ? words_pick(language, "撤回", "withdrawn")
                                         : status);
        return;
    }
    phrase_value(telling->indicator, news->item->value, language, out);
    if (*status)
        buf_printf(out, language == LANGUAGE_JA ? "（%s）" : " (%s)", status);
}

static const char *say_line(const struct telling *telling, const struct news *news)
{
    struct buf text;

    buf_init(&text, LINE_LIMIT);
    buf_printf(&text, "%s%s", say_period(telling, news),
               words_pick(telling->language, "　", ": "));
    put_value(telling, news, &text);
    if (revises(news))
        put_revision(telling, news, &text);
    return buf_keep(&text, telling->arena);
}

static const char *say_title(const struct telling *telling, const struct news *newest,
                             size_t count)
{
    enum language language = telling->language;
    struct buf text;

    buf_init(&text, LINE_LIMIT);
    buf_printf(&text, "%s %s ", settings_label(&telling->indicator->title, language),
               say_period(telling, newest));
    put_value(telling, newest, &text);
    if (revises(newest))
        buf_puts(&text, words_pick(language, " 改定", ", revised"));
    if (count > 1 && language == LANGUAGE_JA)
        buf_printf(&text, "、ほか%zu期間", count - 1);
    else if (count > 1)
        buf_printf(&text, " and %zu more periods", count - 1);
    return buf_keep(&text, telling->arena);
}

/* Of one source; several may have spoken in one cycle. */
static const struct source *find_source(const struct telling *telling, const struct news *news)
{
    return news->item->source ? settings_source(telling->settings, news->item->source) : NULL;
}

static const char *find_via(const struct source *source)
{
    if (!source)
        return NULL;
    const char *address = !str_empty(source->page) ? source->page : source->url;
    return str_starts(address, "http://") || str_starts(address, "https://") ? address : NULL;
}

static const char *say_source(const struct telling *telling, const struct source *source)
{
    const char *title = settings_label(&source->title, telling->language);

    return arena_printf(telling->arena, "%s%s",
                        words_pick(telling->language, "出典：", "Source: "),
                        !str_empty(source->citation) ? source->citation
                        : !str_empty(title)          ? title
                                                     : source->id);
}

/* --- releases --- */

/* The newest first, and in each the newest period. */
static int compare(const void *a, const void *b)
{
    const struct news *one = a;
    const struct news *other = b;

    if (one->item->recorded_at != other->item->recorded_at)
        return one->item->recorded_at < other->item->recorded_at ? 1 : -1;
    return period_compare(other->item->period, one->item->period);
}

static size_t gather(const struct series *vintages, struct news *out)
{
    const struct observation *stood = NULL;
    size_t count = 0;

    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];

        if (item->aside)
            continue;
        if (stood && period_compare(stood->period, item->period) != 0)
            stood = NULL;
        out[count++] = (struct news){item, stood};
        stood = item;
    }
    qsort(out, count, sizeof *out, compare);
    return count;
}

static size_t same_instant(const struct news *news, size_t count)
{
    size_t same = 1;

    while (same < count && news[same].item->recorded_at == news->item->recorded_at)
        same++;
    return same;
}

static void put_release(const struct telling *telling, struct atom *atom,
                        const struct atom_head *head, const struct news *news, size_t count)
{
    const char **lines = arena_alloc(telling->arena, LINES + 2, sizeof *lines);
    const struct source *source = find_source(telling, news);
    char at[INSTANT_TEXT_SIZE];
    size_t used = 0;

    for (size_t i = 0; i < count && i < LINES; i++)
        lines[used++] = say_line(telling, &news[i]);
    if (count > LINES)
        lines[used++] = telling->language == LANGUAGE_JA
                            ? arena_printf(telling->arena, "ほか%zu期間", count - LINES)
                            : arena_printf(telling->arena, "and %zu more", count - LINES);
    if (source)
        lines[used++] = say_source(telling, source);
    instant_print(news->item->recorded_at, at);
    const struct atom_entry entry = {
        .id = at,
        .title = say_title(telling, news, count),
        .published = news->item->recorded_at,
        .updated = news->item->recorded_at,
        .page = head->page,
        .category = revises(news) ? "revision" : "release",
        .label = revises(news) ? words_pick(telling->language, "改定", "revision")
                               : words_pick(telling->language, "公表", "release"),
        .via = find_via(source),
        .lines = lines,
        .line_count = used,
    };
    atom_put(atom, head, &entry);
}

void feed_indicator(const struct settings *settings, const struct indicator *indicator,
                    const struct series *vintages, struct buf *out)
{
    struct telling telling = {settings, indicator, settings->site.language, arena_new()};
    struct news *news = arena_alloc(telling.arena, vintages->count + 1, sizeof *news);
    size_t count = gather(vintages, news);
    const struct atom_head head = {
        .id = arena_printf(telling.arena, "indicators/%s", indicator->id),
        .title = settings_label(&indicator->title, telling.language),
        .file = arena_printf(telling.arena, "feeds/%s.atom", indicator->id),
        .page = arena_printf(telling.arena, "indicators/%s.html", indicator->id),
        .updated = count > 0 ? news->item->recorded_at : ATOM_NEVER,
    };
    struct atom atom;
    size_t entries = 0;

    atom_begin(&atom, settings, telling.arena, &head, out);
    for (size_t i = 0; i < count && entries < ATOM_ENTRIES; entries++) {
        size_t same = same_instant(&news[i], count - i);

        put_release(&telling, &atom, &head, &news[i], same);
        i += same;
    }
    atom_end(&atom);
    arena_free(telling.arena);
}
