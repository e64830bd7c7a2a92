/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_clause: what stands round a figure in running text. */
#include <string.h>

#include "collector/suggest_trial.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

bool suggest_clause_is_plan(struct arena *arena, const char *text, size_t from, size_t figure,
                            size_t end)
{
    static const char *const words[] = {"見込",   "見通し",   "予測",   "予定",
                                        "目標",   "計画",     "想定",   "予算",
                                        "target", "forecast", "planned"};
    static const char *const stops[] = {"。", "、", "\n", NULL};
    size_t length = strlen(text + end);
    for (size_t i = 0; stops[i] != NULL; i++) {
        const char *stop = strstr(text + end, stops[i]);
        if (stop != NULL && (size_t)(stop - text) - end < length)
            length = (size_t)(stop - text) - end;
    }
    return str_holds_any(arena_strndup(arena, text + from, figure - from), words,
                         COUNT(words)) ||
           str_holds_any(arena_strndup(arena, text + end, length), words, COUNT(words));
}

const char *suggest_clause_label(struct arena *arena, const char *between)
{
    static const char *const ends[] = {"は", "が", "の", "も", ":", "、", "約",
                                       ",",  "|",  "(",  ")",  "=", ";"};
    const char *key = unicode_key(arena, between);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < COUNT(ends); i++) {
            size_t length = strlen(ends[i]);
            if (str_starts(key, ends[i])) {
                key += length;
                more = true;
            } else if (str_ends(key, ends[i])) {
                key = arena_strndup(arena, key, strlen(key) - length);
                more = true;
            }
        }
    }
    return key;
}

bool suggest_clause_is_part(struct arena *arena, const char *label)
{
    static const char *const starts[] = {"万", "千", "億", "百", "人", "円", "%"};
    static const char *const ends[] = {"を",   "に", "へ",   "と",  "より",
                                       "から", "比", "回る", "回り"};
    const char *key = unicode_key(arena, label);
    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts(key, starts[i]) && !str_starts(key, "人口") && !str_starts(key, "千歳"))
            return true;
    return str_ends_any(key, ends, COUNT(ends)) || suggest_text_is_derived(arena, label) ||
           suggest_text_is_plan(arena, label);
}
