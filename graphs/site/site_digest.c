/* SPDX-License-Identifier: GPL-3.0-or-later */
/* site_digest: what lists say of an indicator's newest value; see site.h. */
#include "graphs/site/site.h"

#include <inttypes.h>
#include <string.h>

#include "config/limits.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/caption.h"

#define TEXT_LIMIT 4096
#define VERSION "2"
#define EACH 5                             /* words in a language */
#define FIELDS (4 + EACH * SITE_LANGUAGES) /* lines behind the version */

static const char *take(struct buf *text, struct arena *arena)
{
    for (size_t i = 0; i < text->length; i++) {
        if (text->data[i] == '\n')
            text->data[i] = ' ';
    }
    const char *kept = arena_strdup(arena, buf_text(text));

    buf_reset(text);
    return kept;
}

static void say(const struct settings *settings, const struct site_matter *matter,
                struct arena *arena, struct site_words *out)
{
    const struct indicator *indicator = matter->indicator;
    const struct observation *latest = series_latest(&matter->series);
    enum language language = settings->site.language;
    struct chart_input input = {
        .settings = settings, .indicator = indicator, .series = &matter->series};
    char period[WORDS_SIZE];
    struct buf text;

    buf_init(&text, TEXT_LIMIT);
    words_period(latest->period, indicator->year_label, language, period);
    out->period = arena_strdup(arena, period);
    phrase_value(indicator, latest->value, language, &text);
    out->value = take(&text, arena);
    out->status = words_said(latest, language);
    phrase_change(indicator, &matter->series, latest, language, &text);
    out->change = take(&text, arena);
    caption_course(&input, &text);
    out->target = take(&text, arena);
    buf_free(&text);
}

static int find_direction(const struct site_matter *matter)
{
    const struct observation *latest = series_latest(&matter->series);
    const struct observation *before = series_before(&matter->series, latest->period);
    struct decimal change;

    if (!before || !limits_compares(matter->indicator, before->period, latest->period) ||
        phrase_subtract(matter->indicator, latest->value, before->value, &change) != 0)
        return 0;
    return decimal_compare(change, (struct decimal){0, 0});
}

static int64_t find_recorded(const struct series *series)
{
    int64_t newest = 0;

    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].recorded_at > newest)
            newest = series->observations[i].recorded_at;
    }
    return newest;
}

void site_digest(const struct settings *settings, const struct site_matter *matter,
                 struct arena *arena, struct site_digest *out)
{
    *out = (struct site_digest){.recorded = find_recorded(&matter->series)};
    for (int i = 0; i < SITE_LANGUAGES; i++)
        out->words[i] = (struct site_words){"", "", "", "", ""};
    const struct observation *latest = series_latest(&matter->series);
    out->has_value = latest != NULL;
    if (!out->has_value)
        return;
    out->ends = period_end(latest->period);
    int direction = find_direction(matter);
    out->direction = direction > 0 ? 1 : direction < 0 ? -1 : 0;
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        struct settings spoken = *settings;

        spoken.site.language = (enum language)i;
        say(&spoken, matter, arena, &out->words[i]);
    }
}

void site_digest_print(const struct site_digest *digest, struct buf *out)
{
    buf_printf(out, VERSION "\n%d\n%d\n%" PRId64 "\n%" PRId32 "\n", digest->has_value,
               digest->direction, digest->recorded, digest->ends);
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        const struct site_words *words = &digest->words[i];

        buf_printf(out, "%s\n%s\n%s\n%s\n%s\n", words->period, words->value, words->status,
                   words->change, words->target);
    }
}

/* The next line, without its end; NULL behind the last. */
static char *next_line(char **text)
{
    char *line = *text;
    char *end = strchr(line, '\n');

    if (!end)
        return NULL;
    *end = '\0';
    *text = end + 1;
    return line;
}

int site_digest_read(char *text, struct arena *arena, struct site_digest *out)
{
    const char *fields[FIELDS];
    int64_t has_value;
    int64_t direction;
    int64_t ends;
    char *version = next_line(&text);

    if (!version || !str_equal(version, VERSION))
        return -1;
    for (size_t i = 0; i < FIELDS; i++) {
        fields[i] = next_line(&text);
        if (!fields[i])
            return -1;
    }
    if (!str_integer(fields[0], 0, 1, &has_value) ||
        !str_integer(fields[1], -1, 1, &direction) ||
        !str_integer(fields[2], 0, INT64_MAX, &out->recorded) ||
        !str_integer(fields[3], INT32_MIN, INT32_MAX, &ends))
        return -1;
    out->ends = (int32_t)ends;
    out->has_value = has_value != 0;
    out->direction = (int)direction;
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        const char **at = &fields[4 + EACH * i];

        out->words[i] = (struct site_words){
            arena_strdup(arena, at[0]), arena_strdup(arena, at[1]), arena_strdup(arena, at[2]),
            arena_strdup(arena, at[3]), arena_strdup(arena, at[4])};
    }
    return 0;
}
