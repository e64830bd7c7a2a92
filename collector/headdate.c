/* SPDX-License-Identifier: GPL-3.0-or-later */
/* headdate: see headdate.h. */
#include "collector/headdate.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"
#include "collector/titledate.h"

static bool is_before(struct arena *arena, const char *part)
{
    static const char *const words[] = {
        "前年",       "前年度",       "前年同月",   "前年同期",   "前年実績",
        "前月",       "前期",         "前年値",     "昨年",       "昨年度",
        "昨年同月",   "昨年同期",     "前回",       "前回調査",   "前四半期",
        "前年度実績", "前年同月実績", "前年度同月", "前年度同期", "先月"};
    const char *bare = label_bare(arena, unicode_key(arena, part));
    return str_equal_any(bare, words, sizeof words / sizeof words[0]);
}

bool headdate_is_before(struct arena *arena, const char *path)
{
    while (*path != '\0') {
        size_t length = strcspn(path, " ");
        if (is_before(arena, arena_strndup(arena, path, length)))
            return true;
        path += length + (path[length] == ' ');
    }
    return false;
}

struct headdate headdate_read(struct arena *arena, const char *path)
{
    struct headdate head = {0};
    const char *key = unicode_key(arena, path);
    size_t from = 0;
    size_t dates = 0;
    struct spanread_found found;
    while (spanread_next(key, &from, &found)) {
        dates++;
        if (found.several || titledate_judge(arena, path, key, &found) != TITLEDATE_FIGURES)
            continue;
        struct period named = {found.fiscal ? FREQUENCY_FISCAL_YEAR : FREQUENCY_CALENDAR_YEAR,
                               found.year};
        if (found.month != 0)
            named = (struct period){FREQUENCY_MONTHLY,
                                    (int32_t)(found.year * 12 + found.month - 1)};
        head = (struct headdate){true, period_start(named), period_end(named)};
    }
    head.set = head.set && dates == 1;
    return head;
}

bool headdate_fits(const struct headdate *head, struct period period)
{
    return !head->set ||
           (period_start(period) < head->end && period_end(period) > head->start);
}
