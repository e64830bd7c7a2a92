/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published: see published.h. */
#include "collector/published.h"

#include "collector/picktext.h"
#include "core/pattern.h"
#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

#define MATCHES_MAX 10000
#define GROUP "date"

static int read_day(const char *text, int32_t today, int32_t *day, struct err *err)
{
    struct periodread_context context = {.frequency = FREQUENCY_DAILY};
    struct period period;
    char shown[PERIOD_TEXT_SIZE];
    if (periodread_cell(text, &context, &period, err) != 0)
        return -1;
    *day = period.n;
    if (period.n <= today)
        return 0;
    period_print_day(today, shown);
    return err_set(err, ERR_DATA, "\"%.60s\" is later than today (%s)", text, shown);
}

/* What is not plainly one day says nothing. */
static int read_match(const struct pattern_walk *walk, int32_t today, struct arena *arena,
                      struct published *out, struct err *err)
{
    struct pattern_span span;
    int32_t day = 0;
    if (!pattern_walk_group(walk, GROUP, &span))
        return 0;
    const char *text = arena_strndup(arena, walk->text + span.start, span.end - span.start);
    if (read_day(text, today, &day, err) != 0)
        return -1;
    if (out->said && out->day != day) {
        char first[PERIOD_TEXT_SIZE];
        period_print_day(out->day, first);
        return err_set(err, ERR_DATA, "the document says several days: %s, \"%.60s\"", first,
                       text);
    }
    out->said = true;
    out->day = day;
    return 0;
}

static int read_matches(const struct pattern *pattern, const char *text, int32_t today,
                        struct arena *arena, struct published *out, struct err *err)
{
    struct pattern_walk walk = pattern_walk_start(pattern, text);
    size_t count = 0;
    int found = 0;
    while ((found = pattern_walk_next(&walk, err)) == 1) {
        if (++count > MATCHES_MAX)
            return err_set(err, ERR_DATA, "more than %d matches", MATCHES_MAX);
        if (read_match(&walk, today, arena, out, err) != 0)
            return -1;
    }
    if (found < 0)
        return -1;
    if (!out->said)
        return err_set(err, ERR_DATA, "the pattern matches nowhere in the text");
    return 0;
}

/* As the PCRE of layout `text` sees it. */
static int gather(const struct grids *grids, struct arena *arena, const char **out,
                  struct err *err)
{
    *out = grids->text;
    if (*out == NULL && picktext_gather(grids, NULL, arena, out, err) != 0)
        return -1;
    *out = unicode_nfkc(arena, *out);
    return 0;
}

static int read_pattern(const char *text, const char *expression, int32_t today,
                        struct arena *arena, struct published *out, struct err *err)
{
    struct pattern *pattern = pattern_compile(expression, err);
    if (pattern == NULL)
        return -1;
    int result = pattern_has_group(pattern, GROUP)
                     ? read_matches(pattern, text, today, arena, out, err)
                     : err_set(err, ERR_CONFIG, "the pattern has no group (?<" GROUP ">...)");
    pattern_free(pattern);
    return result;
}

/* What a format puts there and is no day (-) says nothing. */
static int read_stated(const char *stated, int32_t today, struct published *out,
                       struct err *err)
{
    struct err ignored;
    int32_t day = 0;
    if (str_empty(stated) || read_day(stated, INT32_MAX, &day, &ignored) != 0)
        return 0;
    out->said = read_day(stated, today, &out->day, err) == 0;
    return out->said ? 0 : -1;
}

void published_read(const struct grids *grids, const char *pattern, int32_t today,
                    struct arena *arena, struct published *out)
{
    struct err err = {0};
    const char *text = NULL;
    int result = 0;
    *out = (struct published){0};
    if (str_empty(pattern))
        result = read_stated(grids->published, today, out, &err);
    else
        result = gather(grids, arena, &text, &err) != 0
                     ? -1
                     : read_pattern(text, pattern, today, arena, out, &err);
    if (result != 0)
        *out = (struct published){.problem = arena_printf(arena, "published: %s", err.text)};
}

void published_date(const struct published *published, struct observation *observations,
                    size_t count)
{
    for (size_t i = 0; i < count && published->said; i++) {
        observations[i].dated = true;
        observations[i].published = published->day;
    }
}

/* --- suggesting --- */

#define LABEL "(?<!次回)(?<!前回)(?:公表|発表)(?:年月)?日(?:\\(.\\))?[ \\t]*[:=]?[ \\t]*"
#define KANJI "(?:\\p{Han}{2} ?)?[\\d元]{1,4} ?年 ?\\d+ ?月 ?\\d+ ?日"
#define DIGITS "\\d{4}([-/.])\\d+\\g{-1}\\d+(?!\\d)"

static const char *const patterns[PUBLISHED_PATTERNS] = {
    LABEL "(?<date>" KANJI ")",
    LABEL "(?<date>" DIGITS ")",
    "(?<date>" KANJI ")[ \\t]*(?:\\(.\\))?[ \\t]*(?:公表|発表)(?![日前後予])",
};

const char *published_pattern(int number)
{
    return patterns[number];
}

int published_suggest(const struct grids *grids, int32_t today)
{
    struct arena *arena = arena_new();
    const char *text = NULL;
    struct err err = {0};
    int found = PUBLISHED_NONE;
    int gathered = gather(grids, arena, &text, &err);
    for (int i = 0; gathered == 0 && found == PUBLISHED_NONE && i < PUBLISHED_PATTERNS; i++) {
        struct published published = {0};
        if (read_pattern(text, patterns[i], today, arena, &published, &err) == 0)
            found = i;
    }
    arena_free(arena);
    return found;
}
