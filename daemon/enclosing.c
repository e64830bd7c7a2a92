/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enclosing: see enclosing.h. */
#include "daemon/enclosing.h"

#include <string.h>

#include "config/edition.h"
#include "core/file.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/caches.h"
#include "graphs/chart.h"

#define PNG_LIMIT ((size_t)2 << 20)
#define ALT_LIMIT 4096
#define FOLDER_MODE 0700

static bool is_listed(const struct indicator *const *list, size_t count,
                      const struct indicator *one)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == one)
            return true;
    }
    return false;
}

static size_t choose(const struct notify_letter *letter,
                     const struct indicator *out[ENCLOSING_MOST])
{
    size_t count = 0;

    for (size_t i = 0; i < letter->notices->count && count < ENCLOSING_MOST; i++) {
        const struct indicator *indicator =
            settings_indicator(letter->settings, letter->notices->items[i].indicator);

        if (indicator && edition_shows(letter->settings, indicator) &&
            !is_listed(out, count, indicator))
            out[count++] = indicator;
    }
    return count;
}

/* The letter's own words say the rest. */
static int put_alt(struct ledger *ledger, const struct settings *settings,
                   const struct indicator *indicator, int64_t now, struct buf *out,
                   struct arena *arena, struct err *err)
{
    struct series series;

    if (caches_series(ledger, settings, indicator, arena, &series, err))
        return -1;
    const struct chart_input input = {
        .settings = settings, .indicator = indicator, .series = &series, .now = now};
    chart_alt(&input, out);
    return 0;
}

struct desk {
    struct ledger *ledger;
    struct notify_letter *letter;
    int64_t now;
    const char *folder;
    struct arena *arena;
};

static int take(const struct desk *desk, const struct indicator *indicator,
                struct notify_chart *out, struct err *err)
{
    struct form form = {.kind = FORM_PNG, .size = FORM_WIDE, .scale = 1};
    char name[FORM_NAME_SIZE];
    struct buf png, alt;

    form_name(&form, name);
    const char *star = strchr(name, '*');
    const char *path = arena_printf(desk->arena, "%s/%.*s%s%s", desk->folder,
                                    (int)(star - name), name, indicator->id, star + 1);
    buf_init(&png, PNG_LIMIT);
    buf_init(&alt, ALT_LIMIT);
    int failed =
        file_read(path, &png, err) || put_alt(desk->ledger, desk->letter->settings, indicator,
                                              desk->now, &alt, desk->arena, err);
    if (!failed)
        *out = (struct notify_chart){
            .indicator = indicator->id,
            .alt = arena_strdup(desk->arena, buf_text(&alt)),
            .png = arena_strndup(desk->arena, buf_text(&png), png.length),
            .length = png.length,
        };
    struct err ignored = {0};
    (void)file_remove(path, &ignored);
    buf_free(&png);
    buf_free(&alt);
    return failed;
}

static int draw(const struct desk *desk, const struct indicator *const *indicators,
                size_t count, struct err *err)
{
    const struct form form = {.kind = FORM_PNG, .size = FORM_WIDE, .scale = 1};
    const struct caches_charts charts = {indicators, count, &form, 1, desk->folder};
    struct notify_chart *out = arena_alloc(desk->arena, count, sizeof *out);

    if (file_make_folder(desk->folder, FOLDER_MODE, err) ||
        caches_draw_into(desk->ledger, desk->letter->settings, &charts, desk->now, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (take(desk, indicators[i], &out[i], err))
            return -1;
    }
    desk->letter->charts = out;
    desk->letter->chart_count = count;
    return 0;
}

void enclosing_charts(struct ledger *ledger, struct notify_letter *letter, int64_t now,
                      struct arena *arena)
{
    const struct indicator *indicators[ENCLOSING_MOST];
    size_t count = choose(letter, indicators);
    const struct desk desk = {ledger, letter, now,
                              arena_printf(arena, "%s/mail", letter->settings->site.state),
                              arena};
    struct err err = {0};

    if (count > 0 && draw(&desk, indicators, count, &err))
        log_warning("mail without its chart: %s", err.text);
}
